"""The registry of actions: every key does something, and every screen tells its keys truly."""

import importlib
import pkgutil

import pytest
from textual.widgets import Static
from tui_reading import arrived, plain, shows, wizard

from persona_wizard.store import StudyFolder
from persona_wizard.tui import screens
from persona_wizard.tui.action import EVERYWHERE, shown_key
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.screens.help import HelpScreen
from persona_wizard.tui.screens.home import HomeScreen
from persona_wizard.tui.screens.persona import PersonaScreen
from persona_wizard.tui.screens.study import StudyScreen

NAMES = [module.name for module in pkgutil.iter_modules(screens.__path__)]


def every_screen() -> list[type[WizardScreen]]:
    """Every full screen there is, found by looking."""
    for name in NAMES:
        importlib.import_module(f"{screens.__name__}.{name}")
    found, waiting = [], [WizardScreen]
    while waiting:
        found.append(kind := waiting.pop())
        waiting += kind.__subclasses__()
    ours = (kind for kind in found if kind.__module__.startswith(screens.__name__))
    return sorted((kind for kind in ours if kind.ACTIONS), key=lambda kind: kind.__name__)


each_screen = pytest.mark.parametrize("kind", every_screen(), ids=lambda kind: kind.__name__)


def test_all_the_screens_are_looked_at() -> None:
    assert {kind.__name__ for kind in every_screen()} >= {
        "HomeScreen",
        "NewStudyScreen",
        "StudyScreen",
        "NewInterviewScreen",
        "InterviewScreen",
        "ReadThroughScreen",
        "PersonaScreen",
        "ExportScreen",
    }


@each_screen
def test_every_action_is_something_the_screen_can_do(kind: type[WizardScreen]) -> None:
    for action in kind.ACTIONS:
        assert callable(getattr(kind, f"action_{action.name}", None)), action.name


@each_screen
def test_no_key_stands_for_two_things(kind: type[WizardScreen]) -> None:
    keys = [key for action in kind.ACTIONS for key in action.keys]
    assert len(set(keys)) == len(keys)
    names = [action.name for action in kind.ACTIONS]
    assert len(set(names)) == len(names)


@each_screen
def test_every_key_of_every_action_is_bound(kind: type[WizardScreen]) -> None:
    bound = {(b.key, b.action) for b in kind.BINDINGS if not isinstance(b, tuple)}
    for action in kind.ACTIONS:
        for key in action.keys:
            # The application has the key for leaving, over whatever lies on top.
            assert (key, action.name) in bound or action.name == "leave"


@each_screen
def test_the_keys_fit_under_a_screen_of_80_columns(kind: type[WizardScreen]) -> None:
    shown = [f"{a.shown} {a.label}" for a in kind.ACTIONS if not (a.quiet or a.roomy)]
    assert len("  ".join(shown)) <= 78
    assert any(action.shown == "F1" for action in kind.ACTIONS if not action.quiet)


@each_screen
def test_help_leave_and_words_of_help_are_everywhere(kind: type[WizardScreen]) -> None:
    names = {action.name for action in kind.ACTIONS}
    assert {"help", "leave"} <= names
    assert kind.HELP_TITLE or kind.__name__ == "FormScreen"


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("ctrl+n", "^N"),
        ("f1", "F1"),
        ("enter", "Enter"),
        ("escape", "Esc"),
        ("pagedown", "PgDn"),
        ("question_mark", "?"),
        ("n", "N"),
    ],
)
def test_a_key_is_named_as_it_stands_on_the_keyboard(key: str, said: str) -> None:
    assert shown_key(key) == said


async def test_help_lists_every_action_of_every_screen() -> None:
    async with wizard() as pilot:
        for kind in every_screen():
            keys = [(action.all_shown, action.help) for action in kind.ACTIONS]
            pilot.app.push_screen(HelpScreen(kind.HELP_TITLE, kind.HELP_TEXT, keys))
            help_screen = await arrived(pilot, HelpScreen)
            said = "\n".join(plain(static) for static in help_screen.query(Static))
            for action in kind.ACTIONS:
                assert action.help in said
                for key in action.keys:
                    assert shown_key(key) in said
            await pilot.press("escape")


async def test_a_click_on_a_key_does_what_the_key_does(sample: StudyFolder) -> None:
    async with wizard(sample) as pilot:
        await arrived(pilot, StudyScreen)

        async def click(label: str) -> None:
            key = next(k for k in pilot.app.screen.query("_Key") if label in plain(k))
            await pilot.click(key)

        await click("P persona")
        await arrived(pilot, PersonaScreen)
        await click("Esc back")
        await arrived(pilot, StudyScreen)
        await click("F1 help")
        await arrived(pilot, HelpScreen)
        await pilot.press("escape", "escape")
        await arrived(pilot, HomeScreen)


async def test_the_footer_shows_the_keys_in_their_order() -> None:
    async with wizard(size=(80, 24)) as pilot:
        await shows(pilot, "N new study O open T try the sample B banks ^F find F1 help ^Q leave")
    assert [action.name for action in EVERYWHERE if not action.quiet] == ["find", "help", "leave"]
