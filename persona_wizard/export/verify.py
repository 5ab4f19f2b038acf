"""Whether a page still says what the evidence says: claim by claim, and number by number."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from persona_wizard.export.counts import counted
from persona_wizard.export.evidence import CARRIES
from persona_wizard.export.labels import row_label
from persona_wizard.export.marks import tallies_of
from persona_wizard.export.page_numbers import Renumbered, numbered_lines, renumbered
from persona_wizard.export.record import (
    Record,
    RecordedClaim,
    claim_print,
    interview_print,
    without_record,
)
from persona_wizard.model.persona import AudienceCount, Claim, ClaimKind, Persona
from persona_wizard.model.text import clean_line

# Of a line that was changed, so much that it is found again.
_SHOWN = 70
_UNREAD = "Numbers changed by hand are looked for in Markdown alone."
# What a line says of its count, behind its sentence.
_COUNTED = re.compile(r" \([^()]*\d[^()]*\)$")
_MARKUP = re.compile(r"\[\^\w+\]|\*\*|^\s*[-*+] |\\(?=\W)|\u2060")


class Finding(Struct, frozen=True):
    """A claim of a page that no longer holds.

    `label` is its footnote's; `words` say what it claims, as far as that is known; `what` how it
    stands now: "3 of 5 → 3 of 9, now contested", or that it is gone.
    """

    label: str
    id: str
    words: str
    what: str
    gone: bool = False


class Verdict(Struct, frozen=True, kw_only=True):
    """How a page stands beside the evidence of today.

    `erased` are how many of its interviews were erased since, `newer` whether it was drawn from
    fewer than there are now. `numbers_read` where numbers changed by hand were looked for.
    """

    claims: int
    findings: tuple[Finding, ...] = ()
    by_hand: tuple[Renumbered, ...] = ()
    erased: int = 0
    newer: bool = False
    numbers_read: bool = True

    @property
    def holds(self) -> bool:
        return not (self.findings or self.by_hand or self.erased)


def verdict(page: str, record: Record, persona: Persona | None, erased: Collection[str]) -> Verdict:
    """What of a page holds. `persona` is None where it is no longer there.

    `erased` are the interviews (ids) that were erased from the study.
    """
    gone = {interview_print(one) for one in erased} & set(record.interviews)
    spoken = _spoken(page, record)
    found = [_finding(one, persona, spoken) for one in record.claims]
    # HTML is made of the same lines, and breaks them elsewhere.
    in_lines = page.startswith("---\n")
    lines = numbered_lines(without_record(page)) if in_lines else ()
    now = persona.saturation if persona is not None else ()
    return Verdict(
        claims=len({one.id for one in record.claims}),
        findings=_once([finding for finding in found if finding is not None]),
        by_hand=renumbered(lines, record.numbers),
        erased=len(gone),
        newer=bool({interview_print(one.interview) for one in now} - set(record.interviews)),
        numbers_read=in_lines,
    )


def verdict_lines(verdict: Verdict) -> tuple[str, ...]:
    """The verdict in words: one line where all holds, else what does not, a line each."""
    if verdict.holds:
        more = " Interviews since then changed none of it." if verdict.newer else ""
        unread = "" if verdict.numbers_read else f" {_UNREAD}"
        return (f"{_all(verdict.claims)}{more}{unread}",)
    return tuple(clean_line(line) for line in _lines(verdict))


def _all(claims: int) -> str:
    if not claims:
        return "The page makes no claim, and no number on it was changed."
    return "Its one claim still holds." if claims == 1 else f"All {claims} claims still hold."


def _lines(verdict: Verdict) -> Iterator[str]:
    changed = [finding for finding in verdict.findings if not finding.gone]
    gone = [finding for finding in verdict.findings if finding.gone]
    if verdict.findings:
        parts = [f"{len(changed)} changed"] if changed else []
        parts += [f"{len(gone)} gone"] if gone else []
        claims = counted(verdict.claims, "claim", "claims")
        no_longer = len({finding.id for finding in verdict.findings})
        holds = "no longer holds" if no_longer == 1 else "no longer hold"
        yield f"{no_longer} of {claims} {holds}: {' and '.join(parts)}."
    else:
        yield _all(verdict.claims)
    for finding in (*changed, *gone):
        label = f"{finding.label} " if finding.label else ""
        yield f"- {label}{finding.words}: {finding.what}  [{finding.id}]"
    if verdict.by_hand:
        lines = counted(len(verdict.by_hand), "line has", "lines have")
        yield f"{lines} other numbers than were written there:"
    for one in verdict.by_hand:
        before = f"; it was written with {_listed(one.before)}" if one.before else ""
        yield f"- line {one.line.number}: {_short(one.line.text)}{before}"
    if verdict.erased:
        interviews = "1 interview" if verdict.erased == 1 else f"{verdict.erased} interviews"
        yield (
            f"The page was built on {interviews} erased since: export it anew, and delete every "
            "copy of this one."
        )


def _listed(numbers: str) -> str:
    return numbers.replace("/", ", ")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"


def _once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """A claim that stands in two places is told once, where it has a footnote."""
    found: dict[str, Finding] = {}
    for finding in findings:
        found.setdefault(finding.id, finding)
    return tuple(found.values())


def _spoken(page: str, record: Record) -> dict[str, str]:
    """What a page says of the claims (ids) that have a line for themselves."""
    alone = Counter(claim.label for claim in record.claims)
    lines = {
        line.place: line.text for line in reversed(numbered_lines(page)) if line.place.isalnum()
    }
    return {
        claim.id: _short(_COUNTED.sub("", " ".join(_MARKUP.sub("", lines[claim.label]).split())))
        for claim in record.claims
        if alone[claim.label] == 1 and claim.label in lines
    }


def _finding(
    recorded: RecordedClaim, persona: Persona | None, spoken: Mapping[str, str]
) -> Finding | None:
    said = spoken.get(recorded.id) or recorded.id.partition("/")[2].replace("-", " ")
    if persona is None:
        return Finding(recorded.label, recorded.id, said, "gone with its persona", gone=True)
    claim = _named(persona.claims, recorded.id)
    if claim is None:
        hidden = _named(persona.hidden, recorded.id)
        if hidden is not None:
            words = _words(hidden, persona)
            return Finding(recorded.label, recorded.id, words, "left out since", gone=True)
        was = _count(recorded.n, recorded.base, recorded.against)
        return Finding(recorded.label, recorded.id, said, f"{was} → gone", gone=True)
    what = _what(recorded, claim)
    return Finding(recorded.label, recorded.id, _words(claim, persona), what) if what else None


def _named(claims: Sequence[Claim], claim_id: str) -> Claim | None:
    """The claim that has this id, or had it."""
    exact = (claim for claim in claims if claim.id == claim_id)
    return next(exact, next((c for c in claims if claim_id in c.aliases), None))


def _words(claim: Claim, persona: Persona) -> str:
    return row_label(claim, tallies_of(persona).get(claim.id))


def _what(was: RecordedClaim, now: Claim) -> str:
    """What has changed, in words; empty where nothing has."""
    before = _count(was.n, was.base, was.against)
    after = _count(now.n, now.base, now.against)
    parts = []
    if after != before:
        parts.append(f"{before} → {after}")
    if now.confidence is not was.confidence and now.confidence is not None:
        parts.append(f"now {CARRIES[now.confidence]}")
    if not parts and was.split and _told(was.split) != _told(now.split):
        parts.append(f"{before} still, but {_told(was.split)} → {_told(now.split)}")
    if claim_print(now) != was.print:
        worded = "now" if now.kind is ClaimKind.MEDIAN else "worded anew"
        parts.append(f"{worded} “{now.wording or now.label}”")
    return ", ".join(parts)


def _count(n: int, base: int, opposed: int) -> str:
    return f"{n} of {base}{f', {opposed} against' if opposed else ''}"


def _told(split: Sequence[AudienceCount]) -> str:
    return ", ".join(f"{c.audience.value} {c.n} of {c.base}" for c in split if c.base)
