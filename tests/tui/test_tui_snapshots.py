"""Pictures of the screens, the same on any machine, any day and in any zone."""

import os
import re
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from types import SimpleNamespace

import pytest
from msgspec import Struct
from rich.console import Console
from textual.pilot import Pilot
from tui_reading import EVERY_KIND, arrived, at, settled, shows, type_in, until

from persona_wizard.banks import Shelf, own_folder, study_folder_of_banks
from persona_wizard.model.headings import Audience
from persona_wizard.store import StudyFolder
from persona_wizard.studies import clock, recent
from persona_wizard.studies import interviews as sittings
from persona_wizard.studies.grouping import new_persona
from persona_wizard.studies.interviews import Beginning, start_interview
from persona_wizard.studies.shelf_keeping import copy_bank
from persona_wizard.tui import saver
from persona_wizard.tui.app import WizardApp
from persona_wizard.tui.screens import banks as banks_screen
from persona_wizard.tui.screens import home as home_screen
from persona_wizard.tui.screens import interview_shown as interview_screen
from persona_wizard.tui.screens import saving as saving_screen
from persona_wizard.tui.screens import study as study_screen
from persona_wizard.tui.screens.banks import BanksScreen
from persona_wizard.tui.screens.banks_new import NewBankScreen
from persona_wizard.tui.screens.banks_place import AskPlace
from persona_wizard.tui.screens.citing import CitingScreen
from persona_wizard.tui.screens.claim_box import ClaimBox
from persona_wizard.tui.screens.code_book import CodeBookScreen
from persona_wizard.tui.screens.composing import ComposingScreen
from persona_wizard.tui.screens.evidence import EvidenceScreen
from persona_wizard.tui.screens.export import ExportScreen
from persona_wizard.tui.screens.finder import Finder
from persona_wizard.tui.screens.guide_menu import GuideMenu
from persona_wizard.tui.screens.help import HelpScreen
from persona_wizard.tui.screens.home import HomeScreen
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.marked_lines import TaggedLines
from persona_wizard.tui.screens.matrix import MatrixScreen
from persona_wizard.tui.screens.new_study import NewStudyScreen
from persona_wizard.tui.screens.note_box import NoteBox
from persona_wizard.tui.screens.our_reading import OurReadingScreen
from persona_wizard.tui.screens.persona import PersonaScreen
from persona_wizard.tui.screens.personas import PersonasScreen
from persona_wizard.tui.screens.personas_compared import PersonasComparedScreen
from persona_wizard.tui.screens.read_through import ReadThroughScreen
from persona_wizard.tui.screens.state_menu import StateMenu
from persona_wizard.tui.screens.study import StudyScreen
from persona_wizard.tui.screens.words import WordsScreen

# A few days after the last interview of the sample.
TODAY = "2026-11-20T12:00:00.000Z"
SIZES = [(80, 24), (120, 40)]

Compare = Callable[..., bool]
Do = Callable[[Pilot[None]], Awaitable[None]]


class Scene(Struct):
    """Where a picture is taken: a study, an interview in it if any."""

    study: StudyFolder
    unfinished: str
    begun: str


