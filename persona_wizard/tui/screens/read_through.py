"""Read through: everything typed in one scroll, what was not asked, and the end."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import ClassVar

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from persona_wizard.interviewing import Session
from persona_wizard.model.interview import Answer, Note, State, Value
from persona_wizard.model.languages import Words, words_in
from persona_wizard.tui import actions
from persona_wizard.tui.dates import minutes_and_seconds
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.safe_text import safe, safe_line
from persona_wizard.tui.screens.ask import Confirm
from persona_wizard.tui.screens.base import WizardScreen


class _Row(Struct, frozen=True):
    """One row of the scroll: what Enter on it leads to, if anything."""

    shown: Content
    question: str = ""
    note: str = ""


class ReadThroughScreen(WizardScreen):
    """Gives the place to go back to; None when the reading is over."""

    ACTIONS: ClassVar = actions.READ_THROUGH
    HELP_TITLE = "Read through"
    HELP_TEXT = "Everything typed, in the order of the guide. Enter goes to an answer to change it."

    DEFAULT_CSS = """
    ReadThroughScreen OptionList { height: 1fr; padding: 0 1; }
    """

    def __init__(self, session: Session, changed: Callable[[], None]) -> None:
        super().__init__()
        self._session = session
        self._changed = changed
        self._shown: list[_Row] = []

    def compose_work(self) -> ComposeResult:
        yield OptionList(markup=False)

    def on_mount(self) -> None:
        self._show()
        self.query_one(OptionList).focus()

    def _show(self) -> None:
        interview = self._session.interview
        progress = self._session.progress()
        state = "finished" if interview.finished else "not finished"
        self.tell(
            f"{interview.pseudonym} · read through",
            f"{minutes_and_seconds(interview.elapsed)} · "
            f"{progress.answered} of {progress.total} answered · {state}",
        )
        self._shown = list(_rows(self._session))
        options = self.query_one(OptionList)
        here = options.highlighted or 0
        options.clear_options()
        options.add_options(
            Option(row.shown, disabled=not (row.question or row.note)) for row in self._shown
        )
        places = [n for n, row in enumerate(self._shown) if row.question or row.note]
        options.highlighted = next((n for n in places if n >= here), places[-1] if places else None)

    # Going somewhere

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        row = self._shown[event.option_index]
        if row.note:
            self._file(row.note)
        elif row.question:
            self.dismiss(row.question)

    def action_open(self) -> None:
        self.query_one(OptionList).action_select()

    def action_close(self) -> None:
        """Back to the question, or, where the interview is finished, out of it."""
        self.dismiss(None if self._session.interview.finished else self._session.place)

    async def action_leave(self) -> None:
        self.action_close()

    def _file(self, note: str) -> None:
        """Ask which question a note belongs to, its own first, and move it there."""
        from persona_wizard.tui.screens.finder import Finder

        taken = next(n for n in self._session.interview.notes if n.id == note)
        questions = sorted(self._session.bank.questions, key=lambda q: q.id != taken.question)
        things = tuple(Findable(self._session.filled(q.wording), place=q.id) for q in questions)

        def file(choice: Findable | None) -> None:
            if choice is not None:
                self._session.file_note(note, choice.place)
                self._changed()
                self._show()
                self.notify(f"Filed under: {choice.text}", timeout=4, markup=False)

        self.app.push_screen(Finder(things, f"File under which answer? “{taken.text}”"), file)

    # The end

    def action_finish(self) -> None:
        if self._session.interview.finished:
            self._session.reopen()
            self._changed()
            self._show()
            return
        rest = len(self._session.unasked())
        if not rest:
            self._finish(False)
            return
        were = "1 question was" if rest == 1 else f"{rest} questions were"
        notes = len(self._session.interview.notes)
        filed = "1 note is" if notes == 1 else f"{notes} notes are"
        unfiled = f"{filed} not filed. " if notes else ""
        self.app.push_screen(
            Confirm(
                f"{unfiled}{were} not asked. Mark the rest out of time?",
                "mark them and finish",
                "finish, mark nothing",
            ),
            self._finish,
        )

    def _finish(self, mark_rest: bool | None) -> None:
        if mark_rest is None:
            return
        if mark_rest:
            self._session.mark_rest_out_of_time()
        self._session.finish()
        self._changed()
        self.dismiss(None)


def _rows(session: Session) -> Iterator[_Row]:
    interview = session.interview
    words = words_in(session.bank.language)
    for note in interview.notes:
        yield _note(note)
    last = ""
    for question in session.bank.questions:
        answer = interview.answers.get(question.id)
        if answer is None or answer.empty:
            continue
        if question.heading != last:
            last = question.heading
            yield _Row(Content.assemble("\n", (words.headings[last], "bold $accent")))
        yield _Row(_answer(answer, words), question=question.id)
    unasked = session.unasked()
    if unasked:
        yield _Row(Content.assemble("\n", ("Not asked", "bold $warning")))
    for question in unasked:
        key = " (key)" if question.key else ""
        yield _Row(safe_line(session.filled(question.wording) + key), question=question.id)


def _note(note: Note) -> _Row:
    time = minutes_and_seconds(note.elapsed)
    told = (f"  {time} in", "$quiet")
    text = Content.assemble(("note ", "$accent"), safe(note.text), told)
    return _Row(text, note=note.id)


def _answer(answer: Answer, words: Words) -> Content:
    at = datetime.fromisoformat(answer.at).astimezone()
    parts = [
        Content.assemble((f"{at:%H:%M} ", "$quiet"), safe_line(answer.wording).stylize("$quiet"))
    ]
    if answer.state is not State.ANSWERED:
        parts.append(Content.styled(f"      {words.states[answer.state]}", "$warning"))
    if answer.parked:
        parts.append(Content.styled("      parked, kept but not counted", "$quiet"))
    if answer.value is not None:
        parts.append(safe(f"      {in_words(answer.value)}").stylize("bold"))
    parts.extend(safe(f"      {line}") for line in answer.text.split("\n") if line.strip())
    return Content("\n").join(parts)


def in_words(value: Value) -> str:
    """A closed answer's value as a person would say it."""
    if isinstance(value, tuple):
        return ", ".join(f"{p.text} {p.said}".strip() if p.said else p.text for p in value)
    return "" if value is None else f"{value:g}"
