"""The index is right after whatever happened to the files, or lets go of what it knew."""

import os
import shutil
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from store_examples import ID, INTERVIEW, OTHER, STUDY, run_without_rights, temporaries, tree

from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer, BankRef, Interview, State
from persona_wizard.store import (
    DamagedFile,
    Erased,
    Overview,
    StudyFolder,
    Summary,
    index,
    overview,
)
from persona_wizard.store.erased import add_erased
from persona_wizard.store.interview_file import write_interview
from persona_wizard.store.layout import Layout

THIRD = "c" * 12


def nobody_waits(done: int, of: int) -> None:
    """Nothing is shown of how far it is."""


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    """A study of two interviews, and no index yet."""
    store = StudyFolder.create(tmp_path / "s", STUDY)
    store.begin(INTERVIEW).close()
    store.begin(replace(INTERVIEW, id=OTHER, pseudonym="P02", participant="b" * 12)).close()
    return store


def index_of(store: StudyFolder) -> Path:
    return store.folder / ".cache" / "interviews.index"


def file_of(store: StudyFolder, interview_id: str) -> Path:
    return store.folder / "interviews" / f"{interview_id}.json"


def tick(folder: Path) -> None:
    """Let the disk's clock go on, so that what was written is in its past."""
    probe = folder / "probe"
    probe.write_bytes(b"")
    begun = probe.stat().st_mtime_ns
    while probe.stat().st_mtime_ns == begun:
        probe.write_bytes(b"")
    probe.unlink()


def check(store: StudyFolder) -> Overview:
    return store.checked_overview(nobody_waits)


def files_read(store: StudyFolder) -> int:
    """How many files a check had to read."""
    told: list[tuple[int, int]] = []
    store.checked_overview(lambda done, of: told.append((done, of)))
    return told[-1][1] if told else 0


def pseudonyms(found: Overview) -> list[str]:
    return [summary.pseudonym for summary in found.interviews]


def test_a_summary_says_what_a_list_shows(store: StudyFolder) -> None:
    def answer(question: str, **what: object) -> Answer:
        at = "2025-03-04T10:00:00Z"
        return Answer(question=question, wording="?", at=at, **what)  # type: ignore[arg-type]

    answers = (
        answer("a", text="yes"),
        answer("b", value=3),
        answer("c", state=State.DECLINED),
        answer("d", state=State.OUT_OF_TIME, text="half"),
        answer("e", text="x", parked=True),
        answer("f", text="  "),
    )
    with store.reopen(ID) as file:
        file.save(
            replace(
                INTERVIEW,
                answers={a.question: a for a in answers},
                finished="2025-03-04T11:00:00Z",
                consent={"consent-take-part": False},
            )
        )
    (shown,) = (summary for summary in check(store).interviews if summary.id == ID)
    assert shown == Summary(
        id=ID,
        participant="aa11bb22cc33",
        pseudonym="P01",
        audience=Audience.CUSTOMERS,
        bank=BankRef("coffee-customers", "a1b2c3d4e5f6"),
        started="2025-03-04T10:00:00Z",
        finished="2025-03-04T11:00:00Z",
        elapsed=62.5,
        done=4,
        answered=2,
        notes=2,
        refused=True,
    )


def test_the_list_comes_at_once_as_it_was_last_looked_at(store: StudyFolder) -> None:
    assert store.overview() == Overview()
    looked = check(store)
    assert pseudonyms(looked) == ["P01", "P02"]
    with store.reopen(ID) as file:
        file.save(replace(INTERVIEW, pseudonym="P09"))
    again = StudyFolder.open(store.folder)
    assert again.overview() == looked
    assert pseudonyms(check(again)) == ["P09", "P02"]
    assert pseudonyms(again.overview()) == ["P09", "P02"]


