"""A study's personas as groups of people: another one, whom one is drawn from, who is in which.

Each change is one write, and `taking_back.take_back` undoes it.
"""

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from persona_wizard.model.study import Curation, Study
from persona_wizard.model.text import clean_line
from persona_wizard.store import StudyFolder
from persona_wizard.studies.curating import NotCurated
from persona_wizard.studies.personas import refuse_taken_name
from persona_wizard.studies.taking_back import Change, change

NO_REASON = "Say why these people belong together. Nothing was changed."


def new_persona(
    store: StudyFolder, name: str, members: Collection[str] = (), reason: str = ""
) -> Change:
    """Give the study another persona, the last of its list, with this name.

    It is drawn from these participants (ids), for a reason; from everyone where none are named.
    Raises NotCurated, StoreError.
    """
    called, why = clean_line(name), clean_line(reason)
    if not called:
        raise NotCurated("A persona beside others needs a name. Nothing was changed.")
    if members and not why:
        raise NotCurated(NO_REASON)

    def add(study: Study) -> Study:
        made = Curation(
            id=_free_id(study),
            name=called,
            members=tuple(sorted(set(members))),
            grouped_because=why if members else "",
        )
        refuse_taken_name(study, called, made.id)
        return replace(study, personas=(*study.personas, made))

    return change(store, add)


def belonging(study: Study) -> Mapping[str, tuple[str, ...]]:
    """By participant (id) the personas (ids) that they were chosen for, in the study's order."""
    found: dict[str, tuple[str, ...]] = {}
    for curation in study.personas:
        for member in curation.members:
            found[member] = (*found.get(member, ()), curation.id)
    return found


def is_decided(curation: Curation) -> bool:
    """Whether anything was decided about a persona beside what it is called."""
    return curation != Curation(id=curation.id, name=curation.name)


def _free_id(study: Study) -> str:
    """`persona-2` and so on: it tells no name, which may change or have to be forgotten."""
    taken = {one.id for one in study.personas}
    return next(f"persona-{n}" for n in range(2, len(taken) + 3) if f"persona-{n}" not in taken)
