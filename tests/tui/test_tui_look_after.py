"""Looking after a study from its screen: every file looked at, put right at one key; read only."""

import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from tui_reading import arrived, no_longer_shows, settled, shows, told, until, wizard, words_of

from persona_wizard.store import Overview, StudyFolder
from persona_wizard.store.findings import Finding, Progress
from persona_wizard.studies import doctor
from persona_wizard.studies.doctor import Report
from persona_wizard.studies.erasing import erase_person, person_to_erase
from persona_wizard.studies.interviews import resume_interview
from persona_wizard.studies.reading import read_study
from persona_wizard.studies.recent import remember
from persona_wizard.tui import how_far, study_findings
from persona_wizard.tui.app import WizardApp, run_wizard
from persona_wizard.tui.screens.ask import Confirm
from persona_wizard.tui.screens.bank_change import BankChangeScreen
from persona_wizard.tui.screens.export import ExportScreen
from persona_wizard.tui.screens.help import HelpScreen
from persona_wizard.tui.screens.interview_menu import InterviewMenu
from persona_wizard.tui.screens.look_after import LookAfterScreen
from persona_wizard.tui.screens.looking import LookingScreen
from persona_wizard.tui.screens.study import StudyScreen

Begin = Callable[..., str]
Lose = Callable[[WizardApp, StudyScreen], Awaitable[object]]
DAMAGED = b'{"meta": {"1": {"schema": 1, "id": "01'


@pytest.fixture
def closed(study: StudyFolder, begun: Begin) -> str:
    """An interview with an answer, closed in good order and so backed up, in a sound study."""
    (study.folder / "question_banks" / "every-kind.md").chmod(0o600)
    interview = begun("P01")
    sitting = resume_interview(study, interview)
    sitting.session.write("short-term-goals", None, "calm mornings")
    sitting.close()
    return interview


def file_of(study: StudyFolder, interview: str) -> Path:
    return study.folder / "interviews" / f"{interview}.json"


def newer(study: StudyFolder) -> None:
    """Leave the study as a newer version would have written it."""
    path = study.folder / "study.json"
    path.write_bytes(path.read_bytes().replace(b'"schema": 1', b'"schema": 2'))


def files(study: StudyFolder) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in study.folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("key", ["y", "enter"])
async def test_it_looks_first_and_puts_right_when_asked(
    study: StudyFolder, closed: str, key: str
) -> None:
    own = file_of(study, closed)
    own.write_bytes(DAMAGED)
    async with wizard(study) as pilot:
        await shows(
            pilot,
            f"interviews/{closed}.json: it is cut off in the middle",
            "; D puts right what can be.",
        )
        await pilot.press("d")
        await arrived(pilot, LookAfterScreen)
        await shows(
            pilot,
            "Tea · every file 1 found",
            f"interviews/{closed}.json can't be read: it is cut off in the middle",
            "Nothing was changed so far. Y puts right what can be; nothing is deleted.",
        )
        assert own.read_bytes() == DAMAGED
        await pilot.press(key)
        await shows(pilot, "Put right ✓ P01 (prospect, ", "is back", "1 put right.")
        await no_longer_shows(pilot, "left for you")
        assert "calm mornings" in own.read_text()
        assert [p.read_bytes() for p in (study.folder / "quarantine").iterdir()] == [DAMAGED]
        # There is nothing more to do: the key does nothing.
        await pilot.press(key)
        await shows(pilot, "1 put right.")
        await pilot.press("escape")
        await arrived(pilot, StudyScreen)
        await shows(pilot, "1 interview ·", "P01 prospect")
        await no_longer_shows(pilot, "puts right")


async def test_what_only_a_person_can_do_is_left_and_said(study: StudyFolder, closed: str) -> None:
    file_of(study, closed).write_bytes(DAMAGED)
    other = study.folder / "interviews" / "package.json"
    other.touch(0o600)
    other.write_text('{"name": "x"}')
    async with wizard(study) as pilot:
        await shows(pilot, "2 files can’t be read, one is interviews/", "D puts right what can be.")
        await pilot.press("d")
        await arrived(pilot, LookAfterScreen)
        await shows(pilot, "2 found")
        await pilot.press("y")
        await shows(
            pilot,
            "Left for you • interviews/package.json:",
            "Put right ✓ P01 (prospect, ",
            "1 put right. 1 left for you: each line says what to do.",
        )


