"""Buying roles from facts, buyer types from two or more indicators."""

from msgspec.structs import replace
from synthesis_examples import N, ask, bank, claim, draw, ids, met, took

from persona_wizard.model.bank import Choice, Kind
from persona_wizard.model.interview import State
from persona_wizard.model.loose import Unfounded
from persona_wizard.model.study import Curation
from persona_wizard.model.suggestions import Indicator


def hinting(**hints):
    return tuple(
        Choice(slug=slug, text=slug.capitalize(), indicates=told) for slug, told in hints.items()
    )


ROLE = ask(
    "last-call",
    Kind.ONE,
    "personality",
    field="buying-role",
    choices=hinting(me=("decision-maker",), asked=("influencer",), other=("end-user",), unclear=()),
)
LOOKS = ask(
    "looks",
    Kind.MANY,
    "personality",
    choices=hinting(
        prices=("budget-conscious",), deals=("budget-conscious",), news=("innovator",), none=()
    ),
)
TIPS = ask(
    "tips",
    Kind.MANY,
    "personality",
    choices=hinting(price=("budget-conscious",), first=("innovator",), trust=()),
)
BANK = bank(ROLE, LOOKS, TIPS)


def people(*given):
    return [met(i, answers=answers) for i, answers in enumerate(given, start=1)]


def test_roles_are_facts_and_count_those_who_told_of_a_decision():
    persona = draw(
        met(1, answers={"last-call": took("me")}),
        met(2, N, answers={"last-call": took("me")}),
        met(3, answers={"last-call": took("asked")}),
        met(4, answers={"last-call": State.DECLINED}),
        met(5, answers={"last-call": took("unclear")}),
        met(6),
        banks=(BANK,),
    )
    found = claim(persona, "indicated/decision-maker")
    assert (found.field, found.heading, found.label) == (
        "buying-role",
        "personality",
        "decision-maker",
    )
    assert (found.n, found.base) == (2, 5)
    assert [(s.n, s.base) for s in found.split] == [(1, 4), (1, 1), (0, 0)]
    assert claim(persona, "indicated/influencer").n == 1
    assert "indicated/end-user" not in ids(persona)


def test_a_type_wants_two_questions_and_the_same_person():
    persona = draw(
        *people(
            {"looks": took("prices", "deals")},
            {"looks": took("news"), "tips": took("trust")},
            {"looks": took("none"), "tips": took("first")},
        ),
        banks=(BANK,),
    )
    # Two picks in one question are one indicator; two people are not one.
    assert persona.suggestions == ()


def test_one_person_alone_suggests_no_type_however_many_hints_they_gave():
    alone = {"looks": took("prices"), "tips": took("price")}
    once = {"looks": took("deals"), "tips": took("trust")}
    assert draw(*people(alone, once, once), banks=(BANK,)).suggestions == ()
    (two,) = draw(*people(alone, once, alone), banks=(BANK,)).suggestions
    assert (two.type, two.n, two.base) == ("budget-conscious", 2, 3)


def test_one_question_asked_in_two_kinds_is_one_indicator():
    other = bank(replace(LOOKS, kind=Kind.ONE), name="other")
    persona = draw(
        met(1, visit=1, answers={"looks": took("prices")}),
        met(1, visit=2, followed="other", answers={"looks": took("prices")}),
        banks=(BANK, other),
    )
    assert persona.suggestions == ()


def test_a_type_is_suggested_with_its_indicators_and_may_be_mixed():
    persona = draw(
        *people(
            {"looks": took("prices", "news"), "tips": took("price", "first")},
            {"looks": took("prices"), "tips": took("trust")},
            {"looks": took("none")},
            {"looks": took("prices", "news"), "tips": took("price", "first")},
        ),
        banks=(BANK,),
    )
    budget, innovator = persona.suggestions
    assert (budget.id, budget.type, budget.n, budget.base, budget.accepted) == (
        "indicated/budget-conscious",
        "budget-conscious",
        2,
        3,
        False,
    )
    assert budget.indicators == (
        Indicator("looks/prices", "Wording of looks?", "Prices", 3, 4),
        Indicator("tips/price", "Wording of tips?", "Price", 2, 3),
    )
    assert innovator.type == "innovator"
    assert budget.id not in ids(persona)


def test_an_accepted_type_is_a_claim_as_long_as_somebody_shows_it():
    said = people(
        {"looks": took("prices"), "tips": {"value": took("price"), "text": "Every cent"}},
        {"looks": took("none"), "tips": took("price")},
    )
    accepted = Curation(suggestions=("indicated/budget-conscious", "indicated/unheard-of"))
    persona = draw(*said, banks=(BANK,), curation=accepted)
    found = claim(persona, "indicated/budget-conscious")
    assert (found.field, found.n, found.base) == ("buyer-type", 1, 2)
    assert [(e.pseudonym, e.lines) for e in found.evidence] == [("P01", ("Every cent",))]
    assert persona.suggestions[0].accepted
    assert persona.unfounded == (Unfounded("indicated/unheard-of", "personality", "unheard-of"),)
    later = draw(said[1], banks=(BANK,), curation=accepted)
    assert [one.id for one in later.unfounded] == [
        "indicated/budget-conscious",
        "indicated/unheard-of",
    ]


def test_a_sensitive_hint_makes_a_sensitive_claim():
    secret = bank(replace(LOOKS, sensitive=True), TIPS)
    accepted = Curation(suggestions=("indicated/innovator",))
    said = people({"looks": took("news"), "tips": took("first")})
    assert claim(draw(*said, banks=(secret,), curation=accepted), "indicated/innovator").sensitive
