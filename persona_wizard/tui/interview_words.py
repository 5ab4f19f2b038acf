"""Where an interview stands, in few words: what its screen writes around question and answer."""

from functools import lru_cache

from textual.content import Content

from persona_wizard.interviewing import CLOSING, OPENING, Session
from persona_wizard.interviewing.answers import earlier_forms
from persona_wizard.interviewing.walk import asked_questions
from persona_wizard.interviewing.wording import left_out, number, passed_over
from persona_wizard.model.bank import Kind, Question
from persona_wizard.model.dates import minutes_and_seconds
from persona_wizard.model.interview import CONSENT_TAKE_PART, Answer, State, value_in_words
from persona_wizard.model.languages import Words, words_in
from persona_wizard.model.observations import LineKind, observations
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.safe_text import safe_line

APART = (
    "Somebody else changed this interview’s file. Yours is kept beside it; the study’s screen "
    "shows both."
)
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


def place(session: Session) -> str:
    """The current question's heading and number among those asked, and what is special here."""
    question = session.question
    if question is None:
        named = words_in(session.bank.language)
        words = [named.closing if session.place == CLOSING else named.opening]
    else:
        numbered = [number(session, question), "key" if question.key else ""]
        special = [*([] if session.key_only else numbered), passed_over(session, question)]
        words = [_heading(session, question), *filter(None, special)]
    if session.key_only:
        # Behind the heading, so that a narrow window does not cut it off.
        words.insert(1, f"key questions only, {left_out(session)} left out")
    return " · ".join(words)


def _heading(session: Session, question: Question) -> str:
    parts = session.progress().headings
    part = next((part for part in parts if part.heading == question.heading), None)
    counted = f" {part.done}/{part.total}" if part else ""
    return words_in(session.bank.language).headings[question.heading] + counted


def told(session: Session, earlier: str, state: str) -> Content:
    """What the answer holds (state, quotes, tags), and how many notes wait to be filed.

    `earlier` and `state` are the keys of those actions. Words that do not count stand out.
    """
    notes, answer = len(session.interview.notes), session.answer
    words: list[str] = []
    lead = Content("")
    if answer is not None:
        lead = _state(answer, words_in(session.bank.language), state)
        words = _of_answer(answer)
        if forms := len(earlier_forms(answer)):
            words.append(
                f"{'1 earlier form' if forms == 1 else f'{forms} earlier forms'}: {earlier}"
            )
    elif session.question is not None and session.question.kind is Kind.SHORT:
        words.append("Enter goes on")
    if notes:
        words.append("1 note to file" if notes == 1 else f"{notes} notes to file")
    rest = safe_line(" · ".join(words))
    return Content.assemble(lead, " · ", rest) if lead and rest else lead or rest


def _state(answer: Answer, named: Words, key: str) -> Content:
    if answer.state is State.ANSWERED:
        return Content("")
    name = named.states[answer.state]
    if answer.value is None and not answer.text.strip():
        return safe_line(name)
    return safe_line(f"{name}: kept, not counted; {key} changes it").stylize("$warning")


def frame_hint(session: Session) -> str:
    """What can be done in the Opening or the Closing; `{leave}` stands for the key of leaving."""
    if session.interview.consent.get(CONSENT_TAKE_PART) is False:
        return "They would rather not take part: thank them. {leave} twice leaves."
    opening = session.place == OPENING
    stays = "" if opening else "What is not answered stays as it was. "
    yes_no = f"Y yes, N no, for each line. {stays}" if session.frame().consent else ""
    then = "Enter starts the questions." if opening else "Enter reads everything through."
    return f"{yes_no}Other words are kept as a note. {then}"


def offered(question: Question) -> str:
    """What there is to choose from, on few lines, to be read out."""
    if question.kind is Kind.SCALE:
        low = f"{question.minimum:g} {question.low}".strip()
        return f"{low} … {question.maximum:g} {question.high}".strip()
    return " · ".join(choice.text for choice in question.choices)


def _of_answer(answer: Answer) -> list[str]:
    quotes, tags = _quotes_and_tags(answer.text)
    words = []
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
    notes = (
        Findable(note.text, "note", place=note.question or session.place)
        for note in session.interview.notes
    )
    words = words_in(session.bank.language)
    frames = (
        Findable(words.opening, "what is said first, and consent", place=OPENING),
        Findable(words.closing, "what is said last, and consent again", place=CLOSING),
    )
    return (*findable_questions(session), *notes, *frames)


def findable_questions(session: Session) -> tuple[Findable, ...]:
    """Every question, found by its number among those asked, by words, choices and answers."""
    asked = [q.id for q in asked_questions(session.bank, session.interview.answers)]
    numbers = {name: str(place) for place, name in enumerate(asked, start=1)}
    return tuple(
        _findable(session, question, numbers.get(question.id, ""))
        for question in session.bank.questions
    )


def _findable(session: Session, question: Question, number: str) -> Findable:
    shown = session.shown(question)
    short = words_in(session.bank.language).shorts[question.heading]
    answer = session.interview.answers.get(question.id)
    said = "" if answer is None else answer.text[:SEARCHED].replace("\n", " ")
    value = "" if answer is None else value_in_words(answer.value)
    detail = " · ".join(filter(None, (short, value, said)))
    choices = " ".join(choice.text for choice in shown.choices)
    return Findable(shown.wording, detail, choices, place=question.id, number=number)
