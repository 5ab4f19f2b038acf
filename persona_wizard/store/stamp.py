"""What tells a file from another that took its place, without reading either."""

import os
from pathlib import Path

# Inode, time of the last change in nanoseconds, and size in bytes.
Stamp = tuple[int, int, int]


def stamp_of(found: os.stat_result) -> Stamp:
    return found.st_ino, found.st_mtime_ns, found.st_size


def stamp_at(path: Path) -> Stamp | None:
    """The stamp of the file at a path; None where there is none, or none can be seen."""
    try:
        return stamp_of(os.stat(path))
    except OSError:
        return None
