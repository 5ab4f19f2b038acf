"""An erased person is known again by what they were known by, which stands nowhere."""

import json
from pathlib import Path

import pytest

from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import BankRef, Interview, Participant
from persona_wizard.model.study import Study
from persona_wizard.store import Erased, StudyFolder
from persona_wizard.store.prints import Prints, prints_of

AT = "2026-01-02T10:00:00.000Z"


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    return StudyFolder.create(tmp_path / "s", Study(title="Tea"))


def erase(store: StudyFolder, number: int, name: str, contact: str) -> Erased:
    one = Interview(
        id=f"{number:012x}",
        participant=f"{number + 1000:012x}",
        pseudonym=f"P{number:02d}",
        audience=Audience.PROSPECTS,
        bank=BankRef("tea", "0" * 12),
        started=AT,
    )
    store.begin(one).close()
    store.save_participant(Participant(one.participant, one.pseudonym, name, contact))
    (found,) = store.people_called(one.pseudonym, AT)
    store.erase(found)
    return next(erased for erased in store.erased() if one.id in erased.interviews)


def test_a_name_and_each_line_of_a_contact_are_known_again(store: StudyFolder) -> None:
    erased = erase(store, 1, "Zinnia Quux", "zinnia@example.org\n+49 170 555")
    known = Prints(store.erased())
    for text in ("zinnia quux", "ZINNIA@example.org ", "+49 170  555"):
        assert known.know(text), text
    for text in ("", " ", "Zinnia", "bo@example.org"):
        assert not known.know(text), text
    assert len(erased.prints) == 3
    settings = (store.folder / "study.json").read_text().casefold()
    assert "zinnia" not in settings
    assert "+49" not in settings


@pytest.mark.parametrize(
    "contact",
    [
        "zinnia@example.org, +49 170 555",
        "zinnia@example.org; +49 170 555;",
        "+49 170 555,Zinnia@Example.org",
        "zinnia@example.org, +49 170 555.",
        "Zinnia Quux <zinnia@example.org>, +49 170 555",
    ],
)
def test_each_address_of_one_line_is_known_again(store: StudyFolder, contact: str) -> None:
    erase(store, 1, "", contact)
    known = Prints(store.erased())
    for text in (contact, "zinnia@example.org", "+49 170 555", "bo@b.org, zinnia@example.org"):
        assert known.know(text), text
    for text in ("", ",", "@", "zinnia", "example.org", "bo@example.org", "+49 170"):
        assert not known.know(text), text


def test_a_cell_of_a_thousand_addresses_makes_a_few_prints() -> None:
    assert len(prints_of([" ".join(f"a{n}@example.org" for n in range(1000))], ())) == 20


def test_a_part_of_a_name_is_nobody(store: StudyFolder) -> None:
    erase(store, 1, "Quux, Ann", "Hall 7, Hanoi")
    known = Prints(store.erased())
    for text in ("Ann", "Quux", "Hanoi", "Hall 7"):
        assert not known.know(text), text


def test_a_study_has_one_salt_and_another_study_another(tmp_path: Path, store: StudyFolder) -> None:
    both = (*erase(store, 1, "Ann", "").prints, *erase(store, 2, "Bo", "").prints)
    assert len({one.partition(":")[0] for one in both}) == 1
    other = StudyFolder.create(tmp_path / "other", Study(title="Tea"))
    assert set(erase(other, 1, "Ann", "").prints).isdisjoint(both)


def test_two_salts_as_after_a_merge_are_both_held_against(store: StudyFolder) -> None:
    erased = tuple(Erased(at=AT, prints=prints_of([name], ())) for name in ("Ann", "Bo"))
    known = Prints(erased)
    assert known.know("ann")
    assert known.know("bo")


def test_erasing_again_adds_no_further_prints(store: StudyFolder) -> None:
    first = erase(store, 1, "Ann", "ann@example.org")
    again = erase(store, 1, "Ann", "ann@example.org")
    assert again == first
    assert len(json.loads((store.folder / "study.json").read_text())["erased"]) == 1


def test_an_older_erasure_has_no_prints(store: StudyFolder) -> None:
    assert not Prints([Erased(at=AT, participant="1" * 12, pseudonyms=("P01",))]).know("Ann")
