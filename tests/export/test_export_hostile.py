"""Whatever people type, the page keeps its shape and shows their words."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from minh import EVERYONE, GOALS_GAP, MINH, claim, field_tally, open_answers, said, tag
from msgspec.structs import replace
from pages import body_of, front_of, headings, hostile_strings, shape

from persona_wizard.export.escape import escape, unescape
from persona_wizard.export.layout import Layout
from persona_wizard.export.markdown import markdown
from persona_wizard.model.bank import Kind, Stage
from persona_wizard.model.composing import Hypothesis
from persona_wizard.model.headings import HEADINGS
from persona_wizard.model.persona import (
    AdviceLine,
    ClaimKind,
    Conjunction,
    JourneyStage,
    Persona,
    Section,
)
from persona_wizard.model.study import Photo
from persona_wizard.model.text import clean_line


def persona_saying(text: str) -> Persona:
    """A small persona in which every text that people type is this one."""
    sources = field_tally("information-sources", Kind.MANY, {"First": "1 2", "Second": "3"})
    named = replace(
        sources,
        choices=tuple(replace(choice, label=text) for choice in sources.choices),
        wording=text,
    )
    composed = claim("composed/1", text, EVERYONE[:2], kind=ClaimKind.COMPOSED, heading="wishes")
    plain_question = replace(named, question="other", field=None, kind=Kind.ONE)
    tagged = tag("short-term-goals", "time", "1 2", quotes={"P01": text, "P02": text})
    answers = open_answers(
        "life-problems",
        text,
        (said("P01", quotes=(text,)), said("P02", lines=(text,))),
        2,
    )
    put = replace(
        named,
        question="put",
        heading="wishes",
        says=f"{text} … {text}",
        choices=tuple(
            replace(choice, id=f"put/{n}", says=text) for n, choice in enumerate(named.choices)
        ),
    )
    filled = {
        "personality": Section("personality", tallies=(named, plain_question)),
        "objectives": Section("objectives", tagged=(replace(tagged, label=text),)),
        "problems": Section(
            "problems",
            open_answers=(answers,),
            hypotheses=(Hypothesis(id="hypothesis/1", heading="problems", sentence=text),),
        ),
        "wishes": Section(
            "wishes",
            tallies=(put,),
            composed=(replace(composed, wording=text, moved_from=text),),
        ),
    }
    gap = replace(GOALS_GAP, accepted=text, what=text)
    open_gap = replace(gap, accepted=None, blocking=True, why=text, ask=text, field=None)
    return replace(
        MINH,
        name=text,
        tagline=text,
        study=text,
        photo=Photo(file=f"{text}.png", alt=text, source=text),
        sections=tuple(filled.get(h.id, Section(h.id)) for h in HEADINGS),
        lead_quote=said("P02", quotes=(text,)),
        contrasts=(claim("other/x", text, EVERYONE[:2]),),
        gaps=(gap, open_gap),
        target_market=text,
        segment=text,
        grouped_because=text,
        advice=(AdviceLine(text, text, (composed.id, "information-sources/second"), (text,)),),
        conjunction=Conjunction((composed.id, named.choices[0].id), 2, (1,)),
        journey=(
            JourneyStage(
                stage=Stage.DECISION,
                asked=2,
                claims=(composed.id,),
                channels=tuple(choice.id for choice in named.choices),
                voices=(said("P01", quotes=(text,)),),
            ),
        ),
    )


def whole(text: str, layout: Layout) -> str:
    """The page with everything that it can have."""
    return markdown(persona_saying(text), layout, hypotheses=True)


SHAPE = {layout: shape(whole("Word", layout)) for layout in Layout}


def check(text: str, layout: Layout) -> None:
    page = whole(text, layout)
    assert shape(page) == SHAPE[layout], text
    assert headings(page)[0] == ("h1", clean_line(text).replace("\u2060", ""))
    assert front_of(page)["persona"] == clean_line(text)


def test_hostile_strings_stay_text_wherever_they_are_put() -> None:
    for text in hostile_strings():
        if clean_line(text):
            check(text, Layout.PAGE)


@pytest.mark.parametrize(
    "text",
    [
        "# not a heading",
        "- not a list",
        "1. not a list",
        "12) nor this",
        "--- ",
        "===",
        "> quote",
        "```",
        "~~~ js",
        "~~struck~~",
        "<script>alert(1)</script>",
        "<!-- gone",
        "&lt;b&gt; &#35; &amp;",
        "![x](http://evil.example/x.png)",
        "[x](javascript:alert(1))",
        "[^G1] and [^1]: a note",
        "[x]: http://evil.example",
        "http://evil.example/a?b=c",
        "see www.evil.example now",
        "evil.example.com",
        "write to me@evil.example today",
        "mailto:me@evil.example",
        "ftp://evil.example",
        "a | b | c",
        "*so* **very** _much_ `code` ``x``",
        "\\",
        "\\\\*",
        "ends in \\",
        "closing #",
        "closing **",
        "$x$ and {{ x }}",
        "one\ntwo\n\n# three",
        "one\u2028# two",
        "---\nschema: evil\n---",
        '": evil\n- "',
        "\x1b]0;title\x07x",
        "*",
        "a" * 5000,
        "[ ] task",
        "{#id .class}",
        ": definition",
        "\ufeff\ufeffx",
        "x \uffff y",
    ],
)
@pytest.mark.parametrize("layout", Layout)
def test_each_way_of_breaking_a_page(text: str, layout: Layout) -> None:
    check(text, layout)


def test_names_of_nothing_but_control_codes_leave_a_page_that_reads() -> None:
    page = markdown(persona_saying("\x00\x1b[2J \n"), Layout.PAGE)
    assert headings(page)[0] == ("h1", "A persona without a name yet")
    assert "\x1b" not in page
    assert "\x00" not in page


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab 1.-#*_`[](){}<>!|\\&;:/@~^$\n\t\"'=+\u00a0\u200bé\x1b", max_size=24))
def test_no_text_reaches_beyond_its_line(text: str) -> None:
    assert "\n" not in escape(text)
    if clean_line(text):
        check(text, Layout.PAGE)


def test_a_bar_does_not_open_another_cell() -> None:
    page = markdown(persona_saying("a | b"), Layout.PAGE)
    (row,) = (row for row in body_of(page).splitlines() if "2 of 5" in row and row[0] == "|")
    assert re.split(r"(?<!\\)\|", row)[1].strip() == "a \\| b"


def test_what_is_escaped_comes_back_as_readers_see_it() -> None:
    for text in (*hostile_strings(), "a_b", "_so_", r"\_", r"\\“x", "1) x", "&amp; a@b c://d"):
        assert unescape(escape(text)) == clean_line(text).replace("\u2060", ""), text


def test_an_address_is_broken_where_readers_look_for_one() -> None:
    assert escape("me@evil") == "me\u2060@\u2060evil"


def test_ordinary_words_are_not_cluttered() -> None:
    text = "Ready at six: that's the whole point (no, really) - 3.50 a cup, R&D, e.g. tea!"
    assert escape(text) == text


def test_control_codes_are_gone_from_the_whole_page() -> None:
    page = body_of(markdown(persona_saying("a\x1b[31mb\x9b0mc\u202ed"), Layout.FULL))
    assert not any(ord(c) < 32 and c != "\n" for c in page)
    assert "\u202e" not in page
