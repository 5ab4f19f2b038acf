"""A department's page: its own sections, in order, under the labels of the whole page."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from minh import EVERYONE, MINH, claim, open_answers, people, said, tag
from msgspec.structs import replace
from pages import all_said, front_of, headings, hostile_strings, shape

from persona_wizard.export.departments import (
    NoSuchDepartment,
    NoSuchSection,
    department_called,
    department_page,
)
from persona_wizard.export.layout import Layout
from persona_wizard.export.markdown import markdown
from persona_wizard.export.parts import PARTS
from persona_wizard.export.record import read_record
from persona_wizard.export.verify import verdict
from persona_wizard.model.bank import Stage
from persona_wizard.model.built_on import without_ending
from persona_wizard.model.departments import DEPARTMENTS, Department
from persona_wizard.model.persona import (
    AdviceLine,
    Claim,
    ClaimKind,
    JourneyStage,
    Persona,
    Section,
)
from persona_wizard.model.text import clean_line

BY_ID = {one.id: one for one in DEPARTMENTS}
TALKED = claim(
    "composed/1",
    "Fears being tied in",
    EVERYONE[:4],
    kind=ClaimKind.COMPOSED,
    field="barriers",
    heading="problems",
    quotes={"P02": "It's a gym contract.", "P04": "Never to be told"},
)
ROLE = claim(
    "indicated/decision-maker",
    "decision maker",
    EVERYONE[:3],
    kind=ClaimKind.INDICATED,
    field="buying-role",
    heading="personality",
)
STARTED = claim(
    "composed/2",
    "A broken machine set them looking",
    EVERYONE[5:8],
    kind=ClaimKind.COMPOSED,
    heading="objectives",
)
MADE_DO = tag("workarounds", "instant", "6 7", quotes={"P06": "Instant. Don't tell."})
ADVICE = (
    AdviceLine("sales", "Offer one small box.", ("composed/1",)),
    AdviceLine("Marketing", "Talk about mornings.", ("composed/2",)),
)


def added(section: Section) -> Section:
    more = {
        "problems": {"composed": (TALKED,), "tagged": (*section.tagged, MADE_DO)},
        "personality": {"indicated": (ROLE,)},
        "objectives": {"composed": (STARTED,)},
    }
    return replace(section, **more.get(section.heading, {}))


WHOLE = replace(
    MINH,
    sections=tuple(map(added, MINH.sections)),
    set_off=Section("", composed=(STARTED,)),
    journey=(JourneyStage(stage=Stage.PURCHASE, asked=3, claims=(MADE_DO.id,)),),
    advice=ADVICE,
)


def titles(page: str) -> list[str]:
    return [title for level, title in headings(page) if level == "h2"]


def by_claim(page: str) -> dict[str, str]:
    """By the id of a claim the label that it stands under."""
    return {one.id: one.label for one in read_record(page).claims if one.label}


@pytest.mark.parametrize(
    ("department", "sections"),
    [
        ("marketing", ["In one line", "Their words", "Triggers", "Channels"]),
        (
            "sales",
            ["Roles and types", "Objections", "What they chose instead", "What got buyers past it"],
        ),
        ("product", ["Problems", "Workarounds", "Suggestions and wishes"]),
        ("support", ["Problems", "Their language"]),
    ],
)
def test_a_department_reads_its_sections_in_order(department: str, sections: list[str]) -> None:
    page = department_page(WHOLE, BY_ID[department])
    assert titles(page)[: len(sections)] == sections
    assert titles(page)[len(sections)] == "What we do not know"
    front = front_of(page)
    assert front["department"] == department
    assert front["digest"] == MINH.digest
    one = BY_ID[department]
    assert f"**For {one.title}:** {one.question}\n" in page


def test_what_each_section_tells() -> None:
    sales = department_page(WHOLE, BY_ID["sales"])
    part = dict(re.findall(r"^## (.*)\n\n((?:[-> ].*\n)+)", sales, flags=re.MULTILINE))
    assert "decision maker" in part["Roles and types"]
    assert "Fears being tied in" in part["Objections"]
    assert "instant" in part["What they chose instead"]
    # A friend who had it already tells buyers from the others, but not how they decided.
    assert part["What got buyers past it"] == "- Nothing known yet.\n"
    assert "Fears being tied in" not in part["What they chose instead"]
    marketing = department_page(WHOLE, BY_ID["marketing"])
    part = dict(re.findall(r"^## (.*)\n\n((?:[-> ].*\n)+)", marketing, flags=re.MULTILINE))
    assert MINH.tagline in part["In one line"]
    assert '"It\'s a gym contract." (P02, customer)' in part["Their words"]
    assert "**A broken machine set them looking** (3 of 9" in part["Triggers"]
    product = department_page(WHOLE, BY_ID["product"])
    assert "instant" in product.partition("## Workarounds")[2]
    assert "Fears being tied in" not in without_ending(product)


@pytest.mark.parametrize("department", DEPARTMENTS, ids=lambda one: one.id)
def test_a_label_is_that_of_the_whole_page(department: Department) -> None:
    whole = by_claim(markdown(WHOLE, Layout.PAGE))
    own = by_claim(department_page(WHOLE, department))
    assert own
    for one, label in own.items():
        assert whole.get(one, label) == label
        # What the page has no room for takes no label of what it tells.
        assert one in whole or label not in whole.values()


def test_a_label_is_the_same_for_every_department() -> None:
    everything = {}
    for department in DEPARTMENTS:
        for one in read_record(department_page(WHOLE, department)).claims:
            assert everything.setdefault(one.id, one.label) == one.label
    assert len(everything) > 10


def test_a_departments_page_is_verified_like_any_other() -> None:
    for department in DEPARTMENTS:
        page = department_page(WHOLE, department)
        assert verdict(page, read_record(page), WHOLE, all_said(page)).holds


def words_of(one: Claim, department: str, section: str) -> list[str]:
    """The lines of one section, where this is all that was said of their problems."""
    sections = tuple(
        Section(s.heading, tagged=(one,) if s.heading == "problems" else ()) for s in MINH.sections
    )
    page = department_page(replace(MINH, sections=sections), BY_ID[department])
    _, _, after = without_ending(page).partition(f"## {section}\n\n")
    return after.partition("\n\n")[0].split("\n")


SAID = {"P01": "Too dear.", "P02": "Dear.", "P05": "It is cheap."}


@pytest.mark.parametrize(
    ("against", "told"),
    [
        ("", ['"Too dear." (P01, customer)', '"Dear." (P02, customer)']),
        ("5 6", ['"Too dear." (P01, customer)', '"It is cheap." (P05, customer, against)']),
        # Nobody against said it in words that may be quoted.
        ("6 7", ['"Too dear." (P01, customer)', '"Dear." (P02, customer)']),
    ],
)
def test_where_people_disagree_both_sides_are_heard(against: str, told: list[str]) -> None:
    price = tag("life-problems", "price", "1 2 3", quotes=SAID, against=people(against))
    first, *quotes = words_of(price, "marketing", "Their words")
    assert ("against" in first) is bool(against)
    assert quotes == [f"  - {quote}" for quote in told]
    # Support reads the claim under its problems; here stand the words alone.
    assert words_of(price, "support", "Their language") == [f"- {one} [^P1]" for one in told]


def test_words_against_alone_are_heard_too() -> None:
    price = tag("life-problems", "price", "3 6 7", quotes=SAID, against=people("5 2"))
    told = words_of(price, "marketing", "Their words")
    assert told[1:] == ['  - "It is cheap." (P05, customer, against)']


def test_words_of_those_who_did_not_agree_stay() -> None:
    for department in DEPARTMENTS:
        assert "Never to be told" not in department_page(WHOLE, department)


def test_advice_is_for_its_own_department() -> None:
    sales = department_page(WHOLE, BY_ID["sales"])
    assert "Offer one small box" in sales
    assert "Talk about mornings" not in sales
    assert "Our reading" not in department_page(WHOLE, BY_ID["support"])


def test_nothing_known_is_said_so() -> None:
    bare = replace(MINH, sections=tuple(Section(s.heading) for s in MINH.sections), contrasts=())
    page = department_page(bare, BY_ID["sales"])
    assert page.count("- Nothing known yet.") == 4


def test_a_line_is_told_once() -> None:
    double = Department(id="x", title="X", sections=("objections", "barriers", "problems"))
    with pytest.raises(NoSuchSection, match="“barriers”"):
        department_page(WHOLE, double)
    both = replace(double, sections=("objections", "workarounds", "problems", "objections"))
    page = without_ending(department_page(WHOLE, both))
    assert page.count("**Fears being tied in**") == 1
    assert titles(page).count("Objections") == 1


def test_a_section_that_there_is_none_of_is_one_plain_line() -> None:
    with pytest.raises(NoSuchSection) as fault:
        department_page(WHOLE, Department(id="sales", sections=("objection",)))
    assert fault.value.message.count("\n") == 0
    assert "did you mean “objections”" in fault.value.message


@pytest.mark.parametrize("typed", ["sales", " SALES ", "Sales"])
def test_a_department_is_found_by_id_or_title(typed: str) -> None:
    assert department_called(DEPARTMENTS, typed).id == "sales"


def test_an_unknown_department_names_those_there_are() -> None:
    with pytest.raises(NoSuchDepartment) as fault:
        department_called(DEPARTMENTS, "finance\x1b[31m")
    assert fault.value.message.endswith("there are: marketing, sales, product, support.")
    assert "\x1b" not in fault.value.message


def test_every_section_that_a_department_comes_with_is_there() -> None:
    assert {name for one in DEPARTMENTS for name in one.sections} <= set(PARTS)


def saying(text: str) -> tuple[Persona, Department]:
    """A persona and a department in which people typed this everywhere."""
    talked = replace(
        TALKED, label=text, evidence=(said("P02", quotes=(text,)), said("P03", lines=(text,)))
    )
    kept = {s.heading: s for s in MINH.sections if s.heading in ("problems", "wishes")}
    sections = tuple(kept.get(s.heading, Section(s.heading)) for s in MINH.sections)
    sections = tuple(
        replace(s, composed=(talked,) if s.heading == "problems" else ()) for s in sections
    )
    advice = (AdviceLine(text, text, ("composed/1",)),)
    heard = open_answers(
        "barriers", text, (said("P02", quotes=(text,)), said("P03", lines=(text,))), 2
    )
    apart = Section("", composed=(talked,), open_answers=(replace(heard, question="q"),))
    persona = replace(
        MINH,
        name=text,
        tagline=text,
        sections=sections,
        advice=advice,
        set_off=apart,
        got_past=apart,
    )
    every = tuple(PARTS)
    return persona, Department(id=text or "x", title=text, question=text, sections=every)


def test_whatever_people_type_a_departments_page_keeps_its_shape() -> None:
    plain = blocks(department_page(*saying("Plain words")))
    for text in hostile_strings():
        if clean_line(text):
            assert blocks(department_page(*saying(text))) == plain, text


def blocks(page: str) -> list[str]:
    """What typed text must never add to or take from."""
    kinds = ("heading", "html", "image", "link", "code", "footnote", "list_item", "hr")
    return [name for name in shape(page) if name.startswith(kinds)]


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_makes_a_page_that_can_be_verified(text: str) -> None:
    persona, department = saying(text)
    page = department_page(persona, department)
    assert verdict(page, read_record(page), persona, all_said(page)).holds
