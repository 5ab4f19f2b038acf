"""What is missing, why, and what to do next: blocking gaps first, then by heading."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from persona_wizard.model.headings import FIELDS, HEADINGS, Audience, Field, Heading
from persona_wizard.model.persona import FIRST_STEP, AudienceStatus, Gap, GapReason
from persona_wizard.model.study import Curation
from persona_wizard.synthesis.coding import Coding
from persona_wizard.synthesis.gap_words import (
    asked_in_vain,
    counted,
    few_words,
    heading_words,
    never_asked_words,
    no_question_words,
    waiting_words,
)
from persona_wizard.synthesis.open_answers import waiting, waiting_gap_id
from persona_wizard.synthesis.replies import Bucket
from persona_wizard.synthesis.topics import Topic, people_answering, people_in_base

ENOUGH = 3


def gaps(
    curation: Curation,
    banks: int,
    statuses: Sequence[AudienceStatus],
    topics: Sequence[Topic],
    coding: Coding,
) -> tuple[Gap, ...]:
    """Every gap of a persona, those that the researcher lets stand marked with the reason.

    `banks` is how many different banks are in use.
    """
    accepted = {gap.gap: gap.reason for gap in curation.accepted}
    fields = list(_field_gaps(banks, statuses, topics))
    found = (
        *_name_and_photo(curation),
        *(gap for gap in fields if gap.blocking),
        *(_audience_gap(status) for status in statuses if status.participants == 0),
        *(gap for h in HEADINGS for gap in _advice(h, statuses, topics, fields, coding)),
    )
    return tuple(replace(gap, accepted=accepted.get(gap.id)) for gap in found)


def _name_and_photo(curation: Curation) -> Iterator[Gap]:
    if not curation.name.strip():
        yield Gap(
            id="name",
            blocking=True,
            reason=GapReason.NO_NAME,
            what="Name",
            why="nobody has named the persona yet",
            ask="Give the persona a name.",
        )
    photo = curation.photo
    if photo is None or not (photo.file or photo.placeholder):
        yield Gap(
            id="photo",
            blocking=True,
            reason=GapReason.NO_PHOTO,
            what="Photo",
            why="no photo or placeholder was chosen yet",
            ask="Choose a photo, or a placeholder.",
        )


def _field_gaps(
    banks: int, statuses: Sequence[AudienceStatus], topics: Sequence[Topic]
) -> Iterator[Gap]:
    """Of each expected field without an answer a blocking gap, of one with few an advisory one.

    What is expected of other audiences alone than those interviewed is none.
    """
    heard = _heard(statuses)
    for heading in HEADINGS:
        for field in heading.fields:
            # Before the first interview nobody knows whom it will be of.
            if not any(map(field.expected_of, heard or Audience)):
                continue
            about = [topic for topic in topics if topic.question.field == field.id]
            answered = people_answering(about)
            if not answered:
                yield _no_evidence(heading, field, banks, statuses, about)
            elif len(answered) < ENOUGH:
                yield _too_few(heading, field, len(answered), statuses, about)


def _no_evidence(
    heading: Heading,
    field: Field,
    banks: int,
    statuses: Sequence[AudienceStatus],
    about: Sequence[Topic],
) -> Gap:
    buckets = _best_buckets(about)
    if not about and banks:
        reason, why = GapReason.NO_QUESTION, no_question_words(banks)
        ask = f"Add a question for “{field.title}” to a question bank."
    elif not buckets:
        reason, why = GapReason.NEVER_ASKED, never_asked_words(_interviews(statuses))
        ask = _wording(about, _heard(statuses)) or FIRST_STEP
    else:
        reason, why = GapReason.ALL_DECLINED, asked_in_vain(buckets)
        ask = _wording(about, _heard(statuses))
    return Gap(
        id=f"field/{field.id}",
        blocking=True,
        reason=reason,
        what=field.title,
        why=why,
        ask=ask,
        heading=heading.id,
        field=field.id,
    )


def _too_few(
    heading: Heading,
    field: Field,
    answered: int,
    statuses: Sequence[AudienceStatus],
    about: Sequence[Topic],
) -> Gap:
    asked = people_in_base(about)
    return Gap(
        id=f"few/{field.id}",
        blocking=False,
        reason=GapReason.TOO_FEW,
        what=field.title,
        why=few_words(answered, len(asked)),
        ask=_wording(about, _heard(statuses)),
        heading=heading.id,
        field=field.id,
    )


def _audience_gap(status: AudienceStatus) -> Gap:
    return Gap(
        id=f"audience/{status.audience}",
        blocking=False,
        reason=GapReason.NO_INTERVIEW,
        what=status.audience.capitalize(),
        why="no interview yet",
        ask=f"Interview a {status.audience.one}.",
        audience=status.audience,
    )


def _advice(
    heading: Heading,
    statuses: Sequence[AudienceStatus],
    topics: Sequence[Topic],
    fields: Iterable[Gap],
    coding: Coding,
) -> Iterator[Gap]:
    """The advisory gaps of one heading: few answers, audiences not asked, answers that wait."""
    yield from (gap for gap in fields if not gap.blocking and gap.heading == heading.id)
    under = [topic for topic in topics if topic.question.heading == heading.id]
    asked = {audience for topic in under for audience in topic.base_split}
    for status in statuses:
        if status.participants and status.audience not in asked:
            yield _heading_gap(heading, status, [t for t in under if status.audience in t.met])
    for topic in under:
        left = () if topic.question.closed else waiting(topic, coding)
        if left:
            yield _waiting_gap(topic, len(left))


def _heading_gap(heading: Heading, status: AudienceStatus, theirs: Sequence[Topic]) -> Gap:
    """`theirs` are the heading's questions in the banks of that audience's interviews."""
    whom = counted(status.participants, status.audience.one)
    return Gap(
        id=f"heading/{heading.id}/{status.audience}",
        blocking=False,
        reason=GapReason.NEVER_ASKED if theirs else GapReason.NO_QUESTION,
        what=f"{heading.title}, {status.audience}",
        why=heading_words(whom, bool(theirs)),
        ask=_wording(theirs, (status.audience,))
        or f"Add questions under “{heading.title}” to the bank for {status.audience}.",
        heading=heading.id,
        audience=status.audience,
    )


def _waiting_gap(topic: Topic, left: int) -> Gap:
    return Gap(
        id=waiting_gap_id(topic),
        blocking=False,
        reason=GapReason.NOT_SUMMED_UP,
        what=_about(topic),
        why=waiting_words(len(topic.answers), left),
        ask="Read these answers side by side and make claims of what recurs.",
        heading=topic.question.heading,
        field=topic.question.field,
    )


def _about(topic: Topic) -> str:
    """What open answers are about: the field, since each bank words its question its own way."""
    field = FIELDS.get(topic.question.field or "")
    if field is not None and field.id == topic.question.id:
        return field.title
    return f"“{topic.question.wording}”"


def _best_buckets(about: Sequence[Topic]) -> list[Bucket]:
    """Where each participant who was reached stands, by their best reply about the field."""
    order = tuple(Bucket)
    best: dict[str, Bucket] = {}
    for topic in about:
        for reply in topic.replies:
            if reply.asked:
                known = best.get(reply.person.id, reply.bucket)
                best[reply.person.id] = min(known, reply.bucket, key=order.index)
    return list(best.values())


def _interviews(statuses: Sequence[AudienceStatus]) -> int:
    return sum(status.interviews for status in statuses)


def _heard(statuses: Sequence[AudienceStatus]) -> tuple[Audience, ...]:
    """The audiences of those interviewed."""
    return tuple(status.audience for status in statuses if status.participants)


def _wording(topics: Sequence[Topic], heard: Sequence[Audience]) -> str:
    """The question to ask next of these audiences, as their banks word it: one that those have,
    of these a key one first, else the first; empty where there is none.
    """
    ordered = sorted(
        topics, key=lambda topic: (not topic.asked.asked_of(heard), not topic.question.key)
    )
    return ordered[0].asked.worded_for(heard) if ordered else ""
