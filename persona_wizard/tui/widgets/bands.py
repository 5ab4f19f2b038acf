"""The bands at the top and the bottom of every screen: where am I, what can I do."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click
from textual.widget import Widget
from textual.widgets import Static

from persona_wizard.tui.action import Action
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.saying import say


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

    def __init__(self) -> None:
        super().__init__()
        self._where = Static("", classes="where", markup=False)
        self._stands = Static("", classes="stands", markup=False)
        self._status = Static("", classes="status", markup=False)

    def compose(self) -> ComposeResult:
        yield from (self._where, self._stands, self._status)

    def tell(self, where: str, stands: str, status: str) -> None:
        say(self._where, safe_line(where))
        say(self._stands, safe_line(stands))
        say(self._status, safe_line(status))
        self._status.display = bool(status)


class KeyBand(Horizontal):
    """The keys that work here. Each can be clicked."""

    DEFAULT_CSS = """
    KeyBand { height: 1; padding: 0 1; dock: bottom; overflow: hidden; }
    """

    def __init__(self, actions: tuple[Action, ...]) -> None:
        super().__init__()
        self._actions = actions
        self._withheld: frozenset[str] = frozenset()

    def withhold(self, *names: str) -> None:
        """Show no key of these actions, which would do nothing now, and of all others."""
        self._withheld = frozenset(names)
        self._show()

    def compose(self) -> ComposeResult:
        for action in self._actions:
            if not action.quiet:
                yield _Key(action)

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        keys = list(self.query(_Key))
        offered = [key for key in keys if key.action.name not in self._withheld]
        room = sum(key.room for key in offered) <= self.size.width
        for key in keys:
            key.display = key in offered and (room or not key.action.roomy)


class _Key(Widget):
    """One key with its word, as wide as they are."""

    DEFAULT_CSS = """
    _Key { width: auto; height: 1; margin-right: 2; color: $text-muted; }
    _Key:hover { color: $accent; }
    """

    def __init__(self, action: Action) -> None:
        super().__init__()
        self.action = action

    @property
    def room(self) -> int:
        """Columns that it takes, with the space after it."""
        return self._words().cell_length + 2

    def _words(self) -> Content:
        return Content.assemble((self.action.shown, "bold $accent"), " ", self.action.label)

    def render(self) -> Content:
        return self._words()

    async def on_click(self, event: Click) -> None:
        event.stop()
        await self.screen.run_action(self.action.name)
