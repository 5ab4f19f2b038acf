"""Whom to talk to next, and what to ask them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from persona_wizard.model.bank import Question
from persona_wizard.model.coverage import AskBecause, HeadingCoverage, NextQuestion, WhomNext
from persona_wizard.model.headings import FIELDS, Audience, heading
from persona_wizard.model.persona import AudienceStatus, Claim, ClaimKind, Confidence, Gap, Status
from persona_wizard.synthesis.gaps import ENOUGH
from persona_wizard.synthesis.left_open import LeftOpen, left_open
from persona_wizard.synthesis.status import NOT_CODED, SUPPORTED_FROM
from persona_wizard.synthesis.topics import Topic, answered_by_audience, base_by_audience

# So many at a time: then is the moment to look again.
_AT_A_TIME = 2
_PRESSING = (AskBecause.MISSING, AskBecause.NOBODY)
_ORDER = tuple(AskBecause)
_SHOWN = 3

# By question (id) why a claim from it is in doubt, and the claim's id.
_Doubts = Mapping[str, tuple[AskBecause, str]]


class _Heard(Struct, frozen=True):
    """How many participants of each audience were asked a question, and how many answered."""

    asked: Counter[Audience]
    answered: Counter[Audience]


def whom_next(
    statuses: Sequence[AudienceStatus],
    topics: Sequence[Topic],
    known: Sequence[HeadingCoverage],
    gaps: Sequence[Gap],
    claims: Iterable[Claim],
) -> tuple[WhomNext, ...]:
    """The audiences of which more people are wanted, the one that lacks most first.

    Nobody interviewed lacks more than fewer than three; then those never asked about most
    headings, then those with fewest people. What the researcher lets stand is asked of nobody.
    """
    heard = _heard(topics)
    doubts = _doubts(claims)
    missing = frozenset(gap.field for gap in gaps if gap.blocks and gap.field)
    found: list[tuple[tuple[int, int, int], WhomNext]] = []
    for status in statuses:
        left = left_open(gaps, status.audience)
        ask, enough = _questions(status.audience, topics, heard, left, missing, doubts)
        people = 0 if left.everything else _people(status, ask)
        if not people:
            continue
        never = _never_asked(status, known, left)
        wanted = WhomNext(
            audience=status.audience,
            people=people,
            why=_why(status, never, ask),
            ask=ask,
            known=enough,
        )
        found.append((_lack(status, never), wanted))
    # Equal ones stay in the order of the audiences.
    return tuple(wanted for _, wanted in sorted(found, key=lambda pair: pair[0]))


def _doubts(claims: Iterable[Claim]) -> _Doubts:
    """What is contested, and which sentence of the researcher rests on one person."""
    doubts: dict[str, tuple[AskBecause, str]] = {}
    for claim in claims:
        if claim.confidence is Confidence.CONTESTED:
            because = AskBecause.CONTESTED
        elif claim.confidence is Confidence.ANECDOTE and claim.kind is ClaimKind.COMPOSED:
            because = AskBecause.ANECDOTE
        else:
            continue
        for question in {evidence.question for evidence in claim.everyone}:
            before = doubts.get(question)
            if before is None or _ORDER.index(because) < _ORDER.index(before[0]):
                doubts[question] = because, claim.id
    return doubts


def _heard(topics: Iterable[Topic]) -> dict[str, _Heard]:
    """What was heard of each question (id), in however many forms banks ask it."""
    forms: dict[str, list[Topic]] = {}
    for topic in topics:
        forms.setdefault(topic.question.id, []).append(topic)
    return {
        question: _Heard(base_by_audience(same), answered_by_audience(same))
        for question, same in forms.items()
    }


def _questions(
    audience: Audience,
    topics: Iterable[Topic],
    heard: Mapping[str, _Heard],
    left: LeftOpen,
    missing: frozenset[str],
    doubts: _Doubts,
) -> tuple[tuple[NextQuestion, ...], tuple[str, ...]]:
    """What to ask an audience of what its banks ask, most pressing first; and what it told."""
    questions: dict[str, Topic] = {}
    for topic in topics:
        if audience in topic.met:
            questions.setdefault(topic.question.id, topic)
    ask: list[tuple[tuple[int, bool, bool, int], NextQuestion]] = []
    for topic in questions.values():
        question = topic.question
        if left.holds(question):
            continue
        told = heard[question.id].answered[audience]
        because, claim = _because(question, audience, told, missing, doubts)
        if because is not None:
            wanted = NextQuestion(
                question=question.id,
                wording=topic.asked.worded_for((audience,)),
                heading=question.heading,
                field=question.field,
                asked=heard[question.id].asked[audience],
                answered=told,
                because=because,
                claim=claim,
            )
            rank = (
                _ORDER.index(because),
                not _is_expected(question, audience),
                not question.key,
                told,
            )
            ask.append((rank, wanted))
    pressing_first = tuple(wanted for _, wanted in sorted(ask, key=lambda pair: pair[0]))
    wanted_ids = {wanted.question for wanted in pressing_first}
    return pressing_first, tuple(name for name in questions if name not in wanted_ids)


def _because(
    question: Question,
    audience: Audience,
    answered: int,
    missing: frozenset[str],
    doubts: _Doubts,
) -> tuple[AskBecause | None, str]:
    """Why to ask a question, and the claim in doubt, if that is why."""
    if question.field in missing:
        return AskBecause.MISSING, ""
    if not answered and _is_expected(question, audience):
        return AskBecause.NOBODY, ""
    if question.id in doubts:
        return doubts[question.id]
    # What is asked of some only was not meant for the others.
    if answered < ENOUGH and question.when is None:
        return AskBecause.FEW, ""
    return None, ""


def _is_expected(question: Question, audience: Audience) -> bool:
    field = FIELDS.get(question.field or "")
    return field is not None and field.expected_of(audience)


def _people(status: AudienceStatus, ask: Iterable[NextQuestion]) -> int:
    """How many more of an audience to talk to before looking again; 0 where there are enough."""
    held = status.participants
    if held < ENOUGH:
        return ENOUGH - held
    if held < SUPPORTED_FROM:
        return min(_AT_A_TIME, SUPPORTED_FROM - held)
    if _brings_news(status):
        return _AT_A_TIME
    return ENOUGH if any(wanted.because in _PRESSING for wanted in ask) else 0


def _brings_news(status: AudienceStatus) -> bool:
    return status.status is Status.PROVISIONAL and status.note not in ("", NOT_CODED)


def _never_asked(
    status: AudienceStatus, known: Iterable[HeadingCoverage], left: LeftOpen
) -> tuple[str, ...]:
    """The titles of the headings that nobody of an audience with interviews was asked about."""
    return tuple(
        heading(one.heading).title.lower()
        for one in known
        if status.participants
        and one.audience is status.audience
        and not one.asked
        and one.heading not in left.headings
    )


def _why(status: AudienceStatus, never: Sequence[str], ask: Iterable[NextQuestion]) -> str:
    held = status.participants
    if not held:
        return "nobody interviewed yet"
    if held < ENOUGH:
        why = f"{held} so far, too few to see a pattern"
    elif held < SUPPORTED_FROM:
        why = f"{held} so far, of {SUPPORTED_FROM} for a supported persona"
    elif _brings_news(status):
        why = status.note
    else:
        fields = (FIELDS[w.field].title.lower() for w in ask if w.because in _PRESSING and w.field)
        why = f"{held} interviewed, and none told of {_listed(tuple(dict.fromkeys(fields)))}"
    return f"{why}; never asked about {_listed(never)}" if never else why


def _listed(parts: Sequence[str]) -> str:
    """Parts as a sentence lists them, three of them at most."""
    shown = list(parts[:_SHOWN])
    if len(parts) > _SHOWN:
        shown[-1:] = [f"{len(parts) - _SHOWN + 1} more"]
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def _lack(status: AudienceStatus, never: Sequence[str]) -> tuple[int, int, int]:
    """The smaller, the more an audience lacks."""
    held = status.participants
    return min(held, 1) + (held >= ENOUGH), -len(never), held
