"""TinyDB on a file that is never half written."""

import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from tinydb import Storage

from persona_wizard.store.errors import DamagedFile, StoreError, not_readable, shown
from persona_wizard.store.faults_in_words import why_not_json
from persona_wizard.store.stamp import Stamp, stamp_at, stamp_of
from persona_wizard.store.whole_file import write_whole

# Table name, then document id, then the document.
Tables = dict[str, dict[str, dict[str, Any]]]


class Content(Struct, frozen=True):
    """A file's bytes as they were read or written; no stamp where they are in no file yet."""

    data: bytes
    stamp: Stamp | None = None


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
            write_whole(self.path, encode(self.path, data))

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
        content = read_content(self.path)
        return None if content is None else decode(self.path, content.data)


class WatchedStorage(AtomicJSONStorage):
    """The tables of a file that has one writer, who never writes over what another put there.

    `content` is what was last read or written here, None for a file that is not there yet.
    Reading gives that; writing raises Replaced, and changes nothing, where the file holds anything
    else by now. The same bytes in another file are no change.
    """

    def __init__(self, path: Path, content: Content | None) -> None:
        super().__init__(path)
        self.content = content

    def write(self, data: Tables) -> None:
        if self._holding:
            self._held = data
        else:
            encoded = encode(self.path, data)
            try:
                stamp = write_whole(self.path, encoded, self.stands)
            except BaseException:
                # It is in place where only the folder could not be synced.
                self._take(encoded)
                raise
            self.content = Content(encoded, stamp)

    def stands(self) -> bool:
        """Whether the file is as it was last read or written here."""
        expected = self.content.stamp if self.content else None
        found = stamp_at(self.path)
        if found == expected:
            return True
        if self.content is None or found is None or expected is None:
            return False
        return self._take(self.content.data)

    def _take(self, data: bytes) -> bool:
        """Whether the file holds these bytes; then it is the one that is written over."""
        with suppress(StoreError):
            content = read_content(self.path)
            if content is not None and content.data == data:
                self.content = content
                return True
        return False

    def _load(self) -> Tables | None:
        return decode(self.path, self.content.data) if self.content else None


def read_content(path: Path) -> Content | None:
    """A file's bytes; None where there is no file. Raises DamagedFile, NoRights."""
    try:
        # Reading a pipe would wait without end.
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise DamagedFile(path, "it is no file")
        with open(path, "rb") as file:
            return Content(file.read(), stamp_of(os.fstat(file.fileno())))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise not_readable(path, error) from error


def decode(path: Path, data: bytes) -> Tables:
    """The tables in a file's bytes. Raises DamagedFile."""
    if not data:
        raise DamagedFile(path, "it is empty")
    try:
        return msgspec.json.decode(data, type=Tables)
    except msgspec.ValidationError as error:
        raise DamagedFile(path, "it holds other things than this program writes") from error
    except RecursionError as error:
        raise DamagedFile(path, "it is nested too deeply") from error
    except ValueError as error:
        raise DamagedFile(path, why_not_json(data, error)) from error


def encode(path: Path, tables: Tables) -> bytes:
    """The bytes of a file with these tables. Raises StoreError."""
    try:
        text = json.dumps(tables, ensure_ascii=False, allow_nan=False)
        # A value a line, so that version control shows and merges single answers.
        return msgspec.json.format(text, indent=1).encode() + b"\n"
    except (ValueError, RecursionError) as error:
        raise StoreError(
            f"Not saved: something in {shown(path)} can't be written to a file. "
            "What was saved before is safe."
        ) from error
