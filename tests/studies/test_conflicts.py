"""What one version of an interview says otherwise than the other."""

import pytest
from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import (
    Answer,
    BankRef,
    Interview,
    Note,
    Pick,
    Revision,
    State,
)
from persona_wizard.studies.conflicts import Difference, answer_count, differences

AT = "2025-03-04T10:00:00Z"


def answer(text: str = "", **rest: object) -> Answer:
    return Answer(question="goals", wording="What did you hope for?", at=AT, text=text, **rest)  # type: ignore[arg-type]


BASE = Interview(
    id="0123456789ab",
    participant="aa11bb22cc33",
    pseudonym="P01",
    audience=Audience.CUSTOMERS,
    bank=BankRef("coffee", "a1b2c3d4e5f6"),
    started=AT,
    consent={"consent-quote": True},
    answers={"goals": answer("mornings\n#time")},
    notes=(Note("n1", "a dog barks"),),
)


class Case(Struct):
    theirs: Interview
    about: str
    ours: tuple[str, ...]
    others: tuple[str, ...]


def with_answer(changed: Answer) -> Interview:
    return replace(BASE, answers={"goals": changed})


SAID = ("mornings", "#time")
CASES = {
    "other words": Case(
        with_answer(answer("mornings\nevenings")),
        "What did you hope for?",
        SAID,
        ("mornings", "evenings"),
    ),
    "a state": Case(
        with_answer(answer("mornings\n#time", state=State.DECLINED)),
        "What did you hope for?",
        SAID,
        ("declined", *SAID),
    ),
    "a value": Case(
        with_answer(answer("mornings\n#time", value=7)),
        "What did you hope for?",
        SAID,
        ("7", *SAID),
    ),
    "a choice": Case(
        with_answer(answer("", value=(Pick("press", "The press"), Pick("x", "Other", "my aunt")))),
        "What did you hope for?",
        SAID,
        ("The press, my aunt",),
    ),
    "parked": Case(
        with_answer(answer("mornings\n#time", parked=True)),
        "What did you hope for?",
        SAID,
        ("parked: kept, not counted", *SAID),
    ),
    "taken back": Case(with_answer(answer("")), "What did you hope for?", SAID, ()),
    "no answer": Case(replace(BASE, answers={}), "What did you hope for?", SAID, ()),
    "consent": Case(
        replace(BASE, consent={"consent-quote": False}), "Consent: quote", ("yes",), ("no",)
    ),
    "consent not asked": Case(replace(BASE, consent={}), "Consent: quote", ("yes",), ()),
    "no note": Case(replace(BASE, notes=()), "A note", ("a dog barks",), ()),
    "a pseudonym": Case(replace(BASE, pseudonym="P09"), "Pseudonym", ("P01",), ("P09",)),
    "an audience": Case(
        replace(BASE, audience=Audience.PROSPECTS), "Audience", ("customer",), ("prospect",)
    ),
    "finished": Case(replace(BASE, finished=AT), "State", ("not finished",), ("finished",)),
    "next time": Case(replace(BASE, next_time="price"), "To ask first next time", (), ("price",)),
}


@pytest.mark.parametrize("name", CASES)
def test_what_differs_is_told_of_both_sides_and_nothing_else(name: str) -> None:
    case = CASES[name]
    assert differences(BASE, case.theirs) == (Difference(case.about, case.ours, case.others),)
    assert differences(case.theirs, BASE) == (Difference(case.about, case.others, case.ours),)


def test_the_same_words_do_not_differ_by_times_or_earlier_forms() -> None:
    later = "2025-03-05T10:00:00Z"
    other = answer(
        "mornings\n#time", open=False, revisions=(Revision(at=AT, state=State.ANSWERED),)
    )
    assert differences(BASE, BASE) == ()
    theirs = replace(
        BASE,
        elapsed=99.0,
        current="goals",
        answers={"goals": replace(other, at=later)},
        notes=(Note("n7", "a dog barks", 12.0),),
    )
    assert differences(BASE, theirs) == ()
    both = replace(BASE, finished=AT), replace(BASE, finished=later)
    assert differences(*both) == ()


def test_notes_of_one_number_are_two_notes() -> None:
    theirs = replace(BASE, notes=(Note("n1", "the phone rings"),))
    assert differences(BASE, theirs) == (
        Difference("A note", ("a dog barks",), ()),
        Difference("A note", (), ("the phone rings",)),
    )


def test_where_theirs_is_gone_all_of_ours_is_told() -> None:
    told = {difference.about: difference.ours for difference in differences(BASE, None)}
    assert told["What did you hope for?"] == SAID
    assert told["A note"] == ("a dog barks",)
    assert all(difference.theirs == () for difference in differences(BASE, None))


def test_a_question_without_its_wording_is_told_by_its_id() -> None:
    bare = replace(answer("evenings"), wording="")
    (difference,) = differences(replace(BASE, answers={}), with_answer(bare))
    assert difference.about == "goals"


def test_questions_stand_in_the_order_of_ours_and_then_theirs() -> None:
    ours = replace(BASE, answers={"b": answer("1"), "a": answer("2")})
    theirs = replace(BASE, answers={"c": answer("3"), "a": answer("4")})
    told = [(one.ours, one.theirs) for one in differences(ours, theirs)]
    assert told == [(("1",), ()), (("2",), ("4",)), ((), ("3",))]


def test_only_what_was_answered_or_given_a_state_is_counted() -> None:
    answers = {
        "said": answer("mornings"),
        "taken-back": answer("  "),
        "declined": answer("", state=State.DECLINED),
    }
    assert answer_count(replace(BASE, answers=answers)) == 2
