"""The study's words: asked for when it starts, changed later, and when a bank needs them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import OptionList
from tui_reading import (
    arrived,
    at,
    no_longer_shows,
    on_disk,
    press_at_once,
    session,
    shows,
    text_of,
    type_in,
    until,
    wizard,
)

from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import resume_interview
from persona_wizard.studies.opening import new_study
from persona_wizard.studies.words import with_words
from persona_wizard.tui.screens.ask import Confirm
from persona_wizard.tui.screens.home import HomeScreen
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.new_interview import NewInterviewScreen
from persona_wizard.tui.screens.new_study import NewStudyScreen
from persona_wizard.tui.screens.study import StudyScreen
from persona_wizard.tui.screens.words import WordsScreen
from persona_wizard.tui.widgets.writing import LineInput

NEEDY = """\
---
id: needy
title: Needy
audience: customers
---

## Wishes

### What does {competitor} do better than {product}? {#product-improvements}

### Which of these have you tried? {#tried .many field=barriers}

- {competitors}
"""


@pytest.fixture
def needy(study: StudyFolder) -> StudyFolder:
    """A study whose bank needs words that it lacks."""
    (study.folder / "question_banks" / "needy.md").write_text(NEEDY)
    return study


@pytest.fixture
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.mark.usefixtures("_here")
async def test_a_new_study_takes_competitors_bands_and_language() -> None:
    async with wizard() as pilot:
        await pilot.press("n")
        await arrived(pilot, NewStudyScreen)
        await shows(
            pilot,
            "What is the product called?",
            "Who are the competitors?",
            "Names, with commas. Some questions offer them.",
            "In which currency?",
            "20,000 40,000 60,000 100,000",
        )
        await type_in(pilot, "Trà Sen\n\nPhúc Long, Cộng\nđồng\n")
        await pilot.press("ctrl+u")
        await type_in(pilot, "10.000.000 20.000.000\n")
        await until(lambda: isinstance(pilot.app.focused, OptionList))
        await shows(pilot, "(•) English ( ) Vietnamese")
        await pilot.press("down")
        await shows(pilot, "( ) English (•) Vietnamese")
        await pilot.press("enter")
        folder = pilot.app.screen.query_one("#folder", LineInput)
        await until(lambda: folder.has_focus)
        await shows(pilot, "Which folder will it be in?", "trà-sen")
        await pilot.press("enter")
        await arrived(pilot, StudyScreen)
    made = StudyFolder.open(Path("trà-sen")).study()
    assert made.language == "vi"
    assert made.words == {"product": "Trà Sen", "competitor": "Phúc Long"}
    assert made.lists == {
        "competitors": ("Phúc Long", "Cộng"),
        "income-bands": (
            "Dưới 10.000.000 đồng",
            "10.000.000 đến 19.999.999 đồng",
            "20.000.000 đồng trở lên",
        ),
    }


@pytest.mark.usefixtures("_here")
async def test_a_form_filled_in_at_one_go_has_every_key_in_its_field() -> None:
    async with wizard() as pilot:
        await pilot.press("n")
        await arrived(pilot, NewStudyScreen)
        filled = ("Tea", "Winter", "Beans", "EUR", "")
        await press_at_once(pilot, *(key for text in filled for key in (*text, "enter")))
        await press_at_once(pilot, "down", "enter", "ctrl+u", *"there", "enter")
        await arrived(pilot, StudyScreen)
    made = StudyFolder.open(Path("there")).study()
    assert (made.title, made.language) == ("Winter", "vi")
    assert made.lists["competitors"] == ("Beans",)
    assert made.lists["income-bands"][0] == "Dưới 20.000 EUR"


@pytest.mark.usefixtures("_here")
async def test_only_the_product_is_needed() -> None:
    async with wizard() as pilot:
        await pilot.press("n")
        await arrived(pilot, NewStudyScreen)
        await type_in(pilot, "Tea")
        await pilot.press("ctrl+s")
        await arrived(pilot, StudyScreen)
    made = StudyFolder.open(Path("tea")).study()
    assert (made.title, made.language, made.words) == ("Tea", "en", {"product": "Tea"})
    assert made.choice_lists["income-bands"][0] == "Under 20,000"
    assert made.choice_lists["competitors"] == ()


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("limits", "60000 40000", "40,000 is not more than 60,000"),
        ("limits", "a lot", "“a” is no whole number."),
        ("currency", "100 EUR", "“100 EUR” is no currency"),
        ("competitors", "Beans, ☕", "“☕” needs a letter or a digit."),
        ("product", " ", "The product needs a name."),
    ],
)
async def test_what_cannot_be_taken_is_told_where_it_stands(
    field: str, typed: str, told: str
) -> None:
    async with wizard() as pilot:
        await pilot.press("n")
        screen = await arrived(pilot, NewStudyScreen)
        screen.query_one("#product", LineInput).load("Tea")
        screen.query_one("#folder", LineInput).load("tea")
        screen.query_one(f"#{field}", LineInput).load(typed)
        await pilot.press("ctrl+s")
        await shows(pilot, told)
        assert screen.query_one(f"#{field}", LineInput).has_focus
    assert not Path("tea").exists()


@pytest.mark.usefixtures("_here")
async def test_a_field_never_comes_into_sight_without_its_label_and_hint() -> None:
    async with wizard() as pilot:
        await pilot.press("n")
        screen = await arrived(pilot, NewStudyScreen)
        around = {
            "product": ("What is the product called?", "The questions will say it."),
            "title": ("What is the study called?", "Empty: the product's name."),
            "competitors": ("Who are the competitors?", "Names, with commas."),
            "currency": ("In which currency?", "A code or a sign"),
            "limits": ("At which sums does a new band begin?", "Rising, with spaces between."),
            "language": ("Which language are the interviews in?", "Vietnamese"),
            "folder": ("Which folder will it be in?", ""),
        }
        for key in ("tab", "shift+tab"):
            for _ in around:
                focused = screen.focused
                assert focused is not None
                await shows(pilot, *around[str(focused.id)])
                await pilot.press(key)


async def test_the_words_screen_shows_what_is_and_saves_what_is_changed(
    sample: StudyFolder, tmp_path: Path
) -> None:
    store = new_study(tmp_path / "club", "Cedar Coffee", like=sample)
    async with wizard(store) as pilot:
        await pilot.press("w")
        screen = await arrived(pilot, WordsScreen)
        shown = await shows(
            pilot,
            "Cedar Coffee · words",
            "Harbour Beans, Daily Drop, The corner roaster",
            "^S save",
        )
        assert "needs" not in shown
        assert screen.query_one("#competitor", LineInput).value == ""
        assert screen.query_one("#limits", LineInput).value == "20,000 40,000 60,000 100,000"
        await pilot.press("end")
        await type_in(pilot, " Club\nMornings\n")
        await pilot.press("ctrl+u")
        await type_in(pilot, "Daily Drop\n\nseason = autumn\nEUR\n")
        await pilot.press("ctrl+s")
        await arrived(pilot, StudyScreen)
        await shows(pilot, "Mornings 0 interviews")
        await pilot.press("w")
        screen = await arrived(pilot, WordsScreen)
        assert screen.query_one("#word-0", LineInput).value == "autumn"
        assert "What stands for “season”?" in "".join(
            str(static.render()) for static in screen.query(".label")
        )
        await pilot.press("escape")
        await arrived(pilot, StudyScreen)
    study = store.study()
    assert study.title == "Mornings"
    assert study.words == {
        "product": "Cedar Coffee Club",
        "competitor": "Daily Drop",
        "season": "autumn",
    }
    assert study.lists["competitors"] == ("Daily Drop",)
    assert study.lists["income-bands"][1] == "20,000 to 39,999 EUR"


async def test_lists_and_bands_of_ones_own_are_shown_to_be_changed(study: StudyFolder) -> None:
    study.change_study(
        lambda now: with_words(
            now, sizes="Small; Large", season="", **{"income-bands": ("Enough", "Not enough")}
        )
    )
    async with wizard(study) as pilot:
        await pilot.press("w")
        screen = await arrived(pilot, WordsScreen)
        assert not screen.query("#limits")
        screen.query_one("#bands", LineInput).load("Plenty; Enough; Not enough")
        screen.query_one("#word-0", LineInput).load("Small; Middle; Large")
        screen.query_one("#another", LineInput).load("Season=autumn")
        await pilot.press("ctrl+s")
        await shows(pilot, "“Season” can't be a word's name: write “season”.")
        screen.query_one("#another", LineInput).load("")
        await pilot.press("ctrl+s")
        await arrived(pilot, StudyScreen)
    assert study.study().lists == {
        "sizes": ("Small", "Middle", "Large"),
        "income-bands": ("Plenty", "Enough", "Not enough"),
    }


async def test_the_words_screen_says_which_banks_lack_what(needy: StudyFolder) -> None:
    async with wizard(needy) as pilot:
        await pilot.press("w")
        screen = await arrived(pilot, WordsScreen)
        await shows(pilot, "needy needs competitor, competitors What is the product called?")
        screen.query_one("#competitors", LineInput).load("Harbour Beans")
        await pilot.press("ctrl+s", "w")
        await arrived(pilot, WordsScreen)
        await no_longer_shows(pilot, "needy needs")


async def test_a_bank_that_lacks_words_leads_to_them_and_then_starts(needy: StudyFolder) -> None:
    async with wizard(needy) as pilot:
        await pilot.press("n")
        form = await arrived(pilot, NewInterviewScreen)
        form.query_one("#name", LineInput).load("Ann")
        await pilot.press("ctrl+s")
        await arrived(pilot, Confirm)
        await shows(
            pilot,
            "The bank “needy” needs “competitor”, “competitors”, which the study does not say yet.",
            "Y give them now N not now",
        )
        await pilot.press("n")
        await arrived(pilot, NewInterviewScreen)
        await shows(pilot, "give the study its words first")
        await pilot.press("ctrl+s", "y")
        words = await arrived(pilot, WordsScreen)
        assert words.query_one("#competitor", LineInput).has_focus
        await pilot.press("escape")
        await arrived(pilot, NewInterviewScreen)
        assert needy.interview_count() == 0

        await pilot.press("ctrl+s", "y")
        words = await arrived(pilot, WordsScreen)
        words.query_one("#competitors", LineInput).load("Harbour Beans, Daily Drop")
        await pilot.press("ctrl+s")
        await arrived(pilot, InterviewScreen)
        await pilot.press("enter")
        await shows(pilot, "What does Harbour Beans do better than Tea?")
        await pilot.press("ctrl+n")
        await shows(pilot, "Harbour Beans", "Daily Drop")
        await pilot.press("ctrl+q", "ctrl+q")
        await arrived(pilot, StudyScreen)
    assert [person.name for person in needy.participants()] == ["Ann"]


async def test_interviews_made_before_keep_what_they_asked(
    study: StudyFolder, begun: Callable[..., str]
) -> None:
    interview = begun()
    sitting = resume_interview(study, interview)
    sitting.session.write("short-term-goals", None, "warmth")
    sitting.session.go("weeks")
    sitting.close()
    async with wizard(study) as pilot:
        await pilot.press("w")
        await type_in(pilot, " Box")
        await pilot.press("ctrl+s")
        await arrived(pilot, StudyScreen)
        await pilot.press("enter")
        await arrived(pilot, InterviewScreen)
        await at(pilot, "weeks")
        await pilot.press("ctrl+p", "ctrl+p", "ctrl+n")
        assert session(pilot).interview.answers["short-term-goals"].wording == (
            "What would you like to get done with Tea?"
        )
        await pilot.press("ctrl+q", "ctrl+q")
    assert on_disk(study, interview).answers["short-term-goals"].wording.endswith("with Tea?")
    assert study.study().product == "Tea Box"


async def test_what_cannot_be_saved_is_told_and_stays_typed(study: StudyFolder) -> None:
    async with wizard(study) as pilot:
        await pilot.press("w")
        screen = await arrived(pilot, WordsScreen)
        await type_in(pilot, " Box")
        whole = (study.folder / "study.json").read_bytes()
        (study.folder / "study.json").write_text("{")
        await pilot.press("ctrl+s")
        await shows(pilot, "It was left untouched.")
        assert screen.query_one("#product", LineInput).value == "Tea Box"
        await pilot.press("escape", "w")
        await arrived(pilot, StudyScreen)
        (study.folder / "study.json").write_bytes(whole)
    assert study.study().product == "Tea"


@pytest.mark.parametrize("size", [(80, 24), (50, 14)])
async def test_hostile_words_are_only_text(tmp_path: Path, size: tuple[int, int]) -> None:
    loud = "[bold red]x[/] \x1b[31m{product}"
    words = {"competitors": loud, "loud": loud, "sizes": f"{loud}; [/b]"}
    store = new_study(tmp_path / "loud", loud, loud, words=words)
    async with wizard(store, size=size) as pilot:
        await pilot.press("w")
        await arrived(pilot, WordsScreen)
        await shows(pilot, "[bold red]x[/] {product}")
        assert "\x1b" not in text_of(pilot.app)
        before = store.study()
        await pilot.press("ctrl+s")
        await arrived(pilot, StudyScreen)
        await pilot.press("escape")
        await arrived(pilot, HomeScreen)
    after = store.study()
    assert (after.words, after.title) == (before.words, before.title)
    assert {**after.lists, "income-bands": ()} == {**before.lists, "income-bands": ()}
