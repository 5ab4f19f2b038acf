"""Without a terminal, in a closed pipe, with a full disk: plain words and no traceback."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_running import Told, run, run_apart, tree

COMMAND = str(Path(sys.executable).with_name("persona-wizard"))


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["sample"],
        ["./sample"],
        ["interview", "sample", "--audience", "prospects"],
        ["interview", "sample", "--resume", "P01"],
        ["demo"],
    ],
)
def test_without_a_terminal_the_wizard_names_the_plain_way(
    sample: Path, here: Path, arguments: list[str]
) -> None:
    before = tree(sample)
    told = run(*arguments)
    assert (told.status, told.out) == (1, "")
    assert told.err.endswith("interview STUDY --audience prospects --plain”.\n")
    assert tree(sample) == before


def test_a_commands_name_wins_over_a_folders(here: Path) -> None:
    run("new", "./gaps", "--product", "Tea")
    assert run("gaps").status == 2  # the command, which misses its study
    assert "needs a terminal" in run("./gaps").err  # the folder
    assert run("gaps", "gaps").status == 3


def test_a_pipe_that_closes_early_ends_quietly(filled: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [COMMAND, "export", str(filled), "-o", "-"],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert done.stderr == b""
    assert done.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_output_that_cannot_be_written_is_one_line(filled: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [COMMAND, "bank", "list"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.stderr == b"Not done: No space left on device. Saved files are safe.\n"
    assert done.returncode == 1


def test_a_full_disk_keeps_the_page_that_was_there(filled: Path, here: Path) -> None:
    (here / "page.md").write_text("the page of last week")
    before = tree(here)
    told = run_apart(
        "export", "sample", "--layout", "full", "-o", "page.md", "--force",
        cwd=here,
        before="import resource\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))",
    )  # fmt: skip
    assert told.status == 1
    assert told.one_line.startswith("Not saved: the disk is full. What was saved before is safe.")
    after = tree(here)
    assert {name: after[name] for name in before} == before
    assert not list(here.rglob("*.tmp"))


def as_nobody(*arguments: str, here: Path) -> Told:
    """Run a command on the study “sample”, as a user who owns nothing here."""
    here.chmod(0o755)
    drop = "import os\nif os.geteuid() == 0: os.setgid(65534); os.setuid(65534)"
    # What is loaded before need not be looked for where that user may not look.
    load = tuple(word.replace("sample", "another") for word in arguments)
    return run_apart(*arguments, cwd=here, before=drop, warm=load)


def make_read_only(study: Path) -> None:
    for path in (study, *study.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)


@pytest.fixture
def _rights_again(here: Path) -> Iterator[None]:
    yield
    for path in (here, *here.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.mark.skipif(os.name != "posix", reason="rights are another matter here")
@pytest.mark.usefixtures("_rights_again")
class TestWithoutRights:
    @pytest.fixture(autouse=True)
    def _another(self, filled: Path, here: Path) -> None:
        shutil.copytree(filled, here / "another")

    def test_a_study_that_may_not_be_read(self, sample: Path, here: Path) -> None:
        (sample / "study.json").chmod(0)
        told = as_nobody("gaps", "sample", here=here)
        assert told.status == 5
        assert told.one_line.startswith("You have no right to read sample/study.json.")

    def test_a_study_that_may_only_be_read(self, filled: Path, here: Path) -> None:
        make_read_only(filled)
        before = tree(filled)
        assert as_nobody("gaps", "sample", here=here).status == 0
        told = as_nobody("export", "sample", here=here)
        assert told.status == 5
        assert told.one_line.startswith("You have no right to write in this study: ")
        assert tree(filled) == before

    def test_an_interview_where_nothing_may_be_written(self, sample: Path, here: Path) -> None:
        make_read_only(sample)
        before = tree(sample)
        told = as_nobody("interview", "sample", "--audience", "prospects", "--plain", here=here)
        assert told.status == 5
        assert told.one_line.startswith("Not saved: you have no right to write in sample")
        assert tree(sample) == before
