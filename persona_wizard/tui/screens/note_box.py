"""A remark, taken without leaving the question."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from persona_wizard.interviewing import Session
from persona_wizard.tui.screens.box import Box
from persona_wizard.tui.widgets.note_line import NoteLine
from persona_wizard.tui.widgets.tag_hints import TagHints

_ABOUT = "A note, filed later. Enter or Esc goes back; it is kept."


class NoteBox(Box[None]):
    """What is typed is a note from its first letter on; Enter or Esc goes back to the question."""

    HELP_TITLE = "A note"
    HELP_KEYS = (
        ("Enter, Esc, {note}", "Back to the question; the note is kept"),
        ("#", "Begins a tag"),
        ("Tab", "Completes the tag that is offered"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("ctrl+o", "close", show=False, priority=True, id="note"),
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

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(_ABOUT, markup=False)
            yield NoteLine(self._session)

    @on(NoteLine.Noted)
    def _typed(self) -> None:
        self._changed()
        hint = self._hints.hint(self.query_one(NoteLine))
        self.query_one(Static).update(hint or _ABOUT)

    def action_complete(self) -> None:
        self._hints.complete(self.query_one(NoteLine))

    @on(NoteLine.Submitted)
    def _kept(self, event: NoteLine.Submitted) -> None:
        event.stop()
        self.dismiss()

    def action_close(self) -> None:
        self.dismiss()
