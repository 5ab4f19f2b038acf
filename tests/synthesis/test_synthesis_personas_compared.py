"""Personas side by side: what is counted in each, and which differences come first."""

import random
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from synthesis_examples import STUDY, N, ask, bank, choices, composed, key, met, took
from test_synthesis_laws import study_of

from persona_wizard.model.bank import Kind
from persona_wizard.model.composing import ComposedClaim
from persona_wizard.model.interview import State
from persona_wizard.model.persona import ClaimKind
from persona_wizard.model.study import Curation
from persona_wizard.synthesis import synthesise
from persona_wizard.synthesis.personas_compared import (
    ComparedClaim,
    PersonasCompared,
    compare_personas,
)

BANK = bank(
    ask("channels", Kind.MANY, "personality", choices=choices("web", "shop")),
    ask("knows", Kind.YES_NO, "personality"),
    ask("worry", heading="problems", field="barriers"),
)
PEOPLE = (
    met(1, answers={"channels": took("web"), "knows": took("yes"), "worry": "a gym #tied-in"}),
    met(2, answers={"channels": took("web"), "knows": took("yes"), "worry": "none #not-tied-in"}),
    met(3, N, answers={"channels": took("shop"), "knows": took("no"), "worry": "traps #tied-in"}),
    met(4, N, answers={"channels": State.DECLINED, "worry": "late"}),
)


def group(name: str, *people: int) -> Curation:
    members = tuple(f"person-{n}" for n in people)
    return Curation(id=name, name=name.title(), members=members, grouped_because="seen")


def drawn(*personas: Curation, interviews=PEOPLE, claims=()) -> PersonasCompared:
    study = replace(STUDY, personas=personas, claims=claims)
    return compare_personas(study, interviews, {"bank": BANK})


def counts(found: PersonasCompared, claim: str) -> list[tuple[int, int, int]]:
    one = compared(found, claim)
    return [(count.n, count.base, count.against) for count in one.counts if count is not None]


def compared(found: PersonasCompared, claim: str) -> ComparedClaim:
    return next(one for one in found.claims if one.claim.id == claim)


def test_each_persona_counts_its_own_people() -> None:
    found = drawn(Curation(), group("buyers", 1, 2), group("others", 3, 4))
    assert [(one.name, one.people) for one in found.columns] == [
        ("persona", ("P01", "P02", "P03", "P04")),
        ("Buyers", ("P01", "P02")),
        ("Others", ("P03", "P04")),
    ]
    assert counts(found, "channels/web") == [(2, 4, 0), (2, 2, 0), (0, 2, 0)]
    assert counts(found, "knows/yes") == [(2, 3, 1), (2, 2, 0), (0, 1, 1)]
    assert counts(found, "barriers/tied-in") == [(2, 4, 1), (1, 2, 1), (1, 2, 0)]


def test_the_most_different_come_first_and_what_one_person_said_tells_nothing() -> None:
    found = drawn(group("buyers", 1, 2), group("others", 3, 4))
    assert [(one.claim.id, one.difference) for one in found.claims] == [
        ("channels/web", Fraction(1)),
        # One person of the others was asked: no share of theirs is held against the buyers'.
        ("knows/yes", Fraction(0)),
        ("barriers/tied-in", Fraction(0)),
        ("channels/shop", Fraction(0)),
        ("barriers/not-tied-in", Fraction(0)),
    ]
    assert compared(found, "channels/web").tally.question == "channels"
    assert compared(found, "barriers/tied-in").tally is None


def test_people_of_several_personas_are_told() -> None:
    found = drawn(Curation(), group("one", 1, 2), group("two", 2, 3))
    # Everyone is in the persona that is drawn from everyone.
    assert found.in_several == ("P01", "P02", "P03")
    assert drawn(group("one", 1, 2), group("two", 3, 4)).in_several == ()
    assert drawn(group("one", 1, 2), group("two", 2, 3)).in_several == ("P02",)
    assert drawn(Curation(), Curation(id="again")).in_several == ("P01", "P02", "P03", "P04")


def without(curation: Curation, *hidden: str) -> Curation:
    return replace(curation, hidden=hidden)


