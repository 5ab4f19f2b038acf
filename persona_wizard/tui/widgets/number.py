"""A number to type: what is not a number yet is kept, and never stands in the way."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from persona_wizard.model.bank import Question
from persona_wizard.model.numbers import number_doubt, read_number
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.widgets.messages import Altered, Taken
from persona_wizard.tui.widgets.writing import LineInput


def _shown(number: float) -> str:
    """A number as it is typed: with a zero more where it could be taken for thousands."""
    shown = f"{number:.15g}" if isinstance(number, float) else str(number)
    return f"{shown}0" if "." in shown and read_number(shown) is None else shown


class NumberEntry(Widget):
    """A line for a number, its unit, and one calm line for what is amiss.

    Posts `Altered` on a change by the person, `Taken` on Enter.
    """

    DEFAULT_CSS = """
    NumberEntry {
        height: auto;
        & > Horizontal { height: 1; }
        & LineInput { width: 24; max-width: 50%; }
        & .unit { width: 1fr; padding: 0 1; color: $text-muted; }
        & .amiss { height: auto; min-height: 1; padding: 0 2; color: $text-muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._question: Question | None = None
        self.line = LineInput()
        self._unit = Static("", classes="unit", markup=False)
        self._amiss = Static("", classes="amiss", markup=False)

    def compose(self) -> ComposeResult:
        yield Horizontal(self.line, self._unit)
        yield self._amiss

    def show(self, question: Question, value: float | None) -> None:
        """Show a number and its unit; posts nothing."""
        self._question = question
        self.line.load("" if value is None else _shown(value))
        self._unit.update(safe_line(question.unit or _range_in_words(question)))
        self._judge()

    @property
    def value(self) -> int | float | None:
        """The number; None while there is none, or it is out of bounds."""
        number = read_number(self.line.value)
        return number if number is not None and not self._out_of_bounds(number) else None

    @property
    def unparsed(self) -> str:
        """What was typed where it is no number that fits; to be kept with the remark."""
        return "" if self.value is not None else self.line.value.strip()

    def _out_of_bounds(self, number: float) -> str:
        question = self._question
        if question is not None and question.minimum is not None and number < question.minimum:
            return f"below {_shown(question.minimum)}"
        if question is not None and question.maximum is not None and number > question.maximum:
            return f"above {_shown(question.maximum)}"
        return ""

    def _judge(self) -> None:
        self._amiss.update(safe_line(self._what_is_amiss()))

    def _what_is_amiss(self) -> str:
        typed = self.line.value.strip()
        number = read_number(typed)
        if typed in ("", "-", ".", ",", "-.", "-,"):
            return ""
        if number is not None:
            bounds = self._out_of_bounds(number)
            return f"{_shown(number)} is {bounds}; kept as a remark." if bounds else ""
        return f"{number_doubt(typed) or 'Not a number'}; kept as a remark."

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._judge()
        self.post_message(Altered())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(Taken())


def _range_in_words(question: Question) -> str:
    """`0 not at all – 100 completely`, as far as the bank says it."""
    if question.minimum is None or question.maximum is None:
        return ""
    low = f"{_shown(question.minimum)} {question.low}".strip()
    high = f"{_shown(question.maximum)} {question.high}".strip()
    return f"{low} – {high}"
