"""Interviews that have two versions: what one says otherwise than the other."""

from collections.abc import Iterator

from msgspec import Struct

from persona_wizard.model.interview import Answer, Interview, State, value_in_words

_PARKED = "parked: kept, not counted"


class Difference(Struct, frozen=True):
    """One thing that the two sides say otherwise, line by line; no lines where one is silent.

    Its texts are people's own: clean them on their way to a screen.
    """

    about: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


class _Said(Struct, frozen=True):
    about: str
    lines: tuple[str, ...]


def differences(ours: Interview, theirs: Interview | None) -> tuple[Difference, ...]:
    """What differs, question by question; all that ours says where theirs is None.

    Times and earlier forms of answers are not compared.
    """
    mine = dict(_said(ours))
    other = dict(_said(theirs)) if theirs is not None else {}
    nothing = _Said("", ())
    found = []
    for key in dict.fromkeys((*mine, *other)):
        here, there = mine.get(key, nothing), other.get(key, nothing)
        if here.lines != there.lines:
            found.append(Difference(here.about or there.about, here.lines, there.lines))
    return tuple(found)


def answer_count(interview: Interview) -> int:
    """How many of its questions have an answer or a state."""
    return sum(not answer.empty for answer in interview.answers.values())


def last_said(interview: Interview) -> str:
    """When its newest answer was last saved, else when it began (ISO 8601, UTC)."""
    return max((answer.at for answer in interview.answers.values()), default=interview.started)


def _said(interview: Interview) -> Iterator[tuple[tuple[str, str], _Said]]:
    """Everything that an interview says, by what it is of."""
    finished = "finished" if interview.finished else "not finished"
    yield ("", "pseudonym"), _Said("Pseudonym", (interview.pseudonym,))
    yield ("", "audience"), _Said("Audience", (interview.audience.one,))
    yield ("", "finished"), _Said("State", (finished,))
    for item, given in interview.consent.items():
        about = f"Consent: {item.removeprefix('consent-').replace('-', ' ')}"
        yield ("consent", item), _Said(about, ("yes" if given else "no",))
    for question, answer in interview.answers.items():
        if not answer.empty:
            yield ("answer", question), _Said(answer.wording or question, _lines(answer))
    # Two sides count their notes alike, so the same number may stand for two notes.
    for note in interview.notes:
        yield ("note", note.text), _Said("A note", tuple(note.text.split("\n")))
    if interview.next_time:
        yield ("", "next time"), _Said("To ask first next time", (interview.next_time,))


def _lines(answer: Answer) -> tuple[str, ...]:
    said = [
        "" if answer.state is State.ANSWERED else answer.state.label,
        _PARKED if answer.parked else "",
        value_in_words(answer.value),
        *answer.text.rstrip().split("\n"),
    ]
    return tuple(line for line in said if line.strip())
