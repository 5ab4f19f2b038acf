"""Files that hold another id than their name says: copies that a sync tool or a person made."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from enum import Enum
from pathlib import Path

from msgspec import Struct

from persona_wizard.store.backup import read_clean
from persona_wizard.store.errors import StoreError, not_saved
from persona_wizard.store.findings import Finding, Trouble, inside
from persona_wizard.store.layout import Layout
from persona_wizard.store.quarantine import quarantine
from persona_wizard.store.tables import load
from persona_wizard.store.whole_file import make_private, sync_folder


class _Place(Enum):
    OWN = "It gets that name"
    CONFLICTS = "It goes to conflicts/, to be compared with that one's own file"
    QUARANTINE = "It goes to quarantine/: that one's own file counts"


class Misnamed(Struct, frozen=True):
    """A file, the name it should have, and the first table of its kind.

    It is moved under the lock that `alone` takes.
    """

    layout: Layout
    path: Path
    own: Path
    first: str
    alone: Callable[[], AbstractContextManager[None]]


def id_in(path: Path, first: str) -> str:
    """The id that a file holds in its first table; empty where it can't be read."""
    with suppress(StoreError):
        loaded = load(path, first)
        held = loaded.document.get("id") if loaded else None
        return held if isinstance(held, str) else ""
    return ""


def misnamed(case: Misnamed) -> Trouble:
    """What becomes of a file with another's name: nothing in it is lost."""
    layout, path = case.layout, case.path
    file, what = inside(layout, path), f"it holds {case.own.stem}, as its name does not say"

    def mend() -> Finding:
        with case.alone():
            match _place(case):
                case _Place.OWN:
                    target = _moved(path, case.own)
                    if not _reads(layout, target):
                        target = quarantine(layout, target)
                case _Place.CONFLICTS:
                    target = _moved(path, layout.new_conflict(case.own.stem))
                case _Place.QUARANTINE:
                    target = quarantine(layout, path)
        return Finding(file, what, f"It is {inside(layout, target)} now", done=True)

    return Trouble(Finding(file, what, _place(case).value), mend)


def _place(case: Misnamed) -> _Place:
    if not os.path.lexists(case.own):
        return _Place.OWN
    if case.own.parent == case.layout.interviews and not _same(case):
        return _Place.CONFLICTS
    return _Place.QUARANTINE


def _same(case: Misnamed) -> bool:
    with suppress(StoreError):
        theirs, own = load(case.path, case.first), load(case.own, case.first)
        return theirs is not None and own is not None and theirs.tables == own.tables
    return False


def _reads(layout: Layout, path: Path) -> bool:
    with suppress(StoreError):
        read_clean(layout, path)
        return True
    return False


def _moved(path: Path, target: Path) -> Path:
    make_private(target.parent)
    try:
        os.rename(path, target)
        sync_folder(target.parent)
        sync_folder(path.parent)
    except OSError as error:
        raise not_saved(target, error) from error
    return target
