"""All interviews of a study; one that can't be read harms only itself."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from persona_wizard.model.interview import Interview
from persona_wizard.store.erased import Erased, is_erased, retired, unerased
from persona_wizard.store.errors import NoRights, UnreadableFile, not_readable
from persona_wizard.store.findings import Progress
from persona_wizard.store.interview_file import read_interview
from persona_wizard.store.layout import Layout


class Unreadable(Struct, frozen=True):
    """A file that can't be used: its path inside the study, and why."""

    file: str
    reason: str


class Listing(Struct, frozen=True):
    """The interviews of a study by their start, and the files that could not be read.

    `retired` are the pseudonyms of people who were erased: they are never given again.
    """

    interviews: tuple[Interview, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    retired: tuple[str, ...] = ()

    def without(self, erased: Sequence[Erased]) -> "Listing":
        """What is left where this was erased."""
        return Listing(
            unerased(self.interviews, erased),
            unerased_files(self.unreadable, erased),
            retired(erased),
        )


def unerased_files(
    unreadable: Iterable[Unreadable], erased: Sequence[Erased]
) -> tuple[Unreadable, ...]:
    """Those that are no interview's that was erased."""
    return tuple(one for one in unreadable if not is_erased(erased, Path(one.file).stem))


def unwatched(_done: int, _of: int) -> None:
    """The progress of a reading that nobody waits for."""


def list_interviews(layout: Layout, progress: Progress = unwatched) -> Listing:
    """Read every interview. Raises NoRights, DamagedFile where the folder can't be listed."""
    interviews: list[Interview] = []
    unreadable: list[Unreadable] = []
    paths = json_files(layout.interviews)
    for number, path in enumerate(paths):
        progress(number, len(paths))
        read = read_listed(layout, path)
        if isinstance(read, Unreadable):
            unreadable.append(read)
        elif read is not None:
            interviews.append(read)
    progress(len(paths), len(paths))
    interviews.sort(key=lambda interview: (interview.started, interview.id))
    return Listing(tuple(interviews), tuple(unreadable))


def read_listed(layout: Layout, path: Path) -> Interview | Unreadable | None:
    """One of a study's interviews, or why it can't be read; None where it was erased meanwhile."""
    try:
        return read_interview(path)
    except (UnreadableFile, NoRights) as fault:
        return Unreadable(path.relative_to(layout.folder).as_posix(), fault.reason)


def json_files(folder: Path) -> list[Path]:
    """The files in a folder that are meant to be data, by name; none where there is no folder.

    Raises NoRights, DamagedFile.
    """
    return [folder / name for name in json_names(folder)]


def json_names(folder: Path) -> list[str]:
    """The names of these files. Raises NoRights, DamagedFile."""
    try:
        names = sorted(os.listdir(folder))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise not_readable(folder, error) from error
    return [name for name in names if name.endswith(".json") and name[0] != "."]
