"""The shelf: where question banks are found, nearest first."""

import os
from collections.abc import Collection, Iterator
from enum import StrEnum
from pathlib import Path

from msgspec import Struct, structs

from persona_wizard.banks.faults import BankError, BankFault, did_you_mean
from persona_wizard.banks.frontmatter import id_in
from persona_wizard.banks.lines import LARGEST, decoded, lines_of, texts
from persona_wizard.banks.reading import read_bank
from persona_wizard.model.bank import Bank
from persona_wizard.model.text import clean_line

FOLDER = "question_banks"
SHELF_VARIABLE = "PERSONA_WIZARD_SHELF"
_PACKAGE = Path(__file__).parents[1]


class Origin(StrEnum):
    """Whose folder a bank stands in."""

    STUDY = "study"
    OWN = "own"
    SHIPPED = "shipped"


class NoSuchBank(BankError):
    """No folder of the shelf has a bank with this id."""

    def __init__(self, bank_id: str, known: Collection[str]) -> None:
        super().__init__(())
        hint = did_you_mean(bank_id, known) or f"; there are {', '.join(known) or 'none yet'}"
        self.args = (f"There is no question bank “{clean_line(bank_id)}”{hint}",)


class ShelfEntry(Struct, frozen=True, kw_only=True):
    """One file of the shelf: its bank, or its faults.

    `id` is the file's name where it gives no id. A `shadowed` one has the id of a nearer one.
    """

    id: str
    path: Path
    origin: Origin
    bank: Bank | None
    faults: tuple[BankFault, ...] = ()
    shadowed: bool = False

    @property
    def line(self) -> str:
        """The entry on one line, for a list."""
        if self.bank is None:
            count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
            return f"{self.id}: {count}, first {self.faults[0]}"
        audience = self.bank.audience or "for other banks to include"
        notes = f"{audience}, {len(self.bank.questions)} questions, {self.origin}"
        hidden = ", hidden by a nearer bank of that id" if self.shadowed else ""
        return f"{self.id}: {clean_line(self.bank.title)} ({notes}{hidden})"


class _File(Struct, frozen=True):
    """A file in reach; `id` and `source` are None where they cannot be read."""

    path: Path
    origin: Origin
    id: str | None = None
    source: str | None = None
    faults: tuple[BankFault, ...] = ()


class Shelf:
    """Folders of question banks, nearest first. Every call looks at the disk anew."""

    def __init__(self, *folders: Path) -> None:
        self.folders = folders

    def ids(self) -> tuple[str, ...]:
        """The ids in reach, nearest first, once each; only front matter is read."""
        return tuple(self._nearest())

    def entries(self, words: Collection[str] = ()) -> tuple[ShelfEntry, ...]:
        """Every file of the shelf, read; one with faults keeps none of the others back."""
        files = list(self._files())
        nearest = _nearest(files)
        return tuple(self._entry(file, nearest, words) for file in files)

    def find(self, bank_id: str) -> Path | None:
        file = self._nearest().get(bank_id)
        return file.path if file else None

    def source(self, bank_id: str) -> str | None:
        file = self._nearest().get(bank_id)
        return file.source if file else None

    def read(self, bank_id: str, words: Collection[str] = ()) -> Bank:
        """The nearest bank with this id; `words` are the study's. Raises BankError."""
        nearest = self._nearest()
        if bank_id not in nearest:
            raise NoSuchBank(bank_id, tuple(nearest))
        return _read(nearest[bank_id], nearest, words)

    def _nearest(self) -> dict[str, _File]:
        return _nearest(self._files())

    def _files(self) -> Iterator[_File]:
        for folder in self.folders:
            yield from _files_in(folder, origin_of(folder))

    def _entry(self, file: _File, nearest: dict[str, _File], words: Collection[str]) -> ShelfEntry:
        entry = ShelfEntry(
            id=file.id or clean_line(file.path.stem),
            path=file.path,
            origin=file.origin,
            bank=None,
            faults=file.faults,
            shadowed=file.id is not None and nearest[file.id].path != file.path,
        )
        if file.faults:
            return entry
        try:
            return structs.replace(entry, bank=_read(file, nearest, words))
        except BankError as error:
            return structs.replace(entry, faults=error.faults)


