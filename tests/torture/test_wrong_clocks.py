"""A clock that is put back or far ahead confuses neither the time taken nor what is saved."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Queue

import pytest
from torture_examples import ID, STUDY, interview

from persona_wizard.interviewing import Session
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Interview
from persona_wizard.store import StudyFolder
from persona_wizard.studies import clock
from persona_wizard.studies.interviews import resume_interview, sit_down
from persona_wizard.tui.saver import SAVED, SAVING, Saver

NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)
HOUR, YEAR = 3600.0, 366 * 24 * 3600.0


class WallClock:
    """What the wall clock shows; the clock that only counts seconds goes on as ever."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shows = NOON
        wall = self

        class Shown(datetime):
            @classmethod
            def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
                return wall.shows

        monkeypatch.setattr(clock, "datetime", Shown)
        monkeypatch.setattr(time, "time", lambda: wall.shows.timestamp())
        monkeypatch.setattr(time, "time_ns", lambda: int(wall.shows.timestamp()) * 10**9)

    def jump(self, seconds: float) -> None:
        self.shows += timedelta(seconds=seconds)


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> WallClock:
    return WallClock(monkeypatch)


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    return StudyFolder.create(tmp_path / "s", STUDY)


JUMPS = pytest.mark.parametrize(
    "jumps",
    [(-HOUR,), (-YEAR,), (YEAR,), (YEAR, -YEAR), (-1.0, HOUR, -2 * HOUR, YEAR, -2 * YEAR), (0.0,)],
    ids=["back an hour", "back a year", "a year ahead", "ahead and back", "to and fro", "still"],
)


@JUMPS
def test_an_interview_goes_on_whatever_the_clock_shows(
    store: StudyFolder, wall: WallClock, jumps: tuple[float, ...]
) -> None:
    sitting = sit_down(store, Audience.CUSTOMERS, None, None)
    interview_id = sitting.session.interview.id
    elapsed = 0.0
    for number in range(12):
        wall.jump(jumps[number % len(jumps)])
        _answer(sitting.session, f"said at {number}")
        sitting.save(sitting.session.interview)
        saved = store.read_interview(interview_id)
        assert saved == sitting.session.interview
        assert saved.elapsed >= elapsed
        elapsed = saved.elapsed
        if number % 4 == 3:
            sitting.close()
            sitting = resume_interview(store, interview_id)
            assert sitting.session.elapsed >= elapsed
            # Less than a minute has passed, whatever the clock shows.
            assert sitting.session.elapsed < 60
    sitting.close()
    assert store.conflicts() == ()
    (answer,) = store.read_interview(interview_id).answers.values()
    assert [answer.text, *(r.text for r in answer.revisions)].count("said at 11") == 1
    assert answer.text == "said at 11"


def _answer(session: Session, text: str) -> None:
    """Write to the bank's first question, and leave it."""
    question = session.bank.questions[0]
    session.go(question.id)
    session.write(question.id, None, text)
    session.next()


@JUMPS
def test_the_order_of_interviews_is_the_same_at_every_look(
    store: StudyFolder, wall: WallClock, jumps: tuple[float, ...]
) -> None:
    begun: list[Interview] = []
    for number in range(6):
        wall.jump(jumps[number % len(jumps)])
        sitting = sit_down(store, Audience.CUSTOMERS, None, None)
        begun.append(sitting.session.interview)
        sitting.close()
    order = [i.id for i in sorted(begun, key=lambda i: (i.started, i.id))]
    for number, begun_once in enumerate(begun):
        wall.jump(jumps[number % len(jumps)])
        sitting = resume_interview(store, begun_once.id)
        _answer(sitting.session, f"said {number}")
        sitting.close()
        # Neither a later save nor a file's own time changes it.
        path = store.folder / "interviews" / f"{begun_once.id}.json"
        os.utime(path, (wall.shows.timestamp(), wall.shows.timestamp()))
        opened = StudyFolder.open(store.folder)
        assert [i.id for i in opened.interviews().interviews] == order
        assert [i.id for i in store.interviews().interviews] == order
    assert {i.pseudonym for i in begun} == {f"P{n:02d}" for n in range(1, 7)}


@JUMPS
def test_saved_is_shown_when_the_newest_words_are_safe_and_not_before(
    store: StudyFolder, wall: WallClock, jumps: tuple[float, ...]
) -> None:
    told: Queue[tuple[str, float]] = Queue()

    def tell(what: str) -> None:
        wall.jump(jumps[told.qsize() % len(jumps)])
        told.put((what, store.read_interview(ID).elapsed))

    with store.begin(interview()) as file:
        saver = Saver(file.save, tell)
        for number in range(1, 6):
            saver.offer(interview(ID, number, 3))
            saver.save_now()
            assert told.get(timeout=10)[0] == SAVING
            # The words that were offered are on the disk by the time it says so.
            assert told.get(timeout=10) == (SAVED, number)
            assert saver.all_saved
        saver.close()


@pytest.mark.parametrize("seconds", [-YEAR, -HOUR, HOUR, YEAR])
def test_a_files_time_alone_makes_no_conflict(store: StudyFolder, seconds: float) -> None:
    path = store.folder / "interviews" / f"{ID}.json"
    with store.begin(interview()) as file:
        for number in range(5):
            written = path.stat().st_mtime
            os.utime(path, (written + seconds, written + seconds))
            file.save(interview(ID, number, 3))
    assert store.read_interview(ID) == interview(ID, 4, 3)
    assert store.conflicts() == ()
