"""Damage harms one file; the doctor brings its last good state back, and throws nothing away.

Two hundred damages: PERSONA_WIZARD_DAMAGES=200 python -m pytest -s tests/torture/<this file>
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace
from torture_examples import ID, OTHER, STUDY, facts, interview, tree

from persona_wizard.banks import bank_digest
from persona_wizard.model.interview import BankRef, Participant
from persona_wizard.store import StoreError, StudyFolder
from persona_wizard.studies.doctor import look, put_right

DAMAGES = int(os.environ.get("PERSONA_WIZARD_DAMAGES", "50"))
BANK = "# A bank\n"
THIRD = "c" * 12


def truncated(data: bytes, at: int, chance: Random) -> bytes:
    return data[:at]


def zeroed(data: bytes, at: int, chance: Random) -> bytes:
    """What a file system may make of pages that it never wrote."""
    end = min(at + chance.choice((1, 512, 4096, len(data))), len(data))
    return data[:at] + b"\0" * (end - at) + data[end:]


def bit_flipped(data: bytes, at: int, chance: Random) -> bytes:
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def overwritten(data: bytes, at: int, chance: Random) -> bytes:
    """A piece of another file."""
    return data[:at] + chance.randbytes(min(512, len(data) - at)) + data[at + 512 :]


def written_twice(data: bytes, at: int, chance: Random) -> bytes:
    return data[:at] + data[chance.randrange(len(data)) :]


Damage = Callable[[bytes, int, Random], bytes]


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A study in which everything is well and was opened before."""
    store = StudyFolder.create(tmp_path / "whole", STUDY)
    ref = BankRef("b", bank_digest(BANK))
    store.keep_bank(ref.id, ref.digest, BANK)
    for number, interview_id in enumerate((ID, OTHER, THIRD)):
        store.begin(replace(interview(interview_id, number, 8), bank=ref)).close()
    store.save_participant(Participant("p", "P01", "Minh"))
    store.save_photo("minh.png", b"pixels")
    assert put_right(store.folder, _nobody_waits).findings == ()
    return store.folder


def _nobody_waits(done: int, total: int) -> None:
    """Nothing is shown of how far it is."""


@pytest.mark.parametrize(
    "damage", [truncated, zeroed, bit_flipped, overwritten, written_twice], ids=lambda d: d.__name__
)
@pytest.mark.parametrize("file", [f"interviews/{ID}.json", "study.json"])
def test_the_last_good_state_comes_back(
    tmp_path: Path, whole: Path, file: str, damage: Damage
) -> None:
    seed = Random().randrange(10**6)
    found = 0
    for number in range(max(DAMAGES // 10, 1)):
        chance = Random(seed + number)
        folder = tmp_path / f"s{number}"
        shutil.copytree(whole, folder)
        path = folder / file
        data = path.read_bytes()
        bad = damage(data, chance.randrange(len(data)), chance)
        path.write_bytes(bad)
        try:
            found += _comes_back(whole, folder, file, bad)
        except (AssertionError, StoreError) as fault:
            raise AssertionError(f"seed {seed + number}: {fault}") from fault
        shutil.rmtree(folder)
    print(f"{damage.__name__}, {file}: {found} of {number + 1} damages showed")


@pytest.mark.parametrize("held", ["1123456789ab", OTHER])
def test_an_id_that_was_damaged_is_no_other_interview(
    whole: Path, tmp_path: Path, held: str
) -> None:
    folder = tmp_path / "s"
    shutil.copytree(whole, folder)
    path = folder / "interviews" / f"{ID}.json"
    path.write_bytes(path.read_bytes().replace(ID.encode(), held.encode(), 1))
    assert _comes_back(whole, folder, f"interviews/{ID}.json", path.read_bytes())


def _comes_back(whole: Path, folder: Path, file: str, bad: bytes) -> bool:
    """Whether the damage shows; one that leaves a file which reads as an interview does not."""
    about = "study" if file == "study.json" else f"interview {ID}"
    before = facts(StudyFolder(whole))
    harmed = StudyFolder(folder)
    # Before anything is put right the rest can be read.
    others = {i.id: i for i in harmed.interviews().interviews if i.id != ID or about == "study"}
    expected = {key: value for key, value in before.items() if key != about}
    assert {f"interview {i}" for i in others} == {k for k in expected if k.startswith("interview")}
    try:
        read = harmed.study() if about == "study" else harmed.read_interview(ID)
    except StoreError:
        read = None
    untouched = tree(folder)
    look(folder, _nobody_waits)
    assert tree(folder) == untouched
    report = put_right(folder, _nobody_waits)
    found = facts(StudyFolder.open(folder))
    assert {key: value for key, value in found.items() if key != about} == expected
    # A letter that became another is no damage that anybody could see.
    assert found[about] == (before[about] if read is None else read)
    if read is None:
        assert file in [finding.file for finding in report.findings]
        assert bad in [p.read_bytes() for p in (folder / "quarantine").iterdir()]
        assert report.remaining == 0
        assert put_right(folder, _nobody_waits).findings == ()
    return read is None
