"""Gaps as lines for people and as data for programs."""

import json

from minh import MINH
from msgspec.structs import replace

from persona_wizard.export.gaps import gaps_as_json, gaps_as_text


def test_gaps_are_told_in_the_order_of_their_weight() -> None:
    assert gaps_as_text(MINH).splitlines() == [
        "Missing:",
        "- Wished-for solutions: nobody was asked yet; 9 interviews. "
        'Ask "What would you gladly hand to somebody else tomorrow?"',
        "",
        "Would help:",
        "- Open answers to “What would you like to be different in a year or two?”: "
        "5 answers, not tagged yet. Read these answers side by side and tag what recurs.",
        "",
        "Left open on purpose:",
        '- Income: accepted by the researcher, "not needed for this launch"',
    ]


def test_no_gap_is_said_too() -> None:
    assert gaps_as_text(replace(MINH, gaps=())) == "Nothing is missing."


def test_programs_get_every_gap_with_its_fields() -> None:
    told = json.loads(gaps_as_json(MINH))
    assert told["blocking"] == 1
    assert [gap["id"] for gap in told["gaps"]] == [
        "field/wished-solutions",
        "open/long-term-goals",
        "few/income",
    ]
    assert told["gaps"][2]["accepted"] == "not needed for this launch"
