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
    references: tuple[Reference, ...]


class Chapter(Struct, frozen=True):
    """One heading of the persona, laid out."""

    section: Section
    title: str
    lines: tuple[ReferencedLine, ...]

    @property
    def references(self) -> tuple[Reference, ...]:
        return tuple(reference for line in self.lines for reference in line.references)


def chapters(persona: Persona, who: Interviewed, layout: Layout) -> tuple[Chapter, ...]:
    """The six headings, with a footnote a line on the page, a footnote a claim in full."""
    return tuple(_chapter(persona, section, who, layout) for section in persona.sections)


def _chapter(persona: Persona, section: Section, who: Interviewed, layout: Layout) -> Chapter:
    about = heading(section.heading)
    number = 0
    found = []
    for line in section_lines(persona, section, who, layout):
        behind = [(claim,) for claim in line.claims] if layout is Layout.FULL else [line.claims]
        references = []
        for claims in filter(None, behind):
            number += 1
            references.append(Reference(f"{about.letter}{number}", claims))
        found.append(ReferencedLine(line, tuple(references)))
    return Chapter(section, about.title, tuple(found))
