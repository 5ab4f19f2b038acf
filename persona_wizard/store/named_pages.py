"""Pages that name somebody who was erased: told to a person, for a name alone decides nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

from persona_wizard.store.by_words import said_by_others, words_of_page
from persona_wizard.store.curation_traces import texts_in
from persona_wizard.store.erased import all_erased, retired
from persona_wizard.store.findings import Finding, inside
from persona_wizard.store.layout import Layout
from persona_wizard.store.study_file import read_study
from persona_wizard.store.study_files import files_in
from persona_wizard.store.traces import could_tell
from persona_wizard.store.words import Words, folded, phrase

_LARGEST = 5_000_000
# How each kind of page begins that this program writes; of a table any may be one.
_BEGINNINGS = {
    ".md": re.compile(r"---\n(.*\n)?schema: (persona|interview)/"),
    ".html": re.compile("<!doctype html", re.IGNORECASE),
    ".json": re.compile(r"\{\s*\"schema\": ?\""),
    ".csv": re.compile(""),
}


def named_pages(layout: Layout) -> tuple[Finding, ...]:
    """The pages in `exports/` that say a retired pseudonym, as it is written.

    One that others or the study say, too, tells of nobody. Raises StoreError of study.json.
    """
    wanted = {p: phrase(p) for p in retired(all_erased(layout)) if could_tell(p)}
    study = read_study(layout.study)
    if not wanted or study is None:
        return ()
    named = {
        path: [p for p, words in wanted.items() if page.hold_exactly([words])]
        for path, page in _pages(layout)
    }
    found = {folded(wanted[p]) for called in named.values() for p in called}
    folders = (layout.interviews, layout.participants, layout.conflicts, layout.quarantine)
    others = (path for folder in folders for path in files_in(folder))
    said = said_by_others(layout, study, found, others)
    said |= Words("\n".join(texts_in(study))).held(found)
    told = {path: [p for p in c if folded(wanted[p]) not in said] for path, c in named.items()}
    return tuple(_finding(inside(layout, path), called) for path, called in told.items() if called)


def _pages(layout: Layout) -> Iterator[tuple[Path, Words]]:
    for path in files_in(layout.exports):
        beginning = _BEGINNINGS.get(path.suffix.lower())
        try:
            if beginning is None or path.is_symlink() or not path.is_file():
                continue
            if path.stat().st_size <= _LARGEST:
                page = words_of_page(path.read_bytes())
                if beginning.match(page.text.removeprefix("\ufeff")):
                    yield path, page
        except OSError:
            # It is a finding of its own.
            continue


def _finding(file: str, called: list[str]) -> Finding:
    was, them = ("was", "them") if len(called) == 1 else ("were", "any of them")
    what = f"it names {' and '.join(called)}, who {was} erased"
    return Finding(file, what, f"Look at it, and delete it if it tells of {them}")
