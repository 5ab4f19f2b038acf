"""How far a claim carries."""

import pytest

from persona_wizard.model.persona import Confidence
from persona_wizard.synthesis.claims import confidence

A, E, P, X = Confidence.ANECDOTE, Confidence.EMERGING, Confidence.PATTERN, Confidence.CONTESTED


@pytest.mark.parametrize(
    ("n", "base", "against", "expected"),
    [
        (1, 1, 0, A),
        (1, 9, 5, A),  # one person's word stays that, whoever disagrees
        (2, 2, 0, E),  # everybody, but only two
        (2, 9, 0, E),
        (2, 9, 1, E),
        (3, 6, 0, E),  # half is no majority
        (3, 5, 0, P),
        (4, 7, 1, P),
        (4, 7, 2, X),
        (5, 9, 2, P),  # fewer than half as many against
        (2, 9, 2, X),
        (6, 9, 3, X),
        (7, 10, 3, P),
    ],
)
def test_confidence(n, base, against, expected):
    assert confidence(n, base, against) is expected
