"""Pictures: which show a participant, and which only pages show that go."""

import os
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

from persona_wizard.model.study import Study
from persona_wizard.store.curation_traces import files_showing
from persona_wizard.store.errors import BadName
from persona_wizard.store.gone import Gone, found_again, gone_as
from persona_wizard.store.layout import Layout
from persona_wizard.store.links import leads_away
from persona_wizard.store.page import Page
from persona_wizard.store.study_files import exports_and_photos, files_in

# In Markdown and in HTML, each with where it leads.
_PICTURE = re.compile(
    r"""!\[[^\]]*\]\(\s*<?([^)>\s]+)|<img\b[^>]*?\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^"'\s>]+))""",
    re.IGNORECASE,
)


def pictures_of(layout: Layout, study: Study, participant: str) -> tuple[Path, ...]:
    """The photos that are said to show a participant (id), and the copies of those."""
    photos = [p for file in files_showing(study, participant) for p in _photo(layout, file)]
    known: set[Gone] = set()
    for path in photos:
        # One that can't be read goes all the same; only its copies can't be told.
        with suppress(OSError):
            known |= {gone for gone in [gone_as(path)] if gone is not None}
    return tuple(dict.fromkeys((*photos, *found_again(exports_and_photos(layout), known))))


def shown_by_these_alone(
    layout: Layout, pages: Mapping[Path, Page], going: Collection[Path]
) -> tuple[Path, ...]:
    """The pictures in `exports/` that these of all its pages show, and that no other page names."""
    shown = {to for page in going if page in pages for to in _shown(page, pages[page].text)}
    if not shown:
        return ()
    staying = "\n".join(one.text for page, one in pages.items() if page not in going)
    return tuple(
        path
        for path in files_in(layout.exports)
        if path not in pages and os.path.normpath(path) in shown and path.name not in staying
    )


def _shown(page: Path, text: str) -> Iterator[str]:
    for found in _PICTURE.finditer(text):
        to = unquote(next(filter(None, found.groups()), ""))
        yield os.path.normpath(page.parent / to)


def _photo(layout: Layout, file: str) -> Iterator[Path]:
    with suppress(BadName):
        path = layout.photo(file)
        if not leads_away(layout, path) and path.is_file():
            yield path
