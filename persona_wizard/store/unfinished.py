"""An account of files that are on their way out of a study, for whoever finds them half there.

It is written before the first of them. From the moment on that it says that all are on the disk,
what is killed is finished by whoever opens the study next; before it, what is there is removed.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.store.errors import StoreError
from persona_wizard.store.findings import Finding, Trouble, inside
from persona_wizard.store.layout import Layout, is_temporary, target_of
from persona_wizard.store.locks import Lock, Taken, held, is_held
from persona_wizard.store.study_file import is_newer
from persona_wizard.store.whole_file import put_where_nothing_stands, sync_folder, write_whole

# An export to a slow drive takes seconds.
_SECONDS = 30.0
_BYTES = 1 << 20
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)


class Unfinished(Struct, frozen=True):
    """Temporary files, by their path from the study's folder; whether all of them are written."""

    temporaries: tuple[str, ...]
    replace: bool
    written: bool = False


class Account:
    """What the study's folder says of an export while it is written."""

    def __init__(self, layout: Layout, keeps: bool) -> None:
        self._layout = layout
        self._keeps = keeps
        self._told = Unfinished((), False)

    def begin(self, temporaries: Iterable[Path], replace: bool) -> None:
        """Raises StoreError, OSError."""
        # From the study's folder: it may be called otherwise when it is opened next.
        paths = (os.path.abspath(temporary) for temporary in temporaries)
        self._tell(Unfinished(tuple(self._from_here(path) for path in paths), replace))

    def all_there(self) -> None:
        """From now on the export is finished, whatever happens. Raises StoreError, OSError."""
        self._tell(replace(self._told, written=True))

    def close(self) -> None:
        """Nothing is under way any more."""
        with suppress(OSError):
            if self._keeps:
                self._layout.export_account.unlink(missing_ok=True)
                # What is put back now is not finished after a power cut.
                sync_folder(self._layout.locks)

    def _from_here(self, path: str) -> str:
        home = os.path.abspath(self._layout.folder)
        return os.path.relpath(path, home) if Path(path).is_relative_to(home) else path

    def _tell(self, told: Unfinished) -> None:
        self._told = told
        if self._keeps:
            data = json.dumps(msgspec.to_builtins(told)).encode()
            write_whole(self._layout.export_account, data)
            # The folder of locks may be new.
            sync_folder(self._layout.folder)


@contextmanager
def keeping_account(layout: Layout) -> Iterator[Account]:
    """The study's one export at a time; what an earlier one left is finished. Raises StoreError.

    Where the study may not be written, no account is kept.
    """
    lock = _lock(layout)
    try:
        if lock is not None:
            _finish(layout, waiting=False)
        yield Account(layout, keeps=lock is not None)
    finally:
        if lock is not None:
            lock.release()


def finish_if_free(layout: Layout) -> None:
    """Finish an export that was killed; silent where the study may not be written."""
    if os.path.lexists(layout.export_account):
        with suppress(Taken, StoreError, OSError), held(layout.export_lock, seconds=0):
            _finish(layout, waiting=True)


def check_exports(layout: Layout) -> list[Trouble]:
    """Whether somebody was killed while files went out of the study."""
    account = layout.export_account
    if not os.path.lexists(account) or is_held(layout.export_lock):
        return []
    file, what = inside(layout, account), "an export was cut short"

    def mend() -> Finding:
        finish_if_free(layout)
        if os.path.lexists(account):
            return Finding(file, what, "A folder that it writes into is away: connect its disk")
        return Finding(file, what, "It is finished, or nothing of it is left", done=True)

    return [Trouble(Finding(file, what, "It is to be finished"), mend)]


def _lock(layout: Layout) -> Lock | None:
    if is_newer(layout.study) or not os.access(layout.folder, os.W_OK):
        return None
    try:
        return Lock(layout.export_lock, _SECONDS)
    except Taken as taken:
        raise StoreError(
            f"{taken.holder or 'Somebody'} is exporting from this study. Nothing was written; "
            "try again in a moment."
        ) from taken
    except StoreError:
        # A disk that only gives: what goes elsewhere can be written without it.
        return None


def _finish(layout: Layout, waiting: bool) -> None:
    """The caller holds the lock. `waiting` where an account of a folder that is away is kept."""
    told = _read(layout.export_account)
    if told is None:
        return
    away = False
    for temporary in (layout.folder / path for path in told.temporaries):
        away = away or not os.path.isdir(temporary.parent)
        # Nothing but what an export wrote is touched, whoever wrote the account.
        if is_temporary(temporary) and os.path.isfile(temporary) and not temporary.is_symlink():
            with suppress(OSError):
                _finish_one(temporary, told)
    if not (away and waiting and told.written):
        layout.export_account.unlink(missing_ok=True)


def _finish_one(temporary: Path, told: Unfinished) -> None:
    """Raises OSError."""
    path = target_of(temporary)
    if not told.written:
        temporary.unlink()
        return
    try:
        # An empty file keeps the place where a disk knows no second name of a file.
        if told.replace or (path.is_file() and path.stat().st_size == 0):
            os.replace(temporary, path)
        else:
            put_where_nothing_stands(temporary, path)
    except FileExistsError:
        temporary.unlink()
    sync_folder(path.parent)


def _read(account: Path) -> Unfinished | None:
    """None where there is none, or none that can be read, which is removed."""
    try:
        descriptor = os.open(account, os.O_RDONLY | _NO_LINKS)
        with open(descriptor, "rb") as file:
            return msgspec.convert(json.loads(file.read(_BYTES)), Unfinished)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError, msgspec.ValidationError):
        with suppress(OSError):
            account.unlink()
        return None
