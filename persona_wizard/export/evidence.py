"""Who stands behind a line: the sentences of a footnote, and of the annex."""

from collections.abc import Sequence

from persona_wizard.export.counts import (
    Interviewed,
    by_audience,
    capital,
    counted,
    names,
)
from persona_wizard.export.labels import (
    choice_in_words,
    claim_in_words,
    few_values,
    row_label,
    tag_in_words,
)
from persona_wizard.export.layout import Naming
from persona_wizard.export.lines import Line, plain, strong
from persona_wizard.export.quotes import as_note, best_quotes, noted, spoken
from persona_wizard.model.bank import Kind
from persona_wizard.model.persona import Claim, ClaimKind, Confidence, Evidence, OpenAnswers, Tally

_QUOTES = 2
COUNTS_ONLY = "Counts only, no pseudonyms."
NONE_ON_PAGE = "Counts only, no pseudonyms on this page: of so few people each would be known."
NONE_IN_SECTION = "Counts only, no pseudonyms in this section."
# More people than this are counted in a footnote, not named.
_NAMED = 9

CARRIES = {
    Confidence.ANECDOTE: "one person",
    Confidence.EMERGING: "emerging",
    Confidence.PATTERN: "a pattern",
    Confidence.CONTESTED: "contested",
}


def footnote(claims: Sequence[Claim], tally: Tally | None, name: Naming, who: Interviewed) -> str:
    """The people behind the claims of one line, as sentences, with one or two quotes."""
    quotes = _quoted(claims) if name is Naming.PSEUDONYMS else ""
    if tally is not None and few_values(tally):
        # No middle is told of them.
        told = [claim for claim in claims if claim.kind is not ClaimKind.MEDIAN]
        if not told:
            return f"{_share(claims[0], who)}{quotes}"
        claims = told
    if name is not Naming.PSEUDONYMS:
        return _counts_only(claims, tally, who)
    people = [_people(claim, alone=len(claims) == 1) for claim in claims]
    return f"{_several_allowed(tally)}{' '.join(people)}{quotes}"


def _counts_only(claims: Sequence[Claim], tally: Tally | None, who: Interviewed) -> str:
    told = [_split(claim, who, alone=len(claims) == 1) for claim in claims]
    return f"{_several_allowed(tally)}{' '.join(told)}"


def _several_allowed(tally: Tally | None) -> str:
    return "Several answers allowed. " if tally is not None and tally.kind is Kind.MANY else ""


def _called(claim: Claim) -> str:
    if claim.wording or claim.kind in (ClaimKind.COMPOSED, ClaimKind.INDICATED):
        return claim_in_words(claim)
    if claim.kind is ClaimKind.TAG:
        return tag_in_words(claim.label)
    return choice_in_words(claim)


def _split(claim: Claim, who: Interviewed, alone: bool) -> str:
    if claim.kind is ClaimKind.MEDIAN:
        return _people(claim, alone=alone)
    if alone:
        return _share(claim, who)
    if who.told_together(claim):
        return f"{capital(_called(claim))}: {claim.n}."
    counts = ", ".join(f"{count.audience.value} {count.n}" for count in claim.split if count.n)
    return f"{capital(_called(claim))}: {counts or claim.n}."


def _share(claim: Claim, who: Interviewed) -> str:
    """How many of how many, by audience where that may be told."""
    split = "" if who.told_together(claim) else by_audience(claim.split, who)
    return f"{capital(split or f'{claim.n} of {claim.base}')}."


def _people(claim: Claim, alone: bool) -> str:
    if claim.kind is ClaimKind.MEDIAN:
        middle = f"In the middle of {counted(claim.n, 'answer', 'answers')}"
        return f"{middle}." if alone else f"{middle}: {_called(claim)}."
    opposing = opposing_of(claim)
    told = names(claim.evidence, _NAMED) or f"{claim.n} of {claim.base}"
    about = "" if alone else _called(claim)
    if opposing:
        about = f"{about}, for" if about else "for"
        told = f"{told}; against: {names(opposing, _NAMED)}"
    return f"{capital(f'{about}: {told}' if about else told)}."


def opposing_of(claim: Claim) -> Sequence[Evidence]:
    """Who spoke against a tag; against a choice stand the other choices of its line."""
    return claim.opposing if claim.kind is not ClaimKind.CHOICE else ()


def _quoted(claims: Sequence[Claim]) -> str:
    """One or two quotes; where people disagree, one of each side."""
    against = (part for claim in claims for part in opposing_of(claim))
    behind = (part for claim in claims for part in claim.evidence)
    opposing = best_quotes(against, 1)
    supporting = best_quotes(behind, _QUOTES - len(opposing))
    if not supporting and not opposing:
        spoken_of = (ClaimKind.TAG, ClaimKind.COMPOSED)
        return " Notes only." if any(claim.kind in spoken_of for claim in claims) else ""
    told = [f' "{quote}" ({part.pseudonym})' for quote, part in supporting]
    told += [f' "{quote}" ({part.pseudonym}, against)' for quote, part in opposing]
    return "".join(told)


def annex_title(label: str, claim: Claim, tally: Tally | None) -> Line:
    """A claim as the annex names it: its footnote, its words, its count and how far it carries."""
    carries = f", {CARRIES[claim.confidence]}" if claim.confidence is not None else ""
    return Line(
        (
            strong(label),
            plain(f" {row_label(claim, tally)} ({claim.n} of {claim.base}{carries}), {claim.id}"),
        ),
        (claim,),
    )


def annex_lines(claim: Claim, name: Naming, who: Interviewed) -> tuple[Line, ...]:
    """Everything that may be told of a claim's evidence, a line a participant."""
    if name is Naming.COUNTS:
        return (Line((plain(_split(claim, who, alone=True)),)),)
    supporting = (_participant(part) for part in claim.evidence)
    return (*supporting, *(_participant(part, ", against") for part in claim.opposing))


def open_annex_lines(answers: OpenAnswers) -> tuple[Line, ...]:
    """Everyone who answered an open question; nothing for a sensitive one."""
    if answers.sensitive:
        return ()
    return tuple(_participant(part) for part in answers.evidence)


def _participant(part: Evidence, side: str = "") -> Line:
    said = [f'"{quote}"' for quote in spoken(part)]
    said += [f"noted: {as_note(note)}" for note in noted(part)]
    mark = "" if part.quotable else ", not for quotation"
    words = f": {'; '.join(said)}" if said else ""
    when = f" ({part.revision[:10]})" if part.revision else ""
    return Line((plain(f"{part.pseudonym}, {part.audience.one}{side}{mark}{words}{when}"),))
