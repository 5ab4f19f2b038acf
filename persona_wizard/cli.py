"""The command line: what is asked, handed to the rooms; what went wrong, told in one line."""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from persona_wizard import __version__
from persona_wizard.model.errors import EXIT_GAPS, EXIT_INPUT, WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.model.languages import LANGUAGES
from persona_wizard.opened import opened
from persona_wizard.terminal import need_terminal, run_on_screen

if TYPE_CHECKING:
    from persona_wizard.model.persona import Persona
    from persona_wizard.model.study import Study
    from persona_wizard.store import StudyFolder
    from persona_wizard.studies.reading import Reading

# What a shell says of a command that was interrupted.
EXIT_INTERRUPTED = 130

_WHICH_PERSONA = "The persona's name or id; else the study's first."
# Commands in rooms of their own, which a start without them does not load.
_ELSEWHERE = {
    "bank": "persona_wizard.bank_commands",
    "doctor": "persona_wizard.doctor_command",
    "erase": "persona_wizard.erase_command",
    "interview": "persona_wizard.interview_command",
}
# Rights are told of by the store, in its own words.
_FOLDER = click.Path(path_type=Path, readable=False)


class _Commands(click.Group):
    """A group in which a word that names no command is a study to open in the wizard."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted((*super().list_commands(ctx), *_ELSEWHERE))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        found: click.Command = getattr(import_module(_ELSEWHERE[cmd_name]), cmd_name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            if len(args) > 1:
                ctx.fail(
                    f"“{args[0]}” is no command, and a study is opened alone, without “{args[1]}”."
                )
            return "open", open_study_command, args
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **settings: Any) -> Any:
        from persona_wizard.studies.crash_report import tell_crashes

        tell_crashes()
        return super().main(*args, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except WizardError as fault:
            click.echo(fault.message, err=True)
            ctx.exit(fault.exit_status)
        except (KeyboardInterrupt, click.Abort):
            ctx.exit(EXIT_INTERRUPTED)
        except BrokenPipeError:
            # The reader has seen enough; at its end Python would write the rest once more.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit()
        except OSError as error:
            click.echo(f"Not done: {error.strerror or error}. Saved files are safe.", err=True)
            ctx.exit(EXIT_INPUT)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    subcommand_metavar="[STUDY] | COMMAND [ARGS]…",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="persona-wizard")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Customer interviews in a terminal, and personas you can argue with.

    Without a command: opens the wizard, on STUDY if one is named.
    """
    if ctx.invoked_subcommand is None:
        _wizard(None)


@click.command(hidden=True)
@click.argument("study", type=_FOLDER)
def open_study_command(study: Path) -> None:
    _wizard(study)


@main.command()
@click.argument("folder", type=_FOLDER, default=Path("cedar-coffee"))
@click.option("--no-open", is_flag=True, help="Make the study, do not open it.")
def demo(folder: Path, no_open: bool) -> None:
    """Make the sample study and open it."""
    from persona_wizard.studies.demo import make_demo

    made = make_demo(folder)
    click.echo(f"The sample study is in {folder}{'' if made else ' already'}.", err=True)
    if not no_open:
        _wizard(folder)


@main.command()
@click.argument("study", type=_FOLDER)
@click.option("--product", required=True, metavar="TEXT", help="What is sold, in your words.")
@click.option("--title", default="", metavar="TEXT", help="The study's title; else the product.")
@click.option("--like", type=_FOLDER, default=None, help="Take this study's banks and words.")
@click.option(
    "--language",
    type=click.Choice(list(LANGUAGES)),
    default=None,
    help="Of the interviews; en by default, or that of --like.",
)
@click.option(
    "--word",
    "words",
    metavar="NAME=TEXT",
    multiple=True,
    help="What stands for {NAME}; the items of a list parted by ;.",
)
def new(
    study: Path,
    product: str,
    title: str,
    like: Path | None,
    language: str | None,
    words: tuple[str, ...],
) -> None:
    """Make an empty study in the folder STUDY."""
    from persona_wizard.studies.opening import new_study
    from persona_wizard.studies.words import word_in

    other = opened(like) if like else None
    store = new_study(study, product, title, other, language or "", dict(map(word_in, words)))
    click.echo(f"Made {store.folder}. Open it with: persona-wizard {_typed(study)}", err=True)


