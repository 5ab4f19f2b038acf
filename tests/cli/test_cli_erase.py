"""`erase`: told first, asked, done, searched, and told again."""

import shutil
import sys
from pathlib import Path

import pexpect
import pytest
from cli_running import run, tree

from persona_wizard.model.interview import Participant
from persona_wizard.store import StudyFolder

NAME = "Zinnia Quackenbush"


@pytest.fixture
def named(sample: Path) -> Path:
    """The sample study, with the name of P04."""
    store = StudyFolder.open(sample)
    theirs = next(i for i in store.interviews().interviews if i.pseudonym == "P04")
    store.save_participant(Participant(theirs.participant, "P04", NAME))
    return sample


def typed_into(study: Path, answer: str) -> tuple[int | None, str]:
    """How the command ends in a terminal where this is typed, and what it says."""
    child = pexpect.spawn(
        sys.executable,
        ["-c", "from persona_wizard.cli import main; main()", "erase", study.name, "P04"],
        cwd=str(study.parent),
        encoding="utf-8",
        timeout=20,
        dimensions=(30, 200),
    )
    child.expect("Type P04 to erase all of it")
    before = child.before or ""
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, before + (child.before or "")


def test_a_script_says_yes(named: Path) -> None:
    (named / "exports" / "list.csv").write_text("who\nP04\n")
    told = run("erase", "sample", "P04", "--yes")
    assert told.status == 0
    assert told.out == ""
    lines = told.err.splitlines()
    assert lines[0] == "What goes of P04, for good:"
    assert lines[1].startswith("  interview of ")
    assert "  export: exports/list.csv, which holds their words, name or pseudonym" in lines
    assert lines[-2] == "P04's words are gone."
    assert lines[-1].startswith(
        "study.json keeps the pseudonym, ids and digests (no names), so that it is never"
    )
    assert NAME not in told.err
    assert not [data for data in tree(named).values() if data and NAME.encode() in data]
    again = run("erase", "sample", "p04", "--yes")
    assert again.status == 1
    assert again.one_line.startswith("p04 was erased on ")


def test_what_was_written_by_hand_is_named_and_the_status_tells(named: Path) -> None:
    (named / "notes.txt").write_text(f"call {NAME} back")
    told = run("erase", "sample", "P04", "--yes")
    assert told.status == 1
    assert "  notes.txt" in told.err.splitlines()
    assert (named / "notes.txt").exists()


def test_without_a_terminal_and_without_yes_it_is_refused(named: Path) -> None:
    before = tree(named)
    told = run("erase", "sample", "P04", typed="P04\n")
    assert told.status == 2
    assert "a script says “--yes”" in told.err
    assert tree(named) == before


def test_nobody_of_that_pseudonym(named: Path) -> None:
    before = tree(named)
    told = run("erase", "sample", "P99", "--yes")
    assert (told.status, told.one_line) == (
        1,
        "Nobody here is called P99. Nothing was erased; look up the pseudonym again.",
    )
    assert tree(named) == before
    # Whoever has to look the pseudonym up again need not hear how scripts erase.
    assert run("erase", "sample", "P99") == told


def test_a_newer_study_is_refused_before_anything_is_listed(named: Path) -> None:
    path = named / "study.json"
    path.write_bytes(path.read_bytes().replace(b'"schema": 1', b'"schema": 99', 1))
    before = tree(named)
    told = run("erase", "sample", "P04", "--yes")
    assert told.status == 5
    assert "Update Persona Wizard" in told.one_line
    assert tree(named) == before


def test_somebody_who_is_being_interviewed_is_refused(named: Path) -> None:
    store = StudyFolder(named)
    theirs = next(i for i in store.interviews().interviews if i.pseudonym == "P04")
    with store.reopen(theirs.id):
        told = run("erase", "sample", "P04", "--yes")
    assert told.status == 5
    assert told.err.splitlines()[-1].startswith(f"Interview {theirs.id} of P04 is being written by")
    assert "Nothing was erased." in told.err
    assert store.read_interview(theirs.id) == theirs


def test_a_person_types_the_pseudonym(named: Path) -> None:
    status, told = typed_into(named, "p04")
    assert status == 0
    assert "What goes of P04, for good:" in told
    assert "P04's words are gone." in told
    assert not [data for data in tree(named).values() if data and NAME.encode() in data]


@pytest.mark.parametrize("answer", ["", "P05", "y"])
def test_any_other_word_erases_nothing(named: Path, answer: str) -> None:
    before = tree(named)
    status, told = typed_into(named, answer)
    assert status == 1
    assert "That was another word. Nothing was erased." in told
    assert tree(named) == before


def test_a_pull_that_brings_them_back_has_them_erased_again(named: Path, tmp_path: Path) -> None:
    shutil.copytree(named / "interviews", tmp_path / "pulled")
    run("erase", "sample", "P04", "--yes")
    left = len(list((named / "interviews").iterdir()))
    shutil.copytree(tmp_path / "pulled", named / "interviews", dirs_exist_ok=True)
    told = run("gaps", "sample")
    assert told.status in (0, 3)
    assert told.err.startswith("P04, erased on ")
    assert told.err.splitlines()[0].endswith("Where git brought it, commit the deletion.")
    assert not run("gaps", "sample").err.startswith("P04")
    assert len(list((named / "interviews").iterdir())) == left


def test_who_is_back_under_another_name_is_told_once(sample: Path) -> None:
    path = next(
        path for path in (sample / "interviews").glob("*.json") if '"P04"' in path.read_text()
    )
    copy = path.with_name("0123456789ab.json")
    data = path.read_bytes().replace(path.stem.encode(), copy.stem.encode())
    assert run("erase", sample, "P04", "--yes").status == 0
    copy.write_bytes(data)
    told = run("gaps", sample)
    assert told.err.count("P04, erased on ") == 1
    assert "was here again and is erased again." in told.err
    assert not copy.exists()
    assert "P04" not in run("gaps", sample).err
