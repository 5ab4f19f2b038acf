"""A persona without sensitive answers that so few gave, or without the wording of those alone."""

from collections.abc import Collection, Iterable

from msgspec.structs import replace

from persona_wizard.model.persona import Claim, JourneyStage, Persona, Section, Tally
from persona_wizard.model.withheld import of_few_incomes, tells_values, withheld, withheld_of


def without_their_wording(persona: Persona) -> Persona:
    """The persona as it may leave the house: such claims have no sentence of their own."""
    kept_back = withheld(persona.sections)
    if not kept_back:
        return persona
    sections = tuple(_section(section, kept_back) for section in persona.sections)
    return replace(persona, sections=sections)


def without_withheld(persona: Persona) -> Persona:
    """The persona without such claims, wherever it tells or names them."""
    kept_back = withheld(persona.sections)
    found = persona.conjunction
    rests_on_it = found is not None and not kept_back.isdisjoint(found.claims)
    return replace(
        persona,
        sections=tuple(map(_told_in, persona.sections)),
        journey=tuple(_stage_without(stage, kept_back) for stage in persona.journey),
        conjunction=None if rests_on_it else found,
        advice=tuple(
            replace(line, cites=_others(line.cites, kept_back)) for line in persona.advice
        ),
    )


def _told_in(section: Section) -> Section:
    told = without_few_incomes(section)
    return replace(told, tallies=tuple(map(told_of, told.tallies)))


def without_few_incomes(section: Section) -> Section:
    """A heading without the tags and sentences about the income of a few."""
    return replace(
        section,
        tagged=_of_enough(section.tagged),
        composed=_of_enough(section.composed),
        indicated=_of_enough(section.indicated),
    )


def _of_enough(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if not of_few_incomes(claim))


def told_of(tally: Tally) -> Tally:
    """What came of a question, as far as it is told to anybody outside."""
    if tells_values(tally):
        return tally
    kept_back = withheld_of(tally)
    median = tally.median if tally.median and tally.median.id not in kept_back else None
    choices = tuple(claim for claim in tally.choices if claim.id not in kept_back)
    return replace(tally, choices=choices, median=median, values=())


def _stage_without(stage: JourneyStage, kept_back: Collection[str]) -> JourneyStage:
    return replace(
        stage,
        claims=_others(stage.claims, kept_back),
        channels=_others(stage.channels, kept_back),
        doubts=_others(stage.doubts, kept_back),
    )


def _others(ids: Iterable[str], kept_back: Collection[str]) -> tuple[str, ...]:
    return tuple(one for one in ids if one not in kept_back)


def _section(section: Section, kept_back: Collection[str]) -> Section:
    return replace(section, tallies=tuple(_tally(one, kept_back) for one in section.tallies))


def _tally(tally: Tally, kept_back: Collection[str]) -> Tally:
    median = None if tally.median is None else _claim(tally.median, kept_back)
    choices = tuple(_claim(claim, kept_back) for claim in tally.choices)
    return replace(tally, choices=choices, median=median)


def _claim(claim: Claim, kept_back: Collection[str]) -> Claim:
    return replace(claim, wording="", moved_from="") if claim.id in kept_back else claim
