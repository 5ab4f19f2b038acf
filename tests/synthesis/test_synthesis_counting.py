"""n and N count participants, each in exactly one place."""

import pytest
from msgspec.structs import replace
from synthesis_examples import (
    C,
    N,
    P,
    ask,
    bank,
    choices,
    claim,
    draw,
    ids,
    met,
    open_answers,
    per_audience,
    tally,
    took,
)

from persona_wizard.model.bank import Kind
from persona_wizard.model.interview import State
from persona_wizard.model.persona import Outside

AREA = ask("area", Kind.ONE, "demographics", field="area", choices=choices("urban", "rural"))
BANK = bank(AREA)


def area(*interviews, questions=BANK):
    return tally(draw(*interviews, banks=(questions,)), "area")


def test_answered_declined_and_dont_know_make_up_the_base():
    counted = area(
        met(1, answers={"area": took("urban")}),
        met(2, answers={"area": took("urban")}),
        met(3, answers={"area": took("rural")}),
        met(4, answers={"area": State.DECLINED}),
        met(5, answers={"area": State.DONT_KNOW}),
        met(6, answers={"area": State.NOT_APPLICABLE}),
        met(7, answers={"area": State.OUT_OF_TIME}),
        met(8, answers={"area": {"value": took("rural"), "parked": True}}),
        met(9),
        met(10),
    )
    assert (counted.base, counted.answered, counted.declined, counted.dont_know) == (5, 3, 1, 1)
    assert counted.outside == Outside(not_applicable=1, out_of_time=1, parked=1, not_asked=2)
    assert [(c.id, c.label, c.n, c.base) for c in counted.choices] == [
        ("area/urban", "Urban", 2, 5),
        ("area/rural", "Rural", 1, 5),
    ]


def test_a_state_wins_over_what_was_said_before():
    counted = area(
        met(1, answers={"area": {"state": State.DECLINED, "value": took("urban"), "text": "#x"}}),
    )
    assert (counted.base, counted.declined, counted.choices) == (1, 1, ())


def test_a_choice_that_stands_for_a_state_counts_as_that_state():
    no_answer = choices("urban", "private", "nowhere", private=State.DECLINED)
    no_answer = (*no_answer[:2], *choices("nowhere", nowhere=State.NOT_APPLICABLE))
    question = ask("area", Kind.ONE, field="area", choices=no_answer)
    counted = area(
        met(1, answers={"area": took("urban")}),
        met(2, answers={"area": took("private")}),
        met(3, answers={"area": took("nowhere")}),
        questions=bank(question),
    )
    assert (counted.base, counted.answered, counted.declined) == (2, 1, 1)
    assert counted.outside == Outside(not_applicable=1)
    assert [c.id for c in counted.choices] == ["area/urban"]


@pytest.mark.parametrize(
    ("later", "counts"),
    [
        ({}, "area/urban"),
        ({"area": "   \n"}, "area/urban"),
        ({"area": State.OUT_OF_TIME}, "area/urban"),
        ({"area": took("rural")}, "area/rural"),
        ({"area": State.DECLINED}, None),
    ],
)
def test_the_latest_answer_of_a_participant_counts_and_silence_erases_nothing(later, counts):
    first = met(1, visit=1, answers={"area": took("urban")})
    counted = area(met(1, visit=2, answers=later), first)
    assert (counted.base, counted.outside) == (1, Outside())
    assert [c.id for c in counted.choices] == ([counts] if counts else [])


def test_of_two_interviews_at_the_same_moment_the_greater_id_is_the_later():
    early = met(1, visit=1, started="2026-05-01T10:00:00Z", answers={"area": took("urban")})
    late = met(1, visit=2, started="2026-05-01T10:00:00Z", answers={"area": took("rural")})
    assert [c.id for c in area(late, early).choices] == ["area/rural"]


def test_participants_whose_bank_lacks_the_question_are_nowhere():
    other = bank(ask("needs"), name="other")
    persona = draw(
        met(1, answers={"area": took("urban")}),
        met(2, N, followed="other", answers={"needs": "A lift."}),
        banks=(BANK, other),
    )
    assert tally(persona, "area").base == 1
    assert tally(persona, "area").outside == Outside()


def test_an_answer_to_a_question_that_its_bank_lacks_does_not_count():
    persona = draw(met(1, answers={"ghost": took("urban")}), banks=(BANK,))
    assert ids(persona) == []


def test_the_same_question_of_several_banks_is_one():
    theirs = ask("area", Kind.ONE, "demographics", field="area", choices=choices("abroad", "urban"))
    persona = draw(
        met(1, C, answers={"area": took("urban")}),
        met(2, C, answers={"area": took("rural")}),
        met(3, P, followed="theirs", answers={"area": took("urban")}),
        met(4, N, followed="theirs", answers={"area": State.DECLINED}),
        banks=(BANK, bank(theirs, name="theirs")),
    )
    urban = claim(persona, "area/urban")
    assert (urban.n, urban.base) == (2, 4)
    assert per_audience(urban) == [(1, 2), (0, 1), (1, 1)]


