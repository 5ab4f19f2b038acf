"""How far a persona carries: how many people, and whether the last of them still brought news."""

from collections.abc import Iterable, Mapping, Sequence

from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Interview
from persona_wizard.model.persona import AudienceStatus, Status
from persona_wizard.synthesis.people import Person
from persona_wizard.synthesis.replies import Reply, Topic

SUPPORTED_FROM = 9
RICH_FROM = 16
NOT_CODED = "not coded enough to tell"
STILL_NEW = "the last two interviews still brought new tags"
_LAST = 2
_NEW_PERCENT = 5
_CODED_PERCENT = 80
_ORDER = tuple(Status)


def audience_statuses(
    interviews: Sequence[Interview], people: Mapping[str, Person], topics: Sequence[Topic]
) -> tuple[AudienceStatus, ...]:
    """All three audiences, in their order. Takes interviews in order.

    A participant, and all their interviews, belong to the audience of their latest one.
    """
    held: dict[Audience, list[str]] = {audience: [] for audience in Audience}
    for interview in interviews:
        held[people[interview.participant].audience].append(interview.id)
    answers: dict[Audience, list[Reply]] = {audience: [] for audience in Audience}
    for topic in topics:
        for reply in topic.answers:
            answers[reply.person.audience].append(reply)
    found = []
    for audience in Audience:
        size = sum(person.audience is audience for person in people.values())
        status, note = _status(size, held[audience], answers[audience])
        found.append(AudienceStatus(audience, len(held[audience]), size, status, note))
    return tuple(found)


def lowest(statuses: Iterable[AudienceStatus]) -> Status:
    """The status of the whole persona."""
    return min((status.status for status in statuses), key=_ORDER.index)


def _status(size: int, interviews: Sequence[str], answers: Iterable[Reply]) -> tuple[Status, str]:
    if size == 0:
        return Status.PROTO, ""
    if size < SUPPORTED_FROM:
        return Status.PROVISIONAL, ""
    said = list(answers)
    observed = [observation for reply in said for observation in reply.observed]
    coded = sum(bool(observation.tags) for observation in observed)
    if not observed or coded * 100 < len(observed) * _CODED_PERCENT:
        return Status.PROVISIONAL, NOT_CODED
    last = set(interviews[-_LAST:])
    tags = _tags(said)
    new = tags - _tags(reply for reply in said if reply.interview not in last)
    if len(new) * 100 > len(tags) * _NEW_PERCENT:
        return Status.PROVISIONAL, STILL_NEW
    return (Status.RICH if size >= RICH_FROM else Status.SUPPORTED), ""


def _tags(replies: Iterable[Reply]) -> set[str]:
    return {tag for reply in replies for observed in reply.observed for tag in observed.tags}
