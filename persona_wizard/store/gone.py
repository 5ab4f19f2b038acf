"""Files that were erased, known again by their size and digest, and by nothing else of them."""

import hashlib
import os
import stat
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct


class Gone(Struct, frozen=True, order=True):
    """What is kept of a file that was erased: bytes, and SHA-256 in hexadecimal digits."""

    size: int
    digest: str


def gone_as(path: Path) -> Gone | None:
    """What a file is known by; None for an empty one, a link, or no file. Raises OSError."""
    size = _size_of(path)
    if not size:
        return None
    with open(path, "rb") as file:
        return Gone(size, hashlib.file_digest(file, "sha256").hexdigest())


def found_again(paths: Iterable[Path], gone: Collection[Gone]) -> dict[Path, Gone]:
    """Those of these files that are byte for byte what was erased, so far as they can be read.

    Only what has the size of one is read.
    """
    sizes = {one.size for one in gone}
    files: dict[Path, Gone] = {}
    for path in paths:
        with suppress(OSError):
            known = gone_as(path) if _size_of(path) in sizes else None
            if known is not None and known in gone:
                files[path] = known
    return files


def _size_of(path: Path) -> int:
    """The bytes in a file; 0 for a link, or what is no file. Raises OSError."""
    found = os.lstat(path)
    return found.st_size if stat.S_ISREG(found.st_mode) else 0
