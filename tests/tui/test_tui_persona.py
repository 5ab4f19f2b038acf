"""The persona's screen: evidence, name, photo and gaps; and the page that it is written to."""

from pathlib import Path

import pytest
from PIL import Image
from textual.widgets import OptionList, Static
from tui_reading import (
    arrived,
    no_longer_shows,
    plain,
    press_at_once,
    shows,
    told,
    type_in,
    until,
    wizard,
)

from persona_wizard.model.study import AcceptedGap, Photo, Portrait
from persona_wizard.store import StudyFolder
from persona_wizard.studies import personas
from persona_wizard.tui.screens.ask import Ask, Confirm
from persona_wizard.tui.screens.evidence import EvidenceScreen
from persona_wizard.tui.screens.export import ExportScreen
from persona_wizard.tui.screens.persona import PersonaScreen
from persona_wizard.tui.screens.study import StudyScreen

PHOTO = (
    "The path of a PNG or JPEG: a drawing or a stock photo, never a participant's face. "
    "Empty: a drawing stands in."
)


def curation(store: StudyFolder):  # type: ignore[no-untyped-def]
    """What was decided about the persona, as another program would find it now."""
    return StudyFolder.open(store.folder).study().personas[0]


async def test_a_claim_opens_to_who_said_it(sample: StudyFolder) -> None:
    async with wizard(sample) as pilot:
        await pilot.press("p")
        screen = await arrived(pilot, PersonaScreen)
        await shows(
            pilot,
            "Cedar Coffee provisional · 2 missing · 6 would help",
            "First-light Robin Wants a good cup before the house wakes, and no strings attached",
            "A model drawn from 13 interviews, not a person.",
            "! Photo: no photo or placeholder was chosen yet.",
        )
        assert screen.query_one(OptionList).highlighted == 0
        await pilot.press("down", "enter")
        await arrived(pilot, EvidenceScreen)
        await shows(
            pilot,
            "Lives in Northport itself 8 of 10 · pattern",
            "customers 4 of 4, non-purchasers 2 of 3, prospects 2 of 3",
            "P02 customer Northport, up on the Terraces",
        )
        await pilot.press("enter")
        await arrived(pilot, PersonaScreen)
        await pilot.press("enter", "escape")
        await arrived(pilot, PersonaScreen)
        await pilot.press("e")
        await arrived(pilot, ExportScreen)
        await pilot.press("escape", "escape")
        await arrived(pilot, StudyScreen)


async def test_a_long_line_is_shown_whole_beside_the_scroll_bar(sample: StudyFolder) -> None:
    async with wizard(sample, size=(100, 30)) as pilot:
        await pilot.press("p")
        await shows(pilot, "75 or over (1), declined 1 (12 asked)")


async def test_a_name_and_a_line_are_given_and_kept(sample: StudyFolder) -> None:
    async with wizard(sample) as pilot:
        await pilot.press("p")
        await shows(pilot, "First-light Robin")
        await pilot.press("n")
        await arrived(pilot, Ask)
        await shows(pilot, "What is the persona called?", "A name that is nobody's you interview")
        await pilot.press("ctrl+u")
        await type_in(pilot, "Early [Ann]\n")
        await shows(pilot, "In one line, who is this?", "It stands under the name.")
        await pilot.press("ctrl+u")
        await type_in(pilot, "Up at [five]\n")
        await arrived(pilot, PersonaScreen)
        await shows(pilot, "Early [Ann] Up at [five]")
        kept = curation(sample)
        assert (kept.name, kept.tagline) == ("Early [Ann]", "Up at [five]")

        await pilot.press("n", "escape")
        await arrived(pilot, PersonaScreen)
        await pilot.press("n", "ctrl+u")
        await type_in(pilot, "Bo")
        await pilot.press("enter", "escape")
        await shows(pilot, "Bo Up at [five]")
        assert (curation(sample).name, curation(sample).tagline) == ("Bo", "Up at [five]")

        await pilot.press("n", "ctrl+u", "enter", "enter")
        await shows(pilot, "No name yet: press N", "Name:")
        assert curation(sample).name == ""


