"""An answer's text changed line by line."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from persona_wizard.interviewing.lines import (
    edit_line,
    offered_quote,
    tag_named,
    take_offered,
    toggle_quote,
    toggle_star,
    toggle_tag,
    with_note,
)
from persona_wizard.model.observations import observations

ANSWER = "a thermos\n\n> It leaks. #time\n? and at work?\n- same there"


@pytest.mark.parametrize(
    ("line", "new", "text"),
    [
        (0, "two flasks", "two flasks\n\n> It leaks. #time\n? and at work?\n- same there"),
        (0, "one\ntwo", "one\ntwo\n\n> It leaks. #time\n? and at work?\n- same there"),
        (2, "  ", "a thermos\n\n? and at work?\n- same there"),
        (4, "", "a thermos\n\n> It leaks. #time\n? and at work?"),
    ],
)
def test_a_line_becomes_another_or_several_or_none(line: int, new: str, text: str) -> None:
    assert edit_line(ANSWER, line, new) == text


@pytest.mark.parametrize(
    ("text", "tag", "tagged"),
    [
        ("a thermos", "price", "a thermos #price"),
        ("a thermos #price", "price", "a thermos"),
        ("costs #Price a lot", "price", "costs a lot"),
        ("#price costs a lot", "price", "costs a lot"),
        ("> #price It leaks.", "price", "> It leaks."),
        ("#price twice #PRICE", "price", "twice"),
        ("costs #pricey", "price", "costs #pricey #price"),
        ("đắt quá", "giá", "đắt quá #giá"),
        ("? is it the price?", "price", "? is it the price?"),
    ],
)
def test_a_tag_is_put_at_the_end_and_taken_out_wherever_it_is(
    text: str, tag: str, tagged: str
) -> None:
    assert toggle_tag(text, 0, tag) == tagged


@pytest.mark.parametrize(
    ("text", "toggled"),
    [
        ("It leaks.", "> It leaks."),
        ("> It leaks.", "It leaks."),
        (">It leaks.", "It leaks."),
        ("- It leaks. #time", "> It leaks. #time"),
        ("  It leaks.", "  > It leaks."),
        ("> ? and then?", "- ? and then?"),
        ("> - a dash first", "- - a dash first"),
        ("? and then?", "? and then?"),
        ("3 cups", "> 3 cups"),
    ],
)
def test_a_line_becomes_a_quote_and_a_note_again(text: str, toggled: str) -> None:
    assert toggle_quote(text, 0) == toggled


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ('"Saturdays are worse"', "> Saturdays are worse"),
        ("“Thứ bảy còn tệ hơn”", "> Thứ bảy còn tệ hơn"),
        ("«Le samedi, c'est pire»", "> Le samedi, c'est pire"),
        ("„Samstags ist es schlimmer“", "> Samstags ist es schlimmer"),
        ('- "worse" #time #star', "> worse #time #star"),
        ('same, "Saturdays are worse"', ""),
        ('"one" and "two"', ""),
        ('"worse" she says #time', ""),
        ('""', ""),
        ('"', ""),
        ('> "worse"', ""),
    ],
)
def test_what_stands_in_quotation_marks_is_offered_as_a_quote(line: str, offered: str) -> None:
    assert offered_quote(line) == offered
    assert take_offered(line, 0) == (offered or line)


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("price", "price"),
        (" #Price ", "price"),
        ("long wait", "long-wait"),
        ("giá-cả", "giá-cả"),
        ("", ""),
        ("3cups", ""),
        ("a&b", ""),
        ("#a #b", ""),
        ("##", ""),
    ],
)
def test_a_tag_is_what_was_typed_or_none(typed: str, tag: str) -> None:
    assert tag_named(typed) == tag


texts = st.text(alphabet='ab é#>?-*\n"“” ', max_size=60)
tags = st.sampled_from(["price", "star", "giá", "a"])


@given(texts, st.data(), tags)
def test_a_tag_given_and_taken_leaves_the_text_as_it_was(
    text: str, data: st.DataObject, tag: str
) -> None:
    line = data.draw(st.integers(0, text.count("\n")))
    if f"#{tag}" not in text.casefold():
        assert toggle_tag(toggle_tag(text, line, tag), line, tag) == text


def said_lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


@given(texts, st.data())
def test_toggling_changes_no_other_line(text: str, data: st.DataObject) -> None:
    line = data.draw(st.integers(0, text.count("\n")))
    before = text.split("\n")
    assume(before[line].strip(" >"))
    here = len(said_lines("\n".join(before[:line])))
    for changed in (toggle_star(text, line), toggle_quote(text, line), take_offered(text, line)):
        was, now = said_lines(text), said_lines(changed)
        assert was[:here] + was[here + 1 :] == now[:here] + now[here + 1 :]
        assert was[here].lstrip().startswith("?") == now[here].lstrip().startswith("?")


@given(texts, st.data())
def test_a_quote_and_back_says_what_it_said(text: str, data: st.DataObject) -> None:
    line = data.draw(st.integers(0, text.count("\n")))
    assume(text.split("\n")[line].strip(" >"))
    once = toggle_quote(text, line)
    # A blank line may have come in before it.
    moved = line if once.split("\n")[line].strip() else line + 1
    words = [line for seen in observations(text) for line in seen.text.split("\n")]
    again = [line for s in observations(toggle_quote(once, moved)) for line in s.text.split("\n")]
    assert again == words


@pytest.mark.parametrize(
    ("text", "line", "quoted"),
    [
        ("> ready at six\ncheaper", 1, "> ready at six\n\n> cheaper"),
        ("ready at six\n> cheaper", 0, "> ready at six\n\n> cheaper"),
        ("> a\nb\n> c", 1, "> a\n\n> b\n\n> c"),
    ],
)
def test_a_line_made_a_quote_is_one_of_its_own(text: str, line: int, quoted: str) -> None:
    assert toggle_quote(text, line) == quoted


def test_two_lines_in_quotation_marks_become_two_quotes() -> None:
    once = take_offered('"ready at six"\n"cheaper"', 0)
    assert take_offered(once, 1) == "> ready at six\n\n> cheaper"


@pytest.mark.parametrize(
    ("text", "note", "filed"),
    [
        ("", "> ready", "> ready"),
        ("said before\n", "a cup", "said before\na cup"),
        ("> ready at six", "> cheaper", "> ready at six\n\n> cheaper"),
        ("> ready at six", "a cup", "> ready at six\na cup"),
        ("first\n? and weekends?\nworse", "a cup", "first\na cup\n? and weekends?\nworse"),
        ("? and weekends?", "? and then?\nnothing", "? and then?\nnothing\n? and weekends?"),
    ],
)
def test_a_filed_note_joins_no_quote_and_answers_no_follow_up(
    text: str, note: str, filed: str
) -> None:
    assert with_note(text, note) == filed
