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

from persona_wizard.model.interview import (
    Answer,
    Interview,
    Note,
    Participant,
    Pick,
    Revision,
    State,
)
from persona_wizard.model.study import AcceptedGap, Curation, Photo
from persona_wizard.store import (
    Erased,
    InterviewLocked,
    OnlyRead,
    StoreError,
    StudyFolder,
)
from persona_wizard.store.layout import Layout
from persona_wizard.store.prints import Prints
from persona_wizard.store.quarantine import quarantine
from persona_wizard.store.traces import traces_of
from persona_wizard.store.words import Words

AT = "2026-11-22T09:00:00.000Z"
PERSON = INTERVIEW.participant
NAME, CONTACT = "Zinnia Quackenbush", "zinnia@quackenbush.example"
# One for each place in which somebody's words may stand.
SAID = {
    "answer": "quillwort answer of hers",
    "quote": "> quillwort too dear",
    "remark": "quillwort remark beside it",
    "other": "quillwort written into other",
    "revision": "quillwort earlier form",
    "note": "quillwort note about her and how long she waited",
    "next_time": "quillwort for the next time",
    "conflict": "quillwort in a conflict",
    "half": "quillwort half written",
}
MARKS = (b"quillwort", b"quackenbush", b"zinnia")
THEIRS = replace(
    INTERVIEW,
    pseudonym="P07",
    next_time=SAID["next_time"],
    notes=(Note("n1", SAID["note"]),),
    answers={
        "goals": Answer(
            question="goals",
            wording="What for?",
            at=AT,
            text=f"{SAID['answer']}\n{SAID['quote']}",
            revisions=(Revision(at=AT, state=State.ANSWERED, text=SAID["revision"]),),
        ),
        "sources": Answer(
            question="sources",
            wording="Where?",
            at=AT,
            value=(Pick("other", "Other…", said=SAID["other"]),),
            text=SAID["remark"],
        ),
    },
)
ANOTHER = replace(
    INTERVIEW, id=OTHER, participant="bb22cc33dd44", pseudonym="P08", answers={}, notes=()
)
CURATION = Curation(
    name="Mornings-back Minh",
    tagline="as Zinnia Quackenbush says",
    photo=Photo(file="persona.png", alt="a portrait"),
    accepted=(AcceptedGap("income", "P07 would not say"), AcceptedGap("family", "not of use")),
)


@pytest.fixture
def study(tmp_path: Path) -> StudyFolder:
    """A study with traces of P07 wherever any can be, and with what is of others."""
    store = StudyFolder.create(tmp_path / "s", replace(STUDY, personas=(CURATION,)))
    layout = Layout(store.folder)
    for interview in (THEIRS, ANOTHER):
        store.begin(interview).close()
    store.reopen(ID).close()  # backed up
    store.save_participant(Participant(PERSON, "P07", NAME, CONTACT))
    store.save_participant(Participant(ANOTHER.participant, "P08", "Lan", "lan@example.com"))
    assert layout.backup.is_dir()
    for folder in (layout.conflicts, layout.cache, layout.exported_photos):
        folder.mkdir(parents=True, exist_ok=True)
    layout.conflicts.joinpath(f"{ID}.0a1b2c3d.json").write_text(SAID["conflict"])
    for name, words in (
        (f"{ID}.json", SAID["answer"] + "{"),
        ("stray.json", SAID["note"]),
        (f"{PERSON}.json", NAME),
    ):
        (store.folder / name).write_text(words)
        quarantine(layout, store.folder / name)
    layout.interviews.joinpath(f".{ID}.json.0123abcd.tmp").write_text(SAID["half"])
    layout.exports.joinpath(".page.md.0123abcd.tmp").write_text(SAID["quote"])
    layout.exports.joinpath("minh.md").write_text(
        "# Minh\n![Minh](photos/minh.png)\n> quillwort *too*\n> dear\n"
    )
    layout.exports.joinpath("p07-customers-2026-11-18.md").write_text("# nothing but a heading\n")
    layout.exports.joinpath("answers.csv").write_text("who,what\nP07,yes\n")
    layout.exports.joinpath("kept.md").write_text("# Others\n![Kept](photos/kept.png)\nP071\n")
    for name in ("minh.png", "kept.png"):
        layout.exported_photos.joinpath(name).write_bytes(b"\x89PNG\0")
    layout.photos.joinpath("portrait P07.png").write_bytes(b"\x89PNG\0")
    layout.photos.joinpath("persona.png").write_bytes(b"\x89PNG\0")
    layout.cache.joinpath("interviews.index").write_text("P07")
    return store


def of_theirs(store: StudyFolder) -> Erased:
    (erased,) = store.people_called("p07", AT)
    return erased


def marks_in(folder: Path) -> list[str]:
    """The files that hold any of the marks in their bytes or name."""
    return [
        str(path)
        for path in folder.rglob("*")
        for data in [path.read_bytes().lower() if path.is_file() else b""]
        if any(mark in data or mark in str(path).lower().encode() for mark in MARKS)
    ]


