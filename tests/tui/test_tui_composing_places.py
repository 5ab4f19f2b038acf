"""Getting about while composing: headings, places, pages, the finder, and what has room."""

from collections.abc import Mapping, Sequence
from threading import Event

import pytest
from composing_reading import (
    BOTH,
    SAID,
    at_composing,
    interviewed,
    kept,
    lines_with,
    only_claim,
    press,
    with_bank,
)
from tui_reading import (
    arrived,
    no_longer_shows,
    on_disk,
    shows,
    text_of,
    type_in,
    wizard,
    words_of,
)

from persona_wizard.store import StudyFolder
from persona_wizard.studies import composing_view
from persona_wizard.synthesis.observed import Observed
from persona_wizard.tui.screens.composing import ComposingScreen
from persona_wizard.tui.screens.evidence import EvidenceScreen
from persona_wizard.tui.screens.help import HelpScreen
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.persona import PersonaScreen
from persona_wizard.tui.screens.place_in_interview import PlaceInInterview
from persona_wizard.tui.screens.study import StudyScreen
from persona_wizard.tui.widgets import observation_list

HOSTILE = (
    "[bold red]mark up[/] [@click=app.exit]x[/]",
    "a\x1b[31mred\x07 bell\u202egnisrever",
    "𝔘𝔫𝔦 👩\u200d👩\u200d👧\u200d👦 ไทย हिन्दी العربية",
    "w" * 20_000,
)


@pytest.fixture
def study(study: StudyFolder) -> StudyFolder:
    """A study whose prospects are asked two open questions."""
    return with_bank(study)


@pytest.fixture
def talks(study: StudyFolder) -> dict[str, str]:
    """Three interviews with five lines on objectives, one of them tagged, and one on problems."""
    return interviewed(study, SAID)


