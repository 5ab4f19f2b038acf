"""What a bank's Markdown says, it says in the Bank too."""

import codecs

import pytest
from bank_examples import FRONT, TEA_CLUB, question, read

from persona_wizard.banks import bank_digest, outline
from persona_wizard.model.bank import NO, YES, Choice, ConsentItem, Frame, Kind, Stage
from persona_wizard.model.conditions import Both, Comparison, Not
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import State


def test_front_matter_is_read_as_text() -> None:
    bank = read(TEA_CLUB)
    assert (bank.id, bank.title, bank.audience) == (
        "tea-club",
        "Tea club: members",
        Audience.CUSTOMERS,
    )
    assert (bank.language, bank.version, bank.minutes) == ("no", "2.10", 40.0)


def test_a_bank_for_any_audience_is_for_others_to_include() -> None:
    assert read(FRONT.replace("customers", "any")).audience is None


def test_the_opening_and_the_closing_are_said() -> None:
    bank = read(TEA_CLUB)
    assert bank.opening == Frame(
        ("We drink {product} together. Ask me anything.",),
        (
            ConsentItem("consent-take-part", "I take part"),
            ConsentItem("you-may-quote-me", "You may quote me"),
        ),
    )
    assert bank.closing == Frame(("Thank you.",))


def test_questions_keep_their_order_and_know_their_heading_and_line() -> None:
    assert [(q.id, q.heading, q.field, q.line) for q in read(TEA_CLUB).questions] == [
        ("short-term-goals", "objectives", "short-term-goals", 20),
        ("information-sources", "personality", "information-sources", 28),
        ("happiness", "problems", None, 38),
        ("barriers", "problems", "barriers", 40),
        ("how-many-cups-a-day", "personality", "lifestyle", 42),
        ("again", "problems", None, 44),
        ("age-group", "demographics", "age-group", 46),
        ("else", "personality", "interests", 53),
    ]


def test_an_open_question_has_guidance_and_probes() -> None:
    first = read(TEA_CLUB).questions[0]
    assert first.wording == "What were you after when you first tried {product}?"
    assert (first.kind, first.key, first.minutes) == (Kind.OPEN, True, 4.0)
    assert first.guidance == ("Keep to that day.",)
    assert first.probes == ("And what else?", "Who was with you?")


def test_choices_keep_their_marks() -> None:
    second = read(TEA_CLUB).questions[1]
    assert (second.kind, second.stage) == (Kind.MANY, Stage.AWARENESS)
    assert second.concepts == ("channels", "pain-points")
    assert second.choices == (
        Choice(
            slug="friends-family",
            text="Friends & family",
            indicates=("relationship-focused", "influencer"),
        ),
        Choice(slug="press", text="The trade press"),
        Choice(slug="none", text="None", alone=True),
        Choice(slug="i-can-t-say", text="I can't say", state=State.DONT_KNOW),
        Choice(slug="other", text="Other…", free_text=True),
    )


def test_closed_questions_have_their_bounds() -> None:
    bank = read(TEA_CLUB)
    scale, cups, again = (bank.questions[place] for place in (2, 4, 5))
    assert (scale.minimum, scale.maximum, scale.low, scale.high) == (0, 10, 'not at "all"', "fully")
    assert (cups.minimum, cups.maximum, cups.unit, cups.sensitive) == (0, 20.5, "cups", True)
    assert (again.kind, again.choices) == (Kind.YES_NO, (YES, NO))


def test_a_condition_survives_its_quotes() -> None:
    assert read(TEA_CLUB).questions[3].when == Both(
        Comparison("happiness", "<", "7"),
        Not(Comparison("information-sources", "includes", "press")),
    )


@pytest.mark.parametrize(
    "written",
    [
        TEA_CLUB.replace("\n", "\r\n"),
        TEA_CLUB.replace("\n", "\r"),
        "\ufeff" + TEA_CLUB,
        TEA_CLUB.replace("### ", "###\t").replace("- [ ] ", "- [ ]\t"),
        TEA_CLUB.replace("### ", " ### "),
        TEA_CLUB.replace("# {#else", "# {  #else").replace("}\n", " }   \n"),
        codecs.decode(codecs.encode(TEA_CLUB, "utf-8-sig"), "utf-8"),
    ],
)
def test_line_ends_tabs_and_marks_of_editors_change_nothing(written: str) -> None:
    assert read(written) == read(TEA_CLUB)


