"""In any colours, and in none, everything can be read and the cursor can be seen."""

from collections.abc import AsyncIterator, Callable, Iterator

import pytest
from rich.color import Color as TerminalColour
from rich.segment import Segment
from textual.color import Color
from textual.pilot import Pilot
from tui_reading import arrived, session, settled, strips_of, wizard

from persona_wizard.interviewing import CLOSING
from persona_wizard.store import StudyFolder
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.theme import THEMES

# What the Web's guidelines ask of large or bold text, and of what stands back.
LEGIBLE = 3.0


def written(pilot: Pilot[None]) -> Iterator[Segment]:
    """Every run of signs on what lies on top, with its style; frames and bars are not read."""
    screen = pilot.app.screen
    top = screen.children[0].region if screen.is_modal else screen.region
    for strip in strips_of(pilot.app)[top.y : top.bottom]:
        for segment in strip.crop(top.x, top.right):
            if any(sign.isalnum() for sign in segment.text):
                yield segment


def contrast(segment: Segment) -> float:
    """The contrast of a run of signs with what it stands on, as WCAG 2 defines it: 1 to 21."""
    assert segment.style is not None
    assert segment.style.color is not None
    assert segment.style.bgcolor is not None
    ink = Color.from_rich_color(segment.style.color)
    paper = Color.from_rich_color(segment.style.bgcolor)
    light, dark = sorted((_luminance(ink), _luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    parts = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def cursor_is_seen(pilot: Pilot[None]) -> bool:
    """Whether something shows where typing goes: a cursor, an underlined row, or a sign."""
    strips = strips_of(pilot.app)
    marked = (s.style and (s.style.reverse or s.style.underline) for strip in strips for s in strip)
    return any(marked) or any("›" in strip.text or "▌" in strip.text for strip in strips)


async def every_place(pilot: Pilot[None]) -> AsyncIterator[None]:
    """Every place of an interview in turn, then its read-through, finder, note and states."""
    await arrived(pilot, InterviewScreen)
    yield
    while session(pilot).place != CLOSING:
        await pilot.press("ctrl+n", "1")
        await settled(pilot)
        yield
    await pilot.press("ctrl+p")
    for key in ("ctrl+f", "ctrl+o", "ctrl+r", "f1", "f4"):
        await pilot.press(key)
        await settled(pilot)
        yield
        await pilot.press("escape")


@pytest.mark.parametrize("theme", [name for name in THEMES if name.startswith("persona")])
async def test_everything_can_be_read_in_our_colours(
    study: StudyFolder,
    begun: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    theme: str,
) -> None:
    monkeypatch.setenv("TEXTUAL_THEME", theme)
    async with wizard(study, begun()) as pilot:
        async for _ in every_place(pilot):
            faint = {s.text.strip() for s in written(pilot) if contrast(s) < LEGIBLE}
            assert not faint


@pytest.mark.parametrize("theme", THEMES)
async def test_without_colours_there_are_none_and_the_cursor_is_seen(
    study: StudyFolder,
    begun: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    theme: str,
) -> None:
    monkeypatch.setenv("TEXTUAL_THEME", theme)
    monkeypatch.setenv("NO_COLOR", "1")
    async with wizard(study, begun()) as pilot:
        async for _ in every_place(pilot):
            for strip in strips_of(pilot.app):
                for segment in strip:
                    style = segment.style
                    colours = {style.color, style.bgcolor} if style else set()
                    assert colours <= {None, TerminalColour.parse("default")}, segment
            if isinstance(pilot.app.screen, InterviewScreen):
                assert cursor_is_seen(pilot), session(pilot).place


async def test_in_the_terminals_own_colours_what_the_cursor_is_on_is_underlined(
    study: StudyFolder, begun: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTUAL_THEME", "ansi-light")
    async with wizard(study, begun()) as pilot:
        await arrived(pilot, InterviewScreen)
        marked = {s.text for s in written(pilot) if s.style and s.style.underline}
        assert any("I am happy to take part" in text for text in marked)
        assert not any("You may quote me" in text for text in marked)
