"""What a file tells of whose it is; each is read once, and again only when it has changed."""

import re
from pathlib import Path

from msgspec import Struct

from persona_wizard.store.errors import StoreError
from persona_wizard.store.index import Mark, mark_at
from persona_wizard.store.interview_file import interview_in
from persona_wizard.store.page import Page, page_at
from persona_wizard.store.said_in_bytes import is_person, said
from persona_wizard.store.study_files import bytes_of
from persona_wizard.store.words import text_in

_OF_INTERVIEW = re.compile(rb'"(meta|answers|notes)"\s*:\s*\{')


class Facts(Struct, frozen=True):
    """What the bytes of a file say, whole or not.

    `pseudonym` is that of the interview in it, None where none can be read. `participants` and
    `ids` are all that it says, `pseudonyms`, too. `text` is the whole of it.
    """

    participants: frozenset[str]
    ids: frozenset[str]
    pseudonyms: frozenset[str]
    is_person: bool
    is_of_interview: bool
    pseudonym: str | None
    text: str


class FileFacts:
    """Files that are looked at again and again while people are erased."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[Mark | None, Facts]] = {}
        self._pages: dict[Path, tuple[Mark | None, Page | None]] = {}

    def of(self, path: Path) -> Facts:
        """The facts of a file as it is now. Raises OSError."""
        mark = mark_at(str(path))
        known = self._known.get(path)
        if known is None or mark is None or known[0] != mark:
            known = self._known[path] = mark, _facts(path)
        return known[1]

    def page(self, path: Path) -> Page | None:
        """A page as it is now; None for what is no text. Raises OSError, TooLarge."""
        mark = mark_at(str(path))
        known = self._pages.get(path)
        if known is None or mark is None or known[0] != mark:
            known = self._pages[path] = mark, page_at(path)
        return known[1]


def _facts(path: Path) -> Facts:
    data = bytes_of(path)
    return Facts(
        participants=frozenset(said(data, "participant")),
        ids=frozenset(said(data, "id")),
        pseudonyms=frozenset(said(data, "pseudonym")),
        is_person=is_person(data),
        is_of_interview=_OF_INTERVIEW.search(data) is not None,
        pseudonym=_pseudonym_in(path, data),
        text=text_in(data),
    )


def _pseudonym_in(path: Path, data: bytes) -> str | None:
    try:
        interview = interview_in(path, data)
    except StoreError:
        return None
    return None if interview is None else interview.pseudonym
