"""What a persona does not know, in sentences, and how far the rest carries."""

import re
from collections.abc import Collection, Sequence

from persona_wizard.export.counts import capital, counted, listed, number, people
from persona_wizard.export.labels import opener
from persona_wizard.export.lines import Line, plain, strong
from persona_wizard.model.headings import FIELDS, Audience, heading
from persona_wizard.model.persona import (
    FIRST_STEP,
    AudienceStatus,
    Claim,
    Gap,
    GapReason,
    OpenAnswers,
    Persona,
    Section,
    Status,
    Tally,
)

_FAR = {
    Status.PROTO: "nobody interviewed yet",
    Status.PROVISIONAL: "provisional",
    Status.SUPPORTED: "well supported",
    Status.RICH: "richly supported",
}
_CARRIES = {**_FAR, Status.PROVISIONAL: "provisional, and may still change"}
# A heading with more missing fields than this tells them in one line.
_A_LINE_EACH = 2
# Reasons whose next step is a question of the bank, however it is worded.
_ASK_IT = (GapReason.NEVER_ASKED, GapReason.ALL_DECLINED, GapReason.TOO_FEW)
# Gaps that whoever reads a page sees at its top.
AT_THE_TOP = (GapReason.NO_NAME, GapReason.NO_PHOTO)
# Below this many people on a side, a difference between the sides is a hint.
_FEW_PEOPLE = 10


def standing(persona: Persona) -> str:
    """What the page is, and how its counts read."""
    interviews = sum(count.interviews for count in persona.audiences)
    total = persona.participants
    if total == 0:
        return "A model, not a person; drawn from no interview yet, so nothing here is known."
    with_people = f" with {people(total)}" if total != interviews else ""
    some = (total + 1) // 2 if total < 9 else 4
    return (
        f"A model drawn from {counted(interviews, 'interview', 'interviews')}{with_people}, "
        f'not a person. "{some} of {total}" means {some} raised it, of {total} asked; '
        "silence is not disagreement."
    )


def draft_notice(persona: Persona) -> Line | None:
    """What a reader must know first of a page with blocking gaps; None where there are none."""
    blocking = persona.blocking
    if not blocking:
        return None
    things = "1 thing is missing" if len(blocking) == 1 else f"{len(blocking)} things are missing"
    shown = [_small(gap.what) for gap in blocking[:4]]
    if len(blocking) > 4:
        shown.append(f"{len(blocking) - 4} more")
    told_below = any(gap.reason not in AT_THE_TOP for gap in blocking)
    below = " See “What we do not know” below." if told_below else ""
    return Line((strong(f"Draft: {things}"), plain(f" ({listed(shown)}).{below}")))


def missing_lines(section: Section, gaps: Sequence[Gap]) -> tuple[Line, ...]:
    """Expected fields of a heading that nothing is known of."""
    here = [g for g in gaps if g.blocking and g.heading == section.heading and g.field in FIELDS]
    missing = [gap for gap in here if gap.accepted is None]
    accepted = [gap for gap in here if gap.accepted is not None]
    lines = [_left_open(gap) for gap in accepted if not _told(gap, section)]
    if len(missing) <= _A_LINE_EACH:
        return (*(_missing(gap, section) for gap in missing), *lines)
    fields = [FIELDS[gap.field].title.lower() for gap in missing if gap.field]
    nobody = not any(_asked_about(gap, section) for gap in missing)
    told = f" {listed(fields)}{'; nobody asked' if nobody else ''}"
    return (Line((strong("Missing:"), plain(told))), *lines)


def _missing(gap: Gap, section: Section) -> Line:
    return _not_there(gap, _tried(gap, section))


def _not_there(gap: Gap, tried: str) -> Line:
    return Line((plain(f"{opener(gap.field)}: "), strong("missing"), plain(f"; {tried}")))


def declined_gaps(persona: Persona, fields: Collection[str]) -> tuple[Gap, ...]:
    """The gaps of these fields that people were asked about, and nobody answered."""
    declined = (gap for gap in persona.gaps if gap.reason is GapReason.ALL_DECLINED)
    return tuple(gap for gap in declined if gap.field in fields)


