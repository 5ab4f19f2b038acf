"""Copies of banks, which remember where they came from."""

from collections.abc import Iterator
from contextlib import suppress

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.banks.comparing import Comparison, compare
from persona_wizard.banks.faults import BankError
from persona_wizard.banks.frontmatter import front_matter_end, front_matter_of
from persona_wizard.banks.includes import included_by
from persona_wizard.banks.lines import lines_of
from persona_wizard.banks.reading import bank_digest, read_bank
from persona_wizard.banks.shelf import Shelf, ShelfEntry
from persona_wizard.model.bank import Bank, BasedOn
from persona_wizard.model.fills import fills_in


class BankCopy(Struct, frozen=True):
    """A copy to be written: its source, and the original with all that it includes."""

    based_on: BasedOn
    source: str
    original: str

    @property
    def id(self) -> str:
        return self.based_on.id


class MovedOn(Struct, frozen=True):
    """A copy's original that is not any more what was copied.

    `comparison` is of what was copied with what the original is now; where what was copied is not
    known any more, of the copy itself.
    """

    copy: Bank
    original: Bank
    comparison: Comparison


def copies_of(shelf: Shelf, bank_id: str, flatten: bool) -> tuple[BankCopy, ...]:
    """A copy of a bank, and of every bank that it includes; or of it alone, with them written in.

    Raises BankError.
    """
    ids = [bank_id] if flatten else [bank_id, *_included(shelf, bank_id)]
    return tuple(_copy(shelf, one, flatten) for one in ids)


def moved_on(shelf: Shelf, entry: ShelfEntry, kept: str | None) -> MovedOn | None:
    """How the original of a copy has changed; None where it has not, or is not to be found.

    `kept` is the original as it was when it was copied, where it is still there.
    """
    if entry.bank is None or entry.bank.based_on is None:
        return None
    based_on = entry.bank.based_on
    originals = list(_originals(shelf, entry, based_on.id))
    if not originals or any(_digest(one) == based_on.digest for one in originals):
        return None
    try:
        original = read_written_out(originals[0], based_on.id)
        before = entry.bank if kept is None else read_written_out(kept, based_on.id)
    except BankError:
        return None
    comparison = compare(before, original)
    if comparison.same and not comparison.retouched and not comparison.frames:
        return None
    return MovedOn(entry.bank, original, comparison)


def _originals(shelf: Shelf, entry: ShelfEntry, bank_id: str) -> Iterator[str]:
    """Every bank that may be a copy's original, written out, nearest first."""
    farther = shelf.beyond(entry.path.parent) if bank_id == entry.id else shelf
    for place in range(len(farther.folders)):
        with suppress(BankError):
            yield Shelf(*farther.folders[place:]).written_out(bank_id)


def _included(shelf: Shelf, bank_id: str) -> Iterator[str]:
    """The ids of all banks that this one includes, however far down, once each."""
    found: dict[str, None] = {}
    waiting = [bank_id]
    while waiting:
        source = shelf.source(waiting.pop()) or ""
        for name in included_by(source):
            if name not in found and name != bank_id:
                found[name] = None
                waiting.append(name)
    yield from found


def _copy(shelf: Shelf, bank_id: str, flatten: bool) -> BankCopy:
    original = shelf.written_out(bank_id)
    source = original if flatten else shelf.source(bank_id) or ""
    bank = read_written_out(original, bank_id)
    based_on = BasedOn(bank_id, bank.version, _digest(original))
    return BankCopy(based_on, _with(source, replace(bank, based_on=based_on)), original)


def _digest(written_out: str) -> str:
    """The digest of what a bank says, whatever itself was copied from."""
    bank = read_written_out(written_out, "")
    return bank_digest(_with(written_out, replace(bank, based_on=None)))


def _with(source: str, bank: Bank) -> str:
    """The source with front matter that says what this bank says of itself."""
    lines = lines_of(source, bank.id)
    return "\n".join([*front_matter_of(bank), *lines[front_matter_end(lines) :]])


def read_written_out(written_out: str, bank_id: str) -> Bank:
    """Read a bank that includes nothing, whatever words it fills in. Raises BankError."""
    return read_bank(written_out, f"{bank_id}.md", lambda _: None, words=fills_in(written_out))
