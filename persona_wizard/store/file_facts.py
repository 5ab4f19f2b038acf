"""What a file tells of whose it is; each is read once, and again only when it has changed."""

import re
from pathlib import Path

from msgspec import Struct

from persona_wizard.store.index import Mark, mark_at
from persona_wizard.store.said_in_bytes import is_person, said
from persona_wizard.store.study_files import bytes_of, interview_at

_OF_INTERVIEW = re.compile(rb'"(meta|answers|notes)"\s*:\s*\{')


class Facts(Struct, frozen=True):
    """What the bytes of a file say, whole or not.

    `pseudonym` is that of the interview in it, None where none can be read. `participants` and
    `ids` are all that it says, `pseudonyms`, too.
    """

    participants: frozenset[str]
    ids: frozenset[str]
    pseudonyms: frozenset[str]
    is_person: bool
    is_of_interview: bool
    pseudonym: str | None


class FileFacts:
    """The facts of files that are looked at again and again while people are erased."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[Mark | None, Facts]] = {}

    def of(self, path: Path) -> Facts:
        """The facts of a file as it is now. Raises OSError."""
        mark = mark_at(str(path))
        known = self._known.get(path)
        if known is not None and mark is not None and known[0] == mark:
            return known[1]
        facts = _facts(path)
        self._known[path] = mark, facts
        return facts


def _facts(path: Path) -> Facts:
    data = bytes_of(path)
    interview = interview_at(path)
    return Facts(
        participants=frozenset(said(data, "participant")),
        ids=frozenset(said(data, "id")),
        pseudonyms=frozenset(said(data, "pseudonym")),
        is_person=is_person(data),
        is_of_interview=_OF_INTERVIEW.search(data) is not None,
        pseudonym=None if interview is None else interview.pseudonym,
    )
