"""Of a survey all respondents come in, or none, however the import was cut short.

More kills and power cuts: PERSONA_WIZARD_KILLS=1000 PERSONA_WIZARD_POWER_CUTS=1000
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from cut_short import killed, power_cut
from torture_examples import SHORT_BANK, leftovers, tree

from persona_wizard.store import StudyFolder
from persona_wizard.store.listing import unwatched
from persona_wizard.studies.importing import Survey, bring_in, read_survey
from persona_wizard.studies.opening import new_study
from persona_wizard.studies.reading import read_study

KILLS = int(os.environ.get("PERSONA_WIZARD_KILLS", "100")) // 4
CUTS = int(os.environ.get("PERSONA_WIZARD_POWER_CUTS", "200")) // 4
RESPONDENTS = 12
# More calls than an import of so many is made of.
CALLS = 50_000

COLUMNS = 'participant = "Mail"\n'


def _survey(place: Path) -> Survey:
    store = StudyFolder(place / "study")
    return read_survey(store, place / "survey.csv", "tea", place / "columns.toml")


def _ready(place: Path) -> Callable[[], object]:
    survey = _survey(place)
    return lambda: bring_in(StudyFolder(place / "study"), survey, unwatched)


def _check(place: Path, said: bool) -> None:
    """Raises AssertionError where not all or none came in, or something is left.

    `said` is whether it was said to be done.
    """
    folder = place / "study"
    store = StudyFolder.open(folder)
    reading = read_study(store)
    assert reading.unreadable == ()
    number = len(reading.interviews)
    assert number in (0, RESPONDENTS), number
    assert len(store.participants()) == number
    assert number or not said
    assert not list(folder.glob(".com*"))
    assert leftovers(folder) == []
    if number == 0:
        assert not any("zinnia" in data.decode() for data in tree(folder).values())
    # What is missing comes in the next time, and nobody twice.
    assert len(bring_in(store, _survey(place), unwatched).arrivals) == RESPONDENTS - number
    assert len(store.interviews().interviews) == RESPONDENTS


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A study, and a survey that lies beside it."""
    place = tmp_path / "place"
    place.mkdir()
    store = new_study(place / "study", "Tea")
    (store.folder / "question_banks" / "tea.md").write_text(SHORT_BANK)
    rows = [f"zinnia{n}@example.org,job {n}" for n in range(RESPONDENTS)]
    (place / "survey.csv").write_text("\n".join(("Mail,occupation", *rows)))
    (place / "columns.toml").write_text(COLUMNS)
    return place


def test_a_kill_while_importing_leaves_all_or_none(place: Path) -> None:
    # Most were killed in the middle of it.
    assert killed(place, _ready, _check, calls=CALLS, kills=KILLS) > KILLS // 4


def test_a_power_cut_while_importing_leaves_all_or_none(place: Path) -> None:
    power_cut(place, _ready, _check, cuts=CUTS)
