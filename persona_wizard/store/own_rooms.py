"""The files and folders that are a study's own, among which nothing is exported."""

import os
from pathlib import Path

from persona_wizard.store.layout import Layout

_HERE = Layout(Path())
_ROOMS = (
    _HERE.study,
    _HERE.interviews,
    _HERE.participants,
    _HERE.photos,
    _HERE.question_banks,
    _HERE.quarantine,
    _HERE.conflicts,
)
# Some disks take names in capitals for the same.
_NAMES = frozenset(room.name.casefold() for room in _ROOMS)
_EXPORTS = _HERE.exports.name


def own_room(path: Path) -> Path | None:
    """What of a study's own a file at this path would take the place of, or lie in.

    Of any study, whatever links lead there; None where there is nothing such. A link at the path
    itself is not followed, since what is written takes its place.
    """
    real = Path(os.path.realpath(path.parent)) / path.name
    for home in real.parents:
        room = home / real.relative_to(home).parts[0]
        if _is_study(home) and _is_own(room, whole=room == real):
            return room
    return None


def _is_study(folder: Path) -> bool:
    return os.path.lexists(Layout(folder).study)


def _is_own(room: Path, *, whole: bool) -> bool:
    """Whether it is a room of the study that it stands in; exports are where they are `whole`."""
    name = room.name.casefold()
    if name in _NAMES or name.startswith("."):
        return True
    return _is_one(room, _EXPORTS) if whole else any(_is_one(room, r.name) for r in _ROOMS)


def _is_one(room: Path, name: str) -> bool:
    """Whether a file or folder is the one of this name beside it, however the disk spells it."""
    if room.name.casefold() == name:
        return True
    try:
        return os.path.samefile(room, room.with_name(name))
    except OSError:
        return False
