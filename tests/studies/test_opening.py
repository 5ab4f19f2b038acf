"""Making a study, opening one, and the list of those opened lately."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from persona_wizard.banks import shelf_for, sources_in
from persona_wizard.store import FolderNotEmpty, NotAStudy, StudyExists, StudyFolder
from persona_wizard.studies.demo import make_demo
from persona_wizard.studies.opening import new_study, open_study, proposed_folder
from persona_wizard.studies.recent import recent_studies
from persona_wizard.studies.shelf_keeping import copy_bank, folder_of_banks

BANK = "---\nid: mine\ntitle: Mine\naudience: customers\n---\n\n## Wishes\n\n### What next?\n"
LATE = b'[{"folder": "/", "opened": "yesterday"}]'


def test_a_study_without_a_title_is_called_after_its_product(tmp_path: Path) -> None:
    study = new_study(tmp_path / "a", " Cedar  Coffee\n").study()
    assert (study.title, study.product) == ("Cedar Coffee", "Cedar Coffee")


def test_a_study_like_another_takes_banks_and_words_and_nobody(
    demo: StudyFolder, tmp_path: Path
) -> None:
    (demo.folder / "question_banks" / "mine (new).md").write_text(BANK)
    made = new_study(tmp_path / "next", "Tea Box", like=demo)
    assert made.study().words == {"product": "Tea Box", "competitor": "Harbour Beans"}
    assert made.study().personas[0].name == ""
    assert sources_in(made.folder / "question_banks") == {"mine (new).md": BANK}
    assert made.interview_count() == 0
    assert not list(made.folder.rglob("*@*.md"))


def test_a_study_is_never_made_over_another(study: StudyFolder) -> None:
    before = (study.folder / "study.json").read_bytes()
    with pytest.raises(StudyExists):
        new_study(study.folder, "Other")
    assert (study.folder / "study.json").read_bytes() == before


def test_the_sample_is_made_once_and_then_left_as_it_is(demo: StudyFolder) -> None:
    changed = replace(demo.study(), target_market="mine")
    demo.save_study(changed)
    assert make_demo(demo.folder) is False
    assert demo.study().target_market == "mine"
    assert demo.interview_count() == 13


def test_the_sample_is_not_made_over_anything_else(study: StudyFolder, tmp_path: Path) -> None:
    renamed = replace(study.study(), title="Mine")
    study.save_study(renamed)
    with pytest.raises(StudyExists):
        make_demo(study.folder)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").write_text("mine")
    with pytest.raises(FolderNotEmpty):
        make_demo(tmp_path / "full")


def test_studies_opened_lately_come_newest_first_once_each(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        new_study(tmp_path / name, name)
    open_study(tmp_path / "a")
    assert [Path(s.folder).name for s in recent_studies()] == ["a", "c", "b"]


def test_a_study_that_is_gone_leaves_the_list(tmp_path: Path) -> None:
    new_study(tmp_path / "a", "a")
    (tmp_path / "a").rename(tmp_path / "moved")
    assert recent_studies() == ()
    with pytest.raises(NotAStudy):
        open_study(tmp_path / "a")


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff\x00", b'[{"folder": 3}]', LATE])
def test_a_damaged_list_of_studies_is_only_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setenv("PERSONA_WIZARD_STATE", str(tmp_path))
    (tmp_path / "recent.json").write_bytes(content)
    assert recent_studies() == ()
    new_study(tmp_path / "a", "a")
    assert len(recent_studies()) == 1


def test_a_list_that_cannot_be_written_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("PERSONA_WIZARD_STATE", str(tmp_path / "file"))
    assert new_study(tmp_path / "a", "a").study().title == "a"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Cedar Coffee", "cedar-coffee"),
        ("Cà phê Sữa", "cà-phê-sữa"),
        ("☕", "study"),
        ("咖啡", "咖啡"),
    ],
)
def test_a_folder_is_proposed_from_the_title(tmp_path: Path, title: str, name: str) -> None:
    assert proposed_folder(title, tmp_path) == tmp_path / name
    (tmp_path / name).mkdir()
    assert proposed_folder(title, tmp_path) == tmp_path / f"{name}-2"


def test_a_folder_that_may_not_be_entered_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_study(tmp_path / "a", "a")
    monkeypatch.setattr("os.stat", _refuse)
    assert recent_studies() == ()


def _refuse(*_: object, **__: object) -> None:
    raise PermissionError


def test_a_study_like_another_takes_what_its_copies_were_made_from_and_no_links(
    study: StudyFolder, tmp_path: Path
) -> None:
    copy_bank(shelf_for(study.folder), "prospects", folder_of_banks(study))
    outside = tmp_path / "outside.md"
    outside.write_text(BANK)
    (study.folder / "question_banks" / "link.md").symlink_to(outside)
    (study.folder / "question_banks" / "odd.md").write_bytes(b"\xff\xfe")
    made = new_study(tmp_path / "next", "Tea", like=study)
    banks = made.folder / "question_banks"
    assert sorted(sources_in(banks)) == ["background.md", "prospects.md"]
    kept = {path.name for path in (study.folder / "question_banks/.originals").iterdir()}
    assert {path.name for path in (banks / ".originals").iterdir()} == kept
    assert len(kept) == 2
