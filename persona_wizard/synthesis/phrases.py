"""Words and short phrases that can stand for what several people said."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from persona_wizard.synthesis.common_words import PARTICLES
from persona_wizard.synthesis.tokens import Heard, Word, clusters

# How many characters of a script without spaces may make a phrase: from a pair to a short clause.
_CHARACTERS = range(2, 13)
_LONGEST_RUN = 500
# A group is held together by a word that stands in three of five of its answers.
_SHARED_IN = 3, 5
# What a form of an English word adds, the last letter of the word perhaps doubled or changed.
_ENDING = re.compile("[a-z]?(?:s|es|'s|ed|d|ing)|e|y|ies|ied|")


def is_shared(holders: int, answers: int) -> bool:
    """Whether a word that so many of some answers hold is shared by them."""
    part, whole = _SHARED_IN
    return holders * whole >= answers * part


def telling_words(answer: Heard) -> frozenset[str]:
    """The words that can hold a group together, as they count: stems, or pairs of characters."""
    return frozenset(_telling_words(answer))


def phrases(answer: Heard) -> dict[str, str]:
    """Telling words, and pairs of words with a telling one; of each, how it was first written.

    A script without spaces gives every run of two to twelve characters.
    """
    found: dict[str, str] = {}
    for word in answer.words:
        if word.unspaced:
            for run in _runs(word.shown):
                found.setdefault(run, run)
        elif word.telling:
            found.setdefault(word.stem, word.shown)
    for one, two in pairwise(answer.words):
        if _is_pair(one, two):
            found.setdefault(f"{one.stem} {two.stem or two.shown}", f"{one.shown} {two.shown}")
    return found


def holds(answer: Heard, phrase: Sequence[Word]) -> bool:
    """Whether an answer holds these words in a row, each as it is written or in another form."""
    starts = range(len(answer.words) - len(phrase) + 1)
    return any(
        all(map(_are_forms, answer.words[start : start + len(phrase)], phrase)) for start in starts
    )


def _are_forms(one: Word, other: Word) -> bool:
    """Whether two are one word but for an ending: stop, stopped; not operator, operative."""
    if one.shown == other.shown or one.stem != other.stem:
        return one.shown == other.shown
    pairs = enumerate(zip(one.shown, other.shown, strict=False))
    shorter = min(len(one.shown), len(other.shown))
    same = next((place for place, (a, b) in pairs if a != b), shorter)
    return all(_ENDING.fullmatch(word.shown[same:]) for word in (one, other))


def _is_pair(one: Word, two: Word) -> bool:
    if one.unspaced or two.unspaced or not one.stem:
        return False
    if not two.stem:
        return one.telling and two.shown in PARTICLES
    return one.telling or two.telling


def _telling_words(answer: Heard) -> Iterator[str]:
    for word in answer.words:
        if word.unspaced:
            characters = clusters(word.shown[:_LONGEST_RUN])
            yield from ("".join(pair) for pair in pairwise(characters))
            if len(characters) == 1:
                yield characters[0]
        elif word.telling:
            yield word.stem


def _runs(shown: str) -> Iterator[str]:
    characters = clusters(shown[:_LONGEST_RUN])
    if len(characters) == 1:
        yield characters[0]
    for length in _CHARACTERS:
        for start in range(len(characters) - length + 1):
            yield "".join(characters[start : start + length])
