"""The sample study: a made-up coffee subscription and thirteen interviews about it."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from persona_wizard.interviewing import CLOSING
from persona_wizard.model.bank import Bank, Kind, Question
from persona_wizard.model.fills import fill
from persona_wizard.model.interview import (
    Answer,
    BankRef,
    Interview,
    Note,
    Participant,
    Pick,
    Revision,
    State,
    Value,
)
from persona_wizard.model.study import Study
from persona_wizard.model.text import clean
from persona_wizard.studies.sample_composing import Said, claim_id, composed_study
from persona_wizard.studies.sample_forms import AnswerForm, Record, SampleError, StudyForm

_FOLDER = Path(__file__).parent / "sample"
_OPENING = timedelta(minutes=3)
_CLOSING = timedelta(minutes=1)


class SampleInterview(Struct, frozen=True):
    """An interview of the sample; whoever stores it gives its bank reference a digest."""

    interview: Interview
    bank: str
    participant: Participant


class SampleStudy(Struct, frozen=True):
    """The sample as read from its files; `build` makes its interviews.

    `reworded` are claims (ids) in the researcher's words.
    """

    study: Study
    records: tuple[Record, ...]
    reworded: dict[str, str]

    @property
    def bank_ids(self) -> tuple[str, ...]:
        """The banks that its interviews followed, each once."""
        return tuple(dict.fromkeys(record.bank for record in self.records))

    def build(self, banks: Mapping[str, Bank]) -> tuple[SampleInterview, ...]:
        """The interviews, by pseudonym; the same each time. Takes the banks by id.

        Raises SampleError with every answer that its bank does not take.
        """
        faults = [fault for record in self.records for fault in _faults(record, banks)]
        if faults:
            raise SampleError("\n".join(faults))
        return tuple(_build(record, banks[record.bank], self.study) for record in self.records)


def sample_study() -> SampleStudy:
    """Read the sample's files. Raises SampleError where a claim rests on a line that is nowhere."""
    form = msgspec.convert(_yaml(_FOLDER / "study.yaml"), StudyForm)
    records = tuple(
        msgspec.convert(_yaml(path), Record, strict=False)
        for path in sorted(_FOLDER.glob("P*.yaml"))
    )
    said = (
        Said(record.pseudonym, _id("interview", record), question, _text(answer))
        for record in records
        for question, answer in record.answers.items()
    )
    reworded = {claim_id(name): words for name, words in form.persona.reworded.items()}
    return SampleStudy(composed_study(form, said), records, reworded)


def _yaml(path: Path) -> Any:
    import yaml

    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


# Does a record fit its bank?


def _faults(record: Record, banks: Mapping[str, Bank]) -> Iterator[str]:
    bank = banks.get(record.bank)
    if bank is None or bank.audience is not record.audience:
        yield f"{record.pseudonym}: there is no bank “{record.bank}” for {record.audience}"
        return
    consent = {item.id for item in bank.opening.consent}
    for item in record.consent:
        if item not in consent:
            yield f"{record.pseudonym}: the bank does not ask for “{item}”"
    places = [note.question for note in record.notes] + [record.current]
    for question_id in places:
        if question_id is not None and bank.question(question_id) is None:
            yield f"{record.pseudonym}: there is no question “{question_id}”"
    for question_id, answer in record.answers.items():
        question = bank.question(question_id)
        if question is None:
            yield f"{record.pseudonym}: there is no question “{question_id}”"
            continue
        for form in (answer, *answer.earlier):
            for fault in _form_faults(form, question):
                yield f"{record.pseudonym}, {question_id}: {fault}"


def _form_faults(form: AnswerForm, question: Question) -> Iterator[str]:
    value = form.value
    if value is None:
        return
    if isinstance(value, str):
        if question.kind not in (Kind.NUMBER, Kind.SCALE):
            yield f"“{value}” is no answer to a question of kind {question.kind}"
        elif not _within(value, question):
            yield f"“{value}” is no number within the question's bounds"
        return
    choices = {choice.slug: choice for choice in question.choices}
    yield from (f"there is no choice “{slug}”" for slug in value if slug not in choices)
    taken = [choices[slug] for slug in value if slug in choices]
    only_one = question.kind is not Kind.MANY or any(c.alone or c.state for c in taken)
    if only_one and len(value) != 1:
        yield f"one choice alone may be taken, not {len(value)}"
    free = {choice.slug for choice in taken if choice.free_text}
    yield from (f"“{slug}” takes no words of its own" for slug in form.said if slug not in free)


def _within(text: str, question: Question) -> bool:
    try:
        number = float(text)
    except ValueError:
        return False
    low = question.minimum is None or number >= question.minimum
    return low and (question.maximum is None or number <= question.maximum)


# The record as an interview


def _build(record: Record, bank: Bank, study: Study) -> SampleInterview:
    participant = Participant(_id("participant", record), record.pseudonym)
    written = partial(fill, values=study.fills)
    ended = record.started + timedelta(minutes=record.minutes)
    slot = (ended - _CLOSING - record.started - _OPENING) / max(len(record.answers), 1)
    answers: dict[str, Answer] = {}
    for place, (question_id, answer) in enumerate(record.answers.items(), start=1):
        question = bank.question(question_id)
        assert question is not None
        left = record.started + _OPENING + slot * place
        answers[question_id] = Answer(
            question=question_id,
            wording=written(question.wording),
            at=_time(left),
            state=_state(answer, question),
            value=_value(answer, question, study),
            text=_text(answer),
            open=False,
            revisions=tuple(
                Revision(
                    _time(left - slot * (len(answer.earlier) - n) / (len(answer.earlier) + 1)),
                    _state(form, question),
                    _value(form, question, study),
                    _text(form),
                )
                for n, form in enumerate(answer.earlier)
            ),
        )
    interview = Interview(
        id=_id("interview", record),
        participant=participant.id,
        pseudonym=record.pseudonym,
        audience=record.audience,
        bank=BankRef(record.bank, ""),
        started=_time(record.started),
        finished=None if record.current else _time(ended),
        elapsed=record.minutes * 60,
        current=record.current or CLOSING,
        consent={item: given == "yes" for item, given in record.consent.items()},
        answers=answers,
        notes=tuple(
            Note(f"n{number}", clean(note.text), note.minute * 60, note.question)
            for number, note in enumerate(record.notes, start=1)
        ),
    )
    return SampleInterview(interview, record.bank, participant)


def _state(form: AnswerForm, question: Question) -> State:
    taken = form.value if isinstance(form.value, list) else []
    of_choice = (c.state for c in question.choices if c.slug in taken and c.state)
    return form.state or next(of_choice, State.ANSWERED)


def _value(form: AnswerForm, question: Question, study: Study) -> Value:
    if form.value is None:
        return None
    if isinstance(form.value, str):
        number = float(form.value)
        return int(number) if number.is_integer() else number
    choices = {choice.slug: choice for choice in question.choices}
    return tuple(
        Pick(slug, fill(choices[slug].text, study.fills), clean(form.said.get(slug, "")))
        for slug in form.value
    )


def _text(form: AnswerForm) -> str:
    return clean(form.text).strip()


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _id(what: str, record: Record) -> str:
    return sha256(f"cedar-coffee/{what}/{record.pseudonym}".encode()).hexdigest()[:12]
