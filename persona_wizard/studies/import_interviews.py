"""An interview made of a survey's row."""

from msgspec.structs import replace

from persona_wizard.interviewing import CLOSING
from persona_wizard.model.bank import Bank
from persona_wizard.model.fills import fill
from persona_wizard.model.interview import Answer, BankRef, Interview
from persona_wizard.model.study import Study
from persona_wizard.studies.import_people import Arrival
from persona_wizard.studies.import_rows import Respondent


def interview_of(
    study: Study, bank: Bank, ref: BankRef, respondent: Respondent, arrival: Arrival, at: str
) -> Interview:
    """What somebody answered, who is new here; `at` is when (ISO 8601, UTC)."""
    audience = respondent.audience or bank.audience
    assert audience is not None
    return Interview(
        id=arrival.interview,
        participant=arrival.participant,
        pseudonym=arrival.pseudonym,
        audience=audience,
        bank=ref,
        started=at,
        finished=at,
        current=CLOSING,
        consent=respondent.consent,
        imported=respondent.consent,
        answers={
            question.id: Answer(
                question=question.id,
                wording=fill(question.wording, study.fills),
                at=at,
                state=given.state,
                value=given.value,
                text=given.text,
                open=False,
            )
            for question in bank.questions
            if (given := respondent.given.get(question.id)) is not None
        },
    )


def read_anew(
    study: Study, bank: Bank, ref: BankRef, respondent: Respondent, before: Interview
) -> Interview:
    """The same interview as its row is read now; whose it is stays, and so does a no to consent."""
    arrival = Arrival(before.id, before.participant, before.pseudonym)
    at = respondent.at or before.started
    after = interview_of(study, bank, ref, respondent, arrival, at)
    # Somebody may have said it after the survey, and a file does not take that back.
    refused = {item: False for item, yes in before.consent.items() if not yes}
    return replace(after, consent={**after.consent, **refused})


def is_as_imported(interview: Interview) -> bool:
    """Whether nothing shows that anybody worked on an interview since it was imported."""
    at = interview.started
    return (
        interview.finished == at
        and _is_consent_as_imported(interview)
        and not (interview.notes or interview.next_time or interview.elapsed)
        and all(
            answer.at == at and not (answer.open or answer.parked or answer.revisions)
            for answer in interview.answers.values()
        )
    )


def _is_consent_as_imported(interview: Interview) -> bool:
    """Whether nobody changed it by hand, but for a no, which stays whatever is read anew."""
    came, consent = interview.imported, interview.consent
    return came is not None and all(
        consent.get(item) in (False, came.get(item)) for item in {*came, *consent}
    )
