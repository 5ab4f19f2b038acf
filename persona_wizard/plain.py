"""The interview line by line, for screen readers, pipes and simple terminals."""

from collections.abc import Callable, Iterable, Iterator

from persona_wizard.interviewing import CLOSING, OPENING
from persona_wizard.interviewing.typed import answer_in_line, bounds_in_words
from persona_wizard.model.bank import ConsentItem, Frame, Kind, Question
from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import CONSENT_TAKE_PART, State, value_in_words
from persona_wizard.model.languages import ENGLISH, Words, words_in
from persona_wizard.model.text import clean, clean_line, folded, slug
from persona_wizard.studies.interviews import Sitting

HELP = """\
Type what you hear, line by line. An empty line goes on.
On a closed question, type the number first; what follows is a remark.
/next  /back  /go ID  /list       move, or see every question
/declined  /dont-know  /not-applicable  /out-of-time   the same again takes it back
/note TEXT                        a remark to file later
/clear                            take this answer back
/finish                           end the interview
/quit                             leave; everything is saved"""

_STATES = tuple(state for state in State if state is not State.ANSWERED)


def interview_in_lines(sitting: Sitting, lines: Iterable[str], say: Callable[[str], None]) -> None:
    """Walk an interview until it is finished, left, or the lines end. Saves after every line."""
    _PlainInterview(sitting, iter(lines), say).run()


