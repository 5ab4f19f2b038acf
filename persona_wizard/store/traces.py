"""What would tell of a person: words of their interviews, their name, their pseudonym."""

import unicodedata
from collections.abc import Iterable, Iterator

from msgspec import Struct

from persona_wizard.model.interview import (
    Answer,
    Interview,
    Participant,
    Pick,
    Revision,
    Value,
)
from persona_wizard.model.observations import LineKind, observations
from persona_wizard.store.words import Phrase, Words, folded, in_any_case, phrase

# A line with fewer bytes of UTF-8 could be anybody's.
_SHORTEST = 12
# So many words in a row are nobody else's; a longer line is known by any such part of it.
RUN = 8
# A shorter part has at least so many words, and bytes of UTF-8 with a space between each two.
_FEWEST_WORDS = 6
_FEWEST_BYTES = 20


class Traces(Struct, frozen=True):
    """What tells of one person: all in lower case but names, for Mark is no mark.

    `excerpts` are shorter parts of their lines, those that nobody else said. `exact` are
    pseudonyms that count only as they are written.
    """

    lines: frozenset[Phrase] = frozenset()
    quotes: frozenset[Phrase] = frozenset()
    names: frozenset[Phrase] = frozenset()
    pseudonyms: frozenset[Phrase] = frozenset()
    excerpts: frozenset[Phrase] = frozenset()
    exact: frozenset[Phrase] = frozenset()


def traces_of(
    interviews: Iterable[Interview], people: Iterable[Participant], pseudonyms: Iterable[str]
) -> Traces:
    """What these interviews, names and pseudonyms leave in other files, excerpts aside."""
    texts = _texts(interviews)
    named = {form for person in people for line in _naming(person) for form in _forms(line)}
    return Traces(
        lines=frozenset(part for text in texts for part in _lines(text)),
        quotes=frozenset(part for text in texts for part in _quotes(text)),
        names=frozenset(filter(None, map(phrase, named))),
        pseudonyms=frozenset(filter(None, (folded(phrase(one)) for one in pseudonyms))),
    )


def excerpts_of(interviews: Iterable[Interview]) -> frozenset[Phrase]:
    """Every short part of a line of these that is long enough to tell of somebody.

    Others may have said the same.
    """
    lines = (line for text in _texts(interviews) for line in _each_line(text))
    return frozenset(part for line in lines for part in _parts(folded(phrase(line))))


def tells(words: Words, traces: Traces) -> bool:
    """Whether a text tells of the person."""
    phrases = traces.lines | traces.quotes | traces.pseudonyms | traces.excerpts
    return words.hold(phrases) or words.hold_name(traces.names) or words.hold_exactly(traces.exact)


def names_in(traces: Traces) -> Traces:
    """The names and pseudonyms alone, such as a file may be called by."""
    return Traces(names=traces.names, pseudonyms=traces.pseudonyms, exact=traces.exact)


def phrases_of(traces: Traces) -> frozenset[Phrase]:
    """Everything that tells of the person, in lower case."""
    either = traces.lines | traces.quotes | traces.pseudonyms | traces.excerpts
    return either | in_any_case(traces.names)


def without_what_is_said(traces: Traces, said: frozenset[Phrase]) -> Traces:
    """The traces without what others say, too (in lower case)."""
    return Traces(
        lines=traces.lines - said,
        quotes=traces.quotes - said,
        names=frozenset(name for name in traces.names if folded(name) not in said),
        pseudonyms=traces.pseudonyms - said,
        excerpts=traces.excerpts - said,
    )


def certain(traces: Traces, pseudonyms: Iterable[str]) -> Traces:
    """Those of the traces that are nobody else's by chance: these decide where nobody is asked.

    `pseudonyms` are these as they are written; one without any digit is a word or a first name.
    """
    known = (phrase(one) for one in pseudonyms if could_tell(one) and _has_digit(one))
    return Traces(
        lines=lines_told_apart(traces),
        names=frozenset(name for name in traces.names if len(name) > 1),
        excerpts=traces.excerpts,
        exact=frozenset(words for words in known if folded(words) in traces.pseudonyms),
    )


def could_tell(pseudonym: str) -> bool:
    """Whether a pseudonym can be told from a number or a letter of a text."""
    return len(pseudonym) > 1 and any(character.isalpha() for character in pseudonym)


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def lines_told_apart(traces: Traces) -> frozenset[Phrase]:
    """Those of a person's lines that nobody else would say in the same words."""
    return frozenset(line for line in traces.lines if len(line) >= RUN)


def _texts(interviews: Iterable[Interview]) -> set[str]:
    return {text for interview in interviews for text in _said(interview)}


def _said(interview: Interview) -> Iterator[str]:
    """Everything in an interview that somebody typed."""
    for answer in interview.answers.values():
        forms: tuple[Answer | Revision, ...] = (answer, *answer.revisions)
        for form in forms:
            yield form.text
            yield from _free_text(form.value)
    yield from (note.text for note in interview.notes)
    yield interview.next_time


def _free_text(value: Value) -> Iterator[str]:
    if isinstance(value, tuple):
        yield from (pick.said for pick in value if isinstance(pick, Pick))


def _each_line(text: str) -> set[str]:
    """The lines as they were typed, and as they are told of: without their marks and tags."""
    kept = (observation.text for observation in observations(text))
    return {*text.split("\n"), *(line for part in kept for line in part.split("\n"))}


def _lines(text: str) -> Iterator[Phrase]:
    for line in _each_line(text):
        words = folded(phrase(line))
        if _bytes_of(words) >= _SHORTEST:
            yield from _runs(words)


def _quotes(text: str) -> Iterator[Phrase]:
    for observation in observations(text):
        words = folded(phrase(observation.text))
        if observation.kind is LineKind.QUOTE and len(words) > 1:
            yield from _runs(words)


def _runs(words: Phrase) -> Iterator[Phrase]:
    if len(words) <= RUN:
        yield words
        return
    yield from (words[at : at + RUN] for at in range(0, len(words) - RUN + 1, RUN))
    yield words[-RUN:]


def _parts(words: Phrase) -> Iterator[Phrase]:
    """From each word on, the shortest part of a line that is long enough."""
    for first in range(len(words) - _FEWEST_WORDS + 1):
        for end in range(first + _FEWEST_WORDS, len(words) + 1):
            if _bytes_of(words[first:end]) >= _FEWEST_BYTES:
                yield words[first:end]
                break


def _bytes_of(words: Phrase) -> int:
    return len(" ".join(words).encode())


def _naming(person: Participant) -> Iterator[str]:
    yield person.name
    yield from person.contact.split("\n")


def _forms(name: str) -> tuple[str, str]:
    """A name as it was typed, and as it is typed in a hurry: without its accents."""
    apart = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    return name, "".join(c for c in apart if not unicodedata.combining(c))
