"""Names and words stay where they belong, and nobody else on the machine may read them."""

import errno
import os
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

import persona_wizard
from persona_wizard.banks import shelf_for
from persona_wizard.export import Layout
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Participant
from persona_wizard.store import Erased, StudyFolder
from persona_wizard.studies import crash_report, managing
from persona_wizard.studies.crash_report import report_crash
from persona_wizard.studies.demo import make_demo
from persona_wizard.studies.erasing import erase_person, person_to_erase, what_goes_in_words
from persona_wizard.studies.exporting import export_page
from persona_wizard.studies.habits import Habits, keep_habits
from persona_wizard.studies.interviews import (
    Beginning,
    next_pseudonym,
    resume_interview,
    start_interview,
)
from persona_wizard.studies.opening import new_study, open_study
from persona_wizard.studies.personas import choose_photo
from persona_wizard.studies.photos import add_photo
from persona_wizard.studies.recent import state_folder
from persona_wizard.studies.shelf_keeping import copy_bank

NAME, CONTACT = "Zinnia Quackenbush", "zinnia@quackenbush.example"
WORDS = "quillwort mornings before the kids wake"


@pytest.fixture
def talk(study: StudyFolder) -> str:
    """The id of an interview with somebody whose name is kept."""
    sitting = start_interview(
        study,
        Beginning(
            audience=Audience.PROSPECTS,
            bank="prospects",
            pseudonym="P01",
            name=NAME,
            contact=CONTACT,
        ),
    )
    question = next(q for q in sitting.session.bank.questions if not q.closed)
    sitting.session.write(question.id, None, WORDS)
    sitting.close()
    return sitting.session.interview.id


@pytest.fixture
def umask() -> Iterator[Callable[[int], object]]:
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


def picture(folder: Path) -> Path:
    path = folder / "picture.png"
    Image.new("RGB", (8, 8), "white").save(path)
    return path


def with_photo(store: StudyFolder) -> None:
    choose_photo(store, add_photo(store, picture(store.folder.parent), "a cup", "ours"))
    export_page(store, Layout.PAGE, None, allow_gaps=True, replace=False)


def noted(store: StudyFolder) -> None:
    sitting = resume_interview(store, store.interviews().interviews[0].id)
    sitting.session.add_note("x")
    sitting.close()


def replaced_under_us(store: StudyFolder) -> None:
    """Words that go to conflicts/, and those that go to quarantine/ when it is settled."""
    (interview,) = store.interviews().interviews
    sitting = resume_interview(store, interview.id)
    path = store.folder / "interviews" / f"{interview.id}.json"
    path.write_bytes(path.read_bytes().replace(b"quillwort", b"other"))
    path.chmod(0o600)
    sitting.session.add_note("ours")
    sitting.close()
    (conflict,) = store.conflicts()
    store.keep_theirs(conflict)


WRITERS: dict[str, Callable[[StudyFolder], object]] = {
    "a study": lambda store: new_study(store.folder.parent / "made", "Tea"),
    "the sample": lambda store: make_demo(store.folder.parent / "made"),
    "a name": lambda store: store.save_participant(Participant("p9", "P09", NAME)),
    "an interview": noted,
    "settings": lambda store: store.change_study(lambda study: study),
    "a page with its photo": with_photo,
    "an interview's page": lambda store: managing.export_interview(
        store, store.interviews().interviews[0]
    ),
    "a bank of one's own": lambda store: copy_bank(
        shelf_for(store.folder), "prospects", store.folder
    ),
    "a conflict": replaced_under_us,
    "an erasure": lambda store: store.erase(Erased(at="2026-01-01T00:00:00Z", participant="p9")),
    "an opening": lambda store: open_study(store.folder),
    "habits": lambda store: keep_habits(Habits(running_notes=True)),
    "a crash": lambda store: report_crash(KeyError("x")),
}


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o177])
@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS.keys())
def test_whatever_is_written_is_for_its_owner_alone(
    study: StudyFolder,
    talk: str,
    umask: Callable[[int], object],
    write: Callable[[StudyFolder], object],
    mask: int,
) -> None:
    before = standing(study)
    umask(mask)
    write(study)
    umask(0o022)
    after = standing(study)
    assert {path for path in after if after[path] != before.get(path)}
    for path in after:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode & 0o077 == 0, f"{path} has {mode:o}"


def standing(store: StudyFolder) -> dict[Path, tuple[int, int]]:
    """Every file and folder of ours but locks, each with what tells it from one written anew."""
    ours = (store.folder, store.folder.parent / "made", state_folder())
    paths = (path for folder in ours for path in (folder, *folder.rglob("*")) if path.exists())
    kept = (path for path in paths if ".locks" not in path.parts)
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in kept}


def test_git_is_told_what_stays_on_this_machine(study: StudyFolder) -> None:
    lines = (study.folder / ".gitignore").read_text().splitlines()
    assert lines == [
        "participants/",
        ".locks/",
        ".cache/",
        ".backup/",
        "quarantine/",
        "conflicts/",
    ]


@pytest.mark.parametrize("name", ["Minh", "P99", "99", "Pham Quang P42"])
def test_a_pseudonym_is_never_derived_from_the_name(study: StudyFolder, name: str) -> None:
    study.save_participant(Participant("p1", "P01", name))
    assert next_pseudonym(study.interviews()) == "P01"
    sitting = start_interview(
        study,
        Beginning(audience=Audience.PROSPECTS, bank="prospects", pseudonym="P01", name=name),
    )
    sitting.close()
    assert next_pseudonym(study.interviews()) == "P02"


