"""Files that are damaged, newer, or none of ours harm only themselves, and stay untouched."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from store_examples import ID, INTERVIEW, OTHER, STUDY, tree

from persona_wizard.model.interview import BankRef, Participant
from persona_wizard.store import (
    BadName,
    DamagedFile,
    NewerVersion,
    StoreError,
    StudyFolder,
    Unreadable,
)

_DEEP = 1_000_000
_HOSTILE = {
    "empty": b"",
    "truncated": b'{"meta": {"1": {"schema": 1, "id": "01',
    "a list": b"[]",
    "null": b"null",
    "NULs": b"\0" * 4096,
    "no UTF-8": b'{"meta": {"1": {"schema": 1, "title": "\xff\xfe"}}}',
    "a lone surrogate": b'{"meta": {"1": {"schema": 1, "title": "\\ud800"}}}',
    "no number": b'{"meta": {"1": {"schema": 1, "elapsed": NaN}}}',
    "merge marks": b'<<<<<<< HEAD\n{"meta": {}}\n=======\n{}\n>>>>>>> other\n',
    "an empty object": b"{}",
    "tables are lists": b'{"meta": [], "settings": []}',
    "documents are numbers": b'{"meta": {"1": 5}, "settings": {"1": 5}}',
    "two documents": b'{"meta": {"1": {"schema": 1}, "2": {"schema": 1}}, "settings": {}}',
    "only a version": b'{"meta": {"1": {"schema": 1}}, "settings": {"1": {"schema": 1}}}',
    "no version": b'{"meta": {"1": {}}, "settings": {"1": {"title": "x"}}}',
    "a version in words": b'{"meta": {"1": {"schema": "1"}}, "settings": {"1": {"schema": "1"}}}',
    "version true": b'{"meta": {"1": {"schema": true}}, "settings": {"1": {"schema": true}}}',
    "version 0": b'{"meta": {"1": {"schema": 0}}, "settings": {"1": {"schema": 0}}}',
    "brackets": b"[" * _DEEP,
    "objects": b'{"a":' * (_DEEP // 5),
    "brackets in a document": b'{"meta": {"1": {"schema": ' + b"[" * _DEEP,
    "closed brackets in a document": (
        b'{"meta": {"1": {"x": ' + b"[" * _DEEP + b"]" * _DEEP + b"}}}"
    ),
}


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    store.begin(INTERVIEW).close()
    return store


def _alter(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    tables = json.loads(path.read_text("utf-8"))
    change(tables)
    path.write_text(json.dumps(tables))


@pytest.mark.parametrize("content", _HOSTILE.values(), ids=_HOSTILE.keys())
def test_a_damaged_interview_harms_only_itself(store: StudyFolder, content: bytes) -> None:
    store.begin(replace(INTERVIEW, id=OTHER)).close()
    path = store.folder / "interviews" / f"{ID}.json"
    path.write_bytes(content)
    listing = store.interviews()
    assert [interview.id for interview in listing.interviews] == [OTHER]
    (unreadable,) = listing.unreadable
    assert unreadable.file == f"interviews/{ID}.json"
    assert unreadable.reason
    for use in (store.read_interview, store.reopen):
        with pytest.raises(DamagedFile) as told:
            use(ID)
        assert path.name in told.value.message
        assert "\n" not in told.value.message
        assert len(told.value.message) < 500
    assert path.read_bytes() == content


@pytest.mark.parametrize("content", _HOSTILE.values(), ids=_HOSTILE.keys())
def test_a_damaged_study_file_is_named_and_never_written_over(
    store: StudyFolder, content: bytes
) -> None:
    path = store.folder / "study.json"
    path.write_bytes(content)
    for use in (
        lambda: StudyFolder.open(store.folder),
        store.study,
        lambda: store.save_study(STUDY),
    ):
        with pytest.raises(DamagedFile, match=r"study\.json can't be read"):
            use()
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("meta", "1", "audience"), "nobody"),
        (("meta", "1", "started"), None),
        (("meta", "1", "started"), 5),
        (("meta", "1", "started"), ""),
        (("meta", "1", "started"), "yesterday"),
        (("meta", "1", "started"), "2025-13-04T10:00:00Z"),
        (("meta", "1", "started"), "0001-01-01T00:00:00+14:00"),
        (("meta", "1", "finished"), ""),
        (("meta", "1", "finished"), "2025-02-30T10:00:00Z"),
        (("answers", "satisfaction", "at"), "2025"),
        (("answers", "short-term-goals", "revisions"), [{"at": "soon", "state": "answered"}]),
        (("meta", "1", "consent"), {"consent-quote": "yes"}),
        (("meta", "1", "bank"), "coffee"),
        (("meta", "1", "elapsed"), "62"),
        (("meta", "1", "id"), "../../etc"),
        (("meta", "1", "id"), OTHER),
        (("answers", "satisfaction", "state"), "maybe"),
        (("answers", "satisfaction", "value"), "seven"),
        (("answers", "satisfaction", "value"), True),
        (("answers", "satisfaction", "revisions"), [{}]),
        (("notes", "1", "text"), ["x"]),
    ],
)
def test_one_wrong_value_is_found_and_left(
    store: StudyFolder, where: tuple[str, str, str], value: object
) -> None:
    table, document, key = where
    path = store.folder / "interviews" / f"{ID}.json"
    _alter(path, lambda tables: tables[table][document].update({key: value}))
    before = path.read_bytes()
    with pytest.raises(DamagedFile):
        store.read_interview(ID)
    assert store.interviews().interviews == ()
    assert path.read_bytes() == before


def test_the_reason_names_the_time_that_is_wrong(store: StudyFolder) -> None:
    path = store.folder / "interviews" / f"{ID}.json"
    _alter(path, lambda tables: tables["meta"]["1"].update({"started": "yesterday"}))
    (unreadable,) = store.interviews().unreadable
    assert unreadable.reason == "a time in it is wrong (yesterday)"


@pytest.mark.parametrize("time", ["2025-03-04T10:00:00", "2025-03-04", "2025-03-04T17:00:00+07:00"])
def test_times_that_can_be_shown_are_no_damage(store: StudyFolder, time: str) -> None:
    path = store.folder / "interviews" / f"{ID}.json"
    _alter(path, lambda tables: tables["meta"]["1"].update({"started": time, "finished": time}))
    assert store.read_interview(ID).finished == time


def test_a_reason_is_one_short_line_whatever_stands_in_the_file(store: StudyFolder) -> None:
    path = store.folder / "interviews" / f"{ID}.json"
    hostile = "\x1b]0;owned\x07\n" * 10_000
    _alter(path, lambda tables: tables["meta"]["1"].update({"audience": hostile}))
    (unreadable,) = store.interviews().unreadable
    assert unreadable.reason.isprintable()
    assert len(unreadable.reason) <= 200


def test_a_copy_of_an_interview_is_not_counted_twice(store: StudyFolder) -> None:
    interviews = store.folder / "interviews"
    copy = interviews / f"{ID} (conflicted copy).json"
    copy.write_bytes((interviews / f"{ID}.json").read_bytes())
    listing = store.interviews()
    assert len(listing.interviews) == 1
    assert listing.unreadable == (
        Unreadable(
            f"interviews/{ID} (conflicted copy).json",
            f"it holds interview {ID}, which has its own file",
        ),
    )


def test_a_damaged_file_is_not_written_over_by_its_open_interview(store: StudyFolder) -> None:
    path = store.folder / "interviews" / f"{ID}.json"
    with store.reopen(ID) as file:
        path.write_bytes(b"{")
        file.save(replace(INTERVIEW, notes=()))
    assert path.read_bytes() == b"{"
    (kept,) = store.conflicts()
    assert (kept.interview, kept.theirs) == (replace(INTERVIEW, notes=()), None)


def test_a_newer_version_is_told_and_not_touched(store: StudyFolder) -> None:
    interview = store.folder / "interviews" / f"{ID}.json"
    study = store.folder / "study.json"
    # A newer version may have other fields: that must not be taken for damage.
    _alter(interview, lambda tables: tables["meta"].update({"1": {"schema": 2}}))
    _alter(study, lambda tables: tables["settings"].update({"1": {"schema": 2}}))
    before = tree(store.folder)
    for use in (
        lambda: store.read_interview(ID),
        lambda: store.reopen(ID),
        lambda: store.save_study(STUDY),
        lambda: StudyFolder.open(store.folder),
    ):
        with pytest.raises(NewerVersion, match="Update Persona Wizard"):
            use()
    (unreadable,) = store.interviews().unreadable
    assert unreadable.reason == "a newer Persona Wizard wrote it"
    assert tree(store.folder) == before


def test_things_in_the_folder_that_are_no_interviews(store: StudyFolder) -> None:
    interviews = store.folder / "interviews"
    (interviews / "notes.txt").write_text("mine")
    (interviews / ".hidden.json").write_text("{")
    (interviews / "folder.json").mkdir()
    os.mkfifo(interviews / "pipe.json")
    listing = store.interviews()
    assert [interview.id for interview in listing.interviews] == [ID]
    assert listing.unreadable == (
        Unreadable("interviews/folder.json", "it is no file"),
        Unreadable("interviews/pipe.json", "it is no file"),
    )


@pytest.mark.parametrize("content", _HOSTILE.values(), ids=_HOSTILE.keys())
def test_a_damaged_participant_harms_only_itself(store: StudyFolder, content: bytes) -> None:
    anna = Participant("a", "P02", "Anna")
    store.save_participant(anna)
    store.save_participant(Participant("p", "P01"))
    (store.folder / "participants" / "p.json").write_bytes(content)
    people = store.people()
    assert people.participants == store.participants() == (anna,)
    (unreadable,) = people.unreadable
    assert unreadable.file == "participants/p.json"
    assert unreadable.reason


_BAD_NAMES = [
    "",
    ".",
    "..",
    "../study",
    "../../outside",
    "/etc/passwd",
    "a/b",
    "a\\b",
    "a\0b",
    "a\nb",
    ".hidden",
    " ",
    "a ",
    "a" * 300,
    "\x1b]0;title\x07",
    "c:evil",
    "é" * 101,
]


@pytest.mark.parametrize("name", _BAD_NAMES)
def test_nothing_is_written_outside_the_folder(store: StudyFolder, name: str) -> None:
    outside = store.folder.parent
    before = tree(outside)
    for use in (
        lambda: store.save_photo(name, b"x"),
        lambda: store.photo(name),
        lambda: store.keep_bank(name, "a1b2c3d4e5f6", "x"),
        lambda: store.keep_bank("bank", name, "x"),
        lambda: store.used_bank(BankRef(name, "a1b2c3d4e5f6")),
        lambda: store.save_participant(Participant(name, "P01")),
        lambda: store.begin(replace(INTERVIEW, id=name)),
        lambda: store.read_interview(name),
        lambda: store.reopen(name),
    ):
        with pytest.raises(BadName) as told:
            use()
        assert told.value.message.isprintable()
    assert tree(outside) == before


@pytest.mark.parametrize("interview_id", ["0123456789AB", "0123456789a", "0123456789abc", "g" * 12])
def test_an_interview_id_has_one_form(store: StudyFolder, interview_id: str) -> None:
    with pytest.raises(BadName):
        store.begin(replace(INTERVIEW, id=interview_id))


@pytest.mark.parametrize("name", ["minh.png", "Chị Lan.png", "प्रिया.jpg", "面.png", "a-b_c 1.jpg"])
def test_names_of_every_script(store: StudyFolder, name: str) -> None:
    store.save_photo(name, b"x")
    assert store.photo(name).read_bytes() == b"x"


def test_an_interview_that_is_not_there_is_no_damage(store: StudyFolder) -> None:
    for use in (store.read_interview, store.reopen):
        with pytest.raises(StoreError, match=f"There is no interview {OTHER}"):
            use(OTHER)
    assert not list((store.folder / ".locks").glob(f"{OTHER}*"))
