"""An account of pages on their way into a study's exports, for whoever finds them half there.

It is written before the first of them. From the moment on that it says that all are on the disk,
what is killed is finished by whoever opens the study next; before it, what is there is removed.
It may have come with somebody else's study, so it has no file touched outside `exports/`.
"""

import hashlib
import json
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.store.errors import StoreError, not_erased
from persona_wizard.store.findings import Finding, Trouble, inside
from persona_wizard.store.layout import Layout, is_temporary, target_of
from persona_wizard.store.links import leads_away
from persona_wizard.store.locks import STUDY_SECONDS, Lock, Taken, held, is_held
from persona_wizard.store.study_file import is_newer
from persona_wizard.store.whole_file import put_where_nothing_stands, sync_folder, write_whole

# An export to a slow drive takes seconds.
_SECONDS = 30.0
_BYTES = 1 << 20
# No page is larger.
_MOST = 1 << 26
# A pipe would be waited for without end.
_AS_IT_IS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
# What stands in a page's place: nothing, or something that can't be known again.
_NOTHING, _SOMETHING = "", "-"


class Staged(Struct, frozen=True):
    """A temporary file, by its path from the study's folder; what stood in the page's place."""

    temporary: str
    earlier: str


class Unfinished(Struct, frozen=True):
    """The pages of an export in `exports/`, and whether all of them are written."""

    files: tuple[Staged, ...]
    written: bool = False


class Account:
    """What the study's folder says of an export while it is written."""

    def __init__(self, layout: Layout, keeps: bool) -> None:
        self._layout = layout
        self._keeps = keeps
        self._told = Unfinished(())

    def begin(self, temporaries: Iterable[Path]) -> None:
        """Raises StoreError, OSError."""
        found = ((self._from_here(temporary), temporary) for temporary in temporaries)
        files = tuple(Staged(way, _print_at(target_of(t))) for way, t in found if way)
        # Of pages that go elsewhere there is nothing to tell, and no room is needed for it.
        self._keeps = self._keeps and bool(files)
        self._tell(Unfinished(files))

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

    def _from_here(self, temporary: Path) -> str:
        """From the study's folder, which may be called otherwise when it is opened next.

        Empty outside of its `exports/`.
        """
        home = Path(os.path.realpath(self._layout.folder))
        real = Path(os.path.realpath(temporary.parent)) / temporary.name
        within = real.is_relative_to(home / self._layout.exports.name)
        return real.relative_to(home).as_posix() if within else ""

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

    Where the study may not be written, or its locks lead elsewhere, no account is kept.
    """
    lock = _lock(layout)
    try:
        if lock is not None:
            _finish(layout)
        yield Account(layout, keeps=lock is not None)
    finally:
        if lock is not None:
            lock.release()


def finish_if_free(layout: Layout) -> tuple[str, ...]:
    """Finish an export that was killed; silent where the study may not be written.

    The pages (paths from the study's folder) that somebody changed since, which stay as they are.
    """
    if os.path.lexists(layout.export_account):
        with suppress(Taken, StoreError, OSError), held(layout.export_lock, seconds=0):
            return _finish(layout)
    return ()


def drop(layout: Layout) -> None:
    """Have nothing of an export come that was killed: who is erased may be on its pages.

    Raises StoreError, also where somebody exports just now.
    """
    account = layout.export_account
    if _read(layout) is None:
        return
    try:
        with held(layout.export_lock, STUDY_SECONDS):
            told = _read(layout)
            for one in told.files if told else ():
                if (temporary := _own(layout, one)) is not None:
                    temporary.unlink(missing_ok=True)
            if told is not None:
                account.unlink(missing_ok=True)
                sync_folder(layout.locks)
    except Taken as taken:
        raise StoreError(
            f"Not erased: {taken.holder or 'somebody'} is exporting from this study. "
            "Nothing was erased. Try again in a moment."
        ) from taken
    except OSError as error:
        raise not_erased(account, error) from error


def check_exports(layout: Layout) -> list[Trouble]:
    """Whether somebody was killed while pages went into the study's exports."""
    account = layout.export_account
    # Of a link in place of the folder it is told as of every other.
    if os.path.islink(layout.locks) or not os.path.lexists(account) or is_held(layout.export_lock):
        return []
    file, what = inside(layout, account), "an export was cut short"
    if _read(layout) is None:
        return [Trouble(Finding(file, "this account of an export can't be read", "Delete it"))]

    def mend() -> Finding:
        kept = finish_if_free(layout)
        if os.path.lexists(account):
            return Finding(file, what, "It could not be finished now: try again in a moment")
        done = "It is finished, or nothing of it is left"
        if kept:
            done += f"; what was changed since stays: {', '.join(kept)}"
        return Finding(file, what, done, done=True)

    return [Trouble(Finding(file, what, "It is to be finished"), mend)]


def print_of(data: bytes) -> str:
    """What tells the content of a page again."""
    return hashlib.sha256(data).hexdigest()


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


def _finish(layout: Layout) -> tuple[str, ...]:
    """The pages that stay as somebody changed them. The caller holds the lock. Raises OSError."""
    told = _read(layout)
    if told is None:
        return ()
    kept: list[str] = []
    for one in told.files:
        temporary = _own(layout, one)
        with suppress(OSError):
            if temporary is not None and not _finish_one(temporary, one.earlier, told.written):
                kept.append(inside(layout, target_of(temporary)))
    layout.export_account.unlink(missing_ok=True)
    return tuple(kept)


def _own(layout: Layout, staged: Staged) -> Path | None:
    """A temporary file in the study's exports; None for any other, whoever wrote the account."""
    way = Path(staged.temporary)
    if ".." in way.parts or way.parts[:1] != (layout.exports.name,):
        return None
    temporary = layout.folder / way
    if leads_away(layout, temporary) or not is_temporary(temporary):
        return None
    return temporary if os.path.isfile(temporary) else None


def _finish_one(temporary: Path, earlier: str, written: bool) -> bool:
    """Whether nobody changed since what stands in a page's place. Raises OSError."""
    path = target_of(temporary)
    stands = _print_at(path)
    # An empty file keeps the place where a disk knows no second name of a file.
    placed = earlier == _NOTHING and stands == print_of(b"")
    as_it_was = stands == earlier != _SOMETHING or placed
    # It may have been given its place already, and have two names.
    unchanged = not written or as_it_was or stands == _print_at(temporary)
    if not written or not as_it_was:
        temporary.unlink()
    elif stands == _NOTHING:
        put_where_nothing_stands(temporary, path)
    else:
        os.replace(temporary, path)
    sync_folder(path.parent)
    return unchanged


def _print_at(path: Path) -> str:
    """What stands in a page's place. Raises OSError."""
    if not os.path.lexists(path):
        return _NOTHING
    found = os.lstat(path)
    if not stat.S_ISREG(found.st_mode) or found.st_size > _MOST:
        return _SOMETHING
    descriptor = os.open(path, _AS_IT_IS)
    with open(descriptor, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(layout: Layout) -> Unfinished | None:
    """None where there is none, or none that can be read, which stays."""
    if leads_away(layout, layout.export_account):
        return None
    try:
        descriptor = os.open(layout.export_account, _AS_IT_IS)
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            return msgspec.convert(json.loads(file.read(_BYTES)), Unfinished)
    except (OSError, ValueError, RecursionError, msgspec.ValidationError):
        return None
