"""What a look at every file finds, what is put right, and what is left as it was."""

import os
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from doctor_examples import (
    DAMAGED,
    A,
    B,
    C,
    add,
    altered,
    checked,
    damaged_interview,
    first,
    interview_without_backup,
    merged_interview,
    other_copy,
    own_file,
    renamed,
    study_without_backup,
    treated,
    tree,
    whole_study,
    wide_rights,
)
from msgspec.structs import replace

from persona_wizard.model.interview import Participant
from persona_wizard.store import Erased, NotAStudy, StudyFolder
from persona_wizard.store.erased import read_erased
from persona_wizard.store.findings import Finding
from persona_wizard.studies.doctor import Report, in_words, look
from persona_wizard.studies.erasing import came_back_in_words, erase_person, person_to_erase
from persona_wizard.studies.opening import new_study


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whole_study(tmp_path_factory.mktemp("whole") / "study").folder


@pytest.fixture
def study(whole: Path, tmp_path: Path) -> StudyFolder:
    """A study in which all is well: Anna is P01 and Ben is P02, each with an interview."""
    return StudyFolder(Path(shutil.copytree(whole, tmp_path / "study")))


@pytest.fixture
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("utc")
@pytest.mark.parametrize(
    ("later", "told"),
    [
        (0, "its state of 4 Mar 2025, 1 answer, is back"),
        (-60, "its state of 4 Mar 2025, 1 answer, is back"),
        (1, "its state of 4 Mar 2025, 1 answer, 1 second before the damage, is back"),
        (185, "its state of 4 Mar 2025, 1 answer, 3 minutes before the damage, is back"),
        (7200, "its state of 4 Mar 2025, 1 answer, 2 hours before the damage, is back"),
        (90_000, "its state of 4 Mar 2025, 1 answer, 1 day before the damage, is back"),
    ],
)
def test_it_is_said_what_a_backup_lacks(study: StudyFolder, later: int, told: str) -> None:
    before, own = first(study), own_file(study)
    saved = int(datetime(2025, 3, 4, 14, 10, tzinfo=UTC).timestamp())
    os.utime(study.folder / ".backup" / "interviews" / own.name, (saved, saved))
    own.write_bytes(DAMAGED)
    os.utime(own, (saved + later, saved + later))
    (finding,) = treated(study.folder).findings
    (aside,) = (study.folder / "quarantine").iterdir()
    assert finding.remedy == f"It is quarantine/{aside.name} now; {told}"
    began = datetime.fromisoformat(before.started).astimezone()
    assert in_words(finding).startswith(
        f"P01 (prospect, today {began:%H:%M}): interviews/{own.name} can't be read: it is cut off"
    )
    assert aside.name.startswith(f"{own.name}.")
    assert aside.read_bytes() == DAMAGED
    assert study.read_interview(before.id) == before


def test_an_interview_without_a_backup_is_gone_from_the_list_and_it_is_said(
    study: StudyFolder,
) -> None:
    interview_without_backup(study)
    (finding,) = treated(study.folder).findings
    assert "there is no backup of it here: put a copy from elsewhere in its place" in finding.remedy
    listing = study.interviews()
    assert [i.pseudonym for i in listing.interviews] == ["P02"]
    assert listing.unreadable == ()


def test_who_is_in_quarantine_alone_is_told_of_until_somebody_sees_to_it(
    study: StudyFolder,
) -> None:
    own = own_file(study)
    whole, person = own.read_bytes(), first(study).participant
    (study.folder / ".backup" / "interviews" / own.name).unlink()
    own.write_bytes(whole[: whole.index(b"says so")])
    treated(study.folder)
    (aside,) = (study.folder / "quarantine").iterdir()
    for report in (checked(study.folder), treated(study.folder), treated(study.folder)):
        (finding,) = report.findings
        assert in_words(finding) == (
            f"quarantine/{aside.name}: P01's interview is in quarantine/ and not in the study. "
            f"Put a copy from elsewhere in its place, interviews/{own.name}."
        )
        assert report.remaining == 1
    own.write_bytes(whole)
    own.chmod(0o600)
    assert checked(study.folder) == Report()
    own.unlink()
    (study.folder / ".backup" / "interviews" / own.name).unlink(missing_ok=True)
    study.erase(Erased(at="2025-03-04T10:00:00Z", participant=person))
    assert treated(study.folder).findings == ()


