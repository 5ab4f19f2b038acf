"""A heading's observations in an order to read them in, and how far the reading has come."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby

from msgspec import Struct

from persona_wizard.model.composing import ObservationKey
from persona_wizard.model.persona import ReadingProgress
from persona_wizard.model.study import Study
from persona_wizard.studies.reading import Reading
from persona_wizard.synthesis.observed import Observed, observed
from persona_wizard.synthesis.tag_suggestions import suggest_tags
from persona_wizard.synthesis.themes import THEMES_FROM, Drafts, draft_themes, side_by_side
from persona_wizard.synthesis.tokens import Said

# Of so many tagged observations suggestions are learnt; more would only make them slow.
_MOST_LEARNT_FROM = 300

# What is similar, by question (id): the observations of each group, with the words they share.
Alike = Mapping[str, Sequence["Group"]]


class Group(Struct, frozen=True):
    """Observations that are similar, and the words that they share."""

    keys: frozenset[ObservationKey]
    words: tuple[str, ...]


class Links(Struct, frozen=True):
    """What the researcher made of observations, by their keys.

    `supports` and `against` hold ids of composed claims, `read` every key linked or marked read.
    """

    supports: Mapping[ObservationKey, tuple[str, ...]]
    against: Mapping[ObservationKey, tuple[str, ...]]
    read: frozenset[ObservationKey]

    def is_read(self, one: Observed) -> bool:
        """Whether an observation is tagged, linked or marked read."""
        return bool(one.observation.tags) or one.key in self.read


class RowKind(StrEnum):
    """What a row of the list is."""

    QUESTION = "question"
    SIMILAR = "similar"
    READ = "read"
    OBSERVATION = "observation"


class Row(Struct, frozen=True):
    """One row: an observation, or `words` that say what comes below.

    The words are a question as asked, what similar observations share, or how many are read.
    `grouped` where the observation stands among similar ones.
    """

    kind: RowKind
    words: str = ""
    observed: Observed | None = None
    grouped: bool = False


def gathered(reading: Reading) -> dict[str, tuple[Observed, ...]]:
    """By heading (id) its observations, in the page's order."""
    found = observed(reading.study, reading.interviews, reading.banks)
    return {heading: tuple(ones) for heading, ones in groupby(found, key=lambda o: o.heading)}


def links_of(study: Study) -> Links:
    """What the researcher has linked and marked read so far."""
    supports: dict[ObservationKey, tuple[str, ...]] = {}
    against: dict[ObservationKey, tuple[str, ...]] = {}
    for claim in study.claims:
        for links, keys in ((supports, claim.supports), (against, claim.against)):
            for key in dict.fromkeys(keys):
                links[key] = (*links.get(key, ()), claim.id)
    return Links(supports, against, frozenset((*study.read, *supports, *against)))


def progress(found: Iterable[Observed], links: Links) -> ReadingProgress:
    """How many of these observations are tagged, linked or marked read."""
    flags = [links.is_read(one) for one in found]
    return ReadingProgress(sum(flags), len(flags))


def reading_order(
    found: Sequence[Observed], links: Links, alike: Alike, *, unread_only: bool = False
) -> tuple[Row, ...]:
    """A heading's observations: those that are not read, then those that are.

    Each part goes question by question; in a question starred ones come first, and similar ones
    stand together.
    """
    unread = [one for one in found if not links.is_read(one)]
    rows = list(_by_question(unread, alike))
    read = len(found) - len(unread)
    if read and not unread_only:
        rows.append(Row(RowKind.READ, f"Read so far: {read}"))
        rows += _by_question([one for one in found if links.is_read(one)], alike)
    return tuple(rows)


def page(rows: Sequence[Row], start: int, size: int) -> tuple[Row, ...]:
    """So many rows from this one on, beginning with the question that the first belongs to."""
    shown = tuple(rows[start : start + size])
    if not start or not shown or shown[0].kind in (RowKind.QUESTION, RowKind.READ):
        return shown
    above = next(r for r in reversed(rows[:start]) if r.kind is RowKind.QUESTION)
    return (above, *shown)


