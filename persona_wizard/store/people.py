"""Everyone whose name was kept; a file that can't be read harms only itself."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from persona_wizard.model.interview import Participant
from persona_wizard.store.erased import Erased
from persona_wizard.store.errors import NoRights, UnreadableFile
from persona_wizard.store.layout import Layout
from persona_wizard.store.listing import Unreadable, json_files
from persona_wizard.store.participant_file import read_participant


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
