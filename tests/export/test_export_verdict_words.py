"""A verdict's first line in words."""

import pytest

from persona_wizard.export.verdict_words import verdict_lines
from persona_wizard.export.verify import Finding, Verdict, Weight

GONE = Finding("B1", "a/b", "Plans ahead", "4 of 9 → gone", Weight.GONE)
OTHER = Finding("B2", "a/c", "Asks first", "4 of 9 → 5 of 9", Weight.COUNTED)


@pytest.mark.parametrize(
    ("findings", "told"),
    [
        ((OTHER,), "1 of 7 claims no longer holds."),
        ((OTHER, OTHER), "2 of 7 claims no longer hold."),
        ((GONE,), "1 of 7 claims no longer holds: it is gone."),
        ((GONE, GONE), "2 of 7 claims no longer hold: they are gone."),
        ((GONE, OTHER, OTHER), "3 of 7 claims no longer hold: 1 gone and 2 changed."),
    ],
)
def test_how_many_no_longer_hold_is_said_once(findings: tuple[Finding, ...], told: str) -> None:
    assert verdict_lines(Verdict(claims=7, findings=findings))[0] == told


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        (0, "The page makes no claim, and no number on it was changed."),
        (1, "The claim that it was written with still holds."),
        (7, "All 7 claims that it was written with still hold."),
    ],
)
def test_what_holds_is_told_last(claims: int, told: str) -> None:
    first, last, _ = verdict_lines(Verdict(claims=claims, erased=1))
    assert first.startswith("The page was built on 1 interview erased since: ")
    assert last == told
