"""Question banks: Markdown in and out, the shelf, and the checks."""

from persona_wizard.banks.faults import BankError, BankFault
from persona_wizard.banks.outline import outline
from persona_wizard.banks.reading import STUDY_WORDS, bank_digest, read_bank, write_out
from persona_wizard.banks.shelf import (
    NoSuchBank,
    Origin,
    Shelf,
    ShelfEntry,
    check_file,
    shelf_for,
    shipped_shelf,
)

__all__ = [
    "STUDY_WORDS",
    "BankError",
    "BankFault",
    "NoSuchBank",
    "Origin",
    "Shelf",
    "ShelfEntry",
    "bank_digest",
    "check_file",
    "outline",
    "read_bank",
    "shelf_for",
    "shipped_shelf",
    "write_out",
]
