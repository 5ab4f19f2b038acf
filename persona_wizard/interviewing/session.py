"""One interview under way: where it stands, and every change that can be made to it."""

from collections.abc import Callable, Mapping, Sequence
from itertools import count

from msgspec.structs import replace

from persona_wizard.interviewing import answers as answering
from persona_wizard.interviewing.lines import with_note
from persona_wizard.interviewing.progress import Progress, is_done, progress
from persona_wizard.interviewing.stream import written
from persona_wizard.interviewing.walk import (
    CLOSING,
    OPENING,
    asked_questions,
    asks,
    next_place,
    park,
    previous_place,
)
from persona_wizard.model.bank import Bank, ConsentItem, Frame, Question
from persona_wizard.model.fills import fill, fills_in
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer, Interview, Note, State, Value, value_in_words
from persona_wizard.model.observations import observations
from persona_wizard.model.text import clean, clean_line

# What stands for an earlier answer that a wording refers to and that was not given.
NOT_SAID = "…"


class Session:
    """An interview and its bank. `interview` is always a whole, immutable record, ready to save.

    `words` are the study's own (`product`, …). `now` gives the wall clock as ISO 8601 in UTC,
    `seconds` a clock that never goes backwards. Nothing here blocks moving: every place can be
    left at any time, whatever is half filled.
    """

    def __init__(
        self,
        interview: Interview,
        bank: Bank,
        words: Mapping[str, str],
        now: Callable[[], str],
        seconds: Callable[[], float],
    ) -> None:
        self.bank = bank
        self.key_only = False
        self._words = dict(words)
        self._now = now
        self._seconds = seconds
        self._started = seconds() - interview.elapsed
        places = {OPENING, CLOSING, *(q.id for q in bank.questions)}
        here = interview.current if interview.current in places else OPENING
        self.interview = replace(interview, current=here)

    # Where it stands

    @property
    def place(self) -> str:
        """A question's id, OPENING or CLOSING."""
        return self.interview.current or OPENING

    @property
    def question(self) -> Question | None:
        """The current question; None in the Opening and the Closing."""
        return self.bank.question(self.place)

    @property
    def answer(self) -> Answer | None:
        return self.interview.answers.get(self.place)

    @property
    def elapsed(self) -> float:
        """Seconds of interviewing, over all sittings; reading a finished one takes none."""
        if self.interview.finished is not None:
            return self.interview.elapsed
        return self._seconds() - self._started

    def asks(self, question: Question) -> bool:
        """Whether the walk asks this question, given the answers so far."""
        return asks(question, self.bank, self.interview.answers)

    def walk(self) -> tuple[Question, ...]:
        """The questions still on the way: those asked, only the key ones when time is short."""
        asked = asked_questions(self.bank, self.interview.answers)
        return tuple(q for q in asked if q.key or not self.key_only)

    def progress(self) -> Progress:
        return progress(self.bank, self.walk(), self.interview.answers)

    def unasked(self) -> tuple[Question, ...]:
        """The questions that were to be asked and have neither answer nor state; key ones first."""
        asked = asked_questions(self.bank, self.interview.answers)
        rest = [q for q in asked if not is_done(self.interview.answers.get(q.id))]
        return tuple(sorted(rest, key=lambda q: not q.key))

    def filled(self, text: str) -> str:
        """A text of the bank with the study's words and earlier answers written in."""
        names = fills_in(text)
        asked = ((name, self.bank.question(name)) for name in names if name not in self._words)
        said = {name: self._said(question) for name, question in asked if question is not None}
        return fill(text, {**said, **self._words})

    def shown(self, question: Question) -> Question:
        """The question as it is asked here: every text of it filled."""
        filled = self.filled
        return replace(
            question,
            wording=filled(question.wording),
            guidance=tuple(map(filled, question.guidance)),
            probes=tuple(map(filled, question.probes)),
            choices=tuple(replace(c, text=filled(c.text)) for c in question.choices),
            low=filled(question.low),
            high=filled(question.high),
            unit=filled(question.unit),
        )

    def shown_frame(self, frame: Frame) -> Frame:
        """The Opening or the Closing as it is said here: every text of it filled."""
        consent = (replace(item, text=self.filled(item.text)) for item in frame.consent)
        return Frame(tuple(map(self.filled, frame.paragraphs)), tuple(consent))

    def frame(self) -> Frame:
        """What is said here in the Opening, or else in the Closing: there consent is asked again.

        An item that the Closing words itself is asked in those words.
        """
        if self.place == OPENING:
            return self.shown_frame(self.bank.opening)
        closing = self.bank.closing
        own = {item.id for item in closing.consent}
        again = tuple(item for item in self.bank.opening.consent if item.id not in own)
        return self.shown_frame(replace(closing, consent=(*again, *closing.consent)))

    def consent_items(self) -> tuple[ConsentItem, ...]:
        """Every item of consent once, as it is asked first."""
        frames = (self.bank.opening, self.bank.closing)
        items: dict[str, ConsentItem] = {}
        for item in (item for frame in frames for item in self.shown_frame(frame).consent):
            items.setdefault(item.id, item)
        return tuple(items.values())

    def consent_not_asked(self) -> tuple[ConsentItem, ...]:
        """The items of consent that were answered neither with yes nor with no."""
        given = self.interview.consent
        return tuple(item for item in self.consent_items() if item.id not in given)

    # Moving

    def next(self) -> str:
        return self.go(next_place(self.place, self.bank, self.walk()))

    def back(self) -> str:
        return self.go(previous_place(self.place, self.bank, self.walk()))

    def go(self, place: str) -> str:
        """Go anywhere, a question that the walk leaves out included. Raises KeyError."""
        if place not in (OPENING, CLOSING) and self.bank.question(place) is None:
            raise KeyError(place)
        self._close_answer(self.place)
        self._change(current=place)
        return place

    # Answering

    def write(self, question_id: str, value: Value, text: str) -> None:
        """Take the value and text of a question as they now are, half-typed or whole."""
        question = self._question(question_id)
        old = self.interview.answers.get(question_id)
        wording = self.filled(question.wording)
        said = answering.cleaned(value)
        self._put(
            question,
            answering.record(question, wording, old, said, clean(text), self._now()),
        )

    def give_state(self, question_id: str, state: State) -> None:
        """Say what became of a question; the same state again takes it back."""
        question = self._question(question_id)
        old = self.interview.answers.get(question_id)
        wording = self.filled(question.wording)
        self._put(question, answering.give_state(question, wording, old, state, self._now()))

    def take_back(self, question_id: str, index: int) -> None:
        """Have an earlier form of an answer again; the present one is kept. Raises IndexError."""
        question = self._question(question_id)
        old = self.interview.answers[question_id]
        self._put(question, answering.take_back(old, index, self._now()))

    # Consent and notes

    def consent(self, item: str, given: bool | None) -> None:
        """Take a yes or a no to an item of consent; None where it was not asked after all."""
        others = {name: said for name, said in self.interview.consent.items() if name != item}
        self._change(consent=others if given is None else {**others, item: given})

    def add_note(self, text: str) -> Note | None:
        """Take a remark, to be filed later; None where nothing but space was typed."""
        text = clean(text).strip()
        if not text:
            return None
        taken = {note.id for note in self.interview.notes}
        note_id = next(name for n in count(len(taken) + 1) if (name := f"n{n}") not in taken)
        here = self.place if self.question else None
        note = Note(note_id, text, round(self.elapsed, 1), here)
        self._change(notes=(*self.interview.notes, note))
        return note

    def edit_note(self, note_id: str, text: str) -> None:
        """Change a note's text; an empty text removes it."""
        text = clean(text).strip()
        notes = tuple(
            replace(note, text=text) if note.id == note_id else note
            for note in self.interview.notes
        )
        self._change(notes=tuple(note for note in notes if note.text))

    def file_note(self, note_id: str, question_id: str) -> None:
        """Move a note's text to the end of a question's answer, where the note is still there."""
        note = next((note for note in self.interview.notes if note.id == note_id), None)
        if note is None:
            return
        old = self.interview.answers.get(question_id)
        self.rewrite(question_id, with_note(old.text if old else "", note.text))
        self._close_answer(question_id)
        self.edit_note(note_id, "")

    def start_line(self) -> Note:
        """A running line stamped now; it is in the record once it has words."""
        return Note("", "", round(self.elapsed, 1), self.place if self.question else None)

    def write_line(self, line: Note, texts: Sequence[str], place: int | None = None) -> Note:
        """Take a running line as it now reads; further texts are further lines, stamped now.

        Nothing but space takes a line out; `place` is where it goes back, else to the end. Gives
        the last line, to be written on.
        """
        notes, last = written(self.interview.notes, line, texts, self.start_line(), place)
        self._change(notes=notes)
        return last

    # Reading through

    def close_answers(self) -> None:
        """Let every answer rest: the next change of each keeps its present form as a revision."""
        answers = self.interview.answers
        self._change(answers={name: answering.close(answer) for name, answer in answers.items()})

    def rewrite(self, question_id: str, text: str) -> None:
        """Put the words of an answer in order; how it was asked and what was chosen stay."""
        old = self.interview.answers.get(question_id)
        if old is None:
            self.write(question_id, None, text)
        else:
            reworded = answering.reword(old, clean(text), self._now())
            self._put(self._question(question_id), reworded)

    def restore(self, earlier: Interview) -> None:
        """Take answers and notes back to how an earlier record of this interview has them."""
        self._change(answers=earlier.answers, notes=earlier.notes)

    # What the interview is called

    def relabel(self, pseudonym: str, audience: Audience) -> None:
        """Say anew who it was held with; answers and bank stay."""
        self._change(pseudonym=pseudonym, audience=audience)

    # The end

    def ask_next_time(self, text: str) -> None:
        """Keep what to ask first in the next interview."""
        self._change(next_time=clean_line(text))

    def finish(self) -> None:
        self._close_answer(self.place)
        self._change(finished=self._now())

    def reopen(self) -> None:
        """Go on: there is time again for what was only marked out of time."""
        self._started = self._seconds() - self.interview.elapsed
        answers = self.interview.answers
        kept = {name: answer for name, answer in answers.items() if not _only_out_of_time(answer)}
        self._change(finished=None, answers=kept)

    def keep_time(self) -> None:
        """Have the record say how long it has taken by now."""
        self._change()

    def mark_rest_out_of_time(self) -> None:
        """Give every question that was not reached the state out of time."""
        for question in self.unasked():
            self.give_state(question.id, State.OUT_OF_TIME)
            self._close_answer(question.id)

    # Inside

    def _question(self, question_id: str) -> Question:
        question = self.bank.question(question_id)
        if question is None:
            raise KeyError(question_id)
        return question

    def _put(self, question: Question, answer: Answer | None) -> None:
        before = self.interview.answers
        after = {key: kept for key, kept in before.items() if key != question.id}
        if answer is not None:
            after[question.id] = answer
        self._change(answers=park(self.bank, before, after))

    def _close_answer(self, question_id: str) -> None:
        answer = self.interview.answers.get(question_id)
        if answer is not None:
            closed = answering.close(answer)
            self._change(answers={**self.interview.answers, question_id: closed})

    def _change(self, **changes: object) -> None:
        elapsed = round(self.elapsed, 1)
        self.interview = replace(self.interview, elapsed=elapsed, **changes)

    def _said(self, question: Question) -> str:
        answer = self.interview.answers.get(question.id)
        if answer is None or not answer.counts or answer.state is not State.ANSWERED:
            return NOT_SAID
        seen = observations(answer.text)
        said = next((observation.text for observation in seen if observation.text), "")
        return value_in_words(answer.value) or said.split("\n")[0] or NOT_SAID


def _only_out_of_time(answer: Answer) -> bool:
    bare = answer.value in (None, ()) and not answer.text.strip() and not answer.revisions
    return answer.state is State.OUT_OF_TIME and bare
