"""Which questions an interview asks, and in what order, given the answers so far."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from persona_wizard.model.bank import Bank, Kind, Question
from persona_wizard.model.conditions import Known, holds
from persona_wizard.model.interview import Answer, State

# The two places of a walk that are no question; no slug holds an "@".
OPENING = "@opening"
CLOSING = "@closing"

Answers = Mapping[str, Answer]


def asks(question: Question, bank: Bank, answers: Answers) -> bool:
    """Whether the walk asks this question: it has no condition, or the condition is true."""
    if question.when is None:
        return True
    return holds(question.when, lambda asked: known(bank.question(asked), answers)) is True


def asked_questions(bank: Bank, answers: Answers) -> tuple[Question, ...]:
    """The questions that the walk asks, in the bank's order."""
    return tuple(q for q in bank.questions if asks(q, bank, answers))


def known(question: Question | None, answers: Answers) -> Known | None:
    """What a condition may know of an answer; None unless it is answered and not parked."""
    answer = None if question is None else answers.get(question.id)
    if question is None or answer is None or answer.empty or answer.parked:
        return None
    if answer.state is not State.ANSWERED:
        return None
    order = tuple(c.slug for c in question.choices) if question.kind is Kind.BANDS else ()
    match answer.value:
        case tuple(picks):
            texts = tuple(part for p in picks for part in (p.text, p.said) if part)
            return Known(tuple(p.choice for p in picks), texts, order=order)
        case None:
            return Known(texts=(answer.text,))
        case number:
            return Known(number=float(number))


def park(bank: Bank, before: Answers, after: Answers) -> dict[str, Answer]:
    """`after`, with the answers of branches that closed parked and of those that opened back.

    Only a branch that closes parks: a question reached by hand against its condition keeps its
    answer counted. Conditions look at earlier questions only, so one pass in order is enough.
    """
    settled = dict(after)
    for question in bank.questions:
        answer = settled.get(question.id)
        if question.when is None or answer is None:
            continue
        was, now = asks(question, bank, before), asks(question, bank, settled)
        if was != now:
            settled[question.id] = replace(answer, parked=was)
    return settled


def next_place(place: str, bank: Bank, questions: Iterable[Question]) -> str:
    """The place after this one among `questions`; the Closing is the last."""
    order = _places(bank)
    here = order.index(place) if place in order else 0
    wanted = {q.id for q in questions}
    return next((p for p in order[here + 1 :] if p in wanted), CLOSING)


def previous_place(place: str, bank: Bank, questions: Iterable[Question]) -> str:
    """The place before this one among `questions`; the Opening is the first."""
    order = _places(bank)
    here = order.index(place) if place in order else 0
    wanted = {q.id for q in questions}
    return next((p for p in reversed(order[:here]) if p in wanted), OPENING)


def _places(bank: Bank) -> list[str]:
    return [OPENING, *(q.id for q in bank.questions), CLOSING]
