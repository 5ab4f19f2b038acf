"""Tagging and starring one observation: its line in the interview changes, and nothing else."""

from collections.abc import Callable, Collection, Sequence

from msgspec.structs import replace

from persona_wizard.interviewing.answers import reword
from persona_wizard.interviewing.lines import tag_named, tags_of, toggle_tag
from persona_wizard.model.composing import ObservationKey, marks
from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import Answer
from persona_wizard.model.observations import LineKind, observations
from persona_wizard.store import StudyFolder
from persona_wizard.studies.clock import now
from persona_wizard.synthesis.code_book import meanings


class NotTagged(WizardError):
    """An observation can't be tagged."""


def tag_observation(store: StudyFolder, key: ObservationKey, tag: str) -> bool:
    """Put a tag to an observation, or take it away where it is there; whether it is there now.

    The same again undoes it. A tag that counts as this one in the code book is this one. Raises
    NotTagged where the words were changed meanwhile, InterviewLocked while somebody writes the
    interview, StoreError.
    """
    named, same = _meant(store, tag)
    return _toggle(store, key, named, same)


def put_tag(store: StudyFolder, key: ObservationKey, tag: str) -> bool:
    """Put a tag to an observation that lacks it; whether it was lacking.

    Raises what `tag_observation` raises.
    """
    named, same = _meant(store, tag)

    def put(text: str, lines: Sequence[int]) -> str:
        return text if _bearing(text, lines, same) else toggle_tag(text, lines[0], named)

    return _change(store, key, put)


def remove_tag(store: StudyFolder, key: ObservationKey, tag: str) -> bool:
    """Take a tag away from an observation that bears it; whether it bore it.

    Raises what `tag_observation` raises.
    """
    _, same = _meant(store, tag)

    def removed(text: str, lines: Sequence[int]) -> str:
        for line, one in _bearing(text, lines, same):
            text = toggle_tag(text, line, one)
        return text

    return _change(store, key, removed)


def _meant(store: StudyFolder, tag: str) -> tuple[str, Collection[str]]:
    """The tag that was typed, and every tag that counts as it."""
    named = tag_named(tag)
    if not named:
        raise NotTagged("A tag begins with a letter, and is of letters and digits.")
    meant = meanings(store.study().codes)
    same = {alias for alias, whole in meant.items() if whole == meant.get(named, named)}
    return named, {named, meant.get(named, named), *same}


def _toggle(store: StudyFolder, key: ObservationKey, tag: str, same: Collection[str]) -> bool:
    there: list[tuple[int, str]] = []

    def toggled(text: str, lines: Sequence[int]) -> str:
        there[:] = _bearing(text, lines, same)
        for line, one in there or [(lines[0], tag)]:
            text = toggle_tag(text, line, one)
        return text

    _change(store, key, toggled)
    return not there


def _bearing(text: str, lines: Sequence[int], same: Collection[str]) -> list[tuple[int, str]]:
    """Which of these lines bear one of these tags, and which."""
    raw = text.split("\n")
    return [(line, tag) for line in lines for tag in tags_of(raw[line]) if tag in same]


def _change(
    store: StudyFolder, key: ObservationKey, change: Callable[[str, Sequence[int]], str]
) -> bool:
    """Change an answer's text, told on which lines the observation stands; whether it changed."""
    with store.reopen(key.interview) as file:
        interview = file.interview
        answer = interview.answers.get(key.question)
        lines = _lines(answer, key.mark) if answer is not None else []
        if answer is None or not lines:
            raise NotTagged("These words were changed meanwhile. Nothing was tagged: look again.")
        changed = reword(answer, change(answer.text, lines), now())
        if changed is not None and changed.text != answer.text:
            file.save(replace(interview, answers={**interview.answers, key.question: changed}))
            return True
    return False


def _lines(answer: Answer, mark: str) -> list[int]:
    """The numbers of the lines that an observation is made of; none where it is not there."""
    found = observations(answer.text)
    there = dict(zip(marks(found), found, strict=True)).get(mark)
    if there is None:
        return []
    if there.kind is LineKind.NOTE:
        return [there.line]
    raw = answer.text.split("\n")
    last = there.line
    while last < len(raw) and raw[last].strip().startswith(">"):
        last += 1
    return list(range(there.line, last))
