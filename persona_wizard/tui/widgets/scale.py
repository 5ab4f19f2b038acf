"""A scale as a row of numbers, its ends named."""

import math

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from persona_wizard.model.bank import Question
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.widgets.messages import Altered, Taken, Worded, begins_words

# With more numbers than this a row says less than typing the number.
MOST_IN_A_ROW = 21


def ends(question: Question) -> tuple[int, int]:
    """The least and the greatest number of a scale; 0 to 10 where the bank says nothing."""
    low = 0 if question.minimum is None else math.ceil(question.minimum)
    high = max(low, 10) if question.maximum is None else math.floor(question.maximum)
    return low, max(low, high)


def fits_in_a_row(question: Question) -> bool:
    low, high = ends(question)
    return high - low < MOST_IN_A_ROW


class Scale(Widget, can_focus=True):
    """Numbers to pick one of. Posts `Altered` on a change by the person, `Taken` on Enter."""

    DEFAULT_CSS = """
    Scale {
        height: auto;
        border-left: blank $surface;
        padding: 0 1;
        &:focus { border-left: outer $accent; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._numbers: tuple[int, ...] = tuple(range(11))
        self._low = Content("")
        self._high = Content("")
        self._typed = ""
        self.value: int | None = None

    def show(self, question: Question, value: float | None) -> None:
        """Show a scale and the number picked; posts nothing."""
        low, high = ends(question)
        self._numbers = tuple(range(low, high + 1))
        self._low, self._high = safe_line(question.low), safe_line(question.high)
        self._typed = ""
        self.value = int(value) if value is not None and value in self._numbers else None
        self.refresh(layout=True)

    # How it looks

    @property
    def _cell(self) -> int:
        """Cells for one number: its digits, and a bracket on either side."""
        return max(len(str(number)) for number in (self._numbers[0], self._numbers[-1])) + 2

    def _in_a_row(self, width: int) -> int:
        """How many numbers stand beside each other, with a space between, in `width` cells."""
        return max(1, min(len(self._numbers), (width + 1) // (self._cell + 1)))

    def _lines(self, width: int) -> list[Content]:
        in_a_row = self._in_a_row(width)
        cells = [self._number(number) for number in self._numbers]
        rows = [cells[i : i + in_a_row] for i in range(0, len(cells), in_a_row)]
        return [Content(" ").join(row) for row in rows] + self._labels(width, len(rows))

    def _number(self, number: int) -> Content:
        if number != self.value:
            return Content(str(number).center(self._cell))
        return Content(f"({number})".center(self._cell)).stylize("bold $accent")

    def _labels(self, width: int, rows: int) -> list[Content]:
        """The ends' names: beneath the ends of a single row, else a line each."""
        low, high = self._low.stylize("dim"), self._high.stylize("dim")
        if not low and not high:
            return []
        across = len(self._numbers) * (self._cell + 1) - 3
        gap = across - low.cell_length - high.cell_length
        if rows == 1 and gap >= 2:
            return [Content(" ") + low + Content(" " * gap) + high]
        lines: list[Content] = []
        for number, name in ((self._numbers[0], low), (self._numbers[-1], high)):
            if name:
                lines += (Content(f" {number} = ").stylize("dim") + name).wrap(max(width, 2))
        return lines

    def render(self) -> RenderResult:
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self._lines(width))

    # What the person does

    def on_key(self, event: events.Key) -> None:
        character = event.character or ""
        if event.key in ("left", "right"):
            self._step(-1 if event.key == "left" else 1)
        elif event.key in ("home", "end"):
            self._pick(self._numbers[0 if event.key == "home" else -1])
        elif event.key in ("backspace", "delete"):
            self._pick(None)
        elif event.key == "enter":
            self.post_message(Taken())
        elif character == "-" and self._numbers[0] < 0:
            self._typed = "-"
        elif character.isascii() and character.isdigit():
            self._digit(character)
        elif begins_words(character):
            self.post_message(Worded(character))
        else:
            return
        event.stop()

    def _digit(self, digit: str) -> None:
        """A digit picks its number at once; the next may make a longer one of it: 1, then 10."""
        for typed in (self._typed + digit, digit):
            if int(typed) in self._numbers:
                self._pick(int(typed))
                self._typed = typed
                return
        self._typed = digit if self._typed != "-" else self._typed + digit

    def _step(self, step: int) -> None:
        if self.value is None:
            self._pick(self._numbers[0 if step > 0 else -1])
        else:
            self._pick(min(max(self.value + step, self._numbers[0]), self._numbers[-1]))

    def _pick(self, number: int | None) -> None:
        self._typed = ""
        if number != self.value:
            self.value = number
            self.refresh()
            self.post_message(Altered())

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.screen.set_focus(self)
        offset = event.get_content_offset(self)
        if offset is None:
            return
        in_a_row = self._in_a_row(self.content_size.width)
        column = offset.x // (self._cell + 1)
        index = offset.y * in_a_row + column
        if column < in_a_row and index < len(self._numbers):
            self._pick(self._numbers[index])

    def on_blur(self) -> None:
        self._typed = ""
