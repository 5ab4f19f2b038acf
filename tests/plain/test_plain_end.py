"""Finishing line by line, opening again, and reading it all through."""

import re

import pytest
from plain_walking import begun, heard, resumed, walk

from persona_wizard.model.interview import State
from persona_wizard.store import StoreError, StudyFolder

MARK = "Mark the rest out of time? (y or n)"
NEXT = "What would you ask first next time?"


def test_the_rest_is_marked_and_the_next_time_is_kept(store: StudyFolder) -> None:
    interview, said = walk(store, "/answer how-happy 9", "/finish", "y", "ask about lids")
    states = {name: answer.state for name, answer in interview.answers.items()}
    assert states == {
        "short-term-goals": State.OUT_OF_TIME,
        "information-sources": State.OUT_OF_TIME,
        "how-happy": State.ANSWERED,
        "bought-before": State.OUT_OF_TIME,
    }
    assert interview.finished
    assert interview.next_time == "ask about lids"
    assert f"”. 3 questions were not asked. {MARK}" in said
    assert said.endswith("Saved: 1 of 4 answered, finished.")


@pytest.mark.parametrize("typed", [("n", ""), ("", ""), ("no",), ()])
def test_nothing_is_marked_unless_it_is_said(store: StudyFolder, typed: tuple[str, ...]) -> None:
    interview, _ = walk(store, "/answer how-happy 9", "/finish", *typed)
    assert list(interview.answers) == ["how-happy"]
    assert interview.finished
    assert interview.next_time == ""


def test_consent_that_was_never_asked_is_told(store: StudyFolder) -> None:
    _, said = walk(store, "y", "/finish")
    assert f"Consent was not asked: “You may quote me”. 4 questions were not asked. {MARK}" in said


ALL_SAID = ("/answer 1 calm", "/answer 2 1", "/answer 3 9", "/answer 4 y")


@pytest.mark.parametrize("typed", [("y", ""), ("",), ()])
def test_without_consent_it_is_asked_whether_to_finish(
    store: StudyFolder, typed: tuple[str, ...]
) -> None:
    interview, said = walk(store, "y", *ALL_SAID, "/finish", *typed)
    assert "Consent was not asked: “You may quote me”. Finish all the same? (y or n)" in said
    assert interview.finished


def test_a_no_leads_to_where_consent_is_asked(store: StudyFolder) -> None:
    interview, _ = walk(store, "y", *ALL_SAID, "/finish", "n", "y", "n")
    assert interview.finished is None
    assert interview.consent == {"consent-take-part": True, "consent-quote": False}


def test_another_word_is_asked_about_again(store: StudyFolder) -> None:
    interview, said = walk(store, "/finish", "perhaps", "y")
    assert said.count(MARK) == 2
    assert interview.answers["how-happy"].state is State.OUT_OF_TIME


def test_a_command_instead_of_a_yes_leaves_it_open(store: StudyFolder) -> None:
    interview, _ = walk(store, "/finish", "/answer how-happy 4", "/quit")
    assert interview.finished is None
    assert interview.answers["how-happy"].value == 4


def test_a_command_is_not_what_to_ask_next_time(store: StudyFolder) -> None:
    interview, said = walk(store, "/finish", "n", "/note she waves", "/finish")
    assert interview.finished
    assert interview.next_time == ""
    assert [note.text for note in interview.notes] == ["she waves"]
    assert "It is finished already." in said


def test_with_all_said_only_the_next_time_is_asked(store: StudyFolder) -> None:
    said = heard(
        begun(store), "y", "y", *ALL_SAID, "/finish", "ask about lids"
    )  # fmt: skip
    assert MARK not in said
    assert said.endswith(f"{NEXT} An empty line skips.\nSaved: 4 of 4 answered, finished.")


def test_the_next_interview_begins_with_what_was_wanted(store: StudyFolder) -> None:
    walk(store, "/finish", "", "ask about lids")
    said = heard(begun(store, "P02"))
    assert "Last time you wanted to ask first: ask about lids" in said


