"""Writing what leaves the house: a persona's page, a department's, or data."""

import os
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from persona_wizard.export import Layout, archetype, markdown, page_file_name, refuse_if_blocked
from persona_wizard.export.departments import department_called, department_page
from persona_wizard.export.file_names import department_stem, everyones_file_name, photo_path
from persona_wizard.export.formats import Format
from persona_wizard.export.persona_json import persona_json
from persona_wizard.export.placeholder import placeholder_svg
from persona_wizard.model.persona import Persona
from persona_wizard.model.personas_compared import PersonasCompared
from persona_wizard.store import StudyFolder
from persona_wizard.studies.departments import folder_chosen, refuse_no_folder
from persona_wizard.studies.personas import draw
from persona_wizard.studies.read_only import refuse_if_only_read
from persona_wizard.studies.reading import Reading, read_study
from persona_wizard.studies.tables_out import table_of_answers, table_of_quotes
from persona_wizard.studies.writing_out import (
    refuse_meeting,
    refuse_no_place,
    refuse_outside_of_exports,
    refuse_own_rooms,
    write_out,
)
from persona_wizard.synthesis.personas_compared import compare_personas


class Wanted(Struct, frozen=True, kw_only=True):
    """What is to leave the house.

    `persona` is an id, the study's first where it is empty; `department` one, where the page is for
    one. With hypotheses, without a face, or although something is missing, where that is asked for.
    """

    format: Format = Format.MARKDOWN
    layout: Layout = Layout.PAGE
    persona: str = ""
    department: str = ""
    hypotheses: bool = False
    faceless: bool = False
    allow_gaps: bool = False


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
    wanted = Wanted(
        layout=layout,
        persona=persona,
        hypotheses=hypotheses,
        faceless=faceless,
        allow_gaps=allow_gaps,
    )
    return content_of(store, read_study(store), wanted).decode()


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
    """Write the page as Markdown, by default into `exports/`, and say where it went.

    Raises what `export` raises.
    """
    wanted = Wanted(
        layout=layout,
        persona=persona,
        hypotheses=hypotheses,
        faceless=faceless,
        allow_gaps=allow_gaps,
    )
    if target is None:
        refuse_if_only_read(store)
    return export(store, read_study(store), [wanted], target, replace)[0]


def content_of(store: StudyFolder, reading: Reading, wanted: Wanted) -> bytes:
    """What the file holds. Raises ExportRefused for a page with blocking gaps not allowed.

    Raises also NoSuchPersona, NoSuchDepartment, NoSuchSection, StoreError.
    """
    return _content(store, reading, wanted, drawn_for(reading, wanted))


def _content(store: StudyFolder, reading: Reading, wanted: Wanted, drawn: Persona) -> bytes:
    if wanted.format is Format.ANSWERS_CSV:
        return table_of_answers(reading, wanted.layout, wanted.persona)
    if wanted.format is Format.QUOTES_CSV:
        return table_of_quotes(reading, wanted.layout, wanted.persona)
    if wanted.format is Format.JSON:
        return persona_json(drawn, wanted.layout, hypotheses=wanted.hypotheses).encode()
    if not wanted.allow_gaps:
        refuse_if_blocked(drawn)
    page = _page(reading, drawn, wanted)
    if wanted.format is Format.MARKDOWN:
        return page.encode()
    from persona_wizard.export.html import html

    photo = _photo(store, drawn)
    return html(drawn, page, language=reading.study.language, photo=photo).encode()


