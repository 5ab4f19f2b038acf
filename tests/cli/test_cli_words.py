"""A study's words on the command line: given when it is made, asked for when a bank needs them."""

from pathlib import Path

import pytest
from cli_running import run, tree

from persona_wizard.store import StudyFolder

NEEDY = """\
---
id: needy
title: Needy
audience: customers
---

## Wishes

### What does {competitor} do better than {product}? {#product-improvements}

### Which of these have you tried? {#tried .many field=barriers}

- {competitors}
"""
ASK = ("--audience", "customers", "--bank", "needy", "--plain")


@pytest.fixture
def needy(here: Path) -> Path:
    """A study whose bank needs words that it lacks."""
    run("new", "tea", "--product", "Tea")
    (here / "tea" / "question_banks" / "needy.md").write_text(NEEDY)
    return here / "tea"


def test_new_takes_words_lists_and_a_language(here: Path) -> None:
    told = run(
        "new", "s", "--product", "Trà Sen", "--language", "vi",
        "--word", "competitors=Phúc Long; Cộng, Inc",
        "--word", "season = mùa thu",
        "--word", "sizes=nhỏ;vừa;lớn",
    )  # fmt: skip
    assert (told.status, told.out) == (0, "")
    study = StudyFolder.open(here / "s").study()
    assert study.language == "vi"
    assert study.words == {"product": "Trà Sen", "season": "mùa thu", "competitor": "Phúc Long"}
    assert study.lists["competitors"] == ("Phúc Long", "Cộng, Inc")
    assert study.lists["sizes"] == ("nhỏ", "vừa", "lớn")
    assert study.lists["income-bands"][0] == "Dưới 20.000"


def test_new_without_words_is_as_plain_as_can_be(here: Path) -> None:
    run("new", "s", "--product", "Tea")
    study = StudyFolder.open(here / "s").study()
    assert (study.language, study.words, study.lists) == ("en", {"product": "Tea"}, {})


def test_new_takes_the_income_bands_as_they_are_worded(here: Path) -> None:
    run("new", "s", "--product", "Tea", "--word", "income-bands=Enough; Not enough")
    study = StudyFolder.open(here / "s").study()
    assert study.lists == {"income-bands": ("Enough", "Not enough")}


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("season", "“season” is no word: write NAME=TEXT"),
        ("=autumn", "write NAME=TEXT"),
        ("Season=autumn", "“Season” can't be a word's name: write “season”."),
        ("competitors=Beans; ☕", "“☕” needs a letter or a digit."),
    ],
)
def test_new_makes_nothing_where_a_word_is_none(here: Path, word: str, told: str) -> None:
    said = run("new", "s", "--product", "Tea", "--word", word)
    assert said.status == 1
    assert told in said.one_line
    assert tree(here) == {}


def test_new_knows_only_the_languages_that_it_has_words_in(here: Path) -> None:
    assert run("new", "s", "--product", "Tea", "--language", "tlh").status == 2
    assert tree(here) == {}


def test_new_like_another_takes_its_words_and_lists_and_nobody(sample: Path, here: Path) -> None:
    run("new", "s", "--product", "Tea", "--like", sample, "--word", "competitor=Daily Drop")
    made, other = StudyFolder.open(here / "s"), StudyFolder.open(sample)
    assert made.study().lists == other.study().lists
    assert made.study().words == {"product": "Tea", "competitor": "Daily Drop"}
    assert made.interview_count() == 0
    assert not list((here / "s" / "participants").iterdir())


def test_a_pipe_is_told_which_words_are_missing(needy: Path) -> None:
    before = tree(needy)
    told = run("interview", needy, *ASK, typed="Harbour Beans\n")
    assert told.status == 1
    assert told.one_line == (
        "The bank “needy” needs “competitor”, “competitors”, which the study does not say yet. "
        "Nothing was started: give the study its words first."
    )
    assert tree(needy) == before


def test_a_study_with_its_words_is_asked_with_them(here: Path) -> None:
    run("new", "s", "--product", "Tea", "--word", "competitors=Harbour Beans;Daily Drop")
    (here / "s" / "question_banks" / "needy.md").write_text(NEEDY)
    told = run("interview", "s", *ASK, typed="\n\n2\n")
    assert "What does Harbour Beans do better than Tea?" in told.out
    assert "  2. Daily Drop" in told.out
    (interview,) = StudyFolder.open(here / "s").interviews().interviews
    assert interview.answers["tried"].value[0].text == "Daily Drop"  # type: ignore[index, union-attr]
