"""Writing a persona's page, with its picture beside it."""

from pathlib import Path

from persona_wizard.export import Layout, markdown, page_file_name, refuse_if_blocked
from persona_wizard.export.file_names import photo_path
from persona_wizard.export.placeholder import placeholder_svg
from persona_wizard.model.errors import WizardError
from persona_wizard.model.persona import Persona
from persona_wizard.store import StudyFolder, write_whole
from persona_wizard.studies.personas import draw_from


class PageExists(WizardError):
    """A file stands where the page would go, and is kept; `path` is that file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} stands there already and was kept. Use --force to replace it.")
        self.path = path


def page_text(store: StudyFolder, layout: Layout, allow_gaps: bool) -> str:
    """The page as text. Raises ExportRefused while blocking gaps remain that are not allowed."""
    return _page(draw_from(store), layout, allow_gaps)


def export_page(
    store: StudyFolder, layout: Layout, target: Path | None, allow_gaps: bool, replace: bool
) -> Path:
    """Write the page, by default into the study's `exports/`, and say where it went.

    Raises ExportRefused, PageExists unless `replace`, StoreError.
    """
    persona = draw_from(store)
    text = _page(persona, layout, allow_gaps)
    path = target or store.folder / "exports" / page_file_name(persona, layout)
    files = {**_picture(store, persona, path.parent), path: text.encode()}
    if not replace:
        for file, data in files.items():
            if file.exists() and (file == path or file.read_bytes() != data):
                raise PageExists(file)
    for file, data in files.items():
        write_whole(file, data)
    return path


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
