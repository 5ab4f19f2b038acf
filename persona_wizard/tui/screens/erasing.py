"""Offering to erase an interview whose participant no longer takes part: asked twice."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import Interview
from persona_wizard.studies.interviews import Sitting
from persona_wizard.tui.screens.ask import Confirm

if TYPE_CHECKING:
    from persona_wizard.tui.app import WizardApp

_KEEP = "keep it, not counted"


def offer(app: "WizardApp", sitting: Sitting, erased: Callable[[bool], None]) -> None:
    """Say what would go and ask twice; then erase, and call `erased` with whether a name went."""
    who = sitting.session.interview.pseudonym
    try:
        named = sitting.has_a_name
    except WizardError as fault:
        app.tell_fault(fault)
        return

    def ask_again(yes: bool | None) -> None:
        if yes:
            sure = f"Erase {who}’s interview for good? It cannot be brought back."
            app.push_screen(Confirm(sure, "erase it for good", _KEEP), erase)

    def erase(yes: bool | None) -> None:
        if not yes:
            return
        try:
            went = sitting.erase()
        except WizardError as fault:
            app.tell_fault(fault)
            return
        erased(went)

    app.push_screen(Confirm(_what_goes(who, named), "erase", _KEEP), ask_again)


def _what_goes(who: str, named: bool) -> str:
    person = f" So do the name and contact kept of {who}." if named else ""
    return (
        f"{who} no longer takes part. Erase this interview?\n\n"
        "Its file goes, with every answer, note and earlier version, and its lock."
        f"{person} Pages exported before, backups and git keep what they have."
    )


def was_erased(interview: Interview, named: bool) -> str:
    """What the study's screen says afterwards."""
    also = ", and the name and contact with it" if named else ""
    return f"{interview.pseudonym}’s interview was erased{also}."
