"""F1 tells the keys of what lies on top, and leaves what was typed there alone."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator

import pytest
from tui_reading import arrived, shows, type_in, wizard

from persona_wizard.store import StudyFolder
from persona_wizard.tui import screens
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.screens.box import Box
from persona_wizard.tui.screens.doing import Doing
from persona_wizard.tui.screens.finder import Finder
from persona_wizard.tui.screens.help import HelpScreen
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.note_box import NoteBox
from persona_wizard.tui.screens.state_menu import StateMenu
from persona_wizard.tui.widgets.note_line import NoteLine

# Columns of the help's text in a window of 80.
_ROOM = 70


def every_box(kind: type[Box] = Box) -> Iterator[type[Box]]:
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        importlib.import_module(module.name)
    for below in kind.__subclasses__():
        yield below
        yield from every_box(below)


@pytest.mark.parametrize(
    "box", sorted({*every_box()} - {HelpScreen, Doing}, key=lambda box: box.__name__)
)
def test_every_box_says_what_it_is_and_how_to_leave_it(box: type[Box]) -> None:
    assert box.HELP_TITLE
    assert any("Esc" in key for key, _ in box.HELP_KEYS)
    width = max(len(key) for key, _ in box.HELP_KEYS) + 3
    assert all(width + len(what) <= _ROOM for _, what in box.HELP_KEYS)


def every_screen(kind: type[WizardScreen] = WizardScreen) -> Iterator[type[WizardScreen]]:
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        importlib.import_module(module.name)
    for below in kind.__subclasses__():
        yield below
        yield from every_screen(below)


@pytest.mark.parametrize("screen", sorted({*every_screen()}, key=lambda screen: screen.__name__))
def test_no_sentence_of_a_screens_help_is_broken_by_hand(screen: type[WizardScreen]) -> None:
    """The window breaks lines where it must, and there alone."""
    assert all(line.endswith((".", "?", "…")) for line in screen.HELP_TEXT.splitlines())


async def test_help_over_a_note_keeps_what_is_typed(
    study: StudyFolder, begun: Callable[..., str]
) -> None:
    async with wizard(study, begun()) as pilot:
        await arrived(pilot, InterviewScreen)
        await pilot.press("ctrl+n", "ctrl+o")
        await arrived(pilot, NoteBox)
        await type_in(pilot, "why?")
        await pilot.press("f1")
        await arrived(pilot, HelpScreen)
        await shows(pilot, "A note", "Back to the question; the note is kept")
        await pilot.press("f1")
        await arrived(pilot, NoteBox)
        assert pilot.app.screen.query_one(NoteLine).value == "why?"


@pytest.mark.parametrize(
    ("opens", "box", "told"),
    [
        ("ctrl+r", StateMenu, "There was no time for it"),
        ("ctrl+f", Finder, "Goes there, or does it"),
    ],
)
async def test_help_over_a_menu_and_back(
    opens: str,
    box: type[Box],
    told: str,
    study: StudyFolder,
    begun: Callable[..., str],
) -> None:
    async with wizard(study, begun()) as pilot:
        await arrived(pilot, InterviewScreen)
        await pilot.press("ctrl+n", opens)
        await arrived(pilot, box)
        await pilot.press("f1")
        await shows(pilot, told)
        await pilot.press("escape")
        await arrived(pilot, box)
        await pilot.press("escape")
        await arrived(pilot, InterviewScreen)


async def test_a_question_mark_is_help_where_nothing_is_typed(
    study: StudyFolder, begun: Callable[..., str]
) -> None:
    async with wizard(study, begun()) as pilot:
        await arrived(pilot, InterviewScreen)
        await pilot.press("ctrl+n", "ctrl+r")
        await arrived(pilot, StateMenu)
        await pilot.press("question_mark")
        await shows(pilot, "What became of the question")
