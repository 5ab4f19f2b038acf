"""An answer's text taken apart into observations, quotes, follow-ups and tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_wizard.model.observations import LineKind, observations, split_tags

ANSWER = """\
- Buys on Saturdays #habit #star

> It is the only hour
> I have to myself #time
Smiled.
? And on Sundays?
* Never

 > Sundays are for church"""


def test_an_answer_becomes_observations() -> None:
    seen = [(o.line, o.kind, o.text, o.tags, o.star, o.follow_up) for o in observations(ANSWER)]
    note, quote = LineKind.NOTE, LineKind.QUOTE
    sundays = "And on Sundays?"
    assert seen == [
        (0, note, "Buys on Saturdays", ("habit",), True, ""),
        (2, quote, "It is the only hour\nI have to myself", ("time",), False, ""),
        (4, note, "Smiled.", (), False, ""),
        (6, note, "Never", (), False, sundays),
        (8, quote, "Sundays are for church", (), False, sundays),
    ]


def test_what_looks_like_markdown_is_only_text() -> None:
    text = "# heading\n**bold** [link](x)\n```\n1. one"
    assert [o.text for o in observations(text)] == text.split("\n")


@pytest.mark.parametrize(
    ("text", "bare", "tags"),
    [
        ("dear #Price, really", "dear , really", ("price",)),
        ("issue #1 and #2a", "issue #1 and #2a", ()),
        ("C# and a#b", "C# and a#b", ()),
        ("https://x.org/#top &#x41;", "https://x.org/#top &#x41;", ()),
        ("#đắt #ĐẮT", "", ("đắt",)),
        ("#e\u0301te\u0301", "", ("été",)),
        ("#co-op- #a", "", ("co-op", "a")),
        ("#abच्चा2-b, #2", ", #2", ("abच्चा2-b",)),
        ("#काम #ab_c #", "_c #", ("काम", "ab")),
        ("no tag", "no tag", ()),
    ],
)
def test_a_tag_starts_with_a_letter_and_a_gap_before_it(
    text: str, bare: str, tags: tuple[str, ...]
) -> None:
    assert split_tags(text) == (bare, tags)


LINES = st.text(st.sampled_from("ab #>?-*\n1/é"), max_size=40)


@given(LINES)
def test_every_observation_stands_on_its_line(text: str) -> None:
    lines = text.split("\n")
    found = observations(text)
    assert [o.line for o in found] == sorted(o.line for o in found)
    for o in found:
        assert (o.kind is LineKind.QUOTE) == lines[o.line].strip().startswith(">")


@given(LINES)
def test_a_quote_without_tags_is_word_for_word(text: str) -> None:
    for o in observations(text):
        if o.kind is LineKind.QUOTE and not o.tags and not o.star:
            for part in o.text.split("\n"):
                assert part in text
