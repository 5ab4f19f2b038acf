"""Files that are written whole or not at all."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from persona_wizard.store.errors import not_saved
from persona_wizard.store.layout import FILE_MODE, make_folder, temporary_for
from persona_wizard.store.stamp import Stamp, stamp_of

# What the umask takes rights from.
_ANYONE = 0o666


class Replaced(Exception):
    """The file is not the one that was to be written over; it was left as it is."""


def write_whole(path: Path, data: bytes, stands: Callable[[], bool] | None = None) -> Stamp:
    """Put data in a file's place, and return its stamp once the disk has it.

    Makes the file's folder, not those above. Raises StoreError; then the earlier file is intact
    and no temporary file is left. Should the folder alone refuse to be synced, the new file is in
    place, whole, but a power cut could still bring the earlier one back. `stands` is asked last,
    whether the earlier file is still the one to write over; Replaced is raised where it says no.
    """
    make_private(path.parent)
    temporary = temporary_for(path)
    try:
        stamp = write_synced(temporary, data)
        if stands is not None and not stands():
            raise Replaced(path)
        os.replace(temporary, path)
        sync_folder(path.parent)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):
            raise not_saved(path, error) from error
        raise
    return stamp


def make_private(folder: Path) -> None:
    """Make a folder for its owner alone, where there is none. Raises StoreError."""
    try:
        if not os.path.isdir(folder):
            make_folder(folder)
            sync_folder(folder.parent)
    except OSError as error:
        raise not_saved(folder, error) from error


def write_synced(path: Path, data: bytes, mode: int | None = FILE_MODE) -> Stamp:
    """Write a new file and have the disk know it. Raises OSError.

    It is for its owner alone unless another `mode` is given; None is whatever the umask lets.
    """
    rights = _ANYONE if mode is None else FILE_MODE
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, rights)
    with open(descriptor, "wb") as file:
        if mode is not None:
            # The umask may have taken rights from the owner too.
            os.chmod(path, mode)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        # It keeps this stamp under whatever name it gets.
        return stamp_of(os.fstat(file.fileno()))


def put_where_nothing_stands(temporary: Path, path: Path) -> None:
    """Give a file its place, unless another has it. Raises FileExistsError, OSError."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # Some disks know no second name of a file: an empty one keeps the place for it.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE))
        try:
            os.replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                path.unlink()
            raise
    else:
        # The new name before the old one goes: a disk may keep the two apart.
        sync_folder(path.parent)
        with suppress(OSError):
            temporary.unlink()


def sync_folder(folder: Path) -> None:
    """Have the disk know a folder's names. Raises OSError."""
    if not hasattr(os, "O_DIRECTORY"):  # Windows can't open a folder, and needs no sync of one.
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network and removable disks know no sync of a folder.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)
