"""Open answers that nobody has summed up yet."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec.structs import replace

from persona_wizard.model.observations import LineKind, Observation
from persona_wizard.model.persona import OpenAnswers
from persona_wizard.synthesis.claims import evidence, split
from persona_wizard.synthesis.coding import Coding, enough_read
from persona_wizard.synthesis.replies import Answered
from persona_wizard.synthesis.topics import Topic, states

_EXAMPLES = 3
# Of an observation whether it is a quote, and whether it is starred: the participant's own words
# before notes, a starred line before others.
_BEST_FIRST = ((True, True), (True, False), (False, True), (False, False))
_QUOTE = LineKind.QUOTE


def open_answers(topic: Topic, coding: Coding) -> OpenAnswers | None:
    """The answers to one open question; None once they are summed up.

    All answers are its evidence. Examples come from those that wait first.
    """
    left = waiting(topic, coding)
    if not left:
        return None
    waits = {reply.person.id for reply in left}
    quotable = [reply for reply in topic.worded if reply.quotable]
    groups = ([r for r in quotable if (r.person.id in waits) is now] for now in (True, False))
    return replace(
        _counted(topic),
        examples=tuple(evidence(r, (shown,)) for r, shown in _best(*groups)),
        evidence=topic.answers,
        gap=waiting_gap_id(topic),
    )


def answers_heard(topic: Topic) -> OpenAnswers:
    """The answers to one open question, summed up or not; its examples are told whole.

    What was asked beside it in the same breath is no answer to it.
    """
    heard = [_to_the_question(reply) for reply in topic.worded if reply.quotable]
    examples = (evidence(reply, reply.observed) for reply, _ in _best(heard))
    return replace(_counted(topic), examples=tuple(examples))


def _to_the_question(reply: Answered) -> Answered:
    """A reply without the answers to what was asked off the guide."""
    if not any(one.follow_up for one in reply.observed):
        return reply
    return replace(reply, observed=tuple(one for one in reply.observed if not one.follow_up))


def _counted(topic: Topic) -> OpenAnswers:
    question = topic.question
    counts = states(topic)
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
        split=split(topic.answered_split, topic.base_split),
    )


def waiting_gap_id(topic: Topic) -> str:
    """The id of the gap of an open question whose answers wait."""
    return f"open/{topic.asked.name}"


def waiting(topic: Topic, coding: Coding) -> Sequence[Answered]:
    """The answers of which something is not read yet; none once enough of the question is read.

    Enough is as much as a persona's status is judged from.
    """
    return () if enough_read(coding.progress([topic])) else coding.unread(topic)


def _best(*groups: Sequence[Answered]) -> Iterable[tuple[Answered, Observation]]:
    """The best observation of each of the first participants; all of one group before the next."""
    shown: dict[str, tuple[Answered, Observation]] = {}
    for reply, observation in chain.from_iterable(map(_best_first, groups)):
        shown.setdefault(reply.person.id, (reply, observation))
        if len(shown) == _EXAMPLES:
            break
    return shown.values()


def _best_first(replies: Sequence[Answered]) -> Iterator[tuple[Answered, Observation]]:
    for spoken, starred in _BEST_FIRST:
        for reply in replies:
            for one in reply.observed:
                if one.star is starred and (one.kind is _QUOTE) is spoken and one.text:
                    yield reply, one
