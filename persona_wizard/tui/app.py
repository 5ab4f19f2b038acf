"""The Textual application: themes, the first screen, the ways out."""

import asyncio
import gc
import logging
import os
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from msgspec import structs
from rich.console import RenderableType
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.worker import WorkerFailed

from persona_wizard.model.errors import WizardError
from persona_wizard.studies.habits import habits, keep_habits
from persona_wizard.tui.action import keymap
from persona_wizard.tui.actions import key_of
from persona_wizard.tui.own_keys import own_keys
from persona_wizard.tui.theme import DARK, LIGHT, QUIET, THEMES
from persona_wizard.tui.typed_text import take_any_bytes
from persona_wizard.tui.widgets.in_order import KeysInTurn

if TYPE_CHECKING:
    from persona_wizard.store import StudyFolder
    from persona_wizard.tui.composer import Left

# Screens on the stack while the first that is seen is on top: beneath it lies an empty one.
_FIRST = 2


class WizardApp(KeysInTurn, inherit_bindings=False):
    """Persona Wizard in a terminal.

    `study` is the folder to open, None for the home screen; `interview` the id of one to sit down
    to at once; `opened` the study, where that is open already.
    """

    TITLE = "Persona Wizard"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", show=False, priority=True, id="leave"),
        Binding("ctrl+c", "how_to_leave", show=False),
    ]
    CSS_PATH = "app.tcss"

    def __init__(
        self,
        study: Path | None = None,
        interview: str | None = None,
        opened: "StudyFolder | None" = None,
    ) -> None:
        # With NO_COLOR no colour at all leaves the program; shades of grey are colours, too.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        own = own_keys()
        # The keys that a person gave to actions, by the action's name.
        self.keys: Mapping[str, tuple[str, ...]] = own.keys
        self._own_keys_fault = own.fault
        self._study = study
        self._interview = interview
        self._opened = opened
        # Where composing was left, by the study's folder.
        self._composing: dict[Path, Left] = {}
        # What lies beneath the first screen, the lowest first.
        self._beneath: list[Callable[[], Screen[str | None]]] = []
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        wanted = os.environ.get("TEXTUAL_THEME") or habits().theme
        # Set before the first screen is made, which would be dressed a second time.
        self.theme = wanted if wanted in self.available_themes else DARK.name
        # The first fault that nobody foresaw, and whether any words could not be saved at the end.
        self.fault: BaseException | None = None
        self.unsaved = False

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"quiet": QUIET}

    def get_default_screen(self) -> Screen[str | None]:
        """The home screen, unless another is to be the first that is seen."""
        from persona_wizard.tui.screens.home import HomeScreen

        return HomeScreen() if self._study is None else Screen()

    def on_mount(self) -> None:
        if self._own_keys_fault:
            self.notify(self._own_keys_fault, severity="warning", timeout=12, markup=False)
        self.set_keymap(keymap(self.keys))
        self._heed_signals()
        if self._study is not None:
            self._begin_with(self._study, self._interview)

    def next_theme(self) -> None:
        """Show everything in other colours; remembered."""
        names = tuple(THEMES)
        here = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(here + 1) % len(names)]
        self.notify(THEMES[self.theme], timeout=3)
        kept = structs.replace(habits(), theme=self.theme)
        self.run_worker(lambda: keep_habits(kept), thread=True, group="habits")

    def on_ready(self) -> None:
        """Let garbage be collected again, where it waited for the start."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def _begin_with(self, folder: Path, interview: str | None) -> None:
        """Show a study or its interview first; or say why not."""
        from persona_wizard.studies.opening import open_study
        from persona_wizard.tui.screens.home import HomeScreen

        self._beneath.append(HomeScreen)
        try:
            store = self._opened or open_study(folder)
            if interview is None:
                self.push_screen(_study_screen(store))
                return
            self._beneath.append(partial(_study_screen, store))
            self.push_screen(_interview_screen(store, interview))
        except WizardError as fault:
            self.tell_fault(fault)
            self.push_screen(self._screen_beneath())

    def _screen_beneath(self) -> Screen[str | None]:
        while len(self._beneath) > 1:
            try:
                return self._beneath.pop()()
            except WizardError as fault:
                self.tell_fault(fault)
        return self._beneath.pop()()

    def pop_screen(self) -> AwaitComplete:
        """Leave the topmost screen; one that lies beneath the first is made only then."""
        if len(self.screen_stack) == _FIRST and self._beneath:
            return self.switch_screen(self._screen_beneath())
        return super().pop_screen()

    def open_study(self, folder: Path) -> None:
        """Open a study over the home screen; or say why not."""
        from persona_wizard.studies.opening import open_study

        try:
            self.push_screen(_study_screen(open_study(folder)))
        except WizardError as fault:
            self.tell_fault(fault)

    def sit_down(self, store: "StudyFolder", interview: str, place: str = "") -> None:
        """Open an interview at a place, else where it was left; or say why not.

        A finished one without a place is opened to read through, one that another window or
        person is writing only to look at.
        """
        try:
            self.push_screen(_interview_screen(store, interview, place))
        except WizardError as fault:
            self.tell_fault(fault)

    def compose_claims(self, store: "StudyFolder") -> None:
        """Go on composing claims where that was left; or say why not."""
        from persona_wizard.tui.composer import Left
        from persona_wizard.tui.screens.composing import ComposingScreen

        try:
            left = self._composing.setdefault(store.folder, Left())
            self.push_screen(ComposingScreen(store, left))
        except WizardError as fault:
            self.tell_fault(fault)

    def tell_fault(self, fault: WizardError) -> None:
        """Show what went wrong, in its one plain line."""
        self.notify(fault.message, severity="error", timeout=10, markup=False)

    def _handle_exception(self, error: Exception) -> None:
        if self._exit and isinstance(error, NoMatches):
            # A screen that was to come when the app was left has no widgets, and needs none.
            return
        self.fault = self.fault or (error.error if isinstance(error, WorkerFailed) else error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        # Textual would print what every variable holds, and so people's answers.
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:  # noqa: ARG002
        # Some faults draw themselves, with what they are about.
        self._close_messages_no_wait()

    def action_how_to_leave(self) -> None:
        self.notify(f"{key_of('leave', self.keys)} leaves; everything is saved.", timeout=4)

    async def action_leave(self) -> None:
        """Leave what the topmost full screen shows, unless something is being done."""
        from persona_wizard.tui.screens.base import WizardScreen
        from persona_wizard.tui.screens.doing import Doing

        if any(isinstance(one, Doing) and not one.is_over for one in self.screen_stack):
            return
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


def _study_screen(store: "StudyFolder") -> Screen[str | None]:
    """A study's screen. Raises StoreError."""
    from persona_wizard.tui.screens.study import StudyScreen

    return StudyScreen(store)


