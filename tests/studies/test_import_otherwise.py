"""A row that is known again and says something else: told, and a no to consent is taken."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from importing_examples import interviews, study_with_bank, survey
from msgspec.structs import replace

from persona_wizard.model.composing import ObservationKey
from persona_wizard.model.interview import Interview
from persona_wizard.store import StudyFolder, arrivals
from persona_wizard.store.listing import unwatched
from persona_wizard.studies.clock import now
from persona_wizard.studies.import_in_words import outcome_in_words
from persona_wizard.studies.importing import Outcome, bring_in, outcome

WHO = 'participant = "Mail"\n'
HEADER = "Timestamp,Mail,occupation,May we quote you?"
ROWS = (
    "2025-01-14 10:00,zinnia@example.org,Nurse,Yes",
    "2025-01-15 11:00,quux@example.org,Cook,Yes",
    "2025-01-16 12:00,bo@example.org,Smith,No",
)
WITHDRAWN = (ROWS[0].replace("Yes", "No"), *ROWS[1:])
NO_TAKEN = (
    "1 row says no now to a consent that was given (P01): the no counts from now on. Export again "
    "what was exported before."
)


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    store = study_with_bank(tmp_path / "study")
    bring(store, ROWS)
    return store


def bring(
    store: StudyFolder,
    rows: Sequence[str],
    header: str = HEADER,
    columns: str = WHO,
    quotable: bool = True,
    again: bool = False,
) -> tuple[Outcome, list[str]]:
    """What came of these rows, and what is told of it."""
    read = survey(store, rows, header, columns, quotable=quotable)
    found = bring_in(store, read, unwatched, again)
    return found, list(outcome_in_words(read, found, done=True))


def would(store: StudyFolder, rows: Sequence[str], quotable: bool = True) -> list[str]:
    """What a dry run tells of these rows."""
    read = survey(store, rows, HEADER, WHO, quotable=quotable)
    return list(outcome_in_words(read, outcome(store, read), done=False))


def quoted(store: StudyFolder) -> list[str]:
    return [name for name, one in sorted(interviews(store).items()) if one.quotable]


def change(store: StudyFolder, interview: Interview) -> None:
    with store.reopen(interview.id) as file:
        file.save(interview)


@pytest.mark.parametrize("quotable", [True, False])
def test_a_no_that_is_new_is_taken_and_told(store: StudyFolder, quotable: bool) -> None:
    before = interviews(store)["P01"]
    assert would(store, WITHDRAWN, quotable) == [
        "Nobody would come in.",
        "1 row says no now to a consent that was given (P01): an import takes the no.",
        "2 rows in the study already: they stay as they are.",
    ]
    assert quoted(store) == ["P01", "P02"]
    assert bring(store, WITHDRAWN, quotable=quotable)[1] == [
        "Nobody is new.",
        NO_TAKEN,
        "2 rows in the study already: they stay as they are.",
    ]
    assert quoted(store) == ["P02"]
    assert interviews(store)["P01"].answers == before.answers
    assert bring(store, WITHDRAWN, quotable=quotable)[1] == [
        "Nothing was imported: nobody is new.",
        "3 rows in the study already: they stay as they are.",
    ]


def test_again_tells_a_no_too(store: StudyFolder) -> None:
    found, told = bring(store, WITHDRAWN, again=True)
    assert (len(found.withdrawn), found.here) == (1, 2)
    assert NO_TAKEN in told
    assert quoted(store) == ["P02"]


@pytest.mark.parametrize("again", [False, True])
def test_a_no_is_taken_of_what_somebody_worked_on(store: StudyFolder, again: bool) -> None:
    one = interviews(store)["P01"]
    answer = replace(one.answers["occupation"], text="> Nurse #job", at=now())
    change(store, replace(one, answers={"occupation": answer}))
    # A claim rests on it.
    key = ObservationKey(one.id, "occupation", "0")
    store.save_study(replace(store.study(), read=(key,)))
    told = bring(store, WITHDRAWN, again=again)[1]
    assert NO_TAKEN in told
    assert quoted(store) == ["P02"]
    assert interviews(store)["P01"].answers["occupation"].text == "> Nurse #job"


@pytest.mark.parametrize("again", [False, True])
def test_a_no_of_one_that_is_open_is_told_and_waits(store: StudyFolder, again: bool) -> None:
    with store.reopen(interviews(store)["P01"].id):
        told = bring(store, WITHDRAWN, again=again)[1]
    assert told == [
        "Nothing was imported: nobody is new.",
        "1 row says no now to a consent that was given, and its interview is open or was changed "
        "just now (P01): the no is not taken yet. Close it, and import once more.",
        "2 rows in the study already: they stay as they are.",
    ]
    assert quoted(store) == ["P01", "P02"]
    assert NO_TAKEN in bring(store, WITHDRAWN)[1]


def test_a_yes_that_was_given_by_hand_after_the_no_stays(store: StudyFolder) -> None:
    bring(store, WITHDRAWN)
    for name in ("P01", "P03"):
        one = interviews(store)[name]
        change(store, replace(one, consent={**one.consent, "consent-quote": True}))
    bring(store, WITHDRAWN)
    assert quoted(store) == ["P01", "P02", "P03"]


def test_a_fault_half_way_takes_no_no(store: StudyFolder) -> None:
    rows = [row.replace("Yes", "No") for row in ROWS]

    def stop(done: int, of: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_in(store, survey(store, rows, HEADER, WHO), stop)
    assert quoted(store) == ["P01", "P02"]
    assert len(bring(store, rows)[0].withdrawn) == 2
    assert quoted(store) == []


def test_a_no_that_had_come_is_taken_by_whoever_opens_the_study_next(
    store: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = interviews(store)["P01"]
    key = ObservationKey(one.id, "occupation", "0")
    store.save_study(replace(store.study(), read=(key,)))

    def stop(_: object) -> None:
        raise KeyboardInterrupt

    read = survey(store, WITHDRAWN, HEADER, WHO)
    with monkeypatch.context() as patch:
        patch.setattr(arrivals, "settle", lambda _: None)
        patch.setattr(arrivals, "_move_in", stop)
        with pytest.raises(arrivals.HaveCome):
            bring_in(store, read, unwatched)
    assert quoted(store) == ["P01", "P02"]
    assert quoted(StudyFolder.open(store.folder)) == ["P02"]


def test_an_answer_that_has_changed_is_told(store: StudyFolder) -> None:
    rows = (ROWS[0].replace("Nurse", "Baker"), *ROWS[1:])
    line = (
        "1 row in the study already reads otherwise now (P01): it stays as it is until --again "
        "takes that."
    )
    same = "2 rows in the study already: they stay as they are."
    assert would(store, rows) == ["Nobody would come in.", same, line]
    assert bring(store, rows)[1] == ["Nothing was imported: nobody is new.", same, line]
    assert bring(store, rows, again=True)[1] == ["Read once more: 1 row.", same]


def test_a_no_that_stays_is_nothing_to_read_once_more(store: StudyFolder) -> None:
    bring(store, WITHDRAWN)
    assert would(store, ROWS)[1:] == ["3 rows in the study already: they stay as they are."]
    found = bring(store, ROWS, again=True)[0]
    assert (found.anew, found.touched, found.here) == ((), (), 3)


def test_rows_that_all_read_otherwise_are_told_alone(store: StudyFolder) -> None:
    rows = [row.replace(",", ",3,", 1) for row in ROWS]
    told = bring(store, rows, HEADER.replace(",", ",cups,", 1))[1]
    assert told == [
        "Nothing was imported: nobody is new.",
        "3 rows in the study already read otherwise now (P01 to P03): they stay as they are until "
        "--again takes that.",
    ]


def test_a_no_beside_a_changed_answer_is_told_as_both(store: StudyFolder) -> None:
    rows = (WITHDRAWN[0].replace("Nurse", "Baker"), *ROWS[1:])
    told = bring(store, rows)[1]
    assert told[1] == NO_TAKEN
    assert told[3].startswith("1 row in the study already reads otherwise now (P01): it stays")
    assert interviews(store)["P01"].answers["occupation"].text == "> Nurse"


def test_a_yes_that_counts_now_is_told(tmp_path: Path) -> None:
    store = study_with_bank(tmp_path / "other")
    bring(store, ROWS, quotable=False)
    told = bring(store, ROWS)[1]
    assert told[2].startswith("2 rows in the study already read otherwise now (P01 to P02): they")


@pytest.mark.parametrize(
    ("rows", "quotable"),
    [
        # The yes of the row stays, and only the command does not say it this time.
        (ROWS, False),
        # Without its seconds or with them it is the same moment.
        ([row.replace(":00,", ":00:31,") for row in ROWS], True),
    ],
)
def test_what_says_the_same_is_told_as_the_same(
    store: StudyFolder, rows: Sequence[str], quotable: bool
) -> None:
    assert would(store, rows, quotable)[1:] == [
        "3 rows in the study already: they stay as they are."
    ]


@pytest.mark.parametrize("quotable", [True, False])
def test_a_yes_that_is_blank_now_is_told(store: StudyFolder, quotable: bool) -> None:
    rows = (ROWS[0].replace("Yes", ""), *ROWS[1:])
    assert would(store, rows, quotable)[2].startswith(
        "1 row in the study already reads otherwise now (P01): it stays"
    )
    assert quoted(store) == ["P01", "P02"]


def test_what_somebody_worked_on_is_not_told_as_read_otherwise(store: StudyFolder) -> None:
    one = interviews(store)["P01"]
    answer = replace(one.answers["occupation"], text="> Nurse #job", at=now())
    change(store, replace(one, answers={"occupation": answer}))
    assert would(store, ROWS)[1:] == ["3 rows in the study already: they stay as they are."]
