"""The terminal that the wizard needs."""

import gc
import os
import sys
from pathlib import Path

from persona_wizard.model.errors import WizardError

NO_TERMINAL = (
    "The wizard needs a terminal it can draw on. Without one, use "
    "“persona-wizard interview STUDY --audience prospects --plain”."
)


def need_terminal() -> None:
    """Raises WizardError, which names the plain way, where the terminal can't be drawn on."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        raise WizardError(NO_TERMINAL)


def run_on_screen(study: Path | None, interview: str | None = None) -> int:
    """Run the wizard on the whole screen; its exit status. Raises WizardError.

    Next to nothing that a start makes is thrown away: the collector, which would look for it again
    and again, waits until the first screen stands.
    """
    gc.disable()
    try:
        from persona_wizard.tui.app import run_wizard

        return run_wizard(study, interview)
    finally:
        gc.enable()
