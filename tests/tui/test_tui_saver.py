"""The saver: soon on disk, never "saved" too early, and nothing lost on a full disk."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from tui_reading import arrived, at, no_longer_shows, on_disk, shows, type_in, wizard

from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import BankRef, Interview
from persona_wizard.store import StoreError, StudyFolder, open_interview
from persona_wizard.store.storage import WatchedStorage
from persona_wizard.tui import saver as saver_module
from persona_wizard.tui.saver import SAVED, SAVING, Saver
from persona_wizard.tui.screens.ask import Confirm
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.study import StudyScreen

FULL = (
    "Not saved: the disk is full. What was saved before is safe. "
    "It can be saved once there is room."
)
UNFORESEEN = "Not saved (RuntimeError). The words stay here, and it is tried again."


class Disk:
    """Where a saver writes: `elapsed` stands for what a record holds."""

    def __init__(self) -> None:
        self.room = True
        self.seconds = 0.0
        self.written: list[float] = []
        self.heard: list[str] = []
        self.times: list[float] = []

    def save(self, interview: Interview) -> None:
        time.sleep(self.seconds)
        if not self.room:
            raise StoreError(FULL)
        self.times.append(time.monotonic())
        self.written.append(interview.elapsed)

    def tell(self, text: str) -> None:
        self.heard.append(text)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def saver(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Saver]:
    monkeypatch.setattr(saver_module, "RETRY", 0.05)
    made = Saver(disk.save, disk.tell)
    yield made
    made.close()


def record(number: float) -> Interview:
    return Interview(
        id="i",
        participant="p",
        pseudonym="P01",
        audience=Audience.PROSPECTS,
        bank=BankRef("b", "d"),
        started="2026-01-01T10:00:00Z",
        elapsed=number,
    )


def wait(what: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not what():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_the_newest_of_a_few_quick_changes_is_saved_once(saver: Saver, disk: Disk) -> None:
    for number in (1, 2, 3):
        saver.offer(record(number))
    assert disk.heard == [SAVING] * 3
    wait(lambda: disk.heard[-1] == SAVED)
    assert disk.written == [3]


def test_a_change_is_on_disk_within_half_a_second_while_typing_goes_on(
    saver: Saver, disk: Disk
) -> None:
    offered: dict[float, float] = {}
    for number in range(30):
        offered[number] = time.monotonic()
        saver.offer(record(number))
        time.sleep(0.04)
    assert saver.flush()
    for number, at_time in offered.items():
        on_disk_at = next(t for t, n in zip(disk.times, disk.written, strict=True) if n >= number)
        assert on_disk_at - at_time < 0.5


def test_a_full_disk_is_told_and_the_newest_record_is_saved_once_there_is_room(
    saver: Saver, disk: Disk
) -> None:
    disk.room = False
    saver.offer(record(1))
    wait(lambda: disk.heard[-1] == FULL)
    saver.offer(record(2))
    assert SAVED not in disk.heard
    assert disk.heard[-1] == FULL
    assert not saver.flush()
    disk.room = True
    wait(lambda: disk.heard[-1] == SAVED)
    assert disk.written == [2]
    assert saver.flush()


def test_flush_returns_once_a_slow_save_is_done(saver: Saver, disk: Disk) -> None:
    disk.seconds = 0.1
    saver.offer(record(1))
    assert saver.flush()
    assert disk.written == [1]
    assert saver.flush()


def test_flush_says_so_when_time_is_up(saver: Saver, disk: Disk) -> None:
    disk.seconds = 0.3
    saver.offer(record(1))
    assert not saver.flush(timeout=0.02)


def test_closing_saves_what_is_left_and_ends_the_thread(disk: Disk) -> None:
    before = threading.active_count()
    saver = Saver(disk.save, disk.tell)
    saver.offer(record(7))
    saver.close()
    assert disk.written == [7]
    assert threading.active_count() == before


def test_closing_on_a_full_disk_comes_to_an_end(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver_module, "RETRY", 0.05)
    disk.room = False
    before = threading.active_count()
    saver = Saver(disk.save, disk.tell)
    saver.offer(record(1))
    saver.close()
    assert threading.active_count() == before
    assert SAVED not in disk.heard


def test_a_fault_that_nobody_foresaw_is_told_too(saver: Saver, disk: Disk) -> None:
    def break_down(_: Interview) -> None:
        raise RuntimeError("no idea")

    working, saver._save = saver._save, break_down
    saver.offer(record(1))
    wait(lambda: disk.heard[-1] == UNFORESEEN)
    saver._save = working
    wait(lambda: disk.heard[-1] == SAVED)
    assert disk.written == [1]


def test_it_knows_whether_everything_is_saved(saver: Saver, disk: Disk) -> None:
    assert saver.all_saved
    disk.seconds = 0.1
    saver.offer(record(1))
    assert not saver.all_saved
    wait(lambda: disk.heard[-1] == SAVED)
    assert saver.all_saved
    disk.room = False
    saver.offer(record(2))
    wait(lambda: disk.heard[-1] == FULL)
    assert not saver.all_saved
    disk.room = True


# On the screen


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Says whether the disk is full for interviews."""
    write, full = open_interview.write_interview_in, threading.Event()
    monkeypatch.setattr(saver_module, "RETRY", 0.05)

    def save(storage: WatchedStorage, interview: Interview) -> None:
        if full.is_set():
            raise StoreError(FULL)
        write(storage, interview)

    monkeypatch.setattr(open_interview, "write_interview_in", save)
    return lambda yes: full.set() if yes else full.clear()


