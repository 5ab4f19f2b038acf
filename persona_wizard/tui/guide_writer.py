"""Writing a follow-up guide: it asks for whom, writes it, and offers to begin with it."""

from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.model.persona import Persona
from persona_wizard.store import StudyFolder
from persona_wizard.studies.follow_up_guide import (
    FollowUpGuide,
    guide_for,
    guide_in_words,
    write_guide,
)
from persona_wizard.studies.personas import draw_of_everyone
from persona_wizard.studies.reading import read_study
from persona_wizard.tui.screens.ask import Confirm
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.screens.guide_menu import GuideMenu


class GuideWriter:
    """Asks over a screen, and writes into a study."""

    def __init__(self, screen: WizardScreen, store: StudyFolder) -> None:
        self._screen = screen
        self._store = store

    def ask(self, persona: Persona) -> None:
        """Ask for whom, where anybody is still to be asked something."""
        if not persona.whom_next:
            self._screen.notify("Everybody has told enough for now: no guide is needed.", timeout=4)
            return
        self._screen.app.push_screen(GuideMenu(persona.whom_next), self._chosen)

    def _chosen(self, audience: Audience | None) -> None:
        if audience is not None:
            # A large study takes a while to read.
            self._screen.run_worker(lambda: self._make(audience), thread=True, group="guide")

    def _make(self, audience: Audience) -> None:
        app = self._screen.app
        try:
            reading = read_study(self._store)
            guide = guide_for(self._store, reading, draw_of_everyone(reading), audience)
        except WizardError as fault:
            app.call_from_thread(self._screen.wizard.tell_fault, fault)
            return
        app.call_from_thread(self._offer, guide, audience)

    def _offer(self, guide: FollowUpGuide, audience: Audience) -> None:
        if not (self._screen.is_open and self._screen.is_current):
            return
        if not guide.instead:
            self._write(guide, audience)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._write(guide, audience)

        question = (
            f"{guide.path.name} is there already, and no interview followed it yet. "
            "Write it anew? What was changed in it is lost."
        )
        self._screen.app.push_screen(Confirm(question, "write it anew", "leave it"), answered)

    def _write(self, guide: FollowUpGuide, audience: Audience) -> None:
        try:
            path = write_guide(self._store, guide, replace=guide.instead)
        except WizardError as fault:
            self._screen.wizard.tell_fault(fault)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._begin(audience, guide.bank.id)

        told = f"Written: {path.parent.name}/{path.name}: {guide_in_words(guide)}"
        question = Confirm(told, "begin an interview with it", "not now")
        self._screen.app.push_screen(question, answered)

    def _begin(self, audience: Audience, bank: str) -> None:
        from persona_wizard.tui.screens.new_interview import NewInterviewScreen

        self._screen.app.push_screen(NewInterviewScreen(self._store, audience, bank))
