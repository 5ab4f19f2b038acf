"""Answers from a survey export: each respondent becomes an interview; all of them, or none."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.banks import bank_digest, shelf_for, words_needed
from persona_wizard.interviewing import CLOSING
from persona_wizard.model.alike import key
from persona_wizard.model.bank import Bank
from persona_wizard.model.errors import WizardError
from persona_wizard.model.fills import fill
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import (
    CONSENT_QUOTE,
    CONSENT_TAKE_PART,
    Answer,
    BankRef,
    Interview,
    Participant,
)
from persona_wizard.model.study import Study
from persona_wizard.model.text import clean_line
from persona_wizard.store import StudyFolder
from persona_wizard.store.arrivals import arriving
from persona_wizard.store.findings import Progress
from persona_wizard.store.layout import Layout
from persona_wizard.studies.clock import now
from persona_wizard.studies.import_cells import Cells, Given
from persona_wizard.studies.import_columns import Columns, header_keys, match_columns
from persona_wizard.studies.import_dates import date_order, is_in_doubt, read_date
from persona_wizard.studies.import_file import Row, Table, read_table
from persona_wizard.studies.import_headers import TICKED
from persona_wizard.studies.import_people import Arrival, Newcomers
from persona_wizard.studies.import_settings import Settings, read_settings
from persona_wizard.studies.import_text import is_blank
from persona_wizard.studies.interviews import WordsNeeded
from persona_wizard.studies.read_only import refuse_if_only_read


class Respondent(Struct, frozen=True, kw_only=True):
    """One row as it will be an interview; `id` is the interview's, made of what the row says.

    `called` is the pseudonym that the file gives, `known_by` what tells who they are, `at` when
    they answered; each empty where the file does not say.
    """

    id: str
    line: int
    audience: Audience | None
    given: dict[str, Given]
    consent: dict[str, bool]
    called: str = ""
    known_by: str = ""
    at: str = ""


class Survey(Struct, frozen=True, kw_only=True):
    """A survey export read with a bank. `blank` is how many rows answer nothing."""

    study: Study
    bank: Bank
    source: str
    table: Table
    columns: Columns
    respondents: tuple[Respondent, ...]
    blank: int
    undated: int


class Outcome(Struct, frozen=True, kw_only=True):
    """What comes, or has come, of a survey: the arrivals, and how many rows stay out and why.

    `here` are rows that are in the study already, `erased` those of people who were erased from
    it, `others` those of an audience that the bank is not for.
    """

    arrivals: tuple[Arrival, ...]
    here: int = 0
    erased: int = 0
    others: Counter[str]


def read_survey(
    store: StudyFolder,
    file: Path,
    bank_id: str,
    columns: Path | None = None,
    quotable: bool = False,
) -> Survey:
    """Read a survey export as answers to a bank. Nothing is changed. Raises WizardError."""
    study = store.study()
    shelf = shelf_for(store.folder)
    bank = shelf.read(bank_id, study)
    if missing := words_needed(bank, study):
        raise WordsNeeded(bank.id, missing)
    settings = read_settings(columns) if columns else Settings()
    table = read_table(file, header_keys(bank, study.fills))
    matched = match_columns(table.columns, bank, study.fills, settings, columns)
    if not matched.questions:
        raise WizardError(
            f"No column of {clean_line(file.name)} is called like a question of “{bank.id}”. "
            "Nothing was imported: name the columns in a file, and give it as --columns."
        )
    if bank.audience is None and matched.audience is None:
        raise WizardError(
            f"The bank “{bank.id}” is for any audience. Nothing was imported: say in --columns "
            "which column tells the audience, or take a bank for one."
        )
    return _read(study, bank, shelf.written_out(bank_id, study), table, matched, quotable)


def outcome(store: StudyFolder, survey: Survey) -> Outcome:
    """What an import would bring in. Nothing is changed. Raises StoreError."""
    newcomers = Newcomers(store, (respondent.called for respondent in survey.respondents))
    arrivals: list[Arrival] = []
    here = erased = 0
    others: Counter[str] = Counter()
    for respondent in survey.respondents:
        audience = respondent.audience
        if audience is None or survey.bank.audience not in (None, audience):
            others[audience.value if audience else ""] += 1
        elif newcomers.is_erased(respondent.id, respondent.called):
            erased += 1
        elif newcomers.is_here(respondent.id):
            here += 1
        else:
            arrivals.append(newcomers.take(respondent.id, respondent.called, respondent.known_by))
    return Outcome(arrivals=tuple(arrivals), here=here, erased=erased, others=others)


def bring_in(store: StudyFolder, survey: Survey, progress: Progress) -> Outcome:
    """Bring in everybody who is not there yet: all of them, or nobody. Raises WizardError.

    `progress` is told how many are written, of how many.
    """
    refuse_if_only_read(store)
    ref = BankRef(survey.bank.id, bank_digest(survey.source))
    rows = {respondent.id: respondent for respondent in survey.respondents}
    # Nobody else takes a pseudonym, or imports the same, between the look and the end.
    with store.alone():
        found = outcome(store, survey)
        if not found.arrivals:
            return found
        times = _times(found.arrivals, rows)
        with arriving(Layout(store.folder)) as arrivals:
            arrivals.bank(ref, survey.source)
            for number, arrival in enumerate(found.arrivals):
                progress(number, len(found.arrivals))
                at = times[arrival.interview]
                arrivals.interview(_interview(survey, ref, arrival, rows[arrival.interview], at))
                if arrival.contact:
                    person = Participant(
                        arrival.participant, arrival.pseudonym, contact=arrival.contact
                    )
                    arrivals.participant(person)
        progress(len(found.arrivals), len(found.arrivals))
    return found


# Reading rows


def _read(
    study: Study, bank: Bank, source: str, table: Table, columns: Columns, quotable: bool
) -> Survey:
    cells = {
        question_id: Cells(
            question,
            study.fills,
            bank.language,
            [row.cells[t.place] for t in taken if not t.part for row in table.rows],
        )
        for question_id, taken in columns.questions.items()
        if (question := bank.question(question_id)) is not None
    }
    dates = [row.cells[columns.date] for row in table.rows] if columns.date is not None else []
    order = columns.date_order or date_order(dates)
    respondents: list[Respondent] = []
    for row, row_id in _told_apart(table):
        given = _given(row, columns, cells)
        if given:
            respondents.append(_respondent(row, row_id, given, bank, columns, order, quotable))
    _check_pseudonyms(respondents, table, columns)
    return Survey(
        study=study,
        bank=bank,
        source=source,
        table=table,
        columns=replace(columns, date_order=order if not is_in_doubt(dates, order) else ""),
        respondents=tuple(respondents),
        blank=len(table.rows) - len(respondents),
        undated=sum(not respondent.at for respondent in respondents) if dates else 0,
    )


def _told_apart(table: Table) -> Iterator[tuple[Row, str]]:
    """Every row with an id made of what it says, whatever the order of its columns.

    Rows that say the same are numbered, so a file that has grown has the earlier ids still.
    """
    names = [key(" ".join(column.names)) + "\0" + key(column.part) for column in table.columns]
    seen: Counter[str] = Counter()
    for row in table.rows:
        said = sorted(f"{n}\0{cell}" for n, cell in zip(names, row.cells, strict=True) if cell)
        text = "\1".join(said)
        seen[text] += 1
        digest = sha256(f"{seen[text]}\1{text}".encode()).hexdigest()
        yield row, digest[:12]


def _given(row: Row, columns: Columns, cells: dict[str, Cells]) -> dict[str, Given]:
    found = {
        question: cells[question].read([(t.part, row.cells[t.place]) for t in taken])
        for question, taken in columns.questions.items()
    }
    return {question: given for question, given in found.items() if given is not None}


def _respondent(
    row: Row,
    row_id: str,
    given: dict[str, Given],
    bank: Bank,
    columns: Columns,
    order: str,
    quotable: bool,
) -> Respondent:
    def cell(place: int | None) -> str:
        text = "" if place is None else clean_line(row.cells[place])
        return "" if is_blank(text) else text

    at = read_date(cell(columns.date), order)
    return Respondent(
        id=row_id,
        line=row.line,
        audience=_audience(cell(columns.audience), bank, columns),
        given=given,
        consent=_consent(row, bank, columns, quotable),
        called=cell(columns.pseudonym),
        known_by=cell(columns.participant),
        at=_time(at) if at else "",
    )


def _audience(text: str, bank: Bank, columns: Columns) -> Audience | None:
    if columns.audience is None:
        return bank.audience
    if columns.audiences:
        return columns.audiences.get(key(text))
    return next((one for one in Audience if key(text) in (key(one.value), key(one.one))), None)


def _consent(row: Row, bank: Bank, columns: Columns, quotable: bool) -> dict[str, bool]:
    """What somebody agreed to: taking part is what they did, quoting is what was promised."""
    consent = {CONSENT_TAKE_PART: True}
    if quotable:
        consent[CONSENT_QUOTE] = True
    items = {item.id: item.text for item in (*bank.opening.consent, *bank.closing.consent)}
    for item, place in columns.consent.items():
        said = key(row.cells[place])
        agreed = said in TICKED or said in (key(items[item]), key("agree"), key("I agree"))
        if item != CONSENT_QUOTE:
            consent[item] = agreed
        elif quotable or said:
            # Their yes alone does not make it quotable here; their no takes the promise back.
            consent[CONSENT_QUOTE] = agreed and quotable
    return consent


def _check_pseudonyms(rows: Sequence[Respondent], table: Table, columns: Columns) -> None:
    if columns.pseudonym is not None and any("@" in row.called for row in rows):
        title = table.columns[columns.pseudonym].title
        raise WizardError(
            f"“{title}” holds e-mail addresses, and a pseudonym tells nobody who somebody is. "
            "Nothing was imported: name the column as “participant”, which stays apart."
        )


# Making interviews


def _times(arrivals: Sequence[Arrival], rows: dict[str, Respondent]) -> dict[str, str]:
    """When each interview was; where the file does not say, now, in the order of the file."""
    moment = datetime.fromisoformat(now()) - timedelta(milliseconds=len(arrivals))
    return {
        arrival.interview: rows[arrival.interview].at
        or _time(moment + timedelta(milliseconds=number))
        for number, arrival in enumerate(arrivals)
    }


def _interview(
    survey: Survey, ref: BankRef, arrival: Arrival, respondent: Respondent, at: str
) -> Interview:
    fills = survey.study.fills
    audience = respondent.audience or survey.bank.audience
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
        answers={
            question.id: Answer(
                question=question.id,
                wording=fill(question.wording, fills),
                at=at,
                state=given.state,
                value=given.value,
                text=given.text,
                open=False,
            )
            for question in survey.bank.questions
            if (given := respondent.given.get(question.id)) is not None
        },
    )


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
