"""A participant's real name and contact: a file of their own, apart from what they said."""

from pathlib import Path

import msgspec

from persona_wizard.model.interview import Participant
from persona_wizard.store.storage import AtomicJSONStorage
from persona_wizard.store.tables import load, one_write_in, put_one


def write_participant(path: Path, participant: Participant) -> None:
    """Save in one write. Raises StoreError."""
    write_participant_in(AtomicJSONStorage(path), participant)


def write_participant_in(storage: AtomicJSONStorage, participant: Participant) -> None:
    """The same to a storage. Raises also what its writing raises."""
    with one_write_in(storage, "participant") as database:
        put_one(database, "participant", msgspec.to_builtins(participant))


def read_participant(path: Path) -> Participant | None:
    """The participant in a file; None where there is no file.

    Raises DamagedFile, NewerVersion, NoRights.
    """
    loaded = load(path, "participant")
    return None if loaded is None else loaded.convert(loaded.document, Participant)
