"""`export --for` and `verify` as they are typed."""

import json
import os
from pathlib import Path

import pytest
from cli_running import run, tree

from persona_wizard.store import StudyFolder

DEPARTMENTS = ("marketing", "sales", "product", "support")


def test_every_department_gets_its_page(filled: Path) -> None:
    told = run("export", filled, "--for", "all")
    assert told.status == 0
    assert told.out == ""
    for name in DEPARTMENTS:
        page = filled / "exports" / name / f"first-light-robin-{name}.md"
        assert f"Written: {page}" in told.err
        assert run("verify", filled, page).out.splitlines()[0].endswith("claims still hold.")


def test_one_page_that_stands_keeps_all_back(filled: Path) -> None:
    assert run("export", filled, "--for", "sales").status == 0
    before = tree(filled)
    again = run("export", filled, "--for", "all")
    assert again.status == 1
    assert "was kept. Use --force" in again.one_line
    assert tree(filled) == before
    assert run("export", filled, "--for", "all", "--force").status == 0


def test_a_page_goes_to_standard_output(filled: Path) -> None:
    before = tree(filled)
    told = run("export", filled, "--for", "Sales", "-o", "-")
    assert told.out.startswith("---\nschema: persona/1\n")
    assert 'department: "sales"\n' in told.out
    assert tree(filled) == before


