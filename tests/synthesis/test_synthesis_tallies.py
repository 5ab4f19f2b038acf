"""Closed answers: choices, several choices, scales, bands, numbers."""

import pytest
from synthesis_examples import ask, bank, choices, claim, draw, ids, met, tally, took

from persona_wizard.model.bank import Choice, Kind
from persona_wizard.model.interview import Pick, State
from persona_wizard.model.numbers import in_digits
from persona_wizard.model.persona import Confidence
from persona_wizard.synthesis.tallies import lower_median


def answers_to(question, *given, **more):
    interviews = [met(i, answers={"q": one}, **more) for i, one in enumerate(given, start=1)]
    return draw(*interviews, banks=(bank(question),))


def test_several_choices_have_the_respondents_as_their_base_and_the_most_taken_comes_first():
    question = ask("q", Kind.MANY, choices=choices("web", "shop", "phone"))
    persona = answers_to(
        question, took("phone", "shop"), took("phone"), took("phone", "web"), took("shop", "web")
    )
    assert [(c.id, c.n, c.base) for c in tally(persona, "q").choices] == [
        ("q/phone", 3, 4),
        ("q/web", 2, 4),
        ("q/shop", 2, 4),
    ]


def test_a_choice_taken_twice_in_one_answer_is_one_participant():
    question = ask("q", Kind.MANY, choices=choices("web"))
    assert claim(answers_to(question, took("web", "web")), "q/web").n == 1


def test_free_text_counts_under_its_choice_and_is_kept_as_a_note():
    other = Choice(slug="other", text="Other", free_text=True)
    question = ask("q", Kind.ONE, choices=(*choices("web"), other))
    persona = answers_to(question, took("other", said="A fair #stall"), took("other", said="Radio"))
    found = claim(persona, "q/other")
    assert (found.n, found.label) == (2, "Other")
    assert [e.lines for e in found.evidence] == [("A fair",), ("Radio",)]
    assert ids(persona) == ["q/other"]


def test_a_choice_that_no_bank_has_any_more_keeps_the_text_it_was_shown_with():
    question = ask("q", Kind.ONE, choices=choices("web"))
    persona = answers_to(question, took("web"), (Pick("fax", "By fax"),))
    assert [(c.id, c.label) for c in tally(persona, "q").choices] == [
        ("q/web", "Web"),
        ("q/fax", "By fax"),
    ]


def test_other_choices_are_a_split_and_not_opposition():
    question = ask("q", Kind.ONE, choices=choices("web", "shop"))
    persona = answers_to(question, took("web"), took("web"), took("shop"), took("shop"))
    assert claim(persona, "q/web").against == 0


def test_yes_and_no_oppose_each_other():
    persona = answers_to(ask("q", Kind.YES_NO), *[took("yes")] * 4, *[took("no")] * 2)
    yes, no = claim(persona, "q/yes"), claim(persona, "q/no")
    assert (yes.label, yes.n, yes.against, yes.confidence) == ("Yes", 4, 2, Confidence.CONTESTED)
    assert (no.label, no.n, no.against, no.confidence) == ("No", 2, 4, Confidence.CONTESTED)
    assert [e.pseudonym for e in yes.opposing] == ["P05", "P06"]


@pytest.mark.parametrize(
    ("given", "middle"),
    [
        ([7], "7"),
        ([4, 7], "5.5"),
        ([9, 1, 5], "5"),
        ([10, 2, 8, 4], "6"),
        ([2.5, 3, 9], "3"),
        ([1.1, 2.2], "1.65"),
    ],
)
def test_the_median_of_numbers(given, middle):
    persona = answers_to(ask("q", Kind.NUMBER, unit="minutes"), *given, State.DECLINED)
    found = tally(persona, "q")
    assert found.median is not None
    assert (found.median.id, found.median.label) == ("q/median", middle)
    assert (found.median.n, found.median.base) == (len(given), len(given) + 1)
    assert found.median.confidence is None
    assert (found.values, found.unit, found.choices) == (tuple(sorted(given)), "minutes", ())


def test_the_median_band_follows_the_order_of_the_bank():
    question = ask("q", Kind.BANDS, choices=choices("zero", "low", "middle", "high"))
    persona = answers_to(question, *(took(s) for s in ("high", "zero", "middle", "high", "low")))
    found = tally(persona, "q")
    assert found.median is not None
    assert (found.median.label, found.median.n, found.values) == ("Middle", 5, ())
    assert [c.label for c in found.choices] == ["Zero", "Low", "Middle", "High"]