def test_only_what_changed_is_read(store: StudyFolder) -> None:
    tick(store.folder)
    told: list[tuple[int, int]] = []
    store.checked_overview(lambda done, of: told.append((done, of)))
    assert told == [(0, 2), (1, 2), (2, 2)]
    kept = index_of(store).stat().st_ino
    assert files_read(store) == 0
    assert index_of(store).stat().st_ino == kept
    with store.reopen(OTHER) as file:
        file.save(replace(file.interview, elapsed=99.0))
    assert files_read(store) == 1
    tick(store.folder)
    file_of(store, ID).unlink()
    check(store)
    assert files_read(store) == 0
    assert pseudonyms(store.overview()) == ["P02"]


def test_earliest_first_whatever_was_saved_last(store: StudyFolder) -> None:
    store.begin(replace(INTERVIEW, id=THIRD, pseudonym="P03", started="2025-01-01")).close()
    assert pseudonyms(check(store)) == ["P03", "P01", "P02"]
    assert pseudonyms(store.overview()) == ["P03", "P01", "P02"]


def test_what_cannot_be_read_is_told_as_in_the_whole_list(store: StudyFolder) -> None:
    file_of(store, ID).write_bytes(b"{")
    (store.folder / "interviews" / "copy.json").write_bytes(file_of(store, OTHER).read_bytes())
    os.mkfifo(store.folder / "interviews" / "pipe.json")
    for _ in range(2):
        found = check(store)
        assert pseudonyms(found) == ["P02"]
        assert found.unreadable == store.interviews().unreadable
        assert [one.file for one in found.unreadable] == [
            f"interviews/{ID}.json",
            "interviews/copy.json",
            "interviews/pipe.json",
        ]


def test_a_file_that_changes_while_it_is_looked_at_is_looked_at_again(store: StudyFolder) -> None:
    path = file_of(store, ID)

    def edit(done: int, of: int) -> None:
        # Read by now; in place, of the same size, and perhaps within one tick of the clock.
        if done == 1:
            with path.open("r+b") as file:
                file.write(path.read_bytes().replace(b'"P01"', b'"P07"'))

    tick(store.folder)
    store.checked_overview(edit)
    assert pseudonyms(check(store)) == ["P07", "P02"]


def test_no_words_of_anybody_are_in_it(store: StudyFolder) -> None:
    check(store)
    data = index_of(store).read_bytes()
    assert b"P01" in data
    for words in ("ready at six", "quoted", "Việt", "my aunt", "laughs", "What were", "press"):
        assert words.encode() not in data


# What may happen to a study's files, to its index, or to the folder as a whole.


class Scene:
    """A study that things happen to; `pick` chooses an interview's file, `chance` the rest."""

    def __init__(self, home: Path, chance: Random) -> None:
        self.home = home
        self.chance = chance
        self.store = StudyFolder(home / "s")
        self.kept = b""
        (self.store.folder / "interviews").mkdir(parents=True)
        (self.store.folder / "study.json").write_bytes(STUDY_JSON)
        for interview_id in (ID, OTHER):
            self.put(interview_id)

    def put(self, interview_id: str) -> None:
        letter = self.chance.choice("ABCDEFG").encode()
        data = INTERVIEW_JSON.replace(b'"P01"', b'"P0' + letter + b'"')
        self._replace(
            file_of(self.store, interview_id), data.replace(ID.encode(), interview_id.encode())
        )

    def pick(self) -> Path | None:
        paths = sorted((self.store.folder / "interviews").glob("*.json"))
        return self.chance.choice(paths) if paths else None

    def _replace(self, path: Path, data: bytes) -> None:
        fresh = path.with_name(".fresh")
        fresh.write_bytes(data)
        os.replace(fresh, path)


def save(scene: Scene) -> None:
    scene.put(scene.chance.choice((ID, OTHER, THIRD)))


def delete(scene: Scene) -> None:
    if (path := scene.pick()) is not None:
        path.unlink()


