"""A lock ends with its owner's process, whatever is written beside it."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
import pytest
from torture_examples import ID, OTHER, STUDY, facts, interview

from persona_wizard.store import InterviewLocked, StoreError, StudyFolder
from persona_wizard.store.locks import Holder, held

# It holds the interview, the study, or both, until it is killed.
_HOLD = f"""
import sys
from pathlib import Path
from persona_wizard.store import StudyFolder
from persona_wizard.store.locks import Lock

folder = Path(sys.argv[1])
file = StudyFolder.open(folder).reopen({ID!r})
study = Lock(folder / ".locks" / "study.lock", 0)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    store.begin(interview(ID, 1, 3)).close()
    return store


@contextmanager
def _holder(store: StudyFolder) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(store.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        try:
            yield holder
        finally:
            holder.kill()


@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_what_a_dead_process_held_is_free_at_once(store: StudyFolder, way: signal.Signals) -> None:
    with _holder(store) as holder:
        with pytest.raises(InterviewLocked, match=rf"\(process {holder.pid}\)"):
            store.reopen(ID)
        holder.send_signal(way)
        holder.wait()
        with store.reopen(ID) as file:
            file.save(interview(ID, 2, 3))
        # The study's own lock is not waited for either.
        with held(store.folder / ".locks" / "study.lock", 0):
            pass
        store.save_study(STUDY)
    assert store.read_interview(ID) == interview(ID, 2, 3)
    assert store.writer(ID) == ""


@pytest.mark.parametrize(
    "holder",
    [
        Holder(host="a-laptop-elsewhere", pid=1, user="lan"),
        # A number that was given again, to this very process and to one that never ends.
        Holder(host=os.uname().nodename, pid=os.getpid(), user="minh"),
        Holder(host=os.uname().nodename, pid=1, user="root"),
        Holder(host="", pid=-1, user=""),
        Holder(host="\x1b]0;owned\x07", pid=2**63 - 1, user="\n\n"),
    ],
)
def test_what_is_left_of_a_lock_locks_nobody_out(store: StudyFolder, holder: Holder) -> None:
    for lock in (ID, OTHER, "study"):
        (store.folder / ".locks" / f"{lock}.who").write_bytes(msgspec.json.encode(holder))
        (store.folder / ".locks" / f"{lock}.lock").write_bytes(msgspec.json.encode(holder))
    opened = StudyFolder.open(store.folder)
    assert opened.writer(ID).isprintable()
    with opened.reopen(ID) as file:
        assert f"process {os.getpid()}" in opened.writer(ID)
        file.save(interview(ID, 2, 3))
    opened.begin(interview(OTHER, 1, 3)).close()
    opened.save_study(STUDY)
    assert facts(opened).keys() == {"study", f"interview {ID}", f"interview {OTHER}"}


def test_a_folder_of_locks_that_is_deleted_under_a_writer_costs_nobody_an_answer(
    store: StudyFolder,
) -> None:
    with store.reopen(ID) as first:
        shutil.rmtree(store.folder / ".locks")
        first.save(interview(ID, 2, 3))
        # The lock is gone, so a second writer is let in: what it saves stands.
        with StudyFolder.open(store.folder).reopen(ID) as second:
            assert second.interview == interview(ID, 2, 3)
            second.save(interview(ID, 3, 3))
            first.save(interview(ID, 4, 3))
            first.save(interview(ID, 5, 3))
            second.save(interview(ID, 6, 3))
    assert store.read_interview(ID) == interview(ID, 6, 3)
    (conflict,) = store.conflicts()
    assert conflict.interview == interview(ID, 5, 3)
    assert conflict.theirs == interview(ID, 6, 3)
    store.reopen(ID).close()


@pytest.mark.parametrize("linked", [f"{ID}.who", f"{ID}.lock"])
def test_a_link_in_place_of_a_lock_is_not_followed(
    store: StudyFolder, tmp_path: Path, linked: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("a person's own")
    link = store.folder / ".locks" / linked
    link.unlink(missing_ok=True)
    link.symlink_to(elsewhere)
    with suppress(StoreError):
        store.reopen(ID).close()
    assert elsewhere.read_text() == "a person's own"
