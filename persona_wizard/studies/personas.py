"""The persona of a study: drawn, named, given a photo, its gaps accepted."""

from collections.abc import Callable

from msgspec.structs import replace

from persona_wizard.model.persona import Persona
from persona_wizard.model.study import AcceptedGap, Curation, Photo, Study
from persona_wizard.model.text import clean_line
from persona_wizard.store import StudyFolder
from persona_wizard.studies.reading import Reading, read_study
from persona_wizard.synthesis import synthesise


def draw(reading: Reading) -> Persona:
    """The persona that follows from everything a study holds."""
    curation = reading.study.personas[0]
    return synthesise(reading.study, curation, reading.interviews, reading.banks)


def draw_from(store: StudyFolder) -> Persona:
    """Read the study and draw its persona. Raises StoreError."""
    return draw(read_study(store))


def name(store: StudyFolder, text: str, tagline: str) -> None:
    """Give the persona its name and its one line; empty text takes them back."""
    _curate(store, lambda c: replace(c, name=clean_line(text), tagline=clean_line(tagline)))


def choose_photo(store: StudyFolder, photo: Photo | None) -> None:
    """Give the persona its photo; None takes it back."""
    _curate(store, lambda c: replace(c, photo=photo))


def accept_gap(store: StudyFolder, gap: str, reason: str) -> None:
    """Let a gap stand, for this reason; an empty reason takes the acceptance back."""
    reason = clean_line(reason)

    def accept(curation: Curation) -> Curation:
        others = tuple(a for a in curation.accepted if a.gap != gap)
        return replace(curation, accepted=(*others, AcceptedGap(gap, reason)) if reason else others)

    _curate(store, accept)


def _curate(store: StudyFolder, change: Callable[[Curation], Curation]) -> None:
    def with_change(study: Study) -> Study:
        first, *others = study.personas
        return replace(study, personas=(change(first), *others))

    store.change_study(with_change)
