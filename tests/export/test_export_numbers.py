"""How many gave a number, where others answered in words: on the page and in its pictures."""

import pytest
from minh import EVERYONE, INCOME, MINH, claim, people, tally
from msgspec.structs import replace

from persona_wizard.export.counts import interviewed
from persona_wizard.export.html_charts import charts
from persona_wizard.export.wording import tally_line
from persona_wizard.model.bank import Kind
from persona_wizard.model.persona import ClaimKind, Tally

WHO = interviewed(MINH)


def spent(values: tuple[float, ...], middle: str, answered: int, **more: object) -> Tally:
    """What `answered` of nine people spend; the first of them gave these numbers."""
    gave = EVERYONE[: len(values)]
    found = tally(
        *("spend", Kind.NUMBER, {}, EVERYONE),
        wording="How much?",
        values=values,
        unit="EUR",
        median=claim("spend/median", middle, gave, kind=ClaimKind.MEDIAN),
        **more,
    )
    return replace(found, answered=answered)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (
            spent((-5, 12.5, 20, 20, 1250), "20", 8, declined=1),
            "How much? 20 EUR in the middle, answers from -5 to 1250 "
            "(8 answered, 5 gave a number, 1 declined)",
        ),
        (spent((12.5,), "12.5", 5), "How much? 12.5 EUR (9 asked, 1 gave a number)"),
        (
            spent((5, 8), "6.5", 3, dont_know=6),
            "How much? 5 and 8 EUR (9 asked, 2 gave a number, 6 didn't know)",
        ),
        (spent((5, 8), "6.5", 2, declined=7), "How much? 5 and 8 EUR (9 asked, 7 declined)"),
        (spent((12, 2_000_000), "1000006", 2), "How much? 12 and 2000000 EUR (9 asked)"),
        (
            spent((0, 1, 2, 3, 1_500_000), "2", 5),
            "How much? 2 EUR in the middle, answers from 0 to 1500000 (5 answered)",
        ),
    ],
)
def test_the_middle_says_how_many_gave_a_number(found: Tally, sentence: str) -> None:
    line = tally_line(found, WHO)
    assert line is not None
    assert line.text == sentence


def test_the_median_band_says_how_many_chose_one() -> None:
    median = claim("income/median", "20 to 40", people("1 2 3"), kind=ClaimKind.MEDIAN)
    asked = replace(INCOME, base=9, answered=5, declined=4, median=median)
    line = tally_line(asked, WHO)
    assert line is not None
    assert line.text == "Median income: 20 to 40 (5 answered, 3 chose a band, 4 declined)"


def test_a_picture_of_numbers_says_how_many_gave_one() -> None:
    drawn = replace(spent((3, 4, 4), "4", 5), kind=Kind.SCALE, bounds=(0, 5), unit="")
    about = tuple(
        replace(one, tallies=(drawn,)) if one.heading == "personality" else one
        for one in MINH.sections
    )
    *_, picture = charts(replace(MINH, sections=about), ["Personality and behaviour"])
    assert picture.note == "5 answered, 3 gave a number; on a scale of 0 to 5"
