"""No page takes the place of a study's own files, however its path is spelled."""

import os
import shutil
from pathlib import Path

import pytest
from cli_running import run, tree

OWN = (
    "study.json",
    "STUDY.JSON",
    "interviews",
    "Interviews/new.md",
    "interviews/new.md",
    "participants/survey.key",
    "photos",
    "question_banks",
    "question_banks/.used/new.md",
    "conflicts",
    "quarantine",
    ".gitignore",
    ".backup/study.json",
    ".git/config",
    "exports",
    "exports/../study.json",
    "exports/marketing/../../interviews",
)


def _made(study: Path, name: str) -> Path:
    """The place in the study, in a folder that is there."""
    (study / "exports" / "marketing").mkdir(parents=True, exist_ok=True)
    path = study / name
    if name == "exports":
        shutil.rmtree(path)
    elif name in ("photos", "conflicts", "quarantine"):
        path.mkdir(exist_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


@pytest.mark.parametrize("force", [(), ("--force",)], ids=["kept", "force"])
@pytest.mark.parametrize("name", OWN)
def test_a_page_takes_no_place_of_the_study_s_own(
    sample: Path, name: str, force: tuple[str, ...]
) -> None:
    path = _made(sample, name)
    before = tree(sample)
    told = run("export", sample, "--allow-gaps", "-o", path, *force)
    assert told.status == 2
    assert told.one_line.endswith(
        "is the study's own. Nothing was written; "
        "choose a place in exports/, or one outside of the study."
    )
    assert tree(sample) == before


@pytest.mark.parametrize("form", ["html", "json", "answers-csv", "quotes-csv"])
def test_nothing_of_any_format_replaces_somebody_s_file(sample: Path, form: str) -> None:
    before = tree(sample)
    for room, files in (("interviews", "*.json"), ("question_banks", ".used/*.md")):
        path = next((sample / room).glob(files))
        told = run("export", sample, "--format", form, "--allow-gaps", "-o", path, "--force")
        assert told.status == 2
        assert told.one_line.startswith(f"{sample / room} is the study's own.")
    assert tree(sample) == before


@pytest.mark.parametrize("options", [("--for", "sales"), ("--for", "all"), ("--remember",)])
def test_no_department_s_page_goes_there(filled: Path, options: tuple[str, ...]) -> None:
    before = tree(filled)
    whom = () if "--for" in options else ("--for", "sales")
    told = run("export", filled, *whom, *options, "-o", f"{filled}/interviews/")
    assert told.status == 2
    assert tree(filled) == before


def test_another_study_is_spared_too(sample: Path, study: Path) -> None:
    before = tree(study)
    told = run("export", sample, "--allow-gaps", "-o", study / "study.json", "--force")
    assert told.status == 2
    assert told.one_line.startswith(f"{study / 'study.json'} is the study's own.")
    assert tree(study) == before
    page = study / "exports" / "page.md"
    assert run("export", sample, "--allow-gaps", "-o", page).status == 0


def test_links_lead_to_no_place_of_the_study_s_own(sample: Path, tmp_path: Path) -> None:
    way = tmp_path / "way"
    way.symlink_to(sample / "participants")
    before = tree(sample)
    told = run("export", sample, "--allow-gaps", "-o", way / "new.md")
    assert told.status == 2
    assert tree(sample) == before


@pytest.mark.parametrize("second", [os.link, os.symlink], ids=["hard link", "link"])
def test_another_name_of_study_json_is_all_that_is_replaced(
    sample: Path, tmp_path: Path, second: object
) -> None:
    assert callable(second)
    before = (sample / "study.json").read_bytes()
    for path in (tmp_path / "page.md", sample / "exports" / "page.md"):
        second(sample / "study.json", path)
        told = run("export", sample, "--format", "json", "-o", path, "--force")
        assert told.status == 0
        assert (sample / "study.json").read_bytes() == before
        assert path.read_bytes().startswith(b'{\n  "schema": "persona/1"')


def test_its_picture_does_not_lie_among_the_study_s_own(filled: Path) -> None:
    (filled / "photos").mkdir(exist_ok=True)
    before = tree(filled)
    told = run("export", filled, "-o", filled / "page.md")
    assert told.status == 2
    assert told.one_line.startswith(f"{filled / 'photos'} is the study's own.")
    assert tree(filled) == before


def test_elsewhere_in_its_folder_a_file_may_go(sample: Path) -> None:
    notes = sample / "notes"
    notes.mkdir()
    assert run("export", sample, "--format", "json", "-o", notes / "study.json").status == 0
