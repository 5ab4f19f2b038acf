"""Similar answers side by side, and draft themes of many: what they may say, in any order."""

import importlib.util
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from persona_wizard.synthesis import grouping
from persona_wizard.synthesis.theme_labels import SharedWord
from persona_wizard.synthesis.themes import Drafts, draft_themes, side_by_side
from persona_wizard.synthesis.tokens import Said, pieces

PRICE = (
    "Far too expensive",
    "It became expensive last winter",
    "expensive beside the supermarket",
    "Expensive for two people",
)
DELIVERY = (
    "The delivery day cannot be moved",
    "Delivery comes on Tuesday or nothing",
    "I miss each delivery while at work",
    "deliveries should be by message",
)
ALONE = ("My kettle broke", "Grinding wakes our baby", "Which beans suit espresso?")
LANGUAGES = {
    "vi": (
        ("Giá quá cao so với siêu thị", "giá cao", "Cà phê ngon nhưng giá cao"),
        ("Giao hàng chậm", "hay giao hàng trễ", "Muốn đổi ngày giao hàng"),
        ("giá", "giao hàng"),
    ),
    "zh": (
        ("价格太贵了", "太贵，不值", "比超市贵，太贵了"),
        ("送货慢", "送货时间不能改", "希望改送货时间"),
        ("太贵", "送货"),
    ),
    "th": (
        ("ราคาแพงจริง", "ราคาแพงมาก", "ราคาแพงกว่าร้าน"),
        ("ส่งของช้า", "ส่งของวันเดียว", "เปลี่ยนวันส่งของ"),
        ("ราคาแพง", "ส่งของ"),
    ),
    "hi": (
        ("कीमत बहुत ज़्यादा है", "कीमत दुकान से ऊँची", "कीमत कम होनी चाहिए"),
        ("डिलीवरी देर से आती है", "डिलीवरी का दिन बदलना", "डिलीवरी धीमी"),
        ("कीमत", "डिलीवरी"),
    ),
    "ar": (
        ("السعر مرتفع جدا", "السعر أعلى من المتجر", "أريد السعر أقل"),
        ("التوصيل بطيء", "التوصيل متأخر دائما", "تغيير يوم التوصيل"),
        ("السعر", "التوصيل"),
    ),
    "ja": (
        ("値段が高いです", "値段が高すぎる", "スーパーより値段が高い"),
        ("配達が遅い", "配達日", "配達の時間"),
        ("値段が高", "配達"),
    ),
}


def said(*texts, language="en"):
    return [Said(f"i{place:03}", text, language) for place, text in enumerate(texts)]


def many(*texts, language="en"):
    """Three answers of each text, so that there are enough for themes."""
    return said(*texts * 3, language=language)


def ordered(*texts, language="en"):
    """Groups of texts in reading order, and those that stand alone."""
    answers = {one.key: one.text for one in said(*texts, language=language)}
    groups: dict[int | None, list[str]] = {}
    for row in side_by_side(said(*texts, language=language)):
        groups.setdefault(row.group, []).append(answers[row.key])
    return groups


# Side by side: an order to read in


def test_similar_answers_stand_side_by_side_the_larger_group_first():
    groups = ordered(DELIVERY[0], *PRICE, *ALONE, *DELIVERY[1:3])
    assert list(groups) == [0, 1, None]
    assert set(groups[0]) == set(PRICE)
    assert set(groups[1]) == set(DELIVERY[:3])
    assert groups[None] == list(ALONE)


def test_each_row_tells_the_words_that_its_group_shares_and_how_often():
    rows = side_by_side(said(*PRICE, *DELIVERY, *ALONE))
    assert rows[0].shared == (SharedWord("expensive", 4),)
    assert rows[4].shared == (SharedWord("delivery", 4),)
    assert rows[-1].shared == ()


def test_under_eight_answers_are_listed_as_they_are():
    answers = said(*PRICE, *DELIVERY[:3])
    rows = side_by_side(answers)
    assert [row.key for row in rows] == [one.key for one in answers]
    assert {(row.group, row.shared) for row in rows} == {(None, ())}


def test_what_says_nothing_does_not_count_towards_eight_and_comes_last():
    answers = said("none", *PRICE, "", *DELIVERY[:3], "N/A")
    rows = side_by_side(answers)
    assert {row.group for row in rows} == {None}
    assert [row.key for row in rows[-3:]] == ["i000", "i005", "i009"]


