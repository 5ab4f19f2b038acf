"""Several files that leave a study together: all of them whole, or none of them."""

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from persona_wizard.store.errors import StoreError, not_saved
from persona_wizard.store.layout import FILE_MODE, Layout, temporary_for
from persona_wizard.store.unfinished import Account, keeping_account
from persona_wizard.store.whole_file import (
    make_private,
    put_where_nothing_stands,
    sync_folder,
    write_synced,
)


class Standing(Exception):
    """A file stands where one was to go that may replace none; `path` is that file."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


def write_all(study: Path, files: Mapping[Path, bytes], *, replace: bool) -> None:
    """Put data in the files' places, once the disk has all of it.

    Makes the folders that are missing. In the study's folder they are for their owner alone;
    elsewhere they have the rights of the file that they replace, or what the umask lets. In its
    `exports/`, whoever is killed before all of it is on the disk leaves nothing, and what is killed
    after it is finished when the study is opened next; elsewhere each file is whole, and of several
    some may be new after a kill, with a temporary file beside the others. Raises Standing unless
    `replace`, StoreError; then every earlier file is as it was, and nothing else is left behind.
    """
    layout = Layout(study)
    with keeping_account(layout) as account:
        _Writing(layout, account, replace).write(files)


def write_apart(path: Path, data: bytes, *, replace: bool) -> None:
    """Put data that is of no study in a file's place, with the rights that the umask lets.

    Raises Standing unless `replace`, StoreError; then what stood there is as it was.
    """
    temporary = temporary_for(path)
    try:
        write_synced(temporary, data, None)
        if replace:
            os.replace(temporary, path)
        else:
            put_where_nothing_stands(temporary, path)
        sync_folder(path.parent)
    except FileExistsError as error:
        raise Standing(path) from error
    except OSError as error:
        raise not_saved(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


class _Writing:
    def __init__(self, layout: Layout, account: Account, replace: bool) -> None:
        self._home = os.path.realpath(layout.folder)
        self._account = account
        self._replace = replace
        self._made: list[Path] = []
        # What stood in a file's place, with its rights; None where nothing did.
        self._earlier: dict[Path, tuple[bytes, int] | None] = {}

    def write(self, files: Mapping[Path, bytes]) -> None:
        staged = {path: temporary_for(path) for path in files}
        path = next(iter(files), Path())
        try:
            self._account.begin(staged.values())
            for path, data in files.items():
                self._make_folders(path.parent)
                write_synced(staged[path], data, self._rights(path))
            for folder in {path.parent for path in files}:
                sync_folder(folder)
            self._account.all_there()
            for path, temporary in staged.items():
                self._put(temporary, path)
            for folder in {path.parent for path in files}:
                sync_folder(folder)
        except BaseException as error:
            # Else what is put back would be finished after all.
            self._account.close()
            self._put_back()
            self._remove(staged)
            if isinstance(error, OSError):
                raise not_saved(path, error) from error
            raise
        self._account.close()

    def _is_home(self, folder: Path) -> bool:
        """Whether a folder lies in the study, whatever links lead to it."""
        return Path(os.path.realpath(folder)).is_relative_to(self._home)

    def _rights(self, path: Path) -> int | None:
        if self._is_home(path.parent):
            return FILE_MODE
        with suppress(OSError):
            there = path.stat().st_mode
            return stat.S_IMODE(there) & 0o777 if stat.S_ISREG(there) else None
        return None

    def _make_folders(self, folder: Path) -> None:
        missing = [one for one in (folder, *folder.parents) if not os.path.lexists(one)]
        for one in reversed(missing):
            if self._is_home(one):
                make_private(one)
            else:
                with suppress(FileExistsError):
                    one.mkdir()
                sync_folder(one.parent)
            self._made.append(one)

    def _put(self, temporary: Path, path: Path) -> None:
        """Give a file its place. Raises Standing, OSError."""
        if self._replace:
            earlier = _file_at(path)
            os.replace(temporary, path)
            self._earlier[path] = earlier
            return
        try:
            put_where_nothing_stands(temporary, path)
        except FileExistsError as error:
            raise Standing(path) from error
        self._earlier[path] = None

    def _put_back(self) -> None:
        for path, before in self._earlier.items():
            with suppress(OSError, StoreError):
                if before is None:
                    path.unlink(missing_ok=True)
                else:
                    temporary = temporary_for(path)
                    write_synced(temporary, *before)
                    os.replace(temporary, path)

    def _remove(self, staged: Mapping[Path, Path]) -> None:
        for temporary in staged.values():
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        for folder in reversed(self._made):
            with suppress(OSError):
                folder.rmdir()


def _file_at(path: Path) -> tuple[bytes, int] | None:
    if not os.path.lexists(path):
        return None
    return path.read_bytes(), stat.S_IMODE(path.stat().st_mode)
