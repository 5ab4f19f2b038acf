"""Nothing on a page leads from a fact of somebody's life to a pseudonym, however few there are."""

import json
import re
from typing import Any

import pytest
from minh import AUDIENCE, INCOME, MINH, claim, field_tally, open_answers, people, said, tag
from msgspec.structs import replace
from pages import all_said

from persona_wizard.export import Layout, markdown
from persona_wizard.export.departments import department_page
from persona_wizard.export.html import html
from persona_wizard.export.persona_json import persona_json
from persona_wizard.export.record import Record, read_record
from persona_wizard.export.verify import verdict
from persona_wizard.model.bank import Kind, Stage
from persona_wizard.model.built_on import without_ending
from persona_wizard.model.departments import DEPARTMENTS, Department
from persona_wizard.model.headings import HEADINGS, Audience
from persona_wizard.model.persona import (
    AdviceLine,
    AudienceStatus,
    JourneyStage,
    Persona,
    Section,
    Status,
    Tally,
)

# The record at a page's end is letters and digits without a gap.
PSEUDONYM = re.compile(r"(?<![\w-])P\d\d(?![\w-])")
GENERAL, DEMOGRAPHIC = "General information", "Demographic information"


def group(who: str, *, because: str = "they rise early") -> Persona:
    """Some of Minh's people: the first has children and is a woman, all plan ahead."""
    members = people(who)
    counts = {a: sum(AUDIENCE[p] is a for p in members) for a in Audience}
    first, *others = members
    alone = " ".join(p.removeprefix("P") for p in others)
    family = {"With a partner and children": first[1:], **({"Alone": alone} if alone else {})}
    sections = {
        "general": Section(
            "general",
            tallies=(field_tally("family", Kind.ONE, family, asked=members),),
            open_answers=(
                open_answers(
                    "occupation",
                    "What work do you do?",
                    (said(first, "occupation", lines=("nurse, on shifts",)),),
                    1,
                ),
            ),
        ),
        "demographics": Section(
            "demographics",
            tallies=(
                field_tally(
                    "gender", Kind.ONE, {"Woman": first[1:]}, asked=(first,), sensitive=True
                ),
            ),
        ),
        "personality": Section(
            "personality",
            tagged=(
                tag("character", "plans-ahead", who, members),
                replace(claim("composed/1", "Rests on a fact", (first,), (first,)), private=True),
            ),
        ),
    }
    return replace(
        MINH,
        audiences=tuple(AudienceStatus(a, n, n, Status.PROVISIONAL) for a, n in counts.items()),
        sections=tuple(sections.get(h.id, Section(h.id)) for h in HEADINGS),
        lead_quote=said(first, "short-term-goals", quotes=("Mornings.",)),
        contrasts=(),
        gaps=(),
        grouped_because=because,
        in_study=9 if because else len(members),
    )


def private_text(page: str) -> str:
    """The two private headings, with what their footnotes say, and those of private claims."""
    parts = re.split(r"^## ", page, flags=re.MULTILINE)
    told = [part for part in parts if part.startswith((GENERAL, DEMOGRAPHIC))]
    notes = re.findall(r"^\[\^[GD]\d\]:.*$", page, flags=re.MULTILINE)
    for mark in re.findall(r"^- .*Rests on a fact.*\[\^(B\d)\]$", page, flags=re.MULTILINE):
        notes += re.findall(rf"^\[\^{mark}\]:.*$", page, flags=re.MULTILINE)
    assert "Rests on a fact" in page
    assert len(notes) == 3
    return "\n".join((*told, *notes))


def audiences_in(text: str) -> list[str]:
    return [word for a in Audience for word in (a.value, a.one) if word in text.lower()]


# Three people or more: pseudonyms, but no private fact by audience


@pytest.mark.parametrize(
    ("who", "because"),
    [
        ("1 2 6", "they rise early"),
        ("1 2 3 4 5 6 7", "they rise early"),
        ("1 6 8", ""),
        ("1 2 3 4 6", ""),
    ],
)
def test_private_facts_are_not_told_by_audience_where_one_has_few(who: str, because: str) -> None:
    page = markdown(group(who, because=because), Layout.PAGE)
    assert not audiences_in(private_text(page)), private_text(page)
    assert "P01" in page
    assert "With a partner and children" in page or "with a partner and children" in page
    assert '"nurse, on shifts"' not in page
    assert "nurse, on shifts (note)" in page


