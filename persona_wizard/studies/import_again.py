"""Which imported interviews nobody worked on since, so that they may be read once more."""

import re

from persona_wizard.model.interview import Interview
from persona_wizard.store import StudyFolder
from persona_wizard.store.errors import not_readable
from persona_wizard.store.layout import Layout
from persona_wizard.studies.import_interviews import is_as_imported

_ID = re.compile(rb"(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])")


class Untouched:
    """Looks once at what the study's claims, themes and links name. Raises StoreError."""

    def __init__(self, store: StudyFolder) -> None:
        self._store = store
        path = Layout(store.folder).study
        try:
            self._named = set(_ID.findall(path.read_bytes()))
        except OSError as error:
            raise not_readable(path, error) from error
        self._in_conflict = {conflict.interview.id for conflict in store.conflicts()}

    def is_untouched(self, interview: Interview) -> bool:
        """Whether it is as it came: not edited, tagged, linked, open, or in a conflict."""
        return (
            is_as_imported(interview)
            and interview.id.encode() not in self._named
            and interview.id not in self._in_conflict
            and not self._store.writer(interview.id)
        )
