"""Erasing one interview or a person: what else is theirs, whose pseudonym it is, what may fail."""

import json
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from persona_wizard.model.interview import Interview, Participant
from persona_wizard.store import StoreError, StudyFolder
from persona_wizard.studies.doctor import put_right
from persona_wizard.studies.erasing import (
    NotSearched,
    erase_interview,
    erase_person,
    is_only_one,
    person_to_erase,
)


def of(store: StudyFolder, pseudonym: str) -> Interview:
    return next(i for i in store.interviews().interviews if i.pseudonym == pseudonym)


def _cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-60])


def _only_in_conflicts(path: Path) -> None:
    conflicts = path.parents[1] / "conflicts"
    conflicts.mkdir()
    path.rename(conflicts / f"{path.stem}.0a1b2c3d.json")


def _only_in_backups(path: Path) -> None:
    backups = path.parents[1] / ".backup" / "interviews"
    backups.mkdir(parents=True, exist_ok=True)
    path.rename(backups / path.name)


@pytest.mark.parametrize("spoil", [_cut_off, _only_in_conflicts, _only_in_backups])
def test_an_interview_that_cannot_be_listed_is_another_one(
    demo: StudyFolder, spoil: Callable[[Path], None]
) -> None:
    first = of(demo, "P01")
    demo.save_participant(Participant(first.participant, "P01", "Zinnia"))
    other = secrets.token_hex(6)
    demo.begin(replace(first, id=other)).close()
    path = demo.folder / "interviews" / f"{other}.json"
    words = path.read_bytes()[:-60]
    spoil(path)
    file = demo.reopen(first.id)
    assert not is_only_one(demo, first)
    assert not erase_interview(demo, file)
    kept = [p for p in demo.folder.rglob(f"*{other}*.json") if p.read_bytes().startswith(words)]
    assert kept
    assert first.participant in [person.id for person in demo.participants()]


def test_whoever_has_an_erased_pseudonym_gets_another(demo: StudyFolder) -> None:
    erase_person(demo, person_to_erase(demo, "P01"))
    second = of(demo, "P02")
    with demo.reopen(second.id) as file:
        file.save(replace(second, pseudonym="P01"))
    put_right(demo.folder, lambda *_: None)
    called = demo.read_interview(second.id).pseudonym
    assert called != "P01"
    assert put_right(demo.folder, lambda *_: None).remaining == 0
    assert demo.read_interview(second.id).pseudonym == called


def test_a_search_that_fails_is_told_once_all_of_theirs_is_gone(
    demo: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(self: StudyFolder, traces: object) -> tuple[str, ...]:
        raise StoreError("notes.md can't be read.")

    monkeypatch.setattr(StudyFolder, "still_telling", fails)
    with pytest.raises(NotSearched, match=r"P01 is erased, .* notes\.md can't be read"):
        erase_person(demo, person_to_erase(demo, "P01"))
    assert "P01" not in [i.pseudonym for i in demo.interviews().interviews]


def test_what_was_erased_on_no_day_is_damage_and_no_crash(demo: StudyFolder) -> None:
    erase_person(demo, person_to_erase(demo, "P01"))
    path = demo.folder / "study.json"
    tables = json.loads(path.read_text())
    for document in tables["erased"].values():
        document["at"] = "yesterday"
    path.write_text(json.dumps(tables))
    report = put_right(demo.folder, lambda *_: None)
    assert report.remaining == 0
    assert [one.pseudonyms for one in StudyFolder.open(demo.folder).erased()] == [("P01",)]
