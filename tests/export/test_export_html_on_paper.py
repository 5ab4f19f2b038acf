"""The card on a wall: one sheet of A4, whatever it has to tell, and all of the rest behind it."""

import re
from pathlib import Path

import pytest
from chromium import Tab
from minh import MINH, tally, with_section
from msgspec.structs import replace
from test_export_html import SATISFIED, SHOWN, photographed, png

from persona_wizard.export.departments import department_page
from persona_wizard.export.html import html
from persona_wizard.export.layout import Layout
from persona_wizard.export.markdown import markdown
from persona_wizard.model.bank import Kind
from persona_wizard.model.departments import DEPARTMENTS
from persona_wizard.model.headings import HEADINGS
from persona_wizard.model.persona import Gap, GapReason, Persona, Section
from persona_wizard.model.study import Photo
from persona_wizard.store import StudyFolder
from persona_wizard.studies import personas
from persona_wizard.studies.demo import make_demo
from persona_wizard.studies.reading import read_study

# A sheet within its margins, in CSS pixels.
WIDTH, HEIGHT = 726, 1054
LONG = "They want to be told the evening before, on the day that they are at home; "
FULL = "the end of it all"


def _labelled(persona: Persona, label: str, of: int) -> Persona:
    """The persona with its first so many tags of each heading worded like this."""
    sections = (
        replace(
            section,
            tagged=tuple(
                replace(claim, label=label) if number < of else claim
                for number, claim in enumerate(section.tagged)
            ),
        )
        for section in persona.sections
    )
    return replace(persona, sections=tuple(sections))


def _survey() -> Persona:
    """What a survey leaves: long questions, many choices, most of what is expected missing."""
    wording = "How complex was it to get started with the thing? (skip if you do not use it) "
    asked = tuple(
        tally(
            f"q{n}",
            Kind.ONE,
            {f"Choice {c} of those that could be taken by people": "1 2" for c in range(9)},
            wording=wording * 2,
        )
        for n in range(4)
    )
    scales = tuple(replace(SATISFIED, question=f"s{n}", wording=wording) for n in range(3))
    gaps = tuple(
        Gap(
            id=f"field/{n}",
            heading="general",
            field="occupation",
            what=f"thing number {n} that a page should tell",
            reason=GapReason.NO_QUESTION,
            why="the bank has no question for it",
            ask="Add a question for it to a question bank.",
            blocking=True,
        )
        for n in range(12)
    )
    survey = with_section(Section("problems", tallies=(*asked, *scales)))
    return replace(survey, name="", tagline="", photo=None, gaps=gaps)


