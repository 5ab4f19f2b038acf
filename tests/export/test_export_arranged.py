"""The order of a heading's lines: pinned, put in order, then as they come."""

import pytest
from minh import claim
from msgspec.structs import replace

from persona_wizard.export import Layout
from persona_wizard.export.counts import Interviewed
from persona_wizard.export.sections import section_lines
from persona_wizard.model.bank import Kind
from persona_wizard.model.headings import Audience
from persona_wizard.model.persona import (
    Claim,
    ClaimKind,
    Confidence,
    Persona,
    Section,
    Status,
    Tally,
)

WHO = Interviewed(9, tuple(Audience))
EARLY = claim("composed/a", "Up early", ("P01", "P02"), kind=ClaimKind.COMPOSED)
LATE = claim("composed/b", "Up late", ("P03", "P04"), kind=ClaimKind.COMPOSED)
WEB = claim("how/web", "Web", ("P01", "P02", "P03"))
SHOP = claim("how/shop", "Shop", ("P04", "P05"))
PRICE = claim("values/price", "price", ("P01",), kind=ClaimKind.TAG, field="values")

both_layouts = pytest.mark.parametrize("layout", list(Layout))


def told(
    *composed: Claim, choices: tuple[Claim, ...], tags: tuple[Claim, ...], layout: Layout
) -> list[str]:
    """The first claim of each line, in their order."""
    tally = Tally(
        question="how",
        wording="How?",
        kind=Kind.MANY,
        heading="personality",
        field=None,
        sensitive=False,
        base=9,
        answered=9,
        choices=choices,
    )
    section = Section("personality", (tally,), tags, composed=composed)
    persona = Persona(
        id="persona",
        name="",
        tagline="",
        photo=None,
        study="Tea",
        product="",
        status=Status.PROTO,
        audiences=(),
        sections=(section,),
    )
    lines = section_lines(persona, section, WHO, layout)
    return [line.claims[0].id for line in lines if line.claims]


@both_layouts
def test_what_was_composed_comes_first_where_nothing_was_decided(layout: Layout) -> None:
    order = told(EARLY, LATE, choices=(WEB, SHOP), tags=(PRICE,), layout=layout)
    assert order == ["composed/a", "composed/b", "how/web", "values/price"]


@both_layouts
def test_a_pinned_line_of_any_kind_comes_before_all_others(layout: Layout) -> None:
    pinned = replace(PRICE, pinned=True)
    order = told(EARLY, LATE, choices=(WEB, SHOP), tags=(pinned,), layout=layout)
    assert order == ["values/price", "composed/a", "composed/b", "how/web"]


@both_layouts
def test_a_pinned_choice_leads_its_line_and_its_heading(layout: Layout) -> None:
    pinned = replace(SHOP, pinned=True)
    order = told(EARLY, LATE, choices=(WEB, pinned), tags=(PRICE,), layout=layout)
    assert order[0].startswith("how/")
    assert order[1:] == ["composed/a", "composed/b", "values/price"]


@both_layouts
def test_lines_stand_where_they_were_put(layout: Layout) -> None:
    order = told(
        replace(EARLY, rank=3),
        replace(LATE, rank=0),
        choices=(replace(WEB, rank=1), SHOP),
        tags=(replace(PRICE, rank=2),),
        layout=layout,
    )
    assert order == ["composed/b", "how/web", "values/price", "composed/a"]


def test_a_contested_tag_takes_no_place_from_what_was_composed() -> None:
    contested = replace(PRICE, against=2, confidence=Confidence.CONTESTED)
    composed = tuple(replace(EARLY, id=f"composed/{n}") for n in range(4))
    for n, others in ((4, []), (3, ["values/price"])):
        order = told(*composed[:n], choices=(WEB,), tags=(contested,), layout=Layout.PAGE)
        assert order == [*(c.id for c in composed[:n]), *others]
