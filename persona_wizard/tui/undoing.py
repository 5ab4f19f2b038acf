"""What was done on a screen, in words, to be taken back step by step."""

from persona_wizard.model.study import Study
from persona_wizard.store import StudyFolder
from persona_wizard.studies.taking_back import Change, ChangedSince, ErasedSince, take_back


class Undoing:
    """Keeps what was done here, the newest last."""

    def __init__(self, store: StudyFolder) -> None:
        self._store = store
        self._done: list[tuple[str, Change]] = []

    def keep(self, told: str, change: Change) -> Study:
        """Keep a change with what was told of it; the study after it."""
        if change.changed:
            self._done.append((told, change))
        return change.after

    def take_back(self) -> tuple[str, Study] | None:
        """Undo the newest change: what it was, and the study after; None where there is none.

        Raises ChangedSince, which forgets that change, ErasedSince, which forgets all, and
        StoreError.
        """
        if not self._done:
            return None
        told, done = self._done[-1]
        try:
            undone = take_back(self._store, done)
        except ErasedSince:
            # Whatever was done before is older still.
            self._done.clear()
            raise
        except ChangedSince:
            self._done.pop()
            raise
        self._done.pop()
        return told, undone.after
