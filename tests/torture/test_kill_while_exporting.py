"""Pages that go into `exports/` together are all new or all as they were, however it was cut short.

Elsewhere each page is whole.

More kills and power cuts: PERSONA_WIZARD_KILLS=1000 PERSONA_WIZARD_POWER_CUTS=1000
"""

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest
from cut_short import killed, power_cut
from torture_examples import STUDY

from persona_wizard.store import StudyFolder, write_all
from persona_wizard.store.listing import unwatched
from persona_wizard.studies.doctor import look, put_right

KILLS = int(os.environ.get("PERSONA_WIZARD_KILLS", "100"))
CUTS = int(os.environ.get("PERSONA_WIZARD_POWER_CUTS", "200")) // 2
Move = Callable[[Path, Path], None]
# More calls than writing so many pages is made of.
CALLS = 3_000
OLD, NEW = b"old page\n" * 600, b"new page\n" * 1200
# Some in the study, some on a drive; some in folders that are not there.
INSIDE = (
    "study/exports/sales/robin-sales.md",
    "study/exports/sales/photos/robin.svg",
    "study/exports/support/robin-support.md",
)
PAGES = (
    *INSIDE,
    "drive/robin-marketing.md",
    "drive/photos/robin.svg",
    "drive/robin-product.md",
)


def _place(folder: Path, over: bool) -> StudyFolder:
    """A study and a drive; where pages are written over, all but one stand there."""
    store = StudyFolder.create(folder / "study", STUDY)
    (folder / "drive").mkdir()
    for page in PAGES[1:] if over else ():
        path = folder / page
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(OLD)
    return store


def _pages(folder: Path) -> Mapping[Path, bytes]:
    return {folder / page: NEW for page in PAGES}


def _check(over: bool, folder: Path, said: bool) -> bool:
    """Whether those in the study are new; raises AssertionError where it is some of them.

    `said` is whether it was said to be done.
    """
    StudyFolder.open(folder / "study")
    found = {page: _read(folder / page) for page in PAGES}
    before = dict.fromkeys(PAGES, OLD if over else None) | {PAGES[0]: None}
    new = all(found[page] == NEW for page in INSIDE)
    old = all(found[page] == before[page] for page in INSIDE)
    assert new or old, {page: data and data[:3] for page, data in found.items()}
    assert all(data in (before[page], NEW) for page, data in found.items())
    assert not said or all(data == NEW for data in found.values())
    assert not list((folder / "study").rglob(".*.tmp"))
    assert not (folder / "study" / ".locks" / "export.json").exists()
    # Whatever was left of it, the next time it is written.
    write_all(folder / "study", _pages(folder), replace=True)
    assert all(_read(folder / page) == NEW for page in PAGES)
    return new


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


@pytest.mark.parametrize("over", [False, True], ids=["new", "over others"])
def test_a_kill_while_exporting_leaves_all_pages_or_none(tmp_path: Path, over: bool) -> None:
    made = _made(tmp_path, over)
    ready, check = partial(_ready, over=over), partial(_check, over)
    # Most were killed in the middle of it.
    assert killed(made, ready, check, calls=CALLS, kills=KILLS // 2) > KILLS // 8


@pytest.mark.parametrize("over", [False, True], ids=["new", "over others"])
def test_a_power_cut_while_exporting_leaves_all_pages_or_none(tmp_path: Path, over: bool) -> None:
    made = _made(tmp_path, over)
    power_cut(made, partial(_ready, over=over), partial(_check, over), cuts=CUTS)


def _made(tmp_path: Path, over: bool) -> Path:
    made = tmp_path / "made"
    made.mkdir()
    _place(made, over)
    return made


def _ready(folder: Path, *, over: bool) -> Callable[[], object]:
    return lambda: write_all(folder / "study", _pages(folder), replace=over)


@pytest.mark.parametrize("over", [False, True], ids=["new", "over others"])
def test_a_kill_between_any_two_pages_is_finished(tmp_path: Path, over: bool) -> None:
    """Each of the places where some pages are new and others are not, one after the other."""
    move = "replace" if over else "link"
    for kept in range(len(PAGES)):
        folder = tmp_path / str(kept)
        folder.mkdir()
        _place(folder, over)
        child = os.fork()
        if child == 0:
            setattr(os, move, _dying(getattr(os, move), set(_pages(folder)), kept))
            write_all(folder / "study", _pages(folder), replace=over)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 9
        assert sum(_read(folder / page) == NEW for page in PAGES) == kept
        assert _check(over, folder, said=False)


def _dying(move: Move, pages: set[Path], after: int) -> Move:
    """A way to move files that gives so many of these pages their place, and no more."""
    left = after

    def moved(source: Path, target: Path) -> None:
        nonlocal left
        left -= Path(target) in pages
        if left < 0:
            os._exit(9)
        move(source, target)

    return moved


def test_a_study_that_was_moved_is_finished_too(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    store = _place(first, over=True)
    child = os.fork()
    if child == 0:
        os.replace = _dying(os.replace, set(_pages(first)), 0)
        pages = {path: NEW for path in _pages(first) if path.is_relative_to(store.folder)}
        write_all(store.folder, pages, replace=True)
        os._exit(0)
    os.waitpid(child, 0)
    first.rename(second)
    StudyFolder.open(second / "study")
    assert all((second / page).read_bytes() == NEW for page in PAGES[:3])


def test_doctor_tells_of_an_export_that_was_cut_short_and_finishes_it(tmp_path: Path) -> None:
    store = _place(tmp_path, over=True)
    child = os.fork()
    if child == 0:
        os.replace = _dying(os.replace, set(_pages(tmp_path)), 2)
        write_all(store.folder, _pages(tmp_path), replace=True)
        os._exit(0)
    os.waitpid(child, 0)
    seen = look(store.folder, unwatched)
    assert "an export was cut short" in [finding.what for finding in seen.findings]
    assert _read(tmp_path / INSIDE[2]) == OLD
    assert put_right(store.folder, unwatched).remaining == 0
    assert all(_read(tmp_path / page) == NEW for page in INSIDE)
    assert not look(store.folder, unwatched).findings


@pytest.mark.parametrize(
    "account",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        b'{"files": [{"temporary": "../mine.txt", "earlier": ""}], "written": true}',
        b'{"files": [{"temporary": "study.json", "earlier": ""}], "written": false}',
        b'{"files": [{"temporary": "../.link.0123abcd.tmp", "earlier": ""}], "written": true}',
        b'{"files": [{"temporary": "exports/.link.0123abcd.tmp", "earlier": ""}], "written": true}',
    ],
)
def test_an_account_that_somebody_else_wrote_harms_no_file(tmp_path: Path, account: bytes) -> None:
    store = StudyFolder.create(tmp_path / "study", STUDY)
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    for folder in (tmp_path, store.folder / "exports"):
        folder.mkdir(exist_ok=True)
        (folder / ".link.0123abcd.tmp").symlink_to(mine)
    (store.folder / ".locks").mkdir(exist_ok=True)
    (store.folder / ".locks" / "export.json").write_bytes(account)
    assert StudyFolder.open(store.folder).study() == STUDY
    assert mine.read_text() == "mine"
    assert not (tmp_path / "link").exists()
    assert not (store.folder / "exports" / "link").exists()
