"""Several files that are written together: all of them whole, or none of them."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from persona_wizard.store.errors import StoreError, not_saved
from persona_wizard.store.layout import temporary_for
from persona_wizard.store.whole_file import make_private, sync_folder, write_synced


def write_all(files: Mapping[Path, bytes]) -> None:
    """Put data in the files' places, once the disk has all of it.

    Makes the folders that are missing. Raises StoreError; then every earlier file is as it was,
    and nothing else is left behind.
    """
    made: list[Path] = []
    staged: dict[Path, Path] = {}
    earlier: dict[Path, bytes | None] = {}
    path = Path()
    try:
        for path, data in files.items():
            made += _make_folders(path.parent)
            staged[path] = temporary_for(path)
            write_synced(staged[path], data)
        for path, temporary in staged.items():
            before = path.read_bytes() if os.path.lexists(path) else None
            earlier[path] = before
            os.replace(temporary, path)
        for folder in {path.parent for path in files}:
            sync_folder(folder)
    except BaseException as error:
        _put_back(earlier)
        _remove(made, staged)
        if isinstance(error, OSError):
            raise not_saved(path, error) from error
        raise


def _make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it that are missing; gives those that were."""
    missing = [one for one in (folder, *folder.parents) if not os.path.lexists(one)]
    for one in reversed(missing):
        make_private(one)
    return missing[::-1]


def _put_back(earlier: Mapping[Path, bytes | None]) -> None:
    for path, data in earlier.items():
        with suppress(OSError, StoreError):
            if data is None:
                path.unlink(missing_ok=True)
            else:
                temporary = temporary_for(path)
                write_synced(temporary, data)
                os.replace(temporary, path)


def _remove(made: list[Path], staged: Mapping[Path, Path]) -> None:
    for temporary in staged.values():
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    for folder in reversed(made):
        with suppress(OSError):
            folder.rmdir()
