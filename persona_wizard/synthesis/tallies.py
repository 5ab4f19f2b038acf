"""Closed answers, counted: choices, scales, bands and numbers."""

from collections import defaultdict
from collections.abc import (
    Collection,
    Container,
    Iterator,
    Sequence,
)
from math import inf
from statistics import median

from msgspec import Struct

from persona_wizard.model.bank import NO, WITH_CHOICES, YES, Choice, Kind
from persona_wizard.model.numbers import in_digits
from persona_wizard.model.persona import Claim, ClaimKind, Evidence, Tally
from persona_wizard.synthesis.claims import claim
from persona_wizard.synthesis.topics import Topic, states

_NUMERIC = (Kind.SCALE, Kind.NUMBER)
_WITH_MEDIAN = (Kind.BANDS, *_NUMERIC)
_TAKEN_FROM_A_LIST = (*WITH_CHOICES, Kind.YES_NO)


# A number, or the rank of a band, with the evidence of whoever gave it.
_Given = tuple[float, Evidence]


class _Counted(Struct, frozen=True):
    """A question with what all its claims share, looked for once.

    `given` is every number with the evidence of whoever gave it.
    """

    topic: Topic
    given: Sequence[_Given]


def tally(topic: Topic) -> Tally:
    """What came of one closed question."""
    question = topic.question
    given = _numbers(topic) if question.kind in _NUMERIC else ()
    counted = _Counted(topic, given)
    counts = states(topic)
    return Tally(
        question=question.id,
        wording=question.wording,
        kind=question.kind,
        heading=question.heading,
        field=question.field,
        sensitive=question.sensitive,
        base=counts.base,
        answered=counts.answered,
        declined=counts.declined,
        dont_know=counts.dont_know,
        outside=counts.outside,
        choices=_choice_claims(counted),
        median=_median_claim(counted) if question.kind in _WITH_MEDIAN else None,
        values=tuple(sorted([number for number, _ in given])),
        unit=question.unit,
        ends=(question.low, question.high) if question.low or question.high else (),
        apart=topic.asked.apart,
        bounds=_bounds(topic),
        says="" if question.kind is Kind.YES_NO else question.says,
    )


def _bounds(topic: Topic) -> tuple[float, float] | None:
    question = topic.question
    if question.kind is not Kind.SCALE or question.minimum is None or question.maximum is None:
        return None
    return question.minimum, question.maximum


def slugs_of(topic: Topic) -> Iterator[str]:
    """Every slug that a claim of this question's tally has or may have."""
    taken = topic.takers.keys()
    yield from (*_known(topic), *sorted(taken - _known(topic).keys()))
    if topic.question.kind in _WITH_MEDIAN:
        yield _median_slug(topic, taken)


