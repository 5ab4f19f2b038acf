"""One question to the researcher, on one line, over the screen that asks it."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from persona_wizard.tui.safe_text import safe
from persona_wizard.tui.widgets.writing import LineInput


class Ask(ModalScreen[str | None]):
    """Asks for a line of text. Enter gives it, Esc gives None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]
    DEFAULT_CSS = """
    Ask { align: center middle; background: $background 85%; }
    Ask > Vertical {
        width: 90%; max-width: 76; height: auto; padding: 1 2; background: $surface;
    }
    Ask .hint { color: $text-muted; margin-top: 1; }
    """

    def __init__(self, question: str, hint: str, value: str = "") -> None:
        super().__init__()
        self._question = question
        self._hint = hint
        self._value = value

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(safe(self._question))
            yield LineInput(self._value)
            yield Static(safe(self._hint), classes="hint")

    @on(LineInput.Submitted)
    def _given(self, event: LineInput.Submitted) -> None:
        event.stop()
        self.dismiss(event.value)

    def action_close(self) -> None:
        self.dismiss(None)


class Confirm(ModalScreen[bool | None]):
    """Asks for a yes or a no; Esc is neither."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "give(True)", show=False),
        Binding("n", "give(False)", show=False),
        Binding("escape", "close", show=False),
    ]
    DEFAULT_CSS = """
    Confirm { align: center middle; background: $background 85%; }
    Confirm > Vertical {
        width: 90%; max-width: 76; height: auto; padding: 1 2; background: $surface;
    }
    Confirm .hint { color: $text-muted; margin-top: 1; }
    """

    def __init__(self, question: str, yes: str, no: str) -> None:
        super().__init__()
        self._question = question
        self._hint = f"Y  {yes}     N  {no}     Esc  back"

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(safe(self._question))
            yield Static(safe(self._hint), classes="hint")

    def action_give(self, answer: bool) -> None:
        self.dismiss(answer)

    def action_close(self) -> None:
        self.dismiss(None)
