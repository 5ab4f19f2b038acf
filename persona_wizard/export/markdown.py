"""A persona as a Markdown page."""

from collections.abc import Iterator, Sequence

from persona_wizard.export.counts import Interviewed, told_outside
from persona_wizard.export.dress import bullets, dressed, table, under
from persona_wizard.export.evidence import (
    annex_lines,
    annex_title,
    open_annex_lines,
)
from persona_wizard.export.footnotes import footnotes, labelled
from persona_wizard.export.front_matter import front_matter
from persona_wizard.export.journey import TITLE as JOURNEY
from persona_wizard.export.journey import journey_lines
from persona_wizard.export.labels import row_label
from persona_wizard.export.layout import Layout
from persona_wizard.export.lines import Line, asked, plain
from persona_wizard.export.marks import Marks, marks_of
from persona_wizard.export.missing import (
    contrast_cells,
    far_line,
    few_people,
    gap_lines,
    in_order,
    one_by_one,
    waiting_line,
)
from persona_wizard.export.page_head import page_head
from persona_wizard.export.people_behind import (
    conjunction_line,
)
from persona_wizard.export.record import with_record
from persona_wizard.export.references import Chapter, ReferencedLine, chapters
from persona_wizard.export.researcher import (
    HYPOTHESES,
    OUR_READING,
    hypothesis_lines,
    reading_lines,
)
from persona_wizard.export.side_by_side import side_by_side
from persona_wizard.export.withheld import without_their_wording
from persona_wizard.model.persona import Claim, Persona
from persona_wizard.model.personas_compared import PersonasCompared

CONTRASTS = "What separates those who bought"
UNKNOWN = "What we do not know"
EVIDENCE = "Evidence"
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
        *page_head(persona, layout),
        *(block for chapter in found for block in chapter_blocks(chapter)),
        *_contrasts(persona, who, marks, layout),
        *(side_by_side(beside) if beside is not None and layout is Layout.FULL else ()),
    ]
    after = [
        *_unknown(persona, marks, layout),
        *(titled(HYPOTHESES, hypothesis_lines(persona)) if hypotheses else ()),
        *titled(OUR_READING, reading_lines(persona, marks)),
        *(_annex(found, who, marks) if layout is Layout.FULL else ()),
        *footnotes(found, who, marks),
    ]
    stages = journey_lines(persona, marks, layout)
    journey = titled(JOURNEY, stages)
    if layout is Layout.PAGE and len(joined([*before, *journey, *after]).split("\n")) > _PAGE_LINES:
        stages, journey = (), []
    beside_footnotes = (*_shown_contrasts(persona, layout), *(c for s in stages for c in s.claims))
    told = [
        *(pair for chapter in found for pair in labelled(chapter)),
        *(("", claim) for claim in beside_footnotes if claim.id not in marks.labels),
    ]
    others = _counted_in(beside) if beside is not None and layout is Layout.FULL else ()
    lines = [line for chapter in found for line in chapter.lines]
    return with_record(joined([*before, *journey, *after]), persona, who, told, others, lines)


def _counted_in(compared: PersonasCompared) -> Iterator[str]:
    """The interviews (ids) behind the counts of personas side by side."""
    for one in compared.claims:
        for count in one.counts:
            if count is not None and count.claim is not None:
                yield from (part.interview for part in count.claim.everyone)


def joined(blocks: Sequence[str]) -> str:
    """Blocks as a text that ends in a newline."""
    return "\n\n".join(blocks) + "\n"


def titled(title: str, lines: Sequence[Line]) -> list[str]:
    """Lines under a title; nothing where there are none."""
    return [f"## {title}", "\n".join(bullets(lines))] if lines else []


def chapter_blocks(chapter: Chapter) -> list[str]:
    """A chapter's title and its lines, each with the mark of its footnote."""
    rows = [row for line in chapter.lines for row in _referenced(line)]
    return [f"## {chapter.title}", "\n".join(rows) or "- Nothing known yet."]


def _referenced(line: ReferencedLine) -> list[str]:
    mark = f" [^{line.reference.label}]" if line.reference is not None else ""
    return [f"- {dressed(line.line)}{mark}", *under(line.line)]


def _contrasts(persona: Persona, who: Interviewed, marks: Marks, layout: Layout) -> list[str]:
    if not persona.contrasts:
        return []
    rows = (
        (row_label(claim, marks.tallies.get(claim.id)), *contrast_cells(claim, who.audiences))
        for claim in _shown_contrasts(persona, layout)
    )
    blocks = [
        f"## {CONTRASTS}",
        table(("", *(audience.value for audience in who.audiences)), rows),
    ]
    caution = few_people(persona)
    return [*blocks, caution] if caution else blocks


def _shown_contrasts(persona: Persona, layout: Layout) -> tuple[Claim, ...]:
    return persona.contrasts[:_PAGE_ROWS] if layout is Layout.PAGE else persona.contrasts


def _unknown(persona: Persona, marks: Marks, layout: Layout) -> list[str]:
    lines = _all_gaps(persona) if layout is Layout.FULL else _page_gaps(persona)
    rest = (far_line(persona), conjunction_line(persona, marks))
    lines += [line for line in rest if line is not None]
    return [f"## {UNKNOWN}", "\n".join(bullets(lines))]


def _all_gaps(persona: Persona) -> list[Line]:
    return gap_lines(in_order(persona.gaps))


def _page_gaps(persona: Persona) -> list[Line]:
    every = gap_lines(one_by_one(persona.gaps))
    lines = every[:_PAGE_GAPS]
    if len(every) > _PAGE_GAPS:
        left = len(every) - _PAGE_GAPS
        lines.append(Line((plain(f"And {left} more, which the full layout lists."),)))
    waiting = waiting_line(persona.gaps)
    return [*lines, waiting] if waiting is not None else lines


def _annex(found: tuple[Chapter, ...], who: Interviewed, marks: Marks) -> list[str]:
    """Every claim with everyone behind it; open answers with everyone who gave one."""
    blocks = [f"## {EVIDENCE}"]
    for chapter in found:
        for label, claim in labelled(chapter):
            title = annex_title(label, claim, marks.tallies.get(claim.id))
            name = who.naming(claim)
            blocks += [dressed(title), "\n".join(bullets(annex_lines(claim, name, who)))]
        for answers in chapter.section.open_answers:
            lines = open_annex_lines(answers)
            if lines:
                title = Line((plain("Not yet summed up: "), asked(answers.wording)))
                blocks += [dressed(title), "\n".join(bullets(lines))]
    return [block for block in blocks if block] if len(blocks) > 1 else []