def test_what_every_persona_leaves_out_is_not_compared() -> None:
    gone = ("channels/web", "barriers/tied-in")
    found = drawn(without(group("buyers", 1, 2), *gone), without(group("others", 3, 4), *gone))
    # The contrary of a tag goes with it.
    assert [one.claim.id for one in found.claims] == ["knows/yes", "channels/shop"]


def test_what_one_persona_leaves_out_is_blank_there_and_tells_no_difference() -> None:
    some = without(group("others", 3, 4), "channels/web")
    found = drawn(group("buyers", 1, 2), some)
    one = compared(found, "channels/web")
    assert one.counts == (one.counts[0], None)
    assert (one.counts[0].n, one.difference) == (2, 0)
    three = compared(drawn(Curation(), group("buyers", 1, 2), some), "channels/web")
    assert three.difference == Fraction(1, 2)


def test_a_number_whose_middle_is_left_out_is_not_compared_number_by_number() -> None:
    scale = bank(ask("liked", Kind.SCALE, minimum=0, maximum=10))
    people = tuple(met(n, answers={"liked": 4}) for n in (1, 2))
    study = replace(STUDY, personas=(without(Curation(), "liked/median"), group("one", 1)))
    found = compare_personas(study, people, {"bank": scale})
    assert [one is None for one in compared(found, "liked/4").counts] == [True, False]


def test_a_persona_whose_people_are_gone_is_nobodys() -> None:
    found = drawn(Curation(), group("gone", 77))
    assert found.columns[1].people == ()
    assert counts(found, "channels/web") == [(2, 4, 0), (0, 0, 0)]


def test_a_composed_claim_that_a_group_never_raised_has_their_silence_counted() -> None:
    gym = key(PEOPLE[0], "worry", "a gym")
    claim = composed(gym, key(PEOPLE[2], "worry", "traps"))
    found = drawn(group("buyers", 1, 2), group("late", 2, 4), claims=(claim,))
    assert counts(found, claim.id) == [(1, 2, 0), (0, 2, 0)]
    raised, silent = compared(found, claim.id).counts
    assert raised is not None
    assert silent is not None
    assert (raised.claim is None, silent.claim) == (False, None)


def test_nobody_interviewed_compares_nothing() -> None:
    found = drawn(Curation(), group("one", 1), interviews=())
    assert (found.claims, [one.people for one in found.columns]) == ((), [(), ()])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_every_count_is_that_of_the_persona_itself(seed: int) -> None:
    chance = random.Random(seed)
    interviews, banks = study_of(chance)
    by_digest = {one.id: one for one in banks}
    everyone = sorted({i.participant for i in interviews})
    groups = [
        Curation(id=name, members=tuple(chance.sample(everyone, chance.randint(1, len(everyone)))))
        for name in ("one", "two")
        if everyone
    ]
    study = replace(STUDY, personas=(Curation(), *groups), claims=_claims(chance, interviews))
    found = compare_personas(study, interviews, by_digest)
    shuffled = chance.sample(list(interviews), len(interviews))
    assert compare_personas(study, shuffled, by_digest) == found
    differences = [one.difference for one in found.claims]
    assert differences == sorted(differences, reverse=True)
    for place, curation in enumerate(study.personas):
        persona = synthesise(study, curation, interviews, by_digest)
        own = {claim.id: claim for claim in persona.claims}
        for one in found.claims:
            count = one.counts[place]
            assert count is not None
            if one.claim.id in own:
                mine = own.pop(one.claim.id)
                assert (count.n, count.base, count.against) == (mine.n, mine.base, mine.against)
                assert count.claim == mine
            else:
                assert (count.n, count.claim) == (0, None)
                assert count.base <= one.claim.base
        # What is not compared has no two sides, or says the same as a yes.
        assert all(
            claim.kind in (ClaimKind.MEDIAN, ClaimKind.INDICATED) or claim.id.endswith("/no")
            for claim in own.values()
        )


def _claims(chance, interviews) -> tuple[ComposedClaim, ...]:  # type: ignore[no-untyped-def]
    keys = [
        key(one, question, words)
        for one in interviews
        for question in ("short-term-goals", "more-goals")
        if question in one.answers
        for words in ("Plain", "Words", "x")
    ]
    if not keys:
        return ()
    some = chance.sample(keys, chance.randint(1, min(4, len(keys))))
    return (composed(*some[:2], against=tuple(some[2:]), heading="objectives"),)
