"""What is decided about a persona: saved at once, and taken back step by step."""

from collections.abc import Sequence

from persona_wizard.model.persona import Claim
from persona_wizard.model.study import Advice, Photo, Study
from persona_wizard.model.suggestions import Suggestion
from persona_wizard.store import StudyFolder
from persona_wizard.studies import curating, personas
from persona_wizard.studies.taking_back import Change
from persona_wizard.tui.undoing import Undoing


class Decider:
    """Changes a persona's curation, one write a key. Each method raises WizardError; then nothing
    was changed.

    `persona` is its id; the study's first where it is empty. `study` is as of the last change made
    here, None before the first.
    """

    def __init__(self, store: StudyFolder, persona: str = "") -> None:
        self.store = store
        self.persona = persona
        self._undoing = Undoing(store)
        # What was done last, in words.
        self.told = ""
        self.study: Study | None = None

    def leave_out(self, claims: Sequence[Claim]) -> None:
        self._keep("Left out", curating.hide(self.store, claims, self.persona))

    def take_in(self, claim: Claim, hidden: Sequence[Claim]) -> None:
        self._keep("Taken in again", curating.show(self.store, claim, hidden, self.persona))

    def pin(self, claim: Claim) -> None:
        """Put a claim first, or let one that is be no longer."""
        if claim.pinned:
            self._keep("No longer first", curating.unpin(self.store, claim, self.persona))
        else:
            self._keep("Pinned", curating.pin(self.store, claim, self.persona))

    def arrange(self, claims: Sequence[Claim]) -> None:
        """Let these claims, those of one heading, stand in this order."""
        self._keep("Moved", curating.put_in_order(self.store, claims, self.persona))

    def reword(self, claim: Claim, wording: str, said: str) -> None:
        """Say it in these words, where it said `said`; no words take the rewording back."""
        told = "In your words" if wording.strip() else "In the program's words again"
        self._keep(told, curating.reword(self.store, claim, wording, said, self.persona))

    def keep_words(self, claim: Claim, said: str) -> None:
        """Let the words of a reworded claim stand for what it says now."""
        change = curating.reword(self.store, claim, claim.wording, said, self.persona)
        self._keep("Your words stand", change)

    def accept(self, suggestion: Suggestion) -> None:
        """Make a suggested buyer type a claim, or one that is a suggestion again."""
        if suggestion.accepted:
            change = curating.refuse_type(self.store, suggestion.id, self.persona)
            self._keep("A suggestion again", change)
        else:
            change = curating.accept_type(self.store, suggestion.id, self.persona)
            self._keep("A claim now", change)

    def name(self, text: str, tagline: str) -> None:
        """Give it its name and its one line; empty text takes them back."""
        self._keep("Named", personas.name(self.store, text, tagline, self.persona))

    def choose_photo(self, photo: Photo, told: str) -> None:
        self._keep(told, personas.choose_photo(self.store, photo, self.persona))

    def accept_gap(self, gap: str, reason: str) -> None:
        """Let a gap (its id) stay open for this reason; without one it counts as missing."""
        told = "Left open on purpose" if reason.strip() else "It counts as missing"
        self._keep(told, personas.accept_gap(self.store, gap, reason, self.persona))

    def add_advice(self, line: Advice) -> None:
        """Add a line to the researcher's own reading."""
        self._keep("Written down", curating.add_advice(self.store, line, self.persona))

    def change_advice(self, line: Advice, new: Advice, told: str) -> None:
        self._keep(told, curating.change_advice(self.store, line, new, self.persona))

    def drop_advice(self, line: Advice) -> None:
        self._keep("Dropped", curating.drop_advice(self.store, line, self.persona))

    def move_advice(self, line: Advice, by: int) -> None:
        """Move a line up (-1) or down (1)."""
        self._keep("Moved", curating.move_advice(self.store, line, by, self.persona))

    def take_back(self) -> str | None:
        """Undo the newest thing that was decided, and say what; None where there is none left.

        What can't be undone any more is forgotten, so that what was done before it can be.
        """
        done = self._undoing.take_back()
        if done is None:
            return None
        told, self.study = done
        return told

    def _keep(self, told: str, change: Change) -> None:
        self.study = self._undoing.keep(told, change)
        self.told = told if change.changed else "Nothing was changed"