@main.command()
@click.argument("study", type=_FOLDER)
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.option("--persona", default="", metavar="NAME", help=_WHICH_PERSONA)
@click.option(
    "--guide",
    type=click.Choice([audience.value for audience in Audience]),
    default=None,
    help="Write a question bank of what is still to be asked of them.",
)
@click.option("--force", is_flag=True, help="Replace a guide that stands there.")
@click.pass_context
def gaps(
    ctx: click.Context, study: Path, as_json: bool, persona: str, guide: str | None, force: bool
) -> None:
    """Tell what is missing, whom to talk to next, and what to ask."""
    if guide and as_json:
        raise click.UsageError("--guide writes a question bank; it goes without --json.")
    from persona_wizard.export.gaps import gaps_as_json, gaps_as_text
    from persona_wizard.studies.personas import draw
    from persona_wizard.studies.reading import read_study

    store = opened(study)
    reading = read_study(store)
    _tell_left_out(store, reading)
    _tell_moved_on(store, reading)
    drawn = draw(reading, _persona_meant(reading.study, persona))
    if guide:
        _write_guide(store, reading, drawn, Audience(guide), force)
        return
    click.echo(gaps_as_json(drawn) if as_json else gaps_as_text(drawn))
    if drawn.blocking:
        ctx.exit(EXIT_GAPS)


@main.command()
@click.argument("study", type=_FOLDER)
@click.option(
    "--format",
    type=click.Choice(["markdown"]),
    default="markdown",
    expose_value=False,
    help="What kind of file.",
    show_default=True,
)
@click.option("--layout", type=click.Choice(["page", "full"]), default="page")
@click.option("--persona", default="", metavar="NAME", help=_WHICH_PERSONA)
@click.option("-o", "--output", default=None, metavar="PATH", help="A file; - for standard output.")
@click.option("--hypotheses", is_flag=True, help="Tell the researcher's guesses, too, as such.")
@click.option("--archetype", is_flag=True, help="Without name, photo, age and gender.")
@click.option("--allow-gaps", is_flag=True, help="Export a draft although something is missing.")
@click.option("--force", is_flag=True, help="Replace a file that stands there.")
def export(
    study: Path,
    layout: str,
    persona: str,
    output: str | None,
    hypotheses: bool,
    archetype: bool,
    allow_gaps: bool,
    force: bool,
) -> None:
    """Write the persona's page."""
    from persona_wizard.export import Layout
    from persona_wizard.studies.exporting import export_page, page_text
    from persona_wizard.studies.reading import read_study

    store = opened(study)
    reading = read_study(store)
    _tell_left_out(store, reading)
    _tell_moved_on(store, reading)
    meant = _persona_meant(reading.study, persona)
    if output == "-":
        text = page_text(
            store, Layout(layout), allow_gaps, meant, hypotheses=hypotheses, faceless=archetype
        )
        click.echo(text, nl=False)
        return
    target = Path(output) if output else None
    written = export_page(
        store,
        Layout(layout),
        target,
        allow_gaps,
        force,
        meant,
        hypotheses=hypotheses,
        faceless=archetype,
    )
    click.echo(f"Written: {written}", err=True)


def _write_guide(
    store: "StudyFolder", reading: "Reading", persona: "Persona", audience: Audience, force: bool
) -> None:
    """Write what is still to be asked, and say how to begin with it."""
    from persona_wizard.studies.follow_up_guide import guide_for, guide_in_words, write_guide

    guide = guide_for(store, reading, persona, audience)
    click.echo(str(write_guide(store, guide, force)))
    begin = f"interview {_typed(store.folder)} --audience {audience} --bank {guide.bank.id}"
    click.echo(f"{guide_in_words(guide)} Begin with: persona-wizard {begin}", err=True)


def _tell_moved_on(store: "StudyFolder", reading: "Reading") -> None:
    from persona_wizard.studies.bank_changes import bank_changes

    for bank_id in dict.fromkeys(change.bank for change in bank_changes(store, reading)):
        click.echo(
            f"The bank {bank_id} has moved on since it was asked: all answers are counted together "
            "until you say otherwise in the wizard.",
            err=True,
        )


def _persona_meant(study: "Study", typed: str) -> str:
    """The id of the persona that was asked for; of several, without a word the first is told."""
    from persona_wizard.studies.personas import called, persona_called

    if typed:
        return persona_called(study, typed)
    first, *others = study.personas
    if others:
        there = " and ".join(f"“{called(one)}”" for one in others)
        click.echo(f"This is “{called(first)}”; --persona gives {there}.", err=True)
    return first.id


def _tell_left_out(store: "StudyFolder", reading: "Reading") -> None:
    from persona_wizard.studies.reading import whose_file

    for file in reading.unreadable:
        who = whose_file(store, file)
        named = f"{who}, whose {file.file}" if who else file.file
        click.echo(f"Left out: {named} can't be read: {file.reason}.", err=True)


def _typed(study: Path) -> str:
    """A study as it is typed behind the command: quoted, and not to be taken for a command."""
    import shlex

    name = str(study)
    return shlex.quote(
        f"./{name}" if name in (*main.commands, *_ELSEWHERE) or name[0] == "-" else name
    )


def _wizard(study: Path | None) -> None:
    need_terminal()
    sys.exit(run_on_screen(study))
