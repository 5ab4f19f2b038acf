"""TinyDB on a file that is never half written."""

import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from tinydb import Storage

from persona_wizard.store.errors import DamagedFile, StoreError, not_readable, shown
from persona_wizard.store.whole_file import write_whole

# Table name, then document id, then the document.
Tables = dict[str, dict[str, dict[str, Any]]]


class AtomicJSONStorage(Storage):
    """A file of tables; each write replaces it whole. No handle stays open between operations.

    Raises DamagedFile or NoRights on reading, StoreError on writing.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._holding = False
        self._held: Tables | None = None

    def read(self) -> Tables | None:
        """The tables; None where there is no file."""
        return self._held if self._holding else self._load()

    def write(self, data: Tables) -> None:
        if self._holding:
            self._held = data
        else:
            write_whole(self.path, _encode(self.path, data))

    @contextmanager
    def one_write(self) -> Iterator[None]:
        """Read once, hold back what is written inside, write it at the end; nothing on a fault."""
        self._held, self._holding = self._load(), True
        try:
            yield
            tables = self._held
        finally:
            self._held, self._holding = None, False
        if tables is not None:
            self.write(tables)

    def _load(self) -> Tables | None:
        try:
            # Reading a pipe would wait without end.
            if not stat.S_ISREG(os.stat(self.path).st_mode):
                raise DamagedFile(self.path, "it is no file")
            data = self.path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise not_readable(self.path, error) from error
        return _decode(self.path, data)


def _decode(path: Path, data: bytes) -> Tables:
    if not data:
        raise DamagedFile(path, "it is empty")
    try:
        return msgspec.json.decode(data, type=Tables)
    except msgspec.ValidationError as error:
        raise DamagedFile(path, f"it holds other things than tables ({error})") from error
    except RecursionError as error:
        raise DamagedFile(path, "it is nested too deeply") from error
    except ValueError as error:
        raise DamagedFile(path, f"it is no whole JSON file ({error})") from error


def _encode(path: Path, tables: Tables) -> bytes:
    try:
        text = json.dumps(tables, ensure_ascii=False, allow_nan=False)
        # A value a line, so that version control shows and merges single answers.
        return msgspec.json.format(text, indent=1).encode() + b"\n"
    except (ValueError, RecursionError) as error:
        raise StoreError(
            f"Not saved: something in {shown(path)} can't be written to a file. "
            "What was saved before is safe."
        ) from error
