"""How alike answers are, and what is joined first."""

from itertools import combinations
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_wizard.synthesis.average_linkage import Node, linked
from persona_wizard.synthesis.likeness import (
    Directions,
    Weights,
    all_likenesses,
    best_first,
    likeness,
    summed,
)
from persona_wizard.synthesis.tokens import Said, heard

WORDS = ("price", "prices", "box", "late", "delivery", "coffee", "the", "not", "太贵了", "giá cao")
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), max_size=8)


def vectors(*texts, language="en"):
    read = [heard(Said(str(place), text, language)) for place, text in enumerate(texts)]
    weights = Weights(read)
    return [weights.vector(answer) for answer in read]


def alike(*texts, language="en"):
    """The likeness of the first two."""
    one, other, *_ = vectors(*texts, language=language)
    return likeness(one, other)


def test_the_same_words_are_fully_alike_and_different_ones_not_at_all():
    assert alike("cheaper beans", "Beans, cheaper!", "more") == pytest.approx(1)
    assert alike("cheaper beans", "fix my tap") == 0
    assert alike("", "cheaper") == 0


def test_another_form_of_a_word_is_nearly_the_same_word():
    assert alike("delivery cancelled", "cancelling delivery") > 0.6
    assert alike("delivery cancelled", "cancelling delivery") > alike("delivery", "cancelled")


def test_a_rare_word_in_common_says_more_than_one_that_everybody_uses():
    others = ("coffee mug", "coffee pot", "coffee tin", "coffee cup")
    assert alike("coffee refund", "tea refund", *others) > alike(
        "coffee refund", "coffee later", *others
    )


def test_scripts_without_spaces_are_compared_inside_their_runs():
    assert alike("价格太贵了", "比超市太贵了", "送货慢", language="zh") > 0.1
    assert alike("ราคาแพงเกินไป", "ราคาแพงมาก", "ส่งของช้า", language="th") > 0.1
    assert alike("价格太贵了", "送货很慢", language="zh") == 0


@given(TEXTS)
def test_likeness_lies_between_0_and_1_and_goes_both_ways(texts):
    found = vectors(*texts)
    for one, other in combinations(found, 2):
        assert -1e-9 <= likeness(one, other) <= 1 + 1e-9
        assert isclose(likeness(one, other), likeness(other, one), abs_tol=1e-9)


@given(TEXTS)
def test_all_likenesses_at_once_are_the_likenesses_one_by_one(texts):
    found = vectors(*texts)
    rows = all_likenesses(found)
    for high, row in enumerate(rows):
        assert len(row) == high
        assert row == pytest.approx([likeness(found[low], found[high]) for low in range(high)])


@given(TEXTS, st.data())
def test_the_likeness_to_a_sum_is_the_sum_of_likenesses(texts, data):
    found = vectors(*texts, "price")
    some = data.draw(st.lists(st.sampled_from(found), max_size=4))
    expected = sum(likeness(found[-1], one) for one in some)
    assert likeness(found[-1], summed(some)) == pytest.approx(expected)
    assert Directions([summed(some)]).likenesses(found[-1]).get(0, 0) == pytest.approx(expected)


def test_the_best_score_comes_first_and_of_equals_the_lower_number():
    assert best_first({2: 0.5, 1: 0.7, 0: 0.5 + 1e-12, 3: 0.5}) == [1, 0, 2, 3]


def groups(rows, counts, least):
    return [sorted(node.places) for node in linked([list(row) for row in rows], counts, least)]


# 0 and 1 are alike .9; 2 is alike to 0 .5 and to 1 .3, on average .4.
THREE = ([], [0.9], [0.5, 0.3])


def test_two_are_joined_while_they_are_alike_enough_on_average():
    assert groups(THREE, [1, 1, 1], 0.4) == [[0, 1, 2]]
    assert groups(THREE, [1, 1, 1], 0.41) == [[0, 1], [2]]
    assert groups(THREE, [1, 1, 1], 0.91) == [[0], [1], [2]]


def test_an_answer_given_three_times_weighs_three_times():
    # (3 × .3 + 1 × .5) / 4 = .35
    assert groups(THREE, [1, 3, 1], 0.35) == [[0, 1, 2]]
    assert groups(THREE, [1, 3, 1], 0.36) == [[0, 1], [2]]


def test_of_equals_the_lower_places_are_joined_first():
    chain = ([], [0.5], [0.0, 0.5], [0.0, 0.0, 0.5])
    assert groups(chain, [1, 1, 1, 1], 0.3) == [[0, 1], [2, 3]]


def test_a_node_keeps_what_it_was_joined_from():
    (root,) = linked([list(row) for row in THREE], [1, 1, 1], 0.1)
    pair = Node((0, 1), (Node((0,)), Node((1,))))
    assert root == Node((0, 1, 2), (pair, Node((2,))))


def test_nothing_is_joined_where_there_is_nothing():
    assert linked([], [], 0.1) == ()


SCORES = st.sampled_from([0.0, 0.1, 0.2, 0.3, 0.55, 0.9])


@given(st.data())
def test_joining_is_what_comparing_all_pairs_again_each_time_gives(data):
    count = data.draw(st.integers(0, 7))
    rows = [[data.draw(SCORES) for _ in range(high)] for high in range(count)]
    counts = [data.draw(st.integers(1, 3)) for _ in range(count)]
    least = data.draw(st.sampled_from([0.05, 0.15, 0.3]))
    assert groups(rows, counts, least) == naive(rows, counts, least)


def naive(rows, counts, least):
    """Average linkage by the book: every mean worked out anew from the answers themselves."""

    def mean(one, other):
        weighed = sum(
            rows[max(a, b)][min(a, b)] * counts[a] * counts[b] for a in one for b in other
        )
        return round(weighed / (size(one) * size(other)), 9)

    def size(group):
        return sum(counts[place] for place in group)

    found = [[place] for place in range(len(rows))]
    while True:
        candidates = [
            (-mean(one, other), -size(one + other), one[0], other[0])
            for one, other in combinations(found, 2)
            if mean(one, other) >= least
        ]
        if not candidates:
            return found
        _, _, low, high = min(candidates)
        one = next(group for group in found if group[0] == low)
        other = next(group for group in found if group[0] == high)
        found = sorted([*(g for g in found if g not in (one, other)), sorted(one + other)])
