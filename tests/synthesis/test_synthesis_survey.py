"""A published survey's answers, counted: the figures are those its authors published."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from synthesis_examples import ask, bank, draw, met, tally, took

from persona_wizard.model.bank import Choice, Kind, Question
from persona_wizard.model.interview import Pick
from persona_wizard.model.persona import Persona, Tally
from persona_wizard.model.text import slug

_YES_NO = {"Yes": "yes", "No": "no"}
# What separates the boxes that a respondent ticked.
_BOXES = ","


@pytest.fixture(scope="module")
def survey(shared_data: Path) -> Path:
    folder = shared_data / "otel-developer-experience"
    if not (folder / "expected.json").exists():
        pytest.skip(f"no survey in {folder}")
    return folder


@pytest.fixture(scope="module")
def published(survey: Path) -> dict[str, Any]:
    return dict(json.loads((survey / "expected.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def answers(survey: Path) -> list[dict[str, str]]:
    """One respondent a row, by the question as worded."""
    with (survey / "developer-experience-survey.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [{q.strip(): text.strip() for q, text in row.items()} for row in rows]


@pytest.fixture(scope="module")
def persona(published: dict[str, Any], answers: list[dict[str, str]]) -> Persona:
    """The persona of everybody, from the questions that figures were published of."""
    worded = [*published["percent"], *published["count"]]
    questions = {f"q{n}": question(f"q{n}", wording, answers) for n, wording in enumerate(worded)}
    everyone = []
    for number, row in enumerate(answers):
        given = {q: value(one, row[one.wording]) for q, one in questions.items()}
        said = {q: value for q, value in given.items() if value is not None}
        # The examples name interviews by the hour, which does for a day.
        one = met(number % 24, answers=said)
        name = f"respondent-{number}"
        everyone.append(replace(one, id=name, participant=name, pseudonym=f"P{number:03}"))
    return draw(*everyone, banks=(bank(*questions.values()),))


def question(name: str, wording: str, answers: list[dict[str, str]]) -> Question:
    told = [row[wording] for row in answers if row[wording]]
    if "Select all" in wording:
        boxes = {slug(box): box for text in told for box in ticked(text)}
        choices = tuple(Choice(slug=one, text=box) for one, box in boxes.items())
        return ask(name, Kind.MANY, wording=wording, choices=choices)
    if all(text.isdigit() for text in told):
        return ask(name, Kind.SCALE, wording=wording, minimum=1, maximum=5)
    if set(told) <= set(_YES_NO):
        return ask(name, Kind.YES_NO, wording=wording)
    choices = tuple(Choice(slug=of(text), text=text) for text in dict.fromkeys(told))
    return ask(name, Kind.ONE, wording=wording, choices=choices)


def of(text: str) -> str:
    """A choice's slug: ">1000" and "1000" are two."""
    return slug(text.replace(">", "over "))


def ticked(text: str) -> Iterator[str]:
    return (box.strip() for box in text.split(_BOXES) if box.strip())


def value(one: Question, text: str) -> Any:
    match one.kind:
        case _ if not text:
            return None
        case Kind.MANY:
            return tuple({slug(box): Pick(slug(box), box) for box in ticked(text)}.values())
        case Kind.SCALE:
            return int(text)
        case Kind.YES_NO:
            return took(_YES_NO[text])
    return took(of(text))


def held(kind: Kind, text: str) -> list[str]:
    return list(ticked(text)) if kind is Kind.MANY else [text]


def worded(persona: Persona, wording: str) -> Tally:
    names = (t.question for s in persona.sections for t in s.tallies if t.wording == wording)
    return tally(persona, next(names))


def test_every_respondent_is_counted(persona: Persona, published: dict[str, Any]) -> None:
    assert persona.participants == published["respondents"]


def test_every_published_count_is_ours(persona: Persona, published: dict[str, Any]) -> None:
    for wording, figures in published["count"].items():
        claims = {claim.label: claim for claim in worded(persona, wording).choices}
        assert {label: claims[label].n for label in figures} == figures, wording


def test_every_published_share_is_ours(persona: Persona, published: dict[str, Any]) -> None:
    for wording, figures in published["percent"].items():
        claims = {claim.label: claim for claim in worded(persona, wording).choices}
        shares = {label: round(100 * claims[label].n / claims[label].base, 1) for label in figures}
        assert shares == figures, wording


def test_every_tally_is_what_the_file_holds(
    persona: Persona, answers: list[dict[str, str]]
) -> None:
    """Each claim has as many pieces of evidence as respondents who said so."""
    checked = 0
    for section in persona.sections:
        for one in section.tallies:
            for claim in one.choices:
                # Whoever types "blogs" and whoever types "Blogs" say the same.
                label = claim.label.casefold()
                n = sum(label in held(one.kind, row[one.wording].casefold()) for row in answers)
                assert (claim.n, claim.base) == (n, len(answers)), claim.id
                assert len(claim.evidence) == n
                checked += 1
    assert checked > 30
