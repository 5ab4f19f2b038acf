"""Starting an interview, and sitting down to one again."""

import secrets
import time
from contextlib import AbstractContextManager

from msgspec import Struct

from persona_wizard.banks import bank_digest, shelf_for, words_needed
from persona_wizard.interviewing import Session
from persona_wizard.model.bank import Bank
from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import BankRef, Interview, Participant
from persona_wizard.model.pseudonyms import same_pseudonym
from persona_wizard.model.study import Study
from persona_wizard.model.text import clean_line
from persona_wizard.store import Listing, OpenInterview, StoreError, StudyFolder
from persona_wizard.studies.clock import now
from persona_wizard.studies.erasing import (
    Retired,
    delete_interview,
    erase_interview,
    is_only_one,
    is_retired,
    kept_of,
)
from persona_wizard.studies.following import Following
from persona_wizard.studies.reading import bank_of, banks_for


class PseudonymTaken(WizardError):
    """Somebody of this study has the pseudonym already; `participant` is whose id."""

    def __init__(self, pseudonym: str, participant: str) -> None:
        super().__init__(
            f"{pseudonym} was interviewed before. Nothing was started: say that it is the same "
            "person, or choose another pseudonym."
        )
        self.pseudonym = pseudonym
        self.participant = participant


class WordsNeeded(WizardError):
    """A bank asks for words that the study has not given yet; `words` are their names."""

    def __init__(self, bank_id: str, words: tuple[str, ...]) -> None:
        named = ", ".join(f"“{word}”" for word in words)
        super().__init__(
            f"The bank “{bank_id}” needs {named}, which the study does not say yet. "
            "Nothing was started: give the study its words first."
        )
        self.words = words


class Beginning(Struct, frozen=True, kw_only=True):
    """What is settled before an interview starts.

    `participant` is the id of somebody interviewed before, None for a new person. `name` and
    `contact` are optional and stay in the participants' folder.
    """

    audience: Audience
    bank: str
    pseudonym: str
    participant: str | None = None
    name: str = ""
    contact: str = ""


class Sitting:
    """One sitting at an interview of a study: its session, and the file it is saved to.

    `last_time` is what the interviewer wanted to ask first, said after an earlier interview.
    `following` has links to claims go along with words.
    """

    last_time = ""

    def __init__(
        self, store: StudyFolder, study: Study, session: Session, file: OpenInterview
    ) -> None:
        self.study = study
        self.session = session
        self.following = Following(store, study, file.interview)
        self._store = store
        self._file = file
        self._erased = False

    def save(self, interview: Interview) -> None:
        """Write a record of this interview; it is safe once this returns. Raises StoreError.

        Links to claims follow the words that were left by then.
        """
        number = self.following.see(interview)
        self._file.save(interview)
        # Links lead to the interview's own file, not to what is saved beside it.
        if not self.apart:
            self.following.catch_up(number)

    def rest(self) -> None:
        """Have links to claims follow, at the next save, whatever was changed so far."""
        self.following.rest(self.session.interview)

    @property
    def apart(self) -> bool:
        """Whether somebody else changed the interview's file, and ours is saved beside it."""
        return self._file.apart is not None

    @property
    def has_a_name(self) -> bool:
        """Whether erasing takes a name or contact along. Raises StoreError."""
        return kept_of(self._store, self.session.interview) is not None

    @property
    def is_only_one(self) -> bool:
        """Whether the person has no other interview, so that all of theirs goes with it.

        Raises StoreError.
        """
        return is_only_one(self._store, self.session.interview)

    def erase(self) -> bool:
        """Erase this interview for good; whether a name and contact went along.

        The only one of a person takes all that is theirs along. Nothing is saved from then on.
        Raises StoreError; then what is left goes when the study is opened.
        """
        named = erase_interview(self._store, self._file)
        self._erased = True
        return named

    @property
    def store(self) -> StudyFolder:
        """The study that the interview belongs to."""
        return self._store

    def delete(self) -> None:
        """Delete this interview alone, and name and contact with a person's last one.

        Nothing is saved from then on. Raises StoreError.
        """
        delete_interview(self._store, self._file)
        self._erased = True

    def resting(self) -> AbstractContextManager[None]:
        """Have no save run meanwhile; one that is tried waits."""
        return self._file.resting()

    def undo(self) -> None:
        """Leave no file of this interview, in which nothing was said yet. Raises StoreError."""
        self._file.erase()
        self._erased = True

    def close(self) -> None:
        """Save what the session holds, and let others have the interview. Raises StoreError."""
        try:
            if not self._erased:
                self.rest()
                if self._file.interview != self.session.interview:
                    self._file.save(self.session.interview)
                if not self.apart:
                    self.following.catch_up()
        finally:
            self._file.close()


