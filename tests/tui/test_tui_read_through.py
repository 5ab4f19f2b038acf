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
from persona_wizard.tui.screens.line_box import LineBox
from persona_wizard.tui.screens.read_through import ReadThroughScreen
from persona_wizard.tui.screens.study import StudyScreen
from persona_wizard.tui.screens.tag_box import TagBox


@pytest.fixture
def interview(study: StudyFolder, begun: Callable[..., str]) -> str:
    """An interview with one answer and two notes, one of them written at another question."""
    sitting = resume_interview(study, begun())
    session = sitting.session
    session.consent("consent-take-part", True)
    session.consent("consent-quote", True)
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
            "To file 0:00 she is in a hurry What do you use today? 0:00 mentions the price",
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
        # Two notes, then the question; its heading is no place to stand.
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


async def test_one_key_files_a_note_under_its_own_question(
    study: StudyFolder, interview: str
) -> None:
    async with wizard(study, interview) as pilot:
        await pilot.press("f4")
        await shows(pilot, "F files it under “What do you use today?”, G elsewhere, X drops it.")
        await pilot.press("f")
        await shows(pilot, "Filed under “What do you use today?” · U undoes")
        assert said(pilot, "uses-today") == (None, "a thermos\n> It leaks.\nshe is in a hurry")
        # The cursor stands on the next note.
        await pilot.press("f")
        await no_longer_shows(pilot, "To file")
        assert said(pilot, "satisfaction") == (None, "mentions the price")
        await saved(study, interview, lambda kept: kept.notes == ())
    assert on_disk(study, interview).answers["satisfaction"].text == "mentions the price"


async def test_a_note_is_filed_under_another_question(study: StudyFolder, interview: str) -> None:
    async with wizard(study, interview) as pilot:
        await pilot.press("f4", "g")
        await arrived(pilot, Finder)
        await pilot.press("escape")
        await arrived(pilot, ReadThroughScreen)
        assert len(session(pilot).interview.notes) == 2
        await pilot.press("g")
        await arrived(pilot, Finder)
        await type_in(pilot, "got in the way\n")
        await shows(pilot, "Filed under “What got in the way?” · U undoes")
        assert said(pilot, "barriers") == (None, "she is in a hurry")
        await pilot.press("u")
        await shows(pilot, "0:00 she is in a hurry", "Taken back")
        assert "barriers" not in session(pilot).interview.answers


async def test_a_note_is_dropped_once_that_was_asked(study: StudyFolder, interview: str) -> None:
    async with wizard(study, interview) as pilot:
        await pilot.press("f4", "x")
        await shows(pilot, "Drop this note? “she is in a hurry”")
        await pilot.press("n")
        assert len(session(pilot).interview.notes) == 2
        await pilot.press("x", "y")
        await no_longer_shows(pilot, "she is in a hurry")
        assert [note.text for note in session(pilot).interview.notes] == ["mentions the price"]
        await pilot.press("u")
        await shows(pilot, "0:00 she is in a hurry")


async def test_a_note_filed_under_the_question_one_came_from_stays(
    study: StudyFolder, interview: str
) -> None:
    async with wizard(study, interview) as pilot:
        await pilot.press("ctrl+f")
        await type_in(pilot, "use today\n")
        await at(pilot, "uses-today")
        await pilot.press("f4")
        await arrived(pilot, ReadThroughScreen)
        await pilot.press("home", "f")
        await shows(pilot, "Filed under")
        await pilot.press("escape")
        await arrived(pilot, InterviewScreen)
        await shows(pilot, "she is in a hurry")
        await pilot.press("ctrl+n")
        await at(pilot, "weeks")
        kept = (None, "a thermos\n> It leaks.\nshe is in a hurry")
        assert said(pilot, "uses-today") == kept
    assert on_disk(study, interview).answers["uses-today"].text == kept[1]


async def test_lines_are_tagged_starred_made_quotes_and_all_of_it_taken_back(
    study: StudyFolder, interview: str
) -> None:
    before = "a thermos\n> It leaks."
    async with wizard(study, interview) as pilot:
        await pilot.press("f4")
        await arrived(pilot, ReadThroughScreen)
        # Two notes, the question, its first line.
        await pilot.press("home", "down", "down", "down", "t")
        await arrived(pilot, TagBox)
        await type_in(pilot, "Price\n")
        await shows(pilot, "a thermos #price", "#price added · U undoes")
        await pilot.press("s")
        await shows(pilot, "a thermos #price #star", "Starred for the page · U undoes")
        await pilot.press("q")
        await shows(pilot, "> a thermos #price #star", "A quote, in their words · U undoes")
        await pilot.press("down", "q")
        assert said(pilot, "uses-today") == (None, "> a thermos #price #star\n\nIt leaks.")
        await pilot.press("t")
        await arrived(pilot, TagBox)
        await shows(pilot, "A tag for: It leaks.", "#price")
        await pilot.press("down", "enter", "t", "down", "enter")
        assert said(pilot, "uses-today")[1].endswith("\nIt leaks.")
        await saved(study, interview, lambda kept: "star" in kept.answers["uses-today"].text)
        await pilot.press(*"uuuuuu")
        assert said(pilot, "uses-today") == (None, before)
        await pilot.press("u")
        await shows(pilot, "Nothing to take back.")
        await saved(study, interview, lambda kept: kept.answers["uses-today"].text == before)


