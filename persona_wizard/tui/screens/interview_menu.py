"""What can be done with one whole interview: one key each, over the bottom of the screen."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.screens.box import Box

CHOICES = {
    "a": ("audience", "move to another audience"),
    "p": ("pseudonym", "give another pseudonym"),
    "e": ("export", "write it as Markdown"),
    "d": ("delete", "delete it"),
    "x": ("erase", "erase this person for good"),
}


class InterviewMenu(Box[str | None]):
    """Gives the name of what was chosen; Esc changes nothing."""

    HELP_TITLE = "The whole interview"
    HELP_KEYS = (
        ("A, P, E, D, X", "What stands beside it"),
        ("Esc", "Back; nothing is changed"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(pressed, f"give('{name}')", show=False)
            for key, (name, _) in CHOICES.items()
            for pressed in (key, key.upper())
        ),
        Binding("escape", "give('')", show=False),
    ]
    DEFAULT_CSS = """
    InterviewMenu { background: $background 0%; align: center bottom; }
    InterviewMenu Static { width: 100%; height: auto; padding: 0 1; background: $surface; }
    """

    def __init__(self, which: str) -> None:
        super().__init__()
        self._which = which

    def compose(self) -> ComposeResult:
        lines = [safe_line(self._which).stylize("$text-muted")]
        for key, (_, label) in CHOICES.items():
            lines.append(Content.assemble((f"{key.upper():<4}", "bold $accent"), label))
        lines.append(Content.assemble(("Esc ", "bold $accent"), "back"))
        yield Static(Content("\n").join(lines))

    def action_give(self, name: str) -> None:
        self.dismiss(name or None)
