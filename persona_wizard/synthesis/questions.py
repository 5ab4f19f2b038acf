"""The questions of all banks in use: those with the same id and kind become one."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.model.bank import NO, YES, Bank, Choice, Kind, Question
from persona_wizard.model.fills import fill, fills_in
from persona_wizard.model.headings import HEADINGS, Audience
from persona_wizard.model.interview import Interview
from persona_wizard.model.study import Wording
from persona_wizard.model.text import slug

# A claim's id stays short enough for a line, and different wordings keep different ids.
_LONGEST_SLUG = 40
_HASH_LENGTH = 4

# What stands for an earlier answer that a wording refers to: it differs from person to person.
_SOME_ANSWER = "…"
_HEADING_ORDER = {heading.id: place for place, heading in enumerate(HEADINGS)}
_FIELD_ORDER = {f.id: place for h in HEADINGS for place, f in enumerate(h.fields)}


class Key(Struct, frozen=True):
    """What a question is counted under, across banks.

    Answers of different kinds, on scales with different ends (`ends`, such as "0-10"), or to a
    `wording` that is counted apart (else empty) are never put together.
    """

    question: str
    kind: Kind
    ends: str = ""
    wording: str = ""


class Asked(Struct, frozen=True):
    """A question as all banks in use ask it.

    `name` opens the ids of its claims: the question's id, or `id:kind` where banks ask different
    kinds under one id (the kind asked first keeps the plain id), and so for the ends of scales.
    `question` is worded as in the newest interview's bank, fills written out, with the choices of
    all banks. It is asked `alike` where every bank words it the same. One whose wording is counted
    `apart` has that in its name.
    `wordings` are by audience that of the newest of its banks.
    """

    name: str
    question: Question
    alike: bool = True
    apart: bool = False
    wordings: Mapping[Audience, str] = {}

    @property
    def scope(self) -> str:
        """What its tags are counted within: its field, else itself."""
        return self.question.field or self.question.id

    def asked_of(self, audiences: Iterable[Audience]) -> bool:
        """Whether a bank that one of these audiences was asked from has it."""
        return any(one in self.wordings for one in audiences)

    def worded_for(self, audiences: Iterable[Audience]) -> str:
        """As the newest bank of all words it, or where none of these audiences was asked it so, as
        the first of them was.
        """
        theirs = [self.wordings[one] for one in audiences if one in self.wordings]
        newest = self.question.wording
        return newest if newest in theirs or not theirs else theirs[0]


def key_of(question: Question, apart: Collection[Wording]) -> Key:
    """What a question of a bank is counted under."""
    alone = Wording(question.id, question.wording) in apart
    ends = ""
    if question.kind is Kind.SCALE:
        ends = f"{question.minimum or 0:g}-{question.maximum or 0:g}"
    return Key(question.id, question.kind, ends, question.wording if alone else "")


def questions_in_use(
    interviews: Sequence[Interview],
    banks: Mapping[str, Bank],
    words: Mapping[str, str],
    apart: Collection[Wording] = (),
) -> dict[Key, Asked]:
    """Every question of the banks, by heading, field and place in its bank.

    Takes interviews in order. Banks that no interview followed come after those in use.
    """
    merged: dict[Key, Question] = {}
    wordings: dict[Key, set[str]] = {}
    for bank in _in_use(reversed(interviews), banks):
        for question in bank.questions:
            key = key_of(question, apart)
            wordings.setdefault(key, set()).add(question.wording)
            earlier = merged.get(key)
            merged[key] = _whole(question) if earlier is None else _merge(earlier, question)
    names = _names(merged, _in_use(interviews, banks))
    theirs = _by_audience(interviews, banks, words, apart)
    places = {key: place for place, key in enumerate(merged)}
    ordered = sorted(merged, key=lambda key: (*_place_on_page(merged[key]), places[key]))
    return {
        key: Asked(
            name=names[key],
            question=_filled(merged[key], words),
            alike=len(wordings[key]) == 1,
            apart=bool(key.wording),
            wordings=theirs.get(key, {}),
        )
        for key in ordered
    }


def _in_use(interviews: Iterable[Interview], banks: Mapping[str, Bank]) -> Iterator[Bank]:
    """The banks as these interviews followed them, each once; then those that none followed."""
    used = dict.fromkeys(i.bank.digest for i in interviews if i.bank.digest in banks)
    unused = sorted((banks[digest].id, digest) for digest in banks if digest not in used)
    for digest in (*used, *(digest for _, digest in unused)):
        yield banks[digest]


def _by_audience(
    interviews: Sequence[Interview],
    banks: Mapping[str, Bank],
    words: Mapping[str, str],
    apart: Collection[Wording],
) -> dict[Key, dict[Audience, str]]:
    """How the newest of each audience's banks that has a question words it, fills written out."""
    found: dict[Key, dict[Audience, str]] = {}
    for audience, digest in dict.fromkeys(
        (i.audience, i.bank.digest) for i in reversed(interviews)
    ):
        for question in banks[digest].questions if digest in banks else ():
            theirs = found.setdefault(key_of(question, apart), {})
            if audience not in theirs:
                theirs[audience] = _written_out(question.wording, words)
    return found


