"""The one quote that leads the page."""

from collections.abc import Sequence

from persona_wizard.model.headings import PRIVATE_HEADINGS
from persona_wizard.model.observations import LineKind, Observation
from persona_wizard.model.persona import Evidence
from persona_wizard.synthesis.claims import evidence
from persona_wizard.synthesis.replies import Reply, Topic

_LEADING_HEADINGS = ("objectives", "problems")


def lead_quote(topics: Sequence[Topic]) -> Evidence | None:
    """A starred quote, else the first under objectives, else under problems.

    Quotable, and neither sensitive nor a fact of life. Takes topics in the page's order; within
    one, the earliest interview comes first.
    """
    quotes = [
        (topic, reply, observation)
        for topic in topics
        if not topic.question.sensitive and topic.question.heading not in PRIVATE_HEADINGS
        for reply in sorted(_quotable(topic), key=lambda reply: (reply.started, reply.interview))
        for observation in reply.observed
        if observation.kind is LineKind.QUOTE and observation.text
    ]
    leading = [q for h in _LEADING_HEADINGS for q in quotes if q[0].question.heading == h]
    starred = [quote for quote in quotes if quote[2].star]
    return next((_as_evidence(*quote) for quote in (*starred, *leading)), None)


def _quotable(topic: Topic) -> list[Reply]:
    """The answers with words that may be told; most closed ones have none, and there are many."""
    return [reply for reply in topic.answers if reply.observed and reply.quotable]


def _as_evidence(topic: Topic, reply: Reply, observation: Observation) -> Evidence:
    return evidence(topic.asked, reply, (observation,))
