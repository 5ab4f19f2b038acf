"""Data of whole studies: whatever was said, nobody's words or names go where they may not."""

import csv
import io
import json
import random
import re
from collections import defaultdict
from typing import Any

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_up_readings import data_of, hostile_study, reading_of, readings, secret
from msgspec.structs import replace
from pages import hostile_strings
from synthesis_examples import STUDY, C, ask, bank, choices, met, took

from persona_wizard.export.answers_csv import ABOUT
from persona_wizard.export.csv_out import from_cell
from persona_wizard.export.formats import Format
from persona_wizard.export.layout import Layout
from persona_wizard.export.persona_json import json_schema
from persona_wizard.model.bank import Kind
from persona_wizard.model.built_on import built_on, interview_print
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import State
from persona_wizard.model.observations import observations
from persona_wizard.model.persona import ClaimKind
from persona_wizard.model.study import Curation
from persona_wizard.model.text import clean
from persona_wizard.model.withheld import withheld
from persona_wizard.store import StudyFolder
from persona_wizard.studies.personas import draw, draw_of_everyone
from persona_wizard.studies.reading import Reading, read_study

LAWS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
VALIDATOR = jsonschema.Draft202012Validator(json.loads(json_schema()))
DATA = (Format.JSON, Format.ANSWERS_CSV, Format.QUOTES_CSV)
PRIVATE = ("general", "demographics")
STATES = {
    State.DECLINED: "[declined]",
    State.DONT_KNOW: "[don't know]",
    State.NOT_APPLICABLE: "[not applicable]",
    State.OUT_OF_TIME: "[out of time]",
}


def table(data: bytes) -> list[dict[str, str]]:
    names, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    assert all(len(row) == len(names) for row in rows)
    return [dict(zip(names, row, strict=True)) for row in rows]


def may_be_quoted(reading: Reading) -> set[str]:
    """By the definition: a yes here, and no no in this or any later interview of the person."""
    ordered = sorted(reading.interviews, key=lambda i: (i.started, i.id))
    return {
        one.id
        for place, one in enumerate(ordered)
        if one.consent.get("consent-quote") is True
        and not any(
            later.consent.get("consent-quote") is False
            for later in ordered[place:]
            if later.participant == one.participant
        )
    }


@LAWS
@given(readings())
def test_words_of_people_without_a_yes_leave_in_no_format(reading: Reading) -> None:
    allowed = may_be_quoted(reading)
    silent = [secret(i) for i in reading.interviews if i.id not in allowed]
    for form in DATA:
        for layout in Layout:
            for persona in ("", reading.study.personas[0].id):
                told = data_of(form, reading, layout, persona, hypotheses=True).decode()
                assert not [words for words in silent if words in told]


def private_questions(reading: Reading) -> tuple[set[str], set[str]]:
    """The questions (ids) about facts of life, and the sensitive ones, in any bank."""
    every = [q for one in reading.banks.values() for q in one.questions]
    return {q.id for q in every if q.heading in PRIVATE}, {q.id for q in every if q.sensitive}


