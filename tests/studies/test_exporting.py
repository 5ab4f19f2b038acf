"""What leaves the house: where it goes, whole or not at all, and nothing of others is harmed."""

import errno
import os
import stat
from pathlib import Path

import pytest
from msgspec.structs import replace

from persona_wizard.export import ExportRefused
from persona_wizard.export.departments import NoSuchDepartment, NoSuchSection
from persona_wizard.export.formats import Format
from persona_wizard.export.record import read_record
from persona_wizard.model.departments import DEPARTMENTS, Department
from persona_wizard.model.errors import WizardError
from persona_wizard.model.study import Photo, Study
from persona_wizard.store import StoreError, StudyFolder, unfinished, whole_files
from persona_wizard.studies import personas
from persona_wizard.studies.departments import departments_meant, keep_folder
from persona_wizard.studies.erasing import erase_person, person_to_erase, what_is_left_in_words
from persona_wizard.studies.exporting import Wanted, content_of, export
from persona_wizard.studies.reading import read_study
from persona_wizard.studies.writing_out import PageExists

EVERY = tuple(Wanted(department=one.id, allow_gaps=True) for one in DEPARTMENTS)


def written(
    store: StudyFolder,
    *wanted: Wanted,
    target: Path | None = None,
    over: bool = False,
) -> tuple[Path, ...]:
    return export(store, read_study(store), wanted, target, over)


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".locks" not in path.parts
    }


def test_each_department_has_a_folder_of_its_own(demo: StudyFolder) -> None:
    personas.choose_photo(demo, Photo(placeholder=True))
    paths = written(demo, *EVERY)
    exports = demo.folder / "exports"
    assert [path.relative_to(exports).as_posix() for path in paths] == [
        f"{one.id}/first-light-robin-{one.id}.md" for one in DEPARTMENTS
    ]
    for path in paths:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert (path.parent / "photos" / "first-light-robin.svg").is_file()


@pytest.mark.parametrize("form", Format)
def test_every_format_is_written_under_a_name_of_its_own(demo: StudyFolder, form: Format) -> None:
    wanted = Wanted(format=form, allow_gaps=form.is_page)
    (path,) = written(demo, wanted)
    whose = "first-light-robin" if form.is_page or form is Format.JSON else "everyone"
    assert path.name == f"{whose}{form.suffix}"
    assert path.read_bytes() == content_of(demo, read_study(demo), wanted)
    with pytest.raises(PageExists):
        written(demo, wanted)


