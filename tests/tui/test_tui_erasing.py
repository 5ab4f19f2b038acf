"""Erasing a person from the screens: what goes, the pseudonym typed, and what is said after."""

import threading
from collections.abc import Callable

import pytest
from tui_reading import (
    arrived,
    at,
    no_longer_shows,
    on_disk,
    press_at_once,
    shows,
    text_of,
    told,
    type_in,
    until,
    wizard,
)

from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import Participant
from persona_wizard.store import Belongings, Erased, StudyFolder
from persona_wizard.tui.screens.ask import Confirm
from persona_wizard.tui.screens.doing import Doing
from persona_wizard.tui.screens.erase_person import ErasePersonScreen
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.read_through import ReadThroughScreen
from persona_wizard.tui.screens.study import StudyScreen

Begin = Callable[..., str]


async def test_the_study_erases_the_person_under_the_cursor(
    study: StudyFolder, begun: Begin
) -> None:
    interview, other = begun("P01"), begun("P02")
    person = on_disk(study, interview).participant
    study.save_participant(Participant(person, "P01", "Zinnia Quackenbush"))
    async with wizard(study) as pilot:
        await shows(pilot, "P02", "P01")
        await pilot.press("down", "i", "x")
        await arrived(pilot, ErasePersonScreen)
        shown = await shows(
            pilot,
            "What goes of P01:",
            "interview of",
            "name and contact: participants/",
            "Type P01 to erase all of it for good:",
        )
        assert "Zinnia" not in shown
        await type_in(pilot, "P02\n")
        await until(lambda: "That was another word. Nothing was erased." in told(pilot.app))
        await arrived(pilot, ErasePersonScreen)
        await pilot.press("backspace")
        await type_in(pilot, "1\n")
        await arrived(pilot, StudyScreen)
        await until(lambda: any("P01's words are gone." in line for line in told(pilot.app)))
        assert any("Backups elsewhere are out of reach." in line for line in told(pilot.app))
        await no_longer_shows(pilot, "P01 prospect")
    assert [i.id for i in study.interviews().interviews] == [other]
    assert study.participants() == ()


async def test_in_a_small_window_the_list_gives_way_to_the_line(
    study: StudyFolder, begun: Begin
) -> None:
    begun("P01")
    for number in range(20):
        (study.folder / "exports" / f"page-{number}.md").write_text("P01")
    async with wizard(study, size=(50, 14)) as pilot:
        await shows(pilot, "1 interview")
        await pilot.press("i", "x")
        await arrived(pilot, ErasePersonScreen)
        await type_in(pilot, "p0")
        lines = [line.strip(" ▌│█▂▇") for line in text_of(pilot.app).split("\n")]
        for wanted in ("interview of", "Type P01 to erase all", "p0", "Enter erases  Esc keeps"):
            assert any(wanted in line for line in lines), wanted


async def test_escape_erases_nothing(study: StudyFolder, begun: Begin) -> None:
    interview = begun("P01")
    async with wizard(study) as pilot:
        await shows(pilot, "P01")
        await pilot.press("i", "x")
        await arrived(pilot, ErasePersonScreen)
        await type_in(pilot, "P01")
        await pilot.press("escape")
        await arrived(pilot, StudyScreen)
    assert [i.id for i in study.interviews().interviews] == [interview]


