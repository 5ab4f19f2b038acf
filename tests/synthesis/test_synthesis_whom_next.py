"""Whom to talk to next, and what to ask them."""

import random

import pytest
from synthesis_examples import C, N, P, ask, bank, composed, draw, key, met, took, with_claims

from persona_wizard.model.bank import Kind
from persona_wizard.model.conditions import parse_condition
from persona_wizard.model.coverage import AskBecause
from persona_wizard.model.interview import State
from persona_wizard.model.study import AcceptedGap, Curation

GOALS = bank(
    ask("needs", field="needs"),
    ask("long-term-goals", field="long-term-goals"),
    ask("short-term-goals", field="short-term-goals", key=True),
    ask("hard", field="product-problems", heading="problems"),
)
EVERYTHING = dict.fromkeys(("needs", "long-term-goals", "short-term-goals", "hard"), "x #a")


def people(audience, count, first, answers=EVERYTHING):
    return [met(first + n, audience, answers=answers) for n in range(count)]


def whom(*interviews, banks=(GOALS,), **more):
    return draw(*interviews, banks=banks, **more).whom_next


def of(audience, *interviews, **more):
    return next(one for one in whom(*interviews, **more) if one.audience is audience)


def asks(wanted):
    return [(one.question, one.because) for one in wanted.ask]


def test_before_the_first_interview_three_of_each_are_wanted() -> None:
    assert [(one.audience, one.people, one.why, one.ask) for one in whom()] == [
        (C, 3, "nobody interviewed yet", ()),
        (N, 3, "nobody interviewed yet", ()),
        (P, 3, "nobody interviewed yet", ()),
    ]


@pytest.mark.parametrize(
    ("held", "more", "why"),
    [
        (1, 2, "1 so far, too few to see a pattern"),
        (2, 1, "2 so far, too few to see a pattern"),
        (3, 2, "3 so far, of 9 for a supported persona"),
        (7, 2, "7 so far, of 9 for a supported persona"),
        (8, 1, "8 so far, of 9 for a supported persona"),
    ],
)
def test_how_many_more_follows_from_how_many_there_were(held, more, why) -> None:
    full = bank(*GOALS.questions, *(ask(h, heading=h) for h in HEADINGS))
    answers = {**EVERYTHING, **dict.fromkeys(HEADINGS, "x")}
    wanted = of(C, *people(C, held, 1, answers), banks=(full,))
    assert (wanted.people, wanted.why) == (more, why)


HEADINGS = ("general", "demographics", "personality", "wishes")


def test_an_audience_that_is_supported_and_lacks_nothing_is_left_alone() -> None:
    wanted = whom(*people(C, 9, 1))
    assert [one.audience for one in wanted] == [N, P]


def test_nine_whose_last_two_still_brought_news_want_two_more() -> None:
    new = met(9, C, answers={**EVERYTHING, "needs": "y #b"})
    wanted = of(C, *people(C, 8, 1), new)
    assert wanted.people == 2
    assert wanted.why.startswith("the last two interviews still brought new tags")


def test_nine_of_whom_none_told_of_a_field_want_three_who_are_asked_for_it() -> None:
    silent = {**EVERYTHING, "long-term-goals": State.DECLINED}
    wanted = of(C, *people(C, 9, 1, silent))
    assert wanted.people == 3
    assert wanted.why.startswith("9 interviewed, and none told of long-term goals")
    (goal,) = wanted.ask
    assert (goal.question, goal.asked, goal.answered) == ("long-term-goals", 9, 0)
    assert goal.because is AskBecause.MISSING


def test_who_lacks_most_comes_first() -> None:
    # Of prospects nobody; two customers; three non-purchasers.
    met_so_far = [*people(C, 2, 1), *people(N, 3, 11)]
    assert [one.audience for one in whom(*met_so_far)] == [P, C, N]
    # As many of each, and prospects were never asked about problems.
    without = {name: said for name, said in EVERYTHING.items() if name != "hard"}
    met_so_far = [*people(C, 3, 1), *people(N, 3, 11), *people(P, 3, 21, without)]
    wanted = whom(*met_so_far)
    assert [one.audience for one in wanted] == [P, C, N]
    assert "never asked about" in wanted[0].why


def test_headings_never_asked_are_named_three_at_most() -> None:
    assert of(C, *people(C, 3, 1)).why == (
        "3 so far, of 9 for a supported persona; never asked about "
        "general information, demographic information and 2 more"
    )


