"""The code book to look at: every tag with its uses, its meaning, and tags that may be the same."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from persona_wizard.model.composing import Code
from persona_wizard.model.study import Study
from persona_wizard.model.text import folded
from persona_wizard.synthesis.code_book import meanings
from persona_wizard.synthesis.observed import Observed
from persona_wizard.synthesis.tags import contraries
from persona_wizard.synthesis.tokens import Said, heard

# From how many letters on one slip of the hand may be all that parts two tags, and how alike they
# are then, of 1.
_LONG_ENOUGH = 6
_SLIP = 0.9


class Entry(Struct, frozen=True):
    """One tag: the lines that bear it, how many people said them, and what the code book says.

    `near` are tags that may mean the same; none once both have a definition. `contrary` are those
    in the list that say the contrary, and count against it.
    """

    code: Code
    lines: tuple[Observed, ...]
    people: int
    near: tuple[str, ...] = ()
    contrary: tuple[str, ...] = ()

    @property
    def tag(self) -> str:
        return self.code.tag


def entries(study: Study, found: Iterable[Observed]) -> tuple[Entry, ...]:
    """Every tag in use or in the code book, the most used first.

    `found` is everything observed, its tags as the code book has them.
    """
    bearing: dict[str, list[Observed]] = {}
    for one in found:
        for tag in one.observation.tags:
            bearing.setdefault(tag, []).append(one)
    codes = {code.tag: code for code in study.codes}
    tags = sorted({*bearing, *codes}, key=lambda tag: (-len(bearing.get(tag, ())), tag))
    near = _near(tags, codes, study.language)
    meant = meanings(study.codes)
    listed = []
    for tag in tags:
        lines = tuple(bearing.get(tag, ()))
        people = len({one.person.id for one in lines})
        contrary = tuple(one for one in contraries(tag, meant) if one in bearing)
        code = codes.get(tag, Code(tag=tag))
        listed.append(Entry(code, lines, people, near.get(tag, ()), contrary))
    return tuple(listed)


def _near(
    tags: Sequence[str], codes: Mapping[str, Code], language: str
) -> dict[str, tuple[str, ...]]:
    """By tag those that may mean the same, in the order given."""
    told_apart = {tag for tag, code in codes.items() if code.definition}
    roots = {tag: _root(tag, language) for tag in tags}
    near: dict[str, tuple[str, ...]] = {}
    for place, one in enumerate(tags):
        for other in tags[place + 1 :]:
            alike = roots[one] == roots[other] or _slipped(roots[one], roots[other])
            if alike and not {one, other} <= told_apart and not _parted(one, other, codes):
                near[one] = (*near.get(one, ()), other)
                near[other] = (*near.get(other, ()), one)
    return near


def _root(tag: str, language: str) -> str:
    """A tag without its endings, hyphens and accents: "price" and "pricing" have the same one."""
    words = heard(Said(tag, tag.replace("-", ""), language)).words
    return folded("".join(word.stem or word.shown for word in words))


def _slipped(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _LONG_ENOUGH or one[0] != other[0]:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= _SLIP and matcher.ratio() >= _SLIP


def _parted(one: str, other: str, codes: Mapping[str, Code]) -> bool:
    """Whether the researcher split one of them from the other."""
    pairs = ((one, other), (other, one))
    return any(tag in codes and codes[tag].of == whole for tag, whole in pairs)
