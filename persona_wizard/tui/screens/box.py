"""What lies over a screen: a question, a menu, a line to type."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, ScreenResultType

from persona_wizard.tui.actions import told_with_keys

if TYPE_CHECKING:
    from persona_wizard.tui.app import WizardApp


class Box(ModalScreen[ScreenResultType]):
    """A box that closes once, and nothing but itself. F1 tells its keys.

    A subclass names its `HELP_TITLE` and `HELP_KEYS`: each key or keys as they are read (or
    `{note}` for those of an action) and what they do.
    """

    HELP_TITLE: ClassVar[str] = ""
    HELP_KEYS: ClassVar[Sequence[tuple[str, str]]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", show=False, priority=True, id="help"),
        Binding("question_mark", "help", show=False, id="help"),
    ]

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close with this result; a key that comes too late for this box closes nothing else."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def action_help(self) -> None:
        from persona_wizard.tui.screens.help import HelpScreen

        own = cast("WizardApp", self.app).keys
        keys = tuple((told_with_keys(key, own), what) for key, what in self.HELP_KEYS)
        self.app.push_screen(HelpScreen(self.HELP_TITLE, "", keys))
