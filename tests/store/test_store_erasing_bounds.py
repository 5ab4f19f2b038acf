"""Erasing keeps to the study and to the person, whatever came with a pull or stands meanwhile."""

import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from store_examples import ID, INTERVIEW, OTHER, STUDY

import persona_wizard.store.conflicts
import persona_wizard.store.erasing
from persona_wizard.model.interview import Participant
from persona_wizard.store import (
    DamagedFile,
    Erased,
    InterviewLocked,
    OpenInterview,
    StoreError,
    StudyFolder,
)
from persona_wizard.store.checkup import check_interviews, check_study
from persona_wizard.store.layout import Layout
from persona_wizard.store.links import linked_folders
from persona_wizard.store.locks import Lock, Taken
from persona_wizard.store.remains import gitignore_lines, stale_locks
from persona_wizard.store.rights import wide_rights

AT = "2026-11-22T09:00:00.000Z"
PERSON = INTERVIEW.participant
LAN = replace(
    INTERVIEW, id=OTHER, participant="bb22cc33dd44", pseudonym="P02", answers={}, notes=()
)
THIRD = "0000000000aa"


@pytest.fixture
def study(tmp_path: Path) -> StudyFolder:
    """Two people, P01 and P02, each with a name and a backup."""
    store = StudyFolder.create(tmp_path / "s", STUDY)
    for interview, name in ((INTERVIEW, "Zinnia Quackenbush"), (LAN, "Lan")):
        store.begin(interview).close()
        store.reopen(interview.id).close()
        store.save_participant(Participant(interview.participant, interview.pseudonym, name))
    return store


def erase(store: StudyFolder, pseudonym: str = "P01") -> None:
    (erased,) = store.people_called(pseudonym, AT)
    store.erase(erased)


def listed(store: StudyFolder) -> list[str]:
    return [interview.id for interview in store.interviews().interviews]


def elsewhere(study: StudyFolder, name: str) -> Path:
    """One of the study's folders, as a link to a folder of somebody's own."""
    own = study.folder.parent / "own"
    own.mkdir(exist_ok=True)
    linked = study.folder / name
    if linked.is_dir():
        linked.rename(study.folder.parent / f"was {linked.name}")
    linked.parent.mkdir(exist_ok=True)
    linked.symlink_to(own, target_is_directory=True)
    return own


@pytest.mark.parametrize("name", ["exports", "photos", "quarantine", "conflicts", ".backup"])
def test_erasing_follows_no_link_out_of_the_study(study: StudyFolder, name: str) -> None:
    own = elsewhere(study, name)
    for file in ("P01.md", f"{ID}.json", f"{ID}.0a1b2c3d.json", f".{ID}.json.0123abcd.tmp"):
        (own / file).write_text("What P01 said")
    before = sorted(os.listdir(own))
    erase(study)
    StudyFolder.open(study.folder)
    assert sorted(os.listdir(own)) == before
    assert listed(study) == [OTHER]


@pytest.mark.parametrize("name", ["exports", "interviews", ".backup", ".backup/participants"])
def test_a_folder_that_leads_out_of_the_study_is_found(study: StudyFolder, name: str) -> None:
    elsewhere(study, name)
    (trouble,) = linked_folders(Layout(study.folder))
    assert trouble.told.file == f"{name}/"
    assert trouble.mend is None


def test_a_study_that_is_reached_by_a_link_is_no_finding(study: StudyFolder) -> None:
    link = study.folder.parent / "link"
    link.symlink_to(study.folder)
    assert linked_folders(Layout(link)) == []


@pytest.mark.parametrize("name", [".backup", ".backup/participants"])
def test_no_name_is_backed_up_out_of_the_study(study: StudyFolder, name: str) -> None:
    own = elsewhere(study, name)
    study.save_participant(Participant(PERSON, "P01", "Zinnia Quackenbush", "555"))
    assert list(own.rglob("*.json")) == []


