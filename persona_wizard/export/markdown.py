"""A persona as a Markdown page."""

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from persona_wizard.export.counts import Interviewed, interviewed
from persona_wizard.export.dress import bullets, dressed, table, under
from persona_wizard.export.escape import escape
from persona_wizard.export.evidence import (
    annex_lines,
    annex_title,
    footnote,
    open_annex_lines,
)
from persona_wizard.export.file_names import photo_path
from persona_wizard.export.front_matter import front_matter
from persona_wizard.export.labels import row_label
from persona_wizard.export.layout import Layout, Naming, naming
from persona_wizard.export.lines import Line, asked, plain
from persona_wizard.export.missing import (
    contrast_cells,
    draft_notice,
    few_people,
    gap_line,
    in_order,
    one_by_one,
    standing,
    status_lines,
    waiting_line,
)
from persona_wizard.export.quotes import lead_line
from persona_wizard.export.references import Chapter, Reference, ReferencedLine, chapters
from persona_wizard.export.wording import beside_the_count
from persona_wizard.model.persona import Claim, Persona, Tally

NO_NAME = "A persona without a name yet"
NO_PHOTO = "No photo yet."
DRAWN_PHOTO = "Drawing of a cup, standing in for a photo"
# Rows of the comparison, and things not known, that the page has room for.
_PAGE_ROWS = 5
_PAGE_GAPS = 8

Tallies = Mapping[str, Tally]


def markdown(persona: Persona, layout: Layout) -> str:
    """The persona as Markdown with YAML front matter, ending in a newline."""
    who = interviewed(persona)
    found = chapters(persona, who, layout)
    tallies = _tally_of_claim(persona)
    blocks = [
        "\n".join(front_matter(persona)),
        *_head(persona, layout),
        *(block for chapter in found for block in _chapter(chapter)),
        *_contrasts(persona, who, tallies, layout),
        *_unknown(persona, layout),
        *(_annex(found, who, tallies) if layout is Layout.FULL else ()),
        *_footnotes(found, who, tallies, layout),
    ]
    return "\n\n".join(blocks) + "\n"


def _tally_of_claim(persona: Persona) -> Tallies:
    return {
        claim.id: tally
        for section in persona.sections
        for tally in section.tallies
        for claim in (*tally.choices, *((tally.median,) if tally.median is not None else ()))
    }


def _head(persona: Persona, layout: Layout) -> list[str]:
    blocks = [f"# {escape(persona.name) or NO_NAME}"]
    notice = draft_notice(persona)
    if notice is not None:
        blocks.append(dressed(notice))
    blocks.append(_photo(persona))
    lead = lead_line(persona, layout)
    if lead is not None:
        blocks.append(f"> {dressed(lead)}")
    tagline = escape(persona.tagline)
    if tagline:
        blocks.append(f"**In one line:** {tagline}")
    blocks.append(standing(persona))
    return blocks


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


def _contrasts(persona: Persona, who: Interviewed, tallies: Tallies, layout: Layout) -> list[str]:
    if not persona.contrasts:
        return []
    shown = persona.contrasts[:_PAGE_ROWS] if layout is Layout.PAGE else persona.contrasts
    rows = (
        (row_label(claim, tallies.get(claim.id)), *contrast_cells(claim, who.audiences))
        for claim in shown
    )
    blocks = [
        "## What separates those who bought",
        table(("", *(audience.value for audience in who.audiences)), rows),
    ]
    caution = few_people(persona)
    return [*blocks, caution] if caution else blocks


def _unknown(persona: Persona, layout: Layout) -> list[str]:
    lines = _all_gaps(persona) if layout is Layout.FULL else _page_gaps(persona)
    lines += status_lines(persona)
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


def _tally_behind(reference: Reference, tallies: Tallies) -> Tally | None:
    return tallies.get(reference.claims[0].id)


def _footnotes(
    found: tuple[Chapter, ...], who: Interviewed, tallies: Tallies, layout: Layout
) -> list[str]:
    rows = []
    for chapter in found:
        for reference in chapter.references:
            tally = _tally_behind(reference, tallies)
            text = footnote(reference.claims, tally, _naming(reference.claims, layout), who)
            if layout is Layout.FULL:
                beside = beside_the_count(tally) if tally is not None else ""
                text = f"{text} {beside}".rstrip()
            rows.append(f"[^{reference.label}]: {escape(text)}")
    return ["\n".join(rows)] if rows else []


def _naming(claims: tuple[Claim, ...], layout: Layout) -> Naming:
    found = [naming(c.heading, c.sensitive, layout, private=c.private) for c in claims]
    return max(found, key=list(Naming).index)


def _labelled(chapter: Chapter) -> Iterator[tuple[str, Claim]]:
    """Every claim of a chapter with the label of the footnote that it stands under."""
    for reference in chapter.references:
        for claim in reference.claims:
            yield reference.label, claim


def _annex(found: tuple[Chapter, ...], who: Interviewed, tallies: Tallies) -> list[str]:
    """Every claim with everyone behind it; open answers with everyone who gave one."""
    blocks = ["## Evidence"]
    for chapter in found:
        for label, claim in _labelled(chapter):
            title = annex_title(label, claim, tallies.get(claim.id))
            name = _naming((claim,), Layout.FULL)
            blocks += [dressed(title), "\n".join(bullets(annex_lines(claim, name, who)))]
        for answers in chapter.section.open_answers:
            lines = open_annex_lines(answers)
            if lines:
                title = Line((plain("Not yet summed up: "), asked(answers.wording)))
                blocks += [dressed(title), "\n".join(bullets(lines))]
    return [block for block in blocks if block] if len(blocks) > 1 else []
