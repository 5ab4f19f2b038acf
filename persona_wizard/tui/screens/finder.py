"""The finder: questions, answers' words and every action, a few letters away."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from persona_wizard.tui.actions import Action
from persona_wizard.tui.finding import Findable, find
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.widgets.writing import LineInput

SHOWN = 50


def actions_to_find(actions: tuple[Action, ...]) -> tuple[Findable, ...]:
    """Each action as a thing to find, but the finder itself."""
    return tuple(
        Findable(action.help, action.shown, action=action.name)
        for action in actions
        if action.name != "find"
    )


class Finder(ModalScreen[Findable | None]):
    """Type a few letters, Enter goes there; the same key again, or Esc, goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("ctrl+f", "close", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("enter", "choose", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    Finder { align: center top; background: $background 40%; }
    Finder > Vertical {
        width: 90%; max-width: 90; height: 80%; max-height: 24; margin-top: 2;
        padding: 1 2; background: $surface;
    }
    Finder OptionList {
        height: 1fr; margin-top: 1; background: $surface; padding: 0;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, things: tuple[Findable, ...]) -> None:
        super().__init__()
        self._things = things
        self._found = things

    def compose(self) -> ComposeResult:
        with Vertical():
            yield LineInput(placeholder="A question, a word that was said, something to do")
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        self._list("")

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        self._list(event.value)

    def _list(self, typed: str) -> None:
        self._found = find(typed, self._things)[:SHOWN]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(_row(thing)) for thing in self._found)
        options.highlighted = 0 if self._found else None

    def action_move(self, by: int) -> None:
        options = self.query_one(OptionList)
        if options.option_count:
            options.highlighted = ((options.highlighted or 0) + by) % options.option_count

    def action_choose(self) -> None:
        here = self.query_one(OptionList).highlighted
        self.dismiss(None if here is None else self._found[here])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._found[event.option_index])

    def action_close(self) -> None:
        self.dismiss(None)


def _row(thing: Findable) -> Content:
    detail = safe_line(thing.detail).stylize("$quiet")
    return Content.assemble(safe_line(thing.text), "  ", detail)
