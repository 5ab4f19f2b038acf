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
        ("keine Angabe", "de", State.DECLINED),
        ("k. A.", "de-AT", State.DECLINED),
        ("WEISS NICHT", "de", State.DONT_KNOW),
        ("Weiß nicht.", "de", State.DONT_KNOW),
        ("entfällt", "de", State.NOT_APPLICABLE),
        ("Je préfère ne pas répondre", "fr", State.DECLINED),
        ("Ne sait pas", "fr", State.DONT_KNOW),
        ("NS/NC", "es", State.DONT_KNOW),
        ("Não se aplica", "pt-BR", State.NOT_APPLICABLE),
        ("non lo so", "it", State.DONT_KNOW),
        ("n.v.t.", "nl", State.NOT_APPLICABLE),
        ("Trudno powiedzieć", "pl", State.DONT_KNOW),
        ("Vill inte svara", "sv", State.DECLINED),
        ("ved ikke", "da", State.DONT_KNOW),
        ("Vet ikke", "nb", State.DONT_KNOW),
        ("En osaa sanoa", "fi", State.DONT_KNOW),
        ("nevím", "cs", State.DONT_KNOW),
        ("Fikrim yok", "tr", State.DONT_KNOW),
        ("Затрудняюсь ответить", "ru", State.DONT_KNOW),
        ("Важко сказати", "uk", State.DONT_KNOW),
        ("無回答", "ja", State.DECLINED),
        ("不知道", "zh-TW", State.DONT_KNOW),
        ("모름", "ko", State.DONT_KNOW),
        ("I don't know", "de", State.DONT_KNOW),
        ("weiß nicht", "en", None),
        ("weiß nicht", "xx", None),
        # The low end of a scale.
        ("trifft nicht zu", "de", None),
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


@pytest.mark.parametrize(
    ("text", "slugs", "said"),
    [
        ("Search engines; my aunt", ["web", "other"], ["my aunt"]),
        ("my aunt, mostly; Search engines", ["web", "other"], ["my aunt, mostly"]),
        ("Search engines; my aunt, mostly", ["web", "other"], ["my aunt, mostly"]),
        ("Friends and family/Search engines", ["friends", "web"], []),
        ("Search engines, a map; a book", ["web", "other"], ["a map; a book"]),
        (
            "SEARCH ENGINES;Clouds (Lambda, Fargate, etc.)|Friends and family",
            ["web", "cloud", "friends"],
            [],
        ),
        ("Search engines mostly; and friends", ["other"], ["Search engines mostly; and friends"]),
    ],
)
def test_a_cell_that_is_parted_by_other_signs_than_its_column(
    text: str, slugs: list[str], said: list[str]
) -> None:
    seen = ("Search engines, Friends and family", "Friends and family, Search engines", text)
    given = read(SOURCES, text, seen=seen)
    assert sorted(picked(given)) == sorted(slugs)
    assert [pick.said for pick in given.value if pick.choice == "other"] == said  # type: ignore[union-attr]
    assert given.unmatched == tuple(said)


def test_a_list_may_end_with_what_parts_it() -> None:
    # As Microsoft Forms writes them.
    seen = ("Search engines;Friends and family;", "Search engines;", "Search engines;a map;")
    for text, said in zip(seen, ([], [], ["a map"]), strict=True):
        given = read(SOURCES, text, seen=seen)
        assert [pick.said for pick in given.value if pick.choice == "other"] == said  # type: ignore[union-attr]
        assert given.unmatched == tuple(said)


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
        ("4 stars", None, "> 4 stars"),
        ("4 (not sure, maybe 2)", 4, "> 4 (not sure, maybe 2)"),
        ("6", None, "> 6"),
        ("2.5", None, "> 2.5"),
        ("3-4", None, "> 3-4"),
        ("hard", None, "> hard"),
    ],
)
def test_a_scale(text: str, value: int | None, remark: str) -> None:
    given = read(SCALE, text)
    assert (given.value, given.text) == (value, remark)
    assert given.unmatched == ((text,) if remark else ())


@pytest.mark.parametrize(
    ("seen", "value"),
    [
        (("4 stars", "4 stars", "5 stars"), 4),
        (("4 (so so)", "4 (so so)"), 4),
        # Of two people who gave it one did not say so.
        (("4 stars", "4"), None),
        (("4 stars", "4 moons"), None),
        (("4 stars",), None),
    ],
)
def test_a_label_of_a_scale_is_what_all_say_who_gave_the_number(
    seen: tuple[str, ...], value: int | None
) -> None:
    given = read(SCALE, seen[0], seen=seen)
    assert (given.value, given.text) == ((4, "") if value else (None, f"> {seen[0]}"))


