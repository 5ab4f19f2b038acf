"""Footnote labels: a heading's letter and a running number."""

from msgspec import Struct

from persona_wizard.export.counts import Interviewed
from persona_wizard.export.layout import Layout
from persona_wizard.export.lines import Line
from persona_wizard.export.sections import known_lines, section_lines, untold_lines
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


def every_reference(persona: Persona, who: Interviewed) -> tuple[ReferencedLine, ...]:
    """All that is known, a line each, under the labels that it has on the persona's page.

    What that page has no room for is numbered on behind it, so that a label means the same line
    wherever a part of this is told.
    """
    return tuple(
        line for section in persona.sections for line in _every_reference(persona, section, who)
    )


def _every_reference(persona: Persona, section: Section, who: Interviewed) -> list[ReferencedLine]:
    on_page = _chapter(persona, section, who, Layout.PAGE).lines
    told = [line for line in on_page if line.reference is not None]
    known = {tuple(claim.id for claim in line.line.claims) for line in told}
    letter = heading(section.heading).letter
    for line in (*known_lines(persona, section, who), *untold_lines(section, who)):
        if line.claims and tuple(claim.id for claim in line.claims) not in known:
            reference = Reference(f"{letter}{len(told) + 1}", line.claims)
            told.append(ReferencedLine(line, reference))
    return told


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
