"""The card's colours, from its own style sheet: read by everybody, by day and by night."""

import re
from importlib.resources import files

import pytest

from persona_wizard.export.placeholder import PALETTES, Palette

SHEET = files("persona_wizard.export").joinpath("html_style.css").read_text(encoding="utf-8")
# What is written, and what it is written on; each needs 4.5 to 1.
WRITTEN = [
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "tint"),
    ("soft", "card"),
    ("soft", "tint"),
    ("accent", "card"),
    ("accent", "tint"),
    ("card", "accent"),
    ("warn", "warn-ground"),
]
# What is drawn, and what it is drawn on; each needs 3 to 1.
DRAWN = [("accent", "card"), ("accent", "paper"), ("accent", "track"), ("ink", "card")]


def _colours(block: str, palette: Palette) -> dict[str, str]:
    found = dict(re.findall(r"--([\w-]+): ([^;]+);", block))
    known = {"deep": palette.cup, "pale": palette.ground}
    return {name: _known(value, known) for name, value in found.items()}


def _known(value: str, known: dict[str, str]) -> str:
    name = re.fullmatch(r"var\(--([\w-]+)\)", value)
    return known[name[1]] if name else value


def _schemes(palette: Palette) -> dict[str, dict[str, str]]:
    light = _colours(SHEET.split("}")[0], palette)
    dark = _colours(SHEET.split("prefers-color-scheme: dark")[1].split("}")[0], palette)
    paper = _colours(SHEET.split("@media print")[1].split("}")[0], palette)
    return {"light": light, "dark": light | dark, "print": light | paper}


def contrast(one: str, other: str) -> float:
    """WCAG 2: from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    pairs = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = (int(pairs[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_measure_is_right() -> None:
    assert round(contrast("#000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("palette", PALETTES, ids=lambda one: one.cup)
@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_contrast_is_enough_for_every_persona(palette: Palette, scheme: str) -> None:
    colours = _schemes(palette)[scheme]
    for least, pairs in ((4.5, WRITTEN), (3.0, DRAWN)):
        for one, other in pairs:
            found = contrast(colours[one], colours[other])
            assert found >= least, (one, other, round(found, 2))


def test_the_sheet_uses_no_colour_of_its_own() -> None:
    rules = re.sub(r":root \{.*?\}", "", SHEET, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-f]{3,6}\b", rules) == []
