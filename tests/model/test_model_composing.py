"""Which observation is meant, whatever becomes of its tags."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_wizard.interviewing.lines import toggle_star, toggle_tag
from persona_wizard.model.composing import ObservationKey, marks, moved_marks
from persona_wizard.model.observations import observations


def marked(text: str) -> tuple[str, ...]:
    return marks(observations(text))


def test_a_mark_is_of_the_kind_and_the_words() -> None:
    told = hashlib.sha256(b"note\nready at six").hexdigest()[:10]
    assert marked("ready at six") == (told,)
    assert marked("> ready at six") != (told,)


@pytest.mark.parametrize(
    "text",
    [
        "ready at six #time",
        "#time ready at six",
        "ready #time at six #star",
        "- ready at six",
        "  ready  at six  ",
    ],
)
def test_tags_stars_bullets_and_spaces_do_not_move_it(text: str) -> None:
    assert marked(text) == marked("ready at six")


def test_words_do() -> None:
    assert marked("Ready at six") != marked("ready at six")


def test_the_same_letters_written_otherwise_are_the_same_words() -> None:
    assert marked("caf\u00e9") == marked("cafe\u0301")


def test_repeats_within_one_answer_are_numbered() -> None:
    first, other, second, third = marked("late\nnever\nlate #x\n* late")
    assert (second, third) == (f"{first}~2", f"{first}~3")
    assert "~" not in other


_LINES = st.lists(
    st.sampled_from(["late", "> too late", "a  b", "x #time", "> q\n> r", "? why", "", "(#lift)"]),
    max_size=6,
)


@given(_LINES, st.integers(0, 9), st.sampled_from(["time", "lift", "giờ"]))
def test_toggling_a_tag_or_a_star_moves_no_mark(lines: list[str], at: int, tag: str) -> None:
    text = "\n".join(lines)
    there = [
        n for n, line in enumerate(text.split("\n")) if line.strip() and not line.startswith("?")
    ]
    if not there:
        return
    line = there[at % len(there)]
    assert marked(toggle_tag(text, line, tag)) == marked(text)
    assert marked(toggle_star(text, line)) == marked(text)


@pytest.mark.parametrize("key", [ObservationKey("0ab", "short-term-goals", "0123456789~2")])
def test_a_key_is_one_line_and_read_back(key: ObservationKey) -> None:
    assert key.text == "0ab/short-term-goals/0123456789~2"
    assert ObservationKey.read(key.text) == key


@pytest.mark.parametrize("text", ["", "a", "a/b", "/b/c", "a/b/"])
def test_what_tells_no_observation(text: str) -> None:
    with pytest.raises(ValueError, match="tells no observation"):
        ObservationKey.read(text)


def test_half_a_letter_has_a_mark_too() -> None:
    assert len(marked("\ud83d")[0]) == 10


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=6), st.data())
def test_a_line_worded_anew_is_the_same_observation(lines: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(lines) - 1))
    after = list(lines)
    after[place] = data.draw(st.sampled_from("abcd"))
    was, now = marked("\n".join(lines)), marked("\n".join(after))
    moved = moved_marks("\n".join(lines), "\n".join(after))
    assert tuple(moved.get(mark, mark) for mark in was) == now


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("one\ntwo", "one\n> two", [("two", "> two")]),
        ("one\ntwo", "one\ntwo more\nand three", [("two", "two more")]),
        ("one\ntwo", "zero\none\ntwo #x", []),
        ("one\ntwo", "one", []),
        ("one\ntwo\nthree", "one\nother\nwords", []),
        ("one\ntwo", "", []),
        ("", "one", []),
    ],
    ids=["quoted", "split", "added", "gone", "two at once", "emptied", "first"],
)
def test_what_moves_where_one_place_was_changed(
    before: str, after: str, moved: list[tuple[str, str]]
) -> None:
    assert moved_marks(before, after) == {marked(a)[0]: marked(b)[0] for a, b in moved}
