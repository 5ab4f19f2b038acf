"""`erase STUDY PSEUDONYM`: what goes, the question, and what a search finds afterwards."""

import sys
from pathlib import Path

import click

from persona_wizard.model.errors import EXIT_INPUT, WizardError
from persona_wizard.opened import opened


@click.command()
@click.argument("study", type=click.Path(path_type=Path, readable=False))
@click.argument("pseudonym")
@click.option("--yes", is_flag=True, help="Do not ask; for scripts.")
@click.pass_context
def erase(ctx: click.Context, study: Path, pseudonym: str, yes: bool) -> None:
    """Remove a person for good: interviews, name, and what holds their words."""
    from persona_wizard.studies.erasing import (
        erase_person,
        person_to_erase,
        what_goes_in_words,
        what_is_left_in_words,
    )
    from persona_wizard.studies.read_only import refuse_if_only_read

    store = opened(study)
    refuse_if_only_read(store)
    erasure = person_to_erase(store, pseudonym)
    if not yes and not sys.stdin.isatty():
        raise click.UsageError("erasing asks to type the pseudonym; a script says “--yes”.")
    click.echo(f"What goes of {erasure.pseudonym}, for good:", err=True)
    for line in what_goes_in_words(erasure):
        click.echo(f"  {line}", err=True)
    if not yes:
        _ask(erasure.pseudonym)
    left = erase_person(store, erasure)
    for line in what_is_left_in_words(erasure.pseudonym, left):
        click.echo(line, err=True)
    if left.files:
        ctx.exit(EXIT_INPUT)


def _ask(pseudonym: str) -> None:
    from persona_wizard.model.pseudonyms import same_pseudonym

    question = f"Type {pseudonym} to erase all of it"
    typed = click.prompt(question, default="", show_default=False, err=True)
    if not same_pseudonym(typed, pseudonym):
        raise WizardError("That was another word. Nothing was erased.")
