"""Every place to write in, on the interview's own screen: any paste, and bursts of Vietnamese."""

import time
from collections.abc import Awaitable, Callable

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea
from tui_reading import arrived, at, on_disk, paste, session, type_in, until, wizard

from persona_wizard.store import StudyFolder
from persona_wizard.tui.screens.ask import AskAsTyped, Confirm
from persona_wizard.tui.screens.finder import Finder
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.line_box import LineBox
from persona_wizard.tui.screens.note_box import NoteBox
from persona_wizard.tui.widgets.note_line import NoteLine
from persona_wizard.tui.widgets.running import RunningLine

Begin = Callable[..., str]
Way = Callable[[Pilot[None]], Awaitable[None]]
TELEX = ["a", "\x7f", "â", "\x7f", "ấ"]


def to(place: str, *keys: str) -> Way:
    async def go(pilot: Pilot[None]) -> None:
        screen = await arrived(pilot, InterviewScreen)
        await screen.go(place)
        await at(pilot, place)
        await pilot.press(*keys)

    return go


async def to_the_note(pilot: Pilot[None]) -> None:
    await pilot.press("ctrl+n", "ctrl+o")
    await arrived(pilot, NoteBox)


async def to_the_finder(pilot: Pilot[None]) -> None:
    await pilot.press("ctrl+n", "ctrl+f")
    await arrived(pilot, Finder)


async def to_the_stream(pilot: Pilot[None]) -> None:
    await pilot.press("ctrl+n", "f3")
    await until(lambda: isinstance(pilot.app.focused, RunningLine))


async def to_what_they_say(pilot: Pilot[None]) -> None:
    await pilot.press("tab")
    await until(lambda: isinstance(pilot.app.focused, NoteLine))


async def to_a_line_read_through(pilot: Pilot[None]) -> None:
    await type_in(pilot, "words")
    await pilot.press("f4", "home", "e")
    await arrived(pilot, LineBox)
    await clear(pilot)


async def to_the_next_time(pilot: Pilot[None]) -> None:
    await pilot.press("f4", "d")
    await arrived(pilot, Confirm)
    await pilot.press("n")
    await arrived(pilot, AskAsTyped)


AREAS = {
    "line read through": to_a_line_read_through,
    "answer": to("short-term-goals"),
    "short answer": to("uses-today"),
    "remark on a scale": to("satisfaction", "tab"),
    "remark on a choice": to("bought-before", "tab"),
}
LINES = {
    "number": to("weeks"),
    "other choice": to("information-sources", "4"),
    "note": to_the_note,
    "finder": to_the_finder,
    "what they say": to_what_they_say,
    "next time": to_the_next_time,
}


def written(pilot: Pilot[None]) -> str:
    """What stands where the cursor is."""
    focused = pilot.app.focused
    assert isinstance(focused, TextArea | Input)
    return focused.text if isinstance(focused, TextArea) else focused.value


async def clear(pilot: Pilot[None]) -> None:
    focused = pilot.app.focused
    assert isinstance(focused, TextArea | Input)
    focused.clear()
    await pilot.pause()


async def burst(pilot: Pilot[None], keys: list[str]) -> None:
    for key in keys:
        pilot.app.post_message(events.Key("backspace" if key == "\x7f" else key, key))
    await pilot.pause()


async def keeps_bursts_of_vietnamese_in_order(pilot: Pilot[None]) -> None:
    await burst(pilot, [*"ch", *TELEX, *"t", *(TELEX * 20)])
    assert written(pilot) == "chất" + "ấ" * 20


async def takes_and_cleans_any_paste_and_goes_on(pilot: Pilot[None]) -> None:
    many_lines = isinstance(pilot.app.focused, TextArea)
    for pasted, expected in (
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\x1b]52;c;aGk=\x07at \x1b[31msix\x1b[0m", "at six"),
        ("a\x00b\x9b2Jc\u202e", "abc"),
        ("cafe\u0301\udcff", "café"),
        ("[/foo] [bold", "[/foo] [bold"),
        ("\n".join(f"{n}" for n in range(300)), "\n".join(f"{n}" for n in range(300))),
    ):
        await clear(pilot)
        await paste(pilot, pasted)
        await type_in(pilot, "!")
        lines = expected if many_lines else " ".join(expected.split("\n"))
        assert written(pilot) == lines + "!"


async def goes_on_after_a_megabyte(pilot: Pilot[None]) -> None:
    await clear(pilot)
    await paste(pilot, "> a line of #notes\n" * 55_000)
    began = time.perf_counter()
    await type_in(pilot, "abcd")
    # A fifth of a second a key where all of it is kept; much room for a busy machine.
    assert time.perf_counter() - began < 8
    if isinstance(pilot.app.focused, TextArea):
        assert written(pilot) == "> a line of #notes\n" * 55_000 + "abcd"
    else:
        # A line takes as much as it can hold, and says so.
        assert len(written(pilot)) == 2_000 + len("abcd")
        assert written(pilot).endswith("abcd")


@pytest.mark.parametrize("way", [*AREAS.values(), *LINES.values()], ids=[*AREAS, *LINES])
async def test_whatever_comes_in_keeps_its_order_and_is_cleaned(
    study: StudyFolder, begun: Begin, way: Way
) -> None:
    async with wizard(study, begun()) as pilot:
        await way(pilot)
        await keeps_bursts_of_vietnamese_in_order(pilot)
        await takes_and_cleans_any_paste_and_goes_on(pilot)
        await goes_on_after_a_megabyte(pilot)


async def test_bursts_of_vietnamese_keep_their_order_in_running_notes(
    study: StudyFolder, begun: Begin
) -> None:
    async with wizard(study, begun()) as pilot:
        await to_the_stream(pilot)
        await keeps_bursts_of_vietnamese_in_order(pilot)


async def test_a_paste_of_many_lines_is_as_many_running_notes(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await to_the_stream(pilot)
        await paste(pilot, "\x1b]52;c;aGk=\x07one\r\n\x00two\udcff\n\n[/three]")
        await type_in(pilot, "!\nfour")
        await until(lambda: len(session(pilot).interview.notes) == 4)
        await pilot.press("ctrl+q", "ctrl+q")
    assert [n.text for n in on_disk(study, interview).notes] == ["one", "two", "[/three]!", "four"]
