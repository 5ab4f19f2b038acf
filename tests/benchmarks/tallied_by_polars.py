"""The tallies of a survey made with polars, from one dictionary an answer.

They are what the program's tallied claims tell: n, N and both by audience, and whose answers stand
behind them and against them, each with its revision. It may leave out what such a survey does not
have: earlier interviews of the same person, opposed tags, branches that closed, remarks.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import polars as pl

from persona_wizard.model.bank import Bank, Kind
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Interview, State

_SCHEMA = {
    "pseudonym": pl.String,
    "audience": pl.Enum([audience.value for audience in Audience]),
    "question": pl.String,
    "state": pl.String,
    "revision": pl.String,
    "picks": pl.List(pl.String),
    "number": pl.Float64,
    "text": pl.String,
}
_IN_BASE = [State.ANSWERED.value, State.DECLINED.value, State.DONT_KNOW.value]
_TAG = r"#\p{L}[\p{L}\p{M}\p{N}-]*"
_NUMBERS = (Kind.SCALE, Kind.NUMBER)

# Whose answer, and its revision.
Cited = list[tuple[str, str]]


class Tallied(NamedTuple):
    """One claim: its label, n and N of each audience, who supports it and who opposes it."""

    label: str
    n: tuple[int, ...]
    base: tuple[int, ...]
    supporting: Cited
    opposing: Cited


def as_dicts(interviews: Sequence[Interview]) -> list[dict[str, Any]]:
    """One dictionary an answer."""
    return [
        {
            "pseudonym": interview.pseudonym,
            "audience": interview.audience.value,
            "question": answer.question,
            "state": answer.state.value,
            "revision": answer.at,
            "picks": [pick.choice for pick in answer.value]
            if isinstance(answer.value, tuple)
            else None,
            "number": answer.value if isinstance(answer.value, int | float) else None,
            "text": answer.text,
        }
        for interview in interviews
        for answer in interview.answers.values()
    ]


def tallied(answers: list[dict[str, Any]], bank: Bank) -> dict[str, Tallied]:
    """Every tallied claim by its id."""
    questions = pl.DataFrame(
        [
            {
                "question": question.id,
                "kind": question.kind.value,
                "scope": question.field or question.id,
                "minimum": question.minimum,
                "maximum": question.maximum,
            }
            for question in bank.questions
        ],
        schema_overrides={"minimum": pl.Float64, "maximum": pl.Float64},
    )
    frame = pl.DataFrame(answers, schema=_SCHEMA).join(
        questions, on="question", maintain_order="left"
    )
    base = frame.filter(pl.col("state").is_in(_IN_BASE))
    answered = frame.filter(pl.col("state") == State.ANSWERED.value)
    bases = _by_audience(base, "question")
    scopes = _by_audience(base.unique(["scope", "pseudonym"]), "scope")
    return {
        **_choices(answered, bases),
        **_scales(answered, bases),
        **_medians(answered, bases, bank),
        **_tags(answered, scopes),
    }


def _by_audience(frame: pl.DataFrame, *by: str) -> dict[str, tuple[int, ...]]:
    counted = frame.group_by(by).agg(*_counts())
    return {row[0]: row[1:] for row in counted.iter_rows()}


def _counts() -> list[pl.Expr]:
    return [(pl.col("audience") == a.value).sum().alias(a.value) for a in Audience]


def _claims(frame: pl.DataFrame, *by: str) -> list[tuple[tuple[Any, ...], tuple[int, ...], Cited]]:
    """By these columns: their values, n of each audience, and who with which revision."""
    found = frame.group_by(by, maintain_order=True).agg(
        *_counts(), pl.col("pseudonym"), pl.col("revision")
    )
    cited = zip(found["pseudonym"].to_list(), found["revision"].to_list(), strict=True)
    keys = found.select(*by).rows()
    counts = found.select(a.value for a in Audience).rows()
    return [
        (key, n, list(zip(*both, strict=True)))
        for key, n, both in zip(keys, counts, cited, strict=True)
    ]


def _choices(answered: pl.DataFrame, bases: dict[str, tuple[int, ...]]) -> dict[str, Tallied]:
    taken = answered.filter(pl.col("picks").is_not_null()).explode("picks")
    found = {}
    for (question, slug, kind), n, cited in _claims(taken, "question", "picks", "kind"):
        found[question, slug] = kind, n, cited
    return {
        f"{question}/{slug}": Tallied(
            slug.title(),
            n,
            bases[question],
            cited,
            _contrary(found, question, slug) if kind == Kind.YES_NO.value else [],
        )
        for (question, slug), (kind, n, cited) in found.items()
    }


def _contrary(found: dict[tuple[str, str], Any], question: str, slug: str) -> Cited:
    other = found.get((question, "no" if slug == "yes" else "yes"))
    return other[2] if other else []


def _scales(answered: pl.DataFrame, bases: dict[str, tuple[int, ...]]) -> dict[str, Tallied]:
    given = answered.filter(pl.col("kind") == Kind.SCALE.value, pl.col("number").is_not_null())
    low, high = pl.col("minimum"), pl.col("maximum")
    side = (
        pl.when(pl.col("number") <= (2 * low + high) / 3)
        .then(pl.lit("low"))
        .when(pl.col("number") >= (low + 2 * high) / 3)
        .then(pl.lit("high"))
        .otherwise(pl.lit(""))
    )
    given = given.with_columns(side=side)
    far = {
        (question, "high" if side == "low" else "low"): cited
        for (question, side), _, cited in _claims(
            given.filter(pl.col("side") != ""), "question", "side"
        )
    }
    return {
        f"{question}/{number:g}": Tallied(
            f"{number:g}", n, bases[question], cited, far.get((question, side), [])
        )
        for (question, number, side), n, cited in _claims(given, "question", "number", "side")
    }


def _medians(
    answered: pl.DataFrame, bases: dict[str, tuple[int, ...]], bank: Bank
) -> dict[str, Tallied]:
    numbers = answered.filter(pl.col("number").is_not_null())
    middle = dict(numbers.group_by("question").agg(pl.col("number").median()).iter_rows())
    labels = {question: f"{value:g}" for question, value in middle.items()}
    bands = (
        answered.filter(pl.col("kind") == Kind.BANDS.value, pl.col("picks").list.len() == 1)
        .with_columns(slug=pl.col("picks").list.first())
        .join(_ranks(bank), on=["question", "slug"], maintain_order="left")
    )
    ranks = bands.group_by("question").agg(pl.col("rank").quantile(0.5, interpolation="lower"))
    for question, rank in ranks.iter_rows():
        labels[question] = bank.question(question).choices[int(rank)].text
    told = pl.concat([numbers, bands.select(numbers.columns)])
    return {
        f"{question}/median": Tallied(labels[question], n, bases[question], cited, [])
        for (question,), n, cited in _claims(told, "question")
    }


def _ranks(bank: Bank) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"question": question.id, "slug": choice.slug, "rank": rank}
            for question in bank.questions
            for rank, choice in enumerate(question.choices)
        ]
    )


def _tags(answered: pl.DataFrame, scopes: dict[str, tuple[int, ...]]) -> dict[str, Tallied]:
    tagged = (
        answered.filter(pl.col("text").str.contains("#", literal=True))
        .with_columns(tag=pl.col("text").str.extract_all(_TAG))
        .explode("tag")
        .filter(pl.col("tag").is_not_null())
        .group_by("scope", "tag", "pseudonym", "audience", maintain_order=True)
        .agg(pl.col("revision").max())
    )
    return {
        f"{scope}/{tag[1:]}": Tallied(tag[1:], n, scopes[scope], cited, [])
        for (scope, tag), n, cited in _claims(tagged, "scope", "tag")
    }
