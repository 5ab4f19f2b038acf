"""`import` and `bank new --from`: what they say, and with which exit status."""

import os
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest
from cli_running import run, tree

from persona_wizard.store import arrivals

HEADER = "What would you like to get done with Cedar Coffee?,Where do you look things up?,Cups"
NO_DATE = (
    "No column tells when they answered: they stand at the time of the import. Where one does, "
    "name it as “date” in --columns."
)
ROWS = ('Wake up,"Search engines, a book",3', "Sleep,Friends and family,many")


@pytest.fixture
def survey(here: Path) -> Path:
    (here / "survey.csv").write_text("\n".join((HEADER, *ROWS)))
    return here / "survey.csv"


def test_an_import_tells_who_came_and_what_was_left_out(study: Path, survey: Path) -> None:
    (survey.parent / "c.toml").write_text('leave-out = ["Cups"]')
    told = run("import", study, survey, "--bank", "short", "--columns", "c.toml")
    assert (told.status, told.out) == (0, "")
    assert told.err.splitlines() == [
        "Imported: 2 interviews with 2 people (P01 to P02).",
        NO_DATE,
        "1 column was left out: 3 “Cups”. --dry-run says why.",
    ]
    again = run("import", study, survey, "--bank", "short", "--columns", "c.toml")
    assert again.status == 0
    assert again.err.splitlines() == [
        "Nothing was imported: nobody is new.",
        "2 rows in the study already: they stay as they are.",
    ]
    other = run("import", study, survey, "--bank", "short")
    assert other.err.splitlines() == [
        "Nothing was imported: nobody is new.",
        "2 rows in the study already read otherwise now (P01 to P02): they stay as they are until "
        "--again takes that.",
    ]


def test_a_dry_run_changes_nothing(study: Path, survey: Path) -> None:
    before = tree(study)
    told = run("import", study, survey, "--bank", "short", "--dry-run")
    assert told.status == 0
    assert "→ cups (.number): 2 answered, 0 blank; 1 with words of their own" in told.out
    assert "→ information-sources (.many): 2 answered, 0 blank; 1 with words" in told.out
    assert "Questions without a column: happy" in told.out
    assert "To come in: 2 interviews with 2 people (P01 to P02)." in told.out
    assert told.err == "Nothing was imported: this was a dry run.\n"
    assert tree(study) == before


def test_words_are_quotable_only_where_that_was_said(study: Path, survey: Path) -> None:
    run("import", study, survey, "--bank", "short")
    page = run("export", study, "--allow-gaps", "--layout", "full", "-o", "-")
    assert "Wake up" not in page.out
    (survey.parent / "other.csv").write_text(f"{HEADER}\nEat,,\n")
    run("import", study, "other.csv", "--bank", "short", "--quotable")
    page = run("export", study, "--allow-gaps", "--layout", "full", "-o", "-")
    assert "Wake up" not in page.out
    assert "Eat" in page.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("none.csv", "--bank", "short"), "none.csv: there is no such file. Nothing was imported."),
        (("survey.csv", "--bank", "shrot"), "There is no question bank “shrot”; did you mean"),
        (
            ("survey.csv", "--bank", "short", "--columns", "none.toml"),
            "none.toml: there is no such file. Nothing was imported.",
        ),
        (("odd.csv", "--bank", "short"), "No column of odd.csv is called like a question"),
    ],
)
def test_what_is_at_fault_is_one_line(
    study: Path, survey: Path, arguments: tuple[str, ...], told: str
) -> None:
    (survey.parent / "odd.csv").write_text("a,b\n1,2\n")
    result = run("import", study, *arguments)
    assert result.status == 1
    assert result.one_line.startswith(told)


