"""Open answers in sentences: those that wait to be summed up, and those told as they are."""

from itertools import chain

from persona_wizard.export.counts import Interviewed, capital, outside, shares, without_answer
from persona_wizard.export.layout import Naming
from persona_wizard.export.lines import Line, asked_in_short, plain, strong
from persona_wizard.export.quotes import example_line, whole_answer_lines
from persona_wizard.model.headings import FIELDS
from persona_wizard.model.persona import OpenAnswers, Tally

_EXAMPLES = 3


def open_answers_line(answers: OpenAnswers, name: Naming) -> Line | None:
    """Answers in people's own words that wait for the researcher, with a few of them below.

    None where nobody answered.
    """
    if answers.answered == 0:
        return None
    field = _field(answers)
    extra = "".join(f", {part}" for part in without_answer(answers.declined, answers.dont_know))
    examples = (example_line(part, name) for part in answers.examples[:_EXAMPLES])
    return Line(
        (
            plain("Not yet summed up: "),
            strong(field.lower()) if field else asked_in_short(answers.wording),
            plain(f" ({answers.answered} answered{extra})"),
        ),
        under=tuple(line for line in examples if line is not None),
        answers=answers.evidence,
        opened=answers,
    )


def in_their_words(answers: OpenAnswers, name: Naming, who: Interviewed) -> Line:
    """An open question, how many of whom answered it, and a few answers below.

    Where these are not all of them it says how many.
    """
    count = f"{answers.answered} of {answers.base}"
    if name is not Naming.TOGETHER:
        count = shares(answers.answered, answers.base, answers.split, who)
    parts = (whole_answer_lines(part, name) for part in answers.examples[:_EXAMPLES])
    told = [lines for lines in parts if lines]
    some = f"; {len(told)} of their answers below" if 0 < len(told) < answers.answered else ""
    field = _field(answers)
    about = strong(field) if field else asked_in_short(answers.wording)
    return Line(
        (about, plain(f" (answered by {count}{some})")),
        under=tuple(chain.from_iterable(told)),
        opened=answers,
    )


def _field(answers: OpenAnswers) -> str:
    """The field that a question bears the name of, since each bank words it its own way."""
    known = FIELDS.get(answers.field or "")
    return known.title if known is not None and known.id == answers.question else ""


def beside_the_count(tally: Tally | OpenAnswers) -> str:
    """Who stands outside the count, as a sentence; empty where nobody does."""
    words = outside(tally.outside)
    return capital(f"outside the count: {words}.") if words else ""
