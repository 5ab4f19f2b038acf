"""Which observations the researcher is through with: tagged, linked, or marked read."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from persona_wizard.model.composing import ObservationKey, marks
from persona_wizard.model.headings import Audience
from persona_wizard.model.persona import ReadingProgress
from persona_wizard.model.study import Study
from persona_wizard.synthesis.replies import Answered
from persona_wizard.synthesis.topics import Topic

# Percent of observations that are to be read before anything is said of what they hold.
CODED_PERCENT = 80


# By interview (id), the marks of the observations that were linked or marked read.
_Marked = Mapping[str, Collection[str]]


class _Coded(Struct, frozen=True):
    """How many observations of one question's answers are read, by audience, and how many it has.

    Of the `unread` answers something is not.
    """

    read: Mapping[Audience, int]
    total: Mapping[Audience, int]
    unread: tuple[Answered, ...]


class Coding(Struct, frozen=True):
    """How far the answers are read; `coded` are the questions by their names."""

    coded: Mapping[str, _Coded]

    def unread(self, topic: Topic) -> tuple[Answered, ...]:
        """The answers of which something is not read yet."""
        return self.coded[topic.asked.name].unread

    def progress(
        self, topics: Iterable[Topic], audiences: Iterable[Audience] = tuple(Audience)
    ) -> ReadingProgress:
        """How many of the observations of these audiences in these topics are read."""
        counts = [(self.coded[t.asked.name], audience) for t in topics for audience in audiences]
        return ReadingProgress(
            sum(coded.read[audience] for coded, audience in counts),
            sum(coded.total[audience] for coded, audience in counts),
        )


def coding_of(study: Study, topics: Iterable[Topic]) -> Coding:
    """What of these topics' answers the researcher has tagged, linked or marked read."""
    keys: list[ObservationKey] = [*study.read, *(k for c in study.claims for k in c.links)]
    marked: dict[str, dict[str, set[str]]] = {}
    for key in keys:
        marked.setdefault(key.question, {}).setdefault(key.interview, set()).add(key.mark)
    return Coding({t.asked.name: _coded(t, marked.get(t.question.id, {})) for t in topics})


def _coded(topic: Topic, marked: _Marked) -> _Coded:
    read, total = dict.fromkeys(Audience, 0), dict.fromkeys(Audience, 0)
    unread: list[Answered] = []
    for reply in topic.worded:
        flags = _read(reply, marked)
        seen, audience = flags.count(True), reply.person.audience
        read[audience] += seen
        total[audience] += len(flags)
        if seen < len(flags):
            unread.append(reply)
    return _Coded(read, total, tuple(unread))


def _read(reply: Answered, marked: _Marked) -> Sequence[bool]:
    """Of each observation of a reply whether it is tagged, linked or marked read."""
    known = marked.get(reply.interview)
    if not known:
        return [observation.tags != () for observation in reply.observed]
    return [
        bool(observation.tags) or mark in known
        for observation, mark in zip(reply.observed, marks(reply.observed), strict=True)
    ]


def enough_read(progress: ReadingProgress) -> bool:
    """Whether so much is read that it can be judged; never of nothing at all."""
    return progress.total > 0 and progress.read * 100 >= progress.total * CODED_PERCENT
