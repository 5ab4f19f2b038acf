"""Reading an interview through, its lines are linked to claims, and links go along with words."""

import pytest
from composing_reading import interviewed, press, with_bank
from textual.pilot import Pilot
from tui_reading import arrived, no_longer_shows, shows, told, type_in, until, wizard

from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Pick
from persona_wizard.model.study import Study
from persona_wizard.store import StudyFolder
from persona_wizard.studies import composing
from persona_wizard.studies.code_book import rename_tag
from persona_wizard.studies.interviews import Beginning, resume_interview, start_interview
from persona_wizard.tui.screens.claim_box import ClaimBox
from persona_wizard.tui.screens.read_through import ReadThroughScreen
from persona_wizard.tui.screens.tag_box import TagBox

SAID = {"P01": {"barriers": "the lid leaks\n> It drips.\n> Always.\n? why\nno seal"}}


@pytest.fixture
def talk(study: StudyFolder) -> str:
    return interviewed(with_bank(study), SAID)["P01"]


def kept(store: StudyFolder) -> Study:
    return StudyFolder(store.folder).study()


async def at_the_first_line(pilot: Pilot[None]) -> ReadThroughScreen:
    await pilot.press("f4")
    screen = await arrived(pilot, ReadThroughScreen)
    # The question, then its first line.
    await press(pilot, "home", "down")
    return screen


async def test_a_line_makes_a_claim_and_another_speaks_against_it(
    study: StudyFolder, talk: str
) -> None:
    async with wizard(study, talk) as pilot:
        await at_the_first_line(pilot)
        await press(pilot, "plus")
        await arrived(pilot, ClaimBox)
        await shows(pilot, "Which claim does this support? the lid leaks")
        await type_in(pilot, "Hates [a] mess\n")
        await shows(pilot, "the lid leaks + Hates [a] mess", "Made a claim · U undoes")
        (claim,) = kept(study).claims
        assert (claim.heading, claim.field, claim.sentence) == (
            "problems",
            "barriers",
            "Hates [a] mess",
        )
        assert [key.interview for key in claim.supports] == [talk]
        # Any line of a quote is the quote.
        await press(pilot, "down", "down", "minus")
        await shows(pilot, "Which claim does this oppose? > Always.")
        await type_in(pilot, "Something new\n")
        await until(lambda: any("by what supports it" in line for line in told(pilot.app)))
        await press(pilot, *["backspace"] * 13, "down", "enter")
        await shows(pilot, "> It drips. - Hates [a] mess > Always.", "Speaks against it")
        assert len(kept(study).claims[0].against) == 1
        await press(pilot, "u")
        await no_longer_shows(pilot, "- Hates [a] mess")
        await press(pilot, "u")
        await shows(pilot, "Taken back")
        assert kept(study).claims == ()
        await press(pilot, "u")
        await shows(pilot, "Nothing to take back.")


async def test_the_same_claim_again_takes_the_line_off_it(study: StudyFolder, talk: str) -> None:
    async with wizard(study, talk) as pilot:
        await at_the_first_line(pilot)
        await press(pilot, "plus")
        await type_in(pilot, "Hates mess\n")
        await press(pilot, "plus")
        await shows(pilot, "Hates mess linked")
        await type_in(pilot, "hates mess\n")
        await shows(pilot, "Taken off the claim · U undoes")
        assert kept(study).claims[0].links == ()
        await press(pilot, "u")
        assert len(kept(study).claims[0].supports) == 1


async def test_claims_of_the_heading_come_first_and_a_hypothesis_can_be_supported(
    study: StudyFolder, talk: str
) -> None:
    composing.add_hypothesis(study, "objectives", "Wants mornings")
    composing.add_hypothesis(study, "problems", "Hates mess")
    async with wizard(study, talk) as pilot:
        await at_the_first_line(pilot)
        await press(pilot, "minus")
        await no_longer_shows(pilot, "Hates mess")
        await press(pilot, "escape", "plus")
        await shows(
            pilot,
            "Hates mess a hypothesis: nobody said it yet",
            "Wants mornings Objectives · a hypothesis: nobody said it yet",
        )
        await press(pilot, "down", "enter")
        await shows(pilot, "the lid leaks + Hates mess")
        assert [one.sentence for one in kept(study).hypotheses] == ["Wants mornings"]
        await press(pilot, "u")
        assert len(kept(study).hypotheses) == 2
        assert kept(study).claims == ()


