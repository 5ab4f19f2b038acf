"""The fingerprint and the date of a persona."""

import hashlib

import pytest
from synthesis_examples import ask, bank, choices, composed, draw, key, met, took, with_claims

from persona_wizard.model.bank import Kind
from persona_wizard.model.interview import State

BANK = bank(ask("q", Kind.ONE, choices=choices("web", "shop")), ask("open"))
WEB = {"q": took("web")}


def test_the_digest_is_over_the_sorted_claims():
    persona = draw(
        met(1, answers=WEB, at="2026-02-03T10:00:00Z"),
        met(2, answers={"q": took("shop")}, at="2026-02-01T10:00:00Z"),
        met(3, answers=WEB, at="2026-02-02T10:00:00Z"),
        banks=(BANK,),
    )
    facts = (
        '[["q/shop",1,3,"anecdote",["2026-02-01T10:00:00Z"]],'
        '["q/web",2,3,"emerging",["2026-02-02T10:00:00Z","2026-02-03T10:00:00Z"]]]'
    )
    assert persona.digest == hashlib.sha256(facts.encode()).hexdigest()


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (met(1, answers=WEB), True),
        (met(1, answers=WEB, quote=False), True),
        (met(1, answers={"q": took("shop")}), False),
        (met(1, answers=WEB, at="2026-09-09T09:00:00Z"), False),
        (met(1, answers={"q": State.DECLINED}), False),
        (met(1, answers={**WEB, "open": "No claim comes of this"}), True),
        (met(1, answers={**WEB, "open": "One does #lift"}), False),
    ],
)
def test_the_digest_changes_with_claims_and_with_nothing_else(other, same):
    first = draw(met(1, answers=WEB), banks=(BANK,))
    assert (draw(other, banks=(BANK,)).digest == first.digest) is same


def test_the_digest_changes_with_who_is_against_a_claim():
    def digest_with(opponent):
        ready = met(1, answers={"open": "Ready"})
        said = composed(key(ready, "open", "Ready"), against=(key(opponent, "open", "Late"),))
        return draw(ready, opponent, banks=(BANK,), study=with_claims(said)).digest

    first = digest_with(met(2, answers={"open": "Late"}))
    assert digest_with(met(2, answers={"open": "Late"})) == first
    assert digest_with(met(2, answers={"open": "Late"}, at="2026-09-09T09:00:00Z")) != first


def test_the_newest_evidence_is_the_latest_answer_that_counts():
    persona = draw(
        met(1, answers=WEB, at="2026-02-03T23:59:00Z"),
        met(2, answers={"q": State.OUT_OF_TIME}, at="2026-05-01T10:00:00Z"),
        banks=(BANK,),
    )
    assert persona.newest == "2026-02-03"
    assert draw(met(1), banks=(BANK,)).newest is None
