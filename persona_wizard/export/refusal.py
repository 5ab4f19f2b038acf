"""No page while something blocking is missing, unless the researcher lets it stand."""

from persona_wizard.export.missing import gap_line
from persona_wizard.model.errors import EXIT_GAPS, WizardError
from persona_wizard.model.persona import Persona
from persona_wizard.model.text import clean_line


class ExportRefused(WizardError):
    """The persona has blocking gaps; the message lists them, one a line."""

    exit_status = EXIT_GAPS


def refuse_if_blocked(persona: Persona) -> None:
    """Raises ExportRefused while blocking gaps are neither filled nor accepted."""
    blocking = persona.blocking
    if not blocking:
        return
    things = "1 thing is missing" if len(blocking) == 1 else f"{len(blocking)} things are missing"
    gaps = "".join(f"\n- {clean_line(gap_line(gap).text)}" for gap in blocking)
    raise ExportRefused(
        f"No page was written: {things}.{gaps}\n"
        "Fill these, accept them with a reason, or export a draft with --allow-gaps."
    )
