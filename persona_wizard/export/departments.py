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
from persona_wizard.export.missing import AT_THE_TOP, far_line, gap_lines, in_order
from persona_wizard.export.page_head import page_head
from persona_wizard.export.parts import PARTS, Part, told_by, whole
from persona_wizard.export.record import with_record
from persona_wizard.export.references import Chapter
from persona_wizard.export.researcher import OUR_READING, reading_lines
from persona_wizard.export.withheld import without_their_wording
from persona_wizard.model.departments import Department
from persona_wizard.model.errors import WizardError
from persona_wizard.model.persona import GapReason, Persona, Section
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
    theirs = _with_their_gaps(persona, parts)
    blocks = [
        "\n".join(front_matter(persona, department.id)),
        *page_head(_without_tagline(theirs, department), Layout.PAGE, _for_whom(department)),
        *(block for chapter in chapters for block in chapter_blocks(chapter)),
        *titled(UNKNOWN, _unknown(theirs)),
        *titled(OUR_READING, reading_lines(_advised(persona, department), marks)),
        *footnotes(chapters, who, marks),
    ]
    told = [pair for chapter in chapters for pair in labelled(chapter)]
    lines = [line for chapter in chapters for line in chapter.lines]
    return with_record(joined(blocks), persona, who, told, lines=lines)


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


def _with_their_gaps(persona: Persona, parts: Sequence[tuple[str, Part]]) -> Persona:
    """The persona with the gaps in what the department reads, and those that concern everyone:
    its name, its photo, and audiences without an interview.
    """
    fields = {field for _, part in parts for field in part.fields}
    everyones = (*AT_THE_TOP, GapReason.NO_INTERVIEW)
    gaps = (gap for gap in persona.gaps if gap.field in fields or gap.reason in everyones)
    return replace(persona, gaps=tuple(gaps))


def _unknown(persona: Persona) -> list[Line]:
    """The gaps, and how far the rest carries; open answers that wait are told in their section."""
    gaps = (gap for gap in in_order(persona.gaps) if gap.reason not in AT_THE_TOP)
    lines = gap_lines([gap for gap in gaps if gap.reason is not GapReason.NOT_SUMMED_UP])
    far = far_line(persona)
    return [*lines[:_GAPS], *((far,) if far is not None else ())]


def _advised(persona: Persona, department: Department) -> Persona:
    """The persona with the researcher's advice for this department alone."""
    advice = tuple(line for line in persona.advice if _is_called(department, line.whom))
    return replace(persona, advice=advice)
