"""What somebody said, read into words: any script, stems, stop words, ways to say nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_wizard.synthesis.tokens import Said, clusters, heard, is_fragment, pieces


def stems(text, language="en"):
    return [word.stem for word in heard(Said("1", text, language)).words if word.stem]


def says_nothing(text, language="en"):
    return heard(Said("1", text, language)).says_nothing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It's 3 boxes, not 2!", ["It's", "3", "boxes", "not", "2"]),
        ("don’t top-up – ever", ["don't", "top", "up", "ever"]),
        ("'quoted' it'", ["quoted", "it"]),
        ("Giá cả  không hợp lý", ["Giá", "cả", "không", "hợp", "lý"]),
        ("कीमत बहुत ज़्यादा है।", ["कीमत", "बहुत", "ज़्यादा", "है"]),
        ("السعر مرتفع، جدا", ["السعر", "مرتفع", "جدا"]),
        ("ราคาแพง มาก", ["ราคาแพง", "มาก"]),
        ("太贵，不值。", ["太贵", "不值"]),
        ("iPhone手机2台", ["iPhone", "手机", "2", "台"]),
        ("ＦＵＬＬ　ｗｉｄｔｈ", ["FULL", "width"]),
        ("cafe\u0301 soft\u00adhyphen", ["café", "softhyphen"]),
        ("👍🏽 👍❤️", ["👍", "👍", "❤"]),
        ("می\u200cخواهم", ["میخواهم"]),
        ("a_b, c/d; #tag", ["a", "b", "c", "d", "tag"]),
        ("\u0301 \ud800 … --- ''", []),
        ("", []),
    ],
)
def test_words_are_runs_of_letters_marks_and_digits_in_any_script(text, expected):
    assert list(pieces(text)) == expected


def test_stop_words_of_english_do_not_count():
    assert stems("The box was on its way to me, and I wasn't in") == ["box", "way"]


def test_the_same_word_in_another_form_has_the_same_stem():
    assert stems("cancel cancelled cancelling") == ["cancel"] * 3
    assert stems("Boxes") == stems("box")


def test_the_region_of_a_language_makes_no_difference():
    assert stems("the boxes", "en-GB") == stems("the boxes", "en") == ["box"]


def test_other_languages_keep_their_words_as_they_are():
    assert stems("Preise und Preis", "de") == ["preise", "und", "preis"]


def test_vietnamese_stop_words_do_not_count():
    assert stems("giá của gói này là cao", "vi") == ["giá", "gói", "cao"]


def test_what_is_common_or_a_number_is_not_telling():
    telling = [w.shown for w in heard(Said("1", "Good price, 24 boxes")).words if w.telling]
    assert telling == ["price", "boxes"]
    french = heard(Said("1", "les prix de la boîte", "fr")).words
    assert [word.shown for word in french if word.telling] == ["prix", "boîte"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "None.",
        "NOTHING",
        "n/a",
        "N/A",
        "–",
        "I don’t know",
        "Không có gì.",
        "特になし",
        "Weiß nicht.",
        "weiss nicht",
        "???",
    ],
)
def test_empty_answers_and_known_ways_to_say_nothing_say_nothing(text):
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["Nothing beats it", "No sugar", "👍", "7", "không tiện"])
def test_everything_else_says_something(text):
    assert not says_nothing(text)


def test_a_mark_stays_with_its_letter():
    assert clusters("กี่ที่") == ("กี่", "ที่")


def test_two_letters_of_an_alphabet_without_spaces_are_a_fragment_and_two_ideographs_a_word():
    assert is_fragment("าก")
    assert not is_fragment("แพง")
    assert not is_fragment("太贵")
    assert not is_fragment("ab")


@given(st.text(max_size=60), st.sampled_from(["en", "vi", "zh", "th", "", "x-y-z"]))
def test_any_text_is_read_into_words_that_are_not_empty(text, language):
    assert all(word.shown for word in heard(Said("k", text, language)).words)
    assert "".join(pieces(text)).strip() == "".join(pieces(text))
