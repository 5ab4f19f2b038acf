"""What separates those who bought, the journey, who fits several claims, what was new."""

import pytest
from msgspec.structs import replace
from synthesis_examples import (
    STUDY,
    C,
    N,
    P,
    ask,
    bank,
    choices,
    composed,
    draw,
    key,
    met,
    took,
    with_claims,
)

from persona_wizard.model.bank import Kind, Stage
from persona_wizard.model.persona import Conjunction, Status
from persona_wizard.model.study import Curation, Rewording

FRIEND = ask("friend", Kind.YES_NO, "personality")
WORRY = ask("worry", heading="problems", field="barriers", stage=Stage.DECISION)
WHERE = ask(
    "channels",
    Kind.MANY,
    "personality",
    field="channels",
    stage=Stage.DECISION,
    choices=choices("web", "shop"),
)
FOUND = ask("found", heading="personality", stage=Stage.AWARENESS)
GOAL = ask("short-term-goals", field="short-term-goals")
BANK = bank(FRIEND, WORRY, WHERE, FOUND, GOAL)


def test_claims_tags_and_answers_stand_side_by_side_the_most_different_first():
    # Worded otherwise to prospects: tags of it can't be compared, the researcher's sentence can.
    other = bank(replace(WORRY, wording="What kept you away?"), FRIEND, name="other")
    people = [
        met(1, C, answers={"friend": took("yes"), "worry": "Fine"}),
        met(2, C, answers={"friend": took("yes"), "worry": "Tied #time"}),
        met(3, C, answers={"friend": took("no"), "worry": "Fine"}),
        met(4, P, followed="other", answers={"friend": took("no"), "worry": "Tied #time"}),
        met(5, P, followed="other", answers={"friend": took("yes"), "worry": "Tied"}),
    ]
    made = composed(*(key(people[i], "worry", "Tied") for i in (1, 3, 4)), field="barriers")
    persona = draw(*people, banks=(BANK, other), study=with_claims(made))
    # 1 of 3 against 2 of 2, then 2 of 3 against 1 of 2.
    assert [c.id for c in persona.compared] == [made.id, "friend/yes"]
    assert [c.id for c in persona.contrasts] == [made.id]


def test_what_is_the_same_on_both_sides_separates_nobody():
    people = [met(i, a, answers={"friend": took("yes")}) for i, a in enumerate((C, C, N, P), 1)]
    assert draw(*people, banks=(BANK,)).compared == ()


def test_a_private_or_sensitive_claim_is_not_compared():
    fact = ask("family", heading="general", field="family")
    people = [met(i, C, answers={"family": "Twins"}) for i in (1, 2)]
    people += [met(i, N, answers={"family": "None"}) for i in (3, 4)]
    made = composed(*(key(one, "family", "Twins") for one in people[:2]), heading="objectives")
    made = replace(made, field=None)
    persona = draw(*people, banks=(bank(fact),), study=with_claims(made))
    assert persona.compared == ()


def test_the_journey_tells_each_stage_from_the_questions_about_it():
    people = [
        met(1, answers={"worry": "Tied #price\n> Like a gym", "channels": took("web")}),
        met(2, quote=False, answers={"worry": "> Secret", "found": "A friend #friend"}),
        met(3, answers={"worry": "Starred #star\nPlain", "short-term-goals": "Sleep #sleep"}),
    ]
    made = composed(key(people[1], "found", "A friend"), heading="personality", sentence="Told")
    persona = draw(*people, banks=(BANK,), study=with_claims(made))
    assert [stage.stage for stage in persona.journey] == list(Stage)
    awareness, _, decision, purchase, _ = persona.journey
    assert (awareness.asked, awareness.claims) == (1, ("found/friend", made.id))
    assert awareness.voices == ()
    assert (decision.asked, decision.channels) == (3, ("channels/web",))
    assert (decision.doubts, decision.claims) == (("barriers/price",), ())
    assert [(v.pseudonym, v.lines, v.quotes) for v in decision.voices] == [
        ("P03", ("Starred",), ()),
        ("P01", (), ("Like a gym",)),
    ]
    assert (purchase.asked, purchase.claims, purchase.voices) == (0, (), ())


@pytest.mark.parametrize(
    ("tags", "doubts", "rest"),
    [
        (("price", "not-price"), ["barriers/price"], []),
        (("price", "no-price"), ["barriers/price"], []),
        (("price", "not-price", "not-price"), ["barriers/price"], []),
        (("price", "not-tied"), ["barriers/price"], ["barriers/not-tied"]),
        # Time is what they lack: nobody denies it.
        (("no-time",), ["barriers/no-time"], []),
    ],
)
def test_what_denies_a_doubt_is_none(tags: tuple[str, ...], doubts: list[str], rest: list[str]):
    people = [met(i, answers={"worry": f"So #{tag}"}) for i, tag in enumerate(tags, start=1)]
    decision = draw(*people, banks=(BANK,)).journey[2]
    assert (list(decision.doubts), list(decision.claims)) == (doubts, rest)