def declined_line(gap: Gap) -> Line:
    """Such a gap where a reader looks for its field, as under its heading."""
    return _left_open(gap) if gap.accepted is not None else _not_there(gap, gap.why)


def _left_open(gap: Gap) -> Line:
    pieces = (plain(f"{opener(gap.field)}: "), strong("not known"), plain("; left open on purpose"))
    return Line(pieces)


def _told(gap: Gap, section: Section) -> bool:
    """Whether a tally of the field already says that it is not known."""
    return any(tally.field == gap.field and tally.base for tally in section.tallies)


def _tried(gap: Gap, section: Section) -> str:
    """How far the asking went: "1 person asked", "4 people asked, all declined"."""
    base = _asked_about(gap, section)
    match gap.reason:
        case GapReason.NO_QUESTION:
            return "no question asks for it"
        case GapReason.ALL_DECLINED if gap.why:
            return gap.why
        case _ if base:
            return f"{people(base)} asked"
        case _:
            return "nobody asked"


def _asked_about(gap: Gap, section: Section) -> int:
    """How many people were asked any one question of the gap's field."""
    about: list[Tally | OpenAnswers] = [*section.tallies, *section.open_answers]
    return max((part.base for part in about if part.field == gap.field), default=0)


def gap_lines(gaps: Sequence[Gap]) -> list[Line]:
    """Gaps in their order; those that no bank asks about together, in the place of the first.

    A heading all of whose fields stand there is not told again, audience by audience.
    """
    unasked = [gap for gap in gaps if gap.blocks and gap.reason is GapReason.NO_QUESTION]
    if len(unasked) < 2:
        return [gap_line(gap) for gap in gaps]
    names = capital(listed([_small(gap.what) for gap in unasked]))
    told = ": no question bank in use has a question for these. Add one for each."
    together = Line((strong(names), plain(told)))
    fields = {gap.field for gap in unasked}
    left = (gap for gap in gaps if not _is_told_by_its_fields(gap, fields))
    lines = [gap_line(gap) if gap not in unasked else together for gap in left]
    return list(dict.fromkeys(lines))


def _is_told_by_its_fields(gap: Gap, unasked: Collection[str | None]) -> bool:
    if gap.reason is not GapReason.NO_QUESTION or gap.field or not gap.heading or gap.accepted:
        return False
    return all(f.id in unasked for f in heading(gap.heading).fields if f.expected)


def gap_line(gap: Gap) -> Line:
    """A gap with its reason and its next question, or with why it may stand."""
    what = capital(gap.what)
    if gap.accepted is not None:
        return Line((plain(f'{what}: accepted by the researcher, "{_within(gap.accepted)}"'),))
    why = f": {_small(gap.why).rstrip('.')}." if gap.why else "."
    start = (strong(what) if gap.blocking else plain(what), plain(why))
    return Line((*start, plain(f" {_next(gap)}")) if gap.ask else start)


def _within(text: str) -> str:
    """A text as it stands between quotation marks: its own are single ones."""
    opened = re.sub(r'(^|[\s(])["“]', r"\1‘", text)
    return re.sub(r'["“”]', "’", opened)


def _next(gap: Gap) -> str:
    """The next step; a question to ask in quotation marks."""
    if gap.reason in _ASK_IT and gap.ask != FIRST_STEP:
        whom = "more people " if gap.reason is GapReason.TOO_FEW else ""
        return f'Ask {whom}"{gap.ask}"'
    return gap.ask


def missing_words(persona: Persona) -> str:
    """How much blocks: "2 missing"."""
    return f"{len(persona.blocking)} missing"


def gaps_in_words(persona: Persona) -> str:
    """How much blocks, and how much would help: "2 missing · 6 would help"."""
    return f"{missing_words(persona)} · {len(persona.helping)} would help"


