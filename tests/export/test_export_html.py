"""The HTML card: the page's own words, folded evidence, pictures that say what they show."""

import re
from base64 import b64decode, b64encode
from hashlib import sha256
from io import BytesIO

import pytest
from documents import Document, Element, level
from minh import (
    CUSTOMERS,
    MINH,
    NOBODY,
    SECTIONS,
    claim,
    field_tally,
    said,
    tag,
    tally,
    with_section,
)
from msgspec.structs import replace
from pages import headings, tokens
from PIL import Image

from persona_wizard.export import archetype
from persona_wizard.export.departments import department_page
from persona_wizard.export.html import html
from persona_wizard.export.layout import Layout
from persona_wizard.export.markdown import markdown
from persona_wizard.export.record import read_record
from persona_wizard.model.bank import Kind
from persona_wizard.model.departments import DEPARTMENTS
from persona_wizard.model.headings import HEADINGS
from persona_wizard.model.persona import ClaimKind, Persona, Section
from persona_wizard.model.study import Photo

SECRET = "MARKER-NEVER-TO-BE-TOLD"
CHANNELS = field_tally(
    "channels", Kind.MANY, {"The shop": "1 2 3", "By phone": "4"}, asked=CUSTOMERS
)
# Answered 2, 8, 8, 9 on a scale whose ends are known; its middle is 8.
SATISFIED = tally(
    "liking",
    Kind.SCALE,
    {},
    wording="How do you like it?",
    values=(2.0, 8.0, 8.0, 9.0, 9.0),
    ends=("not at all", "completely"),
    bounds=(0.0, 10.0),
    median=claim("liking/median", "8", CUSTOMERS, CUSTOMERS, kind=ClaimKind.MEDIAN),
)
SHOWN = with_section(Section("personality", tallies=(CHANNELS, SATISFIED)))


def card(persona: Persona = MINH, layout: Layout = Layout.PAGE, **more: object) -> Document:
    return Document(html(persona, markdown(persona, layout), **more))


def photographed(alt: str = "A woman by a window", source: str = "") -> Persona:
    return replace(MINH, photo=Photo(file="persona.png", alt=alt, source=source))


def png(size: tuple[int, int] = (900, 600), **saved: object) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, (200, 120, 40)).save(buffer, "PNG", **saved)
    return buffer.getvalue()


def titled(document: Document, caption: str) -> Element:
    """The picture of counts under this caption."""
    (found,) = (
        figure
        for figure in document.all("figure")
        if figure.has("class", "chart") and figure.text.startswith(caption)
    )
    return found


# What it holds


@pytest.mark.parametrize("layout", Layout)
def test_the_card_says_what_the_page_says(layout: Layout) -> None:
    page = markdown(MINH, layout)
    (body,) = card(layout=layout).all("body")
    told = level(body.text)
    lines = [t for t in tokens(page) if t.type == "inline"]
    assert len(lines) > 40
    for line in lines:
        parts = (c.content for c in line.children or () if c.type in ("text", "text_special"))
        for part in parts:
            assert level(part) in told


def test_headings_stand_in_the_order_of_the_page() -> None:
    document = card()
    titles = [e.text for e in document.elements if e.tag in ("h1", "h2", "h3", "h4")]
    page = [text for _, text in headings(markdown(MINH, Layout.PAGE))]
    assert titles == [page[0], "At a glance", *page[1:], "Who said it"]
    assert len(document.all("h1")) == 1


def test_the_six_headings_are_one_grid_and_the_rest_another() -> None:
    document = card()
    grids = [e for e in document.all("div") if str(e.attributes.get("class")).startswith("grid")]
    assert [e.attributes["class"] for e in grids] == [
        "grid headings across-3",
        "grid more across-2",
    ]
    for heading in HEADINGS:
        assert heading.title in grids[0].text
    assert "What we do not know" in grids[1].text


