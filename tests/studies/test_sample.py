"""The sample study is what every newcomer sees: whole, true to its banks, always the same."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from persona_wizard.banks import read_bank
from persona_wizard.model.bank import Bank, Kind
from persona_wizard.model.headings import FIELDS, Audience
from persona_wizard.model.interview import Answer, Interview, State
from persona_wizard.model.observations import LineKind, observations
from persona_wizard.studies.sample import SampleInterview, sample_study
from persona_wizard.studies.sample_forms import SampleError
from persona_wizard.synthesis.code_book import meanings

SHIPPED = Path(__file__).parents[2] / "question_banks"
CLOSED_STATES = (State.DECLINED, State.DONT_KNOW, State.NOT_APPLICABLE, State.OUT_OF_TIME)


def source(bank_id: str) -> str | None:
    path = SHIPPED / f"{bank_id}.md"
    return path.read_text(encoding="utf-8") if path.exists() else None


@pytest.fixture(scope="module")
def banks() -> dict[str, Bank]:
    sample = sample_study()
    lists = sample.study.choice_lists
    return {
        bank_id: read_bank(source(bank_id) or "", f"{bank_id}.md", source, lists=lists)
        for bank_id in sample.bank_ids
    }


@pytest.fixture(scope="module")
def sample(banks: dict[str, Bank]) -> tuple[SampleInterview, ...]:
    return sample_study().build(banks)


@pytest.fixture(scope="module")
def interviews(sample: tuple[SampleInterview, ...]) -> tuple[Interview, ...]:
    return tuple(built.interview for built in sample)


def answered(interview: Interview) -> dict[str, Answer]:
    return {q: a for q, a in interview.answers.items() if a.state is State.ANSWERED}


def test_thirteen_people_of_three_audiences(interviews: tuple[Interview, ...]) -> None:
    assert [i.pseudonym for i in interviews] == [f"P{n:02d}" for n in range(1, 14)]
    assert Counter(i.audience for i in interviews) == {
        Audience.CUSTOMERS: 6,
        Audience.NON_PURCHASERS: 4,
        Audience.PROSPECTS: 3,
    }
    assert len({i.id for i in interviews}) == 13
    assert len({i.participant for i in interviews}) == 13


def test_nobody_has_a_name(sample: tuple[SampleInterview, ...]) -> None:
    assert {(built.participant.name, built.participant.contact) for built in sample} == {("", "")}
    assert all(built.participant.id == built.interview.participant for built in sample)


def test_the_persona_has_a_name_and_no_photo() -> None:
    (persona,) = sample_study().study.personas
    assert persona.name
    assert persona.tagline
    assert persona.photo is None
    assert sample_study().study.product == "Cedar Coffee"


def test_every_answer_fits_its_bank(
    sample: tuple[SampleInterview, ...], banks: dict[str, Bank]
) -> None:
    for built in sample:
        bank = banks[built.bank]
        assert built.interview.bank.id == built.bank
        for question_id, answer in built.interview.answers.items():
            question = bank.question(question_id)
            assert question is not None
            assert answer.question == question_id
            assert "{" not in answer.wording
            if question.kind in (Kind.OPEN, Kind.SHORT):
                assert answer.value is None
            elif isinstance(answer.value, tuple) and question.kind is not Kind.YES_NO:
                for pick in answer.value:
                    choice = question.choice(pick.choice)
                    assert choice is not None
                    assert pick.text == choice.text
            elif answer.state is State.ANSWERED:
                assert answer.value is not None


def test_wordings_name_the_product(interviews: tuple[Interview, ...]) -> None:
    wording = interviews[0].answers["satisfaction"].wording
    assert wording == "How satisfied are you with Cedar Coffee today?"


def test_a_finished_interview_answers_60_to_75_percent(
    interviews: tuple[Interview, ...], banks: dict[str, Bank]
) -> None:
    for interview in interviews:
        share = len(answered(interview)) / len(banks[interview.bank.id].questions)
        if interview.finished:
            assert 0.6 <= share <= 0.75, (interview.pseudonym, len(answered(interview)))
        else:
            assert 0.3 <= share <= 0.6


def test_one_prospect_is_left_half_way_at_a_question(
    interviews: tuple[Interview, ...], banks: dict[str, Bank]
) -> None:
    (left,) = (i for i in interviews if i.finished is None)
    assert left.audience is Audience.PROSPECTS
    assert left.current is not None
    assert banks[left.bank.id].question(left.current) is not None
    assert left.current not in left.answers


def test_two_people_did_not_agree_to_be_quoted(interviews: tuple[Interview, ...]) -> None:
    assert len([i for i in interviews if not i.quotable]) == 2
    assert all(i.consent["consent-take-part"] for i in interviews)


def test_nobody_answered_what_they_would_hand_to_others(
    interviews: tuple[Interview, ...],
) -> None:
    states = Counter(
        i.answers["wished-solutions"].state for i in interviews if "wished-solutions" in i.answers
    )
    assert states[State.ANSWERED] == 0
    assert states[State.DECLINED] == 1
    assert states[State.OUT_OF_TIME] >= 3
    assert set(states) == {State.DECLINED, State.OUT_OF_TIME}


def test_every_other_expected_field_has_evidence_mostly_from_four_people(
    interviews: tuple[Interview, ...], banks: dict[str, Bank]
) -> None:
    people: Counter[str] = Counter()
    for interview in interviews:
        for question_id in answered(interview):
            question = banks[interview.bank.id].question(question_id)
            if question is not None and question.field:
                people[question.field] += 1
    expected = [f.id for f in FIELDS.values() if f.expected and f.id != "wished-solutions"]
    assert [field for field in expected if people[field] == 0] == []
    assert sum(people[field] >= 4 for field in expected) >= len(expected) - 2


def test_every_state_occurs(interviews: tuple[Interview, ...]) -> None:
    states = Counter(a.state for i in interviews for a in i.answers.values())
    for state in CLOSED_STATES:
        assert states[state] >= 3, state


def test_open_answers_have_one_to_five_lines(
    interviews: tuple[Interview, ...], banks: dict[str, Bank]
) -> None:
    for interview in interviews:
        for question_id, answer in answered(interview).items():
            question = banks[interview.bank.id].question(question_id)
            if question is not None and question.kind is Kind.OPEN:
                assert 1 <= len(answer.text.split("\n")) <= 5, (interview.pseudonym, question_id)


def test_notes_are_tagged_quoted_and_starred_as_people_do(
    interviews: tuple[Interview, ...],
) -> None:
    meant = meanings(sample_study().study.codes)
    users: dict[str, set[str]] = {}
    quotes = stars = follow_ups = remarks = 0
    for interview in interviews:
        for answer in interview.answers.values():
            remarks += bool(answer.value is not None and answer.text)
            for seen in observations(answer.text):
                quotes += seen.kind is LineKind.QUOTE
                stars += seen.star
                follow_ups += bool(seen.follow_up)
                for tag in seen.tags:
                    bare = meant.get(tag, tag).removeprefix("not-")
                    users.setdefault(bare, set()).add(interview.pseudonym)
    assert set(users) == {"time", "price", "tied-in", "ritual", "gift", "delivery"}
    assert all(len(people) >= 3 for people in users.values())
    assert quotes >= 20
    assert 1 <= stars <= 2
    assert follow_ups >= 3
    assert remarks >= 10


def test_the_price_is_contested(interviews: tuple[Interview, ...]) -> None:
    said = [
        tag
        for interview in interviews
        for seen in observations(interview.answers["decision-process"].text)
        for tag in seen.tags
    ]
    assert said.count("price") == 3
    assert said.count("not-price") == 2


def test_answers_are_spread_over_the_interview_in_order(
    interviews: tuple[Interview, ...],
) -> None:
    for interview in interviews:
        times = [answer.at for answer in interview.answers.values()]
        assert times == sorted(set(times))
        assert interview.started < times[0]
        assert interview.finished is None or times[-1] < interview.finished
        assert interview.started[:7] in ("2026-10", "2026-11")


def test_some_answers_were_changed_on_the_way(interviews: tuple[Interview, ...]) -> None:
    changed = [a for i in interviews for a in i.answers.values() if a.revisions]
    assert len(changed) >= 2
    for answer in changed:
        assert [revision.at for revision in answer.revisions] < [answer.at]
        assert all(revision.value != answer.value for revision in answer.revisions)
    assert not any(a.open for i in interviews for a in i.answers.values())


def test_a_choice_that_stands_for_a_state_gives_it(interviews: tuple[Interview, ...]) -> None:
    income = interviews[0].answers["income"]
    assert income.state is State.DECLINED
    assert isinstance(income.value, tuple)
    assert [pick.text for pick in income.value] == ["I'd rather not say"]


def test_two_builds_are_equal(sample: tuple[SampleInterview, ...], banks: dict[str, Bank]) -> None:
    assert sample_study().build(banks) == sample


def test_answers_that_a_bank_does_not_take_are_named(banks: dict[str, Bank]) -> None:
    customers = banks["existing-customers"]
    without = tuple(q for q in customers.questions if q.id != "satisfaction")
    changed = {**banks, "existing-customers": replace(customers, questions=without)}
    with pytest.raises(SampleError) as fault:
        sample_study().build(changed)
    assert "P01: there is no question “satisfaction”" in fault.value.message


def test_a_missing_bank_is_named(banks: dict[str, Bank]) -> None:
    with pytest.raises(SampleError) as fault:
        sample_study().build({k: v for k, v in banks.items() if k != "prospects"})
    assert "P13: there is no bank “prospects” for prospects" in fault.value.message


def test_importing_the_sample_reads_nothing_yet() -> None:
    code = "import sys, persona_wizard.studies.sample; sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