def test_a_group_without_a_word_of_its_own_is_none():
    # Alike in little but common words: they may be read apart.
    assert list(ordered(*(f"{word} really good as it is" for word in "abcdefgh"))) == [None]


WORK = (
    "crane operator at the docks",
    "bookkeeper for the fishing co-operative",
    *("drives a bus", "paints boats", "retired teacher", "ferry captain", "ward nurse", "student"),
)


@pytest.mark.parametrize(
    ("one", "other", "similar"),
    [
        # The same root is not the same word.
        (WORK[0], WORK[1], False),
        ("a cash machine", "works as a machinist", False),
        ("stopped the box", "stopping is hard", True),
        ("one delivery", "deliveries", True),
        # Saying so is nothing to have in common.
        ("the small print, she says", "he says the second", False),
        ("asks her sister", "the brother is asking", False),
        ("somebody else knows", "something else entirely", False),
    ],
)
def test_similar_answers_share_a_word_that_says_something(one, other, similar):
    groups = ordered(one, other, *WORK[2:])
    assert groups == ({0: [one, other], None: list(WORK[2:])} if similar else groups)
    assert (0 in groups) == similar


def test_every_answer_of_a_group_holds_one_of_the_words_that_are_told():
    texts = ("one box, cheap coffee", "a box of coffee", "boxes", "chocolates", *ALONE, *PRICE)
    answers = {one.key: one.text for one in said(*texts)}
    grouped = [row for row in side_by_side(said(*texts)) if row.group is not None]
    assert len(grouped) > 5
    for row in grouped:
        assert row.shared
        assert any(word.text.rstrip("es") in answers[row.key].lower() for word in row.shared)


def test_a_hyphen_and_another_form_of_a_word_do_not_part_answers():
    groups = ordered("top-up failed", "cannot top up", *PRICE, *ALONE)
    assert sorted(groups[1]) == ["cannot top up", "top-up failed"]


# Draft themes


def test_draft_themes_need_thirty_answers_that_say_something():
    texts = (*PRICE, *DELIVERY) * 4
    assert draft_themes(said(*texts[:29])).themes == ()
    assert draft_themes(said(*texts[:29], "none", "-", "")).themes == ()
    assert len(draft_themes(said(*texts[:30])).themes) == 2


def test_below_thirty_every_answer_is_still_told():
    drafts = draft_themes(said("b", "none", "a"))
    assert drafts == Drafts(said_once=("i000", "i002"), nothing=("i001",))


def test_a_theme_is_named_after_a_word_that_its_answers_share_with_their_number():
    drafts = draft_themes(many(*PRICE, *DELIVERY, "My kettle broke", "No sugar please"))
    by_label = {theme.label: theme for theme in drafts.themes}
    assert by_label["expensive"].words == (SharedWord("expensive", 12),)
    assert by_label["delivery"].words[0] == SharedWord("delivery", 12)
    assert len(by_label["expensive"].keys) == 12


def test_the_largest_theme_comes_first_and_its_answers_in_order():
    drafts = draft_themes(many(*DELIVERY[:3], *PRICE, *ALONE))
    sizes = [len(theme.keys) for theme in drafts.themes]
    assert sizes == sorted(sizes, reverse=True)
    for theme in drafts.themes:
        assert list(theme.keys) == sorted(theme.keys)


def test_quotes_come_from_the_theme_and_do_not_say_the_same():
    texts = (*PRICE, *DELIVERY) * 4
    answers = said(*texts)
    themes = draft_themes(answers).themes
    assert len(themes) == 2
    for theme in themes:
        spoken = [texts[int(key[1:])] for key in theme.quotes]
        assert len(spoken) == len(set(spoken)) == 2
        assert set(theme.quotes) <= set(theme.keys)


def test_two_answers_are_no_theme():
    odd = [f"{a}{b}" for a in "qwzx" for b in ("orn", "ulp", "aft", "ick", "eld", "umb", "ypt")]
    drafts = draft_themes(said(*odd, "refund me", "a refund", "xylophone"))
    assert drafts.themes == ()
    assert len(drafts.said_once) == 31


