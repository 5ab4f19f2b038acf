"""A question of which only the choices are in the file, a column each."""

from pathlib import Path

import pytest
from importing_examples import bring, interviews, study_with_bank

from persona_wizard.banks import read_bank
from persona_wizard.model.headings import Audience
from persona_wizard.studies.bank_from_survey import propose_bank
from persona_wizard.studies.importing import read_survey

HEADER = "What do you do for a living?,Search engines,Friends and family,Other,Why?"
ROWS = (
    "Nurse,Search engines,,,rain",
    "Cook,,Friends and family,a monk,snow",
    "Nurse,Search engines,Friends and family,,wind",
)


def test_they_are_one_question_of_a_proposed_bank(tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    file.write_text("\n".join((HEADER, *ROWS)))
    source = propose_bank(file, "mine", "Mine", Audience.PROSPECTS).source
    bank = read_bank(source, "mine.md", lambda _: None, words=())
    many = next(question for question in bank.questions if question.kind.value == "many")
    assert many.wording == "Which of these: Search engines, Friends and family…?"
    assert [choice.text for choice in many.choices] == [
        "Search engines",
        "Friends and family",
        "Other…",
    ]
    assert many.field is None
    assert "The file does not tell how this was asked: write it above." in source
    assert len(bank.questions) == 3
    store = study_with_bank(tmp_path / "s", source, "mine")
    read = read_survey(store, file, "mine")
    assert [(one.place, one.part) for one in read.columns.questions[many.id]] == [
        (1, "Search engines"),
        (2, "Friends and family"),
        (3, "Other"),
    ]


def test_an_import_finds_the_question_that_has_these_choices(tmp_path: Path) -> None:
    store = study_with_bank(tmp_path / "s")
    bring(store, ROWS, HEADER)
    answers = [one.answers["information-sources"].value for one in interviews(store).values()]
    picks = [[pick.said or pick.text for pick in answer] for answer in answers]
    assert picks == [
        ["Search engines"],
        ["Friends and family", "a monk"],
        ["Search engines", "Friends and family"],
    ]


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("occupation,Search engines,Why?", ("Nurse,Search engines,a",)),
        ("occupation,Search engines,A book", ("Nurse,Search engines,a",)),
        ("occupation,Search engines,A book", ("Nurse,Search engines,A book",)),
        ("occupation,Search engines,Friends and family", ("Nurse,yes,Friends and family",)),
    ],
)
def test_other_columns_are_no_choices_of_it(
    tmp_path: Path, header: str, rows: tuple[str, ...]
) -> None:
    store = study_with_bank(tmp_path / "s")
    bring(store, rows, header)
    assert all(set(one.answers) == {"occupation"} for one in interviews(store).values())
