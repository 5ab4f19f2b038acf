"""Holding an interview from the command line: on a screen, or line by line."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.opened import told
from persona_wizard.terminal import need_terminal, run_on_screen

if TYPE_CHECKING:
    from persona_wizard.plain import Exchange
    from persona_wizard.store import StudyFolder
    from persona_wizard.studies.interviews import Sitting


@click.command()
@click.argument("study", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--audience",
    type=click.Choice([audience.value for audience in Audience]),
    default=None,
    help="Whom you are talking to.",
)
@click.option("--bank", "bank_id", default=None, metavar="ID", help="The question bank.")
@click.option("--pseudonym", default=None, metavar="P", help="P01, P02, … by default.")
@click.option("--follow-up", is_flag=True, help="Ask P only what P was not asked yet.")
@click.option("--resume", default=None, metavar="P", help="Go on with P's, or with that of an id.")
@click.option("--plain", is_flag=True, help="Line by line, without a full screen.")
def interview(
    study: Path,
    audience: str | None,
    bank_id: str | None,
    pseudonym: str | None,
    follow_up: bool,
    resume: str | None,
    plain: bool,
) -> None:
    """Start an interview, or go on with one.

    With the pseudonym of an unfinished interview, goes on with that.
    """
    if resume is not None:
        if audience or bank_id or pseudonym or follow_up:
            raise click.UsageError("“--resume P” goes alone, or with “--plain”.")
        resume_it = _resume_in_lines if plain else _resume_on_screen
        resume_it(study, resume)
        return
    if audience is None:
        raise click.UsageError("Missing option “--audience”, or “--resume P” to go on with one.")
    if follow_up and (pseudonym is None or bank_id is not None):
        raise click.UsageError("“--follow-up” goes with “--pseudonym P”, and without “--bank”.")
    if not plain:
        need_terminal()
    if follow_up and pseudonym is not None:
        sitting = _sit_down_again(study, Audience(audience), pseudonym)
    else:
        sitting = _sit_down(study, Audience(audience), bank_id, pseudonym)
    if plain:
        _hold_in_lines(sitting)
        return
    sitting.close()
    sys.exit(run_on_screen(study, sitting.session.interview.id))


def _resume_on_screen(study: Path, name: str) -> None:
    from persona_wizard.studies.interviews import interview_called
    from persona_wizard.studies.opening import open_study

    need_terminal()
    interview_id = interview_called(told(open_study(study)), name)
    sys.exit(run_on_screen(study, interview_id))


def _resume_in_lines(study: Path, name: str) -> None:
    """Go on with an interview; where it can't be written here, only read it."""
    from persona_wizard.plain import read_in_lines
    from persona_wizard.store import InterviewLocked, NoRights
    from persona_wizard.studies.interviews import interview_called, resume_interview
    from persona_wizard.studies.looking import look_at
    from persona_wizard.studies.opening import open_study

    store = told(open_study(study))
    interview_id = interview_called(store, name)
    try:
        sitting = resume_interview(store, interview_id)
    except (InterviewLocked, NoRights) as fault:
        click.echo(fault.message, err=True)
        with suppress(KeyboardInterrupt):
            looking = look_at(store, interview_id, isinstance(fault, InterviewLocked))
            read_in_lines(looking, _exchange())
        sys.exit(fault.exit_status)
    _hold_in_lines(sitting)


def _hold_in_lines(sitting: "Sitting") -> None:
    """Raises WizardError where lines of a pipe were not taken; everything else is saved."""
    from persona_wizard.plain import interview_in_lines

    exchange = _exchange()
    try:
        interview_in_lines(sitting, exchange)
    except KeyboardInterrupt:
        click.echo("\nLeft. Every line you entered is saved.", err=True)
        raise
    finally:
        sitting.close()
    if exchange.not_taken and not sys.stdin.isatty():
        were = "1 line was" if exchange.not_taken == 1 else f"{exchange.not_taken} lines were"
        raise WizardError(f"{were} not taken; everything else is saved.")


def _exchange() -> "Exchange":
    """Lines from standard input; where they come through a pipe, faults are told by number."""
    from persona_wizard.plain import Exchange

    if sys.stdin.isatty():
        return Exchange(_lines(), click.echo)
    return Exchange(_lines(), click.echo, _tell_not_taken)


def _tell_not_taken(number: int, why: str) -> None:
    click.echo(f"Line {number}: {why}", err=True)


def _sit_down(
    study: Path, audience: Audience, bank_id: str | None, pseudonym: str | None
) -> "Sitting":
    """Sit down to the interview; what is in doubt or missing is asked, if anyone can say."""
    from persona_wizard.studies.interviews import PseudonymTaken, WordsNeeded, sit_down
    from persona_wizard.studies.opening import open_study

    store = told(open_study(study))
    if sys.stdin.isatty():
        _settle_changes(store)
    participant = None
    while True:
        try:
            return sit_down(store, audience, bank_id, pseudonym, participant)
        except PseudonymTaken as taken:
            question = f"{taken.pseudonym} was interviewed before. Is it the same person?"
            if not (sys.stdin.isatty() and click.confirm(question, err=True)):
                raise
            pseudonym, participant = taken.pseudonym, taken.participant
        except WordsNeeded as needed:
            if not sys.stdin.isatty():
                raise
            _ask_for_words(store, needed.words)


def _sit_down_again(study: Path, audience: Audience, pseudonym: str) -> "Sitting":
    from persona_wizard.studies.follow_ups import sit_down_again
    from persona_wizard.studies.opening import open_study

    return sit_down_again(told(open_study(study)), audience, pseudonym)


def _settle_changes(store: "StudyFolder") -> None:
    """Tell how banks have moved on since they were asked, and ask how to count what is reworded."""
    from persona_wizard.banks import comparison_in_words
    from persona_wizard.studies.bank_changes import bank_changes, settle
    from persona_wizard.studies.reading import read_study

    for change in bank_changes(store, read_study(store)):
        held = "1 interview" if change.interviews == 1 else f"{change.interviews} interviews"
        click.echo(f"The bank {change.bank} has moved on since {held} asked it.", err=True)
        click.echo(comparison_in_words(change.comparison), err=True)
        click.echo("All that was said stays, and counts.", err=True)
        apart = [
            pair.old.id
            for pair in change.reworded
            if not click.confirm(
                f"Count the answers to #{pair.old.id} together with the new ones?",
                default=pair.old.id not in change.apart_in(store.study()),
                err=True,
            )
        ]
        store.change_study(partial(settle, change=change, apart=apart))


def _ask_for_words(store: "StudyFolder", names: tuple[str, ...]) -> None:
    """Ask for words that the bank needs, line by line, and keep each in the study."""
    from persona_wizard.store import StoreError
    from persona_wizard.studies.bank_changes import save_words
    from persona_wizard.studies.words import label_of, with_words

    click.echo("The bank needs words that the study does not say yet. They are kept.", err=True)
    for name in names:
        typed = click.prompt(label_of(name), prompt_suffix=" ", err=True)
        try:
            save_words(store, partial(with_words, **{name: typed}))
        except StoreError:
            raise
        except WizardError as fault:
            # What cannot be taken is asked for again.
            click.echo(fault.message, err=True)


def _lines() -> Iterator[str]:
    """Standard input's lines; bytes that are no UTF-8 are marked, not refused."""
    for raw in sys.stdin.buffer:
        yield raw.decode("utf-8", errors="replace")
