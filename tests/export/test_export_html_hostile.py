"""Whatever people type: the HTML has the elements that we put there, and shows their words.

The Markdown that it is made of is read back with markdown-it-py, too: no heading, list, image or
footnote but ours.
"""

import re

import pytest
from documents import Document, level
from hypothesis import given, settings
from hypothesis import strategies as st
from minh import CUSTOMERS, EVERYONE, MINH, claim, field_tally, said, tally
from msgspec.structs import replace
from pages import body_of, headings, hostile_strings, tokens
from test_export_hostile import persona_saying

from persona_wizard.export.html import html
from persona_wizard.export.layout import Layout
from persona_wizard.export.markdown import markdown
from persona_wizard.model.bank import Kind
from persona_wizard.model.headings import HEADINGS
from persona_wizard.model.persona import AdviceLine, ClaimKind, Persona, Section
from persona_wizard.model.study import Photo
from persona_wizard.model.text import clean_line

NASTY = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</summary></details></section></main>",
    "</title><h1>x</h1>",
    "--><script>alert(1)</script><!--",
    "]]><b>x</b>",
    "<!-- gone",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '" onload="alert(1)',
    "<svg onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "&lt;b&gt; &#60;i&#62; &amp;amp; &nbsp;",
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "<http://evil.example>",
    "http://evil.example/a?b=c&d",
    "me@evil.example",
    "[^O1] [^evil]: note",
    '[//]: # "For persona-wizard verify, leave as it is: 1 x"',
    "# h\n\n- l\n\n> q\n\n```\ncode\n```",
    "`code` **strong** *em* ~~gone~~ | a | b |",
    "url(http://evil.example) @import 'x'; } body { display: none }",
    "{{ x }} ${x} <%= x %>",
    "4 of 9",
    "\u202eabc\u202c \x1b[31m \x00 \uffff",
    "a" * 900,
    "שלום עולם 3 of 4",
    "日本語の文章です",
)


def photographed(text: str) -> Persona:
    """Everything that people type, all of it this text, pictures of counts included."""
    persona = persona_saying(text)
    channels = field_tally("channels", Kind.MANY, {"First": "1 2", "Second": "3"}, asked=CUSTOMERS)
    named = tuple(replace(choice, label=text) for choice in channels.choices)
    scale = tally(
        "scale",
        Kind.SCALE,
        {},
        wording=text,
        values=(1.0, 2.0, 3.0),
        unit=text,
        ends=(text, text),
        bounds=(0.0, 10.0),
    )
    sections = tuple(
        replace(s, tallies=(*s.tallies, replace(channels, choices=named), scale))
        if s.heading == "personality"
        else s
        for s in persona.sections
    )
    return replace(
        persona, sections=sections, product=text, photo=Photo(file="x.png", alt=text, source=text)
    )


def card(text: str, layout: Layout) -> Document:
    persona = photographed(text)
    page = markdown(persona, layout, hypotheses=True)
    return Document(html(persona, page, language=text))


