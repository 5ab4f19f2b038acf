"""Pictures that show a participant, and are known again by their bytes under any name."""

import hashlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from persona_wizard.model.study import Study
from persona_wizard.store.curation_traces import files_showing
from persona_wizard.store.errors import BadName
from persona_wizard.store.layout import Layout
from persona_wizard.store.links import leads_away
from persona_wizard.store.study_files import bytes_of, files_in


def digests_of(layout: Layout, study: Study, participant: str) -> frozenset[str]:
    """The digests of the photos that are said to show a participant (id). Raises OSError."""
    showing = files_showing(study, participant)
    found = (bytes_of(path) for file in showing for path in _photo(layout, file))
    return frozenset(digest_of(data) for data in found if data)


def pictures_of(layout: Layout, digests: Collection[str]) -> tuple[Path, ...]:
    """The files in `photos/` and `exports/` that have one of these digests. Raises OSError."""
    if not digests:
        return ()
    paths = (*files_in(layout.photos), *files_in(layout.exports))
    return tuple(path for path in paths if (d := bytes_of(path)) and digest_of(d) in digests)


def digest_of(data: bytes) -> str:
    """What a picture is known by when nothing of it is kept: SHA-256 in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _photo(layout: Layout, file: str) -> Iterator[Path]:
    with suppress(BadName):
        path = layout.photo(file)
        if not leads_away(layout, path):
            yield path
