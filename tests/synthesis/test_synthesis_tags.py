"""Tags, counted within their field."""

import pytest
from synthesis_examples import C, N, ask, bank, choices, claim, draw, ids, met, per_audience, took

from persona_wizard.model.bank import Kind
from persona_wizard.model.interview import State
from persona_wizard.model.persona import ClaimKind, Confidence
from persona_wizard.synthesis.tags import opposites

FIRST = ask("problems-today", heading="problems", field="product-problems")
SECOND = ask("worst-day", heading="problems", field="product-problems")
BANK = bank(FIRST, SECOND)


def test_the_base_of_a_tag_is_everyone_asked_any_question_of_its_field():
    persona = draw(
        met(1, C, answers={"problems-today": "Late again #delivery"}),
        met(2, C, answers={"worst-day": "#Delivery on a Tuesday", "problems-today": "Nothing."}),
        met(3, N, answers={"worst-day": "No idea"}),
        met(4, N, answers={"problems-today": State.DECLINED}),
        met(5, N, answers={"problems-today": State.OUT_OF_TIME}),
        met(6, N),
        banks=(BANK,),
    )
    found = claim(persona, "product-problems/delivery")
    assert (found.kind, found.label, found.field) == (ClaimKind.TAG, "delivery", "product-problems")
    assert (found.n, found.base) == (2, 4)
    assert per_audience(found) == [(2, 2), (0, 2), (0, 0)]
    assert [(e.pseudonym, e.lines) for e in found.evidence] == [
        ("P01", ("Late again",)),
        ("P02", ("on a Tuesday",)),
    ]


def test_a_participant_who_says_it_often_is_one_with_all_of_it_as_evidence():
    persona = draw(
        met(
            1,
            answers={
                "problems-today": "Late #late\n- Unrelated\n> Always late #late",
                "worst-day": "#late\nLate at Easter #late",
            },
        ),
        banks=(BANK,),
    )
    found = claim(persona, "product-problems/late")
    (evidence,) = found.evidence
    assert (found.n, evidence.lines) == (1, ("Late", "Late at Easter"))
    assert (evidence.quotes, evidence.question) == (("Always late",), "problems-today")


def test_evidence_is_in_the_order_in_which_people_were_met():
    persona = draw(
        met(1, answers={"worst-day": "#late"}),
        met(2, answers={"problems-today": "#late"}),
        banks=(BANK,),
    )
    found = claim(persona, "product-problems/late")
    assert [e.pseudonym for e in found.evidence] == ["P01", "P02"]


def test_words_from_interviews_with_and_without_consent_are_quotable_only_together():
    persona = draw(
        met(1, visit=1, quote=None, answers={"problems-today": "Late #late"}),
        met(1, visit=2, quote=True, answers={"worst-day": "Easter #late"}),
        banks=(BANK,),
    )
    (evidence,) = claim(persona, "product-problems/late").evidence
    assert evidence.lines == ("Late", "Easter")
    assert not evidence.quotable


def test_tags_in_the_remark_of_a_closed_answer_count_and_do_not_meet_the_choice_of_that_name():
    question = ask("channels", Kind.ONE, "personality", field="channels", choices=choices("shop"))
    persona = draw(
        met(1, answers={"channels": {"value": took("shop"), "text": "On foot #shop #walk"}}),
        met(2, answers={"channels": took("shop")}),
        banks=(bank(question),),
    )
    assert claim(persona, "channels/shop").n == 2
    assert claim(persona, "channels/#shop").n == 1
    assert claim(persona, "channels/walk").n == 1


def test_a_question_without_field_stands_in_its_place():
    persona = draw(met(1, answers={"dreams": "A boat #boat"}), banks=(bank(ask("dreams")),))
    found = claim(persona, "dreams/boat")
    assert (found.field, found.heading) == (None, "objectives")


@pytest.mark.parametrize(
    "given",
    [
        "Only a mark #star",
        {"text": "Late #late", "state": State.DECLINED},
        {"text": "Late #late", "parked": True},
        "no tag: a#late, /#late, #1",
        "? What about #late",
    ],
)
def test_what_is_no_tag_or_does_not_count_makes_no_claim(given):
    assert ids(draw(met(1, answers={"problems-today": given}), banks=(BANK,))) == []


def test_opposed_tags_stand_against_each_other():
    said = ["#cheap", "#cheap", "#cheap", "#not-cheap", "#no-cheap", "#cheap #not-cheap", "-"]
    people = (met(i, answers={"problems-today": f"It {t}"}) for i, t in enumerate(said, start=1))
    persona = draw(*people, banks=(BANK,))
    cheap = claim(persona, "product-problems/cheap")
    # P06 said both: for it, and against nothing.
    assert (cheap.n, cheap.base, cheap.against) == (4, 7, 2)
    assert cheap.confidence is Confidence.CONTESTED
    assert [e.pseudonym for e in cheap.opposing] == ["P04", "P05"]
    not_cheap = claim(persona, "product-problems/not-cheap")
    assert (not_cheap.n, not_cheap.against) == (2, 3)


@pytest.mark.parametrize(
    ("tag", "contrary"),
    [
        ("cheap", ("not-cheap", "no-cheap")),
        ("not-cheap", ("cheap", "not-not-cheap", "no-not-cheap")),
        ("no-time", ("time", "not-no-time", "no-no-time")),
        ("notary", ("not-notary", "no-notary")),
    ],
)
def test_the_contrary_of_a_tag(tag, contrary):
    assert opposites(tag) == contrary


def test_tags_of_one_field_stay_apart_from_those_of_another():
    other = ask("life", heading="problems", field="life-problems")
    persona = draw(
        met(1, answers={"problems-today": "#time", "life": "#time"}),
        met(2, answers={"life": "#time"}),
        banks=(bank(FIRST, other),),
    )
    assert [(c.id, c.n, c.base) for c in persona.claims] == [
        ("life-problems/time", 2, 2),
        ("product-problems/time", 1, 1),
    ]


@pytest.mark.parametrize("tag", ["trễ-giờ", "देर", "遅い", "Ärger"])
def test_tags_of_any_script_make_claims(tag):
    persona = draw(met(1, answers={"problems-today": f"x #{tag}"}), banks=(BANK,))
    assert ids(persona) == [f"product-problems/{tag.casefold()}"]
