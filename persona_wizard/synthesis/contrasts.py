"""What separates those who bought: closed answers, tags and composed claims side by side."""

from collections.abc import Collection, Iterable, Sequence

from persona_wizard.model.bank import Kind
from persona_wizard.model.headings import PRIVATE_HEADINGS, Audience
from persona_wizard.model.persona import Claim, ClaimKind
from persona_wizard.synthesis.topics import Topic

_CONTRASTS = 4
_SMALLEST_BASE = 2
_SMALLEST_DIFFERENCE = 0.4
# A median has no side, and what answers indicate is told by the answers themselves.
_NOT_COMPARED = (ClaimKind.MEDIAN, ClaimKind.INDICATED)


def contrasts(compared: Sequence[Claim]) -> tuple[Claim, ...]:
    """The first four of what was compared, as far as customers differ much from the others."""
    much = (claim for claim in compared if _difference(claim) >= _SMALLEST_DIFFERENCE)
    return tuple(much)[:_CONTRASTS]


def compared(claims: Sequence[Claim], topics: Sequence[Topic]) -> tuple[Claim, ...]:
    """Every claim in which customers differ from the others, the most different first.

    Of answers and tags only those that all were asked for in the same words can be compared; a
    composed claim puts into one sentence what people meant, however they were asked. Of a yes/no
    question the yes stands for both, since the no says the same. Facts by which a participant could
    be recognised explain nothing and are left out.
    """
    skipped = _said_by_the_yes({claim.id for claim in claims}, topics)
    differing_words = {t.asked.scope for t in topics if not t.asked.alike} | {
        t.asked.name for t in topics if not t.asked.alike
    }
    differing = [
        (-difference, claim.id, claim)
        for claim in claims
        if claim.kind not in _NOT_COMPARED and claim.id not in skipped
        if not claim.sensitive and not claim.private and claim.heading not in PRIVATE_HEADINGS
        if claim.kind is ClaimKind.COMPOSED or claim.scope not in differing_words
        if (difference := _difference(claim)) > 0
    ]
    differing.sort(key=lambda found: found[:2])
    return tuple(claim for *_, claim in differing)


def _said_by_the_yes(ids: Collection[str], topics: Iterable[Topic]) -> set[str]:
    names = {topic.asked.name for topic in topics if topic.question.kind is Kind.YES_NO}
    return {f"{name}/no" for name in names if f"{name}/yes" in ids}


def _difference(claim: Claim) -> float:
    """Between the share among customers and among all others; 0 where either base is too small."""
    n = base = others_n = others_base = 0
    for count in claim.split:
        if count.audience is Audience.CUSTOMERS:
            n, base = count.n, count.base
        else:
            others_n, others_base = others_n + count.n, others_base + count.base
    if min(base, others_base) < _SMALLEST_BASE:
        return 0.0
    # One division, so that equal differences are equal numbers.
    return abs(n * others_base - others_n * base) / (base * others_base)
