"""How much is known of each heading, audience by audience."""

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum

from persona_wizard.model.bank import Bank
from persona_wizard.model.headings import HEADINGS, Audience
from persona_wizard.model.interview import Interview
from persona_wizard.synthesis.gaps import ENOUGH
from persona_wizard.synthesis.people import in_order
from persona_wizard.synthesis.replies import Topic, topics_of


class Coverage(IntEnum):
    """How well an audience's side of a heading is known."""

    NOTHING = 0
    A_LITTLE = 1
    EVERY_FIELD = 2
    WELL = 3


def coverage(
    interviews: Sequence[Interview], banks: Mapping[str, Bank]
) -> dict[tuple[str, Audience], Coverage]:
    """The coverage of every heading id by every audience: its expected fields with answers."""
    topics = topics_of(in_order(i for i in interviews if i.counts), banks, {}, frozenset())
    return {
        (heading.id, audience): _coverage(
            [
                _answered(field.id, audience, topics)
                for field in heading.fields
                if field.expected_of(audience)
            ]
        )
        for heading in HEADINGS
        for audience in Audience
    }


def _answered(field: str, audience: Audience, topics: Iterable[Topic]) -> int:
    """How many participants of an audience answered a question about the field."""
    return len(
        {
            reply.person.id
            for topic in topics
            if topic.question.field == field
            for reply in topic.answers
            if reply.person.audience is audience
        }
    )


def _coverage(answered: Sequence[int]) -> Coverage:
    """From how many participants answered about each field."""
    if not any(answered):
        return Coverage.NOTHING
    if not all(answered):
        return Coverage.A_LITTLE
    return Coverage.WELL if min(answered) >= ENOUGH else Coverage.EVERY_FIELD