def test_what_in_quarantine_names_nobody_is_told_by_its_file(study: StudyFolder) -> None:
    interview_without_backup(study)
    treated(study.folder)
    (finding,) = checked(study.folder).findings
    assert finding.file.startswith("quarantine/")
    assert finding.what == "an interview is in quarantine/ and not in the study"


def test_what_was_set_aside_for_the_file_that_counts_is_nobody_missing(study: StudyFolder) -> None:
    own = own_file(study)
    shutil.copy(own, own.with_name(f"{C}.json"))
    treated(study.folder)
    assert [path.name[:12] for path in (study.folder / "quarantine").iterdir()] == [C]
    assert treated(study.folder).findings == ()


def test_a_study_without_a_backup_is_never_made_up(study: StudyFolder) -> None:
    study_without_backup(study)
    report = treated(study.folder)
    assert report.remaining == 1
    assert "make another study and copy its study.json here" in report.findings[0].remedy
    assert not (study.folder / "study.json").exists()
    other = new_study(study.folder.parent / "other", "Tea")
    shutil.copy(other.folder / "study.json", study.folder)
    assert [i.pseudonym for i in study.interviews().interviews] == ["P01", "P02"]
    assert treated(study.folder).findings == ()


def test_of_a_merge_both_sides_are_kept(study: StudyFolder) -> None:
    ours = first(study)
    merged_interview(study)
    first_told, waiting = treated(study.folder).findings
    assert first_told.done
    assert first_told.remedy.startswith("This side's stays; the other side's is in conflicts/")
    assert not waiting.done
    assert study.read_interview(ours.id) == ours
    (conflict,) = study.conflicts()
    assert conflict.interview.answers["q"].text == "P01 says no"
    study.keep_theirs(conflict)
    assert treated(study.folder).findings == ()


def test_who_was_erased_on_the_other_side_of_a_merge_is_erased(study: StudyFolder) -> None:
    copy = StudyFolder(Path(shutil.copytree(study.folder, study.folder.parent / "copy")))
    study.save_study(replace(study.study(), title="Ours"))
    copy.save_study(replace(copy.study(), title="Theirs"))
    erase_person(copy, person_to_erase(copy, "P01"))
    ours, theirs = ((s.folder / "study.json").read_text() for s in (study, copy))
    marked = f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> theirs\n"
    (study.folder / "study.json").write_text(marked)
    treated(study.folder)
    assert study.study().title == "Ours"
    assert [i.pseudonym for i in study.interviews().interviews] == ["P02"]
    assert [p.pseudonym for p in study.participants()] == ["P02"]
    (aside,) = (study.folder / "quarantine").iterdir()
    assert aside.read_text() == marked
    assert treated(study.folder).findings == ()


def test_merge_marks_whose_sides_are_not_whole_are_damage(study: StudyFolder) -> None:
    before = first(study)
    own_file(study).write_text('{\n<<<<<<< HEAD\n"meta": {\n=======\n>>>>>>> theirs\n}\n')
    (finding,) = treated(study.folder).findings
    assert finding.what.startswith("it can't be read")
    assert study.read_interview(before.id) == before


def test_a_copy_that_differs_waits_to_be_compared(study: StudyFolder) -> None:
    ours = first(study)
    other_copy(study)
    treated(study.folder)
    (conflict,) = study.conflicts()
    assert conflict.interview.answers["q"].text == "P01 says no"
    assert conflict.theirs == ours


def test_a_renamed_interview_gets_its_name_again(study: StudyFolder) -> None:
    before = study.interviews()
    renamed(study)
    (finding,) = treated(study.folder).findings
    assert finding == Finding(
        f"interviews/{C}.json",
        f"it holds {before.interviews[0].id}, as its name does not say",
        f"It is interviews/{before.interviews[0].id}.json now",
        done=True,
    )
    assert study.interviews() == before


