"""A persona's gaps outside the page: as plain lines, and for programs."""

from collections.abc import Sequence

import msgspec

from persona_wizard.export.missing import gap_line, in_order
from persona_wizard.model.persona import Gap, Persona
from persona_wizard.model.text import clean_line

SCHEMA = "gaps/1"


def gaps_as_text(persona: Persona) -> str:
    """What is missing, what would help, and what may stand; a line a gap."""
    gaps = in_order(persona.gaps)
    parts = (
        ("Missing:", [gap for gap in gaps if gap.blocks]),
        ("Would help:", [gap for gap in gaps if not gap.blocking and gap.accepted is None]),
        ("Left open on purpose:", [gap for gap in gaps if gap.accepted is not None]),
    )
    told = [_part(title, found) for title, found in parts if found]
    return "\n\n".join(told) or "Nothing is missing."


def _part(title: str, gaps: Sequence[Gap]) -> str:
    return "\n".join((title, *(f"- {clean_line(gap_line(gap).text)}" for gap in gaps)))


def gaps_as_json(persona: Persona) -> str:
    """The gaps as JSON: {"schema", "persona", "blocking", "gaps": [a gap's own fields]}."""
    told = {
        "schema": SCHEMA,
        "persona": persona.id,
        "blocking": len(persona.blocking),
        "gaps": in_order(persona.gaps),
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode()