def shape(document: Document) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Elements, where they stand, and the names of their attributes; counts are marked in words.

    A language is named only where what was typed is one. What is too long for a sheet of paper
    stands behind it once more, and is marked for it.
    """
    found = document.elements
    asides = [n for n, e in enumerate(found) if e.tag == "aside"]
    start = next((n for n in asides if found[n].has("aria-labelledby", "left-over")), len(found))
    end = next((n for n in asides if n > start), len(found))
    assert {e.tag for e in found[start:end]} <= AGAIN
    return [
        (
            e.tag,
            e.inside,
            tuple(n for n in e.attributes if n not in ("class", "data-label", "lang")),
        )
        for e in (*found[:start], *found[end:])
        if e.attributes.get("class") not in ("count", "paper")
    ]


AGAIN = {
    *("aside", "h2", "ul", "li", "p", "b", "em", "strong", "span", "div", "figure", "figcaption"),
    *(
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "svg",
        "title",
        "rect",
        "path",
        "text",
    ),
}
SHAPE = {layout: shape(card("Word", layout)) for layout in Layout}


def check(text: str, layout: Layout) -> None:
    document = card(text, layout)
    assert shape(document) == SHAPE[layout], text
    shown = level(clean_line(text))
    assert level(document.one("h1").text) == shown
    (title,) = (e for e in document.all("title") if "head" in e.inside)
    assert level(title.text) == level(f"{shown} · {shown}")
    captions = [level(e.text) for e in document.all("figcaption")]
    assert level(f"Picture: {shown}") in captions


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("layout", Layout)
def test_what_people_type_is_text(text: str, layout: Layout) -> None:
    check(text, layout)


def test_a_language_that_people_type_is_named_and_nothing_else_is() -> None:
    assert card("vi", Layout.PAGE).one("html").attributes["lang"] == "vi"
    assert card('vi" onload="x', Layout.PAGE).one("html").attributes["lang"] == "en"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab 1.-#*_`[](){}<>!|\\&;:/@^$\n'\"=%é\u200b\x1b", min_size=1, max_size=24))
def test_no_text_opens_an_element(text: str) -> None:
    if clean_line(text):
        check(text, Layout.PAGE)


def test_every_hostile_string_shows_as_itself() -> None:
    """Forty at a time, each as a claim and as a line of advice."""
    strings = [text for text in hostile_strings() if clean_line(text)]
    for start in range(0, len(strings), 40):
        some = strings[start : start + 40]
        claims = tuple(
            claim(f"composed/{n}", text, EVERYONE[:2], kind=ClaimKind.COMPOSED, heading="wishes")
            for n, text in enumerate(some)
        )
        wishes = Section("wishes", composed=claims)
        persona = replace(
            MINH,
            sections=tuple(wishes if h.id == "wishes" else Section(h.id) for h in HEADINGS),
            advice=tuple(AdviceLine("", text, ("composed/0",)) for text in some),
            contrasts=(),
        )
        document = Document(html(persona, markdown(persona, Layout.FULL)))
        told = [level(e.text) for e in document.all("summary")]
        for number, text in enumerate(some):
            assert told[number] == level(f"{clean_line(text)} (2 of 9) W{number + 1}")
        assert len(document.all("details")) == 2 * len(some)
        assert not [e for e in document.elements if e.tag in ("script", "img", "iframe", "code")]
        advice = [level(e.text) for e in document.all("li") if "details" not in e.inside]
        advice = [line for line in advice if re.search(r" \(W1\)[.?!…]?$|^\(W1\)", line)]
        for line, text in zip(advice, some, strict=True):
            assert line.startswith(level(clean_line(text).removesuffix("."))), text


# The Markdown itself, read back


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("layout", Layout)
def test_the_markdown_has_our_headings_lists_images_and_footnotes(
    text: str, layout: Layout
) -> None:
    page = markdown(photographed(text), layout, hypotheses=True)
    plain = markdown(photographed("Word"), layout, hypotheses=True)
    assert [tag for tag, _ in headings(page)] == [tag for tag, _ in headings(plain)]
    assert [t for _, t in headings(page)][1:] == [t for _, t in headings(plain)][1:]
    found, ours = tokens(page), tokens(plain)
    for kind in ("list_item_open", "bullet_list_open", "footnote_open", "footnote_ref"):
        assert _count(found, kind) == _count(ours, kind) > 0
    assert _count(found, "image") == 1
    (picture,) = (t for t in found if t.type == "image")
    assert str(picture.attrs["src"]).startswith("photos/")
    for kind in ("html_block", "html_inline", "link_open", "code_inline", "fence", "code_block"):
        assert _count(found, kind) == 0
    assert _count(found, "ordered_list_open") == 0
    labels = [t.meta["label"] for t in found if t.type == "footnote_open"]
    assert len(labels) == len(set(labels)) == body_of(page).count("\n[^")


def _count(found: list, kind: str) -> int:
    return sum(token.type == kind for token in found)


def test_a_pseudonym_s_words_do_not_reach_the_record() -> None:
    """The record in the comment holds nothing that could end it."""
    persona = replace(
        MINH,
        id='--><script>"',
        lead_quote=said("P02", quotes=("--><script>",)),
    )
    document = Document(html(persona, markdown(persona, Layout.PAGE)))
    assert document.all("script") == []
    assert len(document.comments) <= 1
