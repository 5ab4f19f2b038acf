"""A study's lists as choices: read or written out, a choice for each item, whatever is in it."""

import pytest
from bank_examples import FRONT
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from persona_wizard.banks import BankError, read_bank, words_needed, write_out
from persona_wizard.model.bank import Bank, Choice, Question
from persona_wizard.model.fills import fill
from persona_wizard.model.interview import State
from persona_wizard.model.study import USUAL_LISTS, Study
from persona_wizard.model.text import clean_line, slug

Lists = dict[str, tuple[str, ...]]


def asking(*items: str, kind: str = "many") -> str:
    lines = "".join(f"- {item}\n" for item in items)
    return f"{FRONT}## Problems\n\n### Which? {{#which .{kind}}}\n\n{lines}"


def lineless(bank: Bank) -> Bank:
    return replace(bank, questions=tuple(replace(q, file="", line=0) for q in bank.questions))


def both_ways(source: str, lists: Lists) -> Bank | None:
    """The bank as read with the lists, which is the one written out with them; None for none."""
    written = write_out(source, "tea.md", lambda _: None, lists)
    try:
        bank = read_bank(source, "tea.md", lambda _: None, lists=lists)
    except BankError:
        with pytest.raises(BankError):
            read_bank(written, "flat.md", lambda _: None, words=tuple(lists))
        return None
    flat = read_bank(written, "flat.md", lambda _: None, words=tuple(lists))
    assert lineless(flat) == lineless(bank)
    return bank


def choices(source: str, **lists: tuple[str, ...]) -> tuple[Choice, ...]:
    named = {name.replace("_", "-"): items for name, items in lists.items()}
    bank = both_ways(source, named)
    assert bank is not None
    return bank.questions[0].choices


def texts(source: str, **lists: tuple[str, ...]) -> list[str]:
    return [choice.text for choice in choices(source, **lists)]


def test_a_list_becomes_a_choice_for_each_item_in_its_place() -> None:
    source = asking("Water", "{competitors}", "Other…")
    assert texts(source, competitors=("Harbour Beans", "Daily Drop")) == [
        *("Water", "Harbour Beans", "Daily Drop", "Other…"),
    ]
    assert [choice.slug for choice in choices(source, competitors=("Harbour Beans",))] == [
        *("water", "harbour-beans", "other"),
    ]


def test_two_lists_stand_side_by_side() -> None:
    source = asking("{competitors}", "{towns}")
    assert texts(source, competitors=("A",), towns=("B", "C")) == ["A", "B", "C"]


def test_attributes_on_the_line_are_those_of_every_item() -> None:
    source = asking("{competitors} {indicates=competitor-focused .alone}", "{no} {state=declined}")
    first, second, third = choices(source, competitors=("A", "B"), no=("Rather not",))
    for choice in (first, second):
        assert (choice.indicates, choice.alone) == (("competitor-focused",), True)
    assert (third.text, third.state) == ("Rather not", State.DECLINED)


def test_an_id_on_the_line_is_that_of_a_single_item_and_a_fault_of_two() -> None:
    source = asking("{competitors} {#they}", "None")
    assert [choice.slug for choice in choices(source, competitors=("A",))] == ["they", "none"]
    assert both_ways(source, {"competitors": ("A", "B")}) is None


def test_items_are_clean_lines_once_each() -> None:
    items = ("A", " A ", "", "  ", "B\nC", "e\u0301", "\u00e9", "\u202eD")
    assert texts(asking("{competitors}"), competitors=items) == ["A", "B C", "\u00e9", "D"]


def test_an_empty_list_goes() -> None:
    assert texts(asking("{competitors}", "Other…"), competitors=()) == ["Other…"]
    assert texts(asking("{competitors}", "{towns}"), competitors=("", " "), towns=("B",)) == ["B"]


def test_an_empty_list_that_is_all_there_is_stays_and_is_needed() -> None:
    source = asking("{competitors}")
    assert texts(source, competitors=()) == ["{competitors}"]
    study = Study(title="Tea")
    bank = read_bank(source, "tea.md", lambda _: None, lists=study.choice_lists)
    assert words_needed(bank, study) == ("competitors",)
    given_now = replace(study, lists={"competitors": ("A",)})
    bank = read_bank(source, "tea.md", lambda _: None, lists=given_now.choice_lists)
    assert words_needed(bank, given_now) == ()


@pytest.mark.parametrize(
    "item",
    [
        "Not {competitors}",
        "{competitors} or so",
        "{competitors}…",
        r"\{competitors}",
        "{competitor}",
        "{competitors }",
        "{competitors} {product}",
    ],
)
def test_a_line_with_more_than_the_list_is_one_choice(item: str) -> None:
    (choice,) = choices(asking(item), competitors=("A", "B"))
    assert choice.text == item


def test_without_a_study_the_list_stands_for_its_items() -> None:
    bank = read_bank(asking("{competitors}", "Other…"), "tea.md", lambda _: None)
    assert [choice.text for choice in bank.questions[0].choices] == ["{competitors}", "Other…"]


