"""Slips of the hand and of the terminal: what is typed afterwards is still taken down."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events
from textual.containers import VerticalScroll
from textual.widgets._toast import Toast
from tui_reading import (
    arrived,
    at,
    no_longer_shows,
    paste,
    press_at_once,
    said,
    session,
    settled,
    shows,
    type_in,
    until,
    wizard,
)

from persona_wizard.interviewing import CLOSING
from persona_wizard.store import StudyFolder
from persona_wizard.tui.screens.help import HelpScreen
from persona_wizard.tui.screens.home import HomeScreen
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.new_study import NewStudyScreen
from persona_wizard.tui.screens.persona import PersonaScreen
from persona_wizard.tui.screens.read_through import ReadThroughScreen
from persona_wizard.tui.screens.revisions import Revisions
from persona_wizard.tui.screens.study import StudyScreen
from persona_wizard.tui.widgets.answer import AnswerPane

Begin = Callable[..., str]


def mouse(kind: type[events.MouseEvent], x: int, y: int) -> events.MouseEvent:
    """The mouse with its left button, as a terminal tells it."""
    return kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)


async def test_a_mouse_outside_the_window_takes_nothing_from_the_answer(
    study: StudyFolder, begun: Begin
) -> None:
    async with wizard(study, begun()) as pilot:
        await arrived(pilot, InterviewScreen)
        await pilot.press("enter")
        await at(pilot, "short-term-goals")
        # Some terminals tell of a mouse that was pressed inside and let go beside the window.
        pilot.app.post_message(mouse(events.MouseDown, 40, 12))
        pilot.app.post_message(mouse(events.MouseUp, 82, 30))
        await type_in(pilot, "quiet mornings")
        assert said(pilot, "short-term-goals") == (None, "quiet mornings")


async def test_a_quick_tap_on_a_scroll_bar_holds_the_mouse_no_longer_than_it_lasts(
    study: StudyFolder, begun: Begin
) -> None:
    def tap(x: int, y: int) -> None:
        for kind in (events.MouseDown, events.MouseUp):
            pilot.app.post_message(mouse(kind, x, y))

    bank = study.folder / "question_banks" / "every-kind.md"
    bank.write_text(bank.read_text().replace("### ", f"### {'When all is said, ' * 20}", 1))
    async with wizard(study, begun()) as pilot:
        screen = await arrived(pilot, InterviewScreen)
        await pilot.press("enter")
        await at(pilot, "short-term-goals")
        await pilot.resize_terminal(60, 16)
        asked = screen.query_one(".question", VerticalScroll)
        await until(lambda: asked.show_vertical_scrollbar)
        tap(*asked.vertical_scrollbar.region.offset)
        await settled(pilot)
        await pilot.resize_terminal(160, 50)
        await until(lambda: not asked.show_vertical_scrollbar)
        tap(20, 30)
        await settled(pilot)
        await type_in(pilot, "quiet mornings")
        assert said(pilot, "short-term-goals") == (None, "quiet mornings")


async def test_a_click_on_a_message_that_is_just_gone_is_no_mishap(
    study: StudyFolder, begun: Begin
) -> None:
    async with wizard(study, begun()) as pilot:
        await arrived(pilot, InterviewScreen)
        await pilot.press("enter", "ctrl+e")
        await shows(pilot, "No earlier form of this answer.")
        x, y = pilot.app.screen.query_one(Toast).region.offset
        pilot.app.clear_notifications()
        for kind in (events.MouseDown, events.MouseUp):
            pilot.app.post_message(mouse(kind, x, y))
        await no_longer_shows(pilot, "No earlier form")
        await type_in(pilot, "quiet mornings")
        assert said(pilot, "short-term-goals") == (None, "quiet mornings")


@pytest.mark.parametrize("turns", [0, 1, 2])
async def test_a_terminal_may_close_while_an_interview_is_left(
    study: StudyFolder, begun: Begin, turns: int
) -> None:
    async with wizard(study, begun()) as pilot:
        screen = await arrived(pilot, InterviewScreen)
        screen.dismiss()
        for _ in range(turns):
            await asyncio.sleep(0)
        pilot.app.exit()


async def test_a_quick_hand_closes_a_question_only_once() -> None:
    async with wizard() as pilot:
        await arrived(pilot, HomeScreen)
        # Enter, twice in haste, and Esc after it: one question, and one answer to it.
        await press_at_once(pilot, "o", "a", "enter", "enter", "escape", "o")
        await settled(pilot)
        await pilot.press("escape")
        await arrived(pilot, HomeScreen)


async def test_help_in_haste_leads_back_to_where_it_was_asked(
    study: StudyFolder, begun: Begin
) -> None:
    async with wizard(study, begun()) as pilot:
        await arrived(pilot, InterviewScreen)
        await pilot.press("enter", "f4")
        await arrived(pilot, ReadThroughScreen)
        await press_at_once(pilot, "?", "?", "right", "enter", "end", "?")
        await arrived(pilot, HelpScreen)
        await pilot.press("escape")
        # Enter was on the first row: consent, which is asked in the Closing.
        await arrived(pilot, InterviewScreen)
        await at(pilot, CLOSING)


async def test_help_on_a_form_names_the_words_that_banks_fill_in() -> None:
    async with wizard(size=(80, 40)) as pilot:
        await pilot.press("n")
        await arrived(pilot, NewStudyScreen)
        await pilot.press("f1")
        await shows(pilot, "something like {product}?")


async def test_keys_typed_ahead_wait_for_the_screen_that_they_are_meant_for(
    study: StudyFolder, begun: Begin
) -> None:
    async with wizard(study, begun()) as pilot:
        await arrived(pilot, InterviewScreen)
        await pilot.press("enter", "ctrl+n", "ctrl+n")
        await at(pilot, "weeks")
        # Reading through, and to the third row, the first question that was not asked.
        await press_at_once(pilot, "f4", "down", "down", "enter")
        await at(pilot, "short-term-goals")


@pytest.mark.parametrize("keys", [("f1", "ctrl+q"), ("f1", "f1", "enter"), ("ctrl+f", "ctrl+q")])
async def test_a_box_can_be_left_before_it_is_there(keys: tuple[str, ...]) -> None:
    async with wizard() as pilot:
        await arrived(pilot, HomeScreen)
        await press_at_once(pilot, "n", *keys, "escape")
        await settled(pilot)


@pytest.mark.parametrize("stream", [False, True], ids=["answers", "running notes"])
async def test_a_window_can_be_made_ever_narrower(
    study: StudyFolder, begun: Begin, stream: bool
) -> None:
    async with wizard(study, begun()) as pilot:
        screen = await arrived(pilot, InterviewScreen)
        await screen.go("satisfaction")
        if stream:
            await pilot.press("f3")
        for width in (54, *range(50, 46, -1), *range(40, 0, -3), 1):
            await pilot.resize_terminal(width, 20)
        await type_in(pilot, "because")
        await pilot.resize_terminal(80, 24)
        await shows(pilot, "because")


async def test_running_notes_left_in_the_opening_leave_the_cursor_at_the_consent(
    study: StudyFolder, begun: Begin
) -> None:
    async with wizard(study, begun()) as pilot:
        await arrived(pilot, InterviewScreen)
        await pilot.press("enter", "f3", "ctrl+p", "f3", "y")
        await shows(pilot, "[x] I am happy to take part")


async def test_a_product_may_be_pasted_with_all_its_small_print() -> None:
    async with wizard() as pilot:
        await pilot.press("n")
        screen = await arrived(pilot, NewStudyScreen)
        await paste(pilot, "Tea, loose leaf, " * 100)
        await until(lambda: screen.value("folder") != "")
        assert len(Path(screen.value("folder")).name) < 100


async def test_words_typed_ahead_of_the_first_question_are_its_answer(
    study: StudyFolder, begun: Begin
) -> None:
    async with wizard(study, begun()) as pilot:
        await arrived(pilot, InterviewScreen)
        # Over a slow line several keys arrive as one: consent, on to the question, the answer.
        await press_at_once(pilot, "y", "y", "enter", *"coffee")
        await settled(pilot)
        assert said(pilot, "short-term-goals") == (None, "coffee")
        assert session(pilot).interview.consent == {
            "consent-take-part": True,
            "consent-quote": True,
        }


async def test_a_paste_waits_for_the_question_that_it_is_meant_for(
    study: StudyFolder, begun: Begin
) -> None:
    async with wizard(study, begun()) as pilot:
        await arrived(pilot, InterviewScreen)
        # A pipe sends all of it at once: on to the question, and its answer.
        await press_at_once(pilot, "enter", "ctrl+n")
        await at(pilot, "uses-today")
        for message in (events.Key("enter", "\r"), events.Paste("a thermos")):
            pilot.app.post_message(message)
        await settled(pilot)
        await at(pilot, "weeks")
        assert said(pilot, "weeks") == (None, "a thermos")


async def test_a_list_that_has_no_room_takes_every_key(sample: StudyFolder) -> None:
    async with wizard(sample) as pilot:
        await pilot.press("p")
        await arrived(pilot, PersonaScreen)
        await pilot.resize_terminal(200, 1)
        await press_at_once(pilot, "pagedown", "down", "pageup", "end", "home", "pagedown")
        await pilot.resize_terminal(80, 24)
        await pilot.press("escape")
        await arrived(pilot, StudyScreen)


async def test_a_window_of_one_column_keeps_still(
    study: StudyFolder, begun: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with wizard(study, begun()) as pilot:
        await arrived(pilot, InterviewScreen)
        await pilot.press("enter")
        await type_in(pilot, "first")
        await pilot.press("ctrl+n", "ctrl+p")
        await type_in(pilot, " second")
        await pilot.press("ctrl+n", "ctrl+p", "ctrl+e")
        await arrived(pilot, Revisions)
        await pilot.resize_terminal(1, 2)
        await settled(pilot)
        laid_out = []
        monkeypatch.setattr(
            Revisions, "_refresh_layout", lambda self, *given, **more: laid_out.append(given)
        )
        for _ in range(4):
            await pilot.pause()
        assert not laid_out


async def test_typing_on_while_an_earlier_form_comes_back_loses_neither(
    study: StudyFolder, begun: Begin
) -> None:
    async with wizard(study, begun()) as pilot:
        screen = await arrived(pilot, InterviewScreen)
        await pilot.press("enter")
        await type_in(pilot, "first")
        await pilot.press("ctrl+n", "ctrl+p")
        await type_in(pilot, " second")
        await pilot.press("ctrl+e")
        await arrived(pilot, Revisions)
        await press_at_once(pilot, "enter", "!", "f1")
        await arrived(pilot, HelpScreen)
        answer = session(pilot).interview.answers["short-term-goals"]
        assert answer.text == screen.query_one(AnswerPane).text
        forms = (answer.text, *(form.text for form in answer.revisions))
        assert "first" in forms or "first!" in forms
        assert any("!" in form for form in forms)
        assert any("second" in form for form in forms)
