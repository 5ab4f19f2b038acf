"""Everything a study holds, read at once: for the persona, the gaps and the study screen."""

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache

from msgspec import Struct

from persona_wizard.banks import (
    BankError,
    Origin,
    ShelfEntry,
    bank_digest,
    is_guide,
    read_bank,
    shelf_for,
)
from persona_wizard.model.bank import Bank
from persona_wizard.model.fills import fills_in
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import BankRef, Interview
from persona_wizard.model.languages import base_language
from persona_wizard.model.study import Study
from persona_wizard.model.text import clean_line
from persona_wizard.store import StoreError, StudyFolder, Unreadable
from persona_wizard.store.findings import Progress
from persona_wizard.store.layout import Layout
from persona_wizard.store.listing import unwatched
from persona_wizard.store.whose import whose


class Reading(Struct, frozen=True):
    """A study with its interviews (oldest first) and their banks, by digest.

    Before the first interview the banks are those that it would follow, by id.
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


def whose_file(store: StudyFolder, unreadable: Unreadable) -> str:
    """Whose a file is, by the pseudonym: "P10 (prospect, 5 Nov)"; empty where unknown."""
    return clean_line(whose(Layout(store.folder), store.folder / unreadable.file))


def read_study(store: StudyFolder, progress: Progress = unwatched) -> Reading:
    """Read the whole study. Raises StoreError only where the study itself can't be read.

    `progress` is told how many interviews were read, and of how many.
    """
    study = store.study()
    listing = store.interviews(progress)
    banks, missing = _banks(store, listing.interviews)
    if not listing.interviews:
        banks = _banks_to_come(store, study)
    return Reading(
        study=study,
        interviews=tuple(i for i in listing.interviews if i.bank.digest in banks),
        banks=banks,
        unreadable=(*listing.unreadable, *missing),
    )


def bank_of(store: StudyFolder, ref: BankRef) -> Bank:
    """The bank as an interview asked it. Raises StoreError or BankError.

    Where the study's copy is gone, the shelf serves as long as its bank is still the same.
    """
    return _read(_asked(store, ref), f"{ref.id}@{ref.digest}.md")


def _asked(store: StudyFolder, ref: BankRef) -> str:
    try:
        return store.used_bank(ref)
    except StoreError:
        with suppress(BankError):
            source = shelf_for(store.folder).written_out(ref.id, store.study())
            if bank_digest(source) == ref.digest:
                return source
        raise


def _banks(
    store: StudyFolder, interviews: Sequence[Interview]
) -> tuple[dict[str, Bank], tuple[Unreadable, ...]]:
    banks: dict[str, Bank] = {}
    missing: list[Unreadable] = []
    for ref in dict.fromkeys(interview.bank for interview in interviews):
        try:
            banks[ref.digest] = bank_of(store, ref)
        except (StoreError, BankError) as fault:
            missing.append(Unreadable(f"question_banks/.used/{ref.id}@{ref.digest}.md", str(fault)))
    return banks, tuple(missing)


def banks_for(store: StudyFolder, audience: Audience) -> tuple[Bank, ...]:
    """The banks in reach for this audience, best first: one's own, then the study's language.

    Raises StoreError.
    """
    study = store.study()
    return banks_among(shelf_for(store.folder).entries(study), study, audience)


def banks_among(
    entries: Sequence[ShelfEntry], study: Study, audience: Audience
) -> tuple[Bank, ...]:
    """Those of a shelf's entries, nearest first, that this audience can be asked, best first.

    Follow-up guides stand behind the best of the banks that ask everything.
    """

    def farness(entry: ShelfEntry) -> tuple[bool, bool]:
        language = base_language(entry.bank.language) if entry.bank else ""
        return entry.origin is Origin.SHIPPED, language != base_language(study.language)

    usable = (entry for entry in sorted(entries, key=farness) if not entry.shadowed)
    banks = [entry.bank for entry in usable if entry.bank is not None]
    theirs = [bank for bank in banks if bank.audience is audience]
    whole = [bank for bank in theirs if not is_guide(bank.id)]
    guides = [bank for bank in theirs if is_guide(bank.id)]
    return (*whole[:1], *guides, *whole[1:])


def _banks_to_come(store: StudyFolder, study: Study) -> dict[str, Bank]:
    """The banks that a first interview would follow, by id: they say what to ask first."""
    entries = shelf_for(store.folder).entries(study)
    best = (banks_among(entries, study, audience)[:1] for audience in Audience)
    return {bank.id: bank for banks in best for bank in banks}


@lru_cache(maxsize=64)
def _read(source: str, file: str) -> Bank:
    # What a kept bank fills in was a word of the study when it was asked.
    return read_bank(source, file, lambda _: None, words=fills_in(source))
