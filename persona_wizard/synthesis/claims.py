"""One claim: its counts, its split, its confidence, its evidence."""

from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from msgspec.structs import replace

from persona_wizard.model.headings import Audience
from persona_wizard.model.observations import Observation, words
from persona_wizard.model.persona import AudienceCount, Claim, ClaimKind, Confidence, Evidence
from persona_wizard.synthesis.replies import Answered

_AUDIENCE = attrgetter("audience")


def confidence(n: int, base: int, against: int) -> Confidence:
    """How far a claim carries that `n` of `base` participants support and `against` oppose."""
    if n == 1:
        return Confidence.ANECDOTE
    if against >= 2 and against * 2 >= n:
        return Confidence.CONTESTED
    if n >= 3 and n * 2 > base:
        return Confidence.PATTERN
    return Confidence.EMERGING


def evidence(reply: Answered, observed: Sequence[Observation]) -> Evidence:
    """A participant's part in a claim for which this much of an answer counts."""
    lines, quotes = words(observed)
    return replace(reply, lines=lines, quotes=quotes)


def claim(
    claim_id: str,
    kind: ClaimKind,
    label: str,
    base: Counter[Audience],
    supporting: Sequence[Evidence],
    opposing: Sequence[Evidence] = (),
    *,
    heading: str,
    field: str | None,
    sensitive: bool,
    private: bool = False,
    aliases: tuple[str, ...] = (),
    says: str = "",
) -> Claim:
    """A claim. `base` is N by audience, and each participant has at most one piece of evidence.

    A median has no confidence.
    """
    n, against, asked = len(supporting), len(opposing), base.total()
    return Claim(
        id=claim_id,
        kind=kind,
        heading=heading,
        field=field,
        label=label,
        n=n,
        base=asked,
        against=against,
        confidence=None if kind is ClaimKind.MEDIAN else confidence(n, asked, against),
        sensitive=sensitive,
        private=private,
        aliases=aliases,
        says=says,
        split=split(Counter(map(_AUDIENCE, supporting)), base),
        evidence=tuple(supporting),
        opposing=tuple(opposing),
    )


def split(taking_part: Counter[Audience], base: Counter[Audience]) -> tuple[AudienceCount, ...]:
    """All three audiences, each with how many participants take part, of how many in N."""
    return tuple(AudienceCount(a, taking_part[a], base[a]) for a in Audience)
