"""The numbers on a page, line by line: so that one changed by hand is seen, and prose is free."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

# What the program counted stands outside quotes and dates, and is part of no name such as P01.
_NUMBER = re.compile(r"(?<!\w)\d+(?:[.,]\d+)*(?!\w)")
_QUOTED = re.compile(r'"[^"\n]*"|“[^”\n]*”')
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_ESCAPED = re.compile(r"\\(?=[^\w\s])")
_DEFINED = re.compile(r"^\[\^(\w+)\]:")
_MARKED = re.compile(r"\[\^(\w+)\]\s*$")
_COUNT = re.compile(r"\d+ of \d+|\d+ against|\d+ asked|\d+ answered")


class NumberedLine(Struct, frozen=True):
    """The numbers of one line: `place` is its footnote's label, with a colon for the footnote.

    `number` is the line's own, from 1.
    """

    place: str
    numbers: str
    text: str = ""
    number: int = 0

    @property
    def token(self) -> str:
        return f"{self.place}={self.numbers}"

    @property
    def counts(self) -> bool:
        """Whether a reader would take its numbers for counted ones."""
        return bool(self.place) or _COUNT.search(self.text) is not None


class Renumbered(Struct, frozen=True):
    """A line whose numbers are not those that were written; `before` where they are known."""

    line: NumberedLine
    before: str = ""


def numbered_lines(page: str) -> tuple[NumberedLine, ...]:
    """Every line of a page that has numbers."""
    found = []
    for number, text in enumerate(page.split("\n"), 1):
        bare = _DATE.sub(" ", _QUOTED.sub(" ", _ESCAPED.sub("", text)))
        numbers = "/".join(_NUMBER.findall(bare.replace("\u2060", "")))
        if numbers:
            found.append(NumberedLine(_place(text), numbers, text, number))
    return tuple(found)


def _place(text: str) -> str:
    defined = _DEFINED.match(text)
    if defined:
        return f"{defined[1]}:"
    marked = _MARKED.search(text)
    return marked[1] if marked else "|" if text.startswith("|") else ""


def renumbered(lines: Sequence[NumberedLine], written: Iterable[str]) -> tuple[Renumbered, ...]:
    """The lines that were not `written` so; moving a line, or leaving it out, changes no number."""
    left = Counter(written)
    left.subtract(line.token for line in lines)
    # The last of equal lines are those that are too many.
    strange = []
    for line in reversed(lines):
        if left[line.token] < 0:
            left[line.token] += 1
            if line.counts:
                strange.append(line)
    missing: dict[str, list[str]] = {}
    for token in left.elements():
        place, _, numbers = token.partition("=")
        missing.setdefault(place, []).append(numbers)
    return tuple(Renumbered(line, _before(line, missing)) for line in reversed(strange))


def _before(line: NumberedLine, missing: dict[str, list[str]]) -> str:
    known = missing.get(line.place, [])
    return known[0] if len(known) == 1 else ""
