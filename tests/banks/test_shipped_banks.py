"""The question banks that ship keep the rules of a good interview."""

import re
from pathlib import Path

import pytest

from persona_wizard.banks import read_bank
from persona_wizard.model.bank import Bank, Choice, Kind, Question, Stage
from persona_wizard.model.concepts import BUYER_TYPES, BUYING_ROLES, CONCEPT_BY_ID, CONCEPTS
from persona_wizard.model.headings import HEADINGS, Audience, expected_fields
from persona_wizard.model.interview import State

SHIPPED = Path(__file__).parents[2] / "question_banks"
FOR_AUDIENCES = {
    "existing-customers": Audience.CUSTOMERS,
    "non-purchasers": Audience.NON_PURCHASERS,
    "prospects": Audience.PROSPECTS,
}
ALL = (*FOR_AUDIENCES, "background")
WHAT_ELSE = "What else? (until nothing new comes)"
# A story is told once, from its beginning to its end: it is no list.
STORIES = ("decision-process",)


def source(bank_id: str) -> str | None:
    path = SHIPPED / f"{bank_id}.md"
    return path.read_text(encoding="utf-8") if path.exists() else None


def shipped(bank_id: str) -> Bank:
    text = source(bank_id)
    assert text is not None
    return read_bank(text, f"{bank_id}.md", source)


@pytest.fixture(params=ALL)
def bank(request: pytest.FixtureRequest) -> Bank:
    return shipped(request.param)


@pytest.fixture(params=tuple(FOR_AUDIENCES))
def whole_bank(request: pytest.FixtureRequest) -> Bank:
    """A bank for one audience, with what it includes."""
    return shipped(request.param)


def choices_of(bank: Bank) -> list[tuple[Question, Choice]]:
    return [(question, choice) for question in bank.questions for choice in question.choices]


def list_under(bank_id: str, question_id: str) -> list[str]:
    """The list under a question, as written."""
    text = source(bank_id) or ""
    _, _, below = text.partition(f"{{#{question_id} ")
    return re.findall(r"^- (.*)$", re.split(r"^#", below, maxsplit=1, flags=re.M)[0], re.M)


def test_each_set_of_banks_ships_whole() -> None:
    stems = {path.stem for path in SHIPPED.glob("*.md")} - {"README"}
    assert stems == {f"{name}{which}" for name in ALL for which in ("", "-b2b", "-vi")}


def test_a_bank_is_named_like_its_file_and_says_how_long_it_takes() -> None:
    for bank_id, audience in FOR_AUDIENCES.items():
        bank = shipped(bank_id)
        assert (bank.id, bank.audience) == (bank_id, audience)
        assert bank.minutes is not None
        assert 30 <= bank.minutes <= 60
    assert shipped("background").audience is None


def test_an_interview_has_18_to_24_questions(whole_bank: Bank) -> None:
    assert 18 <= len(whole_bank.questions) <= 24


def test_10_to_12_questions_are_open(whole_bank: Bank) -> None:
    assert 10 <= sum(q.kind is Kind.OPEN for q in whole_bank.questions) <= 12


def test_8_to_12_questions_are_key(whole_bank: Bank) -> None:
    assert 8 <= sum(q.key for q in whole_bank.questions) <= 12


def test_every_expected_field_has_a_question(whole_bank: Bank) -> None:
    assert whole_bank.audience is not None
    expected = {field.id for field in expected_fields(whole_bank.audience)}
    assert expected - {q.field for q in whole_bank.questions} == set()


def test_no_expected_field_hangs_on_a_condition(whole_bank: Bank) -> None:
    assert whole_bank.audience is not None
    expected = {field.id for field in expected_fields(whole_bank.audience)}
    assert [q.id for q in whole_bank.questions if q.field in expected and q.when] == []


def test_all_six_headings_are_there(whole_bank: Bank) -> None:
    assert {q.heading for q in whole_bank.questions} == {heading.id for heading in HEADINGS}


