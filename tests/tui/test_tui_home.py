"""Home, a new study, and the boxes that ask for a line or a yes."""

from datetime import datetime
from pathlib import Path

import pytest
from textual.widgets import OptionList
from tui_reading import arrived, no_longer_shows, shows, told, type_in, until, wizard

from persona_wizard.store import StudyFolder
from persona_wizard.studies import recent
from persona_wizard.studies.opening import new_study
from persona_wizard.tui.screens import home
from persona_wizard.tui.screens.ask import Ask, Confirm
from persona_wizard.tui.screens.finder import Finder
from persona_wizard.tui.screens.help import HelpScreen
from persona_wizard.tui.screens.home import HomeScreen
from persona_wizard.tui.screens.new_study import NewStudyScreen
from persona_wizard.tui.screens.study import StudyScreen
from persona_wizard.tui.widgets.writing import LineInput


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)


async def test_the_first_time_home_offers_a_start_and_the_sample_is_one_key_away() -> None:
    async with wizard() as pilot:
        await arrived(pilot, HomeScreen)
        shown = await shows(
            pilot,
            "Personas drawn from what people really said.",
            "New study N Open a folder… O Try the sample T Question banks B",
        )
        assert "Recent" not in shown
        await pilot.press("t")
        await arrived(pilot, StudyScreen)
        await shows(pilot, "Cedar Coffee", "13 interviews")
        assert StudyFolder.open(Path("cedar-coffee")).interview_count() == 13

        await pilot.press("escape")
        await arrived(pilot, HomeScreen)
        await shows(pilot, "Recent studies Cedar Coffee 13 interviews, opened today")
        await pilot.press("enter")
        await arrived(pilot, StudyScreen)
        await pilot.press("escape", "t")
        await arrived(pilot, StudyScreen)
        await shows(pilot, "13 interviews")


