"""An interview that another process has: shown, walked about in, and never written."""

from collections.abc import Callable

import pytest
from another_process import held_elsewhere
from tui_reading import (
    arrived,
    at,
    no_longer_shows,
    on_disk,
    paste,
    shows,
    told,
    type_in,
    until,
    wizard,
)

from persona_wizard.model.interview import Interview
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import resume_interview
from persona_wizard.tui.screens import looking
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.looking import LookingScreen
from persona_wizard.tui.screens.only_read_through import OnlyReadThroughScreen
from persona_wizard.tui.screens.study import StudyScreen

Begin = Callable[..., str]
LONG = "\n".join(f"line {n}" for n in range(40))


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "EVERY", 0.05)


@pytest.fixture
def half_done(study: StudyFolder, begun: Begin) -> str:
    """An interview with a few answers and a note, left at its first question."""
    interview = begun("P07")
    sitting = resume_interview(study, interview)
    sitting.session.write("short-term-goals", None, "calm mornings #time")
    sitting.session.write("uses-today", None, "a thermos")
    sitting.session.write("satisfaction", 4, "because of the lid")
    sitting.session.go("short-term-goals")
    sitting.close()
    return interview


async def test_it_is_shown_and_walked_about_in_and_nothing_that_is_typed_changes_it(
    study: StudyFolder, half_done: str
) -> None:
    before = on_disk(study, half_done)
    async with wizard(study) as pilot:
        await arrived(pilot, StudyScreen)
        with held_elsewhere(study, half_done) as other:
            await pilot.press("enter")
            screen = await arrived(pilot, LookingScreen)
            await shows(
                pilot, "P07 · prospect · Tea", "read only", "calm mornings #time", "^S write"
            )
            assert screen.focused is None
            await no_longer_shows(pilot, "^O note")

            await type_in(pilot, "typed in vain #x")
            await paste(pilot, "pasted\nin vain")
            await pilot.press("backspace", "ctrl+o", "ctrl+r", "d", "f3", "tab")
            assert len(told(pilot.app)) == 1
            said = told(pilot.app)[0]
            assert said.startswith("P07 is being written by ")
            assert f"(process {other.pid})" in said
            assert said.endswith("; here you can only read.")
            await shows(pilot, "calm mornings #time")
            await no_longer_shows(pilot, "in vain")

            await pilot.press("enter")
            await at(pilot, "uses-today")
            await shows(pilot, "a thermos")
            await type_in(pilot, "x")
            await pilot.press("ctrl+n", "ctrl+n", "pagedown", "pagedown")
            await at(pilot, "satisfaction")
            await type_in(pilot, "9")
            await shows(pilot, "because of the lid")
            await pilot.press("ctrl+f")
            await type_in(pilot, "thermos\n")
            await at(pilot, "uses-today")
            await pilot.press("f2")
            await shows(pilot, "key questions only")
            await pilot.press("f2", "pageup", "pageup")
            await shows(pilot, "[ ] You may quote me not asked")
            await type_in(pilot, "yyn")
            await shows(pilot, "[ ] You may quote me not asked")

            await pilot.press("f4")
            await arrived(pilot, OnlyReadThroughScreen)
            await shows(pilot, "calm mornings #time", "a thermos")
            await type_in(pilot, "ftsqxd")
            await pilot.press("enter")
            await arrived(pilot, LookingScreen)
            await pilot.press("escape", "ctrl+q")
            await arrived(pilot, StudyScreen)
            assert on_disk(study, half_done) == before
            assert other.pid
    assert on_disk(study, half_done) == before


async def test_what_the_other_writes_comes_in_by_itself(study: StudyFolder, half_done: str) -> None:
    with held_elsewhere(study, half_done) as other:
        async with wizard(study, half_done) as pilot:
            await shows(pilot, "read only", "calm mornings")
            other.writes("short-term-goals", "calm mornings, and quiet ones")
            await shows(pilot, "calm mornings, and quiet ones")
            await pilot.press("ctrl+n")
            await at(pilot, "uses-today")
            other.writes("short-term-goals", "changed elsewhere")
            other.writes("uses-today", LONG.replace("\n", " "))
            await shows(pilot, "line 39")
            await at(pilot, "uses-today")
            await pilot.press("ctrl+p")
            await shows(pilot, "changed elsewhere")


