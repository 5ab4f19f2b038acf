"""An interview that is being written, by one writer at a time."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from persona_wizard.model.interview import Interview
from persona_wizard.store.backup import back_up
from persona_wizard.store.erased import all_erased, is_erased
from persona_wizard.store.errors import InterviewLocked, OnlyRead, StoreError, not_erased
from persona_wizard.store.files_of import files_of
from persona_wizard.store.interview_file import (
    interview_named,
    is_newer_interview,
    no_interview,
    read_existing,
    write_interview_in,
)
from persona_wizard.store.layout import Layout
from persona_wizard.store.locks import INTERVIEW_SECONDS, Lock, Taken
from persona_wizard.store.storage import Content, WatchedStorage, read_content
from persona_wizard.store.whole_file import Replaced, make_private, sync_folder


class OpenInterview:
    """The one writer of an interview. `interview` is as last saved. Close it, or use `with`.

    `apart` is None as long as the interview's own file is written. Where something that knows no
    locks put another content in its place, or took it away, that is left as it is; from then on
    everything is saved in a file of its own in `conflicts/`, which `apart` names.
    """

    interview: Interview
    apart: Path | None = None

    def __init__(
        self, layout: Layout, interview: Interview, lock: Lock, storage: WatchedStorage
    ) -> None:
        self._layout = layout
        self._path = layout.interview(interview.id)
        self._lock = lock
        self._storage = storage
        self._closed = False
        # A save that outlived its close would write over the next writer's.
        self._alone = threading.Lock()
        self.interview = interview

    @classmethod
    def begin(cls, layout: Layout, interview: Interview) -> Self:
        """Write a new interview. Raises StoreError; then there is no file."""
        path = layout.interview(interview.id)
        lock = lock_interview(layout, interview.id)
        storage = WatchedStorage(path, None)
        try:
            if os.path.lexists(path):
                raise _begun_already(interview.id)
            _write_new(storage, interview)
        except BaseException:
            lock.release()
            raise
        return cls(layout, interview, lock, storage)

    @classmethod
    def reopen(cls, layout: Layout, interview_id: str) -> Self:
        """Go on with an interview. Raises InterviewLocked, UnreadableFile, StoreError.

        OnlyRead where a newer version wrote it.
        """
        path = layout.interview(interview_id)
        # A lock is no way to find out that an interview is not there.
        read_existing(layout, interview_id)
        lock = lock_interview(layout, interview_id)
        try:
            content = read_content(path)
            if content is None:
                raise no_interview(layout, interview_id)
            interview = interview_named(path, content.data)
            if is_newer_interview(path):
                raise OnlyRead(path)
        except BaseException:
            lock.release()
            raise
        back_up(layout, path)
        return cls(layout, interview, lock, WatchedStorage(path, content))

    def save(self, interview: Interview) -> None:
        """Save everything in one write, and return once the disk has it.

        Raises StoreError; then the earlier file is intact.
        """
        if interview.id != self.interview.id:
            raise ValueError("another interview's id")
        with self._alone:
            if self._closed:
                raise StoreError(
                    "Not saved: this interview is closed here. What was saved before is safe. "
                    "Open it again to go on."
                )
            try:
                write_interview_in(self._storage, interview)
            except Replaced:
                self._save_apart(interview)
            self.interview = interview

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Have no save run meanwhile, nor one that was begun before; they wait."""
        with self._alone:
            yield

    def _save_apart(self, interview: Interview) -> None:
        """Save into a fresh file of `conflicts/`, and go on there. Raises StoreError."""
        if self._is_erased(interview):
            raise StoreError(
                "Not saved: this interview was erased. Close it; it can't be brought back."
            )
        path = self._layout.new_conflict(interview.id)
        before = self._storage.content
        make_private(self._layout.conflicts)
        storage = WatchedStorage(path, Content(before.data) if before else None)
        _write_new(storage, interview)
        self._storage, self.apart = storage, path

    def _is_erased(self, interview: Interview) -> bool:
        with suppress(StoreError):
            return is_erased(all_erased(self._layout), interview.id, interview.participant)
        return False

    def erase(self) -> None:
        """Delete the interview and its lock for good, and close it. Raises StoreError.

        What was put apart, backed up, quarantined or being written by a killed process goes, too.
        """
        with self._alone:
            path = self._path
            try:
                for path in files_of(self._layout, self.interview.id):
                    path.unlink(missing_ok=True)
                    sync_folder(path.parent)
            except OSError as error:
                raise not_erased(path, error) from error
            self._closed = True
            self._lock.remove()

    def close(self) -> None:
        """Let others write it, once a running save has ended; a second time does nothing."""
        with self._alone:
            if not self._closed and self.apart is None and self._storage.stands():
                back_up(self._layout, self._path)
            self._closed = True
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _write_new(storage: WatchedStorage, interview: Interview) -> None:
    """Raises StoreError; then there is no file of this writer."""
    try:
        write_interview_in(storage, interview)
    except Replaced:
        raise _begun_already(interview.id) from None
    except BaseException:
        # The file is in place where only the folder could not be synced.
        with suppress(OSError):
            storage.path.unlink()
        raise


def _begun_already(interview_id: str) -> StoreError:
    return StoreError(
        f"There is an interview {interview_id} already. Nothing was changed. "
        "Start again for a new id."
    )


def lock_interview(layout: Layout, interview_id: str) -> Lock:
    """Become the one who may write an interview's files. Raises InterviewLocked, StoreError."""
    try:
        return Lock(layout.interview_lock(interview_id), INTERVIEW_SECONDS)
    except Taken as taken:
        who = f"by {taken.holder}" if taken.holder else "elsewhere"
        raise InterviewLocked(
            f"Interview {interview_id} is being written {who}. Nothing was changed. "
            "Close it there first; until then it can only be read."
        ) from taken