@pytest.mark.parametrize(
    ("tags", "told"),
    [
        (("web", "not-web"), ["found/web"]),
        (("web", "not-web", "not-web"), ["found/not-web"]),
        (("not-web",), ["found/not-web"]),
    ],
)
def test_of_a_tag_and_its_contrary_a_stage_tells_what_more_people_said(
    tags: tuple[str, ...], told: list[str]
):
    people = [met(i, answers={"found": f"So #{tag}"}) for i, tag in enumerate(tags, start=1)]
    assert list(draw(*people, banks=(BANK,)).journey[0].claims) == told


def test_a_doubt_of_another_stage_is_denied_in_this_one():
    kept = ask("kept", heading="problems", field="barriers", stage=Stage.PURCHASE)
    people = [met(1, answers={"worry": "So #time"}), met(2, answers={"kept": "So #no-time"})]
    _, _, decision, purchase, _ = draw(*people, banks=(bank(WORRY, kept),)).journey
    assert (decision.doubts, decision.claims) == (("barriers/time",), ())
    assert (purchase.doubts, purchase.claims) == ((), ("barriers/no-time",))


def test_a_pinned_or_reworded_denial_is_told_but_not_as_a_doubt():
    people = [met(1, answers={"worry": "#price"}), met(2, answers={"worry": "#not-price"})]
    for chosen in (
        Curation(pinned=("barriers/not-price",)),
        Curation(reworded=(Rewording("barriers/not-price", "Finds it cheap", "", ""),)),
    ):
        decision = draw(*people, banks=(BANK,), curation=chosen).journey[2]
        assert (decision.doubts, decision.claims) == (("barriers/price",), ("barriers/not-price",))


def test_how_many_real_people_fit_the_leading_claims_of_those_asked_all():
    people = [
        met(1, answers={"friend": took("yes"), "worry": "Tied", "short-term-goals": "a #sleep"}),
        met(2, answers={"friend": took("yes"), "worry": "Tied", "short-term-goals": "b"}),
        met(3, answers={"friend": took("yes"), "worry": "Free", "short-term-goals": "#sleep"}),
        met(4, answers={"friend": took("no"), "worry": "Free", "short-term-goals": "c"}),
        met(5, answers={"friend": took("yes"), "worry": "Tied"}),
    ]
    made = composed(*(key(people[i], "worry", "Tied") for i in (0, 1, 4)), field="barriers")
    persona = draw(*people, banks=(BANK,), study=with_claims(made))
    # The fifth was not asked for goals. Of the rest the first fits all, two more fit two.
    assert persona.conjunction == Conjunction(
        ("friend/yes", "short-term-goals/sleep", made.id), 4, (3, 1)
    )
    pinned = Curation(pinned=(made.id, "friend/yes"))
    persona = draw(*people, banks=(BANK,), curation=pinned, study=with_claims(made))
    assert persona.conjunction is not None
    assert set(persona.conjunction.claims) == {"friend/yes", made.id}
    assert (persona.conjunction.asked, persona.conjunction.fitting) == (5, (3,))


ALIKE = ask("alike", Kind.ONE, "personality", choices=choices("cat", "dog", "fish"))
ABOUT = {
    "friend": took("yes"),
    "short-term-goals": "#sleep",
    "worry": "#price",
    "alike": took("cat"),
}


@pytest.mark.parametrize(
    ("changed", "leading"),
    [
        ({}, ["alike/cat", "short-term-goals/sleep", "barriers/price"]),
        # As many took another choice: neither leads, nor does what fewer took.
        (
            {"alike": took("dog"), "friend": took("no")},
            ["short-term-goals/sleep", "barriers/price"],
        ),
        # As many said the contrary of a tag.
        ({"worry": "#not-price"}, ["alike/cat", "short-term-goals/sleep"]),
        ({"short-term-goals": "#no-sleep"}, ["alike/cat", "barriers/price"]),
    ],
)
def test_what_as_many_say_otherwise_does_not_lead(changed: dict, leading: list[str]):
    people = [met(i, answers=ABOUT) for i in (1, 2, 3)]
    people += [met(i, answers=ABOUT | changed) for i in (4, 5, 6)]
    people += [met(i, answers={"alike": took("fish")}) for i in (7, 8)]
    found = draw(*people, banks=(bank(*BANK.questions, ALIKE),)).conjunction
    assert found is not None
    assert list(found.claims) == leading


def test_a_denial_does_not_lead_unless_it_is_pinned():
    people = [met(i, answers=ABOUT | {"worry": "#not-price"}) for i in (1, 2, 3)]
    people += [met(i, answers=ABOUT | {"worry": "#price"}) for i in (4,)]
    found = draw(*people, banks=(bank(*BANK.questions, ALIKE),)).conjunction
    assert found is not None
    assert "barriers/not-price" not in found.claims
    pinned = Curation(pinned=("barriers/not-price", "friend/yes"))
    found = draw(*people, banks=(BANK,), curation=pinned).conjunction
    assert found is not None
    assert set(found.claims) == {"barriers/not-price", "friend/yes"}