def test_every_claim_folds_its_evidence() -> None:
    document = card()
    folded = document.one("details", id="O1")
    assert level(folded.text).startswith("Short-term goals: time (raised by 4 of 9")
    assert '"I just want my mornings back." (P02)' in folded.text
    summary = next(e for e in document.all("summary") if e.text.endswith("O1"))
    assert "mornings back" not in summary.text


def test_evidence_stands_once_more_for_paper() -> None:
    document = card()
    (annex,) = document.all("aside")
    labels = [e.text for e in document.all("dt")]
    assert labels == [str(e.attributes["id"]) for e in document.all("details")]
    assert '"I just want my mornings back." (P02)' in annex.text


def test_the_full_layout_leads_from_a_claim_to_everyone_behind_it() -> None:
    document = card(layout=Layout.FULL)
    goals = document.one("ul", id="evidence-O1")
    assert "P04, customer, not for quotation (2026-11-18)" in goals.text
    links = {str(e.attributes["href"]) for e in document.all("a")}
    places = {f"#{e.attributes['id']}" for e in document.elements if "id" in e.attributes}
    assert "#evidence-O1" in links
    assert links <= places


@pytest.mark.parametrize("layout", Layout)
def test_a_name_stands_once_in_a_document(layout: Layout) -> None:
    found = [e.attributes["id"] for e in card(layout=layout).elements if "id" in e.attributes]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("department", DEPARTMENTS, ids=lambda one: one.id)
def test_a_department_keeps_its_order_and_labels(department: object) -> None:
    page = department_page(MINH, department)
    document = Document(html(MINH, page))
    titles = [e.text for e in document.all("h2") if e.text not in ("At a glance", "Who said it")]
    assert titles == [text for tag, text in headings(page) if tag == "h2"]
    names = [e.attributes["id"] for e in document.elements if "id" in e.attributes]
    assert len(names) == len(set(names))


def test_what_nobody_may_quote_is_nowhere() -> None:
    hushed = replace(
        SECTIONS["objectives"],
        tagged=(tag("short-term-goals", "time", "2 4", quotes={"P04": SECRET, "P02": "Mine."}),),
    )
    persona = replace(with_section(hushed), lead_quote=said("P04", quotes=(SECRET,)))
    for layout in Layout:
        text = html(persona, markdown(persona, layout))
        assert "Mine." in text
        assert SECRET not in text


def test_the_record_of_the_page_travels_with_it() -> None:
    page = markdown(MINH, Layout.PAGE)
    document = html(MINH, page)
    there, here = read_record(document), read_record(page)
    # A card has charts besides, of which its record tells, too.
    assert there.claims[: len(here.claims)] == here.claims
    assert there.beside[: len(here.beside)] == here.beside
    assert replace(there, claims=(), beside=()) == replace(here, claims=(), beside=())
    assert len(Document(document).comments) == 1


# Nothing fetched, nothing run


@pytest.mark.parametrize("layout", Layout)
def test_nothing_is_fetched_and_nothing_runs(layout: Layout) -> None:
    persona = photographed()
    text = html(persona, markdown(persona, layout), photo=png())
    document = Document(text)
    for element in document.elements:
        assert element.tag not in ("script", "link", "iframe", "object", "embed", "form", "base")
        for name, value in element.attributes.items():
            assert not name.startswith("on")
            assert name != "style"
            if name in ("src", "href"):
                assert str(value).startswith(("data:image/jpeg;base64,", "#"))
    (style,) = document.all("style")
    assert "url(" not in style.text
    assert "@import" not in style.text
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", text) == []


