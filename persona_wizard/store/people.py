"""Everyone whose name was kept; a file that can't be read harms only itself."""

import os
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from persona_wizard.model.interview import Participant
from persona_wizard.store.backup import backup_of
from persona_wizard.store.erased import Erased
from persona_wizard.store.errors import NoRights, UnreadableFile, not_erased
from persona_wizard.store.layout import Layout
from persona_wizard.store.listing import Unreadable, json_files
from persona_wizard.store.participant_file import read_participant
from persona_wizard.store.whole_file import sync_folder


class People(Struct, frozen=True):
    """The participants of a study by pseudonym, and the files that could not be read."""

    participants: tuple[Participant, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()

    def without(self, erased: Sequence[Erased]) -> "People":
        """What is left where this was erased."""
        gone = {one.participant for one in erased} - {""}
        return People(
            tuple(person for person in self.participants if person.id not in gone),
            tuple(one for one in self.unreadable if Path(one.file).stem not in gone),
        )


def list_people(layout: Layout) -> People:
    """Read every participant. Raises NoRights where the folder itself can't be listed."""
    participants: list[Participant] = []
    unreadable: list[Unreadable] = []
    for path in json_files(layout.participants):
        try:
            participant = read_participant(path)
        except (UnreadableFile, NoRights) as fault:
            name = path.relative_to(layout.folder).as_posix()
            unreadable.append(Unreadable(name, fault.reason))
            continue
        if participant is not None:
            participants.append(participant)
    participants.sort(key=lambda person: (person.pseudonym, person.id))
    return People(tuple(participants), tuple(unreadable))


def forget_participant(layout: Layout, participant_id: str) -> None:
    """Delete a name and contact, where any was kept. Raises StoreError."""
    path = layout.participant(participant_id)
    try:
        # The backup first: were the file gone, nothing would lead to it any more.
        for kept in (backup_of(layout, path), path):
            if os.path.lexists(kept):
                kept.unlink()
                sync_folder(kept.parent)
    except OSError as error:
        raise not_erased(path, error) from error
