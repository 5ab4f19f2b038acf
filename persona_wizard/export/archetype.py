"""A persona without a face: no name, photo, age or gender, for teams that do not want one."""

import re
from collections.abc import Collection

from msgspec.structs import replace

from persona_wizard.model.persona import (
    AdviceLine,
    Claim,
    Conjunction,
    Gap,
    GapReason,
    JourneyStage,
    Persona,
    Section,
)
from persona_wizard.model.text import clean_line

_FACE = ("age-group", "gender")
_OF_A_FACE = (GapReason.NO_NAME, GapReason.NO_PHOTO)


def archetype(persona: Persona) -> Persona:
    """The persona with a title of what its people have in common in place of a name.

    The title is its one line, unless that holds the name, else its product. Claims and gaps about
    age and gender go with name and photo, wherever they are told; all else stays as it is. Twice
    changes nothing more.
    """
    if persona.faceless:
        return persona
    sections = tuple(map(_section, persona.sections))
    told = frozenset(claim.id for section in sections for claim in section.claims)
    lead = persona.lead_quote
    about = persona.product or persona.study
    return replace(
        persona,
        name=_title(persona) or f"{about}: what people have in common",
        tagline="",
        photo=None,
        sections=sections,
        lead_quote=None if lead is not None and lead.field in _FACE else lead,
        contrasts=_kept(persona.contrasts),
        compared=_kept(persona.compared),
        hidden=_kept(persona.hidden),
        gaps=tuple(gap for gap in persona.gaps if not _of_a_face(gap)),
        journey=tuple(_stage(stage, told) for stage in persona.journey),
        set_off=_section(persona.set_off),
        got_past=_section(persona.got_past),
        conjunction=_conjunction(persona.conjunction, told),
        advice=tuple(_advice(line, told) for line in persona.advice),
        faceless=True,
    )


def _title(persona: Persona) -> str:
    """Its one line; empty where that holds its name, or a part of it that is one."""
    name = clean_line(persona.name)
    parts = [word for word in re.findall(r"[\w-]+", name) if word[:1].isupper()]
    named = _holds(persona.tagline.casefold(), name.casefold())
    return "" if named or any(_holds(persona.tagline, one) for one in parts) else persona.tagline


def _holds(text: str, name: str) -> bool:
    """Whether a name stands in a text as words of its own; anywhere, in a script without capitals.

    A name of dots is none.
    """
    if not any(sign.isalnum() for sign in name):
        return False
    if name.upper() == name.lower():
        return name in text
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _section(section: Section) -> Section:
    return replace(
        section,
        tallies=tuple(tally for tally in section.tallies if tally.field not in _FACE),
        open_answers=tuple(one for one in section.open_answers if one.field not in _FACE),
        tagged=_kept(section.tagged),
        composed=_kept(section.composed),
        indicated=_kept(section.indicated),
    )


def _kept(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if claim.field not in _FACE)


def _of_a_face(gap: Gap) -> bool:
    return gap.reason in _OF_A_FACE or gap.field in _FACE


def _stage(stage: JourneyStage, told: Collection[str]) -> JourneyStage:
    return replace(
        stage,
        claims=_still(stage.claims, told),
        channels=_still(stage.channels, told),
        doubts=_still(stage.doubts, told),
        voices=tuple(voice for voice in stage.voices if voice.field not in _FACE),
    )


def _conjunction(found: Conjunction | None, told: Collection[str]) -> Conjunction | None:
    """None where it counts a claim that goes: its numbers are of all its claims together."""
    return found if found is not None and set(found.claims) <= set(told) else None


def _advice(line: AdviceLine, told: Collection[str]) -> AdviceLine:
    return replace(line, cites=_still(line.cites, told))


def _still(ids: tuple[str, ...], told: Collection[str]) -> tuple[str, ...]:
    return tuple(one for one in ids if one in told)
