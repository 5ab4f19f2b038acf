"""What is missing, why, and what to ask next."""

import pytest
from msgspec.structs import replace
from synthesis_examples import STUDY, C, N, P, ask, bank, choices, draw, gap, met, took

from persona_wizard.model.bank import Kind
from persona_wizard.model.headings import FIELDS
from persona_wizard.model.interview import State
from persona_wizard.model.persona import Gap, GapReason
from persona_wizard.model.study import AcceptedGap, Curation, Photo
from persona_wizard.synthesis import synthesise

INCOME = ask(
    "income",
    Kind.BANDS,
    "demographics",
    field="income",
    wording="Which band, without {product}?",
    choices=choices("low", "middle", "high"),
)
BANK = bank(INCOME)
EXPECTED = [field.id for field in FIELDS.values() if field.expected]


def income(*given, audience=C) -> Gap | None:
    people = (met(i, audience, answers=a) for i, a in enumerate(given, start=1))
    return gap(draw(*people, banks=(BANK,)), "field/income")


def test_a_field_that_no_bank_asks_about():
    found = gap(draw(met(1), met(2), banks=(BANK,)), "field/gender")
    assert found == Gap(
        id="field/gender",
        blocking=True,
        reason=GapReason.NO_QUESTION,
        what="Gender",
        why="the bank has no question for it",
        ask="Add a question for “Gender” to a question bank.",
        heading="demographics",
        field="gender",
    )
    two = draw(met(1), banks=(BANK, bank(ask("x"), name="other")))
    assert gap(two, "field/gender").why == "none of the 2 banks has a question for it"


def test_two_versions_of_a_bank_are_one_bank():
    versions = {"bank": BANK, "newer": bank(INCOME, ask("x"))}
    persona = synthesise(STUDY, Curation(), [met(1), met(2, followed="newer")], versions)
    assert gap(persona, "field/gender").why == "the bank has no question for it"


@pytest.mark.parametrize(
    ("given", "reason", "why"),
    [
        ([], GapReason.NEVER_ASKED, "nobody was asked yet; no interviews"),
        ([{}], GapReason.NEVER_ASKED, "nobody was asked yet; 1 interview"),
        ([{}] * 13, GapReason.NEVER_ASKED, "nobody was asked yet; 13 interviews"),
        ([{"income": State.DECLINED}] * 4, GapReason.ALL_DECLINED, "4 asked, all declined"),
        ([{"income": State.DECLINED}, {}], GapReason.ALL_DECLINED, "1 asked, declined"),
        ([{"income": State.DONT_KNOW}] * 2, GapReason.ALL_DECLINED, "2 asked, all didn't know"),
        (
            [
                {"income": State.OUT_OF_TIME},
                {"income": State.DECLINED},
                {"income": State.DONT_KNOW},
                {"income": State.DECLINED},
            ],
            GapReason.ALL_DECLINED,
            "3 asked: 2 declined, 1 didn't know; 1 ran out of time",
        ),
        (
            [
                {"income": State.NOT_APPLICABLE},
                {"income": {"value": took("low"), "parked": True}},
            ],
            GapReason.ALL_DECLINED,
            "nobody was asked; 1 not applicable, 1 set aside",
        ),
    ],
)
def test_why_a_field_has_no_evidence(given, reason, why):
    found = income(*given)
    assert (found.reason, found.why, found.blocking) == (reason, why, True)
    assert found.ask == "Which band, without Cedar Coffee?"


def test_one_answer_of_whatever_audience_is_evidence():
    assert income({"income": took("low")}, audience=P) is None


OFTEN = ask(
    "purchase-frequency", heading="personality", field="purchase-frequency", wording="How often?"
)


@pytest.mark.parametrize(
    ("people", "members", "missing"),
    [
        ((), (), True),
        ((P,), (), False),
        ((N, P), (), False),
        ((C, P), (), True),
        ((C, P), ("person-1",), True),
        ((C, P), ("person-2",), False),
        # Nobody of them was interviewed yet: nothing says that none of them buys.
        ((C, P), ("person-3",), True),
    ],
)
@pytest.mark.parametrize("questions", [BANK, bank(INCOME, OFTEN)])
def test_what_is_expected_of_customers_is_no_gap_of_others(questions, people, members, missing):
    interviews = [met(i, audience) for i, audience in enumerate(people, start=1)]
    chosen = Curation(name="Minh", members=members)
    persona = draw(*interviews, banks=(questions,), curation=chosen)
    assert (gap(persona, "field/purchase-frequency") is not None) is missing
    assert gap(persona, "field/gender") is not None


