"""Answers that are alike and share a word, in groups."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256

from msgspec import Struct

from persona_wizard.synthesis.average_linkage import Node, linked
from persona_wizard.synthesis.likeness import (
    Vector,
    Weights,
    all_likenesses,
    best_first,
    likeness,
    summed,
)
from persona_wizard.synthesis.phrases import is_shared, telling_words
from persona_wizard.synthesis.tokens import Heard, Word

# Comparing all with all takes four times as long for twice as many.
MOST_COMPARED = 600
# Where answers have much in common anyway, being alike asks for more.
_LEAST = 0.05
_LEAST_OF_MEAN = 0.5


class Same(Struct, frozen=True):
    """Answers in the same words, of which `telling` can hold a group together."""

    answers: tuple[Heard, ...]
    telling: frozenset[str]


class Groups(Struct, frozen=True):
    """The groups, the largest first and like answers side by side; `alone` are the others.

    `sampled` where not all were compared with each other.
    """

    groups: tuple[tuple[Heard, ...], ...]
    alone: tuple[Heard, ...]
    sampled: bool


def same_words(answers: Iterable[Heard]) -> tuple[Same, ...]:
    """Answers in the same words of one language together, in the order of the first of each."""
    found: dict[tuple[Word, ...], list[Heard]] = {}
    for answer in answers:
        found.setdefault(answer.words, []).append(answer)
    return tuple(Same(tuple(same), telling_words(same[0])) for same in found.values())


def unwatched(_done: int, _of: int) -> None:
    """The progress of a grouping that nobody waits for."""


def grouped(
    different: Sequence[Same],
    weights: Weights,
    smallest: int,
    progress: Callable[[int, int], None] = unwatched,
) -> Groups:
    """Groups of `smallest` or more answers in which most share a telling word.

    Of more than `MOST_COMPARED` different answers a sample is grouped, chosen by their words; each
    of the rest joins the group that it is like, if it has the word that most of it share.
    `progress` is told how many have been looked at, and of how many; what it raises ends it.
    """
    sample, rest = _sample(different)
    vectors = [weights.vector(same.answers[0]) for same in sample]
    rows = all_likenesses(vectors)
    least = _least_likeness(rows)
    found = [
        [sample[place] for place in node.places]
        for root in linked(rows, [len(same.answers) for same in sample], least)
        for node in _held_together(root, sample, smallest)
    ]
    of = len(different)
    _let_join(found, rest, weights, least, lambda done: progress(len(sample) + done, of))
    groups = sorted((_flat(group) for group in found), key=lambda g: (-len(g), _first(g)))
    taken = {answer.key for group in groups for answer in group}
    alone = (answer for answer in _flat(different) if answer.key not in taken)
    return Groups(tuple(groups), tuple(alone), sampled=bool(rest))


def _sample(different: Sequence[Same]) -> tuple[Sequence[Same], Sequence[Same]]:
    """Those to compare and the rest, each in the order given."""
    if len(different) <= MOST_COMPARED:
        return different, ()
    by_words = sorted(range(len(different)), key=lambda place: _digest(different[place].answers[0]))
    chosen = set(by_words[:MOST_COMPARED])
    return (
        [same for place, same in enumerate(different) if place in chosen],
        [same for place, same in enumerate(different) if place not in chosen],
    )


def _digest(answer: Heard) -> bytes:
    return sha256("\n".join(word.shown for word in answer.words).encode()).digest()


def _least_likeness(rows: Sequence[Sequence[float]]) -> float:
    """How alike answers have to be, on average, to stand in one group."""
    several = len(rows) * (len(rows) - 1) // 2
    mean = sum(map(sum, rows)) / several if several else 0.0
    return round(_LEAST + _LEAST_OF_MEAN * mean, 9)


def _held_together(root: Node, sample: Sequence[Same], smallest: int) -> Iterator[Node]:
    """The largest nodes under a root that are a group, from left to right."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        within = [sample[place] for place in node.places]
        size = _size(within)
        if size < smallest:
            continue
        counts = _word_counts(within)
        if counts and is_shared(max(counts.values()), size):
            yield node
        else:
            waiting.extend(reversed(node.parts))


def _word_counts(group: Iterable[Same]) -> Counter[str]:
    """In how many answers each telling word stands."""
    counts: Counter[str] = Counter()
    for same in group:
        for word in same.telling:
            counts[word] += len(same.answers)
    return counts


def _let_join(
    groups: Sequence[list[Same]],
    rest: Iterable[Same],
    weights: Weights,
    least: float,
    looked_at: Callable[[int], None],
) -> None:
    """Add each of the rest to the group that it is most like, if it has that group's word."""
    by_word: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        by_word.setdefault(_leading_word(group), []).append(number)
    centres = [_centre(group, weights) for group in groups]
    for done, same in enumerate(rest):
        looked_at(done)
        fitting = [number for word in same.telling for number in by_word.get(word, ())]
        if not fitting:
            continue
        vector = weights.vector(same.answers[0])
        scores = {number: likeness(vector, centres[number]) for number in fitting}
        best = best_first(scores)[0]
        if round(scores[best], 9) >= least:
            groups[best].append(same)


def _centre(group: Sequence[Same], weights: Weights) -> Vector:
    """What a likeness to is the mean likeness to all answers of the group."""
    size = _size(group)
    total = summed(weights.vector(same.answers[0]) for same in group for _ in same.answers)
    return {feature: weight / size for feature, weight in total.items()}


def _leading_word(group: Iterable[Same]) -> str:
    counts = _word_counts(group)
    return min(counts, key=lambda word: (-counts[word], word))


def _size(group: Iterable[Same]) -> int:
    return sum(len(same.answers) for same in group)


def _flat(group: Iterable[Same]) -> tuple[Heard, ...]:
    return tuple(answer for same in group for answer in same.answers)


def _first(group: Iterable[Heard]) -> str:
    return min(answer.key for answer in group)
