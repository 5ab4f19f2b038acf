"""The page as its readers get it: consent, limits, order, what is told and what is not."""

import re

import pytest
from minh import (
    AUDIENCE,
    EVERYONE,
    FRIEND,
    GOALS_GAP,
    MINH,
    NOBODY,
    SILENT,
    claim,
    field_tally,
    open_answers,
    people,
    said,
    tag,
    tally,
    with_section,
)
from msgspec.structs import replace
from pages import body_of, front_of, headings, tokens

from persona_wizard.export.file_names import page_file_name, photo_path
from persona_wizard.export.layout import Layout
from persona_wizard.export.markdown import markdown
from persona_wizard.export.refusal import ExportRefused, refuse_if_blocked
from persona_wizard.model.bank import Kind
from persona_wizard.model.built_on import without_ending
from persona_wizard.model.errors import EXIT_GAPS
from persona_wizard.model.headings import HEADINGS
from persona_wizard.model.persona import ClaimKind, Persona, Section
from persona_wizard.model.study import Photo

SIX = [("h2", heading.title) for heading in HEADINGS]
SECRET = "MARKER-NEVER-TO-BE-TOLD"


def part(page: str, title: str) -> str:
    """The text under one heading."""
    return page.split(f"\n## {title}\n")[1].split("\n## ")[0].split("\n[^")[0]


def footnotes(page: str) -> dict[str, str]:
    return dict(re.findall(r"^\[\^(\w+)\]: (.*)$", page, flags=re.MULTILINE))


def test_the_page_has_its_parts_in_order() -> None:
    assert headings(markdown(MINH, Layout.PAGE)) == [
        ("h1", "Mornings-back Minh"),
        *SIX,
        ("h2", "What separates those who bought"),
        ("h2", "What we do not know"),
    ]
    assert headings(markdown(MINH, Layout.FULL))[-1] == ("h2", "Evidence")


def test_six_headings_stand_on_an_empty_page() -> None:
    for layout in Layout:
        page = markdown(NOBODY, layout)
        assert headings(page)[1:7] == SIX
        assert "No photo yet." in page


def test_front_matter_is_what_programs_read() -> None:
    front = front_of(markdown(MINH, Layout.PAGE))
    assert front == {
        "schema": "persona/1",
        "persona": "Mornings-back Minh",
        "study": "Cedar Coffee",
        "interviews": {"customers": 5, "non-purchasers": 2, "prospects": 2},
        "status": "provisional",
        "gaps": {"open": 2, "accepted": 1},
        "newest": "2026-11-18",
        "digest": "ab" * 32,
    }


def test_the_comparison_is_a_table_with_its_caution() -> None:
    text = part(markdown(MINH, Layout.PAGE), "What separates those who bought")
    assert "| Did a friend already use it? Yes | 4 of 5 | 0 of 2 | 0 of 2 |" in text
    assert "Five people against two: a hint, not a finding." in text
    assert "What separates" not in markdown(replace(MINH, contrasts=()), Layout.PAGE)


def test_footnotes_and_their_marks_agree() -> None:
    for layout in Layout:
        page = markdown(MINH, layout)
        marks = re.findall(r"\[\^(\w+)\](?!:)", page)
        assert marks == list(footnotes(page))
        assert len(set(marks)) == len(marks)


def test_footnotes_say_who_and_quote_them() -> None:
    notes = footnotes(markdown(MINH, Layout.PAGE))
    assert notes["O1"] == (
        "P01, P02, P03 (customers), P04 (customer, not for quotation). "
        '"I just want my mornings back." (P02) "Ready at six. That\'s the whole point." (P03)'
    )
    assert notes["O2"] == (
        "For: P05 (customer), P06 (non-purchaser), P09 (prospect); against: P02, P03 (customers). "
        '"I count every cup." (P06) "It costs more. Fine." (P03, against)'
    )
    assert notes["P1"].endswith("Notes only.")


def test_a_yes_and_its_no_name_everyone_once() -> None:
    yes, no = FRIEND.choices
    divided = replace(yes, against=no.n, opposing=no.evidence)
    friend = replace(FRIEND, choices=(divided, no))
    page = markdown(with_section(Section("personality", tallies=(friend,))), Layout.PAGE)
    assert footnotes(page)["B1"].count("P07") == 1


def test_the_annex_names_every_claim_by_its_id_under_its_footnote() -> None:
    page = markdown(MINH, Layout.FULL)
    annex = part(page, "Evidence").replace("\\", "")
    (wish,) = (line for line in annex.split("\n") if "product-improvements/skip-a-box" in line)
    assert wish.startswith("**W1** ")
    hidden = {"income/20,000-to-39,999", "income/median"}
    assert all(f", {c.id}" in annex for c in MINH.claims if c.id not in hidden)


