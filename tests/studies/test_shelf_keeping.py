"""Keeping one's banks: copies with what they include, new ones, and originals that move on."""

import stat
from pathlib import Path

import pytest

from persona_wizard.banks import (
    NoSuchBank,
    check_file,
    comparison_in_short,
    own_folder,
    shelf_for,
    shipped_shelf,
)
from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.store import StoreError, StudyFolder
from persona_wizard.studies.shelf_keeping import (
    BankStands,
    copies_moved_on,
    copy_bank,
    folder_of_banks,
    new_bank,
    original_moved_on,
)

PARENT = (
    "---\nid: parent\ntitle: P\naudience: any\nversion: 1\n---\n\n## Problems\n\n### Old? {#old}\n"
)
CHILD = (
    "---\nid: child\ntitle: C\naudience: any\n---\n\n## Problems {from=parent}\n\n### Own? {#own}\n"
)


@pytest.fixture
def own() -> Path:
    """One's own shelf, with a bank that includes another."""
    folder = own_folder()
    folder.mkdir(parents=True)
    (folder / "parent.md").write_text(PARENT)
    (folder / "child.md").write_text(CHILD)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.md"))


def test_banks_stand_in_the_study_or_on_ones_own_shelf(study: StudyFolder) -> None:
    assert folder_of_banks(study) == study.folder / "question_banks"
    assert folder_of_banks(None) == own_folder()


def test_a_copy_brings_its_parents_and_is_used_from_then_on(study: StudyFolder, own: Path) -> None:
    to = folder_of_banks(study)
    shelf = shelf_for(study.folder)
    assert copy_bank(shelf, "child", to) == (to / "child.md", to / "parent.md")
    assert shelf.find("child") == to / "child.md"
    assert (own / "child.md").read_text() == CHILD
    copied = shelf.read("child")
    assert [question.id for question in copied.questions] == ["own", "old"]
    assert copied.based_on is not None
    assert (copied.based_on.id, copied.based_on.version) == ("child", "")
    parent = shelf.read("parent").based_on
    assert parent is not None
    assert (parent.id, parent.version) == ("parent", "1")


def test_a_flat_copy_is_one_file_with_everything_in_it(study: StudyFolder, own: Path) -> None:
    to = folder_of_banks(study)
    (path,) = copy_bank(shelf_for(None), "child", to, flatten=True)
    assert names(to) == ["child.md"]
    assert "from=" not in path.read_text()
    for file in own.glob("*.md"):
        file.unlink()
    assert [q.id for q in shelf_for(study.folder).read("child").questions] == ["own", "old"]


def test_every_bank_that_ships_can_be_copied_and_passes_every_check(study: StudyFolder) -> None:
    to = folder_of_banks(study)
    for bank_id in shipped_shelf().ids():
        if not (to / f"{bank_id}.md").exists():
            copy_bank(shipped_shelf(), bank_id, to)
    assert names(to) == sorted(f"{bank_id}.md" for bank_id in shipped_shelf().ids())
    for path in sorted(to.glob("*.md")):
        checked = check_file(path)
        assert (checked.faults, checked.advice) == ((), ())


def test_nothing_that_stands_is_written_over(study: StudyFolder, own: Path) -> None:
    to = folder_of_banks(study)
    to.mkdir(exist_ok=True)
    (to / "child.md").write_text("mine")
    with pytest.raises(BankStands, match=r"child\.md is there already\. Nothing was written\."):
        copy_bank(shelf_for(None), "child", to)
    assert names(to) == ["child.md"]
    assert (to / "child.md").read_text() == "mine"
    assert not (to / ".originals").exists()
    with pytest.raises(BankStands):
        copy_bank(shelf_for(None), "child", own)


def test_a_parent_that_stands_already_stays_as_it_is(study: StudyFolder, own: Path) -> None:
    to = folder_of_banks(study)
    to.mkdir(exist_ok=True)
    mine = PARENT.replace("Old?", "Mine?")
    (to / "parent.md").write_text(mine)
    assert copy_bank(shelf_for(None), "child", to) == (to / "child.md",)
    assert (to / "parent.md").read_text() == mine


def test_what_is_copied_can_be_read_by_its_owner_alone(study: StudyFolder, own: Path) -> None:
    to = own / "new" / "folder"
    for path in copy_bank(shelf_for(None), "child", to):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(to.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, own: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"can't be made: .*\. Nothing was written\."):
        copy_bank(shelf_for(None), "child", tmp_path / "file" / "banks")


def test_an_unknown_bank_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoSuchBank, match="did you mean “prospects”"):
        copy_bank(shelf_for(None), "prospcts", tmp_path)
    assert list(tmp_path.iterdir()) == []


# Originals


def test_an_original_that_moved_on_is_told_with_what_changed_since(
    study: StudyFolder, own: Path
) -> None:
    to = folder_of_banks(study)
    shelf = shelf_for(study.folder)
    copy_bank(shelf, "child", to)
    assert copies_moved_on(shelf, shelf.entries()) == ()
    mine = to / "parent.md"
    mine.write_text(mine.read_text().replace("Old?", "Mine?"))
    assert copies_moved_on(shelf, shelf.entries()) == ()
    (own / "parent.md").write_text(PARENT + "\n### New? {#new}\n")
    moved = copies_moved_on(shelf, shelf.entries())
    # The child's original includes the parent's, which has grown.
    assert [(one.copy.id, comparison_in_short(one.comparison)) for one in moved] == [
        ("child", "1 added"),
        ("parent", "1 added"),
    ]


