"""The lead quote, open answers that wait, and what separates those who bought."""

from synthesis_examples import C, N, P, ask, bank, choices, claim, draw, met, open_answers, took

from persona_wizard.model.bank import Kind
from persona_wizard.model.interview import State

GOALS = ask("short-term-goals", field="short-term-goals")
PROBLEMS = ask("product-problems", heading="problems", field="product-problems")
WORK = ask("occupation", heading="general", field="occupation")
WISHES = ask("wished-solutions", heading="wishes", field="wished-solutions")
BANK = bank(WISHES, PROBLEMS, GOALS, WORK)


def lead(*interviews):
    quote = draw(*interviews, banks=(BANK,)).lead_quote
    return quote and (quote.pseudonym, quote.quotes, quote.lines)


def test_the_first_quote_under_objectives_leads_then_one_under_problems():
    problem = met(1, answers={"product-problems": "> Tuesday or nothing."})
    goal = met(3, answers={"short-term-goals": "A note\n> I want my mornings back. #time"})
    later = met(4, answers={"short-term-goals": "> Later."})
    assert lead(later, problem, goal) == ("P03", ("I want my mornings back.",), ())
    assert lead(problem) == ("P01", ("Tuesday or nothing.",), ())
    assert lead(met(2, answers={"wished-solutions": "> A wish."})) is None


def test_a_starred_quote_leads_wherever_it_stands_but_not_where_it_is_sensitive():
    goal = met(1, answers={"short-term-goals": "> Plain."})
    wish = met(2, answers={"wished-solutions": "> Plain wish.\n\n> Starred wish. #star"})
    work = met(3, answers={"occupation": "> I am a nurse. #star"})
    assert lead(goal, wish, work) == ("P02", ("Starred wish.",), ())
    assert lead(work) is None


def test_the_starred_quote_of_the_earlier_interview_leads():
    again = met(1, visit=2, answers={"short-term-goals": "> Mine, later. #star"})
    other = met(2, visit=1, answers={"short-term-goals": "> Earlier. #star"})
    assert lead(met(1, visit=1), again, other) == ("P02", ("Earlier.",), ())


def test_nothing_leads_that_may_not_be_quoted_or_does_not_count():
    assert (
        lead(
            met(1, quote=None, answers={"short-term-goals": "> Not for you. #star"}),
            met(2, quote=False, answers={"short-term-goals": "> Nor this. #star"}),
            met(3, answers={"short-term-goals": "A note is no quote #star"}),
            met(4, answers={"short-term-goals": {"text": "> Gone. #star", "parked": True}}),
            met(5, answers={"short-term-goals": {"text": "> No. #star", "state": State.DECLINED}}),
            met(6, answers={"short-term-goals": "> #star"}),
        )
        is None
    )


def test_open_answers_have_counts_and_three_examples_of_different_people():
    persona = draw(
        met(1, C, answers={"short-term-goals": "First note\n> First words."}),
        met(2, C, answers={"short-term-goals": "Only a note"}),
        met(3, N, quote=None, answers={"short-term-goals": "> Not to be quoted."}),
        met(4, N, answers={"short-term-goals": "> Tagged words. #lift"}),
        met(5, P, answers={"short-term-goals": "> Plain words.\n\n> Starred words. #star"}),
        met(6, P, answers={"short-term-goals": "Another note"}),
        met(7, P, answers={"short-term-goals": State.DONT_KNOW}),
        met(8, P),
        banks=(BANK,),
    )
    found = open_answers(persona, "short-term-goals")
    assert (found.base, found.answered, found.dont_know) == (7, 6, 1)
    assert found.outside.not_asked == 1
    assert [(s.n, s.base) for s in found.split] == [(2, 2), (2, 2), (2, 3)]
    assert [(e.pseudonym, e.quotes, e.lines) for e in found.examples] == [
        ("P05", ("Starred words.",), ()),
        ("P01", ("First words.",), ()),
        ("P02", (), ("Only a note",)),
    ]
    assert [e.pseudonym for e in found.evidence] == ["P01", "P02", "P03", "P04", "P05", "P06"]


