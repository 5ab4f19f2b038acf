r"""Fills: words that a study puts into a bank's text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_wizard.model.fills import fill, fills_in, stray_brace

WORDS = {"product": "Cedar Coffee", "odd": "{product} \\{"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("How is {product}?", "How is Cedar Coffee?"),
        ("{ product }", "Cedar Coffee"),
        ("{nobody}", "{nobody}"),
        (r"\{product}", "{product}"),
        (r"\{product\}", "{product}"),
        (r"\\{product}", r"\Cedar Coffee"),
        (r"C:\dir", r"C:\dir"),
        ("{odd}", "{product} \\{"),
        ("{}", "{}"),
        ("open {", "open {"),
    ],
)
def test_a_fill_is_replaced_once_and_escapes_are_resolved(text: str, shown: str) -> None:
    assert fill(text, WORDS) == shown


def test_names_come_in_order_and_once() -> None:
    assert fills_in(r"{b} {a} { b } \{c}") == ("b", "a")


@pytest.mark.parametrize(
    ("text", "stray"),
    [("{a}", False), (r"\{", False), ("{", True), ("{a {b}", True), ("a}", False)],
)
def test_a_brace_alone_is_noticed(text: str, stray: bool) -> None:
    assert stray_brace(text) is stray


@given(st.text("ab\\{} ", max_size=20))
def test_filling_each_name_leaves_none(text: str) -> None:
    names = fills_in(text)
    assert fill(text, dict.fromkeys(names, "x")).count("x") >= len(names)
    if not names:
        assert fill(text, {"a": "x"}) == fill(text, {})


@given(st.text(max_size=20))
def test_an_escaped_text_is_shown_as_it_was(text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    assert fill(escaped, WORDS) == text
    assert fills_in(escaped) == ()
    assert not stray_brace(escaped)
