"""What was answered, in words."""

import pytest

from persona_wizard.model.interview import Pick, Value, value_in_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ((Pick("a", "Social media"), Pick("b", "E-mail")), "Social media, E-mail"),
        (
            (Pick("a", "Social media"), Pick("b", "A shop, a market or a stall")),
            "Social media; A shop, a market or a stall",
        ),
        ((Pick("other", "Other…", "at sea, mostly"), Pick("b", "Mail")), "at sea, mostly; Mail"),
        ((Pick("b", "A shop, a market or a stall"),), "A shop, a market or a stall"),
        ((), ""),
        (None, ""),
        (7.0, "7"),
        (1000000, "1000000"),
        (1234567.5, "1234567.5"),
        (0.1, "0.1"),
    ],
)
def test_a_choice_with_a_comma_is_not_taken_for_two(value: Value, words: str) -> None:
    assert value_in_words(value) == words
