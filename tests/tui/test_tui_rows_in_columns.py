"""Rows whose columns stand under their titles, whatever the pseudonym is made of."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace
from textual.content import Content
from tui_reading import on_disk

from persona_wizard.model.composing import ObservationKey
from persona_wizard.model.headings import Audience
from persona_wizard.model.observations import LineKind, Observation
from persona_wizard.store import Conflict, StudyFolder
from persona_wizard.studies.composing_view import Links, Row, RowKind
from persona_wizard.studies.overview import InterviewRow
from persona_wizard.synthesis.observed import Observed
from persona_wizard.synthesis.people import Person
from persona_wizard.tui.composing_rows import observation_row
from persona_wizard.tui.screens import conflicts
from persona_wizard.tui.study_rows import row_of

NOW = datetime(2026, 3, 5, tzinfo=UTC)
# What somebody is called, and what of it has room before the audience.
NAMES = [
    ("P07", "P07"),
    ("朝のコーヒー", "朝のコ"),
    ("👩‍👩‍👧‍👦 family", "👩‍👩‍👧‍👦"),
    ("\x1b[31mred\x1b[0m", "red"),
    ("\x1b]0;title\x07 Ann", "Ann"),
    ("e\u0301e\u0301e\u0301e\u0301e\u0301", "ééééé"),
    ("[b]Ann[/b]", "[b]Ann["),
]


def audience_at(shown: Content) -> int:
    """The column at which the audience begins."""
    return Content(shown.plain.partition("prospect")[0]).cell_length


@pytest.mark.parametrize(("pseudonym", "has_room"), NAMES)
def test_an_interview_s_audience_stands_in_its_column(pseudonym: str, has_room: str) -> None:
    row = InterviewRow(
        id="000000000000",
        pseudonym=pseudonym,
        audience=Audience.PROSPECTS,
        started="2026-03-04T10:00:00Z",
        answered=1,
        total=1,
        finished=True,
        refused=False,
    )
    shown = row_of(row, NOW, elsewhere=False, two_versions=False)
    assert shown.plain.startswith(has_room)
    assert audience_at(shown) == 8


@pytest.mark.parametrize(
    ("pseudonym", "shown"),
    [
        ("P7", "   P7   the lid leaks"),
        ("朝のコーヒー", "   朝のコー  the lid leaks"),
        ("\x1b[31mred\x1b[0m", "   red  the lid leaks"),
    ],
)
def test_what_was_said_begins_in_the_column_after_the_name(pseudonym: str, shown: str) -> None:
    said = Observed(
        key=ObservationKey("000000000000", "barriers", "ab12"),
        heading="problems",
        field="barriers",
        question="What got in the way?",
        sensitive=False,
        person=Person("aabbccddeeff", pseudonym, Audience.PROSPECTS, 0),
        quotable=True,
        observation=Observation(0, LineKind.NOTE, "the lid leaks"),
    )
    row = Row(RowKind.OBSERVATION, observed=said)
    assert observation_row(row, Links({}, {}, frozenset()), "", False).plain == shown


@pytest.mark.parametrize(("pseudonym", "has_room"), NAMES)
def test_a_conflict_s_audience_stands_in_its_column(
    pseudonym: str, has_room: str, study: StudyFolder, begun: Callable[..., str]
) -> None:
    ours = replace(on_disk(study, begun()), pseudonym=pseudonym)
    shown = conflicts._row(Conflict("x.json", ours, None), "gone", NOW)
    assert shown.plain.startswith(has_room)
    assert audience_at(shown) == 8
