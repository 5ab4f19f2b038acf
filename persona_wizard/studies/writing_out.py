"""Files that go out of a study: where none may go, and what none may replace."""

import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from persona_wizard.model.errors import EXIT_USAGE, WizardError
from persona_wizard.model.text import clean_line
from persona_wizard.store import Standing, StudyFolder, own_room, write_all, write_apart


class PageExists(WizardError):
    """A file stands where the page would go, and is kept; `path` is that file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{_shown(path)} stands there already and was kept. Use --force to replace it."
        )
        self.path = path


class OwnRoom(WizardError):
    """A file would go among a study's own files; `room` is the one of them in its way."""

    exit_status = EXIT_USAGE

    def __init__(self, room: Path) -> None:
        super().__init__(
            f"{_shown(room)} is the study's own. Nothing was written; "
            "choose a place in exports/, or one outside of the study."
        )
        self.room = room


def write_out(
    store: StudyFolder, files: Mapping[Path, bytes], replace: bool, pages: Collection[Path]
) -> None:
    """Write all of these files, or none.

    A file that stands is replaced only where that is said; one that is none of the `pages`, such as
    their picture, may stand there as it would be written. Raises PageExists, OwnRoom, WizardError
    where a link leads out of the study, StoreError.
    """
    refuse_own_rooms(files)
    for path in files:
        _refuse_dead_link(path)
    _refuse_a_way_out(store, files)
    if not replace:
        standing = [path for path in files if os.path.lexists(path)]
        for path in standing:
            if path in pages or not _holds(path, files[path]):
                raise PageExists(path)
        files = {path: data for path, data in files.items() if path not in standing}
    try:
        write_all(store.folder, files, replace=replace)
    except Standing as found:
        raise PageExists(found.path) from found


def write_alone(path: Path, data: bytes, replace: bool) -> None:
    """Write one file that is of no study.

    Raises OwnRoom, PageExists unless `replace`, WizardError where no file can go, StoreError.
    """
    refuse_own_rooms([path])
    refuse_no_place(path)
    try:
        write_apart(path, data, replace=replace)
    except Standing as found:
        raise PageExists(found.path) from found


def refuse_no_place(path: Path) -> None:
    """A file takes no folder's or device's place. Raises WizardError."""
    _refuse_dead_link(path)
    if os.path.exists(path) and not os.path.isfile(path):
        raise WizardError(
            f"{_shown(path)} is no file. Nothing was written; "
            "name a file or a folder, or - for standard output."
        )


def refuse_own_rooms(files: Iterable[Path]) -> None:
    """No file goes among the own files of any study, whatever its path. Raises OwnRoom."""
    for path in files:
        room = own_room(path)
        if room is not None:
            raise OwnRoom(room)


def refuse_outside_of_exports(store: StudyFolder, folder: Path) -> None:
    """What goes into a study by itself goes into its `exports/`, whatever study.json says.

    Raises OwnRoom.
    """
    home, real = Path(os.path.realpath(store.folder)), Path(os.path.realpath(folder))
    if real.is_relative_to(home) and not real.is_relative_to(home / "exports"):
        raise OwnRoom(folder)


def refuse_meeting(files: Mapping[Path, bytes], more: Mapping[Path, bytes]) -> None:
    """Two files of different content take no one place. Raises WizardError."""
    for path, data in more.items():
        if files.get(path, data) != data:
            raise WizardError(
                f"Two of these would be {_shown(path)}. Nothing was written; "
                "give them folders of their own."
            )


def _refuse_a_way_out(store: StudyFolder, files: Collection[Path]) -> None:
    """No link in a study, which may have come with it, has a file written elsewhere."""
    home = Path(os.path.abspath(store.folder))
    real = Path(os.path.realpath(home))
    for folder in dict.fromkeys(Path(os.path.abspath(path.parent)) for path in files):
        if not folder.is_relative_to(home):
            continue
        if Path(os.path.realpath(folder)) != real / folder.relative_to(home):
            raise WizardError(
                f"A link leads from {_shown(folder)} to elsewhere. Nothing was written; "
                "put a folder there in place of the link."
            )


def _refuse_dead_link(path: Path) -> None:
    if os.path.islink(path) and not os.path.exists(path):
        raise WizardError(
            f"{_shown(path)} is a link that leads nowhere. Nothing was written; "
            "delete it, or name another file."
        )


def _holds(file: Path, data: bytes) -> bool:
    try:
        return file.read_bytes() == data
    except OSError:
        return False


def _shown(path: Path) -> str:
    return clean_line(str(path))
