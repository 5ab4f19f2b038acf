"""Tags that an observation may deserve, after those that the researcher gave to similar ones."""

from collections.abc import Iterator, Sequence
from itertools import chain
from math import sqrt

from persona_wizard.synthesis.likeness import Directions, Vector, Weights, best_first, summed
from persona_wizard.synthesis.phrases import telling_words
from persona_wizard.synthesis.tokens import Said, heard

MOST_SUGGESTED = 3
# So alike are observations that say the same in other forms of words.
_ALIKE = 0.18

# What was said, and the tags that it bears.
Tagged = tuple[Said, tuple[str, ...]]


def suggest_tags(untagged: Sequence[Said], tagged: Sequence[Tagged]) -> dict[str, tuple[str, ...]]:
    """By the key of each untagged observation, in order: up to three tags, the likeliest first.

    None that it shares no telling word with, unless much of their letters is the same, as in other
    forms of words. Never applied by themselves.
    """
    ordered = sorted(tagged, key=lambda one: (one[0].key, one[0].text, one[1]))
    waiting = sorted(untagged, key=lambda said: (said.key, said.text))
    weights = Weights(heard(said) for said in chain((said for said, _ in ordered), waiting))
    tags = sorted({tag for _, given in ordered for tag in given})
    directions = Directions([_direction(_bearers(tag, ordered), weights) for tag in tags])
    words = [_words(tag, ordered) for tag in tags]
    suggested = {}
    for said in waiting:
        answer = heard(said)
        mine = telling_words(answer)
        scores = directions.likenesses(weights.vector(answer))
        fitting = [
            n for n in best_first(scores) if scores[n] >= _ALIKE or not mine.isdisjoint(words[n])
        ]
        suggested[said.key] = tuple(tags[n] for n in fitting[:MOST_SUGGESTED])
    return suggested


def _bearers(tag: str, tagged: Sequence[Tagged]) -> Iterator[Said]:
    return (said for said, given in tagged if tag in given)


def _words(tag: str, tagged: Sequence[Tagged]) -> frozenset[str]:
    """The telling words of all that bears a tag."""
    return frozenset().union(*(telling_words(heard(said)) for said in _bearers(tag, tagged)))


def _direction(bearers: Iterator[Said], weights: Weights) -> Vector:
    """The sum of what bears a tag, over the root of how many do.

    A plain sum favours tags used often, the mean those used once; the root lies between the two.
    """
    vectors = [weights.vector(heard(said)) for said in bearers]
    share = sqrt(len(vectors))
    return {feature: weight / share for feature, weight in summed(vectors).items()}
