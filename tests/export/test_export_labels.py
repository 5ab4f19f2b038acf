"""A claim has one label: on the page, in the full layout, and for every department."""

from minh import EVERYONE, MINH, claim, tag, tally, with_section
from msgspec.structs import replace

from persona_wizard.export.departments import department_page
from persona_wizard.export.layout import Layout
from persona_wizard.export.markdown import markdown
from persona_wizard.export.record import read_record
from persona_wizard.model.bank import Kind
from persona_wizard.model.departments import DEPARTMENTS, Department
from persona_wizard.model.persona import ClaimKind, Persona, Section

SENTENCE = claim(
    "composed/1", "Fears being tied in", EVERYONE[:4], kind=ClaimKind.COMPOSED, heading="problems"
)
# Told in the researcher's words, and in the full layout among its question's answers, too.
REWORDED = replace(
    tally("instead", Kind.ONE, {"Instant": "6 7"}, heading="problems").choices[0],
    wording="Went back to instant",
)
CROWDED = with_section(
    Section(
        "problems",
        tallies=(
            tally("rare", Kind.ONE, {"Once": "1 2"}, heading="problems"),
            replace(
                tally("instead", Kind.ONE, {"Tea": "1 2 3"}, heading="problems"),
                choices=(
                    REWORDED,
                    *tally("instead", Kind.ONE, {"Tea": "1 2 3"}, heading="problems").choices,
                ),
            ),
            tally(
                "hard",
                Kind.MANY,
                {name: "1 2 3 4 5 6 7" for name in ("A", "B", "C", "D", "E", "F")},
                heading="problems",
            ),
        ),
        tagged=(
            tag("life-problems", "time", "1 2 3 4 5 6"),
            tag("barriers", "price", "1 2 3 4 5"),
            tag("product-problems", "lid", "8"),
        ),
        composed=(SENTENCE,),
    )
)
EVERY_READER = (*DEPARTMENTS, Department(id="all", sections=("problems", "objections")))


def labels(page: str) -> dict[str, str]:
    """By claim (id) the label of the line that tells it; of two such lines, of the first."""
    found: dict[str, str] = {}
    for one in read_record(page).claims:
        if one.label:
            found.setdefault(one.id, one.label)
    return found


def every_page(persona: Persona) -> list[dict[str, str]]:
    whole = [labels(markdown(persona, layout)) for layout in Layout]
    return [*whole, *(labels(department_page(persona, one)) for one in EVERY_READER)]


def test_a_claim_has_the_same_label_in_every_layout_and_for_every_department() -> None:
    for persona in (MINH, CROWDED):
        meant: dict[str, str] = {}
        for page in every_page(persona):
            for one, label in page.items():
                assert meant.setdefault(one, label) == label, one


def test_a_label_stands_for_one_line() -> None:
    full = labels(markdown(CROWDED, Layout.FULL))
    for page in every_page(CROWDED):
        for one, label in page.items():
            assert full[one] == label, one


def test_the_pages_own_lines_are_numbered_first_and_then_the_others() -> None:
    page = labels(markdown(CROWDED, Layout.PAGE))
    assert page["composed/1"] == "P1"
    assert page["instead/instant"] == "P2"
    assert page["hard/a"] == "P3"
    assert page["life-problems/time"] == "P4"
    full = labels(markdown(CROWDED, Layout.FULL))
    rest = {"rare/once": "P5", "instead/tea": "P6", "barriers/price": "P7"}
    assert {one: full[one] for one in rest} == rest


def test_answers_that_the_page_cuts_off_stand_under_their_questions_label() -> None:
    full = labels(markdown(CROWDED, Layout.FULL))
    assert "hard/f" not in labels(markdown(CROWDED, Layout.PAGE))
    assert full["hard/f"] == full["hard/a"] == "P3"


def test_a_reworded_answer_keeps_its_own_label_beside_that_of_its_question() -> None:
    record = read_record(markdown(CROWDED, Layout.FULL))
    assert {one.label for one in record.claims if one.id == "instead/instant"} == {"P2", "P6"}
