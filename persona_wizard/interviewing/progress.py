"""How far an interview has come: by heading, by key questions, by minutes."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from persona_wizard.model.bank import Bank, Question
from persona_wizard.model.interview import Answer, State

# A question's time where neither it nor its bank says; minutes.
USUAL_MINUTES = 1.5


class HeadingProgress(Struct, frozen=True):
    """Questions of one heading that have an answer or a state, of those asked."""

    heading: str
    done: int
    total: int


class Progress(Struct, frozen=True):
    """Questions that have an answer or a state (`done`), those among them that were `answered`.

    `minutes_left` is the planned time of the questions still open.
    """

    headings: tuple[HeadingProgress, ...]
    done: int
    answered: int
    total: int
    key_done: int
    key_total: int
    minutes_left: float


def progress(bank: Bank, questions: Iterable[Question], answers: Mapping[str, Answer]) -> Progress:
    """The progress over the questions that the walk asks."""
    asked = tuple(questions)
    done = {q.id for q in asked if is_done(answers.get(q.id))}
    usual = minutes_each(bank)
    headings = tuple(
        HeadingProgress(
            heading,
            sum(q.id in done for q in asked if q.heading == heading),
            sum(q.heading == heading for q in asked),
        )
        for heading in dict.fromkeys(q.heading for q in asked)
    )
    return Progress(
        headings=headings,
        done=len(done),
        answered=sum(answers[question].state is State.ANSWERED for question in done),
        total=len(asked),
        key_done=sum(q.key and q.id in done for q in asked),
        key_total=sum(q.key for q in asked),
        minutes_left=sum(q.minutes or usual for q in asked if q.id not in done),
    )


def is_done(answer: Answer | None) -> bool:
    """Whether a question was dealt with: it has an answer or a state, and is not parked."""
    return answer is not None and not answer.empty and not answer.parked


def minutes_each(bank: Bank) -> float:
    """The planned minutes of a question that names none: the bank's rest, shared out."""
    named = sum(q.minutes or 0 for q in bank.questions)
    unnamed = sum(q.minutes is None for q in bank.questions)
    if bank.minutes is None or unnamed == 0:
        return USUAL_MINUTES
    return max(bank.minutes - named, 0) / unnamed
