"""The one quote that leads the page."""

from collections.abc import Sequence
from itertools import chain

from persona_wizard.model.headings import PRIVATE_HEADINGS
from persona_wizard.model.observations import LineKind
from persona_wizard.model.persona import Evidence
from persona_wizard.synthesis.claims import evidence
from persona_wizard.synthesis.topics import Topic

_QUOTE = LineKind.QUOTE
_LEADING_HEADINGS = ("objectives", "problems")


def lead_quote(topics: Sequence[Topic]) -> Evidence | None:
    """A starred quote, else the first under objectives, else under problems.

    Quotable, and neither sensitive nor a fact of life. Takes topics in the page's order; within
    one, the earliest interview comes first.
    """
    about = [
        topic
        for topic in topics
        if not topic.question.sensitive and topic.question.heading not in PRIVATE_HEADINGS
    ]
    leading = (t for h in _LEADING_HEADINGS for t in about if t.question.heading == h)
    starred = (_first_quote(topic, only_starred=True) for topic in about)
    others = (_first_quote(topic) for topic in leading)
    return next((quote for quote in chain(starred, others) if quote is not None), None)


def _first_quote(topic: Topic, *, only_starred: bool = False) -> Evidence | None:
    """The first one that may be told, of the earliest interview."""
    quotes = [
        (reply, one)
        for reply in topic.worded
        if reply.quotable
        for one in reply.observed
        if (one.star or not only_starred) and one.kind is _QUOTE and one.text
    ]
    if not quotes:
        return None
    reply, first = min(quotes, key=lambda quote: (quote[0].started, quote[0].interview))
    return evidence(reply, (first,))
