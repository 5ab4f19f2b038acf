"""A bank that moves on since a study's interviews: nothing is lost, and it is asked once."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Pick, State
from persona_wizard.model.study import Study
from persona_wizard.store import StudyFolder
from persona_wizard.studies.bank_changes import all_changes, bank_changes, save_words, settle
from persona_wizard.studies.follow_ups import (
    NothingLeftToAsk,
    follow_up,
    sit_down_again,
    start_follow_up,
)
from persona_wizard.studies.interviews import Beginning, WordsNeeded, start_interview
from persona_wizard.studies.personas import draw
from persona_wizard.studies.reading import read_study

FRONT = "---\nid: tea\ntitle: Tea\naudience: customers\nversion: 1.0\n---\n\n## Problems\n\n"
CALM = '### How calm was the tea? {#calm .scale min=0 max=10 low="wild" high="calm"}\n\n'
CUPS = "### How many cups yesterday? {#cups .number}\n\n"
SPILL = '### What did you spill? {#spill when="cups > 3"}\n\n'
MILK = "### Milk? {#milk .yes-no}\n\n"
OLD = FRONT + CALM + CUPS
CALM_REWORDED = CALM.replace("How calm was the tea", "How calm were you after the tea")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StudyFolder:
    monkeypatch.setenv("PERSONA_WIZARD_SHELF", str(tmp_path / "shelf"))
    store = StudyFolder.create(tmp_path / "study", Study(title="T", words={"product": "Tea"}))
    store.save_own_bank("tea.md", OLD)
    return store


def interview(store: StudyFolder, pseudonym: str, **answers: int) -> str:
    beginning = Beginning(audience=Audience.CUSTOMERS, bank="tea", pseudonym=pseudonym)
    sitting = start_interview(store, beginning)
    for question, value in answers.items():
        sitting.session.write(question, value, "")
    sitting.close()
    return sitting.session.interview.id


def wordings(store: StudyFolder) -> dict[str, list[tuple[str, tuple[float, ...]]]]:
    persona = draw(read_study(store))
    found: dict[str, list[tuple[str, tuple[float, ...]]]] = {}
    for section in persona.sections:
        for tally in section.tallies:
            found.setdefault(tally.question, []).append((tally.wording, tally.values))
    return found


def test_a_bank_as_it_was_asked_has_not_changed(store: StudyFolder) -> None:
    interview(store, "P01", calm=7)
    assert bank_changes(store, read_study(store)) == ()


def test_a_change_says_what_it_means_for_the_interviews(store: StudyFolder) -> None:
    interview(store, "P01", calm=7, cups=2)
    interview(store, "P02", calm=5)
    store.save_own_bank("tea.md", FRONT.replace("1.0", "1.1") + CALM_REWORDED + MILK)
    (change,) = bank_changes(store, read_study(store))
    assert (change.bank, change.interviews) == ("tea", 2)
    assert (change.version_before, change.version_after) == ("1.0", "1.1")
    assert [question.id for question in change.comparison.added] == ["milk"]
    assert [question.id for question in change.comparison.gone] == ["cups"]
    assert [pair.new.id for pair in change.reworded] == ["calm"]
    assert change.comparison.kept == 0


def test_what_was_decided_is_not_asked_again_until_the_next_change(store: StudyFolder) -> None:
    interview(store, "P01", calm=7)
    store.save_own_bank("tea.md", FRONT + CALM_REWORDED)
    (change,) = bank_changes(store, read_study(store))
    store.change_study(lambda study: settle(study, change))
    assert bank_changes(store, read_study(store)) == ()
    store.save_own_bank("tea.md", FRONT + CALM_REWORDED + MILK)
    assert len(bank_changes(store, read_study(store))) == 1


def test_a_change_that_no_question_shows_is_not_asked_about(store: StudyFolder) -> None:
    interview(store, "P01", calm=7)
    store.save_own_bank("tea.md", OLD.replace("1.0", "1.1") + "\n## Closing\n\nThank you.\n")
    assert bank_changes(store, read_study(store)) == ()


def test_a_bank_that_is_gone_or_at_fault_is_no_change(store: StudyFolder) -> None:
    interview(store, "P01", calm=7)
    bank = store.folder / "question_banks/tea.md"
    bank.write_text("---\nid: tea\n---\n")
    assert bank_changes(store, read_study(store)) == ()
    bank.unlink()
    assert bank_changes(store, read_study(store)) == ()


def test_answers_to_both_wordings_count_together_or_apart(store: StudyFolder) -> None:
    interview(store, "P01", calm=7)
    store.save_own_bank("tea.md", FRONT + CALM_REWORDED + CUPS)
    interview(store, "P02", calm=3)
    new = "How calm were you after the tea?"
    assert wordings(store)["calm"] == [(new, (3.0, 7.0))]
    (change,) = bank_changes(store, read_study(store))
    store.change_study(lambda study: settle(study, change, apart=["calm"]))
    assert sorted(wordings(store)["calm"]) == [
        ("How calm was the tea?", (7.0,)),
        (new, (3.0,)),
    ]
    store.change_study(lambda study: settle(study, change))
    assert wordings(store)["calm"] == [(new, (3.0, 7.0))]


def test_each_wording_counted_apart_has_claims_of_its_own(store: StudyFolder) -> None:
    interview(store, "P01", calm=7)
    store.save_own_bank("tea.md", FRONT + CALM_REWORDED)
    interview(store, "P02", calm=7)
    (change,) = bank_changes(store, read_study(store))
    store.change_study(lambda study: settle(study, change, apart=["calm"]))
    persona = draw(read_study(store))
    ids = [c.id for s in persona.sections for t in s.tallies for c in t.choices]
    assert sorted(ids)[0] == "calm/7"
    assert re.fullmatch("calm:how-calm-was-the-tea-[0-9a-f]{4}/7", sorted(ids)[1])


def test_answers_to_a_question_that_is_gone_stay_in_the_persona(store: StudyFolder) -> None:
    interview(store, "P01", calm=7, cups=2)
    store.save_own_bank("tea.md", FRONT + MILK)
    interview(store, "P02")
    found = wordings(store)
    assert found["calm"] == [("How calm was the tea?", (7.0,))]
    assert found["cups"] == [("How many cups yesterday?", (2.0,))]
    (store.folder / "question_banks/tea.md").unlink()
    assert wordings(store) == found


def test_a_question_added_later_is_asked_of_an_earlier_participant(store: StudyFolder) -> None:
    first = interview(store, "P01", calm=7, cups=2)
    store.save_own_bank("tea.md", OLD + MILK)
    left = follow_up(store, store.read_interview(first))
    assert left.questions == 1
    sitting = start_follow_up(store, left)
    assert [question.id for question in sitting.session.bank.questions] == ["milk"]
    assert sitting.session.interview.pseudonym == "P01"
    assert sitting.session.interview.participant == store.read_interview(first).participant
    sitting.session.write("milk", (Pick("yes", "Yes"),), "")
    sitting.close()
    persona = draw(read_study(store))
    tallies = {t.question: t for section in persona.sections for t in section.tallies}
    assert (tallies["milk"].base, tallies["calm"].base) == (1, 1)
    assert bank_changes(store, read_study(store)) != ()
    with pytest.raises(NothingLeftToAsk, match="P01 was asked everything"):
        follow_up(store, store.read_interview(first))


def test_what_ran_out_of_time_is_left_to_ask_and_what_was_declined_is_not(
    store: StudyFolder,
) -> None:
    first = interview(store, "P01")
    sitting = start_interview(
        store, Beginning(audience=Audience.CUSTOMERS, bank="tea", pseudonym="P02")
    )
    sitting.session.give_state("calm", State.DECLINED)
    sitting.session.give_state("cups", State.OUT_OF_TIME)
    sitting.close()
    asked = follow_up(store, sitting.session.interview)
    assert "{#cups" in asked.source
    assert "{#calm" not in asked.source
    assert follow_up(store, store.read_interview(first)).questions == 2


def test_a_conditional_question_brings_what_it_hangs_on(store: StudyFolder) -> None:
    few = interview(store, "P01", calm=7, cups=2)
    many = interview(store, "P02", calm=7, cups=5)
    store.save_own_bank("tea.md", OLD + SPILL)
    with pytest.raises(NothingLeftToAsk):
        follow_up(store, store.read_interview(few))
    left = follow_up(store, store.read_interview(many))
    assert left.questions == 1
    assert "{#cups" in left.source
    assert "{#spill" in left.source


def test_a_study_that_settled_a_change_reads_back(store: StudyFolder) -> None:
    interview(store, "P01", calm=7)
    store.save_own_bank("tea.md", FRONT + CALM_REWORDED)
    (change,) = bank_changes(store, read_study(store))
    saved = store.change_study(lambda study: settle(study, change, apart=["calm"]))
    assert store.study() == saved
    assert replace(saved, apart=(), settled=()) != saved


def test_the_shelf_serves_where_the_kept_bank_is_lost_and_nothing_else_does(
    store: StudyFolder,
) -> None:
    interview(store, "P01", calm=7)
    (kept,) = (store.folder / "question_banks/.used").glob("*.md")
    kept.unlink()
    assert wordings(store)["calm"] == [("How calm was the tea?", (7.0,))]
    store.save_own_bank("tea.md", FRONT + CALM_REWORDED)
    (unreadable,) = read_study(store).unreadable
    assert kept.name in unreadable.file


def test_changing_a_list_settles_what_it_changes_and_nothing_else(store: StudyFolder) -> None:
    chosen = "### What instead? {#instead .one}\n\n- {competitors}\n- Nothing\n"
    store.save_own_bank("tea.md", OLD + chosen)
    interview(store, "P01", calm=7)
    save_words(store, lambda study: replace(study, lists={"competitors": ("Alder", "Birch")}))
    assert store.study().lists == {"competitors": ("Alder", "Birch")}
    assert bank_changes(store, read_study(store)) == ()
    store.save_own_bank("tea.md", OLD + chosen + MILK)
    assert len(bank_changes(store, read_study(store))) == 1
    save_words(store, lambda study: replace(study, lists={"competitors": ("Alder",)}))
    assert len(bank_changes(store, read_study(store))) == 1


def test_a_follow_up_that_was_left_is_gone_on_with(store: StudyFolder) -> None:
    interview(store, "P01", calm=7)
    first = sit_down_again(store, Audience.CUSTOMERS, "p01")
    first.close()
    second = sit_down_again(store, Audience.CUSTOMERS, "P01")
    second.close()
    assert first.session.interview.id == second.session.interview.id
    assert store.interview_count() == 2
    with pytest.raises(WizardError, match="No prospect “P01” was interviewed"):
        sit_down_again(store, Audience.PROSPECTS, "P01")
    with pytest.raises(WizardError, match="No customer “P09” was interviewed"):
        sit_down_again(store, Audience.CUSTOMERS, "P09")


def test_another_scale_is_never_counted_together(store: StudyFolder) -> None:
    interview(store, "P01", calm=7)
    store.save_own_bank("tea.md", FRONT + CALM_REWORDED.replace("max=10", "max=5"))
    interview(store, "P02", calm=4)
    (change,) = bank_changes(store, read_study(store))
    assert change.reworded == ()
    persona = draw(read_study(store))
    tallies = {t.bounds: t.values for s in persona.sections for t in s.tallies}
    assert tallies == {(0, 10): (7.0,), (0, 5): (4.0,)}
    ids = [c.id for s in persona.sections for t in s.tallies for c in t.choices]
    assert sorted(ids) == ["calm/7", "calm:0-5/4"]


def test_changing_words_undoes_no_decision_and_makes_none(store: StudyFolder) -> None:
    chosen = "### What instead? {#instead .one}\n\n- {competitors}\n- Nothing\n"
    store.save_own_bank("tea.md", OLD + chosen)
    interview(store, "P01", calm=7)
    store.save_own_bank("tea.md", FRONT + CALM_REWORDED + CUPS + chosen)
    interview(store, "P02", calm=1)
    (change,) = bank_changes(store, read_study(store))
    store.change_study(lambda study: settle(study, change, apart=["calm"]))
    save_words(store, lambda study: replace(study, lists={"competitors": ("Alder",)}))
    assert [one.question for one in store.study().apart] == ["calm"]

    needy = CALM.replace("the tea", "the tea beside {competitor}")
    store.save_own_bank("tea.md", FRONT + needy + CUPS + chosen)
    waiting = len(bank_changes(store, read_study(store)))
    save_words(store, lambda study: replace(study, words={**study.words, "competitor": "Alder"}))
    assert len(bank_changes(store, read_study(store))) > waiting


def test_what_was_decided_can_be_decided_otherwise(store: StudyFolder) -> None:
    interview(store, "P01", calm=7)
    store.save_own_bank("tea.md", FRONT + CALM_REWORDED + CUPS)
    (change,) = bank_changes(store, read_study(store))
    store.change_study(lambda study: settle(study, change, apart=["calm"]))
    (again,) = all_changes(store, read_study(store))
    assert again.apart_in(store.study()) == {"calm"}
    store.change_study(lambda study: settle(study, again))
    assert store.study().apart == ()
    assert len(store.study().settled) == 1


def test_the_wording_of_a_follow_up_is_held_against_the_bank_too(store: StudyFolder) -> None:
    first = interview(store, "P01", calm=7)
    sitting = sit_down_again(store, Audience.CUSTOMERS, "P01")
    sitting.session.write("cups", 2, "")
    sitting.session.finish()
    sitting.close()
    store.save_own_bank("tea.md", FRONT + CALM + CUPS.replace("cups", "glasses", 1))
    changes = bank_changes(store, read_study(store))
    assert [[pair.old.wording for pair in one.reworded] for one in changes] == [
        ["How many cups yesterday?"],
        ["How many cups yesterday?"],
    ]
    assert {one.bank for one in changes} == {"tea"}
    assert store.read_interview(first).bank.id == "tea"


def test_running_out_of_time_later_leaves_an_earlier_answer_asked(store: StudyFolder) -> None:
    first = interview(store, "P01", calm=7)
    again = sit_down_again(store, Audience.CUSTOMERS, "P01")
    again.session.give_state("cups", State.OUT_OF_TIME)
    again.session.finish()
    again.close()
    left = follow_up(store, store.read_interview(first))
    assert "{#calm" not in left.source
    assert "{#cups" in left.source


def test_a_question_of_another_kind_is_left_to_ask(store: StudyFolder) -> None:
    first = interview(store, "P01", calm=7, cups=2)
    store.save_own_bank("tea.md", FRONT + CALM + CUPS.replace(".number", ".short"))
    assert "{#cups" in follow_up(store, store.read_interview(first)).source


def test_a_follow_up_asks_for_the_words_it_needs(store: StudyFolder) -> None:
    first = interview(store, "P01", calm=7, cups=2)
    store.save_own_bank("tea.md", OLD + "### Better than {competitor}? {#better .yes-no}\n")
    with pytest.raises(WordsNeeded, match="competitor"):
        follow_up(store, store.read_interview(first))
