"""Erasing an interview whose participant no longer takes part."""

from persona_wizard.model.interview import Interview, Participant
from persona_wizard.store import OpenInterview, StudyFolder


def kept_of(store: StudyFolder, interview: Interview) -> Participant | None:
    """The name and contact that erasing this interview takes along; None where they stay.

    They stay where another interview of that person is left. Raises StoreError.
    """
    others = (i for i in store.interviews().interviews if i.id != interview.id)
    if any(other.participant == interview.participant for other in others):
        return None
    return next((p for p in store.participants() if p.id == interview.participant), None)


def erase_interview(store: StudyFolder, file: OpenInterview) -> bool:
    """Delete an interview and its lock for good; whether a name and contact went along.

    Exported pages, backups and git keep what they have. Raises StoreError; then the interview is
    still there.
    """
    person = kept_of(store, file.interview)
    if person is not None:
        # First the name: were the interview gone, nothing would lead to it any more.
        store.forget_participant(person.id)
    file.erase()
    return person is not None


def what_goes(who: str, named: bool) -> str:
    """What is said before erasing the interview of `who` (a pseudonym), a paragraph each.

    `named` is whether a name and contact go along.
    """
    person = f" So do the name and contact kept of {who}." if named else ""
    return (
        f"{who} no longer takes part. Erase this interview?\n\n"
        "Its file goes, with every answer, note and earlier version, and its lock."
        f"{person} Pages exported before, backups and git keep what they have."
    )


def was_erased(interview: Interview, named: bool) -> str:
    """What is said afterwards; `named` is whether a name and contact went along."""
    also = ", and the name and contact with it" if named else ""
    return f"{interview.pseudonym}’s interview was erased{also}."