def waiting_line(gaps: Sequence[Gap]) -> Line | None:
    """Open answers that wait, counted in one line; None where none wait."""
    count = sum(_waits(gap) for gap in gaps)
    if not count:
        return None
    questions = "1 open question" if count == 1 else f"{count} open questions"
    return Line((plain(f"What people said to {questions} is not summed up yet."),))


def _waits(gap: Gap) -> bool:
    return gap.reason is GapReason.NOT_SUMMED_UP and gap.accepted is None


def one_by_one(gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    """The gaps in what is known that a page lists.

    `waiting_line` counts the open answers, and a reader sees whether there is a name and a photo.
    """
    listed = (gap for gap in in_order(gaps) if gap.reason not in AT_THE_TOP)
    return tuple(gap for gap in listed if not _waits(gap))


def in_order(gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    """Gaps as a reader needs them: blocking, then the advice, then those that may stand."""
    return tuple(sorted(gaps, key=lambda gap: (gap.accepted is not None, not gap.blocking)))


def status_lines(persona: Persona) -> tuple[Line, ...]:
    """How far each audience's answers carry, but for those whose gap already says it."""
    told = _not_to_tell(persona)
    return tuple(status_line(s) for s in persona.audiences if s.audience not in told)


def _not_to_tell(persona: Persona) -> set[Audience | None]:
    """The audiences whose gap says it already, and those that a group has nobody of."""
    told = {gap.audience for gap in persona.gaps if gap.reason is GapReason.NO_INTERVIEW}
    nobody = {one.audience for one in persona.audiences if not one.participants}
    return told | nobody if persona.grouped_because else told


def far_line(persona: Persona) -> Line | None:
    """How far what is told of all audiences carries, on one line; None where nothing is told of
    anybody, or their gaps already say it.

    "Provisional, and may still change: what is told of customers (6 interviews)."
    """
    heard = any(one.answered for section in persona.sections for one in section.open_answers)
    if not heard and not persona.claims:
        return None
    told = _not_to_tell(persona)
    parts: dict[Status, list[str]] = {}
    for one in persona.audiences:
        if one.audience not in told:
            parts.setdefault(one.status, []).append(f"{one.audience.value}{_counts(one)}")
    sentences = (
        f"{capital(_CARRIES[status])}: what is told of {listed(p)}." for status, p in parts.items()
    )
    return Line((plain(" ".join(sentences)),)) if parts else None


def status_line(status: AudienceStatus) -> Line:
    """How far one audience's answers carry: "Customers: provisional (5 interviews)"."""
    far = _FAR[status.status if status.interviews else Status.PROTO]
    return Line((plain(f"{capital(status.audience.value)}: {far}{_counts(status)}"),))


def _counts(status: AudienceStatus) -> str:
    """How many interviews, and why no more can be said of them; each where there is one."""
    count = counted(status.interviews, "interview", "interviews") if status.interviews else ""
    if status.participants != status.interviews:
        count = f"{count} with {people(status.participants)}"
    told = "; ".join(part for part in (count, status.note) if part)
    return f" ({told})" if told else ""


def few_people(persona: Persona) -> str:
    """The caution under a comparison of few people; empty where there are enough."""
    sides = {count.audience: count.participants for count in persona.audiences}
    bought = sides.get(Audience.CUSTOMERS, 0)
    others = sides.get(Audience.NON_PURCHASERS, 0) or sides.get(Audience.PROSPECTS, 0)
    if min(bought, others) >= _FEW_PEOPLE:
        return ""
    noun = "person" if bought == 1 else "people"
    return f"{capital(number(bought))} {noun} against {number(others)}: a hint, not a finding."


def contrast_cells(claim: Claim, audiences: Sequence[Audience]) -> tuple[str, ...]:
    """A claim's count in each audience: "4 of 5", "not asked"."""
    split = {count.audience: count for count in claim.split}
    found = (split.get(audience) for audience in audiences)
    return tuple(f"{c.n} of {c.base}" if c is not None and c.base else "not asked" for c in found)


def _small(text: str) -> str:
    """Text as it stands after other words; a word in capitals keeps them."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