def test_a_first_dry_run_lists_the_columns_and_tells_the_way_on(study: Path, here: Path) -> None:
    columns = ",".join(f"column {number}" for number in range(1, 15))
    (here / "my odd.csv").write_text(f"{columns}\n{'1,' * 13}1\n")
    told = run("import", study, "my odd.csv", "--bank", "short", "--dry-run")
    assert (told.status, told.out) == (1, "")
    shown = ", ".join(f"“column {number}”" for number in range(1, 13))
    assert told.one_line == (
        f"No column of my odd.csv is called like a question of “short”: it has {shown} and 2 "
        "more. Nothing was imported: name the columns in a file, and give it as --columns, or have "
        "a bank proposed from the survey: persona-wizard bank new ID --from 'my odd.csv' "
        "--audience prospects"
    )


def test_columns_that_share_a_name_are_told_as_such(study: Path, here: Path) -> None:
    (here / "twice.csv").write_text("Cups,Cups\n1,2\n")
    told = run("import", study, "twice.csv", "--bank", "short", "--dry-run")
    assert told.status == 1
    assert told.one_line == (
        "twice.csv: columns 1 and 2 are all “cups”: say which in --columns. Nothing was imported."
    )


def test_a_bar_shows_how_far_it_is(study: Path, survey: Path) -> None:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "persona_wizard", "import", str(study), str(survey), "--bank", "short"],
        encoding="utf-8",
        timeout=60,
    )
    child.expect("Importing")
    child.expect("100%")
    child.expect("Imported: 2 interviews")
    assert child.wait() == 0


def test_a_bank_from_a_survey_passes_its_checks_and_takes_it_in(study: Path, survey: Path) -> None:
    (survey.parent / "big.csv").write_text(
        "E-mail,Timestamp,What industry do you work in?,Which tools? (all that apply),Why?\n"
        + "".join(
            f'a{n}@b.org,2025-01-0{n + 1},{"IT" if n % 2 else "Retail"},"Saw, Axe",Because {n}\n'
            for n in range(6)
        )
    )
    made = run(
        "bank", "new", "tools", "--from", "big.csv", "--audience", "customers", "--study", study
    )
    assert made.status == 0
    assert "who, when or how it was filled in: “E-mail”, “Timestamp”." in made.err
    file = made.out.strip()
    assert "b.org" not in Path(file).read_text()
    checked = run("bank", "check", file)
    assert (checked.status, checked.out) == (0, "")
    told = run("import", study, "big.csv", "--bank", "tools")
    assert "Imported: 6 interviews with 6 people (P01 to P06)." in told.err
    again = run(
        "bank", "new", "tools", "--from", "big.csv", "--audience", "customers", "--study", study
    )
    assert again.status == 1
    assert "is there already" in again.one_line


