"""A survey comes into a study: whom, as what, and once."""

import csv
import json
from pathlib import Path

import pytest
from importing_examples import (
    BANK,
    HEADER,
    ROWS,
    bring,
    interviews,
    study_with_bank,
    survey,
)
from otel_bank import BANK as OTEL
from otel_bank import COLUMNS

from persona_wizard.model.alike import key
from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import State
from persona_wizard.model.observations import LineKind, observations
from persona_wizard.model.text import clean
from persona_wizard.model.unanswered import state_written
from persona_wizard.store import Erased, StoreError, StudyFolder
from persona_wizard.store.listing import unwatched
from persona_wizard.studies.clock import now
from persona_wizard.studies.import_in_words import (
    left_out_in_words,
    outcome_in_words,
    survey_in_words,
    what_to_look_at,
)
from persona_wizard.studies.import_text import is_blank
from persona_wizard.studies.importing import bring_in, outcome, read_survey
from persona_wizard.studies.interviews import Beginning, start_interview
from persona_wizard.studies.personas import draw_from
from persona_wizard.studies.reading import read_study


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    return study_with_bank(tmp_path / "study")


def files(folder: Path) -> set[str]:
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in found if path.parts[0] not in (".locks", ".backup")}


def test_each_respondent_becomes_an_interview(store: StudyFolder) -> None:
    found = bring(store)
    assert [one.pseudonym for one in found.arrivals] == ["P01", "P02", "P03"]
    nurse, cook, smith = interviews(store).values()
    assert nurse.audience is Audience.PROSPECTS
    assert nurse.started == nurse.finished == "2025-03-01T10:00:00.000Z"
    assert nurse.answers["occupation"].text == "> Nurse"
    picks = nurse.answers["information-sources"].value
    assert [pick.choice for pick in picks] == ["search-engines", "friends-and-family"]
    assert nurse.answers["cups"].value == 3
    assert nurse.answers["cups"].wording == "How many cups of Tea a day?"
    (other,) = cook.answers["information-sources"].value
    assert (other.choice, other.said) == ("other", "A book")
    assert cook.answers["cups"].state is State.DECLINED
    assert cook.answers["product-problems"].text == "> Price, mostly"
    assert set(smith.answers) == {"occupation", "information-sources"}
    assert all(one.counts and not one.quotable for one in (nurse, cook, smith))
    # What was asked is kept, and everything reads.
    assert read_study(store).unreadable == ()
    assert len(read_study(store).interviews) == 3


def test_the_same_file_twice_adds_nothing(store: StudyFolder) -> None:
    bring(store)
    before = {path: (store.folder / path).read_bytes() for path in files(store.folder)}
    again = bring(store)
    assert (again.arrivals, again.here) == ((), 3)
    assert {p: (store.folder / p).read_bytes() for p in files(store.folder)} == before


def test_a_file_that_has_grown_adds_its_new_rows(store: StudyFolder) -> None:
    bring(store)
    # Sorted otherwise, with a column more, and somebody who answered just like another.
    header = f"{HEADER},Plan"
    rows = [f"{row}," for row in (ROWS[2], ROWS[0], ROWS[0], ROWS[1])]
    found = bring(store, rows, header)
    assert found.here == 3
    assert [one.pseudonym for one in found.arrivals] == ["P04"]
    assert interviews(store)["P04"].answers["occupation"].text == "> Nurse"


def test_another_encoding_or_delimiter_is_the_same_file(store: StudyFolder) -> None:
    bring(store)
    file = store.folder.parent / "survey.csv"
    text = file.read_text()
    file.write_bytes(text.replace("\n", "\r\n").encode("utf-16"))
    assert outcome(store, read_survey(store, file, "tea")).here == 3


def test_who_was_erased_does_not_come_back(store: StudyFolder) -> None:
    cook = bring(store).arrivals[1]
    store.erase(
        Erased(
            at=now(),
            interviews=(cook.interview,),
            participant=cook.participant,
            pseudonyms=("P02",),
        )
    )
    again = bring(store)
    assert (again.arrivals, again.here, again.erased) == ((), 2, 1)
    assert set(interviews(store)) == {"P01", "P03"}


