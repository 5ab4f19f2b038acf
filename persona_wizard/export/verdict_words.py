"""A verdict on a page in words: what weighs most first, and at the end what was looked at."""

from collections.abc import Iterator, Sequence

from persona_wizard.export.counts import counted, listed
from persona_wizard.export.record import RecordedClaim
from persona_wizard.export.verify import ByHand, Finding, Verdict, Weight
from persona_wizard.model.persona import Confidence
from persona_wizard.model.text import clean_line

# Of a question so much that it is known; of a changed line all, but what no page of ours has.
_SHOWN = 160
_SHOWN_OF_LINE = 2000
_UNREAD = "Lines changed by hand are looked for in Markdown alone."
_CLAIMS = "claims with their counts (a line may tell several)"
_LOOKED_AT = (
    f"Looked at: {_CLAIMS}, quotes and notes, and whether lines are as written; not at prose that "
    "was added, nor at what was left out."
)
_LOOKED_AT_UNREAD = f"Looked at: {_CLAIMS}, quotes and notes; not at anything else."
_DELETE = "export it anew, and delete every copy of this one."
# People of whom each is named.
_NAMED = 9


def verdict_lines(verdict: Verdict) -> tuple[str, ...]:
    """The verdict in words: one line where all holds, else what does not, a line each.

    The last line says what was looked at.
    """
    looked_at = _LOOKED_AT if verdict.lines_read else _LOOKED_AT_UNREAD
    if verdict.holds:
        some, every = verdict.drawn_from
        more = f" It was drawn from {some} of now {every} interviews." if verdict.newer else ""
        unread = "" if verdict.lines_read else f" {_UNREAD}"
        return f"{_all(verdict.claims)}{more}{unread}", looked_at
    return (*(clean_line(line) for line in _lines(verdict)), looked_at)


def _all(claims: int) -> str:
    if not claims:
        return "The page makes no claim, and no number on it was changed."
    return "Its one claim still holds." if claims == 1 else f"All {claims} claims still hold."


def _as_it_was(claims: int) -> str:
    """Of a page that holds but for what was told before."""
    if claims < 2:
        return "The claim that it was written with still holds." if claims else _all(0)
    return f"All {claims} claims that it was written with still hold."


def _lines(verdict: Verdict) -> Iterator[str]:
    yield from _of_people(verdict)
    if verdict.findings:
        yield _summary(verdict)
    yield from map(_line, (one for one in verdict.findings if one.weight is not Weight.ASKED))
    yield from _answers(verdict.answers)
    yield from _by_hand(verdict.by_hand)
    yield from _asked(verdict.findings)
    if not verdict.findings:
        yield _as_it_was(verdict.claims)
    if not verdict.lines_read:
        yield _UNREAD


def _of_people(verdict: Verdict) -> Iterator[str]:
    """What must not be told any more, and what is told of them that they do not say."""
    if verdict.erased:
        interviews = counted(verdict.erased, "interview", "interviews")
        yield f"The page was built on {interviews} erased since: {_DELETE}"
    if verdict.silent:
        yield f"The page quotes {_people(verdict.silent)} without a yes to be quoted: {_DELETE}"
    if verdict.unsaid:
        words = counted(verdict.unsaid, "quote or note", "quotes or notes")
        are = "is" if verdict.unsaid == 1 else "are"
        theirs = ", and may be of somebody erased." if verdict.erased else ": export it anew."
        yield f"{words} on the page {are} in no answer any more{theirs}"


def _people(pseudonyms: Sequence[str]) -> str:
    if len(pseudonyms) > _NAMED:
        return counted(len(pseudonyms), "person", "people")
    return listed(pseudonyms)


def _summary(verdict: Verdict) -> str:
    found = len(verdict.findings)
    gone = sum(finding.gone for finding in verdict.findings)
    claims = counted(verdict.claims, "claim", "claims")
    holds = "no longer holds" if found == 1 else "no longer hold"
    parts = f": {gone} gone and {found - gone} changed" if 0 < gone < found else ""
    every = f": {'it is' if found == 1 else 'they are'} gone" if gone == found else ""
    return f"{found} of {claims} {holds}{parts}{every}."


def _line(finding: Finding) -> str:
    return f"- {_named(finding)}: {finding.what}  [{finding.id}]"


def _named(finding: Finding) -> str:
    return f"{finding.label} {finding.words}".strip()


def _answers(found: Sequence[Finding]) -> Iterator[str]:
    if found:
        counts = counted(len(found), "count of answers is", "counts of answers are")
        yield f"{counts} another by now:" if len(found) == 1 else f"{counts} others by now:"
    for one in found:
        yield f"- “{_short(one.words)}”: {one.what}"


def _by_hand(changed: Sequence[ByHand]) -> Iterator[str]:
    if len(changed) == 1:
        yield "1 line is not as it was written; put it back, or export the page anew:"
    elif changed:
        lines = f"{len(changed):,} lines"
        yield f"{lines} are not as they were written; put them back, or export the page anew:"
    for one in changed:
        before = f"; it told {_told(one.before)}" if one.before is not None else ""
        yield f"- line {one.line.number}: {_short(one.line.text.strip(), _SHOWN_OF_LINE)}{before}"


def _told(was: RecordedClaim) -> str:
    """A claim as its line told it, with what a line says of those who disagree."""
    against = f", {was.against} against" if was.against else ""
    split = ", as a split" if was.confidence is Confidence.CONTESTED else ""
    return f"“{was.words}”, {was.n} of {was.base}{against}{split}"


def _asked(findings: Sequence[Finding]) -> Iterator[str]:
    """Claims that as many people say, of another number asked: a line for each such number."""
    groups: dict[tuple[int, int], list[str]] = {}
    for one in findings:
        if one.weight is Weight.ASKED:
            groups.setdefault(one.asked, []).append(one.label or f"“{one.words}”")
    for (before, now), labels in sorted(groups.items(), reverse=True):
        told = listed(list(dict.fromkeys(labels)))
        yield f"- {told}: as many say so, of {now} asked in place of {before}"


def _short(text: str, most: int = _SHOWN) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()}…"
