"""The checks that a good colleague would make of a bank that reads well."""

from collections.abc import Iterator, Sequence

from persona_wizard.banks.bands import are_bands, holes, overlaps
from persona_wizard.banks.faults import BankFault, shortened
from persona_wizard.banks.rules import (
    ASKS_TYPE,
    ASKS_WHO,
    DOUBLE_BARRELLED,
    EARLY_DEMOGRAPHIC,
    HOLE,
    HYPOTHETICAL,
    LEADING,
    MISSING_FIELD,
    NEVER_TRUE,
    OVERLAP,
    SAME_WORDING,
    TOO_LONG,
    UNBANDED,
    WHAT_ELSE,
    Rule,
)
from persona_wizard.banks.satisfiable import can_hold
from persona_wizard.banks.telling_who import tells_who
from persona_wizard.banks.wording import Signs, signs_of
from persona_wizard.model.bank import Bank, Kind, Question
from persona_wizard.model.headings import expected_fields
from persona_wizard.model.text import slug

_WISHING = ("wishes", "objectives")
_IN_BANDS = ("age-group", "income")
_FROM_A_LIST = (Kind.ONE, Kind.BANDS)
_DEMOGRAPHICS = "demographics"
# A question's minutes where its bank does not say.
_OPEN_MINUTES = 2.5
_CLOSED_MINUTES = 1.0

_Found = Iterator[tuple[Question | None, Rule, str]]


def check_bank(bank: Bank, file: str) -> tuple[BankFault, ...]:
    """What could be better in a bank, where it is written; what its author silenced is left out.

    `file` is the bank's own; questions that it includes tell of theirs.
    """
    places = {question.file: place for place, question in enumerate(reversed(bank.questions))}
    found = [
        BankFault(question.file or file, question.line, shortened(message), rule.name)
        if question
        else BankFault(file, 1, shortened(message), rule.name)
        for question, rule, message in _all(bank)
        if not _silenced(rule, question, bank)
    ]
    return tuple(sorted(found, key=lambda f: (f.file != file, -places.get(f.file, 0), f.line)))


def wording_is_checked(bank: Bank) -> bool:
    """Whether the rules about wording know the bank's language."""
    return signs_of(bank.language) is not None


def planned_minutes(bank: Bank) -> float:
    """What a bank's questions take, by their own minutes or the usual ones.

    A question with a condition is asked of some only, and counts half.
    """
    return sum(_minutes(question) for question in bank.questions)


def _minutes(question: Question) -> float:
    usual = _OPEN_MINUTES if question.kind is Kind.OPEN else _CLOSED_MINUTES
    return (question.minutes or usual) * (0.5 if question.when is not None else 1)


def _silenced(rule: Rule, question: Question | None, bank: Bank) -> bool:
    allowed = [*bank.allowed, *(question.allowed if question else ())]
    return any(rule.name == one.rule for one in allowed)


def _all(bank: Bank) -> _Found:
    signs = signs_of(bank.language)
    for question in bank.questions:
        if signs is not None:
            yield from _wording(question, signs)
        if tells_who(question.wording):
            yield question, ASKS_WHO, "it asks who they are: note it with the participant instead"
        yield from _choices(question)
        if not can_hold(question, bank):
            yield question, NEVER_TRUE, "its when= can never be true: no answers make it so"
    yield from _early_demographics(bank.questions)
    yield from _same_wordings(bank.questions)
    yield from _missing_fields(bank)
    yield from _too_long(bank)


def _wording(question: Question, signs: Signs) -> _Found:
    for text in (question.wording, *question.probes):
        if words := signs.leading.found_in(text):
            yield question, LEADING, f"“{words}” suggests an answer: ask what happened"
            break
    if words := signs.double_barrelled.found_in(question.wording):
        yield question, DOUBLE_BARRELLED, f"“{words}” asks two things: make them two questions"
    if question.heading not in _WISHING and (
        words := signs.hypothetical.found_in(question.wording)
    ):
        yield question, HYPOTHETICAL, f"“{words}” asks what might be: ask about the last time"
    if words := signs.asks_type.found_in(question.wording):
        yield question, ASKS_TYPE, f"“{words}” asks people to name themselves: ask for facts"
    if _asks_list(question, signs) and not any(map(signs.what_else.found_in, question.probes)):
        message = "it asks for a list: add a probe such as “What else?”"
        yield question, WHAT_ELSE, message


def _asks_list(question: Question, signs: Signs) -> bool:
    if question.kind is Kind.OPEN:
        return signs.asks_list.found_in(question.wording) is not None
    return question.kind is Kind.MANY


def _choices(question: Question) -> _Found:
    texts = [choice.text for choice in question.choices if choice.state is None]
    if question.kind in _FROM_A_LIST:
        for border in overlaps(texts):
            pair = f"“{border.first.text}” and “{border.second.text}”"
            yield question, OVERLAP, f"{pair} overlap: begin one where the other ends"
        for border in holes(texts):
            pair = f"“{border.first.text}” and “{border.second.text}”"
            yield question, HOLE, f"between {pair} there is a hole: let them meet"
    if question.field in _IN_BANDS and not _in_bands(question, texts):
        yield question, UNBANDED, "ask for a band: mark it .bands, with a list below"


def _in_bands(question: Question, texts: Sequence[str]) -> bool:
    return question.kind is Kind.BANDS or (question.kind is Kind.ONE and are_bands(texts))


def _early_demographics(questions: Sequence[Question]) -> _Found:
    others = [n for n, question in enumerate(questions) if question.heading != _DEMOGRAPHICS]
    last = others[-1] if others else -1
    for question in questions[: last + 1]:
        if question.heading == _DEMOGRAPHICS:
            yield question, EARLY_DEMOGRAPHIC, "a demographic question comes early: move it last"


def _same_wordings(questions: Sequence[Question]) -> _Found:
    first: dict[str, Question] = {}
    for question in questions:
        other = first.setdefault(slug(question.wording), question)
        if other is not question:
            yield question, SAME_WORDING, f"#{other.id} has the same wording: ask it once"


def _missing_fields(bank: Bank) -> _Found:
    if bank.audience is None:
        return
    asked = {question.field for question in bank.questions}
    missing = [field.id for field in expected_fields(bank.audience) if field.id not in asked]
    if missing:
        yield None, MISSING_FIELD, f"no question tells of {', '.join(missing)}: add some"


def _too_long(bank: Bank) -> _Found:
    if bank.minutes is None:
        return
    planned = planned_minutes(bank)
    if planned > bank.minutes:
        message = f"its questions take about {planned:g} minutes, and it promises {bank.minutes:g}"
        yield None, TOO_LONG, message
