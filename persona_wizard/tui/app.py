"""The Textual application: themes, the first screen, the ways out."""

import asyncio
import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from persona_wizard.model.errors import WizardError
from persona_wizard.store import InterviewLocked, NoRights, StudyFolder
from persona_wizard.tui.theme import DARK, LIGHT, QUIET
from persona_wizard.tui.typed_text import take_any_bytes
from persona_wizard.tui.widgets.in_order import KeysInTurn


class WizardApp(KeysInTurn, inherit_bindings=False):
    """Persona Wizard in a terminal.

    `study` is the folder to open, None for the home screen; `interview` the id of one to sit down
    to at once.
    """

    TITLE = "Persona Wizard"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+c", "how_to_leave", show=False),
    ]
    CSS_PATH = "app.tcss"

    def __init__(self, study: Path | None = None, interview: str | None = None) -> None:
        super().__init__()
        self._study = study
        self._interview = interview

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"quiet": QUIET}

    def on_mount(self) -> None:
        from persona_wizard.tui.screens.home import HomeScreen

        self.register_theme(DARK)
        self.register_theme(LIGHT)
        wanted = os.environ.get("TEXTUAL_THEME", DARK.name)
        self.theme = wanted if wanted in self.available_themes else DARK.name
        self._heed_signals()
        self.push_screen(HomeScreen())
        if self._study is not None:
            self.open_study(self._study, self._interview)

    def open_study(self, folder: Path, interview: str | None = None) -> None:
        """Open a study over the home screen, and an interview over that; or say why not."""
        from persona_wizard.studies.opening import open_study
        from persona_wizard.tui.screens.study import StudyScreen

        try:
            store = open_study(folder)
            screen = StudyScreen(store)
        except WizardError as fault:
            self.tell_fault(fault)
            return
        self.push_screen(screen)
        if interview is not None:
            self.sit_down(store, interview)

    def sit_down(self, store: StudyFolder, interview: str, place: str = "") -> None:
        """Open an interview at a place, else where it was left; or say why not.

        A finished one without a place is opened to read through, one that another window or
        person is writing only to look at.
        """
        from persona_wizard.studies.interviews import resume_interview
        from persona_wizard.tui.screens.interview import InterviewScreen

        try:
            sitting = resume_interview(store, interview)
        except (InterviewLocked, NoRights):
            self._look_at(store, interview, place)
            return
        except WizardError as fault:
            self.tell_fault(fault)
            return
        self.push_screen(InterviewScreen(sitting, place))

    def _look_at(self, store: StudyFolder, interview: str, place: str) -> None:
        from persona_wizard.studies.looking import look_at
        from persona_wizard.tui.screens.looking import LookingScreen

        try:
            looking = look_at(store, interview)
        except WizardError as fault:
            self.tell_fault(fault)
            return
        self.push_screen(LookingScreen(looking, place))

    def tell_fault(self, fault: WizardError) -> None:
        """Show what went wrong, in its one plain line."""
        self.notify(fault.message, severity="error", timeout=10, markup=False)

    def action_how_to_leave(self) -> None:
        self.notify("^Q leaves; everything is saved.", timeout=4)

    async def action_leave(self) -> None:
        """Leave what the topmost full screen shows."""
        from persona_wizard.tui.screens.base import WizardScreen

        while not isinstance(self.screen, WizardScreen) and len(self.screen_stack) > 1:
            await self.pop_screen()
        if isinstance(self.screen, WizardScreen):
            await self.screen.action_leave()
        else:
            self.exit()

    def _heed_signals(self) -> None:
        """Leave in good order when the terminal's window is closed or the process is ended."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            # Windows has no SIGHUP, and loops outside the main thread take no handlers.
            with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                number = getattr(signal, name)
                loop.add_signal_handler(number, self.exit, None, 128 + number)


def run_wizard(study: Path | None = None, interview: str | None = None) -> int:
    """Run the wizard until the person leaves; its exit status, as a shell counts signals.

    Raises WizardError for an unreadable study.
    """
    if study is not None:
        StudyFolder.open(study)
    take_any_bytes()
    app = WizardApp(study, interview)
    app.run()
    return app.return_code or 0
