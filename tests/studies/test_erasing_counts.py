"""Pages that hold none of an erased person's words, and count what they said."""

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from persona_wizard.export import Layout
from persona_wizard.export.formats import Format
from persona_wizard.model.built_on import built_on, interview_print
from persona_wizard.model.departments import DEPARTMENTS
from persona_wizard.store import StudyFolder
from persona_wizard.studies.departments import keep_folder
from persona_wizard.studies.erasing import (
    Left,
    erase_person,
    person_to_erase,
    what_goes_in_words,
    what_is_left_in_words,
)
from persona_wizard.studies.exporting import Wanted, content_of, export
from persona_wizard.studies.reading import read_study

STAYS = "These pages stay and are built on their interview, too: export them again."


def written(store: StudyFolder, *wanted: Wanted, over: bool = False) -> tuple[Path, ...]:
    return export(store, read_study(store), wanted, None, over)


def erased(store: StudyFolder, pseudonym: str) -> tuple[tuple[str, ...], Left]:
    """What is told before, and what is left."""
    erasure = person_to_erase(store, pseudonym)
    return what_goes_in_words(erasure), erase_person(store, erasure)


@pytest.mark.parametrize("form", [Format.MARKDOWN, Format.HTML])
def test_a_page_that_only_counts_them_is_told(demo: StudyFolder, form: Format) -> None:
    wanted = Wanted(format=form, department="support", allow_gaps=True)
    (page,) = written(demo, wanted)
    file = page.relative_to(demo.folder).as_posix()
    theirs = (one.id for one in demo.interviews().interviews if one.pseudonym == "P04")
    gone = set(map(interview_print, theirs))
    before, left = erased(demo, "P04")
    assert page.exists()
    assert f"stays: {file} is built on their interview, too: export it again afterwards" in before
    assert left.built == (file,)
    assert left.files == ()
    lines = what_is_left_in_words("P04", left)
    assert lines[:3] == ("P04's words are gone.", STAYS, f"  {file}")
    # Written anew, it is built on nobody who is gone.
    assert built_on(page.read_text()) & gone
    written(demo, wanted, over=True)
    assert not built_on(page.read_text()) & gone


def test_what_goes_does_not_stay(demo: StudyFolder) -> None:
    full, support = written(
        demo,
        Wanted(layout=Layout.FULL, allow_gaps=True),
        Wanted(department="support", allow_gaps=True),
    )
    before, left = erased(demo, "P04")
    assert not full.exists()
    assert left.built == (support.relative_to(demo.folder).as_posix(),)
    assert not [line for line in before if line.startswith(f"stays: exports/{full.name}")]


def test_nobody_is_told_of_pages_without_them(demo: StudyFolder) -> None:
    others = tuple(
        one.participant for one in demo.interviews().interviews if one.pseudonym != "P04"
    )
    personas = tuple(replace(one, members=others) for one in demo.study().personas)
    demo.save_study(replace(demo.study(), personas=personas))
    (page,) = written(demo, Wanted(department="support", allow_gaps=True))
    (demo.folder / "exports" / "mine.md").write_text("# Mine\n")
    before, left = erased(demo, "P04")
    assert page.exists()
    assert left.built == ()
    assert not [line for line in before if line.startswith("stays:")]
    assert STAYS not in what_is_left_in_words("P04", left)


def test_pages_in_a_department_s_folder_are_told(demo: StudyFolder, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    keep_folder(demo, "support", drive)
    (page,) = written(demo, Wanted(department="support", allow_gaps=True))
    (drive / "others.md").write_text("# Others\n")
    (drive / "broken.md").symlink_to(tmp_path / "gone")
    (drive / "folder.md").mkdir()
    _, left = erased(demo, "P04")
    assert left.built == (str(page),)
    lines = what_is_left_in_words("P04", left)
    assert lines[1:3] == (STAYS, f"  {page}")


@pytest.mark.parametrize("folder", ["exports/../../drive", "../drive", "exports-of-ours"])
def test_a_folder_that_was_written_by_hand_is_looked_into(demo: StudyFolder, folder: str) -> None:
    department = replace(DEPARTMENTS[0], folder=folder)
    demo.change_study(lambda study: replace(study, departments=(department,)))
    drive = Path(os.path.normpath(demo.folder / folder))
    drive.mkdir()
    page = drive / "page.md"
    page.write_bytes(content_of(demo, read_study(demo), Wanted(allow_gaps=True)))
    _, left = erased(demo, "P04")
    assert left.folders == (str(drive),)
    assert left.built == (str(page),)


def test_a_folder_among_the_exports_is_told_as_part_of_the_study(demo: StudyFolder) -> None:
    department = replace(DEPARTMENTS[0], folder="exports/for-sales")
    demo.change_study(lambda study: replace(study, departments=(department,)))
    _, left = erased(demo, "P04")
    assert left.folders == ()


def test_a_drive_that_is_away_hinders_nothing(demo: StudyFolder, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    keep_folder(demo, "support", drive)
    drive.rmdir()
    _, left = erased(demo, "P04")
    assert left.built == ()
    assert left.folders == (str(drive),)
