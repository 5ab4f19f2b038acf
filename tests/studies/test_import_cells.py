"""What a respondent wrote becomes a state, choices, a number, or their own words."""

import pytest

from persona_wizard.model.bank import Choice, Kind, Question
from persona_wizard.model.interview import State
from persona_wizard.model.observations import LineKind, observations
from persona_wizard.studies.import_cells import Cells, Given


def question(kind: Kind, *choices: Choice, **more: object) -> Question:
    return Question(id="q", wording="?", kind=kind, heading="general", choices=choices, **more)


def choice(slug: str, text: str, **more: object) -> Choice:
    return Choice(slug=slug, text=text, **more)


def read(asked: Question, text: str, language: str = "en", seen: tuple[str, ...] = ()) -> Given:
    given = Cells(asked, {"product": "Tea"}, language, seen or (text,)).read([("", text)])
    assert given is not None
    return given


def picked(given: Given) -> list[str]:
    assert isinstance(given.value, tuple)
    return [pick.choice for pick in given.value]


OPEN = question(Kind.OPEN)
SOURCES = question(
    Kind.MANY,
    choice("web", "Search engines"),
    choice("cloud", "Clouds (Lambda, Fargate, etc.)"),
    choice("friends", "Friends and family"),
    choice("js", "Javascript/Typescript"),
    choice("dont", "I can't say", state=State.DONT_KNOW),
    choice("other", "Other…", free_text=True),
)
PLACE = question(Kind.ONE, choice("shop", "In the shop"), choice("web", "On {product}'s website"))
SCALE = question(Kind.SCALE, minimum=1, maximum=5, low="very easy", high="very difficult")
YES_NO = question(Kind.YES_NO, choice("yes", "Có"), choice("no", "Không"))


def test_open_words_are_the_respondents_own() -> None:
    given = read(OPEN, "It broke.\nTwice\n\n- and then? #late\n> quoted")
    found = observations(given.text)
    assert [one.kind for one in found] == [LineKind.QUOTE, LineKind.QUOTE]
    assert [one.text for one in found] == ["It broke.\nTwice", "- and then? #\u2060late\n> quoted"]
    assert all(one.tags == () and not one.follow_up for one in found)


@pytest.mark.parametrize(
    ("text", "language", "state"),
    [
        ("Prefer not to say", "en", State.DECLINED),
        ("PREFER NOT TO SAY.", "en", State.DECLINED),
        ("I don’t know", "en", State.DONT_KNOW),
        ("dont know", "en", State.DONT_KNOW),
        ("N/A", "en", State.NOT_APPLICABLE),
        ("n.a.", "en", State.NOT_APPLICABLE),
        ("Không muốn trả lời", "vi", State.DECLINED),
        ("Tôi không biết!", "vi-VN", State.DONT_KNOW),
        ("không áp dụng", "vi", State.NOT_APPLICABLE),
        ("Prefer not to say", "vi", State.DECLINED),
        ("không biết", "en", None),
        ("I don't know why it broke", "en", None),
        ("No", "en", None),
    ],
)
def test_states_are_recognised_in_the_banks_language(
    text: str, language: str, state: State | None
) -> None:
    given = read(OPEN, text, language)
    assert given.state is (state or State.ANSWERED)
    assert bool(given.text) is (state is None)


@pytest.mark.parametrize("text", ["", "  ", "-", "—", "...", "/"])
def test_a_dash_is_no_answer(text: str) -> None:
    assert Cells(OPEN, {}, "en").read([("", text)]) is None


@pytest.mark.parametrize(
    ("text", "slugs", "said"),
    [
        ("Search engines", ["web"], ()),
        ("Search engines, Friends and family", ["web", "friends"], ()),
        ("friends & family", [], ("friends & family",)),
        ("FRIENDS AND  FAMILY ,search engines", ["friends", "web"], ()),
        ("Clouds (Lambda, Fargate, etc.), Search engines", ["cloud", "web"], ()),
        ("Search engines, Clouds (Lambda, Fargate, etc.)", ["web", "cloud"], ()),
        ("Clouds (Lambda, Fargate, etc.)", ["cloud"], ()),
        ("Search engines; Friends and family", ["web", "friends"], ()),
        ("Search engines|Friends and family", ["web", "friends"], ()),
        ("Search engines\nFriends and family", ["web", "friends"], ()),
        ("Javascript/Typescript, Search engines", ["js", "web"], ()),
        ("Search engines, a book, or two", ["web"], ("a book, or two",)),
        ("a, b, Search engines, c", ["web"], ("a, b", "c")),
        ("Search engines, Search engines", ["web"], ()),
        ("web, friends", ["web", "friends"], ()),
        ("Other: the radio", [], ()),
        ("Other", [], ()),
    ],
)
def test_several_choices_in_one_cell(text: str, slugs: list[str], said: tuple[str, ...]) -> None:
    given = read(SOURCES, text)
    assert [slug for slug in picked(given) if slug != "other"] == slugs
    assert given.unmatched == said
    free = [pick.said for pick in given.value if pick.choice == "other"]  # type: ignore[union-attr]
    if text.startswith("Other"):
        assert free == [text[7:]]
    else:
        assert free == list(said[:1])


