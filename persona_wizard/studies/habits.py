"""How somebody likes to take interviews down. A convenience: never in the way."""

from contextlib import suppress

import msgspec
from msgspec import Struct

from persona_wizard.studies.recent import state_folder

_FILE = "habits.json"


class Habits(Struct, frozen=True):
    """`running_notes`: in one stream of lines rather than answer by answer; `theme`: colours."""

    running_notes: bool = False
    theme: str = ""


def habits() -> Habits:
    """The habits kept last; the usual ones where they can't be read."""
    try:
        return msgspec.json.decode((state_folder() / _FILE).read_bytes(), type=Habits)
    except (OSError, msgspec.MsgspecError, ValueError):
        return Habits()


def keep_habits(kept: Habits) -> None:
    """Remember these habits; where they can't be written, they are let go."""
    from persona_wizard.store import StoreError, write_whole

    with suppress(OSError, StoreError):
        folder = state_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(folder / _FILE, msgspec.json.encode(kept))
