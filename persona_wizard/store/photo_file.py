"""Saving a photo, and whom it shows, so that neither a fault nor a crash leaves it to nobody."""

from contextlib import suppress

from msgspec.structs import replace

from persona_wizard.model.study import Portrait
from persona_wizard.store.errors import NotAStudy, StoreError
from persona_wizard.store.layout import Layout
from persona_wizard.store.study_file import read_study, write_study
from persona_wizard.store.whole_file import write_whole


def save_photo(layout: Layout, name: str, data: bytes, shows: str) -> None:
    """Save a photo whole, in place of one of that name; `shows` is a participant (id), or empty.

    The caller holds the study's lock. Raises StoreError; then the earlier one is as it was.
    """
    path = layout.photo(name)
    study = read_study(layout.study)
    if study is None:
        raise NotAStudy(layout.folder)

    def tell(photos: tuple[Portrait, ...]) -> bool:
        if read_study(layout.study) != replace(study, photos=photos):
            write_study(layout.study, replace(study, photos=photos))
        return True

    others = tuple(photo for photo in study.photos if photo.file != name)
    fresh = (Portrait(name, shows),) if shows else ()
    try:
        # Told last before it takes its place: whenever that is cut short, it goes with either.
        write_whole(path, data, lambda: tell((*study.photos, *fresh)))
    except StoreError:
        with suppress(StoreError):
            tell(study.photos)
        raise
    # The picture is the new one; should this fail, it is said to show whom the other did, too.
    with suppress(StoreError):
        tell((*others, *fresh))