def test_bands_that_a_newer_bank_dropped_keep_their_place_in_the_order():
    new = ask("q", Kind.BANDS, choices=choices("a", "d", "e"))
    old = ask("q", Kind.BANDS, choices=choices("a", "b", "c", "e"))
    persona = draw(
        met(1, visit=1, followed="old", answers={"q": took("b")}),
        met(2, visit=1, followed="old", answers={"q": took("c")}),
        met(3, visit=2, followed="new", answers={"q": took("e")}),
        met(4, visit=2, followed="new", answers={"q": took("a")}),
        met(5, visit=2, followed="new", answers={"q": took("d")}),
        banks=(bank(old, name="old"), bank(new, name="new")),
    )
    assert [c.label for c in tally(persona, "q").choices] == ["A", "B", "C", "D", "E"]
    assert claim(persona, "q/median").label == "C"


def test_a_band_called_median_keeps_its_id():
    question = ask("q", Kind.BANDS, choices=choices("below", "median", "above"))
    persona = answers_to(question, took("below"), took("below"), took("median"))
    assert claim(persona, "q/median").n == 1
    assert claim(persona, "q/#median").label == "Below"


def test_a_scale_has_its_values_as_claims_and_its_ends_beside_it():
    question = ask("q", Kind.SCALE, minimum=0, maximum=10, low="not at all", high="completely")
    persona = answers_to(question, 9, 2, 9, 5, 3, 10)
    found = tally(persona, "q")
    assert [(c.id, c.label, c.n, c.against) for c in found.choices] == [
        ("q/2", "2", 1, 3),
        ("q/3", "3", 1, 3),
        ("q/5", "5", 1, 0),
        ("q/9", "9", 2, 2),
        ("q/10", "10", 1, 2),
    ]
    assert found.median is not None
    assert (found.median.label, found.median.against) == ("7", 0)
    assert found.ends == ("not at all", "completely")
    assert claim(persona, "q/9").confidence is Confidence.CONTESTED


def test_the_thirds_of_a_scale_include_their_limits():
    persona = answers_to(ask("q", Kind.SCALE, minimum=1, maximum=7), 3, 4, 5)
    assert [(c.label, c.against) for c in tally(persona, "q").choices] == [
        ("3", 1),
        ("4", 0),
        ("5", 1),
    ]


def test_a_scale_without_bounds_opposes_nobody():
    persona = answers_to(ask("q", Kind.SCALE), 0, 10)
    assert [c.against for c in tally(persona, "q").choices] == [0, 0]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "text only", took("web")])
def test_what_is_no_number_is_in_the_base_and_in_no_median(value):
    found = tally(answers_to(ask("q", Kind.NUMBER), value), "q")
    assert (found.base, found.values, found.median) == (1, (), None)


@pytest.mark.parametrize(
    ("value", "label"),
    [
        (7, "7"),
        (7.0, "7"),
        (2.5, "2.5"),
        (-3, "-3"),
        (-0.0, "0"),
        (1234567, "1234567"),
        (0.1 + 0.2, "0.3"),
    ],
)
def test_numbers_are_shown_without_empty_decimals(value, label):
    assert in_digits(value) == label


def test_the_lower_median_by_hand():
    assert lower_median([1, 2, 3, 4]) == 2


@pytest.mark.parametrize("marked", [False, True])
def test_a_question_is_sensitive_where_its_bank_says_so(marked):
    persona = answers_to(ask("q", Kind.YES_NO, "general", sensitive=marked), took("yes"))
    assert tally(persona, "q").sensitive is marked
    assert claim(persona, "q/yes").sensitive is marked


def test_what_one_bank_marks_as_sensitive_is_sensitive_for_all():
    persona = draw(
        met(1, visit=1, followed="old", answers={"q": took("yes")}),
        met(2, visit=2, followed="new", answers={"q": took("yes")}),
        banks=(
            bank(ask("q", Kind.YES_NO, "problems", sensitive=True), name="old"),
            bank(ask("q", Kind.YES_NO, "problems"), name="new"),
        ),
    )
    assert claim(persona, "q/yes").sensitive
