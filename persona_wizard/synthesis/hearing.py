"""What everyone said: one reply of each participant to each question of their banks."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from persona_wizard.model.bank import Bank, Kind, Question
from persona_wizard.model.interview import Interview, Pick, State, Value
from persona_wizard.model.observations import Observation, observations, words
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
    latest: dict[Key, list[Reply]] = {key: [] for key in questions}
    places = {
        digest: [
            _place(question, questions[key], latest[key])
            for question in bank.questions
            for key in [key_of(question, apart)]
        ]
        for digest, bank in banks.items()
    }
    # Of one participant after the other: a later bank may be the first to ask a question.
    for interview in sorted(interviews, key=lambda one: people[one.participant].place):
        person = people[interview.participant]
        may_quote = interview.id in quotable
        _hear(interview, person, places.get(interview.bank.digest, ()), quotable=may_quote)
    return tuple(Topic.of(asked, latest[key]) for key, asked in questions.items())


# Fifteen digits are what a float holds exactly; nothing that is counted comes near.
_LARGEST = 1e15

_BUCKETS = {state: Bucket(state.value) for state in State}


class _Place(NamedTuple):
    """A question of a bank, looked at once for all answers, and the replies it counts among.

    `field` is that of the question as all banks ask it, `stand_for` are the choices (slugs) that
    stand for a state, in order. `replies` are those of everyone heard so far, in order.
    """

    question: str
    field: str | None
    numeric: bool
    stand_for: tuple[tuple[str, Bucket], ...]
    replies: list[Reply]


def _place(question: Question, asked: Asked, replies: list[Reply]) -> _Place:
    return _Place(
        question=question.id,
        field=asked.question.field,
        numeric=question.kind in (Kind.NUMBER, Kind.SCALE),
        stand_for=tuple(
            (c.slug, _BUCKETS[c.state]) for c in question.choices if c.state is not None
        ),
        replies=replies,
    )


def _hear(
    interview: Interview, person: Person, places: Iterable[_Place], *, quotable: bool
) -> None:
    """Puts the replies of one interview where they count, in place of its participant's earlier."""
    pseudonym, audience = person.pseudonym, person.audience
    name, started, answers = interview.id, interview.started, interview.answers
    unasked = Unanswered(person, Bucket.NOT_ASKED, "")
    for question, field, numeric, stand_for, replies in places:
        earlier = replies.pop() if replies and replies[-1].person is person else None
        answer = answers.get(question)
        # What has a value is not empty, and most have one.
        if answer is None or (not answer.value and answer.empty):
            replies.append(earlier or unasked)
            continue
        state, value = answer.state, answer.value
        # Running out of time says nothing that could replace an earlier answer.
        if state is _OUT_OF_TIME and earlier is not None and earlier.asked:
            replies.append(earlier)
            continue
        picks = value if isinstance(value, tuple) else ()
        if len(picks) > 1 and len({pick.choice for pick in picks}) < len(picks):
            picks = tuple({pick.choice: pick for pick in picks}.values())
        bucket = Bucket.PARKED if answer.parked else _BUCKETS[state]
        if stand_for and bucket is _ANSWERED:
            bucket = _meant(picks, stand_for)
        if bucket is not _ANSWERED:
            replies.append(Unanswered(person, bucket, answer.at))
            continue
        observed: tuple[Observation, ...] = ()
        lines: tuple[str, ...] = ()
        quotes: tuple[str, ...] = ()
        if answer.text:
            observed = observations(answer.text)
            lines, quotes = words(observed)
        reply = Answered(
            interview=name,
            pseudonym=pseudonym,
            audience=audience,
            question=question,
            revision=answer.at,
            quotable=quotable,
            lines=lines,
            quotes=quotes,
            field=field,
            person=person,
            started=started,
            picks=picks,
            number=_number(value) if numeric else None,
            observed=observed,
        )
        replies.append(reply)


def _meant(picks: Iterable[Pick], stand_for: Iterable[tuple[str, Bucket]]) -> Bucket:
    """What became of a question, of whose choices some stand for a state."""
    picked = {pick.choice for pick in picks}
    return next((bucket for slug, bucket in stand_for if slug in picked), Bucket.ANSWERED)


def _number(value: Value) -> float | None:
    if isinstance(value, (int, float)) and abs(value) <= _LARGEST:
        return value
    return None
