"""The same survey once more: nobody comes in twice or back, and a wrong mapping is put right."""

from pathlib import Path

import pytest
from importing_examples import BANK, bring, interviews, study_with_bank, survey
from msgspec.structs import replace

from persona_wizard.model.composing import ObservationKey
from persona_wizard.model.interview import Answer, Interview, Note, Participant
from persona_wizard.store import StudyFolder
from persona_wizard.store.listing import unwatched
from persona_wizard.studies.clock import now
from persona_wizard.studies.erasing import erase_person, person_to_erase
from persona_wizard.studies.import_in_words import outcome_in_words
from persona_wizard.studies.importing import Outcome, bring_in, outcome

MAIL = 'participant = "Mail"\n'
HEADER = "Timestamp,Mail,occupation"
ROWS = ("2025-01-14 10:00,zinnia@example.org,Nurse", "2025-01-15 11:00,quux@example.org,Cook")


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    return study_with_bank(tmp_path / "study")


def said(store: StudyFolder, question: str) -> dict[str, object]:
    return {
        name: one.answers[question].text or one.answers[question].value
        for name, one in interviews(store).items()
        if question in one.answers
    }


def again(store: StudyFolder, *given: object, **more: object) -> Outcome:
    return bring_in(store, survey(store, *given, **more), unwatched, again=True)  # type: ignore[arg-type]


def change(store: StudyFolder, interview: Interview) -> None:
    with store.reopen(interview.id) as file:
        file.save(interview)


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (f"{HEADER},Cups", [f"{row},3" for row in ROWS]),
        (
            "Mail,occupation,Timestamp",
            [",".join([*r.split(",")[1:], r.split(",")[0]]) for r in ROWS],
        ),
        (
            HEADER,
            ["01/14/2025 10:00:00 AM" + ROWS[0][16:], "01/15/2025 11:00:00 AM" + ROWS[1][16:]],
        ),
        (HEADER, [row.replace("Z", "z").replace("zinnia", "ZINNIA") for row in ROWS]),
    ],
)
def test_somebody_who_answered_then_is_known_whatever_else_the_file_says(
    store: StudyFolder, header: str, rows: list[str]
) -> None:
    bring(store, ROWS, HEADER, MAIL)
    found = bring(store, rows, header, MAIL)
    assert (found.arrivals, found.here) == ((), 2)


@pytest.mark.parametrize("worked_on", ["P01", "P02"])
def test_a_contact_is_kept_with_the_row_of_theirs_that_is_read_anew(
    store: StudyFolder, worked_on: str
) -> None:
    rows = (ROWS[0], ROWS[0].replace("01-14", "01-20"))
    bring(store, rows, HEADER)
    theirs = interviews(store)[worked_on]
    change(store, replace(theirs, notes=(Note(id="n1", text="Call back"),)))
    found = again(store, rows, HEADER, MAIL)
    assert found.touched == (worked_on,)
    assert [one.contact for one in store.participants()] == ["zinnia@example.org"]


def test_who_they_are_may_be_said_later(store: StudyFolder) -> None:
    bring(store, ROWS, HEADER)
    assert bring(store, ROWS, HEADER, MAIL).here == 2
    assert store.participants() == ()
    found = again(store, ROWS, HEADER, MAIL)
    assert len(found.anew) == 2
    assert [one.contact for one in store.participants()] == [
        "zinnia@example.org",
        "quux@example.org",
    ]
    assert len(interviews(store)) == 2


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (HEADER, ROWS),
        (f"{HEADER},cups", [f"{row},3" for row in ROWS]),
        (HEADER, [f"2026-02-02 12:00,{row.split(',', 1)[1]}" for row in ROWS]),
        ("Mail,occupation", ["Zinnia@Example.org ,Smith", "quux@example.org,Baker"]),
    ],
)
def test_an_erased_person_stays_out_of_the_same_survey_and_the_next(
    store: StudyFolder, header: str, rows: list[str]
) -> None:
    bring(store, ROWS, HEADER, MAIL)
    erase_person(store, person_to_erase(store, "P01"))
    found = bring(store, rows, header, MAIL)
    assert found.erased == 1
    assert {one.pseudonym for one in found.arrivals} <= {"P02"}
    assert "zinnia" not in "".join(one.contact for one in store.participants()).casefold()
    for path in store.folder.rglob("*"):
        assert not path.is_file() or b"zinnia" not in path.read_bytes().lower(), path


def test_who_was_named_once_is_known_without_being_named(store: StudyFolder) -> None:
    bring(store, ROWS, HEADER, MAIL)
    assert bring(store, ROWS, HEADER).here == 2
    found = bring(store, (*ROWS, "2025-01-16 10:00,new@example.org,Smith"), HEADER)
    assert (found.here, len(found.arrivals)) == (2, 1)
    assert bring(store, ROWS, HEADER, 'leave-out = ["Mail"]\n').here == 2
    more = [f"{row},more" for row in ROWS]
    assert bring(store, more, f"{HEADER},product-problems").here == 2


