"""Footnote labels: a heading's letter and a running number."""

from msgspec import Struct

from persona_wizard.export.counts import Interviewed
from persona_wizard.export.layout import Layout
from persona_wizard.export.lines import Line
from persona_wizard.export.sections import section_lines
from persona_wizard.model.headings import heading
from persona_wizard.model.persona import Claim, Persona, Section


class Reference(Struct, frozen=True):
    """A footnote: its label ("B2"), and the claims it stands behind."""

    label: str
    claims: tuple[Claim, ...]


class ReferencedLine(Struct, frozen=True):
    line: Line
    reference: Reference | None


class Chapter(Struct, frozen=True):
    """One heading of the persona, laid out."""

    section: Section
    title: str
    lines: tuple[ReferencedLine, ...]

    @property
    def references(self) -> tuple[Reference, ...]:
        return tuple(line.reference for line in self.lines if line.reference is not None)


def chapters(persona: Persona, who: Interviewed, layout: Layout) -> tuple[Chapter, ...]:
    """The six headings, with a footnote for each line that has claims."""
    return tuple(_chapter(persona, section, who, layout) for section in persona.sections)


def _chapter(persona: Persona, section: Section, who: Interviewed, layout: Layout) -> Chapter:
    about = heading(section.heading)
    number = 0
    found = []
    for line in section_lines(persona, section, who, layout):
        reference = None
        if line.claims:
            number += 1
            reference = Reference(f"{about.letter}{number}", line.claims)
        found.append(ReferencedLine(line, reference))
    return Chapter(section, about.title, tuple(found))
