"""Which files of a study hold a person's words, name or pseudonym."""

import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.model.study import Study
from persona_wizard.store.curation_traces import texts_in
from persona_wizard.store.findings import inside
from persona_wizard.store.layout import Layout
from persona_wizard.store.links import leads_away
from persona_wizard.store.study_files import (
    bytes_of,
    exports_and_photos,
    files_below,
    files_in,
    id_in_name,
    text_bytes_of,
)
from persona_wizard.store.traces import Traces, lines_told_apart, names_in, phrases_of, tells
from persona_wizard.store.words import Phrase, Words, in_any_case, text_in

_NOTE = re.compile(r'\[\^([A-Z]+[0-9]+)\]|<span class="mark">([A-Z]+[0-9]+)</span>')


class Counted(Struct, frozen=True):
    """What tells of a person, with excerpts, and what of it others or the study say, too."""

    traces: Traces
    said: frozenset[Phrase]


def pages_of(layout: Layout) -> tuple[dict[Path, Words], tuple[Path, ...]]:
    """The texts in `exports/`, and the files there that can't be read."""
    return _texts_of(files_in(layout.exports))


def holding_words(layout: Layout, pages: Mapping[Path, Words], traces: Traces) -> tuple[Path, ...]:
    """The files in `exports/` and `photos/` that tell of a person by their text or name."""
    named = names_in(traces)
    return tuple(
        path
        for path in exports_and_photos(layout)
        if (path in pages and tells(pages[path], traces))
        or tells(words_of_name(layout, path), named)
    )


def nobodys_by_name(layout: Layout, traces: Traces) -> Iterator[Path]:
    """The files put apart, or half written, that tell of a person and say no id."""
    half, told_apart = set(_half_written(layout)), lines_told_apart(traces)
    for path in (*files_in(layout.quarantine), *files_in(layout.backup), *sorted(half)):
        nobodys = not id_in_name(path) and path != layout.backup / layout.study.name
        if nobodys and path.parent != layout.backup / layout.participants.name:
            words = Words(_text_at(path))
            # Nobody's by its name, so a short line in it may be anybody's.
            lines = traces.lines if path in half else told_apart
            if words.hold(lines) or words.hold_name(traces.names):
                yield path


def counted(
    layout: Layout,
    study: Study,
    traces: Traces,
    parts: Collection[Phrase],
    others: Iterable[Path],
    pages: Mapping[Path, Words],
) -> Counted:
    """The traces with those short `parts` of their lines that stand somewhere, and are theirs.

    `others` are the files of everybody else. Raises OSError.
    """
    everything = phrases_of(traces).union(parts)
    found: set[Phrase] = set()
    for words in (
        *pages.values(),
        *(words_of_name(layout, path) for path in exports_and_photos(layout)),
        *_texts_beside(layout),
        *map(Words, texts_in(study)),
    ):
        found |= words.held(everything - found)
    said = said_by_others(layout, study, found, others)
    return Counted(replace(traces, excerpts=frozenset(found).intersection(parts) - said), said)


def said_by_others(
    layout: Layout, study: Study, phrases: Collection[Phrase], others: Iterable[Path]
) -> frozenset[Phrase]:
    """Those of these phrases (in lower case) that the study, its questions or others say, too.

    `others` are the files of everybody else. What can't be read says nothing.
    """
    names = (one.name for one in study.personas)
    own = (study.title, study.target_market, study.segment, *study.fills.values(), *names)
    said: frozenset[Phrase] = frozenset()
    left = set(phrases)
    for text in (*own, *(_text_at(path) for path in (*others, *files_in(layout.question_banks)))):
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
        in_file, in_name = Words(text_in(bytes_of(path))), words_of_name(layout, path)
        # Files are often named in small letters, the last name first.
        large = Words(in_name.text.title())
        if any(
            words.hold_name(names) or words.hold(lines) for words in (in_file, in_name, large)
        ) or in_name.hold(in_any_case(names)):
            left.append(inside(layout, path))
    return tuple(left)


def words_of_page(data: bytes) -> Words:
    """The words of a page, without the marks of its notes: "[^P1]" is nobody's pseudonym.

    A page has them in its text, in its record, and in HTML where links lead to and from. It cites
    them in brackets that follow no quote, and where it says who fits them all.
    """
    text = text_in(data)
    notes = {"".join(found) for found in _NOTE.findall(text)}
    for note in notes:
        text = text.replace(f"[^{note}]", " ").replace(f"**{note}**", " ")
        text = re.sub(rf"(?<!\w){note}:?=|[>\"#-]{note}(?=[<\"])", " ", text)
    if notes:
        mark = f"(?:{'|'.join(map(re.escape, notes))})\\b"
        some = rf"{mark}(?:(?:, | and ){mark})*"
        text = re.sub(rf'(?<!" )\({some}', "(", text)
        text = re.sub(rf"\bfits? {some}", " ", text)
    return Words(text)


def words_of_name(layout: Layout, path: Path) -> Words:
    """The words of a file's path, without what the study's own folders and forms are called."""
    own = (layout.exported_photos, layout.exports, layout.photos, layout.folder)
    above = next(folder for folder in own if path.is_relative_to(folder))
    return Words(str(path.relative_to(above).with_suffix("")))


def _texts_beside(layout: Layout) -> Iterable[Words]:
    """The texts that a person put beside the study's own folders."""
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
    return _texts_of(files)[0].values()


def _texts_of(paths: Iterable[Path]) -> tuple[dict[Path, Words], tuple[Path, ...]]:
    """The texts of those that may be text, and those that can't be read."""
    texts: dict[Path, Words] = {}
    unreadable: list[Path] = []
    for path in paths:
        try:
            data = text_bytes_of(path)
        except OSError:
            unreadable.append(path)
            continue
        if data is not None:
            texts[path] = words_of_page(data)
    return texts, tuple(unreadable)


def _text_at(path: Path) -> str:
    with suppress(OSError):
        return text_in(bytes_of(path))
    return ""


def _half_written(layout: Layout) -> Iterator[Path]:
    for folder in (layout.folder, layout.photos, layout.question_banks, layout.used_banks):
        if folder.is_dir() and not leads_away(layout, folder):
            names = os.listdir(folder)
            yield from (folder / n for n in names if n.startswith(".") and n.endswith(".tmp"))
