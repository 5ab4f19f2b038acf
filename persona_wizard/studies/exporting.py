"""Writing a persona's page, with its picture beside it."""

import os
from pathlib import Path

from persona_wizard.export import Layout, markdown, page_file_name, refuse_if_blocked
from persona_wizard.export.file_names import photo_path
from persona_wizard.export.placeholder import placeholder_svg
from persona_wizard.model.errors import WizardError
from persona_wizard.model.persona import Persona
from persona_wizard.model.text import clean_line
from persona_wizard.store import StudyFolder, write_whole
from persona_wizard.studies.personas import draw_from
from persona_wizard.studies.read_only import refuse_if_only_read


class PageExists(WizardError):
    """A file stands where the page would go, and is kept; `path` is that file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{_shown(path)} stands there already and was kept. Use --force to replace it."
        )
        self.path = path


def page_text(store: StudyFolder, layout: Layout, allow_gaps: bool) -> str:
    """The page as text. Raises ExportRefused while blocking gaps remain that are not allowed."""
    return _page(draw_from(store), layout, allow_gaps)


def export_page(
    store: StudyFolder, layout: Layout, target: Path | None, allow_gaps: bool, replace: bool
) -> Path:
    """Write the page, by default into the study's `exports/`, and say where it went.

    Raises ExportRefused, PageExists unless `replace`, WizardError where no file can go, StoreError;
    OnlyRead where the page would go into a newer version's study.
    """
    if target is None:
        refuse_if_only_read(store)
    persona = draw_from(store)
    text = _page(persona, layout, allow_gaps)
    path = target or store.folder / "exports" / page_file_name(persona, layout)
    files = {**_picture(store, persona, path.parent), path: text.encode()}
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


def _page(persona: Persona, layout: Layout, allow_gaps: bool) -> str:
    if not allow_gaps:
        refuse_if_blocked(persona)
    return markdown(persona, layout)


def _picture(store: StudyFolder, persona: Persona, folder: Path) -> dict[Path, bytes]:
    """The picture, where the page looks for it; nothing for a persona without one."""
    path, photo = photo_path(persona), persona.photo
    if path is None or photo is None:
        return {}
    if photo.placeholder:
        return {folder / path: placeholder_svg(persona.name).encode()}
    return {folder / path: store.photo(photo.file).read_bytes()}
