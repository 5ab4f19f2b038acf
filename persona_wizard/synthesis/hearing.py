"""What everyone said: one reply of each participant to each question of their banks."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from persona_wizard.model.bank import Bank, Kind, Question
from persona_wizard.model.interview import Interview, Pick, State, Value
from persona_wizard.model.observations import observations, words
from persona_wizard.model.study import Wording
from persona_wizard.synthesis.people import Person, people_in
from persona_wizard.synthesis.questions import Asked, Key, key_of, questions_in_use
from persona_wizard.synthesis.replies import Answered, Bucket, Reply, Unanswered
from persona_wizard.synthesis.topics import Topic

# Python 3.11 takes longer to find a member of an enumeration than to make a reply.
_ANSWERED = Bucket.ANSWERED
_OUT_OF_TIME = State.OUT_OF_TIME


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
        if len(picks) > 1 and len({pick.choice for pick in picks}) < len(picks):
            picks = tuple({pick.choice: pick for pick in picks}.values())
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


def _meant(picks: Iterable[Pick], buckets: Iterable[tuple[str, Bucket]]) -> Bucket:
    """What became of a question, of whose choices some stand for a state."""
    picked = {pick.choice for pick in picks}
    return next((bucket for slug, bucket in buckets if slug in picked), Bucket.ANSWERED)


def _number(value: Value) -> float | None:
    if isinstance(value, (int, float)) and abs(value) <= _LARGEST:
        return value
    return None