async def test_a_full_disk_is_told_on_the_screen_and_the_words_stay(
    study: StudyFolder, begun: Callable[..., str], full_disk: Callable[[bool], None]
) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await pilot.press("enter")
        await type_in(pilot, "the first words")
        await shows(pilot, "key saved")
        full_disk(True)
        await type_in(pilot, " and more")
        await shows(pilot, "key not saved", FULL, "the first words and more")
        await pilot.press("ctrl+n")
        await at(pilot, "uses-today")
        await type_in(pilot, "a thermos")
        await shows(pilot, "not saved", FULL, "a thermos")
        assert on_disk(study, interview).answers.keys() == {"short-term-goals"}

        await pilot.press("ctrl+q", "ctrl+q")
        await arrived(pilot, Confirm)
        await shows(pilot, "Not saved yet, so nothing was closed", "Y leave without them N stay")
        await pilot.press("n")
        await arrived(pilot, InterviewScreen)
        await shows(pilot, "a thermos")

        full_disk(False)
        await shows(pilot, "key saved")
        await no_longer_shows(pilot, "the disk is full")
        kept = on_disk(study, interview).answers
        assert kept["short-term-goals"].text == "the first words and more"
        assert kept["uses-today"].text == "a thermos"
        await pilot.press("ctrl+q", "ctrl+q")
        await arrived(pilot, StudyScreen)


async def test_a_full_disk_keeps_nobody_from_leaving(
    study: StudyFolder, begun: Callable[..., str], full_disk: Callable[[bool], None]
) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await pilot.press("enter")
        await type_in(pilot, "the first words")
        await shows(pilot, "key saved")
        full_disk(True)
        await type_in(pilot, " and more")
        await shows(pilot, "key not saved")
        await pilot.press("ctrl+q", "ctrl+q")
        await shows(pilot, "Leave all the same?")
        await pilot.press("y")
        await arrived(pilot, StudyScreen)
        # Nobody has it any more: it can be written again.
        study.reopen(interview).close()
    kept = on_disk(study, interview).answers
    assert kept["short-term-goals"].text == "the first words"


async def test_saved_is_never_shown_over_something_unsaved(
    study: StudyFolder, begun: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    disk_is_slow = threading.Event()
    write = open_interview.write_interview_in

    def save(storage: WatchedStorage, interview: Interview) -> None:
        while disk_is_slow.is_set():
            time.sleep(0.01)
        write(storage, interview)

    monkeypatch.setattr(open_interview, "write_interview_in", save)
    async with wizard(study, begun()) as pilot:
        screen = await arrived(pilot, InterviewScreen)
        await pilot.press("enter")
        await type_in(pilot, "one")
        await shows(pilot, "key saved")
        # A word from the saver's thread that comes late, after the next change.
        disk_is_slow.set()
        await type_in(pilot, " two")
        screen.post_message(InterviewScreen.Told(SAVED))
        await pilot.pause(0.5)
        await shows(pilot, "key saving…")
        disk_is_slow.clear()
        await shows(pilot, "key saved")