@pytest.mark.parametrize(
    ("written", "wording", "identity"),
    [
        ("### Why *this* one?", "Why *this* one?", "why-this-one"),
        ("### Why? {#x}", "Why?", "x"),
        ("### Why {product}? {#x .key}", "Why {product}?", "x"),
        (r"### A \{brace} and \# and \* {#x}", r"A \{brace} and # and *", "x"),
        (r"### Set \{#x}", r"Set \{#x}", "set-x"),
        ("### Why? ###", "Why?", "why"),
        ("### なぜですか", "なぜですか", "なぜですか"),
        ("### Why\u202e \x1b[31mred? {#x}", "Why red?", "x"),
        ("### Why? {#e\u0301te\u0301}", "Why?", "été"),
    ],
)
def test_a_wording_and_its_id(written: str, wording: str, identity: str) -> None:
    one = question(written)
    assert (one.wording, one.id) == (wording, identity)


@pytest.mark.parametrize(
    ("item", "text", "slug"),
    [
        (r"- \> 5", "> 5", "5"),
        (r"- \# 1", "# 1", "1"),
        (r"- 1\. x", "1. x", "1-x"),
        (r"- \- none", "- none", "none"),
        ("- a long\n  line", "a long line", "a-long-line"),
        ("* star {#x}", "star", "x"),
        ("- {product} {#x}", "{product}", "x"),
        ("- … {#own}", "…", "own"),
    ],
)
def test_a_choice_says_what_was_escaped(item: str, text: str, slug: str) -> None:
    choice = question(f"### Which? {{.one}}\n\n{item}").choices[0]
    assert (choice.text, choice.slug) == (text, slug)


@pytest.mark.parametrize("text", ["Other…", "Other...", "…"])
def test_dots_at_the_end_take_free_text(text: str) -> None:
    assert question(f"### Which? {{.one}}\n\n- {text} {{#o}}").choices[0].free_text


@pytest.mark.parametrize("name", ["Problems", "problems", "PROBLEMS", "Problems ##", "Problems   "])
def test_a_heading_goes_by_any_of_its_names(name: str) -> None:
    assert read(f"{FRONT}## {name}\n\n### Why?\n").questions[0].heading == "problems"


def test_anthropological_information_is_demographic() -> None:
    (one,) = read(f"{FRONT}## Anthropological information\n\n### Why?\n").questions
    assert one.heading == "demographics"


def test_a_field_wins_over_the_heading() -> None:
    assert question("### Work? {#occupation}").heading == "general"
    assert question("### Work? {#x field=occupation}").heading == "general"
    assert question("### Work? {#occupation field=income}").field == "income"


def test_a_studys_own_words_can_be_filled_in() -> None:
    from persona_wizard.banks import read_bank

    source = f"{FRONT}## Problems\n\n### Why {{product}} in {{town}}? {{#x}}\n"
    assert read_bank(source, "tea.md", lambda _: None, ["town"]).questions[0].id == "x"


def test_an_outline_has_every_question_under_its_heading() -> None:
    lines = outline(read(TEA_CLUB)).split("\n")
    about = "customers · no · version 2.10 · 8 questions · about 40 minutes"
    assert lines[:2] == ["Tea club: members [tea-club]", about]
    at = lines.index(" 3. How happy are you?")
    assert lines[at + 1 : at + 3] == [
        "    #happiness, scale",
        '    0 to 10 “not at "all"” to “fully”',
    ]
    assert lines.index("OBJECTIVES") < lines.index("PROBLEMS") < at
    assert "    only if happiness < 7 and not information-sources includes press" in lines


def test_a_digest_is_twelve_hexadecimal_digits_of_sha_256() -> None:
    assert bank_digest("abc") == "ba7816bf8f01"
    assert bank_digest("abc") != bank_digest("abc ")
