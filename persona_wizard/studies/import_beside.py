"""What a row says of who somebody is where no column was named for that.

So a row is known again, and whoever was erased stays out, whatever the file of columns says.
"""

import re
from collections.abc import Iterable, Iterator
from ipaddress import ip_address

from persona_wizard.model.text import clean_line
from persona_wizard.studies.import_columns import Columns
from persona_wizard.studies.import_dates import read_date
from persona_wizard.studies.import_file import Row, Table
from persona_wizard.studies.import_text import is_blank

_ADDRESS = re.compile(r"[^\s,;:<>()\[\]\"'@]+@[^\s,;:<>()\[\]\"'@]+")
# No name or contact is longer, and each takes its time to be held against those of the erased.
_LONGEST = 100
# Fewer digits number the rows, and have no telephone.
_FEWEST_DIGITS = 7
_MOST_ADDRESSES = 5


class Beside:
    """Reads what may tell who somebody is: any e-mail address, and what stands in columns that no
    question takes and in which most rows differ.
    """

    def __init__(self, table: Table, columns: Columns) -> None:
        single = {columns.participant, columns.pseudonym, columns.audience, columns.date}
        asked = {one.place for taken in columns.questions.values() for one in taken}
        agreed = {one.place for taken in columns.consent.values() for one in taken}
        free = set(range(len(table.columns))) - single - asked - agreed
        order = columns.date_order or "day-month-year"
        self._places = [
            place
            for place in sorted(free)
            if _tells_people_apart([row.cells[place] for row in table.rows], order)
        ]

    def of(self, row: Row) -> tuple[str, ...]:
        """What may tell who answered this row, each once."""
        cells = (clean_line(row.cells[place]) for place in self._places)
        return tuple(dict.fromkeys((*filter(_may_tell, cells), *_addresses(row.cells))))


def _addresses(cells: Iterable[str]) -> Iterator[str]:
    for cell in cells:
        if "@" in cell:
            yield from (found.strip(".") for found in _ADDRESS.findall(cell)[:_MOST_ADDRESSES])


def _tells_people_apart(cells: Iterable[str], order: str) -> bool:
    said = [cell for cell in cells if not is_blank(cell)]
    if 2 * len(set(said)) <= len(said):
        return False
    return not all(read_date(cell, order) for cell in said)


def _is_ip_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _may_tell(text: str) -> bool:
    if len(text) > _LONGEST or is_blank(text) or _is_ip_address(text):
        return False
    digits = sum(letter.isdigit() for letter in text)
    return digits >= _FEWEST_DIGITS or any(map(str.isalpha, text))
