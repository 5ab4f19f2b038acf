"""`gaps` and `export` of one persona among several."""

import json
from pathlib import Path

import pytest
from cli_running import run

from persona_wizard.store import StudyFolder
from persona_wizard.studies import grouping


@pytest.fixture
def two(filled: Path) -> Path:
    """The sample study with a second persona, of which much is missing yet."""
    store = StudyFolder.open(filled)
    who = {i.pseudonym: i.participant for i in store.interviews().interviews}
    grouping.new_persona(store, "Ritual Ruth", (who["P05"], who["P08"]), "Both make a rite of it")
    return filled


def test_without_a_word_it_is_the_first_and_the_others_are_told(two: Path) -> None:
    told = run("gaps", two)
    assert told.status == 0
    assert told.err == "This is “First-light Robin”; --persona gives “Ritual Ruth”.\n"
    page = run("export", two, "-o", "-")
    assert "# First-light Robin" in page.out
    assert page.err == told.err


def test_one_persona_is_not_told_of(filled: Path) -> None:
    assert run("gaps", filled).err == ""


@pytest.mark.parametrize("typed", ["Ritual Ruth", "RITUAL ruth", "persona-2"])
def test_a_persona_is_named_by_name_or_id(two: Path, typed: str) -> None:
    told = run("gaps", two, "--json", "--persona", typed)
    assert told.status == 3
    assert told.err == ""
    assert "name" not in {gap["id"] for gap in json.loads(told.out)["gaps"]}
    assert "photo" in {gap["id"] for gap in json.loads(told.out)["gaps"] if gap["blocking"]}
    page = run("export", two, "--persona", typed, "--allow-gaps")
    assert page.status == 0
    assert page.err.endswith("exports/ritual-ruth.md\n")
    first = run("export", two)
    assert first.err.splitlines()[-1].endswith("exports/first-light-robin.md")
    assert {path.stem for path in (two / "exports").glob("*.md")} == {
        "first-light-robin",
        "ritual-ruth",
    }


@pytest.mark.parametrize("command", ["gaps", "export"])
def test_an_unknown_persona_is_1_and_names_those_there_are(two: Path, command: str) -> None:
    told = run(command, two, "--persona", "Nobody")
    assert told.status == 1
    assert told.one_line == (
        "There is no persona “Nobody” in this study, but “First-light Robin” and “Ritual Ruth”."
    )
