"""The command line's `bank` group: the shelf, one's own banks on it, and what they say."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from persona_wizard.model.errors import EXIT_INPUT, WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.model.text import clean, clean_line
from persona_wizard.opened import opened
from persona_wizard.telling import tell_path

if TYPE_CHECKING:
    from persona_wizard.banks import BankFault, Shelf
    from persona_wizard.model.bank import Bank
    from persona_wizard.store import StudyFolder

_FOLDER = click.Path(path_type=Path, readable=False)
_STUDY = click.option(
    "--study", type=_FOLDER, default=None, help="With the banks and words of this study."
)
_TO = click.option(
    "--to",
    type=click.Choice(["study", "shelf"]),
    default=None,
    help="Into the study, or onto your shelf for all studies; by default the study, if named.",
)


@click.group()
def bank() -> None:
    """Question banks: the shelf, and what they say."""


@bank.command("list")
@_STUDY
def list_banks(study: Path | None) -> None:
    """List the banks in reach, nearest first."""
    from persona_wizard.banks import comparison_in_short, shelf_as_table
    from persona_wizard.studies.shelf_keeping import copies_moved_on

    shelf, store = _reach(study)
    entries = shelf.entries(store.study() if store else None)
    click.echo(shelf_as_table(entries))
    for moved in copies_moved_on(shelf, entries):
        click.echo(
            f"{moved.original.id} has moved on since you copied it: "
            f"{comparison_in_short(moved.comparison)}. "
            f"See: persona-wizard bank diff {moved.copy.id}{_with_study(study)}",
            err=True,
        )


@bank.command("show")
@click.argument("bank_id", metavar="ID")
@_STUDY
@click.option("--markdown", "form", flag_value="markdown", help="The bank's source, as it is.")
@click.option("--guide", "form", flag_value="guide", help="A guide to print, with room for notes.")
def show(bank_id: str, study: Path | None, form: str | None) -> None:
    """Show a bank's questions."""
    from persona_wizard.banks import guide, outline

    shelf, store = _reach(study)
    settings = store.study() if store else None
    read = shelf.read(bank_id, settings)
    if form == "markdown":
        source = (shelf.source(bank_id) or "").rstrip("\n")
        # Into a file it goes as it is; a terminal would obey what else is in it.
        click.echo(clean(source) if sys.stdout.isatty() else source, color=True)
    elif form == "guide":
        click.echo(guide(read, settings).rstrip("\n"))
    else:
        click.echo(outline(read, study=settings))


@bank.command("check")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=_FOLDER)
@_STUDY
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.pass_context
def check(ctx: click.Context, files: tuple[Path, ...], study: Path | None, as_json: bool) -> None:
    """Print what is wrong with a bank, or could be better, as file:line: rule: message."""
    from persona_wizard.banks import check_file

    settings = opened(study).study() if study else None
    checked = [check_file(file, settings) for file in files]
    found = list(dict.fromkeys(one for file in checked for one in (*file.faults, *file.advice)))
    click.echo(_as_json(found) if as_json else "\n".join(map(_as_line, found)), nl=bool(found))
    for language in dict.fromkeys(file.unchecked for file in checked if file.unchecked):
        message = f"Wording was not checked: the rules about it do not know “{language}”."
        click.echo(message, err=True)
    if found:
        ctx.exit(EXIT_INPUT)
    click.echo("Nothing to remark.", err=True)


@bank.command("copy")
@click.argument("bank_id", metavar="ID")
@_STUDY
@_TO
@click.option("--flatten", is_flag=True, help="Write what it includes into the one file.")
def copy(bank_id: str, study: Path | None, to: str | None, flatten: bool) -> None:
    """Copy a bank, and what it includes, to be changed at will."""
    from persona_wizard.studies.shelf_keeping import copy_bank

    shelf, store = _reach(study)
    for path in copy_bank(shelf, bank_id, _target(store, to), flatten):
        tell_path(path)


