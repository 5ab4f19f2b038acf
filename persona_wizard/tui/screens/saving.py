"""A screen that saves an interview as it goes, and says how saving stands."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.timer import Timer

from persona_wizard.model.interview import Interview
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.saver import NOT_SAVED, SAVED, SAVING, Saver
from persona_wizard.tui.screens.ask import Confirm
from persona_wizard.tui.screens.base import WizardScreen

# "saved" is shown only after this much quiet, so that it does not flicker while typing; seconds.
QUIET = 0.3
_UNSAVED = (
    "Not saved yet, so nothing was closed: the last words are on this screen and nowhere else. "
    "They are saved by themselves once they can be. Leave all the same?"
)


class SavingScreen(WizardScreen):
    """`saving` is the word for how saving stands, `trouble` says whole what went wrong, if it did.

    A subclass offers records to the `saver`, and shows both in `show_saving`.
    """

    @dataclass
    class Told(Message):
        """The saver says how saving stands."""

        text: str

    def __init__(self, save: Callable[[Interview], None]) -> None:
        super().__init__()
        self.saver = Saver(save, self.tell_saved)
        self.saving = SAVED
        self.trouble: Content | None = None
        self._quiet: Timer | None = None

    def show_saving(self) -> None:
        """Show how saving stands."""

    @work(exclusive=True, group="leaving")
    async def leave(self) -> None:
        """Close this screen once everything is saved; ask first where it can't be."""
        if await asyncio.to_thread(self.saver.flush):
            self._close_for_good()
        else:
            self.app.push_screen(
                Confirm(_UNSAVED, "leave without them", "stay"), self._leave_unsaved
            )

    def _leave_unsaved(self, yes: bool | None) -> None:
        if yes:
            self.saver.drop()
            self._close_for_good()

    def _close_for_good(self) -> None:
        self.app.clear_notifications()
        self.dismiss(None)

    def tell_saved(self, text: str) -> None:
        """Take the saver's word, from its own thread."""
        self.post_message(self.Told(text))

    @on(Told)
    def _told_saved(self, event: Told) -> None:
        if self._quiet is not None:
            self._quiet.stop()
        if event.text == SAVED:
            self._quiet = self.set_timer(QUIET, self._all_saved)
        else:
            self._stands(event.text)

    def _all_saved(self) -> None:
        # The word may have come after a newer change; another follows once that is safe.
        if self.saver.all_saved:
            self._stands(SAVED)

    def _stands(self, text: str) -> None:
        """One word in its place; what went wrong, whole, elsewhere."""
        before = self.saving, self.trouble
        if text in (SAVED, SAVING):
            self.saving, self.trouble = text, None
        else:
            self.saving, self.trouble = NOT_SAVED, safe_line(text).stylize("$warning")
        if (self.saving, self.trouble) != before:
            self.show_saving()
