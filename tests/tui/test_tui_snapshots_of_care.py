"""Pictures of the screens that look after a study: conflicts, every file, erasing, a long look."""

import json
from collections.abc import Callable

import pytest
from test_tui_snapshots import (
    TODAY,
    Compare,
    Scene,
    _fonts_at_hand,  # noqa: F401
    _one_day_in_one_place,  # noqa: F401
    each_size,
    scene,  # noqa: F401
)
from textual.pilot import Pilot
from tui_reading import arrived, settled, shows

from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import resume_interview
from persona_wizard.tui.app import WizardApp
from persona_wizard.tui.screens import conflicts as conflicts_screen
from persona_wizard.tui.screens import study as study_screen
from persona_wizard.tui.screens.conflicts import ConflictsScreen
from persona_wizard.tui.screens.erase_person import ErasePersonScreen
from persona_wizard.tui.screens.look_after import LookAfterScreen
from persona_wizard.tui.screens.study import StudyScreen


def picture_of(
    compare: Compare, study: StudyFolder, size: tuple[int, int], look: Callable[..., object]
) -> None:
    assert compare(WizardApp(study.folder), terminal_size=size, run_before=look)


@each_size
def test_a_long_first_look(
    snap_compare: Compare,
    scene: Scene,  # noqa: F811
    size: tuple[int, int],
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        screen = await arrived(pilot, StudyScreen)
        screen._reading = True
        screen.post_message(StudyScreen.Far(3200, 10_000))
        await shows(pilot, "reading… ━━━───────── 32 % 3,200 of 10,000")

    picture_of(snap_compare, scene.study, size, look)


def in_conflict(study: StudyFolder, interview: str) -> None:
    """Have an interview's file changed by somebody else while something is said here."""
    sitting = resume_interview(study, interview)
    path = study.folder / "interviews" / f"{interview}.json"
    tables = json.loads(path.read_bytes())
    tables["answers"]["product-problems"] = {
        "wording": "What gets in the way?",
        "at": "2026-11-20T10:05:00Z",
        "text": "> the lid leaks\nin the bag, twice",
    }
    path.write_text(json.dumps(tables))
    sitting.session.write("product-problems", None, "> the lid leaks\non the train")
    sitting.close()
    (conflict,) = study.conflicts()
    folder = study.folder / "conflicts"
    # What becomes of it has an id that follows from this name.
    folder.joinpath(conflict.file).rename(folder / f"{interview}.0a1b2c3d.json")


@each_size
@pytest.mark.parametrize("kept", ["", "both"])
def test_conflicts(
    snap_compare: Compare,
    scene: Scene,  # noqa: F811
    size: tuple[int, int],
    kept: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(conflicts_screen, "datetime", study_screen.datetime)
    assert TODAY.startswith("2026-11-20")
    in_conflict(scene.study, scene.unfinished)

    async def look(pilot: Pilot[None]) -> None:
        await arrived(pilot, StudyScreen)
        await pilot.press("c")
        await arrived(pilot, ConflictsScreen)
        await shows(pilot, "1 to settle", "on the train")
        if kept:
            await pilot.press("b", "y")
            await arrived(pilot, StudyScreen)
            pilot.app.clear_notifications()
            await settled(pilot)
            await shows(pilot, "resume · 10:05", "resume · 12:00")

    picture_of(snap_compare, scene.study, size, look)


@each_size
@pytest.mark.parametrize("wrong", [True, False], ids=["wrong", "well"])
def test_look_after(
    snap_compare: Compare,
    scene: Scene,  # noqa: F811
    size: tuple[int, int],
    wrong: bool,
) -> None:
    if wrong:
        first = scene.study.interviews().interviews[0]
        path = scene.study.folder / "interviews" / f"{first.id}.json"
        path.write_bytes(path.read_bytes()[:400])
        # How long before the damage it was made differs from run to run.
        (scene.study.folder / ".backup" / "interviews" / path.name).unlink()
        scene.study.folder.joinpath("study.json").chmod(0o644)

    async def look(pilot: Pilot[None]) -> None:
        await arrived(pilot, StudyScreen)
        await pilot.press("d")
        await arrived(pilot, LookAfterScreen)
        await shows(pilot, "2 found" if wrong else "All is well")

    picture_of(snap_compare, scene.study, size, look)


@each_size
def test_erase_person(
    snap_compare: Compare,
    scene: Scene,  # noqa: F811
    size: tuple[int, int],
) -> None:
    scene.study.folder.joinpath("exports", "talk.md").write_text("as P13 said")

    async def look(pilot: Pilot[None]) -> None:
        await arrived(pilot, StudyScreen)
        await pilot.press("i", "x")
        await arrived(pilot, ErasePersonScreen)
        await shows(pilot, "What goes of P13:", "exports/talk.md")

    picture_of(snap_compare, scene.study, size, look)
