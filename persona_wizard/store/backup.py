"""The last state of a file that opened clean, kept beside the study for the day it is damaged."""

import os
from contextlib import suppress
from pathlib import Path

from persona_wizard.store.erased import lost_erasures, read_erased
from persona_wizard.store.errors import StoreError
from persona_wizard.store.interview_file import read_interview
from persona_wizard.store.layout import Layout
from persona_wizard.store.links import leads_away
from persona_wizard.store.participant_file import read_participant
from persona_wizard.store.study_file import read_study
from persona_wizard.store.whole_file import make_private, write_whole


def backup_of(layout: Layout, path: Path) -> Path:
    """Where the backup of one of a study's files lies, whether there is one or not."""
    return layout.backup / path.relative_to(layout.folder)


def back_up(layout: Layout, path: Path) -> bool:
    """Let study.json, an interview or a participant, as it is now, become its backup.

    Returns whether the backup is a new one. A file that is gone, or does not read clean, leaves
    the earlier backup as it is; so does a study.json that has lost what the backup says was
    erased. Silent where the backup can't be written: it is no reason to
    refuse an opening or a save.
    """
    with suppress(StoreError, OSError):
        if not path.is_file():  # Reading a pipe would wait without end.
            return False
        backup = backup_of(layout, path)
        if leads_away(layout, backup):
            return False
        data = path.read_bytes()
        if _holds(backup, data):
            return False
        read_clean(layout, path)
        if path == layout.study and lost_erasures(layout):
            return False
        saved = path.stat()
        # What is replaced or damaged while it is looked at has its turn the next time.
        if path.read_bytes() != data:
            return False
        make_private(layout.backup)
        write_whole(backup, data)
        # It tells when this state was saved, not when it was copied.
        os.utime(backup, ns=(saved.st_atime_ns, saved.st_mtime_ns))
        return True
    return False


def read_clean(layout: Layout, path: Path) -> None:
    """Read study.json, an interview or a participant, for its faults alone.

    Raises DamagedFile, NewerVersion, NoRights.
    """
    if path == layout.study:
        read_study(path)
        read_erased(path)
    elif path.parent == layout.interviews:
        read_interview(path)
    else:
        read_participant(path)


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data