def test_a_folder_that_was_set_gets_the_pages(demo: StudyFolder, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    keep_folder(demo, "sales", drive)
    paths = written(demo, *EVERY)
    assert paths[1] == drive / "first-light-robin-sales.md"
    assert paths[0].is_relative_to(demo.folder)
    keep_folder(demo, "sales", None)
    assert demo.study().departments == DEPARTMENTS


def test_no_folder_among_a_study_s_own_is_set(demo: StudyFolder, tmp_path: Path) -> None:
    other = StudyFolder.create(tmp_path / "other", Study(title="Other"))
    for folder in (demo.folder / "photos", other.folder / "interviews"):
        folder.mkdir(exist_ok=True)
        with pytest.raises(WizardError, match="is the study's own"):
            keep_folder(demo, "sales", folder)
    assert demo.study().departments == DEPARTMENTS
    keep_folder(demo, "sales", other.folder / "exports")


def test_a_drive_that_is_away_keeps_all_pages_back(demo: StudyFolder, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    keep_folder(demo, "support", drive)
    drive.rmdir()
    before = files_in(demo.folder)
    with pytest.raises(WizardError, match="There is no folder"):
        written(demo, *EVERY)
    assert files_in(demo.folder) == before
    assert not drive.exists()
    with pytest.raises(WizardError, match="There is no folder"):
        keep_folder(demo, "sales", drive)


def test_nothing_is_written_while_something_is_missing(demo: StudyFolder) -> None:
    before = files_in(demo.folder)
    with pytest.raises(ExportRefused):
        written(demo, *(replace(one, allow_gaps=False) for one in EVERY))
    assert files_in(demo.folder) == before
    assert written(demo, Wanted(format=Format.JSON))


def test_where_one_file_stands_none_is_written(demo: StudyFolder) -> None:
    mine = demo.folder / "exports" / "support" / "first-light-robin-support.md"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    before = files_in(demo.folder)
    with pytest.raises(PageExists) as fault:
        written(demo, *EVERY)
    assert fault.value.path == mine
    assert files_in(demo.folder) == before
    assert len(written(demo, *EVERY, over=True)) == 4
    assert "Support" in mine.read_text()


@pytest.mark.parametrize("failing", range(8))
def test_a_fault_in_the_middle_leaves_everything_as_it_was(
    demo: StudyFolder, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    personas.choose_photo(demo, Photo(placeholder=True))
    mine = demo.folder / "exports" / "support" / "first-light-robin-support.md"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    before = files_in(demo.folder)
    folders = {path for path in demo.folder.rglob("*") if path.is_dir()}
    moved: list[object] = []

    def full(source: Path, target: Path) -> None:
        moved.append(target)
        if len(moved) == failing + 1:
            raise OSError(28, "No space left on device")
        os.rename(source, target)

    monkeypatch.setattr(whole_files.os, "replace", full)
    with pytest.raises(StoreError, match="the disk is full"):
        written(demo, *EVERY, over=True)
    monkeypatch.undo()
    assert files_in(demo.folder) == before
    assert {path for path in demo.folder.rglob("*") if path.is_dir()} == folders


@pytest.mark.parametrize(
    "name",
    [
        "../../out",
        "/etc/passwd",
        "..",
        "a/b\\c",
        "con",
        "\x1b[31mred",
        "日本",
        "🙂",
        "x" * 500,
        " ",
    ],
)
def test_no_name_leads_out_of_the_folder(demo: StudyFolder, tmp_path: Path, name: str) -> None:
    hostile = Department(id=name, title=name, sections=("problems",))
    demo.change_study(lambda study: replace(study, departments=(hostile,)))
    personas.name(demo, f"Robin {name}", "")
    outside = {p for p in tmp_path.rglob("*") if not p.is_relative_to(demo.folder)}
    (path,) = written(demo, Wanted(department=name, allow_gaps=True))
    assert path.resolve().is_relative_to((demo.folder / "exports").resolve())
    assert path.parent.parent == demo.folder / "exports"
    assert read_record(path.read_text()).persona == "persona"
    assert {p for p in tmp_path.rglob("*") if not p.is_relative_to(demo.folder)} == outside


def test_two_departments_of_one_name_are_no_ones(demo: StudyFolder) -> None:
    twins = (
        Department(id="sales", title="Sales", sections=("problems",)),
        Department(id="Sales!", title="Other", sections=("wishes",)),
    )
    demo.change_study(lambda study: replace(study, departments=twins))
    wanted = (Wanted(department=one.id, allow_gaps=True) for one in twins)
    with pytest.raises(WizardError, match="Two of these would be"):
        written(demo, *wanted)
    assert not (demo.folder / "exports" / "sales").exists()


def test_a_target_is_a_folder_that_is_there_or_else_a_file(
    demo: StudyFolder, tmp_path: Path
) -> None:
    paths = written(demo, *EVERY, target=tmp_path)
    assert {path.parent for path in paths} == {tmp_path}
    assert written(demo, Wanted(allow_gaps=True), target=tmp_path) == (
        tmp_path / "first-light-robin.md",
    )
    own = tmp_path / "page.md"
    assert written(demo, EVERY[0], target=own) == (own,)
    with pytest.raises(WizardError, match="There is no folder"):
        written(demo, *EVERY, target=tmp_path / "pages")


# What others may read


@pytest.mark.parametrize(
    ("umask", "file", "folder"), [(0o022, 0o644, 0o755), (0o077, 0o600, 0o700)]
)
def test_on_a_shared_drive_the_umask_says_who_may_read(
    demo: StudyFolder, tmp_path: Path, umask: int, file: int, folder: int
) -> None:
    personas.choose_photo(demo, Photo(placeholder=True))
    before = os.umask(umask)
    try:
        paths = written(demo, *EVERY, target=tmp_path)
        (inside,) = written(demo, EVERY[0])
    finally:
        os.umask(before)
    pictures = tmp_path / "photos"
    for path in (*paths, pictures / "first-light-robin.svg"):
        assert stat.S_IMODE(path.stat().st_mode) == file
    assert stat.S_IMODE(pictures.stat().st_mode) == folder
    assert stat.S_IMODE(inside.stat().st_mode) == 0o600
    assert stat.S_IMODE((inside.parent / "photos").stat().st_mode) == 0o700


def test_a_file_that_is_replaced_keeps_its_rights(demo: StudyFolder, tmp_path: Path) -> None:
    mine = tmp_path / "page.md"
    mine.write_text("mine")
    mine.chmod(0o664)
    written(demo, EVERY[0], target=mine, over=True)
    assert stat.S_IMODE(mine.stat().st_mode) == 0o664
    assert "Marketing" in mine.read_text()


def test_a_link_to_the_study_s_own_exports_opens_them_to_nobody(
    demo: StudyFolder, tmp_path: Path
) -> None:
    way = tmp_path / "way"
    way.symlink_to(demo.folder / "exports")
    (path,) = written(demo, EVERY[0], target=way)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


# Where nothing may go


@pytest.mark.parametrize("folder", ["~nosuchuser/x", "~nosuchuser", "a\0b", "\udcff", "no/such"])
def test_a_folder_that_can_t_be_is_one_plain_line(demo: StudyFolder, folder: str) -> None:
    odd = replace(DEPARTMENTS[1], folder=folder)
    wanted = Wanted(department="sales", allow_gaps=True)
    reading = read_study(demo)
    study = replace(reading.study, departments=(odd,))
    with pytest.raises(WizardError, match="There is no folder") as fault:
        export(demo, replace(reading, study=study), [wanted], None, False)
    assert "\n" not in fault.value.message


@pytest.mark.parametrize("folder", ["interviews", ".", "photos", "exports/../interviews"])
def test_no_department_writes_among_the_study_s_own_files(demo: StudyFolder, folder: str) -> None:
    (demo.folder / "photos").mkdir(exist_ok=True)
    odd = replace(DEPARTMENTS[1], folder=folder)
    demo.change_study(lambda study: replace(study, departments=(odd,)))
    before = files_in(demo.folder)
    with pytest.raises(WizardError, match="is the study's own"):
        written(demo, Wanted(department="sales", allow_gaps=True))
    assert files_in(demo.folder) == before


@pytest.mark.parametrize("linked", ["exports", "exports/sales", "exports/sales/photos"])
@pytest.mark.parametrize("over", [False, True])
def test_no_link_in_a_study_has_a_file_written_elsewhere(
    demo: StudyFolder, tmp_path: Path, linked: str, over: bool
) -> None:
    personas.choose_photo(demo, Photo(placeholder=True))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    theirs = elsewhere / "first-light-robin-sales.md"
    theirs.write_text("theirs")
    (demo.folder / "exports").rmdir()
    link = demo.folder / linked
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(elsewhere)
    with pytest.raises(WizardError, match="A link leads from"):
        written(demo, *EVERY, over=over)
    assert [path.name for path in elsewhere.iterdir()] == [theirs.name]
    assert theirs.read_text() == "theirs"


def test_a_study_reached_by_a_link_is_written_as_usual(demo: StudyFolder, tmp_path: Path) -> None:
    way = tmp_path / "way"
    way.symlink_to(demo.folder)
    linked = StudyFolder.open(way)
    (path,) = written(linked, EVERY[0])
    assert path == way / "exports" / "marketing" / "first-light-robin-marketing.md"


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_file_that_comes_while_it_is_written_is_kept(
    demo: StudyFolder, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    real = unfinished.Account.all_there
    theirs = demo.folder / "exports" / "product" / "first-light-robin-product.md"

    def late(account: unfinished.Account) -> None:
        real(account)
        theirs.write_text("theirs")

    def none(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(unfinished.Account, "all_there", late)
    if not links:
        monkeypatch.setattr(os, "link", none)
    with pytest.raises(PageExists) as fault:
        written(demo, *EVERY)
    assert fault.value.path == theirs
    left = [path for path in (demo.folder / "exports").rglob("*") if path.is_file()]
    assert left == [theirs]
    assert theirs.read_text() == "theirs"
    monkeypatch.undo()
    if not links:
        monkeypatch.setattr(os, "link", none)
    theirs.unlink()
    assert all(path.read_text().startswith("---") for path in written(demo, *EVERY))


def test_who_is_meant_by_all(demo: StudyFolder) -> None:
    study = demo.study()
    assert departments_meant(study, "All") == study.departments
    own = Department(id="all", title="Everybody", sections=("problems",))
    named = replace(study, departments=(*study.departments, own))
    assert departments_meant(named, "all") == (own,)
    for nobody in (study, replace(study, departments=())):
        with pytest.raises(NoSuchDepartment):
            departments_meant(nobody, "finance" if nobody is study else "all")


def test_a_section_that_is_none_writes_nothing(demo: StudyFolder) -> None:
    odd = Department(id="odd", sections=("prices",))
    demo.change_study(lambda study: replace(study, departments=(*study.departments, odd)))
    before = files_in(demo.folder)
    with pytest.raises(NoSuchSection):
        written(demo, *EVERY, Wanted(department="odd", allow_gaps=True))
    assert files_in(demo.folder) == before


def test_who_is_erased_may_still_be_on_a_shared_drive(demo: StudyFolder, tmp_path: Path) -> None:
    keep_folder(demo, "sales", tmp_path)
    (page,) = written(demo, Wanted(department="sales", allow_gaps=True))
    inside = written(demo, Wanted(department="marketing", allow_gaps=True))
    assert "P01" in page.read_text()
    left = erase_person(demo, person_to_erase(demo, "P01"))
    assert page.exists()
    assert not inside[0].exists()
    assert f"Pages in {tmp_path} may still hold" in what_is_left_in_words("P01", left)[-1]
