"""Bands in words: where they overlap, and where they leave a hole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_wizard.banks.bands import are_bands, holes, overlaps

WELL = [
    ("18–24", "25–34", "35+"),
    ("18-24", "25 - 34", "35 and over"),
    ("Under 20", "20 to 29", "30 or over"),
    ("less than 5", "5 or more"),
    ("up to 5", "more than 5"),
    ("At most 5", "At least 6"),
    ("≤ 5", "> 5"),
    ("5 or fewer", "6 or more"),
    ("Under 20,000", "20,000 to 39,999", "40,000 or over"),
    ("Under 20.000", "20.000 to 39.999", "40.000 or over"),
    ("Under 20 000 €", "20 000 to 39 999 €", "40 000 € or over"),
    ("€20,000 to €39,999", "€40,000 or over"),
    ("0", "1", "2 or more"),
    ("0.5 to 1.5", "1.6 to 2"),
    ("31 or more", "20 to 30", "under 20"),
    ("Dưới 30 tuổi", "Từ 30 đến 44 tuổi", "Từ 45 tuổi trở lên"),
    ("dưới 10 triệu", "từ 10 đến dưới 20 triệu", "từ 20 triệu trở lên"),
    ("ít nhất 6", "tối đa 5"),
    # Between what is no band, nothing meets.
    ("Once a month", "Twice a month"),
    ("iPhone 4", "iPhone 6"),
    ("Route 1, 2 or 3", "Route 7"),
    ("Never", "1 to 5", "It varies", "9 or more"),
    # Months and years cannot be told apart as numbers.
    ("1 to 11 months", "1 to 2 years"),
    (),
    ("18–24",),
]
OVERLAP = [
    ("18–25", "25–34"),
    ("up to 5", "5 to 10"),
    ("more than 5", "at least 5"),
    ("5 or less", "5 or more"),
    ("≤ 5", "≥ 5"),
    ("0 to 20,000", "20,000 to 30,000"),
    ("0.5 to 1.5", "1.5 to 2"),
    ("30–40", "18–30"),
    ("từ 10 đến 20 triệu", "từ 20 đến 30 triệu"),
]
HOLE = [
    ("18–24", "26–34"),
    ("Under 20", "30 or over"),
    ("Under 20", "over 20"),
    ("< 5", "> 5"),
    ("0", "2"),
    ("0.5 to 1", "1.5 to 2"),
    ("1,000 to 1,999", "2,001 or more"),
    ("26–34", "18–24"),
    ("Dưới 20 tuổi", "Từ 22 tuổi trở lên"),
]


@pytest.mark.parametrize("texts", WELL)
def test_bands_that_meet_have_neither_overlap_nor_hole(texts: tuple[str, ...]) -> None:
    assert (overlaps(texts), holes(texts)) == ((), ())


@pytest.mark.parametrize("texts", OVERLAP)
def test_bands_that_share_a_number_overlap(texts: tuple[str, ...]) -> None:
    (border,) = overlaps(texts)
    assert {border.first.text, border.second.text} == set(texts)
    assert holes(texts) == ()


@pytest.mark.parametrize("texts", HOLE)
def test_bands_with_a_number_between_them_leave_a_hole(texts: tuple[str, ...]) -> None:
    (border,) = holes(texts)
    assert {border.first.text, border.second.text} == set(texts)
    assert overlaps(texts) == ()


def test_every_border_is_looked_at() -> None:
    texts = ("0–10", "10–20", "22–30", "31–40", "40+")
    assert [(b.first.text, b.second.text) for b in overlaps(texts)] == [
        ("0–10", "10–20"),
        ("31–40", "40+"),
    ]
    assert [(b.first.text, b.second.text) for b in holes(texts)] == [("10–20", "22–30")]


@pytest.mark.parametrize(
    ("texts", "bands"),
    [
        (("18–24", "25+"), True),
        (("Under 40", "40 or over", "I'd rather not say"), True),
        (("young", "old"), False),
        (("under 40", "old"), False),
        ((), False),
    ],
)
def test_two_bands_make_a_list_of_bands(texts: tuple[str, ...], bands: bool) -> None:
    assert are_bands(texts) is bands


LIMITS = st.lists(st.integers(1, 900_000), min_size=2, max_size=6, unique=True).map(sorted)


def worded(limits: list[int], sign: str, late: int = 0) -> list[str]:
    """Bands between these limits; `late` is added to where each begins."""
    inner = [f"{a + late:,}{sign}{b - 1:,}" for a, b in pairwise(limits)]
    return [f"under {limits[0]:,}", *inner, f"{limits[-1] + late:,} or over"]


@given(LIMITS, st.sampled_from(["–", " to ", "-", " đến "]))
def test_bands_between_rising_limits_always_meet(limits: list[int], sign: str) -> None:
    # Limits that stand side by side would make bands of one number, which have no two ends.
    spread = [limit * 10 for limit in limits]
    assert not overlaps(worded(spread, sign))
    assert not holes(worded(spread, sign))
    assert len(overlaps(worded(spread, sign, late=-1))) == len(limits)
    assert len(holes(worded(spread, sign, late=1))) == len(limits)


@given(st.lists(st.text(max_size=30) | st.sampled_from(["1–2", "<٣", "²", "9" * 40]), max_size=5))
def test_any_texts_are_looked_at_without_a_stumble(texts: list[str]) -> None:
    overlaps(texts)
    holes(texts)
    are_bands(texts)