@pytest.mark.parametrize(
    ("who", "because"),
    [("1 2 3 4 5 6", ""), ("1 2 3 4 5", "they rise early"), ("1 2 3", "")],
)
def test_enough_people_are_told_by_audience_as_ever(who: str, because: str) -> None:
    page = markdown(group(who, because=because), Layout.PAGE)
    assert "customers 1 of" in private_text(page).lower()


def test_a_study_of_everyone_keeps_its_splits() -> None:
    page = markdown(MINH, Layout.PAGE)
    assert "[^G1]: With a partner and children: customers 4, prospects 1." in page


def test_sensitive_facts_are_not_told_by_audience_in_the_full_layout_either() -> None:
    page = markdown(group("1 2 6"), Layout.FULL)
    (note,) = re.findall(r"^\[\^D1\]:.*$", page, flags=re.MULTILINE)
    assert note.startswith("[^D1]: 1 of 1.")
    assert not audiences_in(note)
    annex = page.split("## Evidence")[1]
    assert "\n- 1 of 1.\n" in annex or "\n- 1 of 1\n" in annex
    assert "P01 (customer)" in page


# Fewer than three


@pytest.mark.parametrize("because", ["they rise early", ""])
@pytest.mark.parametrize("who", ["1", "1 4", "1 6"])
def test_a_page_about_so_few_names_nobody_and_says_so_once(who: str, because: str) -> None:
    page = markdown(group(who, because=because), Layout.PAGE)
    assert not PSEUDONYM.search(without_ending(page)), page
    assert not audiences_in(private_text(page)), private_text(page)
    assert page.count("ounts only") == 1
    assert page.count("no pseudonyms") == 1
    assert '> "Mornings." (a customer)' in page


def test_the_full_layout_of_so_few_is_for_researchers() -> None:
    assert "P01" in markdown(group("1 6"), Layout.FULL)


# Income of fewer than three


def with_income(tally: Tally, **more: object) -> Persona:
    demographics = Section("demographics", tallies=(tally,))
    return replace(
        MINH,
        sections=tuple(demographics if s.heading == "demographics" else s for s in MINH.sections),
        **more,
    )


CITED = AdviceLine("Sales", "Price it low", ("income/20,000-to-39,999", "income/median"))


@pytest.mark.parametrize("layout", Layout)
def test_an_income_that_one_person_told_is_not_told_where_it_is_cited(layout: Layout) -> None:
    page = markdown(with_income(INCOME, advice=(CITED,)), layout)
    assert "20,000" not in page
    assert "- Sales: Price it low (income, too few to tell)." in page


@pytest.mark.parametrize("layout", Layout)
def test_nor_in_the_researchers_words_nor_on_the_journey(layout: Layout) -> None:
    (only,) = INCOME.choices
    worded = replace(only, wording="Has to count every coin", pinned=True)
    stage = JourneyStage(stage=Stage.AWARENESS, asked=9, claims=(only.id,))
    tally = replace(INCOME, choices=(worded,))
    page = markdown(with_income(tally, journey=(stage,), advice=(CITED,)), layout)
    assert "every coin" not in page
    assert "20,000" not in page
    assert "too few to tell" in page


def test_an_income_that_enough_told_can_be_cited_but_for_a_band_of_few() -> None:
    tally = field_tally(
        "income", Kind.BANDS, {"Low": "1 2 3", "High": "4"}, asked=people("1 2 3 4"), sensitive=True
    )
    median = claim("income/median", "Low", people("1 2 3 4"), people("1 2 3 4"), field="income")
    cited = AdviceLine("Sales", "Price it low", ("income/low", "income/high", "income/median"))
    page = markdown(with_income(replace(tally, median=median), advice=(cited,)), Layout.PAGE)
    (line,) = [row for row in page.splitlines() if row.startswith("- Sales")]
    assert "high" not in line.lower()
    assert "low" in line.replace("Price it low", "")


# Wherever else a persona is told: for departments, as HTML, in the page's record, as JSON

EVERYTHING = Department(
    id="all",
    title="All",
    sections=(*(h.id for h in HEADINGS if h.id != "problems"), "problems", "their-words"),
)
PRIVATE_IDS = ("family/", "gender/", "composed/1")


