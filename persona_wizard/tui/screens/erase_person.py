"""Erasing a person: all that goes, and their pseudonym to be typed before it does."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from persona_wizard.model.pseudonyms import same_pseudonym
from persona_wizard.studies.erasing import Erasure, what_goes_in_words
from persona_wizard.tui.safe_text import safe
from persona_wizard.tui.screens.box import Box
from persona_wizard.tui.widgets.writing import LineInput


class ErasePersonScreen(Box[bool]):
    """Gives True once the pseudonym was typed; Esc, or another word, erases nothing."""

    HELP_TITLE = "Erase a person"
    HELP_KEYS = (
        ("Tab, Down", "Reads on in what goes"),
        ("Enter", "Erases, once the pseudonym is typed"),
        ("Esc", "Back; nothing is erased"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]
    DEFAULT_CSS = """
    ErasePersonScreen { align: center middle; background: $background; }
    ErasePersonScreen > Vertical {
        width: 90%; max-width: 90; height: 90%; max-height: 20; padding: 0 2;
        background: $surface;
    }
    ErasePersonScreen VerticalScroll { height: 1fr; margin: 1 0; }
    ErasePersonScreen .hint { color: $text-muted; margin-top: 1; }
    """

    def __init__(self, erasure: Erasure) -> None:
        super().__init__()
        self._erasure = erasure

    def compose(self) -> ComposeResult:
        who = self._erasure.pseudonym
        with Vertical():
            yield Static(safe(f"What goes of {who}:"))
            with VerticalScroll():
                yield Static(safe("\n".join(what_goes_in_words(self._erasure))))
            yield Static(safe(f"Type {who} to erase all of it for good:"))
            yield LineInput()
            yield Static("Enter erases  Esc keeps all  Tab ↓ reads on", classes="hint")

    def on_mount(self) -> None:
        self.query_one(LineInput).focus()

    @on(LineInput.Submitted)
    def _typed(self, event: LineInput.Submitted) -> None:
        event.stop()
        if same_pseudonym(event.value, self._erasure.pseudonym):
            self.dismiss(True)
        elif event.value:
            self.app.notify("That was another word. Nothing was erased.", timeout=6)

    def action_close(self) -> None:
        self.dismiss(False)
