"""A study's own words as they are typed: income bands, competitors, further words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_wizard.banks import shelf_for
from persona_wizard.model.errors import WizardError
from persona_wizard.model.study import USUAL_LISTS, Study
from persona_wizard.model.text import clean_line, slug
from persona_wizard.store import StudyFolder
from persona_wizard.studies.opening import new_study
from persona_wizard.studies.words import (
    USUAL_LIMITS,
    IncomeLimits,
    as_typed,
    further_names,
    in_language,
    income_bands,
    limits_of,
    with_words,
    word_in,
    words_lacking,
)

TEA = Study(title="Tea", words={"product": "Tea"})


@pytest.mark.parametrize(
    ("limits", "currency", "language", "bands"),
    [
        ("20000 40000", "", "en", ("Under 20,000", "20,000 to 39,999", "40,000 or over")),
        (
            "20,000, 40,000",
            "EUR",
            "en",
            ("Under 20,000 EUR", "20,000 to 39,999 EUR", "40,000 EUR or over"),
        ),
        ("20.000;40.000", " € ", "en", ("Under €20,000", "€20,000 to €39,999", "€40,000 or over")),
        (
            "10000000 20.000.000",
            "đồng",
            "vi-VN",
            (
                "Dưới 10.000.000 đồng",
                "10.000.000 đến 19.999.999 đồng",
                "20.000.000 đồng trở lên",
            ),
        ),
        ("5000", "₫", "vi", ("Dưới 5.000 ₫", "5.000 ₫ trở lên")),
        ("900 1000", "", "de", ("Under 900", "900 to 999", "1,000 or over")),
    ],
)
def test_income_bands_are_made_from_limits_and_read_back(
    limits: str, currency: str, language: str, bands: tuple[str, ...]
) -> None:
    assert income_bands(limits, currency, language) == bands
    read = limits_of(bands)
    assert read is not None
    assert read.currency == clean_line(currency)
    assert income_bands(read.limits, read.currency, language) == bands


def test_the_usual_bands_are_those_of_the_usual_limits() -> None:
    assert income_bands(USUAL_LIMITS, "", "en") == USUAL_LISTS["income-bands"]
    assert limits_of(USUAL_LISTS["income-bands"]) == IncomeLimits(USUAL_LIMITS, "")


@given(
    st.sets(st.integers(1, 10**12), min_size=1, max_size=8),
    st.sampled_from(["", "EUR", "€", "đồng", "US$", "kr a month", "₫", "{}", "or over"]),
    st.sampled_from(["en", "vi", "xx"]),
)
def test_any_rising_limits_are_read_back(limits: set[int], currency: str, language: str) -> None:
    bands = income_bands(" ".join(map(str, sorted(limits))), currency, language)
    assert len(set(bands)) == len(limits) + 1
    read = limits_of(bands)
    assert read is not None
    assert income_bands(read.limits, read.currency, language) == bands


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ("", "need limits"),
        (" ;", "need limits"),
        ("twenty", "“twenty” is no whole number"),
        ("20k", "“20k” is no whole number"),
        ("1.5", "“1.5” is no whole number"),
        ("-5 10", "“-5” is no whole number"),
        ("20000,40000", "“20000,40000” is no whole number"),
        ("9" * 40, "is no whole number"),
        ("0 10", "0 is not more than 0"),
        ("60000 40000", "40,000 is not more than 60,000"),
        ("40000 40000", "40,000 is not more than 40,000"),
        ("\x1b[2J{x}", "“{x}” is no whole number"),
    ],
)
def test_limits_that_make_no_bands_are_told_in_one_line(limits: str, told: str) -> None:
    with pytest.raises(WizardError) as fault:
        income_bands(limits, "", "en")
    assert told in fault.value.message
    assert "\n" not in fault.value.message


@pytest.mark.parametrize("currency", ["100", "1 EUR", "a;b"])
def test_a_currency_with_digits_is_none(currency: str) -> None:
    with pytest.raises(WizardError, match="is no currency"):
        income_bands("5 6", currency, "en")


@pytest.mark.parametrize(
    "bands",
    [
        (),
        ("Low",),
        ("Low", "High"),
        ("Under 20", "30 or over"),
        ("Under 20 EUR", "20 USD or over"),
        ("20", "20"),
    ],
)
def test_bands_worded_otherwise_are_not_read_back(bands: tuple[str, ...]) -> None:
    assert limits_of(bands) is None


def test_another_language_words_the_bands_anew_and_leaves_bands_of_ones_own() -> None:
    study = with_words(TEA, **{"income-bands": income_bands("1000 2000", "EUR", "en")})
    assert in_language(study, "vi").lists["income-bands"] == (
        "Dưới 1.000 EUR",
        "1.000 đến 1.999 EUR",
        "2.000 EUR trở lên",
    )
    assert in_language(in_language(study, "vi"), "en") == study
    own = with_words(TEA, **{"income-bands": "Enough; Not enough"})
    assert in_language(own, "vi").lists == own.lists


def test_competitors_are_names_with_commas_and_the_first_is_the_one_that_is_named() -> None:
    study = with_words(TEA, competitors=" Harbour  Beans,Daily Drop ,, harbour beans!\n")
    assert study.lists == {"competitors": ("Harbour Beans", "Daily Drop")}
    assert study.words == {"product": "Tea", "competitor": "Harbour Beans"}
    other = with_words(study, competitors="Daily Drop")
    assert other.words["competitor"] == "Daily Drop"


def test_a_competitor_given_apart_stays_until_it_is_taken_back() -> None:
    study = with_words(TEA, competitors="A, B", competitor="B")
    assert study.words["competitor"] == "B"
    study = with_words(study, competitors="C, D")
    assert study.words["competitor"] == "B"
    assert with_words(study, competitor="").words["competitor"] == "C"
    assert with_words(study, competitor="", competitors="").words == TEA.words


def test_names_with_commas_are_parted_by_semicolons() -> None:
    study = with_words(TEA, competitors="Beans, Inc; Drop")
    assert study.lists["competitors"] == ("Beans, Inc", "Drop")
    assert as_typed(study, "competitors") == "Beans, Inc; Drop"


@pytest.mark.parametrize("items", [("A",), ("A", "B"), ("A, Inc",), ("A, Inc", "B"), ()])
def test_competitors_are_typed_as_they_are_shown(items: tuple[str, ...]) -> None:
    study = with_words(TEA, competitors=items)
    shown = as_typed(study, "competitors")
    assert with_words(TEA, competitors=shown).lists == {"competitors": items}


def test_further_words_and_lists_are_the_studys_own() -> None:
    study = with_words(TEA, season=" late  autumn", sizes="Small, really; Large;small really")
    assert study.words["season"] == "late autumn"
    assert study.lists["sizes"] == ("Small, really", "Large")
    assert further_names(study) == ("season", "sizes")
    assert as_typed(study, "sizes") == "Small, really; Large"
    assert with_words(study, sizes="One").lists["sizes"] == ("One",)
    assert further_names(with_words(study, season="")) == ("sizes",)


def test_a_word_may_hold_a_semicolon() -> None:
    study = with_words(TEA, product="Tea; the box", competitor="A; B")
    assert study.words == {"product": "Tea; the box", "competitor": "A; B"}


def test_income_bands_left_empty_are_the_usual_ones_in_the_studys_language() -> None:
    study = with_words(Study(title="T", language="vi"), **{"income-bands": ""})
    assert study.lists["income-bands"][0] == "Dưới 20.000"
    assert len(study.lists["income-bands"]) == 5


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"product": " \n"}, "The product needs a name"),
        ({"competitors": "A, ☕"}, "“☕” needs a letter or a digit"),
        ({"sizes": "--;a"}, "“--” needs a letter or a digit"),
    ],
)
def test_what_can_be_no_word_is_told(typed: dict[str, str], told: str) -> None:
    with pytest.raises(WizardError, match=told):
        with_words(TEA, **typed)


@given(st.lists(st.text(max_size=12), max_size=6))
def test_items_are_clean_lines_and_never_the_same_choice_twice(items: list[str]) -> None:
    try:
        taken = with_words(TEA, sizes=items).lists["sizes"]
    except WizardError:
        return
    assert all(item and item == clean_line(item) for item in taken)
    assert len({slug(item) for item in taken}) == len(taken)
    assert {slug(item) for item in items} - {""} == {slug(item) for item in taken}


def test_a_word_is_given_as_name_and_text() -> None:
    assert word_in(" season = late = autumn ") == ("season", "late = autumn")
    for typed, told in (
        ("season", "write NAME=TEXT"),
        ("=x", "write NAME=TEXT"),
        ("season=", "write NAME=TEXT"),
        ("", "write NAME=TEXT"),
        ("The season=x", "write “the-season”"),
        ("{}=x", "can't be a word's name"),
    ):
        with pytest.raises(WizardError, match=told):
            word_in(typed)


BANK = """\
---
id: mine
title: Mine
audience: customers
---

