"""Composed, pinned and reworded claims on the page."""

from minh import MINH
from msgspec.structs import replace

from persona_wizard.export import Layout, markdown
from persona_wizard.export.counts import interviewed
from persona_wizard.export.sections import section_lines
from persona_wizard.model.headings import Audience
from persona_wizard.model.persona import (
    AudienceCount,
    Claim,
    ClaimKind,
    Confidence,
    Evidence,
    Persona,
    Section,
)

C, N, P = Audience.CUSTOMERS, Audience.NON_PURCHASERS, Audience.PROSPECTS
SPLIT = (AudienceCount(C, 4, 5), AudienceCount(N, 0, 2), AudienceCount(P, 0, 2))


def said(pseudonym: str, words: str) -> Evidence:
    return Evidence(
        interview=pseudonym,
        pseudonym=pseudonym,
        audience=C,
        question="q",
        revision="2026-01-01T00:00:00Z",
        quotable=True,
        quotes=(words,),
    )


COFFEE = Claim(
    id="composed/0000000a",
    kind=ClaimKind.COMPOSED,
    heading="objectives",
    field="short-term-goals",
    label="Coffee ready before the children wake",
    n=4,
    base=9,
    confidence=Confidence.EMERGING,
    split=SPLIT,
    evidence=tuple(said(f"P0{i}", "Ready at six.") for i in range(1, 5)),
)


def under_objectives(*claims: Claim, layout: Layout = Layout.PAGE) -> list[str]:
    persona = with_objectives(*claims)
    section = next(s for s in persona.sections if s.heading == "objectives")
    return [
        text
        for line in section_lines(persona, section, interviewed(persona), layout)
        for text in (line.text, *(under.text for under in line.under))
    ]


def with_objectives(*claims: Claim) -> Persona:
    others = (s for s in MINH.sections if s.heading != "objectives")
    kind = {"composed": ClaimKind.COMPOSED, "tagged": ClaimKind.TAG}
    groups = {name: tuple(c for c in claims if c.kind is k) for name, k in kind.items()}
    indicated = tuple(c for c in claims if c.kind is ClaimKind.INDICATED)
    made = Section("objectives", indicated=indicated, **groups)
    return replace(MINH, sections=(*others, made), gaps=())


def test_a_composed_claim_says_its_numbers() -> None:
    assert under_objectives(COFFEE) == [
        "Coffee ready before the children wake (4 of 9: 4 of 5 customers, nobody else)"
    ]


def test_a_contested_one_says_so_and_names_both_sides() -> None:
    against = tuple(said(f"P1{i}", "It costs more. Fine.") for i in (1, 2))
    contested = replace(
        COFFEE,
        against=2,
        confidence=Confidence.CONTESTED,
        opposing=against,
        label="Spend less than at the café",
    )
    (line,) = under_objectives(contested)
    assert line == (
        "Split: Spend less than at the café (4 of 9: 4 of 5 customers, nobody else, 2 against)"
    )
    page = markdown(with_objectives(contested), Layout.PAGE)
    assert "For: P01, P02, P03, P04 (customers); against: P11, P12 (customers)." in page
    assert '"It costs more. Fine." (P11, against)' in page


def test_the_researchers_words_stand_for_the_programs_and_a_move_is_told_to_researchers() -> None:
    moved = replace(COFFEE, wording="Mornings first", moved_from="Mornings first (2 of 9)")
    assert under_objectives(moved)[0].startswith("Mornings first (4 of 9")
    assert len(under_objectives(moved)) == 1
    _, told = under_objectives(moved, layout=Layout.FULL)
    assert told == (
        "Worded before its evidence changed: it said “Mornings first (2 of 9)”, and would now say "
        "“Coffee ready before the children wake (4 of 9: 4 of 5 customers, nobody else)”."
    )
    page, full = (markdown(with_objectives(moved), layout) for layout in Layout)
    assert told in next(row for row in page.split("\n") if row.startswith("[^O1]:"))
    assert page.count(told) == full.count(told) == 1


def test_a_reworded_tag_has_a_line_of_its_own() -> None:
    tag = replace(COFFEE, id="short-term-goals/time", kind=ClaimKind.TAG, label="time", n=3)
    other = replace(tag, id="short-term-goals/price", label="price", wording="Counts each cup")
    assert [line.partition(" (")[0] for line in under_objectives(tag, other)] == [
        "Counts each cup",
        "Short-term goals: time",
    ]


def test_pinned_claims_come_first_and_four_are_told() -> None:
    claims = [replace(COFFEE, id=f"composed/{n}", label=f"Claim {n}") for n in range(6)]
    claims[5] = replace(claims[5], pinned=True)
    told = [line.partition(" (")[0] for line in under_objectives(*claims)]
    assert told == ["Claim 5", "Claim 0", "Claim 1", "Claim 2"]
    assert len(under_objectives(*claims, layout=Layout.FULL)) == 6


def test_what_rests_on_a_fact_of_life_names_nobody_on_the_page() -> None:
    page = markdown(with_objectives(replace(COFFEE, private=True)), Layout.PAGE)
    assert "P01" not in page.partition("## Objectives")[2].partition("##")[0]
    note = next(line for line in page.split("\n") if line.startswith("[^O1]:"))
    assert "P01" not in note
    assert "Ready at six" not in note
    full = markdown(with_objectives(replace(COFFEE, private=True)), Layout.FULL)
    assert "P01, P02, P03, P04 (customers)" in full


def test_an_accepted_type_is_told_and_a_role_only_where_it_is_pinned() -> None:
    accepted = replace(
        COFFEE,
        id="indicated/innovator",
        kind=ClaimKind.INDICATED,
        field="buyer-type",
        label="innovator",
    )
    role = replace(accepted, id="indicated/end-user", field="buying-role", label="end-user")
    assert [line.partition(" (")[0] for line in under_objectives(accepted, role)] == [
        "Buyer type: innovator"
    ]
    pinned = replace(role, pinned=True)
    assert under_objectives(pinned)[0].startswith("Buying role: end-user (4 of 9")
