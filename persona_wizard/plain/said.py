"""What is said of an interview: its questions, answers and notes, a line each."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from persona_wizard.interviewing import Session
from persona_wizard.interviewing.answers import earlier_forms
from persona_wizard.interviewing.typed import bounds_in_words
from persona_wizard.interviewing.wording import number, passed_over, since
from persona_wizard.model.bank import ConsentItem, Kind, Question
from persona_wizard.model.dates import minutes_and_seconds, to_the_second
from persona_wizard.model.interview import Answer, Note, Revision, State, Value, value_in_words
from persona_wizard.model.languages import words_in
from persona_wizard.plain.typed import number_of


def question_lines(session: Session, question: Question) -> Iterator[str]:
    """A question as it is asked, and what was said to it."""
    shown = session.shown(question)
    heading = words_in(session.bank.language).headings[question.heading]
    key = "key" if question.key else ""
    parts = (heading, number(session, question), key, passed_over(session, question))
    yield ", ".join(filter(None, parts))
    yield shown.wording
    yield from (f"  ({paragraph})" for paragraph in shown.guidance)
    yield from (f"  Ask: {probe}" for probe in shown.probes)
    yield from (f"  {place}. {choice.text}" for place, choice in enumerate(shown.choices, 1))
    if question.kind is Kind.MANY:
        yield "  Several may be chosen: 1 3"
    if question.kind in (Kind.SCALE, Kind.NUMBER):
        yield f"  A number{bounds_in_words(shown)}"
    answer = session.interview.answers.get(question.id)
    if answer is not None and not answer.empty:
        yield from _state_and_value(session, answer)
        yield from (f"  So far: {line}" for line in answer.text.split("\n") if line)


def list_lines(session: Session) -> Iterator[str]:
    """What can be answered, each by its id, with what became of it."""
    states = words_in(session.bank.language).states
    for item in session.consent_items():
        yield f"{item.id}: {item.text} ({_given(session, item)})"
    for question in session.bank.questions:
        answer = session.interview.answers.get(question.id)
        empty = answer is None or answer.empty
        state = "not asked" if answer is None or empty else states[answer.state]
        key = "key" if question.key else ""
        over = passed_over(session, question).partition(":")[0]
        marks = ", ".join(filter(None, (state, key, over)))
        yield f"{question.id}: {session.filled(question.wording)} ({marks})"


def note_lines(session: Session) -> Iterator[str]:
    """The notes that wait to be filed, each by its number, with time and question."""
    yield from (_note(note) for note in session.interview.notes)


def earlier_lines(session: Session, answer: Answer) -> Iterator[str]:
    """The earlier forms of an answer, newest first, each by its number."""
    for index in earlier_forms(answer):
        yield from _form(session, index + 1, answer.revisions[index])


def time_line(session: Session) -> str:
    """ "18:42 since 14:10, 24 min left, 5 of 9 key": the time is that of all sittings."""
    progress = session.progress()
    began = since(session, datetime.now().astimezone())
    parts = [f"{minutes_and_seconds(session.elapsed)} {began}"]
    parts.append(f"{progress.minutes_left:.0f} min left")
    if progress.key_total:
        parts.append(f"{progress.key_done} of {progress.key_total} key")
    return ", ".join(parts)


def everything(session: Session) -> Iterator[str]:
    """Everything typed, in the order of the guide, then what was not asked."""
    interview = session.interview
    words = words_in(session.bank.language)
    yield f"{interview.pseudonym}, {words.one[interview.audience]}: {stands(session)}"
    for item in session.consent_items():
        yield f"{item.text}: {_given(session, item)}"
    yield from _titled("To file", note_lines(session))
    last = ""
    for question in session.bank.questions:
        answer = interview.answers.get(question.id)
        if answer is None or answer.empty:
            continue
        if question.heading != last:
            last = question.heading
            yield ""
            yield words.headings[last]
        yield from _answer(session, answer)
    yield from _titled(
        "Not asked",
        (
            f"{session.filled(question.wording)} ({question.id}{', key' if question.key else ''})"
            for question in session.unasked()
        ),
    )
    if interview.next_time:
        yield ""
        yield f"To ask first next time: {interview.next_time}"


def stands(session: Session) -> str:
    """How far it has come: "3 of 5 answered, not finished yet."."""
    progress = session.progress()
    finished = "finished" if session.interview.finished else "not finished yet"
    return f"{progress.answered} of {progress.total} answered, {finished}."


def value_and_remark(value: Value, remark: str) -> str:
    """What was taken from one line: "6, because of the lid"."""
    return ", ".join(filter(None, (value_in_words(value), remark)))


def _given(session: Session, item: ConsentItem) -> str:
    given = session.interview.consent.get(item.id)
    return "not asked" if given is None else "yes" if given else "no"


def _answer(session: Session, answer: Answer) -> Iterator[str]:
    at = datetime.fromisoformat(answer.first_at).astimezone()
    yield f"{at:%H:%M} {answer.wording} ({answer.question})"
    if answer.parked:
        yield "  parked, kept but not counted"
    yield from _state_and_value(session, answer)
    yield from (f"  {line}" for line in answer.text.split("\n") if line)


def _state_and_value(session: Session, answer: Answer) -> Iterator[str]:
    if answer.state is not State.ANSWERED:
        yield f"  Marked: {words_in(session.bank.language).states[answer.state]}"
    if answer.value not in (None, ()):
        yield f"  Taken: {value_in_words(answer.value)}"


def _form(session: Session, place: int, form: Revision) -> Iterator[str]:
    saved = datetime.fromisoformat(form.at).astimezone()
    state = words_in(session.bank.language).states[form.state]
    when = to_the_second(saved, datetime.now().astimezone())
    value = value_in_words(form.value)
    yield f"{place}. {when}, {state}{f': {value}' if value else ''}"
    yield from (f"  {line}" for line in form.text.split("\n") if line)


def _note(note: Note) -> str:
    under = f", under {note.question}" if note.question else ""
    return f"{number_of(note)}. {minutes_and_seconds(note.elapsed)}{under}: {note.text}"


def _titled(title: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines under a title; nothing where there are none."""
    for place, line in enumerate(lines):
        if place == 0:
            yield ""
            yield title
        yield line
