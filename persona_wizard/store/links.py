"""The study's own folders, where one of them is a link: what is in it lies elsewhere."""

import os
from collections.abc import Iterator
from pathlib import Path

from persona_wizard.store.errors import StoreError, shown
from persona_wizard.store.findings import Finding, Trouble, inside
from persona_wizard.store.layout import Layout


def linked_folders(layout: Layout) -> list[Trouble]:
    """Those that are links, which neither erasing nor backups follow."""
    what = "it is a link, and what is behind it is neither erased nor backed up"
    remedy = "Put a folder there in place of the link"
    return [
        Trouble(Finding(f"{inside(layout, folder)}/", what, remedy))
        for folder in _own_folders(layout)
        if os.path.islink(folder)
    ]


def leads_away(layout: Layout, path: Path) -> bool:
    """Whether a link stands on the way from the study's folder to a path inside it."""
    within = path.relative_to(layout.folder)
    ways = (layout.folder / above for above in (within, *within.parents) if above.parts)
    return any(os.path.islink(way) for way in ways)


def refuse_link(folder: Path) -> None:
    """Raises StoreError where what is moved into a folder would leave the study."""
    if os.path.islink(folder):
        raise StoreError(
            f"{shown(folder)} is a link that leads elsewhere. Nothing was changed. "
            "Put a folder there in place of the link."
        )


def _own_folders(layout: Layout) -> Iterator[Path]:
    yield layout.interviews
    yield layout.participants
    yield layout.question_banks
    yield layout.used_banks
    yield layout.photos
    yield layout.exports
    yield layout.exported_photos
    yield layout.conflicts
    yield layout.quarantine
    yield layout.backup
    yield layout.backup / layout.interviews.name
    yield layout.backup / layout.participants.name
    yield layout.cache
    yield layout.locks