def test_general_words_name_no_theme():
    texts = [f"good thing {word}" for word in ("ab", "cd", "ef", "gh", "ij", "kl")]
    labels = {theme.label for theme in draft_themes(many(*texts, *PRICE, *DELIVERY)).themes}
    assert not labels & {"good", "thing", "good thing"}


def test_the_spelling_used_most_is_shown():
    texts = ["Too Pricey", "pricey", "so pricey!", "PRICEY"] * 4 + list(DELIVERY) * 4
    labels = {theme.label for theme in draft_themes(said(*texts)).themes}
    assert labels == {"pricey", "delivery"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_script_has_groups_and_labels(language):
    price, delivery, (one, other) = LANGUAGES[language]
    drafts = draft_themes(said(*(*price, *delivery) * 5, language=language))
    found = {theme.label: {int(key[1:]) % 6 for key in theme.keys} for theme in drafts.themes}
    named = {
        word.text: places
        for theme, places in zip(drafts.themes, found.values(), strict=True)
        for word in theme.words
    }
    assert named[one] == {0, 1, 2}
    assert named[other] == {3, 4, 5}


# Hostile input


@pytest.mark.parametrize(
    ("texts", "themes"),
    [
        ([""] * 40, 0),
        (["none"] * 40, 0),
        (["—", "…", "\u200b", "\ud800"] * 10, 0),
        (["too expensive"] * 40, 1),
        (["good"] * 40, 0),
        (["👍"] * 20 + ["👎👎"] * 20, 2),
        (["x" * 20_000] * 3 + ["word " * 4_000] * 3 + [f"{n}q" for n in range(30)], 2),
        (["太" * 20_000] * 31, 1),
        (["\u0301" * 500] * 40, 0),
        (["=price", "#price", "| price |", "[price](x)", "<b>price</b>"] * 8, 1),
    ],
)
def test_hostile_answers_are_taken_and_each_is_told_once(texts, themes):
    answers = said(*texts)
    drafts = draft_themes(answers)
    assert len(drafts.themes) == themes
    assert told(drafts) == Counter(one.key for one in answers)
    assert sorted(row.key for row in side_by_side(answers)) == [one.key for one in answers]


def test_the_same_words_in_several_languages_are_taken():
    languages = ("en", "de", "vi", "fr", "th", "")
    answers = [
        Said(f"{place}{language}", text, language)
        for place in range(6)
        for language in languages
        for text in ("prices", "les prix", "gut")[place % 3 : place % 3 + 1]
    ]
    drafts = draft_themes(answers)
    assert told(drafts) == Counter(one.key for one in answers)
    assert {word.count * 5 >= len(t.keys) * 3 for t in drafts.themes for word in t.words} == {True}


def told(drafts):
    in_themes = [key for theme in drafts.themes for key in theme.keys]
    return Counter([*in_themes, *drafts.said_once, *drafts.nothing])


# Laws

WORD = st.sampled_from(
    [
        "price",
        "prices",
        "box",
        "boxes",
        "late",
        "delivery",
        "coffee",
        "the",
        "not",
        "good",
        "太贵了",
    ]
)
TEXT = st.one_of(st.lists(WORD, max_size=5).map(" ".join), st.text(max_size=12))


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXT, min_size=25, max_size=45), st.randoms(use_true_random=False))
def test_each_answer_is_told_once_in_any_order_and_every_theme_has_a_shared_word(texts, chance):
    answers = said(*texts)
    drafts = draft_themes(answers)
    rows = side_by_side(answers)
    assert told(drafts) == Counter(one.key for one in answers)
    assert Counter(row.key for row in rows) == Counter(one.key for one in answers)
    for theme in drafts.themes:
        assert len(theme.keys) >= 3
        assert theme.label in [word.text for word in theme.words]
        for word in theme.words:
            assert word.count * 5 >= len(theme.keys) * 3
    chance.shuffle(answers)
    assert draft_themes(answers) == drafts
    assert side_by_side(answers) == rows


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(WORD, min_size=1, max_size=4), min_size=30, max_size=40))
def test_the_count_beside_a_word_is_how_many_answers_of_the_theme_hold_it(spoken):
    answers = said(*map(" ".join, spoken))
    texts = {one.key: one.text for one in answers}
    for theme in draft_themes(answers).themes:
        for word in theme.words:
            assert word.count == sum(holds(texts[key], word.text) for key in theme.keys)


