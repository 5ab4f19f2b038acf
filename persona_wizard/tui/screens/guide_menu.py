"""Whom a follow-up guide is for: one key each, over the bottom of the screen."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from persona_wizard.export.next_steps import whom_line
from persona_wizard.model.coverage import WhomNext
from persona_wizard.model.headings import Audience
from persona_wizard.tui.dress import dressed
from persona_wizard.tui.hanging import Hanging
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.screens.box import Box

_KEYS = {audience: audience[0] for audience in Audience}


class GuideMenu(Box[Audience | None]):
    """Gives the audience that was chosen; Esc gives none."""

    HELP_TITLE = "A follow-up guide"
    HELP_KEYS = (
        ("C, N, P", "Whom it is for: customers, non-purchasers, prospects"),
        ("Esc", "Back; nothing is written"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(pressed, f"give('{audience}')", show=False)
            for audience, key in _KEYS.items()
            for pressed in (key, key.upper())
        ),
        Binding("escape", "give('')", show=False),
    ]
    DEFAULT_CSS = """
    GuideMenu { background: $background 0%; align: center bottom; }
    GuideMenu Vertical { width: 100%; height: auto; padding: 0 1; background: $surface; }
    GuideMenu Static { width: 100%; height: auto; }
    """

    def __init__(self, whom_next: Sequence[WhomNext]) -> None:
        super().__init__()
        self._whom_next = {wanted.audience: wanted for wanted in whom_next}

    def compose(self) -> ComposeResult:
        with Vertical():
            title = "A question bank of what is still to be asked. Of whom?"
            yield Static(safe_line(title).stylize("$quiet"))
            for audience, wanted in self._whom_next.items():
                yield Static(Hanging(_key(_KEYS[audience].upper()), dressed(whom_line(wanted))))
            yield Static(Hanging(_key("Esc"), Content("back")))

    def action_give(self, name: str) -> None:
        if not name:
            self.dismiss(None)
        elif (audience := Audience(name)) in self._whom_next:
            self.dismiss(audience)


def _key(shown: str) -> Content:
    return Content.styled(f"{shown:<4}", "bold $accent")
