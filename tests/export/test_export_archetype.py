"""A persona for teams that do not want a face."""

import pytest
from minh import MINH, claim, people, said
from msgspec.structs import replace
from pages import front_of, headings, tokens

from persona_wizard.export import Layout, archetype, markdown, page_file_name, photo_path
from persona_wizard.model.bank import Stage
from persona_wizard.model.persona import (
    AdviceLine,
    Conjunction,
    Gap,
    GapReason,
    JourneyStage,
    Persona,
)

YOUNG, TIED, SPARE = "age-group/30-to-44", "barriers/being-tied-in", "life-problems/no-spare-minute"


def gap(name: str, reason: GapReason, field: str | None = None) -> Gap:
    return Gap(id=name, blocking=True, reason=reason, what=name, why="", ask="", field=field)


FACED = replace(
    MINH,
    gaps=(
        gap("name", GapReason.NO_NAME),
        gap("photo", GapReason.NO_PHOTO),
        gap("field/gender", GapReason.NEVER_ASKED, "gender"),
        *MINH.gaps,
    ),
    contrasts=(
        claim("age-group/under-30", "Under 30", people("7"), field="age-group"),
        *MINH.contrasts,
    ),
    advice=(AdviceLine("Sales", "Call", (YOUNG, TIED)),),
    conjunction=Conjunction((YOUNG, TIED), 9, (2,)),
    journey=(
        JourneyStage(
            stage=Stage.AWARENESS,
            asked=9,
            claims=(YOUNG, TIED),
            voices=(
                replace(said("P01", "he-or-she", quotes=("As a man.",)), field="gender"),
                said("P02", quotes=("Six.",)),
            ),
        ),
    ),
)


@pytest.mark.parametrize("layout", Layout)
def test_name_photo_age_and_gender_are_gone(layout: Layout) -> None:
    page = markdown(archetype(FACED), layout)
    for told in ("Minh", "30 to 44", "Under 30", "Woman", "woman", "As a man", "age-group"):
        assert told not in page, told
    assert "image" not in [token.type for token in tokens(page)]
    assert "No photo yet" not in page
    assert "left out on purpose" in page


def test_what_its_people_have_in_common_is_its_title() -> None:
    page = markdown(archetype(FACED), Layout.PAGE)
    assert headings(page)[0] == ("h1", MINH.tagline)
    assert "In one line" not in page
    assert front_of(page)["archetype"] is True
    assert "archetype" not in front_of(markdown(MINH, Layout.PAGE))


@pytest.mark.parametrize(
    ("product", "title"),
    [
        ("Cedar Coffee", "Cedar Coffee: what people have in common"),
        ("", "Spring study: what people have in common"),
    ],
)
def test_without_one_line_the_product_is(product: str, title: str) -> None:
    bare = archetype(replace(FACED, tagline="", product=product, study="Spring study"))
    assert bare.name == title


@pytest.mark.parametrize(
    ("name", "tagline"),
    [
        ("First-light Robin", "Robin wants a good cup"),
        ("First-light Robin", "What first-light robin wants, robins give"),
        ("Minh", "Coffee before Minh's children wake"),
        ("Robin Early", "Ask Robin."),
        ("小明", "小明想要咖啡"),
    ],
)
def test_one_line_that_holds_the_name_is_no_title(name: str, tagline: str) -> None:
    bare = archetype(replace(FACED, name=name, tagline=tagline))
    assert bare.name == "Cedar Coffee: what people have in common"
    assert archetype(bare) == bare
    assert tagline not in markdown(bare, Layout.PAGE)


@pytest.mark.parametrize(
    ("name", "tagline"),
    [
        ("Mornings-back Minh", "wants coffee ready before the children wake; minhas"),
        ("Early Robin", "up early for a good cup"),
        ("", "wants coffee"),
        ("…", "wants coffee… now"),
    ],
)
def test_a_word_that_happens_to_be_in_both_is_not_the_name(name: str, tagline: str) -> None:
    assert archetype(replace(FACED, name=name, tagline=tagline)).name == tagline


def test_everything_else_stays() -> None:
    bare = archetype(FACED)
    assert [gap.id for gap in bare.gaps] == [gap.id for gap in MINH.gaps]
    kept = {c.id for c in FACED.claims if c.field not in ("age-group", "gender")}
    assert {c.id for c in bare.claims} == kept
    assert bare.contrasts == MINH.contrasts
    assert bare.advice == (AdviceLine("Sales", "Call", (TIED,)),)
    assert bare.journey[0].claims == (TIED,)
    assert [voice.pseudonym for voice in bare.journey[0].voices] == ["P02"]
    assert (bare.digest, bare.audiences) == (MINH.digest, MINH.audiences)


def test_people_counted_by_a_face_are_not_counted_without_it() -> None:
    assert archetype(FACED).conjunction is None
    other = Conjunction((TIED, SPARE), 9, (2,))
    assert archetype(replace(FACED, conjunction=other)).conjunction == other


def test_what_was_said_of_a_face_does_not_lead() -> None:
    told = replace(said("P02", "how-old", quotes=("I feel forty.",)), field="age-group")
    assert archetype(replace(FACED, lead_quote=told)).lead_quote is None
    assert archetype(FACED).lead_quote == MINH.lead_quote


def test_twice_is_once() -> None:
    once = archetype(FACED)
    assert archetype(once) == once
    bare: Persona = archetype(replace(FACED, tagline=""))
    assert archetype(bare) == bare


def test_its_file_has_a_name_of_its_own() -> None:
    bare = archetype(replace(FACED, tagline="Coffee before the children wake"))
    assert photo_path(bare) is None
    assert page_file_name(bare, Layout.PAGE) == "coffee-before-the-children-wake-archetype.md"
    assert page_file_name(bare, Layout.FULL) == "coffee-before-the-children-wake-archetype-full.md"


def test_without_one_line_the_personas_of_a_study_have_files_of_their_own() -> None:
    bare = replace(FACED, tagline="")
    first, second = archetype(bare), archetype(replace(bare, id="persona-2"))
    stem = "cedar-coffee-what-people-have-in-common"
    assert page_file_name(first, Layout.PAGE) == f"{stem}-archetype.md"
    assert page_file_name(second, Layout.PAGE) == f"{stem}-persona-2-archetype.md"


def test_a_long_one_line_leaves_room_for_the_id() -> None:
    long = archetype(replace(FACED, tagline="early " * 60, id="persona-2"))
    file = page_file_name(long, Layout.FULL)
    assert file.endswith("-persona-2-archetype-full.md")
    assert len(file.encode()) <= 160