def test_without_the_kept_original_the_copy_is_held_against_what_is_there_now(
    study: StudyFolder, own: Path
) -> None:
    to = folder_of_banks(study)
    shelf = shelf_for(study.folder)
    copy_bank(shelf, "parent", to)
    mine = to / "parent.md"
    mine.write_text(mine.read_text().replace("Old?", "Mine?"))
    (own / "parent.md").write_text(PARENT + "\n### New? {#new}\n")
    for kept in (to / ".originals").iterdir():
        kept.unlink()
    moved = original_moved_on(shelf, shelf.entry("parent"))
    assert moved is not None
    assert comparison_in_short(moved.comparison) == "1 added, 1 changed"


def test_a_kept_original_is_found_by_the_line_in_the_copy_and_is_no_bank_of_the_shelf(
    study: StudyFolder, own: Path
) -> None:
    to = folder_of_banks(study)
    shelf = shelf_for(study.folder)
    copy_bank(shelf, "parent", to)
    based_on = shelf.read("parent").based_on
    assert based_on is not None
    (kept,) = (to / ".originals").iterdir()
    assert kept.name == f"parent@{based_on.digest}.md"
    assert kept.read_text() == PARENT
    assert len([entry for entry in shelf.entries() if entry.id == "parent"]) == 2


def test_a_copy_of_a_copy_has_not_moved_while_one_is_as_it_was_copied(
    study: StudyFolder, own: Path
) -> None:
    copy_bank(shelf_for(None), "prospects", own)
    shelf = shelf_for(study.folder)
    copy_bank(shelf, "prospects", folder_of_banks(study))
    mine = own / "prospects.md"
    mine.write_text(mine.read_text().replace("{#long-term-goals}", "{#long-term-goals .short}"))
    # The one on the shelf was changed by its owner; what ships is still what was copied.
    assert original_moved_on(shelf, shelf.entry("prospects")) is None
    assert original_moved_on(shelf_for(None), shelf_for(None).entry("prospects")) is None


def test_copies_on_the_shelf_and_in_a_study_do_not_disturb_each_other(
    study: StudyFolder, own: Path
) -> None:
    shelf = shelf_for(study.folder)
    copy_bank(shelf, "prospects", folder_of_banks(study))
    copy_bank(shelf, "prospects", own)
    assert copies_moved_on(shelf, shelf.entries()) == ()


def test_a_copy_leaves_a_bank_of_its_id_alone_whatever_its_file_is_called(own: Path) -> None:
    mine = own / "bg.md"
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text(shipped_shelf().source("background") or "")
    with pytest.raises(BankStands, match=r"bg\.md"):
        copy_bank(shelf_for(None), "background", own)
    with pytest.raises(BankStands, match=r"bg\.md"):
        new_bank("background", "", Audience.PROSPECTS, own)
    copy_bank(shelf_for(None), "prospects", own)
    assert not (own / "background.md").exists()


def test_what_is_no_copy_has_no_original(own: Path) -> None:
    shelf = shelf_for(None)
    assert original_moved_on(shelf, shelf.entry("parent")) is None


# New banks


@pytest.mark.parametrize("audience", Audience)
def test_a_new_bank_is_there_to_be_written_and_passes_every_check(
    study: StudyFolder, audience: Audience
) -> None:
    path = new_bank("my-bank", "  My\nbank ", audience, folder_of_banks(study))
    assert path == study.folder / "question_banks" / "my-bank.md"
    bank = shelf_for(study.folder).read("my-bank")
    assert (bank.title, bank.audience) == ("My bank", audience)
    checked = check_file(path)
    assert (checked.faults, checked.advice) == ((), ())


def test_a_new_bank_without_a_title_is_called_by_its_id(tmp_path: Path) -> None:
    new_bank("my-bank", " ", Audience.PROSPECTS, tmp_path)
    assert 'title: "my-bank"\n' in (tmp_path / "my-bank.md").read_text()


def test_a_new_bank_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "my-bank.md").write_text("mine")
    with pytest.raises(BankStands):
        new_bank("my-bank", "", Audience.PROSPECTS, tmp_path)
    assert (tmp_path / "my-bank.md").read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("My Bank", "“My Bank” is no id: lower-case letters, digits and - only"),
        ("My Bank", "write “my-bank”. Nothing was written."),
        ("../x", "write “x”"),
        ("", "“” is no id"),
        ("???", "“???” is no id: lower-case letters, digits and - only. Nothing was written."),
        ("a.md", "write “a-md”"),
        ("a\x1b[31m", "is no id"),
        # A bank's own front matter takes no longer id, and the shelf takes no readme for a bank.
        ("a" * 61, "60 characters"),
        ("readme", "readme"),
    ],
)
def test_a_name_that_is_no_id_is_told_and_nothing_written(
    tmp_path: Path, name: str, told: str
) -> None:
    with pytest.raises(WizardError) as fault:
        new_bank(name, "", Audience.PROSPECTS, tmp_path)
    assert told in fault.value.message
    assert "\n" not in fault.value.message
    assert "\x1b" not in fault.value.message
    assert list(tmp_path.iterdir()) == []
