"""A window made tiny and large again, in the middle of typing, loses nothing."""

from collections.abc import Callable

from tui_reading import arrived, at, no_longer_shows, on_disk, said, shows, type_in, wizard

from persona_wizard.store import StudyFolder
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.study import StudyScreen


async def test_typing_goes_on_through_any_size(
    study: StudyFolder, begun: Callable[..., str]
) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await arrived(pilot, InterviewScreen)
        await pilot.press("enter")
        await type_in(pilot, "first")
        for width, height in ((20, 5), (1, 1), (200, 3), (49, 40), (200, 60), (1, 60)):
            await pilot.resize_terminal(width, height)
            await type_in(pilot, f" {width}")
        await pilot.resize_terminal(20, 5)
        await shows(pilot, "This window is too small. Make it 50 by 14 or more; nothing is lost.")
        await pilot.press("ctrl+n")
        await at(pilot, "uses-today")
        await type_in(pilot, "a thermos\n")
        await at(pilot, "weeks")
        await pilot.resize_terminal(80, 24)
        await no_longer_shows(pilot, "too small")
        await shows(pilot, "How many weeks ago did you start looking?")
        assert said(pilot, "short-term-goals") == (None, "first 20 1 200 49 200 1")
        assert said(pilot, "uses-today") == (None, "a thermos")
    assert on_disk(study, interview).answers["uses-today"].text == "a thermos"


async def test_every_screen_survives_a_tiny_window(sample: StudyFolder) -> None:
    async with wizard(sample) as pilot:
        for keys in ("", "p", "pn", "o", "oc", "e", "n", "w", "b", "bn", "bc", "f1", "ctrl+f"):
            await pilot.press(*((keys,) if len(keys) > 2 else keys))
            for size in ((20, 5), (1, 1), (50, 14), (80, 24)):
                await pilot.resize_terminal(*size)
            await no_longer_shows(pilot, "too small")
            while not isinstance(pilot.app.screen, StudyScreen):
                await pilot.press("escape")


async def test_boxes_over_a_tiny_interview_survive(
    study: StudyFolder, begun: Callable[..., str]
) -> None:
    async with wizard(study, begun()) as pilot:
        for key in ("ctrl+r", "ctrl+o", "ctrl+f", "f1", "f4"):
            await pilot.press("ctrl+n", key)
            await pilot.resize_terminal(1, 1)
            await pilot.resize_terminal(20, 5)
            await pilot.resize_terminal(90, 30)
            await pilot.press("escape")
            await arrived(pilot, InterviewScreen)
