"""Columns that tell who somebody is stay out of a proposed bank, and out of the answers."""

from pathlib import Path

import pytest
from importing_examples import BANK, bring, interviews, study_with_bank, survey

from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.studies.bank_from_survey import propose_bank
from persona_wizard.studies.import_in_words import survey_in_words
from persona_wizard.studies.importing import read_survey

HEADERS = (
    *("What's your first name?", "What is your name?", "Surname", "Contact details", "Nachname"),
    *("Where did you hear of us?", "IP", "Telegram handle", "LinkedIn profile", "Tên của bạn"),
)
# The header says nothing, and the answers are addresses.
CELLS = ("An", "An Berg", "Berg", "Street 1", "Berg", "an{}@x.org", "10.0.0.1", "@an", "x/an", "An")
NAMED = f"""{BANK}
### What's your name? {{#their-name}}

### Where did you hear of it? {{#heard}}
"""


def file_of(folder: Path, headers: tuple[str, ...], *rows: tuple[str, ...]) -> Path:
    lines = [",".join(f'"{cell}"' for cell in row) for row in (headers, *rows)]
    (folder / "s.csv").write_text("\n".join(lines), encoding="utf-8")
    return folder / "s.csv"


def test_a_proposed_bank_asks_nobody_who_they_are(tmp_path: Path) -> None:
    headers = (*HEADERS, "Name of your company", "What got in the way?")
    rows = [(*(cell.format(n) for cell in CELLS), f"ACME{n}", f"rain {n}") for n in range(3)]
    made = propose_bank(file_of(tmp_path, headers, *rows), "mine", "Mine", Audience.PROSPECTS)
    assert made.left_out == HEADERS
    assert "### Name of your company {" in made.source
    assert "### What got in the way? {" in made.source
    assert "Berg" not in made.source


@pytest.mark.parametrize(
    ("header", "cells"),
    [("What's your name?", ("An Berg", "Bo Lind")), ("their-name", ("an@x.org", "bo@x.org"))],
)
def test_an_import_leaves_out_who_they_are(
    tmp_path: Path, header: str, cells: tuple[str, str]
) -> None:
    store = study_with_bank(tmp_path / "s", NAMED)
    rows = [f"Nurse,{cell}" for cell in cells]
    head = f"What do you do for a living?,{header}"
    told = (
        f"  2 “{header}”: it tells who they are: say under “participant” or [questions] in "
        "--columns what it is for"
    )
    assert told in survey_in_words(survey(store, rows, head))
    bring(store, rows, head, quotable=True)
    assert all(set(one.answers) == {"occupation"} for one in interviews(store).values())


def test_what_somebody_says_is_an_answer_is_one(tmp_path: Path) -> None:
    store = study_with_bank(tmp_path / "s", NAMED)
    columns = "[questions]\nheard = 2"
    read = survey(store, ["Nurse,an@x.org"], "occupation,E-mail", columns)
    assert set(read.columns.questions) == {"occupation", "heard"}


def test_a_name_named_as_the_participant_stays_that(tmp_path: Path) -> None:
    store = study_with_bank(tmp_path / "s", NAMED)
    read = survey(store, ["Nurse,An Berg"], "occupation,Name", 'participant = "Name"')
    assert (read.columns.participant, read.columns.left_out) == (1, ())


def test_a_file_of_nothing_but_names_makes_no_bank(tmp_path: Path) -> None:
    file = file_of(tmp_path, ("Name", "E-mail"), ("An", "an@x.org"))
    with pytest.raises(WizardError, match="has no column that asks anything"):
        propose_bank(file, "mine", "Mine", Audience.PROSPECTS)


@pytest.mark.parametrize(
    "header",
    [
        *("#", "Seed", "Last page", "Start language", "Network ID", "Antwort-ID", "Letzte Seite"),
        *("Start-Sprache", "Response ID", "Duration (in seconds)", "RecipientLastName", "Status"),
    ],
)
def test_what_a_tool_notes_is_no_question(tmp_path: Path, header: str) -> None:
    file = file_of(tmp_path, (header, "Why?"), ("a1", "rain"), ("b2", "snow"))
    assert propose_bank(file, "mine", "Mine", Audience.PROSPECTS).left_out == (header,)


@pytest.mark.parametrize("data", ["", "<html></html>", "A,B\n1,2,3\n"])
def test_a_bank_of_a_file_that_is_no_table_tells_that_none_was_written(
    tmp_path: Path, data: str
) -> None:
    (tmp_path / "s.csv").write_text(data)
    with pytest.raises(WizardError) as fault:
        propose_bank(tmp_path / "s.csv", "mine", "Mine", Audience.PROSPECTS)
    assert fault.value.message.endswith(". Nothing was written.")
    assert "imported" not in fault.value.message


def test_choices_that_are_called_like_an_address_are_no_addresses(tmp_path: Path) -> None:
    header = "Where did you hear? [E-mail],Where did you hear? [Phone],Why?"
    (tmp_path / "s.csv").write_text(f"{header}\nYes,No,a\nNo,Yes,b\nYes,Yes,c\n")
    made = propose_bank(tmp_path / "s.csv", "mine", "Mine", Audience.PROSPECTS)
    assert made.left_out == ()
    (tmp_path / "s.csv").write_text("E-mail,Phone,Why?\nE-mail,,a\n,Phone,b\nE-mail,Phone,c\n")
    made = propose_bank(tmp_path / "s.csv", "mine", "Mine", Audience.PROSPECTS)
    assert made.left_out == ()
    store = study_with_bank(tmp_path / "s", made.source, "mine")
    read = read_survey(store, tmp_path / "s.csv", "mine")
    assert read.columns.left_out == ()


def test_fields_of_one_question_tell_who_somebody_is(tmp_path: Path) -> None:
    header = "About you [Name],About you [E-mail],Contact details [A],Why?"
    (tmp_path / "s.csv").write_text(f"{header}\nAn,an@x.org,x,a\nBo,bo@x.org,y,b\nCy,,z,c\n")
    made = propose_bank(tmp_path / "s.csv", "mine", "Mine", Audience.PROSPECTS)
    assert made.left_out == ("About you [Name]", "About you [E-mail]", "Contact details [A]")