def test_one_claim_alone_is_no_conjunction():
    people = [met(i, answers={"friend": took("yes")}) for i in (1, 2)]
    assert draw(*people, banks=(BANK,)).conjunction is None
    assert draw(banks=(BANK,)).conjunction is None


FAMILY = ask("family", Kind.ONE, "general", field="family", choices=choices("twins", "none"))
INCOME = ask("income", Kind.BANDS, "demographics", field="income", choices=choices("low", "high"))


@pytest.mark.parametrize(("asked", "told"), [(0, True), (1, False), (2, False), (3, True)])
def test_of_fewer_than_three_nobody_learns_what_private_facts_go_together(asked: int, told: bool):
    people = [
        met(
            i,
            answers={
                "family": took("twins"),
                **({"friend": took("yes")} if i <= asked else {}),
            },
        )
        for i in range(1, 5)
    ]
    people += [met(i, answers={"friend": took("yes")}) for i in (5, 6)]
    persona = draw(*people, banks=(bank(FAMILY, FRIEND),))
    assert (persona.conjunction is not None) is told
    if persona.conjunction is not None:
        assert persona.conjunction.asked == asked


def test_what_is_not_private_goes_together_in_one_person_too():
    pinned = Curation(pinned=("friend/yes", "barriers/price"))
    one = met(1, answers={"friend": took("yes"), "worry": "a #price"})
    persona = draw(one, banks=(BANK,), curation=pinned)
    assert persona.conjunction == Conjunction(("friend/yes", "barriers/price"), 1, (1,))


@pytest.mark.parametrize(("low", "leads"), [(2, False), (3, True)])
def test_an_income_of_fewer_than_three_does_not_lead(low: int, leads: bool):
    people = [
        met(i, answers={"income": took("low" if i <= low else "high"), "friend": took("yes")})
        for i in range(1, 5)
    ]
    found = draw(
        *people,
        banks=(bank(INCOME, FRIEND),),
        curation=Curation(pinned=("income/low", "income/high", "friend/yes")),
    ).conjunction
    assert (found is not None) is leads
    if found is not None:
        assert set(found.claims) == {"income/low", "friend/yes"}


def test_a_voice_knows_the_field_of_its_question():
    where = ask("how-old", field="age-group", stage=Stage.AWARENESS)
    persona = draw(met(1, answers={"how-old": "> Forty"}), banks=(bank(where),))
    (voice,) = persona.journey[0].voices
    assert (voice.question, voice.field) == ("how-old", "age-group")


def test_what_each_interview_brought_that_was_new():
    people = [
        met(1, answers={"worry": "Tied #price"}),
        met(2, N, answers={"worry": "Tied #price #time"}),
        met(3, answers={"worry": "Free"}),
    ]
    one = composed(*(key(p, "worry", "Tied") for p in people[:2]), name="composed/0000000a")
    two = composed(
        key(people[2], "worry", "Free"),
        against=(key(people[0], "worry", "Tied"),),
        name="composed/0000000b",
    )
    persona = draw(*reversed(people), banks=(BANK,), study=with_claims(one, two))
    assert [(n.pseudonym, n.audience, n.tags, n.claims) for n in persona.saturation] == [
        ("P01", C, ("price",), (one.id,)),
        ("P02", N, ("time",), ()),
        ("P03", C, (), (two.id,)),
    ]


def test_the_status_counts_claims_as_it_counts_tags():
    people = [met(i, answers={"worry": f"Line {i}"}) for i in range(1, 10)]
    keys = [key(p, "worry", f"Line {i}") for i, p in enumerate(people, start=1)]
    old = composed(*keys[:8], name="composed/0000000a")
    assert_status(people, (old,), Status.SUPPORTED, "")
    new = composed(keys[8], name="composed/0000000b")
    still = "the last two interviews still brought new claims"
    assert_status(people, (old, new), Status.PROVISIONAL, still)
    # Only seven of nine lines are linked, which is 78 %.
    seven = composed(*keys[:7], name="composed/0000000a")
    assert_status(people, (seven,), Status.PROVISIONAL, "not coded enough to tell")
    marked = replace(with_claims(seven), read=(keys[7],))
    found = draw(*people, banks=(BANK,), study=marked).audiences[0]
    assert found.status is Status.SUPPORTED


def assert_status(people, claims, status, note):
    found = draw(*people, banks=(BANK,), study=with_claims(*claims)).audiences[0]
    assert (found.status, found.note) == (status, note)


def test_a_study_without_anything_has_empty_pictures():
    persona = draw(study=STUDY)
    assert (persona.compared, persona.saturation, persona.suggestions) == ((), (), ())
    assert all(stage.asked == 0 for stage in persona.journey)
