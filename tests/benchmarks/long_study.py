"""A study to measure with: a bank of 60 questions, and 14 interviews of 10,000 words each."""

from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from persona_wizard.model.bank import Kind, Question
from persona_wizard.model.headings import HEADINGS, Audience
from persona_wizard.model.interview import Pick, Value
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import Beginning, Sitting, resume_interview, start_interview
from persona_wizard.studies.opening import new_study

BANK = "long-talk"
INTERVIEWS = 14
OPEN, CHOICE = "open-21", "one-27"
# The questions under each heading.
_KINDS = ("open", "open", "open", "short", "scale", "open", "one", "open", "many", "open")
_WORDS = {Kind.OPEN: 260, Kind.SHORT: 20, Kind.SCALE: 30, Kind.ONE: 30, Kind.MANY: 30}
_PER_LINE = 20
_STARTS = ("", "> ", "- ", "#coffee #mornings ", "? ")
_TALK = [
    "we",
    "looked",
    "around",
    "for",
    "about",
    "three",
    "weeks",
    "because",
    "the",
    "old",
    "one",
    "broke",
    "and",
    "my",
    "sister",
    "had",
    "said",
    "that",
    "hers",
    "was",
    "easy",
    "to",
    "clean",
    "but",
    "the",
    "shop",
    "near",
    "us",
    "only",
    "had",
    "it",
    "on",
    "order",
    "so",
    "in",
    "the",
    "end",
    "I",
    "asked",
    "my",
    "neighbour",
    "who",
    "drinks",
    "more",
    "coffee",
    "than",
    "anybody",
]


def make_long_study(folder: Path) -> StudyFolder:
    """Make the study in a new folder; every interview is unfinished."""
    store = new_study(folder, "Cedar Coffee")
    (folder / "question_banks" / f"{BANK}.md").write_text(_bank(), encoding="utf-8")
    for number in range(1, INTERVIEWS + 1):
        beginning = Beginning(audience=Audience.PROSPECTS, bank=BANK, pseudonym=f"P{number:02d}")
        sitting = start_interview(store, beginning)
        _talk(sitting)
        sitting.close()
    return store


def stand_at(store: StudyFolder, place: str) -> str:
    """Leave the newest interview at this question; its id."""
    newest = store.interviews().interviews[-1].id
    sitting = resume_interview(store, newest)
    sitting.session.go(place)
    sitting.close()
    return newest


def _talk(sitting: Sitting) -> None:
    words = cycle(_TALK)
    for question in sitting.session.bank.questions:
        text = "\n".join(_lines(words, _WORDS[question.kind]))
        sitting.session.write(question.id, _value(question), text)


def _lines(words: Iterator[str], number: int) -> Iterator[str]:
    starts = cycle(_STARTS)
    for first in range(0, number, _PER_LINE):
        yield next(starts) + " ".join(islice(words, min(_PER_LINE, number - first)))


def _value(question: Question) -> Value:
    if question.kind is Kind.SCALE:
        return 7
    if question.choices:
        return (Pick(question.choices[0].slug, question.choices[0].text),)
    return None


def _bank() -> str:
    front = f"---\nid: {BANK}\ntitle: A long talk\naudience: prospects\nminutes: 60\n---\n"
    headings = (
        f"## {heading.title}\n\n" + "\n".join(_questions(10 * place))
        for place, heading in enumerate(HEADINGS)
    )
    return "\n".join((front, "## Opening\n\nThank you.\n", *headings, "\n## Closing\n\nGoodbye.\n"))


def _questions(before: int) -> Iterator[str]:
    for number, kind in enumerate(_KINDS, start=before + 1):
        key = " .key" if number % 5 == 1 else ""
        # The last of a heading hangs on its scale.
        when = f' when="scale-{number - 5} > 3"' if number % 10 == 0 else ""
        bounds = " min=0 max=10" if kind == "scale" else ""
        marks = f"#{kind}-{number} .{kind}{key}{bounds}{when}"
        yield f"### What happened then, number {number}? {{{marks}}}\n"
        if kind in ("one", "many"):
            yield "- Friends\n- The shop\n- A search\n- Other…\n"
        else:
            yield "Ask about the last real occasion.\n\n> What else?\n"
