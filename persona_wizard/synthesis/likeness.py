"""How alike two answers are: by their words, and by the letters inside them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from math import log, sqrt

from persona_wizard.synthesis.tokens import Heard, clusters

# An answer as a direction: its features, each with a weight; its length is at most 1.
Vector = Mapping[str, float]

# Letters count for a little more: short answers share word stems less often than parts of words.
_SHARE_OF_WORDS = 0.4
_SHARE_OF_LETTERS = 1 - _SHARE_OF_WORDS
_PARTS = (3, 4, 5)
# Speech seldom gets this long; a pasted book would slow down everything else.
_MOST_WORDS = 500
_MOST_SPELLED = 60
_LONGEST_SPACED = 40
_LONGEST_UNSPACED = 500


class Weights:
    """What each word and part of a word is worth: the rarer among these answers, the more."""

    def __init__(self, answers: Iterable[Heard]) -> None:
        count = 0
        found_in: Counter[str] = Counter()
        for answer in answers:
            count += 1
            found_in.update(set(_terms(answer)))
            found_in.update(set(_parts(answer)))
        self._new = log(1 + count) + 1
        self._rarity = {f: log((1 + count) / (1 + held)) + 1 for f, held in found_in.items()}

    def vector(self, answer: Heard) -> dict[str, float]:
        """An answer, to be compared with others under the same weights."""
        return {
            **self._weighted(_terms(answer), _SHARE_OF_WORDS),
            **self._weighted(_parts(answer), _SHARE_OF_LETTERS),
        }

    def _weighted(self, features: Iterable[str], share: float) -> dict[str, float]:
        rarity, new = self._rarity.get, self._new
        weights = {
            feature: (1 + log(count)) * rarity(feature, new)
            for feature, count in Counter(features).items()
        }
        length = sqrt(sum([weight * weight for weight in weights.values()]) / share)
        return {feature: weight / length for feature, weight in weights.items()}


def likeness(one: Vector, other: Vector) -> float:
    """From 0, nothing in common, to 1, the same words."""
    return sum(weight * other[feature] for feature, weight in one.items() if feature in other)


def all_likenesses(vectors: Sequence[Vector]) -> list[list[float]]:
    """Row by row, the likeness of each answer to every earlier one."""
    holders: dict[str, list[tuple[int, float]]] = {}
    rows = []
    for place, vector in enumerate(vectors):
        row = [0.0] * place
        for feature, weight in vector.items():
            held = holders.setdefault(feature, [])
            for earlier, other in held:
                row[earlier] += weight * other
            held.append((place, weight))
        rows.append(row)
    return rows


def summed(vectors: Iterable[Vector]) -> dict[str, float]:
    """Several vectors as one: its likeness to an answer is the sum of theirs."""
    total: dict[str, float] = {}
    for vector in vectors:
        for feature, weight in vector.items():
            total[feature] = total.get(feature, 0.0) + weight
    return total


def best_first(scores: Mapping[int, float]) -> list[int]:
    """The best score first, then the lower number; told apart by nine digits, on any machine."""
    return sorted(scores, key=lambda number: (-round(scores[number], 9), number))


class Directions:
    """Several sums of vectors, told apart by number, that answers are held against."""

    def __init__(self, vectors: Sequence[Vector]) -> None:
        self._held: dict[str, list[tuple[int, float]]] = {}
        for number, vector in enumerate(vectors):
            for feature, weight in vector.items():
                self._held.setdefault(feature, []).append((number, weight))

    def likenesses(self, answer: Vector) -> dict[int, float]:
        """The answer's likeness to each direction that it has anything in common with."""
        scores: dict[int, float] = {}
        for feature, weight in answer.items():
            for number, other in self._held.get(feature, ()):
                scores[number] = scores.get(number, 0.0) + weight * other
        return scores


def _terms(answer: Heard) -> Iterator[str]:
    """Word stems; pairs of characters of a script without spaces; pairs of syllables, too.

    Each has a mark in front, so that it is never taken for a part of a word.
    """
    words = answer.words[:_MOST_WORDS]
    for word in words:
        if word.unspaced:
            characters = clusters(word.shown[:_LONGEST_UNSPACED])
            if len(characters) == 1:
                yield f"={characters[0]}"
            for first, second in pairwise(characters):
                yield f"={first}{second}"
        elif word.stem:
            yield f"={word.stem}"
    if answer.syllables:
        for one, two in pairwise(words):
            if one.stem and two.stem:
                yield f"={one.stem} {two.stem}"


def _parts(answer: Heard) -> Iterator[str]:
    """Runs of three to five letters inside each of the first words, its ends marked by spaces."""
    for word in islice(answer.words, _MOST_SPELLED):
        longest = _LONGEST_UNSPACED if word.unspaced else _LONGEST_SPACED
        padded = f" {word.shown[:longest]} "
        for size in _PARTS:
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size]
