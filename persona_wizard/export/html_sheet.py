"""What of a card stands on its one sheet of A4, and how small; what does not goes to the annex.

No script may measure a card where it is printed, so its lines are counted here, as wide as a wide
typeface sets them. Lengths are in `rem`, and are those of html_style.css for paper.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from persona_wizard.export.html_blocks import Part, words
from persona_wizard.export.html_charts import Picture

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

# The sheet within its margins, in points, a line of room left over.
_WIDTH, _HEIGHT = 544.0, 780.0
# Sizes of letters in points, from what is read on a wall to what is read in the hand.
_SIZES = tuple(size / 10 for size in range(104, 67, -2))
# Lines that one sentence may take; fewer on a card that is too full otherwise.
_MOST, _FEWER = 8, (6, 5, 4)
# Lines of the name, which is the largest.
_NAME = 2
_LINE = 1.32
_GAP = 0.7
# Parts that stand beside each other.
_BESIDE = 3


class Sheet(Struct, frozen=True):
    """Letters of `size` points. `cut` are the blocks that stand there in so many `lines` alone.

    `later` are the blocks, and the parts by their title, that stand in the annex; `pictures` is
    whether those of counts stand on the card.
    """

    size: float
    lines: int = _MOST
    cut: frozenset["SyntaxTreeNode"] = frozenset()
    later: frozenset["SyntaxTreeNode | str"] = frozenset()
    pictures: bool = True

    @property
    def lines_above(self) -> int:
        """As many lines has a sentence above the headings, which are wider."""
        return self.lines // 2


class Card(Struct, frozen=True):
    """What a card tells: above its parts, beside which a photo stands or not; then its parts.

    The last of `more` goes to the annex first.
    """

    above: "tuple[SyntaxTreeNode, ...]"
    photo: bool
    pictures: tuple[Picture, ...]
    headings: tuple[Part, ...]
    more: tuple[Part, ...]


def beside(parts: Sequence[object]) -> int:
    """How many parts stand beside each other, so that none stands alone in a row if need not."""
    return 2 if len(parts) in (2, 4) else min(_BESIDE, max(1, len(parts)))


def sheet_of(card: Card) -> Sheet:
    """The largest letters in which all of it fits; else, in the smallest, what has to go goes."""
    for size in _SIZES:
        sheet = _with_cuts(card, Sheet(size))
        if _fits(card, sheet):
            return sheet
    for sheet in _smaller_and_smaller(card):
        if _fits(card, sheet):
            return sheet
    return sheet


def _smaller_and_smaller(card: Card) -> Iterator[Sheet]:
    """Shorter sentences, no pictures, no parts behind the headings, then line by line less."""
    for lines in _FEWER:
        sheet = _with_cuts(card, Sheet(_SIZES[-1], lines=lines))
        yield sheet
    sheet = _changed(sheet, pictures=False)
    yield sheet
    for part in reversed(card.more):
        sheet = _changed(sheet, later=sheet.later | {part.title})
        yield sheet
    left = {part.title: list(items(part)) for part in card.headings}
    while any(left.values()):
        # The longest part gives its last line.
        longest = max(left.values(), key=len)
        sheet = _changed(sheet, later=sheet.later | {longest.pop()})
        yield sheet


def _changed(
    sheet: Sheet,
    *,
    later: "frozenset[SyntaxTreeNode | str] | None" = None,
    pictures: bool | None = None,
) -> Sheet:
    return Sheet(
        sheet.size,
        sheet.lines,
        sheet.cut,
        sheet.later if later is None else later,
        sheet.pictures if pictures is None else pictures,
    )


def _with_cuts(card: Card, sheet: Sheet) -> Sheet:
    """The sheet with those blocks cut that are too long for it."""
    width = _WIDTH / sheet.size
    inner = _inside(width, beside(card.headings))
    cut = {
        item
        for part in card.headings
        for item in items(part)
        if _lines(_sentence(item), inner) > sheet.lines
    }
    inner = _inside(width, beside(card.more))
    cut |= {
        item
        for part in card.more
        for item in (*items(part), *_paragraphs(part.blocks))
        if _lines(_sentence(item), inner) > sheet.lines
    }
    name, *rest = card.above
    inner = _beside_photo(width, card.photo)
    cut |= {block for block in rest if _lines_above(block, inner) > sheet.lines_above}
    if _lines_of_name(name, inner) > _NAME:
        cut.add(name)
    return Sheet(sheet.size, sheet.lines, frozenset(cut))


def _fits(card: Card, sheet: Sheet) -> bool:
    return height(card, sheet) * sheet.size <= _HEIGHT


def height(card: Card, sheet: Sheet) -> float:
    """How high the card is on its sheet, in letters."""
    width = _WIDTH / sheet.size
    heights = [_above(card, sheet, width)]
    if card.pictures and sheet.pictures:
        heights.append(_pictures(card.pictures, width))
    for parts in (card.headings, card.more):
        shown = [part for part in parts if part.title not in sheet.later]
        across = beside(shown)
        inner = _inside(width, across)
        for start in range(0, len(shown), across):
            row = shown[start : start + across]
            heights.append(max(_part(part, sheet, inner) for part in row))
    footer = 1.1
    return sum(heights) + _GAP * len(heights) + footer


def _inside(width: float, across: int) -> float:
    """The width of a part's lines."""
    return (width - _GAP * (across - 1)) / max(1, across) - 1.9


