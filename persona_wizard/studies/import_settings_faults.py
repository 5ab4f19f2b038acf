"""What is wrong with a file of columns, in words: where, and what was expected."""

import re
import tomllib
from collections.abc import Callable, Mapping

from persona_wizard.banks import did_you_mean
from persona_wizard.model.text import clean_line

_SHOWN = 60
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)$")
_TWICE = re.compile(r"^Cannot (?:declare|overwrite|mutate|redefine)|twice")

# What a table's values are, for each table.
_TABLES = {
    "audiences": "an audience in quotes",
    "questions": "a column, or a list of columns where each is one choice",
    "consent": "a column, or a list of columns",
}


def why_no_toml(data: bytes, error: Exception) -> str:
    """Why bytes are no TOML: which line, and what a line is."""
    if isinstance(error, UnicodeDecodeError):
        number = error.object.count(b"\n", 0, error.start) + 1
        return f"line {number} is not UTF-8: save the file as UTF-8"
    if not isinstance(error, tomllib.TOMLDecodeError):
        return "it is nested too deeply"
    told = str(error)
    found = _AT_LINE.search(told)
    if found is None:
        return "it ends before something is closed, such as a list or a quote"
    number = int(found[1])
    lines = data.decode("utf-8-sig").split("\n")
    where = f"line {number}, “{_cut(lines[number - 1])}”,"
    if _TWICE.search(told):
        return f"{where} says once more what is said before"
    return f'{where} can\'t be read: a line is such as date = "Timestamp", in straight quotes'


def what_is_unexpected(content: Mapping[str, object]) -> str:
    """The first key that a file of columns has not, or whose value is another kind; else empty."""
    for key, value in content.items():
        if key not in _KEYS:
            known = ", ".join(_KEYS)
            meant = did_you_mean(key, _KEYS) or f": {known} (see docs/importing.md)"
            return f"“{_cut(key)}” is no key of it{meant}"
        fits, wanted = _KEYS[key]
        if not fits(value):
            return f"“{key}” {wanted}"
        if key in _TABLES and isinstance(value, dict):
            for name, each in value.items():
                if not (isinstance(each, str) if key == "audiences" else _is_columns(each)):
                    return f"“{_cut(name)}” under [{key}] wants {_TABLES[key]}"
    return ""


def _is_column(value: object) -> bool:
    # A yes or no is a number to Python, and no column.
    return isinstance(value, (str, int)) and not isinstance(value, bool)


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_column, value))


def _is_columns(value: object) -> bool:
    return _is_column(value) or _is_list(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _table(name: str) -> str:
    return f"is a table: a line [{name}], and under it a line each"


_ONE = (_is_column, "wants one column: its header in quotes, or its number")
# Whether the value of a key is of its kind, and what is to be told where it is not.
_KEYS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "date": _ONE,
    "date-order": (_is_text, "is one of day-month-year, month-day-year"),
    "participant": _ONE,
    "pseudonym": _ONE,
    "audience": _ONE,
    **{name: (_is_table, _table(name)) for name in _TABLES},
    "leave-out": (_is_list, 'wants a list of columns, such as ["Seed", 4]'),
}


def _cut(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
