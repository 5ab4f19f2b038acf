"""Who gave which answer: people and the answers that some of them share, like beside like.

People are joined two by two by average linkage over the share of answers that they have in common
(Gower's coefficient, 1971: a choice that neither took says nothing), and turned so that like ends
touch (Gruvaeus and Wainer, 1972): whoever belongs together then stands in one piece.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from msgspec import Struct

from persona_wizard.model.bank import Bank, Kind
from persona_wizard.model.headings import FIELDS, Audience
from persona_wizard.model.interview import Interview
from persona_wizard.model.numbers import in_digits
from persona_wizard.model.study import Study
from persona_wizard.synthesis.average_linkage import Node, linked
from persona_wizard.synthesis.code_book import recoded
from persona_wizard.synthesis.hearing import topics_of
from persona_wizard.synthesis.people import Person, in_order, people_in
from persona_wizard.synthesis.tags import tag_claims
from persona_wizard.synthesis.tallies import tally
from persona_wizard.synthesis.topics import Topic

# Comparing everyone with everyone takes four times as long for twice as many.
MOST_SORTED = 300
_FEWEST = 2


class Cell(StrEnum):
    """Where a participant stands to an answer."""

    GAVE = "gave it"
    GAVE_NOT = "did not"
    NO_ANSWER = "no answer"
    NOT_ASKED = "not asked"


class SharedAnswer(Struct, frozen=True, kw_only=True):
    """An answer that two people or more gave, and one or more did not.

    `id` is its claim's (`question/slug`, `field/tag`), or `question/low` and `question/high` for
    the ends of a scale. `asked` is the question as worded; of a tag, the field or question that it
    was raised under; `about` says it in a word or two. `n` of `base` (N) participants gave it.
    """

    id: str
    heading: str
    asked: str
    about: str
    label: str
    n: int
    base: int
    is_tag: bool = False


class PersonRow(Struct, frozen=True, kw_only=True):
    """A participant (id), and where they stand to each answer, in the matrix's order."""

    participant: str
    pseudonym: str
    audience: Audience
    cells: tuple[Cell, ...]


class Matrix(Struct, frozen=True):
    """People by answers. Where there are too many to be sorted, they stand as interviewed."""

    answers: tuple[SharedAnswer, ...]
    rows: tuple[PersonRow, ...]
    is_sorted: bool = True


def matrix(study: Study, interviews: Sequence[Interview], banks: Mapping[str, Bank]) -> Matrix:
    """Everyone's choices, bands, yeses, ends of scales and tags; the same whatever their order."""
    everyone = in_order(interview for interview in interviews if interview.counts)
    asked = topics_of(everyone, banks, study.fills, frozenset(), study.apart)
    topics = recoded(asked, study.codes)
    people = tuple(people_in(everyone).values())
    who = {interview.id: interview.participant for interview in everyone}
    found = [column for column in _columns(topics, study, who) if column.is_shared]
    is_sorted = len(people) <= MOST_SORTED
    placed = _like_beside_like(people, found) if is_sorted else people
    places = {person.id: place for place, person in enumerate(placed)}
    # An answer stands where those who gave it stand on average, so that groups show as blocks.
    found.sort(key=lambda column: column.middle(places))
    return Matrix(
        answers=tuple(column.answer for column in found),
        rows=tuple(
            PersonRow(
                participant=person.id,
                pseudonym=person.pseudonym,
                audience=person.audience,
                cells=tuple(column.cell(person.id) for column in found),
            )
            for person in placed
        ),
        is_sorted=is_sorted,
    )


class _Column(Struct, frozen=True):
    """An answer, and the participants (ids) who gave it, gave another, or gave none.

    `two_sided` where not giving it says as much as giving it.
    """

    answer: SharedAnswer
    gave: frozenset[str]
    gave_not: frozenset[str]
    silent: frozenset[str]
    two_sided: bool = False

    @property
    def is_shared(self) -> bool:
        return len(self.gave) >= _FEWEST and bool(self.gave_not)

    def cell(self, person: str) -> Cell:
        if person in self.gave:
            return Cell.GAVE
        if person in self.gave_not:
            return Cell.GAVE_NOT
        return Cell.NO_ANSWER if person in self.silent else Cell.NOT_ASKED

    def middle(self, places: Mapping[str, int]) -> Fraction:
        return Fraction(sum(places[person] for person in self.gave), len(self.gave))


def _columns(topics: Sequence[Topic], study: Study, who: Mapping[str, str]) -> Iterator[_Column]:
    """Everything that could be shared, closed answers in the page's order before tags."""
    scopes: dict[str, list[Topic]] = {}
    for topic in topics:
        scopes.setdefault(topic.asked.scope, []).append(topic)
        if topic.question.kind is Kind.SCALE:
            yield from _ends(topic)
        elif topic.question.closed:
            yield from _choices(topic, who)
    for made in tag_claims(topics, study.codes):
        within = scopes[made.scope]
        field = FIELDS.get(within[0].question.field or "")
        yield _column(
            SharedAnswer(
                id=made.id,
                heading=made.heading,
                asked=field.title if field is not None else within[0].question.wording,
                about=field.title if field is not None else _about(within[0]),
                label=made.label,
                n=made.n,
                base=made.base,
                is_tag=True,
            ),
            within,
            (who[part.interview] for part in made.evidence),
        )


