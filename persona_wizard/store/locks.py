"""One writer at a time, by the operating system's own lock, which ends with its process."""

import os
import platform
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from persona_wizard.model.text import clean_line
from persona_wizard.store.errors import StoreError, not_saved, shown
from persona_wizard.store.layout import FILE_MODE, holder_of, make_folder

# A link that came with a pulled study would have another file written over.
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_HOLDER_BYTES = 4096

# How long to wait for the study's lock: others hold it for one write, which takes milliseconds.
STUDY_SECONDS = 5.0
# And for an interview's: enough for a neighbour that only tidies up, too short to be felt.
INTERVIEW_SECONDS = 0.3


# The locks that each thread holds for a moment.
_here = threading.local()


class Holder(Struct, frozen=True):
    """Who holds a lock."""

    host: str
    pid: int
    user: str

    @property
    def is_this_process(self) -> bool:
        return (self.host, self.pid) == (platform.node(), os.getpid())

    def __str__(self) -> str:
        return f"{clean_line(self.user)} on {clean_line(self.host)} (process {self.pid})"


class Taken(Exception):
    """Someone else holds the lock; `holder` is None where it does not say who."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__(holder)
        self.holder = holder


class Lock:
    """A lock that is held until `release`, or until this process ends, however it ends."""

    def __init__(self, path: Path, seconds: float) -> None:
        """Take the lock, waiting at most so many seconds. Raises Taken, StoreError."""
        from filelock import FileLock, SoftFileLock, Timeout

        self._path = path
        for linked in filter(os.path.islink, (path.parent, path)):
            raise StoreError(
                f"{shown(linked)} is a link, and would have another file written over. "
                "Nothing was changed. Have it looked at with persona-wizard doctor."
            )
        try:
            make_folder(path.parent)
            # Saving and closing may happen on other threads than opening.
            self._lock = FileLock(path, mode=FILE_MODE, thread_local=False)
            self._lock.acquire(timeout=seconds)
        except Timeout as error:
            raise Taken(read_holder(path)) from error
        except NotImplementedError as error:
            raise _no_locks(path) from error
        except OSError as error:
            raise not_saved(path.parent, error) from error
        if isinstance(self._lock, SoftFileLock):
            # A soft lock outlives a killed process, and would lock everyone out.
            self._lock.release()
            raise _no_locks(path)
        _write_holder(path)

    def release(self) -> None:
        """Let go; a second time does nothing."""
        if self._lock.is_locked:
            with suppress(OSError):
                holder_of(self._path).unlink()
            self._lock.release()

    def remove(self) -> None:
        """Let go, and leave no file of it."""
        # While it is held: whoever takes it next has a file of their own.
        with suppress(OSError):
            self._path.unlink()
        self.release()
        if os.name != "posix":  # Elsewhere nobody can delete what is open.
            with suppress(OSError):
                self._path.unlink()


@contextmanager
def held(path: Path, seconds: float) -> Iterator[None]:
    """Hold a lock for a moment; inside, the same thread holds it already. Raises Taken, StoreError.

    It waits at most so many seconds.
    """
    mine: set[Path] = _here.__dict__.setdefault("paths", set())
    if path in mine:
        yield
        return
    lock = Lock(path, seconds)
    mine.add(path)
    try:
        yield
    finally:
        mine.discard(path)
        lock.release()


def is_held(path: Path) -> bool:
    """Whether somebody holds a lock at this moment; no byte is changed to find out.

    Where that can't be told, such as without rights, somebody may.
    """
    from filelock import FileLock, Timeout

    if _is_linked(path) or not path.is_file():
        return False
    lock = FileLock(path, mode=FILE_MODE, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError, NotImplementedError):
        return True
    lock.release()
    return False


def _no_locks(path: Path) -> StoreError:
    return StoreError(
        f"The disk of {shown(path.parent.parent)} can't lock files, so two people could "
        "overwrite each other. Nothing was changed. Copy the study to another disk."
    )


def _write_holder(path: Path) -> None:
    holder = Holder(platform.node(), os.getpid(), _user())
    # Not knowing who holds it is no reason to refuse an interview.
    with suppress(OSError):
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _NO_LINKS | _NO_WAIT
        descriptor = os.open(holder_of(path), flags, FILE_MODE)
        with open(descriptor, "wb") as file:
            file.write(msgspec.json.encode(holder))


def read_holder(path: Path) -> Holder | None:
    """Who says to hold a lock; None where nobody does."""
    if os.path.islink(path.parent):
        return None
    try:
        # Opening a pipe would wait without end, and some files have none.
        descriptor = os.open(holder_of(path), os.O_RDONLY | _NO_LINKS | _NO_WAIT)
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            return msgspec.json.decode(file.read(_HOLDER_BYTES), type=Holder)
    except (OSError, ValueError, RecursionError):
        return None


def holder_now(path: Path) -> Holder | None:
    """Who holds a lock; None where nobody does, whoever said so and was killed since."""
    holder = read_holder(path)
    if holder is None or holder.host != platform.node():
        return holder
    return holder if is_held(path) else None


def _is_linked(path: Path) -> bool:
    """Whether a lock, or its folder, is a link, which would have other files written over."""
    return os.path.islink(path.parent) or os.path.islink(path)


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "someone"
