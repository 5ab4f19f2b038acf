"""Asking somebody again: only what they were not asked, such as questions added since."""

from collections.abc import Mapping

from msgspec import Struct

from persona_wizard.banks import (
    BankError,
    bank_digest,
    excerpt,
    read_bank,
    shelf_for,
    words_needed,
)
from persona_wizard.interviewing.walk import known
from persona_wizard.model.bank import Bank
from persona_wizard.model.conditions import holds
from persona_wizard.model.errors import WizardError
from persona_wizard.model.fills import fills_in
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer, BankRef, Interview, State
from persona_wizard.model.pseudonyms import same_pseudonym
from persona_wizard.model.study import Study
from persona_wizard.model.text import clean_line
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import (
    Sitting,
    WordsNeeded,
    begin_with_bank,
    resume_interview,
)
from persona_wizard.studies.reading import bank_of

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

    What ran out of time, was parked, or was asked as another kind of question counts as never
    asked. Raises NothingLeftToAsk, WordsNeeded, StoreError, BankError.
    """
    study = store.study()
    ref = _whole_bank(store, interview)
    source = _source_now(store, study, ref)
    bank = read_bank(source, f"{ref.id}.md", lambda _: None, words=fills_in(source))
    said = _said(store, interview, bank)
    wanted = [q.id for q in bank.questions if _is_left(q.id, said) and _applies(q.id, bank, said)]
    if not wanted:
        raise NothingLeftToAsk(interview.pseudonym)
    bank_id = ref.id[:_LONGEST].rstrip("-") + _SUFFIX
    part = excerpt(bank, source, wanted, bank_id, f"{bank.title}: what was not asked")
    if missing := words_needed(read_bank(part, bank_id, lambda _: None, fills_in(part)), study):
        raise WordsNeeded(bank_id, missing)
    return FollowUp(interview, bank_id, part, len(wanted))


def start_follow_up(store: StudyFolder, follow_up: FollowUp) -> Sitting:
    """Begin another interview with the same person, of what is left. Raises StoreError."""
    ref = BankRef(follow_up.bank_id, bank_digest(follow_up.source))
    store.keep_bank(ref.id, ref.digest, follow_up.source)
    before = follow_up.interview
    return begin_with_bank(store, before.audience, ref, before.participant, before.pseudonym)


def unfinished_follow_up(store: StudyFolder, interview: Interview) -> Interview | None:
    """The follow-up with this person that was left before its end, if there is one."""
    return next((one for one in _theirs(store, interview) if _is_unfinished(one)), None)


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
    left = next((one for one in theirs if _is_unfinished(one)), None)
    if left is not None:
        return resume_interview(store, left.id)
    return start_follow_up(store, follow_up(store, theirs[-1]))


def is_follow_up(bank_id: str) -> bool:
    """Whether a bank asked somebody again what was left."""
    return bank_id.endswith(_SUFFIX)


def _theirs(store: StudyFolder, interview: Interview) -> list[Interview]:
    """All interviews with this person and audience, oldest first."""
    return [
        one
        for one in store.interviews().interviews
        if one.participant == interview.participant and one.audience is interview.audience
    ]


def _is_unfinished(interview: Interview) -> bool:
    return interview.finished is None and interview.bank.id.endswith(_SUFFIX)


def _whole_bank(store: StudyFolder, interview: Interview) -> BankRef:
    """The bank that an interview followed; of a follow-up, that of the interview before it."""
    whole = [one.bank for one in _theirs(store, interview) if not one.bank.id.endswith(_SUFFIX)]
    if interview.bank.id.endswith(_SUFFIX) and whole:
        return whole[-1]
    return interview.bank


def _said(store: StudyFolder, interview: Interview, bank: Bank) -> dict[str, Answer]:
    """What the person said to today's questions, the latest that says something."""
    said: dict[str, Answer] = {}
    for one in _theirs(store, interview):
        asked = bank_of(store, one.bank)
        for name, answer in one.answers.items():
            was, now = asked.question(name), bank.question(name)
            if was is None or now is None or was.kind is not now.kind or answer.empty:
                continue
            if answer.state is State.OUT_OF_TIME and name in said:
                continue
            said[name] = answer
    return said


def _source_now(store: StudyFolder, study: Study, ref: BankRef) -> str:
    """The bank written out as it would be asked today; as it was asked where it is gone."""
    try:
        return shelf_for(store.folder).written_out(ref.id, study)
    except BankError:
        return store.used_bank(ref)


def _is_left(question_id: str, said: Mapping[str, Answer]) -> bool:
    answer = said.get(question_id)
    return answer is None or answer.parked or answer.state is State.OUT_OF_TIME


def _applies(question_id: str, bank: Bank, said: Mapping[str, Answer]) -> bool:
    """Whether nothing said so far leads past the question."""
    question = bank.question(question_id)
    if question is None or question.when is None:
        return True
    return holds(question.when, lambda name: known(bank.question(name), said)) is not False
