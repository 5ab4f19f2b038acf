"""Read through without its changes: everything typed, listed; and going to a place of it."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from persona_wizard.interviewing import Session
from persona_wizard.model.dates import minutes_and_seconds
from persona_wizard.studies.line_links import LineLinks
from persona_wizard.tui.read_through_rows import Row, Where, rows, short
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.widgets.rows import Rows


class ReadThroughShown(WizardScreen):
    """Gives the place that was gone to; None when the reading is over.

    Where there are `links`, a line tells what it is linked to.
    """

    # Whether notes can be filed from here.
    FILES_NOTES: ClassVar = True
    DEFAULT_CSS = """
    ReadThroughShown OptionList { height: 1fr; padding: 0 1; }
    ReadThroughShown .told {
        height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, session: Session, links: LineLinks | None = None) -> None:
        super().__init__()
        self._session = session
        self._links = links
        self._shown: tuple[Row, ...] = ()
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
        before, self._shown = self._shown, rows(self._session, self._links)
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

    def action_file_elsewhere(self) -> None:
        """Where notes can be filed, a subclass asks under which question."""

    def action_open(self) -> None:
        self.query_one(OptionList).action_select()

    def action_close(self) -> None:
        """Back to the question, or, where the interview is finished, out of it."""
        finished = self._session.interview.finished
        self._leave_for(None if finished else self._session.place)

    def _leave_for(self, place: str | None) -> None:
        self.dismiss(place)

    async def action_leave(self) -> None:
        self.action_close()
