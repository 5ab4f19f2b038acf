"""Pages whose own record says that they are built on an interview that was erased."""

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from persona_wizard.model.built_on import interview_print
from persona_wizard.model.pseudonyms import pseudonym_key
from persona_wizard.store.erased import Erased
from persona_wizard.store.file_facts import FileFacts
from persona_wizard.store.layout import Layout, is_named
from persona_wizard.store.page import Page, page_at
from persona_wizard.store.study_files import files_in, id_in_name
from persona_wizard.store.traces import could_tell
from persona_wizard.store.words import phrase

_WITH_RECORD = (".md", ".html", ".json")


def naming_erased(layout: Layout, known: Sequence[Erased], facts: FileFacts) -> dict[Path, Erased]:
    """Those that also say a pseudonym of the person, which nobody here has now.

    These tell of the person, in whatever version: no export after the erasure is built on theirs.
    """
    people = [one for one in known if one.participant]
    found = [
        (path, erased, {pseudonym_key(one) for one in says(page, erased.pseudonyms)})
        for path, page, erased in built_on_erased(layout, people, facts)
    ]
    if not any(named for _, _, named in found):
        return {}
    here = called_here(layout, known, facts)
    return {path: erased for path, erased, named in found if named - here}


def built_on_erased(
    layout: Layout, known: Sequence[Erased], facts: FileFacts
) -> Iterator[tuple[Path, Page, Erased]]:
    """Each page that is built on an interview of one of these, so far as it can be read."""
    prints = {interview_print(one): erased for erased in known for one in erased.interviews}
    for path in files_in(layout.exports) if prints else ():
        if path.suffix.lower() in _WITH_RECORD:
            with suppress(OSError):
                page = facts.page(path)
                if page is not None:
                    theirs = {prints[one] for one in page.built_on & prints.keys()}
                    yield from ((path, page, erased) for erased in theirs)


def pages_built_on(folder: Path, interviews: Collection[str]) -> Iterator[Path]:
    """Each page in a folder outside of the study that is built on one of these interviews (ids).

    Folders in it are not looked into; what can't be read is left out.
    """
    prints = frozenset(map(interview_print, interviews))
    names: list[str] = []
    with suppress(OSError):
        names = sorted(os.listdir(folder))
    for path in (folder / name for name in names):
        if path.suffix.lower() in _WITH_RECORD:
            with suppress(OSError):
                page = page_at(path)
                if page is not None and not prints.isdisjoint(page.built_on):
                    yield path


def says(page: Page, pseudonyms: Sequence[str]) -> list[str]:
    """Those of these that a page says as they are written, and that are no number or letter."""
    return [one for one in pseudonyms if could_tell(one) and page.words.hold_exactly([phrase(one)])]


def called_here(layout: Layout, known: Sequence[Erased], facts: FileFacts) -> frozenset[str]:
    """What everybody is called, in lower case, of whom there is a file; none of the erased."""
    people = {one.participant for one in known} - {""}
    called: set[str] = set()
    for folder in (layout.interviews, layout.participants, layout.conflicts, layout.quarantine):
        for path in files_in(folder):
            with suppress(OSError):
                told = facts.of(path)
                of_erased = any(one.covers(id_in_name(path)) for one in known) or any(
                    is_named(path.name, person) for person in people
                )
                if not of_erased and people.isdisjoint(told.participants | told.ids):
                    called |= {pseudonym_key(one) for one in told.pseudonyms}
    return frozenset(called)