def test_demographics_come_last_and_are_optional(whole_bank: Bank) -> None:
    headings = [q.heading for q in whole_bank.questions]
    demographics = [q for q in whole_bank.questions if q.heading == "demographics"]
    assert headings[-len(demographics) :] == ["demographics"] * len(demographics)
    for question in demographics:
        assert question.sensitive, question.id
        assert not question.key, question.id
        ways_out = [c.text for c in question.choices if c.state is State.DECLINED]
        assert ways_out == ["I'd rather not say"], question.id


def test_age_groups_neither_overlap_nor_leave_holes(whole_bank: Bank) -> None:
    question = whole_bank.question("age-group")
    assert question is not None
    assert question.kind is Kind.BANDS
    texts = [c.text.replace(",", "") for c in question.choices if c.state is None]
    numbers = [[int(n) for n in re.findall(r"\d+", text)] for text in texts]
    assert texts[0].startswith("Under ")
    assert texts[-1].endswith(" or over")
    starts = [pair[0] for pair in numbers[1:]]
    ends = [numbers[0][0] - 1, *(pair[1] for pair in numbers[1:-1])]
    assert starts == [end + 1 for end in ends]


def test_incomes_are_told_in_the_bands_of_the_study(whole_bank: Bank) -> None:
    question = whole_bank.question("income")
    assert question is not None
    assert question.kind is Kind.BANDS
    assert list_under("background", "income") == [
        "{income-bands}",
        "I don't know {state=dont-know}",
        "I'd rather not say {state=declined}",
    ]


def test_whoever_did_not_buy_chose_a_rival_of_the_study_or_none() -> None:
    question = shipped("non-purchasers").question("chosen-instead")
    assert question is not None
    assert question.kind is Kind.ONE
    assert list_under("non-purchasers", "chosen-instead") == [
        "{competitors}",
        "Carried on as before {#as-before}",
        'Nothing: went without {#went-without says="went without"}',
        "Something else… {#something-else}",
    ]


@pytest.mark.parametrize(
    ("bank_id", "ids"),
    [
        # The switch, and what pulled, what worried and what held them back.
        (
            "existing-customers",
            ("decision-process", "what-counted", "nearly-kept-away", "went-back", "satisfaction"),
        ),
        ("non-purchasers", ("trigger", "what-counted", "barriers", "chosen-instead")),
        (
            "prospects",
            ("uses-today", "workaround-cost", "information-sources", "keeps-with-it"),
        ),
    ],
)
def test_each_audience_is_asked_what_only_it_can_tell(bank_id: str, ids: tuple[str, ...]) -> None:
    bank = shipped(bank_id)
    assert [name for name in ids if bank.question(name) is None] == []


def test_the_push_is_looked_for(whole_bank: Bank) -> None:
    push = "What, if anything, had stopped being good enough?"
    assert [q.heading for q in whole_bank.questions if push in q.probes] == ["objectives"]


def test_a_switch_is_told_from_the_first_thought_to_the_first_use() -> None:
    story = shipped("existing-customers").question("decision-process")
    assert story is not None
    assert "from the first thought to the first time you used it" in story.wording
    assert len(story.probes) == 5


def test_habit_is_told_by_going_back() -> None:
    question = shipped("existing-customers").question("went-back")
    assert question is not None
    assert question.field == "workarounds"
    assert question.probes[0] == "What of the old way, if anything, was hard to give up?"


def test_whoever_else_had_a_say_is_asked_after(whole_bank: Bank) -> None:
    question = whole_bank.question("buying-role")
    assert question is not None
    assert "Who else had a say?" in question.probes


def test_the_questions_fit_into_the_minutes(bank: Bank) -> None:
    assert bank.minutes is not None
    planned = sum(
        (q.minutes or (2.5 if q.kind is Kind.OPEN else 1)) * (0.5 if q.when else 1)
        for q in bank.questions
    )
    assert planned <= bank.minutes


