"""Banks that have moved on since a study's interviews, and what that means for them."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.banks import (
    BankError,
    ChangedQuestion,
    Comparison,
    bank_digest,
    compare,
    shelf_for,
    words_needed,
)
from persona_wizard.model.bank import Bank
from persona_wizard.model.interview import BankRef, Interview
from persona_wizard.model.study import SettledChange, Study, Wording
from persona_wizard.store import StudyFolder
from persona_wizard.studies.reading import Reading, read_study


class BankChange(Struct, frozen=True, kw_only=True):
    """A bank as interviews asked it, held against what a next interview would ask.

    `interviews` followed the earlier form. Every answer to what is gone or changed stays, and
    counts; a reworded question's answers count together with the new ones, or apart.
    """

    bank: str
    title: str
    before: str
    after: str
    version_before: str
    version_after: str
    interviews: int
    comparison: Comparison

    @property
    def reworded(self) -> tuple[ChangedQuestion, ...]:
        return tuple(pair for pair in self.comparison.changed if pair.reworded)

    @property
    def settled(self) -> SettledChange:
        return SettledChange(self.bank, self.before, self.after)


def bank_changes(store: StudyFolder, reading: Reading) -> tuple[BankChange, ...]:
    """The changes that nobody has decided about yet, by bank; the earliest form first."""
    shelf = shelf_for(store.folder)
    asked = _asked(reading.interviews)
    changes = []
    for ref, count in asked.items():
        try:
            now = shelf.read(ref.id, reading.study)
            after = bank_digest(shelf.written_out(ref.id, reading.study))
        except BankError:
            # A bank that is gone or at fault asks nothing new; its interviews keep theirs.
            continue
        if after == ref.digest or words_needed(now, reading.study):
            continue
        change = _change(ref, after, reading.banks[ref.digest], now, count)
        if not change.comparison.same and change.settled not in reading.study.settled:
            changes.append(change)
    return tuple(changes)


def settle(study: Study, change: BankChange, apart: Collection[str] = ()) -> Study:
    """The study with a change decided: these reworded questions (ids) are counted apart.

    All others are counted together with what was asked before. Pure; to be saved by the caller.
    """
    old = {Wording(pair.old.id, pair.old.wording) for pair in change.reworded}
    kept = [wording for wording in study.apart if wording not in old]
    alone = [
        Wording(pair.old.id, pair.old.wording) for pair in change.reworded if pair.old.id in apart
    ]
    return replace(study, apart=(*kept, *alone), settled=(*study.settled, change.settled))


def save_words(store: StudyFolder, change: Callable[[Study], Study]) -> Study:
    """Save other words and lists; what that changes of the banks is decided with it.

    Who changes a list means the choices to change: that is not asked again. Raises StoreError,
    and what `change` raises.
    """
    waiting = {(one.bank, one.before) for one in bank_changes(store, read_study(store))}
    saved = store.change_study(change)
    for one in bank_changes(store, read_study(store)):
        if (one.bank, one.before) not in waiting:
            saved = store.change_study(partial(settle, change=one))
    return saved


def _asked(interviews: Sequence[Interview]) -> dict[BankRef, int]:
    """How many interviews followed each form of each bank, the earliest form first."""
    counted: dict[BankRef, int] = {}
    for interview in interviews:
        counted[interview.bank] = counted.get(interview.bank, 0) + 1
    return counted


def _change(ref: BankRef, after: str, was: Bank, now: Bank, interviews: int) -> BankChange:
    return BankChange(
        bank=ref.id,
        title=now.title,
        before=ref.digest,
        after=after,
        version_before=was.version,
        version_after=now.version,
        interviews=interviews,
        comparison=compare(was, now),
    )
