"""What came with somebody else's study touches no file outside it, and keeps nobody from opening.

More of what an account of an export can say: `torture/test_kill_while_exporting.py`.
"""

import errno
import json
import os
from pathlib import Path

import pytest
from store_examples import ID, INTERVIEW, STUDY

from persona_wizard.opened import told
from persona_wizard.store import StoreError, StudyFolder, page, unfinished, whole_files, write_all
from persona_wizard.store.arrivals import arriving
from persona_wizard.store.layout import Layout, is_temporary
from persona_wizard.studies.doctor import look, put_right

HALF = ".notes.txt.0123abcd.tmp"


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    store.begin(INTERVIEW).close()
    return store


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """Somebody's own folder, with files of every name that a study gives a meaning."""
    folder = tmp_path / "victim"
    for name, text in {
        "taxes/2025.ods": "taxes",
        "instead/k.txt": "k",
        f"{ID}.json": "another study's",
        "export.json": '{"files": [], "written": false}',
        "study.lock": "lock",
        "export.lock": "lock",
        "study.who": "who",
        "notes.txt": "notes",
        HALF: "half",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def bytes_in(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def quiet(done: int, of: int) -> None:
    """Nobody waits."""


def put_link(store: StudyFolder, name: str, to: Path) -> Path:
    """A link in place of one of the study's folders."""
    link = store.folder / name
    if link.is_dir():
        link.rename(link.with_name("was"))
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(to)
    return link


def give(store: StudyFolder) -> None:
    with store.alone(), arriving(Layout(store.folder)):
        pass


@pytest.mark.parametrize("name", [".come", ".come/instead", ".coming", ".locks"])
def test_no_link_in_place_of_a_folder_is_followed(
    store: StudyFolder, victim: Path, name: str
) -> None:
    link = put_link(store, name, victim)
    before, there = bytes_in(victim), bytes_in(store.folder / "interviews")
    opened = StudyFolder.open(store.folder)
    assert [one.id for one in opened.interviews().interviews] == [ID]
    assert f"{name}/" in [finding.file for finding in look(store.folder, quiet).findings]
    assert f"{name}/" in [finding.file for finding in put_right(store.folder, quiet).findings]
    with pytest.raises(StoreError, match="is a link"):
        give(opened)
    assert bytes_in(victim) == before
    assert bytes_in(store.folder / "interviews") == there
    assert not list(store.folder.rglob("2025.ods"))
    assert link.is_symlink()


def test_where_locks_lead_away_an_export_keeps_no_account_there(
    store: StudyFolder, victim: Path, tmp_path: Path
) -> None:
    put_link(store, ".locks", victim)
    before = bytes_in(victim)
    pages = (tmp_path / "a.md", store.folder / "exports" / "a.md")
    write_all(store.folder, dict.fromkeys(pages, b"page"), replace=True)
    assert [path.read_bytes() for path in pages] == [b"page", b"page"]
    with pytest.raises(StoreError, match="is a link"):
        store.reopen(ID)
    with pytest.raises(StoreError, match="is a link"):
        store.save_study(STUDY)
    assert bytes_in(victim) == before


def account(store: StudyFolder, *temporaries: str, written: bool, earlier: str = "") -> Path:
    path = Layout(store.folder).export_account
    path.parent.mkdir(exist_ok=True)
    files = [{"temporary": one, "earlier": earlier} for one in temporaries]
    path.write_text(json.dumps({"files": files, "written": written}))
    return path


@pytest.mark.parametrize("written", [True, False])
@pytest.mark.parametrize(
    "way",
    [
        "{victim}",
        "../victim",
        "exports/../../victim",
        "exports/out",
        "exports/in/out",
        "exports/out/taxes/..",
        "photos",
        ".",
    ],
)
def test_an_account_touches_nothing_but_what_lies_in_exports(
    store: StudyFolder, victim: Path, way: str, written: bool
) -> None:
    (store.folder / "exports" / "in").mkdir(parents=True)
    (store.folder / "exports" / "out").symlink_to(victim)
    (store.folder / "exports" / "in" / "out").symlink_to(victim)
    for name in ("photos", "."):
        (store.folder / name).mkdir(exist_ok=True)
        (store.folder / name / HALF).write_text("half")
        (store.folder / name / "notes.txt").write_text("notes")
    half = f"{way.format(victim=victim)}/{HALF}"
    account(store, half, written=written, earlier=unfinished.print_of(b"notes"))
    before = bytes_in(victim)
    unfinished.finish_if_free(Layout(store.folder))
    assert bytes_in(victim) == before
    for name in ("photos", "."):
        assert (store.folder / name / HALF).read_text() == "half"
        assert (store.folder / name / "notes.txt").read_text() == "notes"


@pytest.mark.parametrize("name", ["...deadbeef.tmp", "....deadbeef.tmp"])
def test_no_temporary_file_was_to_become_a_folder(store: StudyFolder, name: str) -> None:
    assert not is_temporary(Path(name))
    for folder in ("interviews", "exports"):
        (store.folder / folder).mkdir(exist_ok=True)
        (store.folder / folder / name).write_text("half")
    account(store, f"exports/{name}", "exports/.\0.deadbeef.tmp", written=True)
    assert look(store.folder, quiet).findings
    put_right(store.folder, quiet)
    account(store, f"exports/{name}", written=True)
    assert StudyFolder.open(store.folder).study() == STUDY


@pytest.mark.parametrize("kind", ["pipe", "folder", "link", "other", "nonsense"])
def test_an_account_that_can_not_be_read_stays_and_is_told(
    store: StudyFolder, victim: Path, kind: str
) -> None:
    path = account(store, written=False)
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to(victim / "export.json")
    else:
        path.write_bytes(b"[" * 100_000 if kind == "nonsense" else b'{"temporaries": []}')
    StudyFolder.open(store.folder)
    (found,) = [one for one in put_right(store.folder, quiet).findings if "account" in one.what]
    assert (found.file, found.done) == (".locks/export.json", False)
    assert os.path.lexists(path)
    assert (victim / "export.json").exists()


def test_a_page_that_somebody_changed_since_the_kill_stays(
    store: StudyFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other, gone = (store.folder / "exports" / name for name in ("a.md", "b.md", "c.md"))
    for path in (one, other, gone):
        path.parent.mkdir(exist_ok=True)
        path.write_text("old")
    kill_at_first(store, {one: b"new", other: b"new", gone: b"new"})
    one.write_text("by hand")
    gone.unlink()
    opened = StudyFolder.open(store.folder)
    assert (one.read_text(), other.read_text()) == ("by hand", "new")
    assert not gone.exists()
    assert sorted(opened.kept) == ["exports/a.md", "exports/c.md"]
    assert not list(store.folder.rglob("*.tmp"))
    told(opened)
    assert capsys.readouterr().err.splitlines() == [
        "exports/a.md was changed since an export of it was cut short, and stays as it is. "
        "Export again.",
        "exports/c.md was changed since an export of it was cut short, and stays as it is. "
        "Export again.",
    ]
    assert StudyFolder.open(store.folder).kept == ()


def test_doctor_tells_which_page_was_changed_since_the_kill(store: StudyFolder) -> None:
    one = store.folder / "exports" / "a.md"
    one.parent.mkdir(exist_ok=True)
    one.write_text("old")
    kill_at_first(store, {one: b"new"})
    one.write_text("by hand")
    (found,) = [f for f in put_right(store.folder, quiet).findings if "export" in f.what]
    assert found.done
    assert "exports/a.md" in found.remedy
    assert one.read_text() == "by hand"


def kill_at_first(store: StudyFolder, pages: dict[Path, bytes]) -> None:
    """Kill an export before the first of its pages has its place."""
    child = os.fork()
    if child == 0:
        whole_files._Writing._put = lambda *_: os._exit(9)  # type: ignore[method-assign]
        write_all(store.folder, pages, replace=True)
        os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 9


def test_what_is_erased_is_not_brought_by_an_export_that_was_killed(
    store: StudyFolder, tmp_path: Path
) -> None:
    said = b"I am Zerlina the nurse of the only hospital for years"
    kill_at_first(
        store, {store.folder / "exports" / "p.md": said, tmp_path / "p.md": b"# Page\n" + said}
    )
    (erased,) = store.people_called(INTERVIEW.pseudonym, "2026-11-22T09:00:00.000Z")
    store.erase(erased)
    assert not Layout(store.folder).export_account.exists()
    StudyFolder.open(store.folder)
    assert not [data for data in bytes_in(store.folder).values() if b"Zerlina" in data]
    assert not (tmp_path / "p.md").exists()


def test_a_full_disk_of_the_study_refuses_no_page_of_another_disk(
    store: StudyFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def without_room(path: Path, flags: int, *more: int) -> int:
        # A lock is an empty file, for which there is room.
        full = Path(path).is_relative_to(store.folder) and not str(path).endswith(".lock")
        if flags & os.O_CREAT and full:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, flags, *more)

    monkeypatch.setattr(os, "open", without_room)
    write_all(store.folder, {tmp_path / "a.md": b"page"}, replace=True)
    assert (tmp_path / "a.md").read_bytes() == b"page"
    with pytest.raises(StoreError, match="the disk is full"):
        write_all(store.folder, {store.folder / "exports" / "a.md": b"page"}, replace=True)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("[^P1] P1 [^P2]", "  P1  "),
        ("[^P1] **P1**, **P3**", "   , **P3**"),
        ("[^P1] P1:= P1= aP1= P3=", "      aP1= P3="),
        ('[^P1] <a id="P1" href="#P1">P1</a> -P1<', '  <a id=" " href="# "> </a> - <'),
        ("[^P1] [^P2] (P1, P2 and P3)", "    ( and P3)"),
        ("[^P1] [^P2] (P1, P2 and P12)", "    ( and P12)"),
        ('[^P1] (P1B) (P3, P1) " (P1)', '  (P1B) (P3, P1) " (P1)'),
        ("[^P1] [^P2] fits P1 and P2, fit P3", "     , fit P3"),
        ('P1 <span class="mark">P1</span> **P1**', 'P1 <span class="mark"> </span>  '),
        ("**P1** (P1) fits P1", "**P1** (P1) fits P1"),
    ],
)
def test_the_marks_of_notes_are_nobodys_pseudonym(text: str, left: str) -> None:
    assert page._without_notes(text) == left


def test_a_page_of_many_notes_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    real = page.re.sub

    def counted(pattern: str, *more: object, **named: object) -> str:
        tried.append(pattern)
        return real(pattern, *more, **named)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(page.re, "sub", counted)
    page._without_notes("".join(f"[^A{number}]" for number in range(100)))
    assert len(tried) < 10
