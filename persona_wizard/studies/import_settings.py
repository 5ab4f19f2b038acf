"""The TOML file beside a survey export that says what its columns are."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field

from persona_wizard.model.errors import WizardError
from persona_wizard.model.text import clean_line
from persona_wizard.studies.import_settings_faults import what_is_unexpected, why_no_toml

_LARGEST = 1_000_000
# Longer than any fault that names the keys; what a file itself says is cut where it is told.
_LONGEST = 250

# A header, or a column's number from 1.
Named = str | int


class Settings(
    Struct,
    frozen=True,
    kw_only=True,
    rename="kebab",
    forbid_unknown_fields=True,
    omit_defaults=True,
):
    """What columns are, each by its header or its number from 1.

    `date` is when somebody answered, `participant` tells who they are and stays in the
    participants' folder, `pseudonym` is what they are called here. `audience` is a column whose
    texts `audiences` turns into audiences. `questions` and `consent` go by their ids; of several
    columns of one consent item any no is a no. `leave_out` is left out.
    """

    date: Named | None = None
    date_order: str = ""
    participant: Named | None = None
    pseudonym: Named | None = None
    audience: Named | None = None
    audiences: dict[str, str] = field(default_factory=dict)
    questions: dict[str, Named | list[Named]] = field(default_factory=dict)
    consent: dict[str, Named | list[Named]] = field(default_factory=dict)
    leave_out: list[Named] = field(default_factory=list)


class BadSettings(WizardError):
    """The file of columns can't be used; nothing was imported."""

    def __init__(self, path: Path, what: str) -> None:
        said = clean_line(what)[:_LONGEST].rstrip(".")
        end = "" if said.endswith("?") else "."
        super().__init__(f"{clean_line(str(path))}: {said}{end} Nothing was imported.")


def read_settings(path: Path) -> Settings:
    """Read the file. Raises BadSettings."""
    try:
        if not path.is_file():
            raise BadSettings(path, "there is no such file")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise BadSettings(path, f"it can't be read ({error})") from error
    if len(data) > _LARGEST:
        raise BadSettings(path, "it has more than 1 MB, and is no list of columns")
    try:
        # Of a last line that does not end, its number is not told.
        content: Mapping[str, Any] = tomllib.loads(data.decode("utf-8-sig") + "\n")
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadSettings(path, why_no_toml(data, error)) from error
    if fault := what_is_unexpected(content):
        raise BadSettings(path, fault)
    return msgspec.convert(content, Settings)
