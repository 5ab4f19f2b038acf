"""Asking one person again what they were not asked: it says how much that is, and begins."""

from persona_wizard.model.errors import WizardError
from persona_wizard.store import StudyFolder
from persona_wizard.studies.follow_ups import (
    FollowUp,
    follow_up,
    start_follow_up,
    unfinished_follow_up,
)
from persona_wizard.tui.screens.ask import Confirm
from persona_wizard.tui.screens.base import WizardScreen


class AskingAgain:
    """A follow-up with somebody of a study, over a screen."""

    def __init__(self, screen: WizardScreen, store: StudyFolder) -> None:
        self._screen = screen
        self._store = store

    def ask(self, interview_id: str) -> None:
        """Go on with the follow-up of an interview's participant, or offer to begin one."""
        try:
            interview = self._store.read_interview(interview_id)
            if (begun := unfinished_follow_up(self._store, interview)) is not None:
                self._screen.wizard.sit_down(self._store, begun.id)
                return
            left = follow_up(self._store, interview)
        except WizardError as fault:
            self._screen.wizard.tell_fault(fault)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._start(left)

        count = "1 question" if left.questions == 1 else f"{left.questions} questions"
        who = interview.pseudonym
        question = f"{who} was not asked {count} of today's bank. Ask now?"
        confirm = Confirm(question, "start an interview with them", "not now")
        self._screen.app.push_screen(confirm, answered)

    def _start(self, left: FollowUp) -> None:
        from persona_wizard.tui.screens.interview import InterviewScreen

        try:
            sitting = start_follow_up(self._store, left)
        except WizardError as fault:
            self._screen.wizard.tell_fault(fault)
            return
        self._screen.app.push_screen(InterviewScreen(sitting))
