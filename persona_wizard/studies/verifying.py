"""Whether a page that left the house still holds, read against the study of today."""

import codecs
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from persona_wizard.export.archetype import archetype
from persona_wizard.export.pages_in_file import pages_in, title_of
from persona_wizard.export.quoted import said_print
from persona_wizard.export.record import NoRecord, Record, read_record
from persona_wizard.export.verify import Held, Speaker, Verdict, verdict
from persona_wizard.model.built_on import interview_print
from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import Interview
from persona_wizard.model.observations import observations, split_tags
from persona_wizard.model.persona import Persona
from persona_wizard.model.text import clean_line
from persona_wizard.store import StudyFolder
from persona_wizard.studies.personas import NoSuchPersona, draw
from persona_wizard.studies.reading import Reading
from persona_wizard.synthesis.people import in_order, quotable_in

# A page of thousands of interviews with all its evidence; more is no page.
_LARGEST = 50_000_000
# Each is held against the study on its own.
_MOST_PAGES = 20


class NotVerified(WizardError):
    """A file that can't be held against a study; the line says why."""


def read_page(path: Path) -> str:
    """A page as text. Raises NotVerified."""
    name = clean_line(str(path))
    try:
        # Opening anything else, such as a named pipe, could wait for ever.
        if path.exists() and not path.is_file():
            raise NotVerified(f"{name} can't be read: it is no file.")
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise NotVerified(f"{name} is no page: it is larger than 50 MB.")
        wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return data.decode("utf-16" if wide else "utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise NotVerified(f"{name} can't be read: {why}.") from error
    except ValueError as error:
        raise NotVerified(
            f"{name} can't be read as text. If it is a page, save it as UTF-8 and verify it again."
        ) from error


def verify_file(store: StudyFolder, reading: Reading, text: str) -> tuple[tuple[str, Verdict], ...]:
    """How each page of a file stands, with what it is called among them; nothing where it is alone.

    Raises NotVerified where one of them can't be held against the study, StoreError.
    """
    pages = pages_in(text)
    if len(pages) > _MOST_PAGES:
        raise NotVerified(
            f"This file holds {len(pages):,} pages, too many at once. Verify each in its own file."
        )
    found = []
    for number, page in enumerate(pages, 1):
        called = _called(page, number, len(pages))
        try:
            found.append((called, verify_page(store, reading, page)))
        except NotVerified as fault:
            why = f"{called}: {fault.message}" if called else fault.message
            raise NotVerified(why) from fault
    return tuple(found)


def _called(page: str, number: int, pages: int) -> str:
    if pages < 2:
        return ""
    row = next(at for at, row in enumerate(page.split("\n"), 1) if row.strip())
    title = clean_line(title_of(page))
    return f"Page {number} of {pages}, from line {row}" + (f", “{title}”" if title else "")


def verify_page(store: StudyFolder, reading: Reading, page: str) -> Verdict:
    """How a page stands beside what the study holds now. Raises NotVerified, StoreError."""
    record = _record_of(page)
    gone = (interview for one in store.erased() for interview in one.interviews)
    erased = frozenset(map(interview_print, gone))
    _refuse_foreign(record, reading, erased)
    held = Held(erased=erased, speakers=_speakers(reading, record))
    return verdict(page, record, _persona(reading, record), held)


def _record_of(page: str) -> Record:
    try:
        return read_record(page)
    except NoRecord as fault:
        if page.lstrip().startswith("{"):
            raise NotVerified(
                "This file is data, which carries no record of a page. "
                "Name a page that “export” wrote, as Markdown or HTML."
            ) from fault
        if fault.foreign:
            raise NotVerified(
                "This file is no page of a persona, so there is nothing to verify. "
                "Name a page that “export” wrote, as Markdown or HTML."
            ) from fault
        raise NotVerified(
            f"This page can't be verified: {fault}. Export it anew; from then on it can be."
        ) from fault


def _refuse_foreign(record: Record, reading: Reading, erased: frozenset[str]) -> None:
    """A page of another study would tell of nothing but claims that are gone."""
    known = erased.union(interview_print(one.id) for one in reading.interviews)
    if record.interviews and known.isdisjoint(record.interviews):
        raise NotVerified(
            "This page can't be verified: none of its interviews is in this study. "
            "Name the study that it was made from."
        )


def _persona(reading: Reading, record: Record) -> Persona | None:
    try:
        drawn = draw(reading, record.persona)
    except NoSuchPersona:
        return None
    return archetype(drawn) if record.faceless else drawn


def _speakers(reading: Reading, record: Record) -> tuple[Speaker, ...]:
    """Everybody whom the page may quote; nobody where it quotes none."""
    if not record.quoted:
        return ()
    quotable = quotable_in(in_order(reading.interviews))
    # What one person said in several interviews may stand behind one claim.
    said: defaultdict[str, set[str]] = defaultdict(set)
    for one in reading.interviews:
        said[one.participant].update(_said(one))
    return tuple(
        Speaker(
            one.pseudonym,
            one.id in quotable,
            frozenset(said_print(one.id, words) for words in said[one.participant]),
        )
        for one in reading.interviews
    )


def _said(interview: Interview) -> Iterator[str]:
    """All that was said and noted, as a page would tell it."""
    for answer in interview.answers.values():
        for observation in observations(answer.text):
            yield clean_line(observation.text)
        for pick in answer.value if isinstance(answer.value, tuple) else ():
            yield clean_line(split_tags(clean_line(pick.said))[0])