async def test_an_interview_being_read_through_closes_with_its_person(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun("P01")
    async with wizard(study, interview) as pilot:
        await pilot.press("enter")
        await at(pilot, "short-term-goals")
        await type_in(pilot, "calm mornings for everybody")
        await pilot.press("f4")
        await arrived(pilot, ReadThroughScreen)
        await shows(pilot, "calm mornings for everybody")
        await pilot.press("m", "x")
        await arrived(pilot, ErasePersonScreen)
        await type_in(pilot, "P01\n")
        await arrived(pilot, StudyScreen)
        await shows(pilot, "No interview yet")
    left = [p for p in study.folder.rglob("*") if p.is_file() and b"calm" in p.read_bytes()]
    assert left == []


async def test_a_fault_that_nobody_foresaw_surfaces_in_a_test(
    study: StudyFolder, begun: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(screen: InterviewScreen) -> None:
        raise KeyError("unforeseen")

    monkeypatch.setattr(InterviewScreen, "action_note", fault)

    async def press_it() -> None:
        async with wizard(study, begun()) as pilot:
            await pilot.press("ctrl+o")
            await pilot.pause()

    with pytest.raises(KeyError, match="unforeseen"):
        await press_it()


async def test_while_it_is_erased_keys_wait_and_the_screen_goes_on(
    study: StudyFolder, begun: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, _ = begun("P02"), begun("P01")
    may_go = threading.Event()
    erase = StudyFolder.erase

    def slowly(store: StudyFolder, erased: Erased, own: str = "") -> Belongings:
        assert threading.current_thread() is not threading.main_thread()
        assert may_go.wait(10)
        return erase(store, erased, own)

    monkeypatch.setattr(StudyFolder, "erase", slowly)
    async with wizard(study) as pilot:
        await shows(pilot, "P02", "P01")
        await pilot.press("i", "x")
        await arrived(pilot, ErasePersonScreen)
        await type_in(pilot, "P01\n")
        await until(lambda: "Erasing P01…" in text_of(pilot.app))
        assert "Keys wait until it is done." in text_of(pilot.app)
        await press_at_once(pilot, "escape", "ctrl+q", "n")
        assert isinstance(pilot.app.screen, Doing)
        assert pilot.app.is_running
        may_go.set()
        await arrived(pilot, StudyScreen)
        await until(lambda: any("P01's words are gone." in line for line in told(pilot.app)))
    assert [i.id for i in study.interviews().interviews] == [other]


async def test_what_lies_on_top_keeps_it_neither_open_nor_going(
    study: StudyFolder, begun: Begin
) -> None:
    begun("P01")
    may_end = threading.Event()
    ended: list[WizardError | None] = []
    async with wizard(study) as pilot:
        await shows(pilot, "P01")
        wait = Doing("Erasing P01…", lambda: assert_true(may_end.wait(10)))
        pilot.app.push_screen(wait, ended.append)
        await until(lambda: pilot.app.screen is wait)
        pilot.app.push_screen(Confirm("Sure?", "yes", "no"))
        await until(lambda: isinstance(pilot.app.screen, Confirm))
        await press_at_once(pilot, "ctrl+q")
        assert isinstance(pilot.app.screen, Confirm)
        may_end.set()
        await until(lambda: wait.is_over)
        await pilot.press("escape")
        await arrived(pilot, StudyScreen)
        await until(lambda: ended == [None])


async def test_once_it_is_over_the_wizard_can_be_left(study: StudyFolder, begun: Begin) -> None:
    begun("P01")
    async with wizard(study) as pilot:
        await shows(pilot, "P01")
        done = Doing("Erasing P01…", lambda: None)
        pilot.app.push_screen(done)
        pilot.app.push_screen(Confirm("Sure?", "yes", "no"))
        await until(lambda: done.is_over)
        await pilot.press("ctrl+q")
        await until(lambda: not pilot.app.is_running)


def assert_true(held: bool) -> None:
    assert held


async def test_why_it_can_not_be_erased_is_told(study: StudyFolder, begun: Begin) -> None:
    interview = begun("P01")
    async with wizard(study) as pilot:
        await shows(pilot, "P01")
        await pilot.press("i", "x")
        await arrived(pilot, ErasePersonScreen)
        settings = study.folder / "study.json"
        data = settings.read_bytes()
        settings.write_bytes(b"{")
        await type_in(pilot, "P01\n")
        await until(lambda: any("can't be read" in line for line in told(pilot.app)))
        settings.write_bytes(data)
    assert [i.id for i in study.interviews().interviews] == [interview]
