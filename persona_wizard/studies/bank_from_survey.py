"""A bank proposed from a survey export; columns about persons and dates stay out of it."""

import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from persona_wizard.banks import SurveyQuestion, survey_bank
from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.model.text import clean_line
from persona_wizard.studies.import_consent import consent_asked
from persona_wizard.studies.import_dates import date_order, is_named_for_dates, read_date
from persona_wizard.studies.import_file import Table, read_table
from persona_wizard.studies.import_headers import part_in
from persona_wizard.studies.import_text import is_blank

# Names of columns that say who somebody is, or how the survey went.
_PERSONAL = re.compile(
    r"e-?mail|^(?:first |last |full |your )?name$|phone|ip address|^(?:respondent|response|user"
    r"|collector|submission|participant)(?: ?id)?$|^id$|address|progress|^duration|recipient"
    r"|latitude|longitude|^status$|^finished$|distribution ?channel|user ?language|external"
    r"|custom data|số điện thoại|^họ|địa chỉ",
    re.IGNORECASE,
)
_LONGEST_NAME = 40


class Proposal(Struct, frozen=True):
    """A bank's source, and the titles of the columns that it leaves out.

    `consent` are those in which people agreed to something, which an import reads by itself.
    """

    source: str
    left_out: tuple[str, ...]
    consent: tuple[str, ...] = ()


def propose_bank(file: Path, bank_id: str, title: str, audience: Audience) -> Proposal:
    """Propose a bank from a survey export. Raises WizardError."""
    table = read_table(file)
    asked: dict[str, list[int]] = {}
    left_out: list[str] = []
    consent: list[str] = []
    parts: dict[int, str] = {}
    for place, column in enumerate(table.columns):
        name = column.names[-1] if column.names else ""
        values = _values(table, place)
        if consent_asked(column):
            consent.append(column.title)
            continue
        if not name or _PERSONAL.search(name[:_LONGEST_NAME]) or _are_dates(name, values):
            left_out.append(column.title or f"column {place + 1}")
            continue
        if not column.part:
            name, parts[place] = _part_of(table, name)
        else:
            parts[place] = column.part
        asked.setdefault(name, []).append(place)
    if not asked:
        raise WizardError(
            f"{clean_line(file.name)} has no column that asks anything. Nothing was written."
        )
    questions = [_question(table, name, places, parts) for name, places in asked.items()]
    source = survey_bank(bank_id, title, audience, questions)
    return Proposal(source, tuple(left_out), tuple(consent))


def _question(
    table: Table, name: str, places: Sequence[int], parts: dict[int, str]
) -> SurveyQuestion:
    choices = tuple(parts[place] for place in places if parts[place])
    values = tuple(value for place in places for value in _values(table, place))
    return SurveyQuestion(name, values, choices)


def _part_of(table: Table, name: str) -> tuple[str, str]:
    """A header such as “Where? [Shop]” as its question and choice, where others share it."""
    column = part_in(name)
    shared = [c for c in table.columns if c.names and part_in(c.names[-1]).names == column.names]
    return (column.names[0], column.part) if column.part and len(shared) > 1 else (name, "")


def _values(table: Table, place: int) -> tuple[str, ...]:
    return tuple(row.cells[place] for row in table.rows if not is_blank(row.cells[place]))


def _are_dates(name: str, values: Sequence[str]) -> bool:
    if is_named_for_dates(name):
        return True
    order = date_order(values) or "day-month-year"
    plain = [value for value in values if not value.isdecimal()]
    return bool(plain) and all(read_date(value, order) is not None for value in plain)
