"""What a look at a study's files finds, and how each of it is put right."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.store.errors import StoreError
from persona_wizard.store.layout import Layout
from persona_wizard.store.locks import STUDY_SECONDS, Taken, held

# Files looked at so far, and how many there are.
Progress = Callable[[int, int], None]


class Finding(Struct, frozen=True):
    """One thing that is wrong: the file's path inside the study, what it is, what becomes of it.

    `remedy` says what was done where `done`, else what is to be done. `who` is whom it is about,
    where that is known. Its texts may repeat what stands in files: clean them on their way to a
    screen.
    """

    file: str
    what: str
    remedy: str
    done: bool = False
    who: str = ""


class Trouble(Struct, frozen=True):
    """A finding as it is told before anything is done, and what puts it right.

    `mend` is None where only a person can; it raises StoreError.
    """

    told: Finding
    mend: Callable[[], Finding] | None = None


def about(who: str, trouble: Trouble) -> Trouble:
    """The same trouble, in which it is said whom it is about."""
    mend = trouble.mend
    told = replace(trouble.told, who=who)
    if mend is None:
        return Trouble(told)
    return Trouble(told, lambda: replace(mend(), who=who))


def inside(layout: Layout, path: Path) -> str:
    """A path as it is told: from the study's folder on."""
    return path.relative_to(layout.folder).as_posix()


@contextmanager
def study_to_itself(layout: Layout) -> Iterator[None]:
    """Change what belongs to no single interview. Raises StoreError where another does."""
    try:
        with held(layout.study_lock, STUDY_SECONDS):
            yield
    except Taken as taken:
        raise StoreError(
            f"Left as it is: the study is being saved by {taken.holder or 'someone else'}. "
            "Try again in a moment."
        ) from taken
