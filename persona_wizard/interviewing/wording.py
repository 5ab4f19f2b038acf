"""What is said of an interview under way, on its screen and line by line alike."""

from datetime import datetime

from persona_wizard.interviewing.session import Session
from persona_wizard.interviewing.walk import asked_questions
from persona_wizard.model.bank import Question
from persona_wizard.model.interview import CONSENT_TAKE_PART

MARK_THE_REST = "Mark the rest out of time?"
ALL_THE_SAME = "Finish all the same?"
NOT_TAKING_PART = "They would rather not take part: nothing of this counts."
NEXT_TIME = "What would you ask first next time?"


def since(session: Session, now: datetime) -> str:
    """When it began, by the wall clock: "since 14:10", or the day where that is another one."""
    began = datetime.fromisoformat(session.interview.started).astimezone(now.tzinfo)
    if began.date() == now.date():
        return f"since {began:%H:%M}"
    year = "" if began.year == now.year else f" {began.year}"
    return f"since {began.day} {began:%b}{year}"


def number(session: Session, question: Question) -> str:
    """Which of the questions asked this is: "question 3 of 9"; empty where it is not asked."""
    asked = [q.id for q in asked_questions(session.bank, session.interview.answers)]
    if question.id not in asked:
        return ""
    return f"question {asked.index(question.id) + 1} of {len(asked)}"


def passed_over(session: Session, question: Question) -> str:
    """Why an answer to this question would not be expected; empty where it is."""
    answer = session.interview.answers.get(question.id)
    if answer is not None and answer.parked:
        return "parked: kept, not counted"
    return "" if session.asks(question) else "an earlier answer leads past it"


def left_out(session: Session) -> int:
    """How many questions the walk leaves out because they are no key questions."""
    return len(asked_questions(session.bank, session.interview.answers)) - len(session.walk())


def what_is_left(session: Session) -> str:
    """What was neither filed nor asked, a sentence each."""
    rest, notes = len(session.unasked()), len(session.interview.notes)
    were = "1 question was" if rest == 1 else f"{rest} questions were"
    filed = "1 note is" if notes == 1 else f"{notes} notes are"
    consent = ", ".join(f"“{item.text}”" for item in session.consent_not_asked())
    refused = session.interview.consent.get(CONSENT_TAKE_PART) is False
    told = (
        NOT_TAKING_PART if refused else "",
        f"{filed} not filed." if notes else "",
        f"Consent was not asked: {consent}." if consent else "",
        f"{were} not asked." if rest else "",
    )
    return " ".join(filter(None, told))
