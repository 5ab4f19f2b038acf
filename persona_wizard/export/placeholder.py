"""A drawn stand-in for a photo: a cup in calm colours, the same for the same name."""

import hashlib
import unicodedata
from html import escape

from msgspec import Struct

from persona_wizard.model.text import clean_line, is_word_character

SIDE = 24
Pixels = tuple[tuple[str, ...], ...]


class Palette(Struct, frozen=True):
    """Three colours as "#rrggbb": the ground, the cup, and what stands on the cup."""

    ground: str
    cup: str
    ink: str


PALETTES = (
    Palette("#dfe7e3", "#3f6457", "#f7faf8"),
    Palette("#e4e6ee", "#4a5878", "#f8f9fc"),
    Palette("#efe6dc", "#7a5436", "#fdf9f4"),
    Palette("#ece3e8", "#74485e", "#fcf7fa"),
    Palette("#e0e9ec", "#36606e", "#f5fafb"),
    Palette("#e9e9da", "#5d6132", "#fbfbf3"),
    Palette("#e8e2ee", "#5e4b7d", "#faf8fd"),
    Palette("#eee2de", "#84483a", "#fdf7f5"),
)
# One character a pixel: "c" the cup, "i" what stands on it, "." the ground.
_CUP = tuple(
    """
........................
........................
.........c....c.........
........c....c..........
........c....c..........
.........c....c.........
..........c....c........
..........c....c........
.........c....c.........
........................
....cccccccccccccc......
....cccccccccccccc......
....cccccccccccccccccc..
....cccccccccccccc...cc.
....cccccccccccccc....c.
....cccccccccccccc....c.
....cccccccccccccc...cc.
....cccccccccccccccccc..
....cccccccccccccc......
.....cccccccccccc.......
......cccccccccc........
..iiiiiiiiiiiiiiiiiiii..
....iiiiiiiiiiiiiiii....
........................
""".strip().splitlines()
)


def palette(name: str) -> Palette:
    """The colours that belong to a name."""
    digest = hashlib.sha256(clean_line(name).casefold().encode()).digest()
    return PALETTES[digest[0] % len(PALETTES)]


def initials(name: str) -> str:
    """The first letters of a name's first and last word, in any script; empty where it has none."""
    firsts = [first for word in clean_line(name).split() if (first := _first_letter(word))]
    return "".join(firsts if len(firsts) < 2 else (firsts[0], firsts[-1]))


def _first_letter(word: str) -> str:
    """A word's first letter or digit with the marks that sit on it, as a capital."""
    for start, character in enumerate(word):
        if is_word_character(character) and not _is_mark(character):
            end = start + 1
            while end < len(word) and _is_mark(word[end]):
                end += 1
            return word[start:end].upper()
    return ""


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def placeholder_pixels(name: str) -> Pixels:
    """The drawing for a terminal: 24 rows of 24 colours, "#rrggbb"."""
    colours = palette(name)
    paint = {".": colours.ground, "c": colours.cup, "i": colours.ink}
    return tuple(tuple(paint[mark] for mark in row) for row in _CUP)


def placeholder_svg(name: str) -> str:
    """The drawing for a page: an SVG with the name's initials on the cup."""
    colours = palette(name)
    letters = initials(name)
    title = "Drawing of a cup, standing in for a photo"
    rows = "".join(_bars(row, y, colours) for y, row in enumerate(_CUP))
    text = (
        f'<text x="11" y="17" text-anchor="middle" font-family="sans-serif" font-size="5"'
        f' fill="{colours.ink}">{escape(letters)}</text>'
        if letters
        else ""
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" width="240"'
        f' height="240" role="img" aria-label="{escape(title)}"><title>{escape(title)}</title>'
        f'<rect width="{SIDE}" height="{SIDE}" fill="{colours.ground}"/>'
        f'<g shape-rendering="crispEdges">{rows}</g>{text}</svg>\n'
    )


def _bars(row: str, y: int, colours: Palette) -> str:
    """One row of the drawing: a rectangle for every stretch of one colour."""
    paint = {"c": colours.cup, "i": colours.ink}
    bars = []
    x = 0
    while x < SIDE:
        end = x + 1
        while end < SIDE and row[end] == row[x]:
            end += 1
        if row[x] in paint:
            bars.append(
                f'<rect x="{x}" y="{y}" width="{end - x}" height="1" fill="{paint[row[x]]}"/>'
            )
        x = end
    return "".join(bars)
