"""Grids of ratings: columns named as those of one choice each that hold a scale's words."""

from collections.abc import Iterator, Mapping, Sequence

from persona_wizard.model.alike import key
from persona_wizard.model.unanswered import says_a_state
from persona_wizard.studies.import_choices import is_other
from persona_wizard.studies.import_file import Table
from persona_wizard.studies.import_text import is_blank
from persona_wizard.studies.import_ticks import is_not_taken, is_taken

# Two may be a yes and a no in a language that nobody here knows.
_FEWEST = 3


def ratings(
    table: Table, places: Sequence[int], parts: Mapping[int, str]
) -> dict[int, tuple[str, ...]]:
    """The columns (from 0) of a question that are rows of one grid, each with its answers.

    None where they are choices: a remark in a column or two of them makes no grid. `parts` is what
    each column is called beside the question. To the answers belong those that the same people gave
    in rows of the same scale, so all have the same ends; what somebody says twice counts once.
    """
    rows = [place for place in places if parts[place] and not is_other(parts[place])]
    said = {place: {key(text) for text in _said(table, place)} for place in rows}
    rated = [p for p in rows if any(not _is_tick(text, parts[p]) for text in said[p])]
    if len(set().union(*said.values())) < _FEWEST or len(rated) * 2 <= len(rows):
        return {}
    alike = {
        place: tuple(one for one in rows if 2 * len(said[place] & said[one]) >= len(said[place]))
        for place in rows
    }
    answers = {together: tuple(_answers(table, together)) for together in set(alike.values())}
    return {place: answers[together] for place, together in alike.items()}


def _answers(table: Table, places: Sequence[int]) -> Iterator[str]:
    for row in table.rows:
        cells = [row.cells[place] for place in places]
        yield from {key(cell): cell for cell in cells if not is_blank(cell)}.values()


def row_wording(name: str, part: str) -> str:
    """What a row of a grid asks."""
    return f"{name} – {part}" if part else name


def _said(table: Table, place: int) -> Iterator[str]:
    """What stands in a column, and is no state: tools write one where nobody was asked."""
    for row in table.rows:
        cell = row.cells[place]
        if not is_blank(cell) and not says_a_state(cell):
            yield cell


def _is_tick(text: str, part: str) -> bool:
    return is_taken(text) or is_not_taken(text) or key(text) == key(part)