def test_the_name_is_in_the_participants_folder_and_its_backup_alone(
    study: StudyFolder, talk: str
) -> None:
    export_page(study, Layout.FULL, None, allow_gaps=True, replace=False)
    managing.export_interview(study, study.read_interview(talk))
    open_study(study.folder)
    try:
        raise LookupError(f"{NAME}: {WORDS}") from KeyError(NAME)
    except LookupError as fault:
        line = report_crash(fault)
    holding = [
        path.relative_to(folder).as_posix()
        for folder in (study.folder, state_folder())
        for path in folder.rglob("*")
        if path.is_file()
        and (b"Zinnia" in path.read_bytes() or b"quackenbush" in path.read_bytes())
    ]
    person = study.read_interview(talk).participant
    assert sorted(holding) == sorted(
        name
        for name in (f"participants/{person}.json", f".backup/participants/{person}.json")
        if (study.folder / name).exists()
    )
    assert f"participants/{person}.json" in holding
    assert "Zinnia" not in line
    assert "quillwort" not in line
    in_state = [p for p in state_folder().rglob("*") if p.is_file()]
    assert len(in_state) >= 2  # recent studies and the report
    assert not [p for p in in_state if b"quillwort" in p.read_bytes()]


def test_erasing_shows_the_name_nowhere_and_leaves_it_nowhere(
    study: StudyFolder, talk: str
) -> None:
    erasure = person_to_erase(study, "P01")
    assert "Zinnia" not in "\n".join(what_goes_in_words(erasure))
    assert erase_person(study, erasure).files == ()
    marks = (b"Zinnia", b"quackenbush", b"quillwort")
    for path in (p for p in study.folder.rglob("*") if p.is_file()):
        assert not [mark for mark in marks if mark in path.read_bytes()]


def test_a_crash_report_holds_no_values_whatever_raised_it() -> None:
    class Marked(Exception):
        def __str__(self) -> str:
            return WORDS

    def inner(words: str) -> None:
        raise Marked(words)

    try:
        inner(WORDS)
    except Marked as fault:
        fault.add_note(WORDS)
        report_crash(fault)
    (report,) = state_folder().glob("crash-*.txt")
    text = report.read_text()
    assert " in inner" in text
    assert "Marked" in text
    assert "quillwort" not in text


def test_crash_reports_do_not_pile_up() -> None:
    for _ in range(13):
        report_crash(KeyError("x"))
    assert len(list(state_folder().glob("crash-*.txt"))) == 10


def test_a_crash_without_a_place_to_tell_of_is_still_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PERSONA_WIZARD_STATE", str(tmp_path / "file" / "state"))
    assert report_crash(KeyError("x"), all_saved=False) == (
        "Persona Wizard stopped at a fault of its own (KeyError). What was saved before is safe; "
        "the last words could not be saved. Start it again to go on."
    )


def test_a_photo_loses_where_it_was_taken_and_all_else_that_is_hidden_in_it(
    study: StudyFolder, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[0x010E] = "quillwort description"
    exif[0x9286] = b"ASCII\0\0\0quillwort comment"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (10.0, 46.0, 37.2)
    place[3], place[4] = "E", (106.0, 41.0, 43.1)
    place[0x1D] = "2026:11:22"
    path = tmp_path / "phone.jpg"
    Image.new("RGB", (64, 48), "white").save(
        path, exif=exif, comment=b"quillwort", icc_profile=b"quillwort profile"
    )
    taken = path.read_bytes()
    assert taken.count(b"quillwort") >= 3
    assert b"2026:11:22" in taken
    with Image.open(path) as opened:
        assert opened.getexif().get_ifd(0x8825)[2] == (10.0, 46.0, 37.2)

    choose_photo(study, add_photo(study, path, "a cup", "ours"))
    export_page(study, Layout.PAGE, None, allow_gaps=True, replace=False)

    pictures = [p for p in study.folder.rglob("*.png")]
    assert len(pictures) == 2  # in the study and beside the page
    for picture_of in pictures:
        data = picture_of.read_bytes()
        for hidden in (b"quillwort", b"2026:11:22", b"Exif", b"eXIf", b"tEXt", b"iCCP", b"GPS"):
            assert hidden not in data
        with Image.open(picture_of) as opened:
            assert dict(opened.getexif()) == {}
            assert opened.info == {}


@pytest.mark.parametrize(
    ("ran", "told"),
    [
        ("erase_command.py", "Part of it may be erased. Run it again: it goes on from there"),
        ("doctor_command.py", "What was saved before is safe. Run it again: it goes on from"),
        ("cli.py", "What was saved before is safe. Run it again; where"),
        ("interview_command.py", "Everything you typed is saved. Start it again to go on"),
        ("plain/__init__.py", "Everything you typed is saved. Start it again to go on"),
    ],
)
def test_a_fault_is_told_by_what_ran(
    ran: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        exec(compile("raise LookupError", str(Path(persona_wizard.__file__).parent / ran), "exec"))
    except LookupError as fault:
        crash_report._tell(type(fault), fault, fault.__traceback__)
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(("number", "reports"), [(errno.EIO, 0), (errno.ENOSPC, 1)])
def test_a_terminal_that_was_closed_is_no_fault(number: int, reports: int) -> None:
    fault = OSError(number, "x")
    args = threading.ExceptHookArgs((type(fault), fault, None, None))
    crash_report._tell_of_thread(args)
    assert len(list(state_folder().glob("crash-*.txt"))) == reports
