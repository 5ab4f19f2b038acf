"""Joining what is most alike, two by two: average linkage."""

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush

from msgspec import Struct

# What decides which two are joined next, then the two and how often each had been joined before.
_Candidate = tuple[float, int, int, int, int, int]


class Node(Struct, frozen=True):
    """One answer by its place, or two nodes joined.

    `places` are all that it holds, what was joined earliest side by side.
    """

    places: tuple[int, ...]
    parts: tuple["Node", ...] = ()


def linked(
    rows: Sequence[Sequence[float]], counts: Sequence[int], least: float
) -> tuple[Node, ...]:
    """The nodes left once no two are on average `least` alike, by their lowest place.

    `rows` holds the likeness of each answer to every earlier one. An answer given `counts` times
    weighs as many. Likenesses are told apart by nine digits, on any machine; of
    equals, the two that hold more go first, then lower places.
    """
    return _Linkage(rows, counts, least).joined()


class _Linkage:
    """A node stands at the lowest place that it holds; joining moves the higher into the lower."""

    def __init__(
        self, rows: Sequence[Sequence[float]], counts: Sequence[int], least: float
    ) -> None:
        self._rows = [list(row) for row in rows]
        self._least = least
        self._counts = list(counts)
        self._nodes = {place: Node((place,)) for place in range(len(rows))}
        self._joined = [0] * len(rows)
        self._heap = [
            found
            for high in range(len(rows))
            for low in range(high)
            for found in self._candidate(low, high)
        ]
        heapify(self._heap)

    def joined(self) -> tuple[Node, ...]:
        while self._heap:
            *_, low, high, low_joined, high_joined = heappop(self._heap)
            if (self._joined[low], self._joined[high]) == (low_joined, high_joined):
                self._join(low, high)
        return tuple(self._nodes[place] for place in sorted(self._nodes))

    def _join(self, low: int, high: int) -> None:
        one, two = self._nodes[low], self._nodes.pop(high)
        mine, theirs = self._counts[low], self._counts[high]
        self._nodes[low] = Node(one.places + two.places, (one, two))
        self._counts[low] += theirs
        self._joined[low] += 1
        self._joined[high] = -1
        for other in self._nodes:
            if other != low:
                mean = (mine * self._get(low, other) + theirs * self._get(high, other)) / (
                    mine + theirs
                )
                self._rows[max(low, other)][min(low, other)] = mean
                for found in self._candidate(min(low, other), max(low, other)):
                    heappush(self._heap, found)

    def _get(self, one: int, other: int) -> float:
        return self._rows[max(one, other)][min(one, other)]

    def _candidate(self, low: int, high: int) -> Iterator[_Candidate]:
        alike = round(self._rows[high][low], 9)
        if alike >= self._least:
            size = self._counts[low] + self._counts[high]
            yield -alike, -size, low, high, self._joined[low], self._joined[high]
