"""The question banks for talks with businesses keep the rules of a good interview, too."""

import re
from pathlib import Path

import pytest

from persona_wizard.banks import read_bank
from persona_wizard.model.bank import Bank, Choice, Kind, Question, Stage
from persona_wizard.model.concepts import BUYER_TYPES, BUYING_ROLES, CONCEPT_BY_ID
from persona_wizard.model.headings import HEADINGS, Audience, expected_fields
from persona_wizard.model.interview import State

SHIPPED = Path(__file__).parents[2] / "question_banks"
FOR_AUDIENCES = {
    "existing-customers-b2b": Audience.CUSTOMERS,
    "non-purchasers-b2b": Audience.NON_PURCHASERS,
    "prospects-b2b": Audience.PROSPECTS,
}
CONSUMER_BANKS = ("existing-customers", "non-purchasers", "prospects")
WHAT_ELSE = "What else? (until nothing new comes)"
# Told once, from beginning to end: no lists.
STORIES = ("decision-process", "way-today", "industry")
COMPANY = ("industry", "company-size", "team", "last-word", "had-a-say", "budget")
PUSH = "What, if anything, had stopped being good enough"


def source(bank_id: str) -> str | None:
    path = SHIPPED / f"{bank_id}.md"
    return path.read_text(encoding="utf-8") if path.exists() else None


def shipped(bank_id: str) -> Bank:
    text = source(bank_id)
    assert text is not None
    return read_bank(text, f"{bank_id}.md", source)


@pytest.fixture(params=tuple(FOR_AUDIENCES))
def bank(request: pytest.FixtureRequest) -> Bank:
    """A bank for one audience, with what it includes."""
    return shipped(request.param)


def the(bank: Bank, question_id: str) -> Question:
    question = bank.question(question_id)
    assert question is not None, question_id
    return question


def choices_of(bank: Bank) -> list[tuple[Question, Choice]]:
    return [(question, choice) for question in bank.questions for choice in question.choices]


def expected_of(bank: Bank) -> set[str]:
    assert bank.audience is not None
    return {field.id for field in expected_fields(bank.audience)}


def told(question: Question) -> str:
    """What is said aloud: the question, its probes and its choices."""
    return " ".join([question.wording, *question.probes, *(c.text for c in question.choices)])


def list_under(bank_id: str, question_id: str) -> list[str]:
    """The list under a question, as written."""
    _, _, below = (source(bank_id) or "").partition(f"{{#{question_id} ")
    return re.findall(r"^- (.*)$", re.split(r"^#", below, maxsplit=1, flags=re.M)[0], re.M)


def test_there_is_one_for_each_audience() -> None:
    found = {path.stem for path in SHIPPED.glob("*-b2b.md")}
    assert found == {*FOR_AUDIENCES, "background-b2b"}
    for bank_id, audience in FOR_AUDIENCES.items():
        read = shipped(bank_id)
        assert (read.id, read.audience, read.language) == (bank_id, audience, "en")
    assert shipped("background-b2b").audience is None


def test_an_interview_has_18_to_27_questions(bank: Bank) -> None:
    assert 18 <= len(bank.questions) <= 27


def test_11_to_13_questions_are_open(bank: Bank) -> None:
    assert 11 <= sum(q.kind is Kind.OPEN for q in bank.questions) <= 13


def test_8_to_12_questions_are_key(bank: Bank) -> None:
    assert 8 <= sum(q.key for q in bank.questions) <= 12


@pytest.mark.parametrize("bank_id", [*FOR_AUDIENCES, "background-b2b"])
def test_the_questions_fit_into_the_minutes(bank_id: str) -> None:
    read = shipped(bank_id)
    assert read.minutes is not None
    planned = sum(
        (q.minutes or (2.5 if q.kind is Kind.OPEN else 1)) * (0.5 if q.when else 1)
        for q in read.questions
    )
    assert planned <= read.minutes <= 50


def test_every_expected_field_has_a_question_without_a_condition(bank: Bank) -> None:
    assert expected_of(bank) - {q.field for q in bank.questions if q.when is None} == set()


def test_all_six_headings_and_the_whole_journey_are_there(bank: Bank) -> None:
    assert {q.heading for q in bank.questions} == {heading.id for heading in HEADINGS}
    assert {q.stage for q in bank.questions} - {None} == set(Stage)


def test_private_questions_come_last_and_are_optional(bank: Bank) -> None:
    private = ["location", "family", "age-group", "gender", "area", "income"]
    assert [q.id for q in bank.questions][-len(private) :] == private
    assert "optional" in the(bank, "location").guidance[0]
    for question in bank.questions[-len(private) :]:
        assert not question.key, question.id
        if question.id != "location":
            assert question.sensitive, question.id
            ways_out = [c.text for c in question.choices if c.state is State.DECLINED]
            assert ways_out == ["I'd rather not say"], question.id


def test_incomes_are_told_in_the_bands_of_the_study() -> None:
    assert list_under("background-b2b", "income") == list_under("background", "income")
    assert list_under("background-b2b", "income")[0] == "{income-bands}"


def test_companies_are_sized_in_bands_without_overlap_or_hole() -> None:
    question = the(shipped("background-b2b"), "company-size")
    assert question.kind is Kind.BANDS
    texts = [c.text.replace(",", "") for c in question.choices if c.state is None]
    first, *middle, last = [[int(n) for n in re.findall(r"\d+", text)] for text in texts]
    assert (texts[0].split()[0], texts[-1].split()[-1]) == ("Under", "over")
    ends = [first[0] - 1, *(end for _, end in middle)]
    assert [start for start, *_ in (*middle, last)] == [end + 1 for end in ends]


