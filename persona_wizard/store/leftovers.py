"""Temporary files that a killed process left behind."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from persona_wizard.store.errors import StoreError
from persona_wizard.store.layout import Layout, is_interview_id, target_of, temporaries_in
from persona_wizard.store.links import leads_away
from persona_wizard.store.locks import Taken, held, is_held

# An export takes another lock, the index none; both are written in far less.
_EXPORTING_SECONDS = 60.0


def remove_leftovers(layout: Layout) -> None:
    """Remove them from a study.

    What a live writer is writing stays: it holds the lock, or is an export of the last minute.
    Silent where the study may not be written: then they harm nobody.
    """
    for lock, temporaries in _by_lock(layout):
        _remove(temporaries, lock)


def leftovers(layout: Layout) -> list[Path]:
    """The temporary files in a study that no live writer is writing; removes nothing."""
    return [t for lock, found in _by_lock(layout) if found and not is_held(lock) for t in found]


def _by_lock(layout: Layout) -> Iterator[tuple[Path, list[Path]]]:
    """The locks that temporary files are written under, with those files."""
    shared = (
        layout.folder,
        layout.participants,
        layout.photos,
        layout.question_banks,
        layout.used_banks,
        layout.backup,
        layout.backup / layout.participants.name,
    )
    yield layout.study_lock, [t for folder in shared for t in _temporaries_in(layout, folder)]
    unlocked = (*_with_folders_in(layout, layout.exports), layout.cache)
    old = [t for folder in unlocked for t in _temporaries_in(layout, folder) if _is_old(t)]
    yield layout.study_lock, old
    yield layout.export_lock, _temporaries_in(layout, layout.locks)
    for folder in (layout.interviews, layout.conflicts, layout.backup / layout.interviews.name):
        for temporary in _temporaries_in(layout, folder):
            interview_id = target_of(temporary).name.partition(".")[0]
            if is_interview_id(interview_id):
                yield layout.interview_lock(interview_id), [temporary]


def _with_folders_in(layout: Layout, folder: Path) -> list[Path]:
    """A folder and all those in it; those that lead out of the study are not looked into."""
    return [] if leads_away(layout, folder) else [Path(here) for here, _, _ in os.walk(folder)]


def _temporaries_in(layout: Layout, folder: Path) -> list[Path]:
    # A link may lead out of the study, to files that are not its own.
    return [] if leads_away(layout, folder) else temporaries_in(folder)


def _remove(temporaries: list[Path], lock: Path) -> None:
    if not temporaries:
        return
    with suppress(Taken, StoreError, OSError), held(lock, seconds=0):
        for temporary in temporaries:
            temporary.unlink(missing_ok=True)


def _is_old(temporary: Path) -> bool:
    try:
        # One from the future was written by a clock that was wrong.
        return abs(time.time() - temporary.lstat().st_mtime) > _EXPORTING_SECONDS
    except OSError:
        return False
