import pytest
from PIL import Image
from textual.app import App, ComposeResult

from persona_wizard.model.errors import WizardError
from persona_wizard.tui.widgets.pixels import Picture

RED, BLUE = "#ff0000", "#0000ff"


class Frame(App[None]):
    def compose(self) -> ComposeResult:
        yield Picture()


def colours(picture, y):
    """The upper and the lower colour of each drawn cell on one line."""
    return [
        (str(s.style.bgcolor.triplet.hex), str(s.style.color.triplet.hex))
        for s in picture.render_line(y)
        if s.style and "▄" in s.text
        for _ in s.text
    ]


async def shown(frame, pilot, width, height):
    picture = frame.query_one(Picture)
    picture.styles.width, picture.styles.height = width, height
    await pilot.pause()
    return picture


async def test_a_grid_fills_its_box_in_proportion():
    frame = Frame()
    async with frame.run_test() as pilot:
        picture = await shown(frame, pilot, 8, 2)
        picture.show_grid(((RED, BLUE), (BLUE, RED)))
        await pilot.pause()
        assert colours(picture, 0) == [(RED, RED)] * 2 + [(BLUE, BLUE)] * 2
        assert colours(picture, 1) == [(BLUE, BLUE)] * 2 + [(RED, RED)] * 2


async def test_odd_grids_in_small_boxes_are_survived():
    frame = Frame()
    async with frame.run_test() as pilot:
        for box in ((1, 1), (1, 5), (5, 1), (0, 0)):
            picture = await shown(frame, pilot, *box)
            for grid in ((), ((),), ((RED,),), ((RED,) * 9,), ((RED,),) * 9, ((RED, BLUE), (RED,))):
                picture.show_grid(grid)
                await pilot.pause()


async def test_a_photo_is_shown(tmp_path):
    Image.new("RGB", (1000, 1000), RED).save(tmp_path / "photo.png")
    frame = Frame()
    async with frame.run_test() as pilot:
        picture = await shown(frame, pilot, 6, 3)
        picture.show_file(tmp_path / "photo.png")
        await pilot.pause()
        assert colours(picture, 2) == [(RED, RED)] * 6


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is not a picture"),
        (b"hello", "is not a picture"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "is not a picture"),
        (None, "can't be opened (no such file or directory)"),
    ],
)
async def test_what_is_no_picture_is_told_in_one_line(tmp_path, content, said):
    path = tmp_path / "photo.png"
    if content is not None:
        path.write_bytes(content)
    frame = Frame()
    async with frame.run_test():
        with pytest.raises(WizardError) as caught:
            frame.query_one(Picture).show_file(path)
        assert caught.value.message.startswith(f"photo.png {said}")
        assert "\n" not in caught.value.message
