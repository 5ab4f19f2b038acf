"""Pages and pictures that came back alone, without the interview that they were made of.

What is kept of somebody erased tells them: the pseudonym, and digests of pictures.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from persona_wizard.store.by_words import shown_by_these_alone, words_of_name
from persona_wizard.store.called import is_among
from persona_wizard.store.erased import Erased
from persona_wizard.store.errors import StoreError
from persona_wizard.store.findings import inside
from persona_wizard.store.index import Mark, mark_at
from persona_wizard.store.layout import Layout, is_named
from persona_wizard.store.pictures import digest_of
from persona_wizard.store.said_in_bytes import said
from persona_wizard.store.storage import read_content
from persona_wizard.store.study_file import read_study
from persona_wizard.store.study_files import bytes_of, files_in, text_bytes_of
from persona_wizard.store.whole_file import make_private, write_whole
from persona_wizard.store.words import Words, folded, phrase, text_in

# Counted up where other things are looked for.
_FORM = 1
# The least letters of a pseudonym that tells of anybody.
_SHORTEST = 2


class _Seen(Struct, frozen=True):
    """The files in which nothing was found, by their paths, and what was looked for."""

    sought: str
    marks: dict[str, Mark]


def looked_over(layout: Layout) -> tuple[Path, ...]:
    """The files that are looked at for what came back alone."""
    return (*files_in(layout.exports), *files_in(layout.photos))


def pages_back(
    layout: Layout, erased: Sequence[Erased], paths: Iterable[Path]
) -> dict[Erased, tuple[Path, ...]]:
    """By erasure, those of these files that name or show the person, and what these alone show.

    A pseudonym counts as it is written, as a word of its own, and in a file's name in whatever
    case. One that somebody else has now, or that the study says anyway, such as the name of its
    product, tells of nobody. Raises OSError, StoreError of study.json.
    """
    telling = [(one, p, phrase(p)) for one in erased for p in one.pseudonyms if _could_tell(p)]
    named: dict[tuple[Erased, str], list[Path]] = {}
    found: dict[Erased, dict[Path, None]] = {}
    for path in paths:
        digest = digest_of(bytes_of(path))
        for one in erased:
            if digest in one.photos:
                found.setdefault(one, {})[path] = None
        text = text_bytes_of(path)
        words, name = Words(text_in(text)) if text else Words(""), words_of_name(layout, path)
        for one, pseudonym, wanted in telling:
            if words.hold_exactly([wanted]) or name.hold([folded(wanted)]):
                named.setdefault((one, pseudonym), []).append(path)
    for (one, pseudonym), pages in named.items():
        if not _means_another(layout, one, pseudonym):
            alone = shown_by_these_alone(layout, pages)
            found.setdefault(one, {}).update(dict.fromkeys((*pages, *alone)))
    return {one: tuple(files) for one, files in found.items()}


def unseen(layout: Layout, erased: Sequence[Erased]) -> dict[Path, Mark]:
    """The files that are not as they were when nothing was found in them, with their marks."""
    if not any(one.pseudonyms or one.photos for one in erased):
        return {}
    seen = _read(layout)
    known = seen.marks if seen is not None and seen.sought == _sought(erased) else {}
    marks = {path: mark for path in looked_over(layout) if (mark := mark_at(str(path)))}
    return {path: m for path, m in marks.items() if known.get(inside(layout, path)) != m}


def remember(layout: Layout, erased: Sequence[Erased], fresh: Mapping[Path, Mark]) -> None:
    """Keep in mind that nothing is to be found in these, nor in those of before.

    It is no authority: without it, all is looked at again.
    """
    seen = _read(layout)
    same = seen is not None and seen.sought == _sought(erased)
    marks = dict(seen.marks) if seen is not None and same else {}
    marks |= {inside(layout, path): mark for path, mark in fresh.items()}
    there = {inside(layout, path) for path in looked_over(layout)}
    left = _Seen(_sought(erased), {name: m for name, m in marks.items() if name in there})
    # A link may lead out of the study.
    if left == seen or layout.cache.is_symlink():
        return
    with suppress(StoreError, OSError):
        make_private(layout.cache)
        write_whole(seen_path(layout), msgspec.json.encode(left))


def seen_path(layout: Layout) -> Path:
    """Where it is kept which files were looked at, whether there is one or not."""
    return layout.cache / "exports.seen"


def _read(layout: Layout) -> _Seen | None:
    with suppress(StoreError, ValueError, RecursionError):
        content = read_content(seen_path(layout))
        return None if content is None else msgspec.json.decode(content.data, type=_Seen)
    return None


def _sought(erased: Sequence[Erased]) -> str:
    """What is looked for, told by nothing that could be read back."""
    told = sorted(text for one in erased for text in (*one.pseudonyms, *one.photos))
    return hashlib.sha256(msgspec.json.encode((_FORM, told))).hexdigest()


def _could_tell(pseudonym: str) -> bool:
    letters = any(character.isalpha() for character in pseudonym)
    return letters and len(pseudonym) >= _SHORTEST


def _means_another(layout: Layout, erased: Erased, pseudonym: str) -> bool:
    """Whether somebody else is called so, or the study, its questions or others say the same.

    The latter is nothing where there are digits in it: by P07 nobody means anything else.
    """
    theirs = (*erased.interviews, erased.participant)
    files = (*files_in(layout.interviews), *files_in(layout.participants))
    others = [path for path in files if not any(is_named(path.name, one) for one in theirs)]
    if any(is_among(pseudonym, said(bytes_of(path), "pseudonym")) for path in others):
        return True
    if any(character.isdigit() for character in pseudonym):
        return False
    word = re.compile(rf"(?<![^\W_]){re.escape(pseudonym)}(?![^\W_])")
    study = read_study(layout.study)
    if study is not None:
        personas = (text for one in study.personas for text in (one.name, one.tagline))
        own = (study.title, study.target_market, study.segment, *study.fills.values(), *personas)
        if any(map(word.search, own)):
            return True
    texts = (text_in(bytes_of(path)) for path in (*others, *files_in(layout.question_banks)))
    return any(map(word.search, texts))
