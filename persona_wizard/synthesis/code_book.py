"""The code book applied: tags that count as others, and observations parted from their tag."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from persona_wizard.model.composing import Code, marks
from persona_wizard.model.observations import Observation
from persona_wizard.synthesis.replies import Reply, Topic

# By interview and question, then by mark: the tag that goes, and the one that stands instead.
_Parted = Mapping[tuple[str, str], Mapping[str, Sequence[tuple[str, str]]]]


def recoded(topics: Sequence[Topic], codes: Sequence[Code]) -> tuple[Topic, ...]:
    """The topics with every observation's tags as the code book has them."""
    meant = meanings(codes)
    parted = _parted(codes, meant)
    if not meant and not parted:
        return tuple(topics)
    return tuple(_recoded(topic, meant, parted) for topic in topics)


def meanings(codes: Sequence[Code]) -> dict[str, str]:
    """By alias the tag that it counts as; what is a tag of its own in the book stays itself."""
    own = {code.tag for code in codes}
    found: dict[str, str] = {}
    for code in codes:
        for alias in code.aliases:
            if alias not in own:
                found.setdefault(alias, code.tag)
    return found


def _parted(codes: Sequence[Code], meant: Mapping[str, str]) -> _Parted:
    found: dict[tuple[str, str], dict[str, list[tuple[str, str]]]] = {}
    for code in codes:
        before = meant.get(code.of, code.of)
        for key in code.parted if before else ():
            marked = found.setdefault((key.interview, key.question), {})
            marked.setdefault(key.mark, []).append((before, code.tag))
    return found


def _recoded(topic: Topic, meant: Mapping[str, str], parted: _Parted) -> Topic:
    def change(reply: Reply) -> Reply:
        if not any(observation.tags for observation in reply.observed):
            return reply
        here = parted.get((reply.interview, topic.question.id), {})
        told = marks(reply.observed) if here else ("",) * len(reply.observed)
        observed = tuple(
            _with_tags(observation, meant, here.get(mark, ()))
            for observation, mark in zip(reply.observed, told, strict=True)
        )
        return replace(reply, observed=observed)

    replies = tuple(change(reply) for reply in topic.replies)
    return Topic(topic.asked, replies, tuple(reply for reply in replies if reply.answered))


def _with_tags(
    observation: Observation, meant: Mapping[str, str], parted: Sequence[tuple[str, str]]
) -> Observation:
    instead = dict(parted)
    tags = (meant.get(tag, tag) for tag in observation.tags)
    return replace(observation, tags=tuple(dict.fromkeys(instead.get(tag, tag) for tag in tags)))
