"""How a line points at a claim that stands elsewhere on the page."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from persona_wizard.export.labels import choice_in_words, row_label, tag_in_words, title
from persona_wizard.export.lines import Line
from persona_wizard.export.references import Chapter, Reference
from persona_wizard.model.persona import Claim, ClaimKind, Persona, Section, Tally
from persona_wizard.model.withheld import withheld


class Marks(Struct, frozen=True):
    """The footnote under which each claim (id) stands, and whether it has that one to itself.

    `tallies` are those of choices and medians, by the claim's id. `withheld` are claims (ids) that
    would tell what one person said to a sensitive question.
    """

    labels: Mapping[str, str]
    leading: frozenset[str]
    tallies: Mapping[str, Tally]
    withheld: frozenset[str] = frozenset()

    def cite(self, claim: Claim) -> str:
        """Where the claim stands: "O1", "B2 “reviews”"; its words where it has no place."""
        if claim.id in self.withheld:
            about = title(claim.field).lower() or "a sensitive matter"
            return f"{about}, too few to tell"
        label = self.labels.get(claim.id)
        if label is None:
            return f"“{row_label(claim, self.tallies.get(claim.id))}”"
        return label if claim.id in self.leading else f"{label} “{in_short(claim)}”"


def marks_of(persona: Persona, chapters: Iterable[Chapter]) -> Marks:
    """The marks of a page laid out in these chapters."""
    labels: dict[str, str] = {}
    leading = set()
    for chapter in chapters:
        for line, reference in _referenced(chapter):
            # Of a list of answers none leads: each needs its words.
            if len(reference.claims) == 1 or any(piece.strong for piece in line.pieces):
                leading.add(reference.claims[0].id)
            # A reworded choice has a line of its own before that of its question.
            labels = {claim.id: reference.label for claim in reference.claims} | labels
    return Marks(labels, frozenset(leading), tallies_of(persona), withheld(persona.sections))


def _referenced(chapter: Chapter) -> Iterator[tuple[Line, Reference]]:
    return ((one.line, one.reference) for one in chapter.lines if one.reference is not None)


def tallies_of(persona: Persona) -> dict[str, Tally]:
    """The tally behind each choice and each median, by the claim's id."""
    return tallies_in(persona.sections)


def tallies_in(sections: Iterable[Section]) -> dict[str, Tally]:
    """The same, of these sections."""
    return {
        claim.id: tally
        for section in sections
        for tally in section.tallies
        for claim in (*tally.choices, *((tally.median,) if tally.median is not None else ()))
    }


def in_short(claim: Claim) -> str:
    """A choice or a tag behind another of its line: "reviews"."""
    if claim.kind is ClaimKind.TAG:
        return tag_in_words(claim.label)
    return choice_in_words(claim)