async def test_a_placeholder_or_a_picture_becomes_the_photo(
    sample: StudyFolder, tmp_path: Path
) -> None:

    picture = tmp_path / "robin.png"
    Image.new("RGB", (64, 64), "#336699").save(picture)
    words = tmp_path / "notes.txt"
    words.write_text("no picture at all")
    async with wizard(sample) as pilot:
        await pilot.press("p")
        await shows(pilot, "! Photo")
        await pilot.press("home", "enter")
        await arrived(pilot, Ask)
        await shows(pilot, "Which picture?", PHOTO)
        await pilot.press("enter")
        await arrived(pilot, PersonaScreen)
        await no_longer_shows(pilot, "! Photo")
        assert curation(sample).photo == Photo(
            alt="Drawing, standing in for a photo", placeholder=True
        )

        for path, fault in (
            (words, "notes.txt is not a picture that can be read."),
            (tmp_path / "none.png", f"There is no file {tmp_path / 'none.png'}."),
            (tmp_path, f"{tmp_path.name} can't be opened."),
        ):
            pilot.app.clear_notifications()
            await pilot.press("h")
            await type_in(pilot, f"{path}\n")
            await arrived(pilot, PersonaScreen)
            await until(lambda: len(told(pilot.app)) == 1)
            assert told(pilot.app)[0].startswith(fault)
            assert "The photo stays as it was" in told(pilot.app)[0]
        photo = curation(sample).photo
        assert photo is not None
        assert photo.placeholder

        await pilot.press("h")
        await type_in(pilot, f"{picture}\n")
        await type_in(pilot, "my own drawing\n")
        await shows(pilot, "Does it show somebody you interviewed?")
        await pilot.press("enter")
        await until(lambda: curation(sample).photo.source == "my own drawing")
        assert sample.study().photos == ()
        drawing = curation(sample).photo.file
        assert sample.photo(drawing).is_file()
        await arrived(pilot, PersonaScreen)

        pilot.app.clear_notifications()
        await pilot.press("h")
        await type_in(pilot, f"{picture}\n")
        await shows(pilot, "Where is the picture from?")
        await type_in(pilot, "theirs\n")
        await shows(pilot, "Does it show somebody you interviewed?")
        await type_in(pilot, "P99\n")
        await until(lambda: len(told(pilot.app)) == 1)
        assert told(pilot.app)[0].startswith("Nobody here is called P99. The photo stays as it was")
        await shows(pilot, "Does it show somebody you interviewed?", "P99")
        await pilot.press("backspace", "backspace")
        await type_in(pilot, "04\n")
        await until(lambda: curation(sample).photo.source == "theirs")
        who = next(i.participant for i in sample.interviews().interviews if i.pseudonym == "P04")
        assert sample.study().photos == (Portrait(drawing, who),)
        await arrived(pilot, PersonaScreen)

        sample.photo(drawing).unlink()
        pilot.app.clear_notifications()
        await pilot.press("escape", "p")
        await until(lambda: any("There is no photo" in message for message in told(pilot.app)))
        await shows(pilot, "First-light Robin")


async def test_a_photo_is_taken_back_with_its_picture(sample: StudyFolder, tmp_path: Path) -> None:
    def colour() -> object:
        with Image.open(sample.photo(curation(sample).photo.file)) as image:
            return image.getpixel((4, 4))

    async with wizard(sample) as pilot:
        await pilot.press("p")
        await arrived(pilot, PersonaScreen)
        await shows(pilot, "First-light Robin")
        for shade in ("#884422", "#224488"):
            picture = tmp_path / f"{shade[1:]}.png"
            Image.new("RGB", (8, 8), shade).save(picture)
            await pilot.press("h")
            await type_in(pilot, f"{picture}\n")
            await type_in(pilot, f"from {shade}\n")
            await shows(pilot, "Does it show somebody you interviewed?")
            await pilot.press("enter")
            await until(lambda shade=shade: curation(sample).photo.source == f"from {shade}")
            await arrived(pilot, PersonaScreen)
        assert colour() == (0x22, 0x44, 0x88)
        await pilot.press("ctrl+z")
        await until(lambda: curation(sample).photo.source == "from #884422")
        assert colour() == (0x88, 0x44, 0x22)
        assert len(sample.photos()) == 2
        # Once it can't be done again, the picture goes that nobody has.
        await pilot.press("escape")
        await until(lambda: len(sample.photos()) == 1)
        assert colour() == (0x88, 0x44, 0x22)


async def test_a_gap_is_accepted_with_a_reason_and_taken_back(sample: StudyFolder) -> None:
    gap = AcceptedGap("field/wished-solutions", "not asked [on purpose]")
    async with wizard(sample) as pilot:
        await pilot.press("e")
        await arrived(pilot, ExportScreen)
        await shows(pilot, "2 things are missing.", "! Photo:", "! Wished-for solutions:")
        await pilot.press("down", "enter")
        await arrived(pilot, Ask)
        await shows(
            pilot,
            "6 ran out of time. Why may it stay open?",
            "With a reason the gap may stay open, and the page shows both. Empty: it counts as",
        )
        await type_in(pilot, gap.reason)
        await pilot.press("enter")
        await shows(
            pilot,
            "1 thing is missing.",
            '· Wished-for solutions: accepted by the researcher, "not asked [on purpose…',
        )
        assert gap in curation(sample).accepted
        # What was done has a place of its own, and lies over nothing.
        await shows(pilot, "Left open on purpose.")
        assert told(pilot.app) == []
        await pilot.press("enter")
        await shows(pilot, "Why may it stay open?", gap.reason)
        await pilot.press("escape")
        await arrived(pilot, ExportScreen)
        assert gap in curation(sample).accepted
        await pilot.press("enter", "ctrl+u", "enter")
        await shows(pilot, "2 things are missing.")
        assert gap not in curation(sample).accepted


