"""Deleting photos that nothing in a study needs any more."""

from collections.abc import Collection

from persona_wizard.store.errors import not_erased
from persona_wizard.store.layout import Layout
from persona_wizard.store.study_files import files_in
from persona_wizard.store.whole_file import sync_folder


def photo_names(layout: Layout) -> tuple[str, ...]:
    """The names of the files in `photos/`; none where it is a link."""
    return tuple(path.name for path in files_in(layout.photos) if path.parent == layout.photos)


def forget_photos(layout: Layout, names: Collection[str]) -> None:
    """Delete these photos. Raises StoreError."""
    for name in names:
        path = layout.photo(name)
        try:
            path.unlink(missing_ok=True)
            sync_folder(path.parent)
        except OSError as error:
            raise not_erased(path, error) from error
