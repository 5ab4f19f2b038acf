"""Everything a study holds, read at once: for the persona, the gaps and the study screen."""

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from persona_wizard.banks import BankError, read_bank, shelf_for
from persona_wizard.model.bank import Bank
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import BankRef, Interview
from persona_wizard.model.study import Study
from persona_wizard.store import StoreError, StudyFolder, Unreadable


class Reading(Struct, frozen=True):
    """A study with its interviews (oldest first) and their banks, by digest.

    `unreadable` names the files that could not be read, and why; the rest goes on without them.
    """

    study: Study
    interviews: tuple[Interview, ...]
    banks: dict[str, Bank]
    unreadable: tuple[Unreadable, ...] = ()


def left_out(reading: Reading) -> str:
    """How many files a persona goes without, in words; empty where all could be read."""
    files = len(reading.unreadable)
    if not files:
        return ""
    return "1 file can't be read" if files == 1 else f"{files} files can't be read"


def read_study(store: StudyFolder) -> Reading:
    """Read the whole study. Raises StoreError only where the study itself can't be read."""
    study = store.study()
    listing = store.interviews()
    banks, missing = _banks(store, study, listing.interviews)
    if not listing.interviews:
        banks = _banks_to_come(store, study)
    return Reading(
        study=study,
        interviews=tuple(i for i in listing.interviews if i.bank.digest in banks),
        banks=banks,
        unreadable=(*listing.unreadable, *missing),
    )


def bank_of(store: StudyFolder, ref: BankRef, study: Study) -> Bank:
    """The bank as an interview asked it. Raises StoreError or BankError."""
    return _read(store.used_bank(ref), f"{ref.id}@{ref.digest}.md", tuple(sorted(study.words)))


def _banks(
    store: StudyFolder, study: Study, interviews: Sequence[Interview]
) -> tuple[dict[str, Bank], tuple[Unreadable, ...]]:
    banks: dict[str, Bank] = {}
    missing: list[Unreadable] = []
    for ref in dict.fromkeys(interview.bank for interview in interviews):
        try:
            banks[ref.digest] = bank_of(store, ref, study)
        except (StoreError, BankError) as fault:
            missing.append(Unreadable(f"question_banks/.used/{ref.id}@{ref.digest}.md", str(fault)))
    return banks, tuple(missing)


def _banks_to_come(store: StudyFolder, study: Study) -> dict[str, Bank]:
    """The banks that a first interview would follow, by id: they say what to ask first."""
    nearest: dict[Audience, Bank] = {}
    for entry in shelf_for(store.folder).entries(tuple(study.words)):
        if entry.bank is not None and entry.bank.audience is not None and not entry.shadowed:
            nearest.setdefault(entry.bank.audience, entry.bank)
    return {bank.id: bank for bank in nearest.values()}


@lru_cache(maxsize=64)
def _read(source: str, file: str, words: tuple[str, ...]) -> Bank:
    return read_bank(source, file, lambda _: None, words)
