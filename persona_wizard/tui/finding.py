"""Finding by a few letters: blind to case and accents, words in any order."""

from collections.abc import Iterable

from msgspec import Struct

from persona_wizard.model.text import folded

# What it costs to hold a word's letters only, more than any number of words found whole.
_LETTERS = 1000
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

    Only where none holds them, those that have a word's letters in their order.
    """
    words = folded(typed).split()
    scored = [(_score(words, thing), n, thing) for n, thing in enumerate(things)]
    kept = [(score, n, thing) for score, n, thing in scored if score is not None]
    exact = [entry for entry in kept if entry[0] < _LETTERS]
    return tuple(thing for _, _, thing in sorted(exact or kept, key=lambda entry: entry[:2]))


def _score(words: list[str], thing: Findable) -> int | None:
    """Lower is better; None where a word is missing. A word's start counts before its middle."""
    text, detail = folded(thing.text), folded(f"{thing.detail} {thing.also}")
    total = 0
    for word in words:
        if word == thing.number:
            cost = _BY_NUMBER
        elif text.startswith(word):
            cost = 0
        elif f" {word}" in text:
            cost = 1
        elif word in text:
            cost = 3
        elif word in detail:
            cost = 5
        elif _in_order(word, text):
            cost = _LETTERS
        else:
            return None
        total += cost
    return total


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return len(letters) > 2 and all(letter in rest for letter in letters)
