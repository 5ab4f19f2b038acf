"""What changed from one form of a bank to another, and what it says in words."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from persona_wizard.model.bank import Bank, Choice, Kind, Question


class ChangedQuestion(Struct, frozen=True):
    """A question that both banks ask, in different ways."""

    old: Question
    new: Question

    @property
    def reworded(self) -> bool:
        return self.old.wording != self.new.wording

    @property
    def other_kind(self) -> bool:
        return self.old.kind is not self.new.kind

    @property
    def other_field(self) -> bool:
        return (self.old.field, self.old.heading) != (self.new.field, self.new.heading)

    @property
    def other_choices(self) -> bool:
        old, new = self.old.choices, self.new.choices
        return _named(old) != _named(new) or list(map(_means, old)) != list(map(_means, new))

    @property
    def comparable(self) -> bool:
        """Whether answers to both can count together: of one kind, and on one scale."""
        ends = (self.old.minimum, self.old.maximum) == (self.new.minimum, self.new.maximum)
        return not self.other_kind and (self.old.kind is not Kind.SCALE or ends)

    @property
    def other_condition(self) -> bool:
        return self.old.when != self.new.when

    @property
    def other_size(self) -> bool:
        """Whether a scale or a number has other ends, or a unit of another name."""
        return _size(self.old) != _size(self.new)


class Comparison(Struct, frozen=True):
    """Two forms of a bank held side by side.

    `changed` are questions that both ask, differently; of those `retouched` only what helps the
    interviewer differs (guidance, probes, marks), so that answers mean the same. `frames` tells
    what differs in Opening and Closing, `kept` counts the questions that are as they were.
    """

    added: tuple[Question, ...] = ()
    gone: tuple[Question, ...] = ()
    changed: tuple[ChangedQuestion, ...] = ()
    retouched: tuple[Question, ...] = ()
    frames: tuple[str, ...] = ()
    kept: int = 0

    @property
    def same(self) -> bool:
        """Whether answers to both mean the same."""
        return not (self.added or self.gone or self.changed)


def compare(old: Bank, new: Bank) -> Comparison:
    """What it takes to get from the old bank to the new one. The order of questions is let be."""
    before = {question.id: question for question in old.questions}
    after = {question.id: question for question in new.questions}
    both = [ChangedQuestion(before[name], after[name]) for name in before if name in after]
    changed = tuple(pair for pair in both if any(change_in_words(pair)))
    retouched = tuple(pair.new for pair in both if pair not in changed and _retouched(pair))
    return Comparison(
        added=tuple(question for question in new.questions if question.id not in before),
        gone=tuple(question for question in old.questions if question.id not in after),
        changed=changed,
        retouched=retouched,
        frames=tuple(_frame_changes(old, new)),
        kept=len(both) - len(changed) - len(retouched),
    )


def comparison_in_words(comparison: Comparison) -> str:
    """The changes as plain text, a block each for added, gone and changed."""
    if comparison.same and not comparison.retouched and not comparison.frames:
        return "No question differs."
    blocks = []
    groups = (
        ("Added", comparison.added),
        ("Gone", comparison.gone),
        ("Only guidance, probes or marks differ", comparison.retouched),
    )
    for title, questions in groups:
        if questions:
            blocks.append([title, *(f"  {q.wording} [{q.id}]" for q in questions)])
    for pair in comparison.changed:
        blocks.append([f"Changed: {pair.new.id}", *(f"  {line}" for line in change_in_words(pair))])
    if comparison.frames:
        blocks.append(list(comparison.frames))
    blocks.append([_unchanged(comparison.kept)])
    return "\n\n".join("\n".join(block) for block in blocks)


def comparison_in_short(comparison: Comparison) -> str:
    """The changes in one line: “2 added, 1 gone, 3 changed”."""
    counted = (
        (len(comparison.added), "added"),
        (len(comparison.gone), "gone"),
        (len(comparison.changed), "changed"),
        (len(comparison.retouched), "retouched"),
    )
    words = [f"{n} {what}" for n, what in counted if n]
    return ", ".join((*words, *comparison.frames)) or "no question differs"


def _frame_changes(old: Bank, new: Bank) -> Iterator[str]:
    """What differs in what is said, and in the consent taken, before and after the questions."""
    before = {item.id: item.text for frame in (old.opening, old.closing) for item in frame.consent}
    after = {item.id: item.text for frame in (new.opening, new.closing) for item in frame.consent}
    yield from (f"consent added: {name}" for name in after if name not in before)
    yield from (f"consent gone: {name}" for name in before if name not in after)
    yield from (
        f"consent reworded: {name}"
        for name in after
        if before.get(name, after[name]) != after[name]
    )
    for title, was, now in (
        ("Opening", old.opening, new.opening),
        ("Closing", old.closing, new.closing),
    ):
        if was.paragraphs != now.paragraphs:
            yield f"the {title} differs"


def _retouched(pair: ChangedQuestion) -> bool:
    return _helps(pair.old) != _helps(pair.new)


def _helps(question: Question) -> tuple[object, ...]:
    marks = (question.key, question.sensitive, question.minutes, question.stage, question.concepts)
    tells = tuple((choice.indicates, choice.says) for choice in question.choices)
    says = (question.says, question.says_no)
    return (question.guidance, question.probes, *marks, tells, *says)


def _unchanged(kept: int) -> str:
    return "1 question is unchanged." if kept == 1 else f"{kept} questions are unchanged."


def change_in_words(pair: ChangedQuestion) -> Iterator[str]:
    """What differs in a question, a line each."""
    old, new = pair.old, pair.new
    if pair.reworded:
        yield f"was:  {old.wording}"
        yield f"now:  {new.wording}"
    if pair.other_kind:
        yield f"kind: {old.kind} → {new.kind}"
    if pair.other_field:
        yield f"field: {old.field or old.heading} → {new.field or new.heading}"
    if pair.other_size:
        yield f"range: {_size_in_words(old)} → {_size_in_words(new)}"
    if pair.other_choices:
        yield from _choice_changes(old.choices, new.choices)
    if pair.other_condition:
        yield "its when= differs"


def _choice_changes(old: Sequence[Choice], new: Sequence[Choice]) -> Iterator[str]:
    before, after = dict(_named(old)), dict(_named(new))
    for slug, text in after.items():
        if slug not in before:
            yield f"choice added: {text}"
        elif before[slug] != text:
            yield f"choice reworded: {before[slug]} → {text}"
    yield from (f"choice gone: {text}" for slug, text in before.items() if slug not in after)
    meant = {choice.slug: choice for choice in old}
    for choice in new:
        was = meant.get(choice.slug)
        if was is not None and _means(was) != _means(choice):
            yield f"choice that counts otherwise: {choice.text}"
    if dict(before) == dict(after) and list(before) != list(after):
        yield "the choices stand in another order"


def _means(choice: Choice) -> tuple[object, ...]:
    """What taking a choice does, whatever it is called."""
    return (choice.state, choice.alone, choice.free_text)


def _named(choices: Sequence[Choice]) -> list[tuple[str, str]]:
    return [(choice.slug, choice.text) for choice in choices]


def _size(question: Question) -> tuple[object, ...]:
    return (question.minimum, question.maximum, question.unit, question.low, question.high)


def _size_in_words(question: Question) -> str:
    ends = [f"{end:g}" if end is not None else "…" for end in (question.minimum, question.maximum)]
    named = f" ({question.low} to {question.high})" if question.low or question.high else ""
    return f"{ends[0]} to {ends[1]} {question.unit}".rstrip() + named
