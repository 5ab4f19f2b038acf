"""Of rows that are read once more all change, or none, however it was cut short.

More kills and power cuts: PERSONA_WIZARD_KILLS=1000 PERSONA_WIZARD_POWER_CUTS=1000
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from cut_short import killed, power_cut
from torture_examples import SHORT_BANK, leftovers

from persona_wizard.store import StudyFolder
from persona_wizard.store.listing import unwatched
from persona_wizard.studies.importing import Survey, bring_in, read_survey
from persona_wizard.studies.opening import new_study
from persona_wizard.studies.reading import read_study

KILLS = int(os.environ.get("PERSONA_WIZARD_KILLS", "100")) // 4
CUTS = int(os.environ.get("PERSONA_WIZARD_POWER_CUTS", "200")) // 4
RESPONDENTS = 12
# More calls than this is made of.
CALLS = 50_000


def _survey(place: Path, column: int) -> Survey:
    columns = place / f"columns-{column}.toml"
    return read_survey(StudyFolder(place / "study"), place / "survey.csv", "tea", columns)


def _ready(place: Path) -> Callable[[], object]:
    survey = _survey(place, 2)
    return lambda: bring_in(StudyFolder(place / "study"), survey, unwatched, again=True)


def _check(place: Path, said: bool) -> None:
    """Raises AssertionError where some rows changed and others did not."""
    folder = place / "study"
    store = StudyFolder.open(folder)
    reading = read_study(store)
    assert reading.unreadable == ()
    words = {one.answers["occupation"].text.split()[1] for one in reading.interviews}
    assert len(reading.interviews) == RESPONDENTS
    assert words in ({"wrong"}, {"right"}), words
    assert words == {"right"} or not said
    assert not list(folder.glob(".com*"))
    assert leftovers(folder) == []


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A study whose occupations came from the wrong column of the survey beside it."""
    place = tmp_path / "place"
    place.mkdir()
    store = new_study(place / "study", "Tea")
    (store.folder / "question_banks" / "tea.md").write_text(SHORT_BANK)
    rows = [f"wrong {n},right {n}" for n in range(RESPONDENTS)]
    (place / "survey.csv").write_text("\n".join(("A,B", *rows)))
    for column in (1, 2):
        text = f"[questions]\noccupation = {column}\n"
        (place / f"columns-{column}.toml").write_text(text)
    bring_in(store, _survey(place, 1), unwatched)
    return place


def test_a_kill_while_rows_are_read_once_more_changes_all_or_none(place: Path) -> None:
    assert killed(place, _ready, _check, calls=CALLS, kills=KILLS) > 0


def test_a_power_cut_while_rows_are_read_once_more_changes_all_or_none(place: Path) -> None:
    power_cut(place, _ready, _check, cuts=CUTS)
