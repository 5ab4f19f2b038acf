"""Pages and pictures of somebody erased that come back: byte for byte, or otherwise."""

import json
import os
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from msgspec.structs import replace
from store_examples import ID, INTERVIEW, OTHER, STUDY, run_without_rights

import persona_wizard.store.file_facts
import persona_wizard.store.gone
import persona_wizard.store.photo_file
from persona_wizard.model.composing import ComposedClaim
from persona_wizard.model.interview import Answer, Participant
from persona_wizard.model.study import AcceptedGap, Curation, Photo, Portrait
from persona_wizard.store import Erased, StoreError, StudyFolder
from persona_wizard.store.came_back import check_erased
from persona_wizard.store.file_facts import Facts
from persona_wizard.store.gone import Gone
from persona_wizard.store.layout import Layout
from persona_wizard.store.named_pages import named_pages

AT = "2026-11-22T09:00:00.000Z"
LAN = replace(
    INTERVIEW, id=OTHER, participant="bb22cc33dd44", pseudonym="P08", answers={}, notes=()
)
PICTURE = b"\x89PNG\0 her face"
PAGE = "# Minh\n> too dear\n\nP07, prospect\n"
THEIRS: dict[str, str | bytes] = {
    "exports/minh.md": PAGE,
    "exports/old/answers.csv": "who,what\n<b>P07</b>,yes\n",
    "exports/p07-customers.md": "# Nothing but a heading\n",
    "photos/portrait P07.png": PICTURE,
}


SAID = Answer(question="goals", wording="What for?", at=AT)
# Of P07, under another id.
P07_AGAIN = replace(INTERVIEW, id="ccccccccdddd", pseudonym="P07")


def made(
    folder: Path, pseudonym: str = "P07", answers: Mapping[str, Answer] = INTERVIEW.answers
) -> StudyFolder:
    store = StudyFolder.create(folder, STUDY)
    store.begin(replace(INTERVIEW, pseudonym=pseudonym, answers=dict(answers))).close()
    store.begin(LAN).close()
    return store


def erase(store: StudyFolder, pseudonym: str = "P07") -> None:
    (erased,) = store.people_called(pseudonym, AT)
    store.erase(erased)


def says(store: StudyFolder, text: str) -> None:
    """Have P08 say this."""
    with store.reopen(OTHER) as file:
        answer = Answer(question="goals", wording="What for?", at=AT, text=text)
        file.save(replace(LAN, answers={"goals": answer}))


