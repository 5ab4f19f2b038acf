"""A persona without the researcher's wording of what so few people told of their income."""

from collections.abc import Collection

from msgspec.structs import replace

from persona_wizard.model.persona import Claim, Persona, Section, Tally
from persona_wizard.model.withheld import withheld


def without_their_wording(persona: Persona) -> Persona:
    """The persona as it may leave the house: such claims have no sentence of their own."""
    kept_back = withheld(persona.sections)
    if not kept_back:
        return persona
    sections = tuple(_section(section, kept_back) for section in persona.sections)
    return replace(persona, sections=sections)


def _section(section: Section, kept_back: Collection[str]) -> Section:
    return replace(section, tallies=tuple(_tally(one, kept_back) for one in section.tallies))


def _tally(tally: Tally, kept_back: Collection[str]) -> Tally:
    median = None if tally.median is None else _claim(tally.median, kept_back)
    choices = tuple(_claim(claim, kept_back) for claim in tally.choices)
    return replace(tally, choices=choices, median=median)


def _claim(claim: Claim, kept_back: Collection[str]) -> Claim:
    return replace(claim, wording="", moved_from="") if claim.id in kept_back else claim
