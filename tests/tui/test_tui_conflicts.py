"""An interview whose file somebody else changed: told while it is written, settled afterwards."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tui_reading import (
    arrived,
    at,
    no_longer_shows,
    on_disk,
    session,
    shows,
    text_of,
    told,
    type_in,
    until,
    wizard,
    words_of,
)

from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import resume_interview
from persona_wizard.tui import saver
from persona_wizard.tui.interview_words import APART
from persona_wizard.tui.screens import saving as saving_screen
from persona_wizard.tui.screens.ask import Confirm
from persona_wizard.tui.screens.conflicts import ConflictsScreen
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.study import StudyScreen

Begin = Callable[..., str]
THEIRS = "quiet evenings"
OURS = "calm mornings"


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saver, "SOON", 0.02)
    monkeypatch.setattr(saving_screen, "QUIET", 0.02)


def file_of(study: StudyFolder, interview: str) -> Path:
    return study.folder / "interviews" / f"{interview}.json"


def pulled(study: StudyFolder, interview: str, said: str = THEIRS) -> None:
    """Another's version takes the file's place, as git and sync tools do it."""
    path = file_of(study, interview)
    tables = json.loads(path.read_bytes())
    tables["answers"] = {
        "short-term-goals": {
            "wording": "What would you like to get done with Tea?",
            "at": "2026-03-04T10:00:00Z",
            "text": said,
        }
    }
    arrived_file = study.folder.parent / "arrived"
    arrived_file.write_text(json.dumps(tables))
    os.replace(arrived_file, path)


@pytest.fixture
def in_conflict(study: StudyFolder, begun: Begin) -> Callable[..., str]:
    """Makes an interview with two versions: ours says OURS, theirs THEIRS; gives its id."""

    def make(pseudonym: str = "P01", theirs: str = THEIRS, ours: str = OURS) -> str:
        interview = begun(pseudonym)
        sitting = resume_interview(study, interview)
        pulled(study, interview, theirs)
        sitting.session.write("short-term-goals", None, ours)
        sitting.session.write("uses-today", None, "a thermos")
        sitting.close()
        return interview

    return make


def quarantined(study: StudyFolder) -> str:
    return "".join(p.read_text() for p in sorted((study.folder / "quarantine").glob("*")))


async def test_a_file_changed_by_somebody_else_is_told_once_and_nothing_is_lost(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun("P01")
    async with wizard(study, interview, size=(120, 30)) as pilot:
        await pilot.press("enter")
        await at(pilot, "short-term-goals")
        await shows(pilot, "key saved")
        pulled(study, interview)
        await type_in(pilot, OURS)
        await shows(pilot, "saved apart", APART)
        # Every further save is safe, too, and is not worth a word.
        await pilot.press("ctrl+n")
        await at(pilot, "uses-today")
        await no_longer_shows(pilot, "Somebody else changed")
        await type_in(pilot, "a thermos")
        await until(lambda: [c.interview.answers.keys() for c in study.conflicts()] != [])
        await shows(pilot, "saved apart")
        assert "Somebody else" not in words_of(pilot.app)
        assert told(pilot.app) == []

        await pilot.press("ctrl+q", "ctrl+q")
        await arrived(pilot, StudyScreen)
        await shows(pilot, "1 interview has two versions: C shows both.")
    (conflict,) = study.conflicts()
    assert conflict.interview.answers["short-term-goals"].text == OURS
    assert conflict.interview.answers["uses-today"].text == "a thermos"
    assert on_disk(study, interview).answers["short-term-goals"].text == THEIRS


async def test_the_line_is_whole_in_80_columns_and_waits_under_what_lies_on_top(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun("P01")
    async with wizard(study, interview) as pilot:
        await pilot.press("enter")
        await at(pilot, "short-term-goals")
        await type_in(pilot, "calm")
        await shows(pilot, "key saved")
        pulled(study, interview)
        await pilot.press("ctrl+o")
        await type_in(pilot, "the phone rings\n")
        await until(lambda: len(study.conflicts()) == 1)
        await pilot.press("escape")
        await arrived(pilot, InterviewScreen)
        await type_in(pilot, "er")
        await shows(pilot, APART, "saved apart")
        await shows(pilot, "P01 · prospect · Tea")


async def test_an_interview_that_nobody_else_changed_is_just_saved(
    study: StudyFolder, begun: Begin
) -> None:
    async with wizard(study, begun()) as pilot:
        await pilot.press("enter")
        await at(pilot, "short-term-goals")
        await type_in(pilot, OURS)
        assert "apart" not in await shows(pilot, "key saved")


async def test_both_versions_are_shown_with_only_what_differs(
    study: StudyFolder, in_conflict: Begin
) -> None:
    in_conflict(theirs=f"both say this\n{THEIRS}", ours=f"both say this\n{OURS}")
    async with wizard(study) as pilot:
        await shows(pilot, "1 interview has two versions: C shows both.")
        await pilot.press("c")
        await arrived(pilot, ConflictsScreen)
        shown = await shows(
            pilot,
            "Tea · two versions 1 to settle",
            "who audience ours, last said theirs, last said",
            "P01 prospect 2 answers, ",
            "1 answer, ",
            "What would you like to get done with Tea?",
            f"ours both say this {OURS}",
            f"theirs both say this {THEIRS}",
            "What do you use today? ours a thermos theirs nothing",
            "O ours T theirs B both PgDn read on Esc later",
        )
        assert "Pseudonym" not in shown
        assert "Consent" not in shown


@pytest.mark.parametrize(
    ("key", "asked", "said", "listed", "set_apart"),
    [
        (
            "o",
            "Keep ours of P01? Theirs goes to quarantine/ in the study’s folder; nothing is lost.",
            "P01: ours is the interview now; theirs is in quarantine/.",
            [OURS],
            THEIRS,
        ),
        (
            "t",
            "Keep theirs of P01? Ours goes to quarantine/ in the study’s folder; nothing is lost.",
            "P01: theirs is the interview; ours is in quarantine/.",
            [THEIRS],
            OURS,
        ),
        (
            "b",
            "Keep both of P01? Theirs stays as it is; ours becomes another interview of the same "
            "person.",
            "P01: both are kept, as two interviews.",
            [OURS, THEIRS],
            "",
        ),
    ],
)
async def test_one_key_keeps_ours_theirs_or_both(
    study: StudyFolder,
    in_conflict: Begin,
    key: str,
    asked: str,
    said: str,
    listed: list[str],
    set_apart: str,
) -> None:
    in_conflict()
    async with wizard(study) as pilot:
        await shows(pilot, "C shows both")
        await pilot.press("c")
        await arrived(pilot, ConflictsScreen)
        await pilot.press(key)
        await arrived(pilot, Confirm)
        await shows(pilot, asked)
        await pilot.press("n")
        await arrived(pilot, ConflictsScreen)
        assert len(study.conflicts()) == 1
        await pilot.press(key, "y")
        await arrived(pilot, StudyScreen)
        assert told(pilot.app) == [said]
        await no_longer_shows(pilot, "two versions")
        await shows(pilot, f"{len(listed)} interview")
    kept = [i.answers["short-term-goals"].text for i in study.interviews().interviews]
    assert sorted(kept) == listed
    assert len({i.participant for i in study.interviews().interviews}) == 1
    assert study.conflicts() == ()
    assert set_apart in quarantined(study)
    assert bool(quarantined(study)) == bool(set_apart)


@pytest.mark.parametrize(
    ("happens", "stands", "key", "asked", "said"),
    [
        (
            Path.unlink,
            "gone",
            "o",
            "Keep ours of P01? Theirs is gone; ours is the interview again.",
            "P01: ours is the interview again.",
        ),
        (
            Path.unlink,
            "gone",
            "t",
            "Theirs is gone: without ours, this interview of P01 is not listed any more.",
            "P01: ours is in quarantine/.",
        ),
        (
            lambda path: path.write_bytes(b"<<<<<<< HEAD"),
            "can’t be read",
            "o",
            "Keep ours of P01? The file that can’t be read goes to quarantine/",
            "P01: ours is the interview now; what can’t be read is in quarantine/.",
        ),
        (
            lambda path: path.write_bytes(b"<<<<<<< HEAD"),
            "can’t be read",
            "b",
            "Theirs stays as it is and can’t be read; ours becomes another interview",
            "P01: ours is an interview of its own now; theirs can’t be read.",
        ),
    ],
)
async def test_theirs_may_be_gone_or_beyond_reading(
    study: StudyFolder,
    in_conflict: Begin,
    happens: Callable[[Path], object],
    stands: str,
    key: str,
    asked: str,
    said: str,
) -> None:
    happens(file_of(study, in_conflict()))
    async with wizard(study) as pilot:
        await shows(pilot, "C shows both")
        await pilot.press("c")
        await arrived(pilot, ConflictsScreen)
        how = "is gone" if stands == "gone" else stands
        await shows(
            pilot,
            "P01 prospect 2 answers, ",
            f"Theirs {how}: this is all of ours.",
            f"ours {OURS}",
        )
        await pilot.press(key)
        await shows(pilot, asked)
        await pilot.press("y")
        await arrived(pilot, StudyScreen)
        assert told(pilot.app) == [said]
    listed = [i.answers["short-term-goals"].text for i in study.interviews().interviews]
    assert listed == ([] if key == "t" else [OURS])


async def test_several_are_settled_one_after_the_other(
    study: StudyFolder, in_conflict: Begin
) -> None:
    for number in range(1, 4):
        in_conflict(f"P0{number}", theirs=f"theirs of P0{number}")
    async with wizard(study) as pilot:
        await shows(pilot, "3 interviews have two versions: C shows them.")
        await pilot.press("c")
        await arrived(pilot, ConflictsScreen)
        await shows(pilot, "3 to settle")
        for left in ("2 to settle", "1 to settle"):
            await pilot.press("down", "t", "y")
            await arrived(pilot, ConflictsScreen)
            await shows(pilot, left, ": theirs is the interview; ours is in quarantine/.")
        assert told(pilot.app) == []
        await pilot.press("escape")
        await arrived(pilot, StudyScreen)
        await shows(pilot, "1 interview has two versions: C shows both.")
    assert len(study.conflicts()) == 1


async def test_what_was_settled_elsewhere_or_is_still_written_is_told(
    study: StudyFolder, in_conflict: Begin
) -> None:
    interview = in_conflict()
    async with wizard(study) as pilot:
        await shows(pilot, "C shows both")
        await pilot.press("c")
        await arrived(pilot, ConflictsScreen)
        with study.reopen(interview):
            await pilot.press("o", "y")
            await until(lambda: len(told(pilot.app)) == 1)
            assert "Nothing was changed." in told(pilot.app)[0]
            await arrived(pilot, ConflictsScreen)
        study.keep_theirs(study.conflicts()[0])
        await pilot.press("o", "y")
        await until(lambda: len(told(pilot.app)) == 2)
        assert "it was settled already" in told(pilot.app)[1]
        await arrived(pilot, StudyScreen)
        await no_longer_shows(pilot, "two versions")


async def test_a_study_without_conflicts_says_so(study: StudyFolder, begun: Begin) -> None:
    begun()
    async with wizard(study) as pilot:
        assert "two versions" not in await shows(pilot, "1 interview")
        await pilot.press("c")
        await until(lambda: told(pilot.app) == ["Every interview has one version."])
        await arrived(pilot, StudyScreen)


async def test_long_versions_are_read_page_by_page(study: StudyFolder, in_conflict: Begin) -> None:
    in_conflict(theirs="\n".join(f"theirs {n}" for n in range(120)))
    async with wizard(study) as pilot:
        await shows(pilot, "C shows both")
        await pilot.press("c")
        await arrived(pilot, ConflictsScreen)
        assert "theirs 50" not in await shows(pilot, "theirs 1 ")
        await pilot.press("pagedown", "pagedown", "pagedown")
        await shows(pilot, "theirs 50")
        await pilot.press(*["pagedown"] * 8)
        await shows(pilot, "theirs 99", "and 20 more lines", "a thermos")
        await pilot.press(*["pageup"] * 12)
        await shows(pilot, "theirs 1 ")


@pytest.mark.parametrize("hostile", ["[/bold] [int]", "\x1b]2;x\x07now\x9b31m", "a\u202eb"])
async def test_words_of_either_side_are_only_words(
    study: StudyFolder, in_conflict: Begin, hostile: str
) -> None:
    interview = in_conflict(theirs=f"theirs {hostile}", ours=f"ours {hostile}")
    path = file_of(study, interview)
    path.write_text(path.read_text().replace('"P01"', json.dumps(f"P{hostile}")))
    async with wizard(study) as pilot:
        await shows(pilot, "C shows both")
        await pilot.press("c")
        await arrived(pilot, ConflictsScreen)
        await shows(pilot, "Pseudonym", "ours ours", "theirs theirs")
        assert not set("\x1b\x07\x9b\u202e") & set(text_of(pilot.app))
        if hostile.startswith("["):
            await shows(pilot, f"theirs {hostile}", f"ours {hostile}")


async def test_a_study_only_read_settles_nothing(study: StudyFolder, in_conflict: Begin) -> None:
    in_conflict()
    path = study.folder / "study.json"
    path.write_bytes(path.read_bytes().replace(b'"schema": 1', b'"schema": 2'))
    async with wizard(study) as pilot:
        await shows(pilot, "C shows both")
        await pilot.press("c", "o")
        await until(lambda: len(told(pilot.app)) == 1)
        assert told(pilot.app)[0].endswith("Update Persona Wizard to write in it.")
        await arrived(pilot, ConflictsScreen)
    assert len(study.conflicts()) == 1


async def test_the_session_goes_on_with_ours(study: StudyFolder, begun: Begin) -> None:
    interview = begun("P01")
    async with wizard(study, interview) as pilot:
        await pilot.press("enter")
        await at(pilot, "short-term-goals")
        pulled(study, interview)
        await type_in(pilot, OURS)
        await shows(pilot, "saved apart")
        assert session(pilot).interview.answers["short-term-goals"].text == OURS
        # Which of the two is gone on with is decided first.
        await pilot.press("ctrl+q", "ctrl+q")
        await arrived(pilot, StudyScreen)
        await shows(pilot, "two versions")
        await pilot.press("enter")
        await arrived(pilot, ConflictsScreen)
        await pilot.press("t", "y")
        await arrived(pilot, StudyScreen)
        await no_longer_shows(pilot, "two versions")
        await pilot.press("enter")
        await arrived(pilot, InterviewScreen)
        assert session(pilot).interview.answers["short-term-goals"].text == THEIRS
        assert "apart" not in words_of(pilot.app)