def test_open_answers_are_summed_up_once_most_of_their_lines_are():
    tagged = met(1, answers={"short-term-goals": "1 #a\n2 #a\n3 #a\n4 #a"})
    assert open_answers(draw(tagged, banks=(BANK,)), "short-term-goals") is None
    # Four of five lines are 80 %, four of six are not; a star alone sums up nothing.
    other = met(2, answers={"short-term-goals": "Two #star"})
    assert open_answers(draw(tagged, other, banks=(BANK,)), "short-term-goals") is None
    third = met(3, answers={"short-term-goals": "Three"})
    left = open_answers(draw(tagged, other, third, banks=(BANK,)), "short-term-goals")
    assert left is not None
    assert [e.pseudonym for e in left.examples] == ["P02", "P03", "P01"]


KNOWS = ask("knows", Kind.YES_NO, "personality")
HOW = ask("how", Kind.ONE, "personality", choices=choices("web", "shop", "phone"))
AREA = ask("area", Kind.ONE, "demographics", field="area", choices=choices("urban", "rural"))
SHUT = ask("shut", Kind.YES_NO, "personality", sensitive=True)
CONTRAST_BANK = bank(KNOWS, HOW, AREA, SHUT)


def group(question, *given):
    """Interviews from (audience, answer) pairs."""
    return [met(i, a, answers={question: g}) for i, (a, g) in enumerate(given, start=1)]


def contrast(question, *given):
    persona = draw(*group(question, *given), banks=(CONTRAST_BANK,))
    return [found.id for found in persona.contrasts]


YES, NO = took("yes"), took("no")


def test_a_contrast_needs_two_fifths_between_customers_and_all_others():
    five = [(C, YES)] * 3 + [(C, NO)] * 2
    assert contrast("knows", *five, (N, YES), *[(P, NO)] * 4) == ["knows/yes"]
    # 3 of 5 against 2 of 8: 35 points.
    assert contrast("knows", *five, *[(N, YES)] * 2, *[(P, NO)] * 6) == []


def test_a_contrast_needs_two_people_on_each_side():
    assert contrast("knows", (C, YES), (C, YES), (N, NO), (P, NO)) == ["knows/yes"]
    assert contrast("knows", (C, YES), (C, YES), (N, NO)) == []
    assert contrast("knows", (C, YES), (N, NO), (P, NO)) == []
    assert contrast("knows", (C, YES), (C, YES), (C, NO)) == []


def test_sensitive_and_demographic_claims_are_no_contrasts():
    sides = [(C, YES), (C, YES), (N, NO), (P, NO)]
    assert contrast("shut", *sides) == []
    urban, rural = took("urban"), took("rural")
    assert contrast("area", (C, urban), (C, urban), (N, rural), (P, rural)) == []


def test_the_greatest_differences_come_first_then_by_id():
    web, shop = took("web"), took("shop")
    sides = [*[(C, web)] * 4, (C, shop), (N, web), *[(P, shop)] * 4]
    # web: 4 of 5 against 1 of 5; shop: 1 of 5 against 4 of 5.
    assert contrast("how", *sides) == ["how/shop", "how/web"]


def test_four_contrasts_at_most():
    questions = [ask(f"k{i}", Kind.YES_NO, "personality") for i in range(6)]
    answers = [{q.id: given for q in questions} for given in (YES, YES, NO, NO)]
    people = [
        met(i, a, answers=given)
        for i, (a, given) in enumerate(zip((C, C, N, P), answers, strict=True), start=1)
    ]
    persona = draw(*people, banks=(bank(*questions),))
    assert [c.id for c in persona.contrasts] == ["k0/yes", "k1/yes", "k2/yes", "k3/yes"]


def test_a_tag_can_be_a_contrast():
    said = [(C, "#lift"), (C, "#lift"), (N, "-"), (P, "-")]
    persona = draw(*group("short-term-goals", *said), banks=(BANK,))
    assert persona.contrasts == (claim(persona, "short-term-goals/lift"),)


def test_what_the_banks_word_differently_is_no_contrast():
    theirs = ask("knows", Kind.YES_NO, "personality", wording="Have you heard of it?")
    people = [
        met(1, C, answers={"knows": YES}),
        met(2, C, answers={"knows": YES}),
        met(3, N, followed="theirs", answers={"knows": NO}),
        met(4, P, followed="theirs", answers={"knows": NO}),
    ]
    banks = (CONTRAST_BANK, bank(theirs, name="theirs"))
    assert draw(*people, banks=banks).contrasts == ()
    alike = (CONTRAST_BANK, bank(KNOWS, name="theirs"))
    assert [c.id for c in draw(*people, banks=alike).contrasts] == ["knows/yes"]
