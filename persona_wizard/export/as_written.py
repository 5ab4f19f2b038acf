"""The lines of a page that must stay as they were written: claims, counts and what people said.

Pages remember these lines by what is kept of them here: to keep something else takes a record of
another form.
"""

import hashlib
import re
from collections.abc import Collection, Iterator

from msgspec import Struct

from persona_wizard.export.escape import unescape
from persona_wizard.export.researcher import OUR_READING
from persona_wizard.model.headings import Audience

_IN_FRONT = ("schema", "interviews", "status", "gaps", "newest", "digest")
_AUDIENCES = "|".join(audience.one for audience in Audience)
# What an editor may write in other ways: escapes, marks of lists and weight, quotation marks.
_OPENING = re.compile(r"^(?:[-+>#]+ +)+")
_WEIGHT = str.maketrans(dict.fromkeys("*_\u2060", "") | dict.fromkeys("“”„«»", '"'))
_CELLS = re.compile(r" ?\| ?")
_DEFINED = re.compile(r"^\[\^(\w+)\]:")
_MARKED = re.compile(r"\[\^(\w+)\]$")
# What the program counted stands outside quotes and dates, and is part of no name such as P01.
_NUMBER = re.compile(r"(?<!\w)\d+(?:[.,]\d+)*(?!\w)")
_QUOTED = re.compile(r'"[^"]*"')
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_COUNT = re.compile(
    rf"\d+ (?:of \d+|against|asked|answered|interviews?|things?|people|person|(?:{_AUDIENCES})s?)\b"
)
# A quote, a participant of the annex, or a note of what somebody said.
_SAID = re.compile(rf'^"|^noted: |^[^,:"]+, (?:{_AUDIENCES})\b|\([^()]*\b(?:{_AUDIENCES}|note)\)$')
_LISTED = re.compile(r"^\s*(?:[-+*] |\d+[.)] |>)")
_TITLE = re.compile(r"^#{1,6} ")
_ITEM = ("- ", "* ", "+ ", "**")
_CLAIMED = re.compile(r"\([^()]*\d+ of \d+")
_PRINT = 3


class HeldLine(Struct, frozen=True):
    """A line that must stay: `place` is its footnote's label, with a colon for the footnote.

    `kept` is what of it must stay, whatever the dress; `number` is the line's own, from 1.
    """

    place: str
    kept: str
    text: str
    number: int

    @property
    def print(self) -> bytes:
        return short_print(self.kept)


def short_print(text: str) -> bytes:
    """A text as a record keeps it: enough to see that it was changed."""
    return hashlib.sha256(text.encode(errors="replace")).digest()[:_PRINT]


def split_prints(prints: bytes) -> frozenset[bytes]:
    """Short prints that stand one behind the other."""
    return frozenset(prints[at : at + _PRINT] for at in range(0, len(prints), _PRINT))


def held_lines(page: str, written: Collection[bytes] | None = None) -> tuple[HeldLine, ...]:
    """Every line of a page of Markdown that must stay as it was written.

    Under titles that were `written` those are all lines of lists and quotes; a reader's own lists
    stand under titles of their own.
    """
    return tuple(_held(page.split("\n"), written))


def prints_of(page: str) -> Iterator[bytes]:
    """What a page remembers: its lines that must stay, and its titles."""
    yield from (line.print for line in held_lines(page))
    yield from (_print_of_title(_bare(row)) for row in page.split("\n") if _TITLE.match(row))


def changed_lines(page: str, written: Collection[bytes]) -> tuple[HeldLine, ...]:
    """The lines that were not `written` so; to move a line, or to leave it out, changes none."""
    return tuple(line for line in held_lines(page, written) if line.print not in written)


def _held(rows: list[str], written: Collection[bytes] | None) -> Iterator[HeldLine]:
    front = ours = False
    body = next((at for at, row in enumerate(rows) if row.strip()), 0)
    for number, row in enumerate(rows, 1):
        text = _bare(row)
        if row.rstrip() == "---" and (front or number == body + 1):
            front = not front
        elif front:
            if text.partition(":")[0] in _IN_FRONT:
                yield HeldLine("", text, row, number)
        else:
            if _TITLE.match(row):
                ours = written is None or _print_of_title(text) in written
                ours = ours and text != OUR_READING
            place = _place(text)
            # Of a title that was changed, what stands under it is known by its own print.
            known = ours or (written is not None and short_print(text) in written)
            listed = known and _LISTED.match(row)
            whole = place or listed or _SAID.search(text) or _claims(row, text)
            kept = text if whole else _counted_and_quoted(text)
            if any(sign.isalnum() for sign in kept):
                yield HeldLine(place, kept, row, number)


def _print_of_title(text: str) -> bytes:
    return short_print(f"# {text}")


def _claims(row: str, text: str) -> bool:
    """Whether it is an item of a list, or a title of the annex, with a count in brackets."""
    return row.lstrip().startswith(_ITEM) and _CLAIMED.search(text) is not None


def _bare(row: str) -> str:
    line = " ".join(unescape(row).translate(_WEIGHT).split())
    return _CELLS.sub("|", _OPENING.sub("", line))


def _place(text: str) -> str:
    defined = _DEFINED.match(text)
    if defined:
        return f"{defined[1]}:"
    marked = _MARKED.search(text)
    return marked[1] if marked else "|" if text.startswith("|") else ""


def _counted_and_quoted(text: str) -> str:
    """What of a line of prose must stay: its counts, and what stands in quotation marks."""
    bare = _DATE.sub(" ", _QUOTED.sub(" ", text))
    numbers = _NUMBER.findall(bare) if _COUNT.search(text) else []
    return "/".join((*numbers, *_QUOTED.findall(text)))
