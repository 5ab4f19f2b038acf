"""The finder: questions, answers' words and every action, a few letters away."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from persona_wizard.tui.action import Action
from persona_wizard.tui.finding import Findable, find, why
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.screens.box import Box
from persona_wizard.tui.widgets.rows import Rows
from persona_wizard.tui.widgets.writing import LineInput

SHOWN = 50
TITLE = "Find a question, a word that was said, something to do"


def actions_to_find(actions: tuple[Action, ...]) -> tuple[Findable, ...]:
    """Each action as a thing to find, but the finder itself."""
    return tuple(
        Findable(action.help, action.shown, action=action.name)
        for action in actions
        if action.name != "find"
    )


class Finder(Box[Findable | None]):
    """Type a few letters, Enter goes there; the same key again, or Esc, goes back."""

    HELP_TITLE = "Find"
    HELP_KEYS = (
        ("letters", "Any part of the words, accents or not; 12 is question 12"),
        ("Down, Up", "Another of what was found"),
        ("Enter", "Goes there, or does it"),
        ("Esc, {find}", "Back to where you were"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("ctrl+f", "close", show=False, priority=True, id="find"),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("enter", "choose", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    Finder { align: center top; background: $background; }
    Finder > Vertical {
        width: 90%; max-width: 90; height: 80%; max-height: 24; margin-top: 2;
        padding: 1 2; background: $surface;
    }
    Finder .title { color: $text-muted; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    Finder OptionList {
        height: 1fr; margin-top: 1; background: $surface; padding: 0;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, things: tuple[Findable, ...], title: str = TITLE) -> None:
        super().__init__()
        self._things = things
        self._title_text = title
        self._found = things

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(safe_line(self._title_text), classes="title")
            yield LineInput()
            yield Rows(markup=False)

    def on_mount(self) -> None:
        self._list("")

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        self._list(event.value)

    def _list(self, typed: str) -> None:
        self._found = find(typed, self._things)[:SHOWN]
        options = self.query_one(OptionList)
        options.clear_options()
        # As wide as the style sheet makes it, less the padding and the scroll bar.
        width = min(90, self.app.size.width * 9 // 10) - 5
        options.add_options(Option(_row(thing, typed, width)) for thing in self._found)
        if not self._found:
            options.add_option(Option("Nothing was found.", disabled=True))
        options.highlighted = 0 if self._found else None

    def action_move(self, by: int) -> None:
        options = self.query_one(OptionList)
        if options.option_count:
            options.highlighted = ((options.highlighted or 0) + by) % options.option_count

    def action_choose(self) -> None:
        here = self.query_one(OptionList).highlighted
        if here is not None and here < len(self._found):
            self.dismiss(self._found[here])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._found[event.option_index])

    def action_close(self) -> None:
        self.dismiss(None)


def _row(thing: Findable, typed: str, width: int) -> Content:
    """A thing on one line; what it is found by, or what became of it, keeps its room."""
    number = Content.styled(f"{thing.number:>2} ", "$quiet") if thing.number else Content("")
    detail = safe_line(why(typed, thing)).stylize("$quiet")
    room = width - number.cell_length - min(detail.cell_length, width // 2) - 3
    text = safe_line(thing.text)
    if text.cell_length > room:
        text = text.truncate(max(room, 8), ellipsis=True)
    return Content.assemble(number, text, "  ", detail)
