"""Each command: what it does, where it says what, and how it ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cli_running import run, tree

from persona_wizard import __version__
from persona_wizard.store import StudyFolder


def test_help_and_version_are_data() -> None:
    for option in ("--help", "-h"):
        told = run(option)
        assert told.status == 0
        assert told.out.startswith("Usage: persona-wizard [OPTIONS] [STUDY] | COMMAND")
        assert told.err == ""
    assert run("--version").out == f"persona-wizard, version {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--no-such-option"],
        ["new", "x"],
        ["interview", "x"],
        ["interview", "x", "--audience", "passers-by"],
        ["export", "x", "--format", "clay"],
        ["export", "x", "--layout", "broadsheet"],
        ["gaps"],
        ["bank", "weigh"],
        ["bank", "check"],
        ["exprot", "x"],
        ["x", "--plain"],
    ],
)
def test_wrong_usage_is_2_and_says_how_to_get_help(here: Path, arguments: list[str]) -> None:
    told = run(*arguments)
    assert told.status == 2
    assert told.out == ""
    assert "Error: " in told.err
    assert "persona-wizard open" not in told.err  # there is no such command
    assert tree(here) == {}


def test_a_slip_in_a_command_is_called_so() -> None:
    assert "“exprot” is no command" in run("exprot", "my-study").err


# new


def test_new_makes_a_study_and_says_how_to_open_it(here: Path) -> None:
    told = run("new", "my study", "--product", "Cedar Coffee", "--title", "Mornings")
    assert (told.status, told.out) == (0, "")
    assert told.err == "Made my study. Open it with: persona-wizard 'my study'\n"
    made = StudyFolder.open(here / "my study").study()
    assert (made.title, made.words) == ("Mornings", {"product": "Cedar Coffee"})


def test_new_names_a_study_so_that_no_command_is_meant(here: Path) -> None:
    assert run("new", "demo", "--product", "Tea").err.endswith("persona-wizard ./demo\n")


def test_new_without_a_title_takes_the_product(here: Path) -> None:
    run("new", "s", "--product", "Tea")
    assert StudyFolder.open(here / "s").study().title == "Tea"


# demo


def test_demo_makes_the_sample_once(here: Path) -> None:
    told = run("demo", "--no-open")
    assert (told.status, told.out) == (0, "")
    assert told.err == "The sample study is in cedar-coffee.\n"
    made = tree(here)
    again = run("demo", "--no-open")
    assert (again.status, again.out) == (0, "")
    assert again.err == "The sample study is in cedar-coffee already.\n"
    assert tree(here) == made


# gaps


def test_gaps_lists_what_is_missing_and_is_3(sample: Path) -> None:
    told = run("gaps", sample)
    assert (told.status, told.err) == (3, "")
    assert told.out.startswith("Missing:\n- Photo: ")
    assert "\n\nWould help:\n- " in told.out


def test_gaps_as_json(sample: Path) -> None:
    told = run("gaps", sample, "--json")
    assert (told.status, told.err) == (3, "")
    read = json.loads(told.out)
    assert read["schema"] == "gaps/1"
    assert read["blocking"] == 2
    assert next(gap["id"] for gap in read["gaps"] if gap["blocking"]) == "photo"


def test_gaps_is_0_once_nothing_blocks(filled: Path) -> None:
    told = run("gaps", filled)
    assert told.status == 0
    assert "Missing:" not in told.out
    assert "Left open on purpose:" in told.out


# export


def test_export_refuses_while_something_blocks(sample: Path) -> None:
    before = tree(sample)
    told = run("export", sample)
    assert (told.status, told.out) == (3, "")
    first, *gaps, last = told.err.splitlines()
    assert first == "No page was written: 2 things are missing."
    assert [gap[:2] for gap in gaps] == ["- ", "- "]
    assert "--allow-gaps" in last
    assert tree(sample) == before


def test_export_of_a_draft_says_so_on_the_page(sample: Path) -> None:
    told = run("export", sample, "--allow-gaps", "-o", "-")
    assert (told.status, told.err) == (0, "")
    assert "**Draft: 2 things are missing**" in told.out


def test_export_writes_a_page_and_says_where(filled: Path) -> None:
    told = run("export", filled)
    assert (told.status, told.out) == (0, "")
    written = Path(told.err.removeprefix("Written: ").strip())
    assert written.parent == filled / "exports"
    page = written.read_text()
    assert "Draft" not in page
    assert len(page.splitlines()) < 200


def test_both_layouts_to_standard_output_are_the_files(filled: Path, here: Path) -> None:
    pages = []
    for layout in ("page", "full"):
        asked = ["export", filled, "--layout", layout]
        out = run(*asked, "-o", "-").out
        told = run(*asked, "-o", f"{layout}.md")
        assert told.err == f"Written: {layout}.md\n"
        assert (here / f"{layout}.md").read_text() == out
        pages.append(out)
    assert len(pages[1]) > len(pages[0])
    assert "## Evidence" in pages[1]
    assert (here / "photos").is_dir()


def test_an_existing_page_is_kept_without_force(filled: Path, here: Path) -> None:
    (here / "mine.md").write_text("mine")
    told = run("export", filled, "-o", "mine.md")
    assert told.status == 1
    assert told.one_line == "mine.md stands there already and was kept. Use --force to replace it."
    assert (here / "mine.md").read_text() == "mine"
    assert run("export", filled, "-o", "mine.md", "--force").status == 0
    assert (here / "mine.md").read_text().startswith("---\nschema: persona/1\n")


# bank


def test_bank_list_is_data_with_the_studys_own_first(study: Path) -> None:
    shipped = run("bank", "list")
    assert (shipped.status, shipped.err) == (0, "")
    ids = [line.split()[0] for line in shipped.out.splitlines()[1:]]
    names = ("background", "existing-customers", "non-purchasers", "prospects")
    assert ids == [f"{name}{end}" for name in names for end in ("", "-b2b", "-vi")]
    near = run("bank", "list", "--study", study).out.splitlines()
    assert near[1].split() == ["short", "prospects", "en", "–", "4", "–", "the", "study"]
    assert [line.split() for line in near[2:]] == [
        line.split() for line in shipped.out.splitlines()[1:]
    ]


def test_bank_show_tells_questions_and_markdown_the_source(study: Path) -> None:
    told = run("bank", "show", "short", "--study", study)
    assert (told.status, told.err) == (0, "")
    assert " 3. How many cups a day?\n    #cups, number\n" in told.out
    source = run("bank", "show", "short", "--study", study, "--markdown")
    assert source.out.rstrip("\n") == (study / "question_banks/short.md").read_text().rstrip("\n")


def test_bank_show_knows_the_words_of_the_study(study: Path) -> None:
    store = StudyFolder.open(study)
    settings = store.study()
    settings.words["roaster"] = "Old Mill"
    store.save_study(settings)
    bank = study / "question_banks/short.md"
    bank.write_text(bank.read_text().replace("{product}", "{roaster}"))
    assert run("bank", "show", "short", "--study", study).status == 0


def test_bank_check_tells_good_from_bad(study: Path, here: Path) -> None:
    good = here / "good.md"
    good.write_text(
        (study / "question_banks/short.md").read_text().replace("prospects", "any")
        .replace("- Search", "> What else?\n\n- Search")
    )  # fmt: skip
    told = run("bank", "check", good)
    assert (told.status, told.out, told.err) == (0, "", "Nothing to remark.\n")
    (here / "bad.md").write_text(good.read_text().replace(".scale", ".scael"))
    told = run("bank", "check", good, "bad.md")
    assert (told.status, told.err) == (1, "")
    line = 1 + good.read_text()[: good.read_text().index(".scale")].count("\n")
    assert told.out.startswith(f"bad.md:{line}: grammar: ")
    assert told.out.count("\n") == 1


def test_an_unknown_bank_is_told_with_what_was_meant() -> None:
    told = run("bank", "show", "prospcts")
    assert told.status == 1
    assert told.one_line == "There is no question bank “prospcts”; did you mean “prospects”?"


def test_it_runs_as_a_module() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "persona_wizard", "--version"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == f"persona-wizard, version {__version__}\n"