def test_the_company_its_money_and_its_committee_are_asked_about(bank: Bank) -> None:
    for name in COMPANY:
        the(bank, name)
    assert "Who raised it first?" in the(bank, "had-a-say").probes
    assert the(bank, "had-a-say").kind is Kind.MANY


def test_the_team_and_the_budget_are_questions_of_their_own(bank: Bank) -> None:
    team, budget = the(bank, "team"), the(bank, "budget")
    assert (team.kind, team.heading, team.field) == (Kind.SHORT, "general", None)
    # Without a field: it must not hide that nobody told how they decided.
    assert (budget.kind, budget.field, budget.key) == (Kind.ONE, None, True)
    assert "How was the sum approved?" in budget.probes
    assert [q.id for q in bank.questions if q.id != "budget" and "budget" in told(q)] == []


def test_only_a_budget_that_one_may_spend_tells_a_role(bank: Bank) -> None:
    telling = {c.slug: c.indicates for c in the(bank, "budget").choices if c.indicates}
    assert telling == {"mine-alone": ("decision-maker",)}


@pytest.mark.parametrize("role", BUYING_ROLES)
def test_two_facts_tell_each_role(bank: Bank, role: str) -> None:
    telling = {q.id for q, choice in choices_of(bank) if role in choice.indicates}
    assert telling - {"budget"} == {"last-word", "had-a-say"}


@pytest.mark.parametrize("buyer_type", BUYER_TYPES)
def test_two_questions_can_suggest_each_type(bank: Bank, buyer_type: str) -> None:
    telling = {q.id for q, choice in choices_of(bank) if buyer_type in choice.indicates}
    assert len(telling) >= 2


def test_types_and_roles_are_never_asked_outright(bank: Bank) -> None:
    for name in (*BUYER_TYPES, *BUYING_ROLES):
        words = CONCEPT_BY_ID[name].name.casefold()
        assert not any(words in q.wording.casefold() for q in bank.questions)


def test_customers_tell_the_switch_and_what_worked_on_it() -> None:
    bank = shipped("existing-customers-b2b")
    story = the(bank, "decision-process")
    assert "from the first thought to the first time you used it" in story.wording
    assert "What spoke for {product} in the end?" in story.probes  # pull
    push = the(bank, "push")
    assert (push.kind, push.field, push.stage) == (Kind.OPEN, "workarounds", Stage.AWARENESS)
    assert push.wording.startswith(PUSH)
    assert not any(PUSH in probe for q in bank.questions for probe in q.probes)  # asked once
    assert the(bank, "nearly-kept-away").field == "barriers"  # anxiety
    assert "What does the team still do the old way?" in the(bank, "wished-back").probes  # habit


def test_whoever_did_not_buy_tells_the_trigger_the_criteria_and_the_choice() -> None:
    bank = shipped("non-purchasers-b2b")
    trigger, consumers = the(bank, "trigger"), the(shipped("non-purchasers"), "trigger")
    assert (trigger.stage, trigger.key) == (consumers.stage, consumers.key)
    assert f"{PUSH}?" in trigger.probes
    assert "What was going on at work just then?" in trigger.probes
    assert not any("in your life" in told(q) for q in bank.questions)
    assert the(bank, "criteria").field == "needs"
    assert the(bank, "kept-away").field == "product-problems"
    assert the(bank, "chosen-instead").kind is Kind.ONE
    assert [re.sub(r" \{#.*", "", c) for c in list_under(bank.id, "chosen-instead")][:5] == [
        "{competitors}",
        "Carried on as before",
        "Nothing: went without",
        "Built something ourselves",
        "Something else…",
    ]


def test_prospects_tell_their_way_its_cost_and_what_holds_them() -> None:
    bank = shipped("prospects-b2b")
    holding = ("way-today", "team-cost", "product-problems", "keeps-with-it")
    for name in (*holding, "information-sources"):
        assert the(bank, name).key


def test_every_list_is_asked_to_its_end(bank: Bank) -> None:
    lists = [
        q
        for q in bank.questions
        if q.kind is Kind.MANY or (q.kind is Kind.OPEN and q.id not in STORIES)
    ]
    assert [q.id for q in lists if WHAT_ELSE not in q.probes] == []


@pytest.mark.parametrize("other", CONSUMER_BANKS)
def test_what_consumers_are_asked_under_the_same_id_is_the_same(bank: Bank, other: str) -> None:
    """Questions of one id and kind are counted together: they must mean the same."""
    consumer = shipped(other)
    for question in bank.questions:
        twin = consumer.question(question.id)
        if twin is None:
            continue
        assert (question.kind, question.field) == (twin.kind, twin.field), question.id
        if consumer.audience is bank.audience:
            assert question.wording == twin.wording
        for choice in question.choices:
            assert choice == (twin.choice(choice.slug) or choice), question.id


def test_the_frame_is_that_of_the_consumer_banks(bank: Bank) -> None:
    consumer = shipped(bank.id.removesuffix("-b2b"))
    assert bank.opening.consent == consumer.opening.consent
    assert bank.opening.paragraphs[0].startswith("Thank you")
    assert "no right or wrong answers" in " ".join(bank.opening.paragraphs)
    assert bank.closing == consumer.closing


def test_a_question_asks_one_thing(bank: Bank) -> None:
    assert [q.wording for q in bank.questions if q.wording.count("?") > 1] == []


def test_guidance_can_be_read_at_a_glance(bank: Bank) -> None:
    for question in bank.questions:
        assert sum(len(paragraph) for paragraph in question.guidance) <= 120, question.id
