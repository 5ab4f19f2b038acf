"""TinyDB tables whose documents have readable ids, changed in one write."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from tinydb import TinyDB
from tinydb.table import Document, Table

from persona_wizard.store.errors import DamagedFile, NewerVersion
from persona_wizard.store.storage import AtomicJSONStorage, Tables

SCHEMA = 1

T = TypeVar("T")


class TextTable(Table):
    """A table in which a document's id is any text, such as a question's id."""

    document_id_class = str  # type: ignore[assignment]


class _Database(TinyDB):
    table_class = TextTable


@contextmanager
def one_write(path: Path, first: str) -> Iterator[TinyDB]:
    """A file's tables; whatever changes inside is one write at the end, or none on a fault.

    `first` is the table that tells the file's version: neither a newer version's file nor a
    damaged one is written over. Raises StoreError.
    """
    storage = AtomicJSONStorage(path)
    with storage.one_write():
        tables = storage.read()
        if tables is not None:
            _first_document(path, tables, first)
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
    """Make this, with the version of the file's form, the one document of a table."""
    put(database, table, {"1": {"schema": SCHEMA, **document}})


def put_in_order(database: TinyDB, table: str, documents: tuple[Mapping[str, Any], ...]) -> None:
    """Make these the documents of a table, numbered from 1."""
    put(database, table, {str(n): document for n, document in enumerate(documents, start=1)})


def load(path: Path, first: str) -> tuple[Tables, dict[str, Any]] | None:
    """A file's tables, and the one document of the table that tells the file's version.

    None where there is no file. Raises DamagedFile, NewerVersion, NoRights.
    """
    tables = AtomicJSONStorage(path).read()
    return None if tables is None else (tables, _first_document(path, tables, first))


def _first_document(path: Path, tables: Tables, first: str) -> dict[str, Any]:
    documents = list(tables.get(first, {}).values())
    if len(documents) != 1:
        raise DamagedFile(path, f'it has no table "{first}" of one document')
    schema = documents[0].get("schema")
    if type(schema) is not int or schema < 1:
        raise DamagedFile(path, "it does not say which version it has")
    if schema > SCHEMA:
        raise NewerVersion(path)
    return documents[0]


def convert(path: Path, data: Mapping[str, Any], form: type[T]) -> T:
    """Plain data as a typed value. Raises DamagedFile where something is missing or wrong."""
    try:
        return msgspec.convert(data, form)
    except msgspec.ValidationError as error:
        raise DamagedFile(path, f"something in it is missing or wrong ({error})") from error
