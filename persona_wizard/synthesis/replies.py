"""What everyone said: one reply of each participant to each question of their banks."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from operator import attrgetter
from typing import Self

from msgspec import Struct

from persona_wizard.model.bank import Bank, Kind, Question
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer, Interview, Pick, State, Value
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


IN_BASE = (Bucket.ANSWERED, Bucket.DECLINED, Bucket.DONT_KNOW)
# Python 3.11 takes longer to find a member of an enumeration than to make a reply.
_ANSWERED = Bucket.ANSWERED
_OUT_OF_TIME = State.OUT_OF_TIME


class Reply(Struct, frozen=True, kw_only=True, gc=False):
    """One participant's reply to one question: that of the latest interview that has one.

    Out of time stands only where no interview has another.

    `picks`, `number`, `observed` (its observations) and `told` (the evidence that the whole answer
    is) are there only where it is answered.
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
    told: Evidence | None = None

    @property
    def answered(self) -> bool:
        return self.bucket is _ANSWERED

    @property
    def asked(self) -> bool:
        """Whether the question was reached, whatever came of it."""
        return self.bucket is not Bucket.NOT_ASKED


class Topic(Struct, frozen=True):
    """A question and everyone's reply to it, in the order of their first interviews.

    Participants whose banks lack the question are not there. `answers` are the answered replies,
    `worded` those of them with observations: most closed answers have none, and there are many.
    `base` is who stands in N, and `answered` who answered: participants (ids) with their audiences.
    `met` are the audiences whose banks have it. `newest` is when the newest of the replies in N was
    saved; empty where there is none.
    """

    asked: Asked
    replies: tuple[Reply, ...]
    answers: tuple[Reply, ...]
    worded: tuple[Reply, ...]
    base: Mapping[str, Audience]
    answered: Mapping[str, Audience]
    met: frozenset[Audience]
    newest: str

    @classmethod
    def of(cls, asked: Asked, replies: Iterable[Reply]) -> Self:
        """Takes the replies in order."""
        ordered = tuple(replies)
        in_base = [reply for reply in ordered if reply.bucket in IN_BASE]
        answers = [reply for reply in in_base if reply.bucket is _ANSWERED]
        return cls(
            asked=asked,
            replies=ordered,
            answers=tuple(answers),
            worded=tuple([reply for reply in answers if reply.observed]),
            base={reply.person.id: reply.person.audience for reply in in_base},
            answered={reply.person.id: reply.person.audience for reply in answers},
            met=frozenset([reply.person.audience for reply in ordered]),
            newest=max([reply.revision for reply in in_base], default=""),
        )

    @property
    def told(self) -> tuple[Evidence, ...]:
        """The evidence that each of the answers is, in their order."""
        return tuple([reply.told for reply in self.answers if reply.told is not None])

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
        digest: [
            _place(question, questions[key], latest[key])
            for question in bank.questions
            for key in [key_of(question, apart)]
        ]
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
            if answer.state is _OUT_OF_TIME and place.replies.get(person.id, unasked).asked:
                continue
            place.replies[person.id] = _reply(person, interview, place, answer, may_quote)
    return tuple(_topic(asked, latest[key].values()) for key, asked in questions.items())


def states(replies: Iterable[Reply]) -> States:
    """Count the replies by what became of them."""
    buckets = Counter([reply.bucket for reply in replies])
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


def people_in_base(topics: Iterable[Topic]) -> dict[str, Audience]:
    """Who stands in N of any of these questions: participants (ids) with their audiences."""
    return together(topic.base for topic in topics)


def together(people: Iterable[Mapping[str, Audience]]) -> dict[str, Audience]:
    """All of these participants (ids) with their audiences."""
    found: dict[str, Audience] = {}
    for some in people:
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


def _topic(asked: Asked, replies: Iterable[Reply]) -> Topic:
    # A bank that somebody followed later may be the first to ask them.
    return Topic.of(asked, sorted(replies, key=attrgetter("person.place")))


def _reply(
    person: Person, interview: Interview, place: _Place, answer: Answer, quotable: bool
) -> Reply:
    value = answer.value
    picks = value if isinstance(value, tuple) else ()
    if len(picks) > 1 and len({pick.choice for pick in picks}) < len(picks):
        picks = tuple({pick.choice: pick for pick in picks}.values())
    bucket = Bucket.PARKED if answer.parked else _BUCKETS[answer.state]
    if place.buckets and bucket is _ANSWERED:
        bucket = _meant(picks, place.buckets)
    if bucket is not _ANSWERED:
        return Reply(
            person=person,
            bucket=bucket,
            interview=interview.id,
            started=interview.started,
            revision=answer.at,
            quotable=quotable,
        )
    observed = observations(answer.text) if answer.text else ()
    lines, quotes = words(observed) if observed else ((), ())
    told = Evidence(
        interview=interview.id,
        pseudonym=person.pseudonym,
        audience=person.audience,
        question=place.question,
        revision=answer.at,
        quotable=quotable,
        lines=lines,
        quotes=quotes,
        field=place.field,
    )
    return Reply(
        person=person,
        bucket=bucket,
        interview=interview.id,
        started=interview.started,
        revision=answer.at,
        quotable=quotable,
        picks=picks,
        number=_number(value) if place.numeric else None,
        observed=observed,
        told=told,
    )


def _meant(picks: Iterable[Pick], buckets: Iterable[tuple[str, Bucket]]) -> Bucket:
    """What became of a question, of whose choices some stand for a state."""
    picked = {pick.choice for pick in picks}
    return next((bucket for slug, bucket in buckets if slug in picked), Bucket.ANSWERED)


def _number(value: Value) -> float | None:
    if isinstance(value, int | float) and abs(value) <= _LARGEST:
        return value
    return None
