"""A file that is replaced while it is written: both sides stay until somebody chooses."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from store_examples import ID, INTERVIEW, OTHER, STUDY, mode, tree

from persona_wizard.model.interview import Interview, Note
from persona_wizard.store import Conflict, InterviewLocked, StoreError, StudyFolder
from persona_wizard.store.files_of import files_of
from persona_wizard.store.layout import Layout

OURS = replace(INTERVIEW, notes=(Note("n1", "ours, typed here"),))
THEIRS = replace(INTERVIEW, notes=(Note("n1", "theirs, from afar"),))


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    store.begin(INTERVIEW).close()
    return store


def _path(store: StudyFolder) -> Path:
    return store.folder / "interviews" / f"{ID}.json"


def _bytes_of(interview: Interview, scratch: Path) -> bytes:
    """What the interview's file holds in another's copy of the study."""
    copy = StudyFolder.create(scratch, STUDY)
    copy.begin(interview).close()
    data = (scratch / "interviews" / f"{interview.id}.json").read_bytes()
    shutil.rmtree(scratch)
    return data


def _pull(store: StudyFolder) -> None:
    """Theirs takes the file's place, as git and sync tools do it: another file, renamed."""
    arrived = store.folder.parent / "arrived"
    arrived.write_bytes(_bytes_of(THEIRS, store.folder.parent / "theirs"))
    os.replace(arrived, _path(store))


def _in_conflict(store: StudyFolder) -> Conflict:
    with store.reopen(ID) as file:
        _pull(store)
        file.save(OURS)
    (conflict,) = store.conflicts()
    return conflict


def _in_place(store: StudyFolder) -> None:
    _path(store).write_bytes(_bytes_of(THEIRS, store.folder.parent / "theirs"))


def _damaged(store: StudyFolder) -> None:
    _path(store).write_bytes(b"<<<<<<< HEAD")


def _gone(store: StudyFolder) -> None:
    _path(store).unlink()


def _folder_gone(store: StudyFolder) -> None:
    shutil.rmtree(store.folder / "interviews")


def _newer(store: StudyFolder) -> None:
    tables = json.loads(_path(store).read_text("utf-8"))
    tables["meta"]["1"]["schema"] = 99
    _path(store).write_text(json.dumps(tables))


@pytest.mark.parametrize(
    ("happens", "theirs"),
    [
        (_pull, THEIRS),
        (_in_place, THEIRS),
        (_newer, replace(INTERVIEW, elapsed=70.0)),
        (_damaged, None),
        (_gone, None),
        (_folder_gone, None),
    ],
)
def test_what_took_the_files_place_stays_and_ours_is_kept_apart(
    store: StudyFolder, happens: Callable[[StudyFolder], None], theirs: Interview | None
) -> None:
    with store.reopen(ID) as file:
        file.save(replace(INTERVIEW, elapsed=70.0))
        assert file.apart is None
        happens(store)
        standing = _path(store).read_bytes() if _path(store).exists() else None
        file.save(OURS)
        assert file.interview == OURS
        assert file.apart is not None
        assert file.apart.parent == store.folder / "conflicts"
        # The rest of the sitting is saved there, too.
        last = replace(OURS, finished="2025-03-04T11:00:00Z")
        file.save(last)
    assert (_path(store).read_bytes() if _path(store).exists() else None) == standing
    (conflict,) = store.conflicts()
    assert conflict == Conflict(file.apart.name, last, theirs)
    listing = store.interviews()
    assert listing.interviews == (() if theirs is None else (theirs,))
    assert mode(file.apart) == 0o600
    assert mode(file.apart.parent) == 0o700


def test_the_same_bytes_again_are_no_conflict(store: StudyFolder) -> None:
    with store.reopen(ID) as file:
        copy = _path(store).with_name("copy")
        shutil.copyfile(_path(store), copy)
        os.replace(copy, _path(store))
        file.save(OURS)
        os.utime(_path(store), (0, 0))
        file.save(replace(OURS, elapsed=99.0))
        assert file.apart is None
    assert store.conflicts() == ()
    assert not (store.folder / "conflicts").exists()
    assert store.read_interview(ID) == replace(OURS, elapsed=99.0)


