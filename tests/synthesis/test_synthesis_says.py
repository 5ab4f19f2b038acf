"""How a bank puts an answer reaches the persona, with the study's words in it."""

import pytest
from msgspec.structs import replace
from synthesis_examples import STUDY, ask, bank, choices, claim, draw, met, tally, took

from persona_wizard.model.bank import Kind
from persona_wizard.model.study import Curation

PRICE, MINE = choices("price", "mine")
WHICH = ask(
    "which",
    Kind.MANY,
    choices=(PRICE, replace(MINE, says="their own {product}")),
    says="Looks at {product} for …",
)


def test_words_are_filled_in_and_a_choice_has_its_own() -> None:
    persona = draw(met(1, answers={"which": took("price", "mine")}), banks=(bank(WHICH),))
    assert tally(persona, "which").says == "Looks at Cedar Coffee for …"
    assert claim(persona, "which/price").says == ""
    assert claim(persona, "which/mine").says == "their own Cedar Coffee"


def test_a_yes_and_a_no_say_their_sentences() -> None:
    back = ask("back", Kind.YES_NO, says="Went back", says_no="Never went back")
    answers = ({"back": took("yes")}, {"back": took("no")})
    persona = draw(*(met(n, answers=a) for n, a in enumerate(answers, 1)), banks=(bank(back),))
    assert tally(persona, "back").says == ""
    assert claim(persona, "back/yes").says == "Went back"
    assert claim(persona, "back/no").says == "Never went back"


def test_a_bank_that_says_nothing_leaves_it_to_one_that_does() -> None:
    silent = bank(replace(WHICH, says="", choices=(PRICE, MINE)), name="silent")
    persona = draw(
        met(1, answers={"which": took("price")}),
        met(2, followed="silent", visit=2, answers={"which": took("mine")}),
        banks=(bank(WHICH), silent),
    )
    assert tally(persona, "which").says == "Looks at Cedar Coffee for …"


def test_what_an_older_wording_was_told_in_is_not_said_of_a_newer_one() -> None:
    old = bank(
        ask("still", Kind.YES_NO, wording="Do you still buy it?", says="Buys it", says_no="Not"),
        replace(WHICH, wording="Which of these matter?"),
        name="old",
    )
    new = bank(
        ask("still", Kind.YES_NO, wording="Have you stopped buying it?"),
        replace(WHICH, says="", choices=(PRICE,), wording="Which of these don't?"),
    )
    answers = {"still": took("yes"), "which": took("mine")}
    persona = draw(
        met(1, followed="old", answers=answers), met(2, visit=2, answers=answers), banks=(old, new)
    )
    assert tally(persona, "still").wording == "Have you stopped buying it?"
    assert claim(persona, "still/yes").says == ""
    assert tally(persona, "which").says == ""
    assert claim(persona, "which/mine").says == ""


def test_what_hangs_on_an_earlier_answer_is_left_to_the_page() -> None:
    hanging = replace(WHICH, says="After {used}: …")
    persona = draw(met(1, answers={"which": took("price")}), banks=(bank(hanging),))
    assert tally(persona, "which").says == ""


@pytest.mark.parametrize(("low", "high"), [(0, 10), (1, 5)])
def test_a_scale_tells_its_lowest_and_highest_number(low: int, high: int) -> None:
    scale = ask("scale", Kind.SCALE, minimum=low, maximum=high)
    persona = draw(met(1, answers={"scale": 3}), banks=(bank(scale),))
    assert tally(persona, "scale").bounds == (low, high)


def test_a_persona_knows_whom_it_is_meant_for_and_from_how_many_it_is_drawn() -> None:
    study = replace(STUDY, target_market="Households", segment="Early risers")
    chosen = Curation(members=("person-1", "person-2"), grouped_because="both rise early")
    everyone = [met(n, answers={"which": took("price")}) for n in (1, 2, 3)]
    persona = draw(*everyone, banks=(bank(WHICH),), study=study, curation=chosen)
    assert (persona.target_market, persona.segment) == ("Households", "Early risers")
    assert (persona.participants, persona.in_study) == (2, 3)