def replace_keeping_its_time(scene: Scene) -> None:
    if (path := scene.pick()) is not None:
        before = path.stat()
        scene.put(path.stem if path.stem in (ID, OTHER, THIRD) else THIRD)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def edit_in_place(scene: Scene) -> None:
    if (path := scene.pick()) is not None:
        letter = scene.chance.choice("HIJKL").encode()
        data = path.read_bytes()
        at = data.find(b'"P0')
        with path.open("r+b") as file:
            file.seek(at + 3 if at >= 0 else 0)
            file.write(letter)


def edit_in_place_keeping_its_time(scene: Scene) -> None:
    if (path := scene.pick()) is not None:
        before = path.stat()
        data = path.read_bytes().replace(b'"P0', b'"Q0')
        with path.open("r+b") as file:
            file.write(data)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def damage(scene: Scene) -> None:
    if (path := scene.pick()) is not None:
        data = path.read_bytes()
        path.write_bytes(data[: scene.chance.randrange(len(data) + 1)])


def swap(scene: Scene) -> None:
    first, second = scene.pick(), scene.pick()
    if first is not None and second is not None and first != second:
        aside = first.with_name(".aside")
        os.rename(first, aside)
        os.rename(second, first)
        os.rename(aside, second)


def copy(scene: Scene) -> None:
    if (path := scene.pick()) is not None:
        shutil.copy2(path, path.with_name(f"{path.stem} (copy).json"))


def set_the_clock(scene: Scene) -> None:
    if (path := scene.pick()) is not None:
        time = scene.chance.choice((0, 10**18, 4 * 10**18))
        os.utime(path, ns=(time, time))


def copy_the_folder(scene: Scene) -> None:
    """As a sync tool does: every time is kept, every inode is another."""
    other = scene.store.folder.with_name(scene.store.folder.name + "s")
    shutil.copytree(scene.store.folder, other)
    scene.store = StudyFolder(other)


def check_out(scene: Scene) -> None:
    """As git does: every file is written anew, with the same bytes."""
    for path in (scene.store.folder / "interviews").glob("*.json"):
        scene._replace(path, path.read_bytes())


def keep_the_index(scene: Scene) -> None:
    if index_of(scene.store).exists():
        scene.kept = index_of(scene.store).read_bytes()


def bring_an_old_index_back(scene: Scene) -> None:
    index_of(scene.store).parent.mkdir(exist_ok=True)
    index_of(scene.store).write_bytes(scene.kept)


