"""How many real participants fit several of a persona's leading claims at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from persona_wizard.model.composing import ComposedClaim
from persona_wizard.model.headings import HEADINGS, PRIVATE_HEADINGS
from persona_wizard.model.interview import Interview
from persona_wizard.model.persona import Claim, ClaimKind, Conjunction
from persona_wizard.model.withheld import ENOUGH_TO_HIDE_IN
from persona_wizard.synthesis.composed import base_of
from persona_wizard.synthesis.curated import as_arranged
from persona_wizard.synthesis.links import Index
from persona_wizard.synthesis.tags import TagName, is_denial, named_tags
from persona_wizard.synthesis.topics import Topic, people_in_base

_AT_MOST = 6
_AT_LEAST = 2
_LEADING = (ClaimKind.CHOICE, ClaimKind.TAG, ClaimKind.COMPOSED)


def conjunction(
    claims: Sequence[Claim],
    interviews: Iterable[Interview],
    topics: Sequence[Topic],
    composed: Iterable[ComposedClaim],
    index: Index,
    withheld: Collection[str] = (),
) -> Conjunction | None:
    """Who fits two, three, … all of the leading claims; None where fewer than two lead.

    Leading are up to six pinned claims; where fewer than two are pinned, of each heading the first
    one that two people or more support, composed ones before others, but no denial, and nothing
    that as many gainsay. Those `withheld` (ids) do not lead; and of one or two people nobody is
    told how facts go together by which they could be recognised.
    """
    chosen = _leading([claim for claim in claims if claim.id not in withheld])
    if len(chosen) < _AT_LEAST:
        return None
    who = {interview.id: interview.participant for interview in interviews}
    composed = tuple(composed)
    bases = [base_of_claim(claim, topics, composed, index) for claim in chosen]
    everyone = frozenset.intersection(*bases)
    if 0 < len(everyone) < ENOUGH_TO_HIDE_IN and any(map(_is_private, chosen)):
        return None
    supporters = [{who[e.interview] for e in c.evidence} for c in chosen]
    fits = [sum(person in some for some in supporters) for person in everyone]
    return Conjunction(
        claims=tuple(claim.id for claim in chosen),
        asked=len(everyone),
        fitting=tuple(
            sum(fit >= many for fit in fits) for many in range(_AT_LEAST, len(chosen) + 1)
        ),
    )


def _is_private(claim: Claim) -> bool:
    return claim.private or claim.sensitive or claim.heading in PRIVATE_HEADINGS


def _leading(claims: Sequence[Claim]) -> list[Claim]:
    able = [claim for claim in claims if claim.kind in _LEADING]
    pinned = as_arranged(claim for claim in able if claim.pinned)
    if len(pinned) >= _AT_LEAST:
        return pinned[:_AT_MOST]
    return list(_first_of_each_heading(able))


def _first_of_each_heading(claims: Sequence[Claim]) -> Iterator[Claim]:
    tied, tags = _tied(claims), named_tags(claims)
    able = [c for c in claims if c.pinned or (c.n >= _AT_LEAST and _stands_out(c, tied, tags))]
    for heading in HEADINGS:
        under = [claim for claim in able if claim.heading == heading.id]
        ordered = sorted(under, key=lambda c: (-c.n, c.id))
        ordered = as_arranged(sorted(ordered, key=lambda c: c.kind is not ClaimKind.COMPOSED))
        yield from ordered[:1]


def _stands_out(claim: Claim, tied: Collection[str], tags: Mapping[TagName, Claim]) -> bool:
    """Whether more say it than say otherwise, and it says what is so."""
    if claim.kind is ClaimKind.CHOICE:
        return claim.scope not in tied
    return claim.n > claim.against and not is_denial(claim, tags)


def _tied(claims: Iterable[Claim]) -> frozenset[str]:
    """The questions that have no choice which more people took than any other."""
    counts: dict[str, list[int]] = {}
    for claim in claims:
        if claim.kind is ClaimKind.CHOICE:
            counts.setdefault(claim.scope, []).append(claim.n)
    return frozenset(name for name, of in counts.items() if of.count(max(of)) > 1)


def base_of_claim(
    claim: Claim, topics: Sequence[Topic], composed: Sequence[ComposedClaim], index: Index
) -> frozenset[str]:
    """The participants (ids) in the base of a choice, a tag or a composed claim."""
    if claim.kind is ClaimKind.COMPOSED:
        one = next(one for one in composed if one.id == claim.id)
        return frozenset(base_of(one, topics, index))
    about = (
        topic
        for topic in topics
        if claim.scope == (topic.asked.scope if claim.kind is ClaimKind.TAG else topic.asked.name)
    )
    return frozenset(people_in_base(about))
