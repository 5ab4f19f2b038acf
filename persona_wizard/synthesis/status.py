"""How far a persona carries: how many people, and whether the last of them still brought news."""

from collections.abc import Iterable, Mapping, Sequence

from persona_wizard.model.coverage import Saturation
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Interview
from persona_wizard.model.persona import AudienceStatus, ReadingProgress, Status
from persona_wizard.synthesis.coding import Coding, enough_read
from persona_wizard.synthesis.people import Person
from persona_wizard.synthesis.saturation import Codes, no_codes
from persona_wizard.synthesis.topics import Topic

SUPPORTED_FROM = 9
RICH_FROM = 16
NOT_CODED = "not coded enough to tell"
STILL_NEW = "the last two interviews still brought new"
# How many interviews at the end are looked at for news.
_LAST = 2
_NEW_PERCENT = 5
_ORDER = tuple(Status)


def audience_statuses(
    interviews: Sequence[Interview],
    people: Mapping[str, Person],
    topics: Sequence[Topic],
    coding: Coding,
    codes: Mapping[str, Codes],
) -> tuple[AudienceStatus, ...]:
    """All three audiences, in their order. Takes interviews in order, and the codes of each by id.

    A participant, and all their interviews, belong to the audience of their latest one.
    """
    held: dict[Audience, list[str]] = {audience: [] for audience in Audience}
    for interview in interviews:
        held[people[interview.participant].audience].append(interview.id)
    found = []
    for audience in Audience:
        size = sum(person.audience is audience for person in people.values())
        brought = [codes.get(interview, no_codes()) for interview in held[audience]]
        status, note = _status(size, brought, coding.progress(topics, (audience,)))
        found.append(AudienceStatus(audience, len(held[audience]), size, status, note))
    return tuple(found)


def lowest(statuses: Iterable[AudienceStatus]) -> Status:
    """The status of the whole persona."""
    return min((status.status for status in statuses), key=_ORDER.index)


def verdict(size: int, brought: Sequence[Codes], progress: ReadingProgress) -> Saturation:
    """Whether so many participants have said what there is to say.

    `brought` are the codes of each interview, in order.
    """
    if size == 0:
        return Saturation.NO_INTERVIEW
    if not enough_read(progress):
        return Saturation.NOT_CODED
    if _is_new(*_before_and_after(brought)):
        return Saturation.STILL_NEW
    return Saturation.TOO_FEW if size < SUPPORTED_FROM else Saturation.NEARLY


def _status(size: int, brought: Sequence[Codes], progress: ReadingProgress) -> tuple[Status, str]:
    """`brought` are the codes of each interview, in order."""
    if size == 0:
        return Status.PROTO, ""
    if size < SUPPORTED_FROM:
        return Status.PROVISIONAL, ""
    if not enough_read(progress):
        return Status.PROVISIONAL, NOT_CODED
    before, every = _before_and_after(brought)
    if _is_new(before, every):
        return Status.PROVISIONAL, _still_new(before, every)
    return (Status.RICH if size >= RICH_FROM else Status.SUPPORTED), ""


def _before_and_after(brought: Sequence[Codes]) -> tuple[Codes, Codes]:
    """The codes before the last interviews, and all."""
    before = no_codes().joined(*brought[:-_LAST])
    return before, before.joined(*brought[-_LAST:])


def _is_new(before: Codes, every: Codes) -> bool:
    return (every.count - before.count) * 100 > every.count * _NEW_PERCENT


def _still_new(before: Codes, every: Codes) -> str:
    new = (("tags", every.tags - before.tags), ("claims", every.claims - before.claims))
    return f"{STILL_NEW} {' and '.join(what for what, found in new if found)}"
