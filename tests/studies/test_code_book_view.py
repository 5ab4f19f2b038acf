"""The code book to look at: uses counted, and tags that may be the same."""

import pytest

from persona_wizard.model.composing import Code, ObservationKey
from persona_wizard.model.headings import Audience
from persona_wizard.model.observations import LineKind, Observation
from persona_wizard.model.study import Study
from persona_wizard.studies.code_book_view import entries
from persona_wizard.synthesis.observed import Observed
from persona_wizard.synthesis.people import Person


def said(who: str, *tags: str) -> Observed:
    return Observed(
        key=ObservationKey(who, "goals", "-".join(tags)),
        heading="objectives",
        field=None,
        question="?",
        sensitive=False,
        person=Person(who, who, Audience.CUSTOMERS, 0),
        quotable=True,
        observation=Observation(line=0, kind=LineKind.NOTE, text="x", tags=tags),
    )


def test_tags_are_counted_by_lines_and_people_the_most_used_first() -> None:
    found = [said("P01", "price", "time"), said("P01", "price"), said("P02", "time"), said("P03")]
    study = Study(title="Tea", codes=(Code(tag="gift", definition="Given"),))
    listed = entries(study, found)
    assert [(e.tag, len(e.lines), e.people) for e in listed] == [
        ("price", 2, 1),
        ("time", 2, 2),
        ("gift", 0, 0),
    ]
    assert listed[2].code.definition == "Given"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("price", "pricing"),
        ("time", "timing"),
        ("cost", "costs"),
        ("life-style", "lifestyle"),
        ("delivery", "delivry"),
        ("giá", "gia"),
        ("送货", "送货-"),
    ],
)
def test_tags_that_drift_apart_are_told(one: str, other: str) -> None:
    listed = entries(Study(title="Tea"), [said("P01", one), said("P02", other)])
    near = {entry.tag: entry.near for entry in listed}
    assert near == {one: (other,), other: (one,)}


@pytest.mark.parametrize(
    ("one", "other"),
    [("price", "pride"), ("plan", "plane"), ("coffee", "coffee-machine"), ("price", "not-price")],
)
def test_other_tags_are_not(one: str, other: str) -> None:
    listed = entries(Study(title="Tea"), [said("P01", one), said("P02", other)])
    assert [entry.near for entry in listed] == [(), ()]


def test_tags_that_the_researcher_told_apart_stay_apart() -> None:
    found = [said("P01", "price"), said("P02", "pricing")]
    one = Code(tag="price", definition="What it costs")
    assert entries(Study(title="Tea", codes=(one,)), found)[0].near == ("pricing",)
    both = (one, Code(tag="pricing", definition="How it is worked out"))
    assert entries(Study(title="Tea", codes=both), found)[0].near == ()
    split = (Code(tag="pricing", of="price", parted=(found[1].key,)),)
    assert entries(Study(title="Tea", codes=split), found)[0].near == ()
