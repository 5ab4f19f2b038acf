"""Which words of a study a bank needs before it can be asked."""

from collections.abc import Iterator

from persona_wizard.model.bank import Bank, Question
from persona_wizard.model.fills import fills_in
from persona_wizard.model.study import Study


def words_needed(bank: Bank, study: Study) -> tuple[str, ...]:
    """The names of words and lists that the bank fills in and the study does not give."""
    given = {*study.fills, *(question.id for question in bank.questions)}
    used = dict.fromkeys(name for text in _texts(bank) for name in fills_in(text))
    return tuple(name for name in used if name not in given)


def _texts(bank: Bank) -> Iterator[str]:
    for frame in (bank.opening, bank.closing):
        yield from frame.paragraphs
        yield from (item.text for item in frame.consent)
    for question in bank.questions:
        yield from _texts_of(question)


def _texts_of(question: Question) -> Iterator[str]:
    yield from (question.wording, question.unit, question.low, question.high)
    yield from question.guidance
    yield from question.probes
    yield from (choice.text for choice in question.choices)
