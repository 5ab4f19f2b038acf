"""What people write in an answer's place: that they would rather not say, or do not know."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from persona_wizard.model.alike import key
from persona_wizard.model.interview import State
from persona_wizard.model.languages import LANGUAGES, base_language
from persona_wizard.model.unanswered_words import UNANSWERED

_ENGLISH = "en"


def state_written(text: str, language: str) -> State | None:
    """The state that a whole text says, whatever its case and punctuation; None for an answer.

    English words are understood in every language.
    """
    return _states(base_language(language)).get(key(text))


def languages_of_state(text: str) -> tuple[str, ...]:
    """The languages in which a whole text says a state; none for an answer, and for English."""
    return _languages().get(key(text), ())


def says_a_state(text: str) -> bool:
    """Whether a whole text says a state in any language that is known."""
    return state_written(text, _ENGLISH) is not None or bool(languages_of_state(text))


@lru_cache(maxsize=32)
def _states(language: str) -> Mapping[str, State]:
    return {**_in(_ENGLISH), **_in(language)}


def _in(language: str) -> dict[str, State]:
    words = LANGUAGES.get(language)
    texts = words.unanswered if words else UNANSWERED.get(language, {})
    names = words.states if words else {}
    named = {key(name): state for state, name in names.items()}
    written = {key(text): state for state, each in texts.items() for text in each}
    return {text: s for text, s in (named | written).items() if s is not State.ANSWERED}


@cache
def _languages() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    english = _in(_ENGLISH)
    for language in (*LANGUAGES, *UNANSWERED):
        for text in _in(language):
            if text not in english:
                found[text].append(language)
    return {text: tuple(languages) for text, languages in found.items()}
