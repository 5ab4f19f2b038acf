"""Read through: what was typed, what was not asked, and the end of an interview."""

from collections.abc import Callable

import pytest
from textual.widgets import OptionList
from tui_reading import (
    arrived,
    at,
    no_longer_shows,
    on_disk,
    said,
    saved,
    session,
    shows,
    type_in,
    wizard,
)

from persona_wizard.interviewing import CLOSING
from persona_wizard.model.interview import State
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import resume_interview
from persona_wizard.tui.screens.ask import Confirm
from persona_wizard.tui.screens.finder import Finder
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.read_through import ReadThroughScreen
from persona_wizard.tui.screens.study import StudyScreen


@pytest.fixture
def interview(study: StudyFolder, begun: Callable[..., str]) -> str:
    """An interview with one answer and two notes, one of them written at another question."""
    sitting = resume_interview(study, begun())
    session = sitting.session
    session.go("uses-today")
    session.write("uses-today", None, "a thermos\n> It leaks.")
    session.add_note("she is in a hurry")
    session.go("satisfaction")
    session.add_note("mentions the price")
    session.go(CLOSING)
    sitting.close()
    return session.interview.id


async def test_everything_typed_stands_in_one_scroll(study: StudyFolder, interview: str) -> None:
    async with wizard(study, interview) as pilot:
        await pilot.press("enter")
        await arrived(pilot, ReadThroughScreen)
        await shows(
            pilot,
            "P01 · read through",
            "1 of 8 answered · not finished",
            "note she is in a hurry",
            "note mentions the price",
            "Objectives",
            "What do you use today? a thermos > It leaks.",
            "Not asked What would you like to get done with Tea? (key) How happy are you? (key)",
            "Which age group are you in?",
        )
        await no_longer_shows(pilot, "What got in the way?")


async def test_enter_goes_to_an_answer_and_f4_comes_back(
    study: StudyFolder, interview: str
) -> None:
    async with wizard(study, interview) as pilot:
        await pilot.press("f4")
        await arrived(pilot, ReadThroughScreen)
        await pilot.press("ctrl+f")
        await arrived(pilot, Finder)
        await pilot.press("escape")
        # Two notes, then the answer; its heading is no place to stand.
        await pilot.press("home", "down", "down", "enter")
        await arrived(pilot, InterviewScreen)
        await at(pilot, "uses-today")
        await type_in(pilot, " always")
        assert said(pilot, "uses-today") == (None, "a thermos\n> It leaks. always")
        await pilot.press("f4")
        await shows(pilot, "> It leaks. always")
        await pilot.press("escape")
        await at(pilot, "uses-today")
        await arrived(pilot, InterviewScreen)


async def test_a_note_is_filed_under_its_own_question_or_another(
    study: StudyFolder, interview: str
) -> None:
    async with wizard(study, interview) as pilot:
        await pilot.press("f4")
        await arrived(pilot, ReadThroughScreen)
        await pilot.press("home", "enter")
        await arrived(pilot, Finder)
        await pilot.press("escape")
        await arrived(pilot, ReadThroughScreen)
        assert len(session(pilot).interview.notes) == 2

        await pilot.press("home", "enter", "enter")
        await arrived(pilot, ReadThroughScreen)
        await no_longer_shows(pilot, "note she is in a hurry")
        assert said(pilot, "uses-today") == (None, "a thermos\n> It leaks.\nshe is in a hurry")

        await pilot.press("home", "enter")
        await type_in(pilot, "got in the way\n")
        await arrived(pilot, ReadThroughScreen)
        await no_longer_shows(pilot, "note mentions")
        assert said(pilot, "barriers") == (None, "mentions the price")
        await saved(study, interview, lambda kept: kept.notes == ())
    assert on_disk(study, interview).answers["barriers"].text == "mentions the price"


async def test_a_note_filed_under_the_question_one_came_from_stays(
    study: StudyFolder, interview: str
) -> None:
    async with wizard(study, interview) as pilot:
        await pilot.press("ctrl+f")
        await type_in(pilot, "use today\n")
        await at(pilot, "uses-today")
        await pilot.press("f4")
        await arrived(pilot, ReadThroughScreen)
        await pilot.press("home", "enter", "enter")
        await no_longer_shows(pilot, "note she is in a hurry")
        await pilot.press("escape")
        await arrived(pilot, InterviewScreen)
        await shows(pilot, "she is in a hurry")
        await pilot.press("ctrl+n")
        await at(pilot, "weeks")
        kept = (None, "a thermos\n> It leaks.\nshe is in a hurry")
        assert said(pilot, "uses-today") == kept
    assert on_disk(study, interview).answers["uses-today"].text == kept[1]