async def test_headings_are_walked_and_a_claim_stays_in_hand(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        await press(pilot, "space", "c")
        await type_in(pilot, "Wants mornings\n")
        await shows(pilot, "1 of 3 · anecdote")
        await press(pilot, "ctrl+n")
        await shows(
            pilot,
            "Tea · Problems",
            "the lid leaks",
            "▸ Wants mornings 1 of 3 · anecdote Objectives",
        )
        await press(pilot, "plus")
        assert [key.question for key in only_claim(study).supports] == [
            "short-term-goals",
            "barriers",
        ]
        await press(pilot, "pageup")
        await shows(pilot, "Tea · Objectives")
        await press(pilot, "ctrl+p", "ctrl+p")
        await shows(pilot, "Tea · Demographic information", "Nobody has said anything here yet.")
        await press(pilot, "space", "full_stop", "plus", "x", "t", "c")
        await shows(pilot, "Go to something that was said, or mark it first.")
        await press(pilot, "pagedown", "pagedown", "pagedown", "pagedown", "pagedown", "pagedown")
        await shows(pilot, "Tea · Demographic information")


async def test_marks_stay_from_heading_to_heading(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        await press(pilot, "space", "pagedown", "space")
        await shows(pilot, "● 2 marked")
        await press(pilot, "c")
        await type_in(pilot, "Life leaks\n")
        await shows(pilot, "▸ Life leaks 1 of 3 · anecdote")
        claim = only_claim(study)
        assert (claim.heading, claim.field) == ("problems", None)
        assert len(claim.supports) == 2


async def test_gaps_of_the_heading_stand_under_its_claims(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        await shows(pilot, "No claim yet. Mark what belongs together", "! Long-term goals:")


async def test_enter_opens_the_place_in_the_interview_and_comes_back(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study) as pilot:
        screen = await at_composing(pilot)
        await press(pilot, "down", "down", "enter")
        await arrived(pilot, PlaceInInterview)
        await shows(pilot, "P02 · read through", "cheap enough no plastic")
        assert pilot.app.screen._row.line == 1
        before = on_disk(study, talks["P02"])
        await press(pilot, "escape")
        assert await arrived(pilot, ComposingScreen) is screen
        assert on_disk(study, talks["P02"]) == before
        one = screen._said_list.observed
        assert one is not None
        assert one.observation.text == "no plastic"

        await press(pilot, "enter", "e")
        await type_in(pilot, " at all")
        await press(pilot, "escape", "escape")
        await arrived(pilot, ComposingScreen)
        await shows(pilot, "no plastic at all")
        text = on_disk(study, talks["P02"]).answers["short-term-goals"].text
        assert text == "cheap enough\nno plastic at all"

        await press(pilot, "enter", "enter")
        await arrived(pilot, InterviewScreen)
        await press(pilot, "ctrl+q", "ctrl+q")
        await arrived(pilot, ComposingScreen)


async def test_a_claim_opens_to_who_said_it(study: StudyFolder, talks: dict[str, str]) -> None:
    async with wizard(study) as pilot:
        await at_composing(pilot)
        await press(pilot, "c")
        await type_in(pilot, "Wants mornings\n")
        await shows(pilot, "▸ Wants mornings 1 of 3 · anecdote")
        await press(pilot, "tab", "enter")
        await arrived(pilot, EvidenceScreen)
        await shows(pilot, "P01 prospect", "“Just mornings.”")
        await press(pilot, "escape")
        await arrived(pilot, ComposingScreen)


async def test_the_persona_is_one_key_away_and_back(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study) as pilot:
        screen = await at_composing(pilot)
        await press(pilot, "space", "pagedown", "p")
        await arrived(pilot, PersonaScreen)
        await press(pilot, "o")
        assert await arrived(pilot, ComposingScreen) is screen
        await shows(pilot, "Tea · Problems", "● 1 marked")
        await press(pilot, "p", "escape")
        assert await arrived(pilot, ComposingScreen) is screen
        await press(pilot, "escape")
        await arrived(pilot, StudyScreen)
        await press(pilot, "p", "o")
        # The heading that was left is the one that is come back to.
        await arrived(pilot, ComposingScreen)
        await shows(pilot, "Tea · Problems", "the lid leaks")
        await press(pilot, "pageup", "p")
        await arrived(pilot, PersonaScreen)
        await press(pilot, "o")
        await arrived(pilot, ComposingScreen)
        await shows(pilot, "Tea · Objectives")
        assert len(pilot.app.screen_stack) == 4


async def test_one_list_at_80_columns_both_from_96(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=(80, 24)) as pilot:
        await at_composing(pilot)
        await press(pilot, "c")
        await type_in(pilot, "Wants mornings\n")
        await shows(pilot, "G ✓ D ✓ B ✓ Objectives 3 P 1 W ✓", "What people said")
        assert "Claims" not in words_of(pilot.app)
        await press(pilot, "tab")
        await shows(pilot, "Claims ▸ Wants mornings 1 of 3 · anecdote")
        assert "What people said" not in words_of(pilot.app)
        await pilot.resize_terminal(120, 40)
        await shows(pilot, "What people said, unread first", "Claims", "Suggestions ✓")
        await pilot.resize_terminal(80, 24)
        await no_longer_shows(pilot, "What people said")
        await press(pilot, "tab")
        await shows(pilot, "What people said")
        await press(pilot, "full_stop")
        await shows(pilot, "It is tagged or linked, and counts as read.")


@pytest.mark.parametrize("text", HOSTILE, ids=["markup", "escapes", "scripts", "long"])
async def test_whatever_people_say_is_shown_as_text(study: StudyFolder, text: str) -> None:
    talks = interviewed(study, {"P01": {"short-term-goals": f"{text}\nplain"}})
    async with wizard(study, size=(80, 24)) as pilot:
        await at_composing(pilot)
        await press(pilot, "space", "space", "c")
        await type_in(pilot, "[b]So[/b] it is\n")
        await shows(pilot, "▸ [b]So[/b] it is 1 of 1")
        await press(pilot, "tab", "tab", "home", "t", "escape", "enter")
        await arrived(pilot, PlaceInInterview)
        await press(pilot, "escape")
        shown = text_of(pilot.app)
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        if text.startswith("["):
            assert "[bold red]mark up[/] [@click=app.exit]x[/]" in shown
    assert on_disk(study, talks["P01"]).finished is not None


async def test_similar_lines_stand_side_by_side_from_eight_on(study: StudyFolder) -> None:
    price = {f"P0{n}": f"the price is too high {word}" for n, word in enumerate("abc", 1)}
    other = ("quiet", "garden", "tram", "piano", "winter")
    said = {**price, **{f"P0{n}": word for n, word in enumerate(other, 4)}}
    interviewed(study, {who: {"short-term-goals": text} for who, text in said.items()})
    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        shown = await shows(pilot, "similar:")
        assert shown.index("similar:") < shown.index("P01") < shown.index("P03")
        assert shown.index("P03") < shown.index("P04")
        rows = lines_with(pilot, "┆")
        assert len(rows) == 4
        assert "price" in rows[0]


async def test_thousands_of_lines_are_turned_page_by_page(
    study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(observation_list, "PAGE", 4)
    interviewed(study, {"P01": {"barriers": "\n".join(f"line {n}" for n in range(7))}})
    async with wizard(study, size=BOTH) as pilot:
        screen = await at_composing(pilot)
        await shows(pilot, "… rows 5 to 8 of 8", "line 2")
        await press(pilot, "full_stop", "full_stop", "full_stop")
        await shows(pilot, "What got in the way?", "line 3", "line 6", "… rows 1 to 4 of 8")
        one = screen._said_list.observed
        assert one is not None
        assert one.observation.text == "line 3"
        await press(pilot, "up")
        await shows(pilot, "line 2")
        await no_longer_shows(pilot, "line 4")
        assert len(kept(study).read) == 3


async def test_the_finder_goes_to_what_was_said(study: StudyFolder, talks: dict[str, str]) -> None:
    async with wizard(study) as pilot:
        screen = await at_composing(pilot)
        await press(pilot, "u", "ctrl+f")
        await type_in(pilot, "lid leaks\n")
        await arrived(pilot, ComposingScreen)
        await shows(pilot, "Tea · Problems", "the lid leaks")
        await press(pilot, "ctrl+f")
        await type_in(pilot, "before six\n")
        await shows(pilot, "Tea · Objectives", "Read so far: 1")
        one = screen._said_list.observed
        assert one is not None
        assert one.observation.text == "ready before six"


async def test_the_finder_gets_there_while_similar_lines_are_still_being_looked_for(
    study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"short-term-goals": "ready before six", "barriers": "the lid leaks\nno room for it"}
    interviewed(study, {"P01": said})
    compare, may_compare = composing_view.alike, Event()

    def slow_on_problems(
        found: Sequence[Observed], spoken: Mapping[str, str]
    ) -> composing_view.Alike:
        if any(one.heading == "problems" for one in found):
            may_compare.wait(20)
        return compare(found, spoken)

    monkeypatch.setattr(composing_view, "alike", slow_on_problems)
    async with wizard(study) as pilot:
        await pilot.press("o")
        await shows(pilot, "0 of 3 read", "ready before six")
        screen = pilot.app.screen
        assert isinstance(screen, ComposingScreen)
        await pilot.press("ctrl+f", *"room", "enter")
        await shows(pilot, "Tea · Problems", "Putting similar ones side by side")
        may_compare.set()
        await shows(pilot, "P01, prospect · What got in the way?")
        one = screen._said_list.observed
        assert one is not None
        assert one.observation.text == "no room for it"


async def test_the_finder_tells_whose_words_it_found_where_the_cursor_stood_already(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        await press(pilot, "full_stop")
        await shows(pilot, "Read, nothing to claim")
        await press(pilot, "ctrl+f")
        await type_in(pilot, "cheap enough\n")
        await shows(pilot, "P02, prospect · What should be easier?")


async def test_nothing_was_said_yet(study: StudyFolder) -> None:
    async with wizard(study) as pilot:
        await at_composing(pilot)
        await shows(pilot, "Tea · General information", "0 of 0 read", "Nobody has said anything")
        await press(pilot, "c", "full_stop", "enter", "u", "tab", "x", "enter", "e", "ctrl+z", "f1")
        await arrived(pilot, HelpScreen)


async def test_keys_that_come_before_anything_was_read_do_nothing(
    study: StudyFolder, talks: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ComposingScreen, "_look", lambda self: None)
    async with wizard(study) as pilot:
        keys = ("space", "c", "h", "t", "full_stop", "plus", "x", "u", "pagedown", "tab", "ctrl+z")
        await pilot.press("o", *keys)
        await arrived(pilot, ComposingScreen)
        assert kept(study).claims == ()
