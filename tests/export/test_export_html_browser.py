"""The HTML card in a real browser: what it asks for, how it fits, reads, prints and is used."""

from pathlib import Path

import pytest
from chromium import Tab
from minh import MINH
from msgspec.structs import replace
from test_export_html import SHOWN, photographed, png
from test_export_html_hostile import NASTY
from test_export_html_hostile import photographed as saying

from persona_wizard.export.html import html
from persona_wizard.export.layout import Layout
from persona_wizard.export.markdown import markdown
from persona_wizard.model.headings import HEADINGS
from persona_wizard.model.persona import Persona

WIDTHS = (320, 390, 768, 1280)
TOO_FAINT = """
(() => {
  const parts = c => c.match(/[\\d.]+/g).map(Number);
  const light = c => {
    const [r, g, b] = parts(c).slice(0, 3).map(v => v / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const found = getComputedStyle(at).backgroundColor;
      const alpha = parts(found)[3] ?? 1;
      if (alpha > 0) return found;
    }
    return "rgb(255, 255, 255)";
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint = [];
  let read = 0;
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    const drawn = element.closest(".photo svg, svg title");
    if (!walk.currentNode.data.trim() || drawn || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const ink = element.tagName === "text" ? style.fill : style.color;
    const [high, low] = [light(ink), light(behind(element))].sort((a, b) => b - a);
    read += 1;
    if ((high + 0.05) / (low + 0.05) < 4.5) faint.push([walk.currentNode.data, ink]);
  }
  return {read, faint};
})()
"""


def written(folder: Path, persona: Persona = MINH, layout: Layout = Layout.PAGE) -> Path:
    file = folder / "card.html"
    page = markdown(persona, layout, hypotheses=True)
    file.write_text(html(persona, page, photo=png()), encoding="utf-8")
    return file


def test_the_browser_tells_of_what_a_page_asks_for(tab: Tab, tmp_path: Path) -> None:
    """Else the next test would see nothing wherever it looks."""
    file = tmp_path / "asks.html"
    file.write_text('<!DOCTYPE html><img src="http://evil.example/x.png"><script>x()</script>')
    tab.open(file)
    assert "http://evil.example/x.png" in tab.asked
    assert any("ReferenceError" in complaint for complaint in tab.said)


@pytest.mark.parametrize("layout", Layout)
def test_no_request_leaves_the_page(tab: Tab, tmp_path: Path, layout: Layout) -> None:
    file = written(tmp_path, photographed(), layout)
    tab.open(file)
    first, *others = tab.asked
    assert first == file.as_uri()
    assert [address.split(",")[0] for address in others] == ["data:image/jpeg;base64"]
    assert tab.said == []
    assert tab.run("getComputedStyle(document.querySelector('header')).display") == "flex"


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_hostile_text_shows_as_text_and_fits(tab: Tab, tmp_path: Path, text: str) -> None:
    file = written(tmp_path, saying(text), Layout.FULL)
    tab.open(file, width=390, height=844)
    assert [a for a in tab.asked if not a.startswith(("file:", "data:image/jpeg"))] == []
    assert tab.said == []
    assert tab.run("document.scripts.length") == 0
    assert tab.run("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("layout", Layout)
def test_nothing_scrolls_sideways(tab: Tab, tmp_path: Path, layout: Layout) -> None:
    file = written(tmp_path, SHOWN, layout)
    for width in WIDTHS:
        tab.open(file, width=width)
        assert tab.run("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_all_text_stands_out_folded_or_not(tab: Tab, tmp_path: Path, dark: bool) -> None:
    file = written(tmp_path, SHOWN, Layout.FULL)
    tab.open(file, dark=dark)
    closed = tab.run(TOO_FAINT)
    tab.run("document.querySelectorAll('details').forEach(one => one.open = true)")
    opened = tab.run(TOO_FAINT)
    assert closed["faint"] == opened["faint"] == []
    assert opened["read"] > closed["read"] > 80


def test_evidence_opens_by_the_keyboard(tab: Tab, tmp_path: Path) -> None:
    file = written(tmp_path)
    tab.open(file)
    claims = tab.run("[...document.querySelectorAll('summary')].map(one => one.textContent)")
    reached = []
    for _ in claims:
        tab.press("Tab", 9)
        reached.append(tab.run("document.activeElement.textContent"))
        ring = tab.run("getComputedStyle(document.activeElement).outlineStyle")
        assert ring == "solid"
    assert reached == claims
    tab.press("Tab", 9)
    assert tab.run("document.activeElement.getAttribute('role')") == "region"
    tab.run("document.querySelector('#O1 summary').focus()")
    assert not tab.run("document.querySelector('#O1').open")
    tab.press("Enter", 13, "\r")
    assert tab.run("document.querySelector('#O1').open")
    assert tab.run("document.querySelector('#O1 > p').checkVisibility()")
    assert (
        tab.run(
            "Math.min(...[...document.querySelectorAll('summary')]"
            ".map(one => one.getBoundingClientRect().height))"
        )
        >= 24
    )


def test_a_claim_leads_to_its_evidence(tab: Tab, tmp_path: Path) -> None:
    tab.open(written(tmp_path, layout=Layout.FULL))
    assert not tab.run("document.querySelector('#evidence-O1').checkVisibility()")
    tab.run("document.querySelector('#O1').open = true")
    tab.run("document.querySelector('#O1 a').click()")
    assert tab.run("document.querySelector('#evidence-O1').closest('details').open")


def test_a_screen_reader_meets_landmarks_headings_and_words_for_pictures(
    tab: Tab, tmp_path: Path
) -> None:
    tab.open(written(tmp_path, replace(SHOWN, photo=photographed().photo)))
    spoken = tab.spoken()
    roles = [role for role, _ in spoken]
    for landmark in ("banner", "main", "contentinfo"):
        assert roles.count(landmark) == 1
    titles = [name for role, name in spoken if role == "heading"]
    assert titles[:3] == ["Mornings-back Minh", "At a glance", "General information"]
    assert {heading.title for heading in HEADINGS} <= set(titles)
    pictures = [name for role, name in spoken if role in ("image", "img")]
    assert "A woman by a window" in pictures
    assert "How do you like it?: 2 once, 8 twice, 9 twice; 8 in the middle" in pictures
    assert all(pictures)
    folded = [name for role, name in spoken if role == "DisclosureTriangle"]
    assert "Lives with a partner and children" in folded[0]
    assert all(name.endswith(tuple("0123456789")) for name in folded)
    assert "Who said it" not in titles


# On paper


def test_paper_shows_what_is_folded_on_a_screen(tab: Tab, tmp_path: Path) -> None:
    file = written(tmp_path, layout=Layout.FULL)
    tab.open(file)
    assert not tab.run("document.querySelector('.annex').checkVisibility()")
    tab.open(file, media="print")
    assert tab.run("document.querySelector('.annex').checkVisibility()")
    hidden = (
        "[...document.querySelectorAll('.evidence li')].filter(one => !one.offsetHeight).length"
    )
    assert tab.run(hidden) == 0
    assert tab.run("document.querySelectorAll('.evidence li').length") > 20
    tab.run("document.querySelector('#O1').open = true")
    assert not tab.run("document.querySelector('#O1 > p').checkVisibility()")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_paper_is_light_whatever_the_screen(tab: Tab, tmp_path: Path, dark: bool) -> None:
    tab.open(written(tmp_path), dark=dark, media="print")
    assert tab.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert tab.run(TOO_FAINT)["faint"] == []
