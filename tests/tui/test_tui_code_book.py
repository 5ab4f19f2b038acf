"""The code book on screen: what tags mean, renamed, merged, split, and taken back."""

import pytest
from composing_reading import at_composing, interviewed, press, with_bank
from textual.pilot import Pilot
from tui_reading import arrived, no_longer_shows, on_disk, shows, told, type_in, until, wizard

from persona_wizard.model.composing import Code
from persona_wizard.store import StudyFolder
from persona_wizard.studies.code_book import describe_tag
from persona_wizard.tui.screens.code_book import CodeBookScreen
from persona_wizard.tui.screens.composing import ComposingScreen
from persona_wizard.tui.screens.marked_lines import TaggedLines
from persona_wizard.tui.screens.tag_box import TagBox

SAID = {
    "P01": {"barriers": "costs more #price\nby the bag #price\nno lid #mess"},
    "P02": {"barriers": "no price on it #pricing"},
    "P03": {"barriers": "dear #price\nlate"},
}


@pytest.fixture
def talks(study: StudyFolder) -> dict[str, str]:
    return interviewed(with_bank(study), SAID)


async def at_the_code_book(pilot: Pilot[None]) -> CodeBookScreen:
    await at_composing(pilot)
    await pilot.press("b")
    return await arrived(pilot, CodeBookScreen)


def codes(store: StudyFolder) -> tuple[Code, ...]:
    return StudyFolder(store.folder).study().codes


