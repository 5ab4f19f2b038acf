"""Studies of newer versions are only read; those of older ones are taken along when written."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from store_examples import ID, INTERVIEW, OTHER, STUDY, tree

from persona_wizard.model.interview import Interview, Participant
from persona_wizard.store import DamagedFile, NewerVersion, OnlyRead, StudyFolder, forms

ANNA = Participant("aa11bb22cc33", "P01", "Anna")


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    store.begin(INTERVIEW).close()
    store.save_participant(ANNA)
    store.keep_bank("b", "a1b2c3d4e5f6", "x")
    return store


def _alter(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    tables = json.loads(path.read_text("utf-8"))
    change(tables)
    path.write_text(json.dumps(tables))


def _interview_file(store: StudyFolder) -> Path:
    return store.folder / "interviews" / f"{ID}.json"


# A newer version


def _by_a_newer_version(tables: dict[str, Any]) -> None:
    tables["settings"]["1"] |= {"schema": 2, "colour": {"deep": [1]}}
    tables["weather"] = {"1": {"rain": True}}


@pytest.fixture
def newer(store: StudyFolder) -> StudyFolder:
    _alter(store.folder / "study.json", _by_a_newer_version)
    return store


def test_a_newer_study_is_read_as_far_as_it_is_known(newer: StudyFolder) -> None:
    leftover = newer.folder / ".study.json.0a1b2c3d.tmp"
    leftover.write_bytes(b"half")
    before = tree(newer.folder)
    opened = StudyFolder.open(newer.folder)
    assert opened.read_only
    assert opened.study() == STUDY
    assert opened.interviews().interviews == (INTERVIEW,)
    assert opened.participants() == (ANNA,)
    assert tree(newer.folder) == before


def test_a_study_of_today_is_not_only_read(store: StudyFolder) -> None:
    assert not store.read_only
    (store.folder / "study.json").write_bytes(b"{")
    assert not store.read_only


_WRITES: dict[str, Callable[[StudyFolder], object]] = {
    "settings": lambda store: store.save_study(STUDY),
    "a change": lambda store: store.change_study(lambda study: study),
    "a new interview": lambda store: store.begin(replace(INTERVIEW, id=OTHER)),
    "an interview": lambda store: store.reopen(ID),
    "a participant": lambda store: store.save_participant(ANNA),
    "forgetting": lambda store: store.forget_participant(ANNA.id),
    "a photo": lambda store: store.save_photo("a.png", b"x"),
    "forgetting photos": lambda store: store.forget_photos(["a.png"]),
    "a bank as asked": lambda store: store.keep_bank("b", "000000000000", "x"),
    "a bank": lambda store: store.save_own_bank("mine.md", "x"),
    "a conflict": lambda store: store.keep_ours(store.conflicts()[0]),
    "a conflict, theirs": lambda store: store.keep_theirs(store.conflicts()[0]),
    "a conflict, both": lambda store: store.keep_both(store.conflicts()[0]),
}


@pytest.mark.parametrize("write", _WRITES.values(), ids=_WRITES.keys())
def test_nothing_is_written_into_a_newer_study(
    store: StudyFolder, write: Callable[[StudyFolder], object]
) -> None:
    conflicts = store.folder / "conflicts"
    conflicts.mkdir()
    (conflicts / f"{ID}.00000000.json").write_bytes(_interview_file(store).read_bytes())
    _alter(store.folder / "study.json", _by_a_newer_version)
    before = tree(store.folder)
    with pytest.raises(OnlyRead) as told:
        write(StudyFolder.open(store.folder))
    assert told.value.message == (
        f"{store.folder / 'study.json'} can only be read: a newer Persona Wizard wrote it. "
        "It was left untouched. Update Persona Wizard to write in it."
    )
    assert told.value.exit_status == 5
    assert tree(store.folder) == before


def test_a_newer_study_that_means_other_things_is_not_opened(newer: StudyFolder) -> None:
    _alter(newer.folder / "study.json", lambda tables: tables["settings"]["1"].pop("title"))
    before = tree(newer.folder)
    with pytest.raises(NewerVersion, match="Update Persona Wizard to open it") as told:
        StudyFolder.open(newer.folder)
    assert told.value.exit_status == 5
    assert tree(newer.folder) == before


def test_a_newer_interview_can_be_read_and_not_written(store: StudyFolder) -> None:
    _alter(
        _interview_file(store), lambda tables: tables["meta"]["1"].update(schema=2, mood="merry")
    )
    before = tree(store.folder)
    assert store.interviews().interviews == (INTERVIEW,)
    assert store.read_interview(ID) == INTERVIEW
    with pytest.raises(OnlyRead, match=f"{ID}.json can only be read") as told:
        store.reopen(ID)
    assert told.value.exit_status == 5
    assert tree(store.folder) == before
    # The rest of the study goes on.
    store.begin(replace(INTERVIEW, id=OTHER)).close()


def test_a_newer_interview_that_means_other_things_harms_only_itself(store: StudyFolder) -> None:
    store.begin(replace(INTERVIEW, id=OTHER)).close()
    _alter(
        _interview_file(store),
        lambda tables: tables["meta"]["1"].update(schema=2, audience="passers-by"),
    )
    listing = store.interviews()
    assert [interview.id for interview in listing.interviews] == [OTHER]
    assert [file.reason for file in listing.unreadable] == ["a newer Persona Wizard wrote it"]


def test_a_newer_participant_is_read_and_not_written_over(store: StudyFolder) -> None:
    path = store.folder / "participants" / f"{ANNA.id}.json"
    _alter(path, lambda tables: tables["participant"]["1"].update(schema=2, phone="1"))
    before = path.read_bytes()
    assert store.participants() == (ANNA,)
    with pytest.raises(OnlyRead):
        store.save_participant(ANNA)
    assert path.read_bytes() == before


# An older version: made-up forms, in which a title was a name and answers had another key.


def _name_becomes_title(tables: forms.Tables) -> forms.Tables:
    settings = dict(tables["settings"]["1"])
    return {**tables, "settings": {"1": {"title": settings.pop("name"), **settings}}}


def _replies_become_answers(tables: forms.Tables) -> forms.Tables:
    rest = {name: table for name, table in tables.items() if name != "replies"}
    return {**rest, "answers": tables["replies"]}


def _elapsed_becomes_seconds(tables: forms.Tables) -> forms.Tables:
    meta = tables["meta"]["1"]
    return {**tables, "meta": {"1": {**meta, "elapsed": meta["elapsed"] * 60}}}


@pytest.fixture
def older(store: StudyFolder, monkeypatch: pytest.MonkeyPatch) -> StudyFolder:
    """A study as it was two forms ago; its participants have had one form ever since."""
    interview = _interview_file(store)

    def first_form(tables: dict[str, Any]) -> None:
        tables["replies"] = tables.pop("answers")
        tables["meta"]["1"]["elapsed"] = 2

    _alter(interview, first_form)
    settings = "settings"
    _alter(
        store.folder / "study.json",
        lambda tables: tables[settings]["1"].update(name=tables[settings]["1"].pop("title")),
    )
    steps = (
        {"settings": _name_becomes_title, "meta": _replies_become_answers},
        {"meta": _elapsed_becomes_seconds},
    )
    monkeypatch.setattr(forms, "STEPS", steps)
    return store


AS_READ = replace(INTERVIEW, elapsed=120)


def test_an_older_study_is_read_and_stays_as_it_is(older: StudyFolder) -> None:
    before = tree(older.folder)
    opened = StudyFolder.open(older.folder)
    assert not opened.read_only
    assert opened.study() == STUDY
    assert opened.interviews().interviews == (AS_READ,)
    assert opened.read_interview(ID) == AS_READ
    assert opened.participants() == (ANNA,)
    after = tree(older.folder)
    assert {name: after[name] for name in before} == before


def test_an_older_study_is_in_todays_form_when_it_is_next_written(older: StudyFolder) -> None:
    older.save_study(replace(STUDY, segment="offices"))
    tables = json.loads((older.folder / "study.json").read_text())
    assert tables["settings"]["1"]["schema"] == 3
    assert tables["settings"]["1"]["title"] == "Cedar Coffee"
    assert "name" not in tables["settings"]["1"]
    assert older.study() == replace(STUDY, segment="offices")


def test_an_older_interview_keeps_its_form_until_it_is_saved(older: StudyFolder) -> None:
    path = _interview_file(older)
    old = path.read_bytes()
    backup = older.folder / ".backup" / "interviews" / f"{ID}.json"
    with older.reopen(ID) as file:
        assert file.interview == AS_READ
        assert path.read_bytes() == old
        assert backup.read_bytes() == old
        file.save(AS_READ)
        tables = json.loads(path.read_text("utf-8"))
        assert set(tables) == {"meta", "answers", "notes"}
        assert tables["meta"]["1"]["schema"] == 3
        assert tables["meta"]["1"]["elapsed"] == 120
        # The old form is there until the new one was closed in good order.
        assert backup.read_bytes() == old
    assert backup.read_bytes() == path.read_bytes()
    assert older.read_interview(ID) == AS_READ


def test_an_older_form_that_is_damaged_is_told_and_left(older: StudyFolder) -> None:
    path = _interview_file(older)
    _alter(path, lambda tables: tables.pop("replies"))
    before = path.read_bytes()
    with pytest.raises(DamagedFile, match="it lacks 'replies'"):
        older.read_interview(ID)
    with pytest.raises(DamagedFile):
        older.reopen(ID)
    assert path.read_bytes() == before


def test_a_step_leaves_what_it_was_given(older: StudyFolder) -> None:
    tables = json.loads(_interview_file(older).read_text("utf-8"))
    before = json.dumps(tables)
    newest = forms.in_newest_form(tables, "meta", 1)
    assert newest["meta"]["1"]["schema"] == 3
    assert json.dumps(tables) == before


def test_an_interview_that_is_begun_has_the_newest_form(older: StudyFolder) -> None:
    new: Interview = replace(INTERVIEW, id=OTHER)
    older.begin(new).close()
    assert older.read_interview(OTHER) == new