CARDS = {
    "drawn": MINH,
    "charts": SHOWN,
    "photo": photographed(source="Own photo"),
    "longer": replace(MINH, target_market="Homes " * 20),
    "survey": _survey(),
    "one long claim": _labelled(SHOWN, LONG * 12 + FULL, 1),
    "long claims": _labelled(SHOWN, LONG * 3 + FULL, 9),
    "very long claims": _labelled(SHOWN, LONG * 12 + FULL, 9),
    "long name": replace(SHOWN, name="Persona of mornings " * 20, tagline=LONG * 9),
    "Japanese": _labelled(SHOWN, "毎朝の準備を楽にしたいと思っている" * 9, 9),
    "one long word": _labelled(SHOWN, "Donaudampfschifffahrt" * 40, 9),
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> StudyFolder:
    folder = tmp_path_factory.mktemp("study") / "demo"
    make_demo(folder)
    return StudyFolder.open(folder)


def _drawn(demo: StudyFolder) -> Persona:
    return personas.draw(read_study(demo), "")


def _written(folder: Path, persona: Persona, page: str = "") -> Path:
    file = folder / "card.html"
    page = page or markdown(persona, Layout.PAGE)
    file.write_text(html(persona, page, photo=png()), encoding="utf-8")
    return file


def _sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def _is_one_sheet(tab: Tab, file: Path, *, cramped: bool = False) -> None:
    """All of the card before the sheet's end, and its annex on sheets of their own."""
    tab.open(file, width=WIDTH, height=HEIGHT, media="print")
    end = tab.run("document.querySelector('footer').getBoundingClientRect().bottom")
    letters = tab.run("parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.75")
    assert letters >= 6.79
    assert end <= HEIGHT
    # Only in the largest letters may a card leave room; else it is no smaller than it has to be.
    assert end > HEIGHT * 0.8 or letters > 10.3 or cramped
    assert tab.run("document.documentElement.scrollWidth") <= WIDTH
    outside = (
        "[...document.querySelectorAll('header *, main *')].filter(one => one.checkVisibility()"
        f" && one.getBoundingClientRect().right > {WIDTH}).length"
    )
    assert tab.run(outside) == 0
    annex = tab.run(
        "document.querySelectorAll('.annex').length && [...document.querySelectorAll('.annex')]"
        ".map(one => one.getBoundingClientRect().height).reduce((a, b) => a + b)"
    )
    tab.open(file)
    assert 2 <= _sheets(tab.paper()) <= 2 + annex // (HEIGHT * 0.8)


@pytest.mark.parametrize("persona", CARDS.values(), ids=CARDS)
def test_a_card_is_one_sheet_and_its_annex(tab: Tab, tmp_path: Path, persona: Persona) -> None:
    _is_one_sheet(tab, _written(tmp_path, persona))


@pytest.mark.parametrize("photo", [None, Photo(placeholder=True)], ids=["no photo", "drawing"])
@pytest.mark.parametrize("accepted", [False, True], ids=["draft", "whole"])
def test_the_sample_s_card_is_one_sheet_and_a_sheet_behind_it(
    tab: Tab, tmp_path: Path, demo: StudyFolder, photo: Photo | None, accepted: bool
) -> None:
    persona = replace(_drawn(demo), photo=photo)
    if accepted:
        gaps = (replace(gap, blocking=False) for gap in persona.gaps)
        persona = replace(persona, gaps=tuple(gaps))
    file = _written(tmp_path, persona)
    _is_one_sheet(tab, file)
    assert _sheets(tab.paper()) == 2
    tab.open(file, width=WIDTH, height=HEIGHT, media="print")
    titles = "[...document.querySelectorAll('main h2')].filter(one => one.offsetHeight > 1)"
    on_it = tab.run(f"{titles}.map(one => one.textContent)")
    assert on_it == [
        *(heading.title for heading in HEADINGS),
        "What separates those who bought",
        "What we do not know",
        "Our reading (the researcher's view; nobody said this)",
    ]
    assert tab.run("document.querySelectorAll('.later, .cut').length") == 0


@pytest.mark.parametrize("department", DEPARTMENTS, ids=lambda one: one.id)
def test_a_department_s_card_is_one_sheet_too(
    tab: Tab, tmp_path: Path, demo: StudyFolder, department: object
) -> None:
    for persona in (MINH, _drawn(demo)):
        file = _written(tmp_path, persona, department_page(persona, department))
        _is_one_sheet(tab, file)
        tab.open(file)
        assert _sheets(tab.paper()) == 2


def test_what_is_cut_off_says_where_the_whole_of_it_stands(tab: Tab, tmp_path: Path) -> None:
    file = _written(tmp_path, CARDS["one long claim"])
    tab.open(file, width=WIDTH, height=HEIGHT, media="print")
    cut = tab.run("[...document.querySelectorAll('li.cut')].map(one => one.dataset.label)")
    assert "O1" in cut
    after = "getComputedStyle(document.querySelector('li.cut'), '::after').content"
    assert "in full in the annex" in tab.run(after)
    whole = tab.run("document.querySelector('.annex').textContent")
    assert whole.strip().startswith("What the card has no room for")
    assert FULL in whole
    assert tab.run("getComputedStyle(document.querySelector('.annex ul')).display") == "block"
    # On a screen there is room.
    tab.open(file)
    assert not tab.run("document.querySelector('.annex').checkVisibility()")
    clamped = "getComputedStyle(document.querySelector('li.cut summary')).webkitLineClamp"
    assert tab.run(clamped) == "none"


def _named(words: int) -> Persona:
    return replace(SHOWN, name=" ".join(f"word{n:03}" for n in range(words)))


@pytest.mark.parametrize("words", [4, 8, 12, 16, 24])
def test_a_name_that_is_cut_off_stands_in_the_annex(tab: Tab, tmp_path: Path, words: int) -> None:
    tab.open(_written(tmp_path, _named(words)), width=WIDTH, height=HEIGHT, media="print")
    name = "document.querySelector('h1')"
    hidden = tab.run(f"{name}.scrollHeight > {name}.clientHeight + 4")
    annex = tab.run("document.querySelector('.annex').textContent")
    assert not hidden or f"word{words - 1:03}" in annex
    assert hidden == (words > 8)


@pytest.mark.parametrize("words", range(20, 60, 4))
def test_a_quote_that_is_cut_off_stands_in_the_annex(tab: Tab, tmp_path: Path, words: int) -> None:
    page = markdown(SHOWN, Layout.PAGE)
    quote = next(line for line in page.split("\n") if line.startswith("> "))
    page = page.replace(quote, f"> {' '.join(f'word{n:03}' for n in range(words))}")
    tab.open(_written(tmp_path, SHOWN, page), width=WIDTH, height=HEIGHT, media="print")
    said = "document.querySelector('.who > blockquote')"
    clamped = f"[{said}, ...{said}.querySelectorAll('p')]"
    hidden = tab.run(f"{clamped}.some(one => one.scrollHeight > one.clientHeight + 4)")
    annex = tab.run("document.querySelector('.annex').textContent")
    assert not hidden or f"word{words - 1:03}" in annex


def test_all_of_a_name_stands_on_a_page_with_its_evidence(tab: Tab, tmp_path: Path) -> None:
    persona = _named(24)
    file = _written(tmp_path, persona, markdown(persona, Layout.FULL))
    tab.open(file, width=WIDTH, height=HEIGHT, media="print")
    name = "document.querySelector('h1')"
    assert not tab.run(f"{name}.scrollHeight > {name}.clientHeight + 4")


def _too_full(lines: int) -> str:
    """A page with so many lines under each heading, each of them told apart by a number."""
    parts = [heading.title for heading in HEADINGS] + ["What we do not know", "Our reading"]
    told = (
        "\n".join((f"## {part}", "", *(f"- {part} {n}, {LONG}" for n in range(lines)), ""))
        for part in parts
    )
    return "\n".join(("# Full", "", f"> {LONG * 9}", "", *told))


@pytest.mark.parametrize("lines", [6, 12, 40])
def test_what_a_sheet_has_no_room_for_goes_to_the_annex_and_is_not_lost(
    tab: Tab, tmp_path: Path, lines: int
) -> None:
    page = _too_full(lines)
    file = _written(tmp_path, SHOWN, page)
    _is_one_sheet(tab, file, cramped=lines > 6)
    tab.open(file, width=WIDTH, height=HEIGHT, media="print")
    shown = tab.run("document.body.innerText")
    for line in page.split("\n"):
        if line.startswith("- "):
            assert line[2:].strip() in shown
    later = tab.run("document.querySelectorAll('main .later').length")
    assert (later > 0) == (lines > 6)
    if lines == 40:
        on_it = tab.run("document.querySelector('main').innerText")
        assert "more in the annex" in on_it
        assert "General information 0," in on_it
        assert "General information 39," not in on_it
        assert "Our reading" not in on_it


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800)], ids=["phone", "laptop"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_a_screen_every_heading_is_seen_and_nothing_lies_outside(
    tab: Tab, tmp_path: Path, demo: StudyFolder, width: int, height: int, dark: bool
) -> None:
    for persona in (_drawn(demo), CARDS["survey"], CARDS["very long claims"]):
        tab.open(_written(tmp_path, persona), width=width, height=height, dark=dark)
        assert tab.run("document.documentElement.scrollWidth") <= width
        unseen = tab.run(
            "[...document.querySelectorAll('h1, main h2:not(#at-a-glance)')].filter(one => {"
            "const at = one.getBoundingClientRect();"
            f"return at.height < 10 || at.left < 0 || at.right > {width}}}).map(o => o.textContent)"
        )
        assert unseen == []
        tops = tab.run(
            "[...document.querySelectorAll('.headings > section')]"
            ".map(one => one.getBoundingClientRect()).map(at => [at.top, at.left])"
        )
        # Row by row, from left to right, in the order of the page.
        assert tops == sorted(tops)
        assert len(tops) == len(HEADINGS)


def test_parts_of_a_department_are_read_row_by_row(
    tab: Tab, tmp_path: Path, demo: StudyFolder
) -> None:
    persona = _drawn(demo)
    sales = DEPARTMENTS[1]
    file = _written(tmp_path, persona, department_page(persona, sales))
    for width, media in ((1280, ""), (WIDTH, "print")):
        tab.open(file, width=width, media=media)
        found = tab.run(
            "[...document.querySelectorAll('.headings > section')].map(one => {"
            "const at = one.getBoundingClientRect();"
            "return [at.top, at.left, one.querySelector('h2').textContent]})"
        )
        assert [title for _, _, title in sorted(found)] == [
            "Roles and types",
            "Objections",
            "What they chose instead",
            "What got buyers past it",
        ]
        assert len({top for top, _, _ in found}) == 2


def test_who_was_interviewed_is_no_picture_of_its_own(demo: StudyFolder) -> None:
    persona = _drawn(demo)
    sales = html(persona, department_page(persona, DEPARTMENTS[1]))
    assert "At a glance" not in sales
    assert "6 customers" in sales
    assert '<figure class="chart">' not in sales
