"""What an import would do or did, line by line."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from persona_wizard.model.bank import Question
from persona_wizard.model.interview import CONSENT_QUOTE, State
from persona_wizard.model.text import clean_line
from persona_wizard.studies.import_cells import Given
from persona_wizard.studies.import_columns import LeftOut
from persona_wizard.studies.import_consent import agreed, consent_asked, is_clear, yes_texts
from persona_wizard.studies.import_people import Arrival
from persona_wizard.studies.import_rows import consent_text
from persona_wizard.studies.import_text import is_blank
from persona_wizard.studies.importing import Outcome, Survey

_SHOWN = 60
_EXAMPLES = 3
_LONGEST_EXAMPLE = 40
_MOST_NAMED = 12
_NUMBERED = re.compile(r"P(?P<number>\d{1,9})")


def survey_in_words(survey: Survey) -> Iterator[str]:
    """What goes where, and what does not: the file, each column, what is left out."""
    table = survey.table
    headers = "1 header row" if table.header_rows == 1 else f"{table.header_rows} header rows"
    yield (
        f"{_rows(len(table.rows))}, {len(table.columns)} columns, {table.encoding}, "
        f"parted by {table.delimiter}, {headers}."
    )
    yield ""
    yield f"To questions of the bank “{survey.bank.id}”:"
    for question in survey.bank.questions:
        taken = survey.columns.questions.get(question.id, ())
        if taken:
            yield f"  {_titles(survey, [one.place for one in taken])}"
            yield f"    → {question.id} (.{question.kind}): {_what_came(survey, question)}"
    yield from _other_columns(survey)
    yield from _consent(survey)
    missing = [q.id for q in survey.bank.questions if q.id not in survey.columns.questions]
    if missing:
        yield ""
        yield f"Questions without a column: {', '.join(missing)}"
    if left := _left_out(survey):
        yield ""
        yield "Columns left out:"
        for one in left:
            yield f"  {_titles(survey, [one.place])}: {one.why}"
    if look := list(what_to_look_at(survey)):
        yield from ("", *look)


def what_to_look_at(survey: Survey) -> Iterator[str]:
    """What of the file may be other than it seems, a line each."""
    table = survey.table
    if not table.encoding.startswith("UTF-"):
        yield f"The file was read as {table.encoding}: look whether letters with accents are right."
    if table.short:
        have = "row has" if len(table.short) == 1 else "rows have"
        yield (
            f"{len(table.short)} {have} fewer cells than there are headers "
            f"({_lines(table.short)}): what is missing at the end is taken as blank."
        )
    for place in survey.doubtful:
        yield (
            f"{_titles(survey, [place])} may be about consent, and is not read as such: say it "
            "under [consent] in --columns."
        )
    yield from _numbers_in_doubt(survey)
    read = {one.place for asked in survey.columns.consent.values() for one in asked}
    for place in sorted(survey.columns.said - read):
        if consent_asked(table.columns[place]) == CONSENT_QUOTE:
            yield (
                f"{_titles(survey, [place])} asks whether they may be quoted, and --columns says "
                "that it is something else: a no there does not count."
            )


def _numbers_in_doubt(survey: Survey) -> Iterator[str]:
    for question, taken in survey.columns.questions.items():
        given = [r.given[question] for r in survey.respondents if question in r.given]
        doubts = [(one.unmatched[0], one.in_doubt) for one in given if one.in_doubt]
        if not doubts:
            continue
        text, (together, fraction) = doubts[0]
        are = "1 number" if len(doubts) == 1 else f"{len(doubts)} numbers"
        yield (
            f"{_titles(survey, [one.place for one in taken])}: {are} may be thousands or "
            f"fractions, such as “{_cut(text, _LONGEST_EXAMPLE)}”, and stand in words, not "
            f"counted. Written {together} or {fraction} they count."
        )


def left_out_in_words(survey: Survey) -> str:
    """The columns that nothing was made of, on one line; empty for none."""
    left = _left_out(survey)
    if not left:
        return ""
    titles = ", ".join(_titles(survey, [one.place]) for one in left[:_EXAMPLES])
    more = f" and {len(left) - _EXAMPLES} more" if len(left) > _EXAMPLES else ""
    columns = "1 column was" if len(left) == 1 else f"{len(left)} columns were"
    return f"{columns} left out: {titles}{more}. --dry-run says why."


def _left_out(survey: Survey) -> list[LeftOut]:
    """The columns that are left out, but those that hold nothing at all, as spreadsheets add."""
    table = survey.table
    return [
        one
        for one in survey.columns.left_out
        if table.columns[one.place].title or any(row.cells[one.place] for row in table.rows)
    ]


def outcome_in_words(survey: Survey, found: Outcome, done: bool) -> Iterator[str]:
    """Who comes in and who stays out."""
    number = len(found.arrivals)
    if number:
        told = "Imported" if done else "To come in"
        yield f"{told}: {_interviews(number)} with {_people(found.arrivals)}."
    elif not found.instead:
        yield "Nothing was imported: nobody is new." if done else "Nobody would come in."
    elif not found.anew:
        yield "Nobody is new." if done else "Nobody would come in."
    if found.anew:
        yield f"{'Read' if done else 'To be read'} once more: {_rows(len(found.anew))}."
    if done and (found.arrivals or found.anew):
        yield from _not_quotable(survey)
    if found.met * 2 > number:
        are, them = ("it is", "it") if found.met == 1 else ("they are", "them")
        then = "delete one of each in the wizard"
        if not done:
            then = f"do not import {them}, or {then} afterwards"
        yield (
            f"{_rows(found.met)} of these may be of people who are here already: right for another "
            f"survey, but of the same one {are} double: {then}."
        )
    yield from _taken_back(found, done)
    if same := found.here - len(found.otherwise):
        stay = "it stays as it is" if same == 1 else "they stay as they are"
        yield f"{_rows(same)} in the study already: {stay}."
    if number := len(found.otherwise):
        reads, stay = (
            ("reads", "it stays as it is") if number == 1 else ("read", "they stay as they are")
        )
        yield (
            f"{_rows(number)} in the study already {reads} otherwise now "
            f"({_named(found.otherwise)}): {stay} until --again takes that."
        )
    if found.touched:
        number = len(found.touched)
        yield f"{_rows(number)} worked on since: {_stay(number)} ({_named(found.touched)})."
    if found.erased:
        of = "somebody who was" if found.erased == 1 else "people who were"
        yield f"{_rows(found.erased)} of {of} erased: {_stay(found.erased)} out."
    if found.refused:
        of = "somebody" if found.refused == 1 else "people"
        yield (
            f"{_rows(found.refused)} of {of} who did not agree to take part: "
            f"{_stay(found.refused)} out."
        )
    if found.refused_here:
        yield f"Of these are in the study, to be erased: {_named(found.refused_here)}."
    if survey.blank:
        yield f"{_rows(survey.blank)} without any answer: left out."
    for audience, rows in found.others.items():
        if audience:
            yield f"{_rows(rows)} of {audience}: import them with a bank for them."
        else:
            yield f"{_rows(rows)} whose audience is not told: say it in --columns."
    if found.arrivals or survey.columns.date is not None:
        yield from _when(survey)


def _taken_back(found: Outcome, done: bool) -> Iterator[str]:
    """Who takes back a yes to consent, and what follows."""
    if found.noes:
        then = (
            "the no counts from now on. Export again what was exported before"
            if done
            else "an import takes the no"
        )
        yield f"{_say_no(found.noes)} ({_named(found.noes)}): {then}."
    if found.kept:
        is_open = (
            "its interview is open or was" if len(found.kept) == 1 else "theirs are open or were"
        )
        yield (
            f"{_say_no(found.kept)}, and {is_open} changed just now ({_named(found.kept)}): the no "
            "is not taken yet. Close it, and import once more."
        )


def _say_no(pseudonyms: Sequence[str]) -> str:
    says = "says" if len(pseudonyms) == 1 else "say"
    return f"{_rows(len(pseudonyms))} {says} no now to a consent that was given"


def _when(survey: Survey) -> Iterator[str]:
    """Whose time is not told by the file, and why."""
    if survey.columns.date is None:
        yield (
            "No column tells when they answered: they stand at the time of the import. Where one "
            "does, name it as “date” in --columns."
        )
    elif survey.undated:
        one = survey.undated == 1
        stand = f"{_rows(survey.undated)} {'stands' if one else 'stand'} at the time of the import"
        if survey.two_ways:
            why = "the dates can be read in two ways: say “date-order” in --columns"
        elif survey.unread_date:
            whose = "its date" if one else "their dates"
            why = f"{whose} can't be read: “{_cut(survey.unread_date, _LONGEST_EXAMPLE)}”"
        else:
            why = f"no date stands in {'it' if one else 'them'}"
        yield f"{stand}, for {why}."


def _what_came(survey: Survey, question: Question) -> str:
    given = [r.given[question.id] for r in survey.respondents if question.id in r.given]
    states = Counter(one.state for one in given)
    parts = [f"{states[State.ANSWERED]} answered"]
    parts += [
        f"{states[state]} {state.label}"
        for state in State
        if state is not State.ANSWERED and states[state]
    ]
    parts.append(f"{len(survey.table.rows) - len(given)} blank")
    return ", ".join(parts) + _in_own_words(question, given)


def _in_own_words(question: Question, given: Iterable[Given]) -> str:
    if not question.closed:
        return ""
    theirs = [one.unmatched for one in given if one.unmatched and not one.in_doubt]
    if not theirs:
        return ""
    common = Counter(text for texts in theirs for text in texts).most_common(_EXAMPLES)
    examples = ", ".join(f"“{_cut(text, _LONGEST_EXAMPLE)}”" for text, _ in common)
    return f"; {len(theirs)} with words of their own, kept as such: {examples}"


def _other_columns(survey: Survey) -> Iterator[str]:
    columns = survey.columns
    single = (
        (columns.date, "when they answered"),
        (columns.participant, "who they are, kept in the participants' folder"),
        (columns.pseudonym, "what they are called"),
        (columns.audience, "whom they belong to"),
    )
    for place, what in single:
        if place is not None:
            yield f"  {_titles(survey, [place])}"
            yield f"    → {what}"


def _consent(survey: Survey) -> Iterator[str]:
    """For each consent item what was said, and what was neither yes nor no."""
    for item, asked in survey.columns.consent.items():
        for one in asked:
            column = survey.table.columns[one.place]
            texts = [row.cells[one.place] for row in survey.table.rows]
            yes = yes_texts(column, consent_text(survey.bank, item))
            said = Counter(agreed([(one, text, yes)]) for text in texts)
            blank = sum(map(is_blank, texts))
            yes_in_words = f"{said[True]} yes"
            if item == CONSENT_QUOTE and said[True] and not survey.quotable:
                count = "counts" if said[True] == 1 else "count"
                yes_in_words += f", which {count} with --quotable"
            parts = [yes_in_words, f"{said[False]} no", f"{blank} blank"]
            if unsaid := said[None] - blank:
                parts.append(f"{unsaid} said no, not taken as a yes (see docs/importing.md)")
            odd = Counter(text for text in texts if not is_clear(text, yes)).most_common(_EXAMPLES)
            if odd:
                examples = ", ".join(f"“{_cut(text, _LONGEST_EXAMPLE)}”" for text, _ in odd)
                parts.append(f"what is no plain yes is a no: {examples}")
            how = ", asked the other way round" if one.turned else ""
            yield f"  {_titles(survey, [one.place])}"
            yield f"    → consent: {item}{how}: {', '.join(parts)}"


def _not_quotable(survey: Survey) -> Iterator[str]:
    """That a yes to be quoted does not count yet, and how it would."""
    asked = survey.columns.consent.get(CONSENT_QUOTE, ())
    columns = [
        (one, yes_texts(survey.table.columns[one.place], consent_text(survey.bank, CONSENT_QUOTE)))
        for one in asked
    ]
    said = sum(
        agreed([(one, row.cells[one.place], yes) for one, yes in columns]) is True
        for row in survey.table.rows
    )
    if said and not survey.quotable:
        rows = "1 row says" if said == 1 else f"{said} rows say"
        yield (
            f"{rows} yes to being quoted. That counts with --quotable: import once more with "
            "--quotable and --again."
        )


def _interviews(number: int) -> str:
    return "1 interview" if number == 1 else f"{number} interviews"


def _people(arrivals: Sequence[Arrival]) -> str:
    """How many people arrive, and who, where they follow each other from the first to the last."""
    names = list(dict.fromkeys(arrival.pseudonym for arrival in arrivals))
    number = len({arrival.participant for arrival in arrivals})
    of = "1 person" if number == 1 else f"{number} people"
    return f"{of} ({_named(names)})"


def _named(pseudonyms: Sequence[str]) -> str:
    numbers = [_NUMBERED.fullmatch(name) for name in pseudonyms]
    if len(pseudonyms) > 1 and all(numbers):
        counted = sorted(int(found["number"]) for found in numbers if found)
        if counted == list(range(counted[0], counted[0] + len(counted))):
            return f"P{counted[0]:02d} to P{counted[-1]:02d}"
    shown = ", ".join(pseudonyms[:_MOST_NAMED])
    more = len(pseudonyms) - _MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown


def _titles(survey: Survey, places: Sequence[int]) -> str:
    """Columns by number and name."""
    number = f"{places[0] + 1}" if len(places) == 1 else f"{places[0] + 1}…{places[-1] + 1}"
    column = survey.table.columns[places[0]]
    name = column.title if len(places) == 1 else "".join(column.names[-1:])
    return f"{number} “{_cut(name, _SHOWN)}”" if name else f"{number} (no header)"


def _cut(text: str, most: int) -> str:
    line = clean_line(text)
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _lines(numbers: Sequence[int]) -> str:
    """The numbers of lines, of many the first."""
    more = len(numbers) - _EXAMPLES
    last = f"{more} more" if more > 0 else f"{numbers[-1]}"
    first = numbers[:_EXAMPLES] if more > 0 else numbers[:-1]
    listed = f"{', '.join(map(str, first))} and {last}" if first else last
    return f"line {listed}" if len(numbers) == 1 else f"lines {listed}"


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number} rows"


def _stay(number: int) -> str:
    return "it stays" if number == 1 else "they stay"
