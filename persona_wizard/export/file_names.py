"""What the files that leave the house are called."""

import re
from datetime import datetime

from persona_wizard.export.layout import Layout
from persona_wizard.model.interview import Interview
from persona_wizard.model.persona import Persona
from persona_wizard.model.text import slug

# Every file system takes this many bytes, with room for an ending.
_BYTES = 120
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
# Names that Windows keeps for devices, whatever their ending.
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)


def page_file_name(persona: Persona, layout: Layout) -> str:
    """The page's file name: "mornings-back-minh.md", "mornings-back-minh-full.md"."""
    ending = "" if layout is Layout.PAGE else f"-{layout.value}"
    return f"{_stem(persona)}{ending}.md"


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
    return f"photos/{_stem(persona)}{ending[0].lower() if ending else '.svg'}"


def _stem(persona: Persona) -> str:
    stem = _cut(slug(persona.name)) or _cut(slug(persona.id)) or "persona"
    return f"persona-{stem}" if stem in _DEVICES else stem


def _cut(name: str) -> str:
    return name.encode()[:_BYTES].decode(errors="ignore").strip("-")