def test_an_interview_under_way_is_left_alone(study: StudyFolder) -> None:
    with study.reopen(first(study).id):
        before = own_file(study).read_bytes()
        report = treated(study.folder)
        assert (report.findings, report.remaining) == ((), 0)
        (told,) = report.under_way
        assert told.file == f"interviews/{first(study).id}.json"
        assert "it is being written by " in told.what
        assert f"process {os.getpid()}" in told.what
        assert own_file(study).read_bytes() == before


def test_a_damaged_one_under_way_is_left_to_its_writer(study: StudyFolder) -> None:
    own = own_file(study)
    with study.reopen(own.stem):
        own.write_bytes(DAMAGED)
        (finding,) = treated(study.folder).findings
        assert not finding.done
        assert finding.remedy.endswith("have it closed there, then look again")
        assert own.read_bytes() == DAMAGED


def test_pseudonyms_that_met_go_to_who_began_first(study: StudyFolder) -> None:
    add(study, A, "dd11dd11dd11", "P01", day=2)
    add(study, B, "dd11dd11dd11", "P01", day=9)
    add(study, C, "ee22ee22ee22", "P01", day=1)
    study.save_participant(Participant("dd11dd11dd11", "P01", "Dung"))
    told = treated(study.folder).findings
    assert [finding.file for finding in told] == [f"interviews/{C}.json", f"interviews/{A}.json"]
    assert told[0].remedy == "They are P03 everywhere in this study now"
    called = {i.id: i.pseudonym for i in study.interviews().interviews}
    assert called[first(study).id] == "P01"
    assert {i: called[i] for i in (A, B, C)} == {A: "P04", B: "P04", C: "P03"}
    assert {p.name: p.pseudonym for p in study.participants()} == {
        "Anna": "P01",
        "Ben": "P02",
        "Dung": "P04",
    }


def test_whoever_is_being_interviewed_keeps_the_pseudonym_until_then(study: StudyFolder) -> None:
    add(study, A, "dd11dd11dd11", "P01", day=2)
    with study.reopen(A):
        (finding,) = treated(study.folder).findings
        assert not finding.done
        assert f"Interview {A} is being written" in finding.remedy
        assert study.read_interview(A).pseudonym == "P01"
    treated(study.folder)
    assert study.read_interview(A).pseudonym == "P03"


def test_the_pseudonym_where_the_name_is_kept_wins(study: StudyFolder) -> None:
    anna = first(study)
    add(study, A, anna.participant, "Lan", day=1)
    (person,) = (p for p in study.participants() if p.name == "Anna")
    study.save_participant(replace(person, pseudonym="Lan"))
    treated(study.folder)
    assert study.read_interview(anna.id).pseudonym == "Lan"


def test_who_was_erased_and_came_back_is_erased_again(study: StudyFolder) -> None:
    before = tree(study.folder)
    erasure = person_to_erase(study, "P01")
    erase_person(study, erasure)
    for name, (_, data) in before.items():
        if data and name.startswith(("interviews/", "participants/")):
            (study.folder / name).write_bytes(data)
            (study.folder / name).chmod(0o600)
    whole = tree(study.folder)
    (finding,) = checked(study.folder).findings
    assert finding.who == "P01"
    assert finding.what.endswith("and here again")
    assert tree(study.folder) == whole
    (finding,) = treated(study.folder).findings
    assert finding.remedy == "Erased again: where git brought it, commit the deletion"
    assert not any(b"P01" in d or b"Anna" in d for n, (_, d) in tree(study.folder).items()
                   if n != "study.json" and not n.startswith(".backup/study"))  # fmt: skip
    assert treated(study.folder).findings == ()


