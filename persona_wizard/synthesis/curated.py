"""A researcher's decisions applied to claims: hidden, pinned, put in order, reworded."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.model.numbers import in_digits
from persona_wizard.model.persona import (
    AdviceLine,
    Claim,
    Persona,
    Section,
    Tally,
)
from persona_wizard.model.study import Curation, Rewording
from persona_wizard.synthesis.tags import contrary_claims, named_tags

_DIGEST_LENGTH = 12


class Decisions(Struct, frozen=True):
    """What was decided about claims, by their ids as they are now.

    `with_them` are tags that say the contrary of a hidden one: they go with it.
    """

    hidden: frozenset[str]
    pinned: frozenset[str]
    ranks: Mapping[str, int]
    reworded: Mapping[str, Rewording]
    with_them: frozenset[str] = frozenset()

    @property
    def gone(self) -> frozenset[str]:
        return self.hidden | self.with_them


def decisions(curation: Curation, claims: Iterable[Claim]) -> Decisions:
    """The decisions about these claims; an earlier id of one means the one of today."""
    claims = tuple(claims)
    now = _ids_now(claims)
    hidden = frozenset(now[one] for one in curation.hidden if one in now)
    order = dict.fromkeys(now[one] for one in curation.order if one in now)
    return Decisions(
        hidden=hidden,
        pinned=frozenset(now[one] for one in curation.pinned if one in now),
        ranks={claim: place for place, claim in enumerate(order)},
        reworded={now[one.claim]: one for one in curation.reworded if one.claim in now},
        with_them=_contraries(claims, hidden),
    )


def _contraries(claims: Sequence[Claim], hidden: frozenset[str]) -> frozenset[str]:
    """The tags that say the contrary of one of these, within its field."""
    tags = named_tags(claims)
    going = (claim for claim in claims if claim.id in hidden)
    return frozenset(other.id for claim in going for other in contrary_claims(claim, tags))


def curated(section: Section, decided: Decisions) -> Section:
    """The section without hidden claims, the others in the researcher's order and words."""
    return replace(
        section,
        tallies=tuple(_tally(tally, decided) for tally in section.tallies),
        tagged=_all(section.tagged, decided),
        composed=_all(section.composed, decided),
        indicated=_all(section.indicated, decided),
    )


def left_out(
    curation: Curation, claims: Iterable[Claim], tallies: Iterable[Tally]
) -> frozenset[str]:
    """The claims (ids), of these and these tallies', that a persona's page says nothing of."""
    tallies = tuple(tallies)
    medians = (tally.median for tally in tallies if tally.median is not None)
    decided = decisions(curation, (*claims, *medians))
    with_its_middle = (
        choice.id for tally in tallies if _is_left_out(tally, decided) for choice in tally.choices
    )
    return decided.gone | frozenset(with_its_middle)


def hidden_in(sections: Iterable[Section], decided: Decisions) -> tuple[Claim, ...]:
    """The claims that were left out. Takes the sections as they were before."""
    return tuple(
        _decided(claim, decided)
        for section in sections
        for claim in section.claims
        if claim.id in decided.hidden
    )


def decided_anew(persona: Persona, curation: Curation) -> Persona:
    """The persona with other decisions about its claims, as far as nothing need be counted for it.

    A claim that is taken in again, and whatever follows from claims, waits for the counting.
    """
    bare = tuple(map(_undecided, persona.sections))
    claims = tuple(claim for section in bare for claim in section.claims)
    decided = decisions(curation, (*claims, *persona.hidden))
    still = (claim for claim in persona.hidden if claim.id in decided.hidden)
    return replace(
        persona,
        sections=tuple(curated(section, decided) for section in bare),
        hidden=(*hidden_in(bare, decided), *still),
    )


def as_arranged(claims: Iterable[Claim]) -> list[Claim]:
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
    sides = [(True, one) for one in claim.evidence] + [(False, one) for one in claim.opposing]
    said = sorted((e.interview, e.question, side, e.lines, e.quotes) for side, e in sides)
    facts = (claim.n, claim.base, claim.against, said)
    return hashlib.sha256(msgspec.json.encode(facts)).hexdigest()[:_DIGEST_LENGTH]


def _ids_now(claims: Iterable[Claim]) -> dict[str, str]:
    """By every id that a claim has or had, the one that it has."""
    claims = tuple(claims)
    earlier = {alias: claim.id for claim in claims for alias in claim.aliases}
    return earlier | {claim.id: claim.id for claim in claims}


def _undecided(section: Section) -> Section:
    """The section as if nothing had been decided about the claims that are in it."""
    return replace(
        section,
        tallies=tuple(
            replace(
                tally,
                choices=tuple(map(_bare, tally.choices)),
                median=None if tally.median is None else _bare(tally.median),
            )
            for tally in section.tallies
        ),
        tagged=tuple(map(_bare, section.tagged)),
        composed=tuple(map(_bare, section.composed)),
        indicated=tuple(map(_bare, section.indicated)),
    )


def _bare(claim: Claim) -> Claim:
    return replace(claim, pinned=False, rank=None, wording="", moved_from="")


def _tally(tally: Tally, decided: Decisions) -> Tally:
    if _is_left_out(tally, decided):
        return replace(tally, choices=(), median=None, values=(), left_out=True)
    median = tally.median
    if median is not None:
        median = None if median.id in decided.gone else _decided(median, decided)
    hidden = {choice.label for choice in tally.choices if choice.id in decided.gone}
    return replace(
        tally,
        choices=tuple(_decided(c, decided) for c in tally.choices if c.id not in decided.gone),
        median=median,
        # Among the choices of a scale are its numbers.
        values=tuple(value for value in tally.values if in_digits(value) not in hidden),
    )


def _is_left_out(tally: Tally, decided: Decisions) -> bool:
    """Whether a question goes whole: without its middle there is nothing left to say of it."""
    if not tally.told_by_its_median or tally.median is None:
        return False
    return tally.median.id in decided.gone


def _all(claims: Sequence[Claim], decided: Decisions) -> tuple[Claim, ...]:
    shown = (claim for claim in claims if claim.id not in decided.gone)
    return tuple(as_arranged(_decided(claim, decided) for claim in shown))


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