def test_a_list_of_no_name_is_a_fault() -> None:
    with pytest.raises(BankError, match="did you mean “competitors”"):
        read_bank(asking("{competitors1}"), "tea.md", lambda _: None, lists=USUAL_LISTS)


def test_a_list_in_a_sentence_is_written_out_with_commas() -> None:
    study = Study(title="Tea", lists={"competitors": ("A", "B")})
    source = f"{FRONT}## Problems\n\n### Of {{competitors}}, which? {{#which}}\n"
    bank = read_bank(source, "tea.md", lambda _: None, lists=study.choice_lists)
    assert fill(bank.questions[0].wording, study.fills) == "Of A, B, which?"


def test_the_usual_bands_are_there_until_a_study_has_its_own() -> None:
    usual = Study(title="Tea")
    assert texts(asking("{income-bands}", kind="bands"), **usual.choice_lists) == [
        *("Under 20,000", "20,000 to 39,999", "40,000 to 59,999", "60,000 to 99,999"),
        "100,000 or over",
    ]
    own = replace(usual, lists={"income-bands": ("Low", "High")})
    assert texts(asking("{income-bands}", kind="bands"), **own.choice_lists) == ["Low", "High"]


def test_an_included_banks_lists_become_choices_too() -> None:
    common = asking("{competitors}").replace("tea", "common")
    source = f"{FRONT}## Problems {{from=common}}\n"
    find = {"common": common}.get
    lists = {"competitors": ("# A", "B")}
    bank = read_bank(source, "tea.md", find, lists=lists)
    assert [choice.text for choice in bank.questions[0].choices] == ["# A", "B"]
    flat = write_out(source, "tea.md", find, lists)
    assert lineless(read_bank(flat, "f.md", lambda _: None)) == lineless(bank)


# Whatever a list holds

SIGNS = "ab1é日 #-*+>.:{}[]()\"'=`<|~\\…!_&;/%$@^\t\n\r\u2028\u202e\x1b"
ITEM = st.text(st.sampled_from(SIGNS), max_size=12) | st.text(max_size=12)
HOSTILE = [
    *("# 1", "> 5", "1. x", "- x", "+ x", "* x", "***", "---", "===", "```", "~~~"),
    *("<div>", "<!-- x -->", "a {#x .alone}", "{state=declined}", "{competitors}", "{a", "a}"),
    *("\\", "a\\", "\\{a\\}", "| a | b |", "[ ] a", "[x]: y", "&amp;", "a\n- b", "a  \nb", "## A"),
    *("    a", "\ta", "a…", "…a", "a...", "**a**", "`a`", "![a](b)", "a\n\n### B", "\u202ea"),
]


@pytest.mark.parametrize("item", HOSTILE)
def test_a_hostile_item_is_a_choice_with_its_very_words_or_a_fault_both_ways(item: str) -> None:
    bank = both_ways(asking("{competitors}", "zzz"), {"competitors": (item,)})
    if slug(item):
        assert bank is not None
        first, last = bank.questions[0].choices
        assert fill(first.text, {}) == clean_line(item)
        assert (first.alone, first.state, first.indicates) == (False, None, ())
        assert last.text == "zzz"


@settings(max_examples=150, deadline=None)
@given(st.lists(ITEM, max_size=4), st.lists(ITEM, max_size=2))
def test_reading_and_writing_out_agree_whatever_the_items(a: list[str], b: list[str]) -> None:
    source = asking("{competitors}", "{towns} {indicates=innovator}", "zzz")
    both_ways(source, {"competitors": tuple(a), "towns": tuple(b)})


def by_slug(item: str) -> str:
    return slug(clean_line(item))


@settings(max_examples=100, deadline=None)
@given(st.lists(ITEM.filter(by_slug), max_size=4, unique_by=by_slug))
def test_every_item_with_a_name_of_its_own_is_a_choice_with_its_very_words(
    items: list[str],
) -> None:
    bank = both_ways(asking("{competitors}", "zzz"), {"competitors": tuple(items)})
    assert bank is not None
    said = [fill(choice.text, {}) for choice in question_of(bank).choices]
    assert said == [*map(clean_line, items), "zzz"]


def question_of(bank: Bank) -> Question:
    (question,) = bank.questions
    return question


def test_words_needed_are_those_of_every_text_that_the_study_does_not_give() -> None:
    source = f"""{FRONT}## Opening

Welcome to {{product}}.

- [ ] I know {{town}}

## Problems

### How was {{product}} beside {{competitor}}? {{#first .scale min=0 max=1 low="{{low}}"}}

A note on {{guide}}.

> And {{probe}}?

### Which? {{#second .many}}

> Else, of {{first}}?

- {{choice}} tea
- {{income-bands}}

## Closing

Thank you, {{closing}}, {{product}}.
"""
    words = ("town", "low", "guide", "probe", "choice", "closing")
    bank = read_bank(source, "tea.md", lambda _: None, words=words)
    study = Study(title="Tea", words={"product": "Cedar", "low": "bad"})
    assert words_needed(bank, study) == (
        *("town", "closing", "competitor", "guide", "probe", "choice"),
    )
