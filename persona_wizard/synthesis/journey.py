"""The customer journey, stage by stage, from the questions that are about each."""

from collections.abc import Iterable, Iterator, Sequence

from persona_wizard.model.bank import Stage
from persona_wizard.model.composing import ComposedClaim
from persona_wizard.model.observations import LineKind, Observation
from persona_wizard.model.persona import Claim, ClaimKind, Evidence, JourneyStage
from persona_wizard.synthesis.claims import evidence
from persona_wizard.synthesis.links import Index
from persona_wizard.synthesis.replies import Answered
from persona_wizard.synthesis.topics import Topic, people_in_base

_CHANNELS = ("channels", "information-sources")
_DOUBTS = ("barriers", "product-problems")
_VOICES = 3


def journey(
    topics: Sequence[Topic],
    claims: Sequence[Claim],
    composed: Sequence[ComposedClaim],
    index: Index,
) -> tuple[JourneyStage, ...]:
    """All stages, in their order, whether or not anything is known of them."""
    return tuple(_stage(stage, topics, claims, composed, index) for stage in Stage)


def _stage(
    stage: Stage,
    topics: Sequence[Topic],
    claims: Sequence[Claim],
    composed: Sequence[ComposedClaim],
    index: Index,
) -> JourneyStage:
    about = [topic for topic in topics if topic.question.stage is stage]
    known = _ids(about, claims) | _linked(stage, composed, index) if about else frozenset()
    here = [claim for claim in claims if claim.id in known]
    channels = tuple(c.id for c in here if c.field in _CHANNELS)
    doubts = tuple(c.id for c in here if c.field in _DOUBTS)
    return JourneyStage(
        stage=stage,
        asked=len(people_in_base(about)),
        claims=tuple(c.id for c in here if c.field not in (*_CHANNELS, *_DOUBTS)),
        channels=channels,
        doubts=doubts,
        voices=_voices(about),
    )


def _ids(about: Sequence[Topic], claims: Iterable[Claim]) -> frozenset[str]:
    """The ids of the choices taken, and of the tags given, in these questions' answers."""
    names = {topic.asked.name for topic in about}
    tagged = {
        (topic.asked.scope, tag)
        for topic in about
        for _, observation in topic.tagged
        for tag in observation.tags
    }
    return frozenset(
        claim.id
        for claim in claims
        if (claim.kind is ClaimKind.CHOICE and claim.id.partition("/")[0] in names)
        or (claim.kind is ClaimKind.TAG and (claim.id.partition("/")[0], claim.label) in tagged)
    )


def _linked(stage: Stage, composed: Iterable[ComposedClaim], index: Index) -> frozenset[str]:
    """The ids of the composed claims with a supporting observation from this stage."""
    return frozenset(
        one.id
        for one in composed
        if any(key in index and index[key].topic.question.stage is stage for key in one.supports)
    )


def _voices(about: Sequence[Topic]) -> tuple[Evidence, ...]:
    """Starred lines first, then quotes; one of a participant, none that may not be quoted."""
    lines = sorted(_quotable(about), key=lambda line: (not line[1].star, not _spoken(line[1])))
    heard: dict[str, Evidence] = {}
    for reply, observation in lines:
        if reply.person.id not in heard and len(heard) < _VOICES:
            heard[reply.person.id] = evidence(reply, (observation,))
    return tuple(heard.values())


def _quotable(about: Sequence[Topic]) -> Iterator[tuple[Answered, Observation]]:
    for topic in about:
        for reply in topic.worded if not topic.question.sensitive else ():
            for observation in reply.observed if reply.quotable else ():
                if observation.text:
                    yield reply, observation


def _spoken(observation: Observation) -> bool:
    return observation.kind is LineKind.QUOTE
