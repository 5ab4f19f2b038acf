"""Answers and notes changed by typed lines; each change gives what is said of it."""

from persona_wizard.interviewing import Session
from persona_wizard.interviewing.typed import answer_in_line
from persona_wizard.model.bank import Question
from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import State, value_in_words
from persona_wizard.model.languages import words_in
from persona_wizard.model.numbers import read_number
from persona_wizard.plain.exchange import NotTaken
from persona_wizard.plain.said import value_and_remark
from persona_wizard.plain.typed import note_called, number_of, question_named

# Lines that begin so are never a closed question's value.
_REMARKS = (">", "?", "#")


def take(session: Session, question: Question, line: str) -> str:
    """Take a line as a value with its remark, or as words; what was taken as a value, if any.

    Raises WizardError where a closed question has no such value.
    """
    old = session.interview.answers.get(question.id)
    value, text = (old.value, old.text) if old is not None else (None, "")
    said = ""
    if question.closed and value in (None, ()) and not line.startswith(_REMARKS):
        value, line = answer_in_line(session.shown(question), line)
        said = value_and_remark(value, line)
    session.write(question.id, value, "\n".join(filter(None, (text, line))))
    return said


def take_anew(session: Session, question: Question, line: str) -> str:
    """Take a line that is a value and nothing else in place of the value there is; what was taken.

    Empty, and nothing is changed, where it says more or less than that. Raises WizardError for a
    number that does not fit.
    """
    old = session.interview.answers.get(question.id)
    if old is None or old.value in (None, ()) or line.startswith(_REMARKS):
        return ""
    try:
        value, remark = answer_in_line(session.shown(question), line)
    except WizardError:
        if read_number(line) is not None:
            raise
        return ""
    own_words = isinstance(value, tuple) and any(pick.said for pick in value)
    if remark or own_words:
        return ""
    # The value that was there stays among the earlier forms.
    session.close_answers()
    session.write(question.id, value, old.text)
    return value_in_words(value)


def clear(session: Session, question: Question) -> str:
    """Take an answer and its state back; what was said stays among the earlier forms."""
    answer = session.interview.answers.get(question.id)
    if answer is None or answer.empty:
        return "Nothing to take back."
    session.close_answers()
    session.write(question.id, None, "")
    state = session.interview.answers[question.id].state
    if state is not State.ANSWERED:
        session.give_state(question.id, state)
    return "Taken back."


def mark(session: Session, question: Question, state: State) -> str:
    """Say what became of a question; the same state again takes it back."""
    session.give_state(question.id, state)
    return marked(session, question) or "No longer marked."


def marked(session: Session, question: Question) -> str:
    """That a question is in a state, and does not count; empty where it is in none."""
    answer = session.interview.answers.get(question.id)
    if answer is None or answer.state is State.ANSWERED:
        return ""
    name = words_in(session.bank.language).states[answer.state]
    kept = answer.value not in (None, ()) or answer.text.strip()
    return f"Marked: {name}.{' What was said is kept, not counted.' if kept else ''}"


def let_rest(session: Session, question: Question) -> None:
    """Have an answer that is not stood at keep its present form when it changes."""
    if question.id != session.place:
        session.close_answers()


def note(session: Session, text: str) -> str:
    """Take a remark, to be filed later. Raises NotTaken where there is none."""
    taken = session.add_note(text)
    if taken is None:
        raise NotTaken("Type the remark after /note.")
    return f"Noted, as {number_of(taken)}."


def file(session: Session, typed: str) -> str:
    """Move a note to the end of its own question's answer, or of the one named behind it."""
    number, _, name = typed.partition(" ")
    filed = note_called(number, session)
    if not name and filed.question is None:
        raise NotTaken(f"It was typed under no question. Name one: /file {number} ID.")
    question = question_named(name or filed.question or "", session)
    session.file_note(filed.id, question.id)
    return "\n".join(filter(None, (f"Filed under {question.id}.", marked(session, question))))


def drop(session: Session, typed: str) -> str:
    """Take a note out."""
    dropped = note_called(typed, session)
    session.edit_note(dropped.id, "")
    return f"Dropped: {dropped.text}"
