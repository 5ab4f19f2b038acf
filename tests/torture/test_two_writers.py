"""Two people work in one study at once, each in a process of their own: nothing is lost."""

import os
import platform
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from threading import BrokenBarrierError
from typing import Any

import pytest
from msgspec.structs import replace
from torture_examples import ID, OTHER, STUDY, facts, interview, leftovers

from persona_wizard.model.interview import Participant
from persona_wizard.store import InterviewLocked, StoreError, StudyFolder

SAVES = int(os.environ.get("PERSONA_WIZARD_SAVES", "200"))
TURNS = SAVES // 4
# Without a fork of this process: other tests leave threads behind.
SPAWNING = get_context("spawn")


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    return StudyFolder.create(tmp_path / "s", STUDY)


def test_two_interviewers_in_one_study_while_others_open_it(store: StudyFolder) -> None:
    _at_once((_interview, ID), (_interview, OTHER), (_look_around, OTHER), folder=store.folder)
    assert store.read_interview(ID) == interview(ID, SAVES - 1, 40)
    assert store.read_interview(OTHER) == interview(OTHER, SAVES - 1, 40)
    assert len(store.participants()) == 2
    assert leftovers(store.folder) == []


def _interview(folder: Path, begin: Barrier, interview_id: str) -> None:
    store = StudyFolder.open(folder)
    with store.begin(interview(interview_id)) as file:
        begin.wait()
        for number in range(SAVES):
            saved = interview(interview_id, number, 40)
            file.save(saved)
            assert store.read_interview(interview_id) == saved
            store.save_participant(Participant(f"p{interview_id}", "P", str(number)))


def _look_around(folder: Path, begin: Barrier, other: str) -> None:
    """Open the study again and again: what others are writing is not taken for a leftover."""
    begin.wait()
    for _ in range(SAVES // 4):
        found = facts(StudyFolder.open(folder))
        assert {f"interview {ID}", f"interview {OTHER}"} <= found.keys()


def test_two_who_want_the_same_interview_take_turns(store: StudyFolder) -> None:
    store.begin(interview()).close()
    _at_once((_count_up, 1), (_count_up, 1), folder=store.folder)
    # Each found what the other had saved, and nobody's count was written over.
    assert store.read_interview(ID).elapsed == 2 * TURNS


def _count_up(folder: Path, begin: Barrier, step: int) -> None:
    store = StudyFolder.open(folder)
    begin.wait()
    counted = 0
    while counted < TURNS:
        try:
            file = store.reopen(ID)
        except InterviewLocked as locked:
            assert "is being written" in locked.message  # noqa: PT017
            continue
        with file:
            file.save(replace(file.interview, elapsed=file.interview.elapsed + step))
        counted += step


def test_the_second_at_an_interview_is_refused_and_hears_who_writes_it(store: StudyFolder) -> None:
    with store.begin(interview()) as file:
        (told,) = _at_once((_refused, os.getpid()), folder=store.folder)
        assert f"on {platform.node()} (process {os.getpid()})" in told
        assert told.startswith(f"Interview {ID} is being written by ")
        file.save(interview(ID, 1, 40))
    assert store.read_interview(ID) == interview(ID, 1, 40)


def _refused(folder: Path, begin: Barrier, writer: int) -> str:
    store = StudyFolder.open(folder)
    assert store.read_interview(ID) == interview()
    assert str(writer) in store.writer(ID)
    try:
        store.reopen(ID).close()
    except InterviewLocked as locked:
        return locked.message
    return ""


def test_what_two_change_in_the_study_is_all_kept(store: StudyFolder) -> None:
    _at_once((_add_words, "a"), (_add_words, "b"), (_keep_banks, "c"), folder=store.folder)
    expected = {f"{who}{number}" for who in "ab" for number in range(SAVES // 2)}
    assert store.study().words.keys() == STUDY.words.keys() | expected
    banks = [key for key in facts(store) if key.startswith("bank")]
    assert len(banks) == SAVES // 2


def _add_words(folder: Path, begin: Barrier, who: str) -> None:
    store = StudyFolder.open(folder)
    begin.wait()
    for number in range(SAVES // 2):
        word = f"{who}{number}"
        store.change_study(lambda study, word=word: replace(study, words=study.words | {word: ""}))


def _keep_banks(folder: Path, begin: Barrier, who: str) -> None:
    store = StudyFolder.open(folder)
    begin.wait()
    for number in range(SAVES // 2):
        store.keep_bank("b", f"{number:012x}", f"# Bank {number}\n")


Work = tuple[Callable[[Path, Barrier, Any], Any], Any]


def _at_once(*works: Work, folder: Path) -> list[Any]:
    """What several processes return that begin their work together. Raises what one raises."""
    with SPAWNING.Manager() as manager, SPAWNING.Pool(len(works)) as processes:
        begin = manager.Barrier(len(works))
        running = [
            processes.apply_async(_guarded, (work, folder, begin, given)) for work, given in works
        ]
        return [process.get(timeout=120) for process in running]


def _guarded(
    work: Callable[[Path, Barrier, Any], Any], folder: Path, begin: Barrier, given: Any
) -> Any:
    """Nobody waits for one who failed before the beginning."""
    try:
        return work(folder, begin, given)
    except (AssertionError, StoreError, KeyError):
        with suppress(BrokenBarrierError):
            begin.abort()
        raise
