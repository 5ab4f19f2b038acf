"""The tags of a study, counted, and those that fit a tag being typed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from persona_wizard.model.composing import Code
from persona_wizard.model.interview import Interview
from persona_wizard.model.observations import STAR, observations, split_tags
from persona_wizard.model.text import folded

# How many are offered at once.
OFFERED = 4
# From how many letters on a tag may be another's near relation, and how much they share of 1.
_LONG_ENOUGH = 3
_NEAR = 0.6

TagCounts = Mapping[str, int]


def tags_of(interviews: Iterable[Interview], codes: Sequence[Code] = ()) -> Counter[str]:
    """Every tag of these interviews' answers and notes, with how often it was given.

    With the codes of a study each counts as the code book has it; without, as it was written.
    """
    # Imported here, since an interview shows its first screen without synthesis.
    from persona_wizard.synthesis.code_book import CodeBook

    book = CodeBook.of(codes)
    counted: Counter[str] = Counter()
    for interview in interviews:
        for question, answer in interview.answers.items():
            found = book.applied(observations(answer.text), interview.id, question)
            counted.update(tag for observation in found for tag in observation.tags)
        for note in interview.notes:
            counted.update(book.meant.get(t, t) for t in split_tags(note.text)[1] if t != STAR)
    return counted


def fitting(tags: TagCounts, typed: str) -> tuple[str, ...]:
    """The tags that fit what was typed of one: those that begin so, then near ones.

    The most used first; case and accents do not matter. What was typed itself is not among them,
    and what is a tag already has no near ones.
    """
    others = [tag for tag in _most_used(tags) if tag != typed.casefold()]
    beginning = [tag for tag in others if begins(tag, typed)]
    known = typed.casefold() in tags
    near = () if known else (tag for tag in _near_ones(tags, typed) if tag not in beginning)
    return (*beginning, *near)[:OFFERED]


def begins(tag: str, typed: str) -> bool:
    """Whether a tag begins with what was typed, whatever its case and accents."""
    return folded(tag).startswith(folded(typed))


def _near_ones(tags: TagCounts, typed: str) -> tuple[str, ...]:
    """The tags that may mean the same as this one, the nearest first."""
    wanted = folded(typed)
    if len(wanted) < _LONG_ENOUGH:
        return ()
    nearness = {
        tag: _nearness(wanted, folded(tag)) for tag in _most_used(tags) if tag != typed.casefold()
    }
    return tuple(
        tag for tag in sorted(nearness, key=lambda t: -nearness[t]) if nearness[tag] >= _NEAR
    )


def _nearness(one: str, other: str) -> float:
    """From 0 to 1; words that begin with different letters are seldom forms of one word."""
    if one[:1] != other[:1]:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _NEAR or matcher.quick_ratio() < _NEAR:
        return 0.0
    return matcher.ratio()


def _most_used(tags: TagCounts) -> list[str]:
    return sorted(tags, key=lambda tag: (-tags[tag], tag))
