"""Pages and pictures of somebody erased that come back: byte for byte, or otherwise."""

import json
import os
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from erasing_examples import (
    AT,
    LAN,
    P07_AGAIN,
    PAGE,
    PICTURE,
    SAID,
    THEIRS,
    erase,
    erased_of,
    give_away,
    made,
    opened_while,
    says,
    told,
    write,
)
from msgspec.structs import replace
from store_examples import ID, INTERVIEW, OTHER, run_without_rights

import persona_wizard.store.erasing
import persona_wizard.store.file_facts
import persona_wizard.store.gone
import persona_wizard.store.photo_file
from persona_wizard.model.composing import ComposedClaim
from persona_wizard.model.interview import Participant
from persona_wizard.model.study import AcceptedGap, Curation
from persona_wizard.store import StudyFolder
from persona_wizard.store.came_back import check_erased
from persona_wizard.store.gone import Gone
from persona_wizard.store.layout import Layout


@pytest.fixture
def study(tmp_path: Path) -> StudyFolder:
    """A study from which P07 was erased, with a page and a picture."""
    store = made(tmp_path / "s")
    for file, data in THEIRS.items():
        write(store, file, data)
    erase(store)
    assert not any((store.folder / file).exists() for file in THEIRS)
    return store


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


def test_a_link_to_a_copy_of_it_elsewhere_stays(tmp_path: Path) -> None:
    store = made(tmp_path / "s")
    elsewhere = tmp_path / "elsewhere.md"
    # As long as the way to it, which is the size of the link.
    page = "as P07 said".ljust(len(str(elsewhere)))
    write(store, "exports/minh.md", page)
    erase(store)
    elsewhere.write_text(page)
    link = store.folder / "exports" / "link.md"
    link.symlink_to(elsewhere)
    assert told(store) == []
    assert link.is_symlink()


def test_what_came_back_is_told_until_the_study_is_closed(study: StudyFolder) -> None:
    page = write(study, "exports/minh.md", PAGE)
    opened = StudyFolder.open(study.folder)
    assert [one.files for one in opened.came_back] == [("exports/minh.md",)]
    assert not page.exists()
    study.begin(P07_AGAIN).close()
    opened.interviews()
    assert [one.files for one in opened.came_back] == [("exports/minh.md",), ()]


@pytest.mark.parametrize("late", [False, True])
def test_a_kill_leaves_no_page_that_somebody_said_yes_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, late: bool
) -> None:
    store = made(tmp_path / "s", "Daisy")
    says(store, "Daisy is whom I ask")
    pages = [write(store, f"exports/{n}.md", f"Daisy is a nurse {n}") for n in range(2)]
    asked = [one.file for one in erased_of(store, "Daisy").by_words]
    assert asked == ["exports/0.md", "exports/1.md"]

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        name = "forget_index" if late else "_delete"
        patch.setattr(persona_wizard.store.erasing, name, killed)
        with pytest.raises(KeyboardInterrupt):
            erase(store, "Daisy")
    assert [page.exists() for page in pages] == [not late] * 2
    assert len(told(store)) == (0 if late else 1)
    assert not any(page.exists() for page in pages)
    # The same words, written anew, are nobody's.
    again = write(store, "exports/0.md", "Daisy is a nurse 0")
    assert told(store) == []
    assert again.exists()


def test_a_page_that_can_not_be_deleted_keeps_nobodys_interview_here() -> None:
    with TemporaryDirectory() as place:
        store = made(Path(place, "s"))
        write(store, "exports/x/a.md", "nobody's")
        erase(store)
        write(store, "exports/x/p.md", "as P07 said").parent.chmod(0o500)
        store.begin(P07_AGAIN).close()
        give_away(store.folder)
        printed = run_without_rights(
            "for _ in range(2):\n"
            "    store = StudyFolder.open(Path('s'))\n"
            "    store.interviews()\n"
            "    print([(one.files, one.stays) for one in store.came_back])\n",
            store.folder.parent,
        )
        stays = "(('exports/x/p.md',), True)"
        assert printed.splitlines() == [f"[((), False), {stays}]", f"[{stays}]"]
        assert os.listdir(store.folder / "interviews") == [f"{OTHER}.json"]


