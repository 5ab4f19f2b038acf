"""Pages and pictures of somebody erased that come back alone, without the interview."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from store_examples import ID, INTERVIEW, OTHER, STUDY

import persona_wizard.store.file_facts
import persona_wizard.store.pages_back
from persona_wizard.model.interview import Answer
from persona_wizard.model.study import Curation, Photo, Portrait
from persona_wizard.store import Erased, StudyFolder
from persona_wizard.store.came_back import check_erased
from persona_wizard.store.file_facts import Facts
from persona_wizard.store.layout import Layout

AT = "2026-11-22T09:00:00.000Z"
LAN = replace(
    INTERVIEW, id=OTHER, participant="bb22cc33dd44", pseudonym="P08", answers={}, notes=()
)
PICTURE = b"\x89PNG\0 her face"


def made(folder: Path, pseudonym: str = "P07") -> StudyFolder:
    store = StudyFolder.create(folder, STUDY)
    store.begin(replace(INTERVIEW, pseudonym=pseudonym)).close()
    store.begin(LAN).close()
    return store


def erase(store: StudyFolder, pseudonym: str = "P07") -> None:
    (erased,) = store.people_called(pseudonym, AT)
    store.erase(erased)


@pytest.fixture
def study(tmp_path: Path) -> StudyFolder:
    """A study from which P07 was erased."""
    store = made(tmp_path / "s")
    erase(store)
    return store


def write(store: StudyFolder, file: str, data: str | bytes) -> Path:
    path = store.folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def told(store: StudyFolder) -> list[tuple[str, ...]]:
    """The files of each erasure that opening the study had to do again."""
    return [again.files for again in StudyFolder.open(store.folder).came_back]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("exports/minh.md", "# Minh\n> too dear\n\nP07, prospect\n"),
        ("exports/old/answers.csv", "who,what\n<b>P07</b>,yes\n"),
        ("exports/p07-customers.md", "# Nothing but a heading\n"),
        ("photos/portrait P07.png", PICTURE),
    ],
)
def test_a_page_that_names_them_goes_at_the_opening_and_is_told(
    study: StudyFolder, file: str, text: str | bytes
) -> None:
    path = write(study, file, text)
    assert told(study) == [(file,)]
    assert not path.exists()
    assert told(study) == []


def test_a_picture_that_only_such_a_page_shows_goes_along(study: StudyFolder) -> None:
    write(study, "exports/minh.md", "![Minh](photos/minh.png) as P07 said")
    write(study, "exports/kept.md", "![Kept](photos/kept.png)")
    for name in ("minh", "kept"):
        write(study, f"exports/photos/{name}.png", PICTURE)
    assert told(study) == [("exports/minh.md", "exports/photos/minh.png")]
    left = sorted(path.name for path in (study.folder / "exports").rglob("*.*"))
    assert left == ["kept.md", "kept.png"]


@pytest.mark.parametrize(
    "text", ["P071 said so", "xP07", "p07 in small letters is a part number", "P08 said so"]
)
def test_a_page_of_others_stays(study: StudyFolder, text: str) -> None:
    path = write(study, "exports/minh.md", text)
    assert told(study) == []
    assert path.exists()


def test_the_doctor_finds_it_wherever_it_was_looked_at_before(study: StudyFolder) -> None:
    path = write(study, "exports/minh.md", "as P07 said")
    (trouble,) = check_erased(Layout(study.folder), [])
    assert trouble.told.file == "exports/minh.md"
    assert trouble.told.what == "it tells of P07, erased on 22 November 2026"
    assert path.exists()
    assert trouble.mend is not None
    assert trouble.mend().done
    assert not path.exists()
    assert check_erased(Layout(study.folder), []) == []


def test_a_page_of_somebody_else_who_is_called_so_now_stays(study: StudyFolder) -> None:
    # As a pull from a colleague brings it, who had not heard of the erasure.
    study.begin(replace(LAN, id="ccccccccdddd", participant="cc", pseudonym="P07")).close()
    path = write(study, "exports/minh.md", "as P07 said")
    assert told(study) == []
    assert check_erased(Layout(study.folder), []) == []
    assert path.exists()


@pytest.mark.parametrize(
    ("pseudonym", "text"),
    [
        ("Cedar", "# Cedar Coffee"),  # the product
        ("Daisy", "> I ask Daisy first"),  # whom another speaks of
        ("7", "raised by 3 of 7"),
        ("A", "# A page"),
        ("Minh", "# Minh"),  # as the persona is called
        ("Harbour", "What of Harbour?"),  # in a question
    ],
)
def test_a_word_that_the_study_says_anyway_tells_of_nobody(
    tmp_path: Path, pseudonym: str, text: str
) -> None:
    store = made(tmp_path / "s", pseudonym)
    answer = Answer(question="goals", wording="What for?", at=AT, text="> I ask Daisy first")
    with store.reopen(OTHER) as file:
        file.save(replace(LAN, answers={"goals": answer}))
    write(store, "question_banks/own.md", "### What of Harbour?")
    erase(store, pseudonym)
    store.save_study(replace(store.study(), personas=(Curation(name="Minh"),)))
    path = write(store, "exports/page.md", text)
    assert told(store) == []
    assert path.exists()


def test_a_pseudonym_that_is_a_name_of_nothing_else_is_known(tmp_path: Path) -> None:
    store = made(tmp_path / "s", "Daisy")
    erase(store, "Daisy")
    path = write(store, "exports/page.md", "as Daisy said")
    write(store, "exports/other.md", "fresh as a daisy")
    assert told(store) == [("exports/page.md",)]
    assert not path.exists()
    assert (store.folder / "exports" / "other.md").exists()


def test_where_nothing_changed_nothing_is_read(
    study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        write(study, f"exports/page-{number}.md", f"page {number}")
    assert told(study) == []
    read: list[str] = []
    really = persona_wizard.store.pages_back.bytes_of

    def counted(path: Path) -> bytes:
        read.append(path.name)
        return really(path)

    monkeypatch.setattr(persona_wizard.store.pages_back, "bytes_of", counted)
    assert told(study) == []
    assert read == []
    write(study, "exports/page-1.md", "another, longer page 1")
    assert told(study) == []
    assert read == ["page-1.md"]


def test_what_is_kept_in_mind_names_nobody_and_may_be_damaged(study: StudyFolder) -> None:
    write(study, "exports/page.md", "a page")
    assert told(study) == []
    seen = study.folder / ".cache" / "exports.seen"
    assert b"P07" not in seen.read_bytes()
    seen.write_bytes(b"{")
    path = write(study, "exports/minh.md", "as P07 said")
    assert told(study) == [("exports/minh.md",)]
    assert not path.exists()


def test_another_erasure_has_all_pages_looked_at_again(study: StudyFolder) -> None:
    path = write(study, "exports/minh.md", "as P08 said")
    assert told(study) == []
    data = path.read_bytes()
    erase(study, "P08")
    assert not path.exists()
    write(study, "exports/minh.md", data)
    assert told(study) == [("exports/minh.md",)]


def test_a_page_that_may_not_be_deleted_is_tried_again(
    study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(study, "exports/minh.md", "as P07 said")
    unlink = Path.unlink

    def refused(self: Path, missing_ok: bool = False) -> None:
        if self == path:
            raise PermissionError(13, "Permission denied", str(self))
        unlink(self, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refused)
        assert told(study) == []
    assert len(told(study)) == 1
    assert not path.exists()


def test_a_study_without_erasures_keeps_nothing_in_mind(tmp_path: Path) -> None:
    store = made(tmp_path / "s")
    write(store, "exports/minh.md", "as P07 said")
    StudyFolder.open(store.folder)
    assert not (store.folder / ".cache" / "exports.seen").exists()


def test_of_five_who_came_back_every_file_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = made(tmp_path / "s")
    data: dict[Path, bytes] = {}
    for number in range(5):
        one = f"{number:012x}"
        person = replace(LAN, id=one, participant=f"p{number}", pseudonym=f"P2{number}")
        store.begin(person).close()
        path = store.folder / "interviews" / f"{one}.json"
        data[path] = path.read_bytes()
        erase(store, f"P2{number}")
    for path, was in data.items():
        path.write_bytes(was)
    read: list[Path] = []
    really: Callable[[Path], Facts] = persona_wizard.store.file_facts._facts

    def counted(path: Path) -> Facts:
        read.append(path)
        return really(path)

    monkeypatch.setattr(persona_wizard.store.file_facts, "_facts", counted)
    assert told(store) == [()] * 5
    assert sorted(os.listdir(store.folder / "interviews")) == sorted(
        [f"{ID}.json", f"{OTHER}.json"]
    )
    own = store.folder / "interviews" / f"{OTHER}.json"
    assert read.count(own) == 1


# Pictures


@pytest.fixture
def pictured(tmp_path: Path) -> StudyFolder:
    """A study whose persona has a photo of P07, which was exported, too."""
    store = made(tmp_path / "s")
    store.save_photo("persona.png", PICTURE)
    store.save_photo("cup.png", b"\x89PNG\0 a cup")
    write(store, "exports/photos/minh.png", PICTURE)
    shows = Portrait("persona.png", INTERVIEW.participant)
    photo = Photo(file="persona.png", alt="a portrait", source="ours")
    study = replace(store.study(), photos=(shows,), personas=(Curation(photo=photo),))
    store.save_study(study)
    return store


def test_a_photo_of_them_is_listed_and_goes_with_every_copy(pictured: StudyFolder) -> None:
    (erased,) = pictured.people_called("P07", AT)
    going = pictured.what_goes(erased)
    assert [(one.kind.value, one.file) for one in going.pictures] == [
        ("photo", "photos/persona.png"),
        ("photo", "exports/photos/minh.png"),
    ]
    assert going.settings == ("a persona's photo",)
    pictured.erase(erased)
    left = [path for path in pictured.folder.rglob("*.png")]
    assert [path.name for path in left] == ["cup.png"]
    assert pictured.study().photos == ()
    assert pictured.study().personas[0].photo is None


def test_a_photo_of_somebody_else_stays(pictured: StudyFolder) -> None:
    erase(pictured, "P08")
    assert (pictured.folder / "photos" / "persona.png").exists()
    assert pictured.study().personas[0].photo is not None


@pytest.mark.parametrize("file", ["photos/persona.png", "exports/photos/another name.png"])
def test_a_photo_of_them_that_comes_back_goes_again(pictured: StudyFolder, file: str) -> None:
    erase(pictured)
    path = write(pictured, file, PICTURE)
    assert told(pictured) == [(file,)]
    assert not path.exists()


def test_one_interview_alone_leaves_the_photo(pictured: StudyFolder) -> None:
    pictured.erase(Erased(at=AT, interviews=(ID,)))
    assert (pictured.folder / "photos" / "persona.png").exists()
    assert pictured.study().photos != ()
