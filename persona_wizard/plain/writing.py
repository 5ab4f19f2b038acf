"""Holding an interview line by line: answers, states, notes, consent and the end."""

from collections.abc import Callable

from persona_wizard.interviewing import OPENING
from persona_wizard.model.bank import Question
from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import CONSENT_TAKE_PART, State, value_in_words
from persona_wizard.plain import answers
from persona_wizard.plain.consents import Consents, offer_to_erase
from persona_wizard.plain.exchange import Exchange, NotTaken
from persona_wizard.plain.finishing import finish
from persona_wizard.plain.help import WRITING_HELP
from persona_wizard.plain.reading import Walk
from persona_wizard.plain.said import earlier_lines, stands
from persona_wizard.plain.typed import (
    question_named,
    quoted,
    state_in,
    words_of,
    yes_or_no,
)
from persona_wizard.studies.following import Moved
from persona_wizard.studies.interviews import Sitting

_APART = (
    "Somebody else changed this interview's file. Saved apart: yours is kept beside it, in "
    "conflicts/. The study's screen shows both."
)


def interview_in_lines(sitting: Sitting, exchange: Exchange) -> None:
    """Walk an interview until it is finished, left, or the lines end. Saves after every line.

    Raises StoreError where the last save fails; whoever closes the sitting tries once more.
    """
    Writing(sitting, exchange).run()


