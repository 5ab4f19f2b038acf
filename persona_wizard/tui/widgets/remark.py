"""The remark beside a closed answer: "seven, because…"."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from persona_wizard.tui.widgets.writing import AnswerArea


class Remark(Horizontal):
    """Up to four lines of remark, one Tab away from the choice."""

    DEFAULT_CSS = """
    Remark {
        height: auto;
        & > Static { width: 10; padding: 0 0 0 2; color: $text-muted; }
        & > AnswerArea { height: auto; min-height: 1; max-height: 4; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.area = AnswerArea(placeholder="Tab, then why")

    def compose(self) -> ComposeResult:
        yield Static("Remark")
        yield self.area
