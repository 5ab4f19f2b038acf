"""What a typed line means: a yes or no, a state, a question, a note."""

from persona_wizard.interviewing import CLOSING, OPENING, Session
from persona_wizard.model.bank import Question
from persona_wizard.model.interview import Note, State
from persona_wizard.model.languages import ENGLISH, Words
from persona_wizard.model.text import clean_line, folded, slug
from persona_wizard.plain.exchange import NotTaken

_SAID_BACK = 40
_STATES = tuple(state for state in State if state is not State.ANSWERED)


def yes_or_no(line: str, words: Words) -> bool | None:
    """What a line says in English or in the bank's language; None where it is neither."""
    answer = folded(line.strip())
    if answer in _said(ENGLISH.yes, words.yes):
        return True
    return False if answer in _said(ENGLISH.no, words.no) else None


def state_in(typed: str, words: Words) -> tuple[State, str] | None:
    """A state by its id or its name in the bank's language, and the question named behind it.

    A state's name may be several words; the question's is empty where there is none.
    """
    names = ((state, (state.value, words.states[state])) for state in _STATES)
    states = {_comparable(name): state for state, both in names for name in both}
    name, _, question = typed.rpartition(" ")
    if (alone := states.get(_comparable(typed))) is not None:
        return alone, ""
    state = states.get(_comparable(name))
    return None if state is None else (state, question)


def place_named(name: str, session: Session, words: Words) -> str:
    """A place by its name: the Opening, the Closing, or a question. Raises NotTaken."""
    frames = {
        _comparable(title): place
        for some in (ENGLISH, words)
        for title, place in ((some.opening, OPENING), (some.closing, CLOSING))
    }
    return frames.get(_comparable(name)) or question_named(name, session).id


def question_named(name: str, session: Session) -> Question:
    """A question by its id, or by its number among those asked. Raises NotTaken."""
    question = session.bank.question(slug(name))
    if question is None:
        asked = (q for q in session.bank.questions if session.asks(q))
        question = {str(number): q for number, q in enumerate(asked, start=1)}.get(name.strip())
    if question is None:
        raise NotTaken(f"There is no question “{quoted(name)}”. /list names them all.")
    return question


def note_called(name: str, session: Session) -> Note:
    """A note by its number. Raises NotTaken."""
    for note in session.interview.notes:
        if name.strip() in (note.id, number_of(note)):
            return note
    raise NotTaken(f"There is no note “{quoted(name)}”. /notes lists them.")


def number_of(note: Note) -> str:
    """What a note is called; it stays while other notes are filed or dropped."""
    number = note.id.removeprefix("n")
    return number if number.isdecimal() else note.id


def quoted(typed: str) -> str:
    """What was typed, short enough to be said back on one line."""
    line = clean_line(typed)
    return line if len(line) <= _SAID_BACK else f"{line[:_SAID_BACK]}…"


def words_of(line: str) -> str:
    """A line that was not meant as a command, without the slash that says so."""
    return line[1:] if line.startswith("//") else line


def is_command(line: str) -> bool:
    return line.startswith("/") and not line.startswith("//")


def _said(*words: str) -> frozenset[str]:
    """What may be typed for these words: each of them, or its first letter."""
    return frozenset(part for word in map(folded, words) for part in (word, word[0]))


def _comparable(name: str) -> str:
    return folded(slug(name))
