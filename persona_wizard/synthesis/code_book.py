"""The code book applied: tags that count as others, and observations parted from their tag."""

from collections.abc import Mapping, Sequence
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.model.composing import Code, marks
from persona_wizard.model.observations import Observation
from persona_wizard.synthesis.replies import Answered, Reply
from persona_wizard.synthesis.topics import Topic


class CodeBook(Struct, frozen=True):
    """A study's codes, made ready for many observations.

    `meant` is by alias the tag that it counts as. `parted` is by interview and question, then by
    mark: the tag that goes, and the one that stands instead.
    """

    meant: Mapping[str, str]
    parted: Mapping[tuple[str, str], Mapping[str, Sequence[tuple[str, str]]]]

    @classmethod
    def of(cls, codes: Sequence[Code]) -> Self:
        meant = meanings(codes)
        return cls(meant, _parted(codes, meant))

    def applied(
        self, observed: tuple[Observation, ...], interview: str, question: str
    ) -> tuple[Observation, ...]:
        """One answer's observations with their tags as the code book has them."""
        if not any(observation.tags for observation in observed):
            return observed
        here = self.parted.get((interview, question), {})
        told = marks(observed) if here else ("",) * len(observed)
        return tuple(
            _with_tags(observation, self.meant, here.get(mark, ()))
            for observation, mark in zip(observed, told, strict=True)
        )


def recoded(topics: Sequence[Topic], codes: Sequence[Code]) -> tuple[Topic, ...]:
    """The topics with every observation's tags as the code book has them."""
    book = CodeBook.of(codes)
    if not book.meant and not book.parted:
        return tuple(topics)
    return tuple(_recoded(topic, book) for topic in topics)


def meanings(codes: Sequence[Code]) -> dict[str, str]:
    """By alias the tag that it counts as; what is a tag of its own in the book stays itself."""
    own = {code.tag for code in codes}
    found: dict[str, str] = {}
    for code in codes:
        for alias in code.aliases:
            if alias not in own:
                found.setdefault(alias, code.tag)
    return found


def _parted(
    codes: Sequence[Code], meant: Mapping[str, str]
) -> dict[tuple[str, str], dict[str, list[tuple[str, str]]]]:
    found: dict[tuple[str, str], dict[str, list[tuple[str, str]]]] = {}
    for code in codes:
        before = meant.get(code.of, code.of)
        for key in code.parted if before else ():
            marked = found.setdefault((key.interview, key.question), {})
            marked.setdefault(key.mark, []).append((before, code.tag))
    return found


def _recoded(topic: Topic, book: CodeBook) -> Topic:
    def change(reply: Reply) -> Reply:
        if not isinstance(reply, Answered):
            return reply
        observed = book.applied(reply.observed, reply.interview, topic.question.id)
        return reply if observed is reply.observed else replace(reply, observed=observed)

    return Topic.of(topic.asked, map(change, topic.replies))


def _with_tags(
    observation: Observation, meant: Mapping[str, str], parted: Sequence[tuple[str, str]]
) -> Observation:
    instead = dict(parted)
    tags = (meant.get(tag, tag) for tag in observation.tags)
    return replace(observation, tags=tuple(dict.fromkeys(instead.get(tag, tag) for tag in tags)))
