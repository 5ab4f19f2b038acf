"""The bands at the top and the bottom of every screen: where am I, what can I do."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click
from textual.widget import Widget
from textual.widgets import Static

from persona_wizard.tui.actions import Action
from persona_wizard.tui.safe_text import safe_line


class TopBand(Horizontal):
    """Where am I, at the left; how it stands, at the right."""

    DEFAULT_CSS = """
    TopBand {
        height: 2;
        padding: 0 1;
        border-bottom: solid $panel;
        dock: top;
        .where { width: 1fr; height: 1; text-style: bold; }
        .where { text-wrap: nowrap; text-overflow: ellipsis; }
        .stands { width: auto; height: 1; padding-left: 2; color: $text-muted; }
        .status { width: auto; min-width: 11; height: 1; padding-left: 3; color: $secondary; }
    }
    """

    def compose(self) -> ComposeResult:
        yield Static("", classes="where", markup=False)
        yield Static("", classes="stands", markup=False)
        yield Static("", classes="status", markup=False)

    def tell(self, where: str, stands: str, status: str) -> None:
        for part, text in ((".where", where), (".stands", stands), (".status", status)):
            self.query_one(part, Static).update(safe_line(text))
        self.query_one(".status").display = bool(status)


class KeyBand(Horizontal):
    """The keys that work here. Each can be clicked."""

    DEFAULT_CSS = """
    KeyBand { height: 1; padding: 0 1; dock: bottom; overflow: hidden; }
    """

    def __init__(self, actions: tuple[Action, ...]) -> None:
        super().__init__()
        self._actions = actions

    def compose(self) -> ComposeResult:
        for action in self._actions:
            if not action.quiet:
                yield _Key(action)


class _Key(Widget):
    """One key with its word, as wide as they are."""

    DEFAULT_CSS = """
    _Key { width: auto; height: 1; margin-right: 2; color: $text-muted; }
    _Key:hover { color: $accent; }
    """

    def __init__(self, action: Action) -> None:
        super().__init__()
        self._does = action

    def render(self) -> Content:
        return Content.assemble((self._does.shown, "bold $accent"), " ", self._does.label)

    async def on_click(self, event: Click) -> None:
        event.stop()
        await self.screen.run_action(self._does.name)
