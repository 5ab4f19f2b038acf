"""Finding by a few letters: blind to case and accents, words in any order."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from persona_wizard.model.text import folded

# Fewer letters are found as they are, or not.
_FEWEST = 3
# Words before the one that was found, where a part of what was said is shown.
_BEFORE = 3
# Signs of a detail that are in sight in any case.
_SHOWN = 24
# What a number costs, before any word.
_BY_NUMBER = -1


class Findable(Struct, frozen=True):
    """Something to find: what is shown, a dim detail, words that are only looked through, and
    what choosing it does.

    `place` is a question's id or another place of an interview, `interview` the id of another
    interview than the one under way, `action` an action's name. A `number` that is typed finds it
    at once.
    """

    text: str
    detail: str = ""
    also: str = ""
    place: str = ""
    interview: str = ""
    action: str = ""
    number: str = ""


def find(typed: str, things: Iterable[Findable]) -> tuple[Findable, ...]:
    """The things that hold every typed word, best first; all of them where nothing is typed.

    Only where none holds them, those with words spelled nearly so, or begun by these letters.
    """
    words = folded(typed).split()
    listed = tuple(things)
    for cost_of in (_exactly, _nearly):
        scored = [(_score(words, thing, cost_of), n) for n, thing in enumerate(listed)]
        kept = sorted((score, n) for score, n in scored if score is not None)
        if kept:
            return tuple(listed[n] for _, n in kept)
    return ()


def why(typed: str, thing: Findable) -> str:
    """The detail to show beside a thing: where the typed words are in what is looked through
    only, the part of it that holds them."""
    shown = folded(f"{thing.text} {thing.detail[:_SHOWN]}")
    missing = [word for word in folded(typed).split() if word not in shown and word != thing.number]
    for source in (thing.detail, thing.also) if missing else ():
        said = source.split()
        place = next((n for n, part in enumerate(said) if missing[0] in folded(part)), None)
        if place is not None:
            since = max(0, place - _BEFORE)
            return ("… " if since else "") + " ".join(said[since:])
    return thing.detail


def _score(
    words: list[str], thing: Findable, cost_of: Callable[[str, Findable], int | None]
) -> int | None:
    """Lower is better; None where a word is missing."""
    costs = [_BY_NUMBER if word == thing.number else cost_of(word, thing) for word in words]
    return None if None in costs else sum(cost for cost in costs if cost is not None)


def _exactly(word: str, thing: Findable) -> int | None:
    """A word's start counts before its middle, what is shown before what is looked through."""
    text = folded(thing.text)
    if text.startswith(word):
        return 0
    if f" {word}" in text:
        return 1
    if word in text:
        return 3
    return 5 if word in folded(f"{thing.detail} {thing.also}") else None


def _nearly(word: str, thing: Findable) -> int | None:
    """A slip of the hand in a word counts before the first letters of several."""
    text = folded(thing.text).split()
    if len(word) < _FEWEST:
        return None
    if any(_slipped(word, other) for other in text):
        return 0
    if any(_slipped(word, other) for other in folded(f"{thing.detail} {thing.also}").split()):
        return 2
    return 4 if _begins_words(word, text) else None


def _slipped(word: str, other: str) -> bool:
    """Whether these are the letters of the other word's beginning, but for one slip."""
    if word[0] != other[:1]:
        return False
    for end in (len(word) - 1, len(word), len(word) + 1):
        if _one_slip(word, other[:end]):
            return True
    # Letters left out, in a word that is typed to its end.
    rest = iter(other)
    return word[-1] == other[-1] and all(letter in rest for letter in word)


def _one_slip(word: str, other: str) -> bool:
    """Whether one letter was left out, put in, put for another, or exchanged with the next."""
    same = _same(word, other)
    ends = (
        (word[same:], other[same + 1 :]),
        (word[same + 1 :], other[same:]),
        (word[same + 1 :], other[same + 1 :]),
        (word[same : same + 2][::-1] + word[same + 2 :], other[same:]),
    )
    return any(one == rest for one, rest in ends)


def _begins_words(letters: str, words: Sequence[str]) -> bool:
    """Whether the letters are the beginnings of words that follow each other, gaps allowed."""
    reached = {0}
    for word in words:
        reached |= {at + n for at in reached for n in range(_same(letters[at:], word) + 1)}
    return len(letters) in reached


def _same(one: str, other: str) -> int:
    """How many signs two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