def test_wording_and_labels_follow_the_bank_of_the_newest_interview():
    old = ask("area", Kind.ONE, wording="Old?", choices=choices("urban", "rural"))
    new = ask("area", Kind.ONE, wording="How do you drink {product}?", choices=choices("rural"))
    persona = draw(
        met(2, visit=2, followed="new", answers={"area": took("rural")}),
        met(1, visit=1, followed="old", answers={"area": took("urban")}),
        banks=(bank(old, name="old"), bank(new, name="new")),
    )
    assert tally(persona, "area").wording == "How do you drink Cedar Coffee?"
    assert claim(persona, "area/urban").label == "Urban"


def test_different_kinds_under_one_id_are_counted_apart():
    scale = ask("area", Kind.SCALE, minimum=0, maximum=10)
    persona = draw(
        met(1, visit=1, answers={"area": took("urban")}),
        met(2, visit=2, followed="scale", answers={"area": 7}),
        banks=(BANK, bank(scale, name="scale")),
    )
    assert sorted(ids(persona)) == ["area/urban", "area:scale/7", "area:scale/median"]
    assert claim(persona, "area/urban").base == 1


def test_someone_interviewed_as_a_prospect_and_then_as_a_customer_is_one_customer():
    persona = draw(
        met(1, P, visit=1, answers={"area": took("urban")}), met(1, C, visit=2), banks=(BANK,)
    )
    assert [(a.interviews, a.participants) for a in persona.audiences] == [(2, 1), (0, 0), (0, 0)]
    assert per_audience(claim(persona, "area/urban")) == [(1, 1), (0, 0), (0, 0)]
    assert persona.participants == 1


def test_a_remark_goes_with_the_choice_and_keeps_who_may_be_quoted():
    persona = draw(
        met(
            1, quote=True, answers={"area": {"value": took("urban"), "text": "Top floor\n> Noisy."}}
        ),
        met(2, quote=None, answers={"area": {"value": took("urban"), "text": "> Not for you."}}),
        banks=(BANK,),
    )
    first, second = claim(persona, "area/urban").evidence
    assert (first.pseudonym, first.lines, first.quotes) == ("P01", ("Top floor",), ("Noisy.",))
    assert (first.quotable, second.quotable) == (True, False)


@pytest.mark.parametrize(
    ("first", "second", "quotable"),
    [(True, None, True), (True, False, False), (False, True, False), (None, True, False)],
)
def test_a_later_no_takes_an_earlier_yes_back_and_a_later_yes_gives_nothing_earlier(
    first, second, quotable
):
    persona = draw(
        met(1, visit=1, quote=first, answers={"area": took("urban")}),
        met(1, visit=2, quote=second),
        banks=(BANK,),
    )
    assert claim(persona, "area/urban").evidence[0].quotable is quotable


def test_an_interview_whose_bank_is_not_known_counts_as_an_interview_only():
    persona = draw(met(1, answers={"area": took("urban")}), banks=())
    assert (persona.participants, persona.claims) == (1, ())


def test_sections_are_the_six_headings_and_leave_out_what_nobody_was_reached_with():
    persona = draw(met(1), banks=(bank(AREA, ask("needs")),))
    assert [s.heading for s in persona.sections] == [
        "general",
        "demographics",
        "personality",
        "objectives",
        "problems",
        "wishes",
    ]
    assert all(not (s.tallies or s.tagged or s.open_answers) for s in persona.sections)
    assert open_answers(persona, "needs") is None


def test_an_interview_without_any_answer_counts_for_nothing():
    blank = replace(met(2, answers={}), answers={})
    persona = draw(met(1, answers={"area": took("urban")}), blank, banks=(BANK,))
    assert (persona.participants, persona.audiences[0].interviews) == (1, 1)
    assert tally(persona, "area").outside == Outside()


def test_who_refused_to_take_part_counts_for_nothing():
    refused = replace(met(2, answers={"area": took("rural")}), consent={"consent-take-part": False})
    persona = draw(met(1, answers={"area": took("urban")}), refused, banks=(BANK,))
    assert (persona.participants, claim(persona, "area/urban").base) == (1, 1)


@pytest.mark.parametrize("later", [{"consent-quote": False}, {"consent-take-part": False}])
def test_a_later_no_counts_even_where_nothing_was_answered(later):
    first = met(1, visit=1, quote=True, answers={"area": took("urban")})
    no_more = replace(met(1, visit=2), answers={}, consent=later)
    persona = draw(first, no_more, banks=(BANK,))
    assert claim(persona, "area/urban").evidence[0].quotable is False
