"""The shelf: where question banks are found, nearest first."""

import os
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from msgspec import Struct, structs

from persona_wizard.banks.checks import check_bank, wording_is_checked
from persona_wizard.banks.faults import BankError, BankFault, did_you_mean
from persona_wizard.banks.frontmatter import id_in
from persona_wizard.banks.includes import Find
from persona_wizard.banks.lines import LARGEST, decoded, lines_of
from persona_wizard.banks.reading import read_bank, write_out
from persona_wizard.model.bank import Bank
from persona_wizard.model.study import Study
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
        return tuple(self.nearest())

    def entries(self, study: Study | None = None) -> tuple[ShelfEntry, ...]:
        """Every file of the shelf, read; one with faults keeps none of the others back."""
        files = list(self._files())
        nearest = _nearest(files)
        return tuple(self._entry(file, nearest, study) for file in files)

    def entry(self, bank_id: str, study: Study | None = None) -> ShelfEntry:
        """The nearest file with this id, read. Raises NoSuchBank."""
        nearest = self.nearest()
        if bank_id not in nearest:
            raise NoSuchBank(bank_id, tuple(nearest))
        return self._entry(nearest[bank_id], nearest, study)

    def find(self, bank_id: str) -> Path | None:
        file = self.nearest().get(bank_id)
        return file.path if file else None

    def source(self, bank_id: str) -> str | None:
        file = self.nearest().get(bank_id)
        return file.source if file else None

    def read(self, bank_id: str, study: Study | None = None) -> Bank:
        """The nearest bank with this id, with the words and lists of a study. Raises BankError."""
        nearest = self.nearest()
        if bank_id not in nearest:
            raise NoSuchBank(bank_id, tuple(nearest))
        return _read(nearest[bank_id], nearest, study)

    def written_out(self, bank_id: str, study: Study | None = None) -> str:
        """The nearest bank's source with all that it includes. Raises BankError."""
        nearest = self.nearest()
        if bank_id not in nearest:
            raise NoSuchBank(bank_id, tuple(nearest))
        file = nearest[bank_id]
        lists = study.choice_lists if study else None
        return write_out(file.source or "", _label(file.path), _finder(nearest), lists)

    def beyond(self, folder: Path) -> "Shelf":
        """The shelf without this folder and those nearer than it."""
        after = self.folders.index(folder) + 1 if folder in self.folders else 0
        return Shelf(*self.folders[after:])

    def nearest(self) -> dict[str, _File]:
        """The file that each id stands for."""
        return _nearest(self._files())

    def _files(self) -> Iterator[_File]:
        for folder in self.folders:
            yield from _files_in(folder, origin_of(folder))

    def _entry(self, file: _File, nearest: dict[str, _File], study: Study | None) -> ShelfEntry:
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
            return structs.replace(entry, bank=_read(file, nearest, study))
        except BankError as error:
            return structs.replace(entry, faults=error.faults)


def shelf_for(study_folder: Path | None) -> Shelf:
    """The banks of a study (if any), the user's own, and those that ship, in this order."""
    near = () if study_folder is None else (study_folder_of_banks(study_folder),)
    return Shelf(*near, own_folder(), shipped_folder())


def shipped_shelf() -> Shelf:
    """Only the banks that ship."""
    return Shelf(shipped_folder())


def study_folder_of_banks(study_folder: Path) -> Path:
    """Where a study keeps its own banks; it need not be there."""
    return study_folder / FOLDER


def sources_in(folder: Path) -> dict[str, str]:
    """The sources of a folder's banks by file name; links that lead out of it are left out."""
    files = _files_in(folder, Origin.STUDY)
    return {file.path.name: file.source for file in files if file.source is not None}


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


class CheckedFile(Struct, frozen=True):
    """What is wrong with a bank's file, and what could be better once nothing is wrong.

    `unchecked` is the bank's language where no rule about wording knows it, else empty.
    """

    faults: tuple[BankFault, ...] = ()
    advice: tuple[BankFault, ...] = ()
    unchecked: str = ""


def check_file(path: Path, study: Study | None = None) -> CheckedFile:
    """Check a bank's file, which may include the banks beside it and on the shelf."""
    try:
        bank = read_file(path, study)
    except BankError as error:
        return CheckedFile(faults=error.faults)
    return CheckedFile(
        advice=check_bank(bank, _label(path)),
        unchecked="" if wording_is_checked(bank) else bank.language,
    )


def read_file(path: Path, study: Study | None = None) -> Bank:
    """Read a bank's file, with what it includes from beside it or the shelf. Raises BankError."""
    # Whoever names a file means its folder, too, be that a link.
    folder = path.parent
    if folder.is_symlink():
        folder = Path(os.path.realpath(folder))
    beside = Shelf(folder, *shelf_for(None).folders)
    return _read_source(source_of(path), _label(path), beside.nearest(), study)


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


def _read(file: _File, nearest: Mapping[str, _File], study: Study | None) -> Bank:
    if file.source is None:
        raise BankError(file.faults)
    return _read_source(file.source, _label(file.path), nearest, study)


def _read_source(
    source: str, label: str, nearest: Mapping[str, _File], study: Study | None
) -> Bank:
    """Read a bank; what stands in a bank that it includes is told of by that bank's file."""
    labels = {bank_id: _label(file.path) for bank_id, file in nearest.items()}
    try:
        bank = read_bank(
            source,
            label,
            _finder(nearest),
            words=tuple(study.words) if study else (),
            banks=tuple(nearest),
            lists=study.choice_lists if study else None,
        )
    except BankError as error:
        raise BankError(
            structs.replace(fault, file=labels.get(fault.file, fault.file))
            for fault in error.faults
        ) from None
    placed = (structs.replace(q, file=labels.get(q.file, q.file)) for q in bank.questions)
    return structs.replace(bank, questions=tuple(placed))


def _finder(nearest: Mapping[str, _File]) -> Find:
    def find(bank_id: str) -> str | None:
        other = nearest.get(bank_id)
        return other.source if other else None

    return find


def _nearest(files: Iterator[_File] | list[_File]) -> dict[str, _File]:
    nearest: dict[str, _File] = {}
    for file in files:
        if file.id is not None:
            nearest.setdefault(file.id, file)
    return nearest


def _files_in(folder: Path, origin: Origin) -> Iterator[_File]:
    if origin is Origin.STUDY and _leads_outside(folder, folder.parent):
        message = "this is a link that leads out of the study: put a folder there"
        yield _File(folder, origin, faults=(BankFault(_label(folder), 1, message),))
        return
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
        bank_id = id_in(lines_of(source, _label(path)))
        if bank_id is not None and bank_id in seen:
            message = f"the id “{bank_id}” is that of {_label(seen[bank_id])} too: change one"
            yield _File(path, origin, faults=(BankFault(_label(path), 1, message),))
            continue
        if bank_id is not None:
            seen[bank_id] = path
        yield _File(path, origin, bank_id, source)


def _paths_in(folder: Path) -> list[Path]:
    try:
        # By name, not by file name: prospects.md comes before prospects-b2b.md.
        paths = sorted(folder.iterdir(), key=lambda path: (path.stem, path.suffix))
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