def test_a_finished_one_is_opened_again_and_not_asked_twice(store: StudyFolder) -> None:
    interview, _ = walk(store, "/finish", "n", "ask about lids")
    interview, said = resumed(store, interview, "/reopen", "/reopen")
    assert "It is finished. /read reads it through, /reopen opens it again." in said
    assert "It is not finished." in said
    assert interview.finished is None
    interview, said = resumed(store, interview, "/finish", "n")
    assert NEXT not in said
    assert (interview.finished is not None, interview.next_time) == (True, "ask about lids")


def test_everything_is_read_in_the_order_of_the_guide(store: StudyFolder) -> None:
    _, said = walk(
        store,
        "y", "n", "/note sits in the kitchen",
        "/answer barriers the lid", "/answer barriers > always the lid", "/answer how-happy 6",
        "/declined bought-before", "/answer information-sources 3", "/read",
    )  # fmt: skip
    read = re.sub(r"\d\d:\d\d ", "", said[said.index("P01, prospect: ") :])
    assert read.split("\n")[:-1] == [
        "P01, prospect: 3 of 5 answered, not finished yet.",
        "I am happy to take part: yes",
        "You may quote me: no",
        "",
        "To file",
        "1. 0:00, under short-term-goals: sits in the kitchen",
        "",
        "Personality and behaviour",
        "Where do you look things up? (information-sources)",
        "  Taken: None of these",
        "",
        "Objectives",
        "How happy are you? (how-happy)",
        "  Taken: 6",
        "",
        "Problems",
        "What went wrong? (barriers)",
        "  the lid",
        "  > always the lid",
        "",
        "Objectives",
        "Did you buy before? (bought-before)",
        "  Marked: declined",
        "",
        "Not asked",
        "What would you like to get done with Cedar Coffee? (short-term-goals, key)",
    ]


def test_key_questions_only_and_what_they_leave_out(store: StudyFolder) -> None:
    interview, said = walk(store, "/key", "/next", "/next", "/key", "/back", "/quit")
    assert "Key questions only, 3 left out." in said
    assert "All questions." in said
    assert interview.current == "bought-before"
    assert said.endswith("Saved: 0 of 4 answered, not finished yet.")


def test_time_is_told_as_on_the_screen(store: StudyFolder) -> None:
    _, said = walk(store, "/answer how-happy 9", "/answer 4 y", "/time")
    # Two questions of a minute and a half each are left.
    assert re.search(r"^0:00 since \d\d:\d\d, 3 min left, 0 of 1 key$", said, re.M)


def test_a_full_disk_ends_nothing_and_all_is_saved_once_there_is_room(
    store: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = begun(store)
    save, saves = sitting.save, iter([True, False, False, True, True, True, True])

    def at_times(interview: object) -> None:
        if not next(saves):
            raise StoreError("Not saved: the disk is full.")
        save(interview)  # type: ignore[arg-type]

    monkeypatch.setattr(sitting, "save", at_times)
    said = heard(sitting, "/go barriers", "the lid", "the price", "the wait", "/quit")
    assert said.count("Not saved: the disk is full.") == 1
    assert said.count("Saved again.") == 1
    answer = store.read_interview(sitting.session.interview.id).answers["barriers"]
    assert answer.text == "the lid\nthe price\nthe wait"


def test_help_has_every_command_and_needs_no_eyes(store: StudyFolder) -> None:
    said = heard(begun(store), "/help")
    for command in (
        "/next", "/back", "/go", "/key", "/list", "/show", "/notes", "/read", "/time", "/quit",
        "/answer", "/clear", "/earlier", "/note", "/file", "/drop", "/finish", "/reopen",
        "/declined", "/dont-know", "/not-applicable", "/out-of-time",
    ):  # fmt: skip
        assert command in said
    assert said.isascii() or not set(said) & set("─│┌┐└┘├┤•●○")
