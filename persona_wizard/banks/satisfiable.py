"""Whether a `when=` can ever be true, found by trying the answers that matter."""

from collections.abc import Iterator, Mapping
from itertools import combinations, islice, pairwise, product

from persona_wizard.model.bank import Bank, Kind, Question
from persona_wizard.model.conditions import (
    Comparison,
    Condition,
    Known,
    comparisons_in,
    holds,
    questions_in,
)

# Conditions of a real bank need a few dozen; one that needs more is not judged.
_MOST_TRIES = 20_000
_MOST_PICKED = 6
_Answers = Mapping[str, Known | None]


def can_hold(question: Question, bank: Bank) -> bool:
    """Whether some answers to earlier questions make the bank ask this one.

    An answer counts only where its own question is asked. True where trying would take too long.
    """
    if question.when is None:
        return True
    by_id = {q.id: q for q in bank.questions}
    conditions = _conditions(question, by_id)
    named = dict.fromkeys(name for c in conditions for name in questions_in(c))
    compared = [c for condition in conditions for c in comparisons_in(condition)]
    choices = [[(name, known) for known in _answers(by_id[name], compared)] for name in named]
    tries = [dict(one) for one in islice(product(*choices), _MOST_TRIES)]
    return len(tries) == _MOST_TRIES or any(_asked(question, one, by_id) for one in tries)


def _conditions(question: Question, by_id: Mapping[str, Question]) -> list[Condition]:
    """The question's condition, and those of all the questions that it hangs on."""
    found: dict[str, Condition] = {}
    waiting = [question]
    while waiting:
        one = waiting.pop()
        if one.when is not None and one.id not in found:
            found[one.id] = one.when
            waiting += [by_id[name] for name in questions_in(one.when)]
    return list(found.values())


def _asked(question: Question, answers: _Answers, by_id: Mapping[str, Question]) -> bool:
    """Whether these answers ask the question, and can be given at all."""
    reached = (by_id[name] for name, known in answers.items() if known is not None)
    return all(q.when is None or holds(q.when, answers.get) for q in (question, *reached))


def _answers(question: Question, compared: list[Comparison]) -> Iterator[Known | None]:
    """No answer, and every answer that the comparisons could tell apart."""
    yield None
    values = [c.value for c in compared if c.question == question.id]
    if question.kind in (Kind.NUMBER, Kind.SCALE):
        yield from (Known(number=number) for number in _numbers(question, values))
    elif question.closed:
        yield from _picks(question, values)
    else:
        yield from (Known(texts=(text,)) for text in ("", *values))


def _numbers(question: Question, values: list[str]) -> list[float]:
    borders = [float(value) for value in values if _is_number(value)]
    near = [border + step for border in borders for step in (-1, -0.5, 0, 0.5, 1)]
    near += [(low + high) / 2 for low, high in pairwise(sorted(set(borders)))]
    ends = [end for end in (question.minimum, question.maximum) if end is not None]
    low, high = question.minimum, question.maximum
    whole = question.kind is Kind.SCALE
    return [
        number
        for number in dict.fromkeys([*near, *ends, 0.0])
        if (low is None or number >= low)
        and (high is None or number <= high)
        and (not whole or number == int(number))
    ]


def _picks(question: Question, values: list[str]) -> Iterator[Known]:
    order = tuple(c.slug for c in question.choices if c.state is None)
    open_to_all = [c for c in question.choices if c.state is None]
    for choice in open_to_all:
        yield _picked(choice.slug, texts=(choice.text,), order=order)
        if choice.free_text:
            for said in dict.fromkeys(values):
                yield _picked(choice.slug, texts=(choice.text, said), order=order)
    if question.kind is not Kind.MANY:
        return
    wanted = {value.casefold() for value in values}
    together = [c for c in open_to_all if not c.alone]
    together = [c for c in together if c.slug in wanted or c.text.casefold() in wanted]
    for size in range(2, min(len(together), _MOST_PICKED) + 1):
        for group in combinations(together, size):
            texts = tuple(choice.text for choice in group)
            yield _picked(*(choice.slug for choice in group), texts=texts, order=order)


def _picked(*slugs: str, texts: tuple[str, ...], order: tuple[str, ...]) -> Known:
    return Known(slugs=slugs, texts=texts, order=order)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
