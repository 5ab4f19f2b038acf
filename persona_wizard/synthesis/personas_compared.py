"""Several personas side by side: the same claims counted among the people of each."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from persona_wizard.model.bank import Bank, Kind
from persona_wizard.model.interview import Interview
from persona_wizard.model.persona import Claim, ClaimKind
from persona_wizard.model.personas_compared import (
    Column,
    ComparedClaim,
    Counted,
    PersonasCompared,
)
from persona_wizard.model.study import Curation, Study
from persona_wizard.synthesis.code_book import recoded
from persona_wizard.synthesis.composed import composed_claims
from persona_wizard.synthesis.conjunction import base_of_claim
from persona_wizard.synthesis.curated import left_out
from persona_wizard.synthesis.hearing import topics_of
from persona_wizard.synthesis.links import Index, index_of
from persona_wizard.synthesis.members import index_of_members, of_members
from persona_wizard.synthesis.people import in_order, people_in, quotable_in
from persona_wizard.synthesis.tags import tag_claims
from persona_wizard.synthesis.tallies import tally
from persona_wizard.synthesis.topics import Topic

# What fewer people said, or were asked, tells no difference.
_SMALLEST = 2


def compare_personas(
    study: Study, interviews: Sequence[Interview], banks: Mapping[str, Bank]
) -> PersonasCompared:
    """Every choice, tag and composed claim, counted in each of a study's personas.

    A claim that a persona has is counted as that persona counts it, and is blank where it leaves it
    out. Of a yes/no question the yes stands for both.
    """
    everyone = in_order(interview for interview in interviews if interview.counts)
    quotable = quotable_in(in_order(interviews))
    asked = topics_of(everyone, banks, study.fills, quotable, study.apart)
    topics = recoded(asked, study.codes)
    index = index_of(topics, (key for claim in study.claims for key in claim.links))
    people = people_in(everyone)
    found = _claims(study, topics, index)
    bases = {one.id: base_of_claim(one, topics, study.claims, index) for one in found.values()}
    tallies = {topic.asked.name: tally(topic) for topic in topics if topic.question.closed}
    who = {interview.id: interview.participant for interview in everyone}
    members = [_members(curation, people) for curation in study.personas]
    theirs = [
        _claims(study, of_members(topics, c.members), index_of_members(index, c.members))
        if c.members
        else found
        for c in study.personas
    ]
    gone = [left_out(curation, found.values(), tallies.values()) for curation in study.personas]
    compared = []
    for one in found.values():
        counts = tuple(
            None
            if one.id in out
            else _counted(one, mine.get(one.id), bases[one.id] & some, some, who)
            for mine, some, out in zip(theirs, members, gone, strict=True)
        )
        if all(count is None for count in counts):
            continue
        compared.append(
            ComparedClaim(
                claim=one,
                counts=counts,
                difference=_difference(one, counts),
                tally=tallies.get(_name(one)),
            )
        )
    compared.sort(key=lambda one: (-one.difference, -one.claim.n))
    return PersonasCompared(
        columns=tuple(
            Column(
                one.id, one.name or one.id, tuple(people[p].pseudonym for p in people if p in some)
            )
            for one, some in zip(study.personas, members, strict=True)
        ),
        claims=tuple(compared),
        in_several=tuple(
            person.pseudonym
            for person in people.values()
            if sum(person.id in some for some in members) > 1
        ),
    )


def _members(curation: Curation, people: Collection[str]) -> frozenset[str]:
    return frozenset(p for p in people if not curation.members or p in curation.members)


def _claims(study: Study, topics: Sequence[Topic], index: Index) -> dict[str, Claim]:
    """The claims with two sides or more, by id, in the page's order."""
    choices = (
        claim
        for topic in topics
        if topic.question.closed
        for claim in tally(topic).choices
        if topic.question.kind is not Kind.YES_NO or claim.id != f"{topic.asked.name}/no"
    )
    composed = composed_claims(study.claims, topics, index)
    return {claim.id: claim for claim in (*choices, *tag_claims(topics, study.codes), *composed)}


def _name(claim: Claim) -> str:
    """What names the question that a choice was taken in; empty for other claims."""
    return claim.scope if claim.kind is ClaimKind.CHOICE else ""


def _counted(
    everyones: Claim,
    own: Claim | None,
    base: frozenset[str],
    members: frozenset[str],
    who: Mapping[str, str],
) -> Counted:
    """A claim that nobody of a persona's supports is none of its own; who opposes it is told."""
    if own is not None:
        return Counted(own.n, own.base, own.against, own)
    against = [e for e in everyones.opposing if who[e.interview] in members]
    return Counted(0, len(base), len(against))


def _difference(claim: Claim, counts: Iterable[Counted | None]) -> Fraction:
    if claim.n < _SMALLEST:
        return Fraction(0)
    told = (one for one in counts if one is not None)
    shares = [Fraction(one.n, one.base) for one in told if one.base >= _SMALLEST]
    return max(shares) - min(shares) if shares else Fraction(0)
