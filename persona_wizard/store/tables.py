"""TinyDB tables whose documents have readable ids, changed in one write."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from tinydb import TinyDB
from tinydb.table import Document, Table

from persona_wizard.store.errors import DamagedFile, NewerVersion, OnlyRead
from persona_wizard.store.faults_in_words import what_is_unknown
from persona_wizard.store.forms import in_newest_form, newest_form
from persona_wizard.store.storage import AtomicJSONStorage, Tables, decode, read_content

T = TypeVar("T")


class TextTable(Table):
    """A table in which a document's id is any text, such as a question's id."""

    document_id_class = str  # type: ignore[assignment]


class _Database(TinyDB):
    table_class = TextTable


class Loaded(Struct, frozen=True):
    """A file's tables in the newest form, and the one document of the first of them.

    `newer` where a newer version wrote the file: its tables are as they are in the file.
    """

    path: Path
    tables: Tables
    document: dict[str, Any]
    newer: bool

    def convert(self, data: object, form: type[T]) -> T:
        """Plain data of this file as a typed value; keys that are not known are left out.

        Raises DamagedFile where something is missing or wrong, NewerVersion where that is because
        a newer version wrote the file.
        """
        try:
            return msgspec.convert(data, form)
        except msgspec.ValidationError as error:
            if self.newer:
                raise NewerVersion(self.path) from error
            raise _missing_or_wrong(self.path, error) from error


@contextmanager
def one_write(path: Path, first: str) -> Iterator[TinyDB]:
    """A file's tables; whatever changes inside is one write at the end, or none on a fault.

    `first` is the table that tells the file's form: an earlier form is written in the newest,
    neither a newer version's file nor a damaged one is written over. Raises StoreError.
    """
    with one_write_in(AtomicJSONStorage(path), first) as database:
        yield database


@contextmanager
def one_write_in(storage: AtomicJSONStorage, first: str) -> Iterator[TinyDB]:
    """The same for the tables that a storage holds. Raises also what its writing raises."""
    with storage.one_write():
        tables = storage.read()
        if tables is not None:
            loaded = loaded_from(storage.path, tables, first)
            if loaded.newer:
                raise OnlyRead(storage.path)
            storage.write(loaded.tables)
        yield _Database(storage=lambda: storage)


def put(database: TinyDB, table: str, documents: Mapping[str, Mapping[str, Any]]) -> None:
    """Make these the documents of a table, in this order. Other tables stay as they are."""
    # The query cache would hand out the very documents that later changes mutate.
    target = database.table(table, cache_size=0)
    target.truncate()
    target.insert_multiple(
        Document(document, document_id)  # type: ignore[arg-type]
        for document_id, document in documents.items()
    )


def put_one(database: TinyDB, table: str, document: Mapping[str, Any]) -> None:
    """Make this, with the number of the newest form, the one document of a table."""
    put(database, table, {"1": {"schema": newest_form(), **document}})


def put_in_order(database: TinyDB, table: str, documents: tuple[Mapping[str, Any], ...]) -> None:
    """Make these the documents of a table, numbered from 1."""
    put(database, table, {str(n): document for n, document in enumerate(documents, start=1)})


def load(path: Path, first: str) -> Loaded | None:
    """A file's tables, and the one document of the table that tells the file's form.

    None where there is no file. Raises DamagedFile, NoRights.
    """
    content = read_content(path)
    return None if content is None else loaded_from(path, decode(path, content.data), first)


def loaded_from(path: Path, tables: Tables, first: str) -> Loaded:
    """These tables of a file, read as if in the newest form. Raises DamagedFile."""
    document = _one_document(path, tables, first)
    schema = document.get("schema")
    if type(schema) is not int or schema < 1:
        raise DamagedFile(path, "it does not say which version it has")
    if schema < newest_form():
        try:
            tables = in_newest_form(tables, first, schema)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise _missing_or_wrong(path, error) from error
        document = _one_document(path, tables, first)
    return Loaded(path, tables, document, newer=schema > newest_form())


def _one_document(path: Path, tables: Tables, first: str) -> dict[str, Any]:
    documents = list(tables.get(first, {}).values())
    if len(documents) != 1:
        raise DamagedFile(path, f'its first part, "{first}", is missing or there twice')
    return documents[0]


def _missing_or_wrong(path: Path, error: Exception) -> DamagedFile:
    return DamagedFile(path, what_is_unknown(error))
