"""What is erased leaves nothing behind, whenever the power goes, and nothing brings it back."""

import os
import re
import shutil
import signal
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from store_examples import ID, INTERVIEW, OTHER, STUDY, tree
from traces_examples import (
    AT,
    CURATION,
    HALF_PAGE,
    NAME,
    PAGE,
    PERSON,
    THEIRS,
    marks_in,
    of_others,
    of_theirs,
    study_with_traces,
)

from persona_wizard.model.interview import (
    Interview,
    Participant,
)
from persona_wizard.store import (
    Erased,
    InterviewLocked,
    StoreError,
    StudyFolder,
)
from persona_wizard.store.prints import Prints


@pytest.fixture
def study(tmp_path: Path) -> StudyFolder:
    return study_with_traces(tmp_path / "s")


def test_what_goes_is_listed_before_anything_is_touched(study: StudyFolder) -> None:
    before = tree(study.folder)
    going = study.what_goes(of_theirs(study))
    assert tree(study.folder) == before
    assert [interview.id for interview in going.interviews] == [ID]
    by_id = sorted((one.kind.value, one.file.rpartition(".")[0]) for one in going.by_id)
    assert by_id == [
        ("backup", f".backup/interviews/{ID}"),
        ("backup", f".backup/participants/{PERSON}"),
        ("conflict", f"conflicts/{ID}.0a1b2c3d"),
        ("half written", f"interviews/.{ID}.json.0123abcd"),
        ("in quarantine", f"quarantine/{ID}.json"),
        ("in quarantine", f"quarantine/{PERSON}.json"),
        ("interview", f"interviews/{ID}"),
        ("name and contact", f"participants/{PERSON}"),
    ]
    by_words = sorted((one.kind.value, one.file) for one in going.by_words)
    assert by_words[:4] == [
        ("export", "exports/answers.csv"),
        ("export", "exports/minh.md"),
        ("export", "exports/p07-customers-2026-11-18.md"),
        ("half written", "exports/.page.md.0123abcd.tmp"),
    ]
    assert [kind for kind, _ in by_words[4:]] == ["in quarantine", "photo", "photo"]
    assert [file for _, file in by_words[5:]] == [
        "exports/photos/minh.png",
        "photos/portrait P07.png",
    ]
    assert going.settings == ("a persona's tagline", "why the gap income was accepted")


def test_afterwards_no_byte_and_no_file_name_tells_of_them(study: StudyFolder) -> None:
    kept = of_others(study)
    assert len(marks_in(study.folder)) > 10
    gone = study.erase(of_theirs(study))
    assert marks_in(study.folder) == []
    assert study.still_telling(gone.traces) == ()
    assert of_others(study) == kept
    left = tree(study.folder)
    assert [name for name in left if "P07" in name or "p07" in name or ID in name] == []
    # The pseudonym stands where it says that it is never given again, and nowhere else.
    told = [name for name, data in left.items() if re.search(rb"P07\b", data)]
    assert sorted(told) == [".backup/study.json", "study.json"]
    assert not list((study.folder / ".locks").glob(f"{ID}*"))
    (curation,) = study.study().personas
    assert curation == replace(CURATION, tagline="", accepted=CURATION.accepted[1:])
    (erased,) = study.erased()
    # Of the pictures, a like stays; a heading could be anybody's.
    pages = ("who,what\nP07,yes\n", HALF_PAGE, PAGE)
    # The name and the contact are in it as prints, which nobody reads.
    assert Prints([erased]).know(NAME.lower())
    assert msgspec.to_builtins(replace(erased, prints=())) == {
        "at": AT,
        "interviews": (ID,),
        "participant": PERSON,
        "pseudonyms": ("P07",),
        "files": tuple(
            {"size": size, "digest": digest}
            for size, digest in sorted((len(p), sha256(p.encode()).hexdigest()) for p in pages)
        ),
    }
    listing = study.interviews()
    assert [interview.id for interview in listing.interviews] == [OTHER]
    assert listing.retired == ("P07",)
    assert [person.name for person in study.participants()] == ["Lan"]


def test_what_a_person_wrote_beside_it_is_told_and_not_deleted(study: StudyFolder) -> None:
    by_hand = {
        "notes.txt": b"Zinnia  QUACKENBUSH called",
        "old/notes.txt": "quillwort \u2013 answer of hers!".encode("utf-16"),
        "question_banks/own.md": b"# zinnia@quackenbush.example",
        "scan.pdf": b"\x00\xff\x01Zinnia Quackenbush\x00",
    }
    for name, data in by_hand.items():
        (study.folder / name).parent.mkdir(exist_ok=True)
        (study.folder / name).write_bytes(data)
    (study.folder / "question_banks" / "other.md").write_text("# Zinnias, quackenbushes")
    gone = study.erase(of_theirs(study))
    assert sorted(study.still_telling(gone.traces)) == sorted(by_hand)
    assert {name: (study.folder / name).read_bytes() for name in by_hand} == by_hand


def test_git_is_not_looked_into(study: StudyFolder) -> None:
    kept = study.folder / ".git" / "objects" / "ab"
    kept.mkdir(parents=True)
    (kept / "cdef").write_text(NAME)
    gone = study.erase(of_theirs(study))
    assert study.still_telling(gone.traces) == ()
    assert (kept / "cdef").read_text() == NAME


