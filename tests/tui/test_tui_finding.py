"""Finding by a few letters, and times as people say them."""

from datetime import datetime, timedelta, timezone

import pytest

from persona_wizard.banks import shipped_shelf
from persona_wizard.model.dates import minutes_and_seconds, when
from persona_wizard.tui.finding import Findable, find, folded, why


def found(typed: str, *texts: str, **details: str) -> list[str]:
    things = [Findable(text, details.get(text, "")) for text in texts]
    return [thing.text for thing in find(typed, things)]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("da nang", "Đà Nẵng"),
        ("ĐÀ NẴNG", "đà nẵng"),
        ("duong", "đường"),
        ("cafe", "Café"),
        ("cafe\u0301", "Caf\u00e9"),
        ("zurich", "Zürich"),
        ("STRASSE", "Straße"),
        ("コーヒー", "朝のコーヒー"),
        ("نشات", "نِشات"),
    ],
)
def test_case_and_accents_do_not_matter(typed: str, text: str) -> None:
    assert found(typed, text, "something else") == [text]


def test_vietnamese_d_is_a_d_either_way() -> None:
    assert folded("Đồng đội") == "dong doi"


def test_words_may_come_in_any_order_and_all_must_be_there() -> None:
    assert found("happy how", "How happy are you?") == ["How happy are you?"]
    assert found("happy sad", "How happy are you?") == []


def test_a_word_that_starts_something_comes_before_one_in_the_middle() -> None:
    texts = ("Caravan", "A van for two", "Van life")
    assert found("van", *texts) == ["Van life", "A van for two", "Caravan"]


def test_what_was_said_is_found_after_what_was_asked() -> None:
    assert found("price", "Where?", "The price?", **{"Where?": "at a good price"}) == [
        "The price?",
        "Where?",
    ]


def test_letters_in_order_find_as_a_last_resort() -> None:
    assert found("rthr", "Read everything through", "Other") == ["Read everything through"]


def test_nothing_typed_finds_everything_in_its_order() -> None:
    assert found("  ", "b", "a") == ["b", "a"]


@pytest.mark.parametrize("typed", ["[", "[/b]", "\\", ".*", "(", "💥", "\u202e", "%s"])
def test_odd_characters_are_only_characters(typed: str) -> None:
    assert found(typed, "plain") == []
    assert found(typed, f"x {typed} y") == [f"x {typed} y"]


HERE = timezone(timedelta(hours=7))
NOW = datetime(2026, 3, 1, 9, 30, tzinfo=HERE)


@pytest.mark.parametrize(
    ("then", "said"),
    [
        (datetime(2026, 3, 1, 0, 0, tzinfo=HERE), "today 00:00"),
        (datetime(2026, 3, 1, 14, 5, tzinfo=HERE), "today 14:05"),
        (datetime(2026, 2, 28, 23, 59, tzinfo=HERE), "yesterday"),
        (datetime(2026, 2, 27, 23, 59, tzinfo=HERE), "27 Feb"),
        (datetime(2026, 1, 1, tzinfo=HERE), "1 Jan"),
        (datetime(2025, 12, 31, tzinfo=HERE), "31 Dec 2025"),
        (datetime(2026, 11, 18, tzinfo=HERE), "18 Nov"),
    ],
)
def test_a_day_is_named_as_a_person_says_it(then: datetime, said: str) -> None:
    assert when(then, NOW) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0:00"), (59.9, "0:59"), (60, "1:00"), (1122, "18:42"), (3909, "1:05:09")],
)
def test_a_duration_is_told_in_minutes(seconds: float, said: str) -> None:
    assert minutes_and_seconds(seconds) == said


def test_words_that_are_only_looked_through_are_found_but_never_shown() -> None:
    thing = Findable("Where do you look?", "Personality", "Online reviews")
    assert find("reviews", [thing]) == (thing,)


def test_letters_in_order_count_only_where_no_word_is_found() -> None:
    near, far = Findable("How satisfied are you?"), Findable("Sit at a table, is it fine?")
    assert find("satis", [far, near]) == (near,)
    assert find("stsfd", [near]) == (near,)


@pytest.mark.parametrize("bank_id", shipped_shelf().ids())
def test_any_question_is_two_characters_and_enter_away(bank_id: str) -> None:
    bank = shipped_shelf().read(bank_id)
    things = [
        Findable(question.wording, place=question.id, number=str(number))
        for number, question in enumerate(bank.questions, start=1)
    ]
    for number, question in enumerate(bank.questions, start=1):
        assert number < 100
        assert find(str(number), things)[0].place == question.id


ASKED = (
    "What work do you do?",
    "What do you use today, and how satisfying is it to talk about?",
    "How satisfied are you today?",
    "Who else had a say, closing the door?",
)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("satsfied", "How satisfied are you today?"),
        ("satisfeid", "How satisfied are you today?"),
        ("wirk", "What work do you do?"),
        ("wrk", "What work do you do?"),
        ("hsay", "How satisfied are you today?"),
        ("wdyu", "What do you use today, and how satisfying is it to talk about?"),
    ],
)
def test_a_slip_of_the_hand_still_finds(typed: str, first: str) -> None:
    assert found(typed, *ASKED)[0] == first


@pytest.mark.parametrize("typed", ["undo", "khach hang", "zzz", "consent"])
def test_what_is_nowhere_is_not_found(typed: str) -> None:
    assert found(typed, *ASKED) == []


def test_letters_without_end_are_looked_for_in_no_time() -> None:
    assert found("a" * 200, " ".join(["aaaa"] * 400)) == [" ".join(["aaaa"] * 400)]
    assert found("a" * 200 + "b", " ".join(["aaaa"] * 400)) == []


def test_what_was_said_is_shown_where_it_was_found_by_it() -> None:
    said = "Goals · well, you know, in the end it is the quiet minutes at the kitchen table"
    thing = Findable("What were you hoping for?", said, place="goals")
    assert why("quiet min", thing) == "… it is the quiet minutes at the kitchen table"
    assert why("hoping", thing) == said
    choices = Findable("Which?", "Goals", "Search engines Friends and family The trade press")
    assert why("press", choices) == "… family The trade press"