@bank.command("new")
@click.argument("bank_id", metavar="ID")
@click.option(
    "--audience",
    type=click.Choice([audience.value for audience in Audience]),
    required=True,
    help="Whom it is for.",
)
@click.option("--title", default="", metavar="TEXT", help="The bank's title; else its id.")
@click.option(
    "--from",
    "survey",
    type=_FOLDER,
    default=None,
    metavar="FILE",
    help="Propose its questions from a survey export (CSV).",
)
@_STUDY
@_TO
def new(
    bank_id: str,
    audience: str,
    title: str,
    survey: Path | None,
    study: Path | None,
    to: str | None,
) -> None:
    """Begin a bank of your own: all six headings, or a survey's questions, with comments."""
    from persona_wizard.studies.shelf_keeping import new_bank, new_bank_from

    store = opened(study) if study else None
    target = _target(store, to)
    if survey is None:
        tell_path(new_bank(bank_id, title, Audience(audience), target))
        return
    language = store.study().language if store else ""
    path, proposal = new_bank_from(survey, bank_id, title, Audience(audience), target, language)
    tell_path(path)
    if proposal.left_out:
        titles = _titles(proposal.left_out)
        click.echo(
            f"Left out, for they tell who, when or how it was filled in: {titles}.", err=True
        )
    if proposal.consent:
        titles = _titles(proposal.consent)
        click.echo(f"No questions, but consent, which an import reads: {titles}.", err=True)
    click.echo("Headings and kinds are guessed: confirm each where a comment says so.", err=True)


def _titles(columns: Sequence[str]) -> str:
    return ", ".join(f"“{clean_line(one)[:60]}”" for one in columns)


@bank.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", default="")
@_STUDY
def diff(old: str, new: str, study: Path | None) -> None:
    """Tell what differs from OLD to NEW, each a bank's id or file.

    With a copy alone: what its original changed since it was made, and what the copy did.
    """
    from persona_wizard.banks import compare, comparison_in_words

    shelf, store = _reach(study)
    if new:
        comparison = compare(_bank_of(old, shelf, store), _bank_of(new, shelf, store))
        click.echo(comparison_in_words(comparison))
        return
    click.echo(_moved_on_in_words(old, shelf, store))


def _moved_on_in_words(bank_id: str, shelf: "Shelf", store: "StudyFolder | None") -> str:
    from persona_wizard.banks import BankError, comparison_in_words
    from persona_wizard.studies.shelf_keeping import changed_in_copy, original_moved_on

    entry = shelf.entry(bank_id, store.study() if store else None)
    if entry.bank is None:
        raise BankError(entry.faults)
    if entry.bank.based_on is None:
        raise WizardError(f"“{bank_id}” is no copy: name a second bank to hold it against.")
    based_on = entry.bank.based_on
    farther = shelf.beyond(entry.path.parent) if based_on.id == entry.id else shelf
    if farther.find(based_on.id) is None:
        raise WizardError(f"Its original, “{based_on.id}”, is not to be found any more.")
    moved = original_moved_on(shelf, entry)
    told = "Its original is as it was when it was copied."
    if moved is not None:
        told = f"What the original changed since:\n\n{comparison_in_words(moved.comparison)}"
    mine = changed_in_copy(entry)
    if mine is not None:
        told += f"\n\nWhat the copy changed:\n\n{comparison_in_words(mine)}"
    return told


def _bank_of(named: str, shelf: "Shelf", store: "StudyFolder | None") -> "Bank":
    """A bank by its id, by the id and digest of a kept copy (`id@digest`), or by its file."""
    from persona_wizard.banks import read_file
    from persona_wizard.model.interview import BankRef
    from persona_wizard.studies.reading import bank_of

    settings = store.study() if store else None
    if named.endswith(".md"):
        return read_file(Path(named), settings)
    bank_id, _, digest = named.partition("@")
    if store is not None and digest:
        return bank_of(store, BankRef(bank_id, digest))
    return shelf.read(named, settings)


def _with_study(study: Path | None) -> str:
    return "" if study is None else f" --study {shlex.quote(str(study))}"


def _as_line(found: "BankFault") -> str:
    return f"{found.file}:{found.line}: {found.rule}: {found.message}"


def _as_json(found: "list[BankFault]") -> str:
    import json

    from persona_wizard.banks import reason_of

    rows = [
        {
            "file": one.file,
            "line": one.line,
            "rule": one.rule,
            "message": one.message,
            "reason": reason_of(one.rule),
        }
        for one in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _reach(study: Path | None) -> "tuple[Shelf, StudyFolder | None]":
    """The banks in reach, and the study whose they are. Raises StoreError for what is no study."""
    from persona_wizard.banks import shelf_for

    return shelf_for(study), opened(study) if study is not None else None


def _target(store: "StudyFolder | None", to: str | None) -> Path:
    from persona_wizard.studies.shelf_keeping import folder_of_banks

    if to == "study" and store is None:
        raise click.UsageError("“--to study” needs “--study FOLDER”, which says whose it will be.")
    return folder_of_banks(None if to == "shelf" else store)