def in_turn(found: Sequence[Observed]) -> tuple[Row, ...]:
    """These observations question by question, starred ones first."""
    return tuple(_by_question(found, {}))


def _by_question(found: Sequence[Observed], alike: Alike) -> Iterator[Row]:
    for (question, wording), ones in groupby(found, key=lambda o: (o.key.question, o.question)):
        yield Row(RowKind.QUESTION, wording)
        yield from _in_order(tuple(ones), alike.get(question, ()))


def _in_order(found: Sequence[Observed], groups: Sequence[Group]) -> Iterator[Row]:
    """Starred ones and groups that hold one first, then the other groups, then the rest."""
    together = []
    for group in groups:
        mine = [one for one in found if one.key in group.keys]
        if len(mine) > 1:
            together.append((group, _starred_first(mine)))
    held = {one.key for _, ones in together for one in ones}
    alone = [one for one in found if one.key not in held]
    starred = [entry for entry in together if entry[1][0].observation.star]
    yield from (_row(one) for one in alone if one.observation.star)
    for group, ones in (*starred, *(entry for entry in together if entry not in starred)):
        yield Row(RowKind.SIMILAR, ", ".join(group.words))
        yield from (_row(one, grouped=True) for one in ones)
    yield from (_row(one) for one in alone if not one.observation.star)


def _starred_first(found: Sequence[Observed]) -> list[Observed]:
    return sorted(found, key=lambda one: not one.observation.star)


def _row(one: Observed, *, grouped: bool = False) -> Row:
    return Row(RowKind.OBSERVATION, observed=one, grouped=grouped)


def languages(reading: Reading) -> dict[str, str]:
    """By interview (id) the language of its bank."""
    return {i.id: reading.banks[i.bank.digest].language for i in reading.interviews}


def alike(found: Iterable[Observed], spoken: Mapping[str, str]) -> Alike:
    """What is similar among a heading's observations. `spoken` is `languages`."""
    by_question: dict[str, list[Observed]] = {}
    for one in found:
        by_question.setdefault(one.key.question, []).append(one)
    return {question: _groups(ones, spoken) for question, ones in by_question.items()}


def _groups(found: Sequence[Observed], spoken: Mapping[str, str]) -> tuple[Group, ...]:
    rows = side_by_side([_said(one, spoken) for one in found])
    keys = {one.key.text: one.key for one in found}
    grouped = groupby((row for row in rows if row.group is not None), key=lambda row: row.group)
    groups = []
    for _, members in grouped:
        first, *others = members
        words = tuple(word.text for word in first.shared)
        groups.append(Group(frozenset(keys[row.key] for row in (first, *others)), words))
    return tuple(groups)


def tags_for(
    one: Observed, found: Sequence[Observed], spoken: Mapping[str, str]
) -> tuple[str, ...]:
    """Up to three tags that similar observations of its heading bear, the likeliest first."""
    tagged = [
        (_said(other, spoken), other.observation.tags)
        for other in found
        if other.observation.tags and other.key != one.key
    ]
    said = _said(one, spoken)
    suggested = suggest_tags([said], tagged[-_MOST_LEARNT_FROM:])[said.key]
    return tuple(tag for tag in suggested if tag not in one.observation.tags)


def to_question(found: Iterable[Observed], question: str) -> tuple[Observed, ...]:
    """What was said to one question (id)."""
    return tuple(one for one in found if one.key.question == question)


def has_themes(found: Iterable[Observed]) -> bool:
    """Whether any question of a heading has answers enough for draft themes."""
    of = Counter(question for _, question in {(o.key.interview, o.key.question) for o in found})
    return any(answers >= THEMES_FROM for answers in of.values())


def answers_among(found: Iterable[Observed]) -> int:
    """How many answers these observations are of."""
    return len({one.key.interview for one in found})


def themes_of(
    found: Sequence[Observed], spoken: Mapping[str, str], progress: Callable[[int, int], None]
) -> Drafts:
    """Draft themes of what was said to one question; what `progress` raises ends it."""
    return draft_themes([_said(one, spoken) for one in found], progress)


def _said(one: Observed, spoken: Mapping[str, str]) -> Said:
    return Said(one.key.text, one.observation.text, spoken.get(one.key.interview, "en"))