def start_interview(store: StudyFolder, beginning: Beginning) -> Sitting:
    """Begin an interview. Raises WizardError, such as PseudonymTaken, with nothing begun."""
    study = store.study()
    shelf = shelf_for(store.folder)
    bank = shelf.read(beginning.bank, study)
    if bank.audience not in (None, beginning.audience):
        raise WizardError(
            f"The bank “{bank.id}” is for {bank.audience}, not for {beginning.audience}. "
            "Nothing was started; choose another bank."
        )
    if missing := words_needed(bank, study):
        raise WordsNeeded(bank.id, missing)
    flat = shelf.written_out(beginning.bank, study)
    ref = BankRef(beginning.bank, bank_digest(flat))
    pseudonym = clean_line(beginning.pseudonym)
    # Nobody else may take the pseudonym between the look at all of them and the beginning.
    with store.alone():
        participant = beginning.participant or _new_participant(store, pseudonym)
        store.keep_bank(ref.id, ref.digest, flat)
        wanted = wanted_next_time(store.interviews(), beginning.audience)
        sitting = begin_with_bank(store, beginning.audience, ref, participant, pseudonym)
        sitting.last_time = wanted
        name, contact = clean_line(beginning.name), clean_line(beginning.contact)
        if name or contact:
            try:
                store.save_participant(Participant(participant, pseudonym, name, contact))
            except StoreError:
                sitting.undo()
                raise
    return sitting


def begin_with_bank(
    store: StudyFolder, audience: Audience, bank: BankRef, participant: str, pseudonym: str
) -> Sitting:
    """Begin an interview of this participant (id) with a bank that the study keeps.

    Raises StoreError, BankError.
    """
    asked = bank_of(store, bank)
    interview = Interview(
        id=secrets.token_hex(6),
        participant=participant,
        pseudonym=pseudonym,
        audience=audience,
        bank=bank,
        started=now(),
    )
    return _sit(store, store.study(), store.begin(interview), asked)


def sit_down(
    store: StudyFolder,
    audience: Audience,
    bank_id: str | None,
    pseudonym: str | None,
    participant: str | None = None,
) -> Sitting:
    """Go on with this pseudonym's unfinished interview with this audience, or begin one.

    Without a bank the nearest for the audience is taken, without a pseudonym the next one free.
    `participant` is the id of somebody interviewed before. Raises WizardError, with nothing begun.
    """
    listing = store.interviews()
    if pseudonym is not None:
        theirs = (i for i in listing.interviews if same_pseudonym(i.pseudonym, pseudonym))
        unfinished = [
            i
            for i in theirs
            if i.finished is None and i.audience is audience and bank_id in (None, i.bank.id)
        ]
        if unfinished:
            return resume_interview(store, unfinished[-1].id)
    if bank_id is None:
        banks = banks_for(store, audience)
        if not banks:
            raise WizardError(
                f"No question bank for {audience} was found. Nothing was started; put one into "
                f"{store.folder / 'question_banks'}."
            )
        bank_id = banks[0].id
    # Another window may have begun since the look, and must not take the next one free.
    with store.alone():
        return start_interview(
            store,
            Beginning(
                audience=audience,
                bank=bank_id,
                pseudonym=pseudonym or next_pseudonym(store.interviews()),
                participant=participant,
            ),
        )


def resume_interview(store: StudyFolder, interview_id: str) -> Sitting:
    """Sit down to an interview again, at the question that was open. Raises StoreError."""
    study = store.study()
    file = store.reopen(interview_id)
    try:
        bank = bank_of(store, file.interview.bank)
    except WizardError:
        file.close()
        raise
    return _sit(store, study, file, bank)


def interview_called(store: StudyFolder, name: str) -> str:
    """The id of the interview that has this id, or is with the person of this pseudonym.

    Of several the newest is meant, an unfinished one first. Raises WizardError, StoreError.
    """
    interviews = store.interviews().interviews
    if any(interview.id == name.strip() for interview in interviews):
        return name.strip()
    theirs = [i for i in interviews if same_pseudonym(i.pseudonym, name)]
    if not theirs:
        raise WizardError(
            f"No interview of “{clean_line(name)}” was found. Nothing was changed: name a "
            "pseudonym, such as P01, or an interview’s id."
        )
    unfinished = [interview for interview in theirs if interview.finished is None]
    return (unfinished or theirs)[-1].id


def wanted_next_time(listing: Listing, audience: Audience) -> str:
    """What the newest finished interview with this audience leaves to be asked first."""
    theirs = (i for i in reversed(listing.interviews) if i.audience is audience)
    return next((i.next_time for i in theirs if i.finished), "")


def next_pseudonym(listing: Listing) -> str:
    """The first of P01, P02, … that comes after all in use: never derived from a name.

    An interview that can't be read has a pseudonym, too; so many numbers are left free. One that
    somebody had who was erased is not given again.
    """
    given = (*(i.pseudonym for i in listing.interviews), *listing.retired)
    used = (pseudonym[1:] for pseudonym in given if pseudonym[:1] in ("P", "p"))
    # A number of more digits was never given, and could be longer than Python counts.
    short = (rest for rest in used if rest.isascii() and rest.isdigit() and len(rest) < 10)
    numbers = [int(rest) for rest in short]
    unread = len(listing.unreadable)
    known = len(listing.interviews) if unread else 0
    return f"P{max(*numbers, known, 0) + unread + 1:02d}"


def _new_participant(store: StudyFolder, pseudonym: str) -> str:
    if not pseudonym:
        raise WizardError("An interview needs a pseudonym, such as P01. Nothing was started.")
    listing = store.interviews()
    if is_retired(listing.retired, pseudonym):
        raise Retired(pseudonym)
    for interview in listing.interviews:
        if same_pseudonym(interview.pseudonym, pseudonym):
            raise PseudonymTaken(interview.pseudonym, interview.participant)
    return secrets.token_hex(6)


def _sit(store: StudyFolder, study: Study, file: OpenInterview, bank: Bank) -> Sitting:
    session = Session(file.interview, bank, study.fills, now, time.monotonic)
    return Sitting(store, study, session, file)