def holds(text, phrase):
    if not phrase.isascii():
        return phrase in text
    spoken, wanted = singular(text), singular(phrase)
    return any(spoken[n : n + len(wanted)] == wanted for n in range(len(spoken)))


def singular(text):
    return [{"prices": "price", "boxes": "box"}.get(word, word) for word in pieces(text)]


SCRIPT = """
from persona_wizard.synthesis.themes import draft_themes, side_by_side
from persona_wizard.synthesis.tag_suggestions import suggest_tags
from persona_wizard.synthesis.tokens import Said
texts = %a
answers = [Said(f"i{place:03}", text) for place, text in enumerate(texts)]
tagged = [(one, (f"t{place %% 5}",)) for place, one in enumerate(answers[:20])]
print(ascii((draft_themes(answers), side_by_side(answers), suggest_tags(answers, tagged))))
"""


def test_neither_the_seed_of_hashes_nor_the_locale_changes_anything():
    texts = [*PRICE, *DELIVERY, *ALONE, "태블릿 가격", "Straße zu weit"] * 3
    seen = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT % (texts,)],
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "0"},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, locale in (("1", "C"), ("2", "C.UTF-8"), ("3", "tr_TR.UTF-8"))
    }
    assert len(seen) == 1


# Many different answers


def test_of_many_different_answers_a_sample_is_grouped_and_the_rest_joins(monkeypatch):
    monkeypatch.setattr(grouping, "MOST_COMPARED", 30)
    chance = random.Random(4)
    numbers = chance.sample(range(1_000, 10_000), 120)
    texts = [f"expensive {number}" for number in numbers[:60]]
    texts += [f"delivery {number}" for number in numbers[60:]]
    answers = said(*texts, "xylophone")
    drafts = draft_themes(answers)
    assert drafts.sampled
    assert told(drafts) == Counter(one.key for one in answers)
    found = {theme.label: {int(key[1:]) for key in theme.keys} for theme in drafts.themes}
    assert found == {"expensive": set(range(60)), "delivery": set(range(60, 120))}
    chance.shuffle(answers)
    assert draft_themes(answers) == drafts


def test_the_same_answer_many_times_is_no_reason_to_sample(monkeypatch):
    monkeypatch.setattr(grouping, "MOST_COMPARED", 12)
    assert not draft_themes(many(*PRICE, *DELIVERY, *ALONE)).sampled


# Themes that people gave


def measuring() -> ModuleType:
    path = Path(__file__).parents[1] / "benchmarks" / "draft_themes.py"
    spec = importlib.util.spec_from_file_location("measuring_draft_themes", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("size", [12, 30, 100])
def test_groups_agree_with_those_that_people_made(shared_data, size):
    bench = measuring()
    pool = bench.read(shared_data / "banking77" / "test.csv")
    *_, promised = bench.SIZES[size]
    assert bench.agreement(pool, size) >= promised


def test_with_thirty_coded_answers_the_right_tag_is_among_the_first_three(shared_data):
    bench = measuring()
    pool = bench.read(shared_data / "banking77" / "test.csv")
    assert bench.suggested_right(pool, 4, 8) >= bench.SUGGESTED_RIGHT


def test_agreement_is_1_for_the_same_groups_and_worked_out_by_hand_for_others():
    rand = measuring().adjusted_rand
    assert rand(["a", "a", "b"], ["x", "x", "y"]) == 1
    assert rand(["a", "b", "c"], ["x", "x", "y"]) == 0
    # 1 pair together in both; 2 and 3 pairs, of 6: (1 - 1) / (2.5 - 1).
    assert rand(["a", "a", "b", "b"], ["x", "x", "x", "y"]) == 0


def test_looking_is_told_how_far_it_is_and_can_be_ended() -> None:
    answers = [Said(f"{n:03}", f"the price is high {n}") for n in range(700)]
    told: list[tuple[int, int]] = []
    drafts = draft_themes(answers, lambda done, of: told.append((done, of)))
    # Read one by one; then all but those that are compared with each other.
    assert told[:700] == [(n, 700) for n in range(700)]
    assert told[700:] == [(n, 700) for n in range(600, 700)]
    assert drafts == draft_themes(answers)

    class Enough(Exception):
        pass

    def enough(done: int, _of: int) -> None:
        if done == 650:
            raise Enough

    with pytest.raises(Enough):
        draft_themes(answers, enough)