def test_the_policy_lets_in_this_style_and_nothing_else() -> None:
    document = card()
    (style,) = document.all("style")
    policy = document.one("meta", http_equiv="Content-Security-Policy").attributes["content"]
    digest = b64encode(sha256(style.text.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


# The picture


def test_a_photo_is_inside_small_and_described() -> None:
    document = card(photographed(source="Own photo, CC0"), photo=png())
    (image,) = document.all("img")
    assert image.attributes["alt"] == "A woman by a window"
    kind, _, data = str(image.attributes["src"]).partition(",")
    assert kind == "data:image/jpeg;base64"
    with Image.open(BytesIO(b64decode(data))) as photo:
        assert photo.size == (480, 320)
        assert not photo.getexif()
    assert "Picture: Own photo, CC0" in [e.text for e in document.all("figcaption")]


@pytest.mark.parametrize("broken", [b"", b"<script>alert(1)</script>", png()[:200]])
def test_without_a_photo_that_can_be_read_its_words_stand(broken: bytes) -> None:
    document = card(photographed(), photo=broken)
    assert document.all("img") == []
    assert "A woman by a window" in [e.text for e in document.all("p")]


def test_a_placeholder_is_drawn_inside() -> None:
    drawing = card().one("svg", aria_label="Drawing of a cup, standing in for a photo")
    assert drawing.has("role", "img")
    assert "figure" in drawing.inside


def test_a_page_without_photo_says_so_and_an_archetype_has_none() -> None:
    assert "No photo yet." in [e.text for e in card(replace(MINH, photo=None)).all("p")]
    faceless = card(archetype(photographed()), photo=png())
    assert faceless.all("img") == []
    assert "Archetype · Cedar Coffee · provisional" in [e.text for e in faceless.all("p")]


# Counts in pictures


def test_audiences_are_counted_in_people() -> None:
    who = titled(card(), "Who was interviewed")
    assert who.text == "Who was interviewedCustomers5Non-purchasers2Prospects2"


def test_bars_are_as_long_as_their_share_of_those_asked() -> None:
    document = card(SHOWN)
    assert titled(document, "Buys or asks through").text == (
        "Buys or asks throughThe shop3By phone15 answered; several answers allowed"
    )
    widths = [e.attributes["width"] for e in document.all("rect") if e.has("class", "fill")]
    assert "60" in widths
    assert "20" in widths


def test_a_scale_is_drawn_and_told() -> None:
    document = card(SHOWN)
    said_of = "How do you like it?: 2 once, 8 twice, 9 twice; 8 in the middle"
    drawing = document.one("svg", aria_label=said_of)
    assert drawing.has("role", "img")
    assert drawing.text.startswith(said_of)
    columns = [e for e in document.all("rect") if e.has("class", "fill") and "svg" in e.inside]
    heights = [float(str(e.attributes["height"])) for e in columns if "x" in e.attributes]
    assert heights[1] == heights[2] == 2 * heights[0]
    assert "0 is “not at all”, 10 is “completely”" in titled(document, "How do you like it?").text
    # Each column's count stands over it, then the ends.
    assert drawing.text.removeprefix(said_of) == "122010"


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        ((5.0, 5.0, 5.0), None),
        ((5.0, 5.0, 5.0), (5.0, 5.0)),
        ((0.5, 1.25, 9.75, 3.0), (0.0, 10.0)),
        ((-1e12, 0.0, 1e12), None),
        ((1.0, 2.0, 99.0), (1.0, 5.0)),
        (tuple(float(n % 11) for n in range(5000)), (0.0, 10.0)),
    ],
)
def test_any_numbers_stay_inside_their_drawing(
    values: tuple[float, ...], bounds: tuple[float, float] | None
) -> None:
    assert SATISFIED.median is not None
    median = replace(SATISFIED.median, n=len(values))
    drawn = replace(SATISFIED, values=tuple(sorted(values)), bounds=bounds, median=median)
    scale = replace(drawn, answered=len(values))
    document = card(with_section(Section("personality", tallies=(scale,))))
    (drawing,) = (e for e in document.all("svg") if e.has("class", "scale"))
    left, top, width, height = map(float, str(drawing.attributes["viewbox"]).split())
    for part in document.all("rect"):
        if part.has("class", "fill") and "x" in part.attributes:
            x, y, w, h = (float(str(part.attributes[n])) for n in ("x", "y", "width", "height"))
            assert left <= x <= x + w <= left + width + 0.1
            assert top - 0.1 <= y <= y + h <= top + height


