"""One question to the researcher, on one line, over the screen that asks it."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from persona_wizard.tui.safe_text import safe
from persona_wizard.tui.screens.box import Box
from persona_wizard.tui.widgets.writing import LineInput


class Ask(Box[str | None]):
    """Asks for a line of text. Enter gives it, Esc gives None."""

    HELP_TITLE = "A line to type"
    HELP_KEYS = (
        ("Enter", "Takes what is typed"),
        ("Esc", "Back; nothing is changed"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]
    DEFAULT_CSS = """
    Ask { align: center middle; background: $background; }
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


class AskAsTyped(Ask):
    """Takes the line from its first letter on, so that no way out loses it."""

    def __init__(self, question: str, hint: str, typed: Callable[[str], None]) -> None:
        super().__init__(question, hint)
        self._typed = typed

    @on(LineInput.Changed)
    def _changed(self, event: LineInput.Changed) -> None:
        event.stop()
        self._typed(event.value)


class Confirm(Box[bool | None]):
    """Asks for a yes or a no; Esc is neither."""

    HELP_TITLE = "Yes or no"
    HELP_KEYS = (
        ("Y", "Yes"),
        ("N", "No"),
        ("Esc", "Back; neither"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,Y", "give(True)", show=False),
        Binding("n,N", "give(False)", show=False),
        Binding("escape", "close", show=False),
    ]
    DEFAULT_CSS = """
    Confirm { align: center middle; background: $background; }
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
