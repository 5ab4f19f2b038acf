"""Keys and colours of one's own: what the settings file gives works, is told, and never harms."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tui_reading import arrived, at, shows, told, type_in, until, wizard

from persona_wizard.model.errors import WizardError
from persona_wizard.store import StudyFolder
from persona_wizard.studies.habits import habits
from persona_wizard.tui.actions import EVERY_SCREEN
from persona_wizard.tui.own_keys import keys_in
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.screens.finder import Finder
from persona_wizard.tui.screens.help import HelpScreen
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.note_box import NoteBox
from persona_wizard.tui.screens.persona import PersonaScreen
from persona_wizard.tui.screens.study import StudyScreen
from persona_wizard.tui.theme import THEMES


@pytest.fixture
def settings() -> Callable[[str], None]:
    """Writes a settings file."""

    def write(text: str) -> None:
        Path(os.environ["PERSONA_WIZARD_SETTINGS"]).write_text(text)

    return write


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ('"ctrl+b"', "ctrl+b"),
        ('"Ctrl+B"', "ctrl+b"),
        ('"^B"', "ctrl+b"),
        ('"F7"', "f7"),
        ('"PgDn"', "pagedown"),
    ],
)
def test_a_key_may_be_written_in_several_ways(written: str, key: str) -> None:
    # PgDn moves on by itself: it has to be taken from there first.
    assert keys_in(f'[keys]\nnext = "ctrl+n"\nnote = {written}'.encode())["note"] == (key,)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("[keys", "it is not TOML"),
        ("\udcff", "it is not TOML"),
        ("[key]\nnote = 'f7'", "it may hold [keys] and nothing else"),
        ("keys = 7", "it may hold [keys] and nothing else"),
        ("[keys]\nnotes = 'f7'", "there is no action “notes”; did you mean “note”."),
        ("[keys]\nnote = 7", "“note” wants a key"),
        ("[keys]\nnote = []", "“note” wants a key"),
        ("[keys]\nnote = [7]", "“note” can't have “7”"),
        ("[keys]\nnote = 'x'", "it works while you type"),
        ("[keys]\nnote = 'ctrl+m'", "no such key, or not to be had"),
        ("[keys]\nnote = 'ctrl+z'", "no such key, or not to be had"),
        ("[keys]\nnote = 'f13'", "no such key"),
        ("[keys]\nnote = 'f²'", "no such key"),
        ("[keys]\nnote = ''", "no such key"),
        ("[keys]\nnote = 'ctrl+'", "no such key"),
        ("[keys]\nnote = '[/bold]'", "no such key"),
        ("[keys]\nclose = 'f7'", "“close” keeps its key, Esc."),
        ("[keys]\nnote = 'ctrl+f'", "“find” and “note” would share ^F."),
        ("[keys]\npersona = 'e'", "“persona” and “export” would share E."),
    ],
)
def test_what_cannot_be_a_key_is_told(source: str, why: str) -> None:
    with pytest.raises(WizardError) as fault:
        keys_in(source.encode(errors="surrogateescape"))
    assert why in fault.value.message


def test_two_actions_may_change_places() -> None:
    assert keys_in(b"[keys]\nnote = '^f'\nfind = '^o'") == {
        "note": ("ctrl+f",),
        "find": ("ctrl+o",),
    }


async def test_an_own_key_works_and_is_shown_wherever_a_key_is(
    study: StudyFolder, begun: Callable[..., str], settings: Callable[[str], None]
) -> None:
    settings('[keys]\nnext = "ctrl+g"\nnote = "f7"\nfind = ["f9", "ctrl+b"]\nleave = "f10"\n')
    async with wizard(study, begun()) as pilot:
        await arrived(pilot, InterviewScreen)
        await shows(pilot, "^G next", "F9 find", "F7 note", "F10 leave")
        await pilot.press("ctrl+g")
        await at(pilot, "short-term-goals")
        await type_in(pilot, "mornings")
        await pilot.press("ctrl+n")
        await at(pilot, "short-term-goals")
        for key in ("f7", "ctrl+b", "f9"):
            await pilot.press(key)
            await arrived(pilot, NoteBox if key == "f7" else Finder)
            # The key that opened it closes it.
            await pilot.press(key)
            await arrived(pilot, InterviewScreen)
        await pilot.press("f1")
        await arrived(pilot, HelpScreen)
        await shows(pilot, "F9, ^B", "F7")
        await pilot.press("f1", "f10")
        await until(lambda: bool(told(pilot.app)))
        assert told(pilot.app) == ["F10 once more leaves the interview; it can be resumed."]


async def test_a_letter_may_be_moved_and_its_capital_with_it(
    sample: StudyFolder, settings: Callable[[str], None]
) -> None:
    settings('[keys]\npersona = "x"\n')
    async with wizard(sample) as pilot:
        for key in ("x", "X"):
            await arrived(pilot, StudyScreen)
            await shows(pilot, "X persona")
            await pilot.press("p", key)
            await arrived(pilot, PersonaScreen)
            await pilot.press("escape")


async def test_a_settings_file_at_fault_is_told_and_the_usual_keys_work(
    sample: StudyFolder, settings: Callable[[str], None]
) -> None:
    settings('[keys]\npersona = "x"\nnoet = "f7"\n')
    async with wizard(sample) as pilot:
        await arrived(pilot, StudyScreen)
        assert told(pilot.app) == [
            "settings.toml: there is no action “noet”; did you mean “note”. The usual keys work."
        ]
        await pilot.press("p")
        await arrived(pilot, PersonaScreen)


async def test_a_folder_in_the_place_of_the_settings_is_told() -> None:
    Path(os.environ["PERSONA_WIZARD_SETTINGS"]).mkdir()
    async with wizard() as pilot:
        assert told(pilot.app) == [
            "settings.toml can't be read (Is a directory). The usual keys work."
        ]


async def test_colours_are_changed_everywhere_and_remembered(
    study: StudyFolder, begun: Callable[..., str]
) -> None:
    async with wizard(study, begun()) as pilot:
        await arrived(pilot, InterviewScreen)
        assert pilot.app.theme == "persona-dark"
        await pilot.press("f8")
        assert (pilot.app.theme, told(pilot.app)) == ("persona-light", ["Light"])
        await until(lambda: habits().theme == "persona-light")
    async with wizard(study) as pilot:
        assert pilot.app.theme == "persona-light"
        await pilot.press("f8", "f8", "f8")
        assert pilot.app.theme == "persona-dark"


def test_every_screen_has_the_colours_and_is_looked_at_for_clashes() -> None:
    waiting, known = [WizardScreen], list(EVERY_SCREEN)
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.ACTIONS and kind.__module__.startswith("persona_wizard"):
            assert kind.ACTIONS in known
    assert all("theme" in {action.name for action in actions} for actions in known)
    assert len(THEMES) == 4


def test_the_readme_names_every_action_that_can_be_moved() -> None:
    readme = (Path(__file__).parents[2] / "docs" / "keys.md").read_text()
    for action in {a.name: a for actions in EVERY_SCREEN for a in actions}.values():
        assert (f"`{action.name}`" in readme) == action.movable, action.name
