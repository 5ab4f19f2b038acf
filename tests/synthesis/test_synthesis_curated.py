"""The researcher's decisions about claims: hidden, pinned, in order, reworded, cited."""

import pytest
from msgspec.structs import replace
from synthesis_examples import (
    ask,
    bank,
    choices,
    claim,
    composed,
    draw,
    ids,
    key,
    met,
    took,
    with_claims,
)

from persona_wizard.model.bank import Kind
from persona_wizard.model.composing import Code
from persona_wizard.model.persona import AdviceLine
from persona_wizard.model.study import Advice, Curation, Rewording
from persona_wizard.synthesis import evidence_digest

HOW = ask("how", Kind.ONE, "problems", choices=choices("web", "shop"))
WORRY = ask("worry", heading="problems", field="barriers")
BANK = bank(HOW, WORRY)
PEOPLE = [
    met(1, answers={"how": took("web"), "worry": "Tied #price"}),
    met(2, answers={"how": took("shop"), "worry": "Tied #price #time"}),
    met(3, answers={"how": took("web"), "worry": "Other"}),
]
ONE = composed(key(PEOPLE[0], "worry", "Tied"), name="composed/0000000a", sentence="One")
TWO = composed(
    key(PEOPLE[0], "worry", "Tied"), key(PEOPLE[1], "worry", "Tied"), name="composed/0000000b"
)
STUDY = with_claims(ONE, TWO)


def curated(*people, study=STUDY, **decided):
    return draw(
        *(people or PEOPLE), banks=(BANK,), curation=Curation(name="Minh", **decided), study=study
    )


def section(persona):
    return next(s for s in persona.sections if s.heading == "problems")


def test_a_hidden_claim_is_none_of_the_persona_and_can_be_found_again():
    gone = ("how/web", "barriers/price", ONE.id)
    persona = curated(hidden=(*gone, "how/unknown"))
    assert set(ids(persona)) == {"how/shop", "barriers/time", TWO.id}
    assert {c.id for c in persona.hidden} == set(gone)
    assert persona.digest != curated().digest
    (tally,) = section(persona).tallies
    assert (tally.base, [c.id for c in tally.choices]) == (3, ["how/shop"])


def test_most_raised_first_unless_pinned_or_in_order():
    assert [c.id for c in section(curated()).composed] == [TWO.id, ONE.id]
    persona = curated(pinned=(ONE.id,))
    assert [(c.id, c.pinned) for c in section(persona).composed] == [
        (ONE.id, True),
        (TWO.id, False),
    ]
    persona = curated(order=(ONE.id, "gone", TWO.id, "barriers/time"))
    assert [(c.id, c.rank) for c in section(persona).composed] == [(ONE.id, 0), (TWO.id, 1)]
    assert [c.id for c in section(persona).tagged] == ["barriers/time", "barriers/price"]


@pytest.mark.parametrize("name", [TWO.id, "how/web", "barriers/price"])
def test_a_reworded_claim_keeps_its_numbers_and_is_flagged_once_its_evidence_moves(name):
    before = claim(curated(), name)
    own = Rewording(name, "In my words", evidence_digest(before), "As it was (2 of 3)")
    found = claim(curated(reworded=(own,)), name)
    assert (found.wording, found.moved_from) == ("In my words", "")
    assert (found.label, found.n, found.base) == (before.label, before.n, before.base)
    fewer = claim(curated(*PEOPLE[:2], reworded=(own,)), name)
    if name == TWO.id:
        # Nobody who was asked where it was said is left out of N but the third.
        assert (fewer.n, fewer.base) == (2, 2)
    assert (fewer.wording, fewer.moved_from) == ("In my words", "As it was (2 of 3)")


def test_saving_and_tagging_alone_move_no_evidence():
    before = evidence_digest(claim(curated(), TWO.id))
    later = [
        met(1, answers={"how": took("web"), "worry": "Tied #price #again\nMore"}, at="2026-09-09"),
        *PEOPLE[1:],
    ]
    assert evidence_digest(claim(curated(*later), TWO.id)) == before


def test_decisions_follow_renamed_tags_and_merged_claims():
    study = replace(
        STUDY,
        codes=(Code(tag="cost", aliases=("price",)),),
        claims=(ONE, replace(TWO, aliases=("composed/0000000c",))),
    )
    persona = curated(study=study, hidden=("barriers/price",), pinned=("composed/0000000c",))
    assert [c.id for c in persona.hidden] == ["barriers/cost"]
    assert claim(persona, TWO.id).pinned
    assert persona.hidden[0].aliases == ("barriers/price",)


def test_an_earlier_name_that_another_claim_has_now_means_that_one():
    study = replace(STUDY, claims=(replace(ONE, aliases=(TWO.id,)), TWO))
    assert [c.id for c in curated(study=study, hidden=(TWO.id,)).hidden] == [TWO.id]


def test_advice_cites_claims_and_says_which_are_gone():
    lines = (
        Advice("Sales", "Offer one box", (TWO.id, "how/gone")),
        Advice("", "Nothing rests here"),
    )
    assert curated(advice=lines).advice == (
        AdviceLine("Sales", "Offer one box", (TWO.id,), ("how/gone",)),
        AdviceLine("", "Nothing rests here", ()),
    )
