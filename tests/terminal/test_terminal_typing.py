"""What input methods and odd terminals send, written at once as they write it."""

import unicodedata

import pytest
from every_kind import at_the_open_question, saves
from wizard_terminal import BACKSPACE, Start

from persona_wizard.store import StudyFolder

# What Telex sends for each syllable: a letter, taken back for a better one, and so on.
_SYLLABLES = {
    "tất": ("t", "a", BACKSPACE, "â", "t", BACKSPACE * 2, "ấ", "t"),
    "cả": ("c", "a", BACKSPACE, "ả"),
    "mọi": ("m", "o", "i", BACKSPACE * 2, "ọ", "i"),
    "người": ("n", "g", "u", "o", "i", BACKSPACE * 3, "ư", "ơ", "i", BACKSPACE * 2, "ờ", "i"),
    "đều": ("d", BACKSPACE, "đ", "e", BACKSPACE, "ê", "u", BACKSPACE * 2, "ề", "u"),
    "uống": ("u", "o", BACKSPACE, "ô", "n", "g", BACKSPACE * 3, "ố", "n", "g"),
}


def test_one_burst_of_telex_keeps_its_order(start: Start, study: StudyFolder) -> None:
    wizard = at_the_open_question(start)
    wizard.type("a" + BACKSPACE + "â" + BACKSPACE + "ấ")
    wizard.shows("ấ")
    saves(wizard, study, "ấ")


def test_a_sentence_of_telex_in_one_write(start: Start, study: StudyFolder) -> None:
    wizard = at_the_open_question(start)
    wizard.type(" ".join("".join(keys) for keys in _SYLLABLES.values()))
    wizard.shows("tất cả mọi người đều uống")
    saves(wizard, study, "tất cả mọi người đều uống")


@pytest.mark.parametrize(
    ("keys", "there"),
    [
        pytest.param("\x0f", "A note, filed later.", id="note"),
        pytest.param("\x06", "Find a question", id="finder"),
        pytest.param("\x0e" * 3 + "1\t", "Remark", id="remark"),
        pytest.param("\x1bOR", "Type what you hear", id="running notes"),
        pytest.param("\x10\t", "what they say", id="what they say"),
    ],
)
def test_a_sentence_of_telex_everywhere_that_is_typed(
    start: Start, study: StudyFolder, keys: str, there: str
) -> None:
    wizard = at_the_open_question(start)
    wizard.type(keys)
    wizard.shows(there)
    wizard.type(" ".join("".join(keys) for keys in _SYLLABLES.values()))
    wizard.shows("tất cả mọi người đều uống")


def test_letters_in_pieces_are_saved_whole(start: Start, study: StudyFolder) -> None:
    """Some systems send a letter and its marks apart."""
    wizard = at_the_open_question(start)
    wizard.type(unicodedata.normalize("NFD", "tất cả") + ".")
    wizard.shows("cả.")
    saves(wizard, study, unicodedata.normalize("NFC", "tất cả."))


def test_bytes_that_are_no_text_are_marked_and_nothing_ends(
    start: Start, study: StudyFolder
) -> None:
    wizard = at_the_open_question(start)
    wizard.type(b"before \xff\xc3( after")
    wizard.shows("before ��( after")
    saves(wizard, study, "before ��( after")


def test_a_paste_with_escapes_keeps_its_order_and_none_of_them(
    start: Start, study: StudyFolder
) -> None:
    pasted = "[/foo] <b>x</b> \x1b]0;title\x07first\r> \x1b[31msecond\x1b[0m line"
    wizard = at_the_open_question(start)
    wizard.type(f"before \x1b[200~{pasted}\x1b[201~ after")
    wizard.shows("line after")
    saves(wizard, study, "before [/foo] <b>x</b> first\n> second line after")
