"""What people write in an answer's place: that they would rather not say, or do not know."""

from collections.abc import Mapping
from functools import lru_cache

from persona_wizard.model.alike import key
from persona_wizard.model.interview import State
from persona_wizard.model.languages import ENGLISH, Words, base_language, words_in


def state_written(text: str, language: str) -> State | None:
    """The state that a whole text says, whatever its case and punctuation; None for an answer.

    English words are understood in every language.
    """
    return _states(base_language(language)).get(key(text))


@lru_cache(maxsize=8)
def _states(language: str) -> Mapping[str, State]:
    return {**_in(ENGLISH), **_in(words_in(language))}


def _in(words: Words) -> dict[str, State]:
    named = {key(name): state for state, name in words.states.items()}
    written = {key(text): state for state, texts in words.unanswered.items() for text in texts}
    return {text: s for text, s in (named | written).items() if s is not State.ANSWERED}
