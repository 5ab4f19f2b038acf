"""A save is one write, and that write is whole or does nothing."""

import errno
import os
import resource
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from store_examples import ID, INTERVIEW, OTHER, STUDY, mode, temporaries, tree

from persona_wizard.model.interview import Answer, Participant
from persona_wizard.store import NoRights, StoreError, StudyFolder, write_whole
from persona_wizard.store.tables import TextTable, one_write, put


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    return StudyFolder.create(tmp_path / "s", STUDY)


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o277])
def test_only_the_owner_may_read_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    earlier = os.umask(umask)
    try:
        store = StudyFolder.create(tmp_path / "s", STUDY)
        store.keep_bank("b", "a1b2c3d4e5f6", "x")
        store.save_photo("a.png", b"x")
        store.save_participant(Participant("p", "P01", "Anna"))
        with store.begin(INTERVIEW) as file:
            file.save(INTERVIEW)
            paths = [tmp_path / "s", *(tmp_path / "s").rglob("*")]
            modes = {path: mode(path) for path in paths}
    finally:
        os.umask(earlier)
    lock_files = {path for path in paths if path.parent.name == ".locks"}
    for path, found in modes.items():
        assert found & 0o077 == 0, path
        if path not in lock_files:
            assert found == (0o700 if path.is_dir() else 0o600), path


def test_what_is_private_or_derived_stays_out_of_version_control(store: StudyFolder) -> None:
    listed = (store.folder / ".gitignore").read_text().splitlines()
    assert listed == [
        *("participants/", ".locks/", ".cache/"),
        *(".backup/", "quarantine/", "conflicts/"),
    ]


