"""The command line: what is asked, handed to the rooms; what went wrong, told in one line."""

import os
import sys
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from persona_wizard import __version__
from persona_wizard.model.errors import EXIT_GAPS, EXIT_INPUT, WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.model.languages import LANGUAGES
from persona_wizard.model.text import clean
from persona_wizard.opened import opened
from persona_wizard.telling import (
    WHICH_PERSONA,
    persona_meant,
    tell_left_out,
    tell_moved_on,
    tell_path,
)
from persona_wizard.terminal import need_terminal, run_on_screen

if TYPE_CHECKING:
    from persona_wizard.model.persona import Persona
    from persona_wizard.store import StudyFolder
    from persona_wizard.studies.reading import Reading

# What a shell says of a command that was interrupted.
EXIT_INTERRUPTED = 130

# Commands in rooms of their own, which a start without them does not load.
_ELSEWHERE = {
    "bank": "persona_wizard.bank_commands",
    "doctor": "persona_wizard.doctor_command",
    "erase": "persona_wizard.erase_command",
    "export": "persona_wizard.export_command",
    "import": "persona_wizard.import_command",
    "interview": "persona_wizard.interview_command",
    "verify": "persona_wizard.verify_command",
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
        # A word of Python's own names no function.
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        found: click.Command = getattr(import_module(_ELSEWHERE[cmd_name]), name)
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
    made = f"Made {store.folder}. Open it with: persona-wizard {_typed(study)}"
    click.echo(clean(made), err=True)


@main.command()
@click.argument("study", type=_FOLDER)
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.option("--persona", default="", metavar="NAME", help=WHICH_PERSONA)
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
    tell_left_out(store, reading)
    tell_moved_on(store, reading)
    drawn = draw(reading, persona_meant(reading.study, persona))
    if guide:
        _write_guide(store, reading, drawn, Audience(guide), force)
        return
    click.echo(gaps_as_json(drawn) if as_json else gaps_as_text(drawn))
    if drawn.blocking:
        ctx.exit(EXIT_GAPS)


def _write_guide(
    store: "StudyFolder", reading: "Reading", persona: "Persona", audience: Audience, force: bool
) -> None:
    """Write what is still to be asked, and say how to begin with it."""
    from persona_wizard.studies.follow_up_guide import guide_for, guide_in_words, write_guide

    guide = guide_for(store, reading, persona, audience)
    tell_path(write_guide(store, guide, force))
    begin = f"interview {_typed(store.folder)} --audience {audience} --bank {guide.bank.id}"
    told = f"{guide_in_words(guide)} Begin with: persona-wizard {begin}"
    click.echo(clean(told), err=True)


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
