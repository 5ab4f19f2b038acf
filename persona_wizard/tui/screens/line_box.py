"""A line or a whole answer in a box, to be changed where everything is read through."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from persona_wizard.tui.actions import told_with_keys
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.screens.box import Box
from persona_wizard.tui.widgets.writing import AnswerArea

if TYPE_CHECKING:
    from persona_wizard.tui.app import WizardApp


_BACK = "{submit} or Esc goes back, the words are kept; {undo} takes them back."


class LineBox(Box[None]):
    """What is typed is taken from its first letter on; ^S or Esc goes back to the reading."""

    HELP_TITLE = "Change what is written"
    HELP_KEYS = (
        ("{submit}, Esc", "Back to the reading; the words are kept"),
        ("{undo}", "Takes back the whole change, once back"),
        ("^Z, ^Y", "Takes back the last keys, and does them again"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("ctrl+s", "close", show=False, priority=True, id="submit"),
    ]
    DEFAULT_CSS = """
    LineBox { background: $background 0%; align: center bottom; }
    LineBox > Vertical { height: auto; padding: 0 1 1 1; background: $surface; }
    LineBox Static { color: $text-muted; height: 1; }
    LineBox .title { text-wrap: nowrap; text-overflow: ellipsis; }
    LineBox AnswerArea { height: auto; min-height: 3; max-height: 12; }
    """

    def __init__(self, title: str, text: str, typed: Callable[[str], None]) -> None:
        super().__init__()
        self._title_text = title
        self._text = text
        self._typed = typed

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(safe_line(self._title_text), classes="title")
            yield AnswerArea(self._text)
            yield Static(told_with_keys(_BACK, cast("WizardApp", self.app).keys))

    def on_mount(self) -> None:
        area = self.query_one(AnswerArea)
        area.move_cursor(area.document.end)

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._take()

    def _take(self) -> None:
        text = self.query_one(AnswerArea).text
        if text != self._text:
            self._text = text
            self._typed(text)

    def action_close(self) -> None:
        # The last keys may not have been told yet.
        self._take()
        self.dismiss()
