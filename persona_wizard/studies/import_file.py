"""A survey export as a table: its encoding, what parts its cells, and which rows are headers."""

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from persona_wizard.model.errors import WizardError
from persona_wizard.model.text import clean_line
from persona_wizard.studies.import_headers import Column, Headed, headed
from persona_wizard.studies.import_text import cleaned

# Hundreds of thousands of respondents; more is no survey of this kind.
_LARGEST = 200_000_000
_DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 200
_LONGEST_CELL = 10_000_000
_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_WEB_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|table|\?xml)\b", re.IGNORECASE)
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8 with a BOM"),
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)


class NoTable(WizardError):
    """The file is no table that could be read; nothing was imported, or written.

    `fault` is the same without that.
    """

    def __init__(self, path: Path, what: str) -> None:
        self.fault = f"{clean_line(str(path))}: {what}."
        super().__init__(f"{self.fault} Nothing was imported.")


class Row(Struct, frozen=True, gc=False):
    """One respondent: the line that the row begins on (from 1), and as many cells as columns."""

    line: int
    cells: tuple[str, ...]


class Table(Struct, frozen=True, kw_only=True):
    """A survey export. `encoding` and `delimiter` are in words, `header_rows` a number of rows.

    `short` are the lines of rows that have fewer cells than there are headers.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    encoding: str
    delimiter: str
    header_rows: int
    short: tuple[int, ...] = ()


def read_table(path: Path, known: Collection[str] = ()) -> Table:
    """Read a survey export; `known` are keys of texts that only a header would have.

    Raises NoTable.
    """
    data = _bytes_of(path)
    text, encoding = _decoded(data, path)
    if _WEB_PAGE.match(text):
        raise NoTable(path, "this is a web page: download the answers as CSV and import that")
    with _long_cells():
        text, delimiter = _delimiter(text)
        raw = list(_rows(text, delimiter, path))
    if not raw:
        raise NoTable(path, "it is empty")
    found = headed([row.cells for row in raw], known)
    rows = tuple(_respondents(raw, found, path))
    columns = found.columns
    # Tools that end each line with a delimiter make a column of nothing.
    while columns and not columns[-1].names and not any(r.cells[len(columns) - 1] for r in rows):
        columns = columns[:-1]
    short = _short(raw[found.rows :], len(columns), path)
    return Table(
        columns=columns,
        rows=tuple(Row(row.line, row.cells[: len(columns)]) for row in rows),
        encoding=encoding,
        delimiter={",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}[delimiter],
        header_rows=found.rows,
        short=short,
    )


def _bytes_of(path: Path) -> bytes:
    try:
        # Opening anything else, such as a named pipe, could wait for ever.
        if path.is_dir():
            raise NoTable(path, "this is a folder: name the CSV file in it")
        if not path.is_file():
            raise NoTable(path, "there is no such file")
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "no such name"
        raise NoTable(path, f"it can't be read ({reason})") from error
    if len(data) > _LARGEST:
        raise NoTable(path, "it has more than 200 MB: part it in two")
    if data.startswith(_EXCEL):
        raise NoTable(path, "this is a spreadsheet: save it as CSV and import that")
    return data


def _decoded(data: bytes, path: Path) -> tuple[str, str]:
    """The text, and its encoding in words. Raises NoTable."""
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), name
            except UnicodeDecodeError as error:
                raise NoTable(path, f"it begins as {name}, and is not") from error
    if b"\0" in data:
        return _wide(data, path)
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        _check_not_damaged(data, error.start, path)
    try:
        return data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError as error:
        line = _line_of(data, error.start)
        raise NoTable(
            path, f"line {line} is neither UTF-8 nor Windows-1252: save it as CSV UTF-8"
        ) from error


def _check_not_damaged(data: bytes, place: int, path: Path) -> None:
    """Raises NoTable for UTF-8 with a few wrong bytes, of which another encoding makes nonsense."""
    text = data.decode("utf-8", errors="ignore")
    wrong = len(data) - len(text.encode())
    right = len(text) - len(text.encode("ascii", errors="ignore"))
    # Of another encoding hardly any two bytes make a letter of this one.
    if right > wrong:
        line = _line_of(data, place)
        bytes_ = "a byte" if wrong == 1 else f"the first of {wrong} bytes"
        raise NoTable(
            path,
            f"it is UTF-8, and {bytes_} in line {line} is not: export it anew, or mend that line "
            "and save it as UTF-8",
        )


def _line_of(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1


def _wide(data: bytes, path: Path) -> tuple[str, str]:
    """UTF-16 without a mark: which half of each letter is empty says which way round."""
    zeros = (data[::2].count(0), data[1::2].count(0))
    encoding = "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    # A text has letters of one half empty, if only its delimiters and line ends.
    if len(data) % 2 == 0 and max(zeros) > 10 * min(zeros) and max(zeros) * 50 > len(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            text = ""
        # A line of a table has a wide end, and more that is wide; a stray NUL makes one at most.
        if max(zeros) > text.count("\n") + text.count("\r") > 0:
            return text, "UTF-16"
    raise NoTable(path, "this is no text: it holds NUL bytes")


def _delimiter(text: str) -> tuple[str, str]:
    """The text without a line that only names the delimiter, and the delimiter."""
    first, _, rest = text.partition("\n")
    said = first.strip().strip('"')
    if said[:4].lower() == "sep=" and said[4:] in _DELIMITERS:
        return rest, said[4:]
    return text, max(_DELIMITERS, key=lambda one: _regularity(text, one))


def _regularity(text: str, delimiter: str) -> tuple[float, int]:
    """How many of the first rows have as many cells as most have, and how many cells that is."""
    counts: list[int] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if any(cells):
                counts.append(len(cells))
            if len(counts) == _LOOKED_AT:
                break
    except csv.Error:
        return 0, 0
    if not counts:
        return 0, 0
    most, times = max(Counter(counts).items(), key=lambda pair: (pair[1], pair[0]))
    # A single column is as regular as can be, whatever it is held against.
    return (times / len(counts), most) if most > 1 else (0, 1)


@contextmanager
def _long_cells() -> Iterator[None]:
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _rows(text: str, delimiter: str, path: Path) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield Row(line, tuple(map(cleaned, cells)))
            line = reader.line_num + 1
        _check_closed(text, delimiter, path)
    except csv.Error as error:
        raise NoTable(path, f"line {reader.line_num}: {error}") from error


def _check_closed(text: str, delimiter: str, path: Path) -> None:
    """Raises NoTable where a quote is never closed: it would swallow all respondents below it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for _ in reader:
            line = reader.line_num + 1
    except csv.Error as error:
        if "end of data" in str(error):
            raise NoTable(path, f"a quote in the row at line {line} is not closed") from error


def _respondents(raw: Sequence[Row], found: Headed, path: Path) -> Iterator[Row]:
    width = len(found.columns)
    for row in raw[found.rows :]:
        # Exports that were put together repeat their header.
        if row.cells == raw[0].cells:
            continue
        if any(row.cells[width:]):
            number = len(row.cells)
            headers = "is 1 header" if width == 1 else f"are {width} headers"
            raise NoTable(path, f"line {row.line} has {number} cells, and there {headers}")
        yield Row(row.line, (*row.cells, *[""] * (width - len(row.cells)))[:width])


def _short(raw: Sequence[Row], width: int, path: Path) -> tuple[int, ...]:
    """The lines of rows with too few cells, which spreadsheets leave out where they are blank.

    Raises NoTable where no row is whole: then it is a header that has too many.
    """
    short = tuple(row.line for row in raw if len(row.cells) < width)
    if short and len(short) == len(raw):
        most = max(len(row.cells) for row in raw)
        raise NoTable(
            path,
            f"there are {width} headers, and no row has more than {most} cells: a header with a "
            "comma in it needs quotes",
        )
    return short