async def test_a_long_answer_is_scrolled(study: StudyFolder, half_done: str) -> None:
    sitting = resume_interview(study, half_done)
    sitting.session.write("short-term-goals", None, LONG)
    sitting.close()
    with held_elsewhere(study, half_done):
        async with wizard(study, half_done) as pilot:
            await shows(pilot, "line 39")
            await pilot.press(*["up"] * 40)
            await shows(pilot, "line 0")
            await no_longer_shows(pilot, "line 39")
            await pilot.press(*["down"] * 40)
            await shows(pilot, "line 39")


async def test_it_is_written_here_once_the_other_has_left(
    study: StudyFolder, half_done: str
) -> None:
    with held_elsewhere(study, half_done) as other:
        async with wizard(study, half_done) as pilot:
            await arrived(pilot, LookingScreen)
            await pilot.press("ctrl+s")
            await until(lambda: len(told(pilot.app)) == 1)
            assert "is being written by" in told(pilot.app)[0]
            await arrived(pilot, LookingScreen)
            await pilot.press("ctrl+n")
            other.leaves()
            await shows(pilot, "free: ^S")
            assert told(pilot.app)[-1] == "P07 is free now. ^S lets you write here."
            await pilot.press("ctrl+s")
            screen = await arrived(pilot, InterviewScreen)
            assert not isinstance(screen, LookingScreen)
            await at(pilot, "uses-today")
            await type_in(pilot, ", blue")
            await pilot.press("ctrl+q", "ctrl+q")
            await arrived(pilot, StudyScreen)
    assert on_disk(study, half_done).answers["uses-today"].text == "a thermos, blue"


async def test_it_is_written_here_once_the_other_was_killed(
    study: StudyFolder, half_done: str
) -> None:
    with held_elsewhere(study, half_done) as other:
        async with wizard(study, half_done) as pilot:
            await arrived(pilot, LookingScreen)
            other.is_killed()
            await pilot.press("ctrl+s")
            await until(lambda: type(pilot.app.screen) is InterviewScreen)


async def test_one_that_is_erased_meanwhile_stays_on_the_screen_and_says_so(
    study: StudyFolder, half_done: str
) -> None:
    with held_elsewhere(study, half_done):
        async with wizard(study, half_done) as pilot:
            await arrived(pilot, LookingScreen)
            (study.folder / "interviews" / f"{half_done}.json").unlink()
            await until(lambda: len(told(pilot.app)) == 1)
            assert told(pilot.app)[0].startswith(f"There is no interview {half_done} in ")
            await shows(pilot, "calm mornings")
            await pilot.press("ctrl+q")
            await arrived(pilot, StudyScreen)


async def test_a_finished_one_is_opened_to_read_through(study: StudyFolder, half_done: str) -> None:
    sitting = resume_interview(study, half_done)
    sitting.session.finish()
    sitting.close()
    with held_elsewhere(study, half_done):
        async with wizard(study, half_done) as pilot:
            await arrived(pilot, OnlyReadThroughScreen)
            await shows(pilot, "a thermos", "finished")
            await pilot.press("escape")
            await arrived(pilot, StudyScreen)


@pytest.mark.parametrize("file", ["study.json", "interviews/{}.json"])
async def test_what_a_newer_version_wrote_is_only_read(
    study: StudyFolder, half_done: str, file: str
) -> None:
    path = study.folder / file.format(half_done)
    path.write_bytes(path.read_bytes().replace(b'"schema": 1', b'"schema": 2'))
    before = path.read_bytes()
    async with wizard(study, half_done) as pilot:
        await arrived(pilot, LookingScreen)
        await shows(pilot, "read only", "calm mornings #time")
        await type_in(pilot, "x")
        said = "P07 is being written by a newer Persona Wizard; here you can only read."
        assert told(pilot.app) == [said]
        await pilot.press("ctrl+s")
        await until(lambda: len(told(pilot.app)) == 2)
        assert told(pilot.app)[1].endswith("Update Persona Wizard to write in it.")
        await arrived(pilot, LookingScreen)
        await pilot.press("ctrl+q")
    assert path.read_bytes() == before


def test_a_record_taken_in_keeps_the_place_and_brings_the_time(
    study: StudyFolder, half_done: str
) -> None:
    from msgspec.structs import replace

    from persona_wizard.studies.looking import look_at

    seen = look_at(study, half_done)
    assert seen.news() is None
    seen.session.go("uses-today")
    newer: Interview = replace(on_disk(study, half_done), elapsed=75.0)
    with study.reopen(half_done) as file:
        file.save(newer)
    news = seen.news()
    assert news == newer
    seen.session.take_in(newer)
    assert (seen.session.place, seen.session.elapsed) == ("uses-today", 75.0)
    assert seen.news() is None
