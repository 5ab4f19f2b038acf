"""What is left lying in a study: of killed programs, of gone files, and what .gitignore lacks."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from persona_wizard.store.errors import not_readable
from persona_wizard.store.findings import Finding, Trouble, inside, study_to_itself
from persona_wizard.store.layout import GITIGNORE, Layout, holder_of, is_interview_id
from persona_wizard.store.leftovers import leftovers, remove_leftovers
from persona_wizard.store.locks import Lock, Taken, is_held
from persona_wizard.store.whole_file import write_whole


def half_written(layout: Layout) -> list[Trouble]:
    """The temporary files that killed programs left."""
    found = leftovers(layout)
    if not found:
        return []
    what = f"{_counted(len(found), 'half-written file')} left by a program that was killed"

    def mend() -> Finding:
        remove_leftovers(layout)
        left = len(leftovers(layout))
        if left:
            return Finding(".", what, f"{left} could not be removed")
        return Finding(".", what, "Removed: nothing was lost with it", done=True)

    return [Trouble(Finding(".", what, "To be removed: nothing is lost with it"), mend)]


def stale_locks(layout: Layout) -> list[Trouble]:
    """The locks that killed programs left, and those of interviews that are gone."""
    stale = _stale(layout)
    if not stale:
        return []
    what = f"{_counted(len(stale), 'lock')} left by a program that was killed, or of what is gone"
    file = f"{inside(layout, layout.locks)}/"

    def mend() -> Finding:
        for path in stale:
            # Whoever took it in between keeps it.
            with suppress(Taken, FileNotFoundError):
                if os.path.islink(path):
                    path.unlink()
                lock = Lock(path, seconds=0)
                if _is_orphan(layout, path):
                    lock.remove()
                else:
                    lock.release()
        left = len(_stale(layout))
        if left:
            return Finding(file, what, f"{left} could not be removed")
        return Finding(file, what, "Removed", done=True)

    return [Trouble(Finding(file, what, "To be removed"), mend)]


def gitignore_lines(layout: Layout) -> list[Trouble]:
    """The lines that .gitignore lacks; those that somebody wrote stay."""
    path = layout.gitignore
    file = inside(layout, path)
    # What a link leads to would be copied in.
    if os.path.islink(path) or (os.path.lexists(path) and not path.is_file()):
        return [Trouble(Finding(file, "it is no file", "Move it away, and look again"))]
    try:
        missing = _missing(_ignored(path))
    except OSError as error:
        fault = not_readable(path, error)
        return [Trouble(Finding(file, "it can't be read", fault.message))]
    if not missing:
        return []
    what = f"it does not keep {', '.join(missing)} out of version control"

    def mend() -> Finding:
        with study_to_itself(layout):
            data = _ignored(path)
            between = b"" if not data or data.endswith(b"\n") else b"\n"
            more = "".join(f"{line}\n" for line in _missing(data))
            write_whole(path, data + between + more.encode())
        return Finding(file, what, "Added", done=True)

    return [Trouble(Finding(file, what, "To be added"), mend)]


def _ignored(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _missing(data: bytes) -> list[str]:
    written = {line.strip().strip(b"/") for line in data.splitlines()}
    return [line for line in GITIGNORE.split() if line.strip("/").encode() not in written]


def _locks(layout: Layout) -> Iterator[Path]:
    if os.path.islink(layout.locks):
        return
    try:
        names = sorted(os.listdir(layout.locks))
    except OSError:
        return
    for name in names:
        stem, _, kind = name.rpartition(".")
        # The file that says who held a lock may be all that is left of it.
        if kind == "lock" or (kind == "who" and f"{stem}.lock" not in names):
            yield layout.locks / f"{stem}.lock"


def _stale(layout: Layout) -> list[Path]:
    """The locks of nobody and of nothing."""
    nobodys = (lock for lock in _locks(layout) if not is_held(lock))
    return [
        lock
        for lock in nobodys
        if os.path.lexists(holder_of(lock)) or os.path.islink(lock) or _is_orphan(layout, lock)
    ]


def _is_orphan(layout: Layout, lock: Path) -> bool:
    return is_interview_id(lock.stem) and not os.path.lexists(layout.interview(lock.stem))


def _counted(number: int, what: str) -> str:
    return f"1 {what} was" if number == 1 else f"{number} {what}s were"
