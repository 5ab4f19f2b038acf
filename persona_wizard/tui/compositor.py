"""Painting what has changed, and nothing else."""

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class FrugalCompositor(Compositor):
    """Textual's, which asks every widget of a screen for all its lines to paint one of them.

    Here those are asked that stand where something changed, and for these lines.
    """

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        changed = crop or self.size.region
        rows = Region(0, changed.y, self.size.width, changed.height)
        for widget, (region, clip) in self.visible_widgets.items():
            if not region.intersection(clip).overlaps(changed):
                continue
            seen = clip.intersection(rows)
            asked = region.intersection(seen).translate(-region.offset)
            yield region, seen, widget.render_lines(asked)