def lower_median(ordered: Sequence[float]) -> float:
    """The median of ranks; of an even count the lower of the middle two, which is a band."""
    return ordered[(len(ordered) - 1) // 2]


def _choice_claims(counted: _Counted) -> tuple[Claim, ...]:
    kind = counted.topic.question.kind
    if kind is Kind.SCALE:
        return _number_claims(counted)
    if kind not in _TAKEN_FROM_A_LIST:
        return ()
    texts = {choice.slug: choice.text for choice in _known(counted.topic).values()}
    unknown = sorted(counted.topic.takers.keys() - texts.keys())
    contrary = _contrary(counted.topic) if kind is Kind.YES_NO else {}
    claims = [
        _choice_claim(counted, slug, label, counted.topic.takers[slug], contrary.get(slug, ()))
        for slug, label in (texts | _texts_taken(counted, unknown)).items()
        if slug in counted.topic.takers
    ]
    if kind is not Kind.BANDS:
        claims.sort(key=lambda made: -made.n)
    return tuple(claims)


def _number_claims(counted: _Counted) -> tuple[Claim, ...]:
    """A claim for each number given on a scale; the far third of the scale opposes it."""
    given: dict[float, list[Evidence]] = defaultdict(list)
    for number, told in counted.given:
        given[number].append(told)
    low, high = counted.topic.question.minimum, counted.topic.question.maximum
    lower, upper = -inf, inf
    if low is not None and high is not None and low < high:
        lower, upper = (2 * low + high) / 3, (low + 2 * high) / 3
    far_below = [told for number, told in counted.given if number <= lower]
    far_above = [told for number, told in counted.given if number >= upper]
    claims = []
    for value in sorted(given):
        against = far_above if value <= lower else far_below if value >= upper else ()
        label = in_digits(value)
        claims.append(_choice_claim(counted, label, label, given[value], against))
    return tuple(claims)


def _choice_claim(
    counted: _Counted,
    slug: str,
    label: str,
    supporting: Sequence[Evidence],
    opposing: Sequence[Evidence],
) -> Claim:
    topic = counted.topic
    return claim(
        f"{topic.asked.name}/{slug}",
        ClaimKind.CHOICE,
        label,
        topic.base_split,
        supporting,
        opposing,
        heading=topic.question.heading,
        field=topic.question.field,
        sensitive=topic.question.sensitive,
        says=_says(topic, slug),
    )


def _says(topic: Topic, slug: str) -> str:
    """How the bank has a persona put this choice; empty where it is left to the page."""
    question = topic.question
    if question.kind is Kind.YES_NO:
        return {"yes": question.says, "no": question.says_no}.get(slug, "")
    choice = question.choice(slug)
    return choice.says if choice is not None else ""


def _contrary(topic: Topic) -> dict[str, list[Evidence]]:
    """By side of a yes/no question those who took the other one alone."""
    yes, no = ({one.interview for one in topic.takers.get(side.slug, ())} for side in (YES, NO))
    only_yes, only_no = yes - no, no - yes
    return {
        YES.slug: [reply for reply in topic.answers if reply.interview in only_no],
        NO.slug: [reply for reply in topic.answers if reply.interview in only_yes],
    }


def _known(topic: Topic) -> dict[str, Choice]:
    """The choices of all banks by slug, in their order."""
    return {choice.slug: choice for choice in topic.question.choices}


def _texts_taken(counted: _Counted, unknown: Collection[str]) -> dict[str, str]:
    """How choices that no bank has any more were worded when they were taken last.

    What was shown may repeat an earlier answer, so only those who may be quoted tell it; a choice
    that nobody of them took goes by its slug.
    """
    if not unknown:
        return {}
    quotable = (reply for reply in counted.topic.answers if reply.quotable)
    texts = {pick.choice: pick.text for reply in quotable for pick in reply.picks}
    return {slug: texts.get(slug, slug) for slug in unknown}


def _median_claim(counted: _Counted) -> Claim | None:
    """The median of the values; of bands, in the banks' order, the lower median."""
    topic = counted.topic
    ranked = _ranked(counted)
    if not ranked:
        return None
    ranks = sorted([rank for rank, _ in ranked])
    if topic.question.kind is Kind.BANDS:
        label = topic.question.choices[int(lower_median(ranks))].text
    else:
        label = in_digits(median(ranks))
    return claim(
        f"{topic.asked.name}/{_median_slug(topic, counted.topic.takers)}",
        ClaimKind.MEDIAN,
        label,
        topic.base_split,
        [told for _, told in ranked],
        heading=topic.question.heading,
        field=topic.question.field,
        sensitive=topic.question.sensitive,
    )


def _ranked(counted: _Counted) -> Sequence[_Given]:
    """Everyone who gave a value, or took one band that has a place in the order."""
    question = counted.topic.question
    if question.kind is not Kind.BANDS:
        return counted.given
    order = {c.slug: rank for rank, c in enumerate(question.choices) if not c.free_text}
    return [
        (order[reply.picks[0].choice], reply)
        for reply in counted.topic.answers
        if len(reply.picks) == 1 and reply.picks[0].choice in order
    ]


def _median_slug(topic: Topic, taken: Container[str]) -> str:
    """`median`, unless a band has taken that slug."""
    return "#median" if "median" in taken or "median" in _known(topic) else "median"


def _numbers(topic: Topic) -> Sequence[_Given]:
    return [(r.number, r) for r in topic.answers if r.number is not None]
