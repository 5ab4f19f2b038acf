"""Changes made while an interview is read through, links to claims among them; each taken back."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace
from textual.widgets import OptionList

from persona_wizard.interviewing import Session
from persona_wizard.model.composing import ObservationKey
from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import Interview, Note
from persona_wizard.studies.following import Moved
from persona_wizard.studies.line_links import LineLinks
from persona_wizard.studies.taking_back import Change
from persona_wizard.tui.read_through_rows import Row
from persona_wizard.tui.screens.claim_box import Chosen, ClaimBox
from persona_wizard.tui.screens.read_through_shown import ReadThroughShown

FILE_FIRST = "A line is linked once it answers a question: file the note first."
ANSWERS_ONLY = "Go to a line of an answer for that."
CHOICE_COUNTS = "A choice counts by itself; link a line of words."


class _Before(Struct, frozen=True):
    """How things were before one change: the record, and the row under the cursor.

    `linked` is what it did to the study's claims, if that was the change.
    """

    interview: Interview
    here: int
    linked: Change | None = None


class ReadThroughChanged(ReadThroughShown):
    """Takes changes back in turn; `changed` is called after every one.

    `links` ties lines to the study's claims.
    """

    def __init__(
        self, session: Session, changed: Callable[[], None], links: LineLinks | None = None
    ) -> None:
        super().__init__(session, links)
        self._changed = changed
        self._before: list[_Before] = []
        # What was done to words last, to be told again with what became of their links.
        self._made_last = ""

    def _leave_for(self, place: str | None) -> None:
        if self._before:
            self._session.close_answers()
            self._changed()
        super()._leave_for(place)

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
        self._reworded()
        self._show_made(told)
        self._made_last = told

    def _reworded(self) -> None:
        """Have links go along with changed words, once these are saved."""
        if self._links is not None:
            self._links.rest(self._session.interview)
        self._changed()

    def links_moved(self, moved: Moved) -> None:
        """Show what became of links; by what was done, where that is still told."""
        if self._links is None:
            return
        try:
            self._links.read_again()
        except WizardError as fault:
            self.wizard.tell_fault(fault)
        # Words may be followed before this is on the screen, and while it goes.
        if self.query(OptionList):
            self.show_all()
            if self._made_last and self._row.where == self._told_at and not moved.fault:
                self._say(f"{self._made_last}{moved.in_words} · U undoes")
                return
        if moved.lost_in_words:
            self.notify(moved.lost_in_words, severity="warning", timeout=8, markup=False)

    def _show_made(self, told: str) -> None:
        self.show_all()
        self._told_at = self._row.where
        self._made_last = ""
        self._say(f"{told} · U undoes")

    def action_undo(self) -> None:
        if not self._before:
            self._say("Nothing to take back.")
            return
        before = self._before.pop()
        self._session.restore(before.interview)
        self._reworded()
        if self._links is not None and before.linked is not None:
            try:
                self._links.undo(before.linked)
            except WizardError as fault:
                self.wizard.tell_fault(fault)
        self.show_all()
        self._stand(before.here)
        self._told_at = self._row.where
        self._made_last = ""
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

    # Claims

    def action_support(self) -> None:
        self._ask_claim(supports=True)

    def action_oppose(self) -> None:
        self._ask_claim(supports=False)

    def _ask_claim(self, *, supports: bool) -> None:
        """Ask which claim the line under the cursor is linked to, and link it."""
        row, links = self._row, self._links
        question = self._session.bank.question(row.question)
        if row.note or row.line is None or question is None or links is None:
            closed = question is not None and question.closed and not row.note
            self._say(FILE_FIRST if row.note else CHOICE_COUNTS if closed else ANSWERS_ONLY)
            return
        text = self._text(row)
        key = links.key_of(row.question, text, row.line)
        if key is None:
            self._say(ANSWERS_ONLY)
            return
        field = question.field

        def chosen(choice: Chosen | None) -> None:
            if choice is not None:
                self._link(links, choice, key, question.heading, field, supports=supports)

        offered = links.offered(question.heading, supports=supports)
        linked = [one.id for one in offered if links.is_linked(one.id, key, supports=supports)]
        line = text.split("\n")[row.line].strip()
        box = ClaimBox(line, offered, frozenset(linked), question.heading, supports=supports)
        self.app.push_screen(box, chosen)

    def _link(
        self,
        links: LineLinks,
        choice: Chosen,
        key: ObservationKey,
        heading_id: str,
        field: str | None,
        *,
        supports: bool,
    ) -> None:
        before = self._remember()
        try:
            if not choice.id:
                told = "Made a claim"
                done = links.make(heading_id, choice.sentence, key, field)
            else:
                told = "Supports it" if supports else "Speaks against it"
                if links.is_linked(choice.id, key, supports=supports):
                    told = "Taken off the claim"
                done = links.link(choice.id, key, supports=supports, field=field)
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return
        self._before.append(replace(before, linked=done))
        self._show_made(told)
