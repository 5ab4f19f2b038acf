"""Read through: everything typed in one scroll, to be put in order; and the end."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from persona_wizard.interviewing import CLOSING, Session, lines
from persona_wizard.interviewing.wording import (
    ALL_THE_SAME,
    MARK_THE_REST,
    NEXT_TIME,
    what_is_left,
)
from persona_wizard.model.dates import minutes_and_seconds
from persona_wizard.model.interview import Interview, Note
from persona_wizard.model.observations import STAR
from persona_wizard.tui import actions
from persona_wizard.tui.actions import Action
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.interview_words import findable_questions
from persona_wizard.tui.read_through_rows import (
    Row,
    Where,
    rows,
    short,
    tags_typed,
)
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.screens.ask import AskAsTyped, Confirm
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.screens.line_box import LineBox
from persona_wizard.tui.screens.tag_box import TagBox
from persona_wizard.tui.widgets.rows import Rows

FOLLOW_UP_STAYS = "A question you asked off the guide takes no tag and is no quote."
LINES_ONLY = "Go to a line of an answer, or to a note, for that."
NOTES_ONLY = "That is for notes that wait to be filed."


class _Before(Struct, frozen=True):
    """How things were before one change: the record, and the row under the cursor."""

    interview: Interview
    here: int


class ReadThroughScreen(WizardScreen):
    """Gives the place to go back to; None when the reading is over.

    `changed` is called after every change. `tags` gives those of the study as far as they have
    been read, with how often each is used. `more` shows what can be done with the whole interview.
    """

    ACTIONS: ClassVar[tuple[Action, ...]] = actions.READ_THROUGH
    HELP_TITLE = "Read through"
    HELP_TEXT = (
        "Everything typed, in the order of the guide. A key acts on the line under the cursor.\n"
        "Notes come first, with the time and the question that they were typed under.\n"
        "A line that offers “q quote?” stands in quotation marks: Q takes them off."
    )

    # Whether notes can be filed from here.
    FILES_NOTES: ClassVar = True
    DEFAULT_CSS = """
    ReadThroughScreen OptionList { height: 1fr; padding: 0 1; }
    ReadThroughScreen .told {
        height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(
        self,
        session: Session,
        changed: Callable[[], None],
        *,
        tags: Callable[[], Mapping[str, int]] = dict,
        more: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._session = session
        self._changed = changed
        self._tags = tags
        self._more = more
        self._shown: tuple[Row, ...] = ()
        self._before: list[_Before] = []
        # The row at which what was done is still told, until the cursor leaves it.
        self._told_at: Where | None = None

    def compose_work(self) -> ComposeResult:
        yield Rows(markup=False)
        yield Static("", classes="told", markup=False)

    def on_mount(self) -> None:
        self.show_all()
        self.query_one(OptionList).focus()

    # Showing

    def show_all(self) -> None:
        """Show the session as it is now; the cursor stays at its row."""
        interview = self._session.interview
        progress = self._session.progress()
        state = "finished" if interview.finished else "not finished"
        self.tell(
            f"{interview.pseudonym} · read through",
            f"{minutes_and_seconds(interview.elapsed)} · "
            f"{progress.answered} of {progress.total} answered · {state}",
        )
        options = self.query_one(OptionList)
        here = options.highlighted or 0
        before, self._shown = self._shown, rows(self._session)
        if [row.where for row in before] == [row.where for row in self._shown]:
            for n, (old, new) in enumerate(zip(before, self._shown, strict=True)):
                if old != new:
                    options.replace_option_prompt_at_index(n, new.shown)
            return
        options.clear_options()
        options.add_options(Option(row.shown, disabled=not row.is_place) for row in self._shown)
        self._stand(here)

    def _stand(self, here: int) -> None:
        """Put the cursor to this row, or to the nearest that it can stand on."""
        places = [n for n, row in enumerate(self._shown) if row.is_place]
        last = places[-1] if places else None
        self.query_one(OptionList).highlighted = next((n for n in places if n >= here), last)

    def go_to(self, question: str, line: int) -> None:
        """Put the cursor to a line of an answer."""
        places = [(row.question, row.line) for row in self._shown]
        if (question, line) in places:
            self._stand(places.index((question, line)))

    @property
    def _row(self) -> Row:
        """The row under the cursor."""
        here = self.query_one(OptionList).highlighted
        return self._shown[here] if here is not None else Row(safe_line(""))

    def _say(self, text: str) -> None:
        self.query_one(".told", Static).update(safe_line(text))

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        row = self._row
        if row.where == self._told_at:
            return
        self._told_at = None
        if row.note and not self.FILES_NOTES:
            self._say("A note that waits to be filed.")
        elif row.note and row.question:
            self._say(
                f"F files it under “{short(self._asked(row.question))}”, G elsewhere, X drops it."
            )
        elif row.note:
            self._say("Typed under no question. G files it, X drops it.")
        else:
            self._say("")

    def _asked(self, question_id: str) -> str:
        question = self._session.bank.question(question_id)
        return self._session.filled(question.wording) if question is not None else ""

    # Going somewhere

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        row = self._shown[event.option_index]
        if row.question or row.place:
            self._leave_for(row.question or row.place)
        elif row.note and self.FILES_NOTES:
            self.action_file_elsewhere()

    def action_open(self) -> None:
        self.query_one(OptionList).action_select()

    def action_close(self) -> None:
        """Back to the question, or, where the interview is finished, out of it."""
        finished = self._session.interview.finished
        self._leave_for(None if finished else self._session.place)

    def _leave_for(self, place: str | None) -> None:
        if self._before:
            self._session.close_answers()
            self._changed()
        self.dismiss(place)

    async def action_leave(self) -> None:
        self.action_close()

    # Changing

    def _change(self, told: str, change: Callable[[], object]) -> None:
        """Make one change that U takes back, and say what it was."""
        before = self._remember()
        change()
        self._made(told, before)

    def _remember(self) -> _Before:
        if not self._before:
            # What was typed so far becomes an earlier form of its answer.
            self._session.close_answers()
        here = self.query_one(OptionList).highlighted or 0
        return _Before(self._session.interview, here)

    def _made(self, told: str, before: _Before) -> None:
        now, was = self._session.interview, before.interview
        if (now.answers, now.notes) == (was.answers, was.notes):
            return
        self._before.append(before)
        self._changed()
        self.show_all()
        self._told_at = self._row.where
        self._say(f"{told} · U undoes")

    def action_undo(self) -> None:
        if not self._before:
            self._say("Nothing to take back.")
            return
        before = self._before.pop()
        self._session.restore(before.interview)
        self._changed()
        self.show_all()
        self._stand(before.here)
        self._told_at = self._row.where
        self._say("Taken back")

    def _note(self) -> Note | None:
        """The note under the cursor."""
        return next((n for n in self._session.interview.notes if n.id == self._row.note), None)

    def _text(self, row: Row) -> str:
        """The text that a row's line is one of: an answer's or a note's."""
        note = self._note()
        if note is not None:
            return note.text
        answer = self._session.interview.answers.get(row.question)
        return answer.text if answer is not None else ""

    def _write(self, row: Row, text: str) -> None:
        if row.note:
            self._session.edit_note(row.note, text)
        else:
            self._session.rewrite(row.question, text)

    def _line(self) -> tuple[Row, str, int] | None:
        """The row under the cursor, its text, and which line of it; None where there is none."""
        row = self._row
        if not row.note and row.line is None:
            self._say(LINES_ONLY)
            return None
        text, line = self._text(row), row.line or 0
        if lines.is_follow_up(text.split("\n")[line]):
            self._say(FOLLOW_UP_STAYS)
            return None
        return row, text, line

    def action_edit(self) -> None:
        """Open a box with the line, or on a question with the whole answer."""
        row = self._row
        if not (row.question or row.note):
            self._say(LINES_ONLY)
            return
        before = self._remember()
        whole, line = self._text(row), row.line

        def typed(text: str) -> None:
            # A note that was emptied on the way would be gone.
            self._session.restore(before.interview)
            self._write(row, text if line is None else lines.edit_line(whole, line, text))
            self._changed()

        def closed(_: None) -> None:
            self._made("Changed", before)

        title = "A note" if row.note else self._asked(row.question)
        text = whole if line is None else whole.split("\n")[line]
        self.app.push_screen(LineBox(title, text, typed), closed)

    def action_tag(self) -> None:
        found = self._line()
        if found is None:
            return
        row, text, line = found

        def give(tag: str | None) -> None:
            if tag:
                had = tag in lines.tags_of(text.split("\n")[line])
                self._change(
                    f"#{tag} {'removed' if had else 'added'}",
                    lambda: self._write(row, lines.toggle_tag(text, line, tag)),
                )

        of_study = self._tags()
        most_used = sorted(of_study, key=lambda tag: -of_study[tag])
        offered = dict.fromkeys((*tags_typed(self._session.interview), *most_used))
        offered.pop(STAR, None)
        self.app.push_screen(TagBox(text.split("\n")[line], tuple(offered)), give)

    def action_star(self) -> None:
        found = self._line()
        if found is not None:
            row, text, line = found
            had = STAR in lines.tags_of(text.split("\n")[line])
            self._change(
                "No longer starred" if had else "Starred for the page",
                lambda: self._write(row, lines.toggle_star(text, line)),
            )

    def action_quote(self) -> None:
        found = self._line()
        if found is None:
            return
        row, text, line = found
        raw = text.split("\n")[line]
        if lines.offered_quote(raw):
            self._change(
                "A quote, in their words", lambda: self._write(row, lines.take_offered(text, line))
            )
            return
        told = "No longer a quote" if raw.lstrip().startswith(">") else "A quote, in their words"
        self._change(told, lambda: self._write(row, lines.toggle_quote(text, line)))

    # Notes

    def action_file(self) -> None:
        """Move a note to the end of the answer that it was typed under."""
        note = self._note()
        if note is None:
            self._say(NOTES_ONLY)
        elif note.question is None or self._session.bank.question(note.question) is None:
            self.action_file_elsewhere()
        else:
            self._file(note, note.question)

    def action_file_elsewhere(self) -> None:
        """Ask which question a note belongs to, its own first, and move it there."""
        from persona_wizard.tui.screens.finder import Finder

        note = self._note()
        if note is None:
            self._say(NOTES_ONLY)
            return
        questions = findable_questions(self._session)
        things = tuple(sorted(questions, key=lambda found: found.place != note.question))

        def file(choice: Findable | None) -> None:
            if choice is not None:
                self._file(note, choice.place)

        self.app.push_screen(Finder(things, f"File under which answer? “{note.text}”"), file)

    def _file(self, note: Note, question_id: str) -> None:
        self._change(
            f"Filed under “{short(self._asked(question_id))}”",
            lambda: self._session.file_note(note.id, question_id),
        )

    def action_drop(self) -> None:
        note = self._note()
        if note is None:
            self._say(NOTES_ONLY)
            return

        def drop(yes: bool | None) -> None:
            if yes:
                self._change("Dropped", lambda: self._session.edit_note(note.id, ""))

        question = f"Drop this note? “{short(note.text)}”"
        self.app.push_screen(Confirm(question, "drop it", "keep it"), drop)

    # The end, and what can be done with the whole

    def action_more(self) -> None:
        if self._more is not None:
            self._more()

    def action_finish(self) -> None:
        if self._session.interview.finished:
            before = self._session.unasked()
            self._session.reopen()
            self._changed()
            self.show_all()
            again = len(self._session.unasked()) - len(before)
            opened = f" {again} marked out of time can be asked again." if again else ""
            self._say(f"Open again.{opened}")
            return
        left = what_is_left(self._session)
        if self._session.unasked():
            asked = Confirm(
                f"{left} {MARK_THE_REST}", "mark them and finish", "finish, mark nothing"
            )
            self.app.push_screen(asked, self._finish)
        elif left:
            asked = Confirm(f"{left} {ALL_THE_SAME}", "finish", "not yet")
            self.app.push_screen(asked, self._finish_all_the_same)
        else:
            self._finish(False)

    def _finish_all_the_same(self, yes: bool | None) -> None:
        """Finish with consent or notes left open; else on to the consent that was not asked."""
        if yes:
            self._finish(False)
        elif yes is not None and self._session.consent_not_asked():
            self._leave_for(CLOSING)

    def _finish(self, mark_rest: bool | None) -> None:
        if mark_rest is None:
            return
        if mark_rest:
            self._session.mark_rest_out_of_time()
        self._session.close_answers()
        self._session.finish()
        self._changed()
        if self._session.interview.next_time:
            self.dismiss(None)
            return

        def typed(said: str) -> None:
            self._session.ask_next_time(said)
            self._changed()

        def closed(_: str | None) -> None:
            self.dismiss(None)

        hint = "Kept for your next interview. Enter goes on."
        self.app.push_screen(AskAsTyped(NEXT_TIME, hint, typed), closed)
