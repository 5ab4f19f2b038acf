"""Text from people comes in clean, whatever it was."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from persona_wizard.model.text import clean, clean_line, slug

ANYTHING = st.text(st.characters(), max_size=40)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;a new title\x07text", "text"),
        ("\x1b]52;c;ZXZpbA==\x1b\\text", "text"),
        ("\x9b31mred", "red"),
        ("a\x00b\x07c\x7fd\x85e", "abcd\ne"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("\u202eevil\u202c", "evil"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("tab\tstays", "tab\tstays"),
        ("e\u0301", "é"),
    ],
)
def test_codes_that_steer_a_terminal_go_and_words_stay(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_line_is_one_line() -> None:
    assert clean_line("  one\n two\t three\u2029") == "one two three"


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("Friends and family", "friends-and-family"),
        ("I can't say", "i-can-t-say"),
        ("Bạn bè & gia đình", "bạn-bè-gia-đình"),
        ("価格", "価格"),
        ("  --- ", ""),
        ("!!!", ""),
        ("Straße 5", "strasse-5"),
    ],
)
def test_a_slug_keeps_letters_of_every_script(text: str, identity: str) -> None:
    assert slug(text) == identity


@given(ANYTHING)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert clean_line(clean_line(text)) == clean_line(text)
    assert unicodedata.is_normalized("NFC", once)


@given(ANYTHING)
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    left = [c for c in clean(text) if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    assert left == []


@given(ANYTHING)
@example("a\u0345\u0323")
@example("\u1e9e")
def test_a_slug_is_its_own_slug(text: str) -> None:
    assert slug(slug(text)) == slug(text)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30))
def test_a_slug_does_not_depend_on_the_normal_form(text: str) -> None:
    assert slug(unicodedata.normalize("NFD", text)) == slug(unicodedata.normalize("NFC", text))