def tamper_with_the_index(scene: Scene) -> None:
    path = index_of(scene.store)
    if path.exists():
        data = bytearray(path.read_bytes())
        for _ in range(scene.chance.randrange(1, 4)):
            if data:
                data[scene.chance.randrange(len(data))] = scene.chance.randrange(256)
        path.write_bytes(data[: scene.chance.choice((len(data), len(data) // 2))])


def lose_the_index(scene: Scene) -> None:
    shutil.rmtree(index_of(scene.store).parent, ignore_errors=True)


HAPPENINGS: tuple[Callable[[Scene], None], ...] = (
    save,
    delete,
    replace_keeping_its_time,
    edit_in_place,
    edit_in_place_keeping_its_time,
    damage,
    swap,
    copy,
    set_the_clock,
    copy_the_folder,
    check_out,
    keep_the_index,
    bring_an_old_index_back,
    tamper_with_the_index,
    lose_the_index,
)


def _bytes_of(make: Callable[[Path], object], name: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        made = make(Path(folder) / "s")
        del made
        return (Path(folder) / "s" / name).read_bytes()


STUDY_JSON = _bytes_of(lambda folder: StudyFolder.create(folder, STUDY), "study.json")
INTERVIEW_JSON = _bytes_of(
    lambda folder: write_interview(folder / f"{ID}.json", INTERVIEW), f"{ID}.json"
)


def in_short(interview: Interview) -> tuple[object, ...]:
    return (
        interview.id,
        interview.participant,
        interview.pseudonym,
        interview.started,
        interview.finished,
        interview.elapsed,
        len(interview.notes),
    )


def listed(summary: Summary) -> tuple[object, ...]:
    return (
        summary.id,
        summary.participant,
        summary.pseudonym,
        summary.started,
        summary.finished,
        summary.elapsed,
        summary.notes,
    )


def is_right(scene: Scene) -> None:
    """A checked list says what reading every file says, and so does what is kept of it."""
    everything = scene.store.interviews()
    found = check(scene.store)
    assert list(map(listed, found.interviews)) == list(map(in_short, everything.interviews))
    assert found.unreadable == everything.unreadable
    assert scene.store.overview().interviews == found.interviews
    assert temporaries(scene.store.folder) == []


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(HAPPENINGS), st.booleans(), st.booleans()), max_size=12),
    st.randoms(use_true_random=False),
)
def test_whatever_happened_a_checked_list_is_what_reading_everything_gives(
    happenings: list[tuple[Callable[[Scene], None], bool, bool]], chance: Random
) -> None:
    with tempfile.TemporaryDirectory() as home:
        scene = Scene(Path(home), chance)
        for happening, looks_before, waits in happenings:
            if waits:
                tick(scene.home)
            if looks_before:
                is_right(scene)
            happening(scene)
            scene.store.overview()
        is_right(scene)
        is_right(scene)


@pytest.mark.parametrize("happening", HAPPENINGS, ids=lambda happening: happening.__name__)
def test_whatever_happens_after_a_look_is_seen_at_the_next(
    tmp_path: Path, happening: Callable[[Scene], None]
) -> None:
    for seed in range(5):
        scene = Scene(tmp_path / f"{seed}", Random(seed))
        tick(scene.home)
        check(scene.store)
        happening(scene)
        is_right(scene)


def test_what_changes_within_one_tick_of_the_clock_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some disks count in steps of two seconds: the same size, inode and times tell nothing."""

    def slow(time: int) -> int:
        return time - time % 2_000_000_000

    def slow_mark(path: str) -> index.Mark | None:
        mark = mark_at(path)
        return mark and (mark[0], slow(mark[1]), slow(mark[2]), mark[3])

    mark_at, made = index.mark_at, index._made
    monkeypatch.setattr(overview, "mark_at", slow_mark)
    monkeypatch.setattr(index, "_made", lambda path: slow(made(path)))
    scene = Scene(tmp_path, Random(0))
    for _ in range(5):
        check(scene.store)
        edit_in_place(scene)
        is_right(scene)


def sealed(data: bytes) -> bytes:
    """An index of this content that gives no sign of damage."""
    return b"%08x\n" % zlib.crc32(data) + data


def _changed(data: bytes, change: Callable[[list], object]) -> bytes:  # type: ignore[type-arg]
    content = msgspec.json.decode(data[9:])
    change(content)
    return sealed(msgspec.json.encode(content))


_HOSTILE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "a checksum alone": lambda data: data[:9],
    "cut off": lambda data: data[:-1],
    "zeros": lambda data: b"\0" * len(data),
    "no checksum": lambda data: data[9:],
    "text": lambda data: sealed(b"hello"),
    "null": lambda data: sealed(b"null"),
    "no UTF-8": lambda data: sealed(data[9:].replace(b"P01", b"P\xff\xfe")),
    "brackets": lambda data: sealed(b"[" * 1_000_000),
    "brackets in the marks": lambda data: sealed(
        data[9:].split(b"]],[[")[0] + b"]]," + b"[" * 500_000 + b"]" * 500_000 + b"]"
    ),
    "another version": lambda data: _changed(data, lambda c: c.__setitem__(0, "9 9 9")),
    "more than it should": lambda data: _changed(data, lambda c: c.append("x")),
    "another pseudonym": lambda data: data.replace(b"P01", b"P07"),
    "numbers for interviews": lambda data: _changed(data, lambda c: c.__setitem__(1, [1, 2])),
    "another audience": lambda data: sealed(data[9:].replace(b'"customers"', b'"nobody"')),
    "a time that is none": lambda data: sealed(data[9:].replace(b"2025-03-04T10", b"yesterday")),
    "an id that is none": lambda data: sealed(data[9:].replace(ID.encode(), b"../../../etc")),
    "one twice": lambda data: sealed(data[9:].replace(OTHER.encode(), ID.encode())),
}
# These can be shown until the files were looked at.
_UNNOTICED: dict[str, Callable[[bytes], bytes]] = {
    "marks are gone": lambda data: _changed(data, lambda c: c.__setitem__(2, [])),
    "marks of nothing": lambda data: _changed(data, lambda c: c.__setitem__(2, [[0, 0, 0, 0]] * 2)),
    "marks are words": lambda data: _changed(data, lambda c: c.__setitem__(2, ["a", "b"])),
    "marks beyond all numbers": lambda data: _changed(
        data, lambda c: c.__setitem__(2, [[2**63] * 4] * 2)
    ),
}


@pytest.mark.parametrize("name", [*_HOSTILE, *_UNNOTICED])
def test_an_index_that_is_damaged_or_made_up_does_no_harm(store: StudyFolder, name: str) -> None:
    looked = check(store)
    path = index_of(store)
    path.write_bytes({**_HOSTILE, **_UNNOTICED}[name](path.read_bytes()))
    if name in _HOSTILE:
        assert store.overview() == Overview()
    store.overview()
    assert files_read(store) == 2
    assert check(store) == store.overview() == looked


def test_an_index_of_other_files_is_not_believed(store: StudyFolder, tmp_path: Path) -> None:
    check(store)
    other = StudyFolder.create(tmp_path / "other", STUDY)
    other.begin(replace(INTERVIEW, pseudonym="P55")).close()
    index_of(other).parent.mkdir()
    shutil.copy2(index_of(store), index_of(other))
    times = file_of(store, ID).stat()
    os.utime(file_of(other, ID), ns=(times.st_atime_ns, times.st_mtime_ns))
    assert pseudonyms(check(other)) == ["P55"]


@pytest.mark.parametrize(
    "stand_in_the_way",
    [
        lambda path: path.mkdir(parents=True),
        lambda path: (path.parent.mkdir(), os.mkfifo(path)),
        lambda path: path.parent.write_bytes(b""),
        lambda path: path.parent.symlink_to("nowhere"),
        lambda path: (path.parent.mkdir(), path.symlink_to(path)),
    ],
    ids=["a folder", "a pipe", "a file for a folder", "a link to nowhere", "a link to itself"],
)
def test_whatever_stands_in_its_place_the_list_comes(
    store: StudyFolder, stand_in_the_way: Callable[[Path], object]
) -> None:
    stand_in_the_way(index_of(store))
    assert store.overview() == Overview()
    assert pseudonyms(check(store)) == pseudonyms(check(store)) == ["P01", "P02"]
    assert temporaries(store.folder) == []


def test_a_link_that_came_with_a_study_leads_nowhere(store: StudyFolder, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "interviews.index").write_text("mine")
    (mine / "letter").write_text("mine")
    (store.folder / ".cache").symlink_to(mine)
    check(store)
    store.erase(Erased(at="2026-01-01T00:00:00Z", interviews=(ID,)))
    assert tree(mine) == {"interviews.index": b"mine", "letter": b"mine"}


def test_where_nothing_can_be_written_the_list_comes_all_the_same(store: StudyFolder) -> None:
    shown = run_without_rights(
        "store = StudyFolder(Path('.'))\n"
        "for _ in range(2):\n"
        "    found = store.checked_overview(lambda done, of: None)\n"
        "    print([s.pseudonym for s in found.interviews], len(store.overview().interviews))\n",
        _readable_by_all(store.folder),
    )
    assert shown == "['P01', 'P02'] 0\n" * 2
    assert not index_of(store).parent.exists()


def _readable_by_all(folder: Path) -> Path:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    for parent in folder.parents:
        if parent.name.startswith("pytest-"):
            parent.chmod(0o755)
    folder.parent.chmod(0o755)
    return folder


def test_where_the_disk_is_full_the_list_comes_and_nothing_is_left(store: StudyFolder) -> None:
    shown = run_without_rights(
        "import resource\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "store = StudyFolder(Path('.'))\n"
        "found = store.checked_overview(lambda done, of: None)\n"
        "print([s.pseudonym for s in found.interviews], sorted(Path('.cache').iterdir()))\n",
        _owned_by_nobody(store.folder),
    )
    assert shown == "['P01', 'P02'] []\n"


def _owned_by_nobody(folder: Path) -> Path:
    _readable_by_all(folder)
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, 65534, 65534)
    return folder


def test_nothing_is_written_into_a_newer_study(store: StudyFolder) -> None:
    path = store.folder / "study.json"
    path.write_bytes(path.read_bytes().replace(b'"schema": 1', b'"schema": 2'))
    before = tree(store.folder)
    assert store.read_only
    assert pseudonyms(check(store)) == ["P01", "P02"]
    assert tree(store.folder) == before


def test_who_was_erased_is_in_no_list_and_in_no_index(store: StudyFolder) -> None:
    check(store)
    gone = file_of(store, OTHER).read_bytes()
    store.erase(Erased(at="2026-01-01T00:00:00Z", participant="b" * 12, pseudonyms=("P02",)))
    # As a git pull does, which knows no index.
    file_of(store, THIRD).write_bytes(gone.replace(OTHER.encode(), THIRD.encode()))
    found = check(store)
    assert pseudonyms(found) == ["P01"]
    assert found.retired == store.overview().retired == ("P02",)
    assert not file_of(store, THIRD).exists()
    check(store)
    assert pseudonyms(store.overview()) == ["P01"]
    assert b"P02" not in index_of(store).read_bytes()


def test_who_is_erased_while_the_list_is_made_is_not_kept_in_it(store: StudyFolder) -> None:
    def erase(done: int, of: int) -> None:
        if done == of:
            store.erase(Erased(at="2026-01-01T00:00:00Z", interviews=(OTHER,)))

    assert pseudonyms(store.checked_overview(erase)) == ["P01"]
    assert pseudonyms(store.overview()) in ([], ["P01"])
    for path in (store.folder / ".cache").iterdir():
        assert b"P02" not in path.read_bytes()


def test_who_is_erased_just_before_the_index_is_there_is_not_kept_in_it(
    store: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.replace

    def erased_first(source: Path, target: Path) -> None:
        if target == index_of(store):
            erased = Erased(at="2026-01-01T00:00:00Z", interviews=(OTHER,))
            add_erased(store.folder / "study.json", [erased])
        real(source, target)

    monkeypatch.setattr(os, "replace", erased_first)
    # By itself: the study would erase again what it sees.
    overview.checked_overview(Layout(store.folder), nobody_waits)
    assert [entry.interviews for entry in store.erased()] == [(OTHER,)]
    # The one that was being written holds them, and goes as a whole.
    assert list((store.folder / ".cache").iterdir()) == []


def test_an_erased_file_that_cannot_be_read_is_not_listed(store: StudyFolder) -> None:
    file_of(store, OTHER).write_bytes(b"{")
    before = check(store).unreadable
    assert [one.file for one in before] == [f"interviews/{OTHER}.json"]
    store.erase(Erased(at="2026-01-01T00:00:00Z", interviews=(OTHER,)))
    file_of(store, OTHER).write_bytes(b"{")
    assert check(store).unreadable == ()


def test_whoever_stops_waiting_leaves_nothing_behind(store: StudyFolder) -> None:
    class Enough(Exception):
        pass

    def stop(done: int, of: int) -> None:
        if done == 1:
            raise Enough

    with pytest.raises(Enough):
        store.checked_overview(stop)
    assert temporaries(store.folder) == []
    assert pseudonyms(check(store)) == ["P01", "P02"]


def test_a_study_without_interviews(tmp_path: Path) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    assert check(store) == store.overview() == Overview()
    (store.folder / "interviews").rmdir()
    assert check(store) == Overview()
    (store.folder / "interviews").write_text("")
    with pytest.raises(DamagedFile, match="can't be read"):
        check(store)
