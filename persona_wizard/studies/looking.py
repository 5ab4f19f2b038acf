"""Looking at an interview that somebody else is writing."""

from persona_wizard.interviewing.read_only import ReadOnlySession
from persona_wizard.model.interview import Interview
from persona_wizard.model.study import Study
from persona_wizard.store import NoRights, StudyFolder
from persona_wizard.studies.following import Following
from persona_wizard.studies.interviews import Sitting, resume_interview
from persona_wizard.studies.reading import bank_of

Stamp = tuple[int, int, int]

# Whose interview it is to write where a newer version wrote it.
NEWER = "a newer Persona Wizard"


class Looking(Sitting):
    """A sitting at which nothing can be written: it has a session, and no file."""

    session: ReadOnlySession

    def __init__(
        self,
        store: StudyFolder,
        study: Study,
        session: ReadOnlySession,
        stamp: Stamp | None,
        may_write: bool,
    ) -> None:
        self.study = study
        self.session = session
        self.following = Following(store, study, session.interview)
        self._store = store
        self._id = session.interview.id
        self._stamp = stamp
        self._may_write = may_write

    @property
    def apart(self) -> bool:
        """Nothing is saved here, and so nothing beside anything."""
        return False

    @property
    def may_write(self) -> bool:
        """Whether this person has the right to write here, once nobody else does."""
        return self._may_write

    @property
    def writer(self) -> str:
        """Who keeps it from being written here; empty where nobody says so."""
        return NEWER if self._store.is_newer(self._id) else self._store.writer(self._id)

    def news(self) -> Interview | None:
        """The record as it is now; None where its file is the same. Raises StoreError."""
        stamp = self._store.interview_stamp(self._id)
        if stamp is not None and stamp == self._stamp:
            return None
        interview = self._store.read_interview(self._id)
        # A later save than the one that was read is news at the next look.
        self._stamp = stamp
        return interview

    def sit_down(self) -> Sitting:
        """Become the one who writes. Raises InterviewLocked, StoreError, BankError."""
        return resume_interview(self._store, self._id)

    def save(self, interview: Interview) -> None:
        """There is nothing to save."""

    def rest(self) -> None:
        """Nothing is changed here that links could follow."""

    def close(self) -> None:
        """There is nothing to close."""

    def erase(self) -> bool:
        """Raises NoRights."""
        raise NoRights("Not erased: this interview is only read here. Nothing was changed.")


def look_at(store: StudyFolder, interview_id: str, may_write: bool = True) -> Looking:
    """An interview to read, whoever writes it. Raises StoreError, BankError."""
    study = store.study()
    # Before the reading: what is saved in between is news then.
    stamp = store.interview_stamp(interview_id)
    interview = store.read_interview(interview_id)
    bank = bank_of(store, interview.bank)
    return Looking(store, study, ReadOnlySession(interview, bank, study.fills), stamp, may_write)
