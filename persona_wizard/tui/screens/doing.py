"""What takes a while, done off the screen's thread, with the keys held until it is over."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from persona_wizard.model.errors import WizardError
from persona_wizard.tui.safe_text import safe
from persona_wizard.tui.screens.box import Box


class Doing(Box[WizardError | None]):
    """Says what is being done, and does it; gives None at its end, or why it could not be done."""

    DEFAULT_CSS = """
    Doing { align: center middle; background: $background; }
    Doing > Vertical {
        width: 90%; max-width: 76; height: auto; padding: 1 2; background: $surface;
    }
    Doing .hint { color: $text-muted; margin-top: 1; }
    """

    @dataclass
    class Ended(Message):
        """It is over: done, or why not."""

        fault: WizardError | None

    def __init__(self, said: str, do: Callable[[], None]) -> None:
        super().__init__()
        self._ended: Doing.Ended | None = None
        self._said = said
        self._do = do

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(safe(self._said))
            yield Static("Keys wait until it is done.", classes="hint")

    @property
    def is_over(self) -> bool:
        """Whether it is done, or could not be."""
        return self._ended is not None

    def on_mount(self) -> None:
        self._go()

    def on_screen_resume(self) -> None:
        # What lay on top kept it from closing.
        if self._ended is not None:
            self.dismiss(self._ended.fault)

    def action_help(self) -> None:
        """What lay on top would keep it from closing at its end."""

    @work(thread=True)
    def _go(self) -> None:
        fault = None
        try:
            self._do()
        except WizardError as told:
            fault = told
        # Whoever has left is told nothing more.
        if self.is_attached:
            self.post_message(self.Ended(fault))

    @on(Ended)
    def _end(self, event: Ended) -> None:
        event.stop()
        self._ended = event
        self.dismiss(event.fault)
