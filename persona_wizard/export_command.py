"""`export STUDY`: the persona's page, its pages for departments, or data."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from persona_wizard.export.formats import Format
from persona_wizard.model.text import clean
from persona_wizard.opened import opened
from persona_wizard.telling import WHICH_PERSONA, persona_meant, tell_left_out, tell_moved_on

if TYPE_CHECKING:
    from persona_wizard.store import StudyFolder
    from persona_wizard.studies.exporting import Wanted
    from persona_wizard.studies.reading import Reading

_KEPT_BACK = (
    "General and demographic answers stay in the study, and of fewer than three people all; "
    "--layout full tells them, too. "
    "Answers to sensitive questions always stay."
)

_SCHEMA_FILE = "persona-1.schema.json"


@click.command()
@click.argument("study", type=click.Path(path_type=Path, readable=False), required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format]),
    default=Format.MARKDOWN.value,
    help="A page to read, or data.",
    show_default=True,
)
@click.option("--layout", type=click.Choice(["page", "full"]), default="page")
@click.option(
    "--for", "for_whom", default="", metavar="DEPARTMENT", help="Its part of the page, or all."
)
@click.option("--persona", default="", metavar="NAME", help=WHICH_PERSONA)
@click.option(
    "-o",
    "--output",
    default=None,
    metavar="PATH",
    help="A file, or a folder that is there; - is standard output.",
)
@click.option("--remember", is_flag=True, help="With --for and -o: its pages go there from now on.")
@click.option("--hypotheses", is_flag=True, help="Tell the researcher's guesses, too, as such.")
@click.option("--archetype", is_flag=True, help="Without name, photo, age and gender.")
@click.option("--allow-gaps", is_flag=True, help="Export a draft although something is missing.")
@click.option("--force", is_flag=True, help="Replace a file that stands there.")
@click.option("--schema", is_flag=True, help="With --format json: the schema of such files.")
def export(
    study: Path | None,
    form: str,
    layout: str,
    for_whom: str,
    persona: str,
    output: str | None,
    remember: bool,
    hypotheses: bool,
    archetype: bool,
    allow_gaps: bool,
    force: bool,
    schema: bool,
) -> None:
    """Write the persona's page, a department's, or data."""
    if schema:
        _tell_schema(form, output, force)
        return
    if study is None:
        raise click.UsageError("Missing argument 'STUDY'.")
    _refuse_at_odds(Format(form), layout, for_whom, output, remember, hypotheses)
    if Format(form).is_table and (hypotheses or archetype):
        raise click.UsageError(f"--hypotheses and --archetype are for a persona; {form} has none.")
    from persona_wizard.export import Layout
    from persona_wizard.studies.exporting import Wanted
    from persona_wizard.studies.reading import read_study

    store = opened(study)
    reading = read_study(store)
    tell_left_out(store, reading)
    tell_moved_on(store, reading)
    wanted = Wanted(
        format=Format(form),
        layout=Layout(layout),
        persona=_whose(reading, Format(form), persona),
        hypotheses=hypotheses,
        faceless=archetype,
        allow_gaps=allow_gaps,
    )
    _write(store, reading, _for_each(reading, wanted, for_whom), output, remember, force)
    if wanted.format is Format.ANSWERS_CSV and wanted.layout is Layout.PAGE:
        click.echo(_KEPT_BACK, err=True)


def _whose(reading: "Reading", form: Format, typed: str) -> str:
    """The id of the persona; none for a table of everyone, which is so unless one is named."""
    return persona_meant(reading.study, typed) if typed or not form.is_table else ""


def _tell_schema(form: str, output: str | None, force: bool) -> None:
    if form != Format.JSON.value:
        raise click.UsageError("--schema goes with --format json.")
    from persona_wizard.export.persona_json import json_schema

    if output in (None, "", "-"):
        click.echo(json_schema(), nl=False)
        return
    from persona_wizard.studies.departments import refuse_no_folder
    from persona_wizard.studies.writing_out import write_alone

    path = Path(output or "")
    if _names_a_folder(output or "") or os.path.isdir(path):
        path = path / _SCHEMA_FILE
    refuse_no_folder(path.parent)
    write_alone(path, json_schema().encode(), force)
    click.echo(clean(f"Written: {path}"), err=True)


def _refuse_at_odds(
    form: Format, layout: str, for_whom: str, output: str | None, remember: bool, hypotheses: bool
) -> None:
    if for_whom and not form.is_page:
        raise click.UsageError(f"--for chooses parts of a page; {form.value} has everything.")
    if for_whom and layout != "page":
        raise click.UsageError("--for has a layout of its own; leave out --layout.")
    if for_whom and hypotheses:
        raise click.UsageError("--hypotheses are for the whole page; leave out --for.")
    if for_whom.casefold() == "all" and output == "-":
        raise click.UsageError("-o - takes one page; name one department.")
    if remember and (not for_whom or output in (None, "-")):
        raise click.UsageError("--remember goes with --for DEPARTMENT and -o FOLDER.")


def _for_each(reading: "Reading", wanted: "Wanted", for_whom: str) -> "list[Wanted]":
    from msgspec.structs import replace

    from persona_wizard.studies.departments import departments_meant

    if not for_whom:
        return [wanted]
    meant = departments_meant(reading.study, for_whom)
    return [replace(wanted, department=one.id) for one in meant]


def _write(
    store: "StudyFolder",
    reading: "Reading",
    wanted: "list[Wanted]",
    output: str | None,
    remember: bool,
    force: bool,
) -> None:
    from persona_wizard.studies.departments import keep_folder, refuse_no_folder, refuse_no_home
    from persona_wizard.studies.exporting import content_of, export

    if output == "-":
        click.echo(content_of(store, reading, wanted[0]), nl=False)
        return
    target = Path(output) if output else None
    if target is not None and remember:
        refuse_no_home(store, target)
    elif target is not None and _names_a_folder(output or ""):
        refuse_no_folder(target)
    for path in export(store, reading, wanted, target, force):
        click.echo(clean(f"Written: {path}"), err=True)
    if remember and target is not None:
        for one in wanted:
            keep_folder(store, one.department, target)


def _names_a_folder(typed: str) -> bool:
    return os.path.basename(typed) in ("", os.curdir, os.pardir)