class Writing(Walk):
    help = WRITING_HELP
    at_the_end = "That was the last. /finish ends the interview, /quit leaves it open."

    def __init__(self, sitting: Sitting, exchange: Exchange) -> None:
        super().__init__(sitting, exchange)
        self._consents = Consents(sitting.session)
        self._erased = False
        self._unsaved = False
        self._told_apart = False
        sitting.following.tell = self._tell_lost

    def run(self) -> None:
        interview = self._session.interview
        self._say(
            f"{interview.pseudonym}, {self._words.one[interview.audience]}. Type /help for help."
        )
        if interview.finished:
            self._say("It is finished. /read reads it through, /reopen opens it again.")
        super().run()
        if not self._erased:
            self._session.keep_time()
            self._sitting.save(self._session.interview)
            self._tell_apart()
            self._session.key_only = False
            self._say(f"Saved: {stands(self._session)}")

    def _commands(self) -> dict[str, Callable[[str], None]]:
        return {
            **super()._commands(),
            "answer": self._answer_by_id,
            "clear": self._clear,
            "earlier": self._earlier,
            "note": lambda text: self._say(answers.note(self._session, text)),
            "file": lambda typed: self._say(answers.file(self._session, typed)),
            "drop": lambda typed: self._say(answers.drop(self._session, typed)),
            "finish": self._finish,
            "reopen": self._reopen,
        }

    def _command(self, typed: str) -> None:
        state = state_in(typed, self._words)
        if state is not None:
            self._state(*state)
        else:
            super()._command(typed)

    def _write(self, line: str) -> None:
        self._refuse_astray()
        words = words_of(line)
        question = self._session.question
        if question is not None:
            self._answer(question, words)
        else:
            self._in_words(words)

    # Saving

    def _taken(self) -> None:
        self._save()

    def _save(self) -> None:
        """Save; where that fails, say so once, keep all, and try again at the next line."""
        if self._erased:
            return
        # A line is whole once it is entered.
        self._sitting.rest()
        try:
            self._sitting.save(self._session.interview)
        except WizardError as fault:
            if not self._unsaved:
                self._say(fault.message)
            self._unsaved = True
        else:
            if self._unsaved:
                self._say("Saved again.")
            self._unsaved = False
            self._tell_apart()

    def _tell_apart(self) -> None:
        """Say once that what is said goes into a file of its own."""
        if self._sitting.apart and not self._told_apart:
            self._told_apart = True
            self._say(_APART)

    def _tell_lost(self, moved: Moved) -> None:
        """Say what became of links to claims, where any counts no more."""
        if moved.lost_in_words:
            self._say(moved.lost_in_words)

    # Answers

    def _answer(self, question: Question, line: str) -> None:
        """Take a line at its own question."""
        if answers.take(self._session, question, line):
            taken = value_in_words(self._session.interview.answers[question.id].value)
            self._say(f"Taken: {taken}. A remark, or an empty line to go on.")
        elif marked := answers.marked(self._session, question):
            self._say(marked)

    def _answer_by_id(self, typed: str) -> None:
        """Take a line to any question or consent, without going there."""
        name, _, line = typed.partition(" ")
        line = line.strip()
        if name in {item.id for item in self._session.consent_items()}:
            self._give_consent(name, line)
            if not self._over:
                self._say(f"Taken for {name}: {line}")
            return
        question = question_named(name, self._session)
        if not line:
            raise NotTaken("Type the answer behind the name: /answer ID TEXT.")
        old = self._session.interview.answers.get(question.id)
        before = value_in_words(old.value) if old is not None else ""
        if value := answers.take_anew(self._session, question, line):
            self._say(f"Taken for {question.id}: {value}, in place of {before}")
        else:
            answers.let_rest(self._session, question)
            value = answers.take(self._session, question, line)
            beside = f" (a remark on {before})" if before else ""
            self._say(f"Taken for {question.id}: {value or line}{beside}")
        if not value and (marked := answers.marked(self._session, question)):
            self._say(marked)

    def _state(self, state: State, name: str) -> None:
        question = self._named_or_here(name)
        answers.let_rest(self._session, question)
        self._say(answers.mark(self._session, question, state))

    def _clear(self, name: str) -> None:
        self._say(answers.clear(self._session, self._named_or_here(name)))

    def _earlier(self, typed: str) -> None:
        question = self._here()
        answer = self._session.answer
        forms = list(earlier_lines(self._session, answer)) if answer is not None else []
        if answer is None or not forms:
            self._say("No earlier form of this answer.")
        elif not typed:
            self._say_all(forms)
        else:
            numbers = {str(index + 1): index for index in range(len(answer.revisions))}
            if typed not in numbers:
                raise NotTaken(f"There is no earlier form “{quoted(typed)}”. /earlier lists them.")
            self._session.take_back(question.id, numbers[typed])
            self._show()

    def _refuse_astray(self) -> None:
        """Let nothing that a script says of one question be kept as said of another."""
        if self._astray:
            raise NotTaken("It was meant for a question that was not found.")

    def _here(self) -> Question:
        self._refuse_astray()
        question = self._session.question
        if question is None:
            raise NotTaken("There is no question here to mark or change.")
        return question

    def _named_or_here(self, name: str) -> Question:
        return question_named(name, self._session) if name else self._here()

    # Consent

    def _in_frame(self) -> None:
        item = self._consents.open_item()
        self._say(self._consents.question(item) if item else "An empty line goes on.")

    def _in_words(self, line: str) -> None:
        """Take what is typed in the Opening or the Closing: a yes or no, or a note."""
        item = self._consents.open_item()
        opening = self._session.place == OPENING
        if item is not None and (opening or yes_or_no(line, self._words) is not None):
            self._consent(item.id, line)
            return
        self._session.add_note(line)
        self._say("Kept as a note.")
        self._in_frame()

    def _give_consent(self, item: str, line: str) -> None:
        given = yes_or_no(line, self._words)
        if given is None:
            raise NotTaken("Type y or n; an empty line goes on without an answer.")
        self._consents.give(item, given)
        if item == CONSENT_TAKE_PART and not given:
            self._not_taking_part()

    def _consent(self, item: str, line: str) -> None:
        """Take a yes or no where it was asked, and ask on."""
        self._give_consent(item, line)
        if self._over:
            return
        if self._consents.open_item() is None and self._session.place == OPENING:
            self._move(self._session.next)
        else:
            self._in_frame()

    def _not_taking_part(self) -> None:
        """Offer to erase where there is something to erase, else say what to do."""
        interview = self._session.interview
        if self._session.place == OPENING and not (interview.answers or interview.notes):
            self._say("They would rather not take part: thank them, and leave with /quit.")
            return
        self._save()
        self._erased = self._over = offer_to_erase(self._sitting, self._exchange, self._words)

    # The end

    def _finish(self, _: str) -> None:
        self._over = finish(self._session, self._exchange, self._words, self._save)

    def _reopen(self, _: str) -> None:
        if self._session.interview.finished is None:
            raise NotTaken("It is not finished.")
        self._session.reopen()
        self._say("Open again.")
