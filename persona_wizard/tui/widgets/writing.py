"""Text areas and lines that keep fast typing in order, take any paste, and leave moves alone."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Self

from textual import events
from textual.binding import Binding, BindingType
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from persona_wizard.model.text import clean, clean_line
from persona_wizard.tui.widgets.messages import Taken

if TYPE_CHECKING:
    _AnyWidget = Widget
else:
    # Textual follows only the first widget among a class's bases for styles.
    _AnyWidget = object

# A longer line makes every key in it slow; it is broken at a space, and nothing is lost.
LONGEST_LINE = 20_000
# An Input draws the whole of its line at every key.
LONGEST_INPUT = 2_000

# Keys that belong to the screen, whatever has the focus.
_THE_SCREENS = frozenset(
    ["escape", "pageup", "pagedown", "ctrl+pageup", "ctrl+pagedown", "tab", "shift+tab"]
    + [f"ctrl+{letter}" for letter in "bfgnopqrt"]
    + [f"f{number}" for number in range(1, 25)]
)
# Zero-width joiners count as unprintable, yet Persian words and many emoji are spelled with them.
_JOINERS = ("\u200c", "\u200d")


def own_keys(bindings: Iterable[BindingType]) -> list[BindingType]:
    """A widget's bindings without those keys that belong to the screen."""
    kept: list[BindingType] = []
    for binding in Binding.make_bindings(bindings):
        if binding.key not in _THE_SCREENS:
            kept.append(binding)
    return kept


def fold_long_lines(text: str, longest: int = LONGEST_LINE) -> str:
    """The text with every line of more than `longest` characters broken, after a space if any."""
    if len(text) <= longest:
        return text
    return "\n".join(part for line in text.split("\n") for part in _parts(line, longest))


def _parts(line: str, longest: int) -> Iterator[str]:
    start = 0
    while len(line) - start > longest:
        space = line.rfind(" ", start, start + longest)
        end = space + 1 if space > start else start + longest
        yield line[start:end]
        start = end
    yield line[start:]


class InOrder(_AnyWidget):
    """Mixed into a widget that is typed into: bursts of keys keep their order.

    Textual sends letters straight to the widget but Backspace and arrows through the app, so that
    an input method's quick corrections overtake each other. Here the widget's own keys act at once.
    """

    async def _on_key(self, event: events.Key) -> None:
        if event.is_printable:
            return
        if event.character in _JOINERS:
            self.take(event.character or "")
            _finish(event)
            return
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if await self.app.run_action(binding.action, self):
                _finish(event)
                return

    def on_paste(self, event: events.Paste) -> None:
        _finish(event)
        self.take(event.text)

    def action_paste(self) -> None:
        self.take(self.app.clipboard)

    def take(self, text: str) -> None:
        """Put text in at the cursor, cleaned."""
        raise NotImplementedError


def _finish(event: events.Event) -> None:
    event.stop()
    event.prevent_default()


