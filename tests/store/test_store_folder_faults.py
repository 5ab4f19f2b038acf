"""Folders that are no study, are one already, or may not be touched."""

import os
from pathlib import Path

import pytest
from msgspec.structs import replace
from store_examples import ID, INTERVIEW, STUDY, run_without_rights, tree

from persona_wizard.store import (
    FileInTheWay,
    FolderNotEmpty,
    NotAStudy,
    StoreError,
    StudyExists,
    StudyFolder,
)


def test_a_study_is_made_in_a_new_or_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in ("empty", "new", "deep/er"):
        StudyFolder.create(tmp_path / folder, STUDY)
        assert StudyFolder.open(tmp_path / folder).study() == STUDY


def test_a_study_is_not_made_over_another(tmp_path: Path) -> None:
    StudyFolder.create(tmp_path / "s", STUDY)
    before = tree(tmp_path)
    with pytest.raises(StudyExists, match="is a study already"):
        StudyFolder.create(tmp_path / "s", STUDY)
    assert tree(tmp_path) == before


def test_a_study_is_not_made_among_other_files(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(FolderNotEmpty, match="Nothing was changed"):
        StudyFolder.create(tmp_path, STUDY)
    assert tree(tmp_path) == {"letter.txt": b"dear"}


@pytest.mark.parametrize("place", ["letter.txt", "letter.txt/s", "letter.txt/s/deeper"])
def test_a_file_where_the_folder_would_go_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(FileInTheWay) as told:
        StudyFolder.create(tmp_path / place, STUDY)
    assert told.value.message == (
        f"A file stands at {tmp_path / 'letter.txt'}. Nothing was changed. "
        "Choose a new or an empty folder."
    )
    assert tree(tmp_path) == {"letter.txt": b"dear"}


def test_a_link_to_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileInTheWay, match="link"):
        StudyFolder.create(tmp_path / "link", STUDY)
    assert [path.name for path in tmp_path.iterdir()] == ["link"]


@pytest.mark.parametrize("step", range(6))
@pytest.mark.parametrize("stands", [False, True], ids=["new", "empty"])
def test_of_two_who_make_a_study_in_one_place_one_has_it_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stands: bool, step: int
) -> None:
    folder = tmp_path / "s"
    if stands:
        folder.mkdir()
    made: list[str] = []

    def make(title: str) -> None:
        try:
            StudyFolder.create(folder, replace(STUDY, title=title))
        except (StudyExists, FolderNotEmpty):
            return
        made.append(title)

    real = Path.mkdir
    calls = 0

    def interrupted(
        self: Path, mode: int = 0o777, parents: bool = False, exist_ok: bool = False
    ) -> None:
        nonlocal calls
        calls += 1
        if calls == step + 1:
            make("second")
        real(self, mode, parents, exist_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", interrupted)
        make("first")
    (title,) = made or ["nobody"]
    assert StudyFolder.open(folder).study().title == title
    assert {path.name for path in folder.iterdir() if path.name != ".locks"} == {
        *("study.json", ".gitignore"),
        *("interviews", "participants", "question_banks", "photos", "exports"),
    }


@pytest.mark.parametrize("made", ["nothing", "folder", "file"])
def test_what_is_no_study_is_told_and_left(tmp_path: Path, made: str) -> None:
    path = tmp_path / "s"
    if made == "folder":
        path.mkdir()
    elif made == "file":
        path.write_text("x")
    with pytest.raises(StoreError, match="s is no study") as told:
        StudyFolder.open(path)
    assert isinstance(told.value, NotAStudy)
    assert [p.name for p in tmp_path.rglob("*")] == ([] if made == "nothing" else ["s"])


def test_a_study_that_could_not_be_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.replace

    def full(source: Path, target: Path) -> None:
        if Path(target).name == "study.json":
            raise OSError(28, "No space left on device")
        real(source, target)

    (tmp_path / "empty").mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        for folder in ("new", "empty"):
            with pytest.raises(StoreError, match="the disk is full"):
                StudyFolder.create(tmp_path / folder, STUDY)
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]
    StudyFolder.create(tmp_path / "empty", STUDY)