@pytest.mark.parametrize(
    ("header", "rows", "erased"),
    [
        (HEADER, ROWS, 1),
        ("Mail,occupation", ["Zinnia@Example.org ,Smith", "quux@example.org,Baker"], 1),
        # Wherever the address stands.
        ("occupation,product-problems", ["Smith,write to ZINNIA@example.org."], 1),
        ("occupation,Whoever", ["Smith,Zinnia <zinnia@example.org>", "Cook,someone else"], 1),
        # What many rows share tells nobody.
        ("occupation,Asked by", ["Smith,Zinnia Q"] * 3, 0),
        # An answer that is a name is an answer.
        ("occupation", ["Zinnia Q", "Cook"], 0),
        ("occupation,Who", ["Smith,Zinnia Q", "Cook,Bo"], 1),
    ],
)
def test_who_was_erased_stays_out_whatever_column_tells_who_they_are(
    store: StudyFolder, header: str, rows: list[str], erased: int
) -> None:
    bring(store, ROWS, HEADER, MAIL)
    (first,) = (one for one in store.participants() if one.contact == "zinnia@example.org")
    store.save_participant(replace(first, name="Zinnia Q"))
    erase_person(store, person_to_erase(store, "P01"))
    found = bring(store, rows, header)
    assert found.erased == erased
    for path in (store.folder / "interviews").iterdir():
        assert b"zinnia@" not in path.read_bytes().lower(), path


def test_a_person_interviewed_by_hand_and_erased_does_not_come_with_a_survey(
    store: StudyFolder,
) -> None:
    bring(store, ("Nurse",), "occupation")
    (nurse,) = interviews(store).values()
    store.save_participant(
        Participant(nurse.participant, "P01", "Zinnia Q", "zinnia@example.org\n+49 1")
    )
    erase_person(store, person_to_erase(store, "P01"))
    rows = ("zinnia@example.org,Nurse", "+49 1,Nurse", "zinnia  q,Nurse", "bo@example.org,Cook")
    found = bring(store, rows, "Mail,occupation", MAIL)
    assert (found.erased, len(found.arrivals)) == (3, 1)


def test_what_may_be_double_is_told(store: StudyFolder) -> None:
    bring(store, ROWS, HEADER, MAIL)
    rows = [f"2026-02-02 12:00,{row.split(',', 1)[1]}" for row in ROWS]
    read = survey(store, rows, HEADER, MAIL)
    line = (
        "2 rows of these may be of people who are here already: right for another survey, but of "
        "the same one they are double: "
    )
    found = outcome(store, read)
    told = f"{line}do not import them, or delete one of each in the wizard afterwards."
    assert told in list(outcome_in_words(read, found, done=False))
    told = f"{line}delete one of each in the wizard."
    assert told in list(outcome_in_words(read, found, done=True))
    read = survey(store, [row.replace("@", " at ") for row in ROWS], HEADER)
    assert outcome(store, read).met == 2


@pytest.mark.parametrize(
    ("header", "rows", "met"),
    [
        # Their times are cut off.
        (HEADER, [f"{row[:10]}{row[16:]}" for row in ROWS], 2),
        ("Mail,occupation", [row[17:] for row in ROWS], 2),
        # Others, and one who has the same occupation.
        (HEADER, ["2026-01-14,bo@example.org,Nurse", "2026-01-14,an@example.org,Smith"], 1),
        # What many say alike tells nothing.
        ("Mail,cups", ["zinnia@example.org,3", "quux@example.org,4"], 0),
    ],
)
def test_who_says_the_same_in_words_may_be_double(
    store: StudyFolder, header: str, rows: list[str], met: int
) -> None:
    bring(store, ROWS, HEADER)
    bring(store, ["3", "4"], "cups")
    read = survey(store, rows, header)
    assert (len(outcome(store, read).arrivals), outcome(store, read).met) == (2, met)


def test_people_who_are_met_again_are_named_once(store: StudyFolder) -> None:
    bring(store, ROWS, HEADER, MAIL)
    rows = (
        "2026-02-02 12:00,new@example.org,Smith",
        "2026-02-02 12:01,quux@example.org,Cook",
        "2026-02-02 12:02,quux@example.org,Cook",
    )
    read = survey(store, rows, HEADER, MAIL)
    told = list(outcome_in_words(read, outcome(store, read), done=False))
    assert told[0] == "To come in: 3 interviews with 2 people (P02 to P03)."


def test_a_wrong_mapping_is_put_right(store: StudyFolder) -> None:
    rows = ("Nurse,3", "Cook,4")
    bring(store, rows, "Q1,Q9", "[questions]\noccupation = 2")
    right = "[questions]\noccupation = 1\ncups = 2"
    assert bring(store, rows, "Q1,Q9", right).here == 2
    found = again(store, rows, "Q1,Q9", right)
    assert (found.arrivals, len(found.anew), found.here) == ((), 2, 0)
    assert said(store, "occupation") == {"P01": "> Nurse", "P02": "> Cook"}
    assert said(store, "cups") == {"P01": 3, "P02": 4}
    assert again(store, rows, "Q1,Q9", right).here == 2


