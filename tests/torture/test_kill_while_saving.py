"""Nothing that was said to be saved is lost by `kill -9`, and no file is left unreadable.

A thousand kills: PERSONA_WIZARD_KILLS=1000 python -m pytest -s tests/torture/<this file>
One batch again: PERSONA_WIZARD_KILL_SEED=1234 python -m pytest -s tests/torture/<this file>
"""

import os
from collections.abc import Callable
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from killing import Say, killed_after, killed_at_call
from msgspec import Struct
from torture_examples import ID, STUDY, facts, interview, leftovers

from persona_wizard.model.interview import Interview, Participant
from persona_wizard.model.study import Study
from persona_wizard.store import OpenInterview, StudyFolder, storage
from persona_wizard.store.stamp import Stamp, stamp_at

KILLS = int(os.environ.get("PERSONA_WIZARD_KILLS", "100"))
SEED = os.environ.get("PERSONA_WIZARD_KILL_SEED")
# In one study, which grows with every kill.
BATCH = 25
ANSWERS = 30

# A kill comes at a moment of the clock, or at a call: short steps are hit as often as long ones.
SECONDS = 0.04
CALLS = 40_000


class Toll(Struct):
    """What a batch of kills came to; `complaint` is empty where nothing was lost."""

    seed: int
    kills: int = 0
    acknowledged: int = 0
    left: int = 0
    complaint: str = ""


