"""Columns of one choice each: what a tool wrote for a yes, for a no, and what nobody can tell."""

from pathlib import Path

import pytest
from importing_examples import bring, interviews, study_with_bank, survey

from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import State
from persona_wizard.store import StudyFolder
from persona_wizard.studies.import_ticks import is_not_taken, is_taken

ASKED = "Where do you look things up?"
HEADER = f"{ASKED} [Search engines],{ASKED} [Friends and family],{ASKED} [Other],occupation"


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    return study_with_bank(tmp_path / "study")


def rows(yes: str, no: str) -> tuple[str, ...]:
    return (
        f"{yes},{no},,Nurse",
        f"{no},{yes},the radio,Cook",
        f"{no},{no},,Smith",
        f"{yes},{yes},,Clerk",
    )


def picked(store: StudyFolder) -> dict[str, list[str]]:
    return {
        one.answers["occupation"].text: [
            f"{pick.choice}:{pick.said}".rstrip(":")
            for pick in one.answers["information-sources"].value or ()
        ]
        for one in interviews(store).values()
        if "information-sources" in one.answers
    }


RIGHT = {
    "> Nurse": ["search-engines"],
    "> Cook": ["friends-and-family", "other:the radio"],
    "> Clerk": ["search-engines", "friends-and-family"],
}


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        ("Yes", "No"), ("1", "0"), ("x", "-"), ("Y", "N"), ("Ja", "Nein"), ("J", "N"),
        ("Oui", "Non"), ("Sí", "No"), ("si", "no"), ("Sì", "No"), ("Sim", "Não"), ("Ja", "Nee"),
        ("Ja", "Nej"), ("Ja", "Nei"), ("Tak", "Nie"), ("Ano", "Ne"), ("Kyllä", "Ei"),
        ("Igen", "Nem"), ("Da", "Nu"), ("Ναι", "Όχι"), ("Да", "Нет"), ("Evet", "Hayır"),
        ("Có", "Không"),
        ("Quoted", "Not quoted"), ("WAHR", "FALSCH"), ("VRAI", "FAUX"), ("Ticked", "Not ticked"),
        ("genannt", "nicht genannt"), ("✔️", ""), ("☑", "☐"), ("Search engines", "No"),
    ],
)  # fmt: skip
def test_yes_and_no_of_many_languages(store: StudyFolder, yes: str, no: str) -> None:
    given = [row.replace(f",{yes}", ",Friends and family") for row in rows(yes, no)]
    bring(store, rows(yes, no) if yes != "Search engines" else given, HEADER)
    assert picked(store) == RIGHT


@pytest.mark.parametrize(
    "text", ["no", "ne", "nu", "ei", "da", "ja", "si", "on", "không", "sai", "nie", "tak", "falso"]
)
def test_no_word_means_both(text: str) -> None:
    assert is_taken(text) is not is_not_taken(text)


@pytest.mark.parametrize(
    ("yes", "no"),
    [("Bai", "Ez"), ("1", "2"), ("Ja", "Nö"), ("Often", "Never"), ("Kept", "Left")],
)
def test_two_words_that_nobody_can_tell_are_never_ticks(
    store: StudyFolder, yes: str, no: str
) -> None:
    with pytest.raises(WizardError) as refused:
        survey(store, rows(yes, no), HEADER)
    told = refused.value.message
    assert f"“{yes}”" in told
    assert f"“{no}”" in told
    assert "“Where do you look things up? [Search engines]”" in told
    assert "\n" not in told
    # What it says to do helps.
    assert "write yes where it was" in told
    assert told.endswith("or say leave-out = [1, 2, 3] in --columns.")
    bring(store, rows(yes, no), HEADER, "leave-out = [1, 2, 3]")
    assert picked(store) == {}


@pytest.mark.parametrize(("yes", "no"), [("Taken", ""), ("Taken", "No"), ("Taken", "0")])
def test_one_word_over_and_over_is_a_tick(store: StudyFolder, yes: str, no: str) -> None:
    bring(store, rows(yes, no), HEADER)
    assert picked(store) == RIGHT


def test_a_remark_in_a_choices_column_is_kept(store: StudyFolder) -> None:
    bring(store, ("mostly at night,No,,Nurse", "Yes,No,,Cook"), HEADER)
    assert picked(store) == {
        "> Nurse": ["search-engines", "other:mostly at night"],
        "> Cook": ["search-engines"],
    }


def test_what_people_write_in_columns_of_no_choice_is_not_looked_at(store: StudyFolder) -> None:
    header = f"{ASKED} [Search engines],{ASKED} [Other],{ASKED} [Which shop],occupation"
    given = ("Yes,radio,Cedar,A", "No,radio,Cedar,B", "Yes,a map,Fir,C", "No,a map,Fir,D")
    bring(store, given, header)
    assert len(interviews(store)) == 4


def test_a_question_that_was_not_shown_was_not_chosen(store: StudyFolder) -> None:
    bring(store, ("N/A,N/A,,Nurse", "Yes,N/A,,Cook", "Yes,No,,Clerk"), HEADER)
    assert picked(store) == {
        "> Nurse": [],
        "> Cook": ["search-engines"],
        "> Clerk": ["search-engines"],
    }
    (nurse,) = (p for p in interviews(store).values() if p.answers["occupation"].text == "> Nurse")
    assert nurse.answers["information-sources"].state is State.NOT_APPLICABLE
