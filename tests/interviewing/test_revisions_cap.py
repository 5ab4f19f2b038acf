"""Revisions are kept within a size, so that an answer rewritten a thousand times stays small."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from test_session import BANK

from persona_wizard.interviewing.answers import close, earlier_forms, give_state, record, take_back
from persona_wizard.model.interview import Answer, Revision, State

QUESTION = next(question for question in BANK.questions if question.id == "goals")
MOST = 65_536


def _said(texts: list[str]) -> Answer:
    """An answer that was left in each of these forms, one after another."""
    answer: Answer | None = None
    for number, text in enumerate(texts):
        at = f"2025-03-04T10:00:00.{number:06d}Z"
        answer = record(QUESTION, "What for?", answer, None, text, at)
        assert answer is not None
        answer = close(answer)
    assert answer is not None
    return answer


def _size(revisions: tuple[Revision, ...]) -> int:
    return sum(len(msgspec.json.encode(revision)) for revision in revisions)


def _numbered(lengths: list[int]) -> list[str]:
    # Letters of three bytes: it is bytes that count.
    return [f"{number} " + "咖" * length for number, length in enumerate(lengths)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 12_000), min_size=2, max_size=30))
def test_the_first_and_the_newest_stay_and_together_they_stay_small(lengths: list[int]) -> None:
    texts = _numbered(lengths)
    answer = _said(texts)
    earlier = texts[:-1]
    kept = [revision.text for revision in answer.revisions]
    assert answer.text == texts[-1]
    assert (kept[0], kept[-1]) == (earlier[0], earlier[-1])
    assert _size(answer.revisions) <= MOST or len(kept) <= 2
    # What went lies between the first and the newest, without a hole.
    assert kept[1:] == earlier[len(earlier) - len(kept) + 1 :]
    assert answer.first_at == "2025-03-04T10:00:00.000000Z"


def test_nothing_goes_while_there_is_room() -> None:
    texts = _numbered([200] * 80)
    assert [revision.text for revision in _said(texts).revisions] == texts[:-1]


def test_what_goes_is_no_more_than_must() -> None:
    # Each is a little over 10,000 bytes, so six of them have room.
    texts = [f"{number}" + "x" * 9_999 for number in range(20)]
    kept = [revision.text[:2].rstrip("x") for revision in _said(texts).revisions]
    assert kept == ["0", "14", "15", "16", "17", "18"]


def test_a_form_beyond_the_size_is_kept_as_the_newest() -> None:
    answer = _said(["first", "second", "x" * 100_000, "oops"])
    assert [revision.text for revision in answer.revisions] == ["first", "x" * 100_000]
    (newest, _) = earlier_forms(answer)
    assert take_back(answer, newest, "2025-03-04T11:00:00Z").text == "x" * 100_000


def test_a_state_given_to_and_fro_for_hours_stays_small() -> None:
    answer = _said(["because"])
    for number in range(3_000):
        at = f"2025-03-04T10:{number // 60 % 60:02d}:{number % 60:02d}Z"
        given = give_state(QUESTION, "What for?", answer, State.DECLINED, at)
        assert given is not None
        answer = close(given)
    assert _size(answer.revisions) <= MOST
    assert answer.revisions[0].text == "because"
