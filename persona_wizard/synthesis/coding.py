"""Which observations the researcher is through with: tagged, linked, or marked read."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from persona_wizard.model.composing import ObservationKey, marks
from persona_wizard.model.persona import ReadingProgress
from persona_wizard.model.study import Study
from persona_wizard.synthesis.replies import Reply, Topic

# Percent of observations that are to be read before anything is said of what they hold.
CODED_PERCENT = 80


class Coding(Struct, frozen=True):
    """Of each observation whether it is read, by interview and question (ids)."""

    flags: Mapping[tuple[str, str], tuple[bool, ...]] = {}

    def read(self, topic: Topic, reply: Reply) -> tuple[bool, ...]:
        """Of each observation of a reply whether it is tagged, linked or marked read."""
        return self.flags.get((reply.interview, topic.question.id), ())

    def progress(self, topics: Iterable[Topic]) -> ReadingProgress:
        """How many of the observations of these topics are read."""
        flags = [
            flag
            for topic in topics
            for reply in topic.answers
            # Most closed answers have no remark, and there are many.
            if reply.observed
            for flag in self.read(topic, reply)
        ]
        return ReadingProgress(sum(flags), len(flags))


def coding_of(study: Study, topics: Iterable[Topic]) -> Coding:
    """What of these topics' answers the researcher has tagged, linked or marked read."""
    keys: list[ObservationKey] = [*study.read, *(k for c in study.claims for k in c.links)]
    marked: dict[tuple[str, str], set[str]] = {}
    for key in keys:
        marked.setdefault((key.interview, key.question), set()).add(key.mark)
    return Coding(
        {
            place: _read(reply, marked.get(place, frozenset()))
            for topic in topics
            for reply in topic.answers
            if reply.observed
            for place in [(reply.interview, topic.question.id)]
        }
    )


def _read(reply: Reply, known: Collection[str]) -> tuple[bool, ...]:
    if not known:
        return tuple(bool(observation.tags) for observation in reply.observed)
    return tuple(
        bool(observation.tags) or mark in known
        for observation, mark in zip(reply.observed, marks(reply.observed), strict=True)
    )


def enough_read(progress: ReadingProgress) -> bool:
    """Whether so much is read that it can be judged; never of nothing at all."""
    return progress.total > 0 and progress.read * 100 >= progress.total * CODED_PERCENT


def unread(topic: Topic, coding: Coding) -> Sequence[Reply]:
    """The answers of which something is not read yet."""
    return tuple(reply for reply in topic.answers if not all(coding.read(topic, reply)))
