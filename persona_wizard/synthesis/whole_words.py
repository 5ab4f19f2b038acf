"""Whole words in scripts that write sounds without spaces, told by where people began and stopped.

Thai, Lao, Khmer and Burmese put spaces between phrases. A piece cut out of a run may begin or end
in the middle of a word, and nobody can read that.
"""

from collections.abc import Iterable

from persona_wizard.synthesis.tokens import Heard, clusters, writes_sounds_unspaced

# Where so many different characters go on, a word is over; fewer may be two words that begin alike.
_WAYS_ON = 3
_LONGEST_SHOWN = 40
# Thai and Lao vowels that are written after their consonant, and those written before it.
_NEVER_FIRST = frozenset("ะาำๅๆฯະາຳໆຯ")
_NEVER_LAST = frozenset("เแโใไເແໂໃໄ")


def runs_of(answer: Heard) -> tuple[str, ...]:
    """What an answer has between its spaces in such a script."""
    return tuple(word.shown for word in answer.words if writes_sounds_unspaced(word.shown))


def is_whole(piece: str, runs: Iterable[str]) -> bool:
    """Whether a piece of these runs is made of whole words, as far as they tell.

    At each end somebody began or stopped writing, or people went on in three different ways.
    """
    if piece[0] in _NEVER_FIRST or piece[-1] in _NEVER_LAST:
        return False
    before: set[str] = set()
    after: set[str] = set()
    for run in runs:
        place = run.find(piece)
        while place >= 0:
            end = place + len(piece)
            before.add(run[place - 1 : place])
            after.add(run[end : end + 1])
            place = run.find(piece, place + 1)
    return _is_end(before) and _is_end(after)


def shown_run(group: Iterable[Heard]) -> tuple[str, int] | None:
    """A whole run that stands for these answers, and in how many it stands; None without runs.

    The one that most of them hold, then the shortest; what is very long is cut and says so.
    """
    held = [runs_of(answer) for answer in group]
    different = {run for runs in held for run in runs}
    if not different:
        return None
    counts = {run: sum(any(run in other for other in runs) for runs in held) for run in different}
    best = min(different, key=lambda run: (len(run) > _LONGEST_SHOWN, -counts[run], len(run), run))
    if len(best) <= _LONGEST_SHOWN:
        return best, counts[best]
    # The last character may have lost its marks.
    return "".join(clusters(best[:_LONGEST_SHOWN])[:-1]) + "…", counts[best]


def _is_end(neighbours: set[str]) -> bool:
    return "" in neighbours or len(neighbours) >= _WAYS_ON
