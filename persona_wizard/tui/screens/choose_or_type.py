"""One line to type, and what is there already to choose from, at the foot of the screen."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ScreenResultType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from persona_wizard.tui.finding import Findable, find
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.screens.box import Box
from persona_wizard.tui.widgets.rows import Rows
from persona_wizard.tui.widgets.writing import LineInput

SHOWN = 6


class ChooseOrType(Box[ScreenResultType | None]):
    """Gives what a subclass makes of the row gone to or of what was typed; None with Esc.

    `things` are offered, most fitting first; `value` stands there as if typed.
    """

    HELP_TITLE = "Choose or type"
    HELP_KEYS: ClassVar[Sequence[tuple[str, str]]] = (
        ("letters", "What is there and fits, or something new"),
        ("Down, Up", "Another of what is there"),
        ("Tab", "Completes what the cursor is on"),
        ("Enter", "Takes it"),
        ("Esc", "Back; nothing is changed"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    ChooseOrType { background: $background 0%; align: center bottom; }
    ChooseOrType > Vertical { height: auto; padding: 0 1; background: $surface; }
    ChooseOrType Static {
        color: $text-muted; height: 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    ChooseOrType OptionList {
        height: auto; padding: 0; background: $surface;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, title: str, hint: str, things: Sequence[Findable], value: str = "") -> None:
        super().__init__()
        self._value = value
        self._title_text = title
        self._hint = hint
        self._things = tuple(things)
        self._found: tuple[Findable, ...] = ()

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(safe_line(self._title_text))
            yield LineInput(self._value)
            yield Rows(markup=False)
            yield Static(safe_line(self._hint))

    def on_mount(self) -> None:
        self.list_for(self._value)

    def row(self, thing: Findable) -> Content:
        """How a thing is shown."""
        return safe_line(thing.text)

    def choose(self, thing: Findable) -> None:
        """Give what was chosen."""
        raise NotImplementedError

    def take(self, typed: str) -> None:
        """Give what was typed, or say why it can't be."""
        raise NotImplementedError

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        event.stop()
        self.list_for(event.value)

    def list_for(self, typed: str) -> None:
        """Offer what fits what is typed so far."""
        self._found = find(typed.strip().removeprefix("#"), self._things)[:SHOWN]
        options = self.query_one(OptionList)
        options.can_focus = False
        options.clear_options()
        options.add_options(Option(self.row(thing)) for thing in self._found)
        options.display = bool(self._found)
        options.highlighted = None

    def action_move(self, by: int) -> None:
        options = self.query_one(OptionList)
        if not self._found:
            return
        here = options.highlighted
        first = 0 if by > 0 else len(self._found) - 1
        options.highlighted = first if here is None else (here + by) % len(self._found)

    def action_complete(self) -> None:
        if self._found:
            line = self.query_one(LineInput)
            line.value = self._found[self.query_one(OptionList).highlighted or 0].text
            line.cursor_position = len(line.value)

    @on(LineInput.Submitted)
    def _given(self, event: LineInput.Submitted) -> None:
        event.stop()
        here = self.query_one(OptionList).highlighted
        if here is not None and here < len(self._found):
            self.choose(self._found[here])
        else:
            self.take(event.value)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.choose(self._found[event.option_index])

    def action_close(self) -> None:
        self.dismiss(None)
