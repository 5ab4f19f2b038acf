"""What goes in comes out, across processes and versions of the memory."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from store_examples import ID, INTERVIEW, OTHER, STUDY, tree

from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import (
    Answer,
    BankRef,
    Interview,
    Note,
    Participant,
    Pick,
    Revision,
    State,
)
from persona_wizard.model.study import AcceptedGap, Curation, Photo, Study
from persona_wizard.store import StoreError, StudyFolder
from persona_wizard.store.interview_file import read_interview, write_interview
from persona_wizard.store.study_file import read_study, write_study

# Everything but lone surrogates, which no text from people holds once it is cleaned.
_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_seconds = st.floats(allow_nan=False, allow_infinity=False)
_states = st.sampled_from(State)
_values = st.one_of(
    st.none(),
    st.integers(),
    _seconds,
    st.lists(st.builds(Pick, _text, _text, _text), max_size=3).map(tuple),
)
_times = st.datetimes(datetime(1970, 1, 2), datetime(9000, 1, 1), timezones=st.just(UTC)).map(
    datetime.isoformat
)
_revisions = st.builds(Revision, _times, _states, _values, _text)


def _answer(question: str) -> st.SearchStrategy[Answer]:
    return st.builds(
        Answer,
        question=st.just(question),
        wording=_text,
        at=_times,
        state=_states,
        value=_values,
        text=_text,
        parked=st.booleans(),
        open=st.booleans(),
        revisions=st.lists(_revisions, max_size=2).map(tuple),
    )


_interviews = st.builds(
    Interview,
    id=st.just(ID),
    participant=_text,
    pseudonym=_text,
    audience=st.sampled_from(Audience),
    bank=st.builds(BankRef, _text, _text),
    started=_times,
    finished=st.none() | _times,
    elapsed=_seconds,
    current=st.none() | _text,
    consent=st.dictionaries(_text, st.booleans(), max_size=3),
    answers=st.lists(_text, max_size=4, unique=True).flatmap(
        lambda ids: st.fixed_dictionaries({i: _answer(i) for i in ids})
    ),
    notes=st.lists(st.builds(Note, _text, _text, _seconds, st.none() | _text), max_size=3).map(
        tuple
    ),
)
_curations = st.builds(
    Curation,
    id=_text,
    name=_text,
    tagline=_text,
    photo=st.none() | st.builds(Photo, _text, _text, _text, st.booleans()),
    accepted=st.lists(st.builds(AcceptedGap, _text, _text), max_size=2).map(tuple),
)
_studies = st.builds(
    Study,
    title=_text,
    language=_text,
    target_market=_text,
    segment=_text,
    words=st.dictionaries(_text, _text, max_size=3),
    personas=st.lists(_curations, min_size=1, max_size=3).map(tuple),
)

_quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@_quick
@given(before=_interviews, interview=_interviews)
def test_an_interview_saved_over_another_is_read_back_whole(
    tmp_path: Path, before: Interview, interview: Interview
) -> None:
    path = tmp_path / f"{ID}.json"
    write_interview(path, before)
    write_interview(path, interview)
    read = read_interview(path)
    assert read == interview
    assert read is not None
    assert list(read.answers) == list(interview.answers)
    # A whole number stays one: 7 is shown as 7, not as 7.0.
    assert [type(a.value) for a in read.answers.values()] == [
        type(a.value) for a in interview.answers.values()
    ]


@_quick
@given(study=_studies)
def test_a_study_is_read_back_whole(tmp_path: Path, study: Study) -> None:
    write_study(tmp_path / "study.json", study)
    assert read_study(tmp_path / "study.json") == study


def test_a_study_is_there_after_it_is_opened_again(tmp_path: Path) -> None:
    with StudyFolder.create(tmp_path / "s", STUDY).begin(INTERVIEW) as file:
        assert file.interview == INTERVIEW
        file.save(replace(INTERVIEW, finished="2025-03-04T11:00:00Z"))
        assert file.interview.finished == "2025-03-04T11:00:00Z"
    store = StudyFolder.open(tmp_path / "s")
    assert store.folder == tmp_path / "s"
    assert store.study() == STUDY
    assert store.read_interview(ID) == replace(INTERVIEW, finished="2025-03-04T11:00:00Z")
    with store.reopen(ID) as file:
        file.save(INTERVIEW)
    assert StudyFolder.open(tmp_path / "s").read_interview(ID) == INTERVIEW


def test_the_interview_file_has_the_form_that_others_rely_on(tmp_path: Path) -> None:
    StudyFolder.create(tmp_path / "s", STUDY).begin(INTERVIEW).close()
    text = (tmp_path / "s" / "interviews" / f"{ID}.json").read_text("utf-8")
    tables = json.loads(text)
    assert list(tables) == ["meta", "answers", "notes"]
    (meta,) = tables["meta"].values()
    assert meta["schema"] == 1
    assert meta["bank"] == {"id": "coffee-customers", "digest": "a1b2c3d4e5f6"}
    assert tables["answers"]["satisfaction"]["value"] == 7
    assert tables["answers"]["information-sources"]["value"][1] == {
        "choice": "other",
        "text": "Other…",
        "said": "my aunt",
    }
    # Letters as they are and a value a line: people and version control read it.
    assert "Việt 咖啡" in text
    assert len(text.splitlines()) > 50


def test_interviews_are_listed_by_their_start(tmp_path: Path) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    starts = {ID: "2025-03-05T09:00:00Z", OTHER: "2025-03-04T09:00:00Z", "f" * 12: "2025-03-05"}
    for interview_id, started in starts.items():
        store.begin(replace(INTERVIEW, id=interview_id, started=started)).close()
    listing = store.interviews()
    assert [i.id for i in listing.interviews] == [OTHER, "f" * 12, ID]
    assert listing.unreadable == ()


def test_tables_and_settings_of_others_stay_when_a_study_is_saved(tmp_path: Path) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    file = tmp_path / "s" / "study.json"
    tables = json.loads(file.read_text())
    others = {
        "moods": {"1": {"name": "late"}},
        "seating": {"time": {"meaning": "too little of it"}},
        "erased": {"abc": {"at": "2025-03-01"}},
    }
    file.write_text(json.dumps({**others, **tables}))
    store.save_study(replace(STUDY, title="New title", personas=(Curation(name="Minh"),)))
    saved = json.loads(file.read_text())
    assert {name: saved[name] for name in others} == others
    assert store.study().title == "New title"
    assert [persona.name for persona in store.study().personas] == ["Minh"]


@pytest.mark.parametrize("personas", [{}, None], ids=["empty", "missing"])
def test_a_study_without_personas_has_the_first_one(
    tmp_path: Path, personas: dict[str, object] | None
) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    file = tmp_path / "s" / "study.json"
    tables = json.loads(file.read_text())
    del tables["personas"]
    file.write_text(json.dumps(tables if personas is None else {**tables, "personas": personas}))
    assert store.study().personas == (Curation(),)
    store.save_study(replace(STUDY, personas=()))
    assert store.study().personas == (Curation(),)


def test_keys_that_are_not_known_do_not_stop_a_file_from_being_read(tmp_path: Path) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    store.begin(INTERVIEW).close()
    file = tmp_path / "s" / "interviews" / f"{ID}.json"
    tables = json.loads(file.read_text("utf-8"))
    tables["meta"]["1"]["weather"] = "rain"
    tables["answers"]["satisfaction"]["mood"] = {"deep": [1, 2]}
    tables["recordings"] = {"1": {"file": "a.wav"}}
    file.write_text(json.dumps(tables))
    with store.reopen(ID) as interview:
        assert interview.interview == INTERVIEW
        interview.save(INTERVIEW)
    assert json.loads(file.read_text("utf-8"))["recordings"] == {"1": {"file": "a.wav"}}


def test_a_clone_without_its_empty_folders_works(tmp_path: Path) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    for folder in ("interviews", "participants", "question_banks", "photos", "exports"):
        (tmp_path / "s" / folder).rmdir()
    store = StudyFolder.open(tmp_path / "s")
    assert store.interviews().interviews == ()
    assert store.participants() == ()
    store.begin(INTERVIEW).close()
    store.keep_bank("b", "a1b2c3d4e5f6", "x")
    store.save_photo("a.png", b"x")
    store.save_participant(Participant("p", "P01"))
    assert len(store.interviews().interviews) == 1


def test_participants_are_kept_apart_by_pseudonym(tmp_path: Path) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    anna = Participant("aa11bb22cc33", "P02", "Anna Nguyễn", "anna@example.org")
    store.save_participant(anna)
    store.save_participant(Participant("dd11bb22cc33", "P01"))
    assert store.participants() == (Participant("dd11bb22cc33", "P01"), anna)
    store.save_participant(replace(anna, contact=""))
    assert store.participants()[1].contact == ""
    holding = [n for n, data in tree(tmp_path / "s").items() if "Nguyễn".encode() in data]
    own = "participants/aa11bb22cc33.json"
    assert set(holding) == {own, f".backup/{own}"}


def test_a_photo_is_kept_and_replaced(tmp_path: Path) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    store.save_photo("minh.png", b"first")
    store.save_photo("minh.png", b"second")
    assert store.photo("minh.png") == tmp_path / "s" / "photos" / "minh.png"
    assert store.photo("minh.png").read_bytes() == b"second"
    with pytest.raises(StoreError, match=r"There is no photo .*anna\.png"):
        store.photo("anna.png")


def test_photos_are_forgotten_by_name_and_nothing_beyond_the_folder(tmp_path: Path) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    for name in ("minh.png", "anna.png"):
        store.save_photo(name, b"x")
    store.forget_photos(["minh.png", "gone.png"])
    assert store.photos() == ("anna.png",)
    with pytest.raises(StoreError):
        store.forget_photos(["../study.json"])
    photos = tmp_path / "s" / "photos"
    photos.rename(tmp_path / "elsewhere")
    assert store.photos() == ()
    photos.symlink_to(tmp_path / "elsewhere")
    assert store.photos() == ()


def test_a_bank_is_kept_as_it_was_asked(tmp_path: Path) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    ref = BankRef("coffee-customers", "a1b2c3d4e5f6")
    store.keep_bank(ref.id, ref.digest, "## Thé\r\n")
    store.keep_bank(ref.id, ref.digest, "something else")
    assert store.used_bank(ref) == "## Thé\r\n"
    kept = tmp_path / "s" / "question_banks" / ".used" / "coffee-customers@a1b2c3d4e5f6.md"
    kept.unlink()
    with pytest.raises(StoreError, match="answers are safe"):
        store.used_bank(ref)
    kept.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StoreError, match="it is no text"):
        store.used_bank(ref)
