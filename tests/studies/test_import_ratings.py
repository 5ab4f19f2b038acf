"""A grid of ratings: a column for each row, named as columns of one choice each are."""

from pathlib import Path

import pytest
from importing_examples import study_with_bank

from persona_wizard.banks import read_bank
from persona_wizard.model.bank import Bank, Kind
from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.studies.bank_from_survey import propose_bank
from persona_wizard.studies.importing import read_survey

NUMBERS = (
    "How was it? [Price],How was it? [Taste],Why?",
    "1,5,a",
    "2,4,b",
    "5,4,c",
    "3,5,d",
)
WORDS = (
    "Respondent ID,How important?,,Why?",
    ",Price,Taste,Open-Ended Response",
    "1,Very,Not,a",
    "2,Somewhat,Very,b",
    "3,Very,Somewhat,c",
    "4,Not,Very,d",
)


def written(folder: Path, lines: tuple[str, ...]) -> Path:
    file = folder / "s.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def proposed(file: Path) -> tuple[str, Bank]:
    source = propose_bank(file, "mine", "Mine", Audience.PROSPECTS).source
    return source, read_bank(source, "mine.md", lambda _: None, words=())


def test_each_row_of_numbers_is_a_scale_of_the_same_ends(tmp_path: Path) -> None:
    file = written(tmp_path, NUMBERS)
    source, bank = proposed(file)
    asked = [(q.wording, q.kind, q.minimum, q.maximum) for q in bank.questions[:2]]
    assert asked == [
        ("How was it? – Price", Kind.SCALE, 1, 5),
        ("How was it? – Taste", Kind.SCALE, 1, 5),
    ]
    survey = read_survey(study_with_bank(tmp_path / "s", source, "mine"), file, "mine")
    ids = [question.id for question in bank.questions[:2]]
    values = [[row.given[each].value for each in ids] for row in survey.respondents]
    assert values == [[1, 5], [2, 4], [5, 4], [3, 5]]


def test_each_row_of_words_has_the_choices_of_all_rows(tmp_path: Path) -> None:
    file = written(tmp_path, WORDS)
    source, bank = proposed(file)
    price, taste = bank.questions[:2]
    assert [price.wording, taste.wording] == ["How important? – Price", "How important? – Taste"]
    assert price.kind is taste.kind is Kind.ONE
    for question in (price, taste):
        assert {choice.text for choice in question.choices} == {"Very", "Somewhat", "Not"}
    survey = read_survey(study_with_bank(tmp_path / "s", source, "mine"), file, "mine")
    first = survey.respondents[0].given
    assert [first[each.id].value[0].text for each in (price, taste)] == ["Very", "Not"]


def test_a_row_of_a_grid_may_be_named_in_the_file_of_columns(tmp_path: Path) -> None:
    file = written(tmp_path, WORDS)
    source = proposed(file)[0].replace("– Price", "– What it costs")
    store = study_with_bank(tmp_path / "s", source, "mine")
    columns = tmp_path / "columns.toml"
    columns.write_text("[questions]\nhow-important-price = 2\n", encoding="utf-8")
    survey = read_survey(store, file, "mine", columns)
    given = [row.given["how-important-price"] for row in survey.respondents]
    assert [one.value[0].text for one in given] == ["Very", "Somewhat", "Very", "Not"]


@pytest.mark.parametrize(
    "rows",
    [
        # Remarks beside ticks, what was not shown, and two words that nobody knows.
        ("yes,no,a", "no,yes,b", "sometimes,yes,c", "perhaps,no,d"),
        ("Yes,N/A,a", "N/A,No,b", "No,Yes,c"),
        ("Bai,Ez,a", "Ez,Bai,b", "Bai,Bai,c"),
        ("Price,,a", "Price,Taste,b", ",Taste,c"),
        ("1,2,a", "2,1,b", "1,1,c"),
    ],
)
def test_columns_of_choices_are_no_grid(tmp_path: Path, rows: tuple[str, ...]) -> None:
    bank = proposed(written(tmp_path, (NUMBERS[0], *rows)))[1]
    many = bank.questions[0]
    assert (many.wording, many.kind) == ("How was it?", Kind.MANY)
    assert [choice.text for choice in many.choices] == ["Price", "Taste"]


def test_ratings_under_a_question_of_choices_are_refused_with_what_helps(tmp_path: Path) -> None:
    file = written(tmp_path, NUMBERS)
    source = propose_bank(
        written(tmp_path, (NUMBERS[0], "yes,no,a", "no,yes,b")), "mine", "Mine", Audience.PROSPECTS
    ).source
    store = study_with_bank(tmp_path / "s", source, "mine")
    written(tmp_path, NUMBERS)
    with pytest.raises(WizardError) as fault:
        read_survey(store, file, "mine")
    assert str(fault.value) == (
        "Columns such as “How was it? [Price]” hold ratings (“5” and “4”), and “how-was-it” takes "
        "choices. Nothing was imported: give each of these columns a question of its own in the "
        "bank, with its header as the wording, and .scale or .one; or say leave-out = [1, 2] in "
        "--columns."
    )
