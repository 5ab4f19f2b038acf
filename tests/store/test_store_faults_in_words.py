"""Damage is told in words: what is wrong with a file, and where."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from store_examples import ID, INTERVIEW, STUDY

from persona_wizard.model.interview import Note
from persona_wizard.store import DamagedFile, NotAStudy, StudyFolder
from persona_wizard.store.errors import doctor_for, study_of


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    store.begin(INTERVIEW).close()
    return store


def told_of(store: StudyFolder) -> str:
    (unreadable,) = store.interviews().unreadable
    return unreadable.reason


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "it is empty"),
        (b'{"meta": {"1": {"sch', "it is cut off in the middle"),
        (b"\0" * 10, "it holds nothing but zeros"),
        (b'{"meta": x}', "it is not JSON at byte 9"),
        (b'{"meta": {"1": {"id": "\xff"}}}', "it holds bytes that are no text"),
        (b"{\n<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> theirs\n}\n", "git left two versions in it"),
        (b"[]", "it holds other things than this program writes"),
    ],
)
def test_what_is_no_file_of_ours(store: StudyFolder, content: bytes, told: str) -> None:
    (store.folder / "interviews" / f"{ID}.json").write_bytes(content)
    assert told_of(store) == told


@pytest.mark.parametrize(
    ("table", "document", "change", "told"),
    [
        ("meta", "1", {"audience": "all"}, "it holds something this version does not know as the"),
        ("meta", "1", {"audience": None}, "it lacks the audience"),
        ("answers", "satisfaction", {"at": None}, "it lacks the time of an answer"),
        (
            "answers",
            "satisfaction",
            {"state": "maybe"},
            "it holds something this version does not know as the state of an answer "
            "(Invalid enum value 'maybe')",
        ),
        ("meta", "1", {"colour": "green"}, None),
    ],
)
def test_the_place_is_named(
    store: StudyFolder, table: str, document: str, change: dict[str, Any], told: str | None
) -> None:
    path = store.folder / "interviews" / f"{ID}.json"
    tables = json.loads(path.read_text())
    found = {**tables[table][document], **change}
    tables[table][document] = {key: value for key, value in found.items() if value is not None}
    path.write_text(json.dumps(tables))
    if told is None:
        assert store.interviews().unreadable == ()
    else:
        assert told_of(store).startswith(told)


def test_what_is_to_be_typed_can_be_pasted(tmp_path: Path) -> None:
    folder = tmp_path / "my study's"
    store = StudyFolder.create(folder, STUDY)
    store.begin(INTERVIEW).close()
    (folder / "interviews" / f"{ID}.json").write_text("{")
    with pytest.raises(DamagedFile) as told:
        store.read_interview(ID)
    quoted = "'" + str(folder).replace("'", "'\"'\"'") + "'"
    assert told.value.message.endswith(
        f"Bring its last good state back: persona-wizard doctor {quoted}"
    )
    assert doctor_for(Path("-s")) == "persona-wizard doctor ./-s"


@pytest.mark.parametrize(
    "file",
    ["study.json", "interviews/a.json", "question_banks/.used/a.md", ".backup/interviews/a.json"],
)
def test_the_study_of_a_file(file: str) -> None:
    assert study_of(Path("interviews of may") / "s" / file) == Path("interviews of may/s")


def test_interviews_without_a_study_json_are_told_of(store: StudyFolder) -> None:
    store.begin(replace(INTERVIEW, id="ba9876543210", notes=(Note("n", "x"),))).close()
    (store.folder / "study.json").unlink()
    with pytest.raises(NotAStudy) as told:
        StudyFolder.open(store.folder)
    assert told.value.message == (
        "2 interviews are here, but study.json is gone. Nothing was changed; "
        f"persona-wizard doctor {store.folder} says what to do."
    )
