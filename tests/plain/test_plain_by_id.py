"""Any question answered by its name, from wherever the interview stands."""

import pytest
from plain_walking import begun, heard, walk

from persona_wizard.model.interview import Answer, Pick, State
from persona_wizard.plain import Exchange, interview_in_lines
from persona_wizard.store import StudyFolder


def test_every_kind_is_answered_by_name_and_nothing_moves(store: StudyFolder) -> None:
    interview, said = walk(
        store,
        "/go bought-before",
        "/answer short-term-goals coffee at six",
        "/answer short-term-goals > my mornings back",
        "/answer information-sources 1, 2: mostly in bed",
        "/answer how-happy 6 six, because of the lid",
        "/answer barriers the lid leaks",
        "/answer bought-before yes, in spring",
        "/answer consent-take-part y",
        "/answer consent-quote n",
    )  # fmt: skip
    answers = interview.answers
    assert interview.current == "bought-before"
    assert interview.consent == {"consent-take-part": True, "consent-quote": False}
    assert answers["short-term-goals"].text == "coffee at six\n> my mornings back"
    assert answers["information-sources"].value == (
        Pick("search-engines", "Search engines"),
        Pick("friends-and-family", "Friends and family"),
    )
    assert answers["information-sources"].text == "mostly in bed"
    assert (answers["how-happy"].value, answers["how-happy"].text) == (
        6,
        "six, because of the lid",
    )
    assert answers["barriers"].text == "the lid leaks"
    assert answers["bought-before"].value == (Pick("yes", "Yes"),)
    assert "Taken for how-happy: 6, six, because of the lid" in said
    assert "Taken for consent-quote: n" in said
    assert said.count("Did you buy before?") == 1


def test_a_second_line_is_a_remark_as_it_is_at_the_question(store: StudyFolder) -> None:
    interview, said = walk(store, "/answer how-happy 6", "/answer how-happy 7 would be a lie")
    assert interview.answers["how-happy"].value == 6
    assert interview.answers["how-happy"].text == "7 would be a lie"
    assert "Taken for how-happy: 7 would be a lie" in said


@pytest.mark.parametrize("first", ["/answer how-happy 6 the lid", "/go how-happy\n6\nthe lid"])
def test_a_value_alone_takes_the_place_of_the_old_one(store: StudyFolder, first: str) -> None:
    interview, said = walk(store, *first.split("\n"), "/answer how-happy 0")
    answer = interview.answers["how-happy"]
    assert (answer.value, answer.text) == (0, "the lid")
    assert (6, "the lid") in [(form.value, form.text) for form in answer.revisions]
    assert "Taken for how-happy: 0, in place of 6" in said


def test_choices_alone_take_the_place_of_the_old_ones(store: StudyFolder) -> None:
    line = "/answer information-sources"
    interview, said = walk(store, f"{line} 1", f"{line} 2", f"{line} whatever comes")
    answer = interview.answers["information-sources"]
    assert answer.value == (Pick("friends-and-family", "Friends and family"),)
    assert answer.text == "whatever comes"
    assert "Friends and family, in place of Search engines" in said
    assert f"{line[8:]}: whatever comes (a remark on Friends and family)" in said


def test_a_number_that_does_not_fit_is_no_remark(store: StudyFolder) -> None:
    interview, said = walk(store, "/answer how-happy 6", "/answer how-happy 11")
    assert (interview.answers["how-happy"].value, interview.answers["how-happy"].text) == (6, "")
    assert "11 does not fit" in said


def test_a_value_for_a_marked_question_is_an_answer(store: StudyFolder) -> None:
    interview, _ = walk(store, "/answer how-happy 6", "/declined how-happy", "/answer how-happy 0")
    answer = interview.answers["how-happy"]
    assert (answer.state, answer.value) == (State.ANSWERED, 0)


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("/declined how-happy", State.DECLINED),
        ("/dont-know how-happy", State.DONT_KNOW),
        ("/don't know how-happy", State.DONT_KNOW),
        ("/not applicable 3", State.NOT_APPLICABLE),
        ("/out-of-time how-happy", State.OUT_OF_TIME),
    ],
)
def test_a_state_by_name(store: StudyFolder, line: str, state: State) -> None:
    interview, said = walk(store, line)
    assert {name: a.state for name, a in interview.answers.items()} == {"how-happy": state}
    assert interview.current == "@opening"
    assert f"Marked: {state.label}." in said


