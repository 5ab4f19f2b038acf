"""Closed answers, counted: choices, scales, bands and numbers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import median

from persona_wizard.model.bank import WITH_CHOICES, Choice, Kind
from persona_wizard.model.observations import split_tags
from persona_wizard.model.persona import Claim, ClaimKind, Evidence, Tally
from persona_wizard.model.text import clean_line
from persona_wizard.synthesis.claims import claim, evidence
from persona_wizard.synthesis.replies import Reply, Topic, states

_ORDERED = (Kind.BANDS, Kind.SCALE)
_WITH_MEDIAN = (Kind.BANDS, Kind.SCALE, Kind.NUMBER)
_TAKEN_FROM_A_LIST = (*WITH_CHOICES, Kind.YES_NO)


def tally(topic: Topic) -> Tally:
    """What came of one closed question."""
    question = topic.question
    counts = states(topic.replies)
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
        choices=_choice_claims(topic),
        median=_median_claim(topic) if question.kind in _WITH_MEDIAN else None,
        values=tuple(sorted(_numbers(topic.answers))),
        unit=question.unit,
        ends=(question.low, question.high) if question.low or question.high else (),
        apart=topic.asked.apart,
        scale=topic.asked.scale,
    )


def slugs_of(topic: Topic) -> Iterator[str]:
    """Every slug that a claim of this question's tally has or may have."""
    yield from _choices(topic)
    if topic.question.kind in _WITH_MEDIAN:
        yield _median_slug(topic)


def number_label(value: float) -> str:
    """A number as shown: no trailing `.0`, the same on every machine."""
    return str(int(value)) if abs(value) < 1e15 and value == int(value) else repr(value)


def lower_median(ordered: Sequence[float]) -> float:
    """The median of ranks; of an even count the lower of the middle two, which is a band."""
    return ordered[(len(ordered) - 1) // 2]


def _choice_claims(topic: Topic) -> tuple[Claim, ...]:
    kind = topic.question.kind
    if kind is Kind.SCALE:
        return tuple(
            _choice_claim(topic, number_label(value), number_label(value), _gave(value))
            for value in sorted(set(_numbers(topic.answers)))
        )
    if kind not in _TAKEN_FROM_A_LIST:
        return ()
    taken = {pick.choice for reply in topic.answers for pick in reply.picks}
    claims = [
        _choice_claim(topic, choice.slug, choice.text, _took(choice.slug))
        for choice in _choices(topic).values()
        if choice.slug in taken
    ]
    if kind not in _ORDERED:
        claims.sort(key=lambda made: -made.n)
    return tuple(claims)


def _choice_claim(topic: Topic, slug: str, label: str, chose: Callable[[Reply], bool]) -> Claim:
    opposes = _opposition(topic, slug)
    opposing = () if opposes is _nobody else [r for r in topic.answers if opposes(r)]
    return claim(
        f"{topic.asked.name}/{slug}",
        ClaimKind.CHOICE,
        label,
        [reply.person.audience for reply in topic.replies if reply.in_base],
        [_choice_evidence(topic, r, slug) for r in topic.answers if chose(r)],
        [evidence(topic.asked, r, r.observed, supports=False) for r in opposing if not chose(r)],
        heading=topic.question.heading,
        field=topic.question.field,
        sensitive=topic.question.sensitive,
    )


def _choice_evidence(topic: Topic, reply: Reply, slug: str) -> Evidence:
    said = next((pick.said for pick in reply.picks if pick.choice == slug), "")
    told = split_tags(clean_line(said))[0] if said else ""
    return evidence(topic.asked, reply, reply.observed, said=told)


def _took(slug: str) -> Callable[[Reply], bool]:
    return lambda reply: slug in [pick.choice for pick in reply.picks]


def _gave(value: float) -> Callable[[Reply], bool]:
    return lambda reply: reply.number == value


def _opposition(topic: Topic, slug: str) -> Callable[[Reply], bool]:
    """Who opposes a choice: the other side of a yes/no, the far third of a scale, else nobody."""
    question = topic.question
    if question.kind is Kind.YES_NO and slug in ("yes", "no"):
        return _took("no" if slug == "yes" else "yes")
    low, high = question.minimum, question.maximum
    if question.kind is Kind.SCALE and low is not None and high is not None and low < high:
        lower, upper = (2 * low + high) / 3, (low + 2 * high) / 3
        if float(slug) <= lower:
            return lambda reply: reply.number is not None and reply.number >= upper
        if float(slug) >= upper:
            return lambda reply: reply.number is not None and reply.number <= lower
    return _nobody


def _nobody(_: Reply) -> bool:
    return False


def _choices(topic: Topic) -> dict[str, Choice]:
    """The choices by slug in the banks' order; taken ones that no bank has any more come last."""
    choices = {choice.slug: choice for choice in topic.question.choices}
    unknown = {
        pick.choice: Choice(slug=pick.choice, text=pick.text)
        for reply in topic.answers
        for pick in reply.picks
        if pick.choice not in choices
    }
    return choices | {slug: unknown[slug] for slug in sorted(unknown)}


def _median_claim(topic: Topic) -> Claim | None:
    """The median of the values; of bands, in the banks' order, the lower median."""
    ranked = _ranked(topic)
    if not ranked:
        return None
    ranks = sorted(rank for rank, _ in ranked)
    if topic.question.kind is Kind.BANDS:
        label = topic.question.choices[int(lower_median(ranks))].text
    else:
        label = number_label(median(ranks))
    return claim(
        f"{topic.asked.name}/{_median_slug(topic)}",
        ClaimKind.MEDIAN,
        label,
        [reply.person.audience for reply in topic.replies if reply.in_base],
        [evidence(topic.asked, reply, reply.observed) for _, reply in ranked],
        heading=topic.question.heading,
        field=topic.question.field,
        sensitive=topic.question.sensitive,
    )


def _ranked(topic: Topic) -> list[tuple[float, Reply]]:
    """Everyone who gave a value, or took one band that has a place in the order."""
    if topic.question.kind is not Kind.BANDS:
        return [(r.number, r) for r in topic.answers if r.number is not None]
    order = {c.slug: rank for rank, c in enumerate(topic.question.choices) if not c.free_text}
    return [
        (order[reply.picks[0].choice], reply)
        for reply in topic.answers
        if len(reply.picks) == 1 and reply.picks[0].choice in order
    ]


def _median_slug(topic: Topic) -> str:
    """`median`, unless a band has taken that slug."""
    return "#median" if "median" in _choices(topic) else "median"


def _numbers(replies: Iterable[Reply]) -> Iterator[float]:
    return (reply.number for reply in replies if reply.number is not None)
