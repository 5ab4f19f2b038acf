"""What a researcher makes of observations: claims, hypotheses, a code book, marks of reading."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Self

from msgspec import Struct

from persona_wizard.model.observations import Observation, observations

_MARK_LENGTH = 10
_REPEAT = "~"


class ObservationKey(Struct, frozen=True, order=True):
    """Which observation is meant: its interview and question (ids), and its mark in the answer.

    Tagging or starring an observation leaves its mark as it is; changing its words does not.
    """

    interview: str
    question: str
    mark: str

    @property
    def text(self) -> str:
        """The key on one line: `interview/question/mark`."""
        return f"{self.interview}/{self.question}/{self.mark}"

    @classmethod
    def read(cls, text: str) -> Self:
        """The key in such a line. Raises ValueError where it is none."""
        interview, _, rest = text.partition("/")
        question, slash, mark = rest.rpartition("/")
        if not (interview and slash and mark):
            raise ValueError(f"“{text}” tells no observation")
        return cls(interview, question, mark)


class ComposedClaim(Struct, frozen=True, kw_only=True):
    """One sentence of the researcher, and the observations linked to it.

    `id` is `composed/` and 8 hexadecimal digits. `aliases` are ids that it had, or that a claim had
    which went into it. Its numbers are counted anew each time.
    """

    id: str
    heading: str
    sentence: str
    field: str | None = None
    supports: tuple[ObservationKey, ...] = ()
    against: tuple[ObservationKey, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def links(self) -> tuple[ObservationKey, ...]:
        return (*self.supports, *self.against)


class Hypothesis(Struct, frozen=True, kw_only=True):
    """A sentence without evidence. `id` is `hypothesis/` and 8 hexadecimal digits."""

    id: str
    heading: str
    sentence: str


class Code(Struct, frozen=True, kw_only=True):
    """What a tag means. `aliases` are tags that count as this one.

    `parted` are observations that carry the tag `of` and count under this one instead.
    """

    tag: str
    definition: str = ""
    example: str = ""
    aliases: tuple[str, ...] = ()
    of: str = ""
    parted: tuple[ObservationKey, ...] = ()


def marks(found: Iterable[Observation]) -> tuple[str, ...]:
    """The mark of each of one answer's observations, in their order.

    10 hexadecimal digits of SHA-256 of its kind and its text without tags; a repeat in the same
    answer ends in `~2`, the next one in `~3`.
    """
    seen: Counter[str] = Counter()
    given = []
    for observation in found:
        # Dropping a tag also drops double spaces, which therefore tell nothing.
        words = " ".join(unicodedata.normalize("NFC", observation.text).split())
        told = f"{observation.kind.value}\n{words}".encode("utf-8", "surrogatepass")
        mark = sha256(told).hexdigest()[:_MARK_LENGTH]
        seen[mark] += 1
        given.append(mark if seen[mark] == 1 else f"{mark}{_REPEAT}{seen[mark]}")
    return tuple(given)


def moved_marks(before: str, after: str) -> dict[str, str]:
    """By the mark of an observation its new one, where an answer's text changed in one place.

    One observation that was worded anew is the same one; with more behind it, the first of them.
    What went, or was worded anew together with others, has no new mark.
    """
    was, now = (marks(observations(text)) for text in (before, after))
    first = _same(was, now)
    rest = min(len(was), len(now)) - first
    last = _same(was[::-1][:rest], now[::-1][:rest])
    changed, instead = was[first : len(was) - last], now[first : len(now) - last]
    pairs = [*zip(was[:first], now[:first], strict=True)]
    pairs += zip(was[len(was) - last :], now[len(now) - last :], strict=True)
    if len(changed) == 1 and instead:
        pairs.append((changed[0], instead[0]))
    return {old: new for old, new in pairs if old != new}


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """How many observations two rows of marks begin with alike, repeats told apart or not."""
    pairs = enumerate(zip(one, other, strict=False))
    unlike = (n for n, (a, b) in pairs if a.split(_REPEAT)[0] != b.split(_REPEAT)[0])
    return next(unlike, min(len(one), len(other)))
