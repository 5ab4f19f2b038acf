"""Claims that the researcher composed: the program supplies every number."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from persona_wizard.model.composing import ComposedClaim, ObservationKey
from persona_wizard.model.headings import HEADINGS, PRIVATE_HEADINGS, Audience
from persona_wizard.model.loose import Unfounded
from persona_wizard.model.persona import Claim, ClaimKind
from persona_wizard.synthesis.claims import claim
from persona_wizard.synthesis.links import Index
from persona_wizard.synthesis.topics import Topic, people_in_base
from persona_wizard.synthesis.uses import Use, evidence_of

_KNOWN = frozenset(heading.id for heading in HEADINGS)


def composed_claims(
    composed: Sequence[ComposedClaim], topics: Sequence[Topic], index: Index
) -> tuple[Claim, ...]:
    """The composed claims that somebody supports, most raised first."""
    made = (_claim(one, topics, index) for one in composed if _may_stand(one, index))
    return tuple(sorted(made, key=lambda claim: (-claim.n, claim.id)))


def unfounded(composed: Sequence[ComposedClaim], index: Index) -> tuple[Unfounded, ...]:
    """The composed claims that nobody supports, or that lost their sentence or heading."""
    return tuple(
        Unfounded(one.id, one.heading, one.sentence)
        for one in sorted(composed, key=lambda one: one.id)
        if not _may_stand(one, index)
    )


def base_of(one: ComposedClaim, topics: Sequence[Topic], index: Index) -> dict[str, Audience]:
    """N of a composed claim: participants (ids) with their audiences.

    They are those asked any question of its field, and whoever raised it elsewhere. Without a
    field they are those asked any question under which one of its observations stands: only there
    could silence have been broken.
    """
    found = [index[key] for key in one.links if key in index]
    if one.field is not None:
        about = [topic for topic in topics if topic.question.field == one.field]
    else:
        names = {place.topic.asked.name for place in found}
        about = [topic for topic in topics if topic.asked.name in names]
    return people_in_base(about) | {
        place.reply.person.id: place.reply.person.audience for place in found
    }


def _may_stand(one: ComposedClaim, index: Index) -> bool:
    worded = bool(one.sentence.strip()) and one.heading in _KNOWN
    return worded and any(key in index for key in one.supports)


def _claim(one: ComposedClaim, topics: Sequence[Topic], index: Index) -> Claim:
    """Somebody who speaks for it and against it opposes nothing, as with opposed tags."""
    supports = _uses(one.supports, index)
    against = {
        person: said for person, said in _uses(one.against, index).items() if person not in supports
    }
    about = [index[key].topic for key in one.links if key in index]
    in_field = [topic for topic in topics if one.field and topic.question.field == one.field]
    return claim(
        one.id,
        ClaimKind.COMPOSED,
        one.sentence,
        Counter(base_of(one, topics, index).values()),
        evidence_of(supports),
        evidence_of(against),
        heading=one.heading,
        field=one.field,
        sensitive=any(topic.question.sensitive for topic in (*about, *in_field)),
        private=any(topic.question.heading in PRIVATE_HEADINGS for topic in about),
        aliases=one.aliases,
    )


def _uses(keys: Iterable[ObservationKey], index: Index) -> Mapping[str, list[Use]]:
    """By participant what these keys point to, in the page's order."""
    found = sorted((index[key] for key in set(keys) if key in index), key=lambda f: f.place)
    uses: dict[str, list[Use]] = {}
    for one in found:
        uses.setdefault(one.reply.person.id, []).append((one.reply, (one.observation,)))
    return uses
