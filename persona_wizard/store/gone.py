"""Files that were erased, known again by their size and digest, and by nothing else of them."""

import hashlib
import os
import stat
from collections.abc import Collection, Iterable
from pathlib import Path

from msgspec import Struct

# No photo that this program keeps is larger.
_LARGEST_PHOTO = 30_000_000


class Gone(Struct, frozen=True, order=True):
    """What is kept of a file that was erased: bytes, and SHA-256 in hexadecimal digits."""

    size: int
    digest: str


class FoundAgain(Struct, frozen=True):
    """The files that are byte for byte what was erased, and those that can't be read."""

    files: dict[Path, Gone]
    unreadable: tuple[Path, ...] = ()


def gone_as(path: Path) -> Gone | None:
    """What a file is known by; None for an empty one, a link, or no file. Raises OSError."""
    size = _size_of(path)
    if not size:
        return None
    with open(path, "rb") as file:
        return Gone(size, hashlib.file_digest(file, "sha256").hexdigest())


def found_again(
    paths: Iterable[Path], gone: Collection[Gone], photos: Collection[str] = ()
) -> FoundAgain:
    """Those of these files that were erased. Only what has the size of one is read.

    `photos` are digests of pictures whose size was not kept.
    """
    sizes = {one.size for one in gone}
    files: dict[Path, Gone] = {}
    unreadable: list[Path] = []
    for path in paths:
        try:
            size = _size_of(path)
            if size in sizes or (photos and size <= _LARGEST_PHOTO):
                known = gone_as(path)
                if known is not None and (known in gone or known.digest in photos):
                    files[path] = known
        except FileNotFoundError:
            continue
        except OSError:
            unreadable.append(path)
    return FoundAgain(files, tuple(unreadable))


def _size_of(path: Path) -> int:
    """The bytes in a file; 0 for a link, or what is no file. Raises OSError."""
    found = os.lstat(path)
    return found.st_size if stat.S_ISREG(found.st_mode) else 0
