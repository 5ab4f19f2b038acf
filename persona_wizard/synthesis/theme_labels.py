"""What a group of answers is called, and who speaks for it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import log, sqrt

from msgspec import Struct

from persona_wizard.synthesis.likeness import Weights, best_first, likeness, summed
from persona_wizard.synthesis.phrases import is_shared, phrases
from persona_wizard.synthesis.tokens import Heard, clusters, is_fragment, is_unspaced

# What is thought of a phrase before counting weighs as much as this many answers.
_PRIOR = 2
_WORTH_OF_A_PAIR = 1.15
_MOST_WORDS = 4
# A second quote has to say something else.
_TOO_ALIKE = 0.8
_MOST_QUOTED_FROM = 200


class SharedWord(Struct, frozen=True):
    """A word or short phrase, and how many answers of its group hold it."""

    text: str
    count: int


def shared_words(
    group: Sequence[Heard], found_in: Mapping[str, int], answers: int
) -> tuple[SharedWord, ...]:
    """Up to four words that most of a group share, first those that others use least.

    `found_in` tells in how many of all `answers` each phrase stands.
    """
    spellings: dict[str, Counter[str]] = {}
    for answer in group:
        for phrase, shown in phrases(answer).items():
            spellings.setdefault(phrase, Counter())[shown] += 1
    counts = {phrase: shown.total() for phrase, shown in spellings.items()}
    shared = [phrase for phrase, count in counts.items() if is_shared(count, len(group))]

    def rank(phrase: str) -> tuple[bool, float, int, str]:
        score = _score(counts[phrase], len(group), found_in[phrase], answers)
        return is_fragment(phrase), -round(score * _worth(phrase), 9), -len(phrase), phrase

    chosen: list[str] = []
    for phrase in sorted(shared, key=rank):
        if chosen and is_fragment(phrase):
            break
        if not any(_overlap(phrase, other) for other in chosen):
            chosen.append(phrase)
    return tuple(
        SharedWord(_spelling(spellings[phrase]), counts[phrase]) for phrase in chosen[:_MOST_WORDS]
    )


def phrase_counts(answers: Iterable[Heard]) -> Counter[str]:
    """In how many answers each phrase stands."""
    counts: Counter[str] = Counter()
    for answer in answers:
        counts.update(phrases(answer).keys())
    return counts


def quoted(group: Sequence[Heard], weights: Weights) -> tuple[Heard, ...]:
    """The answer most like all others of its group, and one more that is not too like it."""
    vectors = [weights.vector(answer) for answer in group[:_MOST_QUOTED_FROM]]
    centre = summed(vectors)
    scores = {n: likeness(v, centre) - likeness(v, v) for n, v in enumerate(vectors)}
    first, *others = best_first(scores)
    second = [n for n in others if likeness(vectors[n], vectors[first]) < _TOO_ALIKE]
    return tuple(group[number] for number in (first, *second[:1]))


def _score(inside: int, size: int, everywhere: int, answers: int) -> float:
    """How much more a phrase is used in a group than outside, times how much of it uses it.

    Log-odds with a prior of what all answers use.
    """
    prior = _PRIOR * (everywhere + 1) / (answers + 2)
    outside = everywhere - inside
    here = (inside + prior) / (size - inside + _PRIOR - prior)
    there = (outside + prior) / (answers - size - outside + _PRIOR - prior)
    return (log(here) - log(there)) * sqrt(inside / size)


def _worth(phrase: str) -> float:
    several = len(clusters(phrase)) > 2 if is_unspaced(phrase) else " " in phrase
    return _WORTH_OF_A_PAIR if several else 1.0


def _overlap(one: str, other: str) -> bool:
    """Whether two phrases have a word or a pair of characters in common."""
    return bool(_bits(one) & _bits(other))


def _bits(phrase: str) -> set[str]:
    if is_unspaced(phrase):
        characters = clusters(phrase)
        return {a + b for a, b in pairwise(characters)} or {phrase}
    return set(phrase.split(" "))


def _spelling(spellings: Counter[str]) -> str:
    """The most usual one, then the shortest."""
    return min(spellings, key=lambda shown: (-spellings[shown], len(shown), shown))
