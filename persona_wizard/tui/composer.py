"""What the composing screen does to a study: saved at once, and taken back step by step."""

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from persona_wizard.interviewing.lines import tag_named
from persona_wizard.model.composing import ObservationKey
from persona_wizard.model.study import Study
from persona_wizard.store import StudyFolder
from persona_wizard.store.findings import Progress
from persona_wizard.store.listing import unwatched
from persona_wizard.studies import code_book, composing
from persona_wizard.studies.tagging import NotTagged, put_tag, remove_tag, tag_observation
from persona_wizard.studies.taking_back import Change, ChangedSince, ErasedSince, take_back

Keys = Sequence[ObservationKey]


class Done(Struct, frozen=True):
    """One thing that was done, in words, and what takes it back.

    `change` is what became of the study, `tagged` which observations the `tag` was put to, and
    `untagged` which it was taken from.
    """

    told: str
    change: Change | None = None
    tag: str = ""
    tagged: tuple[ObservationKey, ...] = ()
    untagged: tuple[ObservationKey, ...] = ()


class Left(Struct):
    """Where composing was left: at which heading (id), and what can still be taken back."""

    heading: str = ""
    done: list[Done] = field(default_factory=list)


class Composer:
    """Changes a study, one write a key. Each method raises WizardError; then nothing was done."""

    def __init__(self, store: StudyFolder, done: list[Done]) -> None:
        self._store = store
        self._done = done
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
        guess = self._is_hypothesis(claim)
        reword = composing.reword_hypothesis if guess else composing.reword_claim
        self._keep("Reworded", reword(self._store, claim, sentence))

    def merge(self, claim: str, into: str) -> None:
        """Take a claim into another, which keeps its sentence."""
        self._keep("One claim now", composing.merge_claims(self._store, (claim,), into))

    def move(self, claim: str, heading: str, field: str | None) -> None:
        """Put a claim under another heading."""
        change = composing.move_claim(self._store, claim, heading, field)
        self._keep("It stands here now", change)

    def drop(self, claim: str) -> None:
        drop = composing.drop_hypothesis if self._is_hypothesis(claim) else composing.drop_claim
        self._keep("Dropped", drop(self._store, claim))

    def mark(self, keys: Keys, *, read: bool) -> None:
        """Say of observations: read, nothing to claim; or take that back."""
        if read:
            self._keep("Read, nothing to claim", composing.mark_read(self._store, keys))
        else:
            self._keep("Unread again", composing.mark_unread(self._store, keys))

    def describe_tag(self, tag: str, definition: str, example: str) -> None:
        done = code_book.describe_tag(self._store, tag, definition, example)
        self._keep(f"#{tag} is in the code book", done)

    def rename_tag(self, tag: str, new: str) -> None:
        done = code_book.rename_tag(self._store, tag, new)
        self._keep(f"#{tag} is called #{tag_named(new)} now{_along(done, tag)}", done)

    def merge_tags(self, tag: str, into: str) -> None:
        done = code_book.merge_tags(self._store, (tag,), into)
        self._keep(f"#{tag} counts as #{tag_named(into)} now{_along(done, tag)}", done)

    def split_tag(self, tag: str, new: str, keys: Keys) -> None:
        done = code_book.split_tag(self._store, tag, new, keys)
        lines = "1 line counts" if len(keys) == 1 else f"{len(keys)} lines count"
        self._keep(f"{lines} as #{tag_named(new)} now", done)

    def put_tag(self, keys: Keys, tag: str, progress: Progress) -> None:
        """Put a tag to each observation that lacks it.

        What `progress` raises ends it; what was tagged by then is taken back like all of them.
        """
        done: list[ObservationKey] = []
        self.told = ""
        try:
            for number, key in enumerate(keys):
                progress(number, len(keys))
                if put_tag(self._store, key, tag):
                    done.append(key)
        finally:
            if done:
                lines = "1 line" if len(done) == 1 else f"{len(done)} lines"
                self.told = f"#{tag} put to {lines}"
                self._done.append(Done(self.told, tag=tag, tagged=tuple(done)))
        self.told = self.told or f"They bear #{tag} already"

    def tag(self, keys: Keys, tag: str) -> None:
        """Put a tag to each observation, or take it away where it is."""
        put: list[ObservationKey] = []
        taken: list[ObservationKey] = []
        there = False
        try:
            for key in keys:
                there = tag_observation(self._store, key, tag)
                (put if there else taken).append(key)
        finally:
            # What was tagged before one could not be is taken back like all of them.
            if put or taken:
                self.told = f"#{tag} {'added' if there else 'removed'}"
                done = Done(self.told, tag=tag, tagged=tuple(put), untagged=tuple(taken))
                self._done.append(done)

    @property
    def lines_to_take_back(self) -> int:
        """In how many lines the newest thing that was done has to be undone: one save each."""
        if not self._done:
            return 0
        return len(self._done[-1].tagged) + len(self._done[-1].untagged)

    def take_back(self, progress: Progress = unwatched) -> Done | None:
        """Undo the newest thing that was done; None where there is none left.

        What can't be undone any more is forgotten, so that what was done before it can be.
        """
        if not self._done:
            return None
        done = self._done[-1]
        try:
            if done.change is not None:
                self.study = take_back(self._store, done.change).after
            self._tags_back(done, progress)
        except ErasedSince:
            # Whatever was done before is older still.
            self._done.clear()
            raise
        except (ChangedSince, NotTagged):
            self._done.pop()
            raise
        self._done.pop()
        return done

    def _tags_back(self, done: Done, progress: Progress) -> None:
        lines = len(done.tagged) + len(done.untagged)
        # Put or taken away, never turned round: somebody else may have done so meanwhile.
        for number, key in enumerate(done.tagged):
            progress(number, lines)
            # Where the next one can't be had just now, it goes on from there.
            self._done[-1] = replace(done, tagged=done.tagged[number:])
            remove_tag(self._store, key, done.tag)
        for number, key in enumerate(done.untagged):
            progress(len(done.tagged) + number, lines)
            self._done[-1] = replace(done, tagged=(), untagged=done.untagged[number:])
            put_tag(self._store, key, done.tag)

    def _keep(self, told: str, change: Change) -> None:
        self.study = change.after
        self.told = told if change.changed else "Nothing to change"
        if change.changed:
            self._done.append(Done(told, change))

    def _is_hypothesis(self, claim: str) -> bool:
        return any(one.id == claim for one in self.study.hypotheses)


def _along(done: Change, tag: str) -> str:
    """What said the contrary of a tag, and what it is called with it."""
    gone = code_book.along(done, tag)
    return "".join(f", #{name} #{now}" for name, now in gone.items())
