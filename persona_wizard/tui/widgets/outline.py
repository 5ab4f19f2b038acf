"""The interview's outline: where the conversation stands, heading by heading."""

from dataclasses import dataclass

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from persona_wizard.interviewing import CLOSING, OPENING, Session
from persona_wizard.interviewing.progress import is_done
from persona_wizard.model.bank import Question
from persona_wizard.model.interview import State
from persona_wizard.model.languages import words_in
from persona_wizard.tui.safe_text import safe_line_part

_WIDTH = 24
# Before the id of a heading's first question, as the heading's own id; no slug holds a colon.
_HEADING = "heading:"


class Outline(OptionList, can_focus=False):
    """The headings with their progress; under the current one, its questions. Clicks go there."""

    DEFAULT_CSS = """
    Outline { width: 34; padding: 0 2 0 1; height: 1fr; border: none; background: $background; }
    """

    @dataclass
    class Wanted(Message):
        """The person clicked a place."""

        place: str

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._rows: tuple[tuple[str, Content], ...] = ()

    def show(self, session: Session) -> None:
        """Draw the outline as the session stands; only what changed is drawn again."""
        rows = tuple(_rows(session))
        if rows == self._rows:
            return
        same_places = [place for place, _ in rows] == [place for place, _ in self._rows]
        if same_places:
            for index, (old, new) in enumerate(zip(self._rows, rows, strict=True)):
                if old != new:
                    self.replace_option_prompt_at_index(index, new[1])
        else:
            self.clear_options()
            self.add_options(Option(text, id=place) for place, text in rows)
        self._rows = rows
        here = [place for place, _ in rows].index(session.place)
        self.scroll_to_highlight_of(here)

    def scroll_to_highlight_of(self, index: int) -> None:
        """Keep the current place in sight."""
        self.highlighted = index

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Wanted(event.option_id.removeprefix(_HEADING)))


def _rows(session: Session) -> list[tuple[str, Content]]:
    words = words_in(session.bank.language)
    counted = {h.heading: h for h in session.progress().headings}
    current = session.question
    here = current.heading if current else None
    rows = [(OPENING, _frame(words.opening, session.place == OPENING))]
    seen: set[str] = set()
    for question in session.bank.questions:
        if question.heading not in seen:
            seen.add(question.heading)
            progress = counted.get(question.heading)
            done, total = (progress.done, progress.total) if progress else (0, 0)
            title = f"{words.shorts[question.heading]:<{_WIDTH}}{f'{done}/{total}':>5}"
            # A click on a heading goes to its first question.
            style = "bold" if question.heading == here else "$quiet"
            rows.append((_HEADING + question.id, Content.styled(title, style)))
        if question.heading == here:
            rows.append((question.id, _question(session, question)))
    rows.append((CLOSING, _frame(words.closing, session.place == CLOSING)))
    return rows


def _frame(title: str, here: bool) -> Content:
    return Content.styled(title, "bold" if here else "$quiet")


def _question(session: Session, question: Question) -> Content:
    answer = session.interview.answers.get(question.id)
    if answer is not None and answer.parked:
        sign = "‖"
    elif answer is not None and not answer.empty and answer.state is not State.ANSWERED:
        sign = "–"
    elif is_done(answer):
        sign = "●"
    else:
        open_sign = "○" if question.key else " "
        sign = open_sign if session.asks(question) else "∅"
    here = question.id == session.place
    name = question.id.replace("-", " ")[:_WIDTH].ljust(_WIDTH)
    text = Content.assemble("• " if here else "· ", safe_line_part(name), " ", sign)
    return text.stylize("bold $accent" if here else "$quiet")
