"""Offering to erase an interview whose participant no longer takes part: asked, then typed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from persona_wizard.model.errors import WizardError
from persona_wizard.model.pseudonyms import same_pseudonym
from persona_wizard.studies.erasing import what_goes
from persona_wizard.studies.interviews import Sitting
from persona_wizard.tui.screens.ask import Ask, Confirm
from persona_wizard.tui.screens.doing import Doing

if TYPE_CHECKING:
    from persona_wizard.tui.app import WizardApp

_KEEP = "keep it, not counted"


def offer(app: "WizardApp", sitting: Sitting, erased: Callable[[bool], None]) -> None:
    """Say what would go; once it is confirmed by typing, erase.

    `erased` is called with whether a name and contact went along.
    """
    who = sitting.session.interview.pseudonym
    try:
        named, only = sitting.has_a_name, sitting.is_only_one
    except WizardError as fault:
        app.tell_fault(fault)
        return

    def ask_again(yes: bool | None) -> None:
        if yes:
            # Letters that somebody types on must not lead this far.
            sure = f"Type {who} to erase the interview for good. It cannot be brought back."
            app.push_screen(Ask(sure, "Enter erases; Esc keeps it, not counted."), erase)

    def erase(typed: str | None) -> None:
        if typed is None or not same_pseudonym(who, typed):
            app.notify("Nothing was erased.", timeout=4)
            return
        went: list[bool] = []

        def ended(fault: WizardError | None) -> None:
            if fault is None:
                erased(went[0])
            else:
                app.tell_fault(fault)

        app.push_screen(Doing(f"Erasing {who}…", lambda: went.append(sitting.erase())), ended)

    app.push_screen(Confirm(what_goes(who, named, only), "erase", _KEEP), ask_again)
