"""Whatever a disk shows after a power cut, nothing that was said to be saved is lost.

A thousand states: PERSONA_WIZARD_POWER_CUTS=1000 python -m pytest -s tests/torture/<this file>
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from msgspec import Struct
from power_loss import Moment, Recorder, show_after_power_loss
from torture_examples import ID, OTHER, STUDY, facts, interview, leftovers, tree

from persona_wizard.model.interview import Interview, Participant
from persona_wizard.model.study import Study
from persona_wizard.store import StudyFolder, storage, study_folder
from persona_wizard.store.interview_file import write_interview
from persona_wizard.store.layout import temporary_for
from persona_wizard.store.stamp import Stamp, stamp_at

CUTS = int(os.environ.get("PERSONA_WIZARD_POWER_CUTS", "200"))
# Seven or eight pages of 4 KB.
ANSWERS = 40

Facts = dict[str, object]


class Saving(Struct, frozen=True):
    """What was said to be saved so far, and what will be once the save under way returns."""

    said: Facts
    next: Facts


@pytest.fixture(autouse=True)
def _quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is synced is known to the model; the disk below need not be waited for."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


def test_whatever_a_power_cut_leaves_is_what_was_said_or_is_being_saved(tmp_path: Path) -> None:
    moments = _a_working_day(tmp_path / "s")
    seed = Random().randrange(10**6)
    for cut in range(CUTS):
        complaint = _complaint(moments, seed + cut)
        assert not complaint, f"seed {seed + cut}: {complaint}"
    print(f"{CUTS} power cuts at {len(moments)} moments: nothing lost, nothing mixed, nothing left")


def _synced_late(path: Path, data: bytes) -> None:
    """The name is there before the bytes are."""
    temporary = temporary_for(path)
    temporary.write_bytes(data)
    os.replace(temporary, path)
    with path.open("rb") as file:
        os.fsync(file.fileno())
    _sync_folder(path.parent)


def _unsynced(path: Path, data: bytes) -> None:
    temporary = temporary_for(path)
    temporary.write_bytes(data)
    os.replace(temporary, path)
    _sync_folder(path.parent)


def _unsynced_folder(path: Path, data: bytes) -> None:
    temporary = temporary_for(path)
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)


def _in_place(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


@pytest.mark.parametrize("writer", [_synced_late, _unsynced, _unsynced_folder, _in_place])
def test_the_model_finds_a_writer_that_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writer: Callable[[Path, bytes], None]
) -> None:
    def wrong(path: Path, data: bytes, _: object = None) -> Stamp | None:
        path.parent.mkdir(exist_ok=True)
        writer(path, data)
        return stamp_at(path)

    for room in (storage, study_folder):
        monkeypatch.setattr(room, "write_whole", wrong)
    moments = _a_working_day(tmp_path / "s")
    assert any(_complaint(moments, seed) for seed in range(200))


def _a_working_day(folder: Path) -> list[Moment]:
    """The disk at every moment of a study that is worked on."""
    store = StudyFolder.create(folder, STUDY)
    recorder = Recorder(folder)
    said: Facts = {"study": STUDY}
    with recorder.recording():
        for about, value, save in _saves(store):
            recorder.tag = Saving(dict(said), {**said, about: value})
            save()
            said[about] = value
            recorder.tag = Saving(dict(said), dict(said))
    recorder.close()
    return [moment for moment in recorder.moments if moment.tag is not None]


def _saves(store: StudyFolder) -> list[tuple[str, object, Callable[[], object]]]:
    """What is saved, one after the other: what it is about, its value then, and the saving."""
    files = {}

    def begin(interview: Interview) -> None:
        files[interview.id] = store.begin(interview)

    def save(interview: Interview) -> None:
        files[interview.id].save(interview)

    def sit_down_again(interview: Interview) -> None:
        files[interview.id].close()
        files[interview.id] = store.reopen(interview.id)

    bank, photo = "# Bank\n" * 1000, b"pixels" * 1500
    saves: list[tuple[str, object, Callable[[], object]]] = [
        ("bank b@a1b2c3d4e5f6.md", bank, lambda: store.keep_bank("b", "a1b2c3d4e5f6", bank)),
        ("photo minh.png", photo, lambda: store.save_photo("minh.png", photo)),
    ]
    for number, answers in enumerate((0, ANSWERS, ANSWERS, 3, ANSWERS)):
        for interview_id in (ID, OTHER):
            kept = interview(interview_id, number, answers)
            change = save if number else begin
            saves.append((f"interview {kept.id}", kept, lambda k=kept, c=change: c(k)))
        study = Study(title=f"{number} " * 3000)
        saves.append(("study", study, lambda study=study: store.save_study(study)))
        person = Participant("p", "P01", f"{number} " * (5000 - 1000 * number))
        saves.append(("participant p", person, lambda p=person: store.save_participant(p)))
        if number == 2:
            kept = interview(ID, number, answers)
            saves.append((f"interview {ID}", kept, lambda k=kept: sit_down_again(k)))
    theirs = interview(ID, 7, ANSWERS)
    saves.append((f"interview {ID}", theirs, lambda: _put_theirs(store.folder, theirs)))
    for number in (8, 9):
        ours = interview(ID, number, ANSWERS)
        saves.append((f"apart {ID}", {number}, lambda ours=ours: save(ours)))
    saves.append(("participant p", None, lambda: store.forget_participant("p")))
    saves.append((f"interview {OTHER}", None, lambda: files[OTHER].erase()))
    saves.append((f"interview {ID}", theirs, lambda: files[ID].close()))
    return saves


def _put_theirs(folder: Path, theirs: Interview) -> None:
    """Replace an interview's file as another program does, which knows no locks."""
    path = folder / "interviews" / f"{theirs.id}.json"
    write_interview(folder / "theirs", theirs)
    os.replace(folder / "theirs", path)
    for synced in (path.parent, folder):
        _sync_folder(synced)


