"""How much is known of each heading, audience by audience."""

from collections.abc import Iterator, Sequence

from persona_wizard.model.coverage import Coverage, HeadingCoverage
from persona_wizard.model.headings import HEADINGS, Audience, Heading
from persona_wizard.synthesis.gaps import ENOUGH
from persona_wizard.synthesis.topics import Topic, answered_by_audience, base_by_audience


def coverage(topics: Sequence[Topic]) -> tuple[HeadingCoverage, ...]:
    """What is known of every heading by every audience, in the order of both."""
    return tuple(found for heading in HEADINGS for found in _of_each(heading, topics))


def _of_each(heading: Heading, topics: Sequence[Topic]) -> Iterator[HeadingCoverage]:
    under = [topic for topic in topics if topic.question.heading == heading.id]
    asked = base_by_audience(under)
    answered = answered_by_audience(under)
    about = [
        (field, answered_by_audience([t for t in topics if t.question.field == field.id]))
        for field in heading.fields
    ]
    for audience in Audience:
        expected = [n[audience] for field, n in about if field.expected_of(audience)]
        yield HeadingCoverage(
            heading=heading.id,
            audience=audience,
            asked=asked[audience],
            answered=answered[audience],
            level=_level(expected),
        )


def _level(answered: Sequence[int]) -> Coverage:
    """From how many participants answered about each expected field."""
    if not any(answered):
        return Coverage.NOTHING
    if not all(answered):
        return Coverage.SOME
    return Coverage.WELL if min(answered) >= ENOUGH else Coverage.EVERY_FIELD