def _names(keys: Iterable[Key], oldest_first: Iterable[Bank]) -> dict[Key, str]:
    first: dict[str, Key] = {}
    for bank in oldest_first:
        for question in bank.questions:
            first.setdefault(question.id, key_of(question, ()))
    return {key: _name(key, first[key.question]) for key in keys}


def _name(key: Key, first: Key) -> str:
    """The name of a question among those of its id; `first` is the one asked first."""
    name = key.question
    if key.kind is not first.kind:
        name += f":{key.kind}"
    elif key.ends != first.ends:
        name += f":{key.ends}"
    if key.wording:
        readable = slug(key.wording)[:_LONGEST_SLUG].strip("-")
        told = sha256(key.wording.encode()).hexdigest()[:_HASH_LENGTH]
        name += f":{readable}-{told}"
    return name


def _whole(question: Question) -> Question:
    """The question with the choices that a yes/no question need not name."""
    choices = question.choices
    if question.kind is Kind.YES_NO and not choices:
        choices = (YES, NO)
    return replace(question, choices=choices)


def _merge(newer: Question, older: Question) -> Question:
    """The newer question with what only the older one knows.

    How the older bank puts an answer goes with its wording: to another one it may be the contrary.
    """
    if older.wording != newer.wording:
        unsaid = tuple(replace(choice, says="") for choice in older.choices)
        older = replace(older, says="", says_no="", choices=unsaid)
    return replace(
        newer,
        choices=_united(newer.choices, older.choices),
        sensitive=newer.sensitive or older.sensitive,
        field=newer.field or older.field,
        says=newer.says or older.says,
        says_no=newer.says_no or older.says_no,
    )


def _united(newer: tuple[Choice, ...], older: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """The newer choices, with each older one that went put back after the one it followed."""
    united = list(newer)
    slugs = [choice.slug for choice in newer]
    place = 0
    for choice in older:
        if choice.slug in slugs:
            place = slugs.index(choice.slug) + 1
            continue
        united.insert(place, choice)
        slugs.insert(place, choice.slug)
        place += 1
    return tuple(united)


def _place_on_page(question: Question) -> tuple[int, int]:
    after_all = len(_FIELD_ORDER)
    field = _FIELD_ORDER.get(question.field, after_all) if question.field else after_all
    return _HEADING_ORDER.get(question.heading, len(HEADINGS)), field


def _filled(question: Question, words: Mapping[str, str]) -> Question:
    return replace(
        question,
        wording=_written_out(question.wording, words),
        low=_written_out(question.low, words),
        high=_written_out(question.high, words),
        unit=_written_out(question.unit, words),
        says=_said(question.says, words),
        says_no=_said(question.says_no, words),
        choices=tuple(
            replace(c, text=_written_out(c.text, words), says=_said(c.says, words))
            for c in question.choices
        ),
    )


def _said(says: str, words: Mapping[str, str]) -> str:
    """What a persona says; empty where it hangs on an earlier answer, which differs."""
    return _written_out(says, words) if set(fills_in(says)) <= set(words) else ""


def _written_out(text: str, words: Mapping[str, str]) -> str:
    return fill(text, {**dict.fromkeys(fills_in(text), _SOME_ANSWER), **words})