def test_what_a_prospect_buys_is_not_asked_of_more_of_them():
    told = met(1, P, answers={"purchase-frequency": "Weekly"})
    assert gap(draw(told, banks=(bank(OFTEN),)), "few/purchase-frequency") is None
    bought = met(1, C, answers={"purchase-frequency": "Weekly"})
    assert gap(draw(bought, banks=(bank(OFTEN),)), "few/purchase-frequency") is not None


def test_few_answers_are_an_advice():
    given = [took("low"), took("high"), State.DECLINED]
    people = [met(i, answers={"income": a}) for i, a in enumerate(given, start=1)]
    found = gap(draw(*people, met(9), banks=(BANK,)), "few/income")
    assert (found.blocking, found.reason) == (False, GapReason.TOO_FEW)
    assert (found.what, found.why) == ("Income", "only 2 people answered, of 3 asked")
    third = met(4, answers={"income": took("low")})
    assert gap(draw(*people, third, banks=(BANK,)), "few/income") is None


def test_where_everyone_answered_it_is_not_said_twice_how_many():
    one = draw(met(1, answers={"income": took("low")}), met(2), banks=(BANK,))
    assert gap(one, "few/income").why == "only 1 person answered"


def test_the_next_question_is_a_key_one_where_there_is_one():
    questions = bank(
        ask("first", field="long-term-goals"), ask("second", field="long-term-goals", key=True)
    )
    found = gap(draw(banks=(questions,)), "field/long-term-goals")
    assert found.ask == "Wording of second?"


def worded(name: str, wording: str, question: str = "decision-process", **more):
    asked = ask(question, heading="personality", field="decision-process", wording=wording, **more)
    return bank(asked, name=name)


@pytest.mark.parametrize(
    ("members", "asks"),
    [
        ((), "How would you choose tea?"),
        (("person-1",), "How did you come to buy tea?"),
        (("person-2",), "What kept you from tea?"),
        (("person-3",), "How would you choose tea?"),
        # Of several audiences the question stands as in the newest bank, if it is one of theirs.
        (("person-1", "person-3"), "How would you choose tea?"),
        (("person-1", "person-2"), "How did you come to buy tea?"),
    ],
)
def test_the_next_question_is_worded_as_the_personas_own_people_are_asked(members, asks):
    banks = (
        worded("c", "How did you come to buy {product}?"),
        worded("n", "What kept you from {product}?"),
        worded("p", "How would you choose {product}?"),
    )
    people = [met(1, C, followed="c"), met(2, N, followed="n"), met(3, P, followed="p")]
    persona = draw(
        *people,
        banks=banks,
        curation=Curation(name="Minh", members=members),
        study=replace(STUDY, words={"product": "tea"}),
    )
    assert gap(persona, "field/decision-process").ask == asks


def test_the_next_question_is_one_that_the_personas_own_people_are_asked():
    banks = (
        worded("c", "How did you buy it?", "bought"),
        worded("p", "How would you choose?", "choose", key=True),
    )
    people = [met(1, C, followed="c"), met(2, P, followed="p")]
    everyone = draw(*people, banks=banks)
    assert gap(everyone, "field/decision-process").ask == "How would you choose?"
    theirs = draw(*people, banks=banks, curation=Curation(members=("person-1",)))
    assert gap(theirs, "field/decision-process").ask == "How did you buy it?"


def test_the_next_question_may_come_from_a_newer_bank_of_their_audience():
    banks = (
        bank(INCOME, name="old"),
        worded("c", "How did you buy it?", "bought"),
        worded("p", "How would you choose?", "choose", key=True),
    )
    people = [met(1, C, followed="old"), met(2, C, followed="c"), met(3, P, followed="p")]
    theirs = draw(*people, banks=banks, curation=Curation(members=("person-1",)))
    assert gap(theirs, "field/decision-process").ask == "How did you buy it?"


def test_an_audience_is_asked_in_the_newest_of_its_own_banks():
    banks = (worded("old", "Once?"), worded("new", "Now?"), worded("p", "Elsewhere?"))
    people = [met(1, C, followed="old"), met(2, C, followed="new"), met(3, P, followed="p")]
    persona = draw(*people, banks=banks, curation=Curation(members=("person-1",)))
    assert gap(persona, "field/decision-process").ask == "Now?"
    assert gap(draw(*people, banks=banks), "heading/personality/customers").ask == "Now?"
    (wanted,) = (one for one in draw(*people, banks=banks).whom_next if one.audience is C)
    assert [one.wording for one in wanted.ask] == ["Now?"]


def test_an_earlier_answer_in_a_wording_is_left_open():
    question = ask("q", field="long-term-goals", wording=r"You said {income}. \{Why\}?")
    found = gap(draw(banks=(bank(INCOME, question),)), "field/long-term-goals")
    assert found.ask == "You said …. {Why}?"


