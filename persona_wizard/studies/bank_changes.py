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
from persona_wizard.model.headings import expected_fields
from persona_wizard.model.interview import BankRef, Interview
from persona_wizard.model.study import SettledChange, Study, Wording
from persona_wizard.store import StudyFolder
from persona_wizard.studies.reading import Reading, read_study


class BankChange(Struct, frozen=True, kw_only=True):
    """A bank as interviews asked it, held against what a next interview would ask.

    `interviews` followed the earlier form. Every answer to what is gone or changed stays, and
    counts; a reworded question's answers count together with the new ones, or apart.
    `fields_lost` are expected fields that no question tells of any more.
    """

    bank: str
    before: str
    after: str
    version_before: str
    version_after: str
    interviews: int
    comparison: Comparison
    fields_lost: tuple[str, ...] = ()

    @property
    def reworded(self) -> tuple[ChangedQuestion, ...]:
        """Those whose answers can count together or apart; other kinds and scales never do."""
        return tuple(pair for pair in self.comparison.changed if pair.reworded and pair.comparable)

    def apart_in(self, study: Study) -> frozenset[str]:
        """The reworded questions (ids) that the study counts apart as things stand."""
        return frozenset(
            pair.old.id
            for pair in self.reworded
            if Wording(pair.old.id, pair.old.wording) in study.apart
        )

    @property
    def only_choices(self) -> bool:
        """Whether nothing but what there is to choose from differs."""
        comparison = self.comparison
        return not (comparison.added or comparison.gone) and all(
            pair.other_choices and pair.comparable and not (pair.reworded or pair.other_field)
            for pair in comparison.changed
        )

    @property
    def settled(self) -> SettledChange:
        return SettledChange(self.bank, self.before, self.after)


def bank_changes(store: StudyFolder, reading: Reading) -> tuple[BankChange, ...]:
    """The changes that nobody has decided about yet, by bank; the earliest form first."""
    decided = reading.study.settled
    return tuple(one for one in all_changes(store, reading) if one.settled not in decided)


def all_changes(store: StudyFolder, reading: Reading) -> tuple[BankChange, ...]:
    """Every bank whose answers may mean something else today, decided about or not."""
    shelf = shelf_for(store.folder)
    changes = []
    for ref, count in _asked(reading.interviews).items():
        was = reading.banks[ref.digest]
        bank_id = ref.id
        if shelf.find(ref.id) is None and was.based_on is not None:
            # A follow-up asked a part of the bank that it is based on.
            bank_id = was.based_on.id
        try:
            now = shelf.read(bank_id, reading.study)
            after = bank_digest(shelf.written_out(bank_id, reading.study))
        except BankError:
            # A bank that is gone or at fault asks nothing new; its interviews keep theirs.
            continue
        if after == ref.digest or words_needed(now, reading.study):
            continue
        if bank_id != ref.id:
            asked = tuple(q for q in now.questions if was.question(q.id))
            now = replace(now, questions=asked)
        change = _change(BankRef(bank_id, ref.digest), after, was, now, count)
        if not change.comparison.same:
            changes.append(change)
    return tuple(changes)


def settle(study: Study, change: BankChange, apart: Collection[str] = ()) -> Study:
    """The study with a change decided: these reworded questions (ids) are counted apart.

    All others are counted together with what was asked before. Pure; to be saved by the caller.
    """
    old = {Wording(pair.old.id, pair.old.wording) for pair in change.reworded}
    settled = [one for one in study.settled if one != change.settled]
    kept = [wording for wording in study.apart if wording not in old]
    alone = [
        Wording(pair.old.id, pair.old.wording) for pair in change.reworded if pair.old.id in apart
    ]
    return replace(study, apart=(*kept, *alone), settled=(*settled, change.settled))


def save_words(store: StudyFolder, change: Callable[[Study], Study]) -> Study:
    """Save other words and lists; what that changes of the banks is decided with it.

    Who changes a list means the choices to change: where nothing else differs, that is not asked
    again. Raises StoreError, and what `change` raises.
    """
    waiting = {(one.bank, one.before) for one in bank_changes(store, read_study(store))}
    saved = store.change_study(change)
    for one in bank_changes(store, read_study(store)):
        if one.only_choices and (one.bank, one.before) not in waiting:
            saved = store.change_study(partial(settle, change=one, apart=one.apart_in(saved)))
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
        before=ref.digest,
        after=after,
        version_before=was.version,
        version_after=now.version,
        interviews=interviews,
        comparison=compare(was, now),
        fields_lost=_fields_lost(was, now),
    )


def _fields_lost(was: Bank, now: Bank) -> tuple[str, ...]:
    expected = [field.id for field in expected_fields(now.audience)] if now.audience else []
    before = {question.field for question in was.questions}
    after = {question.field for question in now.questions}
    return tuple(field for field in expected if field in before and field not in after)
