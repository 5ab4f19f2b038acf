"""How far a persona carries."""

import pytest
from synthesis_examples import C, N, P, ask, bank, draw, gap, met

from persona_wizard.model.coverage import Saturation
from persona_wizard.model.persona import Status
from persona_wizard.model.study import Curation

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


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ([], Saturation.NO_INTERVIEW),
        # However many people: nothing can be said of lines that nobody read.
        (["x"] * 12, Saturation.NOT_CODED),
        (["#a"], Saturation.STILL_NEW),
        (["#a"] * 4 + ["#b"], Saturation.STILL_NEW),
        (["#a"] * 8, Saturation.TOO_FEW),
        (["#a"] * 9, Saturation.NEARLY),
        (["#a"] * 8 + ["#b"], Saturation.STILL_NEW),
    ],
)
def test_whether_interviews_of_all_audiences_still_bring_news(said, verdict):
    found = [met(n, (C, P)[n % 2], answers={"needs": text}) for n, text in enumerate(said, 1)]
    assert draw(*found, banks=(BANK,)).saturated is verdict


def test_a_group_of_chosen_people_lacks_no_other_audience():
    both = (*people(["#a"] * 2), *people(["#a"], N, first=5))
    everyone = draw(*both, banks=(BANK,))
    assert everyone.status is Status.PROTO
    assert gap(everyone, "audience/prospects") is not None
    chosen = Curation(members=("person-1", "person-5"), grouped_because="alike")
    group = draw(*both, banks=(BANK,), curation=chosen)
    assert group.status is Status.PROVISIONAL
    assert gap(group, "audience/prospects") is None
    assert [one.participants for one in group.audiences] == [1, 1, 0]
    # Whose people are all gone is nobody's.
    gone = draw(*both, banks=(BANK,), curation=Curation(members=("nobody",)))
    assert gone.status is Status.PROTO
