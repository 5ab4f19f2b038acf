"""Consent is asked again at the end, and a no to taking part offers to erase."""

from collections.abc import Iterator

import pytest
from plain_walking import BANK, begun, heard, resumed, walk

from persona_wizard.plain import Exchange, interview_in_lines
from persona_wizard.store import InterviewLocked, StoreError, StudyFolder
from persona_wizard.studies.interviews import resume_interview

PART, QUOTE = "consent-take-part", "consent-quote"
OFFER = "P01 no longer takes part. Erase this interview?"
ONCE_MORE = "Type P01 to erase it for good"


def test_the_closing_asks_again_and_says_what_was_said(store: StudyFolder) -> None:
    interview, said = walk(store, "y", "n", "/go closing", "y", "y")
    assert interview.consent == {PART: True, QUOTE: True}
    assert "I am happy to take part. You said yes. Still so? (y or n)" in said
    assert "You may quote me. You said no. Still so? (y or n)" in said
    assert said.endswith("An empty line goes on.\nSaved: 0 of 4 answered, not finished yet.")


def test_what_is_not_answered_again_stays(store: StudyFolder) -> None:
    interview, said = walk(store, "y", "n", "/go closing", "", "/quit")
    assert interview.consent == {PART: True, QUOTE: False}
    assert "That was the last. /finish ends the interview" in said


def test_an_item_never_asked_is_asked_plainly(store: StudyFolder) -> None:
    interview, said = walk(store, "/go closing", "y", "y")
    assert interview.consent == {PART: True, QUOTE: True}
    assert "Still so?" not in said


def test_it_is_asked_again_but_not_over_and_over(store: StudyFolder) -> None:
    _, said = walk(store, "y", "y", "/go closing", "y", "/back", "/next", "n", "/back", "/next")
    assert said.count("I am happy to take part. You said yes.") == 1
    assert said.count("You may quote me. You said yes.") == 2


def test_the_closings_own_item_is_asked_once(store: StudyFolder) -> None:
    own = f"{BANK}\n- [ ] You may call me {{#consent-call}}\n"
    (store.folder / "question_banks" / "short.md").write_text(own)
    interview, said = walk(store, "y", "y", "/go closing", "y", "y", "n", "/back", "/next")
    assert interview.consent == {PART: True, QUOTE: True, "consent-call": False}
    assert said.count("You may call me (y or n)") == 1


def test_what_they_say_at_the_end_is_a_note_and_the_item_stays_open(store: StudyFolder) -> None:
    interview, said = walk(store, "y", "y", "/go closing", "call me on Friday", "y")
    assert [note.text for note in interview.notes] == ["call me on Friday"]
    assert interview.consent == {PART: True, QUOTE: True}
    assert said.count("I am happy to take part. You said yes.") == 2


@pytest.mark.parametrize("at", ["/go closing", "/go opening", "/go how-happy"])
@pytest.mark.parametrize("typed", ["P01", " p01 "])
def test_a_no_erases_once_the_pseudonym_is_typed(store: StudyFolder, at: str, typed: str) -> None:
    sitting = begun(store, name="Ana")
    no = f"/answer {PART} n"
    said = heard(sitting, "y", "y", "coffee at six", at, no, typed, "/note too late")
    assert OFFER in said
    assert "So do the name and contact kept of P01." in said
    assert said.endswith("P01’s interview was erased, and the name and contact with it.")
    assert store.interviews().interviews == ()
    assert store.participants() == ()


def test_a_no_in_the_closing_offers_it_where_it_is_asked(store: StudyFolder) -> None:
    said = heard(begun(store), "y", "y", "coffee at six", "/go closing", "n", "P01")
    assert said.endswith("P01’s interview was erased.")
    assert store.interviews().interviews == ()


@pytest.mark.parametrize("typed", [("n",), ("",), ("no",), ()])
def test_without_the_pseudonym_it_is_kept(store: StudyFolder, typed: tuple[str, ...]) -> None:
    interview, said = walk(store, "y", "y", "coffee at six", "/go closing", "n", *typed)
    assert interview.consent == {PART: False, QUOTE: True}
    assert interview.answers["short-term-goals"].text == "coffee at six"
    assert not interview.counts
    assert "Kept, not counted." in said


def test_a_yes_erases_nothing_and_is_no_answer_to_the_next_item(store: StudyFolder) -> None:
    interview, said = walk(store, "y", "n", "coffee", "/go closing", "n", "y", "yes")
    assert interview.consent == {PART: False, QUOTE: False}
    assert "Nothing was erased: only P01 erases it." in said
    assert said.count(ONCE_MORE) == 3


def test_a_line_that_does_not_answer_is_not_swallowed(store: StudyFolder) -> None:
    interview, _ = walk(store, "y", "y", "coffee", "/go closing", "n", "P02 sat in, too")
    assert [note.text for note in interview.notes] == ["P02 sat in, too"]
    interview, _ = resumed(store, interview, "/go closing", "n", "/go how-happy", "4")
    assert interview.answers["how-happy"].value == 4


def test_the_no_is_on_disk_before_anything_is_asked(store: StudyFolder) -> None:
    sitting = begun(store)
    given: list[bool] = []

    def lines() -> Iterator[str]:
        yield from ("y\n", "y\n", "coffee\n", "/go closing\n", "n\n")
        given.append(store.read_interview(sitting.session.interview.id).consent[PART])

    interview_in_lines(sitting, Exchange(lines(), lambda _: None))
    sitting.close()
    assert given == [False]


def test_one_that_cannot_be_erased_is_still_there(
    store: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = begun(store)

    def refuse() -> bool:
        raise StoreError("Not erased: the disk says no.")

    monkeypatch.setattr(sitting, "erase", refuse)
    said = heard(sitting, "y", "y", "coffee", "/go closing", "n", "P01", "/note and on")
    (interview,) = store.interviews().interviews
    assert "Not erased: the disk says no." in said
    assert interview.answers["short-term-goals"].text == "coffee"
    assert [note.text for note in interview.notes] == ["and on"]


def test_what_was_erased_is_free_again(store: StudyFolder) -> None:
    sitting = begun(store)
    heard(sitting, "/note x", "n", "P01")
    with pytest.raises(StoreError) as told:
        resume_interview(store, sitting.session.interview.id)
    assert not isinstance(told.value, InterviewLocked)
