"""How much is known of a heading, audience by audience."""

import random

from msgspec.structs import replace
from synthesis_examples import C, N, P, ask, bank, draw, met

from persona_wizard.model.coverage import Coverage
from persona_wizard.model.interview import State
from persona_wizard.model.study import Curation

GOALS = bank(
    ask("short-term-goals", field="short-term-goals"),
    ask("long-term-goals", field="long-term-goals"),
    ask("needs", field="needs"),
)
BOTH = {"short-term-goals": "a", "long-term-goals": "b"}


def cells(*interviews, heading="objectives", **more):
    coverage = draw(*interviews, banks=(GOALS,), **more).coverage
    return [one for one in coverage if one.heading == heading]


def known(*interviews):
    return [one.level for one in cells(*interviews)]


def counts(*interviews, **more):
    return [(one.asked, one.answered) for one in cells(*interviews, **more)]


def test_nothing_some_every_field_and_every_field_from_three() -> None:
    people = [met(i, C, answers=BOTH) for i in (1, 2, 3)]
    every = met(4, N, answers=BOTH)
    some = met(5, P, answers={"short-term-goals": "a"})
    assert known(*people, every, some) == [
        Coverage.WELL,
        Coverage.EVERY_FIELD,
        Coverage.SOME,
    ]
    assert known(*people[:2]) == [Coverage.EVERY_FIELD, Coverage.NOTHING, Coverage.NOTHING]


def test_what_was_declined_or_set_aside_or_said_by_who_refused_is_not_known() -> None:
    declined = met(1, C, answers={"short-term-goals": State.DECLINED})
    aside = met(2, N, answers={"short-term-goals": {"text": "a", "parked": True}})
    refused = replace(met(3, P, answers=BOTH), consent={"consent-take-part": False})
    assert known(declined, aside, refused) == [Coverage.NOTHING] * 3
    # Only the one who declined was asked.
    assert counts(declined, aside, refused) == [(1, 0), (0, 0), (0, 0)]


def test_people_are_counted_once_however_many_questions_and_interviews_they_have() -> None:
    twice = [met(1, C, answers=BOTH), met(1, C, visit=2, answers={"needs": "c"})]
    declined = met(2, C, answers={"needs": State.DECLINED, "long-term-goals": State.DONT_KNOW})
    assert counts(*twice, declined) == [(2, 1), (0, 0), (0, 0)]


def test_a_further_field_counts_as_answered_but_fills_no_expected_one() -> None:
    assert counts(met(1, C, answers={"needs": "c"}))[0] == (1, 1)
    assert known(met(1, C, answers={"needs": "c"}))[0] is Coverage.NOTHING


def test_every_heading_by_every_audience_is_there_even_of_nobody() -> None:
    coverage = draw().coverage
    assert len(coverage) == 6 * 3
    assert {(one.asked, one.answered, one.level) for one in coverage} == {(0, 0, Coverage.NOTHING)}


def test_a_persona_of_some_people_knows_what_they_said() -> None:
    people = [met(i, C, answers=BOTH) for i in (1, 2, 3)]
    curation = Curation(members=("person-1",), grouped_because="The first.")
    assert counts(*people, curation=curation)[0] == (1, 1)


def test_counts_are_those_of_a_plain_count_over_random_studies() -> None:
    chance = random.Random(7)
    said = ["a", State.DECLINED, State.OUT_OF_TIME, State.NOT_APPLICABLE, None]
    for _ in range(40):
        people = []
        for _ in range(chance.randint(0, 9)):
            given = {question.id: chance.choice(said) for question in GOALS.questions}
            answers = {name: one for name, one in given.items() if one is not None}
            people.append((chance.choice((C, N, P)), answers))
        expected = []
        for audience in (C, N, P):
            theirs = [answers for who, answers in people if who is audience]
            asked = [a for a in theirs if {"a", State.DECLINED} & set(a.values())]
            expected.append((len(asked), sum("a" in a.values() for a in theirs)))
        interviews = [met(n + 1, who, answers=a) for n, (who, a) in enumerate(people)]
        chance.shuffle(interviews)
        assert counts(*interviews) == expected
