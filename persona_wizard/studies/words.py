"""A study's own words and lists, as they are typed: product, competitors, income bands, more."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.banks import ShelfEntry, words_needed
from persona_wizard.model.errors import WizardError
from persona_wizard.model.languages import LANGUAGES, base_language, words_in
from persona_wizard.model.study import STUDY_WORDS, USUAL_LISTS, Study
from persona_wizard.model.text import clean_line, slug

PRODUCT, COMPETITOR, COMPETITORS, INCOME = "product", "competitor", "competitors", "income-bands"
# Where incomes are parted until the study says otherwise.
USUAL_LIMITS = "20,000 40,000 60,000 100,000"

_LABELS = {
    PRODUCT: "What is the product called?",
    COMPETITOR: "Which competitor do the questions name?",
    COMPETITORS: "Who else is there to buy from? Names, with commas",
    INCOME: "Income bands, parted by ;",
}
_THOUSANDS = {"vi": "."}
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{3}){1,4}|\d{1,15}")


class IncomeLimits(Struct, frozen=True):
    """What income bands were made from: limits as they are typed, and a currency or nothing."""

    limits: str
    currency: str


class WordsLacking(Struct, frozen=True):
    """A bank, and the names of words that it fills in and the study does not give."""

    bank: str
    names: tuple[str, ...]


def label_of(name: str) -> str:
    """What to ask for where a word or a list is asked for."""
    return _LABELS.get(name, f"What stands for “{name}”?")


# Income bands


def income_bands(limits: str, currency: str, language: str) -> tuple[str, ...]:
    """A band below, between and above rising whole limits: "20,000 40,000" makes three.

    Raises WizardError where the limits are no whole numbers, or do not rise.
    """
    rising = _limits_in(limits)
    currency = clean_line(currency)
    if any(sign.isdigit() or sign == ";" for sign in currency):
        raise WizardError(f"“{currency}” is no currency: write a sign or a code, such as EUR.")
    words, sign = words_in(language), _THOUSANDS.get(base_language(language), ",")
    before = len(currency) == 1 and not currency.isalnum() and sign == ","

    def number(value: int) -> str:
        grouped = f"{value:,}".replace(",", sign)
        return f"{currency}{grouped}" if before else grouped

    def money(value: int) -> str:
        return number(value) if before else f"{number(value)} {currency}".rstrip()

    return (
        words.under.format(money(rising[0])),
        *(words.between.format(number(low), money(high - 1)) for low, high in pairwise(rising)),
        words.or_over.format(money(rising[-1])),
    )


def limits_of(bands: Sequence[str]) -> IncomeLimits | None:
    """What these bands were made from; None for bands that were worded otherwise."""
    found = [_NUMBER.search(band) for band in bands]
    limits = " ".join(number[0] for number in found[1:] if number)
    for language, words in LANGUAGES.items():
        before, after = words.under.split("{}")
        first = bands[0].removeprefix(before).removesuffix(after) if bands else ""
        currency = _NUMBER.sub("", first, count=1).strip()
        try:
            if income_bands(limits, currency, language) == tuple(bands):
                return IncomeLimits(limits, currency)
        except WizardError:
            continue
    return None


def in_language(study: Study, language: str) -> Study:
    """The study in this language, with its income bands worded in it, if they can be read."""
    made_from = limits_of(study.choice_lists[INCOME])
    lists = dict(study.lists)
    if made_from is not None and base_language(language) != base_language(study.language):
        lists[INCOME] = income_bands(made_from.limits, made_from.currency, language)
    return replace(study, language=language, lists=lists)


def _limits_in(typed: str) -> list[int]:
    limits: list[int] = []
    for part in re.split(r"[\s;]+", unicodedata.normalize("NFKC", clean_line(typed))):
        number = part.rstrip(",")
        if not number.isascii() or _NUMBER.fullmatch(number) is None:
            told = f"“{part}” is no whole number." if part else "Income bands need limits."
            raise WizardError(f"{told} Write them with spaces between, such as 20,000 40,000.")
        value, least = int(re.sub("[.,]", "", number)), limits[-1] if limits else 0
        if value <= least:
            raise WizardError(f"{value:,} is not more than {least:,}: limits rise, from above 0.")
        limits.append(value)
    return limits


# Words and lists


def with_words(study: Study, /, **typed: str | Sequence[str]) -> Study:
    """The study with these words and lists, as typed; an empty text takes one back.

    The items of a list are parted by `;`, competitors also by commas. `competitor` is the first
    of the `competitors` unless it is given apart. Raises WizardError.
    """
    words, lists = dict(study.words), dict(study.lists)
    for name, given in typed.items():
        if _names_list(study, name, given):
            lists[name] = _items(name, given)
        else:
            words[name] = clean_line(str(given))
    if PRODUCT in typed and not words[PRODUCT]:
        raise WizardError("The product needs a name: the questions say it. Nothing was changed.")
    if INCOME in typed and not lists[INCOME]:
        lists[INCOME] = income_bands(USUAL_LIMITS, "", study.language)
    follows = words.get(COMPETITOR, "") in ("", _first_competitor(study.lists))
    if follows and not typed.get(COMPETITOR):
        words[COMPETITOR] = _first_competitor(lists)
    return replace(study, words={name: text for name, text in words.items() if text}, lists=lists)


def word_in(typed: str) -> tuple[str, str]:
    """The name and the text in `NAME=TEXT`. Raises WizardError."""
    line = clean_line(typed)
    name, text = (part.strip() for part in line.partition("=")[::2])
    if not name or not text:
        raise WizardError(f"“{line}” is no word: write NAME=TEXT, such as season=autumn.")
    if slug(name) != name:
        better = f": write “{slug(name)}”" if slug(name) else ""
        raise WizardError(f"“{name}” can't be a word's name{better}. Nothing was changed.")
    return name, text


def as_typed(study: Study, name: str) -> str:
    """A word or a list as it would be typed; empty where the study does not give it."""
    if name in study.words:
        return study.words[name]
    items = study.choice_lists.get(name, ())
    if name == COMPETITORS and any("," in item for item in items):
        return "; ".join(items) if len(items) > 1 else f"{items[0]};"
    return (", " if name == COMPETITORS else "; ").join(items)


def further_names(study: Study) -> tuple[str, ...]:
    """The words and lists that the study has beside those that every study has."""
    names = dict.fromkeys((*study.words, *study.lists))
    return tuple(name for name in names if name not in (*STUDY_WORDS, *USUAL_LISTS))


def words_lacking(entries: Iterable[ShelfEntry], study: Study) -> tuple[WordsLacking, ...]:
    """The banks of a shelf that need words which the study does not give."""
    banks = (entry.bank for entry in entries if entry.bank is not None and not entry.shadowed)
    found = (WordsLacking(bank.id, words_needed(bank, study)) for bank in banks)
    return tuple(lacking for lacking in found if lacking.names)


def _names_list(study: Study, name: str, given: str | Sequence[str]) -> bool:
    if name in study.words or name in STUDY_WORDS:
        return False
    return name in study.choice_lists or not isinstance(given, str) or ";" in given


def _items(name: str, given: str | Sequence[str]) -> tuple[str, ...]:
    """A list's items, one clean line each, and none that would be the same choice twice."""
    if isinstance(given, str):
        by_comma = name == COMPETITORS and ";" not in given
        given = given.split("," if by_comma else ";")
    by_slug: dict[str, str] = {}
    for item in filter(None, map(clean_line, given)):
        if not slug(item):
            raise WizardError(f"“{item}” needs a letter or a digit. Nothing was changed.")
        by_slug.setdefault(slug(item), item)
    return tuple(by_slug.values())


def _first_competitor(lists: Mapping[str, Sequence[str]]) -> str:
    return next(iter(lists.get(COMPETITORS, ())), "")
