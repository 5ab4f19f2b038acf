"""Input at fault: one plain line, the right exit status, and nothing lost."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_running import run, tree

from persona_wizard.model.study import Photo
from persona_wizard.store import StudyFolder
from persona_wizard.studies.personas import choose_photo


def _damaged(study: Path) -> None:
    (study / "study.json").write_text('{"settings": {"1": ')


def _empty(study: Path) -> None:
    (study / "study.json").write_text("")


def _missing(study: Path) -> None:
    (study / "study.json").unlink()


def _folder(study: Path) -> None:
    (study / "study.json").unlink()
    (study / "study.json").mkdir()


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (_damaged, "can't be read: it is cut off in the middle"),
        (_empty, "can't be read: it is empty"),
        (_missing, "13 interviews are here, but study.json is gone. Nothing was changed; persona-"),
        (_folder, "can't be read: it is no file"),
    ],
)
@pytest.mark.parametrize(
    "command",
    [
        ["gaps"],
        ["export"],
        ["interview", "--audience", "prospects", "--plain"],
        ["bank", "list", "--study"],
    ],
)
def test_a_study_that_cannot_be_opened(
    sample: Path, harm: Callable[[Path], None], told: str, command: list[str]
) -> None:
    harm(sample)
    before = tree(sample)
    arguments = [*command, sample] if command[0] == "bank" else [command[0], sample, *command[1:]]
    said = run(*arguments)
    assert said.status == 1
    assert told in said.one_line
    assert tree(sample) == before


def _by_a_newer_version(study: Path, **settings: object) -> dict[str, bytes]:
    file = study / "study.json"
    read = json.loads(file.read_text())
    read["settings"]["1"] |= {"schema": 99, **settings}
    file.write_text(json.dumps(read))
    return tree(study)


def test_a_newer_study_is_only_read(sample: Path) -> None:
    page = run("export", sample, "--allow-gaps", "-o", "-").out
    gaps = run("gaps", sample)
    before = _by_a_newer_version(sample, colour="green")
    assert run("export", sample, "--allow-gaps", "-o", "-").out == page
    assert run("gaps", sample) == gaps
    said = run("interview", sample, "--audience", "prospects", "--plain")
    assert said.status == 5
    assert said.one_line.endswith(
        "study.json can only be read: a newer Persona Wizard wrote it. "
        "It was left untouched. Update Persona Wizard to write in it."
    )
    assert tree(sample) == before


def test_a_newer_study_that_is_not_understood_is_not_opened(sample: Path) -> None:
    before = _by_a_newer_version(sample, title=["now", "a", "list"])
    for command in (["gaps", sample], ["bank", "list", "--study", sample]):
        said = run(*command)
        assert said.status == 5
        assert "can't be read: a newer Persona Wizard wrote it." in said.one_line
    assert tree(sample) == before


def test_a_study_that_is_not_there(here: Path) -> None:
    for command in (["gaps", "s"], ["export", "s"], ["bank", "list", "--study", "s"]):
        told = run(*command)
        assert told.status == 1
        assert told.one_line.startswith("s is no study")
    assert tree(here) == {}


def test_a_damaged_interview_is_left_out_and_said_so(sample: Path) -> None:
    victim = sorted((sample / "interviews").iterdir())[0]
    victim.write_bytes(victim.read_bytes()[:-40])
    before = tree(sample)
    for command in (["gaps", sample], ["export", sample, "--allow-gaps", "-o", "-"]):
        told = run(*command)
        assert told.out
        named = (
            rf"Left out: P\d\d \([a-z-]+, \d+ \w+( \d+)?\), whose interviews/{victim.name} can't"
        )
        assert re.match(named, told.err), told.err
        assert told.err.count("\n") == 1
    assert tree(sample) == before


def test_a_bank_with_faults_harms_only_itself(study: Path) -> None:
    bad = study / "question_banks" / "bad.md"
    bad.write_text("---\nid: bad\ntitle: Bad\naudience: everyone\n---\n\n### What? {.smell}\n")
    listed = run("bank", "list", "--study", study)
    assert listed.status == 0
    named = [line.split()[0] for line in listed.out.splitlines()]
    assert named[:3] == ["id", "short", "background"]
    assert named[-1] == "bad:"
    assert f"{bad}:4: " in listed.out
    shown = run("bank", "show", "bad", "--study", study)
    assert shown.status == 1
    assert shown.err.startswith(f"{bad}:4: ")
    assert f"\n{bad}:7: " in shown.err
    before = tree(study)
    started = run("interview", study, "--audience", "prospects", "--bank", "bad", "--plain")
    assert (started.status, started.err) == (1, shown.err)
    assert tree(study) == before
    other = run("interview", study, "--audience", "prospects", "--bank", "short", "--plain")
    assert other.status == 0


@pytest.mark.parametrize("product", ["", "   ", "\x1b[2J", "\u202e"])
def test_a_product_without_a_name(here: Path, product: str) -> None:
    told = run("new", "s", "--product", product)
    assert told.status == 1
    assert told.one_line.startswith("The product needs a name")
    assert tree(here) == {}


@pytest.mark.parametrize("command", [["demo", "x", "--no-open"], ["new", "x", "--product", "Tea"]])
def test_nothing_is_made_over_what_is_there(here: Path, command: list[str]) -> None:
    (here / "x").write_text("a letter")
    told = run(*command)
    assert told.status == 1
    assert "Nothing was changed." in told.one_line
    assert tree(here) == {"x": b"a letter"}

    (here / "x").unlink()
    (here / "x").mkdir()
    (here / "x" / "letter.txt").write_text("a letter")
    told = run(*command)
    assert told.status == 1
    assert told.one_line.startswith("x has other files in it. Nothing was changed.")
    assert tree(here) == {"x": None, "x/letter.txt": b"a letter"}

    (here / "x" / "letter.txt").unlink()
    run("new", "x", "--product", "Coffee")
    before = tree(here)
    told = run(*command)
    assert told.status == 1
    assert told.one_line.startswith("x is a study already. Nothing was changed.")
    assert tree(here) == before


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("no/such/page.md", "There is no folder no/such. Nothing was written"),
        ("new/page.md", "There is no folder new. Nothing was written"),
        ("new/", "There is no folder new. Nothing was written"),
        ("/dev/null", "/dev/null is no file. Nothing was written"),
        ("letter.txt/page.md", "There is no folder letter.txt. Nothing was written"),
        ("letter.txt", "letter.txt stands there already and was kept. Use --force"),
        ("x" * 300, "Not saved: "),
    ],
)
def test_a_page_that_has_no_place(filled: Path, here: Path, target: str, told: str) -> None:
    (here / "folder").mkdir()
    (here / "letter.txt").write_text("a letter")
    before = tree(here)
    said = run("export", filled, "-o", target)
    assert said.status == 1
    assert said.one_line.startswith(told)
    forced = run("export", filled, "-o", target, "--force") if target != "letter.txt" else said
    assert forced == said
    after = tree(here)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) <= {"photos", "photos/persona.svg", *_photos(after)}


def _photos(names: dict[str, bytes | None]) -> set[str]:
    return {name for name in names if name.startswith("photos/")}


def test_a_photo_that_is_gone_is_told(filled: Path) -> None:
    choose_photo(StudyFolder.open(filled), Photo(file="face.png", alt="A face"))
    told = run("export", filled)
    assert told.status == 1
    assert "There is no photo" in told.one_line
    assert list((filled / "exports").iterdir()) == []


def test_an_interview_that_somebody_writes_is_5(study: Path) -> None:
    plain = ("interview", study, "--audience", "prospects", "--bank", "short", "--plain")
    run(*plain, typed="\nmornings back\n")
    store = StudyFolder.open(study)
    (interview,) = store.interviews().interviews
    with store.reopen(interview.id):
        told = run(*plain, "--pseudonym", "P01")
    assert told.status == 5
    assert "is being written by" in told.one_line
    assert store.read_interview(interview.id) == interview