def test_a_wrong_bank_is_put_right(store: StudyFolder) -> None:
    other = BANK.replace("id: tea", "id: teas").replace(
        "audience: prospects", "audience: customers"
    )
    (store.folder / "question_banks" / "teas.md").write_text(other)
    bring(store, ROWS, HEADER, MAIL)
    again(store, ROWS, HEADER, MAIL, bank="teas")
    assert {(one.bank.id, one.audience) for one in interviews(store).values()} == {
        ("teas", "customers")
    }
    assert len(store.participants()) == 2


def edited(one: Interview) -> Interview:
    answer = replace(one.answers["occupation"], text="> Nurse #job", at=now())
    return replace(one, answers={"occupation": answer})


def asked_more(one: Interview) -> Interview:
    answer = Answer(question="cups", wording="?", at=now(), value=3, open=False)
    return replace(one, answers={**one.answers, "cups": answer})


def noted(one: Interview) -> Interview:
    return replace(one, notes=(Note("n1", "call back"),))


@pytest.mark.parametrize("work", [edited, asked_more, noted])
def test_what_somebody_worked_on_stays(store: StudyFolder, work: object) -> None:
    bring(store, ROWS, HEADER, MAIL)
    one = work(interviews(store)["P01"])  # type: ignore[operator]
    change(store, one)
    read = survey(store, [f"{row},3" for row in ROWS], f"{HEADER},cups", MAIL)
    found = bring_in(store, read, unwatched, again=True)
    assert (found.touched, len(found.anew)) == (("P01",), 1)
    assert interviews(store)["P01"] == one
    assert interviews(store)["P02"].answers["cups"].value == 3
    assert "1 row worked on since: it stays (P01)." in list(
        outcome_in_words(read, found, done=True)
    )


@pytest.mark.parametrize("item", ["consent-quote", "consent-record"])
def test_a_yes_that_was_given_by_hand_stays(store: StudyFolder, item: str) -> None:
    bring(store, ROWS, HEADER, MAIL)
    one = interviews(store)["P01"]
    one = replace(one, consent={**one.consent, item: True})
    change(store, one)
    found = again(store, [f"{row},3" for row in ROWS], f"{HEADER},cups", MAIL)
    assert (found.touched, len(found.anew)) == (("P01",), 1)
    assert interviews(store)["P01"] == one


def test_a_yes_that_the_command_gave_is_taken_back_without_it(store: StudyFolder) -> None:
    bring(store, ROWS, HEADER, MAIL, quotable=True)
    again(store, ROWS, HEADER, MAIL)
    assert [one.quotable for one in interviews(store).values()] == [False, False]


def test_what_is_worked_on_while_rows_are_read_once_more_stays(store: StudyFolder) -> None:
    bring(store, ROWS, HEADER, MAIL)

    def work(done: int, of: int) -> None:
        if done == 1:
            change(store, noted(interviews(store)["P01"]))

    read = survey(store, [f"{row},3" for row in ROWS], f"{HEADER},cups", MAIL)
    found = bring_in(store, read, work, again=True)
    assert found.touched == ("P01",)
    assert [one.before.pseudonym for one in found.anew] == ["P02"]
    assert interviews(store)["P01"].notes == (Note("n1", "call back"),)


def test_what_a_claim_rests_on_stays(store: StudyFolder) -> None:
    bring(store, ROWS, HEADER, MAIL)
    one = interviews(store)["P01"]
    study = store.study()
    key = ObservationKey(one.id, "occupation", "0")
    store.save_study(replace(study, read=(key,)))
    found = again(store, [f"{row},3" for row in ROWS], f"{HEADER},cups", MAIL)
    assert found.touched == ("P01",)


def test_a_no_that_was_said_since_stays(store: StudyFolder) -> None:
    bring(store, ROWS, HEADER, MAIL, quotable=True)
    one = interviews(store)["P01"]
    change(store, replace(one, consent={**one.consent, "consent-quote": False}))
    again(store, [f"{row},3" for row in ROWS], f"{HEADER},cups", MAIL, quotable=True)
    assert [one.quotable for one in interviews(store).values()] == [False, True]
    assert said(store, "cups") == {"P01": 3, "P02": 3}


def test_one_that_is_open_stays(store: StudyFolder) -> None:
    bring(store, ROWS, HEADER, MAIL)
    with store.reopen(interviews(store)["P01"].id):
        found = again(store, [f"{row},3" for row in ROWS], f"{HEADER},cups", MAIL)
    assert found.touched == ("P01",)


def test_a_fault_half_way_changes_nothing(store: StudyFolder) -> None:
    bring(store, ROWS, HEADER, MAIL)
    before = interviews(store)

    def stop(done: int, of: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    read = survey(store, [f"{row},3" for row in ROWS], f"{HEADER},cups", MAIL)
    with pytest.raises(KeyboardInterrupt):
        bring_in(store, read, stop, again=True)
    assert interviews(store) == before
    assert not list(store.folder.glob(".com*"))
