"""Draft themes of many answers: looked at, named and confirmed as tags, or left."""

import threading

import pytest
from composing_reading import at_composing, interviewed, press, with_bank
from textual.pilot import Pilot
from tui_reading import (
    arrived,
    no_longer_shows,
    on_disk,
    settled,
    shows,
    told,
    type_in,
    until,
    wizard,
)

from persona_wizard.store import StudyFolder
from persona_wizard.studies import composing_view
from persona_wizard.studies.interviews import resume_interview
from persona_wizard.synthesis.themes import Drafts
from persona_wizard.tui import how_far
from persona_wizard.tui.screens.composing import ComposingScreen
from persona_wizard.tui.screens.marked_lines import ThemeLines
from persona_wizard.tui.screens.themes import ThemesScreen

# Half of them complain about the price, three about the delivery; the rest share nothing.
PRICE = [f"expensive {word}" for word in ("tea", "bread", "rent", "beans", "cake") * 3]
DELIVERY = ["delivery day", "delivery van", "late delivery"]
ALONE = ["kettle", "baby", "espresso", "tram", "garden", "piano"]
ALONE += ["winter", "ladder", "parrot", "violin", "candle", "forest"]


@pytest.fixture
def talks(study: StudyFolder) -> dict[str, str]:
    said = (*PRICE, *DELIVERY, *ALONE)
    answers = {f"P{n:02}": {"barriers": text} for n, text in enumerate(said, 1)}
    return interviewed(with_bank(study), answers)


def tagged(study: StudyFolder, talks: dict[str, str], tag: str) -> int:
    texts = [on_disk(study, one).answers["barriers"].text for one in talks.values()]
    return sum(f"#{tag}" in text for text in texts)


async def at_the_themes(pilot: Pilot[None]) -> ThemesScreen:
    await at_composing(pilot)
    await shows(pilot, "What people said, unread first · D drafts themes")
    await pilot.press("d")
    return await arrived(pilot, ThemesScreen)


async def test_a_draft_is_named_and_becomes_a_tag_on_its_lines(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=(80, 30)) as pilot:
        await at_the_themes(pilot)
        await shows(
            pilot,
            "Tea · draft themes 2 drafts, 18 lines · 12 in none",
            "What got in the way?",
            "15 expensive 15",
            "3 delivery 3",
        )
        assert tagged(study, talks, "") == 0
        await press(pilot, "t")
        await shows(pilot, "What is this theme called? A tag for its 15 lines. expensive")
        await press(pilot, *["backspace"] * 9)
        await type_in(pilot, "too dear\n")
        await settled(pilot)
        await shows(pilot, "✓ #too-dear", "#too-dear put to 15 lines · ^Z takes it back")
        assert tagged(study, talks, "too-dear") == 15
        await press(pilot, "t", "enter")
        await shows(pilot, "#expensive put to 15 lines")
        await press(pilot, "ctrl+z", "ctrl+z")
        await settled(pilot)
        await until(lambda: tagged(study, talks, "") == 0)
        await no_longer_shows(pilot, "✓")
        await press(pilot, "escape")
        await arrived(pilot, ComposingScreen)
        await shows(pilot, "0 of 30 read")


async def test_what_does_not_belong_is_taken_out_first(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=(80, 30)) as pilot:
        await at_the_themes(pilot)
        await press(pilot, "down", "enter")
        await arrived(pilot, ThemeLines)
        await shows(pilot, "Tea · delivery 3 of 3 lines marked", "● P17 delivery van")
        await press(pilot, "down", "space")
        await shows(pilot, "2 of 3 lines marked")
        await press(pilot, "t", "enter")
        await arrived(pilot, ThemesScreen)
        await shows(pilot, "#delivery put to 2 lines")
        assert tagged(study, talks, "delivery") == 2
        # The same name again reaches what it has not reached yet.
        await press(pilot, "t", "enter")
        await shows(pilot, "#delivery put to 1 line ·")
        await press(pilot, "t", "enter")
        await shows(pilot, "They bear #delivery already")
        await press(pilot, "escape")
        await arrived(pilot, ComposingScreen)
        await shows(pilot, "3 of 30 read", "delivery van #delivery")


