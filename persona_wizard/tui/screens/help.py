"""Help for where you are, then the glossary."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from persona_wizard.model.concepts import CONCEPTS, Concept
from persona_wizard.tui.screens.box import Box


class HelpScreen(Box[None]):
    """The keys that work here, each with what it does, and the words of the field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
    ]
    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background; }
    HelpScreen VerticalScroll {
        width: 94%; max-width: 96; height: 90%; padding: 1 2; background: $surface;
    }
    HelpScreen Static { height: auto; margin-bottom: 1; }
    """

    def __init__(self, title: str, text: str, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._keys = keys

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(Content.styled(self._title, "bold $accent"))
            if self._text:
                yield Static(Content(self._text))
            yield Static(_keys(self._keys))
            yield Static(Content.styled("The words of the field", "bold $accent"))
            for concept in CONCEPTS:
                yield Static(_concept(concept))

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_help(self) -> None:
        """The key that brought it puts it away."""
        self.dismiss()

    def action_close(self) -> None:
        self.dismiss()


def _keys(keys: Sequence[tuple[str, str]]) -> Content:
    width = max((len(key) for key, _ in keys), default=0) + 3
    lines = (Content.assemble((f"{key:<{width}}", "$accent"), what) for key, what in keys)
    return Content("\n").join(lines)


def _concept(concept: Concept) -> Content:
    return Content.assemble(
        (concept.name, "bold"),
        f". {concept.meaning}",
        (f"\nFor example: {concept.example}\nIn a bank: {concept.captured}", "$quiet"),
    )
