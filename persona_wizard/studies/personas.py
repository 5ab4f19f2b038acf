"""The personas of a study: drawn, named, given a photo, their gaps accepted.

`persona` is a persona's id; the study's first where it is empty.
"""

import gc

from msgspec.structs import replace

from persona_wizard.export.file_names import page_stem
from persona_wizard.model.errors import WizardError
from persona_wizard.model.persona import Persona
from persona_wizard.model.study import AcceptedGap, Curation, Photo, Study
from persona_wizard.model.text import clean_line
from persona_wizard.store import StudyFolder
from persona_wizard.studies.curating import NotCurated, curate
from persona_wizard.studies.reading import Reading, read_study
from persona_wizard.studies.taking_back import Change
from persona_wizard.synthesis import synthesise


class NoSuchPersona(WizardError):
    """A study has no persona of this name or id; the line names those that it has."""

    def __init__(self, wanted: str, study: Study) -> None:
        there = " and ".join(f"“{called(one)}”" for one in study.personas)
        super().__init__(f"There is no persona “{clean_line(wanted)}” in this study, but {there}.")


def draw(reading: Reading, persona: str = "") -> Persona:
    """The persona that follows from everything a study holds. Raises NoSuchPersona."""
    return _drawn(reading, curation_of(reading.study, persona))


def draw_of_everyone(reading: Reading) -> Persona:
    """What a study knows of everyone it met, whoever its first persona is drawn from."""
    return _drawn(reading, replace(curation_of(reading.study), members=()))


def _drawn(reading: Reading, curation: Curation) -> Persona:
    collecting = gc.isenabled()
    # What is drawn has no cycles, and Python's collector would look through it again and again.
    gc.disable()
    try:
        return synthesise(reading.study, curation, reading.interviews, reading.banks)
    finally:
        if collecting:
            gc.enable()


def draw_from(store: StudyFolder, persona: str = "") -> Persona:
    """Read the study and draw its persona. Raises NoSuchPersona, StoreError."""
    return draw(read_study(store), persona)


def curation_of(study: Study, persona: str = "") -> Curation:
    """What was decided about a persona. Raises NoSuchPersona."""
    wanted = persona or study.personas[0].id
    found = next((one for one in study.personas if one.id == wanted), None)
    if found is None:
        raise NoSuchPersona(wanted, study)
    return found


def persona_called(study: Study, typed: str) -> str:
    """The id of the persona with this id or name, whatever its case. Raises NoSuchPersona."""
    wanted = clean_line(typed).casefold()
    by_name = {one.name.casefold(): one.id for one in study.personas if one.name}
    by_id = {one.id.casefold(): one.id for one in study.personas}
    found = {**by_name, **by_id}.get(wanted)
    if found is None:
        raise NoSuchPersona(typed, study)
    return found


def called(curation: Curation) -> str:
    """What a persona is called: its name, else its id."""
    return curation.name or curation.id


def name(store: StudyFolder, text: str, tagline: str, persona: str = "") -> Change:
    """Give a persona its name and its one line; empty text takes them back.

    Raises NotCurated where another persona is called so, StoreError.
    """
    given, line = clean_line(text), clean_line(tagline)

    def named(curation: Curation) -> Curation:
        refuse_taken_name(store.study(), given, curation.id)
        return replace(curation, name=given, tagline=line)

    return curate(store, persona, named)


def refuse_taken_name(study: Study, text: str, persona: str) -> None:
    """Raises NotCurated where a persona's page would be called like that of another."""
    mine = page_stem(text, persona)
    others = (one for one in study.personas if one.id != persona)
    taken = next((one for one in others if page_stem(one.name, one.id) == mine), None)
    if taken is not None:
        raise NotCurated(
            f"“{called(taken)}” is a persona already. Nothing was changed: choose another name."
        )


def choose_photo(store: StudyFolder, photo: Photo | None, persona: str = "") -> Change:
    """Give a persona its photo; None takes it back. Raises NotCurated, StoreError."""
    return curate(store, persona, lambda c: replace(c, photo=photo))


def accept_gap(store: StudyFolder, gap: str, reason: str, persona: str = "") -> Change:
    """Let a gap stand, for this reason; an empty reason takes the acceptance back.

    Raises NotCurated, StoreError.
    """
    reason = clean_line(reason)

    def accept(curation: Curation) -> Curation:
        others = tuple(a for a in curation.accepted if a.gap != gap)
        return replace(curation, accepted=(*others, AcceptedGap(gap, reason)) if reason else others)

    return curate(store, persona, accept)
