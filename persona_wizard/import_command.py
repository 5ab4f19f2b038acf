"""`import STUDY FILE --bank ID`: answers from a survey export, one respondent a row."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from persona_wizard.opened import opened
from persona_wizard.progress_bar import progress_bar

_FILE = click.Path(path_type=Path, readable=False)


@click.command("import")
@click.argument("study", type=_FILE)
@click.argument("file", type=_FILE)
@click.option("--bank", "bank_id", required=True, metavar="ID", help="Whose questions they are.")
@click.option("--columns", type=_FILE, default=None, help="A TOML file that says what columns are.")
@click.option("--quotable", is_flag=True, help="They agreed to be quoted without their names.")
@click.option("--again", is_flag=True, help="Read rows that are here once more, if untouched.")
@click.option("--dry-run", is_flag=True, help="Only tell what goes where, and what does not.")
def import_(
    study: Path,
    file: Path,
    bank_id: str,
    columns: Path | None,
    quotable: bool,
    again: bool,
    dry_run: bool,
) -> None:
    """Take in the answers of a survey, one respondent a row of a CSV file.

    All rows come in or none; the same file a second time adds only rows that are new. With
    --again the rows that came before are read once more, with another bank or other columns; those
    that somebody worked on since stay as they are. A yes to consent that has become a no is
    taken at once.
    """
    from persona_wizard.studies.import_in_words import (
        left_out_in_words,
        outcome_in_words,
        survey_in_words,
        what_to_look_at,
    )
    from persona_wizard.studies.importing import bring_in, outcome, read_survey
    from persona_wizard.studies.read_only import refuse_if_only_read

    with _told_where_stopped():
        store = opened(study)
        if not dry_run:
            refuse_if_only_read(store)
        survey = read_survey(store, file, bank_id, columns, quotable)
        if dry_run:
            for line in survey_in_words(survey):
                click.echo(line)
            click.echo()
            for line in outcome_in_words(survey, outcome(store, survey, again), done=False):
                click.echo(line)
            click.echo("Nothing was imported: this was a dry run.", err=True)
            return
        with progress_bar("Importing") as progress:
            found = bring_in(store, survey, progress, again)
    for line in outcome_in_words(survey, found, done=True):
        click.echo(line, err=True)
    if not (found.arrivals or found.anew):
        return
    for line in what_to_look_at(survey):
        click.echo(line, err=True)
    if left := left_out_in_words(survey):
        click.echo(left, err=True)


@contextmanager
def _told_where_stopped() -> Iterator[None]:
    """Tell whoever stops it whether anything has come in."""
    from persona_wizard.store.arrivals import HaveCome

    try:
        yield
    except KeyboardInterrupt as stop:
        late = isinstance(stop, HaveCome)
        told = " too late: everything has come in" if late else ": nothing was imported"
        # A terminal shows the keys that stopped it.
        line_end = "\n" if sys.stderr.isatty() else ""
        click.echo(f"{line_end}Stopped{told}.", err=True)
        raise
