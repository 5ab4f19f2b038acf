"""The index: a summary of each interview with what tells whether its file changed since.

It is never the authority: it may be deleted at any time, and one that is damaged, from elsewhere or
of another version is as good as none.
"""

import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from persona_wizard import __version__
from persona_wizard.store.erased import all_erased, unerased
from persona_wizard.store.errors import StoreError
from persona_wizard.store.forms import newest_form
from persona_wizard.store.interview_file import are_times
from persona_wizard.store.layout import FILE_MODE, Layout, is_interview_id, temporary_for
from persona_wizard.store.storage import read_content
from persona_wizard.store.study_file import is_newer
from persona_wizard.store.summary import Summary, in_order
from persona_wizard.store.whole_file import make_private

# Counted up where the index itself, or what a summary says, becomes another.
_FORM = 1

# Inode, time of the last change of the content and of anything in nanoseconds, and size in bytes.
# The system alone sets the third, so no file from elsewhere has it by chance or on purpose.
Mark = tuple[int, int, int, int]

# Of a file that may yet change without showing it; no file has it.
UNSURE: Mark = (0, 0, 0, 0)


class Known(Struct, frozen=True, gc=False):
    """A summary, and the mark of the file that it was made of."""

    mark: Mark
    summary: Summary


class _Index(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    version: str
    summaries: tuple[Summary, ...]
    # Left as they are until something is compared.
    marks: msgspec.Raw


_DECODER = msgspec.json.Decoder(_Index)


def mark_at(path: str) -> Mark | None:
    """The mark of the file at a path; None where none can be seen."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size


def read_summaries(layout: Layout) -> tuple[Summary, ...]:
    """The summaries as they were last kept, by start; none where there is no index."""
    index = _read(layout)
    return index.summaries if index else ()


def read_known(layout: Layout) -> dict[str, Known]:
    """What the index knows, by the names of the interviews' files."""
    index = _read(layout)
    if index is None:
        return {}
    try:
        marks = msgspec.json.decode(index.marks, type=list[Mark])
    except (ValueError, RecursionError):
        return {}
    if len(marks) != len(index.summaries):
        return {}
    return {f"{s.id}.json": Known(m, s) for m, s in zip(marks, index.summaries, strict=True)}


class NewIndex:
    """An index to be written; what it is told was looked at after it was made."""

    def __init__(self, layout: Layout, temporary: Path, begun: int) -> None:
        self._layout = layout
        self._temporary = temporary
        self._begun = begun

    def write(self, known: Sequence[Known]) -> None:
        """Take the place of the index; what was erased is left out. Raises StoreError, OSError."""
        erased = all_erased(self._layout)
        marks_of = {one.summary.id: self._settled(one.mark) for one in known}
        summaries = unerased(in_order(one.summary for one in known), erased)
        marks = [marks_of[summary.id] for summary in summaries]
        encoded = msgspec.json.encode
        data = encoded(_Index(_version(), summaries, msgspec.Raw(encoded(marks))))
        # Not made again: whoever erases takes it away, and what was read before with it.
        with open(self._temporary, "r+b") as file:
            file.write(_checksum(data) + data)
        path = index_path(self._layout)
        os.replace(self._temporary, path)
        if all_erased(self._layout) != erased:
            # Whoever erased meanwhile may have looked for the index just before it was here.
            path.unlink(missing_ok=True)

    def _settled(self, mark: Mark) -> Mark:
        """The mark of a file, unless another change may share its times: clocks tick slowly."""
        return mark if max(mark[1], mark[2]) < self._begun else UNSURE


@contextmanager
def new_index(layout: Layout) -> Iterator[NewIndex | None]:
    """Begin an index; None where none can be kept, or a newer version's study is only read.

    It is not synced: should a power cut take it, it is made again.
    """
    temporary = temporary_for(index_path(layout))
    index = None
    # A link may lead out of the study.
    with suppress(StoreError, OSError):
        if not layout.cache.is_symlink() and not is_newer(layout.study):
            make_private(layout.cache)
            index = NewIndex(layout, temporary, _made(temporary))
    try:
        yield index
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _made(path: Path) -> int:
    """Make an empty file; when the disk's own clock says that was. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    try:
        # The umask may have taken rights from the owner too.
        os.chmod(path, FILE_MODE)
        return os.fstat(descriptor).st_mtime_ns
    finally:
        os.close(descriptor)


def _read(layout: Layout) -> _Index | None:
    with suppress(StoreError, ValueError, RecursionError):
        content = read_content(index_path(layout))
        if content is None:
            return None
        checksum, data = content.data[:_CHECKSUM_BYTES], content.data[_CHECKSUM_BYTES:]
        if _checksum(data) == checksum:
            index = _DECODER.decode(data)
            if index.version == _version() and _are_sound(index.summaries):
                return index
    return None


def _are_sound(summaries: tuple[Summary, ...]) -> bool:
    """Whether they could be of interviews: one with a good checksum may still be made up."""
    ids = {summary.id for summary in summaries}
    ended = (summary.finished for summary in summaries if summary.finished is not None)
    return (
        len(ids) == len(summaries)
        and all(map(is_interview_id, ids))
        and are_times(summary.started for summary in summaries)
        and are_times(ended)
    )


def _checksum(data: bytes) -> bytes:
    return b"%08x\n" % zlib.crc32(data)


_CHECKSUM_BYTES = len(_checksum(b""))


def _version() -> str:
    return f"{_FORM} {newest_form()} {__version__}"


def index_path(layout: Layout) -> Path:
    """Where the index lies, whether there is one or not."""
    return layout.cache / "interviews.index"
