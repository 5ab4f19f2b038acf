"""One line where it was said, in its whole interview: to read around it, to change it, and back."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.message import Message

from persona_wizard.model.composing import Code
from persona_wizard.model.errors import WizardError
from persona_wizard.store import InterviewLocked, NoRights, OnlyRead, StudyFolder
from persona_wizard.studies.following import Moved
from persona_wizard.studies.interviews import Sitting, resume_interview
from persona_wizard.studies.line_links import links_in
from persona_wizard.studies.looking import look_at
from persona_wizard.studies.tags import TagCounts
from persona_wizard.synthesis.observed import Observed
from persona_wizard.tui import actions
from persona_wizard.tui.saver import SAVED, SAVING, Saver
from persona_wizard.tui.screens.only_read_through import OnlyReadThroughScreen
from persona_wizard.tui.screens.read_through import ReadThroughScreen
from persona_wizard.tui.widgets.messages import LinksMoved


class PlaceInInterview(ReadThroughScreen, inherit_bindings=False):
    """Gives a question that was gone to; None to go back. Saves, and closes its sitting."""

    ACTIONS: ClassVar = actions.PLACE_IN_INTERVIEW
    HELP_TITLE = "In the interview"
    HELP_TEXT = (
        "Everything typed in this interview; the cursor stands where you came from.\n"
        "Enter goes to the question, Esc back to composing."
    )

    @dataclass
    class NotSaved(Message):
        """Why what was changed could not be saved so far."""

        why: str

    def __init__(
        self,
        sitting: Sitting,
        question: str,
        line: int,
        tags: TagCounts,
        codes: Sequence[Code],
    ) -> None:
        self._sitting = sitting
        self._saver = Saver(sitting.save, self._tell_saved)
        self._at: tuple[str, int] | None = (question, line)
        sitting.following.tell = self._tell_moved
        links = links_in(sitting)
        super().__init__(
            *(sitting.session, self._save_soon),
            tags=lambda: tags,
            codes=lambda: codes,
            links=links,
        )

    def show_all(self) -> None:
        super().show_all()
        # Once, and before any key: from then on the cursor is the person's.
        if self._at is not None:
            self.go_to(*self._at)
            self._at = None

    def action_close(self) -> None:
        self._leave_for(None)

    def _leave_for(self, place: str | None) -> None:
        if self._before:
            self._session.close_answers()
            self._save_soon()
        # Whoever comes back reads what was saved.
        self._saver.close()
        try:
            self._sitting.close()
        except WizardError as fault:
            self.wizard.tell_fault(fault)
        self.dismiss(place)

    def on_unmount(self) -> None:
        self._saver.close()
        # What fails here was told on the screen already, and the file is whole.
        with suppress(WizardError):
            self._sitting.close()

    def _save_soon(self) -> None:
        self._saver.offer(self._session.interview)
        if self._sitting.following.waits:
            self._saver.save_now()

    def _tell_moved(self, moved: Moved) -> None:
        """Take word of links, from the saver's thread."""
        self.post_message(LinksMoved(moved))

    @on(LinksMoved)
    def _links_moved(self, event: LinksMoved) -> None:
        self.links_moved(event.moved)

    def _tell_saved(self, text: str) -> None:
        """Take the saver's word, from its own thread."""
        if text not in (SAVED, SAVING):
            self.post_message(self.NotSaved(text))

    @on(NotSaved)
    def _not_saved(self, event: NotSaved) -> None:
        self.notify(event.why, severity="error", timeout=10, markup=False)


class OnlyPlaceInInterview(OnlyReadThroughScreen, inherit_bindings=False):
    """The same where somebody else is writing: nothing can be changed."""

    def __init__(self, sitting: Sitting, question: str, line: int) -> None:
        super().__init__(sitting.session, lambda: None)
        self._at: tuple[str, int] | None = (question, line)

    def show_all(self) -> None:
        super().show_all()
        # Once, and before any key: from then on the cursor is the person's.
        if self._at is not None:
            self.go_to(*self._at)
            self._at = None

    def action_close(self) -> None:
        self.dismiss(None)


def place_in(
    store: StudyFolder, observed: Observed, tags: TagCounts, codes: Sequence[Code]
) -> PlaceInInterview | OnlyPlaceInInterview:
    """The interview in which something was said, the cursor there. Raises WizardError.

    It is only to be read where somebody else is writing it, or where nothing may be written.
    """
    key, line = observed.key, observed.observation.line
    try:
        sitting = resume_interview(store, key.interview)
    except (InterviewLocked, NoRights, OnlyRead):
        return OnlyPlaceInInterview(look_at(store, key.interview), key.question, line)
    return PlaceInInterview(sitting, key.question, line, tags, codes)
