"""What everyone said: one reply of each participant to each question of their banks."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from persona_wizard.model.bank import Bank, Kind, Question
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer, Interview, Pick, State, Value
from persona_wizard.model.observations import Observation, observations
from persona_wizard.model.persona import AudienceCount, Outside
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


IN_BASE = (Bucket.ANSWERED, Bucket.DECLINED, Bucket.DONT_KNOW)


class Reply(Struct, frozen=True, kw_only=True, gc=False):
    """One participant's reply to one question: that of the latest interview that has one.

    Out of time stands only where no interview has another.

    `picks`, `number` and `observed` (its observations) are there only where it is answered.
    `interview` is empty where the participant was not asked.
    """

    person: Person
    bucket: Bucket = Bucket.NOT_ASKED
    interview: str = ""
    started: str = ""
    revision: str = ""
    quotable: bool = False
    picks: tuple[Pick, ...] = ()
    number: float | None = None
    observed: tuple[Observation, ...] = ()

    @property
    def answered(self) -> bool:
        return self.bucket is Bucket.ANSWERED

    @property
    def in_base(self) -> bool:
        return self.bucket in IN_BASE

    @property
    def asked(self) -> bool:
        """Whether the question was reached, whatever came of it."""
        return self.bucket is not Bucket.NOT_ASKED


class Topic(Struct, frozen=True):
    """A question and everyone's reply to it, in the order of their first interviews.

    Participants whose banks lack the question are not there. `answers` are the answered replies.
    """

    asked: Asked
    replies: tuple[Reply, ...]
    answers: tuple[Reply, ...]

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
    not_asked = {person.id: Reply(person=person) for person in people.values()}
    latest: dict[Key, dict[str, Reply]] = {key: {} for key in questions}
    places = {
        digest: [_place(question, latest[key_of(question, apart)]) for question in bank.questions]
        for digest, bank in banks.items()
    }
    for interview in interviews:
        person = people[interview.participant]
        unasked = not_asked[person.id]
        may_quote = interview.id in quotable
        for place in places.get(interview.bank.digest, ()):
            answer = interview.answers.get(place.question)
            if answer is None or answer.empty:
                place.replies.setdefault(person.id, unasked)
                continue
            # Running out of time says nothing that could replace an earlier answer.
            if answer.state is State.OUT_OF_TIME and place.replies.get(person.id, unasked).asked:
                continue
            place.replies[person.id] = _reply(person, interview, place, answer, may_quote)
    return tuple(_topic(asked, latest[key].values()) for key, asked in questions.items())


def states(replies: Iterable[Reply]) -> States:
    """Count the replies by what became of them."""
    buckets = Counter(reply.bucket for reply in replies)
    return States(
        base=sum(buckets[bucket] for bucket in IN_BASE),
        answered=buckets[Bucket.ANSWERED],
        declined=buckets[Bucket.DECLINED],
        dont_know=buckets[Bucket.DONT_KNOW],
        outside=Outside(
            not_applicable=buckets[Bucket.NOT_APPLICABLE],
            out_of_time=buckets[Bucket.OUT_OF_TIME],
            parked=buckets[Bucket.PARKED],
            not_asked=buckets[Bucket.NOT_ASKED],
        ),
    )


def base_by_audience(topic: Topic) -> Counter[Audience]:
    """N of one question: how many participants of each audience stand in it."""
    return Counter([r.person.audience for r in topic.replies if r.bucket in IN_BASE])


def people_in_base(topics: Iterable[Topic]) -> dict[str, Audience]:
    """Who stands in N of any of these questions: participants (ids) with their audiences."""
    return {
        reply.person.id: reply.person.audience
        for topic in topics
        for reply in topic.replies
        if reply.bucket in IN_BASE
    }


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

    `buckets` are those of choices that stand for a state, in order.
    """

    question: str
    numeric: bool
    buckets: tuple[tuple[str, Bucket], ...]
    replies: dict[str, Reply]


def _place(question: Question, replies: dict[str, Reply]) -> _Place:
    return _Place(
        question=question.id,
        numeric=question.kind in (Kind.NUMBER, Kind.SCALE),
        buckets=tuple((c.slug, _BUCKETS[c.state]) for c in question.choices if c.state is not None),
        replies=replies,
    )


def _topic(asked: Asked, replies: Iterable[Reply]) -> Topic:
    # A bank that somebody followed later may be the first to ask them.
    ordered = sorted(replies, key=lambda reply: reply.person.place)
    answers = [reply for reply in ordered if reply.bucket is Bucket.ANSWERED]
    return Topic(asked, tuple(ordered), tuple(answers))


def _reply(
    person: Person, interview: Interview, place: _Place, answer: Answer, quotable: bool
) -> Reply:
    value = answer.value
    picks = value if isinstance(value, tuple) else ()
    if len(picks) > 1:
        picks = tuple({pick.choice: pick for pick in picks}.values())
    bucket = Bucket.PARKED if answer.parked else _BUCKETS[answer.state]
    if place.buckets and bucket is Bucket.ANSWERED:
        bucket = _meant(picks, place.buckets)
    said = bucket is Bucket.ANSWERED
    return Reply(
        person=person,
        bucket=bucket,
        interview=interview.id,
        started=interview.started,
        revision=answer.at,
        quotable=quotable,
        picks=picks if said else (),
        number=_number(value) if said and place.numeric else None,
        observed=observations(answer.text) if said and answer.text else (),
    )


def _meant(picks: Iterable[Pick], buckets: Iterable[tuple[str, Bucket]]) -> Bucket:
    """What became of a question, of whose choices some stand for a state."""
    picked = {pick.choice for pick in picks}
    return next((bucket for slug, bucket in buckets if slug in picked), Bucket.ANSWERED)


def _number(value: Value) -> float | None:
    if isinstance(value, int | float) and abs(value) <= _LARGEST:
        return value
    return None
