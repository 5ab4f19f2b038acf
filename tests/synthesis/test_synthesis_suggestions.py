"""Tags suggested for what has none, after similar observations that bear them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_wizard.synthesis.tag_suggestions import suggest_tags
from persona_wizard.synthesis.tokens import Said

TAGGED = (
    (Said("1", "Too expensive for what it is"), ("price",)),
    (Said("2", "Cheaper at the supermarket, so expensive"), ("price",)),
    (Said("3", "The delivery came late again"), ("delivery",)),
    (Said("4", "I can't move the delivery day"), ("delivery", "control")),
    (Said("5", "The app logs me out"), ("app",)),
    (Said("6", "Beans tasted burnt"), ("taste",)),
)


def first(text, tagged=TAGGED, language="en"):
    return suggest_tags([Said("u", text, language)], tagged)["u"]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("simply too expensive", "price"),
        ("deliveries are late", "delivery"),
        ("the app crashes", "app"),
        ("bad taste, like burnt rubber", "taste"),
    ],
)
def test_the_tag_of_what_is_most_alike_comes_first(text, tag):
    assert first(text)[0] == tag


def test_of_what_bears_two_tags_both_are_suggested():
    assert set(first("want to move the day")[:2]) == {"delivery", "control"}


def test_there_are_at_most_three():
    text = "expensive delivery in the app, beans late"
    assert len(first(text)) == 3


def test_nothing_is_suggested_where_nothing_is_in_common():
    assert first("Zzz") == ()
    assert first("") == ()
    assert first("价格太贵", language="zh") == ()
    assert first("expensive", tagged=()) == ()
    assert suggest_tags([], TAGGED) == {}


@pytest.mark.parametrize(
    "text",
    [
        "calm, needs people around",
        # Letters in common, common words in common: that is no likeness.
        "applied for an apprenticeship",
        "it is what it is, the same again",
    ],
)
def test_nothing_is_suggested_where_no_word_is_shared(text):
    assert first(text) == ()


def test_a_tag_is_not_suggested_that_shares_no_word_though_another_does():
    assert first("simply too expensive") == ("price",)


def test_another_form_of_a_word_is_enough_where_forms_are_not_known():
    tagged = ((Said("1", "die Lieferungen", "de"), ("liefern",)),)
    assert first("späte Lieferung", tagged, "de") == ("liefern",)
    assert first("keine Lust", tagged, "de") == ()


def test_of_equals_the_tags_come_by_name():
    said = Said("1", "too expensive")
    assert first("expensive", ((said, ("d", "b")), (said, ("a", "c")))) == ("a", "b", "c")


def test_a_tag_used_often_does_not_drown_one_that_fits_better():
    often = tuple((Said(f"p{n}", f"expensive box number {n}"), ("price",)) for n in range(20))
    assert first("my box arrived broken", (*often, (Said("b", "broken box"), ("damage",)))) == (
        "damage",
        "price",
    )


@pytest.mark.parametrize(
    ("language", "tagged", "text"),
    [
        ("vi", {"giá": "giá quá cao", "giao-hàng": "giao hàng chậm"}, "hay giao hàng trễ"),
        ("zh", {"价格": "价格太贵了", "送货": "送货太慢"}, "希望改送货时间"),
        ("th", {"ราคา": "ราคาแพงเกินไป", "ส่ง": "ส่งของช้า"}, "อยากเปลี่ยนวันส่งของ"),
        ("hi", {"कीमत": "कीमत बहुत है", "डिलीवरी": "डिलीवरी धीमी"}, "डिलीवरी का दिन बदलना"),
        ("ar", {"السعر": "السعر مرتفع", "التوصيل": "التوصيل بطيء"}, "تغيير يوم التوصيل"),
        ("en", {"sad": "👎👎", "glad": "👍"}, "👍👍"),
    ],
)
def test_every_script_is_compared(language, tagged, text):
    given_tags = tuple((Said(tag, said, language), (tag,)) for tag, said in tagged.items())
    assert first(text, given_tags, language)[0] == list(tagged)[-1]


def test_very_long_observations_are_taken():
    assert first("expensive " * 2_000)[0] == "price"
    assert first("x" * 20_000) == ()


SPOKEN = ["price", "box", "late", "delivery", "coffee", "mug", "the", "not"]
WORDS = st.lists(st.sampled_from(SPOKEN), max_size=5)
TAGS = st.lists(st.sampled_from("abcdef"), max_size=3, unique=True).map(tuple)


@given(st.lists(WORDS.map(" ".join), max_size=6), st.lists(st.tuples(WORDS, TAGS), max_size=8))
def test_three_known_tags_at_most_for_each_whatever_the_order(untagged, tagged):
    waiting = [Said(f"u{place}", text) for place, text in enumerate(untagged)]
    coded = [(Said(f"t{n}", " ".join(words)), tags) for n, (words, tags) in enumerate(tagged)]
    found = suggest_tags(waiting, coded)
    assert list(found) == [said.key for said in waiting]
    known = {tag for _, tags in coded for tag in tags}
    for tags in found.values():
        assert len(tags) == len(set(tags)) <= 3
        assert known.issuperset(tags)
    shuffled = random.Random(1)
    shuffled.shuffle(waiting)
    shuffled.shuffle(coded)
    assert suggest_tags(waiting, coded) == found