def test_what_nobody_told_comes_before_what_few_told_and_key_questions_first() -> None:
    # Non-purchasers told of all, so that no field is missing in the whole study.
    customers = people(C, 3, 1, {"needs": "x", "hard": "x"})
    wanted = of(C, *customers, *people(N, 3, 11))
    assert asks(wanted) == [
        ("short-term-goals", AskBecause.NOBODY),
        ("long-term-goals", AskBecause.NOBODY),
    ]
    assert wanted.known == ("needs", "hard")


def test_what_fewer_than_three_told_is_asked_on_expected_fields_first() -> None:
    two = people(C, 2, 1)
    assert asks(of(C, *two)) == [
        ("short-term-goals", AskBecause.FEW),
        ("long-term-goals", AskBecause.FEW),
        ("hard", AskBecause.FEW),
        ("needs", AskBecause.FEW),
    ]


def test_a_contested_claim_and_a_sentence_of_one_person_are_asked_about_again() -> None:
    met_so_far = people(C, 5, 1)
    for_it, against = met_so_far[:3], met_so_far[3:]
    contested = composed(
        *(key(one, "hard", "x") for one in for_it),
        against=tuple(key(one, "hard", "x") for one in against),
    )
    alone = composed(key(met_so_far[0], "needs", "x"), name="composed/00000002")
    wanted = of(C, *met_so_far, study=with_claims(contested, alone))
    assert [(one.question, one.because, one.claim) for one in wanted.ask] == [
        ("hard", AskBecause.CONTESTED, "composed/00000001"),
        ("needs", AskBecause.ANECDOTE, "composed/00000002"),
    ]


def test_a_contested_claim_is_asked_about_where_people_spoke_against_it_too() -> None:
    met_so_far = people(C, 5, 1)
    contested = composed(
        *(key(one, "hard", "x") for one in met_so_far[:3]),
        against=tuple(key(one, "needs", "x") for one in met_so_far[3:]),
    )
    wanted = of(C, *met_so_far, study=with_claims(contested))
    assert sorted((one.question, one.because) for one in wanted.ask) == [
        ("hard", AskBecause.CONTESTED),
        ("needs", AskBecause.CONTESTED),
    ]


def test_a_choice_that_one_person_took_is_no_reason_to_ask_again() -> None:
    where = bank(ask("where", Kind.MANY, field="needs"))
    met_so_far = [met(n, C, answers={"where": took("web")}) for n in (1, 2, 3)]
    met_so_far.append(met(4, C, answers={"where": took("shop")}))
    assert of(C, *met_so_far, banks=(where,)).ask == ()


def test_what_is_asked_of_some_only_is_not_missed_in_others() -> None:
    only = bank(ask("needs"), ask("why", when=parse_condition("answered(needs)")))
    assert asks(of(C, met(1, C, answers={"needs": "x"}), banks=(only,))) == [
        ("needs", AskBecause.FEW)
    ]


def test_what_the_researcher_lets_stand_is_asked_of_nobody() -> None:
    def accepting(*gaps):
        return Curation(name="Minh", accepted=tuple(AcceptedGap(gap, "Not now.") for gap in gaps))

    two = people(C, 2, 1, {"needs": "x", "long-term-goals": "x"})
    curation = accepting("field/short-term-goals", "few/long-term-goals", "audience/prospects")
    wanted = whom(*two, curation=curation)
    assert [one.audience for one in wanted] == [N, C]
    assert asks(wanted[1]) == [("hard", AskBecause.MISSING), ("needs", AskBecause.FEW)]
    # Of one audience a whole heading.
    met_so_far = [*people(C, 3, 1), *people(N, 3, 11, {"needs": "x"})]
    left = of(N, *met_so_far, curation=accepting("heading/problems/non-purchasers"))
    assert [one.question for one in left.ask] == ["short-term-goals", "long-term-goals"]
    assert "problems" not in left.why


def test_answers_that_may_stay_unread_are_asked_of_nobody_either() -> None:
    curation = Curation(name="Minh", accepted=(AcceptedGap("open/hard", "Not now."),))
    two = people(C, 2, 1, dict.fromkeys(EVERYTHING, "x"))
    assert [one.question for one in of(C, *two, curation=curation).ask] == [
        "short-term-goals",
        "long-term-goals",
        "needs",
    ]


def test_the_order_of_interviews_and_banks_changes_nothing() -> None:
    chance = random.Random(3)
    other = bank(ask("needs"), ask("wish", heading="wishes"), name="other")
    met_so_far = [
        *people(C, 4, 1),
        *people(N, 2, 11, {"needs": State.DECLINED}),
        *(met(n, P, followed="other", answers={"wish": "x"}) for n in (21, 22, 23)),
    ]
    first = whom(*met_so_far, banks=(GOALS, other))
    for _ in range(5):
        chance.shuffle(met_so_far)
        assert whom(*met_so_far, banks=(other, GOALS)) == first