def test_general_and_demographic_lines_show_no_pseudonym_on_the_page() -> None:
    page = markdown(MINH, Layout.PAGE)
    private = part(page, "General information") + part(page, "Demographic information")
    private += "".join(text for label, text in footnotes(page).items() if label[0] in "GD")
    assert not re.search(r"P0\d", private)


def with_silent_words() -> Persona:
    """Minh with a marker in every word of those who may not be quoted."""

    def marked(found: object) -> object:
        sides = [side for side in ("evidence", "opposing") if hasattr(found, side)]
        return replace(found, **{side: tuple(map(mark, getattr(found, side))) for side in sides})

    def mark(evidence: object) -> object:
        if evidence.pseudonym not in SILENT:
            return evidence
        return replace(evidence, quotes=(SECRET,), lines=(SECRET, f"noted {SECRET}"))

    sections = tuple(
        replace(
            section,
            tallies=tuple(
                replace(t, choices=tuple(marked(c) for c in t.choices)) for t in section.tallies
            ),
            tagged=tuple(marked(c) for c in section.tagged),
            open_answers=tuple(
                replace(
                    marked(o),
                    examples=(said("P04", quotes=(SECRET,)), said("P08", lines=(SECRET,))),
                    evidence=(said("P04", quotes=(SECRET,)), said("P08", lines=(SECRET,))),
                )
                for o in section.open_answers
            ),
        )
        for section in MINH.sections
    )
    return replace(MINH, sections=sections, lead_quote=said("P04", quotes=(SECRET,)))


@pytest.mark.parametrize("layout", Layout)
def test_words_leave_only_with_consent(layout: Layout) -> None:
    persona = with_silent_words()
    page = markdown(persona, layout)
    assert SECRET not in page
    assert "not for quotation" in page
    assert "> " not in body_of(page)


@pytest.mark.parametrize("layout", Layout)
def test_sensitive_lines_show_counts_alone(layout: Layout) -> None:
    health = field_tally(
        "life-problems", Kind.ONE, {"Illness": "1 6"}, sensitive=True, wording="What was hard?"
    )
    loud = replace(
        health.choices[0],
        evidence=tuple(said(p, quotes=(SECRET,), lines=(SECRET,)) for p in ("P01", "P06")),
    )
    answers = open_answers(
        "product-problems",
        "What went wrong?",
        (said("P02", quotes=(SECRET,)),),
        1,
        sensitive=True,
    )
    tagged = tag("barriers", "health", "1 2", sensitive=True, quotes={"P01": SECRET})
    section = Section("problems", (replace(health, choices=(loud,)),), (tagged,), (answers,))
    bare = replace(with_section(section), lead_quote=None, contrasts=())
    page = markdown(replace(bare, sections=bare.sections[4:5]), layout)
    assert SECRET not in page
    assert not re.search(r"P0\d", page)
    assert "Counts only" in page


def crowded() -> Persona:
    """Every heading with far more than fits on a page."""

    def section(heading: str, fields: tuple[str, ...]) -> Section:
        return Section(
            heading,
            tallies=tuple(
                field_tally(fields[0], Kind.MANY, {f"Choice {n}": "1 2 6" for n in range(12)})
                for _ in range(9)
            ),
            tagged=tuple(tag(f, f"tag-{n}", "1 2") for f in fields for n in range(9)),
            open_answers=tuple(
                open_answers(f, "What?", tuple(said(p, quotes=("So.",)) for p in EVERYONE[:3]), 3)
                for f in fields
            ),
        )

    return replace(
        MINH,
        sections=tuple(section(h.id, tuple(f.id for f in h.fields)) for h in HEADINGS),
        contrasts=MINH.contrasts * 20,
        gaps=tuple(replace(GOALS_GAP, id=f"few/{n}", field=None) for n in range(40)),
    )


def test_the_page_stays_a_page_however_much_there_is() -> None:
    page = markdown(crowded(), Layout.PAGE)
    assert len(without_ending(page).splitlines()) <= 120
    for heading in HEADINGS:
        lines = [row for row in part(page, heading.title).splitlines() if row.startswith("- ")]
        waiting = [row for row in lines if row.startswith("- Not yet summed up")]
        assert (len(lines), len(waiting)) == (5, 1)
    assert len(markdown(crowded(), Layout.FULL).splitlines()) > 500


def test_minh_takes_about_ninety_lines() -> None:
    assert len(without_ending(markdown(MINH, Layout.PAGE)).splitlines()) <= 95


def test_the_most_raised_comes_first() -> None:
    many = tuple(tag(f, "x", who) for f, who in (("barriers", "1"), ("life-problems", "1 2 3")))
    text = part(markdown(with_section(Section("problems", tagged=many)), Layout.PAGE), "Problems")
    assert text.index("Problems in life") < text.index("Barriers")


