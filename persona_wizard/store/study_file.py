"""study.json: tables settings (one document), personas, in order, departments, what was composed.

Other tables are left alone.
"""

from pathlib import Path

import msgspec
from tinydb import TinyDB

from persona_wizard.model.study import Study
from persona_wizard.store.composing_tables import TABLES, composed_in, composing_tables
from persona_wizard.store.errors import StoreError
from persona_wizard.store.tables import load, one_write, put, put_in_order, put_one


def write_study(path: Path, study: Study) -> None:
    """Save in one write; every other table stays as it is. Raises StoreError."""
    with one_write(path, "settings") as database:
        put_study(database, study)


def put_study(database: TinyDB, study: Study) -> None:
    """Make this the study in the tables of a file; every other table stays as it is."""
    settings = msgspec.to_builtins(study)
    personas = settings.pop("personas")
    departments = {one.pop("id"): one for one in settings.pop("departments")}
    for composed in TABLES.values():
        del settings[composed]
    put_one(database, "settings", settings)
    put_in_order(database, "personas", personas)
    put(database, "departments", departments)
    for table, documents in composing_tables(study).items():
        if documents:
            put(database, table, documents)
        else:
            database.drop_table(table)


def read_study(path: Path) -> Study | None:
    """The study in a file; None where there is no file.

    Raises DamagedFile, NewerVersion, NoRights.
    """
    loaded = load(path, "settings")
    if loaded is None:
        return None
    # A study has a persona before anything was decided about it.
    personas = list(loaded.tables.get("personas", {}).values()) or [{}]
    made = {**loaded.document, "personas": personas, **composed_in(loaded)}
    # Studies from before there were departments have the usual ones.
    if "departments" in loaded.tables:
        documents = loaded.tables["departments"].items()
        made["departments"] = [{**one, "id": department} for department, one in documents]
    return loaded.convert(made, Study)


def is_newer(path: Path) -> bool:
    """Whether a newer version wrote a study's file; no where that can't be told."""
    try:
        loaded = load(path, "settings")
    except StoreError:
        return False
    return loaded is not None and loaded.newer
