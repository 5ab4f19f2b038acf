"""Columns of a survey export that tell who somebody is, which stay out of the answers."""

from collections.abc import Sequence
from itertools import islice

from persona_wizard.banks import tells_who, values_tell_who
from persona_wizard.model.alike import key
from persona_wizard.studies.import_file import Table
from persona_wizard.studies.import_headers import TICKED, UNTICKED, Column, part_in
from persona_wizard.studies.import_text import is_blank

# As many as are looked at tell of a column of any length.
_LOOKED_AT = 500


def column_tells_who(column: Column, values: Sequence[str]) -> bool:
    """Whether a column tells it by its header, or by what most of its values are.

    Blank values are not among them.
    """
    part = column.part or part_in(column.title).part
    said = {key(value) for value in values}
    # “E-mail” is a choice where people only ticked it.
    if said and said <= TICKED | UNTICKED | {key(part or column.title)}:
        return False
    asked = any(map(tells_who, column.names)) or (tells_who(part) and len(said) * 2 > len(values))
    return asked or values_tell_who(values[:_LOOKED_AT])


def places_that_tell_who(table: Table) -> frozenset[int]:
    """The places (from 0) of all such columns."""
    return frozenset(
        place
        for place, column in enumerate(table.columns)
        if column_tells_who(column, _first_values(table, place))
    )


def _first_values(table: Table, place: int) -> tuple[str, ...]:
    cells = (row.cells[place] for row in table.rows)
    return tuple(islice((cell for cell in cells if not is_blank(cell)), _LOOKED_AT))
