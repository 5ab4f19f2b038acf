"""A disk that is full loses nothing that was saved, says so, and saves when there is room again."""

import resource
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from own_disk import run, run_with_own_disk
from torture_examples import ID, STUDY, facts, interview, leftovers, tree

from persona_wizard.model.interview import Participant
from persona_wizard.model.study import Study
from persona_wizard.store import StoreError, StudyFolder

TOLD = (
    "Not saved: the disk is full. What was saved before is safe. "
    "It can be saved once there is room."
)
PAGE = 4096


class Saves:
    """Every kind of save, each of so many words; a number tells one from the next."""

    KINDS = ("answers", "begin", "settings", "participant", "photo", "bank", "apart")

    def __init__(self, store: StudyFolder, words: int) -> None:
        self._store = store
        self._words = words
        self._file = store.begin(interview())
        for kind in self.KINDS:
            self.prepare(kind)
            self.save(kind, 0)
        self._file.close()
        self._file = store.reopen(ID)

    def prepare(self, kind: str) -> None:
        """Put another file in the place of the one that is being written, where that is due."""
        if kind == "apart":
            self._file.close()
            self._file = self._store.reopen(ID)
            path = self._store.folder / "interviews" / f"{ID}.json"
            path.write_bytes(path.read_bytes() + b"\n")

    def save(self, kind: str, number: int) -> None:
        said = f"{number:07} " * self._words
        saves: dict[str, Callable[[], object]] = {
            "answers": lambda: self._file.save(interview(ID, number, 1 + self._words // 100)),
            "apart": lambda: self._file.save(interview(ID, number, 1 + self._words // 100)),
            "begin": lambda: self._store.begin(
                interview(f"{number + 1:012x}", number, 1 + self._words // 100)
            ).close(),
            "settings": lambda: self._store.save_study(Study(title=said)),
            "participant": lambda: self._store.save_participant(Participant("p", "P01", said)),
            "photo": lambda: self._store.save_photo("minh.png", said.encode()),
            "bank": lambda: self._store.keep_bank("b", f"{number:012x}", said),
        }
        saves[kind]()


def test_a_disk_that_has_room_for_so_many_bytes_and_no_more(tmp_path: Path) -> None:
    told = run("import test_full_disk as t; t.every_byte_count()", tmp_path)
    assert [line.split()[0] for line in told] == [*Saves.KINDS]
    assert all(int(line.split()[1]) > 300 for line in told), told


def every_byte_count() -> None:
    """Print of every kind at how many limits of a file's size it was refused, till one let it."""
    store = StudyFolder.create(Path("s"), STUDY)
    saves = Saves(store, words=40)
    for kind in saves.KINDS:
        saves.prepare(kind)
        before = tree(store.folder)
        for limit in count():
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            told = _told(lambda kind=kind: saves.save(kind, 1))
            free = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
            resource.setrlimit(resource.RLIMIT_FSIZE, free)
            if not told:
                break
            assert told == TOLD, (kind, limit, told)
            assert tree(store.folder) == before, (kind, limit)
        assert tree(store.folder) != before, kind
        assert leftovers(store.folder) == [], kind
        print(kind, limit)


OTHERWISE = "the form with a limit on a file's size ran, at every byte count"


@pytest.mark.parametrize("scarce", ["pages", "names"])
def test_a_small_disk_fills_up(tmp_path: Path, scarce: str) -> None:
    program = f"import test_full_disk as t; t.fill_up(mount, {scarce!r})"
    told = run_with_own_disk(program, tmp_path, OTHERWISE)
    # Every kind of save was refused, and went through when there was room.
    assert [line.split()[0] for line in told] == [*Saves.KINDS]
    assert all(int(line.split()[1]) > 0 for line in told), told


def fill_up(mount: Callable[..., None], scarce: str) -> None:
    """Print of every kind of save how often it was refused on a disk of one's own."""
    disk = Path("disk")
    disk.mkdir()
    mount("-t", "tmpfs", "-o", "size=1m,nr_inodes=150", "tmpfs", "disk")
    store = StudyFolder.create(disk / "s", STUDY)
    saves = Saves(store, words=1600)
    ballast = {"pages": _Pages, "names": _Names}[scarce](disk)
    numbers = count(1)
    for kind in saves.KINDS:
        for room in count():
            number = next(numbers)
            saves.prepare(kind)
            before = facts(store)
            ballast.fill()
            ballast.release(room)
            told = _told(lambda kind=kind, number=number: saves.save(kind, number))
            if told:
                assert told == TOLD, (kind, room, told)
                assert facts(store) == before, (kind, room)
                assert leftovers(store.folder) == [], (kind, room)
            ballast.release_all()
            if not told:
                break
            saves.save(kind, number)
            assert facts(store) != before, (kind, room)
            assert leftovers(store.folder) == [], (kind, room)
        print(kind, room)


class _Pages:
    """A file that takes all the room that is left."""

    def __init__(self, disk: Path) -> None:
        self._path = disk / "ballast"

    def fill(self) -> None:
        with suppress(OSError), self._path.open("ab", buffering=0) as file:
            while True:
                file.write(b"x" * PAGE)

    def release(self, pages: int) -> None:
        size = self._path.stat().st_size
        with self._path.open("r+b") as file:
            file.truncate(max(size - pages * PAGE, 0))

    def release_all(self) -> None:
        self._path.unlink(missing_ok=True)


class _Names:
    """Empty files that take all the names that are left."""

    def __init__(self, disk: Path) -> None:
        self._disk = disk
        self._paths: list[Path] = []

    def fill(self) -> None:
        with suppress(OSError):
            while True:
                path = self._disk / f"ballast-{len(self._paths)}"
                path.touch()
                self._paths.append(path)

    def release(self, names: int) -> None:
        for _ in range(names):
            self._paths.pop().unlink()

    def release_all(self) -> None:
        self.release(len(self._paths))


def _told(save: Callable[[], object]) -> str:
    """What a save that is refused says; empty where it is not."""
    try:
        save()
    except StoreError as fault:
        return fault.message
    return ""
