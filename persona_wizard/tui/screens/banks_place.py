"""Asks where a copy goes: into the study, or onto one's shelf."""

from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from persona_wizard.tui.safe_text import safe
from persona_wizard.tui.screens.box import Box


class Place(StrEnum):
    """Where banks of one's own stand."""

    STUDY = "study"
    SHELF = "shelf"


class AskPlace(Box[Place | None]):
    """T for this study, S for the shelf, Esc for neither; without a study there is the shelf."""

    HELP_TITLE = "Where the copy goes"
    HELP_KEYS = (
        ("T", "Into this study, if you came from one"),
        ("S", "Onto your shelf, for every study"),
        ("Esc", "Back; nothing is copied"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t,T", "give('study')", show=False),
        Binding("s,S", "give('shelf')", show=False),
        Binding("escape", "close", show=False),
    ]
    DEFAULT_CSS = """
    AskPlace { align: center middle; background: $background; }
    AskPlace > Vertical {
        width: 90%; max-width: 76; height: auto; padding: 1 2; background: $surface;
    }
    AskPlace .hint { color: $text-muted; margin-top: 1; }
    """

    def __init__(self, question: str, has_study: bool) -> None:
        super().__init__()
        self._question = question
        self._has_study = has_study

    def compose(self) -> ComposeResult:
        study = "T  into this study     " if self._has_study else ""
        with Vertical():
            yield Static(safe(self._question))
            yield Static(safe(f"{study}S  onto your shelf     Esc  back"), classes="hint")

    def action_give(self, place: str) -> None:
        if place != Place.STUDY or self._has_study:
            self.dismiss(Place(place))

    def action_close(self) -> None:
        self.dismiss(None)
