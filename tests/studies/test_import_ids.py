"""A row of a survey is known again, and its id tells nobody whose it is."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from importing_examples import bring, interviews, study_with_bank, survey

from persona_wizard.model.errors import WizardError
from persona_wizard.store import StudyFolder
from persona_wizard.store.listing import unwatched
from persona_wizard.studies.doctor import look
from persona_wizard.studies.erasing import erase_person, person_to_erase
from persona_wizard.studies.importing import bring_in, outcome

MAIL = 'participant = "Mail"\n'
NAME = 'pseudonym = "Mail"\n'
HEADER = "Timestamp,Mail,occupation"


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    return study_with_bank(tmp_path / "study")


def jobs(store: StudyFolder) -> list[str]:
    found = (one.answers["occupation"].text for one in store.interviews().interviews)
    return sorted(text.removeprefix("> ") for text in found)


def key_of(store: StudyFolder) -> Path:
    return store.folder / "participants" / "survey.key"


@pytest.mark.parametrize("columns", [MAIL, NAME])
@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("at", ["2025-01-14", "2025-01-14 00:00:00", "14.1.2025"])
def test_who_shares_a_day_and_an_address_comes_in_too(
    store: StudyFolder, columns: str, again: bool, at: str
) -> None:
    nurse, cook = f"{at},shop,Nurse", f"{at},shop,Cook"
    bring(store, [nurse], HEADER, columns)
    found = bring_in(store, survey(store, [cook, nurse], HEADER, columns), unwatched, again=again)
    assert (len(found.arrivals), found.here, found.anew) == (1, 1, ())
    assert jobs(store) == ["Cook", "Nurse"]


def test_of_two_of_one_minute_each_is_known_by_all_that_it_says(store: StudyFolder) -> None:
    rows = [f"2025-01-14 10:00,shop,{job}" for job in ("Nurse", "Cook")]
    bring(store, rows, HEADER, MAIL)
    grown = ["2025-01-14 10:00,shop,Baker", rows[1], rows[0]]
    found = bring(store, grown, HEADER, MAIL)
    assert (len(found.arrivals), found.here) == (1, 2)
    assert jobs(store) == ["Baker", "Cook", "Nurse"]


def test_rows_that_say_all_the_same_are_as_many_as_they_are(store: StudyFolder) -> None:
    rows = ["2025-01-14 10:00,shop,Nurse"] * 3
    assert len(bring(store, rows, HEADER, MAIL).arrivals) == 3
    assert bring(store, rows, HEADER, MAIL).here == 3


@pytest.mark.parametrize("columns", [MAIL, NAME.replace("Mail", "Called"), ""])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_line_that_is_doubled_later_is_one_more(
    store: StudyFolder, columns: str, place: int
) -> None:
    rows = ["2025-01-14 10:00,shop,Ann,Nurse", "2025-01-15 10:00,home,Bo,Cook"]
    header = "Timestamp,Mail,Called,occupation"
    bring(store, rows, header, columns)
    doubled = [*rows[:place], rows[0], *rows[place:]]
    found = bring(store, doubled, header, columns)
    assert (len(found.arrivals), found.here) == (1, 2)
    assert jobs(store) == ["Cook", "Nurse", "Nurse"]
    assert bring(store, doubled, header, columns).here == 3
    assert bring(store, rows, header, columns).here == 2


@pytest.mark.parametrize("columns", [MAIL, ""])
def test_an_id_is_no_digest_of_what_a_row_says(tmp_path: Path, columns: str) -> None:
    row = "2025-01-14 10:00,zinnia@example.org,Nurse"
    one, other = (study_with_bank(tmp_path / name) for name in ("one", "other"))
    ids = [bring(store, [row], HEADER, columns).arrivals[0].interview for store in (one, other)]
    assert ids[0] != ids[1]
    said = ("zinnia@example.org\0" + "2025-01-14T10:00", "mail\0\0zinnia@example.org")
    for text in said:
        for way in (f"answered 1\0{text}", f"1\1{text}", text):
            assert sha256(way.encode()).hexdigest()[:12] not in ids


def test_the_secret_lies_with_the_names_and_nowhere_else(store: StudyFolder) -> None:
    survey_of = ["2025-01-14 10:00,zinnia@example.org,Nurse"]
    outcome(store, survey(store, survey_of, HEADER, MAIL))
    assert not key_of(store).exists()
    bring(store, survey_of, HEADER, MAIL)
    key = key_of(store)
    assert re.fullmatch(r"[0-9a-f]{64}", key.read_text())
    assert key.stat().st_mode & 0o777 == 0o600
    for path in store.folder.rglob("*"):
        if path.is_file() and path != key:
            assert key.read_bytes() not in path.read_bytes(), path
    before = key.read_bytes()
    bring(store, ["2025-01-15 10:00,quux@example.org,Cook"], HEADER, MAIL)
    assert key.read_bytes() == before


def test_the_secret_is_in_nobodys_way(store: StudyFolder) -> None:
    rows = ["2025-01-14 10:00,zinnia@example.org,Nurse", "2025-01-15 10:00,bo@example.org,Cook"]
    before = look(store.folder, unwatched).findings
    bring(store, rows, HEADER, MAIL)
    assert look(store.folder, unwatched).findings == before
    people = store.people()
    assert (len(people.participants), people.unreadable) == (2, ())
    erase_person(store, person_to_erase(store, "P01"))
    assert key_of(store).exists()
    opened = StudyFolder.open(store.folder)
    assert look(store.folder, unwatched).findings == before
    found = bring(opened, rows, HEADER, MAIL)
    assert (found.erased, found.here, found.arrivals) == (1, 1, ())


def test_a_survey_that_was_read_before_there_was_a_secret_is_read_again(
    store: StudyFolder,
) -> None:
    early = survey(store, ["2025-01-14 10:00,zinnia@example.org,Nurse"], HEADER, MAIL)
    bring(store, ["2025-01-15 10:00,bo@example.org,Cook"], HEADER, MAIL)
    with pytest.raises(WizardError, match="Nothing was imported"):
        bring_in(store, early, unwatched)
    assert set(interviews(store)) == {"P01"}


@pytest.mark.parametrize("damage", [b"", b"0" * 63, b"x" * 64, b"\xff" * 64])
def test_a_damaged_secret_lets_nothing_in(store: StudyFolder, damage: bytes) -> None:
    row = "2025-01-14 10:00,zinnia@example.org,Nurse"
    bring(store, [row], HEADER, MAIL)
    key_of(store).write_bytes(damage)
    with pytest.raises(WizardError, match="Nothing was imported"):
        bring(store, [row], HEADER, MAIL)
    assert set(interviews(store)) == {"P01"}
    assert key_of(store).read_bytes() == damage


def test_a_secret_that_is_a_link_is_none(store: StudyFolder, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("0" * 64)
    (store.folder / "participants").mkdir(exist_ok=True)
    key_of(store).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WizardError, match="Nothing was imported"):
        bring(store, ["2025-01-14 10:00,zinnia@example.org,Nurse"], HEADER, MAIL)
