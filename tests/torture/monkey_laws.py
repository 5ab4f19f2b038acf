"""What must hold whatever a monkey did: on its screen, and on the disk."""

from collections import defaultdict
from pathlib import Path

from monkey_careful import interview_of, marks_at_rest, words_in
from msgspec.structs import replace
from textual.app import App
from textual.screen import Screen
from textual.widgets import Static

from persona_wizard.interviewing import OPENING
from persona_wizard.model.interview import Interview, Value
from persona_wizard.model.text import clean
from persona_wizard.store import OpenInterview, StudyFolder
from persona_wizard.tui.screens.base import NARROWEST, SHORTEST, WizardScreen
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.looking import LookingScreen
from persona_wizard.tui.screens.read_through import ReadThroughScreen
from persona_wizard.tui.widgets.answer import AnswerPane
from persona_wizard.tui.widgets.bands import KeyBand, TopBand
from persona_wizard.tui.widgets.running import RunningNotes
from persona_wizard.tui.widgets.writing import fold_long_lines


class Broken(AssertionError):
    """A law does not hold."""


def held(law: object, told: str) -> None:
    if not law:
        raise Broken(told)


# On the screen


def look_at_screen(app: App[None]) -> None:
    """The bands tell something, and whoever types in an interview types somewhere."""
    screen = app.screen
    if isinstance(screen, WizardScreen):
        _has_bands(screen, app)
    if isinstance(screen, InterviewScreen) and not isinstance(screen, LookingScreen):
        _takes_words(screen)


def _has_bands(screen: WizardScreen, app: App[None]) -> None:
    name = type(screen).__name__
    where = str(screen.query_one(TopBand).query_one(".where", Static).render())
    held(where.strip(), f"the top band of {name} is empty")
    band = screen.query_one(KeyBand)
    held(band.children and band.display, f"{name} is left without its keys")
    if app.size.width >= NARROWEST and app.size.height >= SHORTEST:
        held(band.region.height == 1, f"the keys of {name} are out of sight: {band.region}")
        held(band.region.y == app.size.height - 1, f"the keys of {name} are not at the foot")


def _takes_words(screen: InterviewScreen) -> None:
    session, focused = screen._session, screen.focused
    held(focused is not None, f"nothing has the focus at {session.place}")
    assert focused is not None
    held(focused.display and focused.is_attached, f"the focus is on a hidden {focused}")
    pane, stream = screen.query_one(AnswerPane), screen.query_one(RunningNotes)
    if screen._in_stream:
        kept_lines = {"", *(note.text for note in session.interview.notes)}
        same = clean(stream.line.text).strip() in kept_lines
        held(same, f"the stream shows {stream.line.text!r}, not kept")
        return
    if session.question is None:
        return
    held(pane in focused.ancestors, f"the focus is on {focused}, beside the answer")
    answer = session.answer
    shown = (pane.question.id if pane.question else "", *_bare(pane.value, pane.text))
    kept = (session.place, *(_bare(answer.value, answer.text) if answer else _bare(None, "")))
    held(shown == kept, f"the screen shows {shown}, the session has {kept}")


def _bare(value: Value, text: str) -> tuple[object, str]:
    """What was said, without the space and the order that a widget gives it."""
    if isinstance(value, tuple):
        picks = ((pick.choice, pick.text, _words(pick.said)) for pick in value)
        return tuple(sorted(picks)), _words(text)
    return value, _words(text)


def _words(text: str) -> str:
    # A line too long to type in is broken where it is shown.
    return " ".join(fold_long_lines(text).split())


# On the disk


class Disk:
    """The interviews of every study in a folder, and which words each must hold for good."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._for_good: dict[str, set[str]] = defaultdict(set)
        self._seen: set[str] = set()
        self.erased: set[str] = set()

    def knows_of_erasing(self, file: OpenInterview) -> None:
        """Somebody has this interview deleted."""
        self.erased.add(file.interview.id)

    def look(self, app: App[None] | None) -> None:
        """Everything reads back, nothing is gone, and an interview on the screen is on the disk."""
        kept = self.interviews()
        for gone in self._seen - set(kept):
            held(gone in self.erased, f"interview {gone} is gone, and nobody deleted it")
        self._seen |= set(kept)
        for interview_id, words in self._for_good.items():
            if interview_id not in self.erased:
                held_now = words_in(kept[interview_id]) + self._put_aside()
                missing = [word for word in words if word not in held_now]
                held(not missing, f"{missing} left interview {interview_id}")
        screen = interview_of(app) if app is not None and app.is_running else None
        if screen is not None and screen._session.interview.id not in self.erased:
            held(screen.saver.flush(), "the interview can't be saved")
            session = screen._session.interview
            # How long it took runs on, and leaving an answer alone is written with the next change.
            now, saved = _at_rest(session), _at_rest(self.interviews()[session.id])
            held(now == saved, f"the session has {now}, the disk {saved}")

    def find(self, interview_id: str, words: list[str], screens: list[Screen[object]]) -> None:
        """These words are in this interview; what can't be edited away any more stays for good."""
        if interview_id in self.erased:
            return
        kept = self.interviews()[interview_id]
        held_now = words_in(kept) + self._put_aside()
        lost = [word for word in words if word not in held_now]
        held(not lost, f"lost of interview {interview_id}: {lost}; it has {words_in(kept)!r}")
        # Reading through can be undone, change by change, until it is over.
        if not any(isinstance(screen, ReadThroughScreen) for screen in screens):
            self._for_good[interview_id] |= marks_at_rest(kept)

    def _put_aside(self) -> str:
        """Everything in the versions of interviews that were not kept, or wait to be settled."""
        files = (f for at in ("quarantine", "conflicts") for f in self._home.glob(f"*/{at}/*"))
        return "\n".join(file.read_text() for file in sorted(files) if file.is_file())

    def interviews(self) -> dict[str, Interview]:
        found: dict[str, Interview] = {}
        for file in sorted(self._home.rglob("study.json")):
            store = StudyFolder.open(file.parent)
            listing = store.interviews()
            held(not listing.unreadable, f"unreadable: {listing.unreadable}")
            store.study()
            found |= {interview.id: interview for interview in listing.interviews}
        return found


def _at_rest(interview: Interview) -> Interview:
    answers = {key: replace(one, open=True) for key, one in interview.answers.items()}
    here = interview.current or OPENING
    return replace(interview, elapsed=0.0, current=here, answers=answers)
