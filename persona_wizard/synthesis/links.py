"""Where the observations are that the researcher linked or marked, and why some count no longer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from persona_wizard.model.composing import ComposedClaim, ObservationKey, marks
from persona_wizard.model.interview import Interview
from persona_wizard.model.loose import LooseLink, Looseness
from persona_wizard.model.observations import Observation, observations
from persona_wizard.synthesis.replies import Answered
from persona_wizard.synthesis.topics import Topic


class Found(Struct, frozen=True):
    """An observation that counts, in its reply; `place` orders all of them as the page does."""

    topic: Topic
    reply: Answered
    observation: Observation
    place: tuple[int, int]


Index = Mapping[ObservationKey, Found]


def index_of(topics: Sequence[Topic], keys: Iterable[ObservationKey]) -> Index:
    """Every observation that counts, in the answers in which any of these keys points to one."""
    wanted: dict[str, set[str]] = {}
    for key in keys:
        wanted.setdefault(key.question, set()).add(key.interview)
    return {
        ObservationKey(reply.interview, topic.question.id, mark): Found(
            topic, reply, observation, (place, number)
        )
        for place, topic in enumerate(topics)
        if topic.question.id in wanted
        for reply in topic.answers
        if reply.interview in wanted[topic.question.id]
        for number, (mark, observation) in enumerate(
            zip(marks(reply.observed), reply.observed, strict=True)
        )
    }


def loose_links(
    claims: Sequence[ComposedClaim],
    index: Index,
    interviews: Sequence[Interview],
    members: Iterable[str],
) -> tuple[LooseLink, ...]:
    """The links that count nowhere, by claim, supports before what stands against.

    Takes all interviews of the study. What somebody said who is no member is not loose: another
    persona may count it.
    """
    held = {interview.id: interview for interview in interviews}
    belonging = frozenset(members)
    return tuple(
        LooseLink(claim.id, key, supports, why)
        for claim in sorted(claims, key=lambda one: one.id)
        for key, supports in _links(claim)
        if key not in index and (why := _why(key, held, belonging)) is not None
    )


def _links(claim: ComposedClaim) -> Iterator[tuple[ObservationKey, bool]]:
    yield from ((key, True) for key in sorted(set(claim.supports)))
    yield from ((key, False) for key in sorted(set(claim.against)))


def _why(
    key: ObservationKey, held: Mapping[str, Interview], members: frozenset[str]
) -> Looseness | None:
    """Why a key points to nothing that counts; None where it is of somebody who is no member."""
    interview = held.get(key.interview)
    if interview is None:
        return Looseness.GONE
    if members and interview.participant not in members:
        return None
    answer = interview.answers.get(key.question)
    if answer is None or key.mark not in marks(observations(answer.text)):
        return Looseness.EDITED
    return Looseness.NOT_COUNTED
