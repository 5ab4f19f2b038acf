"""Hostile text in every place of a study, on every screen: shown as it was typed, obeyed nowhere.

A study holds hundreds of the strings at once, most of them as somebody's hand or another program
would have left them in its files: with control codes. Each walk opens the screens on it.

Every string in every place: PERSONA_WIZARD_HOSTILE=all python -m pytest <this file>
"""

import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import pytest
from another_process import held_elsewhere
from hostile_reading import look, looked, missing_of
from hostile_study import OWN, Chunk, every_string, hostile_bank, hostile_study, worded
from pages import DATA
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import OptionList
from tui_reading import settled, wizard

from persona_wizard.model.text import clean_line
from persona_wizard.studies.interviews import resume_interview
from persona_wizard.studies.opening import new_study
from persona_wizard.tui.screens.ask import Ask, Confirm
from persona_wizard.tui.screens.bank_change import BankChangeScreen
from persona_wizard.tui.screens.banks import BanksScreen
from persona_wizard.tui.screens.citing import CitingScreen
from persona_wizard.tui.screens.claim_box import ClaimBox
from persona_wizard.tui.screens.code_book import CodeBookScreen
from persona_wizard.tui.screens.composing import ComposingScreen
from persona_wizard.tui.screens.conflicts import ConflictsScreen
from persona_wizard.tui.screens.erase_person import ErasePersonScreen
from persona_wizard.tui.screens.evidence import EvidenceScreen
from persona_wizard.tui.screens.export import ExportScreen
from persona_wizard.tui.screens.finder import Finder
from persona_wizard.tui.screens.guide_menu import GuideMenu
from persona_wizard.tui.screens.help import HelpScreen
from persona_wizard.tui.screens.home import HomeScreen
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.interview_menu import InterviewMenu
from persona_wizard.tui.screens.line_box import LineBox
from persona_wizard.tui.screens.look_after import LookAfterScreen
from persona_wizard.tui.screens.looking import LookingScreen
from persona_wizard.tui.screens.marked_lines import TaggedLines, ThemeLines
from persona_wizard.tui.screens.matrix import MatrixScreen
from persona_wizard.tui.screens.new_interview import NewInterviewScreen
from persona_wizard.tui.screens.new_study import NewStudyScreen
from persona_wizard.tui.screens.note_box import NoteBox
from persona_wizard.tui.screens.only_read_through import OnlyReadThroughScreen
from persona_wizard.tui.screens.our_reading import OurReadingScreen
from persona_wizard.tui.screens.persona import PersonaScreen
from persona_wizard.tui.screens.personas import PersonasScreen
from persona_wizard.tui.screens.personas_compared import PersonasComparedScreen
from persona_wizard.tui.screens.place_in_interview import PlaceInInterview
from persona_wizard.tui.screens.read_through import ReadThroughScreen
from persona_wizard.tui.screens.revisions import Revisions
from persona_wizard.tui.screens.sentence_box import SentenceBox
from persona_wizard.tui.screens.state_menu import StateMenu
from persona_wizard.tui.screens.study import StudyScreen
from persona_wizard.tui.screens.tag_box import TagBox
from persona_wizard.tui.screens.themes import ThemesScreen
from persona_wizard.tui.screens.which_claim import WhichClaim
from persona_wizard.tui.screens.whom_box import WhomBox
from persona_wizard.tui.screens.words import WordsScreen

ScreenKind = TypeVar("ScreenKind", bound=Screen)
SIZE = (120, 40)
AT_ONCE = 80
# The interview in which everything was said.
FIRST = "0" * 12
ALL = os.environ.get("PERSONA_WIZARD_HOSTILE") == "all"


def chunks() -> list[tuple[str, ...]]:
    """The strings, so many at once; without ALL one such lot, drawn from all over them."""
    if not (DATA / "naughty-strings").is_dir():
        return [()]
    strings = every_string()
    if not ALL:
        rest = strings[len(OWN) :]
        step = len(rest) // (AT_ONCE - len(OWN))
        return [(*OWN, *rest[::step])]
    return [tuple(strings[n : n + AT_ONCE]) for n in range(0, len(strings), AT_ONCE)]


@pytest.fixture(params=range(len(chunks())))
def held(request: pytest.FixtureRequest, tmp_path: Path) -> Chunk:
    """A study of some of the strings; skips aloud where they are not there."""
    every_string()
    return hostile_study(tmp_path / "study", chunks()[request.param])