async def test_a_line_in_quotation_marks_is_offered_as_a_quote(
    study: StudyFolder, interview: str
) -> None:
    sitting = resume_interview(study, interview)
    sitting.session.write("uses-today", None, "“Saturdays are worse” #time\n? and Sundays?")
    sitting.close()
    async with wizard(study, interview) as pilot:
        await pilot.press("f4")
        await shows(pilot, "“Saturdays are worse” #time q quote?")
        await pilot.press("home", "down", "down", "down", "q")
        await no_longer_shows(pilot, "q quote?")
        kept = "> Saturdays are worse #time\n? and Sundays?"
        assert said(pilot, "uses-today") == (None, kept)
        await pilot.press("down", "q")
        await shows(pilot, "A question you asked off the guide takes no tag and is no quote.")
        assert said(pilot, "uses-today") == (None, kept)


async def test_a_line_or_a_whole_answer_is_changed_in_a_box(
    study: StudyFolder, interview: str
) -> None:
    async with wizard(study, interview) as pilot:
        await pilot.press("f4")
        await arrived(pilot, ReadThroughScreen)
        await pilot.press("home", "down", "down", "down", "e")
        await arrived(pilot, LineBox)
        await type_in(pilot, ", blue\nand a pot")
        # Nothing waits for the box to be closed.
        changed = "a thermos, blue\nand a pot\n> It leaks."
        await saved(study, interview, lambda kept: kept.answers["uses-today"].text == changed)
        await pilot.press("escape")
        await shows(pilot, "a thermos, blue and a pot > It leaks.", "Changed · U undoes")
        # The question's own row: the whole of its answer.
        await pilot.press("up", "e")
        await arrived(pilot, LineBox)
        await type_in(pilot, " Often.")
        await pilot.press("ctrl+s")
        await arrived(pilot, ReadThroughScreen)
        assert said(pilot, "uses-today") == (None, changed + " Often.")
        await pilot.press("u", "u")
        await shows(pilot, "Taken back")
        assert said(pilot, "uses-today") == (None, "a thermos\n> It leaks.")


async def test_what_reading_through_changed_is_an_earlier_form_kept(
    study: StudyFolder, interview: str
) -> None:
    async with wizard(study, interview) as pilot:
        await pilot.press("f4")
        await arrived(pilot, ReadThroughScreen)
        await pilot.press("home", "down", "down", "down", "s", "escape")
        await at(pilot, CLOSING)
        await pilot.press("ctrl+q", "ctrl+q")
        await arrived(pilot, StudyScreen)
    answer = on_disk(study, interview).answers["uses-today"]
    assert (answer.text, answer.open) == ("a thermos #star\n> It leaks.", False)
    assert [earlier.text for earlier in answer.revisions] == ["a thermos\n> It leaks."]


async def test_a_finished_interview_that_was_only_read_is_not_touched(
    study: StudyFolder, interview: str
) -> None:
    sitting = resume_interview(study, interview)
    sitting.session.finish()
    sitting.close()
    before = on_disk(study, interview)
    async with wizard(study, interview) as pilot:
        await arrived(pilot, ReadThroughScreen)
        await pilot.press("down", "down", "down", "f", "x", "u", "escape")
        await arrived(pilot, StudyScreen)
    assert on_disk(study, interview) == before


async def test_what_the_cursor_is_on_is_told_from_the_start(
    study: StudyFolder, interview: str
) -> None:
    async with wizard(study, interview) as pilot:
        await pilot.press("f4")
        screen = await arrived(pilot, ReadThroughScreen)
        # The first row says what the notes below it wait for.
        assert screen.query_one(OptionList).highlighted == 1


@pytest.mark.parametrize(
    ("answer", "marked"),
    [("y", [State.OUT_OF_TIME] * 7), ("n", [])],
    ids=["mark the rest", "leave the rest"],
)
async def test_finishing_asks_once_about_what_was_not_asked(
    study: StudyFolder, interview: str, answer: str, marked: list[State]
) -> None:
    async with wizard(study, interview) as pilot:
        await pilot.press("f4", "d")
        await arrived(pilot, Confirm)
        await shows(
            pilot,
            "2 notes are not filed. 7 questions were not asked. Mark the rest out of time?",
            "Y mark them and finish N finish, mark nothing Esc back",
        )
        await pilot.press("escape")
        await arrived(pilot, ReadThroughScreen)
        assert session(pilot).interview.finished is None
        await pilot.press("d", answer, "enter")
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
        await pilot.press("f4", "d", "n", "enter")
        await arrived(pilot, StudyScreen)
        await pilot.press("enter")
        await arrived(pilot, ReadThroughScreen)
        await shows(pilot, "1 of 8 answered · finished")
        await pilot.press("escape")
        await arrived(pilot, StudyScreen)

        await pilot.press("enter")
        await arrived(pilot, ReadThroughScreen)
        await pilot.press("d")
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
        await pilot.press("f4", "d", "n", "enter")
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
        await pilot.press("d")
        await shows(pilot, "2 notes are not filed. Finish all the same?")
        await pilot.press("y", "enter")
        await arrived(pilot, StudyScreen)
    assert on_disk(study, interview).finished is not None