async def test_a_link_goes_along_with_words_that_are_changed(study: StudyFolder, talk: str) -> None:
    async with wizard(study, talk) as pilot:
        await at_the_first_line(pilot)
        await press(pilot, "plus")
        await type_in(pilot, "Hates mess\n")
        before = kept(study).claims[0].supports
        await press(pilot, "e")
        await type_in(pilot, " badly")
        await press(pilot, "escape")
        await shows(pilot, "the lid leaks badly + Hates mess", "Changed; its link went along")
        await press(pilot, "q")
        await shows(pilot, "> the lid leaks badly + Hates mess", "in their words; its link")
        after = kept(study).claims[0].supports
        assert after != before
        await press(pilot, "u", "u")
        await shows(pilot, "the lid leaks + Hates mess")
        assert kept(study).claims[0].supports == before
        # Words that are gone are told.
        await press(pilot, "e", *["backspace"] * 13, "escape")
        await shows(pilot, "Changed; 1 link counts no more")
        await press(pilot, "u")
        await shows(pilot, "the lid leaks + Hates mess")


async def test_what_is_no_line_of_an_answer_is_not_linked(study: StudyFolder, talk: str) -> None:
    sitting = resume_interview(study, talk)
    sitting.session.add_note("in a hurry")
    sitting.close()
    async with wizard(study, talk) as pilot:
        await pilot.press("f4")
        await arrived(pilot, ReadThroughScreen)
        await press(pilot, "home", "plus")
        await shows(pilot, "A line is linked once it answers a question: file the note first.")
        await press(pilot, "down", "minus")
        await shows(pilot, "Go to a line of an answer for that.")
        # The question that was asked off the guide.
        await press(pilot, "down", "down", "down", "down", "plus")
        await shows(pilot, "Go to a line of an answer for that.")
        await press(pilot, "down", "plus", "enter")
        await arrived(pilot, ReadThroughScreen)
        assert kept(study).claims == ()


async def test_somebody_elses_change_is_not_undone_from_here(study: StudyFolder, talk: str) -> None:
    async with wizard(study, talk) as pilot:
        await at_the_first_line(pilot)
        await press(pilot, "plus")
        await type_in(pilot, "Hates mess\n")
        composing.reword_claim(study, kept(study).claims[0].id, "Theirs")
        await press(pilot, "u")
        await until(lambda: any("Not taken back" in line for line in told(pilot.app)))
        assert kept(study).claims[0].sentence == "Theirs"


async def test_at_80_columns_the_keys_that_link_are_shown(study: StudyFolder, talk: str) -> None:
    async with wizard(study, talk, size=(80, 24)) as pilot:
        await at_the_first_line(pilot)
        await shows(pilot, "E edit T tag S star + for - against D done M more Esc back F1 help")


CHOICES = """\
---
id: mornings
title: Mornings
audience: prospects
---

## Problems

### How do you brew? {#brews .one}

- By hand {#a}
- By machine {#b}
"""


async def test_a_choice_is_no_line_to_link(study: StudyFolder) -> None:
    (study.folder / "question_banks" / "mornings.md").write_text(CHOICES)
    beginning = Beginning(audience=Audience.PROSPECTS, bank="mornings", pseudonym="P01")
    sitting = start_interview(study, beginning)
    sitting.session.go("brews")
    sitting.session.write("brews", (Pick("a", "By hand"),), "a filter")
    sitting.session.close_answers()
    sitting.close()
    async with wizard(study, sitting.session.interview.id) as pilot:
        await at_the_first_line(pilot)
        await press(pilot, "home")
        for key in ("plus", "minus"):
            await press(pilot, key)
            await shows(pilot, "A choice counts by itself; link a line of words.")
            await press(pilot, "down", "up")
            await no_longer_shows(pilot, "A choice counts by itself")
        await press(pilot, "down", "plus")
        await arrived(pilot, ClaimBox)


async def test_a_tag_is_offered_and_taken_away_by_its_name_in_the_code_book(
    study: StudyFolder,
) -> None:
    said = {
        "P01": {"barriers": "dear #tied-in\n? why\nhates it #tied-in"},
        "P02": {"barriers": "so #tied-in"},
    }
    talk = interviewed(with_bank(study), said)["P01"]
    rename_tag(study, "tied-in", "freedom")
    async with wizard(study, talk) as pilot:
        screen = await at_the_first_line(pilot)
        await until(lambda: screen._codes() != ())
        await press(pilot, "t")
        await shows(pilot, "A tag for: dear #tied-in", "#freedom")
        box = await arrived(pilot, TagBox)
        assert [thing.text for thing in box._things] == ["freedom"]
        await press(pilot, "down", "enter")
        await shows(pilot, "#freedom removed · U undoes")
        await no_longer_shows(pilot, "dear #tied-in")
        await press(pilot, "t", "down", "enter")
        await shows(pilot, "dear #freedom", "#freedom added")
        await press(pilot, "u", "u")
        await shows(pilot, "dear #tied-in")
