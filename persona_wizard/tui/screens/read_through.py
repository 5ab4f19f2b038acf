"""Read through: everything typed in one scroll, to be put in order; and the end."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from persona_wizard.interviewing import CLOSING, Session, lines
from persona_wizard.interviewing.wording import (
    ALL_THE_SAME,
    MARK_THE_REST,
    NEXT_TIME,
    what_is_left,
)
from persona_wizard.model.composing import Code
from persona_wizard.model.interview import Note
from persona_wizard.model.observations import STAR
from persona_wizard.studies.line_links import LineLinks
from persona_wizard.synthesis.code_book import meanings
from persona_wizard.tui import actions
from persona_wizard.tui.action import Action
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.interview_words import findable_questions
from persona_wizard.tui.read_through_rows import Row, short, tags_typed
from persona_wizard.tui.screens.ask import AskAsTyped, Confirm
from persona_wizard.tui.screens.line_box import LineBox
from persona_wizard.tui.screens.read_through_changed import ReadThroughChanged
from persona_wizard.tui.screens.tag_box import TagBox

FOLLOW_UP_STAYS = "A question you asked off the guide takes no tag and is no quote."
LINES_ONLY = "Go to a line of an answer, or to a note, for that."
NOTES_ONLY = "That is for notes that wait to be filed."


class ReadThroughScreen(ReadThroughChanged, inherit_bindings=False):
    """Gives the place to go back to; None when the reading is over.

    `changed` is called after every change. `tags` gives those of the study as far as they have
    been read, with how often each is used, `codes` the study's code book. `more` shows what can be
    done with the whole interview. `links` ties lines to the study's claims.
    """

    ACTIONS: ClassVar[tuple[Action, ...]] = actions.READ_THROUGH
    HELP_TITLE = "Read through"
    HELP_TEXT = (
        "Everything typed, in the order of the guide. A key acts on the line under the cursor.\n"
        "Notes come first, with the time and the question that they were typed under.\n"
        "A line that offers “q quote?” stands in quotation marks: Q takes them off.\n"
        "{support} and {oppose} link a line to a claim of the persona; it stands below the line."
    )

    def __init__(
        self,
        session: Session,
        changed: Callable[[], None],
        *,
        tags: Callable[[], Mapping[str, int]] = dict,
        codes: Callable[[], Sequence[Code]] = tuple,
        more: Callable[[], None] | None = None,
        links: LineLinks | None = None,
    ) -> None:
        super().__init__(session, changed, links)
        self._tags = tags
        self._codes = codes
        self._more = more

    # Lines

    def _line(self) -> tuple[Row, str, int] | None:
        """The row under the cursor, its text, and which line of it; None where there is none."""
        row = self._row
        if not row.note and row.line is None:
            self._say(LINES_ONLY)
            return None
        text, line = self._text(row), row.line or 0
        if lines.is_follow_up(text.split("\n")[line]):
            self._say(FOLLOW_UP_STAYS)
            return None
        return row, text, line

    def action_edit(self) -> None:
        """Open a box with the line, or on a question with the whole answer."""
        row = self._row
        if not (row.question or row.note):
            self._say(LINES_ONLY)
            return
        before = self._remember()
        whole, line = self._text(row), row.line

        def typed(text: str) -> None:
            # A note that was emptied on the way would be gone.
            self._session.restore(before.interview)
            self._write(row, text if line is None else lines.edit_line(whole, line, text))
            self._changed()

        def closed(_: None) -> None:
            self._made("Changed", before)

        title = "A note" if row.note else self._asked(row.question)
        text = whole if line is None else whole.split("\n")[line]
        self.app.push_screen(LineBox(title, text, typed), closed)

    def action_tag(self) -> None:
        found = self._line()
        if found is None:
            return
        row, text, line = found

        meant = meanings(self._codes())

        def give(tag: str | None) -> None:
            if tag:
                named = meant.get(tag, tag)
                bearing = lines.tags_of(text.split("\n")[line])
                had = [one for one in bearing if meant.get(one, one) == named]
                changed = text
                for one in had or [tag]:
                    changed = lines.toggle_tag(changed, line, one)
                self._change(
                    f"#{tag} {'removed' if had else 'added'}", lambda: self._write(row, changed)
                )

        of_study = self._tags()
        most_used = sorted(of_study, key=lambda tag: -of_study[tag])
        offered = dict.fromkeys((*tags_typed(self._session.interview, meant), *most_used))
        offered.pop(STAR, None)
        self.app.push_screen(TagBox(text.split("\n")[line], tuple(offered)), give)

    def action_star(self) -> None:
        found = self._line()
        if found is not None:
            row, text, line = found
            had = STAR in lines.tags_of(text.split("\n")[line])
            self._change(
                "No longer starred" if had else "Starred for the page",
                lambda: self._write(row, lines.toggle_star(text, line)),
            )

    def action_quote(self) -> None:
        found = self._line()
        if found is None:
            return
        row, text, line = found
        raw = text.split("\n")[line]
        if lines.offered_quote(raw):
            self._change(
                "A quote, in their words", lambda: self._write(row, lines.take_offered(text, line))
            )
            return
        told = "No longer a quote" if raw.lstrip().startswith(">") else "A quote, in their words"
        self._change(told, lambda: self._write(row, lines.toggle_quote(text, line)))

    # Notes

    def action_file(self) -> None:
        """Move a note to the end of the answer that it was typed under."""
        note = self._note()
        if note is None:
            self._say(NOTES_ONLY)
        elif note.question is None or self._session.bank.question(note.question) is None:
            self.action_file_elsewhere()
        else:
            self._file(note, note.question)

    def action_file_elsewhere(self) -> None:
        """Ask which question a note belongs to, its own first, and move it there."""
        from persona_wizard.tui.screens.finder import Finder

        note = self._note()
        if note is None:
            self._say(NOTES_ONLY)
            return
        questions = findable_questions(self._session)
        things = tuple(sorted(questions, key=lambda found: found.place != note.question))

        def file(choice: Findable | None) -> None:
            if choice is not None:
                self._file(note, choice.place)

        self.app.push_screen(Finder(things, f"File under which answer? “{note.text}”"), file)

    def _file(self, note: Note, question_id: str) -> None:
        self._change(
            f"Filed under “{short(self._asked(question_id))}”",
            lambda: self._session.file_note(note.id, question_id),
        )

    def action_drop(self) -> None:
        note = self._note()
        if note is None:
            self._say(NOTES_ONLY)
            return

        def drop(yes: bool | None) -> None:
            if yes:
                self._change("Dropped", lambda: self._session.edit_note(note.id, ""))

        question = f"Drop this note? “{short(note.text)}”"
        self.app.push_screen(Confirm(question, "drop it", "keep it"), drop)

    # The end, and what can be done with the whole

    def action_more(self) -> None:
        if self._more is not None:
            self._more()

    def action_finish(self) -> None:
        if self._session.interview.finished:
            before = self._session.unasked()
            self._session.reopen()
            self._changed()
            self.show_all()
            again = len(self._session.unasked()) - len(before)
            opened = f" {again} marked out of time can be asked again." if again else ""
            self._say(f"Open again.{opened}")
            return
        left = what_is_left(self._session)
        if self._session.unasked():
            asked = Confirm(
                f"{left} {MARK_THE_REST}", "mark them and finish", "finish, mark nothing"
            )
            self.app.push_screen(asked, self._finish)
        elif left:
            asked = Confirm(f"{left} {ALL_THE_SAME}", "finish", "not yet")
            self.app.push_screen(asked, self._finish_all_the_same)
        else:
            self._finish(False)

    def _finish_all_the_same(self, yes: bool | None) -> None:
        """Finish with consent or notes left open; else on to the consent that was not asked."""
        if yes:
            self._finish(False)
        elif yes is not None and self._session.consent_not_asked():
            self._leave_for(CLOSING)

    def _finish(self, mark_rest: bool | None) -> None:
        if mark_rest is None:
            return
        if mark_rest:
            self._session.mark_rest_out_of_time()
        self._session.close_answers()
        self._session.finish()
        self._changed()
        if self._session.interview.next_time:
            self.dismiss(None)
            return

        def typed(said: str) -> None:
            self._session.ask_next_time(said)
            self._changed()

        def closed(_: str | None) -> None:
            self.dismiss(None)

        hint = "Kept for your next interview. Enter goes on."
        self.app.push_screen(AskAsTyped(NEXT_TIME, hint, typed), closed)
