"""What can be done with a whole interview: another pseudonym or audience, a page, an end."""

from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.export.file_names import interview_file_name
from persona_wizard.export.interview_page import interview_page
from persona_wizard.interviewing.progress import is_done
from persona_wizard.interviewing.walk import asked_questions
from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Interview
from persona_wizard.model.pseudonyms import same_pseudonym
from persona_wizard.model.text import clean_line
from persona_wizard.store import OpenInterview, StoreError, StudyFolder
from persona_wizard.studies.erasing import Retired, delete_interview, is_retired
from persona_wizard.studies.interviews import Sitting
from persona_wizard.studies.read_only import refuse_if_only_read
from persona_wizard.studies.reading import bank_of
from persona_wizard.studies.writing_out import write_out
from persona_wizard.synthesis.people import in_order, quotable_in


class NotRenamed(WizardError):
    """The pseudonym can't be given."""


def rename(
    store: StudyFolder, interview: Interview, pseudonym: str, own: Sitting | None = None
) -> None:
    """Give a participant another pseudonym, in all their interviews and the file with their name.

    `own` is the sitting at this interview, where there is one: its session is changed, and is to
    be saved by whoever holds it. Raises NotRenamed, InterviewLocked, StoreError; then everything
    is called as before.
    """
    pseudonym = clean_line(pseudonym)
    if not pseudonym:
        raise NotRenamed("A participant needs a pseudonym, such as P01. Nothing was changed.")
    listing = store.interviews()
    if is_retired(listing.retired, pseudonym):
        raise NotRenamed(Retired(pseudonym).message)
    for other in listing.interviews:
        somebody_else = other.participant != interview.participant
        if somebody_else and same_pseudonym(other.pseudonym, pseudonym):
            raise NotRenamed(
                f"{other.pseudonym} is somebody else already. Nothing was changed: choose "
                "another pseudonym."
            )
    held = own.session.interview.id if own is not None else None
    theirs = [
        other.id
        for other in listing.interviews
        if other.participant == interview.participant and other.id != held
    ]
    people = [person for person in store.participants() if person.id == interview.participant]
    with ExitStack() as stack:
        # All of them are taken before the first is written, so that none is left behind.
        files = [stack.enter_context(store.reopen(interview_id)) for interview_id in theirs]
        _save_all([(file, replace(file.interview, pseudonym=pseudonym)) for file in files])
        try:
            for person in people:
                store.save_participant(replace(person, pseudonym=pseudonym))
        except StoreError:
            _save_all([(f, replace(f.interview, pseudonym=interview.pseudonym)) for f in files])
            raise
    if own is not None:
        own.session.relabel(pseudonym, own.session.interview.audience)


def move_audience(
    store: StudyFolder, interview: Interview, audience: Audience, own: Sitting | None = None
) -> None:
    """Count an interview with another audience; its answers and the bank it followed stay.

    `own` as for `rename`. Raises InterviewLocked, StoreError.
    """
    if own is not None:
        own.session.relabel(own.session.interview.pseudonym, audience)
        return
    with store.reopen(interview.id) as file:
        file.save(replace(file.interview, audience=audience))


def delete(store: StudyFolder, interview_id: str) -> None:
    """Delete an interview's file for good, and name and contact where it is their only one.

    Raises InterviewLocked, StoreError.
    """
    with store.reopen(interview_id) as file:
        delete_interview(store, file)


class Written(Struct, frozen=True):
    """Where an interview's page is, and whether anybody's words are in it."""

    path: Path
    with_words: bool


def export_interview(store: StudyFolder, interview: Interview, replace_it: bool = False) -> Written:
    """Write one interview as Markdown into the study's `exports/`.

    `interview` is as it is now, which may be newer than what is saved. Raises PageExists unless
    `replace_it`, StoreError (OnlyRead where a newer version wrote the study), BankError.
    """
    refuse_if_only_read(store)
    bank = bank_of(store, interview.bank)
    started = datetime.fromisoformat(interview.started).astimezone()
    path = store.folder / "exports" / interview_file_name(interview, started)
    asked = asked_questions(bank, interview.answers)
    rest = [q for q in asked if not is_done(interview.answers.get(q.id))]
    others = (i for i in store.interviews().interviews if i.id != interview.id)
    # A no in another interview of the same person takes this one's yes back.
    quotable = interview.id in quotable_in(in_order((*others, interview)))
    page = interview_page(
        interview,
        bank,
        store.study(),
        unasked=sorted(rest, key=lambda question: not question.key),
        quotable=quotable,
    )
    write_out(store, {path: page.encode()}, replace_it, {path})
    return Written(path, with_words=quotable)


def _save_all(changes: list[tuple[OpenInterview, Interview]]) -> None:
    """Save all of them, or put back those that were saved. Raises StoreError."""
    saved: list[tuple[OpenInterview, Interview]] = []
    try:
        for file, changed in changes:
            before = file.interview
            file.save(changed)
            saved.append((file, before))
    except StoreError:
        for file, before in saved:
            with suppress(StoreError):
                file.save(before)
        raise
