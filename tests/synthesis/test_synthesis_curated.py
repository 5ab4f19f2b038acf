"""The researcher's decisions about claims: hidden, pinned, in order, reworded, cited."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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
from synthesis_examples import tally as tally_of

from persona_wizard.model.bank import Kind
from persona_wizard.model.composing import Code
from persona_wizard.model.persona import AdviceLine
from persona_wizard.model.study import Advice, Curation, Rewording
from persona_wizard.synthesis import evidence_digest
from persona_wizard.synthesis.curated import decided_anew

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


LIKED = ask("liked", Kind.SCALE, "problems", minimum=0, maximum=10)
INCOME = ask("income", Kind.BANDS, "demographics", field="income", choices=choices("low", "high"))
CUPS = ask("cups", Kind.NUMBER, "problems")
NUMBERS = bank(LIKED, INCOME, CUPS)
TOLD = [
    met(n, answers={"liked": liked, "income": took("low"), "cups": liked})
    for n, liked in enumerate((3, 4, 4, 7, 8, 9), 1)
]


def numbers(*hidden: str):
    return draw(*TOLD, banks=(NUMBERS,), curation=Curation(name="Minh", hidden=hidden))


@pytest.mark.parametrize("question", ["liked", "income", "cups"])
def test_a_question_whose_middle_is_left_out_is_left_out_whole(question):
    before = numbers()
    persona = numbers(f"{question}/median")
    gone = tally_of(persona, question)
    assert (gone.left_out, gone.choices, gone.median, gone.values) == (True, (), None, ())
    assert not tally_of(before, question).left_out
    # What it asked stays known, for it is told among what was left out.
    assert gone.wording == f"Wording of {question}?"
    assert [c for c in ids(before) if not c.startswith(f"{question}/")] == ids(persona)
    assert [c.id for c in persona.hidden] == [f"{question}/median"]


def test_a_number_that_is_left_out_is_none_of_those_given():
    found = tally_of(numbers("liked/4", "liked/9"), "liked")
    assert found.values == (3, 7, 8)
    assert [c.id for c in found.choices] == ["liked/3", "liked/7", "liked/8"]
    assert (found.answered, found.median.n, found.left_out) == (6, 6, False)


CONTRARY = [
    met(1, answers={"worry": "Late #delivery"}),
    met(2, answers={"worry": "Late again #delivery"}),
    met(3, answers={"worry": "Suits her #not-delivery", "how": "x #not-delivery"}),
    met(4, answers={"worry": "No bother #no-delivery", "how": "x #delivery-day"}),
]


@pytest.mark.parametrize(
    ("hidden", "left"),
    [
        ("barriers/delivery", ["how/delivery-day", "how/not-delivery"]),
        (
            "barriers/not-delivery",
            ["barriers/no-delivery", "how/delivery-day", "how/not-delivery"],
        ),
        (
            "how/not-delivery",
            [
                "barriers/delivery",
                "barriers/no-delivery",
                "barriers/not-delivery",
                "how/delivery-day",
            ],
        ),
    ],
)
def test_the_contrary_of_a_tag_goes_with_it_within_its_field(hidden, left):
    how = ask("how", heading="problems")
    found = draw(
        *CONTRARY, banks=(bank(WORRY, how),), curation=Curation(name="Minh", hidden=(hidden,))
    )
    assert sorted(ids(found)) == left
    # Taking it in again takes in the other, which nobody left out.
    assert [c.id for c in found.hidden] == [hidden]


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


def test_another_person_against_a_claim_moves_its_evidence():
    def against(person):
        opposed = replace(TWO, against=(key(person, "worry", "Not I"),))
        people = (*PEOPLE[:2], *(met(n, answers={"worry": "Not I"}) for n in (4, 5)))
        return claim(curated(*people, study=with_claims(opposed)), TWO.id)

    fourth, fifth = (against(met(n, answers={"worry": "Not I"})) for n in (4, 5))
    assert fourth.against == fifth.against == 1
    assert evidence_digest(fourth) != evidence_digest(fifth)


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


IDS = ("how/web", "how/shop", "barriers/price", "barriers/time", ONE.id, TWO.id)
some_ids = st.lists(st.sampled_from(IDS), unique=True).map(tuple)


@given(some_ids, some_ids, some_ids, some_ids)
@settings(max_examples=60, deadline=None)
def test_what_is_decided_at_once_is_what_a_new_drawing_shows(hidden, pinned, order, reworded):
    curation = Curation(
        name="Minh",
        hidden=hidden,
        pinned=pinned,
        order=order,
        reworded=tuple(Rewording(one, "Says so", "0" * 12, "then") for one in reworded),
    )
    at_once = decided_anew(curated(), curation)
    anew = draw(*PEOPLE, banks=(BANK,), curation=curation, study=STUDY)
    assert at_once.sections == anew.sections
    assert {c.id for c in at_once.hidden} == {c.id for c in anew.hidden}
    # What was decided before goes without a trace, but for what has to be counted again.
    back = decided_anew(anew, Curation(name="Minh", hidden=hidden))
    left = [c for c in curated().claims if c.id not in hidden]
    assert sorted(back.claims, key=lambda c: c.id) == sorted(left, key=lambda c: c.id)


NUMBER_IDS = ("liked/3", "liked/4", "liked/median", "income/low", "income/median", "cups/median")


@given(st.lists(st.sampled_from(NUMBER_IDS), unique=True).map(tuple))
@settings(max_examples=40, deadline=None)
def test_numbers_left_out_at_once_are_those_that_a_new_drawing_leaves_out(hidden):
    curation = Curation(name="Minh", hidden=hidden)
    assert decided_anew(numbers(), curation).sections == numbers(*hidden).sections
