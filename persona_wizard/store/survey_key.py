"""The study's secret that the ids of imported rows are made with: no id tells whose row it is.

It lies with the names, so that it goes wherever they go, and nowhere else.
"""

import re
import secrets

from persona_wizard.store.errors import StoreError, shown
from persona_wizard.store.layout import Layout
from persona_wizard.store.study_files import bytes_of

_BYTES = 32
_KEY = re.compile(rb"[0-9a-f]{64}")


def new_survey_key() -> str:
    """A secret for a study that has none."""
    return secrets.token_hex(_BYTES)


def read_survey_key(layout: Layout) -> str:
    """The study's secret; empty where it has none yet. Raises StoreError."""
    path = layout.survey_key
    try:
        found = bytes_of(path) if path.is_symlink() or path.exists() else None
    except OSError as error:
        raise _unusable(layout) from error
    if found is None:
        return ""
    if not _KEY.fullmatch(found):
        raise _unusable(layout)
    return found.decode()


def _unusable(layout: Layout) -> StoreError:
    return StoreError(
        f"{shown(layout.survey_key)} can't be read, and tells which rows came before. "
        "Nothing was imported. Put it back from a copy of the study."
    )
