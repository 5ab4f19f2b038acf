"""Tables that spreadsheets open as they are: Unicode intact, and no text taken for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from persona_wizard.model.text import clean, clean_line

# What a spreadsheet may take for the beginning of a formula, wide forms included.
_FORMULA = "=+-@＝＋－＠"
_BREAKS = "\t\r\n"
_NOT_SEEN = re.compile(r"[\s'\u200b\ufeff]*")
# A negative number is as harmless as any other.
_NEGATIVE = re.compile(r"-\d+(?:[.,]\d+)?")
_MARK = re.compile(r"\s*\[[^\[\]\n]*\]\s*")
_BETWEEN = "; "
# Fifteen digits are what a float holds exactly.
_EXACT = 1e15


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as UTF-8 that begins with its mark, each ended by carriage return and newline."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    return file.getvalue().encode("utf-8-sig")


def marked(words: str) -> str:
    """Words of ours in a cell, told apart from anybody's text: "[declined]"."""
    return f"[{words}]"


def cell(text: str) -> str:
    """Text of people as a cell, its line breaks kept.

    One that a spreadsheet would calculate, or that reads like words of ours, gets an apostrophe
    before it, which `from_cell` takes off again.
    """
    text = clean(text)
    return f"'{text}" if _is_misread(text) else text


def line_cell(text: str) -> str:
    """Text of people as a cell of one line."""
    return cell(clean_line(text))


def from_cell(told: str) -> str:
    """The text that `cell` was given, cleaned."""
    return told[1:] if told.startswith("'") and _is_misread(told) else told


def number_cell(value: float) -> str:
    """A number with all its digits and without a needless ".0"."""
    whole = isinstance(value, int) or (abs(value) < _EXACT and value == int(value))
    return str(int(value)) if whole else repr(value)


def listed(parts: Sequence[str]) -> str:
    """Several texts as one, parted by "; ".

    One that holds a semicolon or a quotation mark stands in quotation marks, as in a table.
    """
    return _BETWEEN.join(map(_quoted, parts))


def _quoted(part: str) -> str:
    if ";" not in part and '"' not in part:
        return part
    doubled = part.replace('"', '""')
    return f'"{doubled}"'


def _is_misread(text: str) -> bool:
    """Whether it begins like a formula or is like a mark, whatever apostrophes stand before."""
    if text[:1].isalnum():
        return False
    bare = text.lstrip("'")
    if bare.startswith(tuple(_BREAKS)) or _MARK.fullmatch(bare):
        return True
    if _NEGATIVE.fullmatch(bare):
        return False
    return _NOT_SEEN.sub("", text, count=1).startswith(tuple(_FORMULA))
