"""What `export` leaves in or takes out on request."""

from pathlib import Path

import pytest
from cli_running import run

from persona_wizard.store import StudyFolder


def on_page(study: Path, *options: str) -> str:
    told = run("export", study, "--allow-gaps", "-o", "-", *options)
    assert told.status == 0
    return told.out


def test_hypotheses_are_told_only_where_asked_for(sample: Path) -> None:
    guesses = StudyFolder.open(sample).study().hypotheses
    assert guesses
    for layout in ("page", "full"):
        usual = on_page(sample, "--layout", layout)
        with_them = on_page(sample, "--layout", layout, "--hypotheses")
        for guess in guesses:
            assert guess.sentence not in usual
            assert guess.sentence in with_them.partition("## Hypotheses")[2]


@pytest.mark.parametrize("layout", ["page", "full"])
def test_an_archetype_has_no_face(sample: Path, layout: str) -> None:
    study = StudyFolder.open(sample).study()
    name, tagline = study.personas[0].name, study.personas[0].tagline
    page = on_page(sample, "--archetype", "--layout", layout)
    assert f"# {tagline}\n" in page
    for told in (name, "photo yet", "Aged", "Women"):
        assert told not in page, told
    assert name in on_page(sample, "--layout", layout)


def test_an_archetype_is_written_beside_the_page(filled: Path) -> None:
    for options in ((), ("--archetype",)):
        assert run("export", filled, *options).status == 0
    pages = sorted(file.name for file in (filled / "exports").glob("*.md"))
    assert len(pages) == 2
    assert sum(name.endswith("-archetype.md") for name in pages) == 1


def test_an_archetype_needs_neither_name_nor_photo(sample: Path) -> None:
    missing = run("export", sample).err.splitlines()
    told = run("export", sample, "--archetype").err.splitlines()
    assert any(line.startswith("- Photo") for line in missing)
    assert not any(line.startswith(("- Photo", "- Name")) for line in told)
