"""Interviews that are in quarantine alone: nobody else would ever hear that somebody is missing."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from persona_wizard.model.interview import Interview
from persona_wizard.store.backup import backup_of
from persona_wizard.store.erased import Erased, is_erased
from persona_wizard.store.findings import Finding, Trouble, inside
from persona_wizard.store.layout import Layout, is_interview_id
from persona_wizard.store.said_in_bytes import is_person, said

_MOVED = re.compile(r"(?P<id>[0-9a-f]{12})\.json\.[0-9a-f]{8}")


def check_lost(
    layout: Layout, erased: Sequence[Erased], interviews: Sequence[Interview]
) -> list[Trouble]:
    """The interviews in quarantine/ that the study lacks, and that were not erased: one each.

    `interviews` are those that can be read: files with a name and contact are called like theirs.
    """
    people = {interview.participant for interview in interviews}
    found: dict[str, Trouble] = {}
    for path in _moved(layout):
        data = path.read_bytes() if path.is_file() else b""
        if path.name[:12] in people or is_person(data):
            continue
        own_id, participants = path.name[:12], said(data, "participant") or [""]
        # A copy under another's name, or with a damaged id, went there for the sake of a file.
        ids = {own_id, *filter(is_interview_id, said(data, "id"))}
        if own_id in found and not said(data, "pseudonym"):
            continue
        gone = any(is_erased(erased, i, participant) for i in ids for participant in participants)
        if not gone and not any(_is_there(layout, i) for i in ids):
            found[own_id] = _trouble(layout, path, own_id, said(data, "pseudonym"))
    return list(found.values())


def _moved(layout: Layout) -> list[Path]:
    try:
        names = sorted(os.listdir(layout.quarantine))
    except OSError:
        return []
    return [layout.quarantine / name for name in names if _MOVED.fullmatch(name)]


def _is_there(layout: Layout, interview_id: str) -> bool:
    """Whether the interview's file is, or a backup, of which it is told where backups are."""
    own = layout.interview(interview_id)
    return os.path.lexists(own) or backup_of(layout, own).is_file()


def _trouble(layout: Layout, path: Path, interview_id: str, pseudonyms: list[str]) -> Trouble:
    whose = f"{pseudonyms[0]}'s interview" if pseudonyms else "an interview"
    what = f"{whose} is in quarantine/ and not in the study"
    own = inside(layout, layout.interview(interview_id))
    remedy = f"Put a copy from elsewhere in its place, {own}"
    return Trouble(Finding(inside(layout, path), what, remedy))
