"""A line whose words are a note, to be filed later, from their first letter on."""

from textual.message import Message
from textual.widgets import Input

from persona_wizard.interviewing import Session
from persona_wizard.tui.widgets.writing import LineInput


class NoteLine(LineInput):
    """Writes into the session as it is typed; posts `Noted` after each change."""

    class Noted(Message):
        """The note was begun, changed or emptied."""

    def __init__(self, session: Session, placeholder: str = "") -> None:
        super().__init__(placeholder=placeholder)
        self._session = session
        # The note being typed, once it has a first letter.
        self._note: str | None = None

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._write(event.value)

    def _write(self, text: str) -> None:
        if self._note is None:
            note = self._session.add_note(text)
            self._note = note.id if note else None
        else:
            self._session.edit_note(self._note, text)
            if not text.strip():
                self._note = None
        self.post_message(self.Noted())

    def begin_anew(self) -> None:
        """Keep what was typed, and have an empty line for the next note."""
        self._note = None
        self.load("")
