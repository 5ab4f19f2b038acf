"""Files that can't be read: out of the way, and their last good state back in their place."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from persona_wizard.model.dates import when
from persona_wizard.store.backup import backup_of, read_clean
from persona_wizard.store.errors import StoreError
from persona_wizard.store.findings import Finding, Trouble, about, inside
from persona_wizard.store.layout import Layout
from persona_wizard.store.merge_marks import two_sides
from persona_wizard.store.quarantine import quarantine, set_aside
from persona_wizard.store.storage import AtomicJSONStorage, Tables, decode
from persona_wizard.store.whole_file import write_whole
from persona_wizard.store.whose import answers_in, whose


def _ours(ours: Tables, _theirs: Tables) -> Tables:
    return ours


class Case(Struct, frozen=True):
    """A file that may be damaged, and how it is treated.

    `read` raises StoreError where it can't be read. It is changed under the lock that `alone`
    takes. `lost` says what is to be done where there is no backup. Of the two sides of a merge,
    `staying` says what stays, `keep_theirs` keeps what came and says where; without it, that is in
    quarantine.
    """

    layout: Layout
    path: Path
    read: Callable[[], object]
    alone: Callable[[], AbstractContextManager[None]]
    lost: str
    keep_theirs: Callable[[bytes], str] | None = None
    staying: Callable[[Tables, Tables], Tables] = _ours

    @property
    def file(self) -> str:
        return inside(self.layout, self.path)

    @property
    def backup(self) -> Path:
        return backup_of(self.layout, self.path)


def damaged(case: Case, reason: str) -> Trouble:
    """What becomes of a damaged file; `reason` says why it can't be read."""
    trouble = _broken(case, reason) if _sides(case) is None else _merged(case)
    return about(whose(case.layout, case.path), trouble)


def _broken(case: Case, reason: str) -> Trouble:
    what = f"it can't be read: {reason}"
    state = backed_up_state(case.layout, case.path)
    told = f"its state {state} comes back" if state else case.lost

    def mend() -> Finding:
        with case.alone():
            if _reads(case):
                return Finding(case.file, what, "It was saved anew meanwhile", done=True)
            if not state:
                moved = inside(case.layout, quarantine(case.layout, case.path))
                return Finding(case.file, what, f"It is {moved} now; {case.lost}")
            moved = inside(case.layout, set_aside(case.layout, case.path))
            write_whole(case.path, case.backup.read_bytes())
        remedy = f"It is {moved} now; its state {state} is back"
        return Finding(case.file, what, remedy, done=True)

    return Trouble(Finding(case.file, what, f"It goes to quarantine/; {told}"), mend)


def gone(case: Case) -> Trouble:
    """What becomes of a file that has to be there, and is not."""
    state = backed_up_state(case.layout, case.path)
    if not state:
        return Trouble(Finding(case.file, "it is gone", _sentence(case.lost)))

    def mend() -> Finding:
        with case.alone():
            if os.path.lexists(case.path):
                return Finding(case.file, "it was gone", "It was put there meanwhile", done=True)
            write_whole(case.path, case.backup.read_bytes())
        return Finding(case.file, "it was gone", f"Its state {state} is back", done=True)

    return Trouble(Finding(case.file, "it is gone", f"Its state {state} comes back"), mend)


def backed_up_state(layout: Layout, path: Path) -> str:
    """Which state of a file its backup holds: "of 4 Mar 2025, 18 answers, 3 minutes before …,".

    Empty where there is no backup that can be used.
    """
    backup = backup_of(layout, path)
    try:
        if not backup.is_file():
            return ""
        read_clean(Layout(layout.backup), backup)
        saved = backup.stat().st_mtime
        then, now = datetime.fromtimestamp(saved).astimezone(), datetime.now().astimezone()
        told = [f"of {when(then, now)}", *filter(None, [answers_in(layout, path)])]
    except (StoreError, OSError, ValueError, OverflowError):
        return ""
    with suppress(OSError):
        before = path.lstat().st_mtime - saved
        if before >= 1:
            told.append(f"{_span(before)} before the damage")
    return ", ".join(told) + ("," if len(told) > 1 else "")


def _merged(case: Case) -> Trouble:
    """Part the two sides of a merge: ours stays, theirs is kept to be looked at."""
    what = "a merge left both sides in it"

    def mend() -> Finding:
        with case.alone():
            sides = _sides(case)
            if sides is None:
                settled = "It was saved anew meanwhile" if _reads(case) else "Look again"
                return Finding(case.file, what, settled, done=_reads(case))
            ours, theirs = sides
            kept = inside(case.layout, set_aside(case.layout, case.path))
            here, there = decode(case.path, ours), decode(case.path, theirs)
            if case.keep_theirs is not None and here != there:
                kept = case.keep_theirs(theirs)
            AtomicJSONStorage(case.path).write(case.staying(here, there))
        remedy = f"This side's stays; the other side's is in {kept}"
        return Finding(case.file, what, remedy, done=True)

    place = "quarantine/" if case.keep_theirs is None else "conflicts/"
    remedy = f"This side's stays; the other side's goes to {place}"
    return Trouble(Finding(case.file, what, remedy), mend)


def _sides(case: Case) -> tuple[bytes, bytes] | None:
    """Both sides of a merge, where each is whole by itself."""
    try:
        sides = two_sides(case.path.read_bytes()) if case.path.is_file() else None
        for side in sides or ():
            decode(case.path, side)
    except (OSError, StoreError):
        return None
    return sides


def _reads(case: Case) -> bool:
    with suppress(StoreError):
        return case.read() is not None
    return False


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _span(seconds: float) -> str:
    """A time in the largest unit that fits: "3 minutes"."""
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= size:
            return _count(int(seconds // size), unit)
    return _count(int(seconds), "second")


def _count(number: int, unit: str) -> str:
    return f"1 {unit}" if number == 1 else f"{number} {unit}s"
