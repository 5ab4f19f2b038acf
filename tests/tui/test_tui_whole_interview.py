"""What can be done with a whole interview, and what to ask first in the next one."""

from collections.abc import Callable

from tui_reading import (
    arrived,
    at,
    no_longer_shows,
    on_disk,
    said,
    saved,
    session,
    shows,
    told,
    type_in,
    until,
    wizard,
)

from persona_wizard.interviewing import OPENING
from persona_wizard.model.headings import Audience
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import Beginning, resume_interview, start_interview
from persona_wizard.tui.screens.ask import Ask, Confirm
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.interview_menu import InterviewMenu
from persona_wizard.tui.screens.read_through import ReadThroughScreen
from persona_wizard.tui.screens.study import StudyScreen
from persona_wizard.tui.screens.tag_box import TagBox

Begin = Callable[..., str]


async def test_the_study_renames_moves_and_writes_out_the_row_under_the_cursor(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun("P01")
    begun("P02")
    async with wizard(study) as pilot:
        await shows(pilot, "P02", "P01")
        await pilot.press("down", "i")
        await arrived(pilot, InterviewMenu)
        await shows(pilot, "the interview with P01, prospect, today", "A move to another audience")
        await pilot.press("p")
        await arrived(pilot, Ask)
        await pilot.press("backspace")
        await type_in(pilot, "2\n")
        # P02 is somebody else: it is asked again.
        await until(lambda: any("somebody else already" in line for line in told(pilot.app)))
        await arrived(pilot, Ask)
        await pilot.press("backspace")
        await type_in(pilot, "7\n")
        await arrived(pilot, StudyScreen)
        await shows(pilot, "P07")
        assert on_disk(study, interview).pseudonym == "P07"

        await pilot.press("i", "a")
        await type_in(pilot, "non\n")
        await shows(pilot, "non-purchaser")
        assert on_disk(study, interview).audience is Audience.NON_PURCHASERS

        await pilot.press("i", "e")
        await until(lambda: len(list((study.folder / "exports").glob("p07-non-*.md"))) == 1)
        await pilot.press("i", "e")
        await arrived(pilot, Confirm)
        await shows(pilot, "is there already. Replace it?")
        await pilot.press("n")
        await arrived(pilot, StudyScreen)


async def test_deleting_is_asked_twice_and_says_what_goes(study: StudyFolder, begun: Begin) -> None:
    sitting = resume_interview(study, begun("P01"))
    sitting.session.write("uses-today", None, "a thermos")
    sitting.session.add_note("in a hurry")
    sitting.close()
    begun("P02")
    async with wizard(study) as pilot:
        await shows(pilot, "P02", "P01")
        await pilot.press("down", "i", "d")
        await shows(pilot, "Delete the interview with P01, prospect", "1 answer and 1 note would")
        await pilot.press("y")
        await shows(pilot, "It can't be brought back.")
        await pilot.press("n")
        await arrived(pilot, StudyScreen)
        assert len(study.interviews().interviews) == 2
        await pilot.press("i", "d", "y", "y")
        await arrived(pilot, StudyScreen)
        await no_longer_shows(pilot, "P01 prospect")
    assert [i.pseudonym for i in study.interviews().interviews] == ["P02"]


async def test_an_interview_written_elsewhere_is_told_and_left_alone(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun("P01")
    with study.reopen(interview):
        async with wizard(study) as pilot:
            await shows(pilot, "P01")
            await pilot.press("i", "d", "y", "y")
            await until(lambda: any("is being written" in line for line in told(pilot.app)))
            await pilot.press("i", "a")
            await type_in(pilot, "customers\n")
            await arrived(pilot, StudyScreen)
    assert on_disk(study, interview).audience is Audience.PROSPECTS


async def test_nothing_is_done_where_there_is_no_interview(study: StudyFolder) -> None:
    async with wizard(study) as pilot:
        await shows(pilot, "No interview yet.")
        await pilot.press("i")
        await arrived(pilot, StudyScreen)


async def test_reading_through_renames_and_moves_the_interview_under_way(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun("P01")
    async with wizard(study, interview) as pilot:
        await pilot.press("f4", "m", "p")
        await arrived(pilot, Ask)
        await pilot.press("backspace")
        await type_in(pilot, "9\n")
        await shows(pilot, "P09 · read through")
        await pilot.press("m", "a")
        await type_in(pilot, "customers\n")
        await saved(study, interview, lambda kept: kept.audience is Audience.CUSTOMERS)
        await pilot.press("escape")
        await arrived(pilot, InterviewScreen)
        await shows(pilot, "P09 · customer")
    kept = on_disk(study, interview)
    assert (kept.pseudonym, kept.audience) == ("P09", Audience.CUSTOMERS)


async def test_an_interview_deleted_while_reading_it_leads_back_to_the_study(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun("P01")
    async with wizard(study, interview) as pilot:
        await pilot.press("enter")
        await at(pilot, "short-term-goals")
        await type_in(pilot, "coffee")
        await pilot.press("f4", "m", "d", "y", "y")
        await arrived(pilot, StudyScreen)
        await shows(pilot, "No interview yet.")
        assert "The interview with P01 is deleted." in told(pilot.app)
    assert list((study.folder / "interviews").iterdir()) == []


async def test_what_to_ask_first_next_time_is_asked_once_and_told_in_the_next_opening(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun("P01")
    async with wizard(study, interview) as pilot:
        await pilot.press("f4", "d", "n")
        await arrived(pilot, Ask)
        await shows(
            pilot,
            "What would you ask first next time?",
            "Kept for your next interview. Enter goes on.",
        )
        # The interview is finished already, whatever becomes of this.
        await saved(study, interview, lambda kept: kept.finished is not None)
        await type_in(pilot, "who [pays] for it\n")
        await arrived(pilot, StudyScreen)
        assert on_disk(study, interview).next_time == "who [pays] for it"

        await pilot.press("enter")
        await arrived(pilot, ReadThroughScreen)
        await pilot.press("d", "d", "n")
        await arrived(pilot, StudyScreen)
    sitting = start_interview(
        study, Beginning(audience=Audience.PROSPECTS, bank="every-kind", pseudonym="P02")
    )
    async with wizard(study) as pilot:
        pilot.app.push_screen(InterviewScreen(sitting))
        await arrived(pilot, InterviewScreen)
        assert session(pilot).place == OPENING
        await shows(pilot, "Last time you wanted to ask first: who [pays] for it")


async def test_a_tag_of_another_interview_is_offered(study: StudyFolder, begun: Begin) -> None:
    sitting = resume_interview(study, begun("P01"))
    sitting.session.write("uses-today", None, "a thermos #kitchen")
    sitting.close()
    sitting = resume_interview(study, interview := begun("P02"))
    sitting.session.write("uses-today", None, "a flask")
    sitting.close()
    async with wizard(study, interview) as pilot:
        await pilot.press("f4", "home", "down", "t")
        await arrived(pilot, TagBox)
        await type_in(pilot, "kit")
        await shows(pilot, "#kitchen")
        await pilot.press("tab", "enter")
        await arrived(pilot, ReadThroughScreen)
        assert said(pilot, "uses-today") == (None, "a flask #kitchen")


async def test_skipping_what_to_ask_first_finishes_just_as_well(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun("P01")
    async with wizard(study, interview) as pilot:
        await pilot.press("f4", "d", "n", "escape")
        await arrived(pilot, StudyScreen)
    kept = on_disk(study, interview)
    assert (kept.finished is not None, kept.next_time) == (True, "")
