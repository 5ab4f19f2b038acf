"""Laws of an interview, whatever is done in whatever order."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from test_session import BANK, NO_PICK, YES_PICK, Clock, begin

from persona_wizard.interviewing import CLOSING, OPENING, Session
from persona_wizard.interviewing.walk import asks
from persona_wizard.model.interview import State

QUESTIONS = [question.id for question in BANK.questions]
VALUES = {
    "bought": st.sampled_from([YES_PICK, NO_PICK, None]),
    "how-happy": st.sampled_from([0, 3, 7, 10, None]),
}
TEXTS = st.sampled_from(["", "a", "> words", "two\nlines #tag"])

WRITING = st.sampled_from(QUESTIONS).flatmap(
    lambda q: st.tuples(st.just("write"), st.just(q), VALUES.get(q, st.none()), TEXTS)
)
STATES = st.tuples(st.just("state"), st.sampled_from(QUESTIONS), st.sampled_from(State))
MOVES = st.tuples(st.sampled_from(["next", "back"]))
GOING = st.tuples(st.just("go"), st.sampled_from([*QUESTIONS, OPENING, CLOSING]))
DOINGS = st.lists(st.one_of(WRITING, STATES, MOVES, GOING), max_size=30)


def do(session: Session, doing: tuple[object, ...]) -> None:
    match doing:
        case ("write", str(question), value, str(text)):
            session.write(question, value, text)  # type: ignore[arg-type]
        case ("state", str(question), State() as state):
            session.give_state(question, state)
        case ("go", str(place)):
            session.go(place)
        case ("next",):
            session.next()
        case ("back",):
            session.back()


@settings(max_examples=200, deadline=None)
@given(DOINGS)
def test_nothing_that_was_left_is_ever_lost(doings: list[tuple[object, ...]]) -> None:
    """Every text that stood when a question was left is there still, now or as a revision."""
    session = begin(Clock())
    left: set[tuple[str, str]] = set()
    for doing in doings:
        before = session.interview
        do(session, doing)
        if session.place != before.current and (answer := before.answers.get(before.current or "")):
            left.add((answer.question, answer.text))
    kept = {
        (answer.question, text)
        for answer in session.interview.answers.values()
        for text in (answer.text, *(revision.text for revision in answer.revisions))
    }
    assert {entry for entry in left if entry[1]} <= kept


@settings(max_examples=200, deadline=None)
@given(DOINGS)
def test_a_change_touches_its_own_question_and_parking_alone(
    doings: list[tuple[object, ...]],
) -> None:
    session = begin(Clock())
    for doing in doings:
        before = session.interview.answers
        do(session, doing)
        for question, answer in session.interview.answers.items():
            touched = doing[0] in ("write", "state") and doing[1] == question
            if not touched and question in before:
                same = replace(answer, parked=False, open=False)
                assert same == replace(before[question], parked=False, open=False)


@settings(max_examples=200, deadline=None)
@given(DOINGS)
def test_what_the_walk_asks_is_never_parked(doings: list[tuple[object, ...]]) -> None:
    session = begin(Clock())
    for doing in doings:
        do(session, doing)
    answers = session.interview.answers
    parked = [answer.question for answer in answers.values() if answer.parked]
    assert not [q.id for q in BANK.questions if q.id in parked and asks(q, BANK, answers)]


@settings(max_examples=200, deadline=None)
@given(DOINGS, st.booleans())
def test_going_on_always_ends_at_the_closing_and_back_at_the_opening(
    doings: list[tuple[object, ...]], key_only: bool
) -> None:
    session = begin(Clock())
    for doing in doings:
        do(session, doing)
    session.key_only = key_only
    for _ in range(len(QUESTIONS) + 1):
        session.next()
    assert session.place == CLOSING
    for _ in range(len(QUESTIONS) + 1):
        session.back()
    assert session.place == OPENING
