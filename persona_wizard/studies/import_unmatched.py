"""What is told of a survey export of which no column answers a question of the bank."""

import shlex
from pathlib import Path

from persona_wizard.model.bank import Bank
from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.model.text import clean_line
from persona_wizard.studies.import_columns import Columns
from persona_wizard.studies.import_file import Table

_SHOWN = 40
_MOST_NAMED = 12


def nothing_matched(file: Path, table: Table, bank: Bank, columns: Columns) -> WizardError:
    """The fault, in one line: what the file has, and the two ways on."""
    name = clean_line(file.name)
    double = dict.fromkeys(one.why for one in columns.left_out if one.double)
    if double:
        return WizardError(f"{name}: {'; '.join(double)}. Nothing was imported.")
    shown = [f"“{_cut(column.title)}”" for column in table.columns if column.title][:_MOST_NAMED]
    more = len(table.columns) - len(shown)
    has = ", ".join(shown) + (f" and {more} more" if shown and more else "")
    audience = (bank.audience or Audience.CUSTOMERS).value
    command = clean_line(f"bank new ID --from {shlex.quote(str(file))} --audience {audience}")
    return WizardError(
        f"No column of {name} is called like a question of “{bank.id}”: it has "
        f"{has or 'no names'}. Nothing was imported: name the columns in a file, and give it as "
        f"--columns, or have a bank proposed from the survey: persona-wizard {command}"
    )


def _cut(title: str) -> str:
    line = clean_line(title)
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
