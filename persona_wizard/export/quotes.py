"""The one door out for participants' wording: nothing passes without their yes."""

import re
from collections.abc import Iterable

from persona_wizard.export.layout import Layout, Naming, group_of, naming
from persona_wizard.export.lines import Line, plain
from persona_wizard.model.persona import Evidence, Persona
from persona_wizard.model.text import clean_line

# Characters of a quote that a reader of one page takes in at a glance.
_AT_A_GLANCE = 160
_IN_QUOTES = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')
_LONE = re.compile(r'["“”„«»]')


def spoken(evidence: Evidence) -> tuple[str, ...]:
    """The participant's own words, one line each; none without consent."""
    return _told(evidence.quotes, evidence)


def noted(evidence: Evidence) -> tuple[str, ...]:
    """The interviewer's notes, one line each; none without consent."""
    return _told(evidence.lines, evidence)


def _told(wordings: tuple[str, ...], evidence: Evidence) -> tuple[str, ...]:
    if not evidence.quotable:
        return ()
    return tuple([line for wording in wordings if (line := clean_line(wording))])


def as_note(note: str) -> str:
    """A note as pages tell it: in double quotation marks stands nothing but participants' words."""
    if _LONE.search(note) is None:
        return note
    return _LONE.sub("’", _IN_QUOTES.sub(r"‘\1’", note))


def best_quotes(evidence: Iterable[Evidence], limit: int) -> tuple[tuple[str, Evidence], ...]:
    """Up to `limit` quotes, of different participants; those short enough to take in first."""
    short: list[tuple[str, Evidence]] = []
    long: list[tuple[str, Evidence]] = []
    heard: set[str] = set()
    for part in (part for part in evidence if part.quotes):
        if len(short) >= limit:
            break
        quotes = spoken(part) if part.pseudonym not in heard else ()
        if quotes:
            heard.add(part.pseudonym)
            quote = next((one for one in quotes if len(one) <= _AT_A_GLANCE), quotes[0])
            (short if len(quote) <= _AT_A_GLANCE else long).append((quote, part))
    return tuple((_at_a_glance(quote), part) for quote, part in (*short, *long)[:limit])


def example_line(evidence: Evidence, name: Naming) -> Line | None:
    """What one participant answered: a quote, else a note; None where nothing may be told."""
    if name is Naming.COUNTS:
        return None
    who = speaker(evidence, name)
    quotes = spoken(evidence)
    if quotes:
        return _quote_line(quotes[0], who)
    notes = noted(evidence)
    return _note_line(notes[0], who) if notes else None


def whole_answer_lines(evidence: Evidence, name: Naming) -> tuple[Line, ...]:
    """All that one participant answered, a line each, what was noted before what was said."""
    if name is Naming.COUNTS:
        return ()
    who = speaker(evidence, name)
    notes = (_note_line(note, who) for note in noted(evidence))
    return (*notes, *(_quote_line(quote, who) for quote in spoken(evidence)))


def _quote_line(quote: str, who: str) -> Line:
    return Line((plain(f'"{_at_a_glance(quote)}"{f" ({who})" if who else ""}'),))


def _note_line(note: str, who: str) -> Line:
    return Line((plain(f"{_at_a_glance(as_note(note))} ({f'{who}; ' if who else ''}note)"),))


def lead_line(persona: Persona, layout: Layout) -> Line | None:
    """The quote under the persona's name; None without one that may be told."""
    if persona.lead_quote is None or not spoken(persona.lead_quote):
        return None
    return example_line(persona.lead_quote, naming_of(persona, persona.lead_quote, layout))


def naming_of(persona: Persona, evidence: Evidence, layout: Layout) -> Naming:
    """How the speaker may be told of, by the question that was answered."""
    group = group_of(persona)
    for section in persona.sections:
        asked = [(t.question, t.sensitive) for t in section.tallies]
        asked += [(t.question, t.sensitive) for t in section.open_answers]
        for question, sensitive in asked:
            if question == evidence.question:
                return naming(section.heading, sensitive, layout, group)
    return naming("", False, layout, group)


def speaker(evidence: Evidence, name: Naming) -> str:
    """Who said it: "P02, customer", "a customer" where pseudonyms stay in the house, or nothing."""
    one = evidence.audience.one
    if name in (Naming.TOGETHER, Naming.COUNTS):
        return ""
    return f"a {one}" if name is not Naming.PSEUDONYMS else f"{evidence.pseudonym}, {one}"


def _at_a_glance(wording: str) -> str:
    if len(wording) <= 2 * _AT_A_GLANCE:
        return wording
    cut = wording[: 2 * _AT_A_GLANCE]
    words = cut.rsplit(" ", 1)[0]
    # Behind a few words may stand a long address.
    return f"{words if len(words) > _AT_A_GLANCE else cut} […]"