def test_pseudonyms_come_after_those_in_use(store: StudyFolder) -> None:
    beginning = Beginning(audience=Audience.PROSPECTS, bank="tea", pseudonym="P07")
    start_interview(store, beginning).close()
    assert [one.pseudonym for one in bring(store).arrivals] == ["P08", "P09", "P10"]


def test_a_pseudonym_column_says_who_is_who(store: StudyFolder) -> None:
    rows = ("r-1,Nurse,Time", "r-2,Cook,Price", "R-1,Nurse,Nothing more", ",Smith,Rust")
    header = "Respondent,occupation,product-problems"
    found = bring(store, rows, header, columns='pseudonym = "Respondent"')
    assert [one.pseudonym for one in found.arrivals] == ["r-1", "r-2", "r-1", "P01"]
    assert len({one.participant for one in found.arrivals}) == 3


def test_addresses_are_no_pseudonyms(store: StudyFolder) -> None:
    with pytest.raises(WizardError, match="holds e-mail addresses"):
        survey(store, ("a@b.org,Nurse",), "Who,occupation", 'pseudonym = "Who"')


def test_who_somebody_is_stays_in_the_participants_folder(store: StudyFolder) -> None:
    rows = ("zinnia@example.org,Nurse", "quux@example.org,Cook", "ZINNIA@example.org ,Nurse now")
    columns = 'participant = "E-mail address"'
    found = bring(store, rows, "E-mail address,occupation", columns)
    assert [one.pseudonym for one in found.arrivals] == ["P01", "P02", "P01"]
    assert [one.contact for one in store.participants()] == rows_of("zinnia", "quux")
    for path in files(store.folder):
        if not path.startswith("participants/"):
            assert b"zinnia" not in (store.folder / path).read_bytes().lower(), path
    # In the next wave they are known again.
    more = bring(store, ("quux@example.org,Retired",), "E-mail address,occupation", columns)
    assert [one.pseudonym for one in more.arrivals] == ["P02"]
    assert len(store.participants()) == 2


def rows_of(*names: str) -> list[str]:
    return [f"{name}@example.org" for name in names]


def test_an_audience_column_takes_those_the_bank_is_for(store: StudyFolder) -> None:
    rows = ("Nurse,Yes", "Cook,No", "Smith,No", "Baker,perhaps")
    columns = 'audience = "Bought?"\n[audiences]\n"yes" = "customers"\nNo = "prospects"\n'
    found = bring(store, rows, "occupation,Bought?", columns)
    assert len(found.arrivals) == 2
    assert dict(found.others) == {"customers": 1, "": 1}


def test_a_bank_for_anybody_wants_to_know_the_audience(tmp_path: Path) -> None:
    anybody = BANK.replace("audience: prospects", "audience: any")
    store = study_with_bank(tmp_path / "any", anybody)
    with pytest.raises(WizardError, match="for any audience"):
        survey(store)
    found = bring(store, ("Nurse,customers", "Cook,Prospect"), "occupation,Who", 'audience = "Who"')
    assert [interviews(store)[one.pseudonym].audience for one in found.arrivals] == [
        Audience.CUSTOMERS,
        Audience.PROSPECTS,
    ]


def test_quotable_is_only_what_was_said_to_be(store: StudyFolder) -> None:
    bring(store, ("first",), "occupation")
    bring(store, ("second",), "occupation", quotable=True)
    quotable = {one.answers["occupation"].text: one.quotable for one in interviews(store).values()}
    assert quotable == {"> first": False, "> second": True}


