"""Tagging one observation changes its line, and nothing else."""

import pytest
from composing_examples import GYM, ID, LATE, TEXT, TIED, TIME, text_of, with_interview
from msgspec.structs import replace

from persona_wizard.model.composing import ObservationKey
from persona_wizard.store import InterviewLocked, StoreError, StudyFolder
from persona_wizard.studies.code_book import rename_tag
from persona_wizard.studies.tagging import (
    NotTagged,
    put_tag,
    remove_tag,
    tag_observation,
)


@pytest.fixture
def store(study: StudyFolder) -> StudyFolder:
    return with_interview(study)


@pytest.mark.parametrize(
    ("key", "tag", "line"),
    [
        (TIED, "Time", "Tied in #contract #time"),
        (TIME, "#time", "No time #time"),
        (GYM, "gym", "> Like a gym #gym"),
        (LATE, "đắt đỏ", "- Late #price #đắt-đỏ"),
    ],
)
def test_the_tag_goes_to_its_line_and_away_again(
    store: StudyFolder, key: ObservationKey, tag: str, line: str
) -> None:
    assert tag_observation(store, key, tag)
    changed = [(a, b) for a, b in zip(TEXT.split("\n"), text_of(store).split("\n"), strict=True)]
    assert [b for a, b in changed if a != b] == [line]
    assert not tag_observation(store, key, tag)
    assert text_of(store) == TEXT


def test_a_tag_on_a_later_line_of_a_quote_is_found(study: StudyFolder) -> None:
    store = with_interview(study, TEXT.replace("really", "really #gym"))
    assert not tag_observation(store, GYM, "gym")
    assert text_of(store) == TEXT


def test_a_tag_that_counts_as_another_is_taken_away_by_that_ones_name(store: StudyFolder) -> None:
    rename_tag(store, "price", "cost")
    assert not tag_observation(store, LATE, "cost")
    assert text_of(store) == TEXT.replace(" #price", "")
    assert tag_observation(store, LATE, "cost")
    assert text_of(store) == TEXT.replace("#price", "#cost")


def test_the_earlier_form_of_a_closed_answer_is_kept(store: StudyFolder) -> None:
    with store.reopen(ID) as file:
        closed = replace(file.interview.answers["worry"], open=False)
        file.save(replace(file.interview, answers={"worry": closed}))
    tag_observation(store, TIME, "time")
    answer = store.read_interview(ID).answers["worry"]
    assert [revision.text for revision in answer.revisions] == [TEXT]
    assert answer.wording == "What worried you?"


@pytest.mark.parametrize(
    "key",
    [replace(TIED, mark="0123456789"), replace(TIED, question="other"), replace(TIED, mark="x~2")],
)
def test_words_that_are_not_there_any_more(store: StudyFolder, key: ObservationKey) -> None:
    with pytest.raises(NotTagged, match="changed meanwhile"):
        tag_observation(store, key, "time")
    assert text_of(store) == TEXT


def test_what_is_no_tag_and_where_there_is_no_interview(store: StudyFolder) -> None:
    with pytest.raises(NotTagged, match="begins with a letter"):
        tag_observation(store, TIED, "1st")
    with pytest.raises(StoreError):
        tag_observation(store, replace(TIED, interview="ba9876543210"), "time")


def test_an_interview_that_somebody_writes_is_left_alone(store: StudyFolder) -> None:
    with store.reopen(ID), pytest.raises(InterviewLocked):
        tag_observation(store, TIED, "time")
    assert text_of(store) == TEXT


def test_a_tag_is_put_once(store: StudyFolder) -> None:
    assert put_tag(store, TIME, "Time")
    assert text_of(store) == TEXT.replace("No time", "No time #time")
    assert not put_tag(store, TIME, "time")
    rename_tag(store, "price", "cost")
    # It is there under another name.
    assert not put_tag(store, LATE, "cost")
    assert text_of(store) == TEXT.replace("No time", "No time #time")
    with pytest.raises(NotTagged):
        put_tag(store, TIME, "1st")


def test_a_tag_is_taken_away_once(store: StudyFolder) -> None:
    assert not remove_tag(store, TIME, "price")
    assert text_of(store) == TEXT
    rename_tag(store, "price", "cost")
    assert remove_tag(store, LATE, "cost")
    assert text_of(store) == TEXT.replace(" #price", "")
