"""`doctor STUDY`: a look at every file, told line by line."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from persona_wizard.model.errors import EXIT_INPUT
from persona_wizard.progress_bar import progress_bar

if TYPE_CHECKING:
    from persona_wizard.studies.doctor import Report


@click.command()
@click.argument("study", type=click.Path(path_type=Path, readable=False))
@click.option("--check", is_flag=True, help="Only tell; change nothing.")
@click.pass_context
def doctor(ctx: click.Context, study: Path, check: bool) -> None:
    """Look at every file of a study, and put right what can be.

    Nothing is deleted: what can't be read goes to the study's quarantine folder, and the last
    state that could be comes back.
    """
    from persona_wizard.studies.doctor import in_words, look, put_right

    with progress_bar("Looking") as progress:
        report = look(study, progress) if check else put_right(study, progress)
    for finding in report.findings:
        click.echo(in_words(finding))
    for finding in (*report.under_way, *report.to_look_at):
        click.echo(in_words(finding), err=True)
    click.echo(_summary(report, check), err=True)
    if report.remaining:
        ctx.exit(EXIT_INPUT)


def _summary(report: "Report", check: bool) -> str:
    found = len(report.findings)
    if not found:
        return "All is well."
    if report.read_only:
        return f"{found} found. Nothing was changed: update Persona Wizard to have it put right."
    if check:
        return f"{found} found. Nothing was changed: without --check, what can be is put right."
    done = found - report.remaining
    return f"{done} put right." + (f" {report.remaining} left for you." if report.remaining else "")