def test_a_crowd_is_counted_in_footnotes() -> None:
    everyone = tag("short-term-goals", "time", " ".join(str(n) for n in range(1, 10)))
    many = replace(
        everyone, evidence=tuple(replace(said("P01"), pseudonym=f"P{n}") for n in range(10, 40))
    )
    page = markdown(with_section(Section("objectives", tagged=(many,))), Layout.PAGE)
    assert footnotes(page)["O1"].startswith("30 customers.")
    # Whoever edits files may give two people one name; they stay two.
    doubled = replace(many, evidence=(*many.evidence[:9], many.evidence[0]))
    page = markdown(with_section(Section("objectives", tagged=(doubled,))), Layout.PAGE)
    assert footnotes(page)["O1"].startswith("10 customers.")


def test_there_is_one_image_and_no_link() -> None:
    types = [token.type for token in tokens(markdown(MINH, Layout.PAGE))]
    assert types.count("image") == 1
    assert "link_open" not in types
    assert "html_block" not in types
    assert "html_inline" not in types


def test_the_draft_notice_leads_an_incomplete_page() -> None:
    assert "**Draft: 1 thing is missing**" in markdown(MINH, Layout.PAGE)
    assert "Draft:" not in markdown(replace(MINH, gaps=()), Layout.PAGE)


def test_an_incomplete_persona_is_refused_with_its_gaps_a_line_each() -> None:
    with pytest.raises(ExportRefused) as refused:
        refuse_if_blocked(MINH)
    assert refused.value.exit_status == EXIT_GAPS
    assert refused.value.message.splitlines() == [
        "No page was written: 1 thing is missing.",
        "- Wished-for solutions: nobody was asked yet; 9 interviews. "
        'Ask "What would you gladly hand to somebody else tomorrow?"',
        "Fill these, accept them with a reason, or export a draft with --allow-gaps.",
    ]


def test_accepted_gaps_do_not_refuse() -> None:
    accepted = tuple(replace(gap, accepted="known") for gap in MINH.gaps)
    refuse_if_blocked(replace(MINH, gaps=accepted))


@pytest.mark.parametrize(
    ("name", "layout", "file"),
    [
        ("Mornings-back Minh", Layout.PAGE, "mornings-back-minh.md"),
        ("Mornings-back Minh", Layout.FULL, "mornings-back-minh-full.md"),
        ("Bình minh", Layout.PAGE, "bình-minh.md"),
        ("../../etc/passwd", Layout.PAGE, "etc-passwd.md"),
        ("!!!", Layout.PAGE, "persona.md"),
        ("CON", Layout.PAGE, "persona-con.md"),
    ],
)
def test_file_names(name: str, layout: Layout, file: str) -> None:
    assert page_file_name(replace(MINH, name=name), layout) == file


def test_a_long_name_still_fits_a_file_system() -> None:
    name = page_file_name(replace(MINH, name="咖啡" * 200), Layout.FULL)
    assert len(name.encode()) < 200


def test_where_the_photo_lies() -> None:
    assert photo_path(MINH) == "photos/mornings-back-minh.svg"
    assert photo_path(replace(MINH, photo=Photo(file="a b.PNG"))) == "photos/mornings-back-minh.png"
    assert photo_path(replace(MINH, photo=None)) is None
    for outside in ("../../.bashrc/x", "photos/..", "a.png/../b"):
        hostile = photo_path(replace(MINH, photo=Photo(file=outside)))
        assert hostile == "photos/mornings-back-minh.svg"
    page = markdown(replace(MINH, name="Cà phê", photo=Photo(file="a.png")), Layout.PAGE)
    assert "(photos/c%C3%A0-ph%C3%AA.png)" in page


def test_the_fixture_has_everyone() -> None:
    assert len(AUDIENCE) == MINH.participants


def test_a_median_is_not_told_as_what_its_people_said() -> None:
    page = markdown(MINH, Layout.FULL)
    assert "\n[^B3]: In the middle of 5 answers.\n" in page


def test_where_no_middle_is_told_a_footnote_says_how_many_answered() -> None:
    few = people("1 2")
    middle = claim("cups/median", "3", few, people("1 2 3"), kind=ClaimKind.MEDIAN)
    cups = tally("cups", Kind.NUMBER, {}, people("1 2 3"), values=(2.0, 4.0))
    cups = replace(cups, declined=1, answered=2, median=replace(middle, heading="problems"))
    page = markdown(with_section(Section("problems", tallies=(cups,))), Layout.PAGE)
    assert "\n[^P1]: Customers 2 of 3, non-purchasers not asked, prospects not asked.\n" in page
    # On a scale each number has its own count already.
    one, two = (
        replace(claim(f"rated/{n}", n, people(who), few), heading="problems")
        for n, who in (("5", "1"), ("8", "2"))
    )
    middle = replace(middle, id="rated/median", heading="problems")
    rated = replace(cups, question="rated", kind=Kind.SCALE, values=(5.0, 8.0))
    rated = replace(rated, median=middle, choices=(one, two))
    page = markdown(with_section(Section("problems", tallies=(rated,))), Layout.FULL)
    assert "\n[^P1]: 5: P01 (customer). 8: P02 (customer).\n" in page