async def test_recent_studies_stand_newest_first_with_their_day(
    study: StudyFolder, sample: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Then(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime(2030, 5, 2, 12, 0)

    monkeypatch.setattr(home, "datetime", Then)
    monkeypatch.setattr("persona_wizard.studies.clock.now", lambda: "2030-04-20T12:00:00.000Z")
    recent.remember(study.folder)
    recent.remember(sample.folder)
    async with wizard() as pilot:
        await shows(
            pilot,
            f"Cedar Coffee 13 interviews, opened 20 Apr {sample.folder}"[:70],
            f"Tea 0 interviews, opened 20 Apr {study.folder}"[:60],
        )


async def test_a_study_that_cannot_be_opened_is_named_and_stays_out_of_the_way(
    study: StudyFolder,
) -> None:
    file = study.folder / "study.json"
    file.write_text("{ not json")
    async with wizard() as pilot:
        await shows(pilot, "tea can't be opened")
        await pilot.press("enter")
        await until(lambda: len(told(pilot.app)) == 1)
        advice = "It was left untouched. Bring its last good state back: persona-wizard doctor"
        assert advice in told(pilot.app)[0]
        await arrived(pilot, HomeScreen)
    assert file.read_text() == "{ not json"


async def test_a_folder_is_opened_by_its_name(study: StudyFolder) -> None:
    async with wizard() as pilot:
        await pilot.press("o")
        await arrived(pilot, Ask)
        await shows(pilot, "Which folder is the study in?", "Enter opens it, Esc goes back.")
        await type_in(pilot, "nowhere[/b]")
        await pilot.press("enter")
        await until(lambda: len(told(pilot.app)) == 1)
        assert told(pilot.app)[0].startswith("nowhere[/b] is no study: it has no study.json.")
        await arrived(pilot, HomeScreen)

        await pilot.press("o", "escape")
        await arrived(pilot, HomeScreen)
        await pilot.press("o")
        await type_in(pilot, f"{study.folder}\n")
        await arrived(pilot, StudyScreen)
        await shows(pilot, "Tea")


async def test_a_new_study_is_made_where_its_form_says() -> None:
    async with wizard() as pilot:
        await pilot.press("n")
        screen = await arrived(pilot, NewStudyScreen)
        await pilot.press("ctrl+s")
        await shows(pilot, "The product needs a name.")
        await type_in(pilot, "Cedar [Tea]")
        folder = screen.query_one("#folder", LineInput)
        await until(lambda: folder.value == str(Path.cwd() / "cedar-tea"))
        await type_in(pilot, "\nWinter, 2030")
        await until(lambda: folder.value == str(Path.cwd() / "winter-2030"))
        await pilot.press("shift+tab", "shift+tab", "end")
        await type_in(pilot, "/deeper")
        await pilot.press("tab", "tab", "end")
        await type_in(pilot, "!")
        assert folder.value == str(Path.cwd() / "winter-2030/deeper")
        await pilot.press("ctrl+s")
        await arrived(pilot, StudyScreen)
        await shows(pilot, "Winter, 2030!", "No interview yet. N starts the first.")
    made = StudyFolder.open(Path("winter-2030/deeper")).study()
    assert (made.title, made.product) == ("Winter, 2030!", "Cedar [Tea]")


async def test_a_new_study_never_writes_over_what_is_there(study: StudyFolder) -> None:
    async with wizard() as pilot:
        await pilot.press("n")
        screen = await arrived(pilot, NewStudyScreen)
        await type_in(pilot, "Coffee\n\n\n\n\n\n")
        folder = screen.query_one("#folder", LineInput)
        folder.load(str(study.folder))
        await pilot.press("enter")
        await shows(pilot, "is a study already. Nothing was changed.")
        assert folder.has_focus
        folder.load("")
        await pilot.press("enter")
        await shows(pilot, "The study needs a folder.")
        await pilot.press("escape")
        await arrived(pilot, HomeScreen)
    assert StudyFolder.open(study.folder).study().product == "Tea"


async def test_a_second_study_of_the_same_name_gets_a_folder_of_its_own() -> None:
    new_study(Path("tea"), "Tea")
    async with wizard() as pilot:
        await pilot.press("n")
        await arrived(pilot, NewStudyScreen)
        await type_in(pilot, "Tea")
        screen = await arrived(pilot, NewStudyScreen)
        folder = screen.query_one("#folder", LineInput)
        await until(lambda: folder.value == str(Path.cwd() / "tea-2"))
        await pilot.press("ctrl+s")
        await arrived(pilot, StudyScreen)
    assert StudyFolder.open(Path("tea-2")).study().title == "Tea"


async def test_the_finder_finds_actions_by_name_on_every_screen() -> None:
    async with wizard() as pilot:
        await pilot.press("ctrl+f")
        await arrived(pilot, Finder)
        await type_in(pilot, "glossary\n")
        await arrived(pilot, HelpScreen)
        await pilot.press("escape", "ctrl+f")
        await type_in(pilot, "new study\n")
        await arrived(pilot, NewStudyScreen)


async def test_home_is_left_with_ctrl_q_and_ctrl_c_says_so() -> None:
    async with wizard() as pilot:
        await pilot.press("ctrl+c")
        await until(lambda: told(pilot.app) == ["^Q leaves; everything is saved."])
        assert pilot.app.is_running
        await pilot.press("question_mark", "ctrl+q")
        await until(lambda: pilot.app._exit)


async def test_ask_gives_a_line_or_nothing() -> None:
    answers: list[str | None] = []
    async with wizard() as pilot:
        for value, keys in (("as it was", ("enter",)), ("", ("enter",)), ("x", ("escape",))):
            pilot.app.push_screen(Ask("Which [one]?", "A [hint].", value), answers.append)
            await arrived(pilot, Ask)
            await shows(pilot, "Which [one]?", "A [hint].", value)
            await pilot.press(*keys)
            await arrived(pilot, HomeScreen)
    assert answers == ["as it was", "", None]


async def test_confirm_gives_yes_no_or_neither() -> None:
    answers: list[bool | None] = []
    async with wizard() as pilot:
        for key in ("y", "n", "escape"):
            pilot.app.push_screen(Confirm("Really [so]?", "do it", "leave it"), answers.append)
            await arrived(pilot, Confirm)
            await shows(pilot, "Really [so]?", "Y do it N leave it Esc back")
            await pilot.press("x", key)
            await arrived(pilot, HomeScreen)
        await no_longer_shows(pilot, "Really")
        assert pilot.app.screen.query_one(OptionList).has_focus
    assert answers == [True, False, None]
