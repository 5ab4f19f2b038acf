"""A persona as a Markdown page."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from persona_wizard.export.counts import Interviewed, told_outside
from persona_wizard.export.dress import bullets, dressed, table, under
from persona_wizard.export.escape import escape
from persona_wizard.export.evidence import (
    COUNTS_ONLY,
    NONE_IN_SECTION,
    NONE_ON_PAGE,
    annex_lines,
    annex_title,
    footnote,
    open_annex_lines,
)
from persona_wizard.export.file_names import photo_path
from persona_wizard.export.front_matter import front_matter
from persona_wizard.export.journey import TITLE as JOURNEY
from persona_wizard.export.journey import journey_lines
from persona_wizard.export.labels import row_label
from persona_wizard.export.layout import Group, Layout, Naming
from persona_wizard.export.lines import Line, asked, plain
from persona_wizard.export.marks import Marks, marks_of
from persona_wizard.export.missing import (
    contrast_cells,
    draft_notice,
    far_line,
    few_people,
    gap_line,
    in_order,
    one_by_one,
    standing,
    waiting_line,
)
from persona_wizard.export.people_behind import (
    archetype_line,
    conjunction_line,
    drawn_from_line,
    meant_for_line,
)
from persona_wizard.export.quotes import lead_line
from persona_wizard.export.references import Chapter, ReferencedLine, chapters
from persona_wizard.export.researcher import (
    HYPOTHESES,
    OUR_READING,
    hypothesis_lines,
    reading_lines,
)
from persona_wizard.export.side_by_side import side_by_side
from persona_wizard.export.withheld import without_their_wording
from persona_wizard.export.wording import beside_the_count, moved_words
from persona_wizard.model.persona import Claim, Persona
from persona_wizard.model.personas_compared import PersonasCompared

NO_NAME = "A persona without a name yet"
NO_PHOTO = "No photo yet."
DRAWN_PHOTO = "Drawing of a cup, standing in for a photo"
# Rows of the comparison, and things not known, that the page has room for.
_PAGE_ROWS = 5
_PAGE_GAPS = 8
# Lines of a page that a reader takes in; the journey is told where it leaves room for it.
_PAGE_LINES = 96


def markdown(
    persona: Persona,
    layout: Layout,
    *,
    hypotheses: bool = False,
    beside: PersonasCompared | None = None,
) -> str:
    """The persona as Markdown with YAML front matter, ending in a newline.

    Hypotheses, which nobody's words stand behind, are told only where they are asked for. `beside`
    are the study's personas side by side, which the full layout tells.
    """
    persona = without_their_wording(persona)
    who = told_outside(persona, layout)
    found = chapters(persona, who, layout)
    marks = marks_of(persona, found)
    before = [
        "\n".join(front_matter(persona)),
        *_head(persona, layout),
        *(block for chapter in found for block in _chapter(chapter)),
        *_contrasts(persona, who, marks, layout),
        *(side_by_side(beside) if beside is not None and layout is Layout.FULL else ()),
    ]
    after = [
        *_unknown(persona, marks, layout),
        *(_titled(HYPOTHESES, hypothesis_lines(persona)) if hypotheses else ()),
        *_titled(OUR_READING, reading_lines(persona, marks)),
        *(_annex(found, who, marks) if layout is Layout.FULL else ()),
        *_footnotes(found, who, marks, layout),
    ]
    journey = _titled(JOURNEY, journey_lines(persona, marks, layout))
    if layout is Layout.PAGE and len(_page([*before, *journey, *after]).split("\n")) > _PAGE_LINES:
        journey = []
    return _page([*before, *journey, *after])


def _page(blocks: Sequence[str]) -> str:
    return "\n\n".join(blocks) + "\n"


def _titled(title: str, lines: Sequence[Line]) -> list[str]:
    return [f"## {title}", "\n".join(bullets(lines))] if lines else []


def _head(persona: Persona, layout: Layout) -> list[str]:
    blocks = [f"# {escape(persona.name) or NO_NAME}"]
    notice = draft_notice(persona)
    if notice is not None:
        blocks.append(dressed(notice))
    if not persona.faceless:
        blocks.append(_photo(persona))
    lead = lead_line(persona, layout)
    if lead is not None:
        blocks.append(f"> {dressed(lead)}")
    tagline = escape(persona.tagline)
    if tagline:
        blocks.append(f"**In one line:** {tagline}")
    blocks.append(standing(persona))
    beside = (archetype_line(persona), drawn_from_line(persona), meant_for_line(persona))
    return [*blocks, *(dressed(line) for line in beside if line is not None)]


def _photo(persona: Persona) -> str:
    path = photo_path(persona)
    if path is None or persona.photo is None:
        return NO_PHOTO
    drawn = DRAWN_PHOTO if persona.photo.placeholder else "Photo"
    folder, _, file = path.partition("/")
    address = f"{folder}/{quote(file, safe='', errors='replace')}"
    image = f"![{escape(persona.photo.alt) or drawn}]({address})"
    source = escape(persona.photo.source)
    return f"{image}\n\nPicture: {source}" if source else image


def _chapter(chapter: Chapter) -> list[str]:
    rows = [row for line in chapter.lines for row in _referenced(line)]
    return [f"## {chapter.title}", "\n".join(rows) or "- Nothing known yet."]


def _referenced(line: ReferencedLine) -> list[str]:
    mark = f" [^{line.reference.label}]" if line.reference is not None else ""
    return [f"- {dressed(line.line)}{mark}", *under(line.line)]


def _contrasts(persona: Persona, who: Interviewed, marks: Marks, layout: Layout) -> list[str]:
    if not persona.contrasts:
        return []
    shown = persona.contrasts[:_PAGE_ROWS] if layout is Layout.PAGE else persona.contrasts
    rows = (
        (row_label(claim, marks.tallies.get(claim.id)), *contrast_cells(claim, who.audiences))
        for claim in shown
    )
    blocks = [
        "## What separates those who bought",
        table(("", *(audience.value for audience in who.audiences)), rows),
    ]
    caution = few_people(persona)
    return [*blocks, caution] if caution else blocks


def _unknown(persona: Persona, marks: Marks, layout: Layout) -> list[str]:
    lines = _all_gaps(persona) if layout is Layout.FULL else _page_gaps(persona)
    rest = (far_line(persona), conjunction_line(persona, marks))
    lines += [line for line in rest if line is not None]
    return ["## What we do not know", "\n".join(bullets(lines))]


def _all_gaps(persona: Persona) -> list[Line]:
    return [gap_line(gap) for gap in in_order(persona.gaps)]


def _page_gaps(persona: Persona) -> list[Line]:
    gaps = one_by_one(persona.gaps)
    lines = [gap_line(gap) for gap in gaps[:_PAGE_GAPS]]
    if len(gaps) > _PAGE_GAPS:
        left = len(gaps) - _PAGE_GAPS
        lines.append(Line((plain(f"And {left} more, which the full layout lists."),)))
    waiting = waiting_line(persona.gaps)
    return [*lines, waiting] if waiting is not None else lines


def _footnotes(
    found: tuple[Chapter, ...], who: Interviewed, marks: Marks, layout: Layout
) -> list[str]:
    rows: list[str] = []
    nobody = layout is Layout.PAGE and who.group is Group.TINY
    for chapter in found:
        private = _private(chapter, who)
        for place, reference in enumerate(chapter.references):
            tally = marks.tallies.get(reference.claims[0].id)
            name = _naming(reference.claims, who)
            text = footnote(reference.claims, tally, name, who)
            if nobody:
                text = text if rows else f"{text} {NONE_ON_PAGE}"
            elif name is not Naming.PSEUDONYMS and not (private and place):
                text = f"{text} {NONE_IN_SECTION if private else COUNTS_ONLY}"
            if layout is Layout.PAGE:
                moved = (c for c in reference.claims if c.moved_from)
                told = (moved_words(c, marks.tallies.get(c.id), who) for c in moved)
                text = " ".join((text, *told))
            else:
                beside = beside_the_count(tally) if tally is not None else ""
                text = f"{text} {beside}".rstrip()
            rows.append(f"[^{reference.label}]: {escape(text)}")
    return ["\n".join(rows)] if rows else []


def _private(chapter: Chapter, who: Interviewed) -> bool:
    """Whether several footnotes, and all of the chapter, name nobody; then the first says so."""
    names = [_naming(reference.claims, who) for reference in chapter.references]
    return len(names) > 1 and Naming.PSEUDONYMS not in names


def _naming(claims: tuple[Claim, ...], who: Interviewed) -> Naming:
    return max((who.naming(claim) for claim in claims), key=list(Naming).index)


def _labelled(chapter: Chapter) -> Iterator[tuple[str, Claim]]:
    """Every claim of a chapter with the label of the footnote that it stands under."""
    for reference in chapter.references:
        for claim in reference.claims:
            yield reference.label, claim


def _annex(found: tuple[Chapter, ...], who: Interviewed, marks: Marks) -> list[str]:
    """Every claim with everyone behind it; open answers with everyone who gave one."""
    blocks = ["## Evidence"]
    for chapter in found:
        for label, claim in _labelled(chapter):
            title = annex_title(label, claim, marks.tallies.get(claim.id))
            name = who.naming(claim)
            blocks += [dressed(title), "\n".join(bullets(annex_lines(claim, name, who)))]
        for answers in chapter.section.open_answers:
            lines = open_annex_lines(answers)
            if lines:
                title = Line((plain("Not yet summed up: "), asked(answers.wording)))
                blocks += [dressed(title), "\n".join(bullets(lines))]
    return [block for block in blocks if block] if len(blocks) > 1 else []
