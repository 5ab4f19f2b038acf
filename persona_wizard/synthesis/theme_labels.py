"""What a group of answers is called, and who speaks for it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import log, sqrt

from msgspec import Struct

from persona_wizard.synthesis.likeness import Weights, best_first, likeness, summed
from persona_wizard.synthesis.phrases import holds, is_shared, phrases
from persona_wizard.synthesis.tokens import (
    Heard,
    clusters,
    is_fragment,
    is_unspaced,
    writes_sounds_unspaced,
)
from persona_wizard.synthesis.whole_words import is_whole, runs_of, shown_run

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

    `found_in` tells in how many of all `answers` each phrase stands. Where no whole word is shared
    in a script such as Thai, it is one run that somebody wrote, though fewer hold it.
    """
    spellings: dict[str, Counter[str]] = {}
    for answer in group:
        for phrase, shown in phrases(answer).items():
            spellings.setdefault(phrase, Counter())[shown] += 1
    counts = {phrase: shown.total() for phrase, shown in spellings.items()}
    runs = [run for answer in group for run in runs_of(answer)]
    shared = [
        phrase
        for phrase, count in counts.items()
        if is_shared(count, len(group))
        and (not writes_sounds_unspaced(phrase) or is_whole(phrase, runs))
    ]

    def rank(phrase: str) -> tuple[bool, float, int, str]:
        score = _score(counts[phrase], len(group), found_in[phrase], answers)
        return is_fragment(phrase), -round(score * _worth(phrase), 9), -len(phrase), phrase

    chosen: list[str] = []
    for phrase in sorted(shared, key=rank):
        if chosen and is_fragment(phrase):
            break
        if not any(_overlap(phrase, other) for other in chosen):
            chosen.append(phrase)
    if not chosen and (run := shown_run(group)) is not None:
        return (SharedWord(*run),)
    return tuple(
        SharedWord(_spelling(spellings[phrase]), counts[phrase]) for phrase in chosen[:_MOST_WORDS]
    )


def held_by_words(
    group: Sequence[Heard], found_in: Mapping[str, int], answers: int
) -> tuple[tuple[Heard, ...], tuple[SharedWord, ...]]:
    """Those of a group that hold a word which two of them hold or more, and these words.

    Nobody where there is no such word. A word counts in its forms ("box", "boxes"), not with
    others of the same root ("operator", "co-operative"). A script without spaces has no forms, and
    its groups stay as they are.
    """
    words = shared_words(group, found_in, answers)
    if any(is_unspaced(word.text) for word in words):
        return tuple(group), words
    written = {word.shown: word for answer in group for word in answer.words}
    holders: dict[str, list[int]] = {}
    for shared in words:
        phrase = [written[shown] for shown in shared.text.split(" ")]
        holders[shared.text] = [n for n, answer in enumerate(group) if holds(answer, phrase)]
    told = {text: held for text, held in holders.items() if len(held) > 1}
    members = sorted({n for held in told.values() for n in held})
    left = tuple(SharedWord(text, len(held)) for text, held in told.items())
    return tuple(group[n] for n in members), left


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
