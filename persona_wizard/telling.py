"""What several commands say: where something was written; on standard error what is left out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from persona_wizard.model.text import clean

if TYPE_CHECKING:
    from persona_wizard.model.study import Study
    from persona_wizard.store import StudyFolder
    from persona_wizard.studies.reading import Reading

WHICH_PERSONA = "The persona's name or id; else the study's first."


def tell_path(path: Path) -> None:
    """Print where something was written: as it is for a pipe, without codes for a terminal."""
    click.echo(clean(str(path)) if sys.stdout.isatty() else str(path))


def tell_moved_on(store: "StudyFolder", reading: "Reading") -> None:
    """Say which banks have moved on since they were asked."""
    from persona_wizard.studies.bank_changes import bank_changes

    for bank_id in dict.fromkeys(change.bank for change in bank_changes(store, reading)):
        click.echo(
            f"The bank {bank_id} has moved on since it was asked: all answers are counted together "
            "until you say otherwise in the wizard.",
            err=True,
        )


def persona_meant(study: "Study", typed: str) -> str:
    """The id of the persona that was asked for; of several, without a word the first is told."""
    from persona_wizard.studies.personas import called, persona_called

    if typed:
        return persona_called(study, typed)
    first, *others = study.personas
    if others:
        there = " and ".join(f"“{called(one)}”" for one in others)
        click.echo(f"This is “{called(first)}”; --persona gives {there}.", err=True)
    return first.id


def tell_left_out(store: "StudyFolder", reading: "Reading") -> None:
    """Say which files could not be read, and whose they are."""
    from persona_wizard.studies.reading import whose_file

    for file in reading.unreadable:
        who = whose_file(store, file)
        named = f"{who}, whose {file.file}" if who else file.file
        click.echo(f"Left out: {named} can't be read: {file.reason}.", err=True)