async def test_a_gap_is_accepted_on_the_persona_screen_too(sample: StudyFolder) -> None:
    personas.choose_photo(sample, Photo(placeholder=True))
    async with wizard(sample) as pilot:
        await pilot.press("p")
        screen = await arrived(pilot, PersonaScreen)
        options = screen.query_one(OptionList)
        row = next(
            n for n, shown in enumerate(screen._shown) if shown.shown.plain.startswith("! Wished")
        )
        options.highlighted = row
        await pilot.press("enter")
        await arrived(pilot, Ask)
        await shows(pilot, "With a reason the gap may stay open, and the page shows both.")
        await type_in(pilot, "next spring\n")
        await until(lambda: "next spring" in (gap.reason for gap in curation(sample).accepted))
        await shows(pilot, "0 missing", 'accepted by the researcher, "next spring"')


async def test_no_page_is_written_while_something_is_missing_but_a_draft(
    sample: StudyFolder,
) -> None:
    exports = sample.folder / "exports"
    page = exports / "first-light-robin.md"
    async with wizard(sample, size=(140, 30)) as pilot:
        await pilot.press("e")
        screen = await arrived(pilot, ExportScreen)
        for answer in ("n", "escape"):
            await pilot.press("w")
            await arrived(pilot, Confirm)
            await shows(
                pilot,
                "2 things are missing. Write a draft that says so?",
                "Y write the draft N not yet Esc back",
            )
            await pilot.press(answer)
            await arrived(pilot, ExportScreen)
        assert not list(exports.glob("*.md"))

        await pilot.press("w", "y")
        written = screen.query_one(".written", Static)
        await until(lambda: plain(written) == f"Written: {page}")
        draft = page.read_text()
        assert "Draft: 2 things are missing" in draft


async def test_a_page_is_written_and_an_older_one_asks(sample: StudyFolder) -> None:
    personas.choose_photo(sample, Photo(alt="A cup", placeholder=True))
    personas.accept_gap(sample, "field/wished-solutions", "next spring")
    page = sample.folder / "exports" / "first-light-robin.md"
    async with wizard(sample, size=(140, 30)) as pilot:
        await pilot.press("e")
        screen = await arrived(pilot, ExportScreen)
        written = screen.query_one(".written", Static)
        await shows(pilot, "Nothing that must be known is missing.", "W write A everything")
        await pilot.press("w")
        await until(lambda: plain(written) == f"Written: {page}")
        assert "Draft" not in page.read_text()
        assert list(page.parent.rglob("*.svg"))

        page.write_text("somebody's own words")
        await pilot.press("w")
        await arrived(pilot, Confirm)
        await shows(
            pilot, "first-light-robin.md stands there already.", "Y replace it N keep it Esc back"
        )
        await pilot.press("n")
        await arrived(pilot, ExportScreen)
        assert page.read_text() == "somebody's own words"
        await pilot.press("w", "y")
        await arrived(pilot, ExportScreen)
        await until(lambda: "First-light Robin" in page.read_text())

        await pilot.press("a")
        await until(lambda: plain(written) not in ("", f"Written: {page}", "Writing…"))
        full = Path(plain(written).removeprefix("Written: "))
        assert full != page
        assert len(full.read_text()) > len(page.read_text())


async def test_an_empty_study_has_a_persona_that_says_what_is_missing(study: StudyFolder) -> None:
    async with wizard(study) as pilot:
        await pilot.press("p")
        await arrived(pilot, PersonaScreen)
        await shows(
            pilot,
            "Tea proto",
            "No name yet: press N",
            "A model, not a person; drawn from no interview yet, so nothing here is known.",
            "! Occupation: nobody was asked yet; no interviews.",
        )


@pytest.mark.parametrize("key", ["w", "a"])
async def test_a_page_that_cannot_be_written_says_why(sample: StudyFolder, key: str) -> None:
    exports = sample.folder / "exports"
    if exports.is_dir():
        exports.rmdir()
    exports.write_text("a file stands where the folder should be")
    async with wizard(sample) as pilot:
        await pilot.press("e")
        await arrived(pilot, ExportScreen)
        await pilot.press(key, "y")
        await until(lambda: len(told(pilot.app)) == 1)
        assert told(pilot.app)[0].startswith("Not saved")
        await arrived(pilot, ExportScreen)


async def test_a_page_asked_for_before_everything_was_read_is_written_then(
    sample: StudyFolder,
) -> None:
    async with wizard(sample, size=(140, 30)) as pilot:
        await press_at_once(pilot, "e", "w")
        await arrived(pilot, Confirm)
        await shows(pilot, "things are missing. Write a draft that says so?")


async def test_a_quick_hand_answers_three_questions_in_a_row(
    sample: StudyFolder, tmp_path: Path
) -> None:

    picture = tmp_path / "kettle.png"
    Image.new("RGB", (9, 9)).save(picture)
    async with wizard(sample) as pilot:
        await pilot.press("p")
        await shows(pilot, "First-light Robin")
        await pilot.press("h")
        await type_in(pilot, f"{picture}\ntheirs\nP99\n")
        # No letter of the third answer went elsewhere.
        await until(lambda: any("Nobody here is called P99" in line for line in told(pilot.app)))
