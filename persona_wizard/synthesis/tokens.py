"""What somebody said, as words that can be compared, in any script."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from persona_wizard.model.languages import base_language
from persona_wizard.synthesis.common_words import GENERIC_WORDS, NON_ANSWERS, STOP_WORDS

_ASCII_WORD = re.compile("[a-z0-9]+(?:'[a-z0-9]+)*", re.IGNORECASE)
_JOINER = "'"
# Invisible marks inside words and after signs: joiners, soft hyphens, variation selectors.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]")
_WITHOUT_SPACES = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),  # marks of repetition and zero in Han
    (0x3040, 0x30FF),  # Kana
    (0x31F0, 0x31FF),  # Kana, small
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),  # Han, compatibility
    (0x20000, 0x3FFFF),  # Han, extensions
)
# Those before this write sounds, not syllables or words.
_FIRST_IDEOGRAPH = 0x3000
# In a language whose common words are not listed, most of them are at most as long as this.
_COMMON_LENGTH = 3
_FRAGMENT = 2
_BEGINS = ("spaced", "unspaced", "sign")


class Said(Struct, frozen=True):
    """What one person said: an answer or an observation.

    `key` is the caller's own, one for each; `language` is a tag such as `en` or `vi-VN`.
    """

    key: str
    text: str
    language: str = "en"


class Word(Struct, frozen=True):
    """One word of what was said.

    `shown` is the word in lower case; `stem` is what it counts as, empty for a stop word. One that
    is `telling` can stand for what was said. `unspaced` is a run of a script without spaces.
    """

    shown: str
    stem: str
    telling: bool
    unspaced: bool = False


class Heard(Struct, frozen=True):
    """What was said, read into words; `syllables` where a word is often written as several."""

    key: str
    words: tuple[Word, ...]
    syllables: bool = False

    @property
    def says_nothing(self) -> bool:
        """Whether it is empty, punctuation only, or a known way to say that there is nothing."""
        return " ".join(word.shown for word in self.words).casefold() in _NOTHING


_NOTHING = NON_ANSWERS | {""}


def heard(said: Said) -> Heard:
    """What was said, read into words."""
    language = base_language(said.language)
    return Heard(
        key=said.key,
        words=tuple(_word(piece, language) for piece in pieces(said.text)),
        syllables=language == "vi",
    )


def pieces(text: str) -> Iterator[str]:
    """Runs of letters, marks and digits, with `'` inside them; every picture by itself.

    A run is all of a script with spaces, or all of one without. Punctuation is left out; a hyphen,
    too, since one person's top-up is another's top up.
    """
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).replace("’", "'")
    if text.isascii():
        yield from _ASCII_WORD.findall(text)
        return
    run = ""
    for place, character in enumerate(text):
        if run and _goes_on(run, character, text[place + 1 : place + 2]):
            run += character
            continue
        if run:
            yield run
        run = character if _kind(character) in _BEGINS else ""
    if run:
        yield run


def clusters(run: str) -> tuple[str, ...]:
    """The characters of a run, each with the marks on it."""
    found: list[str] = []
    for character in run:
        if found and _kind(character) == "mark":
            found[-1] += character
        else:
            found.append(character)
    return tuple(found)


def is_unspaced(text: str) -> bool:
    """Whether it begins in a script that is written without spaces."""
    return _kind(text[:1]) == "unspaced"


def writes_sounds_unspaced(text: str) -> bool:
    """Whether it begins in such a script that writes sounds, such as Thai: not syllables or words.

    A piece of it may be cut out of a word.
    """
    return is_unspaced(text) and ord(text[0]) < _FIRST_IDEOGRAPH


def is_fragment(phrase: str) -> bool:
    """Whether it is too short to be read: two letters out of the middle of a run."""
    return writes_sounds_unspaced(phrase) and len(clusters(phrase)) <= _FRAGMENT


def _word(piece: str, language: str) -> Word:
    """A piece as a word of a language."""
    folded = piece.casefold()
    if _kind(piece[0]) == "unspaced":
        return Word(shown=folded, stem=folded, telling=True, unspaced=True)
    if folded in STOP_WORDS.get(language, ()):
        return Word(shown=piece.lower(), stem="", telling=False)
    return Word(
        shown=piece.lower(),
        stem=_english_stem(folded) if language == "en" else folded,
        telling=_telling(folded, language),
    )


def _telling(folded: str, language: str) -> bool:
    if folded.isdigit():
        return False
    if language in GENERIC_WORDS:
        return folded not in GENERIC_WORDS[language]
    return len(folded) > _COMMON_LENGTH or _kind(folded[0]) == "sign"


@lru_cache(maxsize=50_000)
def _english_stem(word: str) -> str:
    # Imported here, since most of the program never compares answers.
    from snowballstemmer.english_stemmer import EnglishStemmer

    # A stemmer keeps the word that it works on: one for all would not survive two threads.
    stem: str = EnglishStemmer().stemWord(word)
    return stem


@lru_cache(maxsize=5_000)
def _kind(character: str) -> str:
    """`spaced`, `unspaced`, `mark`, `joiner`, `sign` (a picture) or nothing."""
    category = unicodedata.category(character)
    if category[0] == "M":
        return "mark"
    if category[0] in "LN":
        code = ord(character)
        within = any(first <= code <= last for first, last in _WITHOUT_SPACES)
        return "unspaced" if within else "spaced"
    if character == _JOINER:
        return "joiner"
    return "sign" if category == "So" else ""


def _goes_on(run: str, character: str, after: str) -> bool:
    """Whether a run takes in the next character; `after` is the one behind it, if any."""
    begun, kind = _kind(run[0]), _kind(character)
    if kind == "joiner":
        return begun == "spaced" and after != "" and _kind(after) == "spaced"
    return kind == "mark" or (kind == begun and begun != "sign")
