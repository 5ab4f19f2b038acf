"""The files of a study as they are searched through: without following links, and not git's."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from persona_wizard.model.interview import Interview, Participant
from persona_wizard.store.errors import StoreError
from persona_wizard.store.interview_file import interview_in
from persona_wizard.store.layout import Layout, is_interview_id, is_named
from persona_wizard.store.participant_file import read_participant

_ID_LENGTH = 12
_HEAD = 2**16
# To look for words takes a dozen times the memory of the text.
LARGEST_PAGE = 5_000_000


class TooLarge(OSError):
    """A text that is too large to look into as a whole."""


def kept_files(layout: Layout) -> Iterator[Path]:
    """Every file in which this program keeps interviews, names, and earlier forms of them."""
    for folder in (
        layout.interviews,
        layout.participants,
        layout.backup,
        layout.conflicts,
        layout.quarantine,
    ):
        yield from files_in(folder)


# What is told of a folder that can't be listed.
Failed = Callable[[OSError], None]


def files_in(folder: Path, failed: Failed | None = None) -> list[Path]:
    """Every file below one of the study's folders; none where that is a link."""
    return [] if os.path.islink(folder) else files_below(folder, failed)


def files_below(folder: Path, failed: Failed | None = None) -> list[Path]:
    """Every file below a folder, in a fixed order, without following links; git's are left out."""
    found: list[Path] = []
    for here, folders, names in os.walk(folder, onerror=failed):
        folders[:] = sorted(name for name in folders if name != ".git")
        found += [Path(here, name) for name in sorted(names)]
    return found


def exports_and_photos(layout: Layout) -> tuple[Path, ...]:
    """Every file that may show a participant, or hold their words, in a page."""
    return (*files_in(layout.photos), *files_in(layout.exports))


def unreadable_in(folder: Path) -> list[Path]:
    """The files and folders below one of the study's that can't be read."""
    failed: list[OSError] = []
    for path in files_in(folder, failed.append):
        try:
            if path.is_file():
                with open(path, "rb") as file:
                    file.read(1)
        except OSError as error:
            failed.append(error)
    return [Path(e.filename) for e in failed if e.filename and os.path.lexists(e.filename)]


def bytes_of(path: Path) -> bytes:
    """A file's bytes; none where it is a link or no file. Raises OSError."""
    # Reading a pipe would wait without end; a link leads to what is not the study's.
    return path.read_bytes() if path.is_file() and not os.path.islink(path) else b""


def text_bytes_of(path: Path) -> bytes | None:
    """The same of a file that may be text; None for any other. Raises OSError, TooLarge."""
    if not path.is_file() or os.path.islink(path):
        return b""
    with open(path, "rb") as file:
        # What is no text shows it early, and may be larger than the memory.
        head = file.read(_HEAD)
        if _is_text(head):
            if os.fstat(file.fileno()).st_size > LARGEST_PAGE:
                raise TooLarge(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
            data = head + file.read()
            return data if _is_text(data) else None
    return None


def may_be_text(path: Path) -> bool:
    """Whether a file begins as a text. Raises OSError."""
    if not path.is_file() or os.path.islink(path):
        return False
    with open(path, "rb") as file:
        return _is_text(file.read(_HEAD))


def _is_text(data: bytes) -> bool:
    return b"\0" not in data or data.startswith((b"\xff\xfe", b"\xfe\xff"))


def interview_at(path: Path) -> Interview | None:
    """The interview in a file of whatever name; None where it can't be read."""
    try:
        return interview_in(path, bytes_of(path))
    except StoreError:
        return None


def person_at(path: Path) -> Participant | None:
    """The name and contact in a file of whatever name; None where they can't be read."""
    try:
        return read_participant(path) if path.is_file() and not os.path.islink(path) else None
    except StoreError:
        return None


def is_settings(layout: Layout, path: Path) -> bool:
    """Whether it is study.json or of it: what was erased is written there, and is nobody's."""
    return path.name.startswith(layout.study.name)


def id_in_name(path: Path) -> str:
    """The interview's id that a file's name begins with; empty for none."""
    start = path.name.lstrip(".")[:_ID_LENGTH]
    return start if is_interview_id(start) and is_named(path.name, start) else ""
