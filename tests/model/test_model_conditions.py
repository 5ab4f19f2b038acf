"""Conditions: read, refused, and true, false or unknown."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_wizard.model.conditions import (
    Answered,
    Both,
    Comparison,
    Condition,
    ConditionError,
    Either,
    Known,
    Not,
    holds,
    in_words,
    parse_condition,
    questions_in,
)

ANSWERS = {
    "satisfaction": Known(number=6),
    "sources": Known(slugs=("search", "friends"), texts=("Search engines", "Friends")),
    "income": Known(slugs=("mid",), texts=("Mid",), order=("low", "mid", "high")),
    "why": Known(texts=("Too dear",)),
}


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        ("satisfaction < 7", True),
        ("satisfaction >= 6.5", False),
        ("satisfaction = 6.0", True),
        ("satisfaction != 6", False),
        ("sources includes friends", True),
        ("sources includes Friends", True),
        ("sources = 'search ENGINES'", True),
        ("sources != reviews", True),
        ("income > low", True),
        ("income <= LOW", False),
        ("income > unheard-of", None),
        ("sources > friends", None),
        ("why = 'too dear'", True),
        ("answered(why)", True),
        ("answered(nothing)", False),
        ("nothing = 1", None),
        ("not nothing = 1", None),
        ("nothing = 1 or satisfaction = 6", True),
        ("nothing = 1 and satisfaction = 7", False),
        ("satisfaction = 7 or satisfaction = 6 and nothing = 1", None),
        ("(satisfaction = 6 or nothing = 1) and not satisfaction = 7", True),
    ],
)
def test_a_condition_is_true_false_or_unknown(condition: str, truth: bool | None) -> None:
    assert holds(parse_condition(condition), ANSWERS.get) is truth


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the condition ends where a question's id should follow"),
        ("satisfaction <", "the condition ends where a value after “<” should follow"),
        ("satisfaction 7", "expected =, !=, <, <=, >, >= or includes, not “7”"),
        ("a = 1 b", "did not expect “b” there"),
        ("(a = 1", "the condition ends where “)” should follow"),
        ("a = 'b", "cannot read “'b”"),
        ("and = 1", "expected a question's id, not “and”"),
        ("answered(=)", "expected a question's id, not “=”"),
        ("answered('a')", "expected a question's id, not “'a'”"),
        ("(" * 100 + "a = 1" + ")" * 100, "may stand 20 deep"),
        ("not " * 70 + "a = 1", "may stand 20 deep"),
        ("a = " + "b" * 300, "300 characters"),
    ],
)
def test_what_is_no_condition_is_refused_in_words(text: str, told: str) -> None:
    with pytest.raises(ConditionError) as fault:
        parse_condition(text)
    assert told in str(fault.value)


def test_twenty_brackets_are_not_too_deep() -> None:
    assert parse_condition("(" * 20 + "a = 1" + ")" * 20) == Comparison("a", "=", "1")


def test_or_binds_weaker_than_and_weaker_than_not() -> None:
    a, b, c = (Answered(name) for name in "abc")
    read = parse_condition("answered(a) or answered(b) and not answered(c)")
    assert read == Either(a, Both(b, Not(c)))
    assert list(questions_in(read)) == ["a", "b", "c"]


@given(st.text(max_size=60) | st.text("ab()'=<>! notrdincluesw1", max_size=60))
def test_any_text_is_a_condition_or_refused(text: str) -> None:
    try:
        condition = parse_condition(text)
    except ConditionError:
        return
    assert holds(condition, lambda name: None) in (True, False, None)


# Under this answer `t = 1` is true, `f = 1` is false and `u = 1` is unknown.
LEAVES = st.sampled_from([Comparison(name, "=", "1") for name in "tfu"])
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(Not, inner) | st.builds(Both, inner, inner) | st.builds(Either, inner, inner)
    ),
    max_leaves=6,
)
KNOWN: Callable[[str], Known | None] = {"t": Known(number=1), "f": Known(number=2)}.get


@given(CONDITIONS, CONDITIONS)
def test_de_morgan_holds_with_three_truths(a: Condition, b: Condition) -> None:
    assert holds(Not(Both(a, b)), KNOWN) is holds(Either(Not(a), Not(b)), KNOWN)
    assert holds(Not(Either(a, b)), KNOWN) is holds(Both(Not(a), Not(b)), KNOWN)


@given(CONDITIONS)
def test_learning_an_answer_never_turns_a_known_truth(condition: Condition) -> None:
    before = holds(condition, KNOWN)
    for number in (1, 2):
        answers = {"t": Known(number=1), "f": Known(number=2), "u": Known(number=number)}
        if before is not None:
            assert holds(condition, answers.get) is before


@pytest.mark.parametrize(
    "written",
    [
        "a < 7",
        "a = 'quoted text' or not answered(b)",
        "not (a = x or b = y) and (c = 1 or c = 2)",
        "a = x and b = y or c = z",
    ],
)
def test_a_condition_in_words_is_the_condition(written: str) -> None:
    assert in_words(parse_condition(written)) == written
    assert parse_condition(in_words(parse_condition(written))) == parse_condition(written)
