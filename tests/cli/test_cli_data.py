"""`export` of data: written whole, kept unless told otherwise, and never refused for gaps."""

import csv
import io
import json
from pathlib import Path

import pytest
from cli_running import run, run_apart, tree

from persona_wizard.model.interview import Participant
from persona_wizard.store import StudyFolder

FORMATS = {
    "json": "first-light-robin.json",
    "answers-csv": "everyone-answers.csv",
    "quotes-csv": "everyone-quotes.csv",
}


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize(("form", "name"), FORMATS.items())
def test_data_goes_into_the_exports_although_something_is_missing(
    sample: Path, form: str, name: str
) -> None:
    assert run("export", sample).status == 3
    told = run("export", sample, "--format", form)
    assert (told.status, told.out) == (0, "")
    assert told.err.splitlines()[0] == f"Written: {sample / 'exports' / name}"
    written = (sample / "exports" / name).read_bytes()
    shown = run_apart("export", str(sample), "--format", form, "-o", "-", cwd=sample)
    assert shown.out.encode().replace(b"\r", b"") == written.replace(b"\r", b"")
    assert written.startswith(b"{" if form == "json" else b"\xef\xbb\xbfparticipant,audience,")


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_stands_there_is_kept_unless_it_may_be_replaced(
    sample: Path, form: str
) -> None:
    target = sample.parent / "mine.txt"
    target.write_text("mine")
    told = run("export", sample, "--format", form, "-o", target)
    assert told.status == 1
    assert (
        told.one_line == f"{target} stands there already and was kept. Use --force to replace it."
    )
    assert target.read_text() == "mine"
    assert run("export", sample, "--format", form, "-o", target, "--force").status == 0
    assert target.stat().st_size > 10_000


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_written_where_no_file_can_go(sample: Path, form: str) -> None:
    before = tree(sample.parent)
    told = run("export", sample, "--format", form, "-o", sample.parent / "gone" / "x")
    assert told.status == 1
    assert told.one_line.startswith("There is no folder ")
    assert tree(sample.parent) == before


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_that_is_cut_short_leaves_what_was_there(sample: Path, form: str) -> None:
    target = sample.parent / "mine.txt"
    target.write_text("mine")
    no_room = (
        "import os, errno\n"
        "def full(*_): raise OSError(errno.ENOSPC, 'No space left on device')\n"
        "os.fsync = full\n"
    )
    arguments = ("export", str(sample), "--format", form, "-o", str(target), "--force")
    told = run_apart(*arguments, cwd=sample, before=no_room)
    assert told.status == 1
    assert target.read_text() == "mine"
    assert sorted(path.name for path in sample.parent.iterdir()) == ["mine.txt", "sample"]


def test_no_name_of_a_person_is_in_any_of_them(sample: Path) -> None:
    store = StudyFolder.open(sample)
    people = [
        Participant(one.participant, one.pseudonym, f"Zinnia {one.id}", f"{one.id}@example.org")
        for one in store.interviews().interviews
    ]
    for person in people:
        store.save_participant(person)
    for form in FORMATS:
        for layout in ("page", "full"):
            told = run("export", sample, "--format", form, "--layout", layout, "-o", "-").out
            for person in people:
                for private in (person.name, person.contact, person.id):
                    assert private not in told


def test_tables_are_of_everyone_unless_a_persona_is_named(sample: Path) -> None:
    everyone = run("export", sample, "--format", "answers-csv", "-o", "-")
    theirs = run(
        *("export", sample, "--format", "answers-csv", "-o", "-", "--persona", "First-light Robin")
    )
    assert len(rows(everyone.out)) == 13
    assert len(rows(theirs.out)) == 13
    named = run("export", sample, "--format", "answers-csv", "--persona", "First-light Robin")
    assert "first-light-robin-answers.csv" in named.err


def test_what_is_kept_back_is_said(sample: Path) -> None:
    page = run("export", sample, "--format", "answers-csv", "-o", "-")
    full = run("export", sample, "--format", "answers-csv", "-o", "-", "--layout", "full")
    assert "--layout full tells them" in page.err
    assert "--layout full" not in full.err
    assert {row["occupation"] for row in rows(page.out)} == {"[kept in the study]"}
    assert "ward nurse, early shifts" in {row["occupation"] for row in rows(full.out)}


def test_the_schema_goes_where_it_is_asked_for(sample: Path, here: Path) -> None:
    shown = run("export", "--format", "json", "--schema").out
    asked = ("export", "--format", "json", "--schema", "-o")
    assert run(*asked, "-").out == shown
    told = run(*asked, "sch.json")
    assert (told.status, told.out, told.err) == (0, "", "Written: sch.json\n")
    assert (here / "sch.json").read_text() == shown
    (here / "sch.json").write_text("mine")
    kept = run("export", sample, *asked[1:], "sch.json")
    assert kept.status == 1
    assert kept.one_line.startswith("sch.json stands there already and was kept.")
    assert (here / "sch.json").read_text() == "mine"
    assert run(*asked, "sch.json", "--force").status == 0
    assert (here / "sch.json").read_text() == shown
    (here / "folder").mkdir()
    assert run(*asked, "folder/").status == 0
    assert (here / "folder" / "persona-1.schema.json").read_text() == shown
    assert run(*asked, "none/sch.json").one_line.startswith("There is no folder none.")
    before = tree(here)
    own = run(*asked, sample / "study.json", "--force")
    assert own.status == 2
    assert own.one_line.startswith(f"{sample / 'study.json'} is the study's own.")
    assert tree(here) == before


@pytest.mark.parametrize("force", [(), ("--force",)], ids=["kept", "force"])
def test_a_link_that_leads_nowhere_is_told_as_such(sample: Path, force: tuple[str, ...]) -> None:
    link = sample / "exports" / "l.md"
    link.symlink_to(sample / "gone.md")
    told = run("export", sample, "--allow-gaps", "-o", link, *force)
    assert told.status == 1
    assert told.one_line == (
        f"{link} is a link that leads nowhere. Nothing was written; "
        "delete it, or name another file."
    )
    assert link.is_symlink()
    assert [path.name for path in link.parent.iterdir()] == ["l.md"]


def test_the_schema_needs_no_study() -> None:
    told = run("export", "--format", "json", "--schema")
    assert told.status == 0
    assert json.loads(told.out)["$schema"].startswith("https://json-schema.org/")


@pytest.mark.parametrize(
    "options",
    [
        ("--format", "answers-csv", "--archetype"),
        ("--format", "quotes-csv", "--hypotheses"),
        ("--format", "json", "--for", "sales"),
        ("--format", "answers-csv", "--schema"),
    ],
)
def test_options_that_are_at_odds(sample: Path, options: tuple[str, ...]) -> None:
    told = run("export", sample, *options)
    assert (told.status, told.out) == (2, "")
