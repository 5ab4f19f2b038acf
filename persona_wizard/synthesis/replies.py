"""What everyone said: one reply of each participant to each question of their banks."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from persona_wizard.model.bank import Bank, Kind, Question
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer, Interview, Pick, State
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
    latest: dict[Key, dict[str, _Given | None]] = {key: {} for key in questions}
    for interview in interviews:
        bank = banks.get(interview.bank.digest)
        for question in bank.questions if bank is not None else ():
            given = latest[key_of(question, apart)]
            answer = interview.answers.get(question.id)
            if answer is None or answer.empty:
                given.setdefault(interview.participant, None)
            elif answer.state is State.OUT_OF_TIME and given.get(interview.participant):
                # Running out of time says nothing that could replace an earlier answer.
                continue
            else:
                given[interview.participant] = (interview, question, answer)
    return tuple(
        _topic(asked, people.values(), latest[key], quotable) for key, asked in questions.items()
    )


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


def split(taking_part: Iterable[Audience], base: Iterable[Audience]) -> tuple[AudienceCount, ...]:
    """All three audiences, each with how many take part, of how many; one entry a participant."""
    mine, all_of_them = Counter(taking_part), Counter(base)
    return tuple(AudienceCount(a, mine[a], all_of_them[a]) for a in Audience)


# Fifteen digits are what a float holds exactly; nothing that is counted comes near.
_LARGEST = 1e15

_Given = tuple[Interview, Question, Answer]


def _topic(
    asked: Asked,
    people: Iterable[Person],
    given: Mapping[str, _Given | None],
    quotable: frozenset[str],
) -> Topic:
    replies = tuple(_reply(p, given[p.id], quotable) for p in people if p.id in given)
    return Topic(asked, replies, tuple(reply for reply in replies if reply.answered))


def _reply(person: Person, given: _Given | None, quotable: frozenset[str]) -> Reply:
    if given is None:
        return Reply(person=person)
    interview, question, answer = given
    bucket = _bucket(question, answer)
    said = bucket is Bucket.ANSWERED
    return Reply(
        person=person,
        bucket=bucket,
        interview=interview.id,
        started=interview.started,
        revision=answer.at,
        quotable=interview.id in quotable,
        picks=_picks(answer) if said else (),
        number=_number(question, answer) if said else None,
        observed=observations(answer.text) if said else (),
    )


def _bucket(question: Question, answer: Answer) -> Bucket:
    if answer.parked:
        return Bucket.PARKED
    if answer.state is not State.ANSWERED:
        return Bucket(answer.state.value)
    picked = {pick.choice for pick in _picks(answer)}
    stands_for = (c.state for c in question.choices if c.state is not None and c.slug in picked)
    return Bucket(next(stands_for, State.ANSWERED).value)


def _picks(answer: Answer) -> tuple[Pick, ...]:
    if not isinstance(answer.value, tuple):
        return ()
    return tuple({pick.choice: pick for pick in answer.value}.values())


def _number(question: Question, answer: Answer) -> float | None:
    value = answer.value
    if question.kind not in (Kind.NUMBER, Kind.SCALE) or not isinstance(value, int | float):
        return None
    return value if abs(value) <= _LARGEST else None
