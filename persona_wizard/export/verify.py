"""Whether a page still says what the evidence says: claim by claim, quote by quote."""

from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.export.as_written import HeldLine, changed_lines
from persona_wizard.export.beside import changed_beside
from persona_wizard.export.evidence import CARRIES
from persona_wizard.export.labels import few_values, kept_words
from persona_wizard.export.marks import tallies_of
from persona_wizard.export.pages_in_file import is_html, own_text
from persona_wizard.export.parts import as_curated
from persona_wizard.export.record import Record, RecordedClaim, says_its_own
from persona_wizard.export.references import Among
from persona_wizard.model.built_on import interview_print
from persona_wizard.model.headings import Audience
from persona_wizard.model.persona import Claim, ClaimKind, OpenAnswers, Persona, Section


class Weight(StrEnum):
    """How much it matters that a claim no longer holds, most first.

    It is gone; it carries otherwise, or says something else; other people say it; or as many say
    it, and another number was asked.
    """

    GONE = "gone"
    OTHERWISE = "otherwise"
    COUNTED = "counted"
    ASKED = "asked"


class Finding(Struct, frozen=True):
    """A claim of a page that no longer holds.

    `label` is its footnote's; `words` are those of the page; `what` is how it stands now: "3 of 5 →
    3 of 9, now contested", or that it is gone. `asked` is N before and now, where that alone is
    another.
    """

    label: str
    id: str
    words: str
    what: str
    weight: Weight
    asked: tuple[int, int] = (0, 0)

    @property
    def gone(self) -> bool:
        return self.weight is Weight.GONE


class ByHand(Struct, frozen=True):
    """A line that is not as it was written; `before` is the claim that it told, if it told one."""

    line: HeldLine
    before: RecordedClaim | None = None


class Speaker(Struct, frozen=True):
    """An interview of the study: whether words of it may be quoted, and prints of all of them."""

    pseudonym: str
    quotable: bool
    said: frozenset[bytes] = frozenset()


class Held(Struct, frozen=True, kw_only=True):
    """What a study holds beside a page: erased interviews (prints), and the interviews whose
    words may stand on it.
    """

    erased: Collection[str] = ()
    speakers: Sequence[Speaker] = ()


class Verdict(Struct, frozen=True, kw_only=True):
    """How a page stands beside the evidence of today.

    `erased` are how many of its interviews were erased since, `silent` those (pseudonyms) whose
    words are on it and may not be. `unsaid` is how many wordings on it are in no answer any more;
    they may be those of the erased. `newer` is whether it was drawn from fewer
    interviews than there are now. `lines_read` where lines changed by hand were looked for.
    `answers` are open questions that other numbers of people answered by now; `drawn_from` is how
    many of today's interviews it was drawn from, of how many.
    """

    claims: int
    findings: tuple[Finding, ...] = ()
    by_hand: tuple[ByHand, ...] = ()
    erased: int = 0
    silent: tuple[str, ...] = ()
    unsaid: int = 0
    newer: bool = False
    lines_read: bool = True
    answers: tuple[Finding, ...] = ()
    drawn_from: tuple[int, int] = (0, 0)

    @property
    def holds(self) -> bool:
        return not (
            self.findings
            or self.answers
            or self.by_hand
            or self.erased
            or self.silent
            or self.unsaid
        )


def verdict(page: str, record: Record, persona: Persona | None, held: Held) -> Verdict:
    """What of a page holds. `persona` is None where it is no longer there."""
    found = [_finding(one, persona) for one in record.claims]
    own = own_text(page, record.lines)
    read = not is_html(own)
    changed = changed_lines(own, record.lines) if read else ()
    now = persona.saturation if persona is not None else ()
    drawn = {interview_print(one.interview) for one in now}
    apart = [*_apart(record, persona), *_beside(record, persona)]
    erased = record.interviews.intersection(held.erased)
    known = frozenset[bytes]().union(*(one.said for one in held.speakers))
    return Verdict(
        claims=len({one.id for one in record.claims}),
        findings=_once([finding for finding in found if finding is not None], apart),
        by_hand=tuple(ByHand(line, _before(line, record)) for line in changed),
        erased=len(erased),
        silent=_silent(record.quoted, held.speakers),
        unsaid=len(record.quoted - known),
        newer=bool(drawn - record.interviews),
        lines_read=read,
        answers=tuple(_answers(record, persona)),
        drawn_from=(len(drawn & record.interviews), len(drawn)),
    )


def _silent(told: frozenset[bytes], speakers: Sequence[Speaker]) -> tuple[str, ...]:
    """Whose words may not be told and are: pseudonyms."""
    # Two prints may by chance be the same.
    allowed = frozenset[bytes]().union(*(one.said for one in speakers if one.quotable))
    kept_back = told - allowed
    found = {one.pseudonym for one in speakers if not one.quotable and one.said & kept_back}
    return tuple(sorted(found, key=lambda one: (len(one), one)))


def _before(line: HeldLine, record: Record) -> RecordedClaim | None:
    """The claim that a line told; None where it told several, for any of them may be changed."""
    told = {one.id: one for one in record.claims if line.place and one.label == line.place}
    return next(iter(told.values())) if len(told) == 1 else None


def _once(findings: Sequence[Finding], apart: Sequence[Finding]) -> tuple[Finding, ...]:
    """A claim that stands in two places is told once, where it has a footnote; by weight.

    What changed of it where it is counted `apart` is told in the same line.
    """
    found: dict[str, Finding] = {}
    for finding in findings:
        found.setdefault(finding.id, finding)
    for finding in apart:
        whole = found.get(finding.id)
        found[finding.id] = _both(whole, finding) if whole is not None else finding
    weights = list(Weight)
    return tuple(sorted(found.values(), key=lambda one: weights.index(one.weight)))


