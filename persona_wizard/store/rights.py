"""Whether anybody but its owner may look into a study."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from persona_wizard.store.findings import Finding, Trouble, inside
from persona_wizard.store.layout import FILE_MODE, FOLDER_MODE, Layout

_OTHERS = 0o077


def wide_rights(layout: Layout) -> list[Trouble]:
    """Rights that others have: one trouble a folder, in the order of their names."""
    if os.name != "posix":  # Elsewhere the mode says nothing of others.
        return []
    # The rights of a link say nothing of what it leads to.
    if os.path.islink(layout.folder):
        layout = Layout(Path(os.path.realpath(layout.folder)))
    found = ((folder, _wide(layout, folder)) for folder in _folders(layout))
    return [_trouble(layout, folder, paths) for folder, paths in found if paths]


def _trouble(layout: Layout, folder: Path, paths: list[Path]) -> Trouble:
    file = "." if folder == layout.folder else f"{inside(layout, folder)}/"
    files = len(paths) - (folder in paths)
    counted = "" if not files else "1 file in it" if files == 1 else f"{files} files in it"
    both = " and to " if folder in paths and files else ""
    what = f"others have rights to {'it' if folder in paths else ''}{both}{counted}"

    def mend() -> Finding:
        for path in paths:
            try:
                path.chmod(FOLDER_MODE if path == folder else FILE_MODE)
            except FileNotFoundError:
                continue
            except OSError as error:
                return Finding(file, what, f"{_kept(error)}. {_ASK}")
        if _wide(layout, folder):
            return Finding(file, what, f"This disk keeps no rights. {_MOVE}")
        return Finding(file, what, "Only you have rights now", done=True)

    return Trouble(Finding(file, what, "Only you will have rights"), mend)


_ASK = "Ask the owner to take the others' rights back"
_MOVE = "Keep the study on a disk that does, or where nobody else can look"


def _kept(error: OSError) -> str:
    return f"They could not be taken back ({error.strerror or type(error).__name__})"


def _folders(layout: Layout) -> Iterator[Path]:
    """The study's own folders; what others put beside them is theirs."""
    yield layout.folder
    for top in (
        layout.backup,
        layout.cache,
        layout.locks,
        layout.conflicts,
        layout.exports,
        layout.interviews,
        layout.participants,
        layout.photos,
        layout.quarantine,
        layout.question_banks,
    ):
        # A link may lead out of the study.
        for folder, inner, _ in () if top.is_symlink() else os.walk(top):
            inner.sort()
            yield Path(folder)


def _wide(layout: Layout, folder: Path) -> list[Path]:
    """The folder itself and its files, where others have rights to them; links are left alone."""
    own = [layout.study, layout.gitignore]
    files = own if folder == layout.folder else _files_in(folder)
    return [path for path in (folder, *files) if _is_wide(path)]


def _files_in(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return sorted(
                folder / entry.name for entry in entries if entry.is_file(follow_symlinks=False)
            )
    except OSError:
        return []


def _is_wide(path: Path) -> bool:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return not stat.S_ISLNK(mode) and bool(mode & _OTHERS)
