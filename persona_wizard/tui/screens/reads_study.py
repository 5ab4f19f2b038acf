"""A screen that shows what follows from a whole study, read off the screen's thread."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from persona_wizard.model.errors import WizardError
from persona_wizard.store import StudyFolder
from persona_wizard.studies.reading import Reading, read_study
from persona_wizard.tui.how_far import HowFar, NobodyWaits, so_far
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.screens.box import Box


class ReadsStudy(WizardScreen):
    """Reads the study when it is opened, and once more after another screen lay on top."""

    @dataclass
    class Far(Message):
        """So many interviews were read, of how many."""

        done: int
        of: int

    def __init__(self, store: StudyFolder) -> None:
        super().__init__()
        self._store = store
        self._reading = False
        self._was_away = False

    def derive(self, reading: Reading) -> Callable[[], None]:
        """Work out what is to be shown, off the screen's thread; gives what shows it.

        Raises WizardError.
        """
        raise NotImplementedError

    def on_mount(self) -> None:
        self.tell(self.HELP_TITLE, "reading…")
        # Reading at once would delay the first sight of the screen.
        self.call_after_refresh(self.look)

    def on_screen_suspend(self) -> None:
        self._was_away = self._was_away or not isinstance(self.app.screen, Box)

    def on_screen_resume(self) -> None:
        if self._was_away:
            self._was_away = False
            self.look()

    def look(self) -> None:
        """Read the study, and show what follows; a reading that is under way is given up."""
        self._reading = True
        self._look()

    @work(thread=True, exclusive=True, group="look")
    def _look(self) -> None:
        worker = get_current_worker()
        far = HowFar(self._send_far, lambda: not worker.is_cancelled)
        try:
            show = self.derive(read_study(self._store, far))
        except NobodyWaits:
            return
        except WizardError as fault:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._not_read, fault)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._looked, show)

    def _send_far(self, done: int, of: int) -> None:
        self.post_message(self.Far(done, of))

    @on(Far)
    def _tell_far(self, event: Far) -> None:
        # What was told last may come after all that was read.
        if self._reading:
            self.tell(self.HELP_TITLE, f"reading… {so_far(event.done, event.of)}")

    def _not_read(self, fault: WizardError) -> None:
        self._reading = False
        if self.is_open:
            self.wizard.tell_fault(fault)

    def _looked(self, show: Callable[[], None]) -> None:
        self._reading = False
        if self.is_open:
            show()
