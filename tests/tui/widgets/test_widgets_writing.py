import time

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Input, TextArea

from persona_wizard.tui.widgets.writing import (
    LONGEST_INPUT,
    AnswerArea,
    LineInput,
    ShortArea,
    fold_long_lines,
)

TELEX = ["a", "backspace", "â", "backspace", "ấ"]
WRITERS = [AnswerArea, ShortArea, LineInput]


class Desk(App[None]):
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, writer: AnswerArea | LineInput) -> None:
        super().__init__()
        self.animation_level = "none"
        self.writer = writer
        self.changes = 0

    def compose(self) -> ComposeResult:
        yield self.writer

    def on_mount(self) -> None:
        self.writer.focus()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        self.changes += 1

    def on_input_changed(self, event: Input.Changed) -> None:
        self.changes += 1

    @property
    def written(self) -> str:
        return self.writer.text if isinstance(self.writer, AnswerArea) else self.writer.value

    def burst(self, keys: list[str]) -> None:
        for key in keys:
            character = "\x7f" if key == "backspace" else key if len(key) == 1 else None
            self.post_message(events.Key(key, character))


@pytest.mark.parametrize("writer", WRITERS)
async def test_a_burst_of_keys_keeps_its_order(writer):
    desk = Desk(writer())
    async with desk.run_test() as pilot:
        for keys, written in (
            (TELEX, "ấ"),
            ([*"cha", *TELEX[1:], *"y"], "chấy"),
            (["b", "left", "a", "end", "c"], "abc"),
            (["a", "b", "home", "delete", "x"], "xb"),
            ([*"wrong", "ctrl+u", *"right"], "right"),
            (["a", "zero_width_non_joiner", "b"], "ab"),
        ):
            desk.writer.load("")
            desk.burst(keys)
            await pilot.pause()
            assert desk.written == written


@pytest.mark.parametrize("writer", WRITERS)
async def test_many_syllables_in_one_burst(writer):
    desk = Desk(writer())
    async with desk.run_test() as pilot:
        desk.burst(TELEX * 40)
        await pilot.pause()
        assert desk.written == "ấ" * 40


@pytest.mark.parametrize("writer", WRITERS)
async def test_joiners_that_spell_words_and_emoji_are_kept(writer):
    desk = Desk(writer())
    async with desk.run_test() as pilot:
        for character in "می‌خواهم":
            desk.post_message(events.Key(character, character))
        await pilot.pause()
        assert desk.written == "می\u200cخواهم"


@pytest.mark.parametrize("writer", WRITERS)
async def test_what_is_pasted_is_cleaned(writer):
    desk = Desk(writer())
    async with desk.run_test() as pilot:
        for pasted, written in (
            ("\x1b]0;owned\x07coffee", "coffee"),
            ("\x1b]52;c;aGk=\x1b\\at \x1b[31msix\x1b[0m", "at six"),
            ("a\x00b\x9b2Jc", "abc"),
            ("\u202eevil", "evil"),
            ("cafe\u0301", "café"),
            ("", ""),
            ("[/foo] [int]", "[/foo] [int]"),
        ):
            desk.writer.load("")
            desk.post_message(events.Paste(pasted))
            await pilot.pause()
            assert desk.written == written


async def test_line_ends_of_any_system_become_lines_in_an_area_and_spaces_in_a_line():
    for writer, written in ((AnswerArea(), "one\ntwo\nthree"), (LineInput(), "one two three")):
        desk = Desk(writer)
        async with desk.run_test() as pilot:
            desk.post_message(events.Paste("one\r\ntwo\rthree"))
            await pilot.pause()
            assert desk.written == written


async def test_what_is_pasted_from_the_clipboard_key_is_cleaned_too():
    desk = Desk(AnswerArea())
    async with desk.run_test() as pilot:
        desk.copy_to_clipboard("a\x1b[31mb")
        await pilot.press("ctrl+v")
        assert desk.written == "ab"


@pytest.mark.parametrize(
    "pasted",
    [
        pytest.param("x" * 1_000_000, id="one word"),
        pytest.param("word " * 200_000, id="one line"),
        pytest.param("a line of notes\n" * 62_500, id="many lines"),
    ],
)
async def test_a_megabyte_is_taken_whole_and_typing_goes_on(pasted):
    desk = Desk(AnswerArea())
    async with desk.run_test() as pilot:
        began = time.perf_counter()
        desk.post_message(events.Paste(pasted))
        await pilot.pause()
        assert time.perf_counter() - began < 8
        began = time.perf_counter()
        desk.burst(["!"])
        await pilot.pause()
        assert time.perf_counter() - began < 2
        assert desk.written.replace("\n", "") == pasted.replace("\n", "") + "!"


async def test_a_line_says_so_when_it_is_full():
    desk = Desk(LineInput())
    async with desk.run_test() as pilot:
        desk.post_message(events.Paste("x" * (LONGEST_INPUT + 5)))
        await pilot.pause()
        assert len(desk.written) == LONGEST_INPUT
        assert len(desk._notifications) == 1


def test_long_lines_break_after_a_space_and_lose_nothing():
    assert fold_long_lines("one two three", 8) == "one two \nthree"
    assert fold_long_lines("abcdefgh\nij", 3) == "abc\ndef\ngh\nij"
    assert fold_long_lines("short", 8) == "short"


async def test_undo_and_redo_stay_and_stop_at_what_was_loaded():
    area = AnswerArea()
    desk = Desk(area)
    async with desk.run_test() as pilot:
        area.load("said before")
        await pilot.press(*"!?", "ctrl+z")
        assert area.text == "said before"
        await pilot.press("ctrl+z", "ctrl+z")
        assert area.text == "said before"
        await pilot.press("ctrl+y")
        assert area.text == "said before!?"


@pytest.mark.parametrize("writer", WRITERS)
async def test_loading_tells_nobody_and_leaves_the_cursor_at_the_end(writer):
    desk = Desk(writer())
    async with desk.run_test() as pilot:
        desk.writer.load("wanted coffee")
        await pilot.pause()
        assert desk.changes == 0
        await pilot.press("!")
        assert desk.written == "wanted coffee!"
        assert desk.changes == 1


async def test_what_is_typed_past_the_last_row_is_seen_at_once():
    desk = Desk(AnswerArea("one\ntwo\nthree"))
    async with desk.run_test(size=(20, 3)) as pilot:
        await pilot.press("down", "down", "end", "enter")
        # A word that no longer fits goes on to a new row.
        for letter in "no row has room for this":
            desk.burst([letter])
            await pilot.pause()
            row = desk.writer.cursor_screen_offset.y
            assert row in range(3), f"behind “{letter}” the cursor is in row {row} of 3"
