"""Walking about in an interview and reading it, line by line."""

from collections.abc import Callable, Iterable

from persona_wizard.interviewing import CLOSING, OPENING
from persona_wizard.interviewing.wording import left_out
from persona_wizard.model.errors import WizardError
from persona_wizard.model.languages import words_in
from persona_wizard.plain.exchange import Exchange, NotTaken
from persona_wizard.plain.help import READING_HELP
from persona_wizard.plain.said import (
    everything,
    list_lines,
    note_lines,
    question_lines,
    time_line,
)
from persona_wizard.plain.typed import is_command, place_named, question_named, quoted
from persona_wizard.studies.interviews import Sitting
from persona_wizard.studies.looking import Looking


def read_in_lines(looking: Looking, exchange: Exchange) -> None:
    """Walk about in an interview that somebody else is writing, until left or the lines end."""
    OnlyReading(looking, exchange).run()


class Walk:
    """Takes line by line, until it is over or the lines end.

    A command's function is given what was typed behind it, and raises WizardError where it
    changes nothing.
    """

    help = ""
    at_the_end = ""

    def __init__(self, sitting: Sitting, exchange: Exchange) -> None:
        self._sitting = sitting
        self._session = sitting.session
        self._exchange = exchange
        self._say = exchange.say
        self._words = words_in(sitting.session.bank.language)
        self._over = False
        # Whether a script went to a question that is not there, and has gone nowhere since.
        self._astray = False

    def run(self) -> None:
        self._show()
        while not self._over:
            line = self._exchange.line()
            if line is None:
                break
            try:
                self._take(line)
            except WizardError as fault:
                self._exchange.refuse(fault.message)
            self._taken()

    def _commands(self) -> dict[str, Callable[[str], None]]:
        return {
            "help": lambda _: self._say(self.help),
            "next": lambda _: self._move(self._session.next),
            "back": lambda _: self._move(self._session.back),
            "go": self._go,
            "key": self._key,
            "list": lambda _: self._say_all(list_lines(self._session)),
            "show": self._show_question,
            "notes": self._notes,
            "read": lambda _: self._say_all(everything(self._session)),
            "time": lambda _: self._say(time_line(self._session)),
            "quit": self._quit,
        }

    def _take(self, line: str) -> None:
        if is_command(line):
            self._command(line[1:].strip())
        elif not line.strip():
            self._move(self._session.next)
        else:
            self._write(line)

    def _command(self, typed: str) -> None:
        name, _, rest = typed.partition(" ")
        command = self._commands().get(name.lower())
        if command is None:
            raise NotTaken(
                f"There is no /{quoted(name)}. Nothing was changed; /help lists what there is."
            )
        command(rest.strip())

    def _write(self, _: str) -> None:
        """Take words that are no command."""
        raise NotImplementedError

    def _taken(self) -> None:
        """A line was taken, or refused."""

    def _quit(self, _: str) -> None:
        self._over = True

    # Moving

    def _move(self, step: Callable[[], str]) -> None:
        before = self._session.place
        step()
        self._astray = False
        if before == self._session.place == CLOSING:
            self._say(self.at_the_end)
        else:
            self._show()

    def _go(self, name: str) -> None:
        self._astray = self._exchange.is_script
        self._session.go(place_named(name, self._session, self._words))
        self._astray = False
        self._show()

    def _key(self, _: str) -> None:
        self._session.key_only = not self._session.key_only
        if self._session.key_only:
            self._say(f"Key questions only, {left_out(self._session)} left out.")
        else:
            self._say("All questions.")

    # Showing

    def _say_all(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._say(line)

    def _show(self) -> None:
        """Show the place that the session is at."""
        self._say("")
        question = self._session.question
        if question is not None:
            self._say_all(question_lines(self._session, question))
            return
        opening = self._session.place == OPENING
        self._say(self._words.opening if opening else self._words.closing)
        self._say_all(self._session.frame().paragraphs)
        if opening and self._sitting.last_time:
            self._say(f"Last time you wanted to ask first: {self._sitting.last_time}")
        self._in_frame()

    def _in_frame(self) -> None:
        """Say what can be done in the Opening or the Closing."""
        self._say("An empty line goes on.")

    def _show_question(self, name: str) -> None:
        self._say_all(question_lines(self._session, question_named(name, self._session)))

    def _notes(self, _: str) -> None:
        self._say_all(note_lines(self._session))
        if not self._session.interview.notes:
            self._say("No note waits to be filed.")


class OnlyReading(Walk):
    """An interview that somebody else is writing: what they save is seen at the next line."""

    help = READING_HELP
    at_the_end = "That was the last. /quit leaves."

    def __init__(self, looking: Looking, exchange: Exchange) -> None:
        super().__init__(looking, exchange)
        self._looking = looking
        self._gone = False

    def run(self) -> None:
        self._say(f"{self._why_not()} Type /help for help.")
        super().run()

    def _take(self, line: str) -> None:
        if not self._gone:
            self._take_news()
        super()._take(line)

    def _take_news(self) -> None:
        """See what was saved; where it can't be read any more, what was read stays."""
        try:
            news = self._looking.news()
        except WizardError as fault:
            self._gone = True
            self._say(fault.message)
            return
        if news is not None:
            self._looking.session.take_in(news)

    def _command(self, typed: str) -> None:
        if typed.partition(" ")[0].lower() not in self._commands():
            raise NotTaken(self._why_not())
        super()._command(typed)

    def _write(self, _: str) -> None:
        raise NotTaken(self._why_not())

    def _why_not(self) -> str:
        who, writer = self._session.interview.pseudonym, self._looking.writer
        if not self._looking.may_write:
            return f"{who} is only read here: you have no right to write in this study."
        if not writer:
            return f"{who} is only read here. Resume it anew to write, if nobody else does."
        return f"{who} is being written by {writer}; here you can only read."
