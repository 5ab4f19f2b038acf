"""Notes and earlier forms, line by line."""

import pytest
from plain_walking import resumed, walk

from persona_wizard.model.interview import State
from persona_wizard.store import StudyFolder


def test_notes_are_listed_with_time_and_question(store: StudyFolder) -> None:
    _, said = walk(
        store, "/note before we began", "/go how-happy", "/note laughs a lot", "/notes"
    )  # fmt: skip
    lines = said.split("\n")
    assert "1. 0:00: before we began" in lines
    assert "2. 0:00, under how-happy: laughs a lot" in lines


def test_a_note_keeps_its_number_while_others_go(store: StudyFolder) -> None:
    interview, said = walk(
        store,
        "/go how-happy", "/note first", "/note second", "/note third",
        "/file 1", "/file 2 barriers", "/drop 3", "/notes",
    )  # fmt: skip
    assert interview.notes == ()
    assert interview.answers["how-happy"].text == "first"
    assert interview.answers["barriers"].text == "second"
    assert "Filed under how-happy." in said
    assert "Filed under barriers." in said
    assert "Dropped: third" in said
    assert "No note waits to be filed." in said


def test_a_filed_note_goes_behind_what_was_said(store: StudyFolder) -> None:
    interview, _ = walk(store, "/go barriers", "the lid", "/note and the price", "/file 1")
    answer = interview.answers["barriers"]
    assert answer.text == "the lid\nand the price"


def test_a_note_filed_where_nothing_counts_says_so(store: StudyFolder) -> None:
    interview, said = walk(store, "/go barriers", "/declined", "/note sighs", "/file 1")
    assert interview.answers["barriers"].state is State.DECLINED
    assert "Filed under barriers.\nMarked: declined. What was said is kept, not counted." in said


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/file", "There is no note “”."),
        ("/file 2", "There is no note “2”."),
        ("/file 1", "It was typed under no question. Name one: /file 1 ID."),
        ("/file 1 nowhere", "There is no question “nowhere”."),
        ("/drop", "There is no note “”."),
        ("/drop all", "There is no note “all”."),
    ],
)
def test_a_note_that_can_not_be_filed_stays(store: StudyFolder, line: str, told: str) -> None:
    interview, said = walk(store, "/note before we began", line)
    assert told in said
    assert [note.text for note in interview.notes] == ["before we began"]
    assert interview.answers == {}


def test_earlier_forms_are_told_and_taken_back(store: StudyFolder) -> None:
    first, _ = walk(store, "/go how-happy", "6 the lid")
    second, _ = resumed(store, first, "/clear", "8")
    third, said = resumed(store, second, "/next", "/back", "/clear", "/earlier", "/earlier 1")
    answer = third.answers["how-happy"]
    assert (answer.value, answer.text) == (6, "the lid")
    told = [line for line in said.split("\n") if "answered: " in line]
    assert [line.split(" ")[0] for line in told] == ["2.", "1."]
    assert [line.split(", ")[1] for line in told] == ["answered: 8", "answered: 6"]
    assert [form.value for form in answer.revisions] == [6, 8]


@pytest.mark.parametrize("number", ["0", "2", "-1", "one", "9" * 5000])
def test_a_form_that_is_not_there(store: StudyFolder, number: str) -> None:
    interview, said = walk(store, "/go how-happy", "6", "/clear", f"/earlier {number}")
    assert "There is no earlier form" in said
    assert interview.answers["how-happy"].empty


def test_no_earlier_form(store: StudyFolder) -> None:
    _, said = walk(store, "/go how-happy", "6", "/earlier")
    assert "No earlier form of this answer." in said
