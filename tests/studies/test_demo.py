"""The sample study is made whole or not at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from persona_wizard.store import FolderNotEmpty, StoreError, StudyFolder
from persona_wizard.studies.demo import make_demo

# Each child is killed at another step that changes the disk, until one comes to its end.
_MAKE = """
import os, signal, sys
from pathlib import Path
from persona_wizard.studies.demo import make_demo

folder, apart = Path(sys.argv[1]), int(sys.argv[2])
steps = 0

def killed_at(number, name):
    real = getattr(os, name)
    def step(*arguments, **named):
        global steps
        if steps == number:
            os.kill(os.getpid(), signal.SIGKILL)
        steps += 1
        return real(*arguments, **named)
    setattr(os, name, step)

for number in range(0, 10_000, apart):
    child = os.fork()
    if not child:
        for name in ("rename", "replace", "fsync", "mkdir"):
            killed_at(number, name)
        make_demo(folder)
        os._exit(0)
    if os.waitpid(child, 0)[1] != signal.SIGKILL:
        break
    stands = (folder / "study.json").exists()
    print(len(list(folder.glob("interviews/*.json"))) if stands else 0, flush=True)
"""


@pytest.mark.parametrize("stands", [False, True], ids=["new", "empty"])
def test_a_kill_leaves_no_half_study_and_the_next_one_is_whole(
    tmp_path: Path, stands: bool
) -> None:
    folder = tmp_path / "deep" / "demo"
    if stands:
        folder.mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-c", _MAKE, str(folder), "11"],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    killed = done.stdout.splitlines()
    assert len(killed) > 5
    assert set(killed) <= {"0", "13"}
    listing = StudyFolder.open(folder).interviews()
    assert [interview.pseudonym for interview in listing.interviews if interview.answers]
    assert len(listing.interviews) == 13
    assert listing.unreadable == ()
    # Nothing of the killed ones is left, beside it or in it.
    assert [path.name for path in folder.parent.iterdir()] == ["demo"]
    assert {path.name for path in folder.iterdir() if path.name[0] != "."} == {
        *("study.json", "interviews", "participants", "question_banks", "photos", "exports"),
    }
    assert not list(folder.rglob("*.tmp"))


def test_one_that_is_made_in_the_folder_one_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert make_demo(Path())
    assert len(StudyFolder.open(tmp_path).interviews().interviews) == 13


def test_one_that_is_being_made_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "demo"
    real, others = StudyFolder.keep_bank, []

    def keep_bank(store: StudyFolder, bank_id: str, digest: str, source: str) -> None:
        real(store, bank_id, digest, source)
        if not others:
            others.append(store.folder)
            assert make_demo(folder)

    monkeypatch.setattr(StudyFolder, "keep_bank", keep_bank)
    # Whoever comes second finds the other's study there.
    assert make_demo(folder) is False
    assert len(StudyFolder.open(folder).interviews().interviews) == 13
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_where_it_can_not_be_made_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("Not saved: the disk is full.")

    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(StudyFolder, "begin", full)
    for folder in ("new", "empty"):
        with pytest.raises(StoreError, match="the disk is full"):
            make_demo(tmp_path / folder)
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]


def test_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("dear")
    with pytest.raises(FolderNotEmpty):
        make_demo(tmp_path / "full")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter.txt"]