async def test_what_the_cursor_is_on_is_told_from_the_start(
    study: StudyFolder, interview: str
) -> None:
    async with wizard(study, interview) as pilot:
        await pilot.press("f4")
        screen = await arrived(pilot, ReadThroughScreen)
        assert screen.query_one(OptionList).highlighted == 0


@pytest.mark.parametrize(
    ("answer", "marked"),
    [("y", [State.OUT_OF_TIME] * 7), ("n", [])],
    ids=["mark the rest", "leave the rest"],
)
async def test_finishing_asks_once_about_what_was_not_asked(
    study: StudyFolder, interview: str, answer: str, marked: list[State]
) -> None:
    async with wizard(study, interview) as pilot:
        await pilot.press("f4", "f")
        await arrived(pilot, Confirm)
        await shows(
            pilot,
            "2 notes are not filed. 7 questions were not asked. Mark the rest out of time?",
            "Y mark them and finish N finish, mark nothing Esc back",
        )
        await pilot.press("escape")
        await arrived(pilot, ReadThroughScreen)
        assert session(pilot).interview.finished is None
        await pilot.press("f", answer)
        await arrived(pilot, StudyScreen)
        await shows(pilot, "finished")
        kept = on_disk(study, interview)
        assert kept.finished is not None
        assert kept.answers["uses-today"].state is State.ANSWERED
        others = [a.state for q, a in kept.answers.items() if q != "uses-today"]
        assert others == marked
        assert "barriers" not in kept.answers
        study.reopen(interview).close()


async def test_a_finished_interview_is_read_and_can_be_opened_again(
    study: StudyFolder, interview: str
) -> None:
    async with wizard(study, interview) as pilot:
        await pilot.press("f4", "f", "n")
        await arrived(pilot, StudyScreen)
        await pilot.press("enter")
        await arrived(pilot, ReadThroughScreen)
        await shows(pilot, "1 of 8 answered · finished")
        await pilot.press("escape")
        await arrived(pilot, StudyScreen)

        await pilot.press("enter")
        await arrived(pilot, ReadThroughScreen)
        await pilot.press("f")
        await shows(pilot, "1 of 8 answered · not finished")
        await pilot.press("escape")
        await arrived(pilot, InterviewScreen)
        await at(pilot, CLOSING)
        await pilot.press("ctrl+p")
        await at(pilot, "age-group")
        await type_in(pilot, "1")
        await pilot.press("ctrl+q", "ctrl+q")
        await arrived(pilot, StudyScreen)
        await shows(pilot, "2/8 ▸ resume")
    kept = on_disk(study, interview)
    assert kept.finished is None
    assert "age-group" in kept.answers


async def test_an_answer_given_in_a_finished_interview_is_kept(
    study: StudyFolder, interview: str
) -> None:
    async with wizard(study, interview) as pilot:
        await pilot.press("f4", "f", "n")
        await arrived(pilot, StudyScreen)
        await pilot.press("enter")
        await arrived(pilot, ReadThroughScreen)
        await pilot.press("home", "down", "down", "enter")
        await arrived(pilot, InterviewScreen)
        await at(pilot, "uses-today")
        await type_in(pilot, " often")
        await pilot.press("f4", "escape")
        await arrived(pilot, StudyScreen)
    kept = on_disk(study, interview)
    assert kept.finished is not None
    assert kept.answers["uses-today"].text == "a thermos\n> It leaks. often"
    assert [r.text for r in kept.answers["uses-today"].revisions] == ["a thermos\n> It leaks."]


async def test_with_nothing_left_to_ask_finishing_does_not_ask(
    study: StudyFolder, interview: str
) -> None:
    sitting = resume_interview(study, interview)
    sitting.session.mark_rest_out_of_time()
    sitting.close()
    async with wizard(study, interview) as pilot:
        await pilot.press("f4")
        await shows(pilot, "1 of 8 answered · not finished", "out of time")
        await no_longer_shows(pilot, "Not asked")
        await pilot.press("f")
        await arrived(pilot, StudyScreen)
    assert on_disk(study, interview).finished is not None
