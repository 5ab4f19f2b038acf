"""The end of an interview: what is told and asked before it, and after."""

from collections.abc import Callable

from persona_wizard.interviewing import Session
from persona_wizard.interviewing.wording import (
    ALL_THE_SAME,
    MARK_THE_REST,
    NEXT_TIME,
    what_is_left,
)
from persona_wizard.model.languages import Words
from persona_wizard.plain.exchange import Exchange, NotTaken
from persona_wizard.plain.typed import is_command, words_of, yes_or_no


def finish(session: Session, exchange: Exchange, words: Words, save: Callable[[], None]) -> bool:
    """Ask what becomes of what is left, finish, and ask what to ask next time; whether that is all.

    A command that is typed in place of an answer is put back, and nothing is all yet. Raises
    NotTaken where it is finished already.
    """
    if session.interview.finished:
        raise NotTaken("It is finished already. /reopen opens it again.")
    if not _settle_what_is_left(session, exchange, words):
        return False
    session.close_answers()
    session.finish()
    save()
    if session.interview.next_time:
        return True
    wanted = exchange.ask(f"{NEXT_TIME} An empty line skips.")
    if wanted is not None and is_command(wanted):
        exchange.put_back(wanted)
        return False
    if wanted is not None and wanted.strip():
        session.ask_next_time(words_of(wanted))
    return True


def _settle_what_is_left(session: Session, exchange: Exchange, words: Words) -> bool:
    """Ask about what was not asked; whether to finish."""
    left = what_is_left(session)
    key = [question.id for question in session.unasked() if question.key]
    if key:
        exchange.say(f"Key questions not asked: {', '.join(key)}.")
    if session.unasked():
        mark = _yes(exchange, words, f"{left} {MARK_THE_REST}", otherwise=False)
        if mark:
            session.mark_rest_out_of_time()
        return mark is not None
    if session.consent_not_asked():
        finish_so = _yes(exchange, words, f"{left} {ALL_THE_SAME}", otherwise=True)
        if finish_so is False:
            exchange.put_back("/go closing")
        return bool(finish_so)
    return True


def _yes(exchange: Exchange, words: Words, question: str, otherwise: bool) -> bool | None:
    """A yes or no; `otherwise` where nothing is said; None where a command was typed instead."""
    while True:
        line = exchange.ask(f"{question} (y or n)")
        if line is None or not line.strip():
            return otherwise
        if is_command(line):
            exchange.put_back(line)
            return None
        said = yes_or_no(line, words)
        if said is not None:
            return said
        exchange.refuse("Type y or n.")
