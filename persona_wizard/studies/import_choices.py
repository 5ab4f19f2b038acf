"""Columns of one choice each, named by it alone: their question's name is not in the file."""

from persona_wizard.model.alike import key
from persona_wizard.studies.import_file import Table
from persona_wizard.studies.import_text import is_blank

# It follows the choices, and holds words.
_OTHER = frozenset(map(key, ("Other", "Others", "Other (please specify)", "Khác", "Sonstiges")))


def choices_side_by_side(table: Table) -> tuple[tuple[int, ...], ...]:
    """Places (from 0) of columns that stand together and hold nothing but their own headers.

    What is called “Other” and follows them is one of them, whatever it holds.
    """
    runs: list[tuple[int, ...]] = []
    run: list[int] = []
    for place, column in enumerate(table.columns):
        title = "" if column.part else key(column.title)
        if title and _holds_only(table, place, title):
            run.append(place)
            continue
        if run and title in _OTHER:
            run.append(place)
        _end(run, runs)
    _end(run, runs)
    return tuple(runs)


def _end(run: list[int], runs: list[tuple[int, ...]]) -> None:
    # One alone may be a box of its own, such as for consent.
    if len(run) > 1:
        runs.append(tuple(run))
    run.clear()


def _holds_only(table: Table, place: int, title: str) -> bool:
    cells = (row.cells[place] for row in table.rows)
    said = (cell for cell in cells if not is_blank(cell))
    first = next(said, "")
    return key(first) == title and all(key(cell) == title for cell in said)


def is_other(title: str) -> bool:
    """Whether a column of this name is for words that are none of the choices."""
    return key(title) in _OTHER