@pytest.mark.parametrize("keep", ["keep_ours", "keep_theirs", "keep_both"])
def test_a_power_cut_while_a_conflict_is_settled_loses_neither_side(
    tmp_path: Path, keep: str
) -> None:
    folder = tmp_path / "s"
    store = StudyFolder.create(folder, STUDY)
    with store.begin(interview(ID, 1, ANSWERS)) as file:
        _put_theirs(folder, interview(ID, 2, ANSWERS))
        file.save(interview(ID, 3, ANSWERS))
    recorder = Recorder(folder)
    with recorder.recording():
        getattr(store, keep)(*store.conflicts())
        recorder.tag = "settled"
    recorder.close()
    seed = Random().randrange(10**6)
    for cut in range(CUTS // 4):
        chance = Random(seed + cut)
        moment = chance.choice(recorder.moments)
        shown = tmp_path / f"{cut}"
        show_after_power_loss(moment, chance, shown)
        opened = StudyFolder.open(shown)
        waiting = opened.conflicts()
        assert not (waiting and moment.tag), f"seed {seed + cut}"
        for conflict in waiting:
            getattr(opened, keep)(conflict)
        kept = b"\n".join(tree(shown).values())
        for number in (2, 3):
            # Each answer says its side's number, two hundred times and more.
            assert (f"{number} " * 200).encode() in kept, f"seed {seed + cut}, side {number}"
        numbers = {i.elapsed for i in opened.interviews().interviews}
        assert numbers == _SIDES[keep], f"seed {seed + cut}"
        assert leftovers(shown) == [], f"seed {seed + cut}"


_SIDES = {"keep_ours": {3.0}, "keep_theirs": {2.0}, "keep_both": {2.0, 3.0}}


def _complaint(moments: list[Moment], seed: int) -> str:
    """What is wrong with a study after a power cut; empty where nothing is."""
    chance = Random(seed)
    moment = chance.choice(moments)
    saving: Saving = moment.tag
    with TemporaryDirectory() as place:
        folder = Path(place, "s")
        show_after_power_loss(moment, chance, folder)
        try:
            store = StudyFolder.open(folder)
            assert leftovers(folder) == []
            found = facts(store)
            for about in found.keys() | saving.said.keys() | saving.next.keys():
                allowed = (saving.said.get(about), saving.next.get(about))
                assert found.get(about) in allowed, about
            for backup in (folder / ".backup").rglob("*.json"):
                assert json.loads(backup.read_bytes()), backup.name
            # Whoever goes on finds it free.
            for interview_id in (ID, OTHER):
                if f"interview {interview_id}" in found:
                    store.reopen(interview_id).close()
        except Exception as fault:
            return repr(fault)[:500]
    return ""