async def test_a_draft_that_is_left_changes_nothing(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study) as pilot:
        await at_the_themes(pilot)
        await press(pilot, "t", "escape", "enter", "t", "escape", "escape", "escape")
        await arrived(pilot, ComposingScreen)
        await shows(pilot, "0 of 30 read")
        assert tagged(study, talks, "") == 0


async def test_an_interview_written_elsewhere_keeps_its_line_and_says_so(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=(80, 30)) as pilot:
        await at_the_themes(pilot)
        sitting = resume_interview(study, talks["P16"])
        await press(pilot, "down", "t", "enter")
        await until(lambda: bool(told(pilot.app)))
        assert "#delivery" not in on_disk(study, talks["P16"]).answers["barriers"].text
        sitting.close()
        await press(pilot, "t", "enter")
        await shows(pilot, "✓ #delivery", "#delivery put to")
        assert tagged(study, talks, "delivery") == 3


async def test_under_thirty_answers_there_are_no_drafts(study: StudyFolder) -> None:
    said = {f"P{n:02}": {"barriers": "expensive\nexpensive"} for n in range(1, 30)}
    interviewed(with_bank(study), said)
    async with wizard(study) as pilot:
        await at_composing(pilot)
        await no_longer_shows(pilot, "drafts themes")
        await press(pilot, "d")
        await shows(
            pilot, "Draft themes are for 30 answers to a question and more; this one has 29."
        )
        await press(pilot, "pagedown", "d")
        await shows(pilot, "Go to something that was said")


async def test_nothing_in_common_is_said(study: StudyFolder) -> None:
    said = {f"P{n:02}": {"barriers": f"word{chr(96 + n)}{chr(97 + n)}"} for n in range(1, 26)}
    said |= {f"Q{n}": {"barriers": "nothing"} for n in range(5)}
    interviewed(with_bank(study), said)
    async with wizard(study) as pilot:
        await at_composing(pilot)
        await press(pilot, "d")
        await arrived(pilot, ThemesScreen)
        await shows(pilot, "no draft · 30 in none", "share no words that would make a theme")
        await press(pilot, "enter", "t", "ctrl+z", "escape")
        await arrived(pilot, ComposingScreen)


async def test_looking_is_told_and_leaving_ends_it(
    study: StudyFolder, talks: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(how_far, "QUIET", 0.0)
    monkeypatch.setattr(how_far, "EVERY", 0.0)
    left, ended = threading.Event(), threading.Event()

    def slow(found: object, spoken: object, progress: how_far.HowFar) -> Drafts:
        progress(12, 30)
        left.wait(20)
        try:
            progress(13, 30)
        finally:
            ended.set()
        return Drafts()

    monkeypatch.setattr(composing_view, "themes_of", slow)
    async with wizard(study) as pilot:
        await at_composing(pilot)
        await pilot.press("d")
        await until(lambda: isinstance(pilot.app.screen, ThemesScreen))
        await shows(pilot, "looking through the answers: 12 of 30")
        # Keys are taken while it looks.
        await pilot.press("t", "enter", "ctrl+z", "escape")
        await until(lambda: isinstance(pilot.app.screen, ComposingScreen))
        left.set()
        await until(ended.is_set)
        await settled(pilot)
        assert isinstance(pilot.app.screen, ComposingScreen)


async def test_tagging_is_stopped_and_what_was_done_is_taken_back(
    study: StudyFolder, talks: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from persona_wizard.tui import composer

    put = composer.put_tag
    reached, go_on = threading.Event(), threading.Event()

    def slow(*arguments: object) -> bool:
        if tagged(study, talks, "expensive") == 4:
            reached.set()
            go_on.wait(20)
        return put(*arguments)

    monkeypatch.setattr(composer, "put_tag", slow)
    async with wizard(study, size=(80, 30)) as pilot:
        await at_the_themes(pilot)
        await pilot.press("t", "enter")
        await until(reached.is_set)
        await pilot.press("escape")
        go_on.set()
        await settled(pilot)
        await shows(pilot, "Stopped: #expensive put to 5 lines · ^Z takes it back")
        assert tagged(study, talks, "expensive") == 5
        await press(pilot, "ctrl+z")
        await shows(pilot, "Taken back: #expensive put to 5 lines")
        assert tagged(study, talks, "expensive") == 0
