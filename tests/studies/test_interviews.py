"""Starting an interview, and sitting down to one again."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from msgspec.structs import replace

from persona_wizard.banks import BankError
from persona_wizard.model.errors import WizardError
from persona_wizard.model.fills import fill
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import State
from persona_wizard.store import InterviewLocked, Listing, StoreError, StudyFolder
from persona_wizard.studies.interviews import (
    Beginning,
    PseudonymTaken,
    WordsNeeded,
    next_pseudonym,
    resume_interview,
    sit_down,
    start_interview,
)
from persona_wizard.studies.reading import bank_of, banks_for

MINE = "---\nid: mine\ntitle: M\naudience: customers\nlanguage: fr\n---\n\n## Problems\n\n"
CUSTOMER = Beginning(audience=Audience.CUSTOMERS, bank="existing-customers", pseudonym="P01")


def test_coming_back_finds_the_same_place_and_the_same_half_typed_text(study: StudyFolder) -> None:
    with_text = start_interview(study, CUSTOMER)
    with_text.session.go("short-term-goals")
    with_text.session.write("short-term-goals", None, "wanted to have mor")
    with_text.close()
    again = resume_interview(study, with_text.session.interview.id)
    assert again.session.place == "short-term-goals"
    assert again.session.answer is not None
    assert again.session.answer.text == "wanted to have mor"
    again.close()


def test_the_first_interview_keeps_the_bank_as_it_was_asked(study: StudyFolder) -> None:
    sitting = start_interview(study, CUSTOMER)
    sitting.close()
    kept = list((study.folder / "question_banks" / ".used").iterdir())
    ref = sitting.session.interview.bank
    assert [path.name for path in kept] == [f"existing-customers@{ref.digest}.md"]
    assert "from=" not in kept[0].read_text()


def test_an_interview_goes_on_with_its_bank_after_the_bank_has_changed(study: StudyFolder) -> None:
    own = study.folder / "question_banks" / "existing-customers.md"
    own.parent.mkdir(exist_ok=True)
    head = "---\nid: existing-customers\ntitle: T\naudience: customers\n---\n\n## Objectives\n\n"
    own.write_text(head + "### What for? {#short-term-goals}\n")
    sitting = start_interview(study, CUSTOMER)
    sitting.close()
    own.write_text(head + "### What else? {#long-term-goals}\n")
    again = resume_interview(study, sitting.session.interview.id)
    assert [q.id for q in again.session.bank.questions] == ["short-term-goals"]
    again.close()


def test_a_pseudonym_used_before_asks_whether_it_is_the_same_person(study: StudyFolder) -> None:
    start_interview(study, CUSTOMER).close()
    with pytest.raises(PseudonymTaken, match="P01 was interviewed before") as taken:
        start_interview(study, CUSTOMER)
    assert study.interview_count() == 1
    same = Beginning(
        audience=Audience.CUSTOMERS,
        bank="existing-customers",
        pseudonym="P01",
        participant=taken.value.participant,
    )
    second = start_interview(study, same)
    second.close()
    first, again = study.interviews().interviews
    assert first.participant == again.participant


def test_a_name_goes_to_the_participants_folder_and_nowhere_else(study: StudyFolder) -> None:
    named = Beginning(
        audience=Audience.CUSTOMERS,
        bank="existing-customers",
        pseudonym="P01",
        name="Wilhelmina Fictional",
        contact="wf@example.org",
    )
    start_interview(study, named).close()
    assert [p.name for p in study.participants()] == ["Wilhelmina Fictional"]
    elsewhere = [
        path
        for path in study.folder.rglob("*")
        if path.is_file() and "participants" not in path.parts
    ]
    assert elsewhere
    assert not any(b"Wilhelmina" in path.read_bytes() for path in elsewhere)


@pytest.mark.parametrize(
    ("bank", "pseudonym", "error"),
    [("no-such-bank", "P01", WizardError), ("existing-customers", "  ", WizardError)],
)
def test_nothing_is_begun_where_something_is_wrong(
    study: StudyFolder, bank: str, pseudonym: str, error: type[WizardError]
) -> None:
    beginning = Beginning(audience=Audience.CUSTOMERS, bank=bank, pseudonym=pseudonym)
    with pytest.raises(error) as fault:
        start_interview(study, beginning)
    assert fault.value.message
    assert study.interview_count() == 0


def test_a_faulty_bank_names_its_line_and_the_others_still_serve(study: StudyFolder) -> None:
    own = study.folder / "question_banks" / "mine.md"
    own.parent.mkdir(exist_ok=True)
    own.write_text("---\nid: mine\ntitle: Mine\naudience: customers\n---\n\n## Objektives\n")
    mine = Beginning(audience=Audience.CUSTOMERS, bank="mine", pseudonym="P01")
    with pytest.raises(BankError, match=r"mine\.md:7: ") as fault:
        start_interview(study, mine)
    assert "Objectives" in fault.value.message
    assert banks_for(study, Audience.CUSTOMERS)[0].id == "existing-customers"


def test_an_interview_under_way_elsewhere_is_locked(study: StudyFolder) -> None:
    sitting = start_interview(study, CUSTOMER)
    with pytest.raises(InterviewLocked) as locked:
        resume_interview(study, sitting.session.interview.id)
    assert locked.value.exit_status == 5
    sitting.close()


def test_sitting_down_goes_on_with_an_unfinished_interview(study: StudyFolder) -> None:
    first = sit_down(study, Audience.PROSPECTS, None, None)
    first.session.write("occupation", None, "bakes")
    first.close()
    again = sit_down(study, Audience.PROSPECTS, None, "P01")
    assert again.session.interview.id == first.session.interview.id
    again.session.finish()
    again.close()
    with pytest.raises(PseudonymTaken):
        sit_down(study, Audience.PROSPECTS, None, "P01")


@pytest.mark.parametrize(
    ("audience", "usual"),
    [
        (Audience.CUSTOMERS, "existing-customers"),
        (Audience.NON_PURCHASERS, "non-purchasers"),
        (Audience.PROSPECTS, "prospects"),
    ],
)
def test_the_usual_bank_comes_first_and_another_language_last(
    study: StudyFolder, audience: Audience, usual: str
) -> None:
    in_reach = [bank.id for bank in banks_for(study, audience)]
    assert in_reach == [usual, f"{usual}-b2b", f"{usual}-vi"]
    study.change_study(lambda settings: replace(settings, language="vi"))
    in_reach = [bank.id for bank in banks_for(study, audience)]
    assert in_reach == [f"{usual}-vi", usual, f"{usual}-b2b"]


def test_a_bank_of_ones_own_comes_before_those_that_ship(study: StudyFolder) -> None:
    study.save_own_bank("mine.md", MINE)
    assert banks_for(study, Audience.CUSTOMERS)[0].id == "mine"


def test_a_bank_asks_for_the_words_it_needs(study: StudyFolder) -> None:
    study.save_own_bank("mine.md", MINE + "### Why not {competitor}?\n")
    mine = Beginning(audience=Audience.CUSTOMERS, bank="mine", pseudonym="P01")
    with pytest.raises(WordsNeeded, match="needs “competitor”") as needed:
        start_interview(study, mine)
    assert needed.value.words == ("competitor",)
    assert study.interview_count() == 0
    study.change_study(
        lambda settings: replace(settings, words={**settings.words, "competitor": "Alder"})
    )
    session = start_interview(study, mine).session
    assert session.shown(session.bank.questions[0]).wording == "Why not Alder?"


def test_what_a_study_asked_stays_readable_whatever_becomes_of_its_words(
    study: StudyFolder,
) -> None:
    study.save_own_bank("mine.md", MINE + "### In {town}? {.one}\n\n- {towns}\n- None\n")
    study.change_study(
        lambda settings: replace(
            settings,
            words={**settings.words, "town": "Northport"},
            lists={"towns": ("A *b* {c}", "1. D")},
        )
    )
    start_interview(
        study, Beginning(audience=Audience.CUSTOMERS, bank="mine", pseudonym="P01")
    ).close()
    study.change_study(lambda settings: replace(settings, words={"product": "Tea"}, lists={}))
    (interview,) = study.interviews().interviews
    (question,) = bank_of(study, interview.bank).questions
    assert [fill(choice.text, {}) for choice in question.choices] == ["A *b* {c}", "1. D", "None"]


def test_pseudonyms_go_on_after_the_highest(demo: StudyFolder) -> None:
    assert next_pseudonym(demo.interviews()) == "P14"
    assert next_pseudonym(Listing((), ())) == "P01"


def test_the_pseudonym_of_an_interview_that_cannot_be_read_is_not_given_again(
    demo: StudyFolder,
) -> None:
    last = demo.interviews().interviews[-1]
    assert last.pseudonym == "P13"
    (demo.folder / "interviews" / f"{last.id}.json").write_text("{")
    assert next_pseudonym(demo.interviews()) == "P14"


def test_a_pseudonym_in_small_letters_counts(study: StudyFolder) -> None:
    start_interview(study, replace(CUSTOMER, pseudonym="p01")).close()
    assert next_pseudonym(study.interviews()) == "P02"


def test_another_audience_does_not_go_on_with_somebody_elses_interview(study: StudyFolder) -> None:
    start_interview(study, CUSTOMER).close()
    with pytest.raises(PseudonymTaken):
        sit_down(study, Audience.PROSPECTS, None, "P01")


def test_no_name_is_kept_where_nothing_was_begun(
    study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("Not saved: the disk is full.")

    monkeypatch.setattr(StudyFolder, "begin", refuse)
    with pytest.raises(StoreError):
        start_interview(study, replace(CUSTOMER, name="Wilhelmina Fictional"))
    assert study.participants() == ()


def test_no_interview_is_begun_where_the_name_could_not_be_kept(
    study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("Not saved: the disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(StudyFolder, "save_participant", refuse)
        with pytest.raises(StoreError, match="the disk is full"):
            start_interview(study, replace(CUSTOMER, name="Wilhelmina Fictional"))
    assert study.interview_count() == 0
    assert study.participants() == ()
    # The pseudonym is free.
    start_interview(study, CUSTOMER).close()


# Each says that it is ready, and begins when it is told to.
_BEGIN = """
import sys
from pathlib import Path
from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import sit_down
store = StudyFolder.open(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for _ in range(5):
    try:
        sitting = sit_down(store, Audience.CUSTOMERS, "existing-customers", sys.argv[2] or None)
        print(sitting.session.interview.pseudonym, flush=True)
        sitting.close()
    except WizardError as fault:
        print(type(fault).__name__, flush=True)
"""


@contextmanager
def _two_windows(study: StudyFolder, pseudonym: str) -> Iterator[list[list[str]]]:
    """What two processes say that begin interviews at the same time."""
    windows = [
        subprocess.Popen(
            [sys.executable, "-c", _BEGIN, str(study.folder), pseudonym],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    try:
        for window in windows:
            assert window.stdout is not None
            assert window.stdout.readline() == "ready\n"
        for window in windows:
            assert window.stdin is not None
            window.stdin.write("\n")
            window.stdin.flush()
        yield [window.communicate(timeout=60)[0].split() for window in windows]
    finally:
        for window in windows:
            window.kill()


def test_two_windows_that_begin_at_once_never_share_a_pseudonym(study: StudyFolder) -> None:
    with _two_windows(study, "") as said:
        given = [f"P{number:02d}" for number in range(1, 11)]
        assert sorted(said[0] + said[1]) == given
    interviews = study.interviews().interviews
    assert sorted(interview.pseudonym for interview in interviews) == given
    assert len({interview.participant for interview in interviews}) == 10


def test_of_two_windows_that_want_one_pseudonym_one_gets_it(study: StudyFolder) -> None:
    with _two_windows(study, "P07"):
        pass
    assert len({i.participant for i in study.interviews().interviews}) == 1


def test_closing_saves_what_was_not_saved_yet(study: StudyFolder) -> None:
    sitting = start_interview(study, CUSTOMER)
    sitting.session.give_state("income", State.DECLINED)
    sitting.close()
    saved = study.read_interview(sitting.session.interview.id)
    assert saved.answers["income"].state is State.DECLINED