def test_a_start_of_another_command_loads_none_of_it(here: Path) -> None:
    code = (
        "from click.testing import CliRunner\n"
        "from persona_wizard.cli import main\n"
        "CliRunner().invoke(main, ['--help'])\n"
        "import sys; print('persona_wizard.import_command' in sys.modules, 'csv' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]


def test_what_may_be_other_than_it_seems_is_told_by_the_import_too(
    study: Path, survey: Path
) -> None:
    rows = ("Café,Friends and family,3,Yes", "Thé,,4", "Maté,,5,No")
    text = "\n".join((f"{HEADER},Consent form", *rows))
    survey.write_bytes(text.encode("cp1252"))
    told = run("import", study, survey, "--bank", "short")
    assert (told.status, told.out) == (0, "")
    assert told.err.splitlines() == [
        "Imported: 3 interviews with 3 people (P01 to P03).",
        NO_DATE,
        "The file was read as Windows-1252: look whether letters with accents are right.",
        "1 row has fewer cells than there are headers (line 3): what is missing at the end is "
        "taken as blank.",
        "4 “Consent form” may be about consent, and is not read as such: say it under [consent] in "
        "--columns.",
        "1 column was left out: 4 “Consent form”. --dry-run says why.",
    ]
    told = run("import", study, survey, "--bank", "short", "--quotable")
    assert told.status == 1
    assert told.one_line.startswith("Column 4, “Consent form”, may be about consent. Nothing was")


def stop(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("moment", "options"),
    [
        ("persona_wizard.studies.importing.read_survey", ["--dry-run"]),
        ("persona_wizard.studies.importing.outcome", ["--dry-run"]),
        ("persona_wizard.studies.importing.read_survey", []),
        ("persona_wizard.store.arrivals.Arrivals.interview", []),
    ],
)
def test_whoever_stops_an_import_is_told_that_nothing_came(
    study: Path,
    survey: Path,
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
    options: list[str],
) -> None:
    before = tree(study)
    monkeypatch.setattr(moment, stop)
    told = run("import", study, survey, "--bank", "short", *options)
    assert (told.status, told.err) == (130, "Stopped: nothing was imported.\n")
    assert tree(study) == before


@pytest.mark.parametrize("moment", ["_move_in", "back_up"])
def test_whoever_stops_an_import_too_late_is_told_so(
    study: Path, survey: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(arrivals, moment, stop)
        # What another import left is looked for first.
        patch.setattr(arrivals, "settle", lambda _: None)
        told = run("import", study, survey, "--bank", "short")
    assert (told.status, told.err) == (130, "Stopped too late: everything has come in.\n")
    told = run("import", study, survey, "--bank", "short")
    assert "2 rows in the study already: they stay as they are." in told.err


def test_whoever_stops_an_import_as_it_comes_is_told_so(
    study: Path, survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = os.rename

    def rename_and_stop(old: str, new: str) -> None:
        rename(old, new)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(arrivals.os, "rename", rename_and_stop)
        told = run("import", study, survey, "--bank", "short")
    assert (told.status, told.err) == (130, "Stopped too late: everything has come in.\n")
    told = run("import", study, survey, "--bank", "short")
    assert "2 rows in the study already: they stay as they are." in told.err


def test_rows_are_read_once_more_when_asked(study: Path, survey: Path) -> None:
    (survey.parent / "c.toml").write_text('leave-out = ["Cups"]')
    run("import", study, survey, "--bank", "short", "--columns", "c.toml")
    before = tree(study)
    told = run("import", study, survey, "--bank", "short", "--again", "--dry-run")
    assert told.out.splitlines()[-1] == "To be read once more: 2 rows."
    assert tree(study) == before
    told = run("import", study, survey, "--bank", "short", "--again")
    assert told.err.splitlines() == ["Read once more: 2 rows."]
    told = run("import", study, survey, "--bank", "short", "--again")
    assert told.err.splitlines() == [
        "Nothing was imported: nobody is new.",
        "2 rows in the study already: they stay as they are.",
    ]


def test_a_proposed_bank_takes_the_language_of_its_study(here: Path) -> None:
    (here / "s.csv").write_text("Bạn làm nghề gì?\ngiáo viên\nbác sĩ\n", encoding="utf-8")
    run("new", "vi", "--product", "Trà", "--language", "vi")
    for named, more, language in (("mine", (), "en"), ("ours", ("--study", "vi"), "vi")):
        told = run("bank", "new", named, "--from", "s.csv", "--audience", "prospects", *more)
        assert f"\nlanguage: {language}\n" in Path(told.out.strip()).read_text(encoding="utf-8")


def test_a_proposed_bank_leaves_out_what_tools_note_and_attached_files(here: Path) -> None:
    (here / "s.csv").write_text(
        "Why?,Stage Date (UTC),Photo,Ending,Drawing\n"
        "Rain,,a.jpg (https://x.org/a),,big (https://x.org/a)\n"
        'Snow,,"b.png (https://x.org/b),c.png (https://x.org/c)",,none\n'
    )
    told = run("bank", "new", "mine", "--from", "s.csv", "--audience", "prospects")
    assert "filled in: “Stage Date (UTC)”, “Photo”, “Ending”." in told.err
    assert "### Drawing" in Path(told.out.strip()).read_text()


def test_a_proposed_bank_tells_what_is_consent(study: Path, survey: Path) -> None:
    survey.write_text("Why?,May we quote you?\nRain,Yes\nSnow,No\n")
    told = run("bank", "new", "mine", "--from", survey, "--audience", "customers", "--study", study)
    assert told.status == 0
    assert "No questions, but consent, which an import reads: “May we quote you?”." in told.err
    assert "quote you" not in (study / "question_banks" / "mine.md").read_text()
