"""How one answer changes: revisions, states, what an empty answer means.

An answer's revisions are at most 64 KB of JSON together: the newest are kept, and the first, which
tells when it was asked. The first and the newest one stay whatever their size.
"""

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from persona_wizard.model.bank import Question
from persona_wizard.model.interview import Answer, Revision, State, Value
from persona_wizard.model.text import clean

# Bytes of JSON that an answer's revisions may be together.
MOST_OF_REVISIONS = 64 * 1024


def record(
    question: Question, wording: str, old: Answer | None, value: Value, text: str, at: str
) -> Answer | None:
    """The answer with this value and text; None where nothing was ever said.

    A state other than answered stays while only the text changes. A new value says what became of
    the question: a choice that stands for a state gives that state, any other is an answer. The
    first words given after time had run out are an answer, too; taken back, time had run out.
    """
    if old is None:
        new = Answer(question=question.id, wording=wording, at=at, value=value, text=text)
        state = _state_of_value(question, value) or State.ANSWERED
        return None if new.empty else replace(new, state=state)
    state = _state_after(question, old, value, text)
    if state is State.ANSWERED and value in (None, ()) and not text.strip() and old.revisions:
        last = old.revisions[-1]
        if last.state is State.OUT_OF_TIME and not last.text.strip() and last.value in (None, ()):
            state = last.state
    return _revise(old, state, value, text, wording, at)


def cleaned(value: Value) -> Value:
    """The value with what was said in free text cleaned of control codes."""
    if not isinstance(value, tuple):
        return value
    return tuple(replace(pick, said=clean(pick.said)) if pick.said else pick for pick in value)


def reword(old: Answer, text: str, at: str) -> Answer | None:
    """The answer with its text put in order afterwards: asked, chosen and counted as before."""
    new = _revise(old, old.state, old.value, text, old.wording, at)
    return None if new is None else replace(new, parked=old.parked)


def _state_after(question: Question, old: Answer, value: Value, text: str) -> State:
    if value != old.value:
        if value in (None, ()) and _state_of_value(question, old.value) is not old.state:
            return old.state
        return _state_of_value(question, value) or State.ANSWERED
    if old.state is State.OUT_OF_TIME and text.strip() and not old.text.strip():
        return State.ANSWERED
    return old.state


def give_state(
    question: Question, wording: str, old: Answer | None, state: State, at: str
) -> Answer | None:
    """The answer in this state; the same state again takes it back.

    Then the choice says what became of the question, unless it is what gave that very state.
    """
    if old is None:
        if state is State.ANSWERED:
            return None
        return Answer(question=question.id, wording=wording, at=at, state=state)
    if old.state is not state:
        return _revise(old, state, old.value, old.text, wording, at)
    of_value = _state_of_value(question, old.value)
    if of_value is state:
        return _revise(old, State.ANSWERED, None, old.text, wording, at)
    return _revise(old, of_value or State.ANSWERED, old.value, old.text, wording, at)


def close(answer: Answer) -> Answer:
    """The answer, left: the next change will keep this form as a revision."""
    return replace(answer, open=False) if answer.open else answer


def earlier_forms(answer: Answer) -> tuple[int, ...]:
    """Which of an answer's revisions say something else than it says now, newest first."""
    present = _form(answer)
    return tuple(
        index
        for index in reversed(range(len(answer.revisions)))
        if _form(answer.revisions[index]) != present
    )


def take_back(answer: Answer, index: int, at: str) -> Answer:
    """The answer in the form of this revision; its present form is among the revisions then."""
    taken = answer.revisions[index]
    revisions = answer.revisions
    if not answer.empty and _form(answer) not in map(_form, revisions):
        revisions = _with_present(answer)
    return replace(
        answer,
        state=taken.state,
        value=taken.value,
        text=taken.text,
        at=at,
        open=True,
        revisions=revisions,
    )


def _with_present(answer: Answer) -> tuple[Revision, ...]:
    """The answer's revisions, and its present form as the newest, as far as they may be kept."""
    present = Revision(answer.at, answer.state, answer.value, answer.text)
    if not answer.revisions:
        return (present,)
    first, *between = answer.revisions
    room = MOST_OF_REVISIONS - _size(first) - _size(present)
    return first, *reversed([*_fitting(reversed(between), room)]), present


def _fitting(revisions: Iterable[Revision], room: int) -> Iterable[Revision]:
    """Those of these, from the first on, that this many bytes hold together."""
    for revision in revisions:
        room -= _size(revision)
        if room < 0:
            return
        yield revision


def _size(revision: Revision) -> int:
    """How many bytes of JSON a revision is."""
    return len(msgspec.json.encode(revision))


def _form(said: Answer | Revision) -> tuple[State, Value, str]:
    return said.state, said.value, said.text


def _revise(
    old: Answer, state: State, value: Value, text: str, wording: str, at: str
) -> Answer | None:
    if (old.state, old.value, old.text) == (state, value, text):
        return old
    revisions = old.revisions
    if not old.open and not old.empty:
        revisions = _with_present(old)
    new = replace(
        old,
        state=state,
        value=value,
        text=text,
        wording=wording,
        at=at,
        parked=False,
        open=True,
        revisions=revisions,
    )
    return None if new.empty and not revisions else new


def _state_of_value(question: Question, value: Value) -> State | None:
    if not isinstance(value, tuple):
        return None
    choices = (question.choice(pick.choice) for pick in value)
    return next((c.state for c in choices if c is not None and c.state is not None), None)