def _interview_screen(store: "StudyFolder", interview: str, place: str = "") -> Screen[str | None]:
    """The screen of an interview, to write or only to look at. Raises WizardError."""
    from persona_wizard.store import InterviewLocked, NoRights, OnlyRead
    from persona_wizard.studies.interviews import resume_interview

    try:
        sitting = resume_interview(store, interview)
    except (InterviewLocked, NoRights, OnlyRead) as fault:
        from persona_wizard.studies.looking import look_at
        from persona_wizard.tui.screens.looking import LookingScreen

        may_write = not isinstance(fault, NoRights)
        return LookingScreen(look_at(store, interview, may_write), place)
    from persona_wizard.tui.screens.interview import InterviewScreen

    return InterviewScreen(sitting, place)


def run_wizard(study: Path | None = None, interview: str | None = None) -> int:
    """Run the wizard until the person leaves; its exit status, as a shell counts signals.

    Raises WizardError for an unreadable study.
    """
    opened = None
    if study is not None:
        from persona_wizard.studies.opening import open_study

        # What came back and is erased again is told by this one alone.
        opened = open_study(study)
    from persona_wizard.studies.crash_report import report_crash

    take_any_bytes()
    app = WizardApp(study, interview, opened)
    # What asyncio logs of a lost task repeats its fault's words.
    logging.getLogger("asyncio").addHandler(logging.NullHandler())
    app.run()
    if app.fault is not None:
        print(report_crash(app.fault, all_saved=not app.unsaved), file=sys.stderr)
    return app.return_code or 0
