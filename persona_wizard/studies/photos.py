"""Taking a picture into a study as the persona's photo."""

import hashlib
import io
import re
import warnings
from pathlib import Path

from persona_wizard.model.errors import WizardError
from persona_wizard.model.pseudonyms import pseudonym_key
from persona_wizard.model.study import Photo
from persona_wizard.model.text import clean_line, slug
from persona_wizard.store import StudyFolder

LONGEST_SIDE = 1024
LARGEST_FILE = 30_000_000
# How much of a picture's digest its file's name tells.
_DIGITS = 6
# Whatever else lies beside them was put there by hand.
_OURS = re.compile(rf"persona(-\d+)?(-[0-9a-f]{{{_DIGITS}}})?\.png")


class NobodyShown(WizardError):
    """A photo can't be said to show somebody of this pseudonym."""


def add_photo(
    store: StudyFolder,
    picture: Path,
    alt: str,
    source: str,
    *,
    persona: str = "",
    shows: str = "",
) -> Photo:
    """Copy a picture into the study, upright, at most 1024 pixels a side, nothing hidden in it.

    `source` says where it is from and under what licence. `shows` is the participant (id) whom it
    shows, if any: it goes when they are erased. Each picture of each persona (id; the study's first
    where it is empty) has a file of its own, so that an older one can be taken back. Raises
    WizardError where the file is no picture, StoreError where it can't be saved.
    """
    data = _upright(picture)
    told_by = hashlib.sha256(data).hexdigest()[:_DIGITS]
    file = f"{slug(persona) or 'persona'}-{told_by}.png"
    store.save_photo(file, data, shows)
    return Photo(file=file, alt=clean_line(alt), source=clean_line(source))


def forget_unused(store: StudyFolder) -> None:
    """Delete the pictures that this program put into the study and no persona has any more.

    One that shows a participant stays until they are erased: copies of it are known by it. Raises
    StoreError.
    """
    if _unused(store):
        with store.alone():
            store.forget_photos(_unused(store))


def shown_in(store: StudyFolder, typed: str) -> str:
    """The id of the participant whose pseudonym was typed; empty where none was.

    Raises NobodyShown where nobody here is called so, or two people are, StoreError.
    """
    pseudonym = pseudonym_key(typed)
    if not pseudonym:
        return ""
    called = {one.participant: one.pseudonym for one in store.interviews().interviews}
    called |= {person.id: person.pseudonym for person in store.participants()}
    ids = [one for one, known in called.items() if pseudonym_key(known) == pseudonym]
    if len(ids) == 1:
        return ids[0]
    why = "Two people are" if ids else "Nobody here is"
    raise NobodyShown(
        f"{why} called {clean_line(typed)}. The photo stays as it was; look up the pseudonym again."
    )


def refuse_unless_picture(picture: Path) -> None:
    """Raises WizardError where a file is no picture that can be taken into a study."""
    _upright(picture)


def _unused(store: StudyFolder) -> tuple[str, ...]:
    study = store.study()
    used = {persona.photo.file for persona in study.personas if persona.photo is not None}
    used |= {portrait.file for portrait in study.photos}
    return tuple(name for name in store.photos() if _OURS.fullmatch(name) and name not in used)


def _upright(picture: Path) -> bytes:
    """The picture as PNG, turned as its camera meant, with no EXIF or GPS left in it."""
    from PIL import Image, ImageOps

    try:
        if picture.stat().st_size > LARGEST_FILE:
            raise WizardError(f"{picture.name} is larger than 30 MB. Choose a smaller picture.")
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(picture) as opened:
                image = ImageOps.exif_transpose(opened).convert("RGB")
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        bare = Image.new("RGB", image.size)
        bare.paste(image)
        buffer = io.BytesIO()
        bare.save(buffer, "PNG")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise WizardError(
            f"{picture.name} has too many pixels. The photo stays as it was; choose a smaller one."
        ) from None
    except FileNotFoundError:
        raise WizardError(f"There is no file {picture}. The photo stays as it was.") from None
    except (PermissionError, IsADirectoryError):
        raise WizardError(
            f"{picture.name} can't be opened. The photo stays as it was; choose another file."
        ) from None
    except (OSError, ValueError, SyntaxError):
        raise WizardError(
            f"{picture.name} is not a picture that can be read. The photo stays as it was; "
            "choose a PNG or a JPEG."
        ) from None
    return buffer.getvalue()