def test_what_parts_choices_shows_in_all_cells() -> None:
    seen = ("Search engines;Friends and family", "Friends and family")
    # The comma belongs to what somebody wrote.
    given = read(SOURCES, "Search engines;my mum, mostly", seen=seen)
    assert picked(given) == ["web", "other"]
    assert given.unmatched == ("my mum, mostly",)


def test_a_choice_that_is_a_state_gives_it_alone() -> None:
    given = read(SOURCES, "I can’t say")
    assert (given.state, picked(given)) == (State.DONT_KNOW, ["dont"])
    given = read(SOURCES, "not sure")
    assert (given.state, picked(given)) == (State.DONT_KNOW, ["dont"])
    given = read(SOURCES, "Search engines, I can't say")
    assert (given.state, picked(given)) == (State.ANSWERED, ["web"])
    assert given.text == "> I can't say"


def test_one_choice_and_words_that_are_none() -> None:
    assert picked(read(PLACE, "in the shop")) == ["shop"]
    assert picked(read(PLACE, "On Tea’s website.")) == ["web"]
    given = read(PLACE, "In the shop, on the corner")
    assert (given.value, given.text) == (None, "> In the shop, on the corner")


def test_choices_that_differ_in_one_sign() -> None:
    signs = question(
        Kind.MANY, choice("c", "C"), choice("cpp", "C++"), choice("cs", "C#"), choice("f", "F")
    )
    assert picked(read(signs, "C++, C#")) == ["cpp", "cs"]
    assert picked(read(signs, "c")) == ["c"]
    sizes = question(Kind.ONE, choice("less", "<20"), choice("more", ">20"))
    assert picked(read(sizes, "> 20")) == ["more"]
    assert read(sizes, "20").value is None


@pytest.mark.parametrize(
    ("text", "value", "remark"),
    [
        ("3", 3, ""),
        ("3.0", 3, ""),
        ("1 (very easy)", 1, ""),
        ("5 - very difficult", 5, ""),
        ("very difficult", 5, ""),
        ("4 stars", 4, "> 4 stars"),
        ("6", None, "> 6"),
        ("2.5", None, "> 2.5"),
        ("3-4", None, "> 3-4"),
        ("hard", None, "> hard"),
    ],
)
def test_a_scale(text: str, value: int | None, remark: str) -> None:
    given = read(SCALE, text)
    assert (given.value, given.text) == (value, remark)
    assert given.unmatched == (() if value else (text,))


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("1.5", 1.5), ("1,5", 1.5), ("$20", 20), ("3 cups", 3), ("1 200", 1200),
     ("1,500", None), ("about 20", None), ("10^400", None), ("9" * 400, None)],
)  # fmt: skip
def test_a_number(text: str, value: float | None) -> None:
    assert read(question(Kind.NUMBER, unit="cups"), text).value == value


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Yes", "yes"), ("có", "yes"), ("TRUE", "yes"), ("1", "yes"), ("Không", "no"), ("n", "no")],
)
def test_yes_and_no(text: str, slug: str) -> None:
    assert picked(read(YES_NO, text, "vi")) == [slug]


def test_yes_and_more() -> None:
    given = read(YES_NO, "Yes, but rarely")
    assert (picked(given), given.text) == (["yes"], "> Yes, but rarely")
    assert read(YES_NO, "sometimes").value is None


@pytest.mark.parametrize("tick", ["1", "x", "Yes", "TRUE", "Search engines", "search ENGINES"])
def test_a_column_for_each_choice(tick: str) -> None:
    cells = [
        ("Search engines", tick),
        ("Friends and family", "0"),
        ("Clouds (Lambda, Fargate, etc.)", ""),
        ("Other (please specify)", "the radio"),
    ]
    given = Cells(SOURCES, {}, "en").read(cells)
    assert given is not None
    assert picked(given) == ["web", "other"]
    assert given.value[1].said == "the radio"  # type: ignore[index]


def test_columns_of_which_none_was_ticked_are_no_answer() -> None:
    assert Cells(SOURCES, {}, "en").read([("Search engines", "0"), ("Other", "")]) is None
