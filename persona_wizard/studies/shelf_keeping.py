"""Keeping one's question banks: copying, beginning a new one, hearing that an original moved on."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from persona_wizard.banks import (
    BankCopy,
    BankError,
    Comparison,
    MovedOn,
    Shelf,
    ShelfEntry,
    compare,
    copies_of,
    moved_on,
    own_folder,
    read_written_out,
    skeleton,
    source_of,
    sources_in,
    study_folder_of_banks,
)
from persona_wizard.banks.frontmatter import id_fault
from persona_wizard.model.bank import BasedOn
from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.model.text import clean_line
from persona_wizard.store import StoreError, StudyFolder, write_whole
from persona_wizard.studies.read_only import refuse_if_only_read

if TYPE_CHECKING:
    from persona_wizard.studies.bank_from_survey import Proposal

# What each copy was made from, so that the difference to a later form can be told.
_ORIGINALS = ".originals"
# Front matter has its bounds.
_LONGEST_TITLE = 200


class BankStands(WizardError):
    """A file of that name stands where a bank was to be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{clean_line(str(path))} is there already. Nothing was written.")


def folder_of_banks(store: StudyFolder | None) -> Path:
    """Where one's own banks are written: into a study, or onto one's shelf for all studies.

    Raises OnlyRead where a newer version wrote the study.
    """
    if store is None:
        return own_folder()
    refuse_if_only_read(store)
    return study_folder_of_banks(store.folder)


def copy_bank(shelf: Shelf, bank_id: str, to: Path, flatten: bool = False) -> tuple[Path, ...]:
    """Copy a bank and the banks it includes into a folder; flat, it is one file.

    An included bank that the folder has already stays as it is. Returns the files written, the
    bank itself first. Raises BankError, BankStands, StoreError.
    """
    first, *included = copies_of(shelf, bank_id, flatten)
    _check_free(to, first.id)
    there = Shelf(to).ids()
    missing = [c for c in included if c.id not in there and not _path(to, c.id).exists()]
    return tuple(_write_copy(to, copy) for copy in (first, *missing))


def new_bank(bank_id: str, title: str, audience: Audience, to: Path) -> Path:
    """Write the bank to begin with, and return its file. Raises BankStands, WizardError."""
    return _new(bank_id, title, to, lambda named: skeleton(bank_id, named, audience))


def new_bank_from(
    survey: Path, bank_id: str, title: str, audience: Audience, to: Path, language: str = ""
) -> "tuple[Path, Proposal]":
    """Write a bank proposed from a survey export; its file, and what was proposed.

    `language` is that of the study it is for. Raises BankStands, WizardError.
    """
    from persona_wizard.studies.bank_from_survey import propose_bank

    proposals: list[Proposal] = []

    def source(named: str) -> str:
        proposals.append(propose_bank(survey, bank_id, named, audience, language))
        return proposals[-1].source

    path = _new(bank_id, title, to, source)
    return path, proposals[-1]


def _new(bank_id: str, title: str, to: Path, source: Callable[[str], str]) -> Path:
    """Write a new bank, whose source is made from its title."""
    if problem := id_fault(bank_id):
        raise WizardError(f"{clean_line(problem)}. Nothing was written.")
    _check_free(to, bank_id)
    path = _path(to, bank_id)
    _write(path, source(clean_line(title)[:_LONGEST_TITLE] or bank_id))
    return path


def take_banks(study: Path, to: Path) -> None:
    """Copy one study's own banks, and what its copies were made from, to another.

    Files that can't be read, and links that lead out of the study, stay behind. Raises StoreError.
    """
    for part in ("", _ORIGINALS):
        target = study_folder_of_banks(to) / part
        for name, source in sources_in(study_folder_of_banks(study) / part).items():
            _write(target / name, source)


def copies_moved_on(shelf: Shelf, entries: Iterable[ShelfEntry]) -> tuple[MovedOn, ...]:
    """The copies whose originals are not any more what was copied."""
    return tuple(found for entry in entries if (found := original_moved_on(shelf, entry)))


def original_moved_on(shelf: Shelf, entry: ShelfEntry) -> MovedOn | None:
    """How a copy's original has changed; None where it has not, or is no copy."""
    if entry.bank is None or entry.bank.based_on is None:
        return None
    return moved_on(shelf, entry, _original(entry.path.parent, entry.bank.based_on))


def changed_in_copy(entry: ShelfEntry) -> Comparison | None:
    """What a copy does otherwise than what it was made from; None for nothing, or not known."""
    if entry.bank is None or entry.bank.based_on is None:
        return None
    kept = _original(entry.path.parent, entry.bank.based_on)
    if kept is None:
        return None
    with suppress(BankError):
        comparison = compare(read_written_out(kept, entry.bank.based_on.id), entry.bank)
        if not comparison.same or comparison.retouched or comparison.frames:
            return comparison
    return None


def _check_free(to: Path, bank_id: str) -> None:
    """Raises BankStands where a folder has a bank of this id, or a file of its name."""
    found = Shelf(to).find(bank_id)
    if found is not None or _path(to, bank_id).exists():
        raise BankStands(found or _path(to, bank_id))


def _write_copy(to: Path, copy: BankCopy) -> Path:
    _make(to)
    # The original first: a copy that is there can always be told apart from it.
    _write(_original_path(to, copy.based_on), copy.original)
    path = _path(to, copy.id)
    _write(path, copy.source)
    return path


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(
            f"{clean_line(str(folder))} can't be made: {reason}. Nothing was written."
        ) from error


def _write(path: Path, text: str) -> None:
    _make(path.parent)
    write_whole(path, text.encode("utf-8", "surrogatepass"))


def _original(folder: Path, based_on: BasedOn) -> str | None:
    try:
        return source_of(_original_path(folder, based_on))
    except BankError:
        return None


def _original_path(folder: Path, based_on: BasedOn) -> Path:
    return folder / _ORIGINALS / f"{based_on.id}@{based_on.digest}.md"


def _path(folder: Path, bank_id: str) -> Path:
    return folder / f"{bank_id}.md"