def test_keeping_ours_on_a_full_disk_leaves_theirs_in_the_list(
    study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Layout(study.folder).interview(ID)
    with study.reopen(ID) as file:
        own.write_bytes(own.read_bytes() + b" ")
        file.save(replace(INTERVIEW, next_time="ours"))

    def full(path: Path, data: bytes) -> None:
        raise StoreError("Not saved: the disk is full.")

    monkeypatch.setattr(persona_wizard.store.conflicts, "write_whole", full)
    (conflict,) = study.conflicts()
    with pytest.raises(StoreError):
        study.keep_ours(conflict)
    assert ID in listed(study)


def test_a_study_that_was_saved_meanwhile_is_not_written_over(study: StudyFolder) -> None:
    layout = Layout(study.folder)
    good = layout.study.read_bytes()
    layout.study.unlink()
    (trouble,) = check_study(layout)
    layout.study.write_bytes(good.replace(b"Cedar Coffee", b"Newer Coffee"))
    assert trouble.mend is not None
    trouble.mend()
    assert study.study().title == "Newer Coffee"


def test_an_interview_that_was_settled_meanwhile_is_not_written_over(study: StudyFolder) -> None:
    layout = Layout(study.folder)
    own = layout.interview(ID)
    good = own.read_text()
    called = next(line for line in good.split("\n") if '"pseudonym"' in line)
    both = f"<<<<<<< HEAD\n{called}\n=======\n{called.replace('P01', 'P77')}\n>>>>>>> theirs"
    own.write_text(good.replace(called, both))
    (trouble,) = check_interviews(layout, lambda *_: None).troubles
    own.write_text(good)
    with study.reopen(ID) as file:
        file.save(replace(INTERVIEW, next_time="said later"))
    assert trouble.mend is not None
    trouble.mend()
    assert study.read_interview(ID).next_time == "said later"


@pytest.mark.parametrize("where", ["photos/P01.jpg", "exports/P01.md"])
def test_what_another_of_the_same_pseudonym_has_stays(study: StudyFolder, where: str) -> None:
    study.reopen(OTHER).close()
    with study.reopen(OTHER) as file:
        file.save(replace(LAN, pseudonym="P01"))
    study.folder.joinpath(where).write_bytes(b"P01")
    study.erase(Erased(at=AT, interviews=(ID,), participant=PERSON, pseudonyms=("P01",)))
    assert study.folder.joinpath(where).exists()
    assert listed(study) == [OTHER]


def test_a_damaged_copy_goes_only_where_a_whole_line_of_theirs_is_in_it(
    study: StudyFolder,
) -> None:
    said = "one two three four five six seven eight nine"
    answer = replace(INTERVIEW.answers["satisfaction"], text=f"that depends on the day\n{said}")
    with study.reopen(ID) as file:
        file.save(replace(INTERVIEW, answers={"satisfaction": answer}))
    quarantine = Layout(study.folder).quarantine
    quarantine.mkdir()
    (quarantine / "Copy of P02.json.0a1b2c3d").write_text('"text": "that depends on the day"')
    (quarantine / "Copy of P01.json.0a1b2c3d").write_text(f'"text": "{said}')
    erase(study)
    assert os.listdir(quarantine) == ["Copy of P02.json.0a1b2c3d"]


@pytest.mark.parametrize("name", ["{} (1).json", "{} (conflicted copy).json", "{}-2.json"])
def test_what_comes_back_under_another_name_goes_again(study: StudyFolder, name: str) -> None:
    layout = Layout(study.folder)
    interview, person = layout.interview(ID).read_bytes(), layout.participant(PERSON).read_bytes()
    erase(study)
    for folder, one, data in (
        (layout.interviews, ID, interview),
        (layout.participants, PERSON, person),
    ):
        (folder / name.format(one)).write_bytes(data)
    assert [p.pseudonym for p in study.participants()] == ["P02"]
    StudyFolder.open(study.folder)
    assert os.listdir(layout.interviews) == [f"{OTHER}.json"]
    assert os.listdir(layout.participants) == [f"{LAN.participant}.json"]


def test_a_name_that_comes_back_under_any_name_is_told_to_nobody(study: StudyFolder) -> None:
    layout = Layout(study.folder)
    data = layout.participant(PERSON).read_bytes()
    erase(study)
    (layout.participants / "Copy.json").write_bytes(data)
    assert [p.pseudonym for p in study.participants()] == ["P02"]


def test_a_conflict_of_somebody_erased_is_not_listed(study: StudyFolder) -> None:
    layout = Layout(study.folder)
    data = layout.interview(ID).read_bytes()
    erase(study)
    layout.conflicts.mkdir(exist_ok=True)
    path = layout.conflicts / f"{THIRD}.0a1b2c3d.json"
    path.write_bytes(data.replace(ID.encode(), THIRD.encode()))
    assert study.conflicts() == ()
    assert not path.exists()


def test_forgetting_the_index_leaves_what_is_not_of_it(study: StudyFolder) -> None:
    layout = Layout(study.folder)
    study.checked_overview(lambda *_: None)
    (layout.cache / "own").mkdir()
    (layout.cache / ".interviews.index.0123abcd.tmp").write_text("")
    erase(study)
    assert os.listdir(layout.cache) == ["own"]
    assert listed(study) == [OTHER]


def test_a_writer_of_what_was_erased_puts_nothing_back(study: StudyFolder) -> None:
    layout = Layout(study.folder)
    file = study.reopen(ID)
    (erased,) = study.people_called("P01", AT)
    study.erase(erased, own=ID)
    with pytest.raises(StoreError, match="erased"):
        file.save(replace(INTERVIEW, next_time="more"))
    file.close()
    assert list(layout.conflicts.glob("*")) == []
    assert not layout.interview(ID).exists()


def test_an_interview_begun_while_erasing_keeps_everything(
    study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = persona_wizard.store.erasing._take
    begun: list[OpenInterview] = []

    def after_a_begin(*args: object) -> Lock:
        if not begun:
            begun.append(study.begin(replace(INTERVIEW, id=THIRD)))
        return take(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(persona_wizard.store.erasing, "_take", after_a_begin)
    (erased,) = study.people_called("P01", AT)
    with pytest.raises(InterviewLocked, match=THIRD):
        study.erase(erased)
    begun[0].close()
    assert sorted(listed(study)) == sorted([ID, OTHER, THIRD])
    study.erase(erased)
    assert listed(study) == [OTHER]


@pytest.mark.skipif(os.name != "posix", reason="links need no rights here")
def test_a_gitignore_that_is_a_link_is_left_alone(study: StudyFolder) -> None:
    layout, secret = Layout(study.folder), study.folder.parent / "secret"
    secret.write_text("TOKEN=abc")
    layout.gitignore.unlink()
    layout.gitignore.symlink_to(secret)
    (trouble,) = gitignore_lines(layout)
    assert trouble.mend is None
    assert secret.read_text() == "TOKEN=abc"


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _long(path: Path) -> None:
    path.write_bytes(b" " * 5000 + b'{"host": "h", "pid": 1, "user": "u"}')


@pytest.mark.skipif(os.name != "posix", reason="there are no pipes here")
@pytest.mark.parametrize("make", [_pipe, _endless, _long])
def test_who_writes_is_read_from_a_short_file_alone(
    study: StudyFolder, make: Callable[[Path], None]
) -> None:
    make(Layout(study.folder).locks / f"{ID}.who")
    assert study.writer(ID) == ""


@pytest.mark.parametrize(
    ("key", "value"), [("at", "yesterday"), ("at", ""), ("interviews", ["../study"])]
)
def test_an_erasure_that_is_none_is_damage(study: StudyFolder, key: str, value: object) -> None:
    erase(study)
    path = Layout(study.folder).study
    tables = msgspec.json.decode(path.read_bytes())
    for document in tables["erased"].values():
        document[key] = value
    path.write_bytes(msgspec.json.encode(tables))
    with pytest.raises(DamagedFile):
        study.erased()
    (trouble,) = check_study(Layout(study.folder))
    assert trouble.mend is not None
    assert trouble.mend().done
    assert [one.pseudonyms for one in study.erased()] == [("P01",)]


def test_a_participant_with_anothers_interview_as_id_takes_nothing_of_it(
    study: StudyFolder,
) -> None:
    layout = Layout(study.folder)
    own = layout.interview(ID)
    own.write_text(own.read_text().replace(PERSON, OTHER))
    study.forget_participant(PERSON)
    erase(study)
    StudyFolder.open(study.folder)
    assert listed(study) == [OTHER]
    assert (layout.backup / "interviews" / f"{OTHER}.json").exists()


@pytest.mark.skipif(os.name != "posix", reason="elsewhere the mode says nothing of others")
def test_the_rights_of_a_study_behind_a_link_are_looked_at(study: StudyFolder) -> None:
    study.folder.chmod(0o755)
    link = study.folder.parent / "link"
    link.symlink_to(study.folder)
    (trouble,) = wide_rights(Layout(link))
    assert trouble.mend is not None
    assert trouble.mend().done
    assert study.folder.stat().st_mode & 0o077 == 0


def test_a_lock_that_is_a_link_writes_over_nothing(study: StudyFolder) -> None:
    layout, victim = Layout(study.folder), study.folder.parent / "victim"
    victim.write_text("precious")
    lock = layout.interview_lock(ID)
    lock.unlink(missing_ok=True)
    lock.symlink_to(victim)
    lock.with_suffix(".who").write_text('{"host": "h", "pid": 1, "user": "u"}')
    with pytest.raises(StoreError, match="link"):
        study.reopen(ID)
    (trouble,) = stale_locks(layout)
    assert trouble.mend is not None
    assert trouble.mend().done
    assert victim.read_text() == "precious"
    study.reopen(ID).close()


def test_whoever_takes_a_lock_while_it_is_removed_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / ".locks" / "a.lock"
    one, release = Lock(path, 0), Lock.release
    taken: list[Lock] = []

    def release_then_another(self: Lock) -> None:
        release(self)
        taken.append(Lock(path, 0))

    monkeypatch.setattr(Lock, "release", release_then_another)
    one.remove()
    monkeypatch.setattr(Lock, "release", release)
    with pytest.raises(Taken):
        Lock(path, 0)
    taken[0].release()


def test_a_name_without_spaces_is_found_within_a_line(study: StudyFolder) -> None:
    study.save_participant(Participant(PERSON, "P01", "王小明"))
    layout = Layout(study.folder)
    (layout.exports / "page.md").write_text("王小明说他很忙")
    (layout.exports / "other.md").write_text("王小刚说他很忙")
    erase(study)
    assert os.listdir(layout.exports) == ["other.md"]


def test_a_file_named_by_them_in_another_case_is_told(study: StudyFolder) -> None:
    study.save_participant(Participant(PERSON, "P01", "Zinnia"))
    (study.folder / "photos" / "zinnia.jpg").write_bytes(b"\0")
    (erased,) = study.people_called("P01", AT)
    gone = study.erase(erased)
    assert study.still_telling(gone.traces) == ("photos/zinnia.jpg",)
