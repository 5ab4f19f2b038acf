"""What lies over a screen: a question, a menu, a line to type."""

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, ScreenResultType


class Box(ModalScreen[ScreenResultType]):
    """A box that closes once, and nothing but itself."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close with this result; a key that comes too late for this box closes nothing else."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