@pytest.mark.parametrize(
    ("dates", "order", "started"),
    [
        (("12/13/2024 9:12:35",), "", "2024-12-13T09:12:35.000Z"),
        (("13/12/2024 9:12",), "", "2024-12-13T09:12:00.000Z"),
        (("1.2.2025",), "", "2025-02-01T00:00:00.000Z"),
        (("2/1/2025", "2/20/2025"), "", "2025-02-01T00:00:00.000Z"),
        (("1/2/2025",), "day-month-year", "2025-02-01T00:00:00.000Z"),
        (("2025/02/01 3:04:05 PM",), "", "2025-02-01T15:04:05.000Z"),
        (("2/13/2025 12:04 AM",), "", "2025-02-13T00:04:00.000Z"),
        (("2025-02-01T10:00:00+07:00",), "", "2025-02-01T03:00:00.000Z"),
        (("2025-02-01T10:00:00Z",), "", "2025-02-01T10:00:00.000Z"),
        (("1/2/2025",), "", None),
        (("30/30/2025",), "", None),
        (("soon",), "", None),
        (("9999-12-31",), "", None),
        (("0001-01-01",), "", None),
    ],
)
def test_when_somebody_answered(
    store: StudyFolder, dates: tuple[str, ...], order: str, started: str | None
) -> None:
    columns = f'date = "Timestamp"\ndate-order = "{order}"' if order else ""
    read = survey(
        store, [f"{d},Nurse{n}" for n, d in enumerate(dates)], "Timestamp,occupation", columns
    )
    bring_in(store, read, unwatched)
    begun = interviews(store)["P01"].started
    if started is None:
        assert begun[:10] == now()[:10]
        assert read.undated == len(dates)
    else:
        assert begun == started


def test_without_dates_the_order_of_the_file_stays(store: StudyFolder) -> None:
    bring(store, [f"Nurse {n}" for n in range(20)], "occupation")
    assert list(interviews(store)) == [f"P{n:02d}" for n in range(1, 21)]


def test_a_column_that_only_the_file_can_tell(store: StudyFolder) -> None:
    rows = ("Nurse,x,time",)
    columns = '[questions]\noccupation = "Q1"\nproduct-problems = 3\n'
    bring(store, rows, "Q1,Q2,", columns)
    (nurse,) = interviews(store).values()
    assert nurse.answers["occupation"].text == "> Nurse"
    assert nurse.answers["product-problems"].text == "> time"


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ('[questions]\noccupatoin = "A"', "no question “occupatoin”; did you mean “occupation”?"),
        ('[questions]\noccupation = "occupaton"', "did you mean “occupation”?"),
        ("[questions]\noccupation = 9", "there is no column 9: there are 2"),
        ('date = "A"\nparticipant = "A"', "column 2, “A”, is date and participant"),
        ('dates = "A"', "“dates” is no key of it; did you mean “date”?"),
        ("date = ", "line 1, “date =”, can't be read"),
        ('date = "A"\ndate-order = "us"', "“date-order” is one of day-month-year, month-day-year"),
        ('[audiences]\nx = "customers"', "[audiences] needs “audience”"),
        ('[consent]\nconsent-qoute = "A"', "no consent item “consent-qoute”: consent-take-part"),
        ('[consent]\nconsent-quote = "B"', "there is no column “B”"),
        ('[consent]\nconsent-quote = "A"\n[questions]\ncups = "A"', "column 2, “A”, is"),
        ('audience = "A"\n[audiences]\nx = "buyers"', "“buyers” (of “x”) is no audience"),
    ],
)
def test_a_fault_in_the_file_of_columns_is_one_line(
    store: StudyFolder, columns: str, told: str
) -> None:
    with pytest.raises(WizardError) as fault:
        survey(store, ("Nurse,1",), "occupation,A", columns)
    assert told in fault.value.message
    assert "\n" not in fault.value.message
    assert fault.value.message.endswith("Nothing was imported.")
    assert "?." not in fault.value.message


def test_headers_are_matched_whatever_their_case_and_punctuation(store: StudyFolder) -> None:
    header = (
        "OCCUPATION,1. where do you look  things up (select all that apply),"
        "how many cups of tea a day,What got in the way …?"
    )
    read = survey(store, ("a,b,1,d",), header)
    assert list(read.columns.questions) == [
        "occupation",
        "information-sources",
        "cups",
        "product-problems",
    ]