def test_a_save_is_one_write(store: StudyFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced: list[str] = []
    real = os.replace

    def count(source: Path, target: Path) -> None:
        replaced.append(Path(target).name)
        real(source, target)

    with store.begin(INTERVIEW) as file:
        monkeypatch.setattr(os, "replace", count)
        file.save(replace(INTERVIEW, finished="2025-03-04T11:00:00Z", notes=()))
        assert replaced == [f"{ID}.json"]
    replaced.clear()
    store.save_study(STUDY)
    assert replaced == ["study.json"]


def test_the_disk_has_the_file_before_its_name_and_the_name_before_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    sync, swap = os.fsync, os.replace

    def fsync(descriptor: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        sync(descriptor)

    def replace_(source: Path, target: Path) -> None:
        order.append("replace")
        swap(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace_)
    write_whole(tmp_path / "a", b"x")
    assert order == ["file", "replace", "folder"]


def _full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def _broken(*_: object) -> None:
    raise OSError(errno.EIO, "Input/output error")


def _read_only(*_: object, **__: object) -> int:
    raise OSError(errno.EROFS, "Read-only file system")


@pytest.mark.parametrize(
    ("call", "fault", "words"),
    [
        ("fsync", _full, "Not saved: the disk is full"),
        ("fsync", _broken, r"could not be written \(Input/output error\)"),
        ("replace", _broken, r"could not be written \(Input/output error\)"),
        ("replace", _full, "Not saved: the disk is full"),
        ("open", _read_only, "is read-only"),
    ],
)
def test_a_failed_save_leaves_everything_as_it_was(
    store: StudyFolder,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    fault: Callable[..., None],
    words: str,
) -> None:
    file = store.begin(INTERVIEW)
    store.save_photo("a.png", b"x")
    before = tree(store.folder)
    changed = replace(INTERVIEW, notes=(), finished="2025-03-04T11:00:00Z")
    with monkeypatch.context() as patch:
        patch.setattr(os, call, fault)
        with pytest.raises(StoreError, match=words) as told:
            file.save(changed)
        assert "\n" not in told.value.message
        with pytest.raises(StoreError, match="saved before is safe"):
            write_whole(store.photo("a.png"), b"y")
    assert tree(store.folder) == before
    assert file.interview == INTERVIEW
    file.save(changed)
    file.close()
    assert store.read_interview(ID) == changed


def test_an_interrupted_save_leaves_no_temporary_file(
    store: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = tree(store.folder)
    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        store.save_study(replace(STUDY, title="x"))
    assert tree(store.folder) == before


def test_a_folder_that_fails_to_sync_is_told_and_what_is_there_is_whole(
    store: StudyFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = store.begin(INTERVIEW)
    real = os.fsync
    changed = replace(INTERVIEW, notes=())

    def no_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        real(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", no_folders)
        for use in (
            lambda: file.save(changed),
            lambda: store.begin(replace(INTERVIEW, id=OTHER)),
            lambda: StudyFolder.create(tmp_path / "new", STUDY),
        ):
            with pytest.raises(StoreError, match="Not saved"):
                use()
    assert file.interview == INTERVIEW
    assert store.interviews().interviews == (changed,)
    assert not (tmp_path / "new").exists()


def test_an_interview_that_could_not_begin_leaves_nothing_and_can_begin_again(
    store: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(store.folder)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", _full)
        with pytest.raises(StoreError, match="the disk is full"):
            store.begin(INTERVIEW)
    assert tree(store.folder) == before
    store.begin(INTERVIEW).close()


def test_a_folder_that_knows_no_sync_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def no_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", no_folders)
    write_whole(tmp_path / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"


def test_a_disk_that_fills_up_in_the_middle_of_a_file(store: StudyFolder) -> None:
    store.begin(INTERVIEW).close()
    before = tree(store.folder)
    program = (
        "import sys, resource\n"
        "from pathlib import Path\n"
        "from msgspec.structs import replace\n"
        "from persona_wizard.store import StudyFolder, StoreError\n"
        "from persona_wizard.model.interview import Note\n"
        f"file = StudyFolder.open(Path(sys.argv[1])).reopen({ID!r})\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, (4096, {resource.RLIM_INFINITY}))\n"
        "try: file.save(replace(file.interview, notes=(Note('n', 'x' * 100_000),)))\n"
        "except StoreError as fault: print(fault.message)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(store.folder)],
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.stdout.startswith("Not saved: the disk is full."), done.stderr
    assert tree(store.folder) == before


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), "\ud800"])
def test_what_no_file_can_keep_is_refused_and_not_written_as_something_else(
    store: StudyFolder, bad: float | str
) -> None:
    with store.begin(INTERVIEW) as file:
        before = tree(store.folder)
        answer = Answer(question="q", wording="w", at="t")
        answer = replace(answer, **{"text" if isinstance(bad, str) else "value": bad})
        with pytest.raises(StoreError, match="Not saved"):
            file.save(replace(INTERVIEW, answers={"q": answer}))
        assert tree(store.folder) == before


def test_leftovers_of_a_killed_process_go_at_the_next_open(store: StudyFolder) -> None:
    store.begin(INTERVIEW).close()
    store.keep_bank("b", "a1b2c3d4e5f6", "x")
    store.save_photo("a.png", b"x")
    before = tree(store.folder)
    for name in (
        ".study.json.0a1b2c3d.tmp",
        f"interviews/.{ID}.json.0a1b2c3d.tmp",
        f"interviews/.{OTHER}.json.0a1b2c3d.tmp",
        "participants/.p.json.0a1b2c3d.tmp",
        "photos/.a.png.0a1b2c3d.tmp",
        "question_banks/.b.md.0a1b2c3d.tmp",
        "question_banks/.used/.b@a1b2c3d4e5f6.md.0a1b2c3d.tmp",
        f"conflicts/.{ID}.0a1b2c3d.json.0a1b2c3d.tmp",
        ".backup/.study.json.0a1b2c3d.tmp",
        f".backup/interviews/.{ID}.json.0a1b2c3d.tmp",
        f".backup/interviews/.{ID}.json.schema1.0a1b2c3d.tmp",
        ".backup/participants/.p.json.0a1b2c3d.tmp",
    ):
        (store.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (store.folder / name).write_bytes(b'{"half')
    assert len(store.interviews().interviews) == 1
    StudyFolder.open(store.folder)
    assert tree(store.folder) == before


def test_what_takes_no_lock_may_take_a_minute_and_then_its_leftovers_go(
    store: StudyFolder,
) -> None:
    folders = [store.folder / name for name in ("exports", "exports/photos", ".cache")]
    for folder in folders:
        folder.mkdir(exist_ok=True)
        (folder / "persona.md").write_bytes(b"whole")
        (folder / ".persona.md.0a1b2c3d.tmp").write_bytes(b"half")
        os.utime(folder / ".persona.md.0a1b2c3d.tmp", (0, 0))
        (folder / ".persona.md.00000000.tmp").write_bytes(b"being written")
    StudyFolder.open(store.folder)
    for folder in folders:
        assert {path.name for path in folder.iterdir() if path.is_file()} == {
            "persona.md",
            ".persona.md.00000000.tmp",
        }


def test_a_leftover_from_before_the_clock_was_put_right_goes_too(store: StudyFolder) -> None:
    leftover = store.folder / "exports" / ".persona.md.0a1b2c3d.tmp"
    leftover.write_bytes(b"half")
    a_year_on = time.time() + 366 * 24 * 3600
    os.utime(leftover, (a_year_on, a_year_on))
    StudyFolder.open(store.folder)
    assert not leftover.exists()


def test_what_a_live_writer_is_writing_and_other_files_stay(store: StudyFolder) -> None:
    mine = store.folder / "interviews" / f".{ID}.json.0a1b2c3d.tmp"
    other = store.folder / "photos" / "holiday.tmp"
    with store.begin(INTERVIEW):
        mine.write_bytes(b"being written")
        other.write_bytes(b"a person's own")
        StudyFolder.open(store.folder)
        assert mine.exists()
    StudyFolder.open(store.folder)
    assert not mine.exists()
    assert other.exists()


def test_tables_that_change_together_are_written_together(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with one_write(path, "first") as database:
        put(database, "first", {"1": {"schema": 1}})
        put(database, "second", {"income": {"x": 1}, "7": {"x": 2}})
        assert not path.exists()
    before = path.read_bytes()
    with one_write(path, "first") as database:
        table = database.table("second", cache_size=0)
        assert isinstance(table, TextTable)
        assert [document.doc_id for document in table.all()] == ["income", "7"]

    def change_and_fail() -> None:
        with one_write(path, "first") as database:
            put(database, "second", {})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()
    assert path.read_bytes() == before
    assert temporaries(tmp_path) == []


def test_a_fault_between_two_tables_writes_neither(
    store: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    changed = replace(INTERVIEW, elapsed=99.0, answers={}, notes=())
    with store.begin(INTERVIEW) as file:
        before = tree(store.folder)
        with monkeypatch.context() as patch:
            # The last of three tables.
            patch.setattr("persona_wizard.store.interview_file.put_in_order", fail)
            with pytest.raises(RuntimeError):
                file.save(changed)
        assert tree(store.folder) == before
        assert store.read_interview(ID) == INTERVIEW
        file.save(changed)
    assert store.read_interview(ID) == changed


def test_no_rights_ends_with_its_own_status(
    store: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "replace", _denied)
    with pytest.raises(NoRights, match="no right to write") as told:
        store.save_study(STUDY)
    assert told.value.exit_status == 5


def _denied(*_: object) -> None:
    raise PermissionError(errno.EACCES, "Permission denied")
