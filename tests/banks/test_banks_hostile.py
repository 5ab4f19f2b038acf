"""Hostile files and folders: told as file:line: message, and the banks beside them still load."""

import os
import tracemalloc
from pathlib import Path

import pytest
from bank_examples import FRONT
from click.testing import CliRunner

from persona_wizard.banks import BankFault, Shelf, ShelfEntry, check_file, shelf_for
from persona_wizard.banks.shelf import FOLDER
from persona_wizard.cli import main
from persona_wizard.model.bank import Bank
from persona_wizard.model.errors import EXIT_INPUT

ASKS = FRONT + "## Problems\n\n### What is hard? {#hard}\n\nTake your time.\n"
SOUND = ASKS.replace("id: tea", "id: sound")


def folder_with(tmp_path: Path, name: str, data: bytes) -> tuple[Path, Path]:
    """A folder with a sound bank and this file, and the file."""
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sound.md").write_text(SOUND, encoding="utf-8")
    path = folder / name
    path.write_bytes(data)
    return folder, path


def the_sound_one(entries: tuple[ShelfEntry, ...]) -> Bank | None:
    return next(entry.bank for entry in entries if entry.path.name == "sound.md")


def faults_on_shelf(folder: Path, path: Path) -> tuple[BankFault, ...]:
    """A file's faults as the shelf lists them, where the sound bank beside it loads."""
    entries = Shelf(folder).entries()
    sound = the_sound_one(entries)
    assert sound is not None
    assert [question.id for question in sound.questions] == ["hard"]
    assert "sound" in Shelf(folder).ids()
    assert Shelf(folder).read("sound") == sound
    return next(entry.faults for entry in entries if entry.path == path)


def check(path: Path) -> tuple[int, list[str], str]:
    """The status of `bank check`, what it printed, and what it said beside that."""
    result = CliRunner().invoke(main, ["bank", "check", str(path)], prog_name="persona-wizard")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result.exit_code, result.stdout.splitlines(), result.stderr


def as_lines(faults: tuple[BankFault, ...]) -> list[str]:
    """Faults as `bank check` prints them."""
    return [f"{fault.file}:{fault.line}: {fault.rule}: {fault.message}" for fault in faults]


def body(markdown: str) -> bytes:
    return f"{FRONT}## Problems\n\n{markdown}\n".encode()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(
            b"---\njust words\n---\n", ":1: the front matter is a list of keys", id="text"
        ),
        pytest.param(b"---\n42\n---\n", ":1: the front matter is a list of keys", id="number"),
        pytest.param(b"---\n# nothing\n---\n", ":1: the front matter is a list of", id="comment"),
        pytest.param(
            b"---\n- id: tea\n- title: Tea\n---\n", ":1: the front matter is a list", id="list"
        ),
        pytest.param(b"---\n{id: tea\ntitle: Tea}\n---\n", ":3: cannot read the front", id="flow"),
        pytest.param(
            b"---\n? [id, title]\n: tea\n---\n", ":2: “this” is no key of the", id="key is a list"
        ),
        pytest.param(
            b"---\nid: &a [*a]\ntitle: T\naudience: any\n---\n",
            ":2: “id:” takes plain text",
            id="alias of itself",
        ),
        pytest.param(
            b"---\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n---\n",
            ":2: “a” is no key",
            id="bomb of aliases",
        ),
        pytest.param(
            FRONT.replace("id: tea", "id: !!python/object/apply:os.getcwd []").encode(),
            ":2: “id:” takes plain text",
            id="tag",
        ),
        pytest.param(
            ASKS.replace("title:", "\ttitle:").encode(), ":3: cannot read the front", id="tab"
        ),
        pytest.param(
            ASKS.replace("### ", "\t### ").encode(),
            ":9: a code block (lines that",
            id="tab in body",
        ),
        pytest.param(
            body("### A {#\u00e9t\u00e9}\n\n### B {#e\u0301te\u0301}"),
            ":11: two questions are #\u00e9t\u00e9",
            id="ids in two normal forms",
        ),
        pytest.param(
            body("### A {.one}\n\n- \u00e9t\u00e9\n- e\u0301te\u0301"),
            ":12: two choices are “\u00e9t\u00e9”",
            id="choices in two normal forms",
        ),
        pytest.param(
            ASKS.replace("Tea", "\u202eaeT\u202c", 1).replace("hard?", "{x\u202e}").encode(),
            ":9: {x} is neither",
            id="an override in what is told",
        ),
        pytest.param(
            ASKS.replace("## Problems", "## Problems {from=tea}").encode(),
            ":7: the banks include each other in a circle: “tea” → “tea”",
            id="itself included",
        ),
        pytest.param(
            ASKS.replace("## Problems", "## Problems {from=../sound}").encode(),
            ":7: there is no bank “../sound”",
            id="a path included",
        ),
    ],
)
def test_a_hostile_file_is_told_and_keeps_no_bank_back(
    tmp_path: Path, data: bytes, told: str
) -> None:
    folder, path = folder_with(tmp_path, "hostile.md", data)
    faults = faults_on_shelf(folder, path)
    assert faults == check_file(path).faults
    status, printed, beside = check(path)
    assert (status, beside) == (EXIT_INPUT, "")
    assert printed == as_lines(faults)
    assert any(str(fault).startswith(f"{path}{told}") for fault in faults), faults