def test_every_acknowledged_save_survives() -> None:
    seed = Random().randrange(10**6)
    seeds = [int(SEED)] if SEED else [seed + n for n in range(max(KILLS // BATCH, 1))]
    # Without a fork of this process: other tests leave threads behind.
    with get_context("spawn").Pool() as processes:
        tolls = list(processes.imap_unordered(batch_of_kills, seeds, chunksize=1))
    told = "\n".join(f"PERSONA_WIZARD_KILL_SEED={t.seed}: {t.complaint}" for t in tolls)
    assert not any(toll.complaint for toll in tolls), told
    kills, acknowledged, left = (
        sum(getattr(toll, name) for toll in tolls) for name in ("kills", "acknowledged", "left")
    )
    print(
        f"{kills} kills: {acknowledged} saves acknowledged, 0 lost;"
        f" {left} times a half-written file was left and removed at the next opening"
    )
    # The kills came while it was being saved, not before and not after.
    assert kills == BATCH * len(seeds)
    assert acknowledged > kills // 2
    assert left > 0


def test_this_torture_finds_a_writer_that_writes_in_place() -> None:
    seed = Random().randrange(10**6)
    with get_context("spawn").Pool(1) as processes:
        tolls = processes.imap(batch_of_kills_in_place, range(seed, seed + 12), chunksize=1)
        assert any(toll.complaint for toll in tolls), f"seed {seed}"


def batch_of_kills_in_place(seed: int) -> Toll:
    storage.write_whole = _write_in_place
    return batch_of_kills(seed)


def _write_in_place(path: Path, data: bytes, _: object = None) -> Stamp | None:
    with path.open("wb", buffering=0) as file:
        for start in range(0, len(data), 100):
            file.write(data[start : start + 100])
        os.fsync(file.fileno())
    return stamp_at(path)


def batch_of_kills(seed: int) -> Toll:
    chance, toll = Random(seed), Toll(seed)
    with TemporaryDirectory() as folder:
        store = StudyFolder.create(Path(folder, "s"), STUDY)
        store.begin(interview(answers=ANSWERS)).close()
        said: dict[str, list[int]] = {kind: [] for kind in KINDS}
        for kill in range(BATCH):
            try:
                # What was saved and not said yet has a number, too.
                _save_and_be_killed(store.folder, 1000 * (kill + 1), chance, said)
                toll.left += bool(leftovers(store.folder))
                _check(store.folder, said)
            except Exception as fault:
                toll.complaint = f"kill {kill}: {fault!r}"
                break
            toll.kills += 1
        toll.acknowledged = sum(map(len, said.values()))
    return toll


def _check(folder: Path, said: dict[str, list[int]]) -> None:
    """Raises AssertionError, StoreError where anything is lost, half, locked or left over."""
    store = StudyFolder.open(folder)
    assert leftovers(folder) == []
    found = facts(store)
    for kind, numbers in said.items():
        newest = KINDS[kind].newest
        if newest is not None and numbers:
            number, whole = newest(found)
            assert number >= numbers[-1], (kind, number, numbers[-1])
            assert whole, (kind, number)
    for number in said["begin"]:
        begun = interview(_id(number), number, 3)
        assert found[f"interview {begun.id}"] == begun, number
    for number in said["bank"]:
        assert f"bank b@{_id(number)}.md" in found, number
    for key, value in found.items():
        if key.startswith("bank"):
            assert value == _bank(int(key[len("bank b@") : -len(".md")], 16)), key
    store.reopen(ID).close()


# What is saved: each kind, and how the newest of it is known again as whole.


def _answers(store: StudyFolder, file: OpenInterview, number: int) -> None:
    file.save(interview(ID, number, ANSWERS))


def _newest_answers(found: dict[str, object]) -> tuple[int, bool]:
    kept = found[f"interview {ID}"]
    assert isinstance(kept, Interview)
    number = int(kept.elapsed)
    return number, kept == interview(ID, number, ANSWERS)


def _settings(store: StudyFolder, file: OpenInterview, number: int) -> None:
    store.change_study(lambda _: _study(number))


def _newest_settings(found: dict[str, object]) -> tuple[int, bool]:
    kept = found["study"]
    assert isinstance(kept, Study)
    number = int(kept.target_market)
    return number, kept == _study(number)


def _participant(store: StudyFolder, file: OpenInterview, number: int) -> None:
    store.save_participant(_person(number))


def _newest_participant(found: dict[str, object]) -> tuple[int, bool]:
    kept = found["participant p"]
    assert isinstance(kept, Participant)
    number = int(kept.name)
    return number, kept == _person(number)


def _photo(store: StudyFolder, file: OpenInterview, number: int) -> None:
    store.save_photo("minh.png", _pixels(number))


def _newest_photo(found: dict[str, object]) -> tuple[int, bool]:
    kept = found["photo minh.png"]
    assert isinstance(kept, bytes)
    number = int(kept[:12])
    return number, kept == _pixels(number)


def _used_bank(store: StudyFolder, file: OpenInterview, number: int) -> None:
    store.keep_bank("b", _id(number), _bank(number))


def _begin(store: StudyFolder, file: OpenInterview, number: int) -> None:
    store.begin(interview(_id(number), number, 3)).close()


class Kind(Struct, frozen=True):
    """A kind of save; `newest` gives the number of the one that was found, and whether whole."""

    save: Callable[[StudyFolder, OpenInterview, int], None]
    newest: Callable[[dict[str, object]], tuple[int, bool]] | None = None


KINDS = {
    "answers": Kind(_answers, _newest_answers),
    "settings": Kind(_settings, _newest_settings),
    "participant": Kind(_participant, _newest_participant),
    "photo": Kind(_photo, _newest_photo),
    "bank": Kind(_used_bank),
    "begin": Kind(_begin),
}


def _id(number: int) -> str:
    return f"{number:012x}"


def _study(number: int) -> Study:
    return Study(title="x" * (number % 5000), target_market=str(number))


def _person(number: int) -> Participant:
    return Participant("p", "P01", str(number), contact="y" * (number % 5000))


def _pixels(number: int) -> bytes:
    return f"{number:012}".encode() * (1000 + number % 500)


def _bank(number: int) -> str:
    return f"# Bank {number}\n" * (100 + number % 100)


def _save_and_be_killed(
    folder: Path, number: int, chance: Random, said: dict[str, list[int]]
) -> None:
    """Have a child save without end, kill it, and add to `said` what it acknowledged."""
    order = chance.sample(sorted(KINDS), len(KINDS))

    def save_without_end(say: Say) -> None:
        store = StudyFolder.open(folder)
        file = store.reopen(ID)
        for saved in count(number):
            kind = order[saved % len(order)]
            KINDS[kind].save(store, file, saved)
            # Only once the save has returned.
            say(f"{kind} {saved}")

    if chance.random() < 0.5:
        ended = killed_at_call(save_without_end, chance.randrange(CALLS))
    else:
        ended = killed_after(save_without_end, chance.uniform(0, SECONDS))
    for line in ended.said:
        kind, saved = line.split()
        said[kind].append(int(saved))
