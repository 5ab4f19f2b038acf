"""What a page begins with: the persona's name, picture and quote, and what a page is."""

from collections.abc import Sequence
from urllib.parse import quote

from persona_wizard.export.dress import dressed
from persona_wizard.export.escape import escape
from persona_wizard.export.file_names import photo_path
from persona_wizard.export.layout import Layout
from persona_wizard.export.missing import draft_notice, standing
from persona_wizard.export.people_behind import (
    archetype_line,
    drawn_from_line,
    meant_for_line,
)
from persona_wizard.export.quotes import lead_line
from persona_wizard.model.persona import Persona

NO_NAME = "A persona without a name yet"
NO_PHOTO = "No photo yet."
DRAWN_PHOTO = "Drawing of a cup, standing in for a photo"


def page_head(persona: Persona, layout: Layout, for_whom: Sequence[str] = ()) -> list[str]:
    """Name, picture, lead quote, one line, and what the page is; `for_whom` stands before that."""
    blocks = [f"# {escape(persona.name) or NO_NAME}"]
    notice = draft_notice(persona)
    if notice is not None:
        blocks.append(dressed(notice))
    if not persona.faceless:
        blocks.append(_photo(persona))
    lead = lead_line(persona, layout)
    if lead is not None:
        blocks.append(f"> {dressed(lead)}")
    tagline = escape(persona.tagline)
    if tagline:
        blocks.append(f"**In one line:** {tagline}")
    blocks += [*for_whom, standing(persona)]
    beside = (archetype_line(persona), drawn_from_line(persona), meant_for_line(persona))
    return [*blocks, *(dressed(line) for line in beside if line is not None)]


def _photo(persona: Persona) -> str:
    path = photo_path(persona)
    if path is None or persona.photo is None:
        return NO_PHOTO
    drawn = DRAWN_PHOTO if persona.photo.placeholder else "Photo"
    folder, _, file = path.partition("/")
    address = f"{folder}/{quote(file, safe='', errors='replace')}"
    image = f"![{escape(persona.photo.alt) or drawn}]({address})"
    source = escape(persona.photo.source)
    return f"{image}\n\nPicture: {source}" if source else image