def test_a_study_that_was_moved_away_is_not_begun_again_in_its_old_place(tmp_path: Path) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    file = store.begin(INTERVIEW)
    (tmp_path / "s").rename(tmp_path / "moved")
    for use in (
        lambda: file.save(INTERVIEW),
        lambda: store.save_study(STUDY),
        lambda: store.save_photo("a.png", b"x"),
    ):
        with pytest.raises(StoreError, match=r"is gone\. Put it back"):
            use()
    file.close()
    assert [path.name for path in tmp_path.iterdir()] == ["moved"]


def test_words_of_a_message_can_not_reach_the_terminal_as_commands(tmp_path: Path) -> None:
    with pytest.raises(NotAStudy) as told:
        StudyFolder.open(tmp_path / "a\x1b]0;owned\x07\nb")
    assert told.value.message.isprintable()


_TELL = (
    "def tell(use):\n"
    "    try: print('done', use())\n"
    "    except StoreError as fault: print(type(fault).__name__, fault.message)\n"
)


def test_a_folder_that_may_not_be_entered_is_told(tmp_path: Path) -> None:
    StudyFolder.create(tmp_path / "s", STUDY)
    (tmp_path / "s").chmod(0)
    told = run_without_rights(
        _TELL + "folder = Path('s')\n"
        "tell(lambda: StudyFolder.open(folder))\n"
        "from persona_wizard.model.study import Study\n"
        "tell(lambda: StudyFolder.create(folder, Study(title='x')))\n",
        tmp_path,
    )
    (tmp_path / "s").chmod(0o700)
    assert [line.split()[0] for line in told.splitlines()] == ["NoRights", "NoRights"]
    assert "Traceback" not in told


def test_a_study_that_may_only_be_read_can_be_read(tmp_path: Path) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    store.begin(INTERVIEW).close()
    leftover = store.folder / "interviews" / f".{ID}.json.0a1b2c3d.tmp"
    leftover.write_bytes(b"half")
    for path in [store.folder, *store.folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = tree(store.folder)
    told = run_without_rights(
        _TELL + "from persona_wizard.model.study import Study\n"
        "store = StudyFolder.open(Path('s'))\n"
        "print(store.study().title, len(store.interviews().interviews))\n"
        f"tell(lambda: store.reopen({ID!r}))\n"
        "tell(lambda: store.save_study(Study(title='x')))\n"
        "tell(lambda: store.save_photo('a.png', b'x'))\n"
        "tell(lambda: StudyFolder.create(Path('s') / 'new', Study(title='x')))\n",
        tmp_path,
    ).splitlines()
    for path in [store.folder, *store.folder.rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o600)
    assert told[0] == "Cedar Coffee 1"
    assert [line.split()[0] for line in told[1:]] == ["NoRights"] * 4
    assert tree(store.folder) == before


def test_an_interview_that_may_not_be_read_harms_only_itself(tmp_path: Path) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    store.begin(INTERVIEW).close()
    for path in [store.folder, *store.folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    (store.folder / "interviews" / f"{ID}.json").chmod(0)
    told = run_without_rights(
        "print(*StudyFolder.open(Path('s')).interviews().unreadable)", tmp_path
    )
    assert "you have no right to read it" in told


def test_counting_interviews_that_may_not_be_listed_is_told(tmp_path: Path) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    for path in [store.folder, *store.folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    (store.folder / "interviews").chmod(0)
    told = run_without_rights(
        _TELL + "tell(lambda: StudyFolder.open(Path('s')).interview_count())\n", tmp_path
    )
    (store.folder / "interviews").chmod(0o700)
    assert told.startswith("NoRights You have no right to read s/interviews.")


@pytest.mark.parametrize("made", ["file", "loop"])
def test_counting_interviews_where_there_is_no_folder_of_them_is_told(
    tmp_path: Path, made: str
) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    interviews = store.folder / "interviews"
    interviews.rmdir()
    assert store.interview_count() == 0
    if made == "file":
        interviews.write_text("x")
    else:
        interviews.symlink_to(interviews)
    with pytest.raises(StoreError, match="interviews can't be read"):
        StudyFolder.open(store.folder).interview_count()
