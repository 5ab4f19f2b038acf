"""Which of the claims that one line tells is meant."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.screens.box import Box
from persona_wizard.tui.widgets.rows import Rows

# Rows that a digit chooses.
_DIGITS = 9


class WhichClaim(Box[int | None]):
    """Gives the place of the claim chosen; with `all_of_them`, one more than the last for all.

    A digit chooses at once, Enter the row that the cursor is on; Esc none.
    """

    HELP_TITLE = "Which claim"
    HELP_KEYS = (
        ("1 to 9", "Chooses it at once"),
        ("Down, Up", "Another one"),
        ("Enter", "Chooses what the cursor is on"),
        ("Esc", "Back; nothing is changed"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]
    DEFAULT_CSS = """
    WhichClaim { background: $background 0%; align: center bottom; }
    WhichClaim > Vertical { height: auto; max-height: 80%; padding: 0 1; background: $surface; }
    WhichClaim Static { color: $text-muted; height: 1; }
    WhichClaim OptionList {
        height: auto; max-height: 12; padding: 0; background: $surface;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, question: str, claims: Sequence[str], all_of_them: str = "") -> None:
        super().__init__()
        self._question = question
        self._rows = (*claims, *((all_of_them,) if all_of_them else ()))

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(safe_line(self._question))
            yield Rows(*map(self._option, range(len(self._rows))), markup=False)
            yield Static(safe_line("A digit or Enter chooses, Esc goes back."))

    def _option(self, place: int) -> Option:
        digit = f"{place + 1} " if place < _DIGITS else "  "
        return Option(Content.assemble((digit, "bold $accent"), safe_line(self._rows[place])))

    def on_mount(self) -> None:
        self.query_one(OptionList).highlighted = 0

    def on_key(self, event: events.Key) -> None:
        if event.key.isdecimal() and 1 <= int(event.key) <= min(_DIGITS, len(self._rows)):
            event.stop()
            self.dismiss(int(event.key) - 1)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_index)

    def action_close(self) -> None:
        self.dismiss(None)
