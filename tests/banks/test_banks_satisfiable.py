"""A `when=` that no answers make true is told; one that some answers do is not."""

import time

import pytest
from bank_examples import FRONT, read

from persona_wizard.banks.satisfiable import can_hold

# ruff: noqa: E501  # conditions of a kind stand on one line

ASKED = """\
### Rating? {#rating .scale min=0 max=10}

### Number? {#number .number min=1}

### Free number? {#free .number}

### Came? {#came .yes-no}

### Size? {#size .bands}

- small
- middle
- large
- I can't say {#unknown state=dont-know}

### Which? {#which .many}

- p
- q
- r
- none {.alone}

### Who? {#who .one}

- me
- you

### Where? {#where .one}

- home
- elsewhere…

### Words? {#words}

### Only if it came? {#after .yes-no when="came = yes"}

### Only then? {#later .yes-no when="after = no"}

"""


def holds(when: str, before: str = ASKED) -> bool:
    *_, last = read(f'{FRONT}## Problems\n\n{before}### Why? {{#why when="{when}"}}\n').questions
    bank = read(f'{FRONT}## Problems\n\n{before}### Why? {{#why when="{when}"}}\n')
    return can_hold(last, bank)


CAN = [
    *("rating = 0", "rating = 10", "rating >= 10", "rating <= 0", "rating > 9", "rating < 1"),
    *("rating != 5", "rating > 3 and rating < 5", "not rating > 3"),
    *("number = 1", "number > 999999", "number < 1.5", "number > 1 and number < 1.1"),
    *("free < -5", "free = 0.25", "free > -1 and free < 1"),
    *("came = yes", "came != yes", "not came = yes", "answered(came) and not came = yes"),
    *("size > small", "size < large", "size >= large", "size > small and size < large"),
    *("which = p and which = q and which = r", "which = none", "which includes q", "which != p"),
    *("which = none or which = p", "not (which = p or which = q)", "which = 'P' and which = q"),
    *("who = 'ME'", "who != me", "who = me or who = you", "not who = me and not who = you or came = no"),
    *("where = 'Hanoi'", "where = 'Hanoi' and where = elsewhere"),
    *("words = 'anything'", "words != 'x'", "answered(words)"),
    *("not answered(words)", "not answered(came)", "answered(after)", "came = yes and after = no"),
    *("not answered(after) and came = no", "later = yes", "later = no and after = no"),
    *("came = yes and came = yes", "rating = 2 or rating = 12"),
]  # fmt: skip
CANNOT = [
    *("rating > 10", "rating < 0", "rating = 11", "rating = 2.5", "rating > 3 and rating < 4"),
    *("rating = 1 and rating = 2", "rating > 5 and not rating > 3", "not rating >= 0"),
    *("number < 1", "number = 0", "number > 2 and number < 1"),
    *("free = 1 and free != 1", "free < 1 and free > 1"),
    *("came = yes and came = no", "came = yes and not came = yes", "not (came = yes or came = no)"),
    *("size < small", "size > large", "size < middle and size > middle"),
    *("which = none and which = p", "which = p and which != p", "which = 'nothing'"),
    *("who = me and who = you", "who = 'nobody'", "who != me and who != you"),
    *("where = 'Hanoi' and where = home", "where = home and where = 'elsewhere…'"),
    *("answered(words) and not answered(words)", "words = 'a' and words != 'a'"),
    # An answer counts only where its own question is asked.
    *("came = no and after = yes", "came = no and answered(later)", "after = yes and later = yes"),
    "rating > 10 or rating < 0",
    # What was not answered makes nothing true, nor its opposite.
    "rating > 10 and not answered(came)",
]


@pytest.mark.parametrize("when", CAN)
def test_what_some_answers_make_true_can_hold(when: str) -> None:
    assert holds(when)


@pytest.mark.parametrize("when", CANNOT)
def test_what_no_answers_make_true_cannot(when: str) -> None:
    assert not holds(when)


def test_a_question_without_a_condition_can_always_be_asked() -> None:
    bank = read(f"{FRONT}## Problems\n\n{ASKED}")
    assert all(can_hold(question, bank) for question in bank.questions)


def test_a_question_that_hangs_on_one_never_asked_is_never_asked() -> None:
    before = '### A? {#a .yes-no}\n\n### B? {#b .yes-no when="a = yes and a = no"}\n\n'
    assert not holds("b = yes", before)
    assert not holds("answered(b)", before)
    assert holds("not answered(b)", before)


def test_a_condition_on_many_questions_is_let_pass_in_time() -> None:
    names = [f"q{n}" for n in range(12)]
    before = "".join(f"### {name}? {{#{name} .scale min=0 max=10}}\n\n" for name in names)
    start = time.perf_counter()
    assert holds(" and ".join(f"{name} = 3" for name in names), before)
    assert holds(" and ".join(f"{name} > 3" for name in names), before)
    assert time.perf_counter() - start < 2
