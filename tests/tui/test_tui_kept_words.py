"""Looking at an answer, putting it in order and leaving it never change or lose what was said."""

import threading
from collections.abc import Callable

import pytest
from another_process import held_elsewhere
from textual.widgets import OptionList
from tui_reading import (
    arrived,
    at,
    no_longer_shows,
    on_disk,
    said,
    saved,
    session,
    settled,
    shows,
    told,
    type_in,
    until,
    wizard,
)

from persona_wizard.interviewing import CLOSING, Session
from persona_wizard.model.interview import Interview, State
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import Sitting, resume_interview
from persona_wizard.tui.app import WizardApp
from persona_wizard.tui.screens import looking
from persona_wizard.tui.screens.ask import AskAsTyped, Confirm
from persona_wizard.tui.screens.finder import Finder
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.line_box import LineBox
from persona_wizard.tui.screens.looking import LookingScreen
from persona_wizard.tui.screens.only_read_through import OnlyReadThroughScreen
from persona_wizard.tui.screens.read_through import ReadThroughScreen
from persona_wizard.tui.screens.state_menu import StateMenu
from persona_wizard.tui.screens.study import StudyScreen

Begun = Callable[..., str]


def prepared(store: StudyFolder, interview: str, prepare: Callable[[Session], object]) -> str:
    """The interview after something was done in it."""
    sitting = resume_interview(store, interview)
    prepare(sitting.session)
    sitting.close()
    return interview


@pytest.mark.parametrize("typed", ["1.2340", "12.3450", "7.5", "999", "-1.5", "1 500"])
async def test_a_number_that_is_only_looked_at_stays(
    study: StudyFolder, begun: Begun, typed: str
) -> None:
    interview = prepared(study, begun(), lambda s: s.go("weeks"))
    async with wizard(study, interview) as pilot:
        await type_in(pilot, typed)
        await settled(pilot)
        before = said(pilot, "weeks")
        for _ in range(2):
            await pilot.press("ctrl+n")
            await at(pilot, "buying-role")
            await pilot.press("ctrl+p")
            await at(pilot, "weeks")
        assert said(pilot, "weeks") == before
        assert session(pilot).interview.answers["weeks"].revisions == ()


async def test_a_long_line_that_is_only_looked_at_stays(study: StudyFolder, begun: Begun) -> None:
    line = "word " * 5000
    interview = prepared(study, begun(), lambda s: s.write("short-term-goals", None, line))
    async with wizard(study, interview) as pilot:
        await pilot.press("ctrl+n")
        await at(pilot, "short-term-goals")
        await pilot.press("ctrl+n")
        await at(pilot, "uses-today")
        assert said(pilot, "short-term-goals") == (None, line)


async def test_a_note_that_is_emptied_and_written_anew_is_kept(
    study: StudyFolder, begun: Begun
) -> None:
    def prepare(s: Session) -> None:
        s.go("uses-today")
        s.add_note("old words")
        s.go(CLOSING)

    interview = prepared(study, begun(), prepare)
    async with wizard(study, interview) as pilot:
        await pilot.press("f4")
        screen = await arrived(pilot, ReadThroughScreen)
        screen.query_one(OptionList).highlighted = 1
        await pilot.press("e")
        await arrived(pilot, LineBox)
        await pilot.press("ctrl+u")
        await type_in(pilot, "much better words")
        await pilot.press("escape")
        await arrived(pilot, ReadThroughScreen)
        assert [n.text for n in session(pilot).interview.notes] == ["much better words"]
        await pilot.press("u")
        assert [n.text for n in session(pilot).interview.notes] == ["old words"]


async def test_what_to_ask_next_time_is_kept_as_it_is_typed(
    study: StudyFolder, begun: Begun
) -> None:
    interview = prepared(study, begun(), lambda s: s.go(CLOSING))
    async with wizard(study, interview) as pilot:
        await pilot.press("f4")
        await arrived(pilot, ReadThroughScreen)
        await pilot.press("D")
        await arrived(pilot, Confirm)
        await pilot.press("N")
        await arrived(pilot, AskAsTyped)
        await type_in(pilot, "ask about the lid")
        await pilot.press("ctrl+q")
        await arrived(pilot, StudyScreen)
    assert on_disk(study, interview).next_time == "ask about the lid"


@pytest.mark.parametrize(("key", "state"), [("D", State.DECLINED), ("k", State.DONT_KNOW)])
async def test_states_are_given_by_capitals_too(
    study: StudyFolder, begun: Begun, key: str, state: State
) -> None:
    interview = prepared(study, begun(), lambda s: s.go("weeks"))
    async with wizard(study, interview) as pilot:
        await pilot.press("ctrl+r")
        await arrived(pilot, StateMenu)
        await pilot.press(key)
        await arrived(pilot, InterviewScreen)
        assert session(pilot).interview.answers["weeks"].state is state


async def test_listening_without_a_word_is_time_that_is_kept(
    study: StudyFolder, begun: Begun
) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await arrived(pilot, InterviewScreen)
        session(pilot)._started -= 600
        await pilot.press("ctrl+q", "ctrl+q")
        await arrived(pilot, StudyScreen)
    assert on_disk(study, interview).elapsed >= 600


async def test_after_a_while_of_listening_the_time_is_saved(
    study: StudyFolder, begun: Begun
) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await arrived(pilot, InterviewScreen)
        session(pilot)._started -= 600
        await until(lambda: on_disk(study, interview).elapsed >= 600)


