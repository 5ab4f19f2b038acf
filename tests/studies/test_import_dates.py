"""When somebody answered is read however survey tools write it, and told where it is not."""

from pathlib import Path

import pytest
from importing_examples import HEADER, bring, study_with_bank, survey

from persona_wizard.studies.import_dates import is_in_doubt, is_named_for_dates, read_date
from persona_wizard.studies.import_in_words import outcome_in_words
from persona_wizard.studies.importing import outcome

NO_DATE = HEADER.replace("Timestamp", "Row")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025/03/14 9:12:35", "2025-03-14T09:12:35"),
        ("2025/3/4 9:12", "2025-03-04T09:12:00"),
        ("2025/03/14 9:12:35 AM GMT+1", "2025-03-14T08:12:35"),
        ("2025/03/14 9:12:35 PM GMT-5", "2025-03-15T02:12:35"),
        ("2025/03/14 12:00:00 AM GMT+05:30", "2025-03-13T18:30:00"),
        ("2025/03/14 9:12:35 AM EET", "2025-03-14T07:12:35"),
        ("2025-03-14 09:12:35 UTC", "2025-03-14T09:12:35"),
        ("2025-03-14 9:12:35 +0100", "2025-03-14T08:12:35"),
        ("2025-03-14T09:12:35Z", "2025-03-14T09:12:35"),
        ("14-Mar-2025", "2025-03-14T00:00:00"),
        ("14-Mar-25 09:12", "2025-03-14T09:12:00"),
        ("14 March 2025", "2025-03-14T00:00:00"),
        ("2 Sept. 2025", "2025-09-02T00:00:00"),
        ("Mar 14, 2025 9:12 PM", "2025-03-14T21:12:00"),
        ("Fri Mar 14 2025 09:12:35 GMT+0100 (Central European Time)", "2025-03-14T08:12:35"),
    ],
)
def test_a_date_that_can_be_read_in_one_way_is_read(text: str, moment: str) -> None:
    read = read_date(text, "")
    assert read is not None
    assert read.isoformat() == f"{moment}+00:00"
    assert not is_in_doubt([text], "")


@pytest.mark.parametrize(
    "text",
    [
        "2025/14/03 9:12:35",
        "2025/03/14 9:12:35 AM XYZ",
        "2025/03/14 9:12:35 CST",
        "14-Ma-2025",
        "45730.38",
        "2025/03/14 25:12",
        "14-Foo-2025",
        "12 months 20",
        "14/03/2025" + " " * 100_000 + "x",
    ],
)
def test_what_is_no_sure_date_is_not_guessed_at(text: str) -> None:
    assert read_date(text, "day-month-year") is None


@pytest.mark.parametrize(
    "header",
    [
        *("Submit Date (UTC)", "Start Date (UTC)", "Timestamp", "Datum Abgeschickt", "Zeit"),
        *("Zeitstempel", "Horodateur", "Marca temporal", "Carimbo de data/hora", "Dấu thời gian"),
    ],
)
def test_columns_that_tell_when_are_known_by_their_names(header: str) -> None:
    assert is_named_for_dates(header)


@pytest.mark.parametrize("header", ["Date of birth", "Zeit (Minuten)", "When did you buy it?"])
def test_other_columns_are_not(header: str) -> None:
    assert not is_named_for_dates(header)


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        (
            ("2025/03/14 9:12:35 AM XYZ",),
            "1 row stands at the time of the import, for its date can't be read: "
            "“2025/03/14 9:12:35 AM XYZ”.",
        ),
        (
            ("soon", "later"),
            "2 rows stand at the time of the import, for their dates can't be read: “soon”.",
        ),
        (
            ("2025/03/14 9:12:35", ""),
            "1 row stands at the time of the import, for no date stands in it.",
        ),
        (
            ("3/4/2025",),
            "1 row stands at the time of the import, for the dates can be read in two ways: say "
            "“date-order” in --columns.",
        ),
    ],
)
def test_a_row_without_a_time_is_told_with_the_reason(
    tmp_path: Path, dates: tuple[str, ...], told: str
) -> None:
    store = study_with_bank(tmp_path / "s")
    read = survey(store, [f"{date},Nurse,,3," for date in dates])
    assert list(outcome_in_words(read, outcome(store, read), done=False))[-1] == told


def test_the_dates_of_one_tool_come_in(tmp_path: Path) -> None:
    store = study_with_bank(tmp_path / "s")
    header = HEADER.replace("Timestamp", "Submit Date (UTC)")
    read = survey(store, ["2025-03-14 09:12:35,Nurse,,3,"], header)
    assert [one.at for one in read.respondents] == ["2025-03-14T09:12:35.000Z"]
    told = outcome_in_words(read, outcome(store, read), done=False)
    assert not any("tells when" in line for line in told)


def test_a_file_in_which_no_column_tells_when_is_told(tmp_path: Path) -> None:
    store = study_with_bank(tmp_path / "s")
    read = survey(store, ["1,Nurse,,3,"], NO_DATE)
    assert list(outcome_in_words(read, outcome(store, read), done=False))[-1] == (
        "No column tells when they answered: they stand at the time of the import. Where one "
        "does, name it as “date” in --columns."
    )


def test_one_row_is_spoken_of_as_one(tmp_path: Path) -> None:
    store = study_with_bank(tmp_path / "s")
    rows = ["2025-03-14 09:12:35,Nurse,,3,"]
    bring(store, rows)
    read = survey(store, rows)
    told = list(outcome_in_words(read, outcome(store, read), done=False))
    assert "1 row in the study already: it stays as it is." in told
