"""How far a persona carries."""

import pytest
from synthesis_examples import C, N, P, ask, bank, draw, met

from persona_wizard.model.persona import Status

BANK = bank(ask("needs"))


def people(said, audience=C, first=1):
    return [met(first + i, audience, answers={"needs": text}) for i, text in enumerate(said)]


def customers(said):
    return draw(*people(said), banks=(BANK,)).audiences[0]


@pytest.mark.parametrize(
    ("said", "status", "note"),
    [
        ([], Status.PROTO, ""),
        (["#a"], Status.PROVISIONAL, ""),
        (["#a"] * 8, Status.PROVISIONAL, ""),
        (["#a"] * 9, Status.SUPPORTED, ""),
        (["#a"] * 15, Status.SUPPORTED, ""),
        (["#a"] * 16, Status.RICH, ""),
        # 7 of 9 lines tagged are 78 %; 8 of 10 are 80 %.
        (["#a"] * 7 + ["-"] * 2, Status.PROVISIONAL, "not coded enough to tell"),
        (["#a"] * 8 + ["-"] * 2, Status.SUPPORTED, ""),
        # A star alone codes nothing.
        (["x #star"] * 9, Status.PROVISIONAL, "not coded enough to tell"),
        # One new tag of two, in the last two interviews.
        (
            ["#a"] * 8 + ["#b"],
            Status.PROVISIONAL,
            "the last two interviews still brought new tags",
        ),
        (["#a"] * 7 + ["#b"] + ["#a"] * 2, Status.SUPPORTED, ""),
        # One new of twenty is 5 %, one of nineteen more.
        (
            [" ".join(f"#t{i}" for i in range(19))] * 8 + ["#new"],
            Status.SUPPORTED,
            "",
        ),
        (
            [" ".join(f"#t{i}" for i in range(18))] * 8 + ["#new"],
            Status.PROVISIONAL,
            "the last two interviews still brought new tags",
        ),
    ],
)
def test_the_status_of_an_audience(said, status, note):
    found = customers(said)
    assert (found.participants, found.status, found.note) == (len(said), status, note)


def test_interviews_without_any_line_are_not_coded_enough():
    persona = draw(*(met(i, answers={}) for i in range(1, 10)), banks=(BANK,))
    assert persona.audiences[0].note == "not coded enough to tell"


def test_nine_interviews_with_eight_people_are_not_nine():
    again = met(1, visit=2, answers={"needs": "#a"})
    persona = draw(*people(["#a"] * 8), again, banks=(BANK,))
    assert (persona.audiences[0].interviews, persona.audiences[0].participants) == (9, 8)
    assert persona.audiences[0].status is Status.PROVISIONAL


def test_the_persona_has_the_lowest_status():
    all_three = [*people(["#a"] * 9, C, 1), *people(["#a"], N, 20), *people(["#a"], P, 23)]
    assert draw(*people(["#a"] * 9), banks=(BANK,)).status is Status.PROTO
    assert draw(*all_three, banks=(BANK,)).status is Status.PROVISIONAL