@pytest.mark.parametrize(
    ("data", "wording"),
    [
        pytest.param(b"\xef\xbb\xbf" + ASKS.encode(), "What is hard?", id="a mark of byte order"),
        pytest.param(ASKS.replace("\n", "\r\n").encode(), "What is hard?", id="CRLF"),
        pytest.param(ASKS.replace("\n", "\r").encode(), "What is hard?", id="CR"),
        pytest.param(ASKS.replace("\n", "\r\n", 8).encode(), "What is hard?", id="CRLF, then LF"),
        pytest.param(
            ASKS.replace("What is hard?", "\tWhat\tis hard? ").encode(), "What is hard?", id="tabs"
        ),
        pytest.param(
            ASKS.replace("What is hard?", "מה קשה ב-{product}؟ ما الصعب؟").encode(),
            "מה קשה ב-{product}؟ ما الصعب؟",
            id="right to left",
        ),
        pytest.param(
            ASKS.replace("What is hard?", "What \u202edrah si\u202c \u2067hard\u2069?").encode(),
            "What drah si hard?",
            id="overrides and isolates",
        ),
        pytest.param(
            ASKS.replace("What is hard?", "What is \x1b[31mhard\x9b0m?").encode(),
            "What is hard?",
            id="escapes of a terminal",
        ),
        pytest.param(
            ASKS.replace("What is hard?", "Qu'est-ce que l'e\u0301te\u0301?").encode(),
            "Qu'est-ce que l'\u00e9t\u00e9?",
            id="not in normal form",
        ),
    ],
)
def test_an_unusual_text_is_read_clean(tmp_path: Path, data: bytes, wording: str) -> None:
    folder, path = folder_with(tmp_path, "unusual.md", data)
    assert faults_on_shelf(folder, path) == ()
    # What could be better is told, too, and is no fault.
    assert check_file(path).faults == ()
    assert not [line for line in check(path)[1] if ": grammar: " in line]
    (question,) = Shelf(folder).read("tea").questions
    assert (question.id, question.wording, question.line) == ("hard", wording, 9)
    assert question.guidance == ("Take your time.",)


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    folder, path = folder_with(tmp_path, "huge.md", FRONT.encode())
    os.truncate(path, 50_000_000)
    tracemalloc.start()
    try:
        (fault,) = faults_on_shelf(folder, path)
        assert check_file(path).faults == (fault,)
        _, most_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most_bytes < 10_000_000
    assert str(fault) == f"{path}:1: a bank may have 1 MB: split it in two"
    assert check(path) == (EXIT_INPUT, as_lines((fault,)), "")


def test_a_files_name_cannot_colour_or_break_a_line(tmp_path: Path) -> None:
    folder, path = folder_with(tmp_path, "a\u202e\x1b[31m\nb.md", b"no front matter\n")
    faults = faults_on_shelf(folder, path)
    assert {fault.file for fault in faults} == {f"{folder}/a b.md"}
    assert as_lines(faults) == check(path)[1]


def test_two_names_that_differ_in_normal_form_are_two_files(tmp_path: Path) -> None:
    folder, path = folder_with(tmp_path, "\u00e9t\u00e9.md", ASKS.encode())
    other = folder / "e\u0301te\u0301.md"
    other.write_text(ASKS, encoding="utf-8")
    if path.samefile(other):
        pytest.skip("this file system takes the two names for one")
    # Files come in the order of their names, and e stands before é.
    (fault,) = faults_on_shelf(folder, path)
    assert fault.message == f"the id “tea” is that of {folder}/\u00e9t\u00e9.md too: change one"
    assert faults_on_shelf(folder, other) == ()


def test_a_link_out_of_the_study_is_told_and_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(ASKS, encoding="utf-8")
    folder, path = folder_with(tmp_path / "study", "link.md", b"")
    path.unlink()
    path.symlink_to(secret)
    (fault,) = faults_on_shelf(folder, path)
    assert str(fault) == f"{path}:1: this is a link that leads out of the folder: put a copy here"
    shelf = shelf_for(tmp_path / "study")
    assert the_sound_one(shelf.entries()) is not None
    assert shelf.source("tea") is None


