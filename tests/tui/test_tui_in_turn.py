"""Jobs take their turns: one is under way, the others wait in their order."""

from functools import partial

from persona_wizard.tui.in_turn import InTurn


def test_one_at_a_time_in_the_order_asked_for() -> None:
    begun: list[str] = []
    jobs = InTurn()
    for name in "abc":
        jobs.begin(partial(begun.append, name))
    assert (begun, jobs.under_way) == (["a"], True)
    jobs.ended()
    assert (begun, jobs.under_way) == (["a", "b"], True)
    jobs.ended()
    jobs.ended()
    assert (begun, jobs.under_way) == (["a", "b", "c"], False)
    jobs.begin(lambda: begun.append("d"))
    assert begun[-1] == "d"


def test_what_waits_can_be_forgotten() -> None:
    begun: list[str] = []
    jobs = InTurn()
    jobs.begin(lambda: begun.append("a"))
    jobs.begin(lambda: begun.append("b"))
    jobs.forget()
    jobs.ended()
    assert (begun, jobs.under_way) == (["a"], False)
