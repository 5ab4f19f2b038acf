"""The study's personas side by side, in the full layout."""

from fractions import Fraction

import pytest
from minh import MINH, said
from msgspec.structs import replace

from persona_wizard.export import Layout, markdown
from persona_wizard.model.built_on import built_on, interview_print
from persona_wizard.model.persona import Claim, ClaimKind
from persona_wizard.model.personas_compared import (
    Column,
    ComparedClaim,
    Counted,
    PersonasCompared,
)

TITLE = "The study's personas side by side"
EARLY = Claim(
    id="composed/00000001",
    kind=ClaimKind.COMPOSED,
    heading="objectives",
    field=None,
    label="Ready | before <b>six</b>",
    n=4,
    base=9,
)
COMPARED = PersonasCompared(
    columns=(
        Column("persona", "Minh", ("P01", "P02", "P03")),
        Column("persona-2", "# Ruth", ("P03",)),
    ),
    claims=(
        ComparedClaim(
            claim=EARLY, counts=(Counted(3, 3, 1), Counted(0, 0)), difference=Fraction(2, 5)
        ),
        ComparedClaim(
            claim=replace(EARLY, label="Much the same"),
            counts=(Counted(1, 3), Counted(0, 1)),
            difference=Fraction(1, 3),
        ),
    ),
    in_several=("P03",),
)


def section(page: str) -> str:
    """What stands under the title."""
    return page.partition(f"## {TITLE}\n")[2].partition("\n## ")[0]


def test_what_differs_much_stands_in_a_table_of_counts() -> None:
    text = section(markdown(MINH, Layout.FULL, beside=COMPARED))
    assert r"| Minh (3 people) | \# Ruth (1 person) |" in text
    assert r"| Ready \| before \<b>six\</b> | 3 of 3, 1 against | not asked |" in text
    assert "Much the same" not in text
    # Nobody is told of by pseudonym.
    assert "P0" not in text
    assert "Counted in several: 1 person. As few as 1 person in one: a hint, not a finding." in text


def test_everyone_whom_the_table_counts_is_among_those_it_is_built_on() -> None:
    ours, theirs = (replace(said("P01"), interview=name) for name in ("ours", "theirs"))
    both = replace(EARLY, evidence=(ours,), opposing=(theirs,))
    counted = replace(COMPARED.claims[0], counts=(Counted(1, 3, 1, both), None))
    page = markdown(MINH, Layout.FULL, beside=replace(COMPARED, claims=(counted,)))
    told = {interview_print("ours"), interview_print("theirs")}
    assert told <= built_on(page)
    assert not told & built_on(markdown(MINH, Layout.FULL))


def test_what_a_persona_leaves_out_is_blank_in_its_column() -> None:
    counts = (COMPARED.claims[0].counts[0], None)
    left = replace(COMPARED, claims=(replace(COMPARED.claims[0], counts=counts),))
    text = section(markdown(MINH, Layout.FULL, beside=left))
    assert r"| Ready \| before \<b>six\</b> | 3 of 3, 1 against |  |" in text


@pytest.mark.parametrize(
    "fact",
    [
        replace(EARLY, sensitive=True),
        replace(EARLY, private=True),
        replace(EARLY, heading="demographics"),
        replace(EARLY, heading="general"),
    ],
)
def test_facts_by_which_few_people_would_be_recognised_are_left_out(fact: Claim) -> None:
    known = replace(COMPARED, claims=(replace(COMPARED.claims[0], claim=fact),))
    assert "Ready" not in section(markdown(MINH, Layout.FULL, beside=known))


def test_the_page_and_a_study_with_one_persona_have_no_such_section() -> None:
    assert TITLE not in markdown(MINH, Layout.PAGE, beside=COMPARED)
    assert TITLE not in markdown(MINH, Layout.FULL)
    alone = replace(COMPARED, columns=COMPARED.columns[:1])
    assert TITLE not in markdown(MINH, Layout.FULL, beside=alone)


def test_personas_that_differ_in_nothing_say_so() -> None:
    text = section(markdown(MINH, Layout.FULL, beside=replace(COMPARED, claims=())))
    assert "They differ much in nothing that two people or more of each were asked." in text
    assert "|" not in text
