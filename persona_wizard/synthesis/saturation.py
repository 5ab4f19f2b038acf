"""What each interview brought that none before it had."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Self

from msgspec import Struct

from persona_wizard.model.composing import ComposedClaim
from persona_wizard.model.interview import Interview
from persona_wizard.model.persona import NewCodes
from persona_wizard.synthesis.links import Index
from persona_wizard.synthesis.people import Person
from persona_wizard.synthesis.topics import Topic


class Codes(Struct, frozen=True):
    """The tags that were given, and the composed claims (ids) that were supported."""

    tags: frozenset[str]
    claims: frozenset[str]

    @property
    def count(self) -> int:
        return len(self.tags) + len(self.claims)

    def joined(self, *others: Self) -> "Codes":
        return Codes(
            self.tags.union(*(other.tags for other in others)),
            self.claims.union(*(other.claims for other in others)),
        )


def no_codes() -> Codes:
    return Codes(frozenset(), frozenset())


def codes_by_interview(
    topics: Iterable[Topic], composed: Iterable[ComposedClaim], index: Index
) -> dict[str, Codes]:
    """By interview (id) the codes of the answers that count."""
    tags: dict[str, set[str]] = defaultdict(set)
    claims: dict[str, set[str]] = defaultdict(set)
    for topic in topics:
        for reply, observation in topic.tagged:
            tags[reply.interview].update(observation.tags)
    for claim in composed:
        for key in claim.supports:
            if key in index:
                claims[key.interview].add(claim.id)
    return {
        interview: Codes(frozenset(tags.get(interview, ())), frozenset(claims.get(interview, ())))
        for interview in sorted({*tags, *claims})
    }


def saturation(
    interviews: Sequence[Interview], people: Mapping[str, Person], codes: Mapping[str, Codes]
) -> tuple[NewCodes, ...]:
    """What was new in each interview. Takes interviews in order, and the codes of each by id."""
    tags: set[str] = set()
    claims: set[str] = set()
    found = []
    for interview in interviews:
        brought = codes.get(interview.id, no_codes())
        person = people[interview.participant]
        found.append(
            NewCodes(
                interview=interview.id,
                pseudonym=person.pseudonym,
                audience=person.audience,
                tags=tuple(sorted(brought.tags - tags)),
                claims=tuple(sorted(brought.claims - claims)),
            )
        )
        tags |= brought.tags
        claims |= brought.claims
    return tuple(found)
