"""What the composing screen does to a study: saved at once, and taken back step by step."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.model.composing import ObservationKey
from persona_wizard.model.study import Study
from persona_wizard.store import StudyFolder
from persona_wizard.studies import composing
from persona_wizard.studies.tagging import NotTagged, tag_observation
from persona_wizard.studies.taking_back import Change, ChangedSince, take_back

Keys = Sequence[ObservationKey]


class Done(Struct, frozen=True):
    """One thing that was done, in words, and what takes it back.

    `change` is what became of the study, `tagged` and `tag` which observations a tag was put to
    or taken from.
    """

    told: str
    change: Change | None = None
    tag: str = ""
    tagged: tuple[ObservationKey, ...] = ()


class Composer:
    """Changes a study, one write a key. Each method raises WizardError; then nothing was done."""

    def __init__(self, store: StudyFolder) -> None:
        self._store = store
        self._done: list[Done] = []
        # What was done last, in words.
        self.told = ""
        self.study: Study = store.study()

    def make_claim(self, heading: str, sentence: str, keys: Keys, field: str | None) -> str:
        """Make a claim; its id."""
        change = composing.make_claim(self._store, heading, sentence, keys, field=field)
        self._keep("Made a claim", change)
        return change.after.claims[-1].id

    def make_hypothesis(self, heading: str, sentence: str) -> str:
        """Write down a hypothesis; its id."""
        change = composing.add_hypothesis(self._store, heading, sentence)
        self._keep("A hypothesis: link somebody who says so, and it is a claim", change)
        return change.after.hypotheses[-1].id

    def link(self, claim: str, keys: Keys, *, supports: bool, field: str | None) -> str:
        """Link observations to a claim; a hypothesis becomes one. The id of the claim."""
        if not self._is_hypothesis(claim):
            told = "Supports it" if supports else "Against it"
            self._keep(told, composing.link(self._store, claim, keys, supports=supports))
            return claim
        if not supports:
            raise composing.NotComposed(
                "A hypothesis becomes a claim by what supports it. Nothing was changed."
            )
        change = composing.promote(self._store, claim, keys, field=field)
        self._keep("Somebody says so: a claim now", change)
        return change.after.claims[-1].id

    def unlink(self, claim: str, keys: Keys) -> None:
        self._keep("Taken off the claim", composing.unlink(self._store, claim, keys))

    def reword(self, claim: str, sentence: str) -> None:
        self._keep("Reworded", composing.reword_claim(self._store, claim, sentence))

    def drop(self, claim: str) -> None:
        drop = composing.drop_hypothesis if self._is_hypothesis(claim) else composing.drop_claim
        self._keep("Dropped", drop(self._store, claim))

    def mark(self, keys: Keys, *, read: bool) -> None:
        """Say of observations: read, nothing to claim; or take that back."""
        if read:
            self._keep("Read, nothing to claim", composing.mark_read(self._store, keys))
        else:
            self._keep("Unread again", composing.mark_unread(self._store, keys))

    def tag(self, keys: Keys, tag: str) -> None:
        """Put a tag to each observation, or take it away where it is."""
        done: list[ObservationKey] = []
        there = False
        try:
            for key in keys:
                there = tag_observation(self._store, key, tag)
                done.append(key)
        finally:
            # What was tagged before one could not be is taken back like all of them.
            if done:
                self.told = f"#{tag} {'added' if there else 'removed'}"
                self._done.append(Done(self.told, tag=tag, tagged=tuple(done)))

    def take_back(self) -> Done | None:
        """Undo the newest thing that was done; None where there is none left.

        What can't be undone any more is forgotten, so that what was done before it can be.
        """
        if not self._done:
            return None
        done = self._done[-1]
        try:
            if done.change is not None:
                self.study = take_back(self._store, done.change).after
            for number, key in enumerate(done.tagged):
                # Where the next one can't be had just now, this one is not turned round again.
                self._done[-1] = replace(done, tagged=done.tagged[number:])
                tag_observation(self._store, key, done.tag)
        except (ChangedSince, NotTagged):
            self._done.pop()
            raise
        self._done.pop()
        return done

    def _keep(self, told: str, change: Change) -> None:
        self.study = change.after
        self.told = told if change.changed else "Nothing to change"
        if change.changed:
            self._done.append(Done(told, change))

    def _is_hypothesis(self, claim: str) -> bool:
        return any(one.id == claim for one in self.study.hypotheses)
