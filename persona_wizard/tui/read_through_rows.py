"""The rows of read through: notes to file, answers line by line, and what was not asked."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from textual.content import Content

from persona_wizard.interviewing import CLOSING, Session
from persona_wizard.interviewing.lines import is_follow_up, offered_quote, tags_of
from persona_wizard.interviewing.wording import NOT_TAKING_PART
from persona_wizard.model.dates import minutes_and_seconds
from persona_wizard.model.interview import (
    CONSENT_TAKE_PART,
    Answer,
    Interview,
    Note,
    State,
    Value,
    told_together,
)
from persona_wizard.model.languages import Words, words_in
from persona_wizard.model.numbers import in_digits
from persona_wizard.studies.line_links import LineLinks, Link
from persona_wizard.tui.safe_text import safe, safe_line

_INDENT = "      "
_SHORT = 28


# What a row is about: a question, a line of its answer, a note.
Where = tuple[str, int | None, str]


class Row(Struct, frozen=True):
    """One row: a note, a question, a line of its answer, or words to read past.

    `question` is what it is about and where Enter leads, else `place`. `line` counts the lines of
    the answer's text from 0; it is None on the question's own row.
    """

    shown: Content
    question: str = ""
    line: int | None = None
    note: str = ""
    place: str = ""

    @property
    def is_place(self) -> bool:
        return bool(self.question or self.note or self.place)

    @property
    def where(self) -> Where:
        """What the row is about, whatever its words are."""
        return self.question, self.line, self.note


def rows(session: Session, links: LineLinks | None = None) -> tuple[Row, ...]:
    """Everything typed, in the order of the guide; what waits to be filed first.

    Below a line stands what it is linked to.
    """
    return tuple(_rows(session, links))


def _rows(session: Session, links: LineLinks | None) -> Iterator[Row]:
    interview = session.interview
    words = words_in(session.bank.language)
    if interview.consent.get(CONSENT_TAKE_PART) is False:
        yield Row(Content.styled(NOT_TAKING_PART, "$warning"))
    if interview.notes:
        yield Row(Content.styled("To file", "bold $accent"))
    for note in interview.notes:
        yield _note(session, note)
    last = ""
    for question in session.bank.questions:
        answer = interview.answers.get(question.id)
        if answer is None or answer.empty:
            continue
        if question.heading != last:
            last = question.heading
            yield Row(Content.assemble("\n", (words.headings[last], "bold $accent")))
        yield Row(_question(answer, words, question.closed), question=question.id)
        yield from _lines(answer, links.at(question.id, answer.text) if links else {})
    unasked, consent = session.unasked(), session.consent_not_asked()
    if unasked or consent:
        yield Row(Content.assemble("\n", ("Not asked", "bold $warning")))
    for item in consent:
        about = f"  consent; Enter asks it in the {words.closing}"
        yield Row(safe_line(item.text) + Content.styled(about, "$quiet"), place=CLOSING)
    for question in unasked:
        key = " (key)" if question.key else ""
        yield Row(safe_line(session.filled(question.wording) + key), question=question.id)


def _note(session: Session, note: Note) -> Row:
    question = session.bank.question(note.question) if note.question else None
    asked = short(session.filled(question.wording)) if question is not None else ""
    text = Content.assemble(
        (f"{minutes_and_seconds(note.elapsed)} ", "$quiet"),
        safe(note.text),
        "  ",
        safe_line(asked).stylize("$quiet"),
    )
    return Row(text, question=note.question or "", note=note.id)


def _question(answer: Answer, words: Words, closed: bool) -> Content:
    at = datetime.fromisoformat(answer.first_at).astimezone()
    parts = [
        Content.assemble((f"{at:%H:%M} ", "$quiet"), safe_line(answer.wording).stylize("$quiet"))
    ]
    if answer.state is not State.ANSWERED:
        parts.append(Content.styled(f"{_INDENT}{words.states[answer.state]}", "$warning"))
    if answer.parked:
        parts.append(Content.styled(f"{_INDENT}parked, kept but not counted", "$quiet"))
    if closed and answer.state is State.ANSWERED and answer.value in (None, ()):
        parts.append(Content.styled(f"{_INDENT}nothing chosen yet, only a remark", "$warning"))
    if answer.value is not None:
        parts.append(safe(f"{_INDENT}{in_words(answer.value)}").stylize("bold"))
    return Content("\n").join(parts)


def _lines(answer: Answer, linked: Mapping[int, Sequence[Link]]) -> Iterator[Row]:
    for number, line in enumerate(answer.text.split("\n")):
        if line.strip():
            offer = "" if is_follow_up(line) or not offered_quote(line) else "   q quote?"
            claims = [_claim(link) for link in linked.get(number, ())]
            shown = Content.assemble(safe(f"{_INDENT}{line}"), (offer, "$quiet"), *claims)
            yield Row(shown, question=answer.question, line=number)


def _claim(link: Link) -> Content:
    sign = "+" if link.supports else "-"
    return Content.assemble(
        (f"\n{_INDENT}  {sign} ", "bold $accent"), safe_line(link.sentence).stylize("$quiet")
    )


def in_words(value: Value) -> str:
    """A closed answer's value as a person would say it."""
    if isinstance(value, tuple):
        return told_together([f"{p.text} {p.said}".strip() for p in value])
    return "" if value is None else in_digits(value)


def short(text: str) -> str:
    """A question in a few words, to be named by."""
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1].rsplit(' ', 1)[0]}…"


def tags_typed(interview: Interview, meant: Mapping[str, str]) -> tuple[str, ...]:
    """The tags of an interview, `star` among them, in the order of its answers, then its notes.

    `meant` is by alias the tag that it counts as in the code book.
    """
    texts = [answer.text for answer in interview.answers.values()]
    texts += [note.text for note in interview.notes]
    typed = (tag for text in texts for tag in tags_of(text))
    return tuple(dict.fromkeys(meant.get(tag, tag) for tag in typed))
