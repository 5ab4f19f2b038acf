"""Open answers that nobody has summed up yet."""

from collections.abc import Collection, Sequence

from persona_wizard.model.observations import LineKind, Observation
from persona_wizard.model.persona import Evidence, OpenAnswers
from persona_wizard.synthesis.claims import evidence
from persona_wizard.synthesis.coding import Coding, enough_read, unread
from persona_wizard.synthesis.replies import Reply, Topic, base_by_audience, split, states

_EXAMPLES = 3


def open_answers(topic: Topic, coding: Coding) -> OpenAnswers | None:
    """The answers to one open question; None once they are summed up.

    All answers are its evidence. Examples come from those that wait first.
    """
    left = waiting(topic, coding)
    if not left:
        return None
    question = topic.question
    counts = states(topic.replies)
    return OpenAnswers(
        question=question.id,
        wording=question.wording,
        heading=question.heading,
        field=question.field,
        sensitive=question.sensitive,
        base=counts.base,
        answered=counts.answered,
        declined=counts.declined,
        dont_know=counts.dont_know,
        outside=counts.outside,
        split=split((reply.person.audience for reply in topic.answers), base_by_audience(topic)),
        examples=_examples(topic, left),
        evidence=tuple(evidence(topic.asked, r, r.observed) for r in topic.answers),
        gap=waiting_gap_id(topic),
    )


def waiting_gap_id(topic: Topic) -> str:
    """The id of the gap of an open question whose answers wait."""
    return f"open/{topic.asked.name}"


def waiting(topic: Topic, coding: Coding) -> Sequence[Reply]:
    """The answers of which something is not read yet; none once enough of the question is read.

    Enough is as much as a persona's status is judged from.
    """
    return () if enough_read(coding.progress([topic])) else unread(topic, coding)


def _examples(topic: Topic, left: Collection[Reply]) -> tuple[Evidence, ...]:
    """The best observation of each of the first participants whose words may be quoted."""
    waits = {reply.person.id for reply in left}
    best = [
        (reply, max(worded, key=_worth))
        for reply in topic.answers
        if reply.quotable and (worded := [o for o in reply.observed if o.text])
    ]
    best.sort(
        key=lambda found: (found[0].person.id not in waits, *(-part for part in _worth(found[1])))
    )
    return tuple(evidence(topic.asked, reply, (shown,)) for reply, shown in best[:_EXAMPLES])


def _worth(observation: Observation) -> tuple[int, int]:
    """The participant's own words before notes, a starred line before others."""
    return observation.kind is LineKind.QUOTE, observation.star
