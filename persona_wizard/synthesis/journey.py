"""The customer journey, stage by stage, from the questions that are about each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from persona_wizard.model.bank import Stage
from persona_wizard.model.composing import ComposedClaim
from persona_wizard.model.observations import LineKind, Observation
from persona_wizard.model.persona import Claim, ClaimKind, Evidence, JourneyStage
from persona_wizard.synthesis.claims import evidence
from persona_wizard.synthesis.links import Index
from persona_wizard.synthesis.replies import Answered
from persona_wizard.synthesis.tags import TagName, contrary_claims, is_denial, named_tags
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
    tags = named_tags(claims)
    return tuple(_stage(stage, topics, claims, tags, composed, index) for stage in Stage)


def _stage(
    stage: Stage,
    topics: Sequence[Topic],
    claims: Sequence[Claim],
    tags: Mapping[TagName, Claim],
    composed: Sequence[ComposedClaim],
    index: Index,
) -> JourneyStage:
    about = [topic for topic in topics if topic.question.stage is stage]
    known = _ids(about, claims) | _linked(stage, composed, index) if about else frozenset()
    every = [claim for claim in claims if claim.id in known]
    raised = named_tags(every)
    here = [claim for claim in every if not _told_by_its_contrary(claim, raised)]
    channels = tuple(c.id for c in here if c.field in _CHANNELS)
    doubts = tuple(c.id for c in here if c.field in _DOUBTS and not is_denial(c, tags))
    apart = {*channels, *doubts}
    return JourneyStage(
        stage=stage,
        asked=len(people_in_base(about)),
        claims=tuple(c.id for c in here if c.id not in apart),
        channels=channels,
        doubts=doubts,
        voices=_voices(about),
    )


def _told_by_its_contrary(claim: Claim, tags: Mapping[TagName, Claim]) -> bool:
    """Whether the contrary of a tag is told in its place, with how many are against that.

    Of the two it is what more people said, and of equals what denies nothing; but a doubt, however
    many deny it. What the researcher pinned or worded is told in any case.
    """
    against = contrary_claims(claim, tags)
    if claim.pinned or claim.wording or not against:
        return False
    if claim.field in _DOUBTS:
        return is_denial(claim, tags)
    denies = is_denial(claim, tags)
    return any(other.n > claim.n or (other.n == claim.n and denies) for other in against)


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
        if (claim.kind is ClaimKind.CHOICE and claim.scope in names)
        or (claim.kind is ClaimKind.TAG and (claim.scope, claim.label) in tagged)
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
