"""A key paints the line it changed, and the same as if the whole screen were painted."""

import copy
from collections.abc import Callable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.widget import Widget
from tui_reading import arrived, shows, wizard

from persona_wizard.store import StudyFolder
from persona_wizard.tui.compositor import FrugalCompositor
from persona_wizard.tui.screens.interview import InterviewScreen

REGIONS = (
    Region(0, 0, 80, 24),
    Region(0, 0, 80, 1),
    Region(30, 8, 40, 1),
    Region(5, 3, 60, 9),
    Region(79, 23, 1, 1),
    Region(0, 12, 31, 12),
)


def painted(compositor: Compositor, region: Region) -> list[list[object]]:
    """What would be written of each line of the region, piece by piece."""
    chops = compositor._render_chops(region, lambda _: True)
    rows = []
    for y in region.line_range:
        ends = compositor.cuts[y][1:]
        seen = [
            list(chops[y][start])
            for start, end in zip(chops[y], ends, strict=True)
            if end > region.x and start < region.right
        ]
        rows.append(seen)
    return rows


async def test_any_part_of_the_screen_is_painted_as_textual_would_paint_it(
    study: StudyFolder, begun: Callable[..., str]
) -> None:
    interview = begun("P01")
    async with wizard(study, interview) as pilot:
        await arrived(pilot, InterviewScreen)
        ours = pilot.app.screen._compositor
        assert isinstance(ours, FrugalCompositor)
        for keys in ((), ("ctrl+n", "ctrl+n"), ("f3", "a", "b", "enter"), ("ctrl+f",)):
            await pilot.press(*keys)
            theirs = copy.copy(ours)
            theirs.__class__ = Compositor
            for region in REGIONS:
                assert painted(ours, region) == painted(theirs, region), (keys, region)


async def test_a_key_asks_only_the_widgets_where_it_is_typed(
    study: StudyFolder, begun: Callable[..., str]
) -> None:
    interview = begun("P01")
    async with wizard(study, interview) as pilot:
        await arrived(pilot, InterviewScreen)
        await pilot.press("ctrl+n", "x")
        await shows(pilot, "x")
        screen = pilot.app.screen
        assert isinstance(screen._compositor, FrugalCompositor)
        line = screen.focused.region if screen.focused else Region()
        asked = [seen for seen, _, _ in screen._compositor._get_renders(line.crop_size((40, 1)))]
        widgets: list[Widget] = list(screen._compositor.visible_widgets)
        assert len(asked) < len(widgets) / 2
        assert all(seen.overlaps(line) for seen in asked)
