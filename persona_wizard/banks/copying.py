"""Copies of banks, which remember where they came from."""

from collections.abc import Iterator

from msgspec import Struct

from persona_wizard.banks.comparing import Comparison, compare
from persona_wizard.banks.faults import BankError
from persona_wizard.banks.frontmatter import BASED_ON_KEY, based_on_line, front_matter_end
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
    farther = shelf.beyond(entry.path.parent) if based_on.id == entry.id else shelf
    try:
        now = farther.written_out(based_on.id)
        original = _read(now, based_on.id)
        before = entry.bank if kept is None else _read(kept, based_on.id)
    except BankError:
        return None
    if bank_digest(now) == based_on.digest:
        return None
    return MovedOn(entry.bank, original, compare(before, original))


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
    version = _read(original, bank_id).version
    based_on = BasedOn(bank_id, version, bank_digest(original))
    return BankCopy(based_on, _with_based_on(source, based_on), original)


def _with_based_on(source: str, based_on: BasedOn) -> str:
    """The source with its front matter saying what it is a copy of."""
    lines = list(lines_of(source, based_on.id))
    end = front_matter_end(lines)
    front = [line for line in lines[: end - 1] if not line.startswith(f"{BASED_ON_KEY}:")]
    return "\n".join([*front, based_on_line(based_on), *lines[end - 1 :]])


def _read(written_out: str, bank_id: str) -> Bank:
    return read_bank(written_out, f"{bank_id}.md", lambda _: None, words=fills_in(written_out))
