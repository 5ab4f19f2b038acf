"""study.json: tables settings (one document) and personas, in order; others are left alone."""

from pathlib import Path

import msgspec

from persona_wizard.model.study import Study
from persona_wizard.store.tables import convert, load, one_write, put_in_order, put_one


def write_study(path: Path, study: Study) -> None:
    """Save in one write; every other table stays as it is. Raises StoreError."""
    settings = msgspec.to_builtins(study)
    personas = settings.pop("personas")
    with one_write(path, "settings") as database:
        put_one(database, "settings", settings)
        put_in_order(database, "personas", personas)


def read_study(path: Path) -> Study | None:
    """The study in a file; None where there is no file.

    Raises DamagedFile, NewerVersion, NoRights.
    """
    loaded = load(path, "settings")
    if loaded is None:
        return None
    tables, settings = loaded
    # A study has a persona before anything was decided about it.
    personas = list(tables.get("personas", {}).values()) or [{}]
    return convert(path, {**settings, "personas": personas}, Study)
