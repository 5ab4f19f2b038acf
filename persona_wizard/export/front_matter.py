"""The page's front matter: what a program reads of it."""

from persona_wizard.export.counts import listed
from persona_wizard.export.escape import yaml_text
from persona_wizard.model.persona import Persona, Status

SCHEMA = "persona/1"


def front_matter(persona: Persona, department: str = "") -> tuple[str, ...]:
    """YAML between its two rules, a line each; every text in double quotes."""
    interviews = ", ".join(f"{c.audience.value}: {c.interviews}" for c in persona.audiences)
    accepted = sum(gap.accepted is not None for gap in persona.gaps)
    newest = (persona.newest or "")[:10]
    return (
        "---",
        f"schema: {SCHEMA}",
        f"persona: {yaml_text(persona.name)}",
        *(["archetype: true"] if persona.faceless else []),
        *([f"department: {yaml_text(department)}"] if department else []),
        f"study: {yaml_text(persona.study)}",
        f"interviews: {{{interviews}}}",
        f"status: {persona.status.value}{_why_the_lowest(persona)}",
        f"gaps: {{open: {len(persona.gaps) - accepted}, accepted: {accepted}}}",
        f"newest: {yaml_text(newest)}" if newest else "newest: null",
        f"digest: {yaml_text(persona.digest)}",
        "---",
    )


def _why_the_lowest(persona: Persona) -> str:
    """A remark, where the status is that of nobody interviewed though somebody was."""
    if persona.status is not Status.PROTO or not persona.participants:
        return ""
    nobody = [one.audience.value for one in persona.audiences if not one.participants]
    return f"  # the lowest of three audiences: {listed(nobody)} not interviewed yet"
