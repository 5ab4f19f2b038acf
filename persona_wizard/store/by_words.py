"""Which files of a study hold a person's words, name or pseudonym."""

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from persona_wizard.model.interview import Interview
from persona_wizard.model.study import Study
from persona_wizard.store.curation_traces import texts_in
from persona_wizard.store.findings import inside
from persona_wizard.store.layout import Layout
from persona_wizard.store.links import leads_away
from persona_wizard.store.study_files import (
    bytes_of,
    files_below,
    files_in,
    id_in_name,
    text_bytes_of,
)
from persona_wizard.store.traces import Traces, excerpts_of, lines_told_apart, tells
from persona_wizard.store.words import Phrase, Words, in_any_case, text_in


def holding_words(layout: Layout, traces: Traces) -> Iterator[Path]:
    """The files that go with a person for what they hold. Raises OSError."""
    exports = files_in(layout.exports)
    texts = _texts_of(exports)
    going = {path: None for path, text in texts.items() if tells(Words(text), traces)}
    yield from going
    yield from shown_by_these_alone(layout, going)
    named = (path for path in (*exports, *files_in(layout.photos)) if path not in going)
    for path in named:
        words = words_of_name(layout, path)
        if words.hold(traces.pseudonyms) or words.hold_name(traces.names):
            yield path
    half, told_apart = set(_half_written(layout)), lines_told_apart(traces)
    for path in (*files_in(layout.quarantine), *files_in(layout.backup), *sorted(half)):
        nobodys = not id_in_name(path) and path != layout.backup / layout.study.name
        if nobodys and path.parent != layout.backup / layout.participants.name:
            words = Words(text_in(bytes_of(path)))
            # Nobody's by its name, so a short line in it may be anybody's.
            lines = traces.lines if path in half else told_apart
            if words.hold(lines) or words.hold_name(traces.names):
                yield path


def with_excerpts(
    layout: Layout,
    study: Study,
    traces: Traces,
    theirs: Collection[Interview],
    others: Iterable[Path],
) -> Traces:
    """The traces with those short parts of their lines that stand somewhere, and are nobody else's.

    `others` are the files of everybody else's interviews. Raises OSError.
    """
    parts = excerpts_of(theirs)
    if not parts:
        return traces
    found: set[Phrase] = set()
    for text in (*_texts_beside(layout), *texts_in(study)):
        found |= Words(text).held(parts - found)
    # Only what is found is sought in what all others said: that is read whole.
    for path in (*others, *files_in(layout.question_banks)):
        if not found:
            break
        text = text_in(bytes_of(path)).casefold()
        near = [part for part in found if all(word in text for word in part)]
        if near:
            found -= Words(text).held(near)
    return replace(traces, excerpts=frozenset(found))


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
        if (
            any(words.hold_name(names) or words.hold(lines) for words in (in_file, in_name))
            # Files are often named in small letters.
            or in_name.hold(in_any_case(names))
        ):
            left.append(inside(layout, path))
    return tuple(left)


def shown_by_these_alone(layout: Layout, going: Collection[Path]) -> list[Path]:
    """The pictures in `exports/` that pages which go show, and no page which stays.

    Raises OSError.
    """
    if not going:
        return []
    exports = files_in(layout.exports)
    texts = _texts_of(exports)
    shown = "\n".join(text for page, text in texts.items() if page in going)
    staying = "\n".join(text for page, text in texts.items() if page not in going)
    pictures = (path for path in exports if path not in texts)
    return [one for one in pictures if one.name in shown and one.name not in staying]


def words_of_name(layout: Layout, path: Path) -> Words:
    """The words of a file's path inside the study."""
    return Words(inside(layout, path))


def _texts_beside(layout: Layout) -> Iterator[str]:
    """The texts that this program keeps no interviews in: pages, and what a person put there."""
    own = {
        layout.interviews,
        layout.participants,
        layout.question_banks,
        layout.photos,
        layout.conflicts,
        layout.quarantine,
        layout.backup,
        layout.cache,
        layout.locks,
        layout.study,
    }
    beside = (path for path in sorted(layout.folder.iterdir()) if path not in own)
    for path in beside:
        is_folder = path.is_dir() and path.name != ".git"
        for file in files_in(path) if is_folder else [path]:
            data = text_bytes_of(file)
            if data:
                yield text_in(data)


def _texts_of(paths: Iterable[Path]) -> dict[Path, str]:
    """The texts of those that may be text."""
    return {path: text_in(data) for path in paths if (data := text_bytes_of(path)) is not None}


def _half_written(layout: Layout) -> Iterator[Path]:
    for folder in (layout.folder, layout.photos, layout.question_banks, layout.used_banks):
        if folder.is_dir() and not leads_away(layout, folder):
            names = os.listdir(folder)
            yield from (folder / n for n in names if n.startswith(".") and n.endswith(".tmp"))
