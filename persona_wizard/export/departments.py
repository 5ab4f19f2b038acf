"""A persona as one department reads it: its own parts of the page, under the same labels."""

from collections.abc import Sequence
from difflib import get_close_matches

from msgspec.structs import replace

from persona_wizard.export.counts import Interviewed, told_outside
from persona_wizard.export.escape import escape
from persona_wizard.export.footnotes import footnotes, labelled
from persona_wizard.export.front_matter import front_matter
from persona_wizard.export.layout import Layout
from persona_wizard.export.lines import Line
from persona_wizard.export.markdown import UNKNOWN, chapter_blocks, joined, titled
from persona_wizard.export.marks import marks_of
from persona_wizard.export.missing import far_line, gap_line, in_order
from persona_wizard.export.page_head import page_head
from persona_wizard.export.parts import PARTS, Part, told_by, whole
from persona_wizard.export.record import with_record
from persona_wizard.export.references import Chapter
from persona_wizard.export.researcher import OUR_READING, reading_lines
from persona_wizard.export.withheld import without_their_wording
from persona_wizard.model.departments import Department
from persona_wizard.model.errors import WizardError
from persona_wizard.model.persona import Persona, Section
from persona_wizard.model.text import clean_line

_GAPS = 6


class NoSuchDepartment(WizardError):
    """A study has no department of this name; the line names those that it has."""

    def __init__(self, wanted: str, there: Sequence[Department]) -> None:
        names = ", ".join(one.id for one in there) or "none"
        super().__init__(
            f"There is no department “{clean_line(wanted)}”. Nothing was written; "
            f"there are: {clean_line(names)}."
        )


class NoSuchSection(WizardError):
    """A department asks for a section that there is none of."""


def department_called(departments: Sequence[Department], typed: str) -> Department:
    """The department with this id or title, whatever its case. Raises NoSuchDepartment."""
    for one in departments:
        if _is_called(one, typed):
            return one
    raise NoSuchDepartment(typed, departments)


def _is_called(department: Department, typed: str) -> bool:
    names = (clean_line(name).casefold() for name in (department.id, department.title))
    return clean_line(typed).casefold() in names


def department_page(persona: Persona, department: Department) -> str:
    """The page of one department as Markdown, ending in a newline. Raises NoSuchSection."""
    persona = without_their_wording(persona)
    parts = _parts(department)
    who = told_outside(persona, Layout.PAGE)
    chapters = _chapters(persona, who, parts)
    marks = marks_of(persona, chapters)
    blocks = [
        "\n".join(front_matter(persona, department.id)),
        *page_head(_without_tagline(persona, department), Layout.PAGE, _for_whom(department)),
        *(block for chapter in chapters for block in chapter_blocks(chapter)),
        *titled(UNKNOWN, _unknown(persona, parts)),
        *titled(OUR_READING, reading_lines(_advised(persona, department), marks)),
        *footnotes(chapters, who, marks),
    ]
    told = [pair for chapter in chapters for pair in labelled(chapter)]
    return with_record(joined(blocks), persona, who, told)


def _parts(department: Department) -> list[tuple[str, Part]]:
    for wanted in department.sections:
        if wanted not in PARTS:
            near = get_close_matches(wanted, PARTS, n=1)
            meant = f"did you mean “{near[0]}”" if near else f"there are: {', '.join(PARTS)}"
            raise NoSuchSection(
                f"Department {clean_line(department.id)}: there is no section "
                f"“{clean_line(wanted)}”; {meant}. Nothing was written; study.json says what it "
                "reads."
            )
    return [(wanted, PARTS[wanted]) for wanted in dict.fromkeys(department.sections)]


def _chapters(
    persona: Persona, who: Interviewed, parts: Sequence[tuple[str, Part]]
) -> tuple[Chapter, ...]:
    found = whole(persona, who)
    told: frozenset[str] = frozenset()
    chapters = []
    for name, part in parts:
        lines = told_by(part, found, told)
        told |= {line.reference.label for line in lines if line.reference is not None}
        chapters.append(Chapter(Section(name), part.title, lines))
    return tuple(chapters)


def _for_whom(department: Department) -> list[str]:
    question = escape(department.question)
    title = escape(department.title) or escape(department.id)
    return [f"**For {title}:** {question}" if question else f"**For {title}**"]


def _without_tagline(persona: Persona, department: Department) -> Persona:
    """The persona without its one line at the top, where a section of its own tells it."""
    return replace(persona, tagline="") if "one-line" in department.sections else persona


def _unknown(persona: Persona, parts: Sequence[tuple[str, Part]]) -> list[Line]:
    """The gaps in what the department reads, what makes it a draft, and how far the rest carries.

    Open answers that wait are told in their own section.
    """
    fields = {field for _, part in parts for field in part.fields}
    theirs = (gap for gap in in_order(persona.gaps) if gap.field in fields or gap.blocks)
    gaps = [gap for gap in theirs if gap.field is not None and not gap.id.startswith("open/")]
    lines = [gap_line(gap) for gap in gaps[:_GAPS]]
    far = far_line(persona)
    return [*lines, far] if far is not None else lines


def _advised(persona: Persona, department: Department) -> Persona:
    """The persona with the researcher's advice for this department alone."""
    advice = tuple(line for line in persona.advice if _is_called(department, line.whom))
    return replace(persona, advice=advice)
