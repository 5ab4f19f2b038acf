"""Where a file goes that can't be used: out of the way, and never deleted."""

import os
import secrets
from pathlib import Path

from persona_wizard.store.errors import not_saved
from persona_wizard.store.layout import Layout
from persona_wizard.store.links import refuse_link
from persona_wizard.store.whole_file import make_private, sync_folder


def quarantine(layout: Layout, path: Path) -> Path:
    """Move a file into quarantine/, and return where it is now: `<name>.<8 hex digits>`.

    Never over another. Raises StoreError; then it is where it was.
    """
    refuse_link(layout.quarantine)
    make_private(layout.quarantine)
    target = _fresh(layout.quarantine, path.name)
    try:
        os.rename(path, target)
        sync_folder(layout.quarantine)
        sync_folder(path.parent)
    except OSError as error:
        raise not_saved(target, error) from error
    return target


def set_aside(layout: Layout, path: Path) -> Path:
    """The same for a file whose place is about to be taken: it stays until then, if the disk can.

    So whoever is killed in between leaves no gap. Raises StoreError.
    """
    refuse_link(layout.quarantine)
    make_private(layout.quarantine)
    target = _fresh(layout.quarantine, path.name)
    try:
        os.link(path, target)
        sync_folder(layout.quarantine)
    except OSError:  # Some disks know no second name, and a folder never has one.
        return quarantine(layout, path)
    return target


def _fresh(folder: Path, name: str) -> Path:
    while True:
        path = folder / f"{name}.{secrets.token_hex(4)}"
        if not os.path.lexists(path):
            return path