async def on(pilot: Pilot[None], kind: type[ScreenKind]) -> ScreenKind:
    """The topmost screen, once it is of this kind; reading so much takes its time."""
    end = time.monotonic() + 20
    while not isinstance(pilot.app.screen, kind):
        assert time.monotonic() < end, f"{type(pilot.app.screen).__name__}, no {kind.__name__}"
        await settled(pilot)
        if pilot.app._exception is not None:
            raise pilot.app._exception
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    return screen


class Walk:
    """Presses keys, and looks at each screen that they lead to."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot

    async def to(
        self,
        kind: type[ScreenKind],
        *keys: str,
        shows: Iterable[str] = (),
        letters: int | None = None,
    ) -> ScreenKind:
        """The screen that these keys lead to, which shows these strings."""
        for key in keys:
            await self.pilot.press(key)
            await settled(self.pilot)
        screen = await on(self.pilot, kind)
        await looked(self.pilot, shows, letters)
        return screen

    async def over(self, back: type[ScreenKind], box: type[Screen], *keys: str) -> None:
        """A box over a screen, looked at and left."""
        await self.to(box, *keys)
        await self.to(back, "escape")


def two_versions(chunk: Chunk) -> None:
    """Let the first interview have two versions, in which every string is said otherwise."""
    sitting = resume_interview(chunk.store, FIRST)
    path = chunk.store.folder / "interviews" / f"{FIRST}.json"
    theirs = path.read_bytes().replace(b"#shared", b"#theirs")
    arrived = chunk.store.folder / "arrived"
    arrived.write_bytes(theirs)
    os.replace(arrived, path)
    sitting.session.write("uses", None, chunk.strings[-1])
    sitting.close()


async def test_the_persona_and_all_that_is_decided_of_it(held: Chunk) -> None:
    strings = held.strings
    async with wizard(held.store, size=SIZE) as pilot:
        walk = Walk(pilot)
        people = [one.pseudonym for one in held.store.interviews().interviews]
        await walk.to(StudyScreen, shows=[clean_line(one)[:3] for one in people])
        persona = await walk.to(PersonaScreen, "p", shows=strings)
        rows = persona._rows
        for number, row in enumerate(rows.shown):
            if row.claims and number % 9 == 0:
                rows.highlighted = number
                await walk.over(PersonaScreen, EvidenceScreen, "enter")
        rows.highlighted = next(
            n for n, r in enumerate(rows.shown) if len(r.claims) == 1 and r.claims[0].wording
        )
        await walk.over(PersonaScreen, SentenceBox, "r")
        rows.highlighted = next(n for n, r in enumerate(rows.shown) if len(r.claims) > 1)
        await walk.over(PersonaScreen, WhichClaim, "x")
        await walk.over(PersonaScreen, Ask, "n")
        await walk.over(PersonaScreen, Finder, "ctrl+f")
        await walk.to(PersonaScreen, "f")
        await walk.to(OurReadingScreen, "w", shows=strings)
        await walk.over(OurReadingScreen, SentenceBox, "enter")
        await walk.over(OurReadingScreen, WhomBox, "w")
        await walk.to(CitingScreen, "c")
        await walk.over(CitingScreen, Finder, "ctrl+f")
        await walk.to(OurReadingScreen, "escape")
        await walk.to(OurReadingScreen, "x")
        await walk.to(OurReadingScreen, "ctrl+z", shows=strings)


async def test_personas_side_by_side_and_who_answers_alike(held: Chunk) -> None:
    async with wizard(held.store, size=SIZE) as pilot:
        walk = Walk(pilot)
        await walk.to(PersonaScreen, "p")
        names = [one.name for one in held.store.study().personas]
        lines = [one.tagline for one in held.store.study().personas]
        await walk.to(PersonasScreen, "s", shows=[*names, *lines])
        await walk.over(PersonasScreen, Ask, "e")
        await walk.over(PersonasScreen, Confirm, "x")
        await walk.to(PersonasComparedScreen, "c", shows=[clean_line(n)[:8] for n in names[1:3]])
        await walk.to(EvidenceScreen, "enter")
        await walk.to(PersonasScreen, "escape", "escape")
        await walk.to(MatrixScreen, "down", "a")
        await walk.to(MatrixScreen, "right", "space", "down")
        await walk.to(WhichClaim, "g")
        await walk.to(Ask, "1")
        await walk.to(MatrixScreen, "escape")


async def test_composing_and_the_code_book(held: Chunk) -> None:
    strings = held.strings
    async with wizard(held.store, size=SIZE) as pilot:
        walk = Walk(pilot)
        composing = await walk.to(ComposingScreen, "o")
        under: set[str] = set()
        for _ in range(6):
            composing = await walk.to(ComposingScreen, "ctrl+n")
            under |= set(strings) - set(missing_of(pilot.app, strings))
        assert under == set(strings)
        while not composing._found.get(composing._heading):
            await walk.to(ComposingScreen, "ctrl+n")
        await walk.over(ComposingScreen, Finder, "ctrl+f")
        await walk.to(ComposingScreen, "space", "space")
        await walk.over(ComposingScreen, SentenceBox, "c")
        await walk.over(ComposingScreen, SentenceBox, "h")
        await walk.over(ComposingScreen, TagBox, "t")
        await walk.to(PlaceInInterview, "enter")
        await walk.to(ComposingScreen, "escape")
        await walk.to(ComposingScreen, "tab")
        await walk.over(ComposingScreen, EvidenceScreen, "enter")
        await walk.over(ComposingScreen, SentenceBox, "e")
        await walk.over(ComposingScreen, Confirm, "x")
        await walk.to(ComposingScreen, "tab")
        book = await walk.to(CodeBookScreen, "b")
        for number, entry in enumerate(book._entries):
            if number % 10 == 0:
                book.query_one(OptionList).highlighted = number
                await looked(pilot, [entry.code.definition, entry.code.example])
        await walk.over(CodeBookScreen, Finder, "ctrl+f")
        await walk.over(CodeBookScreen, SentenceBox, "d")
        await walk.over(CodeBookScreen, SentenceBox, "e")
        await walk.over(CodeBookScreen, TagBox, "m")
        book.query_one(OptionList).highlighted = 0
        await walk.to(TaggedLines, "enter")
        await walk.to(CodeBookScreen, "escape")
        await walk.to(ComposingScreen, "escape")
        found = (one for ones in composing._found.values() for one in ones)
        one = next(one for one in found if one.key.question == "short-term-goals")
        while composing._heading != one.heading:
            await walk.to(ComposingScreen, "ctrl+n")
        composing._said_list.go_to(one.key)
        themes = await walk.to(ThemesScreen, "d")
        if themes._drafts.themes:
            await walk.over(ThemesScreen, TagBox, "t")
            await walk.to(ThemeLines, "enter")


async def test_pages_and_data_before_they_are_written(held: Chunk) -> None:
    names = [one.title for one in held.store.study().departments]
    async with wizard(held.store, size=SIZE) as pilot:
        walk = Walk(pilot)
        await walk.to(ExportScreen, "e", shows=[held.strings[0]])
        for _ in range(5):
            await walk.to(ExportScreen, "f")
        await walk.to(ExportScreen, "d", shows=names[:1])
        await walk.over(ExportScreen, Ask, "o")
        await walk.to(ExportScreen, "d", "d", "d")
        await walk.to(ExportScreen, "pagedown")
        await walk.to(Confirm, "w")
        await walk.to(ExportScreen, "y")
        await walk.to(Confirm, "w")
        await walk.over(ExportScreen, Confirm, "y")
        await walk.to(StudyScreen, "escape")
    exports = held.store.folder / "exports"
    written = [path for path in exports.rglob("*") if path.is_file()]
    assert len([path for path in written if path.suffix == ".md"]) == 1
    assert all(path.name.isprintable() for path in written)


async def test_the_study_its_words_and_its_care(held: Chunk) -> None:
    strings = held.strings
    two_versions(held)
    own = held.store.folder / "question_banks" / "hostile.md"
    async with wizard(held.store, size=SIZE) as pilot:
        walk = Walk(pilot)
        await walk.to(StudyScreen)
        await walk.over(StudyScreen, Finder, "ctrl+f")
        await walk.over(StudyScreen, HelpScreen, "f1")
        await walk.to(InterviewMenu, "i")
        await walk.over(StudyScreen, Finder, "a")
        await walk.to(InterviewMenu, "i")
        await walk.over(StudyScreen, Ask, "p")
        await walk.to(InterviewMenu, "i")
        await walk.over(StudyScreen, Confirm, "d")
        await walk.to(InterviewMenu, "i")
        await walk.over(StudyScreen, ErasePersonScreen, "x")
        await walk.to(InterviewMenu, "i")
        await walk.to(StudyScreen, "e")
        await walk.over(StudyScreen, GuideMenu, "g")
        await walk.over(StudyScreen, Confirm, "f")
        await walk.to(WordsScreen, "w", shows=[*strings[:2], *strings[3:12]])
        await walk.to(StudyScreen, "escape")
        await walk.to(NewInterviewScreen, "n")
        await walk.to(StudyScreen, "escape")
        conflicts = await walk.to(ConflictsScreen, "c")
        await walk.over(ConflictsScreen, Confirm, "o")
        await walk.to(Confirm, "b")
        await pilot.press("y")
        await on(pilot, StudyScreen)
        assert not conflicts.is_attached
        await walk.to(LookAfterScreen, "d")
        await walk.to(StudyScreen, "escape")
        await walk.to(BanksScreen, "b")
        await walk.to(BanksScreen, "enter")
        await walk.to(BanksScreen, "slash", *"foo")
        await walk.to(StudyScreen, "enter", "escape", "escape")
        # The bank moves on: every wording is another, and some choices went.
        own.write_text(hostile_bank(strings[3:] + strings[:3]))
        await walk.to(HomeScreen, "escape", shows=strings[:1])
        await walk.to(BankChangeScreen, "home", "enter")
        await walk.to(BankChangeScreen, "enter")
        await walk.to(StudyScreen, "s")
        await walk.to(HomeScreen, "escape")
        await walk.to(NewStudyScreen, "n")


async def test_an_interview_and_reading_it_through(held: Chunk) -> None:
    asked = set()
    async with wizard(held.store, FIRST, size=SIZE) as pilot:
        walk = Walk(pilot)
        screen = await walk.to(InterviewScreen)
        everything = {question.id for question in screen._session.walk()}
        # Every question, and the Closing.
        for _ in range(len(everything) + 1):
            screen = await walk.to(InterviewScreen, "ctrl+n")
            asked.add(screen._session.place)
            if screen._session.place == "short-term-goals":
                await walk.over(InterviewScreen, Revisions, "ctrl+e")
                await walk.over(InterviewScreen, StateMenu, "ctrl+r")
        assert everything < asked
        await walk.over(InterviewScreen, NoteBox, "ctrl+o")
        await walk.over(InterviewScreen, Finder, "ctrl+f")
        await walk.to(InterviewScreen, "f3")
        await walk.to(InterviewScreen, "f3")
        reading = await walk.to(ReadThroughScreen, "f4", shows=held.strings)
        await walk.over(ReadThroughScreen, Finder, "ctrl+f")
        rows, options = reading._shown, reading.query_one(OptionList)
        options.highlighted = next(n for n, row in enumerate(rows) if row.note)
        await walk.over(ReadThroughScreen, LineBox, "e")
        await walk.over(ReadThroughScreen, Finder, "g")
        await walk.over(ReadThroughScreen, Confirm, "x")
        options.highlighted = next(n for n, row in enumerate(rows) if row.line is not None)
        await walk.over(ReadThroughScreen, LineBox, "e")
        await walk.over(ReadThroughScreen, TagBox, "t")
        await walk.over(ReadThroughScreen, ClaimBox, "plus")
        await walk.over(ReadThroughScreen, ClaimBox, "minus")
        await walk.over(ReadThroughScreen, InterviewMenu, "m")
        await walk.over(ReadThroughScreen, Confirm, "d")


async def test_an_interview_that_somebody_else_writes(held: Chunk) -> None:
    with held_elsewhere(held.store, FIRST):
        async with wizard(held.store, FIRST, size=SIZE) as pilot:
            walk = Walk(pilot)
            await walk.to(LookingScreen)
            await walk.to(LookingScreen, "ctrl+n", "ctrl+n")
            await walk.to(LookingScreen, "ctrl+s")
            await walk.over(LookingScreen, Finder, "ctrl+f")
            await walk.to(OnlyReadThroughScreen, "f4", shows=held.strings)


async def test_the_top_of_a_screen_takes_any_title(tmp_path: Path) -> None:
    """Every screen says where it is, how that stands and what is saved with the same band."""
    store = new_study(tmp_path / "tea", "Tea")
    strings = worded(every_string())
    async with wizard(store) as pilot:
        screen = await on(pilot, StudyScreen)
        for start in range(0, len(strings), 20):
            some = " ".join(strings[start : start + 20])
            screen.tell(some, some, some)
            look(pilot.app)


@pytest.mark.parametrize(
    "name", [b"[red]x[/red]", b"[/closed]", b"\x1b]0;owned\x07[", b"caf\xe9", b"@new", b"a\nb"]
)
async def test_a_folder_of_any_name_is_opened_and_left(name: bytes, tmp_path: Path) -> None:
    store = new_study(tmp_path / os.fsdecode(name), "Tea")
    async with wizard(store) as pilot:
        walk = Walk(pilot)
        await walk.to(StudyScreen)
        await walk.to(ExportScreen, "e")
        await walk.to(Confirm, "w")
        await walk.to(ExportScreen, "y")
        await walk.to(StudyScreen, "escape")
        await walk.to(HomeScreen, "escape")
    assert [path.name for path in (store.folder / "exports").glob("*.md")] == ["persona.md"]
