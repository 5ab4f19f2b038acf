"""The words of a text, so that what is looked for is known again however it is written.

Texts are compared by their words alone: a line is the same in JSON, in Markdown, in HTML, with its
tags dropped, or broken elsewhere.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

# Words in a row.
Phrase = tuple[str, ...]

# Scripts that put no space between words: each letter counts as one, so that a name in the middle
# of a line is found. Thai to Khmer, kana, Han, Hangul.
_UNPARTED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_UNPARTED}]|[^\W_{_UNPARTED}]+")
_UNPARTED_WORD = re.compile(rf"[{_UNPARTED}]")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": " ", "f": " "}
# What a page shows of neither: tags, comments, and signs that take no room.
_TAG = re.compile(r"<(?:[/!]?[A-Za-z]|!--)[^<>]*>")
_NO_ROOM = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_STARS_IN_WORD = re.compile(r"(?<=\w)\*{1,3}(?=\w)")
_ACCENTS = re.compile("[\u0300-\u036f]")
# So many other words may stand among the parts of a name: "Zinnia (née Moss) Quackenbush".
_BETWEEN = 2


class Words:
    """The words of a text, to look for phrases in."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._forms = [" ".join(_words(form)) for form in _readings(text)]
        self._folded = [form.casefold() for form in self._forms]
        self._known = [frozenset(form.split(" ")) for form in self._folded]

    def hold(self, phrases: Collection[Phrase]) -> bool:
        """Whether any of these stands in the text, in whatever case."""
        return any(
            _stands(known, form, phrase)
            for known, form in zip(self._known, self._folded, strict=True)
            for phrase in phrases
        )

    def held(self, phrases: Collection[Phrase]) -> frozenset[Phrase]:
        """Those of these that stand in the text, in whatever case."""
        both = list(zip(self._known, self._folded, strict=True))
        return frozenset(p for p in phrases if any(_stands(known, f, p) for known, f in both))

    def hold_exactly(self, phrases: Iterable[Phrase]) -> bool:
        """Whether any of these stands in the text as it is written."""
        return any(f" {' '.join(p)} " in f" {form} " for p in phrases for form in self._forms)

    def hold_name(self, names: Iterable[Phrase]) -> bool:
        """Whether any of these names stands in the text.

        One of several words in whatever case and accents; in another order, or with up to two
        other words among its own, where these are written large. One of one word only as it is
        written.
        """
        for name in names:
            if len(name) == 1:
                if self.hold_exactly([name]):
                    return True
            elif self.hold([folded(name)]) or self._hold_parts(name):
                return True
        return False

    def _hold_parts(self, name: Phrase) -> bool:
        # Letters that count as words are too common to be sought one by one.
        if any(_UNPARTED_WORD.match(word) for word in name):
            return False
        parts = tuple(map(_bare, name))
        return any(_hold_near(bare, words, parts) for bare, words in self._bare)

    @cached_property
    def _bare(self) -> list[tuple[list[str], list[str]]]:
        """The words without case and accents, beside the words as they are, form by form."""
        both = []
        for form in self._forms:
            words, bare = form.split(" "), _bare(form).split(" ")
            # A sign that stands for several words would move all behind it.
            both.append((bare if len(bare) == len(words) else [_bare(w) for w in words], words))
        return both


def phrase(text: str) -> Phrase:
    return tuple(_words(text))


def folded(words: Phrase) -> Phrase:
    return tuple(word.casefold() for word in words)


def in_any_case(names: Iterable[Phrase]) -> frozenset[Phrase]:
    """Names to be found in whatever case."""
    return frozenset(map(folded, names))


def text_in(data: bytes) -> str:
    """A file's bytes as text, so far as they are: any byte that is no UTF-8 stands for itself."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("utf-8", errors="replace") + "\n" + data.decode("latin-1")


def _stands(known: frozenset[str], form: str, phrase: Phrase) -> bool:
    # The words first: that is quick, and rules out almost everything.
    return known.issuperset(phrase) and f" {' '.join(phrase)} " in f" {form} "


def _hold_near(bare: Sequence[str], words: Sequence[str], parts: Phrase) -> bool:
    """Whether all parts stand near each other, as they are or written large."""
    wanted = Counter(parts)
    if not wanted.keys() <= set(bare):
        return False
    places = [n for n, word in enumerate(bare) if word in wanted]
    for first in range(len(places) - len(parts) + 1):
        here = places[first : first + len(parts)]
        between = here[-1] - here[0] + 1 - len(parts)
        if between > _BETWEEN or Counter(bare[n] for n in here) != wanted:
            continue
        in_order = not between and all(bare[n] == part for n, part in zip(here, parts, strict=True))
        if in_order or all(_is_large(words[n]) for n in here):
            return True
    return False


def _is_large(word: str) -> bool:
    return not word[:1].islower()


def _bare(text: str) -> str:
    """Without case and accents."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return _ACCENTS.sub("", apart)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text))


def _readings(text: str) -> list[str]:
    """The text as it stands, as it was meant, and as a page shows it; each once."""
    meant = _unescaped(text)
    shown = [_NO_ROOM.sub("", _STARS_IN_WORD.sub("", meant) if "*" in meant else meant)]
    if "<" in meant:
        # A tag may stand within a word, or part two.
        shown = [_TAG.sub("", shown[0]), _TAG.sub(" ", shown[0])]
    return list(dict.fromkeys((text, meant, *shown)))


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
