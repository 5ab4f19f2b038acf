"""Where an interview stands, in few words: what its screen writes around question and answer."""

from datetime import datetime
from functools import lru_cache

from persona_wizard.interviewing import CLOSING, Session
from persona_wizard.interviewing.answers import earlier_forms
from persona_wizard.interviewing.walk import asked_questions
from persona_wizard.model.bank import Question
from persona_wizard.model.interview import Answer, State
from persona_wizard.model.languages import Words, words_in
from persona_wizard.model.observations import LineKind, observations
from persona_wizard.tui.dates import minutes_and_seconds
from persona_wizard.tui.finding import Findable

# How much of an answer the finder looks through.
SEARCHED = 2000
# In a longer answer quotes and tags are not counted at every key, for that would be felt.
COUNTED = 100_000


def stands(session: Session, began: str = "") -> str:
    """Time and key questions: "18:42 since 14:10 · 24 min left · 5 of 9 key".

    The time is that of interviewing, over all sittings; `began` is `since`, where there is room.
    """
    progress = session.progress()
    time = f"{minutes_and_seconds(session.elapsed)} {began}".strip()
    words = [time, f"{progress.minutes_left:.0f} min left"]
    if progress.key_total:
        words.append(f"{progress.key_done} of {progress.key_total} key")
    return " · ".join(words)


def since(session: Session, now: datetime) -> str:
    """When it began, by the wall clock: "since 14:10", or the day where that is another one."""
    began = datetime.fromisoformat(session.interview.started).astimezone(now.tzinfo)
    if began.date() == now.date():
        return f"since {began:%H:%M}"
    year = "" if began.year == now.year else f" {began.year}"
    return f"since {began.day} {began:%b}{year}"


def place(session: Session) -> str:
    """The current question's heading and number among those asked, and what is special here."""
    question = session.question
    if question is None:
        named = words_in(session.bank.language)
        words = [named.closing if session.place == CLOSING else named.opening]
    else:
        words = [_heading(session, question)]
        if not session.key_only:
            words += [*_number(session, question), *(["key"] if question.key else [])]
        words += _passed_over(session, question)
    if session.key_only:
        # Behind the heading, so that a narrow window does not cut it off.
        words.insert(1, f"key questions only, {_left_out(session)} left out")
    return " · ".join(words)


def _heading(session: Session, question: Question) -> str:
    parts = session.progress().headings
    part = next((part for part in parts if part.heading == question.heading), None)
    counted = f" {part.done}/{part.total}" if part else ""
    return words_in(session.bank.language).headings[question.heading] + counted


def _number(session: Session, question: Question) -> list[str]:
    asked = [q.id for q in asked_questions(session.bank, session.interview.answers)]
    if question.id not in asked:
        return []
    return [f"question {asked.index(question.id) + 1} of {len(asked)}"]


def _passed_over(session: Session, question: Question) -> list[str]:
    answer = session.interview.answers.get(question.id)
    if answer is not None and answer.parked:
        return ["parked: kept, not counted"]
    return [] if session.asks(question) else ["an earlier answer leads past it"]


def _left_out(session: Session) -> int:
    return len(asked_questions(session.bank, session.interview.answers)) - len(session.walk())


def told(session: Session) -> str:
    """What the answer holds (state, quotes, tags), and how many notes wait to be filed."""
    notes = len(session.interview.notes)
    named = words_in(session.bank.language)
    words = _of_answer(session.answer, named) if session.answer is not None else []
    if session.answer is not None and (forms := len(earlier_forms(session.answer))):
        words.append("1 earlier form: ^E" if forms == 1 else f"{forms} earlier forms: ^E")
    if notes:
        words.append("1 note to file" if notes == 1 else f"{notes} notes to file")
    return " · ".join(words)


def _of_answer(answer: Answer, named: Words) -> list[str]:
    quotes, tags = _quotes_and_tags(answer.text)
    words = []
    if answer.state is not State.ANSWERED:
        kept = answer.value is not None or answer.text.strip()
        words.append(f"{named.states[answer.state]}{': kept, not counted' if kept else ''}")
    if quotes:
        words.append("1 quote" if quotes == 1 else f"{quotes} quotes")
    if tags:
        words.append(" ".join(tags))
    return words


@lru_cache(maxsize=4)
def _quotes_and_tags(text: str) -> tuple[int, tuple[str, ...]]:
    if len(text) > COUNTED:
        return 0, ()
    found = observations(text)
    tags = dict.fromkeys(f"#{tag}" for o in found for tag in o.tags)
    return sum(o.kind is LineKind.QUOTE for o in found), tuple(tags)


def findable_places(session: Session) -> tuple[Findable, ...]:
    """Every question, found by number, wording, choices and what was said to it; then notes."""
    asked = [q.id for q in asked_questions(session.bank, session.interview.answers)]
    numbers = {name: str(place) for place, name in enumerate(asked, start=1)}
    questions = (
        _findable(session, question, numbers.get(question.id, ""))
        for question in session.bank.questions
    )
    notes = (
        Findable(note.text, "note", place=note.question or session.place)
        for note in session.interview.notes
    )
    return (*questions, *notes)


def _findable(session: Session, question: Question, number: str) -> Findable:
    shown = session.shown(question)
    short = words_in(session.bank.language).shorts[question.heading]
    answer = session.interview.answers.get(question.id)
    said = "" if answer is None else answer.text[:SEARCHED].replace("\n", " ")
    detail = f"{short} · {said}" if said else short
    choices = " ".join(choice.text for choice in shown.choices)
    return Findable(shown.wording, detail, choices, place=question.id, number=number)
