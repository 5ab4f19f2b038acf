"""The shelf as a table for the terminal."""

from collections.abc import Sequence

from persona_wizard.banks.outline import audience_of
from persona_wizard.banks.shelf import Origin, ShelfEntry
from persona_wizard.model.bank import Bank
from persona_wizard.model.text import clean_line

_FROM = {Origin.STUDY: "the study", Origin.OWN: "your shelf", Origin.SHIPPED: "shipped"}
_TITLES = ("id", "audience", "language", "version", "questions", "minutes", "from")
_ON_THE_RIGHT = (4, 5)


def shelf_as_table(entries: Sequence[ShelfEntry]) -> str:
    """A line a bank, nearest first; of banks that share an id, the first line says it is used."""
    shared = {entry.id for entry in entries if entry.shadowed}
    rows = [_TITLES, *(_cells(entry, shared) for entry in entries if entry.bank)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_TITLES))]
    lines = ["  ".join(_aligned(row, widths)).rstrip() for row in rows]
    return "\n".join([*lines, *(_fault(entry) for entry in entries if entry.bank is None)])


def _cells(entry: ShelfEntry, shared: set[str]) -> tuple[str, ...]:
    bank = entry.bank
    assert bank is not None
    return (
        entry.id,
        "to include" if bank.audience is None else audience_of(bank),
        bank.language,
        clean_line(bank.version) or "–",
        str(len(bank.questions)),
        _minutes(bank),
        _origin(entry, shared),
    )


def _origin(entry: ShelfEntry, shared: set[str]) -> str:
    if entry.shadowed:
        return f"{_FROM[entry.origin]}, hidden"
    return f"{_FROM[entry.origin]}, used" if entry.id in shared else _FROM[entry.origin]


def _minutes(bank: Bank) -> str:
    return "–" if bank.minutes is None else f"{bank.minutes:g}"


def _aligned(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.rjust(width) if column in _ON_THE_RIGHT else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]


def _fault(entry: ShelfEntry) -> str:
    count = "1 fault" if len(entry.faults) == 1 else f"{len(entry.faults)} faults"
    hidden = ", hidden" if entry.shadowed else ""
    return f"{entry.id}: {count}{hidden}, first {entry.faults[0]}"
