"""The departments of a study: where the pages of each go."""

import os
from pathlib import Path

from msgspec.structs import replace

from persona_wizard.export.departments import department_called
from persona_wizard.model.departments import Department
from persona_wizard.model.errors import WizardError
from persona_wizard.model.study import Study
from persona_wizard.model.text import clean_line
from persona_wizard.store import StudyFolder
from persona_wizard.studies.writing_out import refuse_outside_of_exports, refuse_own_rooms


def departments_meant(study: Study, typed: str) -> tuple[Department, ...]:
    """The department of this name, or every one for “all”. Raises NoSuchDepartment."""
    there = study.departments
    own = {name for one in there for name in (one.id.casefold(), one.title.casefold())}
    if typed.casefold() == "all" and "all" not in own and there:
        return there
    return (department_called(there, typed),)


def folder_chosen(store: StudyFolder, department: Department) -> Path | None:
    """The folder set for a department's pages, as seen from the study; None where none is set."""
    if not department.folder:
        return None
    return Path(os.path.normpath(store.folder / os.path.expanduser(department.folder)))


def keep_folder(store: StudyFolder, department: str, folder: Path | None) -> None:
    """Have a department's pages go into this folder from now on; None is its own in `exports/`.

    Raises WizardError where it is no folder, or one among the study's own, NoSuchDepartment,
    StoreError.
    """
    if folder is not None:
        refuse_no_home(store, folder)
    place = "" if folder is None else os.path.abspath(folder)

    def kept(study: Study) -> Study:
        meant = department_called(study.departments, department)
        changed = replace(meant, folder=place)
        return replace(
            study,
            departments=tuple(changed if one == meant else one for one in study.departments),
        )

    store.change_study(kept)


def refuse_no_home(store: StudyFolder, folder: Path) -> None:
    """Raises WizardError where no pages can go from now on: no folder, or among a study's own."""
    refuse_no_folder(folder)
    refuse_outside_of_exports(store, folder)
    refuse_own_rooms([folder / "page.md"])


def refuse_no_folder(folder: Path) -> None:
    """Raises WizardError where there is no such folder."""
    if not os.path.isdir(folder):
        raise WizardError(
            f"There is no folder {clean_line(str(folder))}. Nothing was written; make the folder, "
            "connect its disk, or choose another."
        )
