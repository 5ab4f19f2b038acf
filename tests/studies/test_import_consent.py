"""What respondents agreed to is read as such, and nobody is quoted who said no."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from importing_examples import bring, interviews, study_with_bank, survey

from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import CONSENT_QUOTE, CONSENT_TAKE_PART
from persona_wizard.store import StudyFolder
from persona_wizard.store.listing import unwatched
from persona_wizard.studies.bank_from_survey import propose_bank
from persona_wizard.studies.import_consent import (
    ConsentColumn,
    consent_asked,
    consent_column,
    may_be_consent,
)
from persona_wizard.studies.import_headers import Column
from persona_wizard.studies.import_in_words import (
    outcome_in_words,
    survey_in_words,
    what_to_look_at,
)
from persona_wizard.studies.importing import bring_in, outcome


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
        ("May we quote you? (Yes/No)", CONSENT_QUOTE, False),
        ("I agree to be quoted without my name", CONSENT_QUOTE, False),
        ("I don't mind being quoted", CONSENT_QUOTE, False),
        ("Would you mind if we quoted you?", CONSENT_QUOTE, True),
        ("Please do not quote me", CONSENT_QUOTE, True),
        ("I do not want to be quoted", CONSENT_QUOTE, True),
        ("I don't want to be quoted", CONSENT_QUOTE, True),
        ("Never quote me", CONSENT_QUOTE, True),
        ("Thank you for your time. I would not like to be quoted.", CONSENT_QUOTE, True),
        ("Chúng tôi có thể trích dẫn lời bạn không?", CONSENT_QUOTE, False),
        ("Bạn có đồng ý cho chúng tôi trích dẫn lời bạn không ạ?", CONSENT_QUOTE, False),
        ("Tôi không phiền nếu được trích dẫn", CONSENT_QUOTE, False),
        ("Tôi không muốn được trích dẫn", CONSENT_QUOTE, True),
        ("Xin đừng trích dẫn lời tôi", CONSENT_QUOTE, True),
        ("Vui lòng không trích dẫn lời tôi", CONSENT_QUOTE, True),
        ("Bạn có phiền nếu chúng tôi trích dẫn lời bạn không?", CONSENT_QUOTE, True),
        ("Do you agree to take part in this study?", CONSENT_TAKE_PART, False),
        ("I am happy to take part", CONSENT_TAKE_PART, False),
        ("I do not agree to take part", CONSENT_TAKE_PART, True),
        (
            "You can stop at any time and will not be asked why. Do you agree to take part?",
            CONSENT_TAKE_PART,
            False,
        ),
        ("Tôi đồng ý tham gia khảo sát", CONSENT_TAKE_PART, False),
        ("Tôi không đồng ý tham gia", CONSENT_TAKE_PART, True),
        ("Are you willing to participate in a usability session?", "", False),
        ("Are you willing to participate in a follow-up interview?", "", False),
        ("Did they quote you a price?", "", False),
        ("How do you compare quotes?", "", False),
        ("Do you agree that the price matters?", "", False),
        ("Consent", "", False),
    ],
)
def test_what_a_header_asks_for(header: str, item: str, turned: bool) -> None:
    column = Column((header,))
    assert consent_asked(column) == item
    assert consent_column(column, 0, named=False) == ConsentColumn(0, turned)


DOUBTFUL = (
    "Your name will never be published. May we quote you anonymously?",
    "We will not share your name. May we quote you?",
    "Even if you don't want to be named, may we quote you?",
    "May we quote you if we do not name you?",
    "May we quote you? Tick here if not",
    "You may quote my words, but not my name",
    "We will not share your name if we may quote you",
    "Don't you want to be quoted?",
    "Would you not like to be quoted?",
    "May we ask you before quoting you?",
    "I would like to withdraw my consent to be quoted",
    "I want you to stop quoting me",
    "I want to be excluded from being quoted",
    "Under no circumstances may you quote me",
    "Would you like us to quote you a price?",
    "Would you like us to quote you our best rate?",
    "Do you want to be quoted for a new kitchen?",
    "May we quote you the monthly fee?",
    "Tên bạn sẽ không được công bố. Chúng tôi có thể trích dẫn lời bạn không?",
    "Dù bạn không muốn nêu tên, chúng tôi có thể trích dẫn lời bạn không?",
    "Bạn không muốn được trích dẫn phải không?",
)


@pytest.mark.parametrize("header", DOUBTFUL)
@pytest.mark.parametrize("values", [("Yes", "No"), ("Yes, but ask me first",), ("",)])
def test_a_header_in_doubt_is_for_a_person_to_read(header: str, values: tuple[str, ...]) -> None:
    column = Column((header,))
    assert consent_asked(column) == ""
    assert may_be_consent(column, values)


def test_an_endless_header_is_never_surely_consent() -> None:
    column = Column(("may " * 50_000 + "we quote you?",))
    assert consent_asked(column) == ""
    assert may_be_consent(column, ("Yes",))


@pytest.mark.parametrize("header", DOUBTFUL)
def test_quotable_waits_for_a_header_in_doubt(store: StudyFolder, header: str) -> None:
    rows = ("Nurse,Yes", "Cook,No", "Smith,")
    title = f'occupation,"{header}"'
    with pytest.raises(WizardError, match=r"^Column 2, .*, may be about consent\. Nothing was"):
        survey(store, rows, title, quotable=True)
    (told,) = what_to_look_at(survey(store, rows, title))
    assert told.endswith(
        "may be about consent, and is not read as such: say it under [consent] in --columns."
    )
    for columns in ("leave-out = [2]", "[questions]\ncups = 2"):
        survey(store, rows, title, columns, quotable=True)
    bring(store, rows, title, "[consent]\nconsent-quote = 2", quotable=True)
    assert quotable(store) == [True, False, False]


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


def test_a_yes_that_does_not_count_yet_is_told(store: StudyFolder) -> None:
    rows, header = ("Nurse,Yes", "Cook,No", "Smith,", "Baker,yes"), "occupation,You may quote me"
    read = survey(store, rows, header)
    told = "    → consent: consent-quote: 2 yes, which count with --quotable, 1 no, 1 blank"
    assert told in list(survey_in_words(read))
    line = (
        "2 rows say yes to being quoted. That counts with --quotable: import once more with "
        "--quotable and --again."
    )
    assert line in list(outcome_in_words(read, bring_in(store, read, unwatched), done=True))
    # What it says to do helps, and then it says no more of it.
    read = survey(store, rows, header, quotable=True)
    assert "    → consent: consent-quote: 2 yes, 1 no, 1 blank" in list(survey_in_words(read))
    found = bring_in(store, read, unwatched, again=True)
    assert quotable(store) == [True, False, False, True]
    assert line not in list(outcome_in_words(read, found, done=True))


def test_of_several_columns_one_no_is_a_no(store: StudyFolder) -> None:
    header = "You may quote me,occupation,You may quote me,May we quote you by your job?"
    rows = ("No,Nurse,No,No", "Yes,Cook,Yes,No", "Yes,Smith,Yes,Yes", "Yes,Baker,,")
    bring(store, rows, header, quotable=True)
    assert quotable(store) == [False, False, True, True]


TURNED_ROWS = (
    "Nurse,x",
    "Cook,No",
    "Smith,",
    "Baker,Please do not quote me",
    "Potter,0",
    "Miller,unchecked",
)


def test_a_no_is_a_yes_only_where_a_person_says_so(store: StudyFolder) -> None:
    header = "occupation,Please do not quote me"
    read = survey(store, TURNED_ROWS, header, quotable=True)
    said = [one.consent.get(CONSENT_QUOTE) for one in read.respondents]
    assert said == [False, None, None, False, None, None]
    assert (
        "consent-quote, asked the other way round: 0 yes, 2 no, 1 blank, 3 said no, not taken "
        "as a yes (see docs/importing.md)"
    ) in "\n".join(survey_in_words(read))
    named = survey(store, TURNED_ROWS, header, "[consent]\nconsent-quote = 2", quotable=True)
    said = [one.consent.get(CONSENT_QUOTE) for one in named.respondents]
    assert said == [False, True, None, False, True, True]
    assert "consent-quote, asked the other way round: 3 yes, 2 no, 1 blank" in "\n".join(
        survey_in_words(named)
    )


@pytest.mark.parametrize(
    "rows",
    [
        ("Nurse,Yes,", "Cook,,No", "Smith,,"),
        ("Nurse,1,", "Cook,,1", "Smith,,"),
        ("Nurse,1,0", "Cook,0,1", "Smith,0,0"),
    ],
)
@pytest.mark.parametrize(
    "header",
    [
        "occupation,May we quote you? [Yes],May we quote you? [No]",
        "occupation,May we quote you?,\nResponse,I agree,I do not agree",
        "occupation,Có thể trích dẫn lời bạn? [Có],Có thể trích dẫn lời bạn? [Không]",
    ],
)
def test_a_box_beside_no_is_a_no(store: StudyFolder, rows: Sequence[str], header: str) -> None:
    with pytest.raises(WizardError, match=r"^Column 3, .*, may be about consent\."):
        survey(store, rows, header, quotable=True)
    bring(store, rows, header, "[consent]\nconsent-quote = [2, 3]", quotable=True)
    assert quotable(store) == [True, False, False]


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
def test_what_the_file_of_columns_says_counts_and_is_told(store: StudyFolder, columns: str) -> None:
    header = "occupation,May we quote you?"
    (told,) = what_to_look_at(survey(store, ("Nurse,No",), header, columns, quotable=True))
    assert told == (
        "2 “May we quote you?” asks whether they may be quoted, and --columns says that it is "
        "something else: a no there does not count."
    )


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
        "No column tells when they answered: they stand at the time of the import. Where one does, "
        "name it as “date” in --columns.",
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
