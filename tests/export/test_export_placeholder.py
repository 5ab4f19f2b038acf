"""The drawn stand-in for a photo."""

import re
import xml.etree.ElementTree as ET

import pytest

from persona_wizard.export.placeholder import initials, placeholder_pixels, placeholder_svg

_NAMESPACE = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mornings-back Minh", "MM"),
        ("Minh", "M"),
        ("Đặng thị Ánh", "ĐÁ"),
        ("李 小龙", "李小"),
        ("हिमा शर्मा", "हिश"),
        ("«Anna» (the) careful", "AC"),
        ("7 of nine", "7N"),
        ("🙂 !!!", ""),
        ("", ""),
    ],
)
def test_initials_in_any_script(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize("name", ["Minh", "", "<script>&\"'", "]]>", "\x00\x1b[31mRed", "\uffff"])
def test_the_drawing_is_well_formed_whatever_the_name(name: str) -> None:
    root = ET.fromstring(placeholder_svg(name))
    assert root.tag == f"{_NAMESPACE}svg"
    assert not root.findall(f".//{_NAMESPACE}script")


def test_the_pixels_are_the_same_picture_as_the_drawing() -> None:
    grid = placeholder_pixels("Minh")
    assert len(grid) == 24
    assert all(len(row) == 24 for row in grid)
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for row in grid for colour in row)
    root = ET.fromstring(placeholder_svg("Minh"))
    ground, *bars = root.iter(f"{_NAMESPACE}rect")
    painted = [[ground.get("fill")] * 24 for _ in range(24)]
    for bar in bars:
        x, y, width = (int(bar.get(key, "0")) for key in ("x", "y", "width"))
        painted[y][x : x + width] = [bar.get("fill")] * width
    assert tuple(tuple(row) for row in painted) == grid


def test_the_same_name_has_the_same_colours() -> None:
    assert placeholder_svg("Minh") == placeholder_svg(" minh ").replace(">m<", ">M<")
    assert len({placeholder_pixels(name)[0][0] for name in "abcdefghijklmnop"}) > 3
