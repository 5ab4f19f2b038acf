"""Running notes: one stream of lines, and at its foot the line being typed."""

from collections.abc import Sequence

from msgspec import Struct
from textual import events
from textual.app import ComposeResult, RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import TextArea

from persona_wizard.interviewing import Session
from persona_wizard.model.dates import minutes_and_seconds
from persona_wizard.model.interview import Note
from persona_wizard.tui.safe_text import safe, safe_line
from persona_wizard.tui.widgets.in_order import caught_up
from persona_wizard.tui.widgets.writing import AnswerArea

# Cells before a line's words: its time, and the sign of the line taken back.
_INDENT = 10
# Lines after the one taken back that stay in sight.
_AFTER = 2


class _Shown(Struct, frozen=True):
    """The end of the stream that may be seen, and the id of the line taken back, if any."""

    notes: tuple[Note, ...] = ()
    here: str = ""


class _Stream(Widget):
    """The lines before the one being typed, as many as there is room for."""

    DEFAULT_CSS = """
    _Stream { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown = _Shown()

    def tell(self, shown: _Shown) -> None:
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def render(self) -> RenderResult:
        width, height = self.size
        lines: list[Content] = []
        for number in reversed(range(len(self._shown.notes))):
            before = self._shown.notes[number - 1] if number else None
            note = self._shown.notes[number]
            row = _row(note, before, note.id == self._shown.here, width, height)
            lines = [*row, *lines]
            if len(lines) >= height:
                break
        empty = [Content("")] * (height - len(lines))
        return Content("\n").join([*empty, *lines[-height:]])


def _row(note: Note, before: Note | None, here: bool, width: int, height: int) -> list[Content]:
    """One line of the stream in as many lines as its words need, at most a screenful."""
    question = (note.question or "").replace("-", " ")
    if before is not None and before.question == note.question:
        question = ""
    room = max(10, width - _INDENT)
    words = safe(note.text[: room * max(1, height)])
    if question:
        words = Content.assemble(words, "  ", safe_line(f"· {question}").stylize("$quiet"))
    first, *rest = words.wrap(room) or [Content("")]
    lead = f"{'›' if here else ' '} {minutes_and_seconds(note.elapsed):>7} "
    lines = [Content.styled(lead, "$accent" if here else "$quiet") + first]
    return [*lines, *(Content(" " * _INDENT) + line for line in rest)]


class RunningLine(AnswerArea):
    """The line being typed. Enter and a line break end it at once, in the order of the keys."""

    DEFAULT_CSS = """
    RunningLine { height: auto; min-height: 1; max-height: 4; }
    """

    def __init__(self, stream: "RunningNotes") -> None:
        super().__init__(placeholder="Type what you hear; Enter begins the next line")
        self._stream = stream

    async def _on_key(self, event: events.Key) -> None:
        navigator, cursor = self.navigator, self.cursor_location
        acted = False
        if event.key == "enter":
            acted = self._stream.end_line()
        elif event.key == "up" and navigator.is_first_wrapped_line(cursor):
            acted = self._stream.earlier()
        elif event.key == "down" and navigator.is_last_wrapped_line(cursor):
            acted = self._stream.later()
        if acted:
            event.stop()
            event.prevent_default()

    def take(self, text: str) -> None:
        super().take(text)
        if "\n" in self.text:
            self._stream.split()


class RunningNotes(Widget):
    """Writes its lines into the session as they are typed; posts `Changed` after each change."""

    DEFAULT_CSS = """
    RunningNotes { height: 1fr; layout: vertical; }
    """

    class Changed(Message):
        """A line of the stream was changed in the session."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._stream = _Stream()
        self.line = RunningLine(self)
        # The line being typed, once it has a first character.
        self._note: Note | None = None
        # Where the line stands that was taken back; None while it is a new one.
        self._place: int | None = None

    def compose(self) -> ComposeResult:
        yield self._stream
        yield self.line

    def show(self) -> None:
        """Show the stream as the session has it; what is half typed stays if it still stands."""
        note = self._note
        if note is not None and note.id:
            now = next((n for n in self._session.interview.notes if n.id == note.id), None)
            if now is None or now.text != note.text:
                self._type_on(now, None if now is None else self._place)
        self._tell()

    def focus_line(self) -> None:
        self.screen.set_focus(self.line, scroll_visible=False)

    async def settled(self) -> None:
        """Return once every key typed so far has been taken down."""
        if self.line.has_focus:
            await caught_up([self.line])
        self._take_down()

    # What the person does

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._take_down()

    def on_resize(self) -> None:
        self._tell()

    def end_line(self) -> bool:
        """Begin the next line, at the end of the stream."""
        self._take_down()
        self._type_on(None)
        return True

    def earlier(self) -> bool:
        """Take the line before back; only from an empty line, or one that was taken back."""
        if self.line.text and self._place is None:
            return False
        self._take_down()
        notes = self._session.interview.notes
        before = (len(notes) if self._place is None else min(self._place, len(notes))) - 1
        if before >= 0:
            self._type_on(notes[before], before)
        return True

    def later(self) -> bool:
        """From a line that was taken back, on to the next, at last to a new one."""
        if self._place is None:
            return False
        self._take_down()
        notes = self._session.interview.notes
        emptied = self._note is None or not self._note.id
        after = self._place + (0 if emptied else 1)
        if after < len(notes):
            self._type_on(notes[after], after)
        else:
            self._type_on(None)
        return True

    def split(self) -> None:
        """Make lines of what was pasted; the last of them is typed on."""
        texts = self.line.text.split("\n")
        after_cursor = len(texts[-1]) - self.line.cursor_location[1]
        self._write(texts)
        on_last = self.line.cursor_location[0] == len(texts) - 1
        note = self._note if self._note is not None and self._note.id else None
        place = None
        if self._place is not None and note is not None:
            place = self._session.interview.notes.index(note)
        self._type_on(note, place, texts[-1])
        if on_last:
            self.line.move_cursor((0, len(texts[-1]) - after_cursor))

    # Inside

    def _take_down(self) -> None:
        text = self.line.text
        if self._note is None and not text.strip():
            return
        self._write((text,))

    def _write(self, texts: Sequence[str]) -> None:
        before = self._session.interview.notes
        note = self._note if self._note is not None else self._session.start_line()
        note = self._session.write_line(note, texts, self._place)
        # A new line emptied again is begun, and stamped, by its next first character.
        self._note = note if note.id or self._place is not None else None
        if self._session.interview.notes != before:
            self._tell()
            self.post_message(self.Changed())

    def _type_on(
        self, note: Note | None, place: int | None = None, text: str | None = None
    ) -> None:
        """Have this line in hand, taken back from its place, or a new one."""
        self._note, self._place = note, place
        wanted = text if text is not None else note.text if note is not None else ""
        self.line.load(wanted)
        self._tell()

    def _tell(self) -> None:
        notes = self._session.interview.notes
        here = self._note.id if self._note is not None else ""
        if self._place is not None:
            until = min(len(notes), self._place + 1 + _AFTER)
        else:
            notes = tuple(note for note in notes if note.id != here) if here else notes
            until, here = len(notes), ""
        since = max(0, until - max(1, self.size.height))
        self._stream.tell(_Shown(notes[since:until], here))
