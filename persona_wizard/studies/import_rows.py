"""The rows of a survey export, each read as what one respondent answered."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hmac import digest

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.model.alike import key
from persona_wizard.model.bank import Bank
from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import CONSENT_QUOTE, CONSENT_TAKE_PART
from persona_wizard.model.study import Study
from persona_wizard.model.text import clean_line
from persona_wizard.studies.import_beside import Beside
from persona_wizard.studies.import_cells import Cells, Given
from persona_wizard.studies.import_columns import Columns
from persona_wizard.studies.import_consent import agreed, yes_texts
from persona_wizard.studies.import_dates import date_order, is_in_doubt, read_date
from persona_wizard.studies.import_file import Row, Table
from persona_wizard.studies.import_ratings import ratings
from persona_wizard.studies.import_text import is_blank

_SHOWN = 60


class Respondent(Struct, frozen=True, kw_only=True):
    """One row as it will be an interview.

    `ids` are what its interview may be called here: the first where it is new, and any where it
    came before with other columns; the last is of all that it says. `refused` where they did not
    agree to take part; `called` is the pseudonym that the file gives, `known_by` what tells who
    they are, `at` when they answered; each empty where the file does not say. `beside` is what
    else of the row may tell who they are. `may_be_quoted` unless the file asks and they do not
    say yes.
    """

    ids: tuple[str, ...]
    line: int
    audience: Audience | None
    given: dict[str, Given]
    consent: dict[str, bool]
    refused: bool = False
    may_be_quoted: bool = True
    called: str = ""
    known_by: str = ""
    at: str = ""
    beside: tuple[str, ...] = ()


class Rows(Struct, frozen=True, kw_only=True):
    """The rows of a survey export. `blank` is how many answer nothing, `undated` how many no day.

    `two_ways` where nobody knows if the day or the month stands first; `unread_date` is the first
    that can't be read otherwise, or empty.
    """

    respondents: tuple[Respondent, ...]
    blank: int
    undated: int
    two_ways: bool
    unread_date: str


def read_rows(
    study: Study, bank: Bank, table: Table, columns: Columns, quotable: bool, secret: str
) -> Rows:
    """What each row says; its ids are made with a `secret`.

    Raises WizardError where pseudonyms are addresses, and where columns of one choice each hold
    words of which nobody can tell what means a yes.
    """
    cells = {
        question_id: Cells(
            question,
            study.fills,
            bank.language,
            [row.cells[t.place] for t in taken if not t.part for row in table.rows],
            [(t.part, row.cells[t.place]) for t in taken if t.part for row in table.rows],
        )
        for question_id, taken in columns.questions.items()
        if (question := bank.question(question_id)) is not None
    }
    _check_ticks(cells, table, columns)
    dates = [row.cells[columns.date] for row in table.rows] if columns.date is not None else []
    order = columns.date_order or date_order(dates)
    reading = _Reading(bank, table, columns, order, quotable)
    told_apart = list(_told_apart(table, secret))
    everybody = [
        reading.respondent(row, row_id, _given(row, columns, cells))
        for row, row_id, _ in told_apart
    ]
    copies = [copy for _, _, copy in told_apart]
    respondents = [one for one in _known_by_when(everybody, copies, secret) if one.given]
    _check_pseudonyms(respondents, table, columns)
    return Rows(
        respondents=tuple(respondents),
        blank=len(table.rows) - len(respondents),
        undated=sum(not respondent.at for respondent in respondents) if dates else 0,
        two_ways=is_in_doubt(dates, order),
        unread_date=next((d for d in dates if not is_blank(d) and not read_date(d, order)), ""),
    )


def _told_apart(table: Table, secret: str) -> Iterator[tuple[Row, str, bool]]:
    """Every row with an id made of what it says, whatever the order of its columns.

    Rows that say the same are numbered, so a file that has grown has the earlier ids still; and
    whether it is a copy of one before.
    """
    names = [key(" ".join(column.names)) + "\0" + key(column.part) for column in table.columns]
    seen: Counter[str] = Counter()
    for row in table.rows:
        said = sorted(f"{n}\0{cell}" for n, cell in zip(names, row.cells, strict=True) if cell)
        text = "\1".join(said)
        seen[text] += 1
        yield row, _id_of(f"{seen[text]}\1{text}", secret), seen[text] > 1


def _known_by_when(
    respondents: Sequence[Respondent], copies: Sequence[bool], secret: str
) -> Iterator[Respondent]:
    """Give them ids of who answered when, which stay whatever else the file says one day.

    Of those who share both, an id would be now one's, now another's; of copies the first has it.
    """
    said = [
        () if copy else tuple(_when(one, (one.known_by, one.called)))
        for one, copy in zip(respondents, copies, strict=True)
    ]
    beside = [
        () if copy else tuple(_when(one, one.beside))
        for one, copy in zip(respondents, copies, strict=True)
    ]
    times = Counter(text for texts in said for text in texts)
    both = Counter(text for one in zip(said, beside, strict=True) for text in {*one[0], *one[1]})
    for respondent, texts, more in zip(respondents, said, beside, strict=True):
        own = [_id_of(f"answered\0{text}", secret) for text in texts if times[text] == 1]
        # Another file of columns may have named one of these for who they are.
        others = (_id_of(f"answered\0{text}", secret) for text in more if both[text] == 1)
        new = own or respondent.ids
        yield replace(respondent, ids=(*new, *others, *respondent.ids))


def _when(respondent: Respondent, names: Iterable[str]) -> Iterable[str]:
    """Each of these names with the minute in which they answered; nothing where none is told."""
    # Some exports write the seconds, and some do not.
    minute = respondent.at[:16]
    # A day alone is read as its midnight, and many answer on one day.
    if not minute or minute.endswith("T00:00"):
        return ()
    return dict.fromkeys(f"{name.casefold()}\0{minute}" for name in filter(None, names))


def _id_of(text: str, secret: str) -> str:
    """An id of an interview that nobody without the secret can check a guess by."""
    return digest(secret.encode(), text.encode(), "sha256").hex()[:12]


def _given(row: Row, columns: Columns, cells: dict[str, Cells]) -> dict[str, Given]:
    found = {
        question: cells[question].read([(t.part, row.cells[t.place]) for t in taken])
        for question, taken in columns.questions.items()
    }
    return {question: given for question, given in found.items() if given is not None}


class _Reading:
    """Makes respondents of rows, one after the other."""

    def __init__(
        self, bank: Bank, table: Table, columns: Columns, order: str, quotable: bool
    ) -> None:
        self._bank = bank
        self._columns = columns
        self._order = order
        self._quotable = quotable
        self._beside = Beside(table, columns)
        self._yes = {
            one.place: yes_texts(table.columns[one.place], consent_text(bank, item))
            for item, asked in columns.consent.items()
            for one in asked
        }

    def respondent(self, row: Row, row_id: str, given: dict[str, Given]) -> Respondent:
        def cell(place: int | None) -> str:
            text = "" if place is None else clean_line(row.cells[place])
            return "" if is_blank(text) else text

        columns = self._columns
        moment = read_date(cell(columns.date), self._order)
        at = time_of(moment) if moment else ""
        called, known_by = cell(columns.pseudonym), cell(columns.participant)
        said = self._agreed(row)
        return Respondent(
            ids=(row_id,),
            line=row.line,
            audience=_audience(cell(columns.audience), self._bank, columns),
            given=given,
            consent=self._consent(said),
            refused=said.get(CONSENT_TAKE_PART, True) is not True,
            may_be_quoted=said.get(CONSENT_QUOTE, True) is True,
            called=called,
            known_by=known_by,
            at=at,
            beside=self._beside.of(row),
        )

    def _agreed(self, row: Row) -> dict[str, bool | None]:
        return {
            item: agreed([(one, row.cells[one.place], self._yes[one.place]) for one in asked])
            for item, asked in self._columns.consent.items()
        }

    def _consent(self, said: dict[str, bool | None]) -> dict[str, bool]:
        """Taking part is what they did; quoting is what was promised, unless they said no."""
        consent = {item: yes is True for item, yes in said.items() if item != CONSENT_QUOTE}
        consent[CONSENT_TAKE_PART] = said.get(CONSENT_TAKE_PART, True) is True
        quote = said.get(CONSENT_QUOTE, self._quotable)
        if quote is False and CONSENT_QUOTE in said:
            consent[CONSENT_QUOTE] = False
        elif quote and self._quotable:
            # Their yes alone does not make it quotable here.
            consent[CONSENT_QUOTE] = True
        return consent


def consent_text(bank: Bank, item_id: str) -> str:
    """What the bank asks for a consent item; empty where it does not."""
    items = (*bank.opening.consent, *bank.closing.consent)
    return next((item.text for item in items if item.id == item_id), "")


def _audience(text: str, bank: Bank, columns: Columns) -> Audience | None:
    if columns.audience is None:
        return bank.audience
    if columns.audiences:
        return columns.audiences.get(key(text))
    return next((one for one in Audience if key(text) in (key(one.value), key(one.one))), None)


def _check_ticks(cells: Mapping[str, Cells], table: Table, columns: Columns) -> None:
    unclear = {question: read.unclear for question, read in cells.items() if read.unclear}
    if not unclear:
        return
    question, said = next(iter(unclear.items()))
    taken = [one for one in columns.questions[question] if one.part]
    first = table.columns[taken[0].place].title
    words = " and ".join(f"“{clean_line(text)[:_SHOWN]}”" for text in said[:2])
    if ratings(table, [one.place for one in taken], {one.place: one.part for one in taken}):
        raise WizardError(
            f"Columns such as “{clean_line(first)[:_SHOWN]}” hold ratings ({words}), and "
            f"“{question}” takes choices. Nothing was imported: give each of these columns a "
            "question of its own in the bank, with its header as the wording, and .scale or .one; "
            f"or say leave-out = {sorted(one.place + 1 for one in taken)} in --columns."
        )
    places = sorted(t.place + 1 for one in unclear for t in columns.questions[one] if t.part)
    raise WizardError(
        f"Columns such as “{clean_line(first)[:_SHOWN]}” hold {words}, and nothing tells which of "
        "them means that it was chosen. Nothing was imported: in the file write yes where it was, "
        f"and no where it was not, or say leave-out = {places} in --columns."
    )


def _check_pseudonyms(rows: Sequence[Respondent], table: Table, columns: Columns) -> None:
    if columns.pseudonym is not None and any("@" in row.called for row in rows):
        title = table.columns[columns.pseudonym].title
        raise WizardError(
            f"“{title}” holds e-mail addresses, and a pseudonym tells nobody who somebody is. "
            "Nothing was imported: name the column as “participant”, which stays apart."
        )


def time_of(moment: datetime) -> str:
    """A moment as interviews say it: ISO 8601, UTC."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