def test_a_quarantined_file_or_a_bank_that_can_not_be_read_keeps_nobody_here() -> None:
    with TemporaryDirectory() as place:
        store = made(Path(place, "s"))
        write(store, "quarantine/stray.json", "x").chmod(0)
        write(store, "question_banks/own.md", "x").chmod(0)
        write(store, "exports/a.md", "x").chmod(0)
        write(store, "exports/minh.md", "as P07 said")
        give_away(store.folder)
        printed = run_without_rights(
            "store = StudyFolder(Path('s'))\n"
            f"(erased,) = store.people_called('P07', {AT!r})\n"
            "gone = store.erase(erased)\n"
            "print([one.file for one in gone.by_words], *gone.unreadable)\n",
            store.folder.parent,
        )
        assert printed == "['exports/minh.md'] quarantine/stray.json exports/a.md\n"


def test_an_interview_that_comes_back_unreadable_goes_again() -> None:
    with TemporaryDirectory() as place:
        store = made(Path(place, "s"))
        file = store.folder / "interviews" / f"{ID}.json"
        was = file.read_bytes()
        erase(store)
        file.write_bytes(was)
        file.chmod(0)
        give_away(store.folder)
        run_without_rights("StudyFolder.open(Path('s'))", store.folder.parent)
        assert not file.exists()


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
    write(study, "photos/c.png", PICTURE).chmod(0)
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
        "[('exports/locked', None), ('exports/a.md', None), ('photos/c.png', None)]",
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
        back = {(one.files, one.stays) for one in StudyFolder.open(study.folder).came_back}
        assert back == {(("exports/minh.md",), True), (("photos/portrait P07.png",), False)}
    assert not other.exists()
    assert told(study) == [("exports/minh.md",)]


def test_a_tombstone_of_an_earlier_form_reads(study: StudyFolder) -> None:
    settings = json.loads((study.folder / "study.json").read_text())
    for one in settings["erased"].values():
        del one["files"]
        one["photos"] = [sha256(PICTURE).hexdigest()]
    for path in (study.folder / "study.json", study.folder / ".backup" / "study.json"):
        path.write_text(json.dumps(settings))
    assert [one.pseudonyms for one in StudyFolder.open(study.folder).erased()] == [("P07",)]


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
        ("Daisy", "as Daisy said", False),
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
    sentence = "" if text.startswith("as ") else text
    claim = ComposedClaim(id="a1", heading="problems", sentence=sentence)
    gap = AcceptedGap("income", "Sales in Q4 were low")
    study = replace(store.study(), claims=(claim,), personas=(Curation(accepted=(gap,)),))
    store.save_study(study)
    page = write(store, "exports/page.md", f"{text} ![d](report.pdf)")
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


# What is nobody's


@pytest.mark.parametrize("pseudonym", ["MD", "Exports", "photos"])
def test_what_folders_and_forms_are_called_is_no_pseudonym(tmp_path: Path, pseudonym: str) -> None:
    store = made(tmp_path / "s", pseudonym)
    paths = [write(store, f"exports/{name}", "a page") for name in ("a.md", "photos/b.txt")]
    erase(store, pseudonym)
    assert all(path.exists() for path in paths)


def test_of_five_who_came_back_every_file_is_read_once(tmp_path: Path) -> None:
    store = made(tmp_path / "s")
    says(store, "P08 said a thing")
    page = write(store, "exports/page.md", "P08 said a thing")
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
    name = store.folder / "participants" / "x.json"
    write(store, "participants/x.json", name.name)
    files = (store.folder / "interviews" / f"{OTHER}.json", page, name)
    read = opened_while(lambda: told(store), store.folder)
    assert sorted(os.listdir(store.folder / "interviews")) == sorted(
        [f"{ID}.json", f"{OTHER}.json"]
    )
    assert [read.count(str(file)) for file in files] == [1, 1, 1]
