"""The lines of a page that must stay as they were written: claims, counts and what people said.

Pages remember these lines by what is kept of them here: to keep something else takes a record of
another form.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from html import unescape as without_entities

from msgspec import Struct

from persona_wizard.export.escape import unescape
from persona_wizard.export.paragraphs import joined_rows
from persona_wizard.export.researcher import OUR_READING
from persona_wizard.model.headings import Audience

_IN_FRONT = ("schema", "interviews", "status", "gaps", "newest", "digest")
_AUDIENCES = "|".join(audience.one for audience in Audience)
# What an editor may write in other ways: escapes, marks of lists and weight, quotation marks.
_OPENING = re.compile(r"^(?:[-+>#]+ +)+")
_WEIGHT = str.maketrans(dict.fromkeys("*_\u2060", "") | dict.fromkeys("“”„«»", '"'))
# Earlier pages keep these as they are.
_APOSTROPHES = str.maketrans(dict.fromkeys("‘’", "'"))
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
EDGE = "---"
_ITEM = ("- ", "* ", "+ ", "**")
_CLAIMED = re.compile(r"\([^()]*\d+ of \d+")
_PRINT = 3


class HeldLine(Struct, frozen=True):
    """A line that must stay: `place` is its footnote's label, with a colon for the footnote.

    `kept` is what of it must stay, whatever the dress: one reading, or two where it has apostrophes
    or entities of HTML, the second without them. `number` is the line's own, from 1.
    """

    place: str
    kept: tuple[str, ...]
    text: str
    number: int

    @property
    def prints(self) -> tuple[bytes, ...]:
        return tuple(map(short_print, self.kept))

    def as_written(self, written: Collection[bytes]) -> bool:
        return any(one in written for one in self.prints)


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
    return _lines(list(enumerate(page.split("\n"), 1)), written)


def prints_of(page: str) -> Iterator[bytes]:
    """What a page remembers: its lines that must stay, and its titles."""
    yield from _prints(held_lines(page), page)


def changed_lines(page: str, written: Collection[bytes]) -> tuple[HeldLine, ...]:
    """The lines that were not `written` so; to move a line, or to leave it out, changes none.

    A line that an editor broke is one line.
    """
    lines = held_lines(page, written)
    changed = [line.number for line in lines if not line.as_written(written)]
    if not changed and frozenset(_prints(lines, page)).issuperset(written):
        return ()
    rows, ends = joined_rows(page, _rows_in_front(page.split("\n")))
    alone = {line.number for line in lines}.difference(changed)

    def merely_followed(line: HeldLine) -> bool:
        """Whether words of somebody's own stand right below a line that is as written."""
        below = range(line.number + 1, ends[line.number] + 1)
        return line.number in alone and not any(one in below for one in changed)

    told = (line for line in _lines(rows, written) if not line.as_written(written))
    return tuple(line for line in told if not merely_followed(line))


def is_title(row: str) -> bool:
    return _TITLE.match(row) is not None


def title_as_written(row: str, written: Collection[bytes]) -> bool:
    """Whether a row is one of the titles that were written."""
    return is_title(row) and any(_print_of_title(text) in written for text in _readings(row))


def _prints(lines: Iterable[HeldLine], page: str) -> Iterator[bytes]:
    for line in lines:
        yield from line.prints
    for row in page.split("\n"):
        if is_title(row):
            yield from map(_print_of_title, _readings(row))


def _rows_in_front(rows: Sequence[str]) -> int:
    """How many rows there are to the end of the front matter; 0 where there is none."""
    body = next((at for at, row in enumerate(rows) if row.strip()), 0)
    if rows[body].rstrip() != EDGE:
        return 0
    closing = (at for at, row in enumerate(rows) if at > body and row.rstrip() == EDGE)
    return next(closing, len(rows) - 1) + 1


def _lines(
    rows: Sequence[tuple[int, str]], written: Collection[bytes] | None
) -> tuple[HeldLine, ...]:
    return tuple(_held(rows, written))


def _held(rows: Sequence[tuple[int, str]], written: Collection[bytes] | None) -> Iterator[HeldLine]:
    ours = False
    front = _rows_in_front([row for _, row in rows])
    for at, (number, row) in enumerate(rows):
        texts = _readings(row)
        if at < front:
            if texts[0].partition(":")[0] in _IN_FRONT:
                yield HeldLine("", texts, row, number)
            continue
        if is_title(row):
            ours = written is None or title_as_written(row, written)
            ours = ours and OUR_READING not in texts
        # Of a title that was changed, what stands under it is known by its own print.
        known = ours or (
            written is not None and any(short_print(text) in written for text in texts)
        )
        readings = (_kept(row, text, known) for text in texts)
        kept = tuple(one for one in readings if any(sign.isalnum() for sign in one))
        if kept:
            yield HeldLine(_place(texts[-1]), kept, row, number)


def _kept(row: str, text: str, known: bool) -> str:
    whole = (
        _place(text) or (known and _LISTED.match(row)) or _SAID.search(text) or _claims(row, text)
    )
    return text if whole else _counted_and_quoted(text)


def _print_of_title(text: str) -> bytes:
    return short_print(f"# {text}")


def _claims(row: str, text: str) -> bool:
    """Whether it is an item of a list, or a title of the annex, with a count in brackets."""
    return row.lstrip().startswith(_ITEM) and _CLAIMED.search(text) is not None


def _readings(row: str) -> tuple[str, ...]:
    """What a row says without its dress, and, where that is something else, without entities."""
    text, plain = _bare(row), _bare(without_entities(row).translate(_APOSTROPHES))
    return (text,) if text == plain else (text, plain)


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