async def test_what_cannot_be_put_right_from_here_is_said(study: StudyFolder, closed: str) -> None:
    file_of(study, closed).unlink()
    (study.folder / ".locks" / f"{closed}.lock").unlink(missing_ok=True)
    async with wizard(study) as pilot:
        await pilot.press("d")
        await arrived(pilot, LookAfterScreen)
        await shows(pilot, "1 found", "it is a backup of interviews/", "Y put right")
        await pilot.press("y")
        await shows(pilot, "Nothing more can be put right from here: each line says")


async def test_a_sound_study_is_well(study: StudyFolder, closed: str) -> None:
    async with wizard(study) as pilot:
        assert "puts right" not in await shows(pilot, "1 interview")
        await pilot.press("d")
        await arrived(pilot, LookAfterScreen)
        await shows(pilot, "Tea · every file all is well", "All is well: every file can be read")
        # A key that would do nothing is not offered.
        assert "put right" not in words_of(pilot.app)
        await pilot.press("y", "enter")
        await arrived(pilot, LookAfterScreen)


async def test_texts_of_files_are_only_words(
    study: StudyFolder, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = Finding("a[/b].json", "it [int]\x1b]2;x\x07 is\x9b31m", "Nothing\u202e")
    monkeypatch.setattr(doctor, "look", lambda folder, progress: Report((finding,), (finding,)))
    async with wizard(study) as pilot:
        await pilot.press("d")
        await shows(pilot, "• a[/b].json: it [int] is. Nothing.", "Being written, and left alone")


async def test_how_far_it_is_stands_on_the_screen_and_keys_go_on(
    study: StudyFolder, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = threading.Event()

    def slow(folder: Path, progress: Progress) -> Report:
        progress(1200, 10_000)
        seen.wait(5)
        return Report()

    monkeypatch.setattr(how_far, "QUIET", 0.0)
    monkeypatch.setattr(doctor, "look", slow)
    async with wizard(study) as pilot:
        await pilot.press("d")
        await shows(pilot, "Tea · every file looking…", "looking: 1,200 of 10,000")
        await pilot.press("y", "f1")
        await shows(pilot, "Looking after a study")
        await pilot.press("escape")
        seen.set()
        await shows(pilot, "all is well")
        await no_longer_shows(pilot, "looking")


async def test_whoever_leaves_while_it_looks_is_told_nothing_more(
    study: StudyFolder, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, looked_on = threading.Event(), threading.Event()

    def slow(folder: Path, progress: Progress) -> Report:
        left.wait(5)
        progress(1, 2)
        looked_on.set()
        return Report((Finding("a", "b", "c"),))

    monkeypatch.setattr(how_far, "QUIET", 0.0)
    monkeypatch.setattr(doctor, "look", slow)
    async with wizard(study) as pilot:
        await pilot.press("d")
        await shows(pilot, "looking…")
        await pilot.press("escape")
        await shows(pilot, "1 interview")
        left.set()
        await arrived(pilot, StudyScreen)
    assert not looked_on.is_set()


async def test_what_is_being_put_right_is_brought_to_its_end(
    study: StudyFolder, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, ended = threading.Event(), threading.Event()

    def slow(folder: Path, progress: Progress) -> Report:
        left.wait(5)
        progress(1, 2)
        ended.set()
        return Report()

    file_of(study, closed).write_bytes(DAMAGED)
    monkeypatch.setattr(doctor, "put_right", slow)
    async with wizard(study) as pilot:
        await pilot.press("d")
        await shows(pilot, "1 found")
        await pilot.press("y")
        await shows(pilot, "putting right…")
        await pilot.press("escape")
        await until(lambda: isinstance(pilot.app.screen, StudyScreen))
        left.set()
        await until(ended.is_set)


async def test_a_study_that_is_gone_is_told(
    study: StudyFolder, closed: str, tmp_path: Path
) -> None:
    async with wizard(study) as pilot:
        await shows(pilot, "1 interview")
        study.folder.rename(tmp_path / "elsewhere")
        await pilot.press("d")
        await arrived(pilot, LookAfterScreen)
        await shows(pilot, "not looked at")
        assert any("is no study" in line for line in told(pilot.app))


# Reading a large study


@asynccontextmanager
async def wizard_at_once(study: StudyFolder) -> AsyncIterator[Pilot[None]]:
    """The wizard at a study, without waiting until it is read."""
    async with WizardApp(study.folder).run_test(size=(80, 24), notifications=True) as pilot:
        yield pilot


async def test_a_long_reading_says_how_far_it_is(
    study: StudyFolder, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = threading.Event()

    checked = StudyFolder.checked_overview

    def slow(store: StudyFolder, progress: Progress) -> Overview:
        progress(3200, 10_000)
        seen.wait(5)
        return checked(store, progress)

    monkeypatch.setattr(how_far, "QUIET", 0.0)
    monkeypatch.setattr(how_far, "EVERY", 0.0)
    monkeypatch.setattr(StudyFolder, "checked_overview", slow)
    async with wizard_at_once(study) as pilot:
        app = pilot.app
        await shows(pilot, "Tea reading… ━━━───────── 32 % 3,200 of 10,000")
        await pilot.press("f1")
        await until(lambda: isinstance(app.screen, HelpScreen))
        await pilot.press("escape")
        seen.set()
        await shows(pilot, "1 interview ·", "P01 prospect")
        await no_longer_shows(pilot, "reading…")


@pytest.mark.parametrize(
    "lose",
    [lambda app, screen: app._prune(screen), lambda app, screen: screen.remove_children()],
    ids=["as a program that ends does", "its rows first"],
)
async def test_a_screen_that_lost_its_widgets_is_left_alone(
    study: StudyFolder, closed: str, lose: Lose
) -> None:
    async with wizard_at_once(study) as pilot:
        await shows(pilot, "P01 prospect")
        screen = pilot.app.screen
        assert isinstance(screen, StudyScreen)
        await settled(pilot)
        # The screen stands on the stack until all of them have lost their widgets.
        await lose(pilot.app, screen)
        screen.on_screen_resume()
        screen._show_early((), frozenset())
        assert not screen.is_open


async def test_the_list_is_there_before_everything_is_counted(
    study: StudyFolder, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = threading.Event()
    real = study_findings.draw_of_everyone

    def slow(*known: object) -> object:
        seen.wait(5)
        return real(*known)

    monkeypatch.setattr(how_far, "QUIET", 0.0)
    monkeypatch.setattr(study_findings, "draw_of_everyone", slow)
    async with wizard_at_once(study) as pilot:
        await shows(pilot, "1 interview · counting what is known…", "P01 prospect")
        seen.set()
        await shows(pilot, "1 interview · p", "What is known")


def test_reading_tells_of_every_file_whether_it_can_be_read_or_not(
    study: StudyFolder, closed: str, begun: Begin
) -> None:
    begun("P02")
    file_of(study, closed).write_bytes(DAMAGED)
    told_of: list[tuple[int, int]] = []
    read_study(study, lambda done, of: told_of.append((done, of)))
    assert told_of == [(0, 2), (1, 2), (2, 2)]


async def test_a_short_reading_says_nothing(
    study: StudyFolder, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    real = StudyScreen.tell

    def tell(screen: StudyScreen, *words: str) -> None:
        said.append(" ".join(words))
        real(screen, *words)

    monkeypatch.setattr(StudyScreen, "tell", tell)
    async with wizard(study) as pilot:
        await shows(pilot, "1 interview ·")
    assert [line for line in said if " of " in line or "counting" in line] == []


# Read only


async def test_a_study_of_a_newer_version_says_so_and_refuses_in_one_line(
    study: StudyFolder, closed: str
) -> None:
    newer(study)
    before = files(study)
    async with wizard(study) as pilot:
        await shows(
            pilot,
            "1 interview · proto read only",
            "A newer Persona Wizard wrote this study: here it is only read.",
        )
        for number, key in enumerate("nwf", start=1):
            await pilot.press(key)
            await until(lambda number=number: len(told(pilot.app)) == number)
            await arrived(pilot, StudyScreen)
        await pilot.press("i", "a", "enter")
        await until(lambda: len(told(pilot.app)) == 4)
        for line in told(pilot.app):
            assert "study.json can only be read: a newer Persona Wizard wrote it" in line
            assert line.endswith("Update Persona Wizard to write in it.")
        await arrived(pilot, StudyScreen)
        await pilot.press("enter")
        await arrived(pilot, LookingScreen)
        await pilot.press("ctrl+n")
        await shows(pilot, "read only", "calm mornings")
        await pilot.press("ctrl+q")
        await arrived(pilot, StudyScreen)
        await shows(pilot, "read only")
    assert files(study) == before


async def test_a_newer_study_is_looked_at_and_not_put_right(
    study: StudyFolder, closed: str
) -> None:
    newer(study)
    file_of(study, closed).write_bytes(DAMAGED)
    before = files(study)
    async with wizard(study) as pilot:
        await shows(pilot, "read only")
        await pilot.press("d")
        await arrived(pilot, LookAfterScreen)
        await shows(pilot, "• study.json: a newer Persona Wizard wrote it.", "interviews/")
        await pilot.press("y")
        await until(lambda: len(told(pilot.app)) == 1)
        assert told(pilot.app)[0].endswith("Update Persona Wizard to write in it.")
        await shows(pilot, "Nothing was changed so far.")
    assert files(study) == before


async def test_a_newer_study_writes_no_page(study: StudyFolder, closed: str) -> None:
    newer(study)
    before = files(study)
    async with wizard(study) as pilot:
        await shows(pilot, "read only")
        await pilot.press("e")
        await arrived(pilot, ExportScreen)
        await pilot.press("w")
        await arrived(pilot, Confirm)
        await pilot.press("y")
        await until(lambda: len(told(pilot.app)) == 1)
        await pilot.press("escape")
        await arrived(pilot, StudyScreen)
        await pilot.press("i")
        await arrived(pilot, InterviewMenu)
        await pilot.press("e")
        await until(lambda: len(told(pilot.app)) == 2)
        assert all("study.json can only be read" in line for line in told(pilot.app))
    assert files(study) == before


async def test_a_newer_study_is_not_asked_about_banks(study: StudyFolder, closed: str) -> None:
    bank = study.folder / "question_banks" / "every-kind.md"
    bank.write_text(bank.read_text().replace("What got in the way?", "What held you back?"))
    newer(study)
    async with wizard(study) as pilot:
        await shows(pilot, "read only", "The bank every-kind has moved on: M says how.")
        await arrived(pilot, StudyScreen)
        await pilot.press("m")
        await arrived(pilot, BankChangeScreen)
        await pilot.press("s")
        await until(lambda: any("can only be read" in line for line in told(pilot.app)))
        assert "has moved on" in words_of(pilot.app)


async def test_who_was_erased_and_came_back_is_told(study: StudyFolder, begun: Begin) -> None:
    interview = begun("P07")
    file = study.folder / "interviews" / f"{interview}.json"
    kept = file.read_bytes()
    erase_person(study, person_to_erase(study, "P07"))
    file.write_bytes(kept)
    async with wizard(study) as pilot:
        await shows(pilot, "P07, erased on", "was here again and is erased again.")
    assert not file.exists()


async def test_what_the_command_erased_again_on_opening_is_told(
    study: StudyFolder, begun: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = study.folder / "exports" / "talk.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("as P07 said")
    begun("P07")
    erase_person(study, person_to_erase(study, "P07"))
    page.write_text("as P07 said")
    apps: list[WizardApp] = []
    # Run below, in this loop.
    monkeypatch.setattr(WizardApp, "run", lambda app: apps.append(app))
    run_wizard(study.folder)
    assert not page.exists()
    (app,) = apps
    async with app.run_test(size=(100, 40)) as pilot:
        await shows(pilot, "exports/talk.md, erased with P07 on")


async def test_the_list_of_studies_erases_nothing(study: StudyFolder, begun: Begin) -> None:
    interview = begun("P07")
    file = study.folder / "interviews" / f"{interview}.json"
    kept = file.read_bytes()
    erase_person(study, person_to_erase(study, "P07"))
    file.write_bytes(kept)
    remember(study.folder)
    async with WizardApp().run_test(size=(100, 40)) as pilot:
        await shows(pilot, "opened")
        assert file.exists()
