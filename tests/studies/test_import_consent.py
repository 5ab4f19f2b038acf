"""What respondents agreed to is read as such, and nobody is quoted who said no."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from importing_examples import bring, interviews, study_with_bank, survey

from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import CONSENT_QUOTE, CONSENT_TAKE_PART
from persona_wizard.store import StudyFolder
from persona_wizard.studies.bank_from_survey import propose_bank
from persona_wizard.studies.import_consent import consent_asked, is_turned, may_be_consent
from persona_wizard.studies.import_headers import Column
from persona_wizard.studies.import_in_words import (
    outcome_in_words,
    survey_in_words,
    what_to_look_at,
)
from persona_wizard.studies.importing import outcome


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    return study_with_bank(tmp_path / "study")


def quotable(store: StudyFolder) -> list[bool]:
    return [one.quotable for one in interviews(store).values()]


@pytest.mark.parametrize(
    ("header", "item", "turned"),
    [
        ("May we quote you anonymously?", CONSENT_QUOTE, False),
        ("You may quote me", CONSENT_QUOTE, False),
        ("You may quote me without my name", CONSENT_QUOTE, False),
        ("You may quote my words, but not my name", CONSENT_QUOTE, False),
        ("I agree to be quoted without my name", CONSENT_QUOTE, False),
        ("I don't mind being quoted", CONSENT_QUOTE, False),
        ("Would you mind if we quoted you?", CONSENT_QUOTE, True),
        ("Please do not quote me", CONSENT_QUOTE, True),
        ("I do not want to be quoted", CONSENT_QUOTE, True),
        ("Chúng tôi có thể trích dẫn lời bạn không?", CONSENT_QUOTE, False),
        ("Tôi không muốn được trích dẫn", CONSENT_QUOTE, True),
        ("Do you agree to take part in this study?", CONSENT_TAKE_PART, False),
        ("I am happy to take part", CONSENT_TAKE_PART, False),
        ("I do not agree to take part", CONSENT_TAKE_PART, True),
        ("Tôi đồng ý tham gia khảo sát", CONSENT_TAKE_PART, False),
        ("Are you willing to participate in a follow-up interview?", "", False),
        ("Did they quote you a price?", "", False),
        ("How do you compare quotes?", "", False),
        ("Do you agree that the price matters?", "", False),
        ("Consent", "", False),
    ],
)
def test_what_a_header_asks_for(header: str, item: str, turned: bool) -> None:
    column = Column((header,))
    assert (consent_asked(column), is_turned(column)) == (item, turned)


@pytest.mark.parametrize(
    ("header", "values", "may"),
    [
        ("Consent", ("Yes", "No", ""), True),
        ("Consent", ("I agree to take part",), True),
        ("May we use your comments in our report?", ("Yes",), True),
        ("Which privacy tools do you use?", ("Mozilla", "None yet"), False),
        ("Consent", ("", "-"), False),
        ("What got in the way?", ("Yes", "No"), False),
    ],
)
def test_what_may_be_about_consent(header: str, values: tuple[str, ...], may: bool) -> None:
    assert may_be_consent(Column((header,)), values) is may


@pytest.mark.parametrize(
    "header",
    [
        "occupation,You may quote me",
        "occupation,consent-quote",
        "occupation,May we quote you anonymously?",
        "occupation,You may quote me without my name",
    ],
)
def test_quotable_does_not_override_a_no(store: StudyFolder, header: str) -> None:
    rows = ("Nurse,Yes", "Cook,No", "Smith,", "Baker,Yes but not my job", "Potter,-")
    bring(store, rows, header, quotable=True)
    assert quotable(store) == [True, False, False, False, False]


def test_without_quotable_their_yes_is_not_enough(store: StudyFolder) -> None:
    bring(store, ("Nurse,Yes", "Cook,No"), "occupation,You may quote me")
    assert quotable(store) == [False, False]


def test_of_several_columns_one_no_is_a_no(store: StudyFolder) -> None:
    header = "You may quote me,occupation,You may quote me,May we quote you by your job?"
    rows = ("No,Nurse,No,No", "Yes,Cook,Yes,No", "Yes,Smith,Yes,Yes", "Yes,Baker,,")
    bring(store, rows, header, quotable=True)
    assert quotable(store) == [False, False, True, True]


def test_a_column_that_asks_the_other_way_round(store: StudyFolder) -> None:
    rows = ("Nurse,x", "Cook,No", "Smith,", "Baker,Please do not quote me")
    read = survey(store, rows, "occupation,Please do not quote me", quotable=True)
    assert [one.consent.get(CONSENT_QUOTE) for one in read.respondents] == [
        False,
        True,
        None,
        False,
    ]
    assert "consent-quote, asked the other way round: 1 yes, 2 no, 1 blank" in "\n".join(
        survey_in_words(read)
    )


@pytest.mark.parametrize("named", ['"Q9"', "[2]", '["Q9", "Q10"]'])
def test_the_file_of_columns_names_what_is_consent(store: StudyFolder, named: str) -> None:
    rows = ("Nurse,Yes,Yes", "Cook,No,Yes")
    columns = f"leave-out = []\n[consent]\nconsent-quote = {named}\n"
    bring(store, rows, "occupation,Q9,Q10", columns, quotable=True)
    assert quotable(store) == [True, False]


def test_quotable_waits_for_what_looks_like_consent(store: StudyFolder) -> None:
    rows = ("Nurse,Yes", "Cook,No")
    header = "occupation,Consent to publication"
    with pytest.raises(WizardError) as fault:
        survey(store, rows, header, quotable=True)
    assert fault.value.message == (
        "Column 2, “Consent to publication”, may be about consent. Nothing was imported: say in "
        "--columns what it is. Under [consent], consent-quote = 2 has those quoted who said yes, "
        "and consent-take-part = 2 keeps out who said no; leave-out = [2] where it is neither."
    )
    (told,) = what_to_look_at(survey(store, rows, header))
    assert told.startswith("2 “Consent to publication” may be about consent, and is not read")
    for columns in ("[consent]\nconsent-quote = 2", "leave-out = [2]", "[questions]\ncups = 2"):
        survey(store, rows, header, columns, quotable=True)


@pytest.mark.parametrize("columns", ["leave-out = [2]", "[questions]\ncups = 2"])
def test_who_was_asked_to_be_quoted_is_not_asked_anything_else(
    store: StudyFolder, columns: str
) -> None:
    with pytest.raises(WizardError, match=r"under \[consent\], consent-quote = 2\."):
        survey(store, ("Nurse,No",), "occupation,May we quote you?", columns, quotable=True)


@pytest.mark.parametrize(
    "header", ["I am happy to take part", "Do you agree to take part in this study?"]
)
def test_who_did_not_agree_to_take_part_stays_out(store: StudyFolder, header: str) -> None:
    rows = ("Nurse,No", "Cook,Yes", "Smith,", "Baker,Maybe")
    read = survey(store, rows, f"occupation,{header}", quotable=True)
    assert "consent-take-part: 1 yes, 2 no, 1 blank" in "\n".join(survey_in_words(read))
    assert "what is no plain yes is a no: “Maybe”" in "\n".join(survey_in_words(read))
    assert list(outcome_in_words(read, outcome(store, read), done=False)) == [
        "To come in: 1 interview with 1 person (P01).",
        "3 rows of people who did not agree to take part: they stay out.",
    ]
    bring(store, rows, f"occupation,{header}", quotable=True)
    (cook,) = interviews(store).values()
    assert cook.answers["occupation"].text == "> Cook"
    assert cook.counts


def test_who_is_here_and_did_not_agree_is_told(store: StudyFolder) -> None:
    rows = ("Nurse,No", "Cook,Yes")
    bring(store, rows, "occupation,Q2")
    read = survey(store, rows, "occupation,Q2", "[consent]\nconsent-take-part = 2")
    assert "Of these are in the study, to be erased: P01." in list(
        outcome_in_words(read, outcome(store, read), done=False)
    )


def proposed(folder: Path, header: str, rows: Sequence[str]) -> str:
    (folder / "survey.csv").write_text("\n".join((header, *rows)) + "\n")
    proposal = propose_bank(folder / "survey.csv", "mine", "Mine", Audience.PROSPECTS)
    assert proposal.consent == (
        "May we quote you anonymously?",
        "Do you agree to take part in this study?",
    )
    return proposal.source


def test_a_bank_proposed_from_a_survey_asks_for_consent_as_such(tmp_path: Path) -> None:
    header = (
        "What got in the way?,May we quote you anonymously?,"
        "Do you agree to take part in this study?"
    )
    rows = ("Rain,No,Yes", "Snow,Yes,Yes", "Hail,Yes,No")
    source = proposed(tmp_path, header, rows)
    assert source.count("###") == 1
    store = study_with_bank(tmp_path / "study", source, "mine")
    bring(store, rows, header, bank="mine", quotable=True)
    assert quotable(store) == [False, True]


def test_a_question_of_the_bank_does_not_take_consent_away(tmp_path: Path) -> None:
    bank = (
        "---\nid: tea\ntitle: Tea\naudience: prospects\n---\n\n## General information\n\n"
        "### What do you do? {#occupation .short}\n\n"
        "### May we quote you anonymously? {#quoted .yes-no}\n"
    )
    store = study_with_bank(tmp_path / "study", bank)
    header = "occupation,May we quote you anonymously?"
    bring(store, ("Nurse,No", "Cook,Yes"), header, quotable=True)
    assert quotable(store) == [False, True]
