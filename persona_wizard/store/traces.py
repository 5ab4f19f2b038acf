"""What would tell of a person: words of their interviews, their name, their pseudonym.

Texts are compared by their words alone, so that a line is known again in JSON, in Markdown, with
its tags dropped, or broken elsewhere.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

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

# Words in a row.
Phrase = tuple[str, ...]

# A line with fewer bytes of UTF-8 could be anybody's.
_SHORTEST = 12
# So many words in a row are nobody else's; a longer line is known by any such part of it.
RUN = 8
# Scripts that put no space between words: each letter counts as one, so that a name in the middle
# of a line is found. Thai to Khmer, kana, Han, Hangul.
_UNPARTED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_UNPARTED}]|[^\W_{_UNPARTED}]+")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": " ", "f": " "}


class Traces(Struct, frozen=True):
    """What tells of one person: all in lower case but names, for Mark is no mark."""

    lines: frozenset[Phrase] = frozenset()
    quotes: frozenset[Phrase] = frozenset()
    names: frozenset[Phrase] = frozenset()
    pseudonyms: frozenset[Phrase] = frozenset()


class Words:
    """The words of a text, to look for phrases in."""

    def __init__(self, text: str) -> None:
        self._forms = [" ".join(_words(form)) for form in {text, _unescaped(text)}]
        self._folded = [form.casefold() for form in self._forms]
        self._known = [frozenset(form.split(" ")) for form in self._folded]

    def hold(self, phrases: Collection[Phrase]) -> bool:
        """Whether any of these stands in the text, in whatever case."""
        for known, form in zip(self._known, self._folded, strict=True):
            for phrase in phrases:
                # The words first: that is quick, and rules out almost everything.
                if known.issuperset(phrase) and f" {' '.join(phrase)} " in f" {form} ":
                    return True
        return False

    def hold_name(self, names: Iterable[Phrase]) -> bool:
        """Whether any of these names stands in the text."""
        for name in names:
            if len(name) > 1 and self.hold([_folded(name)]):
                return True
            if len(name) == 1 and any(f" {name[0]} " in f" {form} " for form in self._forms):
                return True
        return False


def traces_of(
    interviews: Iterable[Interview], people: Iterable[Participant], pseudonyms: Iterable[str]
) -> Traces:
    """What these interviews, names and pseudonyms leave in other files."""
    interviews = tuple(interviews)
    texts = {text for interview in interviews for text in _said(interview)}
    named = {form for person in people for line in _naming(person) for form in _forms(line)}
    return Traces(
        lines=frozenset(part for text in texts for part in _lines(text)),
        quotes=frozenset(part for text in texts for part in _quotes(text)),
        names=frozenset(filter(None, map(phrase, named))),
        pseudonyms=frozenset(filter(None, (_folded(phrase(one)) for one in pseudonyms))),
    )


def phrase(text: str) -> Phrase:
    return tuple(_words(text))


def in_any_case(names: Iterable[Phrase]) -> frozenset[Phrase]:
    """Names to be found in whatever case."""
    return frozenset(map(_folded, names))


def _folded(words: Phrase) -> Phrase:
    return tuple(word.casefold() for word in words)


def text_in(data: bytes) -> str:
    """A file's bytes as text, so far as they are: any byte that is no UTF-8 stands for itself."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("utf-8", errors="replace") + "\n" + data.decode("latin-1")


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text))


def _unescaped(text: str) -> str:
    """A text in which what JSON, Markdown or HTML writes in another way stands as it was said."""
    if "\\" in text:
        text = _ESCAPE.sub(_meant, text)
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)


def _meant(escape: re.Match[str]) -> str:
    if escape[1]:
        return chr(int(escape[1], 16))
    return _ESCAPED.get(escape[2], escape[2])


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


def _lines(text: str) -> Iterator[Phrase]:
    kept = (observation.text for observation in observations(text))
    for line in {*text.split("\n"), *(line for part in kept for line in part.split("\n"))}:
        words = _folded(phrase(line))
        if len(" ".join(words).encode()) >= _SHORTEST:
            yield from _runs(words)


def _quotes(text: str) -> Iterator[Phrase]:
    for observation in observations(text):
        words = _folded(phrase(observation.text))
        if observation.kind is LineKind.QUOTE and len(words) > 1:
            yield from _runs(words)


def _runs(words: Phrase) -> Iterator[Phrase]:
    if len(words) <= RUN:
        yield words
        return
    yield from (words[at : at + RUN] for at in range(0, len(words) - RUN + 1, RUN))
    yield words[-RUN:]


def _naming(person: Participant) -> Iterator[str]:
    yield person.name
    yield from person.contact.split("\n")


def _forms(name: str) -> tuple[str, str]:
    """A name as it was typed, and as it is typed in a hurry: without its accents."""
    apart = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    return name, "".join(c for c in apart if not unicodedata.combining(c))


def lines_told_apart(traces: Traces) -> frozenset[Phrase]:
    """Those of a person's lines that nobody else would say in the same words."""
    return frozenset(line for line in traces.lines if len(line) >= RUN)
