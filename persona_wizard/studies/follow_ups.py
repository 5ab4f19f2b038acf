"""Asking somebody again: only what they were not asked, such as questions added since."""

from collections.abc import Mapping

from msgspec import Struct

from persona_wizard.banks import BankError, bank_digest, excerpt, read_bank, shelf_for
from persona_wizard.interviewing.walk import known
from persona_wizard.model.bank import Bank
from persona_wizard.model.conditions import holds
from persona_wizard.model.errors import WizardError
from persona_wizard.model.fills import fills_in
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer, BankRef, Interview, State
from persona_wizard.model.text import clean_line
from persona_wizard.store import StoreError, StudyFolder
from persona_wizard.studies.interviews import (
    Sitting,
    begin_with_bank,
    resume_interview,
    same_pseudonym,
)

_SUFFIX = "-follow-up"
# An id has at most 60 characters.
_LONGEST = 60 - len(_SUFFIX)


class FollowUp(Struct, frozen=True):
    """What is left to ask somebody: a bank of its own (`source`), and how many questions it has."""

    interview: Interview
    bank_id: str
    source: str
    questions: int


class NothingLeftToAsk(WizardError):
    """Everything that the bank asks now was asked of this person."""

    def __init__(self, pseudonym: str) -> None:
        super().__init__(f"{pseudonym} was asked everything that the bank asks now.")


def follow_up(store: StudyFolder, interview: Interview) -> FollowUp:
    """What the bank of an interview asks today and its participant was never asked.

    What ran out of time counts as never asked. Raises NothingLeftToAsk, StoreError, BankError.
    """
    earlier = _earlier(store, interview)
    whole = [one.bank for one in earlier if not one.bank.id.endswith(_SUFFIX)]
    ref = whole[-1] if whole else interview.bank
    source = _source_now(store, ref)
    bank = read_bank(source, f"{ref.id}.md", lambda _: None, words=fills_in(source))
    said = {name: answer for one in earlier for name, answer in one.answers.items()}
    wanted = [q.id for q in bank.questions if _is_left(q.id, said) and _applies(q.id, bank, said)]
    if not wanted:
        raise NothingLeftToAsk(interview.pseudonym)
    bank_id = ref.id[:_LONGEST].removesuffix(_SUFFIX) + _SUFFIX
    part = excerpt(bank, source, wanted, bank_id, f"{bank.title}: what was not asked")
    asked = read_bank(part, f"{bank_id}.md", lambda _: None, words=fills_in(part))
    return FollowUp(interview, bank_id, part, len(asked.questions))


def start_follow_up(store: StudyFolder, follow_up: FollowUp) -> Sitting:
    """Begin another interview with the same person, of what is left. Raises StoreError."""
    ref = BankRef(follow_up.bank_id, bank_digest(follow_up.source))
    store.keep_bank(ref.id, ref.digest, follow_up.source)
    before = follow_up.interview
    return begin_with_bank(store, before.audience, ref, before.participant, before.pseudonym)


def sit_down_again(store: StudyFolder, audience: Audience, pseudonym: str) -> Sitting:
    """Go on with somebody's unfinished follow-up, or begin one.

    Raises WizardError where nobody of this audience has the pseudonym, or nothing is left to ask.
    """
    theirs = [
        one
        for one in store.interviews().interviews
        if one.audience is audience and same_pseudonym(one.pseudonym, pseudonym)
    ]
    if not theirs:
        raise WizardError(
            f"No {audience.one} “{clean_line(pseudonym)}” was interviewed. Nothing was started."
        )
    last = theirs[-1]
    if last.finished is None and last.bank.id.endswith(_SUFFIX):
        return resume_interview(store, last.id)
    return start_follow_up(store, follow_up(store, last))


def _earlier(store: StudyFolder, interview: Interview) -> list[Interview]:
    """All interviews with this person and audience, oldest first."""
    theirs = [
        one
        for one in store.interviews().interviews
        if one.participant == interview.participant and one.audience is interview.audience
    ]
    return theirs or [interview]


def _source_now(store: StudyFolder, ref: BankRef) -> str:
    """The bank written out as it would be asked today; as it was asked where it is gone."""
    try:
        return shelf_for(store.folder).written_out(ref.id, store.study())
    except (BankError, StoreError):
        return store.used_bank(ref)


def _is_left(question_id: str, said: Mapping[str, Answer]) -> bool:
    answer = said.get(question_id)
    return answer is None or answer.empty or answer.state is State.OUT_OF_TIME


def _applies(question_id: str, bank: Bank, said: Mapping[str, Answer]) -> bool:
    """Whether nothing said so far leads past the question."""
    question = bank.question(question_id)
    if question is None or question.when is None:
        return True
    return holds(question.when, lambda name: known(bank.question(name), said)) is not False
