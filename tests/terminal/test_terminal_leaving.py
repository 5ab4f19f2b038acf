"""Ends that nobody chose: the terminal is given back, and what was typed is on disk."""

import signal

import pytest
from every_kind import at_the_open_question, open_answer, saves
from wizard_terminal import Start, Terminal

from persona_wizard.store import StudyFolder


@pytest.fixture
def wizard(start: Start, study: StudyFolder) -> Terminal:
    return at_the_open_question(start)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_while_typing_saves_every_letter(
    wizard: Terminal, study: StudyFolder, number: signal.Signals
) -> None:
    wizard.type("coffee before the kids wake")
    wizard.shows("kids wake")
    wizard.type(", quietly")
    wizard.shows("quietly")
    wizard.signal(number)
    status = wizard.ends()
    assert open_answer(study) == "coffee before the kids wake, quietly"
    assert wizard.restored
    assert "Traceback" not in wizard.output.decode()
    # Ctrl+C is a key to the wizard; the signal itself comes only from outside.
    assert status == (0 if number == signal.SIGINT else 128 + number)


def test_a_closed_window_saves_every_letter(wizard: Terminal, study: StudyFolder) -> None:
    wizard.type("mornings back")
    wizard.shows("mornings back")
    wizard.hang_up()
    assert open_answer(study) == "mornings back"


def test_control_c_is_no_way_out(wizard: Terminal, study: StudyFolder) -> None:
    wizard.type("mornings back\x03")
    wizard.shows("^Q leaves; everything is saved.")
    wizard.type(", and quiet")
    wizard.shows("mornings back, and quiet")
    saves(wizard, study, "mornings back, and quiet")
