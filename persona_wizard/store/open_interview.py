"""An interview that is being written, by one writer at a time."""

import os
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

from persona_wizard.model.interview import Interview
from persona_wizard.store.errors import InterviewLocked, StoreError, not_erased
from persona_wizard.store.interview_file import read_existing, write_interview
from persona_wizard.store.layout import Layout, target_of, temporaries_in
from persona_wizard.store.locks import Lock, Taken
from persona_wizard.store.whole_file import sync_folder

# Long enough for a neighbour that only tidies up, short enough not to be felt.
_PATIENCE_SECONDS = 0.3


class OpenInterview:
    """The one writer of an interview. `interview` is as last saved. Close it, or use `with`."""

    interview: Interview

    def __init__(self, layout: Layout, interview: Interview, lock: Lock) -> None:
        self._path = layout.interview(interview.id)
        self._lock = lock
        self._closed = False
        # A save that outlived its close would write over the next writer's.
        self._alone = threading.Lock()
        self.interview = interview

    @classmethod
    def begin(cls, layout: Layout, interview: Interview) -> Self:
        """Write a new interview. Raises StoreError; then there is no file."""
        path = layout.interview(interview.id)
        lock = _lock(layout, interview.id)
        if os.path.lexists(path):
            lock.release()
            raise StoreError(
                f"There is an interview {interview.id} already. Nothing was changed. "
                "Start again for a new id."
            )
        try:
            write_interview(path, interview)
        except BaseException:
            # The file is in place where only the folder could not be synced.
            with suppress(OSError):
                path.unlink()
            lock.release()
            raise
        return cls(layout, interview, lock)

    @classmethod
    def reopen(cls, layout: Layout, interview_id: str) -> Self:
        """Go on with an interview. Raises InterviewLocked, UnreadableFile, StoreError."""
        # A lock is no way to find out that an interview is not there.
        read_existing(layout, interview_id)
        lock = _lock(layout, interview_id)
        try:
            interview = read_existing(layout, interview_id)
        except BaseException:
            lock.release()
            raise
        return cls(layout, interview, lock)

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
            write_interview(self._path, interview)
            self.interview = interview

    def erase(self) -> None:
        """Delete the interview and its lock for good, and close it. Raises StoreError.

        What was being written when a process was killed goes, too.
        """
        with self._alone:
            folder = self._path.parent
            rest = [t for t in temporaries_in(folder) if target_of(t) == self._path]
            try:
                for path in (*rest, self._path):
                    path.unlink(missing_ok=True)
                sync_folder(folder)
            except OSError as error:
                raise not_erased(self._path, error) from error
            self._closed = True
            self._lock.remove()

    def close(self) -> None:
        """Let others write it, once a running save has ended; a second time does nothing."""
        with self._alone:
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


def _lock(layout: Layout, interview_id: str) -> Lock:
    try:
        return Lock(layout.interview_lock(interview_id), _PATIENCE_SECONDS)
    except Taken as taken:
        who = f"by {taken.holder}" if taken.holder else "elsewhere"
        raise InterviewLocked(
            f"Interview {interview_id} is being written {who}. Nothing was changed. "
            "Close it there first; until then it can only be read."
        ) from taken
