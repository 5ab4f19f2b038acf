"""Which rows of a survey export are headers, and what they call each column."""

import re
from collections.abc import Collection, Sequence

from msgspec import Struct

from persona_wizard.model.alike import key
from persona_wizard.model.text import clean_line

# What a second header row says above a column that has no choices.
_RESPONSES = {
    key(text)
    for text in (
        "Response",
        "Open-Ended Response",
        "Open Ended Response",
        "Trả lời",
        "Câu trả lời",
    )
}
# What a column of one choice holds where that was taken, and where it was not.
TICKED = {key(text) for text in ("1", "x", "✓", "✔", "yes", "true", "selected", "checked", "có")}
UNTICKED = {
    key(text)
    for text in (
        "0",
        "no",
        "false",
        "not selected",
        "unselected",
        "unchecked",
        "không",
        "not chosen",
    )
}
_OTHER = re.compile(r"\b(?:other|please specify|khác)\b", re.IGNORECASE)
_IDS = '{"ImportId"'
_IN_BRACKETS = re.compile(r"(?P<name>.+?)\s*\[(?P<part>[^\[\]]+)\]", re.DOTALL)
_Cells = Sequence[str]


class Column(Struct, frozen=True):
    """A column: what its header rows call it, and the choice that is its own (`part`), if any."""

    names: tuple[str, ...]
    part: str = ""

    @property
    def title(self) -> str:
        """What it is called where it is told of; empty where it has no name."""
        name = self.names[-1] if self.names else ""
        return f"{name} [{self.part}]" if self.part else name


class Headed(Struct, frozen=True):
    """The columns, and how many rows their headers take."""

    columns: tuple[Column, ...]
    rows: int


def headed(rows: Sequence[_Cells], known: Collection[str]) -> Headed:
    """Tell the headers; `known` are keys of texts that only a header would have."""
    first = rows[0]
    second = rows[1] if len(rows) > 1 else ()
    third = rows[2] if len(rows) > 2 else ()
    if any(cell.startswith(_IDS) for cell in third):
        return _named(3, first, second)
    if any(cell.startswith(_IDS) for cell in second):
        return _named(2, first)
    if _says(second, known) > max(_says(first, known), len(list(filter(None, second))) // 2):
        return _named(2, first, second)
    if second and _parts(rows):
        return _with_parts(first, second)
    return _named(1, first)


def part_in(title: str) -> Column:
    """A header such as “Where do you buy? [Shop]” as a column of one choice; else as it is."""
    found = _IN_BRACKETS.fullmatch(title)
    return Column((found["name"],), clean_line(found["part"])) if found else Column((title,))


def _named(rows: int, *headers: _Cells) -> Headed:
    width = max(map(len, headers))
    names = (tuple(_cell(header, place) for header in headers) for place in range(width))
    return Headed(tuple(Column(tuple(dict.fromkeys(filter(None, n)))) for n in names), rows)


def _with_parts(first: _Cells, second: _Cells) -> Headed:
    columns: list[Column] = []
    name = ""
    for place in range(max(len(first), len(second))):
        own, label = _cell(first, place), _cell(second, place)
        name = own or name
        goes_on = place + 1 < len(second) and not _cell(first, place + 1) and second[place + 1]
        several = not own or goes_on
        part = label if several and key(label) not in _RESPONSES else ""
        columns.append(Column((name,) if name else (), part))
    return Headed(tuple(columns), 2)


def _parts(rows: Sequence[_Cells]) -> bool:
    """Whether the second row names the choices of questions that the first row names."""
    first, second, *data = rows
    grouped = [
        place for place in range(len(second)) if second[place] and _is_of_several(rows, place)
    ]
    alone = [cell for place, cell in enumerate(second) if cell and place not in grouped]
    # A respondent also answers what has one column; a header says there at most “Response”.
    if any(key(cell) not in _RESPONSES for cell in alone):
        return False
    following = [place for place in grouped if not _cell(first, place)]
    named = [place for place in grouped if key(second[place]) not in TICKED | UNTICKED]
    if following and len(named) == len(grouped) > 1:
        ticked = [place for place in following if _is_ticked(second[place], data, place)]
        return len(ticked) * 2 > len(following) or bool(alone)
    return not grouped and (len(alone) > 1 or bool(alone and not second[0]))


def _is_of_several(rows: Sequence[_Cells], place: int) -> bool:
    """Whether a column is one of several that a question has, the further ones without a name."""
    first, second = rows[0], rows[1]
    if not _cell(first, place):
        return any(first[:place])
    following = place + 1 < len(second) and bool(second[place + 1])
    return following and not _cell(first, place + 1)


def _is_ticked(label: str, data: Sequence[_Cells], place: int) -> bool:
    """Whether a column only says if this choice was taken, or is there for other words."""
    found = {key(row[place]) for row in data if place < len(row) and row[place]}
    ticked = bool(found) and found <= {key(label)} | TICKED | UNTICKED
    return ticked or (bool(data) and _OTHER.search(label) is not None)


def _says(cells: _Cells, known: Collection[str]) -> int:
    return sum(key(cell) in known for cell in cells if cell)


def _cell(cells: _Cells, place: int) -> str:
    return clean_line(cells[place]) if place < len(cells) else ""
