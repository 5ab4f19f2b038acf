"""Temporary files that a killed process left behind."""

import time
from contextlib import suppress
from pathlib import Path

from persona_wizard.store.errors import StoreError
from persona_wizard.store.layout import Layout, is_interview_id, target_of, temporaries_in
from persona_wizard.store.locks import Taken, held

# An export takes no lock, and writes a page in far less.
_EXPORTING_SECONDS = 60.0


def remove_leftovers(layout: Layout) -> None:
    """Remove them from a study.

    What a live writer is writing stays: it holds the lock, or is an export of the last minute.
    Silent where the study may not be written: then they harm nobody.
    """
    shared = (
        layout.folder,
        layout.participants,
        layout.photos,
        layout.question_banks,
        layout.used_banks,
    )
    _remove([t for folder in shared for t in temporaries_in(folder)], layout.study_lock)
    exported = (layout.exports, layout.exported_photos)
    old = [t for folder in exported for t in temporaries_in(folder) if _is_old(t)]
    _remove(old, layout.study_lock)
    for temporary in temporaries_in(layout.interviews):
        interview_id = target_of(temporary).stem
        if is_interview_id(interview_id):
            _remove([temporary], layout.interview_lock(interview_id))


def _remove(temporaries: list[Path], lock: Path) -> None:
    if not temporaries:
        return
    with suppress(Taken, StoreError, OSError), held(lock, seconds=0):
        for temporary in temporaries:
            temporary.unlink(missing_ok=True)


def _is_old(temporary: Path) -> bool:
    try:
        return time.time() - temporary.lstat().st_mtime > _EXPORTING_SECONDS
    except OSError:
        return False