def test_a_state_twice_is_none_and_what_was_said_stays(store: StudyFolder) -> None:
    once, said = walk(store, "/answer how-happy 6", "/declined how-happy")
    assert "Marked: declined. What was said is kept, not counted." in said
    assert (once.answers["how-happy"].state, once.answers["how-happy"].value) == (
        State.DECLINED,
        6,
    )


def test_the_same_state_again_takes_it_back(store: StudyFolder) -> None:
    interview, said = walk(store, "/declined how-happy", "/declined how-happy")
    assert "No longer marked." in said
    assert interview.answers.get("how-happy") is None or interview.answers["how-happy"].empty


def test_clearing_by_name_keeps_the_earlier_form(store: StudyFolder) -> None:
    interview, said = walk(store, "/answer how-happy 6 the lid", "/clear how-happy")
    answer = interview.answers["how-happy"]
    assert answer.empty
    assert [(form.value, form.text) for form in answer.revisions] == [(6, "the lid")]
    assert "Taken back." in said


def test_clearing_takes_a_state_back_too(store: StudyFolder) -> None:
    interview, _ = walk(store, "/declined how-happy", "/clear how-happy", "/clear how-happy")
    assert interview.answers["how-happy"].empty


def test_a_question_goes_by_its_number_among_those_asked(store: StudyFolder) -> None:
    # “barriers” is only asked of those below 7, so the fourth is the last.
    interview, said = walk(store, "/go 4", "y", "/show 3")
    assert interview.current == "bought-before"
    assert "question 4 of 4\nDid you buy before?" in said
    assert "question 3 of 4\nHow happy are you?" in said


def test_words_that_begin_like_a_command(store: StudyFolder) -> None:
    interview, _ = walk(store, "/go barriers", "//help desk was slow", "/answer 1 /s, she says")
    assert interview.answers["barriers"].text == "/help desk was slow"
    assert interview.answers["short-term-goals"].text == "/s, she says"


@pytest.mark.parametrize("line", ["> six of ten at best", "? and on Sundays", "#price again"])
def test_their_own_words_are_never_taken_for_a_choice(store: StudyFolder, line: str) -> None:
    interview, _ = walk(store, "/go information-sources", line, "1")
    answer = interview.answers["information-sources"]
    assert answer.value == (Pick("search-engines", "Search engines"),)
    assert answer.text == line


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/answer", "There is no question “”."),
        ("/answer nowhere 5", "There is no question “nowhere”."),
        ("/answer 99 5", "There is no question “99”."),
        ("/answer how-happy", "Type the answer behind the name"),
        ("/answer how-happy eleven", "“eleven” is not a number."),
        ("/answer consent-quote perhaps", "Type y or n"),
        ("/declined nowhere", "There is no question “nowhere”."),
        ("/clear nowhere", "There is no question “nowhere”."),
        ("/clear", "There is no question here"),
        ("/show nowhere", "There is no question “nowhere”."),
    ],
)
def test_what_is_not_taken_is_told_with_its_line_and_the_rest_is_taken(
    store: StudyFolder, line: str, told: str
) -> None:
    sitting = begun(store)
    faults: list[tuple[int, str]] = []
    lines = ["/answer barriers the lid\n", f"{line}\n", "/answer how-happy 5\n"]
    exchange = Exchange(lines, lambda _: None, lambda number, why: faults.append((number, why)))
    interview_in_lines(sitting, exchange)
    sitting.close()
    assert exchange.not_taken == 1
    assert [number for number, _ in faults] == [2]
    assert told in faults[0][1]
    answers = store.read_interview(sitting.session.interview.id).answers
    assert said_in(answers) == {"barriers": (None, "the lid"), "how-happy": (5, "")}


def said_in(answers: dict[str, Answer]) -> dict[str, tuple[object, str]]:
    return {name: (answer.value, answer.text) for name, answer in answers.items()}


def test_the_list_names_everything_that_can_be_answered(store: StudyFolder) -> None:
    said = heard(begun(store), "y", "/answer how-happy 9", "/list")
    lines = said.split("\n")
    assert "consent-take-part: I am happy to take part (yes)" in lines
    assert "consent-quote: You may quote me (not asked)" in lines
    assert (
        "short-term-goals: What would you like to get done with Cedar Coffee? (not asked, key)"
        in lines
    )
    assert "how-happy: How happy are you? (answered)" in lines
    assert (
        "barriers: What went wrong? (not asked, an earlier answer leads past it)" in lines
    )  # fmt: skip