def test_a_folder_of_banks_that_links_out_of_the_study_is_told_and_not_read(
    tmp_path: Path,
) -> None:
    folder_with(tmp_path / "elsewhere", "tea.md", ASKS.encode())
    study = tmp_path / "study"
    study.mkdir()
    (study / FOLDER).symlink_to(tmp_path / "elsewhere" / FOLDER, target_is_directory=True)
    entries = shelf_for(study).entries()
    told = [str(fault) for entry in entries for fault in entry.faults]
    assert len(told) == 1
    assert told[0].startswith(f"{study / FOLDER}:1: this is a link that leads out of the study")
    assert shelf_for(study).source("tea") is None
    assert "prospects" in [entry.id for entry in entries if entry.bank is not None]


def test_a_folder_of_banks_that_links_within_the_study_is_read(tmp_path: Path) -> None:
    folder, path = folder_with(tmp_path / "study" / "here", "odd.md", b"no front matter\n")
    link = tmp_path / "study" / FOLDER
    link.symlink_to(folder, target_is_directory=True)
    faults = faults_on_shelf(link, link / path.name)
    assert str(faults[0]).startswith(f"{link / path.name}:1: a bank starts with")


@pytest.mark.parametrize("target", [FOLDER, "missing", "file.txt"])
def test_a_folder_of_banks_that_leads_nowhere_is_empty(tmp_path: Path, target: str) -> None:
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    (tmp_path / FOLDER).symlink_to(target)
    shelf = shelf_for(tmp_path)
    assert all(entry.bank is not None for entry in shelf.entries())
    assert "prospects" in shelf.ids()


@pytest.mark.parametrize(
    ("first", "second"), [("tea", '"tea"'), ("th\u00e9", "the\u0301"), ("tea", "'tea' # again")]
)
def test_two_banks_with_one_id_are_told_and_the_first_is_asked(
    tmp_path: Path, first: str, second: str
) -> None:
    source = ASKS.replace("id: tea", f"id: {first}")
    folder, path = folder_with(tmp_path, "a.md", source.encode())
    again = folder / "b.md"
    again.write_text(SOUND.replace("id: sound", f"id: {second}"), encoding="utf-8")
    (fault,) = faults_on_shelf(folder, again)
    assert str(fault) == f"{again}:1: the id “{first}” is that of {path} too: change one"
    assert faults_on_shelf(folder, path) == ()
    assert Shelf(folder).find(first) == path


def test_a_circle_of_banks_is_told_in_each_of_them(tmp_path: Path) -> None:
    folder, _ = folder_with(tmp_path, "one.md", b"")
    circle = {"one": "two", "two": "three", "three": "one"}
    for bank_id, other in circle.items():
        source = ASKS.replace("id: tea", f"id: {bank_id}").replace("{#hard}", f"{{#{bank_id}}}")
        source = source.replace("## Problems", f"## Problems {{from={other}}}")
        (folder / f"{bank_id}.md").write_text(source, encoding="utf-8")
    told = {
        "one": ("three", "“one” → “two” → “three” → “one”"),
        "two": ("one", "“two” → “three” → “one” → “two”"),
        "three": ("two", "“three” → “one” → “two” → “three”"),
    }
    for bank_id, (closing, way) in told.items():
        path = folder / f"{bank_id}.md"
        (fault,) = faults_on_shelf(folder, path)
        # The fault stands where the circle closes.
        assert str(fault).startswith(f"{folder / closing}.md:7: ")
        assert fault.message == f"the banks include each other in a circle: {way}"
        assert check(path) == (EXIT_INPUT, as_lines((fault,)), "")


def test_a_fault_of_an_included_bank_is_told_with_its_own_file(tmp_path: Path) -> None:
    folder, other = folder_with(tmp_path, "x.md", ASKS.replace("hard?", "{hrd}").encode())
    path = folder / "y.md"
    path.write_text(
        SOUND.replace("## Problems", "## Problems {from=tea}")
        .replace("id: sound", "id: host")
        .replace("#hard", "#own"),
        encoding="utf-8",
    )
    (fault,) = faults_on_shelf(folder, path)
    assert str(fault).startswith(f"{other}:9: {{hrd}} is neither")
    assert check(path) == (EXIT_INPUT, as_lines((fault,)), "")


def test_a_file_in_a_linked_folder_is_checked_with_the_banks_beside_it(tmp_path: Path) -> None:
    folder, _ = folder_with(tmp_path / "far", "x.md", ASKS.encode())
    host = SOUND.replace("id: sound", "id: host").replace("#hard", "#own")
    (folder / "y.md").write_text(host.replace("## Problems", "## Problems {from=tea}"))
    (tmp_path / "link").symlink_to(folder, target_is_directory=True)
    assert check_file(tmp_path / "link" / "y.md").faults == ()
