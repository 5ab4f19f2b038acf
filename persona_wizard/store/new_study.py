"""Making a study's folder: all of it, or nothing."""

import os
from contextlib import suppress
from pathlib import Path

from persona_wizard.model.study import Study
from persona_wizard.store.errors import (
    FileInTheWay,
    FolderNotEmpty,
    StudyExists,
    not_readable,
    not_saved,
)
from persona_wizard.store.layout import FOLDER_MODE, GITIGNORE, Layout
from persona_wizard.store.study_file import write_study
from persona_wizard.store.whole_file import write_whole


def make_study(layout: Layout, study: Study) -> None:
    """Make a study in a new or an empty folder.

    Raises StudyExists, FolderNotEmpty, FileInTheWay, NoRights, StoreError; then nothing of it is
    left behind, and what somebody else makes there at the same time stays.
    """
    refuse_unless_empty(layout)
    made: list[Path] = []
    try:
        _make_folders(layout, made)
        made.append(layout.gitignore)
        write_whole(layout.gitignore, GITIGNORE.encode())
        # It makes the folder a study, so it comes last.
        made.append(layout.study)
        write_study(layout.study, study)
    except BaseException as error:
        _remove(made)
        if isinstance(error, FileExistsError):
            raise StudyExists(layout.folder) from error
        if isinstance(error, OSError):
            raise not_saved(layout.study, error) from error
        raise


def _make_folders(layout: Layout, made: list[Path]) -> None:
    """Make every folder, and add each to `made`.

    Raises FileExistsError where another makes a study here: whoever makes the first folder inside
    is the one who makes it. Raises OSError.
    """
    if not layout.folder.exists():
        layout.folder.mkdir(FOLDER_MODE, parents=True)
        made.append(layout.folder)
    layout.folder.chmod(FOLDER_MODE)
    for folder in (
        layout.interviews,
        layout.participants,
        layout.question_banks,
        layout.photos,
        layout.exports,
    ):
        folder.mkdir(FOLDER_MODE)
        made.append(folder)
        # The umask may have taken rights from the owner too.
        folder.chmod(FOLDER_MODE)


def _remove(made: list[Path]) -> None:
    for path in reversed(made):
        with suppress(OSError):
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink()


def refuse_unless_empty(layout: Layout) -> None:
    """Raises StudyExists, FolderNotEmpty, FileInTheWay, NoRights where no study can be made."""
    folder = layout.folder
    try:
        for place in (folder, *folder.parents):
            if os.path.lexists(place) and not place.is_dir():
                raise FileInTheWay(place)
        if layout.study.exists():
            raise StudyExists(folder)
        if folder.exists() and any(folder.iterdir()):
            raise FolderNotEmpty(folder)
    except OSError as error:
        raise not_readable(folder, error) from error