@pytest.fixture(autouse=True)
def _fonts_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the addresses of fonts out of the pictures: they are looked at without a network."""
    defaults = Console.export_svg.__kwdefaults__
    bare = re.sub(r"@font-face \{\{.*?\}\}\s*", "", defaults["code_format"], flags=re.DOTALL)
    monkeypatch.setitem(defaults, "code_format", bare)


@pytest.fixture(autouse=True)
def _one_day_in_one_place(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stop the clocks, in UTC."""

    class Today(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime.fromisoformat(TODAY)

    zone = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    time.tzset()
    monkeypatch.setattr(study_screen, "datetime", Today)
    monkeypatch.setattr(home_screen, "datetime", Today)
    monkeypatch.setattr(interview_screen, "datetime", Today)
    monkeypatch.setattr(clock, "now", lambda: TODAY)
    monkeypatch.setattr(sittings, "now", lambda: TODAY)
    monkeypatch.setattr(sittings, "time", SimpleNamespace(monotonic=lambda: 1000.0))
    monkeypatch.setattr(saver, "SOON", 0.02)
    monkeypatch.setattr(saving_screen, "QUIET", 0.02)
    yield
    os.environ.pop("TZ")
    if zone is not None:
        os.environ["TZ"] = zone
    time.tzset()


@pytest.fixture
def scene(sample: StudyFolder) -> Scene:
    unfinished = next(i for i in sample.interviews().interviews if i.finished is None)
    return Scene(study=sample, unfinished=unfinished.id, begun="")


@pytest.fixture
def first_question(scene: Scene) -> Callable[[str], WizardApp]:
    """Begins an interview of the sample's, and opens it at a place."""

    def begin(place: str) -> WizardApp:
        sitting = start_interview(
            scene.study,
            Beginning(audience=Audience.CUSTOMERS, bank="existing-customers", pseudonym="P14"),
        )
        sitting.session.go(place)
        sitting.close()
        return WizardApp(scene.study.folder, sitting.session.interview.id)

    return begin


async def all_saved(pilot: Pilot[None]) -> None:
    """Wait until everything is saved, and the screen says so."""
    screen = next(s for s in pilot.app.screen_stack if isinstance(s, InterviewScreen))
    await until(lambda: screen.saver.all_saved)
    await settled(pilot)
    await shows(pilot, "key saved")


each_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@each_size
def test_home(
    snap_compare: Compare, scene: Scene, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The folder's whole path is on the screen, and differs from run to run.
    monkeypatch.chdir(scene.study.folder.parent)
    listed = (recent.RecentStudy(scene.study.folder.name, TODAY),)
    monkeypatch.setattr(home_screen, "recent_studies", lambda: listed)

    async def look(pilot: Pilot[None]) -> None:
        await arrived(pilot, HomeScreen)
        await shows(pilot, "Recent studies Cedar Coffee 13 interviews, opened today 12:00")

    assert snap_compare(WizardApp(), terminal_size=size, run_before=look)


@each_size
def test_new_study(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await pilot.press("n")
        await arrived(pilot, NewStudyScreen)
        await shows(pilot, "Who are the competitors?", "20,000 40,000 60,000 100,000")

    assert snap_compare(WizardApp(), terminal_size=size, run_before=look)


STUDY_PICTURES: dict[str, tuple[tuple[str, ...], type, str]] = {
    "study": ((), StudyScreen, "13 interviews"),
    "guide": (("g",), GuideMenu, "Of whom?"),
    "help": (("f1",), HelpScreen, "The words of the field"),
    "persona": (("p",), PersonaScreen, "General information"),
    "evidence": (("p", "down", "enter"), EvidenceScreen, "8 of 10"),
    "our_reading": (("p", "w"), OurReadingScreen, "rests on"),
    "citing": (("p", "w", "c"), CitingScreen, "claims marked"),
    "export": (("e",), ExportScreen, "things are missing"),
    "words": (("w",), WordsScreen, "Cedar Coffee · words"),
    "composing": (("o", "plus", "full_stop"), ComposingScreen, "No claim in hand yet."),
    "code_book": (("o", "b", "down"), CodeBookScreen, "for example"),
    "tagged_lines": (("o", "b", "enter", "space"), TaggedLines, "1 of"),
    "matrix": (("a", "right", "space"), MatrixScreen, "1 marked"),
}


@each_size
@pytest.mark.parametrize("name", STUDY_PICTURES)
def test_study(snap_compare: Compare, scene: Scene, name: str, size: tuple[int, int]) -> None:
    keys, screen, words = STUDY_PICTURES[name]

    async def look(pilot: Pilot[None]) -> None:
        await arrived(pilot, StudyScreen)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        await arrived(pilot, screen)
        await shows(pilot, words)

    app = WizardApp(scene.study.folder)
    assert snap_compare(app, terminal_size=size, run_before=look)


PERSONAS_PICTURES: dict[str, tuple[tuple[str, ...], type, str]] = {
    "personas": ((), PersonasScreen, "Both make a rite of it"),
    "personas_compared": (("c",), PersonasComparedScreen, "Where they differ most"),
}


@each_size
@pytest.mark.parametrize("name", PERSONAS_PICTURES)
def test_personas(snap_compare: Compare, scene: Scene, name: str, size: tuple[int, int]) -> None:
    keys, screen, words = PERSONAS_PICTURES[name]
    who = {i.pseudonym: i.participant for i in scene.study.interviews().interviews}
    for persona, pair, why in (
        ("Ritual Ruth", ("P05", "P08"), "Both make a rite of it"),
        ("Price-watch Pat", ("P02", "P07"), "Both compare prices first"),
    ):
        new_persona(scene.study, persona, [who[one] for one in pair], why)

    async def look(pilot: Pilot[None]) -> None:
        await pilot.press("p")
        await arrived(pilot, PersonaScreen)
        await pilot.press("s")
        await arrived(pilot, PersonasScreen)
        await pilot.press(*keys)
        await arrived(pilot, screen)
        await shows(pilot, words)

    app = WizardApp(scene.study.folder)
    assert snap_compare(app, terminal_size=size, run_before=look)


INTERVIEW_PICTURES: dict[str, tuple[tuple[str, ...], str, type, str]] = {
    "open": (("end",), "no lid\n> It ", InterviewScreen, "1 quote"),
    "state": (("ctrl+r",), "", StateMenu, "declined"),
    "note": (("ctrl+o",), "the dog", NoteBox, "A note, filed later."),
    "finder": (("ctrl+f",), "", Finder, "What work do you do?"),
    "read_through": (("f4",), "", ReadThroughScreen, "not finished"),
    "claim_box": (
        ("f4", "home", "down", "down", "plus"),
        "",
        ClaimBox,
        "Which claim does this support?",
    ),
}


@each_size
@pytest.mark.parametrize("name", INTERVIEW_PICTURES)
def test_interview(snap_compare: Compare, scene: Scene, name: str, size: tuple[int, int]) -> None:
    keys, typed, screen, words = INTERVIEW_PICTURES[name]

    async def look(pilot: Pilot[None]) -> None:
        await arrived(pilot, InterviewScreen)
        await at(pilot, "product-problems")
        await pilot.press(*keys)
        await type_in(pilot, typed)
        await arrived(pilot, screen)
        await shows(pilot, words)
        # These cover the word that says so.
        if screen not in (ReadThroughScreen, ClaimBox, Finder):
            await all_saved(pilot)

    app = WizardApp(scene.study.folder, scene.unfinished)
    assert snap_compare(app, terminal_size=size, run_before=look)


QUESTION_PICTURES: dict[str, tuple[str, tuple[str, ...], str]] = {
    "opening": ("@opening", ("y", "n"), "[–] You may quote my words"),
    "choices": ("information-sources", ("1", "down", "down", "space"), "[x] 3"),
    "scale": ("satisfaction", ("7", "tab"), "completely"),
}


@each_size
@pytest.mark.parametrize("name", QUESTION_PICTURES)
def test_question(
    snap_compare: Compare,
    first_question: Callable[[str], WizardApp],
    name: str,
    size: tuple[int, int],
) -> None:
    place, keys, words = QUESTION_PICTURES[name]

    async def look(pilot: Pilot[None]) -> None:
        await arrived(pilot, InterviewScreen)
        await at(pilot, place)
        for key in keys:
            await pilot.press(key)
        await shows(pilot, words)
        await all_saved(pilot)

    assert snap_compare(first_question(place), terminal_size=size, run_before=look)


# A question of each kind, half answered: what is pressed there, and what then stands there.
KIND_PICTURES: dict[str, tuple[str, str, str]] = {
    "open": ("short-term-goals", "mornings\n> my own #time", "1 quote"),
    "short": ("uses-today", "a thermos", "a thermos"),
    "number": ("weeks", "6", "6"),
    "one": ("buying-role", "2", "(•) 2"),
    "many": ("information-sources", "12", "[x] 2"),
    "scale": ("satisfaction", "7", "(7)"),
    "yes-no": ("bought-before", "y", "(•) 1"),
    "bands": ("age-group", "2", "(•) 2"),
}


@each_size
@pytest.mark.parametrize("theme", ["persona-dark", "persona-light", "ansi-dark"])
@pytest.mark.parametrize("kind", KIND_PICTURES)
def test_kind(
    snap_compare: Compare,
    study: StudyFolder,
    begun: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    theme: str,
    size: tuple[int, int],
) -> None:
    place, typed, words = KIND_PICTURES[kind]
    monkeypatch.setenv("TEXTUAL_THEME", theme)

    async def look(pilot: Pilot[None]) -> None:
        screen = await arrived(pilot, InterviewScreen)
        await screen.go(place)
        await at(pilot, place)
        await type_in(pilot, typed)
        await shows(pilot, words)
        await all_saved(pilot)

    app = WizardApp(study.folder, begun())
    assert snap_compare(app, terminal_size=size, run_before=look)


BANK_PICTURES: dict[str, tuple[tuple[str, ...], type, str]] = {
    "list": ((), BanksScreen, "The original has moved on"),
    "check": (("down", "enter"), BanksScreen, "suggests an answer"),
    "faults": (("down", "down"), BanksScreen, "It can't be used"),
    "difference": (("d",), BanksScreen, "since it was copied"),
    "search": (("slash", *"MADE", "down", "down"), BanksScreen, "Not used"),
    "copy": (("c",), AskPlace, "onto your shelf"),
    "new": (("n",), NewBankScreen, "Whom is it for?"),
}


@each_size
@pytest.mark.parametrize("name", BANK_PICTURES)
def test_banks(
    snap_compare: Compare,
    study: StudyFolder,
    name: str,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys, screen, words = BANK_PICTURES[name]
    mine, for_all = study_folder_of_banks(study.folder), own_folder()
    # The banks that ship change, and are no part of the picture.
    monkeypatch.setattr(banks_screen, "shelf_for", lambda _: Shelf(mine, for_all))
    for_all.mkdir(parents=True)
    (mine / "every-kind.md").unlink()
    (mine / "leading.md").write_text(
        EVERY_KIND.replace("id: every-kind", "id: leading")
        .replace("audience: prospects", "audience: any")
        .replace("How happy", "Why so happy")
        .replace("What got", "Don't you know what got")
    )
    (mine / "unfinished.md").write_text(
        EVERY_KIND.replace("id: every-kind", "id: unfinished").replace(".scale", ".scales")
    )
    (for_all / "every-kind.md").write_text(EVERY_KIND)
    copy_bank(Shelf(for_all), "every-kind", mine)
    (for_all / "every-kind.md").write_text(EVERY_KIND.replace("Who made", "Who really made"))

    async def look(pilot: Pilot[None]) -> None:
        await arrived(pilot, StudyScreen)
        await pilot.press("b")
        browser = await arrived(pilot, BanksScreen)
        await until(lambda: bool(browser._listed))
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        await arrived(pilot, screen)
        await shows(pilot, words)

    app = WizardApp(study.folder)
    assert snap_compare(app, terminal_size=size, run_before=look)
