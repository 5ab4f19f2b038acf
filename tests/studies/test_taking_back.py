"""Taking a change back once somebody was erased in between: nothing of them comes back."""

import pytest
from composing_examples import LATE, TIED, text_of, with_interview

from persona_wizard.model.study import Advice, Study
from persona_wizard.store import StudyFolder
from persona_wizard.studies import composing, curating
from persona_wizard.studies.erasing import erase_person, person_to_erase
from persona_wizard.studies.tagging import put_tag, remove_tag
from persona_wizard.studies.taking_back import ChangedSince, ErasedSince, take_back
from persona_wizard.tui.composer import Composer
from persona_wizard.tui.undoing import Undoing


@pytest.fixture
def store(study: StudyFolder) -> StudyFolder:
    return with_interview(study)


def erase(store: StudyFolder) -> None:
    erase_person(store, person_to_erase(store, "P01"))


def kept(store: StudyFolder) -> tuple[bytes, Study]:
    return (store.folder / "study.json").read_bytes(), store.study()


def test_what_an_erasure_came_after_is_not_taken_back(store: StudyFolder) -> None:
    done = composing.make_claim(store, "problems", "Tied in, says P01", (TIED,))
    claim = done.after.claims[0].id
    dropped = composing.drop_claim(store, claim)
    erase(store)
    before = kept(store)
    with pytest.raises(ErasedSince, match="erased since") as fault:
        take_back(store, dropped)
    assert isinstance(fault.value, ChangedSince)
    assert kept(store) == before


def test_what_was_done_after_an_erasure_is_taken_back(store: StudyFolder) -> None:
    erase(store)
    before = kept(store)
    done = composing.add_hypothesis(store, "wishes", "Would pay more")
    take_back(store, done)
    assert kept(store) == before


def test_a_change_that_was_done_again_is_of_its_own_time(store: StudyFolder) -> None:
    done = composing.make_claim(store, "problems", "Tied in", (TIED,))
    back = take_back(store, done)
    erase(store)
    with pytest.raises(ErasedSince):
        take_back(store, back)
    assert store.study().claims == ()


def test_one_refusal_forgets_all_that_was_done_before_the_erasure(store: StudyFolder) -> None:
    undoing, composer = Undoing(store), Composer(store, [])
    for sentence in ("P01 says so", "So it is"):
        undoing.keep("Advised", curating.add_advice(store, Advice("Sales", sentence, ("a/b",))))
        composer.make_claim("problems", sentence, (TIED,), None)
    erase(store)
    for taken in (undoing, composer):
        with pytest.raises(ErasedSince):
            taken.take_back()
        assert taken.take_back() is None
    assert b"P01 says so" not in kept(store)[0]


def nothing(_number: int, _of: int) -> None:
    """No bar to move."""


@pytest.mark.parametrize("put", [True, False])
def test_a_tag_that_another_window_took_back_is_not_turned_round(
    store: StudyFolder, put: bool
) -> None:
    composer = Composer(store, [])
    if put:
        composer.put_tag([TIED], "zzz", nothing)
        remove_tag(store, TIED, "zzz")
    else:
        put_tag(store, TIED, "zzz")
        composer.tag([TIED], "zzz")
        put_tag(store, TIED, "zzz")
    before = text_of(store)
    composer.take_back()
    assert text_of(store) == before


def test_a_tag_that_some_had_and_some_had_not_goes_back_to_each(store: StudyFolder) -> None:
    composer = Composer(store, [])
    before = text_of(store)
    composer.tag([TIED, LATE], "contract")
    assert text_of(store) == "Tied in\n> Like a gym\n> contract, really\n\nNo time\n" + (
        "- Late #price #contract"
    )
    assert composer.lines_to_take_back == 2
    composer.take_back()
    assert text_of(store) == before
