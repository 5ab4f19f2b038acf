"""A persona as JSON: held against its own schema, and nobody's words without their yes."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from minh import MINH, SILENT, said
from msgspec.structs import replace
from pages import hostile_strings
from test_export_hostile import persona_saying

from persona_wizard.export import archetype
from persona_wizard.export.layout import Layout
from persona_wizard.export.persona_json import json_schema, persona_json
from persona_wizard.model.bank import Stage
from persona_wizard.model.composing import Hypothesis
from persona_wizard.model.persona import Evidence, JourneyStage, Persona
from persona_wizard.model.text import clean

SCHEMA = json.loads(json_schema())
DOCS = Path(__file__).parents[2] / "docs"
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def told(persona: Persona, layout: Layout = Layout.PAGE, **more: bool) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(persona_json(persona, layout, **more))
    VALIDATOR.validate(read)
    return read


def section(persona: dict[str, Any], heading: str) -> dict[str, Any]:
    (found,) = [one for one in persona["headings"] if one["id"] == heading]
    return found


def claim(persona: dict[str, Any], claim_id: str) -> dict[str, Any]:
    (found,) = [c for h in persona["headings"] for c in h["claims"] if c["id"] == claim_id]
    return found


def texts(value: Any) -> list[str]:
    """Every text of it, keys left out."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) else []


def test_the_schema_is_one_and_is_the_one_in_the_docs() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert json.loads((DOCS / "persona-1.schema.json").read_text(encoding="utf-8")) == SCHEMA


