"""Making a study's folder: all of it, or nothing."""

from contextlib import suppress

from persona_wizard.model.study import Study
from persona_wizard.store.errors import FolderNotEmpty, StudyExists, not_readable, not_saved
from persona_wizard.store.layout import FOLDER_MODE, GITIGNORE, Layout, make_folder
from persona_wizard.store.study_file import write_study
from persona_wizard.store.whole_file import write_whole


def make_study(layout: Layout, study: Study) -> None:
    """Make a study in a new or an empty folder.

    Raises StudyExists, FolderNotEmpty, NoRights, StoreError; then nothing of it is left behind.
    """
    _refuse_unless_empty(layout)
    is_new = not layout.folder.exists()
    folders = (
        layout.interviews,
        layout.participants,
        layout.question_banks,
        layout.photos,
        layout.exports,
    )
    try:
        layout.folder.mkdir(FOLDER_MODE, parents=True, exist_ok=not is_new)
        layout.folder.chmod(FOLDER_MODE)
        for folder in folders:
            make_folder(folder)
        write_whole(layout.gitignore, GITIGNORE.encode())
        # It makes the folder a study, so it comes last.
        write_study(layout.study, study)
    except BaseException as error:
        for file in (layout.study, layout.gitignore):
            with suppress(OSError):
                file.unlink()
        for folder in (*folders, layout.folder) if is_new else folders:
            with suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError):
            raise not_saved(layout.study, error) from error
        raise


def _refuse_unless_empty(layout: Layout) -> None:
    try:
        if layout.study.exists():
            raise StudyExists(layout.folder)
        if layout.folder.exists() and any(layout.folder.iterdir()):
            raise FolderNotEmpty(layout.folder)
    except NotADirectoryError as error:
        raise FolderNotEmpty(layout.folder) from error
    except OSError as error:
        raise not_readable(layout.folder, error) from error
