"""The bank that a new one starts from passes every check, whatever it is called."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from persona_wizard.banks import check_bank, planned_minutes, read_bank, shipped_shelf, skeleton
from persona_wizard.model.bank import Bank
from persona_wizard.model.headings import HEADINGS, Audience, expected_fields
from persona_wizard.model.text import clean_line

BACKGROUND = shipped_shelf().source("background")


def begun(title: str, audience: Audience) -> Bank:
    source = skeleton("my-bank", title, audience)
    return read_bank(source, "my-bank.md", {"background": BACKGROUND}.get)


@pytest.mark.parametrize("audience", Audience)
def test_a_new_bank_passes_every_check(audience: Audience) -> None:
    bank = begun("My bank", audience)
    assert (bank.id, bank.title, bank.audience) == ("my-bank", "My bank", audience)
    assert check_bank(bank, "my-bank.md") == ()
    assert bank.minutes is not None
    assert planned_minutes(bank) <= bank.minutes


@pytest.mark.parametrize("audience", Audience)
def test_a_new_bank_has_all_six_headings_and_every_expected_field(audience: Audience) -> None:
    bank = begun("My bank", audience)
    assert {question.heading for question in bank.questions} == {h.id for h in HEADINGS}
    assert {f.id for f in expected_fields(audience)} <= {q.field for q in bank.questions}
    assert [item.id for item in bank.opening.consent] == ["consent-take-part", "consent-quote"]
    assert bank.closing.paragraphs


def test_only_customers_are_asked_how_often_they_buy() -> None:
    asked = {a: begun("T", a).question("purchase-frequency") is not None for a in Audience}
    assert asked == {
        Audience.CUSTOMERS: True,
        Audience.NON_PURCHASERS: False,
        Audience.PROSPECTS: False,
    }


def test_no_comment_is_asked() -> None:
    bank = begun("T", Audience.CUSTOMERS)
    said = [text for q in bank.questions for text in (q.wording, *q.guidance, *q.probes)]
    assert not any("<!--" in text or "Expected:" in text for text in said)


TITLES = [
    *('"', "'", "\\", '"\\"', "#", "a: b", "- a", "---", "...", "{product}", "{#x .key}", "%(id)s"),
    *("[a]", "{a: b}", "*a", "&a", "!a", "|", ">", "%", "@", "`", "yes", "null", "1.20", "~"),
    *("<!--", "-->", "日本", "Trà “Xanh”", "👩‍👩‍👧", "x" * 300),
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("audience", Audience)
def test_any_title_is_kept_as_it_is(title: str, audience: Audience) -> None:
    bank = begun(title, audience)
    assert bank.title == title
    assert check_bank(bank, "my-bank.md") == ()


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40).map(clean_line).filter(bool))
def test_any_clean_title_comes_back(title: str) -> None:
    assert begun(title, Audience.PROSPECTS).title == title