class AnswerArea(InOrder, TextArea, inherit_bindings=False):
    """Many lines of text. Posts `TextArea.Changed` when the person changes them."""

    DEFAULT_CSS = """
    AnswerArea {
        border: none;
        border-left: blank $surface;
        padding: 0 1;
        min-width: 4;  /* Textual cannot draw a placeholder in no width at all. */
        background: $surface;
        &:focus { border: none; border-left: outer $accent; }
        & .text-area--cursor-line { background: transparent; }
        & .text-area--placeholder { color: $text-muted; }
    }
    """
    BINDINGS = own_keys(TextArea.BINDINGS)

    # Whether an edit is under way, which draws what it changed at its end.
    _drawn_later = False
    # Whether its styles have been looked up since they last changed.
    _dressed = False

    def __init__(self, text: str = "", **kwargs: Any) -> None:
        super().__init__(
            fold_long_lines(clean(text)),
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
            **kwargs,
        )

    def on_mount(self) -> None:
        self.match_cursor_bracket = False
        self.cursor_blink = self.app.animation_level != "none"

    def load(self, text: str) -> None:
        """Show another text, cursor at its end: nothing is posted, and undo stops here."""
        with self.prevent(TextArea.Changed):
            self.load_text(fold_long_lines(clean(text)))
        self.move_cursor(self.document.end)

    def edit(self, edit: Edit) -> EditResult:
        """Change the text; what changes within one line draws that line alone, for every key."""
        rows, selected = self.virtual_size.height, self.selection
        held = self.document.get_line(edit.from_location[0])
        self._drawn_later = True
        try:
            result = super().edit(edit)
        finally:
            self._drawn_later = False
        places = (*selected, *self.selection, edit.from_location, edit.to_location)
        lines = {line for line, _ in (*places, result.end_location)}
        # An empty line may show a placeholder, which is no line of the text.
        if self.virtual_size.height == rows and len(lines) == 1 and held:
            self._draw_line(lines.pop())
        else:
            self.refresh()
            # Textual looks for the cursor before it knows of a new row: a key too late.
            self.scroll_cursor_visible()
        return result

    def _draw_line(self, line: int) -> None:
        if not (held := self.document.get_line(line)):
            self.refresh()
            return
        first = self.wrapped_document.location_to_offset((line, 0)).y
        last = self.wrapped_document.location_to_offset((line, len(held))).y
        self.refresh_lines(first, last - first + 1)

    def notify_style_update(self) -> None:
        self._dressed = False
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        if self._dressed:
            # Textual would look its styles up again for every line it draws.
            return super(TextArea, self).render_lines(crop)
        self._dressed = True
        return super().render_lines(crop)

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        if self._drawn_later and not (regions or layout or recompose):
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def take(self, text: str) -> None:
        if self.read_only or not (text := fold_long_lines(clean(text))):
            return
        result = self.replace(text, *self.selection, maintain_selection_offset=False)
        self.move_cursor(result.end_location)


class ShortArea(AnswerArea):
    """A short answer: looks like one line, grows when it must; Enter goes on."""

    DEFAULT_CSS = """
    ShortArea { height: auto; min-height: 1; max-height: 4; }
    """

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            _finish(event)
            self.post_message(Taken())


class LineInput(InOrder, Input, inherit_bindings=False):
    """One line of text. Posts `Input.Changed` when the person changes it, else like Input."""

    DEFAULT_CSS = """
    LineInput {
        border: none;
        border-left: blank $surface;
        height: 1;
        padding: 0 1;
        background: $surface;
        &:focus { border: none; border-left: outer $accent; background-tint: transparent; }
        &>.input--placeholder { color: $text-muted; }
    }
    """
    BINDINGS = own_keys(Input.BINDINGS)

    def __init__(self, value: str = "", *, proposed: bool = False, **kwargs: Any) -> None:
        """A `proposed` value is typed over, as long as it stands as it was proposed."""
        super().__init__(clean_line(value), select_on_focus=False, **kwargs)
        self._proposal = self.value if proposed else ""

    def on_mount(self) -> None:
        self.cursor_blink = self.app.animation_level != "none"

    def on_focus(self, event: events.Focus) -> None:
        if self._proposal and self.value == self._proposal and not event.from_app_focus:
            self.select_all()

    def load(self, value: str) -> None:
        """Show another line, cursor at its end; nothing is posted."""
        with self.prevent(Input.Changed):
            self.value = clean_line(value)
        self.cursor_position = len(self.value)

    def take(self, text: str) -> None:
        text = _one_line(text)
        start, end = sorted(self.selection)
        room = LONGEST_INPUT - len(self.value) + (end - start)
        if len(text) > room:
            text = text[: max(0, room)]
            self.app.notify(
                f"A line holds {LONGEST_INPUT:,} characters; the rest was left out.", markup=False
            )
        if text:
            self.replace(text, start, end)


def _one_line(text: str) -> str:
    """Pasted text on one line; a space at either end stays, for it may stand between words."""
    line = clean_line(text)
    before = " " if line and text[:1] == " " else ""
    after = " " if line and text[-1:] == " " else ""
    return f"{before}{line}{after}"
