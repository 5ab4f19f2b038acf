"""A study that is only read, for a newer version wrote it or rights are missing: what is said.

The store refuses by itself; this is for what would be filled in in vain, and for files that are
written beside the store's own.
"""

import os

from persona_wizard.store import NoRights, OnlyRead, StudyFolder

NEWER = "A newer Persona Wizard wrote this study: here it is only read. Update Persona Wizard."
NO_RIGHT = "You have no right to write in this study: here it is only read. Ask its owner."


def why_only_read(store: StudyFolder) -> str:
    """Why nothing can be written in a study; empty where it can."""
    if store.read_only:
        return NEWER
    folders = (store.folder, store.folder / "interviews")
    there = [folder for folder in folders if folder.exists()]
    return "" if all(os.access(folder, os.W_OK) for folder in there) else NO_RIGHT


def refuse_if_only_read(store: StudyFolder) -> None:
    """Raises OnlyRead or NoRights, in one plain line."""
    if store.read_only:
        raise OnlyRead(store.folder / "study.json")
    if why_only_read(store):
        raise NoRights(NO_RIGHT)
