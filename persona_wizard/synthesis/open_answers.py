"""Open answers that nobody has summed up yet."""

from persona_wizard.model.observations import LineKind, Observation
from persona_wizard.model.persona import Evidence, OpenAnswers
from persona_wizard.synthesis.claims import evidence
from persona_wizard.synthesis.replies import Reply, Topic, split, states

_EXAMPLES = 3


def open_answers(topic: Topic) -> OpenAnswers | None:
    """The answers to one open question; None once each of them carries a tag.

    All answers are its evidence. Examples come from those without a tag first.
    """
    if not waiting(topic):
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
        split=split(
            (reply.person.audience for reply in topic.answers),
            (reply.person.audience for reply in topic.replies if reply.in_base),
        ),
        examples=_examples(topic),
        evidence=tuple(evidence(topic.asked, r, r.observed) for r in topic.answers),
    )


def waiting(topic: Topic) -> tuple[Reply, ...]:
    """The answers that say something and carry no tag yet."""
    return tuple(reply for reply in topic.answers if reply.observed and not _tagged(reply))


def _tagged(reply: Reply) -> bool:
    return any(observation.tags for observation in reply.observed)


def _examples(topic: Topic) -> tuple[Evidence, ...]:
    """The best observation of each of the first participants whose words may be quoted."""
    best = [
        (reply, max(worded, key=_worth))
        for reply in topic.answers
        if reply.quotable and (worded := [o for o in reply.observed if o.text])
    ]
    best.sort(key=lambda found: (_tagged(found[0]), *(-part for part in _worth(found[1]))))
    return tuple(evidence(topic.asked, reply, (shown,)) for reply, shown in best[:_EXAMPLES])


def _worth(observation: Observation) -> tuple[int, int]:
    """The participant's own words before notes, a starred line before others."""
    return observation.kind is LineKind.QUOTE, observation.star
