"""The list of the bank browser: what a row tells, and which rows hold the words typed."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from textual.content import Content

from persona_wizard.banks import MovedOn, Origin, Shelf, ShelfEntry
from persona_wizard.banks.outline import audience_of
from persona_wizard.model.headings import Audience
from persona_wizard.model.study import Study
from persona_wizard.model.text import folded
from persona_wizard.studies.shelf_keeping import original_moved_on
from persona_wizard.tui.safe_text import safe_line

MOVED_ON = "original has moved on"
_WHOSE = {Origin.STUDY: "the study", Origin.OWN: "your shelf", Origin.SHIPPED: "shipped"}
_AUDIENCES = {
    None: "to include",
    Audience.CUSTOMERS: "customers",
    Audience.NON_PURCHASERS: "non-purch.",
    Audience.PROSPECTS: "prospects",
}
# The widths of the columns, the space after each in them; the last takes what is left.
_ID, _AUDIENCE, _LANGUAGE, _QUESTIONS, _MINUTES = 24, 12, 4, 10, 5


class ShelvedBank(Struct, frozen=True, kw_only=True):
    """A file of the shelf as the browser shows it.

    `used` says that it is the one used of several with its id, `words` is what is looked through.
    """

    entry: ShelfEntry
    used: bool
    moved: MovedOn | None
    words: str

    @property
    def path(self) -> Path:
        return self.entry.path


def shelved(shelf: Shelf, study: Study | None) -> tuple[ShelvedBank, ...]:
    """Every bank in reach, read, nearest first."""
    entries = shelf.entries(study)
    shared = {entry.id for entry in entries if entry.shadowed}
    return tuple(
        ShelvedBank(
            entry=entry,
            used=entry.id in shared and not entry.shadowed,
            moved=original_moved_on(shelf, entry),
            words=_words(entry),
        )
        for entry in entries
    )


def narrowed(banks: Iterable[ShelvedBank], typed: str) -> tuple[ShelvedBank, ...]:
    """The banks that hold every typed word, whatever its case and accents, in their order."""
    words = folded(typed).split()
    return tuple(bank for bank in banks if all(word in bank.words for word in words))


def titles() -> Content:
    """The line above the rows."""
    return Content(
        f"  {'id':<{_ID}}{'audience':<{_AUDIENCE}}{'lang':<{_LANGUAGE}}"
        f"{'questions':>{_QUESTIONS}}{'min':>{_MINUTES}}  from"
    )


def row(bank: ShelvedBank) -> Content:
    """A bank in one line."""
    entry = bank.entry
    name = _cell(entry.id, _ID)
    whose = _whose(bank)
    if entry.bank is None:
        faults = "1 fault" if len(entry.faults) == 1 else f"{len(entry.faults)} faults"
        blank = _AUDIENCE + _LANGUAGE + _QUESTIONS + _MINUTES
        line = Content.assemble(
            ("! ", "$warning"), name, (f"{faults:<{blank}}", "$warning"), "  ", whose
        )
    else:
        minutes = "–" if entry.bank.minutes is None else f"{entry.bank.minutes:g}"
        line = Content.assemble(
            ("≠ " if bank.moved else "  ", "$warning"),
            name,
            f"{_AUDIENCES[entry.bank.audience]:<{_AUDIENCE}}",
            _cell(entry.bank.language, _LANGUAGE),
            f"{len(entry.bank.questions):>{_QUESTIONS}}{minutes:>{_MINUTES}}  ",
            whose,
            (f", {MOVED_ON}" if bank.moved else "", "$warning"),
        )
    return line.stylize("$quiet") if entry.shadowed else line


def _whose(bank: ShelvedBank) -> str:
    whose = _WHOSE[bank.entry.origin]
    if bank.entry.shadowed:
        return f"{whose}, hidden"
    return f"{whose}, used" if bank.used else whose


def _cell(text: str, width: int) -> Content:
    cell = safe_line(text).truncate(width - 1, ellipsis=True, pad=True)
    return Content.assemble(cell, " ")


def _words(entry: ShelfEntry) -> str:
    """What can be searched for, folded: id, title, audience, and how the questions are worded."""
    words: Sequence[str] = (entry.id,)
    if bank := entry.bank:
        audience = (_AUDIENCES[bank.audience], bank.audience or "", audience_of(bank))
        words = (*words, bank.title, *audience, *(question.wording for question in bank.questions))
    return folded("\n".join(words))
