"""Question banks as they were asked: kept beside the study's own, each written once."""

import os

from persona_wizard.model.interview import BankRef
from persona_wizard.store.errors import DamagedFile, StoreError, doctor_for, not_readable, shown
from persona_wizard.store.layout import Layout
from persona_wizard.store.whole_file import make_private, write_whole


def is_kept(layout: Layout, bank_id: str, digest: str) -> bool:
    """Whether a bank is there as it was asked."""
    return os.path.exists(layout.used_bank(bank_id, digest))


def keep_bank(layout: Layout, bank_id: str, digest: str, source: str) -> None:
    """Keep a bank as it was asked. Raises StoreError."""
    make_private(layout.question_banks)
    write_whole(layout.used_bank(bank_id, digest), source.encode())


def read_used_bank(layout: Layout, ref: BankRef) -> str:
    """The source of a bank as it was asked. Raises StoreError where it is gone."""
    path = layout.used_bank(ref.id, ref.digest)
    try:
        return path.read_bytes().decode()
    except FileNotFoundError as error:
        raise StoreError(
            f"{shown(path)} is gone: the questions as they were asked. The answers are safe. "
            f"Look for it with: {doctor_for(layout.folder)}"
        ) from error
    except OSError as error:
        raise not_readable(path, error) from error
    except UnicodeDecodeError as error:
        raise DamagedFile(path, "it is no text") from error
