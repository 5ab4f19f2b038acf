"""A study with one interview in it, to compose from."""

from persona_wizard.model.composing import ObservationKey, marks
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer, BankRef, Interview
from persona_wizard.model.observations import observations
from persona_wizard.store import StudyFolder

ID = "0123456789ab"
TEXT = "Tied in #contract\n> Like a gym\n> contract, really\n\nNo time\n- Late #price"


def with_interview(store: StudyFolder, text: str = TEXT) -> StudyFolder:
    said = Answer(
        question="worry", wording="What worried you?", at="2026-02-01T10:00:00Z", text=text
    )
    interview = Interview(
        id=ID,
        participant="aa11bb22cc33",
        pseudonym="P01",
        audience=Audience.CUSTOMERS,
        bank=BankRef("bank", "0123456789ab"),
        started="2026-02-01T10:00:00Z",
        answers={"worry": said},
    )
    store.begin(interview).close()
    return store


def text_of(store: StudyFolder) -> str:
    return store.read_interview(ID).answers["worry"].text


def key(words: str, text: str = TEXT) -> ObservationKey:
    found = observations(text)
    (mark,) = [m for m, o in zip(marks(found), found, strict=True) if o.text.startswith(words)]
    return ObservationKey(ID, "worry", mark)


TIED, GYM, TIME, LATE = key("Tied"), key("Like a gym"), key("No time"), key("Late")
