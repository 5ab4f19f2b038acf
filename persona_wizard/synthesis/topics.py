"""A question with everyone's replies to it, sorted by what they count for."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.model.bank import Question
from persona_wizard.model.headings import Audience
from persona_wizard.model.observations import Observation, split_tags
from persona_wizard.model.persona import Evidence, Outside
from persona_wizard.model.text import clean_line
from persona_wizard.synthesis.questions import Asked
from persona_wizard.synthesis.replies import IN_BASE, Answered, Bucket, Reply, Unanswered

_REVISION = attrgetter("revision")


class Topic(Struct, frozen=True):
    """A question and everyone's reply to it, in the order of their first interviews.

    Participants whose banks lack the question are not there. `answers` are the answered replies,
    `unanswered` all others. `worded` are the answers with observations: most closed ones have none,
    and there are many. `tagged` are the observations with tags, each with its answer. `takers` are
    by choice (slug) the evidence of those who took it. `base` is who stands in N, and `answered`
    who answered: participants (ids) with their audiences. `base_split` and `answered_split` count
    them by audience, and `met` are the audiences whose banks have the question. `newest` is when
    the newest of the replies in N was saved; empty where there is none.
    """

    asked: Asked
    answers: tuple[Answered, ...]
    unanswered: tuple[Unanswered, ...]
    worded: tuple[Answered, ...]
    tagged: tuple[tuple[Answered, Observation], ...]
    takers: Mapping[str, Sequence[Evidence]]
    base: Mapping[str, Audience]
    answered: Mapping[str, Audience]
    base_split: Counter[Audience]
    answered_split: Counter[Audience]
    met: frozenset[Audience]
    newest: str

    @classmethod
    def of(cls, asked: Asked, replies: Iterable[Reply]) -> Self:
        """Takes the answered replies in order, and so the others."""
        ordered = tuple(replies)
        answers = [reply for reply in ordered if isinstance(reply, Answered)]
        unanswered = [reply for reply in ordered if not isinstance(reply, Answered)]
        others = [reply for reply in unanswered if reply.bucket in IN_BASE]
        worded = [reply for reply in answers if reply.observed]
        answered = {reply.person.id: reply.audience for reply in answers}
        base = answered | {reply.person.id: reply.person.audience for reply in others}
        answered_split = Counter(answered.values())
        base_split = answered_split + Counter([reply.person.audience for reply in others])
        return cls(
            asked=asked,
            answers=tuple(answers),
            unanswered=tuple(unanswered),
            worded=tuple(worded),
            tagged=tuple([(reply, one) for reply in worded for one in reply.observed if one.tags]),
            takers=_takers(answers),
            base=base,
            answered=answered,
            base_split=base_split,
            answered_split=answered_split,
            met=frozenset(base_split).union(reply.person.audience for reply in unanswered),
            newest=max(map(_REVISION, (*answers, *others)), default=""),
        )

    @property
    def question(self) -> Question:
        return self.asked.question

    @property
    def replies(self) -> tuple[Reply, ...]:
        """All of them, the answered ones first."""
        return (*self.answers, *self.unanswered)

    @property
    def reached(self) -> bool:
        """Whether anybody was asked."""
        return bool(self.answers) or any(reply.asked for reply in self.unanswered)


class States(Struct, frozen=True):
    """How many participants stand in each bucket; `base` (N) is the first three together."""

    base: int
    answered: int
    declined: int
    dont_know: int
    outside: Outside


def states(topic: Topic) -> States:
    """Count the replies by what became of them."""
    buckets = Counter([reply.bucket for reply in topic.unanswered])
    return States(
        base=len(topic.base),
        answered=len(topic.answers),
        declined=buckets[Bucket.DECLINED],
        dont_know=buckets[Bucket.DONT_KNOW],
        outside=Outside(
            not_applicable=buckets[Bucket.NOT_APPLICABLE],
            out_of_time=buckets[Bucket.OUT_OF_TIME],
            parked=buckets[Bucket.PARKED],
            not_asked=buckets[Bucket.NOT_ASKED],
        ),
    )


def people_in_base(topics: Iterable[Topic]) -> dict[str, Audience]:
    """Who stands in N of any of these questions: participants (ids) with their audiences."""
    return _together(topic.base for topic in topics)


def people_answering(topics: Iterable[Topic]) -> dict[str, Audience]:
    """Who answered any of these questions: participants (ids) with their audiences."""
    return _together(topic.answered for topic in topics)


def base_by_audience(topics: Sequence[Topic]) -> Counter[Audience]:
    """How many participants of each audience stand in N of any of these questions."""
    if len(topics) == 1:
        return topics[0].base_split
    return Counter(people_in_base(topics).values())


def answered_by_audience(topics: Sequence[Topic]) -> Counter[Audience]:
    """How many participants of each audience answered any of these questions."""
    if len(topics) == 1:
        return topics[0].answered_split
    return Counter(people_answering(topics).values())


def _together(people: Iterable[Mapping[str, Audience]]) -> dict[str, Audience]:
    found: dict[str, Audience] = {}
    for some in people:
        found.update(some)
    return found


def _takers(answers: Iterable[Answered]) -> dict[str, list[Evidence]]:
    takers: dict[str, list[Evidence]] = defaultdict(list)
    for reply in answers:
        for pick in reply.picks:
            takers[pick.choice].append(_with_words(reply, pick.said) if pick.said else reply)
    return dict(takers)


def _with_words(told: Evidence, said: str) -> Evidence:
    """The evidence with what was said in a choice's free text before all else."""
    words = split_tags(clean_line(said))[0]
    return replace(told, lines=(words, *told.lines)) if words else told
