"""Pages that may tell of somebody who was erased: known by their record, told, or erased again."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from erasing_examples import AT, LAN, P07_AGAIN, erase, give_away, made, says, told, write
from msgspec.json import encode
from msgspec.structs import replace
from store_examples import ID, OTHER, run_without_rights

from persona_wizard.model.built_on import ending, interview_print
from persona_wizard.store import Erased, StudyFolder
from persona_wizard.store.came_back import check_erased
from persona_wizard.store.layout import Layout
from persona_wizard.store.named_pages import named_pages

PAGE_OF_BOTH = "# Minh\n> too dear\n\n"
BUILT = ending([ID, OTHER])


@pytest.fixture
def study(tmp_path: Path) -> StudyFolder:
    """A study from which P07 was erased."""
    store = made(tmp_path / "s")
    erase(store)
    return store


def found(store: StudyFolder) -> list[tuple[str, str]]:
    """What the doctor tells of pages for a person to look at."""
    return [(one.file, one.what) for one in named_pages(Layout(store.folder))]


# What a page's record says


def html(text: str, record: str = BUILT) -> str:
    return f"<!DOCTYPE html>\n<p>{text}</p>\n<!--\n{record}-->\n"


def json(text: str) -> str:
    prints = [interview_print(one) for one in (ID, OTHER)]
    return encode({"schema": "persona/1", "built_on": prints, "who": text}).decode()


VERSIONS = {
    "exports/minh.md": f"{PAGE_OF_BOTH}as P07 said\n\n{BUILT}",
    "exports/old/minh.html": html("as <b>P07</b> said"),
    "exports/minh.json": json("P07"),
}


@pytest.mark.parametrize("file", VERSIONS)
def test_another_version_of_a_page_that_names_them_goes_at_the_opening(
    study: StudyFolder, file: str
) -> None:
    path = write(study, file, VERSIONS[file])
    assert found(study) == []
    (trouble,) = check_erased(Layout(study.folder), [])
    assert trouble.told.file == file
    assert trouble.told.what == (
        "it is built on an interview of P07, erased on 22 November 2026, and names them"
    )
    assert told(study) == [(file,)]
    assert not path.exists()
    assert told(study) == []


@pytest.mark.parametrize(
    ("pseudonym", "text"),
    [
        ("P07", "Too dear"),
        ("P07", "Too dear [^P07]\n\n[^P07]: P08 (customer)"),
        ("P07", "P071, xP07, p07"),
        ("7", "raised by 3 of 7"),
        ("A", "A page"),
    ],
)
def test_a_page_that_is_built_on_theirs_and_names_nobody_is_told(
    tmp_path: Path, pseudonym: str, text: str
) -> None:
    store = made(tmp_path / "s", pseudonym)
    erase(store, pseudonym)
    path = write(store, "exports/minh.md", f"{text}\n\n{BUILT}")
    assert told(store) == []
    assert path.exists()
    (finding,) = named_pages(Layout(store.folder))
    assert finding.what == f"it is built on an interview of {pseudonym}, who was erased"
    assert finding.remedy == "Counts of them may stand there: export it again, or delete it"


def test_of_two_who_were_erased_the_one_whom_a_page_names_has_it_erased(study: StudyFolder) -> None:
    study.begin(replace(LAN, id="ccccccccdddd", participant="cc", pseudonym="P09")).close()
    erase(study, "P09")
    for text, goes in (("P09 says", True), ("P08 says", False)):
        path = write(study, "exports/minh.md", f"{text}\n\n{ending([ID, OTHER, 'ccccccccdddd'])}")
        assert len(told(study)) == goes
        assert path.exists() is not goes


@pytest.mark.parametrize(
    "text",
    [
        f"as P08 said: too dear for P07\n\n{ending([OTHER])}",  # exported since
        html("as P08 said: too dear for P07", ending([OTHER])),
    ],
)
def test_a_page_that_is_built_on_others_alone_is_nobodys_of_theirs(
    study: StudyFolder, text: str
) -> None:
    write(study, "exports/minh.html" if "<p>" in text else "exports/minh.md", text)
    assert told(study) == []
    assert found(study) == []


def test_a_record_that_was_altered_says_nothing(study: StudyFolder) -> None:
    path = write(study, "exports/minh.md", f"as P07 said\n\n{BUILT.replace('=', 'A', 1)}")
    assert told(study) == []
    assert path.exists()
    assert found(study) == [("exports/minh.md", "it names P07, who was erased")]


def test_where_one_interview_alone_was_erased_its_pages_are_only_told(tmp_path: Path) -> None:
    store = made(tmp_path / "s")
    store.begin(P07_AGAIN).close()
    store.erase(Erased(at=AT, interviews=(ID,)))
    write(store, "exports/minh.md", f"as P07 said\n\n{BUILT}")
    assert told(store) == []
    assert found(store) == [("exports/minh.md", "it is built on an interview that was erased")]


# Pages without a record that name them


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("exports/minh.md", "as P07 said"),
        ("exports/minh.html", "<!DOCTYPE html><p><b>P07</b>"),
        ("exports/minh.json", '{"schema": "persona/1", "who": "P07"}'),
        ("exports/answers.csv", "who,what\nP07,yes\n"),
    ],
)
def test_a_page_that_names_them_is_told_and_kept(study: StudyFolder, file: str, text: str) -> None:
    # Whatever others say of them.
    says(study, "same complaint as P07 had")
    path = write(study, file, text)
    (finding,) = named_pages(Layout(study.folder))
    assert (finding.file, finding.what) == (file, "it names P07, who was erased")
    assert finding.remedy == "Look at it, and delete it if it tells of them"
    assert told(study) == []
    assert path.exists()


@pytest.mark.parametrize(
    ("pseudonym", "text"),
    [
        ("P07", "P071, xP07, p07"),
        ("P07", "[^P07]: P08"),
        ("7", "raised by 3 of 7"),
        ("A", "# A page"),
    ],
)
def test_a_page_that_names_nobody_is_not_told(tmp_path: Path, pseudonym: str, text: str) -> None:
    store = made(tmp_path / "s", pseudonym)
    erase(store, pseudonym)
    write(store, "exports/minh.md", text)
    write(store, "exports/notes.txt", pseudonym)
    assert found(store) == []


def test_a_page_that_is_too_large_is_told(study: StudyFolder) -> None:
    write(study, "exports/minh.md", "P07 ".ljust(5_000_001, "x"))
    write(study, "exports/less.md", "P07 ".ljust(5_000_000, "x"))
    assert found(study) == [
        ("exports/less.md", "it names P07, who was erased"),
        ("exports/minh.md", "it is too large to look into for somebody who was erased"),
    ]


def test_a_page_that_can_not_be_read_is_told_once() -> None:
    # Locks are looked for from the root on, where pytest's own folder may not be entered.
    with TemporaryDirectory() as place:
        store = made(Path(place, "s"))
        erase(store)
        write(store, "exports/a.md", "as P07 said").chmod(0)
        write(store, "exports/b.md", "as P07 said")
        give_away(store.folder)
        printed = run_without_rights(
            "from persona_wizard.store.named_pages import named_pages\n"
            "from persona_wizard.store.layout import Layout\n"
            "print([one.file for one in named_pages(Layout(Path('s')))])\n",
            store.folder.parent,
        )
        assert printed == "['exports/b.md']\n"


@pytest.mark.parametrize("folder", ["interviews", "quarantine"])
def test_a_page_of_somebody_else_who_is_called_so_now_is_not_told(
    study: StudyFolder, folder: str
) -> None:
    # As a pull from a colleague brings it, who had not heard of the erasure.
    study.begin(replace(LAN, id="ccccccccdddd", participant="cc", pseudonym="P07")).close()
    path = study.folder / "interviews" / "ccccccccdddd.json"
    (study.folder / folder).mkdir(exist_ok=True)
    path.rename(study.folder / folder / path.name)
    write(study, "exports/minh.md", "as P07 said")
    page = write(study, "exports/built.md", f"as P07 said\n\n{BUILT}")
    assert told(study) == []
    assert page.exists()
    assert found(study) == [
        ("exports/built.md", "it is built on an interview of P07, who was erased")
    ]