def test_an_empty_study_has_every_blocking_gap_and_says_how_to_begin():
    persona = draw(curation=Curation())
    blocking = [g.id for g in persona.gaps if g.blocking]
    assert blocking == ["name", "photo", *(f"field/{field}" for field in EXPECTED)]
    others = [g.id for g in persona.gaps if not g.blocking]
    assert others == ["audience/customers", "audience/non-purchasers", "audience/prospects"]
    occupation = gap(persona, "field/occupation")
    assert occupation.reason is GapReason.NEVER_ASKED
    assert occupation.ask == "Choose a question bank and hold the first interview."
    assert gap(persona, "audience/prospects").ask == "Interview a prospect."
    assert gap(persona, "audience/non-purchasers").what == "Non-purchasers"


@pytest.mark.parametrize(
    ("curation", "missing"),
    [
        (Curation(name="Minh", photo=Photo(placeholder=True)), []),
        (Curation(name="Minh", photo=Photo(file="minh.png")), []),
        (Curation(name="Minh", photo=Photo()), ["photo"]),
        (Curation(name="  ", photo=Photo(placeholder=True)), ["name"]),
    ],
)
def test_a_name_and_a_photo_or_a_chosen_placeholder(curation, missing):
    persona = draw(curation=curation)
    assert [g.id for g in persona.blocking if g.heading is None] == missing


def test_an_accepted_gap_is_shown_and_no_longer_blocks():
    curation = Curation(accepted=(AcceptedGap("field/income", "not needed for this launch"),))
    persona = draw(banks=(BANK,), curation=curation)
    found = gap(persona, "field/income")
    assert (found.accepted, found.blocking) == ("not needed for this launch", True)
    assert found not in persona.blocking
    assert gap(persona, "field/gender") in persona.blocking


def test_an_audience_that_was_asked_nothing_about_a_heading():
    goals = ask("short-term-goals", field="short-term-goals")
    persona = draw(
        met(1, C, answers={"short-term-goals": "A lift #lift"}),
        met(2, P, answers={"short-term-goals": State.OUT_OF_TIME}),
        met(3, P),
        met(4, N, followed="other"),
        banks=(bank(goals), bank(INCOME, name="other")),
    )
    assert gap(persona, "heading/objectives/customers") is None
    prospects = gap(persona, "heading/objectives/prospects")
    assert (prospects.reason, prospects.blocking) == (GapReason.NEVER_ASKED, False)
    assert prospects.what == "Objectives, prospects"
    assert prospects.why == "nobody was asked yet; 2 prospects interviewed"
    assert prospects.ask == "Wording of short-term-goals?"
    others = gap(persona, "heading/objectives/non-purchasers")
    assert others.reason is GapReason.NO_QUESTION
    assert others.why == "their bank has no question for it; 1 non-purchaser interviewed"
    assert others.ask == "Add questions under “Objectives” to the bank for non-purchasers."


def test_answers_that_wait_to_be_summed_up():
    goals = bank(ask("short-term-goals", field="short-term-goals"))
    said = ["A lift #lift", "Peace", "Time"]
    people = [met(i, answers={"short-term-goals": a}) for i, a in enumerate(said, start=1)]
    found = gap(draw(*people, banks=(goals,)), "open/short-term-goals")
    assert (found.reason, found.blocking) == (GapReason.NOT_SUMMED_UP, False)
    assert found.why == "3 answers, 2 of them not read for claims yet"
    assert gap(draw(people[1], banks=(goals,)), "open/short-term-goals").why == (
        "1 answer, not read for claims yet"
    )
    assert gap(draw(people[0], banks=(goals,)), "open/short-term-goals") is None


def test_blocking_gaps_come_first_and_then_the_headings_in_order():
    questions = bank(
        ask("wished-solutions", heading="wishes", field="wished-solutions"),
        ask("occupation", heading="general", field="occupation"),
    )
    persona = draw(
        met(1, answers={"wished-solutions": "More", "occupation": "Nurse"}), banks=(questions,)
    )
    assert [g.blocking for g in persona.gaps] == sorted(g.blocking for g in persona.gaps)[::-1]
    advice = [g.id for g in persona.gaps if not g.blocking]
    assert advice == [
        "audience/non-purchasers",
        "audience/prospects",
        "few/occupation",
        "open/occupation",
        "heading/demographics/customers",
        "heading/personality/customers",
        "heading/objectives/customers",
        "heading/problems/customers",
        "few/wished-solutions",
        "open/wished-solutions",
    ]
