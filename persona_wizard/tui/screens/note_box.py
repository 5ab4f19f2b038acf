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
from persona_wizard.tui.widgets.tag_hints import TagHints
from persona_wizard.tui.widgets.writing import LineInput

_ABOUT = "A note, filed later. Enter keeps it."


class NoteBox(ModalScreen[None]):
    """What is typed is a note from its first letter on; Enter or Esc goes back to the question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("ctrl+o", "close", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    NoteBox { background: $background 0%; align: center bottom; }
    NoteBox > Vertical { height: auto; padding: 0 1; background: $surface; }
    NoteBox Static { color: $text-muted; }
    """

    def __init__(self, session: Session, changed: Callable[[], None], hints: TagHints) -> None:
        super().__init__()
        self._session = session
        self._changed = changed
        self._hints = hints
        self._note: str | None = None

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(_ABOUT, markup=False)
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
        hint = self._hints.hint(self.query_one(LineInput))
        self.query_one(Static).update(hint or _ABOUT)

    def action_complete(self) -> None:
        self._hints.complete(self.query_one(LineInput))

    @on(LineInput.Submitted)
    def _kept(self, event: LineInput.Submitted) -> None:
        event.stop()
        self.dismiss()

    def action_close(self) -> None:
        self.dismiss()
