"""The export screen: for whom, as what, into which folder; what would be written, and where to."""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Static
from tui_reading import arrived, plain, settled, shows, told, type_in, until, wizard

from persona_wizard.export import Layout
from persona_wizard.model.departments import Department
from persona_wizard.model.study import Photo
from persona_wizard.store import StudyFolder
from persona_wizard.studies import personas
from persona_wizard.studies.exporting import page_text
from persona_wizard.tui.screens.ask import Ask, Confirm
from persona_wizard.tui.screens.export import ExportScreen
from persona_wizard.tui.widgets.rows import Rows


@pytest.fixture
def whole(sample: StudyFolder) -> StudyFolder:
    """The sample study with nothing left that blocks."""
    personas.choose_photo(sample, Photo(alt="A cup", placeholder=True))
    personas.accept_gap(sample, "field/wished-solutions", "next spring")
    return sample


async def opened(pilot: Pilot[None]) -> ExportScreen:
    await pilot.press("e")
    return await arrived(pilot, ExportScreen)


def preview(screen: ExportScreen) -> str:
    return str(screen.query_one(".preview", Static).content)


def chosen(screen: ExportScreen) -> str:
    """The line of what is chosen, without the keys that change it."""
    words = plain(screen.query_one(".choice", Static)).split()
    return " ".join(word for word in words if word not in ("D", "F", "O"))


def written(screen: ExportScreen) -> list[Path]:
    lines = plain(screen.query_one(".written", Static)).removeprefix("Written: ")
    return [Path(line) for line in lines.split("\n") if line]


async def test_the_page_stands_there_before_it_is_written(whole: StudyFolder) -> None:
    page = page_text(whole, Layout.PAGE, allow_gaps=True)
    async with wizard(whole, size=(140, 40)) as pilot:
        screen = await opened(pilot)
        assert preview(screen) == page
        assert chosen(screen) == "For everyone, the whole page as Markdown into exports/"
        await pilot.press("w")
        await until(lambda: written(screen) != [])
        (path,) = written(screen)
        assert path.read_text() == page


async def test_d_goes_through_the_readers(whole: StudyFolder) -> None:
    async with wizard(whole, size=(140, 40)) as pilot:
        screen = await opened(pilot)
        for title in ("Marketing", "Sales", "Product", "Support"):
            await pilot.press("d")
            await settled(pilot)
            assert f"**For {title}:**" in preview(screen)
            assert chosen(screen).startswith(f"For {title} as Markdown into exports/")
        await pilot.press("d")
        await settled(pilot)
        assert chosen(screen).startswith("For every department, a page each")
        assert all(f"**For {one}:**" in preview(screen) for one in ("Marketing", "Support"))
        await pilot.press("w")
        await until(lambda: len(written(screen)) == 4)
        assert all(path.is_file() for path in written(screen))
        await pilot.press("d")
        await settled(pilot)
        assert chosen(screen).startswith("For everyone")


async def test_f_goes_through_the_formats(whole: StudyFolder) -> None:
    begins = {
        "HTML, to pin up or print": "---\nschema: persona/1",
        "JSON": "{",
        "a table of answers (CSV)": "",
        "a table of quotes (CSV)": "",
        "Markdown": "---\nschema: persona/1",
    }
    async with wizard(whole, size=(140, 40)) as pilot:
        screen = await opened(pilot)
        for words, beginning in begins.items():
            await pilot.press("f")
            await settled(pilot)
            assert f" as {words} into exports/" in chosen(screen)
            assert preview(screen).startswith(beginning)
            assert "P01" in preview(screen) or words == "JSON"
            await pilot.press("w")
            await until(lambda: written(screen) != [])
            assert all(path.stat().st_size for path in written(screen))
        files = {path.suffix for path in (whole.folder / "exports").iterdir() if path.is_file()}
        assert files == {".md", ".html", ".json", ".csv"}