@pytest.mark.parametrize(
    "broken",
    [
        {"schema": "persona/2"},
        {"status": "splendid"},
        {"headings": None},
        {"participants": "nine"},
        {"lead_quote": {"pseudonym": "P01"}},
    ],
)
def test_the_schema_refuses_what_is_no_persona(broken: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate({**told(MINH), **broken})


def test_every_key_has_to_be_there() -> None:
    whole = told(MINH)
    for key in whole:
        with pytest.raises(jsonschema.ValidationError):
            VALIDATOR.validate({k: v for k, v in whole.items() if k != key})


def test_who_it_is_and_how_far_it_carries() -> None:
    persona = told(MINH)
    assert persona["schema"] == "persona/1"
    assert (persona["name"], persona["status"]) == ("Mornings-back Minh", "provisional")
    assert [(a["audience"], a["interviews"]) for a in persona["audiences"]] == [
        ("customers", 5),
        ("non-purchasers", 2),
        ("prospects", 2),
    ]
    assert persona["participants"] == 9
    assert [heading["id"] for heading in persona["headings"]] == [
        *("general", "demographics", "personality", "objectives", "problems", "wishes")
    ]
    assert persona["digest"] == MINH.digest
    assert len(persona["gaps"]) == len(MINH.gaps)
    assert persona["blocking"] == len(MINH.blocking)


def test_a_claim_with_its_counts_and_its_evidence() -> None:
    found = claim(told(MINH), "short-term-goals/price")
    assert (found["n"], found["base"], found["against"]) == (3, 9, 2)
    assert (found["confidence"], found["kind"], found["naming"]) == (
        *("contested", "tag", "pseudonyms"),
    )
    assert found["text"] == "Short-term goals: price"
    assert [(part["pseudonym"], part["supports"]) for part in found["evidence"]] == [
        ("P05", True),
        ("P06", True),
        ("P09", True),
        ("P02", False),
        ("P03", False),
    ]
    against = found["evidence"][4]
    assert against["quotes"] == ["It costs more. Fine."]
    assert (against["audience"], against["date"]) == ("customers", "2026-11-18")


def test_a_question_with_its_choices_and_its_numbers() -> None:
    tallies = {one["question"]: one for one in section(told(MINH), "personality")["tallies"]}
    satisfaction = tallies["satisfaction"]
    assert satisfaction["values"] == [3, 7, 7, 8, 10]
    assert satisfaction["median"] == "satisfaction/median"
    assert satisfaction["ends"] == ["not at all", "completely"]
    assert tallies["knows-a-user"]["choices"] == ["knows-a-user/yes", "knows-a-user/no"]
    assert claim(told(MINH), "knows-a-user/yes")["n"] == 4


@pytest.mark.parametrize("layout", Layout)
def test_words_leave_only_with_a_yes_and_the_observation_counts(layout: Layout) -> None:
    assert "Nobody may print this." not in persona_json(MINH, layout)
    found = claim(told(MINH, layout), "short-term-goals/time")
    silent = [part for part in found["evidence"] if part["pseudonym"] in SILENT]
    assert [part["pseudonym"] for part in silent] == ["P04"]
    assert (silent[0]["quotable"], silent[0]["quotes"], silent[0]["notes"]) == (False, [], [])
    assert found["n"] == 4


def test_facts_of_life_are_counted_and_nobody_is_named() -> None:
    persona = told(MINH)
    for heading in ("general", "demographics"):
        for found in section(persona, heading)["claims"]:
            assert found["naming"] != "pseudonyms"
            assert found["evidence"] == []
            assert sum(part["n"] for part in found["split"]) == found["n"]
    (work,) = section(persona, "general")["open_answers"]
    assert work["naming"] == "audiences"
    assert [(a["pseudonym"], a["quotes"], a["notes"]) for a in work["answers"]] == [
        (None, [], ["nurse, on shifts"]),
        (None, ["I drive the early bus."], []),
    ]
    assert {(a["question"], a["date"]) for a in work["answers"]} == {(None, None)}


def test_the_order_of_those_who_are_not_named_tells_nothing() -> None:
    def with_answers(*evidence: Evidence) -> Persona:
        general = replace(
            MINH.sections[0],
            open_answers=(replace(MINH.sections[0].open_answers[0], evidence=evidence),),
        )
        return replace(MINH, sections=(general, *MINH.sections[1:]))

    first, other = (said(who, "occupation", lines=(who[-1],)) for who in ("P02", "P01"))
    assert told(with_answers(first, other)) == told(with_answers(other, first))


def test_for_researchers_people_are_named_but_never_beside_what_is_sensitive() -> None:
    persona = told(MINH, Layout.FULL)
    family = claim(persona, "family/alone")
    assert [part["pseudonym"] for part in family["evidence"]] == ["P05", "P06", "P07"]
    gender = claim(persona, "gender/woman")
    assert (gender["naming"], gender["evidence"], gender["n"]) == ("counts", [], 5)


def voice(question: str, *, quotable: bool = True) -> Evidence:
    return replace(
        MINH.lead_quote,
        question=question,
        quotable=quotable,
        quotes=("Heard.",),
    )


@pytest.mark.parametrize(
    ("part", "names"),
    [
        (voice("information-sources"), ["P02"]),
        (voice("occupation"), [None]),
        (voice("location"), [None]),
        (voice("gender"), []),
        (voice("summed-up-long-ago"), [None]),
        (voice("information-sources", quotable=False), []),
    ],
)
def test_voices_go_by_the_name_that_their_question_allows(
    part: Evidence, names: list[str | None]
) -> None:
    stage = JourneyStage(stage=Stage.DECISION, asked=2, voices=(part,))
    persona = told(replace(MINH, journey=(stage,), lead_quote=part))
    voices = persona["journey"][0]["voices"]
    assert [one["pseudonym"] for one in voices] == names
    assert persona["lead_quote"] == (voices[0] if voices else None)


def test_hypotheses_are_told_only_where_asked_for() -> None:
    guess = Hypothesis(id="hypothesis/1", heading="problems", sentence="Nobody said so.")
    sections = tuple(
        replace(one, hypotheses=(guess,)) if one.heading == "problems" else one
        for one in MINH.sections
    )
    persona = replace(MINH, sections=sections)
    assert "Nobody said so." not in persona_json(persona, Layout.FULL)
    (found,) = section(told(persona, hypotheses=True), "problems")["hypotheses"]
    assert found["sentence"] == "Nobody said so."


def test_what_the_researcher_hid_stays_hidden() -> None:
    hidden = replace(MINH.sections[2].tagged[0], id="hidden/one", label="kept out")
    assert "kept out" not in persona_json(replace(MINH, hidden=(hidden,)), Layout.FULL)


def test_an_archetype_has_no_face() -> None:
    persona = told(archetype(MINH))
    assert (persona["archetype"], persona["photo"]) == (True, None)
    assert "Minh" not in persona["name"]
    assert not any(
        tally["field"] in ("gender", "age-group")
        for tally in section(persona, "demographics")["tallies"]
    )


def test_hostile_words_come_back_as_they_were_typed() -> None:
    for number, text in enumerate(hostile_strings()):
        persona = persona_saying(text)
        persona = replace(
            persona, lead_quote=replace(persona.lead_quote, pseudonym=text, question="channels")
        )
        made = persona_json(persona, Layout.FULL, hypotheses=True)
        assert not any(ord(c) < 32 and c != "\n" for c in made)
        read = json.loads(made)
        if number % 50 == 0:  # It takes its time, and one text is like another to it.
            VALIDATOR.validate(read)
        for key in ("name", "tagline", "study", "target_market", "segment", "drawn_because"):
            assert read[key] == clean(text)
        if clean(text).split():
            assert read["lead_quote"]["pseudonym"] == clean(text)


def test_no_text_of_it_steers_a_terminal() -> None:
    made = told(persona_saying("a\x1b[31mb\x9b0mc\u202ed\x00\ud800e"), Layout.FULL)
    assert all(text == clean(text) for text in texts(made))
    assert made["name"] == "abcde"


def test_it_ends_as_a_text_file_does() -> None:
    assert persona_json(MINH, Layout.PAGE).endswith("}\n")
