"""A picture in half blocks: a photo, or a small grid of colours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import RenderResult
from textual.widget import Widget

from persona_wizard.model.errors import WizardError

if TYPE_CHECKING:
    from PIL.Image import Image
    from rich_pixels import Pixels

Grid = tuple[tuple[str, ...], ...]

# Pixels a side; no terminal shows more, and a photo of a camera is much larger.
_LARGEST = 400


class Picture(Widget):
    """A picture, as large as its box allows, never stretched. Empty until one is shown."""

    DEFAULT_CSS = """
    Picture { width: 24; height: 12; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._image: Image | None = None
        self._drawn: tuple[tuple[int, int], Pixels] | None = None

    def show_grid(self, grid: Grid) -> None:
        """Show rows of colours such as `#c08040`; an empty grid shows nothing."""
        self._show(_from_grid(grid))

    def show_file(self, path: Path) -> None:
        """Show a photo, turned as its camera says. Raises WizardError where it can't be read."""
        self._show(_from_file(path))

    def _show(self, image: Image | None) -> None:
        self._image = image
        self._drawn = None
        self.refresh()

    def render(self) -> RenderResult:
        width, height = self.content_size
        if self._image is None or not width or not height:
            return ""
        size = _fitted(self._image.size, (width, height * 2))
        if self._drawn is None or self._drawn[0] != size:
            self._drawn = (size, _draw(self._image, size))
        return self._drawn[1]


def _fitted(size: tuple[int, int], box: tuple[int, int]) -> tuple[int, int]:
    """The largest width and height in `box` with the proportions of `size`, at least 1 by 1."""
    scale = min(box[0] / size[0], box[1] / size[1])
    return max(1, int(size[0] * scale)), max(1, int(size[1] * scale))


def _draw(image: Image, size: tuple[int, int]) -> Pixels:
    from PIL.Image import Resampling, new
    from rich_pixels import Pixels

    larger = size[0] > image.width
    scaled = image.resize(size, Resampling.NEAREST if larger else Resampling.LANCZOS)
    # A cell holds two pixels; an odd last row is paired with an empty one, not stretched.
    canvas = new("RGBA", (size[0], size[1] + size[1] % 2))
    canvas.paste(scaled, (0, 0))
    drawn: Pixels = Pixels.from_image(canvas)
    return drawn


def _from_grid(grid: Grid) -> Image | None:
    from PIL import Image, ImageColor

    if not grid or not any(grid):
        return None
    image = Image.new("RGBA", (max(len(row) for row in grid), len(grid)))
    for y, row in enumerate(grid):
        for x, colour in enumerate(row):
            image.putpixel((x, y), ImageColor.getcolor(colour, "RGBA"))
    return image


def _from_file(path: Path) -> Image:
    from PIL import Image, ImageOps

    try:
        with Image.open(path) as opened:
            image = ImageOps.exif_transpose(opened)
            image.thumbnail((_LARGEST, _LARGEST))
            return image.convert("RGBA")
    except (FileNotFoundError, PermissionError, IsADirectoryError) as error:
        raise WizardError(
            f"{path.name} can't be opened ({(error.strerror or 'no reason given').lower()}); "
            "nothing was changed. Choose another picture."
        ) from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise WizardError(
            f"{path.name} is not a picture that can be shown here; nothing was changed. "
            "Choose a PNG or JPEG file."
        ) from error
