"""`doctor`: what a person or a script is told of a study's files, and how it ends."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_running import run, run_apart, tree

from persona_wizard.store import StudyFolder


def interview_file(study: Path) -> Path:
    return study / "interviews" / f"{StudyFolder(study).interviews().interviews[0].id}.json"


def test_all_is_well(sample: Path) -> None:
    before = tree(sample)
    told = run("doctor", sample, "--check")
    assert (told.status, told.out, told.err) == (0, "", "All is well.\n")
    assert tree(sample) == before
    assert run("doctor", sample) == told


def test_check_only_tells(sample: Path) -> None:
    path = interview_file(sample)
    path.write_bytes(b"{")
    before = tree(sample)
    told = run("doctor", sample, "--check")
    assert told.status == 1
    line = told.out.partition("): ")[2]
    assert line.startswith(f"interviews/{path.name} can't be read: it is cut off in the middle.")
    assert "It goes to quarantine/; its state of " in line
    assert told.out.endswith("comes back.\n")
    assert told.out.count("\n") == 1
    assert told.err == (
        "1 found. Nothing was changed: without --check, what can be is put right.\n"
    )
    assert tree(sample) == before


def test_what_is_put_right_is_told_once(sample: Path) -> None:
    path = interview_file(sample)
    whole = path.read_bytes()
    path.write_bytes(b"{")
    (sample / ".gitignore").unlink()
    told = run("doctor", sample)
    assert told.status == 0
    first, second = told.out.splitlines()
    assert f"): interviews/{path.name} can't be read: " in first
    assert first.endswith("is back.")
    assert second.endswith("out of version control. Added.")
    assert told.err == "2 put right.\n"
    assert path.read_bytes() == whole
    assert run("doctor", sample).err == "All is well.\n"


def test_a_page_that_names_somebody_erased_is_told_and_is_nothing_wrong(sample: Path) -> None:
    assert run("erase", sample, "P04", "--yes").status == 0
    page = sample / "exports" / "talk.md"
    page.write_text("as P04 said\n")
    page.chmod(0o600)
    for more in ([], ["--check"]):
        told = run("doctor", sample, *more)
        assert (told.status, told.out) == (0, "")
        assert told.err == (
            "exports/talk.md: it names P04, who was erased. "
            "Look at it, and delete it if it tells of them.\nAll is well.\n"
        )
    assert page.exists()


def test_what_is_left_for_a_person_ends_in_1(sample: Path) -> None:
    path = interview_file(sample)
    path.write_bytes(b"{")
    shutil.rmtree(sample / ".backup")
    (sample / ".gitignore").unlink()
    told = run("doctor", sample)
    assert told.status == 1
    assert told.err == "1 put right. 1 left for you.\n"
    assert "there is no backup of it here: put a copy from elsewhere in its place." in told.out


def test_an_interview_under_way_is_named_and_is_nothing_wrong(sample: Path) -> None:
    path = interview_file(sample)
    with StudyFolder(sample).reopen(path.stem):
        for arguments in (["--check"], []):
            told = run("doctor", sample, *arguments)
            assert (told.status, told.out) == (0, "")
            assert told.err.startswith(f"interviews/{path.name}: it is being written by ")
            assert told.err.endswith("Left alone.\nAll is well.\n")


@pytest.mark.parametrize("check", [[], ["--check"]])
def test_a_folder_that_is_no_study(here: Path, check: list[str]) -> None:
    (here / "notes").mkdir()
    (here / "a file").touch()
    for name in ("notes", "a file", "nowhere"):
        told = run("doctor", name, *check)
        assert told.status == 1
        assert told.one_line.startswith(f"{name} is no study: it has no study.json.")
    assert sorted(path.name for path in here.iterdir()) == ["a file", "notes"]


def test_what_a_file_says_can_not_draw_on_the_terminal(sample: Path) -> None:
    (sample / "interviews" / "\x1b]0;owned\x07.json").write_text('{"\x1b[31m": 1}')
    (sample / "participants" / "x\r\n\x9b2J.json").write_text("{")
    told = run("doctor", sample, "--check")
    assert told.status == 1
    assert all(line.isprintable() for line in told.out.splitlines())
    # One line each for the two files, and one for their folders' rights each.
    assert told.out.count("\n") == 4


@pytest.fixture
def _rights_again(here: Path) -> Iterator[None]:
    yield
    for path in (here, *here.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.mark.skipif(os.name != "posix", reason="rights are another matter here")
@pytest.mark.usefixtures("_rights_again")
def test_a_study_of_somebody_else_is_told_of_and_left(sample: Path, here: Path) -> None:
    shutil.copytree(sample, here / "another")
    for path in (here, sample, *sample.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    path = interview_file(sample)
    path.chmod(0)
    before = tree(sample)
    drop = "import os\nif os.geteuid() == 0: os.setgid(65534); os.setuid(65534)"
    told = run_apart("doctor", "sample", cwd=here, before=drop, warm=("doctor", "another"))
    assert told.status == 1
    assert (
        f"interviews/{path.name}: you have no right to read it. "
        "Ask its owner for the right to read it.\n"
    ) in told.out
    assert "Ask the owner to take the others' rights back." in told.out
    assert tree(sample) == before


def test_a_newer_study_is_not_said_to_be_put_right(sample: Path) -> None:
    path = sample / "study.json"
    path.write_bytes(path.read_bytes().replace(b'"schema": 1', b'"schema": 99', 1))
    for arguments in (["--check"], []):
        told = run("doctor", sample, *arguments)
        assert told.status == 1
        assert told.err == (
            "1 found. Nothing was changed: update Persona Wizard to have it put right.\n"
        )