def of_others(store: StudyFolder) -> dict[str, bytes]:
    """The files that stay, whatever is erased of P07."""
    names = ("exports/kept.md", "exports/photos/kept.png", "photos/persona.png", ".gitignore")
    ours = (f"interviews/{OTHER}.json", f"participants/{ANOTHER.participant}.json")
    return {name: (store.folder / name).read_bytes() for name in (*names, *ours)}


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
    # Of the pictures, a like stays.
    pages = (
        "# nothing but a heading\n",
        "who,what\nP07,yes\n",
        "> quillwort too dear",
        "# Minh\n![Minh](photos/minh.png)\n> quillwort *too*\n> dear\n",
    )
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


# What brings it back


def test_what_comes_back_is_listed_nowhere_and_erased_again(
    study: StudyFolder, tmp_path: Path
) -> None:
    shutil.copytree(study.folder, tmp_path / "restored")
    study.erase(of_theirs(study))
    ours = (study.folder / "study.json").read_bytes()
    for name, data in tree(tmp_path / "restored").items():
        (study.folder / name).parent.mkdir(exist_ok=True, parents=True)
        if not name.endswith("study.json"):
            (study.folder / name).write_bytes(data)
    assert len(marks_in(study.folder)) > 10
    reader = StudyFolder(study.folder)
    assert [interview.id for interview in reader.interviews().interviews] == [OTHER]
    StudyFolder.open(study.folder)
    assert marks_in(study.folder) == []
    assert (study.folder / "study.json").read_bytes() == ours


@pytest.mark.parametrize(
    "file",
    [
        f"interviews/{ID}.json",
        f".backup/interviews/{ID}.json",
        f"conflicts/{ID}.0a1b2c3d.json",
        f"quarantine/{ID}.json.0a1b2c3d",
        f"participants/{PERSON}.json",
        f".backup/participants/{PERSON}.json",
    ],
)
def test_any_one_file_that_comes_back_goes_at_the_opening(study: StudyFolder, file: str) -> None:
    study.erase(of_theirs(study))
    path = study.folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{")
    StudyFolder.open(study.folder)
    assert not path.exists()


def test_another_interview_of_an_erased_person_goes_when_it_is_seen(study: StudyFolder) -> None:
    study.erase(of_theirs(study))
    late = replace(THEIRS, id="ccccccccdddd")
    study.begin(late).close()  # as a pull from somebody who had not heard of it brings it
    assert [interview.id for interview in study.interviews().interviews] == [OTHER]
    assert marks_in(study.folder) == []


def test_an_older_study_json_is_told_of_it_by_its_backup(study: StudyFolder) -> None:
    older = (study.folder / "study.json").read_bytes()
    study.erase(of_theirs(study))
    erased = study.erased()
    (study.folder / "study.json").write_bytes(older)
    assert StudyFolder.open(study.folder).erased() == erased


def test_a_study_that_a_newer_version_wrote_is_left_as_it_is(study: StudyFolder) -> None:
    erased = of_theirs(study)
    path = study.folder / "study.json"
    path.write_bytes(path.read_bytes().replace(b'"schema": 1', b'"schema": 999', 1))
    before = tree(study.folder)
    with pytest.raises(OnlyRead):
        study.erase(erased)
    assert tree(study.folder) == before


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


LINE = 'she said "no", 5 * 3 < 20 & left #dear'


@pytest.mark.parametrize(
    "text",
    [
        LINE,
        LINE.upper(),
        'she said \\"no\\", 5 \\* 3 \\< 20 &amp; left #dear',
        "> she said **no**,\n> 5 3 20 left dear",
        '{"text": "x\\nshe said \\"no\\", 5 * 3 \\u003c 20 & left #dear\\ny"}',
        "- she said no, 5 * 3 < 20 & left",  # its tag dropped
    ],
)
def test_a_line_is_known_again_however_it_is_written(text: str) -> None:
    answer = replace(THEIRS.answers["goals"], text=LINE, revisions=())
    traces = traces_of([replace(THEIRS, answers={"goals": answer})], [], [])
    assert Words(text).hold(traces.lines)
    assert not Words("she said no, 5 * 4 < 20 & left").hold(traces.lines)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("Mark", "Mark the rest", True),
        ("Mark", "mark the rest, marketing", False),
        ("Nguyễn Văn Minh", "NGUYỄN VĂN MINH", True),
        ("Nguyễn Văn Minh", "nguyen van minh", True),
        ("Nguyễn Văn Minh", "Nguyễn Văn, Minh", True),
        ("Nguyễn Văn Minh", "Minh Nguyễn", False),
        ("Đỗ", "Do not", True),
        ("", "anything", False),
    ],
)
def test_a_name_is_known_as_words(name: str, text: str, told: bool) -> None:
    traces = traces_of([], [Participant("p1", "P01", name)], [])
    assert Words(text).hold_name(traces.names) is told


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
