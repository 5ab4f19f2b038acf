"""A remark, taken without leaving the question."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from persona_wizard.interviewing import Session
from persona_wizard.tui.widgets.writing import LineInput


class NoteBox(ModalScreen[None]):
    """What is typed is a note from its first letter on; Enter or Esc goes back to the question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("ctrl+o", "close", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    NoteBox { background: $background 0%; align: center bottom; }
    NoteBox > Vertical { height: auto; padding: 0 1; background: $surface; }
    NoteBox Static { color: $text-muted; }
    """

    def __init__(self, session: Session, changed: Callable[[], None]) -> None:
        super().__init__()
        self._session = session
        self._changed = changed
        self._note: str | None = None

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("A note, filed later. Enter keeps it.", markup=False)
            yield LineInput()

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        event.stop()
        if self._note is None:
            note = self._session.add_note(event.value)
            self._note = note.id if note else None
        else:
            self._session.edit_note(self._note, event.value)
            if not event.value.strip():
                self._note = None
        self._changed()

    @on(LineInput.Submitted)
    def _kept(self, event: LineInput.Submitted) -> None:
        event.stop()
        self.dismiss()

    def action_close(self) -> None:
        self.dismiss()