def export(
    store: StudyFolder,
    reading: Reading,
    wanted: Sequence[Wanted],
    target: Path | None,
    replace: bool,
) -> tuple[Path, ...]:
    """Write everything that is wanted, or nothing of it, and say where each file went.

    `target` is a folder that is there, or else a file; without one, departments have their own
    folders, and all else goes into the study's `exports/`. Raises ExportRefused, NoSuchDepartment,
    NoSuchSection, PageExists unless `replace`, OwnRoom where a file would go among a study's own,
    WizardError where none can go, StoreError; OnlyRead where one would go into a newer version's
    study.
    """
    files: dict[Path, bytes] = {}
    written: list[Path] = []
    personas: dict[tuple[str, bool], Persona] = {}
    if target is not None and len(wanted) > 1:
        refuse_no_folder(target)
    for one in wanted:
        which = (one.persona, one.faceless)
        drawn = personas[which] = personas.get(which) or drawn_for(reading, one)
        path = _place(store, reading, one, target, drawn)
        content = _content(store, reading, one, drawn)
        beside = {**_pictures(store, one, drawn, path.parent), path: content}
        refuse_meeting(files, beside)
        files |= beside
        written.append(path)
    write_out(store, files, replace, frozenset(written))
    return tuple(written)


def drawn_for(reading: Reading, wanted: Wanted) -> Persona:
    """The persona as this page tells it. Raises NoSuchPersona."""
    drawn = draw(reading, wanted.persona)
    return archetype(drawn) if wanted.faceless else drawn


def folder_of(store: StudyFolder, reading: Reading, wanted: Wanted) -> Path:
    """Where its file goes by itself. Raises NoSuchDepartment."""
    exports = store.folder / "exports"
    if not wanted.department:
        return exports
    department = department_called(reading.study.departments, wanted.department)
    return folder_chosen(store, department) or exports / department_stem(department.id)


def file_name(wanted: Wanted, drawn: Persona) -> str:
    """What its file is called, wherever it goes."""
    if wanted.format.is_table and not wanted.persona:
        return everyones_file_name(wanted.layout, wanted.format.suffix)
    return page_file_name(drawn, wanted.layout, wanted.department, wanted.format.suffix)


def _place(
    store: StudyFolder, reading: Reading, wanted: Wanted, target: Path | None, drawn: Persona
) -> Path:
    """The file that is written. Raises WizardError where it can't go there."""
    if target is not None and not os.path.isdir(target):
        path = target
    else:
        folder = target if target is not None else folder_of(store, reading, wanted)
        path = folder / file_name(wanted, drawn)
    if target is None and path.is_relative_to(store.folder / "exports"):
        refuse_if_only_read(store)
    else:
        refuse_no_folder(path.parent)
    refuse_own_rooms([path])
    refuse_no_place(path)
    if target is None:
        refuse_outside_of_exports(store, path.parent)
    return path


def _page(reading: Reading, drawn: Persona, wanted: Wanted) -> str:
    if wanted.department:
        departments = reading.study.departments
        return department_page(drawn, department_called(departments, wanted.department))
    beside = _beside(reading, wanted)
    return markdown(drawn, wanted.layout, hypotheses=wanted.hypotheses, beside=beside)


def _beside(reading: Reading, wanted: Wanted) -> PersonasCompared | None:
    """The study's personas side by side, where they are told; by name, so not without a face."""
    if wanted.layout is not Layout.FULL or wanted.faceless or len(reading.study.personas) == 1:
        return None
    return compare_personas(reading.study, reading.interviews, reading.banks)


def _pictures(
    store: StudyFolder, wanted: Wanted, persona: Persona, folder: Path
) -> dict[Path, bytes]:
    """The picture, where a page of Markdown looks for it; nothing else needs one beside it."""
    if wanted.format is not Format.MARKDOWN:
        return {}
    path, photo = photo_path(persona), persona.photo
    if path is None or photo is None:
        return {}
    if photo.placeholder:
        return {folder / path: placeholder_svg(persona.name).encode()}
    return {folder / path: _photo(store, persona)}


def _photo(store: StudyFolder, persona: Persona) -> bytes:
    photo = persona.photo
    if photo is None or photo.placeholder or not photo.file:
        return b""
    return store.photo(photo.file).read_bytes()
