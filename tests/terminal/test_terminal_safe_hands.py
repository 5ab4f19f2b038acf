"""A full disk, a suspended window, a fault nobody foresaw: the words stay, the terminal too."""

import resource
import signal
import sys
import textwrap
from pathlib import Path

import pytest
from every_kind import at_the_open_question, open_answer, saves
from wizard_terminal import Start, Terminal

from persona_wizard.store import StudyFolder

LEAVE = "\x11"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="limits of another process")


@pytest.fixture
def wizard(start: Start, study: StudyFolder) -> Terminal:
    return at_the_open_question(start)


def room(wizard: Terminal, size: int) -> None:
    """The largest file that the command may write from now on."""
    _, most = resource.prlimit(wizard.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(wizard.pid, resource.RLIMIT_FSIZE, (size, most))


def is_stopped(wizard: Terminal) -> bool:
    """Whether the system has stopped the command, as Ctrl+Z in a shell does."""
    return Path(f"/proc/{wizard.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"


@LINUX
def test_a_disk_that_takes_no_more_keeps_the_words_until_it_does(
    wizard: Terminal, study: StudyFolder
) -> None:
    wizard.type("calm mornings")
    saves(wizard, study, "calm mornings")
    room(wizard, 0)
    wizard.type(", and quiet")
    wizard.shows("not saved", "Not saved: the disk is full. What was saved before is safe.")
    wizard.type(" ones")
    wizard.shows("calm mornings, and quiet ones")
    assert open_answer(study) == "calm mornings"
    wizard.type(LEAVE + LEAVE)
    wizard.shows("Not saved yet, so nothing was closed")
    wizard.type("n")
    room(wizard, resource.RLIM_INFINITY)
    saves(wizard, study, "calm mornings, and quiet ones")
    wizard.type(LEAVE + LEAVE)
    wizard.shows("▸ resume")


@LINUX
def test_a_signal_on_a_full_disk_gives_the_terminal_back(
    wizard: Terminal, study: StudyFolder
) -> None:
    wizard.type("calm mornings")
    saves(wizard, study, "calm mornings")
    room(wizard, 0)
    wizard.type(", and quiet")
    wizard.shows("not saved")
    wizard.signal(signal.SIGTERM)
    assert wizard.ends() == 128 + signal.SIGTERM
    assert wizard.restored
    assert open_answer(study) == "calm mornings"


def test_leaving_gives_the_terminal_back(wizard: Terminal, study: StudyFolder) -> None:
    wizard.type("calm mornings" + LEAVE + LEAVE)
    wizard.shows("▸ resume")
    wizard.type(LEAVE)
    assert wizard.ends() == 0
    assert wizard.restored
    assert open_answer(study) == "calm mornings"


@LINUX
def test_a_suspended_interview_gives_the_terminal_back_and_goes_on(
    wizard: Terminal, study: StudyFolder
) -> None:
    wizard.type("calm mornings")
    wizard.shows("calm mornings")
    wizard.signal(signal.SIGTSTP)
    wizard.until(lambda: is_stopped(wizard), "a stop")
    wizard.until(lambda: wizard.restored, "the terminal given back")
    wizard.signal(signal.SIGCONT)
    wizard.type(", and quiet")
    wizard.shows("calm mornings, and quiet")
    saves(wizard, study, "calm mornings, and quiet")


def test_a_fault_that_nobody_foresaw_saves_every_letter(
    start: Start, study: StudyFolder, tmp_path: Path
) -> None:
    (tmp_path / "faulty").mkdir()
    (tmp_path / "faulty" / "sitecustomize.py").write_text(
        textwrap.dedent("""
            from persona_wizard.tui.screens.interview import InterviewScreen

            def fault(self):
                raise ValueError("nobody foresaw it")

            InterviewScreen.action_key_only = fault
        """)
    )
    paths = [str(tmp_path / "faulty"), *sys.path]
    wizard = start(
        *("interview", "cedar", "--audience", "prospects", "--bank", "every-kind"),
        env={"PYTHONPATH": ":".join(paths)},
    )
    wizard.shows("Thank you for taking the time.")
    wizard.type("\r")
    wizard.shows("get done with Cedar Coffee?")
    wizard.type("calm mornings")
    wizard.shows("calm mornings")
    wizard.type("\x1bOQ")
    assert wizard.ends() != 0
    assert wizard.restored
    assert open_answer(study) == "calm mornings"
