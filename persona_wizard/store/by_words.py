"""Which files of a study hold a person's words, name or pseudonym."""

import os
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.model.study import Study
from persona_wizard.store.curation_traces import texts_in
from persona_wizard.store.file_facts import FileFacts
from persona_wizard.store.findings import inside
from persona_wizard.store.layout import Layout
from persona_wizard.store.links import leads_away
from persona_wizard.store.page import Page
from persona_wizard.store.pieces import pieces
from persona_wizard.store.study_files import (
    TooLarge,
    exports_and_photos,
    files_below,
    files_in,
    id_in_name,
    may_be_text,
)
from persona_wizard.store.traces import Traces, lines_told_apart, names_in, phrases_of, tells
from persona_wizard.store.words import Phrase, Words, in_any_case


class Counted(Struct, frozen=True):
    """What tells of a person, with excerpts, and what of it others or the study say, too."""

    traces: Traces
    said: frozenset[Phrase]


class Pages(Struct, frozen=True):
    """The pages in `exports/`; the files there that can't be read, or are too large for it."""

    texts: dict[Path, Page]
    unreadable: tuple[Path, ...]
    too_large: tuple[Path, ...]


def pages_of(layout: Layout, facts: FileFacts) -> Pages:
    """The texts in `exports/`."""
    texts: dict[Path, Page] = {}
    unreadable: list[Path] = []
    too_large: list[Path] = []
    for path in files_in(layout.exports):
        try:
            page = facts.page(path)
        except TooLarge:
            too_large.append(path)
        except OSError:
            unreadable.append(path)
        else:
            if page is not None:
                texts[path] = page
    return Pages(texts, tuple(unreadable), tuple(too_large))


def holding_words(layout: Layout, pages: Mapping[Path, Page], traces: Traces) -> tuple[Path, ...]:
    """The files in `exports/` and `photos/` that tell of a person by their text or name."""
    named = names_in(traces)
    return tuple(
        path
        for path in exports_and_photos(layout)
        if (path in pages and tells(pages[path].words, traces))
        or tells(words_of_name(layout, path), named)
    )


def nobodys_by_name(layout: Layout, traces: Traces) -> Iterator[Path]:
    """The files put apart, or half written, that tell of a person and say no id."""
    half, told_apart = set(_half_written(layout)), lines_told_apart(traces)
    for path in (*files_in(layout.quarantine), *files_in(layout.backup), *sorted(half)):
        nobodys = not id_in_name(path) and path != layout.backup / layout.study.name
        if nobodys and path.parent != layout.backup / layout.participants.name:
            # Nobody's by its name, so a short line in it may be anybody's.
            lines = traces.lines if path in half else told_apart
            with suppress(OSError):
                if any(part.hold(lines) or part.hold_name(traces.names) for part in pieces(path)):
                    yield path


def counted(
    layout: Layout,
    study: Study,
    traces: Traces,
    parts: Collection[Phrase],
    others: Iterable[Path],
    texts: Iterable[Words],
    facts: FileFacts,
) -> Counted:
    """The traces with those short `parts` of their lines that stand in `texts`, and are theirs.

    `others` are the files of everybody else.
    """
    everything = phrases_of(traces).union(parts)
    found: set[Phrase] = set()
    for words in (*map(Words, texts_in(study)), *_names_of(layout)):
        found |= words.held(everything - found)
    for words in texts:
        found |= words.held(everything - found)
    said = _said_by_others(layout, study, found, others, facts)
    return Counted(replace(traces, excerpts=frozenset(found).intersection(parts) - said), said)


def _said_by_others(
    layout: Layout,
    study: Study,
    phrases: Collection[Phrase],
    others: Iterable[Path],
    facts: FileFacts,
) -> frozenset[Phrase]:
    """Those of these phrases (in lower case) that the study, its questions or others say, too.

    What can't be read says nothing.
    """
    names = (one.name for one in study.personas)
    own = (study.title, study.target_market, study.segment, *study.fills.values(), *names)
    said: frozenset[Phrase] = frozenset()
    left = set(phrases)
    files = (*others, *files_in(layout.question_banks))
    for text in (*own, *(_text_at(path, facts) for path in files)):
        if not left:
            break
        # Every file of the study is read here, so only what may stand in it is looked for.
        folded = unicodedata.normalize("NFC", text).casefold()
        escaped = "\\u" in text or "&" in text
        near = [part for part in left if escaped or all(word in folded for word in part)]
        said |= Words(text).held(near) if near else frozenset()
        left -= said
    return said


def still_telling(layout: Layout, traces: Traces) -> tuple[str, ...]:
    """The files of a study that hold a person's name or words, by their paths inside it.

    Every byte is looked at, but git's. In others' interviews and in question banks only a line
    counts that nobody else would say in the same words, and in banks no name of one word, which
    any sentence may begin with. Raises OSError.
    """
    full_names = frozenset(name for name in traces.names if len(name) > 1)
    told_apart = lines_told_apart(traces)
    everything = traces.lines | traces.excerpts
    others = (layout.interviews, layout.backup, layout.conflicts, layout.question_banks)
    left = []
    for path in files_below(layout.folder):
        lines = told_apart if any(path.is_relative_to(f) for f in others) else everything
        names = full_names if path.is_relative_to(layout.question_banks) else traces.names
        in_name = words_of_name(layout, path)
        # Files are often named in small letters, the last name first.
        large = Words(in_name.text.title())
        if in_name.hold(in_any_case(names)) or any(
            words.hold_name(names) or words.hold(lines)
            for words in chain((in_name, large), pieces(path))
        ):
            left.append(inside(layout, path))
    return tuple(left)


def words_of_name(layout: Layout, path: Path) -> Words:
    """The words of a file's path, without what the study's own folders and forms are called."""
    own = (layout.exported_photos, layout.exports, layout.photos, layout.folder)
    above = next(folder for folder in own if path.is_relative_to(folder))
    return Words(str(path.relative_to(above).with_suffix("")))


def texts_beside(layout: Layout, more: Iterable[Path]) -> Iterator[Words]:
    """The texts that a person put beside the study's own folders, and `more`, piece by piece."""
    own = {
        layout.interviews,
        layout.participants,
        layout.question_banks,
        layout.photos,
        layout.exports,
        layout.conflicts,
        layout.quarantine,
        layout.backup,
        layout.cache,
        layout.locks,
        layout.study,
        layout.folder / ".git",
    }
    beside = (path for path in sorted(layout.folder.iterdir()) if path not in own)
    files = (file for path in beside for file in (files_in(path) if path.is_dir() else [path]))
    for file in chain(files, more):
        with suppress(OSError):
            yield from pieces(file) if may_be_text(file) else ()


def _names_of(layout: Layout) -> Iterator[Words]:
    return (words_of_name(layout, path) for path in exports_and_photos(layout))


def _text_at(path: Path, facts: FileFacts) -> str:
    with suppress(OSError):
        return facts.of(path).text
    return ""


def _half_written(layout: Layout) -> Iterator[Path]:
    for folder in (layout.folder, layout.photos, layout.question_banks, layout.used_banks):
        if folder.is_dir() and not leads_away(layout, folder):
            names = os.listdir(folder)
            yield from (folder / n for n in names if n.startswith(".") and n.endswith(".tmp"))
