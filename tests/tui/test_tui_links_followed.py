"""Links go along with words wherever an interview is changed, and however it is left."""

import pytest
from composing_reading import interviewed, press, with_bank
from textual.pilot import Pilot
from tui_reading import arrived, saved, settled, shows, told, type_in, until, wizard

from persona_wizard.model.composing import ObservationKey, marks
from persona_wizard.model.observations import observations
from persona_wizard.store import StudyFolder
from persona_wizard.studies import composing
from persona_wizard.tui.app import WizardApp
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.line_box import LineBox
from persona_wizard.tui.screens.read_through import ReadThroughScreen

TEXT = "the lid leaks\nand the pot drips"


@pytest.fixture
def talk(study: StudyFolder) -> str:
    """An interview whose two lines are linked to a claim."""
    talk = interviewed(with_bank(study), {"P01": {"barriers": TEXT}})["P01"]
    links = [ObservationKey(talk, "barriers", mark) for mark in marks(observations(TEXT))]
    composing.make_claim(study, "problems", "Hates mess", links)
    return talk


def loose(store: StudyFolder, talk: str) -> int:
    """How many of the claim's links lead to no line."""
    fresh = StudyFolder(store.folder)
    there = marks(observations(fresh.read_interview(talk).answers["barriers"].text))
    return sum(key.mark not in there for key in fresh.study().claims[0].links)


async def reading(pilot: Pilot[None]) -> None:
    """At the first line, in the interview that was opened finished."""
    await arrived(pilot, ReadThroughScreen)
    await press(pilot, "home", "down")


async def in_its_answer(pilot: Pilot[None]) -> None:
    """At its answer, the cursor at the end."""
    await reading(pilot)
    await press(pilot, "enter")
    await arrived(pilot, InterviewScreen)


@pytest.mark.parametrize("how", ["leave", "end"])
async def test_a_box_that_is_left_open(study: StudyFolder, talk: str, how: str) -> None:
    async with wizard(study, talk) as pilot:
        await reading(pilot)
        await press(pilot, "e")
        await arrived(pilot, LineBox)
        await type_in(pilot, " badly")
        await settled(pilot)
        if how == "leave":
            await pilot.press("ctrl+q")
        else:
            # As a closed window ends it.
            pilot.app.exit(None, 143)
        await pilot.pause()
    assert (
        StudyFolder(study.folder)
        .read_interview(talk)
        .answers["barriers"]
        .text.startswith("the lid leaks badly\n")
    )
    assert loose(study, talk) == 0


async def test_a_line_that_is_changed_in_the_interview(study: StudyFolder, talk: str) -> None:
    before = study.study_stamp()
    async with wizard(study, talk) as pilot:
        await in_its_answer(pilot)
        await type_in(pilot, " all day")
        await saved(study, talk, lambda one: one.answers["barriers"].text.endswith("all day"))
        # Not while the answer is open.
        assert study.study_stamp() == before
        await press(pilot, "f4")
        await arrived(pilot, ReadThroughScreen)
        await shows(pilot, "and the pot drips all day + Hates mess")
        assert loose(study, talk) == 0
        assert told(pilot.app) == []


async def test_two_lines_changed_in_one_go_and_the_wizard_left(
    study: StudyFolder, talk: str
) -> None:
    async with wizard(study, talk) as pilot:
        await in_its_answer(pilot)
        await type_in(pilot, " all day")
        await saved(study, talk, lambda one: one.answers["barriers"].text.endswith("all day"))
        await press(pilot, "up", "home", "X")
        await saved(study, talk, lambda one: one.answers["barriers"].text.startswith("X"))
        await pilot.press("ctrl+q", "ctrl+q")
        await until(lambda: loose(study, talk) == 0)


@pytest.mark.parametrize("leaving", [("ctrl+n",), ("f4",), ("ctrl+q", "ctrl+q")])
async def test_a_line_that_is_typed_away_in_the_interview_is_told(
    study: StudyFolder, talk: str, leaving: tuple[str, ...]
) -> None:
    async with wizard(study) as pilot:
        app = pilot.app
        assert isinstance(app, WizardApp)
        app.sit_down(study, talk)
        await in_its_answer(pilot)
        await press(pilot, *["backspace"] * len("\nand the pot drips"))
        await saved(study, talk, lambda one: one.answers["barriers"].text == "the lid leaks")
        await press(pilot, *leaving)
        await until(lambda: any("1 link to a claim counts no" in one for one in told(pilot.app)))


async def test_quick_changes_of_two_lines_and_both_taken_back(
    study: StudyFolder, talk: str
) -> None:
    links = study.study().claims
    async with wizard(study, talk) as pilot:
        await reading(pilot)
        await type_in(pilot, "q")
        await pilot.press("down")
        await type_in(pilot, "q")
        await shows(pilot, "> the lid leaks + Hates mess", "> and the pot drips + Hates mess")
        assert loose(study, talk) == 0
        await type_in(pilot, "uu")
        await until(lambda: study.study().claims == links)
        await shows(pilot, "Taken back")
    assert loose(study, talk) == 0
