"""Whoever was being erased is gone at the next opening, however the erasing was cut short.

More kills and power cuts: PERSONA_WIZARD_KILLS=1000 PERSONA_WIZARD_POWER_CUTS=1000
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from cut_short import killed, power_cut
from msgspec.structs import replace
from torture_examples import AT, ID, OTHER, STUDY, interview, leftovers, tree

from persona_wizard.model.interview import Answer, Interview, Participant
from persona_wizard.store import Erased, StudyFolder, write_whole

KILLS = int(os.environ.get("PERSONA_WIZARD_KILLS", "100")) // 4
CUTS = int(os.environ.get("PERSONA_WIZARD_POWER_CUTS", "200")) // 4
# More calls than an erasure and its end are made of.
CALLS = 60_000

NAME = "Zinnia Quackenbush"
WORDS = "the roaster broke on the very first morning of the fair"
AGAIN = "then nobody answered the telephone for a whole week"
PERSON = "aa0000000001"
SECOND = "c" * 12
ERASED = Erased(at=AT, interviews=(ID, SECOND), participant=PERSON, pseudonyms=("P07",))
# Whose interview nothing may happen to, and who says the pseudonym, too.
AGREES = Answer(question="q9", wording="What?", at=AT, text="Agrees with P07 on price")
BEGUN = replace(interview(OTHER, 3, 5), participant="bb0000000002", pseudonym="P08")
NEIGHBOUR = replace(BEGUN, answers={**BEGUN.answers, "q9": AGREES})
# On a page that goes because somebody says yes to it.
AGREED = "P07 is a nurse in Hue"


def _study(folder: Path) -> StudyFolder:
    """A study in which one person's words and name are wherever they can come to be."""
    store = StudyFolder.create(folder, STUDY)
    store.begin(NEIGHBOUR).close()
    for interview_id, words in ((ID, WORDS), (SECOND, AGAIN)):
        theirs = _theirs(interview_id, words)
        with store.begin(theirs) as file:
            file.save(replace(theirs, elapsed=2.0))
            path = folder / "interviews" / f"{interview_id}.json"
            path.write_bytes(path.read_bytes() + b"\n")
            # It goes apart, and is settled for one of the two.
            file.save(replace(theirs, elapsed=3.0))
    first, _ = sorted(store.conflicts(), key=lambda conflict: conflict.interview.id)
    store.keep_ours(first)
    store.save_participant(Participant(PERSON, "P07", NAME, "zinnia@example.org"))
    page = f"# Persona\n\n> {WORDS}\n\nP07 and P08 said so; {AGAIN}.\n"
    write_whole(folder / "exports" / "persona.md", page.encode())
    write_whole(folder / "exports" / "minh.md", AGREED.encode())
    return store


def _theirs(interview_id: str, words: str) -> Interview:
    said = Answer(question="q0", wording="What?", at=AT, text=f"{words}\n> {words}")
    begun = replace(interview(interview_id, 1), participant=PERSON, pseudonym="P07")
    return replace(begun, answers={"q0": said})


def _check(folder: Path, said: bool) -> None:
    """Raises AssertionError where anything of the person is left that was to be erased.

    `said` is whether it was said to be done.
    """
    store = StudyFolder.open(folder)
    assert store.read_interview(OTHER) == NEIGHBOUR
    if not store.erased():
        # It was cut short before it began: nothing is half gone, and it can be done now.
        assert not said
        assert store.read_interview(ID).elapsed == 3
        assert store.read_interview(SECOND).elapsed == 2
        assert [person.name for person in store.participants()] == [NAME]
        store.erase(ERASED)
    everything = tree(folder)
    for told in (NAME, "Zinnia", "zinnia@", WORDS, AGAIN, AGREED, PERSON):
        kept = [path for path, data in everything.items() if told.encode() in data]
        # Whose it was is known by their id alone, so that nothing brings them back.
        assert {Path(path).name for path in kept} <= ({"study.json"} if told == PERSON else set())
    assert store.read_interview(OTHER) == NEIGHBOUR
    assert [i.id for i in store.interviews().interviews] == [OTHER]
    assert leftovers(folder) == []
    # What else was agreed to is forgotten, so that no other page goes for it.
    assert [one.agreed for one in store.erased()] == [()]
    assert not [name for name in everything if ID in name or SECOND in name]


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    return _study(tmp_path / "whole").folder


def test_a_whole_erasure_leaves_nothing(whole: Path) -> None:
    everything = b"".join(tree(whole).values())
    assert all(told.encode() in everything for told in (NAME, WORDS, AGAIN))
    StudyFolder(whole).erase(ERASED)
    _check(whole, said=True)


def _ready(folder: Path) -> Callable[[], object]:
    return lambda: StudyFolder.open(folder).erase(ERASED)


def test_a_kill_while_erasing_leaves_nothing(whole: Path) -> None:
    # Most were killed in the middle of it.
    assert killed(whole, _ready, _check, calls=CALLS, kills=KILLS) > KILLS // 4


def test_a_power_cut_while_erasing_leaves_nothing(whole: Path) -> None:
    power_cut(whole, _ready, _check, cuts=CUTS)