def test_two_columns_of_one_question_are_left_for_a_person_to_tell(store: StudyFolder) -> None:
    read = survey(store, ("a,b,c",), "occupation,What do you do for a living?,cups")
    (first, second) = read.columns.left_out
    assert "columns 1 and 2 are all “occupation”" in first.why
    assert (first.place, second.place) == (0, 1)


def test_a_column_for_each_choice(store: StudyFolder) -> None:
    header = (
        "Where do you look things up? [Search engines],Where do you look things up? [Other],"
        "occupation"
    )
    bring(store, ("Yes,the radio,Nurse", "No,,Cook"), header)
    nurse, cook = interviews(store).values()
    assert [(p.choice, p.said) for p in nurse.answers["information-sources"].value] == [
        ("search-engines", ""),
        ("other", "the radio"),
    ]
    assert set(cook.answers) == {"occupation"}


def test_columns_of_choices_may_be_listed(store: StudyFolder) -> None:
    columns = '[questions]\ninformation-sources = ["Search engines", "Used: Other", 3]\n'
    rows = ("1,the radio,", "0,,a map", "x,,")
    bring(store, rows, "Search engines,Used: Other,More", columns)
    said = [one.answers["information-sources"].value for one in interviews(store).values()]
    assert [[(pick.choice, pick.said) for pick in picks] for picks in said] == [
        [("search-engines", ""), ("other", "the radio")],
        [("other", "a map")],
        [("search-engines", "")],
    ]


def test_nothing_that_fits_is_nothing_imported(store: StudyFolder) -> None:
    with pytest.raises(WizardError, match=r"No column of survey\.csv is called like a question"):
        survey(store, ("1,2",), "A,B")


def test_it_is_told_what_goes_where(store: StudyFolder) -> None:
    read = survey(store, (*ROWS, ",,,,"), HEADER)
    told = "\n".join(survey_in_words(read))
    assert "4 “How many cups of Tea a day?”\n    → cups (.number): 1 answered, 1 declined" in told
    assert "1 with words of their own, kept as such: “A book”" in told
    assert list(outcome_in_words(read, outcome(store, read), done=False)) == [
        "To come in: 3 interviews with 3 people (P01 to P03)."
    ]


def test_numbers_that_may_be_thousands_are_told(store: StudyFolder) -> None:
    read = survey(store, ('"1,250",a', '"12,5",b', '"2,000",c', "many,d"), "cups,occupation")
    told = list(what_to_look_at(read))
    assert told == [
        "1 “cups”: 2 numbers may be thousands or fractions, such as “1,250”, and stand in words, "
        "not counted. Written 1250 or 1.25 they count."
    ]
    assert "1 with words of their own, kept as such: “many”" in "\n".join(survey_in_words(read))


@pytest.mark.parametrize(
    ("short", "told"),
    [
        (1, "1 row has fewer cells than there are headers (line 2): "),
        (2, "2 rows have fewer cells than there are headers (lines 2 and 3): "),
        (3, "3 rows have fewer cells than there are headers (lines 2, 3 and 4): "),
        (5, "5 rows have fewer cells than there are headers (lines 2, 3, 4 and 2 more): "),
    ],
)
def test_lines_with_too_few_cells_are_listed(store: StudyFolder, short: int, told: str) -> None:
    read = survey(store, [*["Nurse"] * short, "Cook,1"], "occupation,cups")
    assert next(what_to_look_at(read)).startswith(told)


@pytest.mark.parametrize(
    ("encoding", "told"), [("cp1252", 1), ("utf-16", 0), ("utf-16-le", 0), ("utf-8-sig", 0)]
)
def test_only_a_guess_at_the_letters_is_told(
    store: StudyFolder, tmp_path: Path, encoding: str, told: int
) -> None:
    (tmp_path / "letters.csv").write_bytes("occupation,cups\nCafé,1\n".encode(encoding))
    read = read_survey(store, tmp_path / "letters.csv", "tea")
    assert len(list(what_to_look_at(read))) == told


