"""Our reading: advice that rests on claims, written beside the persona."""

import pytest
from curating_reading import (
    FRIENDS,
    LOOKS,
    REVIEWS,
    at_persona,
    go_to,
    interviewed,
    kept,
    press,
)
from msgspec.structs import replace
from tui_reading import (
    arrived,
    shows,
    told,
    type_in,
    until,
    wizard,
)

from persona_wizard.export import Layout
from persona_wizard.model.study import Advice, Curation
from persona_wizard.store import StudyFolder
from persona_wizard.studies import curating
from persona_wizard.studies.exporting import page_text
from persona_wizard.tui.screens.citing import CitingScreen
from persona_wizard.tui.screens.our_reading import OurReadingScreen
from persona_wizard.tui.screens.sentence_box import SentenceBox
from persona_wizard.tui.screens.whom_box import WhomBox


@pytest.fixture
def talks(study: StudyFolder) -> dict[str, str]:
    """Three interviews with prospects: their ids by pseudonym."""
    return interviewed(study)


async def test_advice_rests_on_claims_chosen_from_a_list(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study) as pilot:
        await at_persona(pilot)
        await press(pilot, "w")
        await arrived(pilot, OurReadingScreen)
        await shows(pilot, "Nothing yet. N: choose claims, then say what follows from them.")
        await press(pilot, "n")
        await arrived(pilot, CitingScreen)
        await shows(pilot, f"{LOOKS} (2 of 3)")
        await press(pilot, "space", "down", "space")
        await shows(pilot, f"● {LOOKS}", "2 claims marked")
        await press(pilot, "space", "enter")
        await arrived(pilot, WhomBox)
        await type_in(pilot, "Sales\n")
        await arrived(pilot, SentenceBox)
        await shows(pilot, "What follows from it, in one sentence? For Sales.", f"{LOOKS} (2 of 3)")
        await type_in(pilot, "Ask for [a friend]\n")
        await shows(
            pilot,
            "Sales: Ask for [a friend]",
            f"rests on: {LOOKS} (2 of 3)",
            "Written down · ^Z takes it back",
            "1 line",
        )
        assert kept(study).advice == (Advice("Sales", "Ask for [a friend]", (FRIENDS,)),)
        page = page_text(study, Layout.PAGE, allow_gaps=True)
        assert "Sales: Ask for \\[a friend\\]" in page

        await press(pilot, "enter", "ctrl+u")
        await type_in(pilot, "Ask twice\n")
        await press(pilot, "w", "ctrl+u", "enter")
        await shows(pilot, "Ask twice", "For whom it is: changed")
        await press(pilot, "c")
        await shows(pilot, "1 claim marked", f"● {LOOKS}")
        await press(pilot, "space", "down", "enter")
        await shows(pilot, "rests on: Looks things up with online reviews (2 of 3)")
        assert kept(study).advice == (Advice("", "Ask twice", (REVIEWS,)),)

        await press(pilot, "x")
        await shows(pilot, "Nothing yet.", "Dropped · ^Z takes it back")
        assert kept(study).advice == ()
        await press(pilot, "ctrl+z")
        await shows(pilot, "Taken back: Dropped", "Ask twice")
        await press(pilot, "escape")
        await go_to(pilot, "Ask twice")
        await shows(pilot, "Enter changes your reading.")
        await press(pilot, "enter")
        await arrived(pilot, OurReadingScreen)


async def test_a_line_of_advice_without_its_claim_says_so(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    asks = Advice("Sales", "Ask", (FRIENDS, "composed/gone"))
    lines = (asks, Advice("Product", "Wait", ("x/y",)))
    for line in lines:
        curating.add_advice(study, line)
    async with wizard(study) as pilot:
        await at_persona(pilot)
        await press(pilot, "w")
        await shows(
            pilot,
            "Sales: Ask",
            "1 claim that it rested on can't be found here.",
            "Product: Wait 1 claim that it rested on can't be found here. Nothing else holds it.",
        )
        # Changed otherwise, it keeps what it cites: the claim may come back.
        await press(pilot, "d")
        assert kept(study).advice == lines[::-1]
        await press(pilot, "d")
        await shows(pilot, "It stands at the end.")
        await press(pilot, "enter", "end")
        await type_in(pilot, " a while\n")
        assert kept(study).advice[1] == Advice("Sales", "Ask a while", lines[0].cites)


async def test_a_line_of_advice_whose_claims_named_somebody_erased_rests_on_nothing(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    bare = Curation(name="Robin", advice=(Advice("Sales", "Ask"),))
    study.change_study(lambda s: replace(s, personas=(bare,)))
    async with wizard(study) as pilot:
        await at_persona(pilot)
        await press(pilot, "w")
        await shows(pilot, "Sales: Ask It rests on no claim any more.")
        await press(pilot, "enter", "end")
        await type_in(pilot, " twice\n")
        await until(lambda: any("rests on a claim: name one" in one for one in told(pilot.app)))
        assert kept(study).advice == bare.advice
        await press(pilot, "c", "space", "enter")
        await shows(pilot, f"rests on: {LOOKS}")
        await press(pilot, "x")
        assert kept(study).advice == ()


async def test_lines_of_two_windows_stand_beside_each_other(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    asks, waits = Advice("Sales", "Ask", (FRIENDS,)), Advice("Sales", "Wait", (REVIEWS,))
    theirs = Advice("Product", "Theirs", (FRIENDS,))
    curating.add_advice(study, asks)
    curating.add_advice(study, waits)
    async with wizard(study) as pilot:
        await at_persona(pilot)
        await press(pilot, "w")
        await shows(pilot, "Sales: Wait")
        curating.add_advice(study, theirs)
        curating.move_advice(study, theirs, -2)
        # The cursor is on the first line, which is the second by now.
        await press(pilot, "enter", "end")
        await type_in(pilot, " twice\n")
        await shows(pilot, "Sales: Ask twice", "Product: Theirs", "3 lines")
        again = replace(asks, sentence="Ask twice")
        assert kept(study).advice == (theirs, again, waits)
        # The cursor went along with the line.
        curating.change_advice(study, again, asks)
        await press(pilot, "x")
        await until(lambda: any("was changed meanwhile" in one for one in told(pilot.app)))
        await shows(pilot, "Sales: Ask rests on")
        assert kept(study).advice == (theirs, asks, waits)
        await press(pilot, "x")
        assert kept(study).advice == (theirs, waits)


async def test_nothing_is_written_down_where_a_step_is_left(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study) as pilot:
        await at_persona(pilot)
        await press(pilot, "w")
        for keys in (
            ("n", "escape"),
            ("n", "enter", "escape"),
            ("n", "enter", "enter", "escape"),
            ("n", "enter", "enter", "enter"),
        ):
            await press(pilot, *keys)
            await arrived(pilot, OurReadingScreen)
        await press(pilot, "x", "c", "w", "u", "ctrl+z")
        await shows(pilot, "Nothing to take back.")
        assert kept(study).advice == ()


async def test_the_finder_goes_to_a_claim_to_cite(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study) as pilot:
        await at_persona(pilot)
        await press(pilot, "w", "n", "ctrl+f")
        await type_in(pilot, "the price\n")
        await arrived(pilot, CitingScreen)
        await press(pilot, "enter", "enter")
        await type_in(pilot, "Tell the price\n")
        await until(lambda: [a.cites for a in kept(study).advice] == [("counts/price",)])
