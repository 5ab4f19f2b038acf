"""Two forms of a bank held side by side: what came, what went, and what changed."""

import pytest
from bank_examples import FRONT, TEA_CLUB, read

from persona_wizard.banks import Comparison, compare, comparison_in_short, comparison_in_words
from persona_wizard.model.bank import Bank

# ruff: noqa: E501  # a change and what is told of it stand on one line

BEFORE = """\
### Why? {#why}

### Which? {#which .one}

- Black {#black}
- Green {#green}

### How much? {#much .scale min=0 max=10 low=little high=lots}

### Since when? {#since .short when="which = black"}
"""


def bank(body: str, heading: str = "Problems") -> Bank:
    return read(f"{FRONT}## {heading}\n\n{body}\n")


def changed(old: str, new: str) -> list[str]:
    """The words about the one question that a change of these words makes another."""
    comparison = compare(bank(BEFORE), bank(BEFORE.replace(old, new)))
    assert (len(comparison.changed), len(comparison.added), len(comparison.gone)) == (1, 0, 0)
    first, *lines = comparison_in_words(comparison).split("\n\n")[0].split("\n")
    assert first.startswith("Changed: ")
    return [first.removeprefix("Changed: "), *(line.removeprefix("  ") for line in lines)]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("### Why?", "### Why so?", ["why", "was:  Why?", "now:  Why so?"]),
        ("{#why}", "{#why .short}", ["why", "kind: open → short"]),
        (
            "{#why}",
            "{#why field=needs}",
            ["why", "field: problems → needs"],
        ),
        ("max=10", "max=5", ["much", "range: 0 to 10 (little to lots) → 0 to 5 (little to lots)"]),
        ("low=little", "low=none", ["much", "range: 0 to 10 (little to lots) → 0 to 10 (none to lots)"]),
        (".scale min=0 max=10 low=little high=lots", ".number unit=cups", [
            "much", "kind: scale → number", "range: 0 to 10 (little to lots) → … to … cups",
        ]),
        ("- Green", "- Green tea", ["which", "choice reworded: Green → Green tea"]),
        ("- Green {#green}", "- Green {#green}\n- Red", ["which", "choice added: Red"]),
        ("- Green {#green}\n", "", ["which", "choice gone: Green"]),
        ("{#green}", "{#verde}", ["which", "choice added: Green", "choice gone: Green"]),
        (
            "- Black {#black}\n- Green {#green}",
            "- Green {#green}\n- Black {#black}",
            ["which", "the choices stand in another order"],
        ),
        ("which = black", "which = green", ["since", "its when= differs"]),
        (' when="which = black"', "", ["since", "its when= differs"]),
    ],
)  # fmt: skip
def test_a_changed_question_is_told_with_what_differs(old: str, new: str, told: list[str]) -> None:
    assert changed(old, new) == told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("### Why? {#why}", "###  Why?   {#why}"),
        ("### Why? {#why}", "<!-- new -->\n\n### Why? {#why}"),
        ("which = black", "which  =  black"),
        ("{#why}", "{#why .open}"),
    ],
)
def test_the_same_in_other_signs_is_no_change(old: str, new: str) -> None:
    assert compare(bank(BEFORE), bank(BEFORE.replace(old, new))) == Comparison(kept=4)


def test_a_bank_is_the_same_as_itself_whatever_it_is_called_and_wherever_it_stands() -> None:
    old = read(TEA_CLUB)
    new = read(
        "\n".join(TEA_CLUB.replace("tea-club", "other").replace("\n## ", "\n\n\n## ").split("\n"))
    )
    comparison = compare(old, new)
    assert comparison.same
    assert comparison_in_words(comparison) == "No question differs."
    assert comparison_in_short(comparison) == "no question differs"


def test_the_order_of_questions_is_let_be() -> None:
    parts = BEFORE.split("\n\n### ")
    turned = "\n\n### ".join([parts[0], parts[2], parts[1], parts[3]])
    assert compare(bank(BEFORE), bank(turned)).same


def test_added_gone_changed_and_unchanged_are_counted_and_named() -> None:
    new = BEFORE.replace("### Why? {#why}", "### Who? {#who}\n\n### Whose? {#whose}")
    new = new.replace("How much", "How many")
    comparison = compare(bank(BEFORE), bank(new))
    assert comparison_in_short(comparison) == "2 added, 1 gone, 1 changed"
    assert comparison_in_words(comparison) == (
        "Added\n  Who? [who]\n  Whose? [whose]\n\n"
        "Gone\n  Why? [why]\n\n"
        "Changed: much\n  was:  How much?\n  now:  How many?\n\n"
        "2 questions are unchanged."
    )


def test_one_unchanged_question_is_not_many() -> None:
    comparison = compare(bank("### A\n\n### B"), bank("### A"))
    assert comparison_in_words(comparison) == "Gone\n  B [b]\n\n1 question is unchanged."
    assert comparison_in_short(comparison) == "1 gone"


def test_there_and_back_is_turned_round() -> None:
    old, new = bank(BEFORE), bank(BEFORE.replace("{#why}", "{#wherefore}"))
    there, back = compare(old, new), compare(new, old)
    assert (there.added, there.gone) == (back.gone, back.added)
    assert compare(bank(""), old).added == old.questions


def test_a_question_under_another_heading_is_a_change() -> None:
    comparison = compare(bank("### A"), bank("### A", "Objectives"))
    assert "field: problems → objectives" in comparison_in_words(comparison)
