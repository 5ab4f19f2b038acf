"""A disk that loses its power: what it may show of a folder after that, from the calls made.

The model is harder than most disks. Of a file's bytes, those are safe that the file's last sync
has seen; each page written since then may be old, new or missing, and so may its length. Of a
folder's names, those are safe that its last sync has seen; each change since then (a name made,
renamed or removed, in one step) may be there or not, whatever came before or after it.
"""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

from msgspec import Struct

PAGE = 4096

# A file or a folder is known by its number in the file system; a name by its folder's and itself.
Node = int
Name = tuple[Node, str]


class Change(Struct):
    """Names that changed in one step, and the folders that have not been synced since."""

    names: dict[Name, Node | None]
    unsynced: set[Node]

    def copy(self) -> "Change":
        return Change(self.names, set(self.unsynced))


class Moment(Struct, frozen=True):
    """What the disk holds at one time: each file's safe contents, then those written since.

    `tag` says what was going on.
    """

    tag: Any
    root: Node
    folders: frozenset[Node]
    contents: dict[Node, tuple[bytes, ...]]
    changes: tuple[Change, ...]


class Recorder:
    """Watches a folder: `moments` has the disk before and after every call that changes it."""

    def __init__(self, folder: Path) -> None:
        self.moments: list[Moment] = []
        self.tag: Any = None
        self._folder = folder
        self._root = os.stat(folder).st_ino
        self._open_file, self._close = os.open, os.close
        # What is open keeps its number from being given to another, a removed folder too.
        self._kept: dict[Node, int] = {}
        self._folders: set[Node] = {self._root}
        self._names: dict[Name, Node] = {}
        self._contents: dict[Node, tuple[bytes, ...]] = {}
        self._changes: list[Change] = []
        # What stands there at first is safe.
        self._look()
        for change in self._changes:
            change.unsynced.clear()
        self._contents = {node: found[-1:] for node, found in self._contents.items()}
        self.moments.clear()
        self._remember()

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Record every call inside."""
        calls = ("open", "replace", "rename", "link", "unlink", "remove", "mkdir", "rmdir")
        others = ("truncate", "ftruncate", "write", "close")
        with (
            mock.patch.multiple(os, **{call: self._watched(call) for call in calls + others}),
            mock.patch.multiple(os, fsync=self._syncing(os.fsync)),
        ):
            yield
        self._look()

    def close(self) -> None:
        for descriptor in self._kept.values():
            self._close(descriptor)

    def _watched(self, call: str) -> Callable[..., Any]:
        real = getattr(os, call)

        def watched(*arguments: Any, **options: Any) -> Any:
            self._look()
            result = real(*arguments, **options)
            self._look()
            return result

        return watched

    def _syncing(self, real: Callable[[int], None]) -> Callable[[int], None]:
        def sync(descriptor: int) -> None:
            self._look()
            real(descriptor)
            node = os.fstat(descriptor).st_ino
            if node in self._contents:
                self._contents[node] = self._contents[node][-1:]
            for change in self._changes:
                change.unsynced.discard(node)
            self._remember()

        return sync

    def _look(self) -> None:
        """See what changed since the last look, all of it in one step."""
        names = dict(self._walk(self._folder, self._root))
        changed = {name: names.get(name) for name in {*names, *self._names}}
        changed = {n: node for n, node in changed.items() if self._names.get(n) != node}
        if changed:
            self._changes.append(Change(changed, {folder for folder, _ in changed}))
        self._names = names
        self._remember()

    def _walk(self, folder: Path, node: Node) -> Iterator[tuple[Name, Node]]:
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            found = entry.stat(follow_symlinks=False)
            yield (node, entry.name), found.st_ino
            if stat.S_ISDIR(found.st_mode):
                self._see_folder(Path(entry.path), found.st_ino)
                yield from self._walk(folder / entry.name, found.st_ino)
            else:
                self._see(Path(entry.path), found.st_ino)

    def _see_folder(self, folder: Path, node: Node) -> None:
        if node not in self._folders:
            self._kept[node] = self._open_file(folder, os.O_RDONLY)
            self._folders.add(node)

    def _see(self, file: Path, node: Node) -> None:
        if node not in self._kept:
            self._kept[node] = self._open_file(file, os.O_RDONLY)
            # Nothing of a new file is safe, not even its length.
            self._contents[node] = (b"",)
        size = os.fstat(self._kept[node]).st_size
        data = os.pread(self._kept[node], size, 0)
        if data != self._contents[node][-1]:
            self._contents[node] += (data,)

    def _remember(self) -> None:
        changes = tuple(change.copy() for change in self._changes)
        folders = frozenset(self._folders)
        self.moments.append(Moment(self.tag, self._root, folders, dict(self._contents), changes))


def show_after_power_loss(moment: Moment, chance: Random, folder: Path) -> None:
    """Make in this new folder what a disk may show that lost its power at this moment."""
    share = chance.choice((0.0, 0.2, 0.5, 0.8, 1.0))
    names: dict[Name, Node] = {}
    for change in moment.changes:
        if change.unsynced and chance.random() >= share:
            continue
        for name, node in change.names.items():
            if node is None:
                names.pop(name, None)
            else:
                names[name] = node
    _make(moment, names, moment.root, chance, folder)


def _make(
    moment: Moment, names: dict[Name, Node], node: Node, chance: Random, folder: Path
) -> None:
    folder.mkdir()
    for (parent, name), child in names.items():
        if parent != node:
            continue
        if child in moment.folders:
            _make(moment, names, child, chance, folder / name)
        else:
            (folder / name).write_bytes(_survived(moment.contents[child], chance))


def _survived(versions: tuple[bytes, ...], chance: Random) -> bytes:
    """One of a file's contents, or a mixture of their pages."""
    if len(versions) == 1 or chance.random() < 0.3:
        return chance.choice(versions)
    length = len(chance.choice(versions))
    pages = (
        chance.choice(versions)[start : start + PAGE].ljust(PAGE, b"\0")
        for start in range(0, length, PAGE)
    )
    return b"".join(pages)[:length]