class _PlainInterview:
    def __init__(self, sitting: Sitting, lines: Iterator[str], say: Callable[[str], None]) -> None:
        self._sitting = sitting
        self._session = sitting.session
        self._words = words_in(sitting.session.bank.language)
        self._states = _states_by_name(self._words)
        self._lines = lines
        self._say = say
        self._over = False

    def run(self) -> None:
        interview = self._session.interview
        self._say(
            f"{interview.pseudonym}, {self._words.one[interview.audience]}. Type /help for help."
        )
        self._show()
        while not self._over:
            line = next(self._lines, None)
            if line is None:
                break
            self._take(clean(line).rstrip("\n"))
            self._sitting.save(self._session.interview)
        progress = self._session.progress()
        finished = "finished" if self._session.interview.finished else "not finished yet"
        self._say(f"Saved: {progress.answered} of {progress.total} answered, {finished}.")

    def _take(self, line: str) -> None:
        if line.startswith("/"):
            self._slash(line[1:].strip())
        elif not line.strip():
            self._move(self._session.next)
        elif (question := self._session.question) is not None:
            self._answer(question, line)
        else:
            self._consent(line)

    # Commands

    def _slash(self, typed: str) -> None:
        # A state's name may be several words.
        state = self._states.get(_comparable(typed))
        if state is not None:
            self._state(state)
        else:
            command, _, rest = typed.partition(" ")
            self._command(command.lower(), rest.strip())

    def _command(self, command: str, rest: str) -> None:
        match command:
            case "help":
                self._say(HELP)
            case "next":
                self._move(self._session.next)
            case "back":
                self._move(self._session.back)
            case "go":
                self._go(rest)
            case "list":
                self._list()
            case "note":
                note = self._session.add_note(rest)
                self._say("Noted." if note else "Type the remark after /note.")
            case "clear":
                self._clear()
            case "finish":
                self._finish()
            case "quit":
                self._over = True
            case _:
                self._say(
                    f"There is no /{command}. Nothing was changed; /help lists what there is."
                )

    def _finish(self) -> None:
        left = [question.id for question in self._session.unasked() if question.key]
        if left:
            self._say(f"Key questions not asked: {', '.join(left)}.")
        self._session.finish()
        self._over = True

    def _move(self, step: Callable[[], str]) -> None:
        before = self._session.place
        step()
        if before == self._session.place == CLOSING:
            self._say("That was the last. /finish ends the interview, /quit leaves it open.")
        else:
            self._show()

    def _go(self, name: str) -> None:
        frames = {
            _comparable(title): place
            for words in (ENGLISH, self._words)
            for title, place in ((words.opening, OPENING), (words.closing, CLOSING))
        }
        try:
            self._session.go(frames.get(_comparable(name), slug(name)))
        except KeyError:
            self._say(f"There is no question “{clean_line(name)}”. /list names them all.")
        else:
            self._show()

    def _list(self) -> None:
        answers = self._session.interview.answers
        for question in self._session.bank.questions:
            answer = answers.get(question.id)
            state = (
                "not asked" if answer is None or answer.empty else self._words.states[answer.state]
            )
            parked = ", parked" if answer is not None and answer.parked else ""
            self._say(f"{question.id}: {self._session.filled(question.wording)} ({state}{parked})")

    def _state(self, state: State) -> None:
        question = self._session.question
        if question is None:
            self._say("There is no question here to mark.")
            return
        self._session.give_state(question.id, state)
        answer = self._session.answer
        self._say(f"Marked: {self._words.states[answer.state if answer else State.ANSWERED]}.")

    def _clear(self) -> None:
        if (question := self._session.question) is not None:
            self._session.write(question.id, None, "")
            self._say("Taken back.")

    # Answers

    def _answer(self, question: Question, line: str) -> None:
        old = self._session.answer
        text = old.text if old else ""
        if not question.closed or (old is not None and old.value is not None):
            self._session.write(
                question.id, old.value if old else None, f"{text}\n{line}" if text else line
            )
            return
        try:
            value, remark = answer_in_line(self._session.shown(question), line)
        except WizardError as fault:
            self._say(fault.message)
            return
        self._session.write(question.id, value, "\n".join(filter(None, (text, remark))))
        self._say(f"Taken: {value_in_words(value)}. A remark, or an empty line to go on.")

    def _consent(self, line: str) -> None:
        item = self._next_consent()
        if item is None:
            self._session.add_note(line)
            self._say("Kept as a note. An empty line goes on.")
            return
        answer = folded(line.strip())
        given = answer in _said(ENGLISH.yes, self._words.yes)
        if not given and answer not in _said(ENGLISH.no, self._words.no):
            self._say("Type y or n; an empty line goes on without an answer.")
            return
        self._session.consent(item.id, given)
        if item.id == CONSENT_TAKE_PART and not given:
            self._say("They would rather not take part: thank them, and leave with /quit.")
        if self._next_consent() is None and self._session.place == OPENING:
            self._move(self._session.next)
        else:
            self._ask_consent()

    # Showing

    def _show(self) -> None:
        current = self._session.question
        if current is None:
            self._frame()
            return
        question = self._session.shown(current)
        place = [q.id for q in self._session.bank.questions].index(question.id) + 1
        self._say("")
        self._say(
            f"{self._words.headings[question.heading]}, question {place} of "
            f"{len(self._session.bank.questions)}{', key' if question.key else ''}"
        )
        self._say(question.wording)
        for paragraph in question.guidance:
            self._say(f"  ({paragraph})")
        for probe in question.probes:
            self._say(f"  Ask: {probe}")
        self._show_choices(question)
        self._show_answer()

    def _show_choices(self, question: Question) -> None:
        for number, choice in enumerate(question.choices, 1):
            self._say(f"  {number}. {choice.text}")
        if question.kind is Kind.MANY:
            self._say("  Several may be chosen: 1 3")
        if question.kind in (Kind.SCALE, Kind.NUMBER):
            self._say(f"  A number{bounds_in_words(question)}")

    def _show_answer(self) -> None:
        answer = self._session.answer
        if answer is None or (answer.empty and answer.state is State.ANSWERED):
            return
        if answer.state is not State.ANSWERED:
            self._say(f"  Marked: {self._words.states[answer.state]}")
        if answer.value is not None:
            self._say(f"  Taken: {value_in_words(answer.value)}")
        for line in answer.text.split("\n"):
            if line:
                self._say(f"  So far: {line}")

    def _frame(self) -> None:
        opening = self._session.place == OPENING
        frame = self._current_frame()
        self._say("")
        self._say(self._words.opening if opening else self._words.closing)
        for paragraph in frame.paragraphs:
            self._say(paragraph)
        self._ask_consent()

    def _ask_consent(self) -> None:
        item = self._next_consent()
        self._say(f"{item.text} (y or n)" if item else "An empty line goes on.")

    def _next_consent(self) -> ConsentItem | None:
        given = self._session.interview.consent
        return next((i for i in self._current_frame().consent if i.id not in given), None)

    def _current_frame(self) -> Frame:
        bank = self._session.bank
        opening = self._session.place == OPENING
        return self._session.shown_frame(bank.opening if opening else bank.closing)


def _states_by_name(words: Words) -> dict[str, State]:
    """Each state by what may be typed for it: its id, and its name in the bank's language."""
    names = ((state, (state.value, words.states[state])) for state in _STATES)
    return {_comparable(name): state for state, typed in names for name in typed}


def _said(*words: str) -> frozenset[str]:
    """What may be typed for these words: each of them, or its first letter."""
    return frozenset(part for word in map(folded, words) for part in (word, word[0]))


def _comparable(name: str) -> str:
    return folded(slug(name))
