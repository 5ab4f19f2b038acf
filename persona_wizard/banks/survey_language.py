"""The language that a survey was asked in, as far as the file tells it."""

import re
from collections import Counter
from collections.abc import Iterable

from persona_wizard.model.languages import base_language
from persona_wizard.model.unanswered import languages_of_state, state_written

_ENGLISH = "en"
# Letters that (nearly) no other language has.
_LETTERS = {
    "vi": re.compile(
        "[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]",
        re.IGNORECASE,
    ),
    "ja": re.compile("[\u3041-\u309f\u30a1-\u30fa]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "uk": re.compile("[їєґ]", re.IGNORECASE),
}
# A name or a word of another language may hold fewer of them.
_LEAST_LETTERS = 3
_LEAST_STATES = 2


def survey_language(wordings: Iterable[str], values: Iterable[str], study: str) -> str:
    """A language's tag: told by letters, or by what stands in place of answers.

    Where neither tells, it is the `study`'s, if its letters do not speak against it; else English.
    """
    text = " ".join(wordings)
    found = {name: len(letters.findall(text)) for name, letters in _LETTERS.items()}
    known = base_language(study) if study else _ENGLISH
    if found.get(known):
        return known
    for name, times in found.items():
        if times >= _LEAST_LETTERS:
            return name
    told = _told_by_states(values, known)
    if told:
        return told
    return _ENGLISH if known in _LETTERS else known


def _told_by_states(values: Iterable[str], known: str) -> str:
    """The language in which most people said that they do not answer; empty for none."""
    counted: Counter[str] = Counter()
    for value, times in Counter(values).items():
        counted.update(dict.fromkeys(languages_of_state(value), times))
        counted[_ENGLISH] += times if state_written(value, _ENGLISH) else 0
    most = max(counted.values(), default=0)
    if most < _LEAST_STATES or counted[_ENGLISH] == most:
        return ""
    # Neighbours share some of their words.
    said = [name for name, times in counted.items() if times == most]
    return known if known in said else said[0]
