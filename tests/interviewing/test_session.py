"""One interview under way: moving, answering, parking, notes, time."""

import pytest
from msgspec.structs import replace

from persona_wizard.interviewing import CLOSING, OPENING, Session
from persona_wizard.model.bank import (
    NO,
    YES,
    Bank,
    Choice,
    ConsentItem,
    Frame,
    Kind,
    Question,
)
from persona_wizard.model.conditions import parse_condition
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import BankRef, Interview, Pick, State

YES_PICK = (Pick("yes", "Yes"),)
NO_PICK = (Pick("no", "No"),)


class Clock:
    """A clock that the test winds by hand."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> str:
        return f"2026-11-01T10:00:{self.passed:06.3f}Z"

    def seconds(self) -> float:
        return 5000.0 + self.passed


def question(question_id: str, kind: Kind = Kind.OPEN, when: str = "", **rest: object) -> Question:
    values = {
        "wording": f"{question_id} of {{product}}?",
        "heading": "objectives",
        "when": parse_condition(when) if when else None,
        **rest,
    }
    return Question(id=question_id, kind=kind, **values)  # type: ignore[arg-type]


BANK = Bank(
    id="test",
    title="Test",
    audience=Audience.CUSTOMERS,
    minutes=20,
    questions=(
        question("goals", key=True),
        question("bought", Kind.YES_NO, choices=(YES, NO), key=True),
        question("why-bought", when="bought = yes"),
        question("how-happy", Kind.SCALE, when="bought = yes", minimum=0, maximum=10),
        question("what-went-wrong", when="how-happy < 7", minutes=6),
        question(
            "sources",
            Kind.ONE,
            choices=(
                Choice(slug="friends", text="Friends of {product}"),
                Choice(slug="rather-not", text="I'd rather not say", state=State.DECLINED),
            ),
        ),
        question("wishes", wording="You said {goals}; what would you wish for?"),
    ),
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(clock: Clock) -> Session:
    return begin(clock)


def begin(clock: Clock, **changes: object) -> Session:
    interview = Interview(
        id="i1",
        participant="p1",
        pseudonym="P01",
        audience=Audience.CUSTOMERS,
        bank=BankRef("test", "d"),
        started="2026-11-01T10:00:00.000Z",
    )
    words = {"product": "Cedar Coffee"}
    return Session(replace(interview, **changes), BANK, words, clock.now, clock.seconds)


def walk_to_the_end(session: Session) -> list[str]:
    session.go(OPENING)
    places = []
    while session.place != CLOSING:
        places.append(session.next())
    return places


def test_it_starts_in_the_opening_and_asks_in_the_banks_order(session: Session) -> None:
    assert session.place == OPENING
    assert walk_to_the_end(session) == ["goals", "bought", "sources", "wishes", CLOSING]


def test_the_ends_of_the_walk_stay_where_they_are(session: Session) -> None:
    assert session.back() == OPENING
    session.go(CLOSING)
    assert session.next() == CLOSING


def test_a_branch_opens_only_when_its_condition_is_true(session: Session) -> None:
    session.write("bought", YES_PICK, "")
    assert walk_to_the_end(session)[1:4] == ["bought", "why-bought", "how-happy"]
    session.write("bought", NO_PICK, "")
    assert "why-bought" not in walk_to_the_end(session)


def test_a_branch_that_closes_parks_its_answers_and_opening_it_brings_them_back(
    session: Session,
) -> None:
    session.write("bought", YES_PICK, "")
    session.write("how-happy", 3, "")
    session.write("what-went-wrong", None, "came late")
    session.write("bought", NO_PICK, "")
    parked = {key for key, answer in session.interview.answers.items() if answer.parked}
    assert parked == {"how-happy", "what-went-wrong"}
    assert session.interview.answers["what-went-wrong"].text == "came late"
    session.write("bought", YES_PICK, "")
    assert not any(answer.parked for answer in session.interview.answers.values())


def test_declining_the_question_that_opened_a_branch_closes_it(session: Session) -> None:
    session.write("bought", YES_PICK, "")
    session.write("why-bought", None, "curious")
    session.give_state("bought", State.DECLINED)
    assert session.interview.answers["why-bought"].parked


def test_a_question_reached_by_hand_against_its_condition_is_counted(session: Session) -> None:
    session.go("why-bought")
    session.write("why-bought", None, "a gift")
    assert session.interview.answers["why-bought"].counts


def test_going_to_a_question_that_is_not_there_changes_nothing(session: Session) -> None:
    session.go("goals")
    with pytest.raises(KeyError):
        session.go("no-such")
    assert session.place == "goals"


def test_typing_on_is_one_revision_and_leaving_closes_it(session: Session, clock: Clock) -> None:
    session.go("goals")
    session.write("goals", None, "mor")
    clock.passed = 1
    session.write("goals", None, "mornings")
    session.next()
    clock.passed = 2
    session.go("goals")
    session.write("goals", None, "mornings back")
    answer = session.interview.answers["goals"]
    assert answer.text == "mornings back"
    assert [(r.text, r.at) for r in answer.revisions] == [("mornings", "2026-11-01T10:00:01.000Z")]


def test_coming_back_without_a_change_makes_no_revision(session: Session) -> None:
    session.go("goals")
    session.write("goals", None, "mornings")
    session.next()
    session.back()
    session.write("goals", None, "mornings")
    assert session.interview.answers["goals"].revisions == ()


def test_an_answer_taken_back_is_kept_as_a_revision_and_not_done(session: Session) -> None:
    session.go("goals")
    session.write("goals", None, "mornings")
    session.next()
    session.write("goals", None, "")
    answer = session.interview.answers["goals"]
    assert answer.empty
    assert [r.text for r in answer.revisions] == ["mornings"]
    assert session.progress().done == 0


def test_nothing_typed_is_not_asked(session: Session) -> None:
    session.write("goals", None, "  \n ")
    assert session.interview.answers == {}


@pytest.mark.parametrize("state", [s for s in State if s is not State.ANSWERED])
def test_a_state_wins_over_text_keeps_it_and_comes_off_again(
    session: Session, state: State
) -> None:
    session.write("goals", None, "mornings")
    session.give_state("goals", state)
    answer = session.interview.answers["goals"]
    assert (answer.state, answer.text) == (state, "mornings")
    session.give_state("goals", state)
    assert session.interview.answers["goals"].state is State.ANSWERED


def test_a_state_alone_taken_back_leaves_the_question_not_asked(session: Session) -> None:
    session.give_state("goals", State.DECLINED)
    session.give_state("goals", State.DECLINED)
    assert session.interview.answers == {}


def test_text_typed_after_a_state_does_not_undo_it(session: Session) -> None:
    session.give_state("goals", State.DECLINED)
    session.write("goals", None, "too private, he says")
    assert session.interview.answers["goals"].state is State.DECLINED


def test_a_choice_that_stands_for_a_state_gives_and_takes_it(session: Session) -> None:
    session.write("sources", (Pick("rather-not", "I'd rather not say"),), "")
    assert session.interview.answers["sources"].state is State.DECLINED
    session.write("sources", (Pick("friends", "Friends"),), "")
    assert session.interview.answers["sources"].state is State.ANSWERED


def test_the_wording_as_shown_is_kept_with_the_answer(session: Session) -> None:
    session.write("goals", None, "mornings")
    assert session.interview.answers["goals"].wording == "goals of Cedar Coffee?"


def test_an_earlier_answer_is_written_into_a_later_question(session: Session) -> None:
    assert session.filled(BANK.questions[-1].wording) == "You said …; what would you wish for?"
    session.write("goals", None, "mornings back\nand quiet")
    said = session.filled(BANK.questions[-1].wording)
    assert said == "You said mornings back; what would you wish for?"


def test_choices_are_shown_with_the_studys_words(session: Session) -> None:
    shown = session.shown(BANK.questions[5])
    assert shown.choices[0].text == "Friends of Cedar Coffee"


def test_text_from_people_is_cleaned(session: Session) -> None:
    session.write("goals", None, "a\x1b]0;title\x07b\r\nc\x00")
    assert session.interview.answers["goals"].text == "ab\nc"


def test_progress_counts_what_the_walk_asks(session: Session) -> None:
    before = session.progress()
    assert (before.done, before.total, before.key_done, before.key_total) == (0, 4, 0, 2)
    # 20 minutes, 6 of them named, 14 shared by six questions; four are asked so far.
    assert before.minutes_left == pytest.approx(4 * 14 / 6)
    session.write("bought", YES_PICK, "")
    session.give_state("goals", State.DECLINED)
    after = session.progress()
    assert (after.done, after.total, after.key_done) == (2, 6, 2)


def test_key_questions_only_narrows_the_walk(session: Session) -> None:
    session.key_only = True
    assert walk_to_the_end(session) == ["goals", "bought", CLOSING]


def test_what_was_not_asked_comes_with_key_questions_first(session: Session) -> None:
    session.write("goals", None, "mornings")
    assert [q.id for q in session.unasked()] == ["bought", "sources", "wishes"]


def test_marking_the_rest_out_of_time_leaves_answers_alone(session: Session) -> None:
    session.write("goals", None, "mornings")
    session.mark_rest_out_of_time()
    states = {key: answer.state for key, answer in session.interview.answers.items()}
    assert states == {
        "goals": State.ANSWERED,
        "bought": State.OUT_OF_TIME,
        "sources": State.OUT_OF_TIME,
        "wishes": State.OUT_OF_TIME,
    }


def test_notes_carry_time_and_place_and_can_be_filed(session: Session, clock: Clock) -> None:
    session.go("goals")
    clock.passed = 62.04
    note = session.add_note(" likes the tin ")
    assert note is not None
    assert (note.text, note.elapsed, note.question) == ("likes the tin", 62.0, "goals")
    session.write("wishes", None, "none\n")
    session.file_note(note.id, "wishes")
    assert session.interview.answers["wishes"].text == "none\nlikes the tin"
    assert session.interview.notes == ()


def test_an_empty_note_is_none_and_ids_are_not_given_twice(session: Session) -> None:
    assert session.add_note(" \n") is None
    first, second = session.add_note("a"), session.add_note("b")
    assert first is not None
    assert second is not None
    session.edit_note(first.id, "")
    third = session.add_note("c")
    assert third is not None
    assert len({note.id for note in session.interview.notes}) == 2


def test_time_goes_on_over_sittings(clock: Clock) -> None:
    first = begin(clock)
    clock.passed = 30
    first.consent("consent-quote", True)
    later = Session(first.interview, BANK, {}, clock.now, clock.seconds)
    clock.passed = 40
    assert later.elapsed == pytest.approx(40)


def test_coming_back_lands_on_the_same_question(session: Session, clock: Clock) -> None:
    session.go("sources")
    again = Session(session.interview, BANK, {}, clock.now, clock.seconds)
    assert again.place == "sources"


def test_a_place_that_the_bank_no_longer_has_becomes_the_opening(clock: Clock) -> None:
    assert begin(clock, current="gone").place == OPENING


def test_consent_is_no_until_said(session: Session) -> None:
    assert not session.interview.quotable
    session.consent("consent-quote", True)
    assert session.interview.quotable
    session.consent("consent-quote", False)
    assert not session.interview.quotable


def test_finishing_closes_and_reopening_keeps_all(session: Session) -> None:
    session.go("goals")
    session.write("goals", None, "mornings")
    session.finish()
    assert session.interview.finished
    assert not session.interview.answers["goals"].open
    session.reopen()
    assert session.interview.finished is None
    assert session.interview.answers["goals"].text == "mornings"


def test_the_opening_is_said_with_the_studys_words(session: Session) -> None:
    frame = Frame(
        ("About {product}.",), (ConsentItem("c", r"You may quote me on {product} \{!\}"),)
    )
    shown = session.shown_frame(frame)
    assert shown.paragraphs == ("About Cedar Coffee.",)
    assert shown.consent[0].text == "You may quote me on Cedar Coffee {!}"


def test_a_state_given_by_hand_stays_while_the_value_does(session: Session) -> None:
    pick = (Pick("rather-not", "I'd rather not say"),)
    session.write("sources", pick, "")
    session.give_state("sources", State.NOT_APPLICABLE)
    session.write("sources", pick, "")
    assert session.interview.answers["sources"].state is State.NOT_APPLICABLE


def test_a_value_given_after_a_state_is_an_answer(session: Session) -> None:
    session.give_state("how-happy", State.DECLINED)
    session.write("how-happy", 7, "fine")
    assert session.interview.answers["how-happy"].state is State.ANSWERED


def test_a_value_taken_back_leaves_a_state_given_by_hand(session: Session) -> None:
    session.write("how-happy", 7, "")
    session.give_state("how-happy", State.DECLINED)
    session.write("how-happy", None, "")
    assert session.interview.answers["how-happy"].state is State.DECLINED


def test_words_given_after_time_had_run_out_are_an_answer(session: Session) -> None:
    session.mark_rest_out_of_time()
    session.write("goals", None, "mornings after all")
    assert session.interview.answers["goals"].state is State.ANSWERED


def test_what_is_filed_or_marked_elsewhere_is_kept_as_a_revision(session: Session) -> None:
    note = session.add_note("likes the tin")
    assert note is not None
    session.file_note(note.id, "wishes")
    session.write("wishes", None, "something else")
    revisions = session.interview.answers["wishes"].revisions
    assert [revision.text for revision in revisions] == ["likes the tin"]


def test_a_running_line_is_stamped_where_and_when_it_was_begun(
    session: Session, clock: Clock
) -> None:
    session.go("goals")
    clock.passed = 30.0
    line = session.write_line(session.start_line(), ["b"])
    clock.passed = 33.0
    session.go("wishes")
    line = session.write_line(line, ["before the kids\x1b[31m wake "])
    assert session.interview.notes == (line,)
    assert (line.text, line.elapsed, line.question) == ("before the kids wake", 30.0, "goals")


def test_an_earlier_form_is_taken_back_and_nothing_is_lost(session: Session, clock: Clock) -> None:
    session.go("goals")
    session.write("goals", None, "first")
    session.go("wishes")
    clock.passed = 10.0
    session.write("goals", None, "second")
    session.take_back("goals", 0)
    answer = session.interview.answers["goals"]
    assert (answer.text, answer.at) == ("first", "2026-11-01T10:00:10.000Z")
    assert [revision.text for revision in answer.revisions] == ["first", "second"]

    session.take_back("goals", 1)
    answer = session.interview.answers["goals"]
    assert (answer.text, [r.text for r in answer.revisions]) == ("second", ["first", "second"])

    session.give_state("goals", State.DECLINED)
    session.take_back("goals", 0)
    answer = session.interview.answers["goals"]
    assert (answer.state, answer.text) == (State.ANSWERED, "first")
    assert (answer.revisions[-1].state, answer.revisions[-1].text) == (State.DECLINED, "second")


def test_a_form_taken_back_opens_and_closes_branches(session: Session) -> None:
    session.go("bought")
    session.write("bought", YES_PICK, "")
    session.write("why-bought", None, "a gift")
    session.go("goals")
    session.write("bought", NO_PICK, "")
    assert session.interview.answers["why-bought"].parked
    session.take_back("bought", 0)
    assert session.interview.answers["bought"].value == YES_PICK
    assert not session.interview.answers["why-bought"].parked


def test_the_closing_asks_the_openings_consent_again_in_its_own_words_where_it_has_some(
    clock: Clock,
) -> None:
    opening = Frame((), (ConsentItem("a", "Part of {product}"), ConsentItem("b", "Quotes")))
    closing = Frame(("Bye.",), (ConsentItem("b", "Quotes, still"), ConsentItem("c", "A call")))
    bank = replace(BANK, opening=opening, closing=closing)
    session = Session(begin(clock).interview, bank, {"product": "Tea"}, clock.now, clock.seconds)
    assert [item.text for item in session.frame().consent] == ["Part of Tea", "Quotes"]
    session.go(CLOSING)
    assert session.frame().paragraphs == ("Bye.",)
    asked = [item.text for item in session.frame().consent]
    assert asked == ["Part of Tea", "Quotes, still", "A call"]


def test_reading_a_finished_interview_takes_no_time(clock: Clock, session: Session) -> None:
    clock.passed = 600
    session.finish()
    clock.passed = 2400
    session.rewrite("goals", "mornings #star")
    assert session.elapsed == session.interview.elapsed == 600
    session.reopen()
    clock.passed = 2460
    assert session.elapsed == 660


def test_listening_takes_time_though_nothing_is_typed(clock: Clock, session: Session) -> None:
    clock.passed = 300
    assert session.interview.elapsed < 300
    session.keep_time()
    assert session.interview.elapsed == 300


def test_a_state_taken_back_is_what_the_choice_says(session: Session) -> None:
    rather_not = (Pick("rather-not", "I'd rather not say"),)
    session.write("sources", rather_not, "")
    session.give_state("sources", State.DONT_KNOW)
    session.give_state("sources", State.DONT_KNOW)
    answer = session.interview.answers["sources"]
    assert (answer.state, answer.value) == (State.DECLINED, rather_not)
    # The state that the choice itself stands for goes together with the choice.
    session.give_state("sources", State.DECLINED)
    assert "sources" not in session.interview.answers or session.interview.answers["sources"].empty


def test_a_slip_of_the_hand_leaves_out_of_time_as_it_was(session: Session) -> None:
    session.go("goals")
    session.give_state("goals", State.OUT_OF_TIME)
    session.next()
    session.write("goals", None, "x")
    assert session.interview.answers["goals"].state is State.ANSWERED
    session.write("goals", None, "")
    assert session.interview.answers["goals"].state is State.OUT_OF_TIME


def test_putting_words_in_order_leaves_the_wording_and_a_parked_answer_parked(
    session: Session,
) -> None:
    session.write("goals", None, "mornings")
    session.write("wishes", None, "a lid")
    session.write("bought", YES_PICK, "")
    session.write("why-bought", None, "cheap")
    session.write("bought", NO_PICK, "")
    session.write("goals", None, "evenings")
    session.rewrite("wishes", "a lid #star")
    session.rewrite("why-bought", "cheap #star")
    answers = session.interview.answers
    assert answers["wishes"].wording == "You said mornings; what would you wish for?"
    assert (answers["why-bought"].text, answers["why-bought"].parked) == ("cheap #star", True)


def test_a_question_repeats_words_without_their_marks(session: Session) -> None:
    session.write("goals", None, "? and then?\n> calm mornings #time\n> and tea")
    assert session.filled("You said {goals}") == "You said calm mornings"


def test_going_on_takes_back_what_was_only_marked_out_of_time(session: Session) -> None:
    session.write("goals", None, "mornings")
    session.write("bought", NO_PICK, "")
    session.mark_rest_out_of_time()
    session.finish()
    assert not session.unasked()
    session.reopen()
    assert {q.id for q in session.unasked()} == {"sources", "wishes"}
    assert session.interview.answers["goals"].text == "mornings"


def test_filing_a_note_that_is_gone_changes_nothing(session: Session) -> None:
    before = session.interview
    session.file_note("n7", "goals")
    assert session.interview == before