def test_a_folder_is_remembered_only_where_it_is_said(filled: Path, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    once = run("export", filled, "--for", "sales", "-o", drive)
    assert once.err == f"Written: {drive / 'first-light-robin-sales.md'}\n"
    assert StudyFolder.open(filled).study().departments[1].folder == ""
    os.chdir(tmp_path)
    kept = run("export", filled, "--for", "sales", "-o", "drive", "--remember", "--force")
    assert kept.status == 0
    assert StudyFolder.open(filled).study().departments[1].folder == str(drive)
    assert run("export", filled, "--for", "sales", "--format", "html").status == 0
    assert (drive / "first-light-robin-sales.html").is_file()


def test_gaps_refuse_a_departments_page_too(sample: Path) -> None:
    told = run("export", sample, "--for", "all")
    assert told.status == 3
    assert told.err.startswith("No page was written: 2 things are missing.")
    draft = run("export", sample, "--for", "sales", "--allow-gaps", "-o", "-")
    # Nothing of what sales reads is missing; the photo is everyone’s.
    assert "**Draft: 1 thing is missing** (photo)." in draft.out


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--for", "sales", "--format", "json"), "--for chooses parts of a page"),
        (("--for", "sales", "--layout", "full"), "--for has a layout of its own"),
        (("--for", "sales", "--hypotheses"), "leave out --for"),
        (("--for", "all", "-o", "-"), "name one department"),
        (("--remember",), "--remember goes with"),
        (("--for", "sales", "--remember"), "--remember goes with"),
        (("--schema",), "--schema goes with --format json"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(
    filled: Path, options: tuple[str, ...], told: str
) -> None:
    before = tree(filled)
    found = run("export", filled, *options)
    assert found.status == 2
    assert told in found.err
    assert tree(filled) == before


def test_an_unknown_department_names_those_there_are(filled: Path) -> None:
    told = run("export", filled, "--for", "finance")
    assert told.status == 1
    assert told.one_line == (
        "There is no department “finance”. Nothing was written; there are: marketing, sales, "
        "product, support."
    )


def test_remembering_a_folder_that_is_not_there_writes_nothing(filled: Path) -> None:
    before = tree(filled)
    told = run("export", filled, "--for", "sales", "-o", "nowhere", "--remember")
    assert told.status == 1
    assert "There is no folder nowhere" in told.one_line
    assert tree(filled) == before


@pytest.mark.parametrize("name", ["pages", "interviews"])
def test_remembering_a_folder_in_the_study_writes_nothing(filled: Path, name: str) -> None:
    folder = filled / name
    folder.mkdir(exist_ok=True)
    before = tree(filled)
    told = run("export", filled, "--for", "sales", "-o", folder, "--remember")
    assert told.status == 2
    assert told.one_line.startswith(f"{folder} is the study's own. Nothing was written;")
    assert tree(filled) == before


def test_a_folder_that_is_there_takes_any_page(filled: Path, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    for typed in (str(drive), f"{drive}/"):
        told = run("export", filled, "-o", typed, "--force")
        assert told.err == f"Written: {drive / 'first-light-robin.md'}\n"
    os.chdir(drive)
    assert run("export", filled, "-o", ".", "--format", "json").status == 0
    assert (drive / "first-light-robin.json").is_file()


@pytest.mark.parametrize("options", [(), ("--for", "sales"), ("--for", "all")])
@pytest.mark.parametrize("typed", ["away/", "away/.", "away//"])
def test_what_ends_like_a_folder_is_no_file(
    filled: Path, tmp_path: Path, options: tuple[str, ...], typed: str
) -> None:
    told = run("export", filled, *options, "-o", f"{tmp_path}/{typed}")
    assert told.status == 1
    assert told.one_line.startswith(f"There is no folder {tmp_path / 'away'}. Nothing was written")
    assert not (tmp_path / "away").exists()


def test_a_folder_of_nobody_s_is_one_plain_line(filled: Path) -> None:
    file = filled / "study.json"
    text = file.read_text()
    tables = json.loads(text)
    tables["departments"]["sales"] = {**_sales(tables), "folder": "~nosuchuser/x"}
    file.write_text(json.dumps(tables))
    told = run("export", filled, "--for", "all")
    assert told.status == 1
    assert "There is no folder" in told.one_line
    assert "~nosuchuser/x" in told.one_line
    assert not (filled / "exports" / "marketing").exists()


def _sales(tables: dict[str, dict[str, object]]) -> dict[str, object]:
    own = tables["departments"].get("sales", {"title": "Sales", "sections": ["objections"]})
    assert isinstance(own, dict)
    return own


def test_a_number_changed_by_hand_ends_with_4(filled: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    assert run("export", filled, "-o", page).status == 0
    text = page.read_text()
    page.write_text(text.replace("silence is not disagreement", "silence tells nothing"))
    assert run("verify", filled, page).status == 0
    page.write_text(text.replace("(5 of 13) [^G2]", "(9 of 13) [^G2]"))
    told = run("verify", filled, page)
    assert told.status == 4
    assert "it told “Works shifts, or starts before six”, 5 of 13" in told.out
    assert told.err == ""
    page.write_text(text.replace("starts before six", "begins at five"))
    assert run("verify", filled, page).status == 4


def test_pages_in_one_file_are_told_apart(filled: Path, tmp_path: Path) -> None:
    page = run("export", filled, "-o", "-").out
    sales = run("export", filled, "--for", "sales", "-o", "-").out
    both = tmp_path / "both.md"
    both.write_text(page + sales)
    told = run("verify", filled, both)
    assert told.status == 0
    assert told.out.count("claims still hold.") == 2
    both.write_text(page.replace("(5 of 13) [^G2]", "(9 of 13) [^G2]") + sales)
    told = run("verify", filled, both)
    assert told.status == 4
    first, second = told.out.split("Page 2 of 2, from line ")
    assert first.startswith("Page 1 of 2, from line 1, “First-light Robin”:\n1 line is not as")
    assert "claims still hold." in second


def test_a_page_built_on_somebody_erased_says_so(filled: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    run("export", filled, "-o", page)
    run("export", filled, "-o", tmp_path / "page.html", "--format", "html")
    assert run("erase", filled, "P13", "--yes").status == 0
    for built in (page, tmp_path / "page.html"):
        told = run("verify", filled, built)
        assert told.status == 4
        assert "The page was built on 1 interview erased since" in told.out


@pytest.mark.parametrize("name", ["README.md", "missing.md", "."])
def test_what_is_no_page_is_one_plain_line(filled: Path, here: Path, name: str) -> None:
    (here / "README.md").write_text("# Something else\n\n4 of 9 of us.\n")
    told = run("verify", filled, here / name)
    assert told.status == 1
    assert told.one_line


def test_what_the_samples_readers_are_told_is_what_people_said_of_it(sample: Path) -> None:
    pages = {
        whom: run("export", sample, "--for", whom, "--allow-gaps", "-o", "-").out
        for whom in ("marketing", "sales")
    }
    _, _, triggers = pages["marketing"].partition("## Triggers\n\n")
    assert triggers.startswith(
        "- *What set you looking just then?* (answered by 3 of 3 non-purchasers)\n"
    )
    assert '"I can take a bearing." (P11, non-purchaser)' in triggers
    assert "Short-term goals" not in triggers
    _, _, past = pages["sales"].partition("## What got buyers past it\n\n")
    past, _, _ = past.partition("\n\n##")
    (count,) = past.split("\n")
    assert "(chosen by 2 of 4 customers; 1 didn't know)" in count
    _, _, doubts = pages["sales"].partition("## Objections\n\n")
    doubts, _, _ = doubts.partition("\n\n##")
    assert "(answered by 4 of 4 customers; 3 of their answers below)" in doubts
    assert "We can get out, so we got in." in doubts
    assert "Looks things up" not in past
