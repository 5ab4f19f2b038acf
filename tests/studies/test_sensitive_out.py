"""What people said of money leaves in no format so that it would be known as theirs."""

from collections.abc import Iterator
from typing import Any

import pytest
from made_up_readings import data_of, reading_of
from msgspec.structs import replace
from synthesis_examples import STUDY, composed, key, met

from persona_wizard.banks import read_bank
from persona_wizard.export import Layout, markdown
from persona_wizard.export.departments import department_page
from persona_wizard.export.formats import Format
from persona_wizard.export.html import html
from persona_wizard.export.interview_page import interview_page
from persona_wizard.model.departments import DEPARTMENTS, Department
from persona_wizard.model.headings import HEADINGS
from persona_wizard.model.interview import Pick, State
from persona_wizard.model.study import Advice, Curation
from persona_wizard.studies.personas import draw
from persona_wizard.studies.reading import Reading

EVERYTHING = Department(id="all", title="All", sections=tuple(h.id for h in HEADINGS))


def asked(question: str, *given: Any) -> Reading:
    """A study with one question, and a person for each answer."""
    source = (
        f"---\nid: bank\ntitle: Bank\naudience: customers\n---\n\n## Demographics\n\n{question}"
    )
    bank = read_bank(source, "bank.md", lambda _: None)
    (only,) = bank.questions
    people = [
        met(number, answers={only.id: one}) for number, one in enumerate(given, 1) if one != ""
    ]
    return reading_of(STUDY, people, (bank,))


def took(slug: str, text: str, said: str = "") -> tuple[Pick, ...]:
    return (Pick(slug, text, said),)


def told_in_every_format(reading: Reading) -> Iterator[str]:
    persona = draw(reading)
    pages = [markdown(persona, layout) for layout in Layout]
    pages += [department_page(persona, one) for one in (*DEPARTMENTS, EVERYTHING)]
    yield from pages
    yield from (html(persona, page) for page in pages)
    for form in (Format.JSON, Format.ANSWERS_CSV, Format.QUOTES_CSV):
        for layout in Layout:
            yield data_of(form, reading, layout).decode("utf-8-sig")
    for one in reading.interviews:
        yield interview_page(one, reading.banks["bank"], STUDY, (), quotable=True)


INCOME = "### What do you earn in a year? {#income .number}\n"
DEBTS = "### What do you owe? {#debts .number .sensitive}\n"
BANDS = "### Which band? {#income .bands}\n\n- Under 30000\n- 30000 or more\n"
ONE = "### Which of these? {#income .one}\n\n- Very low\n- Sky-high\n- Other…\n"
SCALE = "### How short is money? {#short .scale .sensitive min=6000 max=6090}\n"
OPEN = "### What do you live on? {#income}\n"


@pytest.mark.parametrize(
    ("question", "given", "kept"),
    [
        (INCOME, (44000, 81250, State.DECLINED), ("44000", "81250", "62625")),
        (INCOME, (81250,), ("81250",)),
        (INCOME, (44000, 62625, 81250), ("44000", "81250")),
        (INCOME, (44000, 51000, 62625, 71000, 81250), ("44000", "51000", "71000", "81250")),
        (DEBTS, (9001, 13777), ("9001", "13777", "11389")),
        (DEBTS, (9001, 13777, 22222), ("9001", "22222")),
        (DEBTS, (9001, 11000, 13777, 20000, 22222), ("9001", "11000", "20000", "22222")),
        (SCALE, (6001, 6077), ("6001", "6077", "6039")),
        (SCALE, (6001, 6050, 6077), ("6001", "6077")),
        (BANDS, (took("30000-or-more", "30000 or more"), State.DECLINED), ("30000 or more",)),
        (
            BANDS,
            (took("30000-or-more", "30000 or more"), *[took("under-30000", "Under 30000")] * 4),
            ("30000 or more", "30000-or-more"),
        ),
        (ONE, (took("sky-high", "Sky-high"), took("very-low", "Very low")), ("high", "ery-low")),
        (
            ONE,
            (took("sky-high", "Sky-high"), *[took("very-low", "Very low")] * 3),
            ("Sky-high", "sky-high"),
        ),
        (ONE, [took("other", "Other…", "81250 or so")] * 4, ("81250",)),
        (OPEN, ("> 81250 a year", "- 44000", "62625"), ("81250", "44000", "62625")),
    ],
)
def test_no_answer_about_money_stands_for_one_person(
    question: str, given: tuple[Any, ...], kept: tuple[str, ...]
) -> None:
    reading = asked(question, *given)
    for told in told_in_every_format(reading):
        for one in kept:
            assert one not in told, told


def test_what_enough_people_told_is_told_together() -> None:
    page = markdown(draw(asked(DEBTS, 9001, 13777, 22222)), Layout.PAGE)
    assert "**13777** in the middle (3 answered)" in page
    page = markdown(draw(asked(INCOME, 44000, 81250, State.DECLINED)), Layout.PAGE)
    assert "**not known**; 3 asked, 1 declined, 2 answered: too few to tell" in page
    very_low = [took("very-low", "Very low")] * 3
    page = markdown(draw(asked(ONE, took("sky-high", "Sky-high"), *very_low)), Layout.PAGE)
    assert "very low" in page.lower()


@pytest.mark.parametrize("layout", Layout)
def test_nobody_is_named_beside_an_income_that_many_told(layout: Layout) -> None:
    """The bank need not mark it: income is sensitive of itself."""
    reading = asked(BANDS, *[took("under-30000", "Under 30000")] * 4)
    rows = data_of(Format.ANSWERS_CSV, reading, layout).decode("utf-8-sig").splitlines()[1:]
    assert [row.rsplit(",", 1)[1] for row in rows] == ["[kept in the study]"] * 4
    page = markdown(draw(reading), layout)
    assert "P0" not in page
    assert "**Under 30000** (4 answered)" in page


def test_without_a_yes_or_with_one_the_words_about_income_stay() -> None:
    reading = asked(BANDS, {"value": took("under-30000", "Under 30000"), "text": "> 27300 exactly"})
    talks = tuple(replace(one, consent={"consent-quote": True}) for one in reading.interviews)
    for told in told_in_every_format(replace(reading, interviews=talks)):
        assert "27300" not in told


def of_benefits(people: int, heading: str = "demographics") -> Reading:
    """So many of four live on benefits: as a tag, and in the researcher's sentence, pinned both."""
    given = ["On benefits #on-benefits"] * people + ["Wages"] * (4 - people)
    reading = asked(OPEN, *given)
    links = [key(one, "income", "On benefits") for one in reading.interviews[:people]]
    sentence = composed(*links, heading=heading, field="income", sentence="Lives on the dole")
    pinned = Curation(
        id="p",
        pinned=("income/on-benefits", sentence.id),
        advice=(Advice("", "Ask", (sentence.id,)),),
    )
    return replace(reading, study=replace(STUDY, claims=(sentence,), personas=(pinned,)))


@pytest.mark.parametrize("heading", ["demographics", "problems"])
@pytest.mark.parametrize("people", [1, 2])
def test_no_tag_or_sentence_about_money_stands_for_one_person(people: int, heading: str) -> None:
    for told in told_in_every_format(of_benefits(people, heading)):
        for one in ("benefits", "dole"):
            assert one not in told, told


def test_a_tag_and_a_sentence_about_the_money_of_enough_people_are_told() -> None:
    page = markdown(draw(of_benefits(3)), Layout.PAGE)
    assert "on benefits" in page
    assert "Lives on the dole" in page
    assert "(income, too few to tell)" in markdown(draw(of_benefits(2)), Layout.PAGE)
