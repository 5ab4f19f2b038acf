"""Answers from a survey export: each respondent becomes an interview; all of them, or none."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.banks import bank_digest, shelf_for, words_needed
from persona_wizard.model.bank import Bank
from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import BankRef, Participant
from persona_wizard.model.study import Study
from persona_wizard.model.text import clean_line
from persona_wizard.store import StudyFolder
from persona_wizard.store.arrivals import arriving
from persona_wizard.store.findings import Progress
from persona_wizard.store.layout import Layout
from persona_wizard.store.survey_key import new_survey_key, read_survey_key
from persona_wizard.studies.clock import now
from persona_wizard.studies.import_again import Anew, Known, KnownRows
from persona_wizard.studies.import_choices import choices_side_by_side
from persona_wizard.studies.import_columns import Columns, header_keys, match_columns
from persona_wizard.studies.import_consent import may_be_consent
from persona_wizard.studies.import_file import Table, read_table
from persona_wizard.studies.import_interviews import interview_of
from persona_wizard.studies.import_people import Arrival, Newcomers
from persona_wizard.studies.import_rows import Respondent, read_rows, time_of
from persona_wizard.studies.import_settings import Settings, read_settings
from persona_wizard.studies.import_unmatched import nothing_matched
from persona_wizard.studies.import_who import places_that_tell_who
from persona_wizard.studies.interviews import WordsNeeded
from persona_wizard.studies.read_only import refuse_if_only_read


class Survey(Struct, frozen=True, kw_only=True):
    """A survey export read with a bank. `blank` is how many rows answer nothing.

    `doubtful` are places of columns that look like consent and are not read as such; `undated` is
    how many rows of a file with dates have none that can be read: where nobody knows if the day or
    the month stands first, `two_ways`; else one of them is `unread_date`. `secret` is what the
    rows' ids are made with; `quotable` is whether a yes to be quoted counts.
    """

    study: Study
    bank: Bank
    source: str
    table: Table
    columns: Columns
    respondents: tuple[Respondent, ...]
    blank: int
    undated: int
    two_ways: bool
    unread_date: str
    doubtful: tuple[int, ...]
    secret: str
    quotable: bool

    @property
    def ref(self) -> BankRef:
        return BankRef(self.bank.id, bank_digest(self.source))


class Outcome(Struct, frozen=True, kw_only=True):
    """What comes, or has come, of a survey: who arrives, and how many rows stay out and why.

    Of rows that are in the study already `here` are those that stay, and `otherwise` the pseudonyms
    of those of them that read otherwise now. `anew` are read once more, `touched` are the
    pseudonyms of those that stay because somebody worked on them. `withdrawn` take back a yes to
    consent and stay else; `kept` are the pseudonyms of those whose no could not be taken. `erased`
    are rows of people who were erased, `others` those of an audience that the bank is not for,
    `refused` those who did not agree to take part, and `refused_here` their pseudonyms where they
    are in the study all the same. `met` is how many arrivals may be of people who are in the study.
    """

    arrivals: tuple[Arrival, ...]
    here: int = 0
    otherwise: tuple[str, ...] = ()
    anew: tuple[Anew, ...] = ()
    withdrawn: tuple[Anew, ...] = ()
    touched: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    erased: int = 0
    refused: int = 0
    refused_here: tuple[str, ...] = ()
    met: int = 0
    others: Counter[str]

    @property
    def instead(self) -> tuple[Anew, ...]:
        """What takes the place of what is here."""
        return *self.anew, *self.withdrawn

    @property
    def noes(self) -> tuple[str, ...]:
        """The pseudonyms of those who take back a yes to consent."""
        return tuple(one.before.pseudonym for one in self.instead if one.takes_back)


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
    matched = match_columns(
        table.columns,
        bank,
        study.fills,
        settings,
        columns,
        places_that_tell_who(table),
        choices_side_by_side(table),
    )
    if not matched.questions:
        raise nothing_matched(file, table, bank, matched)
    if bank.audience is None and matched.audience is None:
        raise WizardError(
            f"The bank “{bank.id}” is for any audience. Nothing was imported: say in --columns "
            "which column tells the audience, or take a bank for one."
        )
    doubtful = _doubtful(table, matched)
    if quotable and doubtful:
        raise WizardError(_in_doubt(table, doubtful[0]))
    secret = read_survey_key(Layout(store.folder)) or new_survey_key()
    rows = read_rows(study, bank, table, matched, quotable, secret)
    return Survey(
        study=study,
        bank=bank,
        source=shelf.written_out(bank_id, study),
        table=table,
        columns=matched,
        respondents=rows.respondents,
        blank=rows.blank,
        undated=rows.undated,
        two_ways=rows.two_ways,
        unread_date=rows.unread_date,
        doubtful=doubtful,
        secret=secret,
        quotable=quotable,
    )


def outcome(store: StudyFolder, survey: Survey, again: bool = False) -> Outcome:
    """What an import would bring in. Nothing is changed. Raises StoreError.

    `again` is whether rows that are here are read once more, where nobody worked on them since.
    """
    newcomers = Newcomers(store, (respondent.called for respondent in survey.respondents))
    known_rows = KnownRows(
        store, newcomers, survey.study, survey.bank, survey.ref, survey.quotable, again
    )
    arrivals: list[Arrival] = []
    known: list[Known] = []
    refused_here: list[str] = []
    erased = refused = met = 0
    others: Counter[str] = Counter()
    for respondent in survey.respondents:
        audience = respondent.audience
        who = respondent.called, respondent.known_by, respondent.beside
        if newcomers.is_erased(respondent.ids, *who):
            erased += 1
        elif respondent.refused:
            refused += 1
            refused_here += filter(None, [newcomers.called_here(respondent.ids)])
        elif audience is None or survey.bank.audience not in (None, audience):
            others[audience.value if audience else ""] += 1
        elif not newcomers.is_here(respondent.ids):
            arrival = newcomers.take(respondent.ids, respondent.called, respondent.known_by)
            met += newcomers.was_met(arrival, respondent.at, respondent.given)
            arrivals.append(arrival)
        else:
            known.append(known_rows.look(respondent))
    return Outcome(
        arrivals=tuple(arrivals),
        here=sum(one.stays for one in known),
        otherwise=tuple(one.pseudonym for one in known if one.otherwise),
        anew=tuple(one.anew for one in known if one.anew),
        withdrawn=tuple(one.withdrawn for one in known if one.withdrawn),
        touched=tuple(one.pseudonym for one in known if one.touched),
        erased=erased,
        refused=refused,
        refused_here=tuple(refused_here),
        met=met,
        others=others,
    )


def bring_in(
    store: StudyFolder, survey: Survey, progress: Progress, again: bool = False
) -> Outcome:
    """Bring in everybody who is not there yet: all of them, or nobody. Raises WizardError.

    `again` is as for `outcome`. `progress` is told how many are written, of how many. Who stops it
    (KeyboardInterrupt) stops all of it; once all have come, it raises HaveCome.
    """
    refuse_if_only_read(store)
    ref = survey.ref
    rows = {row_id: respondent for respondent in survey.respondents for row_id in respondent.ids}
    # Nobody else takes a pseudonym, or imports the same, between the look and the end.
    with store.alone():
        if read_survey_key(Layout(store.folder)) not in ("", survey.secret):
            raise WizardError(
                "Another survey came into the study just now. Nothing was imported of this one: "
                "import it again."
            )
        found = outcome(store, survey, again)
        whole = len(found.arrivals) + len(found.instead)
        if not whole:
            return found
        times = _times(found.arrivals, rows)
        withdrawn = {one.before.id for one in found.withdrawn}
        with arriving(Layout(store.folder)) as arrivals:
            arrivals.survey_key(survey.secret)
            if found.arrivals or found.anew:
                arrivals.bank(ref, survey.source)
            for number, arrival in enumerate(found.arrivals):
                progress(number, whole)
                at = times[arrival.interview]
                respondent = rows[arrival.interview]
                arrivals.interview(
                    interview_of(survey.study, survey.bank, ref, respondent, arrival, at)
                )
                if arrival.contact:
                    arrivals.participant(
                        Participant(arrival.participant, arrival.pseudonym, contact=arrival.contact)
                    )
            for number, one in enumerate(found.instead, start=len(found.arrivals)):
                progress(number, whole)
                linked = one.before.id in withdrawn
                if arrivals.instead(one.before, one.interview, linked) and one.contact:
                    who = one.interview
                    arrivals.participant(
                        Participant(who.participant, who.pseudonym, contact=one.contact)
                    )
            progress(whole, whole)
    return _without(found, arrivals.left)


def _without(found: Outcome, left: Collection[str]) -> Outcome:
    """What came of a survey where somebody worked on these interviews (ids) meanwhile."""
    touched = [one.before.pseudonym for one in found.anew if one.before.id in left]
    kept = [
        one.before.pseudonym for one in found.instead if one.before.id in left and one.takes_back
    ]
    return replace(
        found,
        anew=tuple(one for one in found.anew if one.before.id not in left),
        withdrawn=tuple(one for one in found.withdrawn if one.before.id not in left),
        touched=(*found.touched, *touched),
        kept=tuple(kept),
    )


def _doubtful(table: Table, columns: Columns) -> tuple[int, ...]:
    """Columns that look like consent, unless somebody said in the file of columns what they are."""
    read = {one.place for asked in columns.consent.values() for one in asked}
    return tuple(
        place
        for place, column in enumerate(table.columns)
        if place not in read
        and place not in columns.said
        and may_be_consent(column, (row.cells[place] for row in table.rows))
    )


def _in_doubt(table: Table, place: int) -> str:
    number = place + 1
    title = clean_line(table.columns[place].title)[:60]
    return (
        f"Column {number}, “{title}”, may be about consent. Nothing was imported: say in --columns "
        f"what it is. Under [consent], consent-quote = {number} has those quoted who said yes, and "
        f"consent-take-part = {number} keeps out who said no; leave-out = [{number}] where it is "
        "neither."
    )


def _times(arrivals: Sequence[Arrival], rows: dict[str, Respondent]) -> dict[str, str]:
    """When each interview was; where the file does not say, now, in the order of the file."""
    moment = datetime.fromisoformat(now()) - timedelta(milliseconds=len(arrivals))
    return {
        arrival.interview: rows[arrival.interview].at
        or time_of(moment + timedelta(milliseconds=number))
        for number, arrival in enumerate(arrivals)
    }
