"""Many answers to one question: an order to read them in, and draft themes to confirm as tags."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from persona_wizard.synthesis.grouping import grouped, same_words, unwatched
from persona_wizard.synthesis.likeness import Weights
from persona_wizard.synthesis.theme_labels import (
    SharedWord,
    held_by_words,
    phrase_counts,
    quoted,
    shared_words,
)
from persona_wizard.synthesis.tokens import Heard, Said, heard

SIDE_BY_SIDE_FROM = 8
THEMES_FROM = 30
_SMALLEST_TO_READ = 2
_SMALLEST_THEME = 3


class Row(Struct, frozen=True):
    """One answer in its place among those like it.

    `group` numbers the answers that are read together, from 0; None stands by itself. `shared` are
    the words that the group shares, the same in each of its rows.
    """

    key: str
    group: int | None = None
    shared: tuple[SharedWord, ...] = ()


class Theme(Struct, frozen=True):
    """A draft: answers that may belong together. Nothing follows from it until it is confirmed.

    `words` stand in three of five of its answers or more; the first is its `label`. `keys` are its
    answers in order, `quotes` the keys of one or two that speak for it.
    """

    label: str
    words: tuple[SharedWord, ...]
    keys: tuple[str, ...]
    quotes: tuple[str, ...]


class Drafts(Struct, frozen=True):
    """Draft themes, the largest first, and the keys of what no theme takes in.

    `said_once` stands by itself; `nothing` is empty or says that there is nothing. `sampled` where
    there were too many different answers to compare each with each.
    """

    themes: tuple[Theme, ...] = ()
    said_once: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    sampled: bool = False


def side_by_side(answers: Sequence[Said]) -> tuple[Row, ...]:
    """Every answer once, similar ones side by side with the words that they share.

    An order to read in, never a count. Under eight answers it is the order of keys. What is like
    no other comes after the groups, those in the same words together; what says nothing, last.
    """
    speaking, silent = _read(answers)
    if len(speaking) < SIDE_BY_SIDE_FROM:
        return tuple(Row(answer.key) for answer in (*speaking, *silent))
    different = same_words(speaking)
    weights = Weights(same.answers[0] for same in different)
    groups = grouped(different, weights, _SMALLEST_TO_READ)
    counts = phrase_counts(speaking)
    held = [held_by_words(group, counts, len(speaking)) for group in groups.groups]
    rows = [
        Row(answer.key, number, words)
        for number, (group, words) in enumerate(one for one in held if one[0])
        for answer in group
    ]
    grouped_keys = {row.key for row in rows}
    alone = (a for same in different for a in same.answers if a.key not in grouped_keys)
    return (*rows, *(Row(answer.key) for answer in (*alone, *silent)))


def draft_themes(
    answers: Sequence[Said], progress: Callable[[int, int], None] = unwatched
) -> Drafts:
    """Themes of three or more answers to offer as tags; none under thirty that say something.

    `progress` is told how many answers have been looked at, and of how many, once while they are
    read and once while they are grouped; what it raises ends it.
    """
    speaking, silent = _read(answers, progress)
    nothing = _keys(silent)
    if len(speaking) < THEMES_FROM:
        return Drafts(said_once=_keys(speaking), nothing=nothing)
    different = same_words(speaking)
    weights = Weights(same.answers[0] for same in different)
    groups = grouped(different, weights, _SMALLEST_THEME, progress)
    counts = phrase_counts(speaking)
    themes: list[Theme] = []
    labels: set[str] = set()
    for group in groups.groups:
        words = shared_words(group, counts, len(speaking))
        # Two themes of one name could not be told apart: the later takes its next word.
        label = next((word.text for word in words if word.text not in labels), words[0].text)
        labels.add(label)
        themes.append(
            Theme(
                label=label,
                words=words,
                keys=_keys(sorted(group, key=lambda answer: answer.key)),
                quotes=_keys(quoted(group, weights)),
            )
        )
    return Drafts(tuple(themes), _keys(groups.alone), nothing, groups.sampled)


def _read(
    answers: Sequence[Said], progress: Callable[[int, int], None] = unwatched
) -> tuple[list[Heard], list[Heard]]:
    """What says something and what does not, each in the order of keys."""
    ordered = sorted(answers, key=lambda said: (said.key, said.text, said.language))
    read = []
    for done, said in enumerate(ordered):
        progress(done, len(ordered))
        read.append(heard(said))
    return (
        [answer for answer in read if not answer.says_nothing],
        [answer for answer in read if answer.says_nothing],
    )


def _keys(answers: Iterable[Heard]) -> tuple[str, ...]:
    return tuple(answer.key for answer in answers)