def _both(whole: Finding, apart: Finding) -> Finding:
    weight = min(whole.weight, apart.weight, key=list(Weight).index)
    return replace(whole, what=f"{whole.what}; {apart.what}", weight=weight, asked=(0, 0))


def _apart(record: Record, persona: Persona | None) -> Iterator[Finding]:
    """Claims that hold, and are counted otherwise among those whom a part of the page counts."""
    if persona is None:
        return
    for one in record.apart:
        if _named(persona.claims, one.claim.id) is None:
            continue
        now = _named(as_curated(_counted(persona, one.among), persona).claims, one.claim.id)
        # What words it is told of the claim itself.
        said = replace(now, wording=one.claim.words) if now is not None else None
        gone = _gone(one.claim, f"{_count(one.claim)} → gone")
        found = gone if said is None else _changed(one.claim, said, persona)
        if found is not None:
            weight = Weight.COUNTED if found.weight is Weight.ASKED else found.weight
            what = f"under “{one.among.part}” {found.what}"
            yield replace(found, what=what, weight=weight, asked=(0, 0))


def _beside(record: Record, persona: Persona | None) -> Iterator[Finding]:
    """Numbers that stood beside claims and are others by now."""
    if persona is None:
        return
    every = (*(one.claim for one in record.apart), *record.claims)
    told = {claim.id: claim for claim in every}
    for one in record.beside:
        what = changed_beside(one, persona)
        was = told.get(one.id)
        if what and was is not None:
            under = f"under “{one.among.part}” " if one.among else ""
            yield Finding(was.label, was.id, was.words, f"{under}{what}", Weight.COUNTED)


def _answers(record: Record, persona: Persona | None) -> Iterator[Finding]:
    """Open questions that other numbers of people answered by now.

    One that no longer waits to be summed up was answered all the same.
    """
    if persona is None:
        return
    for one in record.answers:
        was = one.claim
        every = _opened(persona, one.among)
        now = next((o for o in every if (o.question, o.wording) == (was.id, was.words)), None)
        if now is None:
            if one.among:
                yield _gone(was, f"{_count(was)} → told otherwise now")
            continue
        split = tuple((count.n, count.base) for count in now.split)
        counts = f"{_count(was)} → {now.answered} of {now.base}"
        if (was.n, was.base) == (now.answered, now.base):
            if not was.split or was.split == split:
                continue
            counts = f"{_count(was)} still, but {_told(was.split)} → {_told(split)}"
        yield Finding("", was.id, was.words, counts, Weight.COUNTED)


def _counted(persona: Persona, among: Among) -> Section:
    return persona.set_off if among is Among.SET_OFF else persona.got_past


def _opened(persona: Persona, among: Among) -> Iterator[OpenAnswers]:
    sections = (_counted(persona, among),) if among else persona.sections
    return (answers for section in sections for answers in section.open_answers)


def _finding(was: RecordedClaim, persona: Persona | None) -> Finding | None:
    if persona is None:
        return _gone(was, "gone with its persona")
    now = _named(persona.claims, was.id)
    if now is None:
        hidden = _named(persona.hidden, was.id)
        told = f"{_count(was)} → gone" if hidden is None else "left out since"
        return _gone(was, told)
    return _changed(was, now, persona)


def _gone(was: RecordedClaim, what: str) -> Finding:
    return Finding(was.label, was.id, was.words, what, Weight.GONE)


def _named(claims: Sequence[Claim], claim_id: str) -> Claim | None:
    """The claim that has this id, or had it."""
    exact = (claim for claim in claims if claim.id == claim_id)
    return next(exact, next((c for c in claims if claim_id in c.aliases), None))


def _changed(was: RecordedClaim, now: Claim, persona: Persona) -> Finding | None:
    """What has changed, in words; None where nothing has."""
    counts = [f"{_count(was)} → {_count(now)}"] if _count(was) != _count(now) else []
    otherwise = []
    if now.confidence is not was.confidence and now.confidence is not None:
        otherwise.append(f"now {CARRIES[now.confidence]}")
    split = tuple((one.n, one.base) for one in now.split)
    if not counts and not otherwise and was.split and was.split != split:
        counts.append(f"{_count(was)} still, but {_told(was.split)} → {_told(split)}")
    tally = tallies_of(persona).get(now.id)
    words = kept_words(now, tally)
    if (was.own or says_its_own(now)) and words != was.words:
        few = few_values(tally) if tally is not None else ""
        median = now.kind is ClaimKind.MEDIAN
        otherwise.append(f"now {few or now.label}" if median else f"now worded “{words}”")
    what = ", ".join((*counts, *otherwise))
    if not what:
        return None
    asked = (was.base, now.base) if (was.n, was.against) == (now.n, now.against) else (0, 0)
    weight = Weight.OTHERWISE if otherwise else Weight.ASKED if asked[0] != asked[1] else None
    return Finding(was.label, was.id, was.words, what, weight or Weight.COUNTED, asked)


def _count(counted: RecordedClaim | Claim) -> str:
    against = f", {counted.against} against" if counted.against else ""
    return f"{counted.n} of {counted.base}{against}"


def _told(split: Sequence[tuple[int, int]]) -> str:
    counts = zip(Audience, split, strict=False)
    return ", ".join(f"{one.value} {n} of {base}" for one, (n, base) in counts if base)