@pytest.mark.parametrize("opened", [False, True])
def test_an_older_study_json_forgets_no_erasure(study: StudyFolder, opened: bool) -> None:
    before = tree(study.folder)
    for pseudonym in ("P01", "P02"):
        erase_person(study, person_to_erase(study, pseudonym))
    known = study.erased()
    for name, (_, data) in before.items():
        if data and name.startswith(("interviews/", "study.json")):
            (study.folder / name).write_bytes(data)
            (study.folder / name).chmod(0o600)
    if opened:
        day = datetime.fromisoformat(known[0].at).astimezone()
        assert came_back_in_words(StudyFolder.open(study.folder))[0] == (
            f"P01, erased on {day.day} {day:%B}, was here again and is erased again. "
            "Where git brought it, commit the deletion."
        )
    else:
        whole = tree(study.folder)
        told = checked(study.folder).findings
        assert tree(study.folder) == whole
        assert [(f.file, f.who) for f in told] == [
            ("study.json", ""),
            (".", "P01"),
            (".", "P02"),
        ]
        assert in_words(told[1]).startswith("P01: erased on ")
        report = treated(study.folder)
        assert report.remaining == 0
        assert [f.what for f in report.findings] == [f.what for f in told]
    assert StudyFolder(study.folder).interviews().interviews == ()
    assert read_erased(study.folder / "study.json") == known
    assert read_erased(study.folder / ".backup" / "study.json") == known
    assert StudyFolder.open(study.folder).came_back == ()
    assert treated(study.folder).findings == ()


def test_a_study_json_that_lost_an_erasure_is_never_backed_up(study: StudyFolder) -> None:
    older = (study.folder / "study.json").read_bytes()
    erase_person(study, person_to_erase(study, "P01"))
    known = study.erased()
    (study.folder / "study.json").write_bytes(older)
    (left,) = study.interviews().interviews
    study.reopen(left.id).close()
    add(study, A, "dd11dd11dd11", "P03", day=2)
    assert read_erased(study.folder / ".backup" / "study.json") == known
    assert study.erased() == known


def test_a_study_of_a_newer_version_is_only_looked_at(study: StudyFolder) -> None:
    altered(study.folder / "study.json", lambda t: t["settings"]["1"].update(schema=99))
    damaged_interview(study)
    wide_rights(study)
    before = tree(study.folder)
    report = treated(study.folder)
    assert report.remaining == len(report.findings) == 3
    assert tree(study.folder) == before


def test_a_folder_that_is_no_study_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "notes.txt").chmod(0o644)
    before = tree(tmp_path)
    for go in (checked, treated):
        with pytest.raises(NotAStudy):
            go(tmp_path)
    assert tree(tmp_path) == before


def test_what_others_put_beside_the_study_is_theirs(study: StudyFolder) -> None:
    for name in ("notes.txt", ".git/config", "question_banks/.used/notes@me.md"):
        path = study.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    (study.folder / "notes.txt").chmod(0o644)
    (study.folder / ".git" / "config").chmod(0o644)
    (study.folder / "question_banks" / ".used" / "notes@me.md").chmod(0o600)
    assert treated(study.folder) == Report()


def test_the_progress_reaches_its_end(study: StudyFolder) -> None:
    seen: list[tuple[int, int]] = []
    look(study.folder, lambda done, of: seen.append((done, of)))
    assert seen == [(0, 2), (1, 2), (2, 2)]


def test_what_never_was_backed_up_is(study: StudyFolder) -> None:
    shutil.rmtree(study.folder / ".backup")
    assert checked(study.folder) == Report()
    # study.json, two interviews, two names.
    assert treated(study.folder) == Report(backed_up=5)
    assert treated(study.folder) == Report()


def test_hostile_text_stays_on_one_clean_line(study: StudyFolder) -> None:
    (study.folder / "interviews" / "\x1b]0;x\x07 a\nb.json").write_bytes(DAMAGED)
    add(study, A, "dd11dd11dd11", "\x1b[31mP\n9", day=1)
    add(study, B, "dd11dd11dd11", "Lan\u202e", day=2)
    add(study, C, "ee22ee22ee22", "P" + "9" * 5000, day=3)
    lines = [in_words(finding) for finding in treated(study.folder).findings]
    assert len(lines) == 3
    assert all(line.isprintable() for line in lines), lines
