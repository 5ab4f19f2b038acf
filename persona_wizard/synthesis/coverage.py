"""How much is known of each heading, audience by audience."""

from collections.abc import Iterable, Mapping, Sequence, Set

from msgspec import Struct

from persona_wizard.model.coverage import Coverage, HeadingCoverage
from persona_wizard.model.headings import HEADINGS, Audience, Heading
from persona_wizard.synthesis.gaps import ENOUGH
from persona_wizard.synthesis.people import Person
from persona_wizard.synthesis.replies import IN_BASE, Topic

People = Mapping[Audience, Set[str]]


class Heard(Struct, frozen=True):
    """Who was asked a question, and who answered it: participants (ids) by audience.

    `met` are all whose banks have it.
    """

    topic: Topic
    met: People
    asked: People
    answered: People


def heard_of(topics: Iterable[Topic], people: Iterable[Person]) -> tuple[Heard, ...]:
    """Each topic with who was asked and who answered, of these people."""
    audiences: dict[Audience, set[str]] = {audience: set() for audience in Audience}
    for person in people:
        audiences[person.audience].add(person.id)

    def parted(found: Set[str]) -> People:
        return {audience: theirs & found for audience, theirs in audiences.items()}

    return tuple(
        Heard(
            topic,
            parted({reply.person.id for reply in topic.replies}),
            parted({reply.person.id for reply in topic.replies if reply.bucket in IN_BASE}),
            parted({reply.person.id for reply in topic.answers}),
        )
        for topic in topics
    )


def coverage(heard: Sequence[Heard]) -> tuple[HeadingCoverage, ...]:
    """What is known of every heading by every audience, in the order of both."""
    return tuple(
        _coverage(heading, audience, heard) for heading in HEADINGS for audience in Audience
    )


def _coverage(heading: Heading, audience: Audience, heard: Sequence[Heard]) -> HeadingCoverage:
    under = [one for one in heard if one.topic.question.heading == heading.id]
    about = [
        [one.answered[audience] for one in heard if one.topic.question.field == field.id]
        for field in heading.fields
        if field.expected_of(audience)
    ]
    return HeadingCoverage(
        heading=heading.id,
        audience=audience,
        asked=len(_anyone(one.asked[audience] for one in under)),
        answered=len(_anyone(one.answered[audience] for one in under)),
        level=_level([len(_anyone(people)) for people in about]),
    )


def _anyone(people: Iterable[Set[str]]) -> frozenset[str]:
    return frozenset().union(*people)


def _level(answered: Sequence[int]) -> Coverage:
    """From how many participants answered about each expected field."""
    if not any(answered):
        return Coverage.NOTHING
    if not all(answered):
        return Coverage.SOME
    return Coverage.WELL if min(answered) >= ENOUGH else Coverage.EVERY_FIELD