async def test_the_closing_repeats_no_more_than_is_known(study: StudyFolder, begun: Begun) -> None:
    def prepare(s: Session) -> None:
        s.consent("consent-quote", True)
        s.go(CLOSING)
        s.consent("consent-quote", False)

    interview = prepared(study, begun(), prepare)
    async with wizard(study, interview) as pilot:
        await shows(pilot, "You said no. Still so?", "not asked so far")


async def test_the_finder_leads_to_the_opening_and_the_closing_and_back(
    study: StudyFolder, begun: Begun
) -> None:
    interview = prepared(study, begun(), lambda s: s.go(CLOSING))
    async with wizard(study, interview) as pilot:
        await pilot.press("ctrl+f")
        await arrived(pilot, Finder)
        await type_in(pilot, "3\n")
        await at(pilot, "weeks")
        await pilot.press("ctrl+f")
        await arrived(pilot, Finder)
        await shows(pilot, "Closing back to where you were")
        await type_in(pilot, "opening\n")
        await at(pilot, "@opening")


async def test_consent_that_was_never_asked_is_told_and_can_be_asked(
    study: StudyFolder, begun: Begun
) -> None:
    interview = prepared(study, begun(), lambda s: s.consent("consent-take-part", True))
    async with wizard(study, interview) as pilot:
        await pilot.press("f4")
        await arrived(pilot, ReadThroughScreen)
        await shows(pilot, "Not asked You may quote me consent; Enter asks it in the Closing")
        await pilot.press("d")
        await shows(pilot, "Consent was not asked: “You may quote me”.")
        await pilot.press("escape", "home")
        # E has nothing to change there.
        await pilot.press("e")
        assert isinstance(pilot.app.screen, ReadThroughScreen)
        await pilot.press("enter")
        await at(pilot, CLOSING)


async def test_of_the_rest_only_consent_is_asked_about_before_the_end(
    study: StudyFolder, begun: Begun
) -> None:
    def prepare(s: Session) -> None:
        s.mark_rest_out_of_time()
        s.consent("consent-take-part", True)

    interview = prepared(study, begun(), prepare)
    async with wizard(study, interview) as pilot:
        await pilot.press("f4")
        await arrived(pilot, ReadThroughScreen)
        await pilot.press("d")
        await shows(pilot, "Finish all the same?")
        await no_longer_shows(pilot, "out of time?")
        await pilot.press("n")
        await at(pilot, CLOSING)


# A second window


@pytest.fixture
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "EVERY", 0.05)


@pytest.mark.usefixtures("_looks_often")
async def test_a_pseudonym_with_brackets_is_told_as_it_is(study: StudyFolder, begun: Begun) -> None:
    interview = begun("Ann [/]")
    async with wizard(study) as pilot:
        await arrived(pilot, StudyScreen)
        with held_elsewhere(study, interview) as other:
            await pilot.press("enter")
            await arrived(pilot, LookingScreen)
            other.leaves()
            await until(lambda: bool(told(pilot.app)))
            assert told(pilot.app) == ["Ann [/] is free now. ^S lets you write here."]


async def test_a_note_is_not_filed_from_a_window_that_only_reads(
    study: StudyFolder, begun: Begun
) -> None:
    def prepare(s: Session) -> None:
        s.go(CLOSING)
        s.add_note("loose")

    interview = prepared(study, begun(), prepare)
    async with wizard(study) as pilot:
        await arrived(pilot, StudyScreen)
        with held_elsewhere(study, interview):
            await pilot.press("enter")
            await arrived(pilot, LookingScreen)
            await pilot.press("f4")
            screen = await arrived(pilot, OnlyReadThroughScreen)
            screen.query_one(OptionList).highlighted = 1
            await shows(pilot, "A note that waits to be filed.")
            await pilot.press("enter")
            await settled(pilot)
            assert pilot.app.screen is screen


async def test_a_slow_disk_holds_nobody_up(
    study: StudyFolder, begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = threading.Event()
    save = Sitting.save

    def slowly(sitting: Sitting, interview: Interview) -> None:
        free.wait(10)
        save(sitting, interview)

    interview = prepared(study, begun(), lambda s: s.go("uses-today"))
    monkeypatch.setattr(Sitting, "save", slowly)
    async with wizard(study, interview) as pilot:
        await arrived(pilot, InterviewScreen)
        await type_in(pilot, "a thermos")
        await pilot.press("ctrl+q", "ctrl+q")
        # The screen is alive while the disk takes its time.
        await shows(pilot, "saving…")
        await type_in(pilot, " and a flask")
        await shows(pilot, "a thermos and a flask")
        free.set()
        await arrived(pilot, StudyScreen)
    assert on_disk(study, interview).answers["uses-today"].text == "a thermos and a flask"


async def test_the_place_an_interview_is_opened_at_is_where_it_is_gone_on_with(
    study: StudyFolder, begun: Callable[..., str]
) -> None:
    interview = begun()
    async with wizard(study) as pilot:
        assert isinstance(pilot.app, WizardApp)
        pilot.app.sit_down(study, interview, "weeks")
        await arrived(pilot, InterviewScreen)
        await at(pilot, "weeks")
        await saved(study, interview, lambda kept: kept.current == "weeks")
