"""A bank proposed from a survey export; columns about persons and dates stay out of it."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from persona_wizard.banks.survey_bank import SurveyQuestion, survey_bank
from persona_wizard.model.alike import bare_key
from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.model.text import clean_line
from persona_wizard.studies.import_choices import choices_side_by_side, is_other
from persona_wizard.studies.import_consent import consent_asked
from persona_wizard.studies.import_dates import date_order, is_named_for_dates, read_date
from persona_wizard.studies.import_file import NoTable, Table, read_table
from persona_wizard.studies.import_headers import Column, part_in
from persona_wizard.studies.import_ratings import ratings, row_wording
from persona_wizard.studies.import_text import is_blank
from persona_wizard.studies.import_who import column_tells_who

# Names of columns that say how the survey went, as tools call them.
_OF_THE_TOOL = re.compile(
    r"^(?:#|no|nr|stt|row|id|seed|token|tags?|score|progress|status|finished|completed?)$"
    r"|^(?:respondent|response|user|collector|submission|participant|network|session|entry|form"
    r"|survey|antwort|record)(?: ?(?:id|code|key|number|no|nr))?$"
    r"|^(?:duration|recipient|external)|latitude|longitude|distribution ?channel|user ?language"
    r"|custom data|^(?:last page|start ?language|response type|total time|time taken|time spent"
    r"|refurl|referr?er(?: url)?|user agent|browser|letzte seite|start sprache"
    r"|zufallsstartwert|gesamtzeit|zugangscode|derniere page|langue de depart|ultima pagina"
    r"|idioma inicial|stage date(?: utc)?|ending)$"
)
# What a table of files holds: each with where it lies.
_ATTACHED = re.compile(r"[^()\n]+\.\w{2,5} \(https?://[^\s()]+\)(?:, ?|$)")
_LONGEST_NAME = 40
_NAMED = 2


class Proposal(Struct, frozen=True):
    """A bank's source, and the titles of the columns that it leaves out.

    `consent` are those in which people agreed to something, which an import reads by itself.
    """

    source: str
    left_out: tuple[str, ...]
    consent: tuple[str, ...] = ()


def propose_bank(
    file: Path, bank_id: str, title: str, audience: Audience, language: str = ""
) -> Proposal:
    """Propose a bank from a survey export; `language` is its study's. Raises WizardError."""
    table = _table(file)
    asked: dict[str, list[int]] = {}
    left_out: list[str] = []
    consent: list[str] = []
    parts: dict[int, str] = {}
    runs = choices_side_by_side(table)
    unnamed = {place: _which(table, run) for run in runs for place in run}
    for place, column in enumerate(table.columns):
        name = column.names[-1] if column.names else ""
        values = _values(table, place)
        if consent_asked(column):
            consent.append(column.title)
            continue
        if place in unnamed:
            parts[place] = column.title
            asked.setdefault(unnamed[place], []).append(place)
            continue
        if not name or _stays_out(column, values):
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
    guessed = set(unnamed.values())
    questions = [
        question
        for name, places in asked.items()
        for question in _questions(table, name, places, parts, name in guessed)
    ]
    source = survey_bank(bank_id, title, audience, questions, language)
    return Proposal(source, tuple(left_out), tuple(consent))


def _table(file: Path) -> Table:
    try:
        return read_table(file)
    except NoTable as fault:
        raise WizardError(f"{fault.fault} Nothing was written.") from fault


def _questions(
    table: Table, name: str, places: Sequence[int], parts: dict[int, str], guessed: bool
) -> Iterator[SurveyQuestion]:
    """A question for each row of a grid of ratings; else one, of all these columns."""
    grid = {} if guessed else ratings(table, places, parts)
    for place, values in grid.items():
        yield SurveyQuestion(row_wording(name, parts[place]), values)
    rest = [place for place in places if place not in grid]
    if rest:
        choices = tuple(parts[place] for place in rest if parts[place])
        values = tuple(value for place in rest for value in _values(table, place))
        alone = bool(grid) and len(rest) == 1
        name = row_wording(name, parts[rest[0]]) if alone else name
        yield SurveyQuestion(name, values, () if alone else choices, guessed)


def _which(table: Table, run: Sequence[int]) -> str:
    """A wording for a question of which only the choices are known."""
    titles = [table.columns[place].title for place in run]
    named = [title for title in titles if not is_other(title)][:_NAMED]
    return f"Which of these: {', '.join(named)}…?"


def _part_of(table: Table, name: str) -> tuple[str, str]:
    """A header such as “Where? [Shop]” as its question and choice, where others share it."""
    column = part_in(name)
    shared = [c for c in table.columns if c.names and part_in(c.names[-1]).names == column.names]
    return (column.names[0], column.part) if column.part and len(shared) > 1 else (name, "")


def _values(table: Table, place: int) -> tuple[str, ...]:
    return tuple(row.cells[place] for row in table.rows if not is_blank(row.cells[place]))


def _stays_out(column: Column, values: Sequence[str]) -> bool:
    """Whether a column tells who somebody is, when they answered, or how the survey went."""
    name = column.names[-1]
    return (
        column_tells_who(column, values)
        or _OF_THE_TOOL.search(bare_key(name[:_LONGEST_NAME]).strip()) is not None
        or name.strip() == "#"
        or _are_dates(name, values)
        or (bool(values) and all(map(_ATTACHED.match, values)))
    )


def _are_dates(name: str, values: Sequence[str]) -> bool:
    if is_named_for_dates(name):
        return True
    order = date_order(values) or "day-month-year"
    plain = [value for value in values if not value.isdecimal()]
    return bool(plain) and all(read_date(value, order) is not None for value in plain)
