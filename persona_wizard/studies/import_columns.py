"""Which column of a survey export answers which question of a bank."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from msgspec import Struct

from persona_wizard.model.alike import bare_key, key
from persona_wizard.model.bank import Bank, ConsentItem, Kind, Question
from persona_wizard.model.fills import fill
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import CONSENT_QUOTE, CONSENT_TAKE_PART
from persona_wizard.studies.import_choices import is_other
from persona_wizard.studies.import_consent import ConsentColumn, consent_asked, consent_column
from persona_wizard.studies.import_dates import is_named_for_dates
from persona_wizard.studies.import_headers import Column, part_in
from persona_wizard.studies.import_settings import BadSettings, Named, Settings

_NUMBERING = re.compile(r"^\s*(?:q(?:uestion)?\s*)?\d+[a-z]?\s*[.):–—-]\s*", re.IGNORECASE)
_WHO = "it tells who they are: say under “participant” or [questions] in --columns what it is for"
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")


class Taken(Struct, frozen=True):
    """A column that is read: its place (from 0), and the choice that is its own, if any."""

    place: int
    part: str = ""


class LeftOut(Struct, frozen=True):
    """A column that is not read: its place (from 0), and why.

    `double` where it is left out because others are called like the same question.
    """

    place: int
    why: str
    double: bool = False


class Columns(Struct, frozen=True, kw_only=True):
    """What each column is; `questions` and `consent` go by ids.

    `said` are the columns of which the file of columns says what they are.
    """

    questions: Mapping[str, tuple[Taken, ...]]
    consent: Mapping[str, tuple[ConsentColumn, ...]]
    said: frozenset[int]
    left_out: tuple[LeftOut, ...]
    date: int | None = None
    date_order: str = ""
    participant: int | None = None
    pseudonym: int | None = None
    audience: int | None = None
    audiences: Mapping[str, Audience]


def header_keys(bank: Bank, words: Mapping[str, str]) -> frozenset[str]:
    """What the bank's questions are called, as keys."""
    names = (name for question in bank.questions for name in _names(question, words))
    return frozenset(filter(None, map(key, names)))


def match_columns(
    columns: Sequence[Column],
    bank: Bank,
    words: Mapping[str, str],
    settings: Settings,
    path: Path | None,
    telling_who: Collection[int] = (),
    side_by_side: Sequence[Sequence[int]] = (),
) -> Columns:
    """Match columns to what a file says of them, and the rest to the bank by their headers.

    Places that tell who somebody is are no answers, unless the file says so; those `side_by_side`
    are choices of a question that the survey does not name. Raises BadSettings, which names `path`.
    """
    matching = _Matching(columns, bank, words, settings, path or Path(), telling_who)
    return matching.done(side_by_side)


