"""All interviews of a study in short: at once from the index, or with every file looked at."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from msgspec import Struct

from persona_wizard.store.erased import Erased, retired, unerased
from persona_wizard.store.errors import StoreError
from persona_wizard.store.index import Known, mark_at, new_index, read_known, read_summaries
from persona_wizard.store.layout import Layout
from persona_wizard.store.listing import Unreadable, json_names, read_listed, unerased_files
from persona_wizard.store.summary import Summary, in_order, summary_of

# How many files were read, of how many that have to be.
Progress = Callable[[int, int], None]


class Overview(Struct, frozen=True):
    """The interviews of a study in short by their start, and the files that could not be read.

    `retired` are the pseudonyms of people who were erased: they are never given again.
    """

    interviews: tuple[Summary, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    retired: tuple[str, ...] = ()

    def without(self, erased: Sequence[Erased]) -> "Overview":
        """What is left where this was erased."""
        return Overview(
            unerased(self.interviews, erased),
            unerased_files(self.unreadable, erased),
            retired(erased),
        )


def kept_overview(layout: Layout) -> Overview:
    """What the index says, no file looked at; nothing where there is no index."""
    return Overview(read_summaries(layout))


def checked_overview(layout: Layout, progress: Progress) -> Overview:
    """Look at every file, and read those that are not as the index knows them.

    `progress` is told of the reading, and of nothing where none is needed. An index that can't be
    kept is no fault. Raises NoRights, DamagedFile where the folder itself can't be listed.
    """
    known = read_known(layout)
    folder = f"{layout.interviews}/"
    same: list[Known] = []
    others: list[str] = []
    for name in json_names(layout.interviews):
        before = known.get(name)
        if before is not None and before.mark == mark_at(folder + name):
            same.append(before)
        else:
            others.append(name)
    if not others and len(same) == len(known):
        return _overview(same, ())
    with new_index(layout) as index:
        read, unreadable = _read(layout, others, progress)
        if index is not None and (read or len(same) != len(known)):
            with suppress(StoreError, OSError):
                index.write([*same, *read])
    return _overview([*same, *read], unreadable)


def _overview(known: Sequence[Known], unreadable: Sequence[Unreadable]) -> Overview:
    return Overview(in_order(one.summary for one in known), tuple(unreadable))


def _read(
    layout: Layout, names: Sequence[str], progress: Progress
) -> tuple[list[Known], list[Unreadable]]:
    read: list[Known] = []
    unreadable: list[Unreadable] = []
    for number, name in enumerate(names):
        progress(number, len(names))
        path = layout.interviews / name
        # Before the reading: what is saved in between is read again the next time.
        mark = mark_at(str(path))
        interview = read_listed(layout, path)
        if isinstance(interview, Unreadable):
            unreadable.append(interview)
        elif interview is not None and mark is not None:
            read.append(Known(mark, summary_of(interview)))
    progress(len(names), len(names))
    return read, unreadable
