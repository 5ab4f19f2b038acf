"""`verify STUDY PAGE.md`: whether each claim of a page still holds."""

from pathlib import Path

import click

from persona_wizard.model.errors import EXIT_CHANGED
from persona_wizard.opened import opened


@click.command()
@click.argument("study", type=click.Path(path_type=Path, readable=False))
@click.argument("page", type=click.Path(path_type=Path, readable=False))
@click.pass_context
def verify(ctx: click.Context, study: Path, page: Path) -> None:
    """Tell whether each claim of PAGE still holds; the exit status is 4 where not."""
    from persona_wizard.export.verdict_words import verdict_lines
    from persona_wizard.studies.reading import read_study
    from persona_wizard.studies.verifying import read_page, verify_file

    store = opened(study)
    text = read_page(page)
    reading = read_study(store)
    for file in reading.unreadable:
        click.echo(f"Left out: {file.file} can't be read: {file.reason}.", err=True)
    found = verify_file(store, reading, text)
    for called, verdict in found:
        if called:
            click.echo(f"{called}:")
        for line in verdict_lines(verdict):
            click.echo(line)
    if not all(verdict.holds for _, verdict in found):
        ctx.exit(EXIT_CHANGED)
