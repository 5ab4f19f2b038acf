"""What came with a survey leaves in tables as the respondents wrote it."""

import csv
import io
from pathlib import Path

import pytest
from importing_examples import bring, interviews, study_with_bank
from made_up_readings import data_of
from msgspec.structs import replace

from persona_wizard.export.csv_out import from_cell
from persona_wizard.export.formats import Format
from persona_wizard.export.layout import Layout
from persona_wizard.store import StudyFolder
from persona_wizard.studies.import_text import as_they_wrote, own_words
from persona_wizard.studies.reading import read_study

TEXTS = (
    "Nurse",
    "> quoted",
    "#tag and # and C#",
    "# heading\n\n- [link](http://x)\n<b>x</b>",
    "=1+1",
    "? a question",
    "#one two   three",
)


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    return study_with_bank(tmp_path / "study")


def told(store: StudyFolder, question: str) -> list[str]:
    data = data_of(Format.ANSWERS_CSV, read_study(store), Layout.FULL).decode("utf-8-sig")
    return [from_cell(row[question]) for row in csv.DictReader(io.StringIO(data, newline=""))]


@pytest.mark.parametrize("text", TEXTS)
def test_own_words_come_back_as_they_were(text: str) -> None:
    assert as_they_wrote(own_words(text)) == text


def test_answers_stand_as_they_were_written(store: StudyFolder) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(["Nurse", text] for text in TEXTS)
    bring(store, [out.getvalue()], "occupation,What got in the way?", quotable=True)
    assert told(store, "occupation") == ["Nurse"] * len(TEXTS)
    assert told(store, "product-problems") == list(TEXTS)
    # What is stored keeps its marks.
    kept = [one.answers["product-problems"].text for one in interviews(store).values()]
    assert kept[:3] == ["> Nurse", "> > quoted", "> #\u2060tag and # and C#"]


@pytest.mark.parametrize(
    ("edited", "out"),
    [
        ("> No #\u2060time #busy", "No #time"),
        ("> No #\u2060time\nsighs", "> No #time\nsighs"),
    ],
)
def test_what_somebody_added_since_is_no_word_of_theirs(
    store: StudyFolder, edited: str, out: str
) -> None:
    bring(store, ("Nurse,No #time",) * 3, "occupation,What got in the way?", quotable=True)
    one = next(iter(interviews(store).values()))
    answer = replace(one.answers["product-problems"], text=edited)
    with store.reopen(one.id) as file:
        file.save(replace(one, answers={**one.answers, "product-problems": answer}))
    assert sorted(told(store, "product-problems")) == sorted([out, "No #time", "No #time"])


def test_a_quote_that_an_interviewer_typed_keeps_its_mark(store: StudyFolder) -> None:
    bring(store, ("Nurse,No time",) * 3, "occupation,What got in the way?", quotable=True)
    for one in interviews(store).values():
        with store.reopen(one.id) as file:
            file.save(replace(one, imported=None))
    assert told(store, "product-problems") == ["> No time"] * 3
