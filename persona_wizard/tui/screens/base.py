"""What every screen shares: three bands, the keys of its actions, help and the finder."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Static

from persona_wizard.tui.action import Action, bindings, with_keys
from persona_wizard.tui.actions import key_of, told_with_keys
from persona_wizard.tui.compositor import FrugalCompositor
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.widgets.bands import KeyBand, TopBand

if TYPE_CHECKING:
    from persona_wizard.tui.app import WizardApp

# What a screen needs; columns and rows.
NARROWEST = 50
SHORTEST = 14
TOO_SMALL = f"This window is too small. Make it {NARROWEST} by {SHORTEST} or more; nothing is lost."


class WizardScreen(Screen[str | None]):
    """A screen of three bands: where am I, the work, what can I do.

    A subclass names its `ACTIONS` and its help (`HELP_TITLE`, `HELP_TEXT`), fills the middle in
    `compose_work`, and defines an `action_…` for each action that is not here.
    """

    ACTIONS: ClassVar[tuple[Action, ...]] = ()
    HELP_TITLE: ClassVar[str] = ""
    HELP_TEXT: ClassVar[str] = ""
    # Textual declares it as an instance's own.
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-tiny"),
        (NARROWEST, "-narrow"),
        (96, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (SHORTEST, "-tall")]  # noqa: RUF012
    DEFAULT_CSS = """
    WizardScreen { layers: base top; }
    WizardScreen .too-small {
        layer: top; display: none; width: 100%; height: 100%; background: $background;
    }
    WizardScreen.-tiny .too-small, WizardScreen.-short .too-small { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._compositor = FrugalCompositor()

    def __init_subclass__(cls, **kwargs: bool) -> None:
        cls.BINDINGS = list[Binding | tuple[str, str] | tuple[str, str, str]](bindings(cls.ACTIONS))
        super().__init_subclass__(**kwargs)

    @property
    def wizard(self) -> "WizardApp":
        """The application, by its own type."""
        return cast("WizardApp", self.app)

    @property
    def is_open(self) -> bool:
        """Whether nobody has left it, be it on top or under something."""
        # While the program ends, screens lose their widgets before they are taken off the stack.
        there = self.display and bool(self.query(TopBand))
        return there and self in self.app.screen_stack

    @property
    def actions(self) -> tuple[Action, ...]:
        """What can be done here, with the person's own keys."""
        return with_keys(self.ACTIONS, self.wizard.keys)

    def key(self, name: str) -> str:
        """The key of an action, as it is told on the screen."""
        return key_of(name, self.wizard.keys)

    def compose(self) -> ComposeResult:
        # Known before the widgets are there, so that they are not dressed a second time.
        width, height = self.app.size
        wide = _size_class(width, self.HORIZONTAL_BREAKPOINTS)
        tall = _size_class(height, self.VERTICAL_BREAKPOINTS)
        self.add_class(wide, tall, update=False)
        yield TopBand()
        yield from self.compose_work()
        yield KeyBand(self.actions)
        # It covers the work and leaves the cursor where it is, so that typing goes on.
        yield Static(TOO_SMALL, classes="too-small", markup=False)

    def compose_work(self) -> ComposeResult:
        """The middle of the screen."""
        yield from ()

    def tell(self, where: str, stands: str = "", status: str = "") -> None:
        """Write the top band: where this is, how it stands, and how saving stands."""
        self.query_one(TopBand).tell(where, stands, status)

    def action_help(self) -> None:
        from persona_wizard.tui.screens.help import HelpScreen

        text = told_with_keys(self.HELP_TEXT, self.wizard.keys)
        keys = tuple((action.all_shown, action.help) for action in self.actions)
        self.app.push_screen(HelpScreen(self.HELP_TITLE, text, keys))

    def action_theme(self) -> None:
        self.wizard.next_theme()

    def action_find(self) -> None:
        from persona_wizard.tui.screens.finder import Finder

        self.app.push_screen(Finder(self.findable()), self.found)

    def findable(self) -> tuple[Findable, ...]:
        """What the finder offers here: every action by name, and what a subclass adds."""
        from persona_wizard.tui.screens.finder import actions_to_find

        return actions_to_find(self.actions)

    async def found(self, choice: Findable | None) -> None:
        """Do what was chosen in the finder."""
        if choice is not None and choice.action:
            await self.run_action(choice.action)

    async def action_leave(self) -> None:
        self.app.exit()

    def action_close(self) -> None:
        self.dismiss(None)

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Close with this result; a key that comes too late for this screen closes no other."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


def _size_class(cells: int, breakpoints: Sequence[tuple[int, str]]) -> str:
    """The class of a screen of so many columns or rows: that of the last breakpoint reached."""
    return [name for least, name in breakpoints if least <= cells][-1]
