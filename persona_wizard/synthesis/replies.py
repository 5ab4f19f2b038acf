"""What everyone said: one reply of each participant to each question of their banks."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from operator import attrgetter
from typing import Self

from msgspec import Struct

from persona_wizard.model.bank import Bank, Kind, Question
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Interview, Pick, State, Value
from persona_wizard.model.observations import Observation, observations, words
from persona_wizard.model.persona import AudienceCount, Evidence, Outside
from persona_wizard.model.study import Wording
from persona_wizard.synthesis.people import Person, people_in
from persona_wizard.synthesis.questions import Asked, Key, key_of, questions_in_use


class Bucket(StrEnum):
    """Where a participant stands for one question: in exactly one of these."""

    ANSWERED = "answered"
    DECLINED = "declined"
    DONT_KNOW = "dont-know"
    OUT_OF_TIME = "out-of-time"
    NOT_APPLICABLE = "not-applicable"
    PARKED = "parked"
    NOT_ASKED = "not-asked"


_REVISION = attrgetter("revision")
IN_BASE = (Bucket.ANSWERED, Bucket.DECLINED, Bucket.DONT_KNOW)
# Python 3.11 takes longer to find a member of an enumeration than to make a reply.
_ANSWERED = Bucket.ANSWERED
_OUT_OF_TIME = State.OUT_OF_TIME


class Unanswered(Struct, frozen=True, gc=False):
    """What became of a question that a participant did not answer.

    `revision` is when that was last saved; empty where the participant was not asked.
    """

    person: Person
    bucket: Bucket
    revision: str

    @property
    def asked(self) -> bool:
        """Whether the question was reached, whatever came of it."""
        return self.bucket is not Bucket.NOT_ASKED


class Answered(Evidence, frozen=True, kw_only=True, gc=False):
    """A participant's answer to a question: evidence, as a whole, for whatever it says.

    `observed` are its observations, `started` is when its interview was.
    """

    person: Person
    started: str
    picks: tuple[Pick, ...]
    number: float | None
    observed: tuple[Observation, ...]

    @property
    def bucket(self) -> Bucket:
        return _ANSWERED

    @property
    def asked(self) -> bool:
        return True


# One participant's reply to one question: that of the latest interview that has one. Out of time
# stands only where no interview has another.
Reply = Answered | Unanswered


class Topic(Struct, frozen=True):
    """A question and everyone's reply to it, in the order of their first interviews.

    Participants whose banks lack the question are not there. `answers` are the answered replies,
    `unanswered` all others. `worded` are the answers with observations: most closed ones have none,
    and there are many. `tagged` are the observations with tags, each with its answer. `base` is who
    stands in N, and `answered` who answered: participants (ids) with their audiences.
    `met` are the audiences whose banks have it. `newest` is when the newest of the replies in N was
    saved; empty where there is none.
    """

    asked: Asked
    replies: tuple[Reply, ...]
    answers: tuple[Answered, ...]
    unanswered: tuple[Unanswered, ...]
    worded: tuple[Answered, ...]
    tagged: tuple[tuple[Answered, Observation], ...]
    base: Mapping[str, Audience]
    answered: Mapping[str, Audience]
    met: frozenset[Audience]
    newest: str

    @classmethod
    def of(cls, asked: Asked, replies: Iterable[Reply]) -> Self:
        """Takes the replies in order."""
        ordered = tuple(replies)
        answers = [reply for reply in ordered if isinstance(reply, Answered)]
        unanswered = [reply for reply in ordered if not isinstance(reply, Answered)]
        others = [reply for reply in unanswered if reply.bucket in IN_BASE]
        worded = [reply for reply in answers if reply.observed]
        answered = {reply.person.id: reply.audience for reply in answers}
        return cls(
            asked=asked,
            replies=ordered,
            answers=tuple(answers),
            unanswered=tuple(unanswered),
            worded=tuple(worded),
            tagged=tuple([(reply, one) for reply in worded for one in reply.observed if one.tags]),
            base=answered | {reply.person.id: reply.person.audience for reply in others},
            answered=answered,
            met=frozenset([*answered.values(), *(r.person.audience for r in unanswered)]),
            newest=max(map(_REVISION, (*answers, *others)), default=""),
        )

    @property
    def question(self) -> Question:
        return self.asked.question


class States(Struct, frozen=True):
    """How many participants stand in each bucket; `base` (N) is the first three together."""

    base: int
    answered: int
    declined: int
    dont_know: int
    outside: Outside


def topics_of(
    interviews: Sequence[Interview],
    banks: Mapping[str, Bank],
    words: Mapping[str, str],
    quotable: frozenset[str],
    apart: Collection[Wording] = (),
) -> tuple[Topic, ...]:
    """Every question of the banks with its replies, in the page's order.

    Takes interviews in order, the ids of those whose wording may leave the house, and the wordings
    that are counted apart. An answer counts only under a question of its interview's bank.
    """
    questions = questions_in_use(interviews, banks, words, apart)
    people = people_in(interviews)
    latest: dict[Key, dict[str, Reply]] = {key: {} for key in questions}
    places = {
        digest: [
            _place(question, questions[key], latest[key])
            for question in bank.questions
            for key in [key_of(question, apart)]
        ]
        for digest, bank in banks.items()
    }
    # A bank that somebody followed later may be the first to ask a question.
    for interview in sorted(interviews, key=lambda one: people[one.participant].place):
        person = people[interview.participant]
        may_quote = interview.id in quotable
        _hear(interview, person, places.get(interview.bank.digest, ()), quotable=may_quote)
    return tuple(Topic.of(asked, latest[key].values()) for key, asked in questions.items())


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
    return together(topic.base for topic in topics)


def together(people: Iterable[Mapping[str, Audience]]) -> dict[str, Audience]:
    """All of these participants (ids) with their audiences."""
    every = list(people)
    found = dict(every[0]) if every else {}
    for some in every[1:]:
        found.update(some)
    return found


def split(taking_part: Iterable[Audience], base: Counter[Audience]) -> tuple[AudienceCount, ...]:
    """All three audiences, each with how many take part, of how many in N.

    `taking_part` has one entry a participant.
    """
    mine = Counter(taking_part)
    return tuple(AudienceCount(a, mine[a], base[a]) for a in Audience)


# Fifteen digits are what a float holds exactly; nothing that is counted comes near.
_LARGEST = 1e15

_BUCKETS = {state: Bucket(state.value) for state in State}


class _Place(Struct, frozen=True):
    """A question of a bank, looked at once for all answers, and the replies it counts among.

    `field` is that of the question as all banks ask it, `buckets` are those of choices that stand
    for a state, in order.
    """

    question: str
    field: str | None
    numeric: bool
    buckets: tuple[tuple[str, Bucket], ...]
    replies: dict[str, Reply]


def _place(question: Question, asked: Asked, replies: dict[str, Reply]) -> _Place:
    return _Place(
        question=question.id,
        field=asked.question.field,
        numeric=question.kind in (Kind.NUMBER, Kind.SCALE),
        buckets=tuple((c.slug, _BUCKETS[c.state]) for c in question.choices if c.state is not None),
        replies=replies,
    )


def _hear(
    interview: Interview, person: Person, places: Iterable[_Place], *, quotable: bool
) -> None:
    """Puts the replies of one interview where they count, in place of its participant's earlier."""
    who, pseudonym, audience = person.id, person.pseudonym, person.audience
    name, started, answers = interview.id, interview.started, interview.answers
    unasked = Unanswered(person, Bucket.NOT_ASKED, "")
    for place in places:
        replies, answer = place.replies, answers.get(place.question)
        # What has a value is not empty, and most have one.
        if answer is None or (not answer.value and answer.empty):
            replies.setdefault(who, unasked)
            continue
        # Running out of time says nothing that could replace an earlier answer.
        if answer.state is _OUT_OF_TIME and replies.get(who, unasked).asked:
            continue
        at, value = answer.at, answer.value
        picks = value if isinstance(value, tuple) else ()
        if len(picks) > 1:
            picks = _each_once(picks)
        bucket = Bucket.PARKED if answer.parked else _BUCKETS[answer.state]
        if place.buckets and bucket is _ANSWERED:
            bucket = _meant(picks, place.buckets)
        if bucket is not _ANSWERED:
            replies[who] = Unanswered(person, bucket, at)
            continue
        observed = observations(answer.text) if answer.text else ()
        lines, quotes = words(observed) if observed else ((), ())
        replies[who] = Answered(
            interview=name,
            pseudonym=pseudonym,
            audience=audience,
            question=place.question,
            revision=at,
            quotable=quotable,
            lines=lines,
            quotes=quotes,
            field=place.field,
            person=person,
            started=started,
            picks=picks,
            number=_number(value) if place.numeric else None,
            observed=observed,
        )


def _each_once(picks: tuple[Pick, ...]) -> tuple[Pick, ...]:
    once = {pick.choice: pick for pick in picks}
    return picks if len(once) == len(picks) else tuple(once.values())


def _meant(picks: Iterable[Pick], buckets: Iterable[tuple[str, Bucket]]) -> Bucket:
    """What became of a question, of whose choices some stand for a state."""
    picked = {pick.choice for pick in picks}
    return next((bucket for slug, bucket in buckets if slug in picked), Bucket.ANSWERED)


def _number(value: Value) -> float | None:
    if isinstance(value, (int, float)) and abs(value) <= _LARGEST:
        return value
    return None
