"""Many interviews come into a study at once, and one that was cut short is finished or undone."""

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from persona_wizard.model.composing import ObservationKey
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import BankRef, Interview, Note, Participant
from persona_wizard.model.study import Study
from persona_wizard.store import StoreError, StudyFolder
from persona_wizard.store.arrivals import arriving
from persona_wizard.store.layout import Layout
from persona_wizard.studies.doctor import look, put_right

AT = "2026-01-02T10:00:00.000Z"
ONE = Interview(
    id="a" * 12,
    participant="aa0000000001",
    pseudonym="P01",
    audience=Audience.PROSPECTS,
    bank=BankRef("tea", "0" * 12),
    started=AT,
)
TWO = replace(ONE, id="b" * 12, participant="bb0000000002", pseudonym="P02")


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    return StudyFolder.create(tmp_path / "s", Study(title="Tea"))


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def quiet(done: int, of: int) -> None:
    """Nobody waits."""


def give(store: StudyFolder) -> None:
    with store.alone(), arriving(Layout(store.folder)) as arrivals:
        arrivals.bank(ONE.bank, "---\n")
        arrivals.interview(ONE)
        arrivals.interview(TWO)
        arrivals.participant(Participant(ONE.participant, "P01", "Zinnia"))


def test_all_of_it_comes(store: StudyFolder) -> None:
    give(store)
    assert [one.id for one in store.interviews().interviews] == [ONE.id, TWO.id]
    assert store.participants()[0].name == "Zinnia"
    assert store.used_bank(ONE.bank) == "---\n"
    for path in store.folder.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_the_disk_is_asked_once_for_each_file(
    store: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(os, "fsync", asked.append)
    with store.alone(), arriving(Layout(store.folder)) as arrivals:
        for number in range(50):
            name = f"{number:012x}"
            arrivals.interview(replace(ONE, id=name, participant=name, pseudonym=f"P{number}"))
            arrivals.participant(Participant(name, f"P{number}", "Zinnia"))
    # A hundred files, and the few folders that they are in.
    assert 100 < len(asked) < 130


def _give_half(store: StudyFolder) -> None:
    with store.alone(), arriving(Layout(store.folder)) as arrivals:
        arrivals.interview(ONE)
        raise ZeroDivisionError


def test_a_fault_inside_leaves_nothing(store: StudyFolder) -> None:
    before = names(store.folder)
    with pytest.raises(ZeroDivisionError):
        _give_half(store)
    assert {name for name in names(store.folder) if not name.startswith(".locks")} == before


def test_what_stands_there_already_is_not_written_over(store: StudyFolder) -> None:
    store.begin(replace(ONE, pseudonym="P09")).close()
    give(store)
    assert store.read_interview(ONE.id).pseudonym == "P09"
    assert store.read_interview(TWO.id) == TWO


def _cut_short(store: StudyFolder, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    """Have an arrival stop as a kill would, at a rename of this file."""
    rename = os.rename

    def stop(source: Path, target: Path) -> None:
        if Path(source).name == at:
            raise SystemExit
        rename(source, target)

    with monkeypatch.context() as cut:
        cut.setattr(os, "rename", stop)
        cut.setattr("shutil.rmtree", lambda *args, **more: None)
        with pytest.raises(SystemExit):
            give(store)


@pytest.mark.parametrize(("at", "come"), [(".coming", False), (f"{TWO.id}.json", True)])
def test_one_that_was_killed_is_finished_or_undone_on_opening(
    store: StudyFolder, monkeypatch: pytest.MonkeyPatch, at: str, come: bool
) -> None:
    _cut_short(store, monkeypatch, at)
    opened = StudyFolder.open(store.folder)
    assert len(opened.interviews().interviews) == (2 if come else 0)
    assert not list(store.folder.glob(".com*"))


@pytest.mark.parametrize(
    ("at", "remedy"),
    [
        (".coming", "What it left is removed: import again"),
        (f"{TWO.id}.json", "It is finished"),
    ],
)
def test_doctor_tells_of_one_that_was_killed(
    store: StudyFolder, monkeypatch: pytest.MonkeyPatch, at: str, remedy: str
) -> None:
    _cut_short(store, monkeypatch, at)
    before = names(store.folder)
    (told,) = [f for f in look(store.folder, quiet).findings if "import" in f.what]
    assert not told.done
    assert names(store.folder) == before
    (mended,) = [f for f in put_right(store.folder, quiet).findings if "import" in f.what]
    assert (mended.remedy, mended.done) == (remedy, True)
    assert not list(store.folder.glob(".com*"))


def _give_instead(store: StudyFolder) -> None:
    with store.alone(), arriving(Layout(store.folder)) as arrivals:
        for one in (ONE, TWO):
            arrivals.instead(one, replace(one, pseudonym=f"{one.pseudonym}0"))


def test_interviews_take_the_place_of_those_that_are_there(store: StudyFolder) -> None:
    give(store)
    _give_instead(store)
    assert [one.pseudonym for one in store.interviews().interviews] == ["P010", "P020"]
    assert {path.name for path in store.folder.iterdir()} & {"instead", ".come"} == set()


def work(store: StudyFolder) -> Interview:
    """Somebody opens an interview, saves a note, and closes it."""
    with store.reopen(ONE.id) as file:
        file.save(replace(file.interview, notes=(Note("n1", "an hour of work"),)))
        return file.interview


def test_work_saved_since_the_look_stays(store: StudyFolder) -> None:
    give(store)
    worked = work(store)
    with store.alone(), arriving(Layout(store.folder)) as arrivals:
        assert not arrivals.instead(ONE, replace(ONE, pseudonym="P010"))
    assert arrivals.left == (ONE.id,)
    assert store.read_interview(ONE.id) == worked


def test_work_saved_while_others_come_stays(store: StudyFolder) -> None:
    give(store)
    with store.alone(), arriving(Layout(store.folder)) as arrivals:
        assert arrivals.instead(ONE, replace(ONE, pseudonym="P010"))
        assert arrivals.instead(TWO, replace(TWO, pseudonym="P020"))
        worked = work(store)
    assert arrivals.left == (ONE.id,)
    assert store.read_interview(ONE.id) == worked
    assert store.read_interview(TWO.id).pseudonym == "P020"


def test_one_that_is_open_stays(store: StudyFolder) -> None:
    give(store)
    with store.reopen(ONE.id) as file:
        _give_instead(store)
        file.save(replace(ONE, notes=(Note("n1", "an hour of work"),)))
        assert file.apart is None
    assert [one.pseudonym for one in store.interviews().interviews] == ["P01", "P020"]


def test_what_was_linked_to_since_a_kill_stays(
    store: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    _killed_having_come(store, monkeypatch)
    key = ObservationKey(ONE.id, "occupation", "0")
    store.save_study(replace(store.study(), read=(key,)))
    opened = StudyFolder.open(store.folder)
    assert [one.pseudonym for one in opened.interviews().interviews] == ["P01", "P020"]


def test_work_saved_since_a_kill_stays(store: StudyFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    _killed_having_come(store, monkeypatch)
    worked = work(store)
    opened = StudyFolder.open(store.folder)
    assert opened.read_interview(ONE.id) == worked
    assert opened.read_interview(TWO.id).pseudonym == "P020"
    assert not list(store.folder.glob(".com*"))


def _killed_having_come(store: StudyFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have interviews come in the place of others, and stop as a kill would before they move."""
    give(store)

    def stop(source: Path, target: Path) -> None:
        raise SystemExit

    with monkeypatch.context() as cut:
        cut.setattr(os, "replace", stop)
        with pytest.raises(SystemExit):
            _give_instead(store)


def test_they_take_the_place_of_nothing_that_was_erased(store: StudyFolder) -> None:
    give(store)
    with store.alone(), arriving(Layout(store.folder)) as arrivals:
        arrivals.instead(ONE, replace(ONE, pseudonym="P010"))
        arrivals.instead(TWO, replace(TWO, pseudonym="P020"))
        Layout(store.folder).interview(TWO.id).unlink()
    assert [one.pseudonym for one in store.interviews().interviews] == ["P010"]


@pytest.mark.parametrize(
    ("of", "at", "found"),
    [
        ("rename", ".coming", ["P01", "P02"]),
        ("replace", f"{ONE.id}.json", ["P010", "P020"]),
        ("replace", f"{TWO.id}.json", ["P010", "P020"]),
    ],
)
def test_all_of_them_take_it_or_none_wherever_it_is_killed(
    store: StudyFolder, monkeypatch: pytest.MonkeyPatch, of: str, at: str, found: list[str]
) -> None:
    give(store)
    move = getattr(os, of)

    def stop(source: Path, target: Path) -> None:
        if at in (Path(source).name, Path(target).name):
            raise SystemExit
        move(source, target)

    with monkeypatch.context() as cut:
        cut.setattr(os, of, stop)
        cut.setattr("shutil.rmtree", lambda *args, **more: None)
        with pytest.raises(SystemExit):
            _give_instead(store)
    opened = StudyFolder.open(store.folder)
    assert [one.pseudonym for one in opened.interviews().interviews] == found
    assert not list(store.folder.glob(".com*"))


def test_a_folder_that_leads_out_takes_nothing(store: StudyFolder, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (store.folder / "interviews").rmdir()
    (store.folder / "interviews").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError):
        give(store)
    assert list((tmp_path / "elsewhere").iterdir()) == []
