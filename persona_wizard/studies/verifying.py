"""Whether a page that left the house still holds, read against the study of today."""

from pathlib import Path

from persona_wizard.export.archetype import archetype
from persona_wizard.export.record import NoRecord, Record, interview_print, read_record
from persona_wizard.export.verify import Verdict, verdict
from persona_wizard.model.errors import WizardError
from persona_wizard.model.persona import Persona
from persona_wizard.model.text import clean_line
from persona_wizard.store import StudyFolder
from persona_wizard.studies.personas import NoSuchPersona, draw
from persona_wizard.studies.reading import Reading


class NotVerified(WizardError):
    """A file that can't be held against a study; the line says why."""


def read_page(path: Path) -> str:
    """A page as text. Raises NotVerified."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise NotVerified(f"{clean_line(str(path))} can't be read: {why}.") from error
    except UnicodeDecodeError as error:
        raise NotVerified(f"{clean_line(str(path))} is no page: it is no text.") from error


def verify_page(store: StudyFolder, reading: Reading, page: str) -> Verdict:
    """How a page stands beside what the study holds now. Raises NotVerified, StoreError."""
    record = _record_of(page)
    erased = [interview for one in store.erased() for interview in one.interviews]
    _refuse_foreign(record, reading, erased)
    return verdict(page, record, _persona(reading, record), erased)


def _record_of(page: str) -> Record:
    try:
        return read_record(page)
    except NoRecord as fault:
        if fault.foreign:
            raise NotVerified(
                "This file is no page of a persona, so there is nothing to verify. "
                "Name a page that “export” wrote, as Markdown or HTML."
            ) from fault
        raise NotVerified(
            f"This page can't be verified: {fault}. Export it anew; from then on it can be."
        ) from fault


def _refuse_foreign(record: Record, reading: Reading, erased: list[str]) -> None:
    """A page of another study would tell of nothing but claims that are gone."""
    known = {interview_print(one) for one in (*(i.id for i in reading.interviews), *erased)}
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
