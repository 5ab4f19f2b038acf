"""What became of a question: one key each, over the bottom of the interview."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from persona_wizard.model.interview import State

STATE_KEYS: dict[str, State] = {
    "d": State.DECLINED,
    "k": State.DONT_KNOW,
    "a": State.NOT_APPLICABLE,
    "t": State.OUT_OF_TIME,
}


class StateMenu(ModalScreen[State | None]):
    """One key gives the state; the key of the state it has takes it back; Esc changes nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"give('{state.value}')", show=False) for key, state in STATE_KEYS.items()),
        Binding("escape", "close", show=False),
        Binding("ctrl+r", "close", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    StateMenu { background: $background 0%; align: center bottom; }
    StateMenu Static { width: 100%; height: auto; padding: 0 1; background: $surface; }
    """

    def __init__(self, current: State | None) -> None:
        super().__init__()
        self._current = current

    def compose(self) -> ComposeResult:
        parts: list[Content] = []
        for key, state in STATE_KEYS.items():
            chosen = " (undo)" if state is self._current else ""
            parts.append(Content.assemble((key.upper(), "bold $accent"), f" {state.label}{chosen}"))
        yield Static(
            Content("   ").join((*parts, Content.assemble(("Esc", "bold $accent"), " back")))
        )

    def action_give(self, state: str) -> None:
        self.dismiss(State(state))

    def action_close(self) -> None:
        self.dismiss(None)