def test_a_column_without_a_header_is_told_where_it_holds_anything(store: StudyFolder) -> None:
    read = survey(store, ("Nurse,,3,,", "Cook,,4,x,"), "occupation,,cups,,")
    told = list(survey_in_words(read))
    assert [line for line in told if "(no header)" in line] == [
        "  4 (no header): it has no header; --columns can name it by its number"
    ]
    assert left_out_in_words(read) == ("1 column was left out: 4 (no header). --dry-run says why.")


def test_a_fault_half_way_leaves_nothing(
    store: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = survey(store)
    before = files(store.folder)

    def stop(done: int, of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_in(store, read, stop)
    assert files(store.folder) == before
    assert not list(store.folder.glob(".com*"))


def test_nothing_is_imported_into_what_a_newer_version_wrote(store: StudyFolder) -> None:
    read = survey(store)
    path = store.folder / "study.json"
    path.write_text(path.read_text().replace('"schema": 1', '"schema": 99'))
    with pytest.raises(StoreError):
        bring_in(store, read, unwatched)


def test_a_real_survey_counts_as_its_authors_did(tmp_path: Path, shared_data: Path) -> None:
    folder = shared_data / "otel-developer-experience"
    expected = json.loads((folder / "expected.json").read_text())
    store = study_with_bank(tmp_path / "otel", OTEL, "otel")
    (tmp_path / "columns.toml").write_text(COLUMNS)
    file = folder / "developer-experience-survey.csv"
    read = read_survey(store, file, "otel", tmp_path / "columns.toml")
    # It goes in whole: every column is a question's, but for the one that says when.
    assert read.columns.left_out == ()
    assert read.columns.date == 0
    assert len(read.columns.questions) == len(read.bank.questions) == 22
    assert list(what_to_look_at(read)) == []
    assert len(bring_in(store, read, unwatched).arrivals) == expected["respondents"]
    with file.open(newline="") as given:
        cells = [row[1:] for row in list(csv.reader(given))[1:]]
    answered = [one for row in cells for one in row if not is_blank(one)]
    kept = [answer for one in interviews(store).values() for answer in one.answers.values()]
    assert len(kept) == len(answered)
    sections = draw_from(store).sections
    tallies = {key(t.wording): t for section in sections for t in section.tallies}
    for question, counts in expected["count"].items():
        claims = {claim.label: claim.n for claim in tallies[key(question)].choices}
        assert {label: claims[label] for label in counts} == counts
    for question, shares in expected["percent"].items():
        tally = tallies[key(question)]
        found = {claim.label: round(100 * claim.n / tally.base, 1) for claim in tally.choices}
        assert {label: found[label] for label in shares} == shares


def test_whatever_somebody_typed_comes_back(store: StudyFolder, shared_data: Path) -> None:
    typed = json.loads((shared_data / "naughty-strings" / "blns.json").read_text())
    examples = json.loads((shared_data / "commonmark" / "spec.json").read_text())
    typed = [clean(text).strip() for text in (*typed, *(one["markdown"] for one in examples))]
    file = store.folder.parent / "naughty.csv"
    with file.open("w", newline="", errors="surrogatepass") as out:
        writer = csv.writer(out)
        writer.writerow(["occupation", "What got in the way?", "information-sources"])
        writer.writerows([f"n{n}", text, text] for n, text in enumerate(typed))
    read = read_survey(store, file, "tea")
    assert len(bring_in(store, read, unwatched).arrivals) == len(typed)
    for number, interview in enumerate(interviews(store).values()):
        answer = interview.answers.get("product-problems")
        if answer is not None and answer.text:
            lines = (line.removeprefix("> ") for line in answer.text.split("\n"))
            said = "\n".join(lines).replace("\u2060", "")
            expected = "\n".join(
                line if line.strip() else "" for line in typed[number].split("\n")
            ).replace("\u2060", "")
            assert said == expected
            assert all(
                one.kind is LineKind.QUOTE and not one.tags for one in observations(answer.text)
            )
        else:
            assert is_blank(typed[number]) or state_written(typed[number], "en")
    assert draw_from(store).participants == len(typed)
