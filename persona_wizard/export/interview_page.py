"""One interview as a Markdown page: what was asked, what became of it, and what was noted."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from persona_wizard.export.escape import escape, inside, yaml_text
from persona_wizard.model.bank import Bank, ConsentItem, Question
from persona_wizard.model.built_on import ending
from persona_wizard.model.dates import minutes_and_seconds
from persona_wizard.model.fills import fill, fills_in
from persona_wizard.model.interview import (
    CONSENT_TAKE_PART,
    Answer,
    Interview,
    State,
    Value,
    value_in_words,
)
from persona_wizard.model.languages import words_in
from persona_wizard.model.observations import STAR, observations, split_tags
from persona_wizard.model.study import Study
from persona_wizard.model.text import clean_line

SCHEMA = "interview/1"
NOT_QUOTABLE = (
    "Consent to quote was not given: what was said and noted stays in the study. "
    "What was chosen is told."
)
NOT_TAKING_PART = "They would rather not take part: nothing of what they said is told."
KEPT_BACK = "*what was said stays in the study*"
SENSITIVE = "*a sensitive question: its answer stays in the study*"
NOT_SAID = "…"
_BULLET = re.compile(r"^[-*] +")


def interview_page(
    interview: Interview,
    bank: Bank,
    study: Study,
    unasked: Sequence[Question],
    quotable: bool,
) -> str:
    """The interview as Markdown with YAML front matter, ending in a newline.

    At its end stands whose it is, as a print that tells nobody who that was.
    `bank` is the one it followed, as asked; `unasked` are the questions that were not reached, in
    the order to ask them. Times are in this place's zone. Unless it is `quotable`, nothing that
    anybody typed is told; answers to sensitive questions never are.
    """
    page = "\n\n".join(_Page(interview, bank, study, unasked, quotable).blocks())
    return f"{page}\n\n{ending([interview.id])}"


class _Page:
    def __init__(
        self,
        interview: Interview,
        bank: Bank,
        study: Study,
        unasked: Sequence[Question],
        quotable: bool,
    ) -> None:
        self._interview = interview
        self._unasked = unasked
        self._bank = bank
        self._study = study
        self._words = words_in(bank.language)
        self._quotable = quotable
        self._refused = interview.consent.get(CONSENT_TAKE_PART) is False
        self._sensitive = {q.id for q in bank.questions if q.sensitive}
        told = (q for q in bank.questions if self._quotable and not q.sensitive)
        self._told = {q.id for q in told}
        said = {q.id: self._said(q) for q in bank.questions}
        self._fills = {**said, **study.fills}

    def blocks(self) -> Iterator[str]:
        interview = self._interview
        yield "\n".join(self._front())
        one = self._words.one[interview.audience]
        yield f"# {escape(f'{interview.pseudonym}, {one}')}"
        yield self._head()
        if self._refused:
            yield f"**{NOT_TAKING_PART}**"
        elif not self._quotable:
            yield f"**{NOT_QUOTABLE}**"
        consent = (*self._bank.opening.consent, *self._bank.closing.consent)
        if consent:
            items = {item.id: item for item in consent}
            yield "## Consent"
            yield "\n".join(self._consent(item) for item in items.values())
        if not self._refused:
            yield from self._answers()
            yield from self._not_asked()
            yield from self._notes()

    def _front(self) -> tuple[str, ...]:
        interview = self._interview
        finished = yaml_text(interview.finished) if interview.finished else "null"
        return (
            "---",
            f"schema: {SCHEMA}",
            f"study: {yaml_text(self._study.title)}",
            f"pseudonym: {yaml_text(interview.pseudonym)}",
            f"audience: {interview.audience.value}",
            f"bank: {yaml_text(f'{interview.bank.id}@{interview.bank.digest}')}",
            f"started: {yaml_text(interview.started)}",
            f"finished: {finished}",
            f"quotable: {'true' if self._quotable else 'false'}",
            "---",
        )

    def _head(self) -> str:
        started = _local(self._interview.started)
        minutes = round(self._interview.elapsed / 60)
        took = "1 minute" if minutes == 1 else f"{minutes} minutes"
        ended = "finished" if self._interview.finished else "not finished"
        day = f"{started.day} {started:%B %Y}, {started:%H:%M}"
        return f"{day} · {took} · {ended} · {inside(self._bank.title)}"

    def _consent(self, item: ConsentItem) -> str:
        given = self._interview.consent.get(item.id)
        word = "not asked" if given is None else "yes" if given else "no"
        return f"- {escape(self._filled(item.text))}: {word}"

    # Answers

    def _answers(self) -> Iterator[str]:
        last = ""
        for question in self._bank.questions:
            answer = self._interview.answers.get(question.id)
            if answer is None or answer.empty:
                continue
            if question.heading != last:
                last = question.heading
                yield f"## {escape(self._words.headings[last])}"
            yield f"### {escape(self._wording(question))}"
            yield " · ".join(self._stands(answer))
            if question.sensitive:
                yield SENSITIVE
            else:
                yield from self._answer(question, answer)

    def _stands(self, answer: Answer) -> list[str]:
        words = [f"{_local(answer.first_at):%H:%M}"]
        if answer.state is not State.ANSWERED:
            words.append(inside(self._words.states[answer.state]))
        if answer.parked:
            words.append("parked: kept, not counted")
        return words

    def _answer(self, question: Question, answer: Answer) -> Iterator[str]:
        if answer.value not in (None, ()):
            yield f"**{inside(self._value(question, answer.value)).strip()}**"
        if not answer.text.strip():
            return
        yield "\n".join(_lines(answer.text)) if self._quotable else KEPT_BACK

    def _value(self, question: Question, value: Value) -> str:
        if not isinstance(value, tuple):
            unit = self._filled(question.unit)
            return f"{value_in_words(value)} {unit}".strip()
        parts = []
        for pick in value:
            choice = question.choice(pick.choice)
            # A choice may repeat an earlier answer.
            text = self._filled(choice.text) if choice is not None else pick.choice
            said = f" {pick.said}" if pick.said and self._quotable else ""
            parts.append(f"{text}{said}")
        return ", ".join(parts)

    # What else there is

    def _not_asked(self) -> Iterator[str]:
        if self._unasked:
            yield "## Not asked"
            yield "\n".join(
                f"- {escape(self._wording(q))}{' (key)' if q.key else ''}" for q in self._unasked
            )

    def _notes(self) -> Iterator[str]:
        notes = self._interview.notes
        told = [n for n in notes if self._quotable and n.question not in self._sensitive]
        if not notes:
            return
        yield "## Notes"
        lines = (
            f"{minutes_and_seconds(note.elapsed)}{self._under(note.question)}: {inside(note.text)}"
            for note in told
        )
        if told:
            yield "\n".join(f"- {line}" for line in lines)
        if kept := len(notes) - len(told):
            yield f"*{'1 note stays' if kept == 1 else f'{kept} notes stay'} in the study*"

    def _under(self, question_id: str | None) -> str:
        question = self._bank.question(question_id) if question_id else None
        return f", *{inside(self._wording(question)).strip()}*" if question else ""

    # Texts of the bank, which may repeat what was said

    def _wording(self, question: Question) -> str:
        return self._filled(question.wording)

    def _filled(self, text: str) -> str:
        return clean_line(
            fill(text, {name: self._fills.get(name, NOT_SAID) for name in fills_in(text)})
        )

    def _said(self, question: Question) -> str:
        answer = self._interview.answers.get(question.id)
        if question.id not in self._told or answer is None or not answer.counts:
            return NOT_SAID
        if answer.state is not State.ANSWERED:
            return NOT_SAID
        seen = observations(answer.text)
        said = next((observation.text for observation in seen if observation.text), "")
        return value_in_words(answer.value) or said.split("\n")[0] or NOT_SAID


def _lines(text: str) -> Iterator[str]:
    """The lines of an answer, a list's item each: quotes in quotation marks, tags at the end."""
    for raw in text.split("\n"):
        line = raw.strip()
        mark = line[:1]
        line = line[1:] if mark in (">", "?") else _BULLET.sub("", line)
        said, tags = split_tags(clean_line(line))
        kept = ["starred" if tag == STAR else f"\\#{inside(tag)}" for tag in tags]
        told = f" ({', '.join(kept)})" if kept else ""
        if mark == ">" and said:
            yield f'- "{inside(said)}"{told}'
        elif mark == "?" and said:
            yield f"- *asked:* {inside(said)}{told}"
        elif said or kept:
            yield f"- {escape(said)}{told}"


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone()