def _choices(topic: Topic, who: Mapping[str, str]) -> Iterator[_Column]:
    """The choices that were taken; of a yes/no question the yes, since the no says the same."""
    is_yes_no = topic.question.kind is Kind.YES_NO
    for made in tally(topic).choices:
        if is_yes_no and made.id == f"{topic.asked.name}/no":
            continue
        yield _column(
            SharedAnswer(
                id=made.id,
                heading=made.heading,
                asked=topic.question.wording,
                about=_about(topic),
                label=made.label,
                n=made.n,
                base=made.base,
            ),
            (topic,),
            (who[part.interview] for part in made.evidence),
            two_sided=is_yes_no,
        )


def _ends(topic: Topic) -> Iterator[_Column]:
    """The lowest and the highest third of a scale."""
    low, high = topic.question.minimum, topic.question.maximum
    if low is None or high is None or not low < high:
        return
    lower, upper = (2 * low + high) / 3, (low + 2 * high) / 3
    question = topic.question
    yield _end(topic, "low", _span(low, floor(lower), question.low), lambda v: v <= lower)
    yield _end(topic, "high", _span(ceil(upper), high, question.high), lambda v: v >= upper)


def _about(topic: Topic) -> str:
    """A question in a word or two: by the field that it is named for, else by its id."""
    field = FIELDS.get(topic.question.id)
    return field.title if field is not None else topic.question.id.replace("-", " ")


def _span(first: float, last: float, name: str) -> str:
    one, other = in_digits(first), in_digits(last)
    span = one if first >= last else f"{one} to {other}"
    return f"{span}, {name}" if name else span


def _end(topic: Topic, end: str, label: str, is_there: Callable[[float], bool]) -> _Column:
    gave = [r.person.id for r in topic.answers if r.number is not None and is_there(r.number)]
    answer = SharedAnswer(
        id=f"{topic.asked.name}/{end}",
        heading=topic.question.heading,
        asked=topic.question.wording,
        about=_about(topic),
        label=label,
        n=len(gave),
        base=len(topic.base),
    )
    return _column(answer, (topic,), gave)


def _column(
    answer: SharedAnswer,
    about: Sequence[Topic],
    gave: Iterable[str],
    *,
    two_sided: bool = False,
) -> _Column:
    """`about` are the questions that could have brought the answer."""

    given = frozenset(gave)
    answered = frozenset(person for topic in about for person in topic.answered)
    reached = (reply.person.id for topic in about for reply in topic.unanswered if reply.asked)
    asked = answered.union(reached)
    return _Column(answer, given, answered - given, asked - answered, two_sided)


def _like_beside_like(people: Sequence[Person], columns: Sequence[_Column]) -> tuple[Person, ...]:
    """Takes people in the order of their first interviews, which settles whatever is equal."""
    if not people:
        return ()
    given = _Given.of(people, columns)
    rows = [[given.likeness(high, low) for low in range(high)] for high in range(len(people))]
    (root,) = linked(rows, [1] * len(people), 0.0)

    def alike(one: int, other: int) -> float:
        return rows[max(one, other)][min(one, other)]

    order = _turned(root, alike)
    if order[0] > order[-1]:
        order = order[::-1]
    return tuple(people[place] for place in order)


def _turned(node: Node, alike: Callable[[int, int], float]) -> tuple[int, ...]:
    """The places that a node holds; of its two parts, the ends that are most alike touch."""
    if not node.parts:
        return node.places
    one, other = (_turned(part, alike) for part in node.parts)
    ways = [(a, b) for a in (one, one[::-1]) for b in (other, other[::-1])]
    first, second = max(ways, key=lambda way: round(alike(way[0][-1], way[1][0]), 9))
    return first + second


class _Given(Struct, frozen=True):
    """By person's place: what they gave, and what they answered about; a bit a column."""

    gave: tuple[int, ...]
    answered: tuple[int, ...]
    two_sided: int

    @classmethod
    def of(cls, people: Sequence[Person], columns: Sequence[_Column]) -> "_Given":
        gave, answered = [], []
        for person in people:
            yes = sum(1 << n for n, column in enumerate(columns) if person.id in column.gave)
            no = sum(1 << n for n, column in enumerate(columns) if person.id in column.gave_not)
            gave.append(yes)
            answered.append(yes | no)
        sides = sum(1 << n for n, column in enumerate(columns) if column.two_sided)
        return cls(tuple(gave), tuple(answered), sides)

    def likeness(self, one: int, other: int) -> float:
        """Of the answers that either gave, where both answered, the share that both gave."""
        both = self.answered[one] & self.answered[other]
        either = both & (self.gave[one] | self.gave[other] | self.two_sided)
        differing = (self.gave[one] ^ self.gave[other]) & either
        return 1 - differing.bit_count() / either.bit_count() if either else 0.0
