"""One sentence about what was marked, typed while the lines it rests on stay in sight."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.screens.ask import Ask
from persona_wizard.tui.widgets.writing import LineInput

# Lines that are shown; more would cover what they were chosen from.
_SHOWN = 6


class SentenceBox(Ask):
    """Asks for a sentence at the foot of the screen. Enter gives it, Esc gives None."""

    DEFAULT_CSS = """
    SentenceBox { background: $background 0%; align: center bottom; }
    SentenceBox > Vertical {
        width: 100%; max-width: 100%; height: auto; padding: 0 1; background: $surface;
    }
    SentenceBox .line, SentenceBox .asked {
        height: 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    SentenceBox .line { color: $text-muted; }
    SentenceBox .hint { margin-top: 0; }
    """

    def __init__(
        self, question: str, hint: str, lines: Sequence[Content] = (), value: str = ""
    ) -> None:
        super().__init__(question, hint, value)
        self._lines = lines

    def compose(self) -> ComposeResult:
        more = len(self._lines) - _SHOWN
        with Vertical():
            for line in self._lines[:_SHOWN]:
                yield Static(line, classes="line")
            if more > 0:
                yield Static(f"and {more} more", classes="line")
            yield Static(safe_line(self._question), classes="asked")
            yield LineInput(self._value)
            yield Static(safe_line(self._hint), classes="hint")