def give_away(folder: Path) -> None:
    """Have a study belong to the user without rights, where tests run as one who has all."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, 65534, 65534)


@pytest.fixture
def study(tmp_path: Path) -> StudyFolder:
    """A study from which P07 was erased, with a page and a picture."""
    store = made(tmp_path / "s")
    for file, data in THEIRS.items():
        write(store, file, data)
    erase(store)
    assert not any((store.folder / file).exists() for file in THEIRS)
    return store


def write(store: StudyFolder, file: str, data: str | bytes) -> Path:
    path = store.folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def told(store: StudyFolder) -> list[tuple[str, ...]]:
    """The files of each erasure that opening the study had to do again."""
    return [again.files for again in StudyFolder.open(store.folder).came_back]


@pytest.mark.parametrize("file", THEIRS)
def test_what_comes_back_byte_for_byte_goes_at_the_opening_and_is_told(
    study: StudyFolder, file: str
) -> None:
    path = write(study, file, THEIRS[file])
    assert told(study) == [(file,)]
    assert not path.exists()
    assert told(study) == []


def test_under_another_name_it_is_the_same(study: StudyFolder) -> None:
    folder = write(study, "exports/kept.md", "kept").parent
    path = os.path.join(os.fsencode(folder), b"caf\xe9.md")
    with open(path, "w") as file:
        file.write(PAGE)
    assert len(told(study)) == 1
    assert sorted(os.listdir(folder)) == ["kept.md", "old"]


@pytest.mark.parametrize(
    ("pseudonym", "text"),
    [
        ("P04", "P05 says: same complaint as P04 had"),
        ("Q4", "Sales in Q4 were low"),
        ("P1", "Too dear [^P1]\n\n[^P1]: P08 (customer)"),
        ("V60", "# The V60 brewer"),
        ("Daisy", "as Daisy said"),
        ("小明", "大小明细"),
        ("MD", "# A page"),
    ],
)
def test_no_word_has_a_page_deleted_unasked(tmp_path: Path, pseudonym: str, text: str) -> None:
    store = made(tmp_path / "s", pseudonym)
    erase(store, pseudonym)
    path = write(store, "exports/page.md", text)
    assert told(store) == []
    assert path.exists()


def test_odd_names_and_huge_files_do_no_harm(study: StudyFolder) -> None:
    folder = os.fsencode(write(study, "exports/talk.mp4", "").parent)
    os.truncate(study.folder / "exports" / "talk.mp4", 2**40)
    for name in (b"caf\xe9.md", b"-rf", b"a\nb"):
        with open(os.path.join(folder, name), "w") as file:
            file.write("as P07 said")
    os.mkfifo(os.path.join(folder, b"pipe"))
    before = sorted(os.listdir(folder))
    assert told(study) == []
    assert sorted(os.listdir(folder)) == before


def test_only_what_has_the_size_of_something_erased_is_read(
    study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(study, "exports/longer.md", PAGE + "more")
    write(study, "exports/as-long.md", "x" * len(PAGE))
    read: list[str] = []
    really = persona_wizard.store.gone.gone_as

    def counted(path: Path) -> Gone | None:
        read.append(path.name)
        return really(path)

    monkeypatch.setattr(persona_wizard.store.gone, "gone_as", counted)
    assert told(study) == []
    assert read == ["as-long.md"]


def test_what_has_a_like_that_stays_is_not_remembered(tmp_path: Path) -> None:
    store = made(tmp_path / "s")
    store.save_photo("cup.png", PICTURE)
    write(store, "exports/minh.md", PAGE + "![Minh](photos/minh.png)")
    write(store, "exports/photos/minh.png", PICTURE)
    erase(store)
    assert not (store.folder / "exports" / "photos" / "minh.png").exists()
    # As the next export copies the persona's photo.
    path = write(store, "exports/photos/minh.png", PICTURE)
    assert told(store) == []
    assert path.exists()


def test_what_others_say_too_is_not_remembered(tmp_path: Path) -> None:
    store = made(tmp_path / "s", answers={"goals": replace(SAID, text="> far too dear for me")})
    says(store, "> far too dear for me")
    path = write(store, "exports/page.md", "P08: “far too dear for me”")
    erase(store)
    assert not path.exists()
    write(store, "exports/page.md", "P08: “far too dear for me”")
    assert told(store) == []
    assert path.exists()


def test_the_doctor_finds_it_too(study: StudyFolder) -> None:
    path = write(study, "exports/minh.md", PAGE)
    (trouble,) = check_erased(Layout(study.folder), [])
    assert trouble.told.file == "exports/minh.md"
    assert trouble.told.what == ("it was erased with P07 on 22 November 2026, and is here again")
    assert path.exists()
    assert trouble.mend is not None
    assert trouble.mend().done
    assert not path.exists()
    assert check_erased(Layout(study.folder), []) == []


def test_one_that_can_not_be_read_hides_no_other(study: StudyFolder) -> None:
    write(study, "exports/minh.md", PAGE)
    write(study, "exports/a.md", PAGE).chmod(0)
    write(study, "exports/locked/b.md", PAGE).parent.chmod(0)
    give_away(study.folder)
    printed = run_without_rights(
        "from persona_wizard.store.came_back import check_erased\n"
        "from persona_wizard.store.layout import Layout\n"
        "print([one.files for one in StudyFolder.open(Path('s')).came_back])\n"
        "print([(t.told.file, t.mend) for t in check_erased(Layout(Path('s')), [])])\n",
        study.folder.parent,
    )
    assert printed.splitlines() == [
        "[('exports/minh.md',)]",
        "[('exports/locked', None), ('exports/a.md', None)]",
    ]


def test_a_page_that_may_not_be_deleted_is_tried_again(
    study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(study, "exports/minh.md", PAGE)
    other = write(study, "photos/portrait P07.png", PICTURE)
    unlink = Path.unlink

    def refused(self: Path, missing_ok: bool = False) -> None:
        if self == path:
            raise PermissionError(13, "Permission denied", str(self))
        unlink(self, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refused)
        assert told(study) == [("photos/portrait P07.png",)]
    assert not other.exists()
    assert told(study) == [("exports/minh.md",)]


def test_a_tombstone_without_files_reads(study: StudyFolder) -> None:
    settings = json.loads((study.folder / "study.json").read_text())
    for one in settings["erased"].values():
        del one["files"]
        one["photos"] = [sha256(PICTURE).hexdigest()]
    for path in (study.folder / "study.json", study.folder / ".backup" / "study.json"):
        path.write_text(json.dumps(settings))
    page, photo = write(study, "exports/minh.md", PAGE), write(study, "photos/a.png", PICTURE)
    assert told(study) == [("photos/a.png",)]
    assert page.exists()
    assert not photo.exists()


# Pages that name them


OURS = "---\nschema: persona/1\n---\n\n"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("exports/minh.md", f"{OURS}as P07 said"),
        ("exports/minh.html", "<!DOCTYPE html><p><b>P07</b>"),
        ("exports/minh.json", '{"schema": "persona/1", "who": "P07"}'),
        ("exports/answers.csv", "who,what\nP07,yes\n"),
    ],
)
def test_a_page_that_names_them_is_told_and_kept(study: StudyFolder, file: str, text: str) -> None:
    path = write(study, file, text)
    (finding,) = named_pages(Layout(study.folder))
    assert (finding.file, finding.what) == (file, "it names P07, who was erased")
    assert finding.remedy == "Look at it, and delete it if it tells of them"
    assert told(study) == []
    assert path.exists()


@pytest.mark.parametrize(
    "text",
    ["as P07 said", f"{OURS}P071, xP07, p07", f"{OURS}P07" + 5_000_000 * "x", f"{OURS}[^P07]: P08"],
)
def test_what_is_no_page_of_ours_or_names_nobody_is_not_told(study: StudyFolder, text: str) -> None:
    write(study, "exports/minh.md", text)
    assert named_pages(Layout(study.folder)) == ()


@pytest.mark.parametrize(
    ("pseudonym", "text"),
    [
        ("Cedar", "# Cedar Coffee"),  # the product
        ("Daisy", "> Daisy is whom I ask"),  # whom another speaks of
        ("小明", "> 我先问小明先生"),
        ("P04", "same complaint as P04 had"),
        ("7", "raised by 3 of 7"),
        ("A", "# A page"),
        ("Minh", "# Minh"),  # as the persona is called
        ("Harbour", "What of Harbour?"),  # in a question
        ("Q4", "Sales in Q4 were low"),  # in a decision
    ],
)
def test_a_word_that_the_study_says_anyway_tells_of_nobody(
    tmp_path: Path, pseudonym: str, text: str
) -> None:
    store = made(tmp_path / "s", pseudonym)
    says(store, "First I look\nDaisy is whom I ask\n我先问小明先生\nsame complaint as P04 had")
    write(store, "question_banks/own.md", "### What of Harbour?")
    erase(store, pseudonym)
    minh = Curation(name="Minh", accepted=(AcceptedGap("income", "Sales in Q4 were low"),))
    store.save_study(replace(store.study(), personas=(minh,)))
    write(store, "exports/page.md", OURS + text)
    assert named_pages(Layout(store.folder)) == ()


@pytest.mark.parametrize("folder", ["interviews", "quarantine"])
def test_a_page_of_somebody_else_who_is_called_so_now_is_not_told(
    study: StudyFolder, folder: str
) -> None:
    # As a pull from a colleague brings it, who had not heard of the erasure.
    study.begin(replace(LAN, id="ccccccccdddd", participant="cc", pseudonym="P07")).close()
    path = study.folder / "interviews" / "ccccccccdddd.json"
    (study.folder / folder).mkdir(exist_ok=True)
    path.rename(study.folder / folder / path.name)
    write(study, "exports/minh.md", f"{OURS}as P07 said")
    assert named_pages(Layout(study.folder)) == ()


# With their interview


WORDS = "the roaster broke on the very first morning"


@pytest.mark.parametrize(
    ("pseudonym", "text", "goes"),
    [
        ("Cedar", "# Cedar Coffee", False),
        ("P07", "as P07 said", True),
        ("P08x", "as P08x said, says P08", False),
        ("Q4", "Sales in Q4 were low", False),
        ("P1", "Too dear [^P1]", False),
        ("Contested", "Contested by 2", False),
        ("MD", "see readme.md", False),
        ("P07", f"“{WORDS.upper()}”", True),
        ("P07", "the roaster broke", False),
        ("P07", "as Quux, Zerlina says", True),
    ],
)
def test_when_their_interview_is_back_only_what_is_theirs_alone_goes(
    tmp_path: Path, pseudonym: str, text: str, goes: bool
) -> None:
    store = made(tmp_path / "s", pseudonym, answers={"goals": replace(SAID, text=WORDS)})
    store.save_participant(Participant(INTERVIEW.participant, pseudonym, "Zerlina Quux"))
    says(store, "I thought of P08x")
    files = [f"interviews/{ID}.json", f"participants/{INTERVIEW.participant}.json"]
    was = {file: (store.folder / file).read_bytes() for file in files}
    erase(store, pseudonym)
    # What is decided about them after they went means another.
    sentence = "" if "as P07" in text else text
    claim = ComposedClaim(id="a1", heading="problems", sentence=sentence)
    gap = AcceptedGap("income", "Sales in Q4 were low")
    study = replace(store.study(), claims=(claim,), personas=(Curation(accepted=(gap,)),))
    store.save_study(study)
    page = write(store, "exports/page.md", text)
    picture = write(store, "exports/report.pdf", PICTURE)
    for file, data in was.items():
        write(store, file, data)
    assert told(store) == [()]
    assert not any((store.folder / file).exists() for file in files)
    assert page.exists() is not goes
    assert picture.exists()
    left = replace(claim, sentence="" if goes else sentence)
    assert store.study() == replace(study, claims=(left,))


def test_a_page_that_can_not_be_read_keeps_nobody_here() -> None:
    # Locks are looked for from the root on, where pytest's own folder may not be entered.
    with TemporaryDirectory() as place:
        store = made(Path(place, "s"))
        erase(store)
        write(store, "exports/a.md", "x").chmod(0)
        store.begin(P07_AGAIN).close()
        give_away(store.folder)
        printed = run_without_rights(
            "store = StudyFolder.open(Path('s'))\n"
            "print(len(store.interviews().interviews), [one.files for one in store.came_back])\n",
            store.folder.parent,
        )
        assert printed == "1 [()]\n"
        assert os.listdir(store.folder / "interviews") == [f"{OTHER}.json"]


# The pictures of a page


def test_only_a_picture_that_a_page_shows_goes_with_it(tmp_path: Path) -> None:
    store = made(tmp_path / "s")
    page = "as P07 said, see report.pdf and banana.png; ![](photos/a%20b.png) <img src='c.png'>"
    write(store, "exports/minh.md", page + " ![d](d.png) ![e](photos/none.png)")
    write(store, "exports/kept.md", "d.png")
    names = ("report.pdf", "a.png", "photos/a b.png", "c.png", "d.png")
    for name in names:
        write(store, f"exports/{name}", b"%\0" + name.encode())
    erase(store)
    left = [name for name in names if (store.folder / "exports" / name).exists()]
    assert left == ["report.pdf", "a.png", "d.png"]


@pytest.mark.parametrize("pseudonym", ["MD", "Exports", "photos"])
def test_what_folders_and_forms_are_called_is_no_pseudonym(tmp_path: Path, pseudonym: str) -> None:
    store = made(tmp_path / "s", pseudonym)
    paths = [write(store, f"exports/{name}", "a page") for name in ("a.md", "photos/b.txt")]
    erase(store, pseudonym)
    assert all(path.exists() for path in paths)


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


# Photos


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


def test_a_photo_that_could_not_be_saved_is_whose_it_was(
    pictured: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pictured.study().photos

    def full(path: Path, data: bytes, stands: Callable[[], bool] | None = None) -> None:
        raise StoreError("Not saved: the disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(persona_wizard.store.photo_file, "write_whole", full)
        with pytest.raises(StoreError):
            pictured.save_photo("persona.png", b"another", LAN.participant)
    assert pictured.study().photos == before

    def fails(source: object, target: object) -> None:
        if Path(str(target)).name == "persona.png":
            # Both, until one of them is gone.
            assert {one.shows for one in pictured.study().photos} == {
                INTERVIEW.participant,
                LAN.participant,
            }
            raise OSError(5, "Input/output error")
        rename(source, target)  # type: ignore[arg-type]

    rename = os.replace
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fails)
        with pytest.raises(StoreError):
            pictured.save_photo("persona.png", b"another", LAN.participant)
    assert pictured.study().photos == before
    assert pictured.photo("persona.png").read_bytes() == PICTURE
    pictured.save_photo("persona.png", b"another", LAN.participant)
    assert pictured.study().photos == (Portrait("persona.png", LAN.participant),)


def test_one_interview_alone_leaves_the_photo(pictured: StudyFolder) -> None:
    pictured.erase(Erased(at=AT, interviews=(ID,)))
    assert (pictured.folder / "photos" / "persona.png").exists()
    assert pictured.study().photos != ()
