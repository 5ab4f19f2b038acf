"""A fault that nobody foresaw: one plain line, every word saved, and no answer told to anybody."""

import stat
import sys
from pathlib import Path

import pytest
import wizard_terminal
from every_kind import at_the_open_question, open_answer
from wizard_terminal import CTRL_O, Start

from persona_wizard.store import StudyFolder

WORDS = "quetzal mornings with my marzipan kids"

FAULTY = """\
#!{python}
from persona_wizard.cli import main
from persona_wizard.tui.screens.interview import InterviewScreen


class DrawsItself(Exception):
    def __rich__(self):
        return str(self)


def fault(screen):
    words = screen._session.answer.text
    raise {kind}("about " + words)


async def in_a_worker(screen):
    fault(screen)


def note(screen):
    {how}


InterviewScreen.action_note = note
main()
"""

WAYS = {
    "while a key is handled": ("KeyError", "fault(screen)"),
    "that draws itself": ("DrawsItself", "fault(screen)"),
    "by a timer": ("KeyError", "screen.set_timer(0.01, lambda: fault(screen))"),
    "in a worker": ("KeyError", "screen.run_worker(in_a_worker(screen))"),
    "in a thread": ("KeyError", "screen.run_worker(lambda: fault(screen), thread=True)"),
    "after the drawing": ("KeyError", "screen.call_after_refresh(fault, screen)"),
    "in the application": ("KeyError", "screen.app.call_later(fault, screen)"),
}


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PERSONA_WIZARD_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


def command(folder: Path, kind: str, how: str) -> str:
    """The command, with a fault of this kind on the key for a note."""
    path = folder / "faulty"
    path.write_text(FAULTY.format(python=sys.executable, kind=kind, how=how))
    path.chmod(0o700)
    return str(path)


@pytest.mark.parametrize(("kind", "how"), WAYS.values(), ids=WAYS.keys())
def test_a_fault_is_told_in_one_line_and_every_word_is_saved(
    start: Start,
    study: StudyFolder,
    state: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    how: str,
) -> None:
    monkeypatch.setattr(wizard_terminal, "COMMAND", command(tmp_path, kind, how))
    wizard = at_the_open_question(start)
    wizard.type(WORDS)
    wizard.shows(WORDS)
    wizard.type(" too" + CTRL_O)
    assert wizard.ends() == 1
    assert wizard.restored
    told = wizard.output.rpartition(wizard_terminal.LEFT_THE_SCREEN)[2].decode()
    line = told[told.index("Persona Wizard stopped") :].strip()
    assert "\n" not in line
    assert line.startswith("Persona Wizard stopped at a fault of its own (")
    assert "Everything you typed is saved. Start it again to go on; where it happened," in line
    assert "quetzal" not in told
    assert "Traceback" not in told
    assert open_answer(study) == WORDS + " too"

    (report,) = state.glob("crash-*.txt")
    assert str(report) in line
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    details = report.read_text()
    assert kind in details
    assert " in fault" in details
    assert "quetzal" not in details
    assert "marzipan" not in details
    for file in state.rglob("*"):
        assert file.is_dir() or b"quetzal" not in file.read_bytes()


def test_a_fault_of_the_command_line_is_one_line_too(
    start: Start,
    study: StudyFolder,
    state: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "faulty"
    path.write_text(
        f"#!{sys.executable}\n"
        "import persona_wizard.studies.reading as reading\n"
        "def fault(store):\n"
        "    raise LookupError('quetzal')\n"
        "reading.read_study = fault\n"
        "from persona_wizard.cli import main\n"
        "main()\n"
    )
    path.chmod(0o700)
    monkeypatch.setattr(wizard_terminal, "COMMAND", str(path))
    told = start("gaps", "cedar")
    assert told.ends() == 1
    line = told.output.decode().strip()
    assert line.startswith(
        "Persona Wizard stopped at a fault of its own (LookupError). "
        "What was saved before is safe. Run it again; where it happened, "
    )
    assert "\n" not in line
    assert "quetzal" not in line
    (report,) = state.glob("crash-*.txt")
    assert "quetzal" not in report.read_text()


def test_words_that_could_not_be_saved_are_not_said_to_be(
    start: Start,
    study: StudyFolder,
    state: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cut = (
        "\nfrom persona_wizard.store import OpenInterview, StoreError\n"
        "save = OpenInterview.save\n"
        "def full(file, interview):\n"
        "    if interview.answers:\n"
        "        raise StoreError('Not saved: the disk is full.')\n"
        "    save(file, interview)\n"
        "OpenInterview.save = full\n"
        "main()\n"
    )
    path = Path(command(tmp_path, "KeyError", "fault(screen)"))
    path.write_text(path.read_text().removesuffix("main()\n") + cut)
    monkeypatch.setattr(wizard_terminal, "COMMAND", str(path))
    wizard = at_the_open_question(start)
    wizard.type(WORDS)
    wizard.shows("the disk is full")
    wizard.type(CTRL_O)
    assert wizard.ends() == 1
    told = wizard.output.rpartition(wizard_terminal.LEFT_THE_SCREEN)[2].decode()
    assert "the last words could not be saved" in told
    assert "Everything you typed is saved" not in told
