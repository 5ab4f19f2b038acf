"""What the menu of one interview does: it asks, does it, and says in one line what came of it."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime

from textual.app import App

from persona_wizard.model.dates import when
from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Interview
from persona_wizard.store import StudyFolder
from persona_wizard.studies import erasing, managing
from persona_wizard.studies.interviews import Sitting
from persona_wizard.studies.writing_out import PageExists
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.screens.ask import Ask, Confirm
from persona_wizard.tui.screens.interview_menu import InterviewMenu


class WholeInterview:
    """One interview to be managed: `own` where this program sits at it, else from its file.

    `changed` is called when something was; `delete` deletes it, and may raise WizardError.
    """

    def __init__(
        self,
        app: App[None],
        store: StudyFolder,
        interview_id: str,
        changed: Callable[[], None],
        delete: Callable[[], None],
        own: Sitting | None = None,
    ) -> None:
        self._app = app
        self._store = store
        self._id = interview_id
        self._changed = changed
        self._delete = delete
        self._own = own

    def ask(self) -> None:
        """Show the menu, and do what is chosen there."""
        interview = self._read()
        if interview is not None:
            self._app.push_screen(InterviewMenu(_which(interview)), self._chosen)

    def _chosen(self, name: str | None) -> None:
        interview = self._read() if name else None
        if interview is None:
            return
        if name == "audience":
            self._ask_audience(interview)
        elif name == "pseudonym":
            self._ask_pseudonym(interview, interview.pseudonym)
        elif name == "export":
            self._export(interview, replace_it=False)
        elif name == "erase":
            self._ask_erase(interview)
        else:
            self._ask_delete(interview)

    def _read(self) -> Interview | None:
        if self._own is not None:
            return self._own.session.interview
        try:
            return self._store.read_interview(self._id)
        except WizardError as fault:
            self._tell(fault)
            return None

    def _ask_audience(self, interview: Interview) -> None:
        from persona_wizard.tui.screens.finder import Finder

        others = [audience for audience in Audience if audience is not interview.audience]
        things = tuple(Findable(a.value, place=a.value) for a in others)

        def move(choice: Findable | None) -> None:
            if choice is None:
                return
            audience = Audience(choice.place)
            try:
                managing.move_audience(self._store, interview, audience, self._own)
            except WizardError as fault:
                self._tell(fault)
                return
            self._done(f"{interview.pseudonym} counts with the {audience.value} now.")

        title = f"Count {interview.pseudonym} with whom? Answers and questions stay as they are."
        self._app.push_screen(Finder(things, title), move)

    def _ask_pseudonym(self, interview: Interview, typed: str) -> None:
        def rename(given: str | None) -> None:
            if given is None or given == interview.pseudonym:
                return
            try:
                managing.rename(self._store, interview, given, self._own)
            except managing.NotRenamed as fault:
                self._tell(fault)
                self._ask_pseudonym(interview, given)
            except WizardError as fault:
                self._tell(fault)
            else:
                self._done(f"{interview.pseudonym} is called {given.strip()} now.")

        question = f"What should {interview.pseudonym} be called? No real name."
        hint = "Enter changes it in all their interviews; Esc leaves it."
        self._app.push_screen(Ask(question, hint, typed), rename)

    def _export(self, interview: Interview, replace_it: bool) -> None:
        def answered(yes: bool | None) -> None:
            if yes:
                self._export(interview, replace_it=True)

        try:
            written = managing.export_interview(self._store, interview, replace_it)
        except PageExists as fault:
            question = f"{fault.path.name} is there already. Replace it?"
            self._app.push_screen(Confirm(question, "replace it", "keep it"), answered)
        except WizardError as fault:
            self._tell(fault)
        else:
            words = "" if written.with_words else " Without consent to quote, no words are in it."
            where = written.path.relative_to(self._store.folder).as_posix()
            self._say(f"Written to {where} in the study’s folder.{words}")

    def _ask_delete(self, interview: Interview) -> None:
        def once(yes: bool | None) -> None:
            if yes:
                sure = "It can't be brought back. Delete it for good?"
                self._app.push_screen(Confirm(sure, "delete it for good", "keep it"), twice)

        def twice(yes: bool | None) -> None:
            if not yes:
                return
            try:
                self._delete()
            except WizardError as fault:
                self._tell(fault)
                return
            self._say(f"The interview with {interview.pseudonym} is deleted.")

        answers = sum(not answer.empty for answer in interview.answers.values())
        goes = "1 answer" if answers == 1 else f"{answers} answers"
        notes = len(interview.notes)
        if notes:
            goes += " and 1 note" if notes == 1 else f" and {notes} notes"
        try:
            named = erasing.kept_of(self._store, interview) is not None
        except WizardError as fault:
            self._tell(fault)
            return
        also = "So would the name and contact kept of them" if named else "Nothing else would"
        question = f"Delete {_which(interview)}? {goes} would go. {also}."
        self._app.push_screen(Confirm(question, "delete it", "keep it"), once)

    def _ask_erase(self, interview: Interview) -> None:
        from persona_wizard.tui.screens.doing import Doing
        from persona_wizard.tui.screens.erase_person import ErasePersonScreen

        found: list[erasing.Erasure] = []

        def look() -> None:
            found.append(erasing.person_to_erase(self._store, interview.pseudonym))

        def looked(fault: WizardError | None) -> None:
            if fault is not None:
                self._tell(fault)
                return
            (erasure,) = found

            def sure(yes: bool | None) -> None:
                if yes:
                    self._erase(erasure)

            self._app.push_screen(ErasePersonScreen(erasure), sure)

        said = f"Looking for all that is of {interview.pseudonym}…"
        self._app.push_screen(Doing(said, look), looked)

    def _erase(self, erasure: erasing.Erasure) -> None:
        from persona_wizard.tui.screens.doing import Doing

        own = self._id if self._own is not None else ""
        left: list[erasing.Left] = []

        def erase() -> None:
            # A save that is under way would put back what is being erased.
            with nullcontext() if self._own is None else self._own.resting():
                left.append(erasing.erase_person(self._store, erasure, own))

        def erased(fault: WizardError | None) -> None:
            if fault is None or isinstance(fault, erasing.NotSearched):
                self._after_erasing()
            if fault is not None:
                self._tell(fault)
                return
            self._say("\n".join(erasing.what_is_left_in_words(erasure.pseudonym, left[0])))

        self._app.push_screen(Doing(f"Erasing {erasure.pseudonym}…", erase), erased)

    def _after_erasing(self) -> None:
        try:
            if self._own is None:
                self._changed()
            else:
                self._delete()
        except WizardError as fault:
            self._tell(fault)

    def _done(self, said: str) -> None:
        self._changed()
        self._say(said)

    def _say(self, said: str) -> None:
        self._app.notify(said, timeout=6, markup=False)

    def _tell(self, fault: WizardError) -> None:
        self._app.notify(fault.message, severity="error", timeout=10, markup=False)


def _which(interview: Interview) -> str:
    started = datetime.fromisoformat(interview.started).astimezone()
    day = when(started, datetime.now().astimezone())
    return f"the interview with {interview.pseudonym}, {interview.audience.one}, {day}"