def said_forms(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        mine = [value] if "pseudonym" in value else []
        return mine + [one for part in value.values() for one in said_forms(part)]
    if isinstance(value, list):
        return [one for part in value for one in said_forms(part)]
    return []


@LAWS
@given(readings())
def test_nobody_is_named_beside_facts_of_life_or_what_is_sensitive(reading: Reading) -> None:
    facts, sensitive = private_questions(reading)
    for layout in Layout:
        kept = sensitive | facts if layout is Layout.PAGE else sensitive
        persona = json.loads(data_of(Format.JSON, reading, layout))
        for one in said_forms(persona):
            assert one["pseudonym"] is None or one["question"] not in kept
            assert (one["pseudonym"] is None) == (one["question"] is None) == (one["date"] is None)
        for row in table(data_of(Format.ANSWERS_CSV, reading, layout)):
            for name in set(row) - set(ABOUT):
                if name in kept:
                    assert row[name] in ("", "[kept in the study]")
        for row in table(data_of(Format.QUOTES_CSV, reading, layout)):
            assert row["question"] not in sensitive
            assert not row["participant"] or row["question"] not in kept


@LAWS
@given(readings(), st.booleans(), st.booleans())
def test_every_persona_holds_against_the_schema(
    reading: Reading, faceless: bool, hypotheses: bool
) -> None:
    for layout in Layout:
        made = data_of(Format.JSON, reading, layout, faceless=faceless, hypotheses=hypotheses)
        persona = json.loads(made)
        VALIDATOR.validate(persona)
        ids = [claim["id"] for heading in persona["headings"] for claim in heading["claims"]]
        assert len(set(ids)) == len(ids)
        meant = [*persona["contrasts"]]
        meant += [
            c for s in persona["journey"] for k in ("claims", "channels", "doubts") for c in s[k]
        ]
        meant += [c for h in persona["headings"] for t in h["tallies"] for c in t["choices"]]
        assert set(meant) <= set(ids)


@LAWS
@given(readings())
def test_the_persona_as_data_counts_as_the_persona_does(reading: Reading) -> None:
    drawn = draw(reading)
    persona = json.loads(data_of(Format.JSON, reading, Layout.PAGE))
    told = [claim for heading in persona["headings"] for claim in heading["claims"]]
    assert [(c["id"], c["n"], c["base"], c["against"], c["confidence"]) for c in told] == [
        (c.id, c.n, c.base, c.against, c.confidence)
        for c in drawn.claims
        if c.id not in withheld(drawn.sections)
    ]
    for claim in told:
        if claim["naming"] == "pseudonyms":
            parts = [part["supports"] for part in claim["evidence"]]
            assert (parts.count(True), parts.count(False)) == (claim["n"], claim["against"])
        else:
            assert claim["evidence"] == []


@LAWS
@given(readings())
def test_the_persona_as_data_names_the_interviews_that_it_is_built_on(reading: Reading) -> None:
    data = data_of(Format.JSON, reading, Layout.PAGE).decode()
    drawn = draw(reading)
    behind = {part.interview for claim in drawn.claims for part in claim.evidence}
    prints = {interview_print(one.id) for one in reading.interviews}
    assert {interview_print(one) for one in behind} <= built_on(data) <= prints


@LAWS
@given(readings())
def test_answers_add_up_to_what_the_persona_counts(reading: Reading) -> None:
    drawn = draw_of_everyone(reading)
    rows = table(data_of(Format.ANSWERS_CSV, reading, Layout.FULL))
    for section in drawn.sections:
        for tally in section.tallies:
            names = {choice.id.partition("/")[0] for choice in tally.choices}
            if tally.sensitive or len(names) != 1:
                continue
            (name,) = names
            latest: dict[str, str] = {}
            for row in rows:
                cell = row[name]
                if cell and not (
                    cell == STATES[State.OUT_OF_TIME] and row["participant"] in latest
                ):
                    latest[row["participant"]] = cell
            cells = list(latest.values())
            assert cells.count("[declined]") == tally.declined
            assert cells.count("[don't know]") == tally.dont_know
            assert cells.count("[not applicable]") == tally.outside.not_applicable
            assert cells.count("[out of time]") == tally.outside.out_of_time
            assert cells.count("[set aside]") == tally.outside.parked
            answered = [cell for cell in cells if cell not in (*STATES.values(), "[set aside]")]
            assert len(answered) == tally.answered


@LAWS
@given(readings())
def test_quotes_add_up_to_what_the_persona_counts(reading: Reading) -> None:
    rows = table(data_of(Format.QUOTES_CSV, reading, Layout.FULL))
    behind, against = defaultdict(set), defaultdict(set)
    for row in rows:
        for column, found in (("claims", behind), ("against", against)):
            for claim in filter(None, row[column].split("; ")):
                found[claim].add(row["participant"])
    claims = {claim.id: claim for claim in draw_of_everyone(reading).claims}
    assert {*behind, *against} <= set(claims)
    for claim in claims.values():
        if claim.sensitive:
            assert claim.id not in behind
            assert claim.id not in against
        elif claim.kind in (ClaimKind.TAG, ClaimKind.COMPOSED):
            assert len(behind[claim.id]) == claim.n
        elif claim.kind is ClaimKind.CHOICE:
            assert len(behind[claim.id]) <= claim.n
        if claim.kind is ClaimKind.COMPOSED and not claim.sensitive:
            assert len(against[claim.id] - behind[claim.id]) == claim.against


@LAWS
@given(readings(), st.randoms(use_true_random=False))
def test_no_order_of_interviews_changes_a_byte(reading: Reading, chance: random.Random) -> None:
    mixed = replace(
        reading, interviews=tuple(chance.sample(reading.interviews, len(reading.interviews)))
    )
    for form in DATA:
        assert data_of(form, reading, Layout.PAGE) == data_of(form, mixed, Layout.PAGE)


def test_a_row_for_each_interview_of_each_person() -> None:
    asked = bank(
        ask("goals"),
        ask(
            "from",
            Kind.ONE,
            "personality",
            choices=choices("web", "unsure", unsure=State.DONT_KNOW),
        ),
    )
    told = data_of(
        Format.ANSWERS_CSV,
        reading_of(
            STUDY,
            [
                met(1, answers={"goals": "> Mornings", "from": took("web")}),
                met(2, answers={"goals": State.DECLINED, "from": took("unsure")}, quote=None),
                met(1, visit=2, answers={"goals": "- more"}),
                met(3, answers={"goals": "so"}),
            ],
            (asked,),
        ),
        Layout.PAGE,
    )
    assert (
        told
        == (
            "\ufeffparticipant,audience,interview,date,bank,from,goals\r\n"
            "P01,customers,1,2026-01-01,bank,Web,> Mornings\r\n"
            "P02,customers,1,2026-01-01,bank,[don't know],[declined]\r\n"
            "P03,customers,1,2026-01-01,bank,,so\r\n"
            "P01,customers,2,2026-02-01,bank,,'- more\r\n"
        ).encode()
    )


def test_who_would_not_take_part_is_nowhere() -> None:
    asked = bank(ask("goals"))
    refused = replace(
        met(3, answers={"goals": "hush #quiet"}), consent={"consent-take-part": False}
    )
    reading = reading_of(STUDY, [met(1, answers={"goals": "so"}), refused], (asked,))
    for form in DATA:
        for layout in Layout:
            told = data_of(form, reading, layout).decode()
            assert "P03" not in told
            assert "hush" not in told
            assert "quiet" not in told


def test_a_persona_of_some_has_their_rows_alone() -> None:
    asked = bank(ask("goals"))
    people = [met(n, answers={"goals": f"goal of {n}"}) for n in (1, 2, 3, 4)]
    some = Curation(id="some", name="Some", members=("person-1", "person-3", "person-4"))
    study = replace(STUDY, personas=(some,))
    reading = reading_of(study, people, (asked,))
    for form in (Format.ANSWERS_CSV, Format.QUOTES_CSV):
        everyone = table(data_of(form, reading, Layout.PAGE))
        theirs = table(data_of(form, reading, Layout.PAGE, "some"))
        assert [row["participant"] for row in everyone] == ["P01", "P02", "P03", "P04"]
        assert [row["participant"] for row in theirs] == ["P01", "P03", "P04"]


def test_of_two_people_nothing_is_told_beside_a_pseudonym() -> None:
    """Whatever is told of a pseudonym would lead to all that is told of the same person."""
    asked = bank(
        ask("goals", field="short-term-goals"),
        ask("family", Kind.ONE, "general", choices=choices("alone", "children")),
    )
    given = {"family": took("alone")}
    people = [
        met(1, C, answers={**given, "goals": "- calm"}),
        met(2, Audience.PROSPECTS, answers={**given, "goals": "> Mornings.", "family": "- nurse"}),
        met(3, C, answers=given),
    ]
    two = Curation(id="two", name="Two", members=("person-1", "person-2"))
    reading = reading_of(replace(STUDY, personas=(two,)), people, (asked,))
    for row in table(data_of(Format.ANSWERS_CSV, reading, Layout.PAGE, "two")):
        assert row["participant"] == ""
        assert {row["goals"], row["family"]} <= {"", "[kept in the study]"}
    quotes = table(data_of(Format.QUOTES_CSV, reading, Layout.PAGE, "two"))
    assert [(row["participant"], row["audience"], row["text"]) for row in quotes] == [
        ("", "", "nurse"),
        ("", "customers", "calm"),
        ("", "prospects", "Mornings."),
    ]
    told = data_of(Format.JSON, reading, Layout.PAGE, "two").decode()
    assert not re.search(r"P0\d", told)
    named = data_of(Format.ANSWERS_CSV, reading, Layout.FULL, "two").decode()
    assert "P01" in named
    assert "calm" in named


def test_chosen_people_with_one_of_an_audience_are_told_of_together() -> None:
    asked = bank(ask("goals"), ask("job", heading="general", field="occupation"))
    people = [
        met(
            n, C if n > 1 else Audience.PROSPECTS, answers={"goals": f"goal {n}", "job": f"job {n}"}
        )
        for n in range(1, 5)
    ]
    some = Curation(id="some", name="Some", members=("person-1", "person-2", "person-3"))
    reading = reading_of(replace(STUDY, personas=(some,)), people, (asked,))
    quotes = table(data_of(Format.QUOTES_CSV, reading, Layout.PAGE, "some"))
    told = {row["text"]: (row["participant"], row["audience"]) for row in quotes}
    assert told["job 1"] == ("", "")
    assert told["goal 1"] == ("P01", "prospects")


def test_a_question_asked_in_two_ways_has_two_columns() -> None:
    score = [ask("score", kind, "problems") for kind in (Kind.NUMBER, Kind.YES_NO)]
    banks = tuple(bank(q, name=name) for q, name in zip(score, ("one", "two"), strict=True))
    reading = reading_of(
        STUDY,
        [
            met(1, followed="one", answers={"score": 7}),
            met(2, followed="two", answers={"score": took("yes")}),
        ],
        banks,
    )
    rows = table(data_of(Format.ANSWERS_CSV, reading, Layout.FULL))
    assert [(row["score"], row["score:yes-no"]) for row in rows] == [("7", ""), ("", "Yes")]


def test_a_study_without_interviews_has_tables_without_rows() -> None:
    reading = reading_of(STUDY, [], (bank(ask("goals")),))
    assert table(data_of(Format.ANSWERS_CSV, reading, Layout.PAGE)) == []
    assert table(data_of(Format.QUOTES_CSV, reading, Layout.PAGE)) == []
    VALIDATOR.validate(json.loads(data_of(Format.JSON, reading, Layout.PAGE)))


def test_hostile_words_come_back_whole_from_every_format() -> None:
    for text in hostile_strings():
        reading = hostile_study(text)
        (row,) = table(data_of(Format.ANSWERS_CSV, reading, Layout.FULL))
        assert from_cell(row["goals"]) == (clean(text) if text.strip() else "")
        rows = table(data_of(Format.QUOTES_CSV, reading, Layout.FULL))
        said = [one.text for one in observations(text)]
        assert [from_cell(r["text"]) for r in rows if r["question"] == "goals"] == [
            clean(words) for words in said
        ]
        persona = json.loads(data_of(Format.JSON, reading, Layout.PAGE))
        assert persona["name"] == persona["study"] == persona["product"] == clean(text)


def test_the_sample_goes_out_in_every_format(demo: StudyFolder) -> None:
    reading = read_study(demo)
    persona = json.loads(data_of(Format.JSON, reading, Layout.PAGE))
    VALIDATOR.validate(persona)
    assert (persona["name"], persona["participants"]) == ("First-light Robin", 13)
    assert len(table(data_of(Format.ANSWERS_CSV, reading, Layout.PAGE))) == 13
    said = table(data_of(Format.QUOTES_CSV, reading, Layout.PAGE))
    tied = next(row for row in said if row["text"] == "It's a gym contract. With beans.")
    assert (tied["participant"], tied["kind"], tied["tags"]) == ("P04", "quote", "tied-in")
    assert "barriers/tied-in" in tied["claims"].split("; ")
