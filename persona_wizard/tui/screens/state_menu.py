"""What became of a question: one key each, over the bottom of the interview."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from persona_wizard.model.interview import State
from persona_wizard.tui.screens.box import Box

STATE_KEYS: dict[str, State] = {
    "d": State.DECLINED,
    "k": State.DONT_KNOW,
    "a": State.NOT_APPLICABLE,
    "t": State.OUT_OF_TIME,
}
_BETWEEN = "   "


class StateMenu(Box[State | None]):
    """One key gives the state; the key of the state it has takes it back; Esc changes nothing."""

    HELP_TITLE = "What became of the question"
    HELP_KEYS = (
        ("D", "They would rather not say"),
        ("K", "They do not know"),
        ("A", "It does not apply to them"),
        ("T", "There was no time for it"),
        ("the same again", "Takes it back"),
        ("Esc, {state}", "Back; nothing is changed"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(f"{key},{key.upper()}", f"give('{state.value}')", show=False)
            for key, state in STATE_KEYS.items()
        ),
        Binding("escape", "close", show=False),
        Binding("ctrl+r", "close", show=False, priority=True, id="state"),
    ]
    DEFAULT_CSS = """
    StateMenu { background: $background 0%; align: center bottom; }
    StateMenu Static { width: 100%; height: auto; padding: 0 1; background: $surface; }
    """

    def __init__(self, current: State | None, names: Mapping[State, str]) -> None:
        super().__init__()
        self._current = current
        self._names = names

    def compose(self) -> ComposeResult:
        parts: list[Content] = []
        for key, state in STATE_KEYS.items():
            chosen = " (undo)" if state is self._current else ""
            name = f" {self._names[state]}{chosen}"
            parts.append(Content.assemble((key.upper(), "bold $accent"), name))
        parts.append(Content.assemble(("Esc", "bold $accent"), " back"))
        yield Static(_in_lines(parts, self.app.size.width - 2))

    def action_give(self, state: str) -> None:
        self.dismiss(State(state))

    def action_close(self) -> None:
        self.dismiss(None)


def _in_lines(parts: Sequence[Content], width: int) -> Content:
    """The parts side by side in as few lines as have room for them, none of them broken."""
    lines = [parts[0]]
    for part in parts[1:]:
        if lines[-1].cell_length + len(_BETWEEN) + part.cell_length <= width:
            lines[-1] = Content.assemble(lines[-1], _BETWEEN, part)
        else:
            lines.append(part)
    return Content("\n").join(lines)
