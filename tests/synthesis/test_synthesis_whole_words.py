"""Labels in scripts that write sounds without spaces: what can be read, never half a word."""

import pytest

from persona_wizard.synthesis.theme_labels import SharedWord
from persona_wizard.synthesis.themes import draft_themes
from persona_wizard.synthesis.tokens import Said
from persona_wizard.synthesis.whole_words import is_whole

PRICE, SLOW, COFFEE = "ราคาแพง", "ส่งช้า", "กาแฟ"


def themes(texts, language="th"):
    answers = [Said(f"i{place:03}", text, language) for place, text in enumerate(texts)]
    return [theme.words for theme in draft_themes(answers).themes]


@pytest.mark.parametrize(
    ("piece", "runs", "whole"),
    [
        # Somebody wrote it alone; somebody began with it, somebody stopped with it.
        (PRICE, [PRICE], True),
        (PRICE, [PRICE + "มาก", "กาแฟ" + PRICE], True),
        # Three different ways on are no accident, two may be.
        (PRICE, [PRICE + "มาก", PRICE + "จริง", PRICE + "เกินไป"], True),
        (PRICE, [PRICE + "มาก", PRICE + "จริง"], False),
        # The beginning of a word, and the end of one.
        ("ราคาแ", [PRICE, PRICE + "มาก"], False),
        ("าคาแพง", [PRICE, PRICE + "มาก"], False),
        # No word begins with a vowel that follows its consonant, or ends in one that goes before.
        ("าแพง", ["คาแพง", "ค่าแพง", "ราแพง", "าแพง"], False),
        ("กาแ", ["กาแ", "กาแฟ"], False),
        # Khmer and Burmese, too.
        ("ថ្លៃ", ["ថ្លៃណាស់", "តម្លៃថ្លៃ"], True),
        ("ឈើ", ["ឈើណាស់", "ឈើធំ"], False),
        ("ဈေး", ["ဈေးကြီး", "ဈေး"], True),
    ],
)
def test_a_piece_is_whole_where_people_began_and_stopped(piece, runs, whole):
    assert is_whole(piece, runs) is whole


def test_a_theme_is_named_after_a_word_that_most_wrote():
    slow = ("ส่งช้ามาก", "จัดส่งช้า", "ของส่งช้า", "ส่งช้ากว่าที่บอก")
    coffee = ("กาแฟหอม", "ชอบกลิ่นกาแฟ", "กาแฟรสดี", "ดื่มกาแฟ")
    assert themes((*slow, *coffee) * 4) == [(SharedWord(SLOW, 16),), (SharedWord(COFFEE, 16),)]


def test_where_no_whole_word_is_shared_a_whole_run_stands_with_its_own_number():
    # All go on in one of two ways, so that it can't be told where the word ends.
    texts = ("ราคาแพงมาก", "ราคาแพงจริง", "ราคาแพงมากมาย", "ราคาแพงจริงจัง")
    ((word,),) = themes(texts * 8)
    assert word in (SharedWord("ราคาแพงมาก", 16), SharedWord("ราคาแพงจริง", 16))


def test_a_very_long_run_is_cut_and_says_so():
    waited = "ของมาส่งช้าเกินไปนะครับผมรอนานมากเลยจริงๆไม่ไหวแล้ว"
    ((word,),) = themes([waited + end for end in "กขคง"] * 8)
    assert word.text.endswith("…")
    assert len(word.text) <= 40
    assert waited.startswith(word.text[:-1])