class _Matching:
    def __init__(
        self,
        columns: Sequence[Column],
        bank: Bank,
        words: Mapping[str, str],
        settings: Settings,
        path: Path,
        telling_who: Collection[int],
    ) -> None:
        self._columns = columns
        self._bank = bank
        self._words = words
        self._settings = settings
        self._path = path
        self._telling_who = telling_who
        self._taken: dict[int, str] = {}
        self._questions: dict[str, list[Taken]] = defaultdict(list)
        self._left_out: list[LeftOut] = []

    def done(self, side_by_side: Sequence[Sequence[int]]) -> Columns:
        said = self._settings
        self._check()
        for named in said.leave_out:
            self._left_out.append(LeftOut(self._place(named, "leave-out"), "you leave it out"))
        single = {
            name: None if named is None else self._place(named, name)
            for name, named in (
                ("date", said.date),
                ("participant", said.participant),
                ("pseudonym", said.pseudonym),
                ("audience", said.audience),
            )
        }
        for question, columns in said.questions.items():
            several = isinstance(columns, list) and len(columns) > 1
            for each in columns if isinstance(columns, list) else [columns]:
                place = self._place(each, f"questions.{question}")
                part = self._columns[place].part
                if several and not part:
                    part = self._choice_in(self._columns[place].title, question)
                if part and not several and self._is_rated(question, part):
                    part = ""
                self._questions[question].append(Taken(place, part))
        consent = self._by_what_is_said_of_consent()
        by_file = frozenset(self._taken) | {one.place for one in self._left_out}
        self._by_consent(consent)
        self._leave_out_who()
        self._by_headers()
        for run in side_by_side:
            self._by_choices(run)
        date = single["date"]
        if date is None:
            free = (place for place in self._free() if self._is_date(place))
            date = next(free, None)
            if date is not None:
                self._taken[date] = "date"
        self._leave_the_rest()
        return Columns(
            questions={
                q.id: tuple(self._questions[q.id])
                for q in self._bank.questions
                if self._questions[q.id]
            },
            consent={item: tuple(columns) for item, columns in consent.items()},
            said=by_file,
            left_out=tuple(sorted(self._left_out, key=lambda one: one.place)),
            date=date,
            date_order=said.date_order,
            participant=single["participant"],
            pseudonym=single["pseudonym"],
            audience=single["audience"],
            audiences={key(text): Audience(name) for text, name in said.audiences.items()},
        )

    def _choice_in(self, title: str, question_id: str) -> str:
        """The choice that a header names alone or at its end; empty for none."""
        question = self._bank.question(question_id)
        choices = question.choices if question else ()
        named = {key(fill(text, self._words)) for c in choices for text in (c.slug, c.text)}
        ends = (title, part_in(title).part, *(title.rpartition(sign)[2] for sign in (":", " - ")))
        return next((end.strip() for end in ends if key(end) in named and key(end)), "")

    def _is_rated(self, question_id: str, part: str) -> bool:
        """Whether a row of a grid is named for this question: it has its own choices."""
        question = self._bank.question(question_id)
        one = question is not None and question.kind in (Kind.ONE, Kind.BANDS)
        return one and not self._choice_in(part, question_id)

    def _check(self) -> None:
        said = self._settings
        known = [question.id for question in self._bank.questions]
        for question in said.questions:
            if question not in known:
                hint = _hint(question, known)
                self._fault(f"the bank “{self._bank.id}” has no question “{question}”{hint}")
        items = [item.id for item in self._consent_items()]
        for named in said.consent:
            if named not in items:
                hint = _hint(named, items)
                self._fault(f"there is no consent item “{named}”: {', '.join(items)}{hint}")
        audiences = [audience.value for audience in Audience]
        for text, name in said.audiences.items():
            if name not in audiences:
                self._fault(f"“{name}” (of “{text}”) is no audience: {', '.join(audiences)}")
        if said.audiences and said.audience is None:
            self._fault("[audiences] needs “audience”, the column that they stand in")
        orders = ("", "day-month-year", "month-day-year")
        if said.date_order not in orders:
            self._fault(f"“date-order” is one of {', '.join(orders[1:])}")

    def _place(self, named: Named, what: str) -> int:
        """The column that is named, now taken. Raises BadSettings."""
        place = self._named(named)
        if place in self._taken:
            title = self._columns[place].title
            self._fault(f"column {place + 1}, “{title}”, is {self._taken[place]} and {what}")
        self._taken[place] = what
        return place

    def _named(self, named: Named) -> int:
        if isinstance(named, int):
            if not 1 <= named <= len(self._columns):
                self._fault(f"there is no column {named}: there are {len(self._columns)}")
            return named - 1
        found = self._called(lambda column: named in (*column.names, column.title))
        found = found or self._called(
            lambda column: key(named) in map(key, (*column.names, column.title))
        )
        if not found:
            titles = [column.title for column in self._columns]
            self._fault(f"there is no column “{named}”{_hint(named, titles)}")
        if len(found) > 1:
            numbers = " and ".join(str(place + 1) for place in found)
            self._fault(f"columns {numbers} are called “{named}”: name one by its number")
        return found[0]

    def _called(self, fits: Callable[[Column], bool]) -> list[int]:
        return [place for place, column in enumerate(self._columns) if fits(column)]

    def _fault(self, what: str) -> None:
        raise BadSettings(self._path, what)

    def _free(self) -> list[int]:
        left = {one.place for one in self._left_out}
        return [p for p in range(len(self._columns)) if p not in self._taken and p not in left]

    def _consent_items(self) -> tuple[ConsentItem, ...]:
        """What the bank asks consent for, and what every interview may be asked."""
        asked = (*self._bank.opening.consent, *self._bank.closing.consent)
        named = {item.id for item in asked}
        reserved = (ConsentItem(CONSENT_TAKE_PART, ""), ConsentItem(CONSENT_QUOTE, ""))
        return (*asked, *(item for item in reserved if item.id not in named))

    def _by_what_is_said_of_consent(self) -> dict[str, list[ConsentColumn]]:
        found: dict[str, list[ConsentColumn]] = {}
        for item, columns in self._settings.consent.items():
            for each in columns if isinstance(columns, list) else [columns]:
                self._agree(found, item, self._place(each, f"consent.{item}"), named=True)
        return found

    def _by_consent(self, found: dict[str, list[ConsentColumn]]) -> None:
        """The columns in which respondents agreed to something: to all of an item's, it counts."""
        for item in self._consent_items():
            wanted = set(map(key, _consent_names(item, self._words))) - {""}
            for place in self._free():
                if wanted & set(map(key, self._columns[place].names)):
                    self._agree(found, item.id, place)
        for place in self._free():
            if asked := consent_asked(self._columns[place]):
                self._agree(found, asked, place)

    def _agree(
        self,
        found: dict[str, list[ConsentColumn]],
        item: str,
        place: int,
        named: bool = False,
    ) -> None:
        self._taken[place] = f"consent.{item}"
        found.setdefault(item, []).append(consent_column(self._columns[place], place, named))

    def _by_headers(self) -> None:
        """Each column goes to the one question that it names, the most exact reading first."""
        for reading in (key, bare_key, _loose_key):
            meant: dict[str, set[str]] = defaultdict(set)
            for question in self._bank.questions:
                for name in _names(question, self._words):
                    meant[reading(name)].add(question.id)
            claims: dict[str, list[Taken]] = defaultdict(list)
            for place in self._free():
                for question_id, taken in self._readings(place, reading, meant):
                    claims[question_id].append(taken)
                    break
            for question_id, taken_columns in claims.items():
                self._take(question_id, taken_columns)

    def _readings(
        self, place: int, reading: Callable[[str], str], meant: Mapping[str, set[str]]
    ) -> Iterable[tuple[str, Taken]]:
        column = self._columns[place]
        for name in reversed(column.names):
            # A row of a grid may be a question of its own.
            ways = [Column((f"{name} {column.part}",))] if column.part else []
            ways.append(Column((name,), column.part))
            if not column.part:
                ways.append(part_in(name))
            for way in ways:
                found = meant.get(reading(way.names[0]), set())
                if len(found) == 1 and way.names[0]:
                    yield next(iter(found)), Taken(place, way.part)

    def _take(self, question_id: str, taken: Sequence[Taken]) -> None:
        # What a file says of a question stands alone.
        if question_id in self._settings.questions:
            return
        have = self._questions[question_id]
        alone = [one for one in taken if not one.part]
        if len(alone) + len([one for one in have if not one.part]) > 1:
            numbers = " and ".join(str(one.place + 1) for one in (*have, *taken))
            why = f"columns {numbers} are all “{question_id}”: say which in --columns"
            for one in taken:
                self._left_out.append(LeftOut(one.place, why, double=True))
            return
        for one in taken:
            self._taken[one.place] = question_id
            have.append(one)

    def _by_choices(self, run: Sequence[int]) -> None:
        """Columns go to the one question that has them all as its choices, “Other” set aside."""
        free = set(self._free())
        titles = [self._columns[place].title for place in run]
        named = [title for title in titles if not is_other(title)]
        fits = [
            question.id
            for question in self._bank.questions
            if question.kind is Kind.MANY
            and question.id not in self._questions
            and all(self._choice_in(title, question.id) for title in named)
        ]
        if len(fits) == 1 and free.issuperset(run):
            for place, title in zip(run, titles, strict=True):
                self._taken[place] = fits[0]
                self._questions[fits[0]].append(Taken(place, title))

    def _leave_out_who(self) -> None:
        for place in self._free():
            if place in self._telling_who:
                self._left_out.append(LeftOut(place, _WHO))

    def _is_date(self, place: int) -> bool:
        return any(map(is_named_for_dates, self._columns[place].names))

    def _leave_the_rest(self) -> None:
        for place in self._free():
            why = "no question of the bank is called that"
            if not self._columns[place].title:
                why = "it has no header; --columns can name it by its number"
            self._left_out.append(LeftOut(place, why))


def _names(question: Question, words: Mapping[str, str]) -> tuple[str, str]:
    return question.id, fill(question.wording, words)


def _consent_names(item: ConsentItem, words: Mapping[str, str]) -> tuple[str, str]:
    return item.id, fill(item.text, words)


def _loose_key(text: str) -> str:
    """A text without its number and what stands in brackets at its end."""
    return bare_key(_REMARK.sub("", _NUMBERING.sub("", text)))


def _hint(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name[:200], [one for one in known if len(one) < 200], 1)
    return f"; did you mean “{close[0]}”?" if close else ""
