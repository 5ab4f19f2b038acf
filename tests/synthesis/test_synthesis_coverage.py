"""How much is known of a heading, audience by audience."""

from msgspec.structs import replace
from synthesis_examples import C, N, P, ask, bank, met

from persona_wizard.model.interview import State
from persona_wizard.synthesis.coverage import Coverage, coverage

GOALS = bank(
    ask("short-term-goals", field="short-term-goals"),
    ask("long-term-goals", field="long-term-goals"),
)
BOTH = {"short-term-goals": "a", "long-term-goals": "b"}


def known(*interviews):
    found = coverage(interviews, {"bank": GOALS})
    return [found["objectives", audience] for audience in (C, N, P)]


def test_nothing_some_every_field_and_every_field_from_three() -> None:
    people = [met(i, C, answers=BOTH) for i in (1, 2, 3)]
    every = met(4, N, answers=BOTH)
    some = met(5, P, answers={"short-term-goals": "a"})
    assert known(*people, every, some) == [
        Coverage.WELL,
        Coverage.EVERY_FIELD,
        Coverage.A_LITTLE,
    ]
    assert known(*people[:2]) == [Coverage.EVERY_FIELD, Coverage.NOTHING, Coverage.NOTHING]


def test_what_was_declined_or_set_aside_or_said_by_who_refused_is_not_known() -> None:
    declined = met(1, C, answers={"short-term-goals": State.DECLINED})
    aside = met(2, N, answers={"short-term-goals": {"text": "a", "parked": True}})
    refused = replace(met(3, P, answers=BOTH), consent={"consent-take-part": False})
    assert known(declined, aside, refused) == [Coverage.NOTHING] * 3
