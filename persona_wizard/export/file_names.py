"""What the files that leave the house are called."""

import re
from datetime import datetime

from persona_wizard.export.layout import Layout
from persona_wizard.model.interview import Interview
from persona_wizard.model.persona import Persona
from persona_wizard.model.study import Curation
from persona_wizard.model.text import slug

# Every file system takes this many bytes, with room for an ending.
_BYTES = 120
# And this many more behind a persona's name.
_BYTES_BEHIND = 40
# The id of a study's first persona, beside which only further ones need theirs.
_FIRST = Curation().id
# Characters of an id that tell it apart, so that a stem with it still fits.
_ID = 20
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
# Names that Windows keeps for devices, whatever their ending.
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)


def page_file_name(
    persona: Persona, layout: Layout, department: str = "", suffix: str = ".md"
) -> str:
    """The page's file name: "mornings-back-minh.md", "-full.md", "-archetype-sales.html"."""
    ending = _archetype_ending(persona) if persona.faceless else ""
    ending += "" if layout is Layout.PAGE else f"-{layout.value}"
    ending += f"-{department_stem(department)}" if department else ""
    return f"{page_stem(persona.name, persona.id)}{ending}{suffix}"


def everyones_file_name(layout: Layout, suffix: str) -> str:
    """What a table of a whole study is called: "everyone-answers.csv"."""
    return f"everyone{'' if layout is Layout.PAGE else f'-{layout.value}'}{suffix}"


def department_stem(department: str) -> str:
    """What a department (id) is called in files' and folders' names."""
    stem = page_stem(department, "department")
    return _cut(stem, _BYTES_BEHIND)


def _archetype_ending(persona: Persona) -> str:
    """What tells the archetypes of a study apart, whose titles may be the same."""
    return "-archetype" if persona.id == _FIRST else f"-{slug(persona.id)[-_ID:]}-archetype"


def interview_file_name(interview: Interview, started: datetime) -> str:
    """What one interview's file is called: "p07-customers-2026-11-18-1410.md"."""
    who = _cut(slug(interview.pseudonym)) or interview.id
    return f"{who}-{interview.audience.value}-{started:%Y-%m-%d-%H%M}.md"


def photo_path(persona: Persona) -> str | None:
    """Where the page looks for its photo, beside itself; None for a persona without one."""
    photo = persona.photo
    if photo is None or not (photo.file or photo.placeholder):
        return None
    # Called after the persona, so that pages of several personas can lie in one folder.
    ending = _ENDING.search(photo.file) if photo.file else None
    stem = page_stem(persona.name, persona.id)
    return f"photos/{stem}{ending[0].lower() if ending else '.svg'}"


def page_stem(name: str, persona: str) -> str:
    """What a page's file name begins with, from the persona's name, else its id."""
    stem = _cut(slug(name)) or _cut(slug(persona)) or "persona"
    return f"persona-{stem}" if stem in _DEVICES else stem


def _cut(name: str, room: int = _BYTES) -> str:
    return name.encode()[:room].decode(errors="ignore").strip("-")