## Wishes

### What does {competitor} do better than {product}? {#product-improvements}

### Which of these have you tried? {#tried .many field=barriers}

- {competitors}
"""


def test_a_bank_says_which_words_it_lacks(study: StudyFolder) -> None:
    (study.folder / "question_banks" / "mine.md").write_text(BANK)
    settings = study.study()
    (lacking,) = words_lacking(shelf_for(study.folder).entries(settings), settings)
    assert (lacking.bank, lacking.names) == ("mine", ("competitor", "competitors"))
    named = with_words(settings, competitors="Harbour Beans")
    assert words_lacking(shelf_for(study.folder).entries(named), named) == ()


def test_a_study_in_vietnamese_begins_with_vietnamese_bands(tmp_path: Path) -> None:
    made = new_study(tmp_path / "a", "Trà", language="vi", words={"competitors": "Phúc Long"})
    study = made.study()
    assert (study.language, study.words["competitor"]) == ("vi", "Phúc Long")
    assert study.lists["income-bands"][-1] == "100.000 trở lên"


def test_a_study_like_another_takes_its_lists_and_language(
    demo: StudyFolder, tmp_path: Path
) -> None:
    other = demo.study()
    made = new_study(tmp_path / "a", "Tea", like=demo).study()
    assert made.lists == other.lists
    assert made.language == "en"
    in_vietnamese = new_study(tmp_path / "b", "Trà", like=demo, language="vi").study()
    assert in_vietnamese.lists["competitors"] == other.lists["competitors"]
    assert in_vietnamese.lists["income-bands"][0] == "Dưới 20.000"


def test_a_study_like_another_takes_no_people_and_no_decisions(
    demo: StudyFolder, tmp_path: Path
) -> None:
    made = new_study(tmp_path / "a", "Tea", like=demo)
    assert made.interview_count() == 0
    assert made.participants() == ()
    assert (made.study().apart, made.study().settled) == ((), ())
    held = b"".join(p.read_bytes() for p in made.folder.rglob("*") if p.is_file())
    assert not any(interview.id.encode() in held for interview in demo.interviews().interviews)