def test_what_is_private_or_too_little_is_not_drawn() -> None:
    secret = replace(SATISFIED, sensitive=True)
    few = replace(SATISFIED, values=(2.0, 8.0))
    hidden = replace(SATISFIED, values=SATISFIED.values[:-1])
    for scale in (secret, few, hidden):
        persona = with_section(Section("personality", tallies=(scale,)))
        assert not [e for e in card(persona).all("svg") if e.has("class", "scale")]
    assert "20,000" not in "".join(e.text for e in card().all("figure"))


def test_an_archetype_and_a_department_show_no_age() -> None:
    assert titled(card(), "Age").text == "AgeUnder 30130 to 44645 to 5918 answered, 1 declined"
    for persona, page in (
        (archetype(MINH), markdown(archetype(MINH), Layout.PAGE)),
        (MINH, department_page(MINH, DEPARTMENTS[1])),
    ):
        figures = [e.text for e in Document(html(persona, page)).all("figure")]
        assert not any(text.startswith("Age") for text in figures)


# For every reader


def test_the_language_is_the_study_s_and_our_words_are_marked() -> None:
    assert card(language="vi").one("html").attributes["lang"] == "vi"
    marked = [e for e in card(language="vi").all("h2") if e.has("lang", "en")]
    assert len(marked) == len(card().all("h2"))
    assert not [e for e in card().elements if e.tag != "html" and "lang" in e.attributes]
    assert card(language='x" onload="y').one("html").attributes["lang"] == "en"


def test_every_picture_speaks_or_is_silent_on_purpose() -> None:
    document = card(replace(SHOWN, photo=photographed().photo), photo=png())
    assert len(document.all("svg")) > 5
    for drawing in document.all("svg"):
        spoken = drawing.has("role", "img") and bool(drawing.attributes.get("aria-label"))
        # What it shows stands beside it as a number.
        silent = drawing.has("aria-hidden", "true") and "td" in drawing.inside
        assert spoken != silent
    (image,) = document.all("img")
    assert image.attributes["alt"] == "A woman by a window"


def test_tables_name_their_rows_and_columns() -> None:
    document = card()
    heads = [e for e in document.all("th") if e.has("scope", "col")]
    assert [e.text for e in heads] == ["customers", "non-purchasers", "prospects"]
    rows = [e.text for e in document.all("th") if e.has("scope", "row") and "section" in e.inside]
    assert "Barriers: being tied in" in rows
    region = document.one("div", role="region")
    assert region.has("tabindex", "0")
    assert region.has("aria-label", "What separates those who bought")


def test_every_part_has_a_heading_for_its_name() -> None:
    document = card()
    names = {str(e.attributes["id"]) for e in document.all("h2")}
    parts = [*document.all("section"), *document.all("aside")]
    assert len(parts) == len(names)
    assert {str(e.attributes["aria-labelledby"]) for e in parts} == names
    assert [e.tag for e in document.elements if e.tag in ("header", "main", "footer")] == [
        "header",
        "main",
        "footer",
    ]


def test_how_far_it_carries_stands_at_the_top_and_no_number_for_programs_below() -> None:
    persona = replace(MINH, newest="2026-11-18T19:02:11+00:00", digest="0123456789abcdef")
    document = card(persona)
    assert document.all("p")[0].text == "Persona · Cedar Coffee · provisional"
    (footer,) = document.all("footer")
    assert footer.text == "Newest evidence 2026-11-18"


def test_an_empty_persona_is_a_card_too() -> None:
    for layout in Layout:
        document = card(NOBODY, layout)
        assert document.one("h1").text == "A persona without a name yet"
        assert "At a glance" not in [e.text for e in document.all("h2")]