@pytest.mark.parametrize(
    "text",
    ["50k", "$50K", "2 million", "5 triệu", "2 dozen", "18 months", "10+", "3 cups a day", "£5"],
)
def test_words_behind_a_number_that_are_not_its_unit_are_kept_alone(text: str) -> None:
    asked = question(Kind.NUMBER, unit="cups") if text != "£5" else question(Kind.NUMBER, unit="€")
    given = read(asked, text, seen=(text, text))
    assert (given.value, given.text, given.unmatched) == (None, f"> {text}", (text,))


@pytest.mark.parametrize(
    ("text", "unit"),
    [("3 years", "years"), ("3 year", "years"), ("3 cups", "cups a week"), ("3 (cups)", "cups"),
     ("3€", "€"), ("€3", "€"), ("$3", ""), ("3 %", ""), ("3 ly", "ly")],
)  # fmt: skip
def test_the_unit_of_a_number_is_no_remark(text: str, unit: str) -> None:
    given = read(question(Kind.NUMBER, unit=unit), text)
    assert (given.value, given.text, given.unmatched) == (3, "", ())


@pytest.mark.parametrize(
    "text", ["7 (would be two without Anna)", "7 (it was 9 before the layoffs)", "7 [roughly]"]
)
def test_words_in_brackets_behind_a_number_are_a_remark(text: str) -> None:
    given = read(question(Kind.NUMBER, unit="people"), text)
    assert (given.value, given.text, given.unmatched) == (7, f"> {text}", (text,))


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("1.5", 1.5), ("1,5", 1.5), ("$20", 20), ("3 cups", 3), ("1 200", 1200),
     ("1,500", None), ("about 20", None), ("10^400", None), ("9" * 400, None)],
)  # fmt: skip
def test_a_number(text: str, value: float | None) -> None:
    assert read(question(Kind.NUMBER, unit="cups"), text).value == value


@pytest.mark.parametrize(
    ("seen", "values"),
    [
        # One of the column shows how all of it is written.
        (("1,250", "1,000,000"), (1250, 1000000)),
        (("1,250", "$1,250.50", "2,000"), (1250, 1250.5, 2000)),
        (("1.250", "12,50", "€ 2.000"), (1250, 12.5, 2000)),
        (("1,250", "12.5"), (1250, 12.5)),
        (("1.250,00", "1.250", "800"), (1250, 1250, 800)),
        (("-1,250", "0.5"), (-1250, 0.5)),
        # What may be either is never guessed.
        (("1,250",), (None,)),
        (("1,250", "12,5"), (None, 12.5)),
        (("1.250", "12.5"), (None, 12.5)),
        (("1,250", "800", "2,000"), (None, 800, None)),
        (("1,250", "1,000,000", "12,5"), (None, 1000000, 12.5)),
        (("1,250", "$1,250.50", "2,000", "12,5", "1,000,000"), (None, 1250.5, None, 12.5, 1000000)),
        (("1,250", "1.000.000"), (None, 1000000)),
    ],
)
def test_how_a_column_writes_thousands(
    seen: tuple[str, ...], values: tuple[float | None, ...]
) -> None:
    given = [read(question(Kind.NUMBER), text, seen=seen) for text in seen]
    assert tuple(one.value for one in given) == values
    assert [one.in_doubt is not None for one in given] == [value is None for value in values]
    assert all(
        one.unmatched == ((text,) if one.value is None else ())
        for one, text in zip(given, seen, strict=True)
    )


def test_what_a_number_in_doubt_comes_to() -> None:
    assert read(question(Kind.NUMBER), "1,250").in_doubt == ("1250", "1.25")
    assert read(question(Kind.NUMBER), "$2.500").in_doubt == ("2500", "2.5")
    assert read(question(Kind.NUMBER), "about 20").in_doubt is None


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


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Prefer not to say", State.DECLINED),
        ("no opinion", State.DONT_KNOW),
        ("I can't say", State.DONT_KNOW),
    ],
)
def test_a_state_in_the_column_of_other_words_is_a_state(text: str, state: State) -> None:
    cells = [("Search engines", ""), ("Friends and family", "0"), ("Other", text)]
    given = Cells(SOURCES, {}, "en").read(cells)
    assert given is not None
    assert (given.state, given.unmatched) == (state, ())
    # A column of its own for it is the same.
    given = Cells(SOURCES, {}, "en").read([("Search engines", ""), (text, "1"), ("Other", "")])
    assert given is not None
    assert given.state is state
    # Whoever also ticked something answered.
    given = Cells(SOURCES, {}, "en").read([("Search engines", "1"), ("Other", text)])
    assert given is not None
    assert (given.state, picked(given)[0]) == (State.ANSWERED, "web")


def test_a_cell_of_more_pieces_than_any_list_is_words() -> None:
    text = "Search engines," + "a book," * 150_000
    given = read(SOURCES, text)
    assert picked(given) == ["other"]
    assert given.unmatched == (text,)
