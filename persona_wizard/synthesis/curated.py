"""A researcher's decisions applied to claims: hidden, pinned, put in order, reworded."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.model.persona import AdviceLine, Claim, Section, Tally
from persona_wizard.model.study import Curation, Rewording

_DIGEST_LENGTH = 12


class Decisions(Struct, frozen=True):
    """What was decided about claims, by their ids as they are now."""

    hidden: frozenset[str]
    pinned: frozenset[str]
    ranks: Mapping[str, int]
    reworded: Mapping[str, Rewording]


def decisions(curation: Curation, claims: Iterable[Claim]) -> Decisions:
    """The decisions about these claims; an earlier id of one means the one of today."""
    now = _ids_now(claims)
    order = dict.fromkeys(now[one] for one in curation.order if one in now)
    return Decisions(
        hidden=frozenset(now[one] for one in curation.hidden if one in now),
        pinned=frozenset(now[one] for one in curation.pinned if one in now),
        ranks={claim: place for place, claim in enumerate(order)},
        reworded={now[one.claim]: one for one in curation.reworded if one.claim in now},
    )


def curated(section: Section, decided: Decisions) -> Section:
    """The section without hidden claims, the others in the researcher's order and words."""
    return replace(
        section,
        tallies=tuple(_tally(tally, decided) for tally in section.tallies),
        tagged=_all(section.tagged, decided),
        composed=_all(section.composed, decided),
        indicated=_all(section.indicated, decided),
    )


def hidden_in(sections: Iterable[Section], decided: Decisions) -> tuple[Claim, ...]:
    """The claims that were left out. Takes the sections as they were before."""
    return tuple(
        _decided(claim, decided)
        for section in sections
        for claim in section.claims
        if claim.id in decided.hidden
    )


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Pinned claims first, then those that have a place; the rest as they come."""
    return sorted(
        claims, key=lambda c: (not c.pinned, c.rank is None, c.rank if c.rank is not None else 0)
    )


def advice(curation: Curation, claims: Iterable[Claim]) -> tuple[AdviceLine, ...]:
    """The researcher's reading; whatever it cites that is no claim any more is told apart."""
    now = _ids_now(claims)
    return tuple(
        AdviceLine(
            whom=line.whom,
            sentence=line.sentence,
            cites=tuple(dict.fromkeys(now[one] for one in line.cites if one in now)),
            lost=tuple(one for one in line.cites if one not in now),
        )
        for line in curation.advice
    )


def evidence_digest(claim: Claim) -> str:
    """A fingerprint of who said what (12 hexadecimal digits): it tells whether evidence moved.

    Saving an answer anew, or tagging something else in it, is no move.
    """
    said = sorted((e.interview, e.question, e.supports, e.lines, e.quotes) for e in claim.evidence)
    facts = (claim.n, claim.base, claim.against, said)
    return hashlib.sha256(msgspec.json.encode(facts)).hexdigest()[:_DIGEST_LENGTH]


def _ids_now(claims: Iterable[Claim]) -> dict[str, str]:
    """By every id that a claim has or had, the one that it has."""
    claims = tuple(claims)
    earlier = {alias: claim.id for claim in claims for alias in claim.aliases}
    return earlier | {claim.id: claim.id for claim in claims}


def _tally(tally: Tally, decided: Decisions) -> Tally:
    median = tally.median
    if median is not None:
        median = None if median.id in decided.hidden else _decided(median, decided)
    shown = (c for c in tally.choices if c.id not in decided.hidden)
    return replace(tally, choices=tuple(_decided(c, decided) for c in shown), median=median)


def _all(claims: Sequence[Claim], decided: Decisions) -> tuple[Claim, ...]:
    shown = (claim for claim in claims if claim.id not in decided.hidden)
    return tuple(in_order(_decided(claim, decided) for claim in shown))


def _decided(claim: Claim, decided: Decisions) -> Claim:
    rewording = decided.reworded.get(claim.id)
    rank = decided.ranks.get(claim.id)
    pinned = claim.id in decided.pinned
    if rewording is None and rank is None and not pinned:
        return claim
    moved = rewording is not None and rewording.digest != evidence_digest(claim)
    return replace(
        claim,
        pinned=pinned,
        rank=rank,
        wording=rewording.wording if rewording is not None else "",
        moved_from=rewording.sentence if rewording is not None and moved else "",
    )
