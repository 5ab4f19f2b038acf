"""One writer for an interview; everyone else reads."""

import getpass
import os
import platform
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from msgspec.structs import replace
from store_examples import ID, INTERVIEW, OTHER, STUDY

from persona_wizard.model.study import Study
from persona_wizard.store import InterviewLocked, StoreError, StudyFolder
from persona_wizard.store.locks import Lock

_HOLD = (
    "import sys\n"
    "from pathlib import Path\n"
    "from persona_wizard.store import StudyFolder\n"
    f"file = StudyFolder.open(Path(sys.argv[1])).reopen({ID!r})\n"
    "print('held', flush=True)\n"
    "sys.stdin.read()\n"
)


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    store.begin(INTERVIEW).close()
    return store


@contextmanager
def _another_writer(store: StudyFolder) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(store.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        try:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "held\n"
            yield writer
        finally:
            writer.kill()


def test_a_second_writer_hears_who_has_it_and_can_read(store: StudyFolder) -> None:
    with _another_writer(store) as writer:
        with pytest.raises(InterviewLocked) as told:
            store.reopen(ID)
        assert str(writer.pid) in told.value.message
        assert platform.node() in told.value.message
        assert getpass.getuser() in told.value.message
        assert told.value.exit_status == 5
        assert store.read_interview(ID) == INTERVIEW
        assert len(store.interviews().interviews) == 1
        # Another interview is nobody's business.
        store.begin(replace(INTERVIEW, id=OTHER)).close()
        store.save_study(STUDY)


def test_a_killed_writer_locks_nobody_out(store: StudyFolder) -> None:
    with _another_writer(store) as writer:
        assert str(writer.pid) in store.writer(ID)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        assert store.writer(ID) == ""
        with store.reopen(ID) as file:
            file.save(INTERVIEW)


def test_the_same_program_is_one_writer_too(store: StudyFolder) -> None:
    with store.reopen(ID), pytest.raises(InterviewLocked, match=str(os.getpid())):
        store.reopen(ID)
    store.reopen(ID).close()


def test_a_lock_that_does_not_say_whose_it_is(store: StudyFolder) -> None:
    with store.reopen(ID):
        for unknown in (b"", b"[" * 100_000, b"\xff"):
            (store.folder / ".locks" / f"{ID}.who").write_bytes(unknown)
            with pytest.raises(InterviewLocked, match="being written elsewhere"):
                store.reopen(ID)


def test_closing_frees_it_once_and_ends_saving(store: StudyFolder) -> None:
    file = store.reopen(ID)
    file.close()
    with store.reopen(ID):
        file.close()
        with pytest.raises(StoreError, match="closed here"):
            file.save(INTERVIEW)
        with pytest.raises(InterviewLocked):
            store.reopen(ID)


def test_saving_and_closing_on_another_thread(store: StudyFolder) -> None:
    file = store.reopen(ID)
    changed = replace(INTERVIEW, finished="2025-03-04T11:00:00Z")

    def work() -> None:
        file.save(changed)
        file.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    with store.reopen(ID) as again:
        assert again.interview == changed


def test_closing_waits_for_a_save_so_that_it_can_not_undo_the_next_writers(
    store: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, newer = store.reopen(ID), replace(INTERVIEW, finished="2025-03-04T11:00:00Z")
    writing, go_on = threading.Event(), threading.Event()
    real = os.replace

    def wait(source: Path, target: Path) -> None:
        writing.set()
        go_on.wait(10)
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", wait)
        save = threading.Thread(target=slow.save, args=[replace(INTERVIEW, notes=())])
        save.start()
        assert writing.wait(10)
        close = threading.Thread(target=slow.close)
        close.start()
        close.join(0.1)
        with pytest.raises(InterviewLocked):
            store.reopen(ID)
        go_on.set()
        save.join()
        close.join()
    with store.reopen(ID) as file:
        file.save(newer)
    with pytest.raises(StoreError, match="closed here") as told:
        slow.save(INTERVIEW)
    assert "\n" not in told.value.message
    assert store.read_interview(ID) == newer


def test_changes_of_the_study_at_the_same_time_are_all_kept(store: StudyFolder) -> None:
    reading = threading.Barrier(2)

    def add(word: str) -> None:
        def change(study: Study) -> Study:
            # Where both may read before one writes, they meet here.
            with suppress(threading.BrokenBarrierError):
                reading.wait(0.2)
            return replace(study, words={**study.words, word: word})

        saved = StudyFolder(store.folder).change_study(change)
        assert saved.words[word] == word

    threads = [threading.Thread(target=add, args=[word]) for word in ("competitor", "place")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.study().words == {
        "product": "Cedar Coffee",
        "competitor": "competitor",
        "place": "place",
    }


def test_a_change_that_fails_writes_nothing_and_frees_the_study(store: StudyFolder) -> None:
    def fail(_: Study) -> Study:
        raise StoreError("no")

    with pytest.raises(StoreError, match="no"):
        store.change_study(fail)
    assert store.study() == STUDY
    assert store.change_study(lambda study: replace(study, title="x")).title == "x"
    assert store.study() == replace(STUDY, title="x")


def test_an_id_that_is_taken_is_not_begun_again(store: StudyFolder) -> None:
    with pytest.raises(StoreError, match="already"):
        store.begin(replace(INTERVIEW, notes=()))
    assert store.read_interview(ID) == INTERVIEW
    store.reopen(ID).close()


def test_another_interviews_answers_are_not_saved_here(store: StudyFolder) -> None:
    with store.reopen(ID) as file, pytest.raises(ValueError, match="another interview"):
        file.save(replace(INTERVIEW, id=OTHER))


def test_a_fault_while_reopening_frees_the_lock(store: StudyFolder) -> None:
    path = store.folder / "interviews" / f"{ID}.json"
    good = path.read_bytes()
    path.write_bytes(b"")
    with pytest.raises(StoreError):
        store.reopen(ID)
    path.write_bytes(good)
    store.reopen(ID).close()


def test_the_study_waits_for_another_and_then_says_so(
    store: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("persona_wizard.store.study_folder.STUDY_SECONDS", 0.05)
    lock = Lock(store.folder / ".locks" / "study.lock", 0)
    with pytest.raises(StoreError, match=f"is being saved by .*process {os.getpid()}"):
        store.save_study(STUDY)
    lock.release()
    store.save_study(STUDY)


def test_whoever_has_the_study_to_themselves_saves_as_ever(store: StudyFolder) -> None:
    with store.alone():
        store.save_study(replace(STUDY, title="x"))
        store.save_photo("a.png", b"x")
        with store.alone():
            store.change_study(lambda study: replace(study, segment="y"))
        waits = threading.Thread(target=store.save_study, args=[STUDY])
        waits.start()
        waits.join(0.1)
        assert waits.is_alive()
        assert store.study() == replace(STUDY, title="x", segment="y")
    waits.join()
    assert store.study() == STUDY


def test_locks_may_be_deleted_between_uses(store: StudyFolder) -> None:
    for path in (store.folder / ".locks").iterdir():
        path.unlink()
    (store.folder / ".locks").rmdir()
    StudyFolder.open(store.folder).reopen(ID).close()