def test_a_file_that_comes_between_the_look_and_the_write_is_not_written_over(
    store: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, arrived = os.fsync, []

    def pulled_meanwhile(descriptor: int) -> None:
        real(descriptor)
        if not arrived:
            arrived.append(True)
            _pull(store)

    with store.reopen(ID) as file:
        monkeypatch.setattr(os, "fsync", pulled_meanwhile)
        file.save(OURS)
        assert file.apart is not None
    assert store.read_interview(ID) == THEIRS
    assert [conflict.interview for conflict in store.conflicts()] == [OURS]


def test_a_new_interview_that_is_taken_away_is_kept_apart(store: StudyFolder) -> None:
    new = replace(INTERVIEW, id=OTHER)
    with store.begin(new) as file:
        (store.folder / "interviews" / f"{OTHER}.json").unlink()
        file.save(new)
    (conflict,) = store.conflicts()
    assert (conflict.interview, conflict.theirs) == (new, None)


def test_tables_that_are_not_known_come_along(store: StudyFolder) -> None:
    tables = json.loads(_path(store).read_text("utf-8"))
    _path(store).write_text(json.dumps({**tables, "recordings": {"1": {"file": "a.wav"}}}))
    conflict = _in_conflict(store)
    kept = json.loads((store.folder / "conflicts" / conflict.file).read_text("utf-8"))
    assert kept["recordings"] == {"1": {"file": "a.wav"}}
    fresh = store.keep_both(conflict)
    kept = json.loads((store.folder / "interviews" / f"{fresh}.json").read_text("utf-8"))
    assert kept["recordings"] == {"1": {"file": "a.wav"}}


def test_a_save_that_only_failed_to_be_synced_is_no_conflict_with_oneself(
    store: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    import persona_wizard.store.whole_file as whole_file

    def broken(_: Path) -> None:
        raise OSError(5, "Input/output error")

    with store.reopen(ID) as file:
        with monkeypatch.context() as patch:
            patch.setattr(whole_file, "sync_folder", broken)
            with pytest.raises(StoreError, match="Not saved"):
                file.save(OURS)
        file.save(replace(OURS, elapsed=99.0))
        assert file.apart is None
    assert store.conflicts() == ()


def test_where_ours_can_not_be_put_apart_it_is_told_and_tried_again(
    store: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.reopen(ID) as file:
        _pull(store)
        before = tree(store.folder)
        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", _full)
            with pytest.raises(StoreError, match="the disk is full"):
                file.save(OURS)
        assert tree(store.folder) == before
        assert file.apart is None
        file.save(OURS)
    assert [conflict.interview for conflict in store.conflicts()] == [OURS]


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_keeping_ours(store: StudyFolder) -> None:
    conflict = _in_conflict(store)
    theirs = _path(store).read_bytes()
    store.keep_ours(conflict)
    assert store.conflicts() == ()
    assert store.interviews().interviews == (OURS,)
    assert [path.read_bytes() for path in (store.folder / "quarantine").iterdir()] == [theirs]


@pytest.mark.parametrize("happens", [_gone, _damaged])
def test_keeping_ours_where_theirs_is_no_interview(
    store: StudyFolder, happens: Callable[[StudyFolder], None]
) -> None:
    conflict = _in_conflict(store)
    happens(store)
    store.keep_ours(conflict)
    assert store.interviews().interviews == (OURS,)
    assert store.interviews().unreadable == ()


def test_keeping_theirs(store: StudyFolder) -> None:
    conflict = _in_conflict(store)
    ours = (store.folder / "conflicts" / conflict.file).read_bytes()
    store.keep_theirs(conflict)
    assert store.conflicts() == ()
    assert store.interviews().interviews == (THEIRS,)
    assert [path.read_bytes() for path in (store.folder / "quarantine").iterdir()] == [ours]


def test_keeping_both(store: StudyFolder) -> None:
    conflict = _in_conflict(store)
    fresh = store.keep_both(conflict)
    assert fresh != ID
    assert store.conflicts() == ()
    assert store.read_interview(ID) == THEIRS
    assert store.read_interview(fresh) == replace(OURS, id=fresh)
    assert len(store.interviews().interviews) == 2
    with store.reopen(fresh) as file:
        file.save(file.interview)
        assert file.apart is None


@pytest.mark.parametrize("settle", ["keep_ours", "keep_theirs", "keep_both"])
def test_what_is_settled_once_is_not_settled_again(store: StudyFolder, settle: str) -> None:
    conflict = _in_conflict(store)
    getattr(store, settle)(conflict)
    after = tree(store.folder)
    for again in ("keep_ours", "keep_theirs", "keep_both"):
        with pytest.raises(StoreError, match="settled already"):
            getattr(store, again)(conflict)
    assert tree(store.folder) == after


@pytest.mark.parametrize("settle", ["keep_ours", "keep_theirs", "keep_both"])
def test_a_conflict_that_is_still_written_waits(store: StudyFolder, settle: str) -> None:
    with store.reopen(ID) as file:
        _pull(store)
        file.save(OURS)
        (conflict,) = store.conflicts()
        with pytest.raises(InterviewLocked):
            getattr(store, settle)(conflict)
    getattr(store, settle)(conflict)


# Each child is killed before another step that changes the disk; what it leaves is kept.
_SETTLE = """
import os, shutil, signal, sys
from pathlib import Path
from persona_wizard.store import StudyFolder

start, settle = Path(sys.argv[1]), sys.argv[2]
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

for number in range(60):
    folder = start.with_name(f"killed-{number}")
    shutil.copytree(start, folder)
    child = os.fork()
    if not child:
        store = StudyFolder.open(folder)
        (conflict,) = store.conflicts()
        for name in ("rename", "replace", "unlink", "fsync", "mkdir"):
            killed_at(number, name)
        getattr(store, settle)(conflict)
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        break
"""


@pytest.mark.parametrize("settle", ["keep_ours", "keep_theirs", "keep_both"])
def test_a_kill_while_settling_loses_neither_side(store: StudyFolder, settle: str) -> None:
    _in_conflict(store)
    subprocess.run(
        [sys.executable, "-c", _SETTLE, str(store.folder), settle], timeout=60, check=True
    )
    left = sorted(store.folder.parent.glob("killed-*"))
    assert 5 < len(left) < 60
    for folder in left:
        everything = b"".join(tree(folder).values())
        assert b"ours, typed here" in everything, folder
        assert b"theirs, from afar" in everything, folder
        # The same choice again brings it to its end.
        opened = StudyFolder.open(folder)
        for conflict in opened.conflicts():
            getattr(opened, settle)(conflict)
        kept = [interview.notes[0].text[:4] for interview in opened.interviews().interviews]
        expected = {"keep_ours": ["ours"], "keep_theirs": ["thei"], "keep_both": ["ours", "thei"]}
        assert sorted(kept) == expected[settle], folder


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"meta": {"1": {"schema": 1}}}', b"\0"])
def test_a_damaged_conflict_harms_only_itself(store: StudyFolder, content: bytes) -> None:
    conflict = _in_conflict(store)
    (store.folder / "conflicts" / f"{ID}.00000000.json").write_bytes(content)
    (store.folder / "conflicts" / f"{OTHER}.00000000.json").write_bytes(_path(store).read_bytes())
    assert store.conflicts() == (conflict,)


def test_a_conflict_that_names_a_file_elsewhere_touches_nothing(store: StudyFolder) -> None:
    _in_conflict(store)
    before = tree(store.folder)
    with pytest.raises(StoreError, match="settled already"):
        store.keep_theirs(Conflict("../study.json", OURS, THEIRS))
    assert tree(store.folder) == before


def _every_file(store: StudyFolder) -> list[str]:
    return sorted(name for name, data in tree(store.folder).items() if ID in name or b"dog" in data)


def test_erasing_takes_everything_of_the_interview_along(store: StudyFolder) -> None:
    store.begin(replace(INTERVIEW, id=OTHER, notes=())).close()
    _in_conflict(store)
    store.keep_theirs(_in_conflict(store))
    (store.folder / "conflicts" / f".{ID}.00000000.json.0a1b2c3d.tmp").write_bytes(b"dog")
    (store.folder / "interviews" / f"{ID} (conflicted copy).json").write_bytes(b"dog")
    (store.folder / "quarantine" / f"{ID}.json.00000000").write_bytes(b"dog")
    assert {Path(name).parts[0] for name in _every_file(store)} == {
        *("interviews", "conflicts", "quarantine", ".backup")
    }
    files = files_of(Layout(store.folder), ID)
    assert sorted(str(path.relative_to(store.folder)) for path in files) == _every_file(store)
    assert files[-1] == _path(store)
    with store.reopen(ID) as file:
        file.erase()
    assert _every_file(store) == []
    assert [interview.id for interview in store.interviews().interviews] == [OTHER]


def test_what_was_saved_clean_is_backed_up_and_theirs_is_not(store: StudyFolder) -> None:
    backup = store.folder / ".backup" / "interviews" / f"{ID}.json"
    with store.reopen(ID) as file:
        file.save(replace(INTERVIEW, elapsed=70.0))
    ours = backup.read_bytes()
    assert ours == _path(store).read_bytes()
    with store.reopen(ID) as file:
        _pull(store)
    assert backup.read_bytes() == ours