def shelf_for(study_folder: Path | None) -> Shelf:
    """The banks of a study (if any), the user's own, and those that ship, in this order."""
    near = () if study_folder is None else (study_folder / FOLDER,)
    return Shelf(*near, own_folder(), shipped_folder())


def shipped_shelf() -> Shelf:
    """Only the banks that ship."""
    return Shelf(shipped_folder())


def own_folder() -> Path:
    """Where a user keeps banks for all studies; it need not be there."""
    if chosen := os.environ.get(SHELF_VARIABLE):
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("persona-wizard") / FOLDER


def shipped_folder() -> Path:
    """Where the banks that ship are: in the package, or beside it in the source tree."""
    packaged = _PACKAGE / FOLDER
    return packaged if packaged.is_dir() else _PACKAGE.parent / FOLDER


def origin_of(folder: Path) -> Origin:
    if folder == shipped_folder():
        return Origin.SHIPPED
    return Origin.OWN if folder == own_folder() else Origin.STUDY


def check_file(path: Path) -> tuple[BankFault, ...]:
    """What is wrong with a bank's file, which may include the banks beside it and on the shelf."""
    beside = Shelf(path.parent, *shelf_for(None).folders)
    try:
        read_bank(source_of(path), _label(path), beside.source, banks=beside.ids())
    except BankError as error:
        return error.faults
    return ()


def source_of(path: Path) -> str:
    """A file's text. Raises BankError for one that cannot be a bank."""
    label = _label(path)
    try:
        # Opening anything else, such as a named pipe, could wait for ever.
        if not path.is_file():
            raise BankError([BankFault(label, 1, "there is no such file")])
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "no such name"
        raise BankError([BankFault(label, 1, f"cannot be read: {reason}")]) from None
    source = decoded(data, label)
    lines_of(source, label)
    return source


def _read(file: _File, nearest: dict[str, _File], words: Collection[str]) -> Bank:
    def find(bank_id: str) -> str | None:
        other = nearest.get(bank_id)
        return other.source if other else None

    if file.source is None:
        raise BankError(file.faults)
    return read_bank(file.source, _label(file.path), find, words, tuple(nearest))


def _nearest(files: Iterator[_File] | list[_File]) -> dict[str, _File]:
    nearest: dict[str, _File] = {}
    for file in files:
        if file.id is not None:
            nearest.setdefault(file.id, file)
    return nearest


def _files_in(folder: Path, origin: Origin) -> Iterator[_File]:
    seen: dict[str, Path] = {}
    for path in _paths_in(folder):
        # An installer may have linked the shipped banks; elsewhere a link could lead anywhere.
        if origin is not Origin.SHIPPED and _leads_outside(path, folder):
            message = "this is a link that leads out of the folder: put a copy here"
            yield _File(path, origin, faults=(BankFault(_label(path), 1, message),))
            continue
        try:
            source = source_of(path)
        except BankError as error:
            yield _File(path, origin, faults=error.faults)
            continue
        bank_id = id_in(texts(lines_of(source, _label(path))))
        if bank_id is not None and bank_id in seen:
            message = f"the id “{bank_id}” is that of {_label(seen[bank_id])} too: change one"
            yield _File(path, origin, faults=(BankFault(_label(path), 1, message),))
            continue
        if bank_id is not None:
            seen[bank_id] = path
        yield _File(path, origin, bank_id, source)


def _paths_in(folder: Path) -> list[Path]:
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return []
    return [path for path in paths if _may_be_bank(path)]


def _may_be_bank(path: Path) -> bool:
    name = path.name.casefold()
    return (
        name.endswith(".md")
        and name != "readme.md"
        and not name.startswith(".")
        and not path.is_dir()
    )


def _leads_outside(path: Path, folder: Path) -> bool:
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(
        os.path.realpath(folder)
    )


def _label(path: Path) -> str:
    return clean_line(str(path))
