"""Making a study that has something in it from the start: all of it, or nothing."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from persona_wizard.store.errors import StudyExists, not_saved
from persona_wizard.store.layout import Layout, target_of, temporaries_in, temporary_for
from persona_wizard.store.locks import is_held
from persona_wizard.store.new_study import refuse_unless_empty
from persona_wizard.store.whole_file import sync_folder

# A study that is whole, in the folder that it is to fill.
_MADE = ".made"


def make_whole(folder: Path, make: Callable[[Path], None]) -> None:
    """Have a study made under a passing name, and then give it its place.

    `make` makes it in the folder it is given, and holds its lock meanwhile. Whoever is killed
    leaves no half study, and nothing that the next one does not clear away or complete. Raises
    StudyExists, FolderNotEmpty, FileInTheWay, StoreError, and what `make` raises; then nothing is
    left behind.
    """
    place = Path(os.path.realpath(folder))
    # In one that stands already: the folder above may belong to somebody else.
    target = place / "study" if os.path.isdir(place) else place
    making = temporary_for(target)
    try:
        _clear(target)
        _fill(place)
        refuse_unless_empty(Layout(folder))
        target.parent.mkdir(parents=True, exist_ok=True)
        make(making)
        if target == place:
            _give_name(making, place)
        else:
            os.rename(making, place / _MADE)
            _fill(place)
    except BaseException as error:
        shutil.rmtree(making, ignore_errors=True)
        if isinstance(error, OSError):
            raise not_saved(folder, error) from error
        raise


def _give_name(making: Path, folder: Path) -> None:
    if (folder / "study.json").exists():
        raise StudyExists(folder)
    os.rename(making, folder)
    sync_folder(folder.parent)


def _fill(folder: Path) -> None:
    """Move up what was made in a folder, or the rest of it where another was killed doing so."""
    made = folder / _MADE
    if not made.is_dir():
        return
    # study.json makes it a study, so it comes last.
    for name in sorted(os.listdir(made), key=lambda name: name == "study.json"):
        os.rename(made / name, folder / name)
    made.rmdir()
    sync_folder(folder)


def _clear(target: Path) -> None:
    """Remove what others left of this study who were killed while they made it."""
    for half in temporaries_in(target.parent):
        if target_of(half) == target and half.is_dir() and not is_held(Layout(half).study_lock):
            shutil.rmtree(half, ignore_errors=True)
