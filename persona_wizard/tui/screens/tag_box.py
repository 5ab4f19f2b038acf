"""A tag for a line: typed, or chosen among those that the study has."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from persona_wizard.interviewing.lines import tag_named
from persona_wizard.tui.finding import Findable, find
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.screens.box import Box
from persona_wizard.tui.widgets.rows import Rows
from persona_wizard.tui.widgets.writing import LineInput

SHOWN = 6


class TagBox(Box[str | None]):
    """Gives a tag, folded and without its sign; None where Esc was pressed.

    `tags` are offered, most fitting first. Enter takes what was typed, or the row gone to.
    `suggested` come first while nothing is typed: a digit takes one.
    """

    HELP_TITLE = "A tag"
    HELP_KEYS = (
        ("letters", "A tag, new or known"),
        ("Down, Up", "Another of those that are known"),
        ("Tab", "Completes it"),
        ("Enter", "Puts it there; the same tag again takes it away"),
        ("Esc", "Back; nothing is changed"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    TagBox { background: $background 0%; align: center bottom; }
    TagBox > Vertical { height: auto; padding: 0 1; background: $surface; }
    TagBox Static { color: $text-muted; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    TagBox OptionList { height: auto; padding: 0; background: $surface; }
    """

    def __init__(self, line: str, tags: Sequence[str], suggested: Sequence[str] = ()) -> None:
        super().__init__()
        self._line = line
        self._tags = tuple(Findable(tag) for tag in (*suggested, *_others(tags, suggested)))
        self._suggested = tuple(suggested)
        self._found: tuple[Findable, ...] = ()

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(safe_line(f"A tag for: {self._line}"))
            yield LineInput()
            yield Rows(markup=False)
            yield Static("Enter puts it there; the same tag again takes it away. Down chooses.")

    def on_mount(self) -> None:
        self._list("")

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        event.stop()
        # No tag begins with a digit, so one alone chooses.
        if event.value.isdecimal() and 1 <= int(event.value) <= len(self._suggested):
            self.dismiss(self._suggested[int(event.value) - 1])
            return
        self._list(event.value)

    def _list(self, typed: str) -> None:
        self._found = find(typed.strip().removeprefix("#"), self._tags)[:SHOWN]
        options = self.query_one(OptionList)
        options.can_focus = False
        options.clear_options()
        options.add_options(Option(self._row(tag.text, typed)) for tag in self._found)
        options.display = bool(self._found)
        options.highlighted = None

    def _row(self, tag: str, typed: str) -> Content:
        if typed or tag not in self._suggested:
            return safe_line(f"#{tag}")
        number = self._suggested.index(tag) + 1
        return Content.assemble(
            (f"{number} ", "bold $accent"), safe_line(f"#{tag}"), ("  like similar ones", "$quiet")
        )

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
        typed = event.value if here is None else self._found[here].text
        if tag := tag_named(typed):
            self.dismiss(tag)
        elif typed.strip():
            self.notify("A tag begins with a letter, and is of letters and digits.", timeout=4)
        else:
            self.dismiss(None)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._found[event.option_index].text)

    def action_close(self) -> None:
        self.dismiss(None)


def _others(tags: Sequence[str], suggested: Sequence[str]) -> list[str]:
    return [tag for tag in tags if tag not in suggested]