async def test_data_is_for_everyone(whole: StudyFolder) -> None:
    async with wizard(whole, size=(140, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("f", "f")
        await settled(pilot)
        assert "For everyone as JSON" in chosen(screen)
        await pilot.press("d")
        await settled(pilot)
        assert "For Marketing as Markdown" in chosen(screen)
        await pilot.press("f", "f")
        await settled(pilot)
        assert "For Marketing as Markdown" in chosen(screen)


async def test_data_is_written_whatever_is_missing(sample: StudyFolder) -> None:
    async with wizard(sample, size=(140, 40)) as pilot:
        screen = await opened(pilot)
        await shows(pilot, "2 things are missing.")
        await pilot.press("f", "f", "w")
        await until(lambda: written(screen) != [])
        assert written(screen)[0].suffix == ".json"


async def test_a_department_keeps_its_folder(whole: StudyFolder, tmp_path: Path) -> None:
    drive = tmp_path / "drive [shared]"
    drive.mkdir()
    async with wizard(whole, size=(160, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("d", "d", "o")
        await arrived(pilot, Ask)
        await pilot.press("ctrl+u")
        await type_in(pilot, f"{drive}\n")
        await until(lambda: str(drive) in chosen(screen))
        assert whole.study().departments[1].folder == str(drive)
        await pilot.press("w")
        await until(lambda: written(screen) == [drive / "first-light-robin-sales.md"])
        # An empty line gives it its own again.
        await pilot.press("o")
        await arrived(pilot, Ask)
        await pilot.press("ctrl+u", "enter")
        await until(lambda: "exports/sales/" in chosen(screen))
        assert whole.study().departments[1].folder == ""


async def test_a_folder_for_everyone_is_for_this_time(whole: StudyFolder, tmp_path: Path) -> None:
    before = (whole.folder / "study.json").read_bytes()
    async with wizard(whole, size=(160, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("o")
        await arrived(pilot, Ask)
        await pilot.press("ctrl+u")
        await type_in(pilot, f"{tmp_path}\n")
        await until(lambda: str(tmp_path) in chosen(screen))
        await pilot.press("w")
        await until(lambda: written(screen) == [tmp_path / "first-light-robin.md"])
    assert (whole.folder / "study.json").read_bytes() == before


async def test_a_folder_that_is_not_there_is_told(whole: StudyFolder, tmp_path: Path) -> None:
    async with wizard(whole) as pilot:
        await opened(pilot)
        await pilot.press("d", "o")
        await arrived(pilot, Ask)
        await pilot.press("ctrl+u")
        await type_in(pilot, f"{tmp_path / 'nowhere'}\n")
        await until(lambda: any("There is no folder" in one for one in told(pilot.app)))
        assert whole.study().departments[0].folder == ""
        assert not (tmp_path / "nowhere").exists()


async def test_a_folder_of_the_studys_own_is_not_kept(whole: StudyFolder) -> None:
    async with wizard(whole) as pilot:
        await opened(pilot)
        await pilot.press("d", "o")
        await arrived(pilot, Ask)
        await pilot.press("ctrl+u")
        await type_in(pilot, str(whole.folder / "interviews"))
        await pilot.press("enter")
        await until(lambda: any("is the study's own" in one for one in told(pilot.app)))
        assert whole.study().departments[0].folder == ""


async def test_where_files_stand_all_of_them_are_asked_about_once(whole: StudyFolder) -> None:
    mine = whole.folder / "exports" / "product" / "first-light-robin-product.md"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    async with wizard(whole, size=(140, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("d", "d", "d", "d", "d", "w")
        await arrived(pilot, Confirm)
        await shows(pilot, "first-light-robin-product.md stands there already.", "Y replace it")
        await pilot.press("n")
        await arrived(pilot, ExportScreen)
        assert mine.read_text() == "mine"
        assert not (whole.folder / "exports" / "sales").exists()
        await pilot.press("w", "y")
        await until(lambda: len(written(screen)) == 4)
        assert "Product" in mine.read_text()


async def test_the_preview_is_read_down_and_up(whole: StudyFolder) -> None:
    async with wizard(whole) as pilot:
        screen = await opened(pilot)
        await shows(pilot, "# First-light Robin")
        before = screen.query_one(VerticalScroll).scroll_y
        await pilot.press("pagedown")
        await until(lambda: screen.query_one(VerticalScroll).scroll_y > before)
        await pilot.press("pageup", "pageup", "pageup")
        await until(lambda: screen.query_one(VerticalScroll).scroll_y == 0)
        await shows(pilot, "schema: persona/1")


async def test_an_odd_department_is_told_where_its_page_would_stand(whole: StudyFolder) -> None:
    odd = Department(id="[b]odd", title="[b]Odd", sections=("prices",))
    whole.change_study(lambda study: replace(study, departments=(odd,)))
    async with wizard(whole, size=(140, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("d")
        await settled(pilot)
        assert "there is no section “prices”" in preview(screen)
        assert chosen(screen).startswith("For [b]Odd as Markdown")
        await pilot.press("w")
        await until(lambda: any("no section “prices”" in one for one in told(pilot.app)))


async def test_a_small_window_has_room_for_the_page_and_tells_its_keys(sample: StudyFolder) -> None:
    async with wizard(sample) as pilot:
        screen = await opened(pilot)
        await shows(pilot, "2 things are missing.", "! Photo: no photo", "# First-light Robin")
        await shows(pilot, "W write", "A everything", "PgDn read on", "F1 help")
        await shows(pilot, "D For everyone", "F as Markdown", "O into exports/")
        page = screen.query_one(VerticalScroll)
        assert page.content_size.height >= 11
        for title in ("Marketing", "Sales"):
            await pilot.press("d")
            await settled(pilot)
            await shows(pilot, f"D For {title}", f"**For {title}:**")


async def test_tab_and_down_reach_the_page(sample: StudyFolder) -> None:
    async with wizard(sample) as pilot:
        screen = await opened(pilot)
        await shows(pilot, "# First-light Robin")
        page, gaps = screen.query_one(VerticalScroll), screen.query_one(Rows)
        await until(lambda: page.scroll_y > 0)
        before = page.scroll_y
        await pilot.press("down")
        assert gaps.highlighted == 1
        assert page.scroll_y == before
        await pilot.press("tab")
        await until(lambda: page.has_focus)
        await pilot.press("down")
        await until(lambda: page.scroll_y > before)
        await pilot.press("tab")
        assert gaps.has_focus


async def test_with_nothing_open_the_page_is_read_too(whole: StudyFolder) -> None:
    async with wizard(whole) as pilot:
        screen = await opened(pilot)
        await shows(pilot, "# First-light Robin")
        await settled(pilot)
        page = screen.query_one(VerticalScroll)
        await until(lambda: page.scroll_y > 0)
        before = page.scroll_y
        await pilot.press("tab")
        await until(lambda: page.has_focus)
        await pilot.press("down")
        await until(lambda: page.scroll_y > before)


async def test_a_card_is_told_to_be_one(whole: StudyFolder) -> None:
    async with wizard(whole) as pilot:
        screen = await opened(pilot)
        page = screen.query_one(VerticalScroll)
        assert not page.border_title
        await pilot.press("f")
        await settled(pilot)
        await shows(pilot, "as HTML", "What the card says")
        await pilot.press("f")
        await settled(pilot)
        assert not page.border_title


async def test_what_was_written_before_is_not_told_beside_a_fault(
    whole: StudyFolder, tmp_path: Path
) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    async with wizard(whole, size=(140, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("d", "d", "w")
        await until(lambda: len(written(screen)) == 1)
        await pilot.press("o")
        await arrived(pilot, Ask)
        await pilot.press("ctrl+u")
        await type_in(pilot, f"{drive}\n")
        await until(lambda: str(drive) in chosen(screen))
        # Another folder than the one that it went into.
        assert written(screen) == []
        await pilot.press("w")
        await until(lambda: len(written(screen)) == 1)
        shutil.rmtree(drive)
        await pilot.press("w")
        await until(lambda: any("There is no folder" in one for one in told(pilot.app)))
        assert written(screen) == []
