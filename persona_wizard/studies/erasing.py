"""Erasing a person, or one interview of somebody who no longer takes part."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import Interview, Participant
from persona_wizard.model.pseudonyms import same_pseudonym
from persona_wizard.model.text import clean_line
from persona_wizard.store import (
    Belongings,
    Erased,
    Kind,
    OpenInterview,
    StoreError,
    StudyFolder,
    pages_built_on,
)
from persona_wizard.store.came_back import who_was
from persona_wizard.store.erased import CameBack, retired
from persona_wizard.store.errors import doctor_for
from persona_wizard.studies.clock import now
from persona_wizard.studies.departments import folder_chosen


class NobodyToErase(WizardError):
    """No interview and no name of this pseudonym is in the study."""


class Retired(WizardError):
    """A pseudonym that somebody had who was erased."""

    def __init__(self, pseudonym: str) -> None:
        super().__init__(
            f"{pseudonym} was somebody who is erased, and is never given again. "
            "Nothing was changed: choose another pseudonym."
        )


class NotSearched(WizardError):
    """A person is erased, but the study could not be searched for what is left."""

    def __init__(self, pseudonym: str, fault: StoreError) -> None:
        super().__init__(
            f"{pseudonym} is erased, but whether other files hold their name or words could not be "
            f"looked up: {fault.message}"
        )


class Left(Struct, frozen=True):
    """What is left of a person who was erased.

    `files` are none of ours and hold their name or words. `retired` where study.json keeps the
    pseudonym, `in_git` where the study's folder has a history in git. `folders` are those outside
    the study into which departments' pages go, `built` pages that stay and count what they said.
    """

    files: tuple[str, ...] = ()
    retired: bool = True
    in_git: bool = False
    folders: tuple[str, ...] = ()
    built: tuple[str, ...] = ()


class Erasure(Struct, frozen=True):
    """A person to be erased, and everything that goes along."""

    pseudonym: str
    erased: Erased
    going: Belongings


def person_to_erase(store: StudyFolder, typed: str) -> Erasure:
    """What erasing the person of this pseudonym takes along; nothing is changed.

    Raises NobodyToErase, WizardError where two people have the pseudonym, StoreError.
    """
    people = store.people_called(clean_line(typed), now())
    if not people:
        raise NobodyToErase(_nobody(store, clean_line(typed)))
    if len(people) > 1:
        raise WizardError(
            f"Two people are called {clean_line(typed)}. Nothing was erased: "
            f"“{doctor_for(store.folder)}” gives one of them another pseudonym."
        )
    (erased,) = people
    called = next(p for p in erased.pseudonyms if same_pseudonym(typed, p))
    return Erasure(called, erased, store.what_goes(erased))


def erase_person(store: StudyFolder, erasure: Erasure, own: str = "") -> Left:
    """Erase a person for good, and say what is left.

    `own` is the interview that this program writes, if it writes one. Raises InterviewLocked, with
    nothing erased; StoreError, then what is left goes when the study is opened; NotSearched, then
    all of theirs is gone.
    """
    gone = store.erase(erasure.erased, own)
    try:
        files = store.still_telling(gone.traces)
    except StoreError as fault:
        raise NotSearched(erasure.pseudonym, fault) from fault
    folders = _folders_outside(store)
    outside = (str(page) for one in folders for page in pages_built_on(Path(one), gone.ids))
    return Left(
        files,
        is_retired(retired(store.erased()), erasure.pseudonym),
        os.path.lexists(store.folder / ".git"),
        folders,
        (*gone.built, *outside),
    )


def what_goes_in_words(erasure: Erasure) -> tuple[str, ...]:
    """A line for each thing that goes, and for what may have to be looked at by hand."""
    return tuple(clean_line(line) for line in _lines(erasure.going))


def what_is_left_in_words(pseudonym: str, left: Left) -> tuple[str, ...]:
    """What came of the search afterwards, what is kept, and what no program here can reach."""
    kept = (
        "the pseudonym, ids and digests (no names), so that it is never given again and goes again "
        "if it"
        if left.retired
        else "ids and digests (no names), so that it goes again if it"
    )
    beyond = (
        "Git's history in this folder still has it."
        if left.in_git
        else "Backups elsewhere are out of reach."
    )
    shared = (
        f" Pages in {', '.join(left.folders)} may still hold their words: “verify” tells of each."
        if left.folders
        else ""
    )
    end = clean_line(f"study.json keeps {kept} comes back. {beyond}{shared}")
    if not left.files:
        return clean_line(f"{pseudonym}'s words are gone."), *_built(left), end
    return (
        clean_line(
            f"{pseudonym} is erased. These files are yours and still hold their name or words; "
            "look at them yourself:"
        ),
        *(f"  {clean_line(file)}" for file in left.files),
        *_built(left),
        end,
    )


def _built(left: Left) -> Iterator[str]:
    """The pages that have none of their words, or are elsewhere, and count what they said."""
    if left.built:
        yield "These pages stay and are built on their interview, too: export them again."
        yield from (f"  {clean_line(page)}" for page in left.built)


def came_back_in_words(store: StudyFolder) -> tuple[str, ...]:
    """A line for each erasure that had to be done again when the study was opened.

    And for each page that was changed since an export of it was killed.
    """
    kept = (
        f"{file} was changed since an export of it was cut short, and stays as it is. Export again."
        for file in store.kept
    )
    lines = (*(_came_back(again) for again in store.came_back), *kept)
    return tuple(dict.fromkeys(map(clean_line, lines)))


def _came_back(again: CameBack) -> str:
    day = _day_of_this_year(again.erased.at)
    if again.stays:
        who = who_was(again.erased, "somebody")
        return (
            f"{', '.join(again.files)} could not be deleted, and should be gone with {who}, erased "
            f"on {day}. Check the rights of the folder, then open the study again."
        )
    end = "here again and is erased again. Where git brought it, commit the deletion."
    if not again.files:
        return f"{who_was(again.erased)}, erased on {day}, was {end}"
    first, *more = again.files
    who = who_was(again.erased, "somebody")
    if not more:
        return f"{first}, erased with {who} on {day}, was {end}"
    return (
        f"{first} and {len(more)} more, erased with {who} on {day}, were here again and are erased "
        "again. Where git brought them, commit the deletion."
    )


def kept_of(store: StudyFolder, interview: Interview) -> Participant | None:
    """The name and contact that erasing this interview takes along; None where they stay.

    They stay where another interview of that person is left. Raises StoreError.
    """
    if not is_only_one(store, interview):
        return None
    return next((p for p in store.participants() if p.id == interview.participant), None)


def is_only_one(store: StudyFolder, interview: Interview) -> bool:
    """Whether the person has no other interview, so that erasing it erases the person.

    One that can't be read, or stands in a conflict, a backup or quarantine alone, counts.
    """
    return not store.is_named_elsewhere(interview.participant, interview.id)


def erase_interview(store: StudyFolder, file: OpenInterview) -> bool:
    """Erase an interview for good; whether a name and contact went along.

    A person's last one takes along all that is theirs, as `erase_person` does. Raises StoreError;
    then what is left goes when the study is opened.
    """
    interview = file.interview
    named = kept_of(store, interview) is not None
    if is_only_one(store, interview):
        erased = Erased(
            at=now(),
            interviews=(interview.id,),
            participant=interview.participant,
            pseudonyms=(interview.pseudonym,),
        )
        with file.resting():
            store.erase(erased, own=interview.id)
        file.erase()
    else:
        delete_interview(store, file)
    return named


def delete_interview(store: StudyFolder, file: OpenInterview) -> None:
    """Delete one interview for good; pages that hold its words stay.

    The name and contact go along with a person's last one. Raises StoreError; then what is left
    goes when the study is opened.
    """
    interview_id = file.interview.id
    person = kept_of(store, file.interview)
    if person is not None:
        # Were the interview gone first, nothing would lead to the name any more.
        store.forget_participant(person.id)
    store.erase(Erased(at=now(), interviews=(interview_id,)), own=interview_id)
    file.erase()


def is_retired(retired: tuple[str, ...], pseudonym: str) -> bool:
    """Whether somebody had the pseudonym who was erased."""
    return any(same_pseudonym(pseudonym, one) for one in retired)


def _folders_outside(store: StudyFolder) -> tuple[str, ...]:
    chosen = (folder_chosen(store, one) for one in store.study().departments)
    exports = store.folder / "exports"
    outside = (str(one) for one in chosen if one is not None and not one.is_relative_to(exports))
    return tuple(dict.fromkeys(outside))


def _nobody(store: StudyFolder, pseudonym: str) -> str:
    for erased in store.erased():
        if is_retired(erased.pseudonyms, pseudonym):
            day = _day(erased.at)
            return f"{pseudonym} was erased on {day}. Nothing of {pseudonym} is listed here."
    return f"Nobody here is called {pseudonym}. Nothing was erased; look up the pseudonym again."


def _lines(going: Belongings) -> Iterator[str]:
    for interview in going.interviews:
        earlier = sum(len(answer.revisions) for answer in interview.answers.values())
        forms = (
            "1 earlier form of an answer" if earlier == 1 else f"{earlier} earlier forms of answers"
        )
        within = f", with {forms}" if earlier else ""
        audience = interview.audience.value
        yield f"interview of {_day(interview.started)}, {audience}: {interview.id}{within}"
    read = {f"interviews/{interview.id}.json" for interview in going.interviews}
    for one in going.by_id:
        if one.file not in read:
            yield f"{one.kind.value}: {one.file}"
    for one in going.by_words:
        why = "" if one.kind is Kind.PHOTO else ", which holds their words, name or pseudonym"
        yield f"{one.kind.value}: {one.file}{why}"
    for one in going.pictures:
        yield f"photo: {one.file}, which shows them"
    for what in going.settings:
        yield f"from study.json: {what}, which names them"
    if going.links:
        links = "1 link" if going.links == 1 else f"{going.links} links"
        yield f"from study.json: {links} in claims and the code book to what they said"
    yield "locks and index entries of these"
    for page in going.built:
        yield f"stays: {page} is built on their interview, too: export it again afterwards"
    for file in going.unreadable:
        yield f"stays: {file} can't be read, so it may be anybody's; “doctor” looks at it"
    for file in going.too_large:
        yield f"stays: {file} is too large to look into: look at it yourself"


def _day_of_this_year(at: str) -> str:
    """The same, without the year where it is this one."""
    return _day(at).removesuffix(f" {datetime.now().astimezone():%Y}")


def _day(at: str) -> str:
    day = datetime.fromisoformat(at).astimezone()
    return f"{day.day} {day:%B %Y}"


def what_goes(who: str, named: bool, only: bool) -> str:
    """What is said before erasing an interview of `who` (a pseudonym), a paragraph each.

    `named` is whether a name and contact go along, `only` whether it is their only interview.
    """
    person = f" So do the name and contact kept of {who}." if named else ""
    pages = (
        "It is their only one, so pages in exports/ that hold their words go, too. Git"
        if only
        else "Pages exported before, git"
    )
    return (
        f"{who} no longer takes part. Erase this interview?\n\n"
        "Its file goes, with every answer, note, earlier version and backup."
        f"{person} {pages} and backups elsewhere keep what they have."
    )


def was_erased(interview: Interview, named: bool) -> str:
    """What is said afterwards; `named` is whether a name and contact went along."""
    also = ", and the name and contact with it" if named else ""
    return f"{interview.pseudonym}’s interview was erased{also}."