def quoted_group(who: str, *, because: str = "they rise early") -> Persona:
    """The same, whose first also said the tag and what rests on a fact in words of their own."""
    made = group(who, because=because)
    first = people(who)[0]
    traits = next(s for s in made.sections if s.heading == "personality")
    plans, _ = traits.tagged
    quoted = replace(
        traits,
        tagged=(
            tag("character", plans.label, who, people(who), quotes={first: "I plan it all."}),
            replace(
                claim("composed/1", "Rests on a fact", (first,), (first,), quotes={first: "So."}),
                private=True,
                heading="personality",
            ),
        ),
    )
    sections = tuple(quoted if s.heading == "personality" else s for s in made.sections)
    return replace(made, sections=sections)


def said_of(drawn: dict[str, Any], claim_id: str) -> dict[str, Any]:
    (found,) = [c for h in drawn["headings"] for c in h["claims"] if c["id"] == claim_id]
    return found


@pytest.mark.parametrize("department", [EVERYTHING, *DEPARTMENTS], ids=lambda one: one.id)
def test_a_departments_page_of_two_people_names_nobody(department: Department) -> None:
    page = department_page(quoted_group("1 6"), department)
    assert not PSEUDONYM.search(without_ending(page)), page
    assert page.count("ounts only") <= 1
    for line in page.splitlines():
        if re.match(r"- .*(children|Rests on a fact)|\[\^[GD]\d\]:", line):
            assert not audiences_in(line), line


def test_what_two_people_said_has_no_speaker_where_the_fact_would_lead_to_them() -> None:
    page = department_page(quoted_group("1 6"), EVERYTHING)
    assert '"I plan it all." (a customer)' in page
    assert '"So."' in page
    assert '"So." (' not in page
    assert "()" not in page


def test_a_card_of_two_people_names_nobody() -> None:
    drawn = quoted_group("1 6")
    for page in (markdown(drawn, Layout.PAGE), department_page(drawn, EVERYTHING)):
        assert not PSEUDONYM.search(without_ending(html(drawn, page)))


@pytest.mark.parametrize("who", ["1 6", "1 2 6", "1 2 3 4 5 6 7"])
def test_the_record_of_so_few_has_no_split_by_audience(who: str) -> None:
    drawn = quoted_group(who)
    for page in (markdown(drawn, Layout.PAGE), department_page(drawn, EVERYTHING)):
        record: Record = read_record(page)
        private = [one for one in record.claims if one.id.startswith(PRIVATE_IDS)]
        assert len(private) >= 3
        assert {one.split for one in private} == {()}
        assert any(one.split for one in record.claims)
        assert verdict(page, record, drawn, all_said(page)).holds


@pytest.mark.parametrize("layout", Layout)
def test_nor_has_it_an_income_that_one_person_told(layout: Layout) -> None:
    drawn = with_income(INCOME, advice=(CITED,))
    for page in (markdown(drawn, layout), department_page(drawn, EVERYTHING)):
        assert "income/" not in page
        assert "20,000" not in page
        assert "20,000" not in html(drawn, page)


@pytest.mark.parametrize("layout", Layout)
def test_nor_has_the_data(layout: Layout) -> None:
    (only,) = INCOME.choices
    worded = replace(only, wording="Has to count every coin", pinned=True)
    stage = JourneyStage(stage=Stage.AWARENESS, asked=9, claims=(only.id,))
    drawn = with_income(replace(INCOME, choices=(worded,)), journey=(stage,), advice=(CITED,))
    data = persona_json(drawn, layout)
    assert "20,000" not in data
    assert "every coin" not in data
    assert "income/" not in data
    assert '"question": "income"' in data


@pytest.mark.parametrize("who", ["1 6", "1 2 6"])
def test_data_of_so_few_tells_private_facts_together(who: str) -> None:
    data = json.loads(persona_json(quoted_group(who), Layout.PAGE))
    for private in ("family/with-a-partner-and-children", "gender/woman", "composed/1"):
        told = said_of(data, private)
        assert told["split"] == []
        assert told["evidence"] == []
        assert told["n"] == 1
    assert said_of(data, "character/plans-ahead")["split"]
    (waiting,) = [one for h in data["headings"] for one in h["open_answers"]]
    assert waiting["split"] == []
    assert [(one["pseudonym"], one["audience"]) for one in waiting["answers"]] == [(None, None)]


def test_data_of_two_people_names_nobody() -> None:
    data = persona_json(quoted_group("1 6"), Layout.PAGE)
    assert not PSEUDONYM.search(data)
    assert json.loads(data)["lead_quote"]["audience"] == "customers"
    assert "P01" in persona_json(quoted_group("1 6"), Layout.FULL)