async def test_tags_stand_with_their_uses_and_those_that_drift_apart_are_told(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    describe_tag(study, "mess", "What is left to clean", "no lid")
    async with wizard(study) as pilot:
        await at_the_code_book(pilot)
        await shows(
            pilot,
            "Tea · code book 3 tags · 2 may be the same as another",
            "#price 3 lines 2 people ≈ #pricing",
            "#mess 1 line 1 person What is left to clean",
            "#pricing 1 line 1 person ≈ #price",
            "no definition yet: D gives it one",
            "≈ perhaps the same as #pricing: M merges them, a definition for each tells them apart",
        )
        await press(pilot, "down")
        await shows(pilot, "#mess What is left to clean for example no lid")
        assert codes(study) == (
            Code(tag="mess", definition="What is left to clean", example="no lid"),
        )


async def test_a_tag_is_defined_with_an_example_and_taken_back(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study) as pilot:
        await at_the_code_book(pilot)
        await press(pilot, "d")
        await type_in(pilot, "What it [b]costs[/b]\n")
        await shows(pilot, "An example of #price, as somebody said it?")
        await type_in(pilot, "costs more\n")
        await shows(
            pilot,
            "#price What it [b]costs[/b] for example costs more",
            "#price is in the code book · ^Z takes it back",
        )
        assert codes(study) == (
            Code(tag="price", definition="What it [b]costs[/b]", example="costs more"),
        )
        # The definition alone is kept, too; the example stays as it was.
        await press(pilot, "d")
        await type_in(pilot, ", all in all\n")
        await press(pilot, "escape")
        await shows(pilot, "#price What it [b]costs[/b], all in all for example costs more")
        await press(pilot, "ctrl+z")
        await press(pilot, "ctrl+z")
        await shows(pilot, "Taken back: #price is in the code book", "no definition yet")
        assert codes(study) == ()
        await press(pilot, "ctrl+z")
        await shows(pilot, "Nothing to take back.")


async def test_a_tag_is_renamed_and_the_interviews_stay(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study) as pilot:
        await at_the_code_book(pilot)
        await press(pilot, "e")
        await type_in(pilot, " mess\n")
        await shows(pilot, "#price-mess 3 lines", "counted with it #price")
        assert codes(study) == (Code(tag="price-mess", aliases=("price",)),)
        await press(pilot, "ctrl+z")
        await shows(pilot, "#price 3 lines")
        await press(pilot, "e", *["backspace"] * 5)
        await type_in(pilot, "mess\n")
        await until(lambda: any("#mess is a tag already" in line for line in told(pilot.app)))
        assert codes(study) == ()
        assert on_disk(study, talks["P03"]).answers["barriers"].text == "dear #price\nlate"


async def test_what_says_the_contrary_is_renamed_along_and_back(study: StudyFolder) -> None:
    interviewed(
        with_bank(study), {"P01": {"barriers": "dear #price"}, "P02": {"barriers": "#not-price"}}
    )
    async with wizard(study) as pilot:
        await at_the_code_book(pilot)
        await press(pilot, "end")
        await shows(pilot, "#price 1 line 1 person", "the contrary of #not-price")
        await press(pilot, "e", *["backspace"] * 5)
        await type_in(pilot, "cost\n")
        await shows(
            pilot,
            "#not-cost 1 line 1 person",
            "the contrary of #not-cost",
            "#price is called #cost now, #not-price #not-cost · ^Z takes it back",
        )
        await press(pilot, "end")
        assert [code.tag for code in codes(study)] == ["cost", "not-cost"]
        await press(pilot, "ctrl+z")
        await shows(pilot, "#not-price 1 line", "#price 1 line")
        assert codes(study) == ()


async def test_tags_are_merged_and_what_composing_shows_follows(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=(120, 40)) as pilot:
        await at_the_code_book(pilot)
        await press(pilot, "end", "m")
        await arrived(pilot, TagBox)
        # The one that it may be the same as comes first.
        await shows(pilot, "Which tag is #pricing to count as? #price #mess")
        await press(pilot, "down", "enter")
        await shows(pilot, "#price 4 lines 3 people", "counted with it #pricing", "2 tags")
        await no_longer_shows(pilot, "≈")
        assert codes(study) == (Code(tag="price", aliases=("pricing",)),)
        await press(pilot, "escape")
        await arrived(pilot, ComposingScreen)
        await shows(pilot, "no price on it #price")
        # One thing after another is taken back, wherever it was done.
        await press(pilot, "ctrl+z")
        await shows(pilot, "Taken back: #pricing counts as #price now")
        assert codes(study) == ()


async def test_lines_are_split_off_their_tag(study: StudyFolder, talks: dict[str, str]) -> None:
    async with wizard(study) as pilot:
        screen = await at_the_code_book(pilot)
        await press(pilot, "enter")
        await arrived(pilot, TaggedLines)
        await shows(pilot, "Tea · #price 0 of 3 lines marked", "What got in the way?", "P03 dear")
        await press(pilot, "s")
        await shows(pilot, "Nothing is marked.")
        await press(pilot, "down", "space")
        await shows(pilot, "1 of 3 lines marked")
        await press(pilot, "s")
        await type_in(pilot, "size\n")
        await arrived(pilot, CodeBookScreen)
        await shows(pilot, "#price 2 lines", "#size 1 line", "split off from #price")
        (code,) = codes(study)
        assert (code.tag, code.of, len(code.parted)) == ("size", "price", 1)
        text = on_disk(study, talks["P01"]).answers["barriers"].text
        assert text == SAID["P01"]["barriers"]
        await press(pilot, "ctrl+z")
        await shows(pilot, "#price 3 lines")
        assert [entry.tag for entry in screen._entries] == ["price", "mess", "pricing"]
        assert codes(study) == ()


async def test_a_study_without_tags_says_where_they_come_from(study: StudyFolder) -> None:
    interviewed(with_bank(study), {"P01": {"barriers": "late"}})
    async with wizard(study) as pilot:
        await at_the_code_book(pilot)
        await shows(pilot, "No tag yet.", "0 tags")
        await press(pilot, "enter", "d", "e", "m", "ctrl+z", "ctrl+f", "escape", "escape")
        await arrived(pilot, ComposingScreen)


async def test_the_finder_goes_to_a_tag(study: StudyFolder, talks: dict[str, str]) -> None:
    async with wizard(study) as pilot:
        screen = await at_the_code_book(pilot)
        await press(pilot, "ctrl+f")
        await type_in(pilot, "mess\n")
        await arrived(pilot, CodeBookScreen)
        assert screen._entry is not None
        assert screen._entry.tag == "mess"
