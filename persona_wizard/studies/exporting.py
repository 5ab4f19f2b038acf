"""Writing a persona's page, with its picture beside it."""

import os
from pathlib import Path

from persona_wizard.export import Layout, archetype, markdown, page_file_name, refuse_if_blocked
from persona_wizard.export.file_names import photo_path
from persona_wizard.export.placeholder import placeholder_svg
from persona_wizard.model.errors import WizardError
from persona_wizard.model.persona import Persona
from persona_wizard.model.personas_compared import PersonasCompared
from persona_wizard.model.text import clean_line
from persona_wizard.store import StudyFolder, write_whole
from persona_wizard.studies.personas import draw
from persona_wizard.studies.read_only import refuse_if_only_read
from persona_wizard.studies.reading import Reading, read_study
from persona_wizard.synthesis.personas_compared import compare_personas


class PageExists(WizardError):
    """A file stands where the page would go, and is kept; `path` is that file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{_shown(path)} stands there already and was kept. Use --force to replace it."
        )
        self.path = path


def page_text(
    store: StudyFolder,
    layout: Layout,
    allow_gaps: bool,
    persona: str = "",
    *,
    hypotheses: bool = False,
    faceless: bool = False,
) -> str:
    """The page as text, of the persona with this id, else the first.

    With its hypotheses, or without a face, where that is asked for. Raises ExportRefused while
    blocking gaps remain that are not allowed.
    """
    reading = read_study(store)
    drawn = _drawn(reading, persona, faceless)
    return _page(drawn, layout, allow_gaps, hypotheses, _beside(reading, layout, faceless))


def export_page(
    store: StudyFolder,
    layout: Layout,
    target: Path | None,
    allow_gaps: bool,
    replace: bool,
    persona: str = "",
    *,
    hypotheses: bool = False,
    faceless: bool = False,
) -> Path:
    """Write the page, by default into the study's `exports/`, and say where it went.

    `persona` is the id of the one that is meant, the study's first where it is empty; with its
    hypotheses, or without a face, where that is asked for. Raises ExportRefused, PageExists unless
    `replace`, WizardError where no file can go, StoreError; OnlyRead where the page would go into
    a newer version's study.
    """
    if target is None:
        refuse_if_only_read(store)
    reading = read_study(store)
    drawn = _drawn(reading, persona, faceless)
    text = _page(drawn, layout, allow_gaps, hypotheses, _beside(reading, layout, faceless))
    path = target or store.folder / "exports" / page_file_name(drawn, layout)
    files = {**_picture(store, drawn, path.parent), path: text.encode()}
    if target is not None:
        _refuse_no_place(target)
    if not replace:
        for file, data in files.items():
            if os.path.exists(file) and (file == path or not _holds(file, data)):
                raise PageExists(file)
    for file, data in files.items():
        write_whole(file, data)
    return path


def _refuse_no_place(target: Path) -> None:
    """A file goes into a folder that is there, and takes no folder's or device's place."""
    if not os.path.isdir(target.parent):
        raise WizardError(
            f"There is no folder {_shown(target.parent)}. Nothing was written; "
            "make the folder, or choose another."
        )
    if os.path.exists(target) and not os.path.isfile(target):
        raise WizardError(
            f"{_shown(target)} is no file. Nothing was written; "
            "name a file, or - for standard output."
        )


def _holds(file: Path, data: bytes) -> bool:
    try:
        return file.read_bytes() == data
    except OSError:
        return False


def _shown(path: Path) -> str:
    return clean_line(str(path))


def _drawn(reading: Reading, persona: str, faceless: bool) -> Persona:
    drawn = draw(reading, persona)
    return archetype(drawn) if faceless else drawn


def _beside(reading: Reading, layout: Layout, faceless: bool) -> PersonasCompared | None:
    """The study's personas side by side, where they are told; by name, so not without a face."""
    if layout is not Layout.FULL or faceless or len(reading.study.personas) == 1:
        return None
    return compare_personas(reading.study, reading.interviews, reading.banks)


def _page(
    persona: Persona,
    layout: Layout,
    allow_gaps: bool,
    hypotheses: bool,
    beside: PersonasCompared | None,
) -> str:
    if not allow_gaps:
        refuse_if_blocked(persona)
    return markdown(persona, layout, hypotheses=hypotheses, beside=beside)


def _picture(store: StudyFolder, persona: Persona, folder: Path) -> dict[Path, bytes]:
    """The picture, where the page looks for it; nothing for a persona without one."""
    path, photo = photo_path(persona), persona.photo
    if path is None or photo is None:
        return {}
    if photo.placeholder:
        return {folder / path: placeholder_svg(persona.name).encode()}
    return {folder / path: store.photo(photo.file).read_bytes()}
