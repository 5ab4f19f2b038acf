"""Which interviews a page that left the house is built on, as prints that tell nobody who it was.

They open the record at a page's end, which stands in definitions of links that nothing leads to:
every reader of Markdown leaves them out.
"""

import hashlib
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

import msgspec
from msgspec import Struct

_TITLE = "For persona-wizard verify, leave as it is:"
_FORM = "2"
_FIRST_FORM = "1"
# Lines below the first: the interviews, and the claims.
_ROWS = 2
_NOTHING = "-"
# Editors indent and quote these lines, and put other marks around what they say.
_LINE = re.compile(
    r"""^[ \t>]*\[//\]:\ \#\ (?:"([^"]*)"|[“”„'‘’(]([^"“”„'‘’()]*)[“”'‘’)])[ \t\r]*$""",
    re.MULTILINE | re.VERBOSE,
)
# Letters of a print, and the bytes that they stand for.
_PRINT = 8
_BYTES = _PRINT // 2


class Ending(Struct, frozen=True, kw_only=True):
    """What stands at a page's end: the interviews it is built on (prints), and what it claims.

    `newer` where a later version wrote it, `earlier` where an earlier one did, which `claims` are
    not read of; `intact` is false where it is not as it was written.
    """

    interviews: frozenset[str] = frozenset()
    claims: bytes = b""
    intact: bool = True
    newer: bool = False
    earlier: bool = False


class _Data(Struct, frozen=True):
    """A persona as JSON, as far as it is looked at here."""

    schema: Literal["persona/1"]
    built_on: tuple[str, ...] = ()


def interview_print(interview_id: str) -> str:
    """An interview as pages name it, which tells nobody who was interviewed."""
    return _print(f"interview {interview_id}")


def built_on(page: str) -> frozenset[str]:
    """The interviews (prints) that a page names: Markdown, HTML, or a persona as JSON.

    Those of every page where a file holds several; none where it carries no record, or one that was
    altered.
    """
    if page.lstrip("\ufeff \t\r\n").startswith("{"):
        return _of_data(page.lstrip("\ufeff"))
    ends = (0, *record_ends(page))
    found = (ending_of(page[start:end]) for start, end in pairwise(ends))
    return frozenset[str]().union(*(one.interviews for one in found if one and one.intact))


def ending(interviews: Iterable[str], claims: bytes = b"") -> str:
    """The record of a page built on these interviews (ids), ending in a newline."""
    return ending_with(map(interview_print, interviews), claims)


def ending_with(prints: Iterable[str], claims: bytes) -> str:
    """The same, of interviews whose prints are known."""
    packed = bytes.fromhex("".join(sorted(set(prints))))
    rows = [urlsafe_b64encode(part).decode() or _NOTHING for part in (packed, claims)]
    told = (f"{_TITLE} {_FORM} {_print(' '.join(rows))}", *rows)
    return "".join(f'[//]: # "{row}"\n' for row in told)


def ending_of(page: str) -> Ending | None:
    """What stands at a page's end; None where nothing of ours does."""
    lines = [_said(row) for row in _LINE.finditer(page)]
    heads = [at for at, line in enumerate(lines) if line.startswith(_TITLE)]
    if not heads:
        return Ending(intact=False) if _TITLE in page else None
    form, _, printed = lines[heads[-1]].removeprefix(_TITLE).strip().partition(" ")
    below = lines[heads[-1] + 1 :]
    if form not in (_FORM, _FIRST_FORM):
        return Ending(newer=True, intact=False)
    # A row of this form holds no space, so that one in it is where an editor broke it.
    rows = below if form == _FIRST_FORM else ["".join(row.split()) for row in below[:_ROWS]]
    words = " ".join(" ".join(rows).split())
    if _print(words) != printed.strip():
        return Ending(intact=False)
    return _first_form(words) if form == _FIRST_FORM else _second_form(words)


def without_ending(page: str) -> str:
    """What of a page people read, ending in a newline."""
    return _LINE.sub("", page).rstrip() + "\n"


def record_ends(text: str) -> tuple[int, ...]:
    """Where the records in a text end: offsets, in order."""
    rows = list(_LINE.finditer(text))
    heads = [at for at, row in enumerate(rows) if _said(row).startswith(_TITLE)]
    ends = []
    for at, later in zip(heads, [*heads[1:], len(rows)], strict=False):
        # Other forms have any number of rows.
        ours = _said(rows[at]).startswith(f"{_TITLE} {_FORM} ")
        ends.append(rows[min(at + _ROWS, later - 1) if ours else later - 1].end())
    return tuple(ends)


def _said(row: re.Match[str]) -> str:
    return row[1] if row[1] is not None else row[2]


def _second_form(words: str) -> Ending:
    try:
        prints, claims = map(_unpacked, words.split(" "))
    except ValueError:
        return Ending(intact=False)
    each = (prints[at : at + _BYTES].hex() for at in range(0, len(prints), _BYTES))
    return Ending(interviews=frozenset(each), claims=claims)


def _unpacked(word: str) -> bytes:
    return b"" if word == _NOTHING else urlsafe_b64decode(word)


def _first_form(words: str) -> Ending:
    """Of the earlier form, which had a word for each interview, no more is read than those."""
    _, _, behind = words.partition(" from ")
    interviews, _, _ = f" {behind}".partition(" claims ")
    return Ending(interviews=frozenset(interviews.split()), earlier=True)


def _of_data(page: str) -> frozenset[str]:
    try:
        return frozenset(msgspec.json.decode(page, type=_Data).built_on)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return frozenset()


def _print(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_PRINT]
