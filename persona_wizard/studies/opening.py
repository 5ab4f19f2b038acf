"""Making a study and opening one."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from persona_wizard.model.errors import WizardError
from persona_wizard.model.study import Study
from persona_wizard.model.text import clean_line, slug
from persona_wizard.store import StudyFolder
from persona_wizard.studies import recent
from persona_wizard.studies.words import PRODUCT, in_language, with_words

# Letters of a folder that is proposed; most disks take no name of more than 255 bytes.
_LONGEST_NAME = 60


def new_study(
    folder: Path,
    product: str,
    title: str = "",
    like: StudyFolder | None = None,
    language: str = "",
    words: Mapping[str, str | Sequence[str]] | None = None,
) -> StudyFolder:
    """Make an empty study in this folder, with what another has: banks, words, lists, code book and
    departments.

    Never with its people: the code book's examples are somebody's words, and stay behind.

    Without a language it has the other's. `words` are further words and lists, as they are typed.
    Raises WizardError without a product's name, StoreError where a study stands already, or where
    `like` can't be read.
    """
    product = clean_line(product)
    if not product:
        raise WizardError("The product needs a name: the questions say it. Nothing was made.")
    study = Study(title=clean_line(title) or product)
    if like is not None:
        other = like.study()
        codes = tuple(replace(code, example="", of="", parted=()) for code in other.codes)
        study = replace(
            study,
            language=other.language,
            words=other.words,
            lists=other.lists,
            codes=codes,
            departments=other.departments,
        )
    study = in_language(study, language or study.language)
    study = with_words(study, **{**(words or {}), PRODUCT: product})
    store = make_study(folder, study)
    if like is not None:
        from persona_wizard.studies.shelf_keeping import take_banks

        take_banks(like.folder, store.folder)
    return store


def make_study(folder: Path, study: Study) -> StudyFolder:
    """Make this study, empty, in this folder. Raises StoreError where a study stands already."""
    store = StudyFolder.create(folder, study)
    recent.remember(store.folder)
    return store


def open_study(folder: Path) -> StudyFolder:
    """Open the study in this folder. Raises StoreError."""
    store = StudyFolder.open(folder)
    recent.remember(store.folder)
    return store


def proposed_folder(title: str, parent: Path) -> Path:
    """A folder for a new study of this title: readable, and not there yet."""
    name = slug(title)[:_LONGEST_NAME].strip("-") or "study"
    candidates = (parent / (name if n == 1 else f"{name}-{n}") for n in range(1, 1000))
    return next((folder for folder in candidates if not folder.exists()), parent / name)