def _beside_photo(width: float, photo: bool) -> float:
    return width - 2.5 - (10.9 if photo else 0.0)


def _above(card: Card, sheet: Sheet, width: float) -> float:
    inner = _beside_photo(width, card.photo)
    name, *rest = card.above
    told = 1.1 + 2.4 * 1.15 * min(_NAME, _lines_of_name(name, inner))
    for block in rest:
        lines = min(_lines_above(block, inner), sheet.lines_above)
        told += 0.35 + lines * _size_above(block) * 1.35
    # The draft's own room around it.
    told += 1.1
    return 2.5 + max(told, 12.5 if card.photo else 0.0)


def _lines_of_name(name: "SyntaxTreeNode", inner: float) -> int:
    return _lines(words(name), inner / 2.4 / 1.05)


def _lines_above(block: "SyntaxTreeNode", inner: float) -> int:
    return _lines(words(block), (inner - 1.6) / _size_above(block))


def _size_above(block: "SyntaxTreeNode") -> float:
    return 1.2 if block.type == "blockquote" else 1.0


def _pictures(pictures: Sequence[Picture], width: float) -> float:
    across = (width - 2.0 - 1.4 * (len(pictures) - 1)) / len(pictures)
    return 1.5 + max(_picture(picture, min(across, 24.0)) for picture in pictures)


def _picture(picture: Picture, width: float) -> float:
    caption = _lines(picture.caption, width / 0.95 / 1.06) * 0.95 * 1.3 + 0.35
    label = width * 0.46 - 0.6
    rows = sum(_lines(row, label / 0.84) * 0.84 * 1.22 + 0.1 for row in picture.rows)
    drawn = 0.0 if picture.rows else min(width, 20.0) * 0.385
    note = _lines(picture.note, width / 0.8) * 0.8 * 1.22 + 0.35 if picture.note else 0.0
    return caption + rows + drawn + note


def _part(part: Part, sheet: Sheet, width: float) -> float:
    """A part with its title and the room around it."""
    told = 1.4 + 0.25 + _lines(part.title, width / 1.15 / 1.06) * 1.15 * 1.15 + 0.3
    for block in part.blocks:
        if block.type == "bullet_list":
            told += sum(_item(item, sheet, width) for item in block.children)
        elif block.type == "table":
            told += _table(block, width)
        else:
            lines = _lines(words(block), width / 0.92)
            told += 0.7 + (min(lines, sheet.lines) if block in sheet.cut else lines) * 1.22
    # What went to the annex is told in a line.
    return told + (_LINE + 0.3 if any(item in sheet.later for item in items(part)) else 0.0)


def _item(item: "SyntaxTreeNode", sheet: Sheet, width: float) -> float:
    if item in sheet.later:
        return 0.0
    lines = _lines(_sentence(item), width)
    # Where the whole of it stands is told in a line more.
    told = 0.43 + (min(lines, sheet.lines) + 1 if item in sheet.cut else lines) * _LINE
    for below in item.children[1:]:
        inner = (width - 0.95) / 0.92
        told += 0.2
        told += sum(0.3 + _lines(words(one), inner) * _LINE * 0.92 for one in below.children)
    return told


def _table(table: "SyntaxTreeNode", width: float) -> float:
    """Its first column takes what the others, of a number each, leave."""
    head, *bodies = table.children
    columns = [words(cell) for cell in head.children[0].children]
    others = max(1, len(columns) - 1)
    first = max(5.5, width * 0.4)
    rest = max(2.0, (width - first) / others - 0.4) / 0.9
    told = 0.4 + max(_lines(name, rest) for name in columns) * 1.15
    for row in (row for body in bodies for row in body.children):
        name, *cells = (words(cell) for cell in row.children)
        lines = max(_lines(name, first / 0.9), *(_lines(cell, rest) for cell in cells or ("",)))
        told += 0.45 + lines * 1.15
    return told


def items(part: Part) -> Iterator["SyntaxTreeNode"]:
    """The lines of a part's lists."""
    return (item for block in part.blocks if block.type == "bullet_list" for item in block.children)


def _paragraphs(blocks: "Sequence[SyntaxTreeNode]") -> Iterator["SyntaxTreeNode"]:
    return (block for block in blocks if block.type == "paragraph")


def _sentence(item: "SyntaxTreeNode") -> str:
    """An item's own words, with room for its mark; of a paragraph all."""
    if item.type != "list_item":
        return words(item)
    return f"{words(item.children[0])} P10" if item.children else ""


# Lines


@lru_cache(4096)
def _lines(text: str, width: float) -> int:
    """How many lines of this width a text is set in, a word that is too long parted."""
    lines, left = 1, max(1.0, width)
    for word in text.split():
        long = _long(word)
        if long > left and left < width:
            lines, left = lines + 1, width
        while long > left:
            lines, long, left = lines + 1, long - left, max(1.0, width)
        left -= long + 0.27
    return lines


@lru_cache(4096)
def _long(word: str) -> float:
    return sum(map(_wide, word))


def _wide(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    if unicodedata.combining(character):
        return 0.0
    if character in "iljtfrI.,:;!|'’‘()[]-":
        return 0.36
    if character.isupper() or character in "mwMW—%@#&":
        return 0.76
    return 0.58