def test_every_list_is_asked_to_its_end(whole_bank: Bank) -> None:
    lists = [
        q
        for q in whole_bank.questions
        if q.kind is Kind.MANY or (q.kind is Kind.OPEN and q.id not in STORIES)
    ]
    assert len(lists) >= 10
    assert [q.id for q in lists if WHAT_ELSE not in q.probes] == []


def test_roles_and_types_are_suggested_and_never_asked(whole_bank: Bank) -> None:
    named = {name for _, choice in choices_of(whole_bank) for name in choice.indicates}
    assert named <= {*BUYING_ROLES, *BUYER_TYPES}
    for name in BUYER_TYPES:
        words = CONCEPT_BY_ID[name].name.casefold()
        assert not any(words in q.wording.casefold() for q in whole_bank.questions)


def test_each_role_is_told_by_who_made_the_last_call(whole_bank: Bank) -> None:
    question = whole_bank.question("buying-role")
    assert question is not None
    told = {name for choice in question.choices for name in choice.indicates}
    assert told == set(BUYING_ROLES)


@pytest.mark.parametrize("buyer_type", BUYER_TYPES)
def test_two_questions_can_suggest_each_type(whole_bank: Bank, buyer_type: str) -> None:
    telling = {q.id for q, choice in choices_of(whole_bank) if buyer_type in choice.indicates}
    assert len(telling) >= 2


def test_the_whole_journey_is_asked_about(whole_bank: Bank) -> None:
    assert {q.stage for q in whole_bank.questions} - {None} == set(Stage)


def test_the_opening_puts_people_at_ease_and_asks_for_consent(whole_bank: Bank) -> None:
    said = " ".join(whole_bank.opening.paragraphs)
    for words in ("Thank you", "minutes" if "minutes" in said else "hour", "no right or wrong"):
        assert words in said
    assert [item.id for item in whole_bank.opening.consent] == [
        "consent-take-part",
        "consent-quote",
    ]


def test_the_closing_thanks_and_offers_to_leave_something_out(whole_bank: Bank) -> None:
    assert whole_bank.closing.paragraphs[0].startswith("Thank you")
    assert "Is there anything you would like me to leave out?" in whole_bank.closing.paragraphs


def test_the_three_share_what_is_counted_together() -> None:
    shared = {question.id: question for question in shipped("background").questions}
    for bank_id in FOR_AUDIENCES:
        for question in shipped(bank_id).questions:
            if question.id in shared:
                background = shared[question.id]
                assert question.wording == background.wording
                assert question.choices == background.choices


def test_a_question_asks_one_thing(bank: Bank) -> None:
    assert [q.wording for q in bank.questions if q.wording.count("?") > 1] == []


def test_guidance_can_be_read_at_a_glance(bank: Bank) -> None:
    for question in bank.questions:
        assert sum(len(paragraph) for paragraph in question.guidance) <= 120, question.id


def test_concepts_that_a_bank_names_are_in_the_glossary(bank: Bank) -> None:
    named = {concept for question in bank.questions for concept in question.concepts}
    assert named <= set(CONCEPT_BY_ID)


def test_together_they_show_what_a_bank_can_do() -> None:
    banks = [shipped(bank_id) for bank_id in FOR_AUDIENCES]
    questions = [question for bank in banks for question in bank.questions]
    choices = [choice for question in questions for choice in question.choices]
    assert {q.kind for q in questions} == set(Kind)
    assert any(choice.alone for choice in choices)
    assert any(choice.free_text for choice in choices)
    assert any(choice.state is State.DONT_KNOW for choice in choices)
    assert any(q.when for q in questions)
    assert any("{product}" in q.wording for q in questions)


def test_the_glossary_explains_every_word_in_full() -> None:
    for concept in CONCEPTS:
        for text in (concept.meaning, concept.example, concept.captured):
            assert text.endswith("."), concept.id
            assert len(text) <= 200, concept.id
    assert len({concept.name for concept in CONCEPTS}) == len(CONCEPTS) == 21
