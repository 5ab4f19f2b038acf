"""A file of any size, looked through piece by piece."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from persona_wizard.store.words import Words, text_in

_PIECE = 2**20
# So much of a piece is looked at once more with the next: what is sought may stand in both.
_OVERLAP = 2**16
# What is no text may hold some, in UTF-8; all the rest of a film would take hours to look through.
_TEXT_WITHIN = re.compile(
    rb"(?:[\t\n\r\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}"
    rb"|[\xf0-\xf4][\x80-\xbf]{3}){4,}"
)
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def pieces(path: Path, size: int = _PIECE, overlap: int = _OVERLAP) -> Iterator[Words]:
    """The words of a file, piece by piece; none where it is a link or no file. Raises OSError.

    `size` and `overlap` are in bytes, both even.
    """
    # Reading a pipe would wait without end; a link leads to what is not the study's.
    if not path.is_file() or os.path.islink(path):
        return
    with open(path, "rb") as file:
        data = file.read(size)
        mark = data[:2] if data.startswith(_WIDE) else b""
        first = True
        while data:
            more = file.read(size)
            # Of two bytes each, a piece begins with a whole letter.
            yield Words(text_in(_whole(data, mark, first=first, last=not more)))
            # An odd byte at the end belongs to the next letter.
            kept = overlap + len(data) % 2 if mark else overlap
            data, first = data[-kept:] + more if more else b"", False


def _whole(data: bytes, mark: bytes, *, first: bool, last: bool) -> bytes:
    """The text in a piece, without parts of letters: they are whole in the piece beside it."""
    if mark:
        return data if first else mark + data
    if b"\0" in data:
        return b"\0".join(_TEXT_WITHIN.findall(data))
    start, end = 0, len(data)
    while not first and start < min(3, end) and 0x80 <= data[start] < 0xC0:
        start += 1
    for back in (1, 2, 3):
        if not last and back <= end and data[end - back] >= 0xC0:
            end -= back
            break
    return data[start:end]
