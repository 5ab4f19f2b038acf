"""Interviews whose file was replaced while they were written: both sides, and which one stays."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.model.interview import Interview
from persona_wizard.store.backup import back_up
from persona_wizard.store.errors import DamagedFile, NoRights, StoreError, UnreadableFile, not_saved
from persona_wizard.store.interview_file import interview_in, read_interview, write_interview_in
from persona_wizard.store.layout import Layout
from persona_wizard.store.listing import json_files
from persona_wizard.store.open_interview import lock_interview
from persona_wizard.store.quarantine import quarantine, set_aside
from persona_wizard.store.storage import Content, WatchedStorage, read_content
from persona_wizard.store.whole_file import make_private, sync_folder, write_whole


class Conflict(Struct, frozen=True):
    """One interview with two sides: `file` is the name of ours in `conflicts/`.

    `interview` is ours, `theirs` what stands in `interviews/`; None where that is gone or can't be
    read.
    """

    file: str
    interview: Interview
    theirs: Interview | None


def list_conflicts(layout: Layout) -> tuple[Conflict, ...]:
    """Those that wait to be settled, by file; one that can't be read is left out.

    Raises NoRights where the folder itself can't be listed.
    """
    conflicts = []
    for path in json_files(layout.conflicts):
        with suppress(UnreadableFile, NoRights):
            ours = read_conflict(path)
            if ours is not None:
                conflicts.append(Conflict(path.name, ours, _theirs(layout, ours.id)))
    return tuple(conflicts)


def read_conflict(path: Path) -> Interview | None:
    """Our side; None where there is no file. Raises UnreadableFile, NoRights."""
    content = read_content(path)
    if content is None:
        return None
    interview = interview_in(path, content.data)
    if path.name.partition(".")[0] != interview.id:
        raise DamagedFile(path, f"it holds interview {interview.id}, whose files are named so")
    return interview


def let_ours_stand(layout: Layout, conflict: Conflict) -> None:
    """Put ours in the interview's file; theirs goes to quarantine. Raises StoreError."""
    own = layout.interview(conflict.interview.id)
    with _settling(layout, conflict) as (path, content):
        make_private(layout.interviews)
        if os.path.lexists(own):
            set_aside(layout, own)
        write_whole(own, content.data)
        _remove(path)
        back_up(layout, own)


def let_theirs_stand(layout: Layout, conflict: Conflict) -> None:
    """Leave the interview's file as it is; ours goes to quarantine. Raises StoreError."""
    with _settling(layout, conflict) as (path, _):
        quarantine(layout, path)


def let_both_stand(layout: Layout, conflict: Conflict) -> str:
    """Make ours another interview of the same participant, and return its id. Raises StoreError."""
    with _settling(layout, conflict) as (path, content):
        # The same id again for whoever was killed before the end, so that no third one is made.
        fresh = hashlib.sha256(path.name.encode()).hexdigest()[:12]
        own = layout.interview(fresh)
        if os.path.lexists(own):
            quarantine(layout, path)
            return fresh
        ours = interview_in(path, content.data)
        write_interview_in(WatchedStorage(own, Content(content.data)), replace(ours, id=fresh))
        _remove(path)
        back_up(layout, own)
    return fresh


@contextmanager
def _settling(layout: Layout, conflict: Conflict) -> Iterator[tuple[Path, Content]]:
    """Ours as it is now, while nobody writes either side. Raises InterviewLocked, StoreError."""
    path = layout.conflicts / Path(conflict.file).name
    lock = lock_interview(layout, conflict.interview.id)
    try:
        content = read_content(path)
        if content is None:
            raise StoreError(
                f"{path.name} is gone from conflicts: it was settled already. Nothing was changed."
            )
        yield path, content
    finally:
        lock.release()


def _theirs(layout: Layout, interview_id: str) -> Interview | None:
    with suppress(UnreadableFile, NoRights):
        return read_interview(layout.interview(interview_id))
    return None


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise not_saved(path, error) from error