def test_it_survives_a_kill_between_any_two_steps(study: StudyFolder, tmp_path: Path) -> None:
    erased = of_theirs(study)
    before = tree(study.folder)
    whole, nothing_yet = 0, 0
    for step in range(1, 400):
        folder = tmp_path / "k"
        shutil.copytree(study.folder, folder)
        killed = _killed_at(step, lambda folder=folder: StudyFolder(folder).erase(erased))
        written = StudyFolder(folder).erased()
        opened = StudyFolder.open(folder)
        if written:
            whole += 1
            assert marks_in(folder) == [], f"killed at step {step}"
            assert not [name for name in tree(folder) if ID in name], f"killed at step {step}"
            assert [i.id for i in opened.interviews().interviews] == [OTHER]
        else:
            nothing_yet += 1
            theirs = {name: data for name, data in before.items() if ".tmp" not in name}
            assert {name: tree(folder).get(name) for name in theirs} == theirs
        shutil.rmtree(folder)
        if not killed:
            break
    # Every step was reached, on both sides of the writing down.
    assert not killed
    assert nothing_yet
    assert whole > 20


def _killed_at(step: int, action: Callable[[], object]) -> bool:
    """Do it in a process that is killed before this change of the disk; whether it was."""
    child = os.fork()
    if child == 0:
        left = step

        def count(event: str, _: tuple[object, ...]) -> None:
            nonlocal left
            if event in ("os.remove", "os.rename"):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(count)
            action()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_an_interview_under_way_elsewhere_refuses_the_whole(study: StudyFolder) -> None:
    second = replace(THEIRS, id="ccccccccdddd", started="2025-04-04T10:00:00Z")
    with study.begin(second):
        before = tree(study.folder)
        with pytest.raises(InterviewLocked, match=r"P07 is being written by .* Nothing was erased"):
            study.erase(of_theirs(study))
        assert tree(study.folder) == before
        assert study.erased() == ()
    study.erase(of_theirs(study))
    assert marks_in(study.folder) == []


def test_what_may_not_be_deleted_is_told_and_goes_at_the_next_opening(
    study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = Path.unlink

    def refused(path: Path, missing_ok: bool = False) -> None:
        if path.name == "minh.md":
            raise PermissionError(13, "Permission denied", str(path))
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refused)
        with pytest.raises(StoreError, match=r"^Not erased: .*exports/minh.md could not"):
            study.erase(of_theirs(study))
    # Their interview is still there to find the page by, and is listed no more.
    assert (study.folder / "interviews" / f"{ID}.json").exists()
    assert [i.id for i in StudyFolder(study.folder).interviews().interviews] == [OTHER]
    StudyFolder.open(study.folder)
    assert marks_in(study.folder) == []


# What it says of whom


def test_a_pseudonym_that_is_the_name_is_not_kept(tmp_path: Path) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    store.begin(replace(THEIRS, pseudonym="Zinnia")).close()
    store.save_participant(Participant(PERSON, "Zinnia", "Zinnia", ""))
    (erased,) = store.people_called("zinnia", AT)
    store.erase(erased)
    assert marks_in(store.folder) == []
    assert store.erased()[0].pseudonyms == ()


def test_one_interview_alone_leaves_the_person_and_the_pages(study: StudyFolder) -> None:
    second: Interview = replace(THEIRS, id="ccccccccdddd", answers={}, notes=(), next_time="")
    study.begin(second).close()
    study.erase(Erased(at=AT, interviews=(ID,)))
    assert [i.id for i in study.interviews().interviews] == [OTHER, second.id]
    assert study.interviews().retired == ()
    assert [p.name for p in study.participants()] == ["Zinnia Quackenbush", "Lan"]
    assert (study.folder / "exports" / "minh.md").exists()
    assert [name for name in tree(study.folder) if ID in name] == []
    (study.folder / "interviews" / f"{ID}.json").write_text("{}")
    listing = study.interviews()
    assert listing.unreadable == ()
    StudyFolder.open(study.folder)
    assert not (study.folder / "interviews" / f"{ID}.json").exists()


def test_a_copy_that_a_sync_tool_made_goes_along(study: StudyFolder) -> None:
    own = study.folder / "interviews" / f"{ID}.json"
    shutil.copy(own, study.folder / "interviews" / f"copy of {ID}.json")
    shutil.copy(own, study.folder / "interviews" / "0000aaaa1111.json")
    study.erase(of_theirs(study))
    assert marks_in(study.folder) == []


def test_a_damaged_interview_could_be_anybodys_and_is_told(study: StudyFolder) -> None:
    (study.folder / "interviews" / "ddddddddeeee.json").write_text('{"meta": {"1": {"sch')
    going = study.what_goes(of_theirs(study))
    assert going.unreadable == ("interviews/ddddddddeeee.json",)
    study.erase(of_theirs(study))
    assert (study.folder / "interviews" / "ddddddddeeee.json").exists()


def test_what_is_erased_is_not_saved_again(tmp_path: Path) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    file = store.begin(INTERVIEW)
    half_written = store.folder / "interviews" / f".{ID}.json.0123abcd.tmp"
    half_written.write_text("{")
    file.erase()
    with pytest.raises(StoreError, match="closed here"):
        file.save(INTERVIEW)
    file.close()
    assert [p.name for p in store.folder.rglob("*") if ID in p.name] == []
    with pytest.raises(StoreError, match="no interview"):
        store.reopen(ID)


def test_a_name_is_forgotten_and_one_that_was_never_kept_is_no_fault(tmp_path: Path) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    store.save_participant(Participant("p1", "P01", "Minh"))
    store.save_participant(Participant("p2", "P02", "Lan"))
    store.forget_participant("p1")
    store.forget_participant("p3")
    assert [p.name for p in store.participants()] == ["Lan"]
