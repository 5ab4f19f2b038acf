"""Footnote labels: a heading's letter and a number, the same in every layout and for every reader.

A persona's lines are numbered once: those of its page first, in their order, then all others.
"""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.export.counts import Interviewed
from persona_wizard.export.layout import Layout
from persona_wizard.export.lines import Line
from persona_wizard.export.sections import known_lines, section_lines, untold_lines
from persona_wizard.export.withheld import without_few_incomes
from persona_wizard.model.headings import heading
from persona_wizard.model.persona import Claim, Persona, Section


class Reference(Struct, frozen=True):
    """A footnote: its label ("B2"), and the claims it stands behind."""

    label: str
    claims: tuple[Claim, ...]


class Among(StrEnum):
    """Whom a line counts: everyone, or some people's answers to some questions alone."""

    EVERYONE = ""
    SET_OFF = "set-off"
    GOT_PAST = "got-past"

    @property
    def part(self) -> str:
        """The title of the part of a page that counts so."""
        return {Among.SET_OFF: "Triggers", Among.GOT_PAST: "What got buyers past it"}.get(self, "")


class ReferencedLine(Struct, frozen=True):
    line: Line
    reference: Reference | None
    among: Among = Among.EVERYONE


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
    """All that is known, a line each as a page tells it, whether or not a page has room for it."""
    found = []
    for section in persona.sections:
        labels = _Labels.of(persona, section, who)
        told = without_few_incomes(section)
        lines = (*known_lines(persona, told, who), *untold_lines(told, who))
        found += [labels.referenced(line) for line in lines if line.claims]
    return tuple(found)


def referenced_in(
    persona: Persona, who: Interviewed, lines: Sequence[Line], among: Among
) -> tuple[ReferencedLine, ...]:
    """Lines that count claims of a persona in another way, under the labels that these have.

    Without those of which the persona itself tells nothing.
    """
    within = {claim.id: section for section in persona.sections for claim in section.claims}
    claims = {claim.id: claim for claim in persona.claims}
    found = []
    for line in lines:
        told = tuple(claims[claim.id] for claim in line.claims if claim.id in claims)
        if told:
            labels = _Labels.of(persona, within[told[0].id], who)
            reference = labels.referenced(replace(line, claims=told)).reference
            if reference is not None:
                found.append(ReferencedLine(line, reference, among))
    return tuple(found)


def _chapter(persona: Persona, section: Section, who: Interviewed, layout: Layout) -> Chapter:
    labels = _Labels.of(persona, section, who)
    lines = section_lines(persona, without_few_incomes(section), who, layout)
    return Chapter(section, heading(section.heading).title, tuple(map(labels.referenced, lines)))


class _Labels(Struct, frozen=True):
    """The labels of one heading: `every` are all lines that any layout tells of it, in order."""

    letter: str
    every: tuple[Line, ...]

    @classmethod
    def of(cls, persona: Persona, section: Section, who: Interviewed) -> "_Labels":
        section = without_few_incomes(section)
        full = section_lines(persona, section, who, Layout.FULL)
        every = [line for line in (*full, *untold_lines(section, who)) if line.claims]
        page = section_lines(persona, section, who, Layout.PAGE)
        first = (_place(line, every) for line in page if line.claims)
        told = (place for place in first if place is not None)
        order = dict.fromkeys((*told, *range(len(every))))
        return cls(heading(section.heading).letter, tuple(every[place] for place in order))

    def referenced(self, line: Line) -> ReferencedLine:
        place = _place(line, self.every) if line.claims else None
        label = "" if place is None else f"{self.letter}{place + 1}"
        return ReferencedLine(line, Reference(label, line.claims) if label else None)


def _place(line: Line, every: Sequence[Line]) -> int | None:
    """Which of all lines it is: that of the same claims, else that which tells its first, too."""
    mine = [claim.id for claim in line.claims]
    known = [[claim.id for claim in other.claims] for other in every]
    for place, others in enumerate(known):
        if set(mine) == set(others):
            return place
    more = [place for place, others in enumerate(known) if mine[0] in others]
    # A reworded answer stands alone, and among the others of its question.
    return max(more, key=lambda place: len(known[place]), default=None)
