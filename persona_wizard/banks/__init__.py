"""Question banks: Markdown in and out, the shelf, and the checks."""

from persona_wizard.banks.checks import check_bank, planned_minutes, wording_is_checked
from persona_wizard.banks.comparing import (
    ChangedQuestion,
    Comparison,
    change_in_words,
    compare,
    comparison_in_short,
    comparison_in_words,
)
from persona_wizard.banks.copying import BankCopy, MovedOn, copies_of, moved_on, read_written_out
from persona_wizard.banks.excerpt import excerpt
from persona_wizard.banks.faults import BankError, BankFault, did_you_mean
from persona_wizard.banks.follow_up_guide import GuidePart, follow_up_guide, guide_id, is_guide
from persona_wizard.banks.guide import guide
from persona_wizard.banks.listing import shelf_as_table
from persona_wizard.banks.needs import words_needed
from persona_wizard.banks.outline import about, outline
from persona_wizard.banks.reading import bank_digest, read_bank, write_out
from persona_wizard.banks.rules import RULES, reason_of
from persona_wizard.banks.shelf import (
    CheckedFile,
    NoSuchBank,
    Origin,
    Shelf,
    ShelfEntry,
    check_file,
    own_folder,
    read_file,
    shelf_for,
    shipped_shelf,
    source_of,
    sources_in,
    study_folder_of_banks,
)
from persona_wizard.banks.skeleton import skeleton
from persona_wizard.banks.telling_who import tells_who, values_tell_who

__all__ = [
    "RULES",
    "BankCopy",
    "BankError",
    "BankFault",
    "ChangedQuestion",
    "CheckedFile",
    "Comparison",
    "GuidePart",
    "MovedOn",
    "NoSuchBank",
    "Origin",
    "Shelf",
    "ShelfEntry",
    "about",
    "bank_digest",
    "change_in_words",
    "check_bank",
    "check_file",
    "compare",
    "comparison_in_short",
    "comparison_in_words",
    "copies_of",
    "did_you_mean",
    "excerpt",
    "follow_up_guide",
    "guide",
    "guide_id",
    "is_guide",
    "moved_on",
    "outline",
    "own_folder",
    "planned_minutes",
    "read_bank",
    "read_file",
    "read_written_out",
    "reason_of",
    "shelf_as_table",
    "shelf_for",
    "shipped_shelf",
    "skeleton",
    "source_of",
    "sources_in",
    "study_folder_of_banks",
    "tells_who",
    "values_tell_who",
    "wording_is_checked",
    "words_needed",
    "write_out",
]
