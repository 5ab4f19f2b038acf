"""A page's own record of what it was made from, at its end, where no reader meets it."""

import zlib
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.export.as_written import prints_of, split_prints
from persona_wizard.export.beside import Count, RecordedBeside, beside_chart, beside_lines
from persona_wizard.export.counts import Interviewed
from persona_wizard.export.labels import kept_words
from persona_wizard.export.marks import tallies_of
from persona_wizard.export.quoted import quoted_on, said_print, split_said
from persona_wizard.export.references import Among, ReferencedLine
from persona_wizard.model.built_on import ending, ending_of, ending_with, without_ending
from persona_wizard.model.persona import Claim, ClaimKind, Confidence, OpenAnswers, Persona, Tally
from persona_wizard.model.withheld import withheld

# Of many thousands of claims; more is no record of ours.
_LARGEST = 20_000_000
_SCHEMA = "schema: persona/"
_CHANGED = "the record at its end was changed"


class RecordedClaim(Struct, frozen=True, kw_only=True, array_like=True):
    """A claim as it stood on a page. `label` is its footnote's, empty where it has none.

    `words` are what it says where it stands alone; `own` where no bank words it. `split` has `n`
    and `base` of each audience; it is empty where so few people must not be told by audience.
    """

    label: str
    id: str
    words: str
    own: bool
    n: Count
    base: Count
    against: Count
    split: tuple[tuple[Count, Count], ...]
    confidence: Confidence | None


class RecordedApart(Struct, frozen=True, array_like=True):
    """A claim as it was counted `among` some people alone, or how many answered a question (id)."""

    among: Among
    claim: RecordedClaim


class Record(Struct, frozen=True, kw_only=True):
    """What a page was made from.

    `persona` is an id, `interviews` are prints of theirs. `lines` are short prints of those that
    must stay as written, `quoted` prints of the wordings that the page tells, sorted all
    together: grouped, a name beside one quote would tell who said the nameless ones. `beside` is
    what stood beside claims; pages of earlier versions have nothing there.
    """

    persona: str
    faceless: bool
    interviews: frozenset[str]
    claims: tuple[RecordedClaim, ...]
    apart: tuple[RecordedApart, ...] = ()
    answers: tuple[RecordedApart, ...] = ()
    lines: frozenset[bytes] = frozenset()
    quoted: frozenset[bytes] = frozenset()
    beside: tuple[RecordedBeside, ...] = ()


class _Kept(Struct, frozen=True, array_like=True):
    """A record as it is written; `lines` and `quoted` are prints one behind the other."""

    persona: str
    faceless: bool
    claims: tuple[RecordedClaim, ...]
    lines: bytes
    quoted: bytes
    apart: tuple[RecordedApart, ...] = ()
    answers: tuple[RecordedApart, ...] = ()
    beside: tuple[RecordedBeside, ...] = ()


class NoRecord(Exception):
    """A text without a record that can be read: the argument says why, in words.

    `foreign` where it is no page of a persona at all.
    """

    def __init__(self, why: str, *, foreign: bool = False) -> None:
        super().__init__(why)
        self.foreign = foreign


def with_record(
    page: str,
    persona: Persona,
    who: Interviewed,
    labelled: Iterable[tuple[str, Claim]],
    beside: Iterable[str] = (),
    lines: Sequence[ReferencedLine] = (),
) -> str:
    """The page, which ends in a newline, with its record behind it.

    The record tells no more of anybody than the page may. `beside` are interviews (ids) that the
    page counts, though the persona is not drawn from them. `lines` are those of its chapters.
    """
    interviews = {*(codes.interview for codes in persona.saturation), *beside}
    quoted = quoted_on(page, persona, who.layout)
    interviews |= quoted.keys()
    kept = _Kept(
        persona=persona.id,
        faceless=persona.faceless,
        claims=tuple(_claims(persona, who, labelled)),
        lines=_joined(prints_of(page)),
        quoted=_joined(said_print(one, words) for one, said in quoted.items() for words in said),
        apart=tuple(_apart(persona, who, lines)),
        answers=tuple(_answers(who, lines)),
        beside=tuple(beside_lines(persona, lines)),
    )
    return f"{page}\n{ending(interviews, _packed(kept))}"


def with_charts(page: str, persona: Persona, drawn: Iterable[tuple[Tally, Sequence[Claim]]]) -> str:
    """The page, whose record tells also what its charts show of these claims of questions.

    A page without a record that can be read stays as it is.
    """
    found = ending_of(page)
    kept = _kept(found.claims) if found is not None and found.intact else None
    if found is None or kept is None:
        return page
    kept_back = withheld(persona.sections)
    there = {claim.id for claim in kept.claims}
    claims, beside = list(kept.claims), list(kept.beside)
    for tally, shown in drawn:
        told = [claim for claim in shown if claim.id not in kept_back]
        # A chart counts everyone together.
        claims += [_counted(claim, tally) for claim in told if claim.id not in there]
        found_beside = (beside_chart(tally, claim, kept.beside) for claim in told[:1])
        beside += [one for one in found_beside if one.tells]
    more = replace(kept, claims=tuple(claims), beside=tuple(beside))
    return f"{without_ending(page)}\n{ending_with(found.interviews, _packed(more))}"


def read_record(page: str) -> Record:
    """The record of a page. Raises NoRecord."""
    found = ending_of(page)
    if found is None:
        raise NoRecord("it carries no record of its claims", foreign=_SCHEMA not in page)
    if found.newer:
        raise NoRecord("a newer version wrote it")
    if found.earlier:
        raise NoRecord("an earlier version wrote it")
    kept = _kept(found.claims) if found.intact else None
    if kept is None:
        # That of one interview names it, and claims nothing.
        foreign = found.intact and not found.claims
        raise NoRecord(_CHANGED, foreign=foreign)
    return Record(
        persona=kept.persona,
        faceless=kept.faceless,
        interviews=found.interviews,
        claims=kept.claims,
        apart=kept.apart,
        answers=kept.answers,
        lines=split_prints(kept.lines),
        quoted=split_said(kept.quoted),
        beside=kept.beside,
    )


def says_its_own(claim: Claim) -> bool:
    """Whether a claim's words are its own, and not those of a bank or of the code book."""
    return bool(claim.wording) or claim.kind in (ClaimKind.COMPOSED, ClaimKind.MEDIAN)


def _packed(kept: _Kept) -> bytes:
    return zlib.compress(msgspec.msgpack.encode(kept), 9)


def _kept(claims: bytes) -> _Kept | None:
    unpacking = zlib.decompressobj()
    try:
        told = unpacking.decompress(claims, _LARGEST)
        return msgspec.msgpack.decode(told, type=_Kept) if not unpacking.unconsumed_tail else None
    except (zlib.error, msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _joined(prints: Iterable[bytes]) -> bytes:
    return b"".join(sorted(set(prints)))


def _claims(
    persona: Persona, who: Interviewed, labelled: Iterable[tuple[str, Claim]]
) -> Iterator[RecordedClaim]:
    kept_back = withheld(persona.sections)
    tallies = tallies_of(persona)
    told = {(label, claim.id): claim for label, claim in labelled if claim.id not in kept_back}
    for (label, claim_id), claim in told.items():
        yield _claim(label, claim, tallies.get(claim_id), who)


def _claim(label: str, claim: Claim, tally: Tally | None, who: Interviewed) -> RecordedClaim:
    found = replace(_counted(claim, tally), label=label)
    if who.told_together(claim):
        return found
    return replace(found, split=tuple((one.n, one.base) for one in claim.split))


def _counted(claim: Claim, tally: Tally | None) -> RecordedClaim:
    """A claim without a footnote, of all who were asked together."""
    return RecordedClaim(
        label="",
        id=claim.id,
        words=kept_words(claim, tally),
        own=says_its_own(claim),
        n=claim.n,
        base=claim.base,
        against=claim.against,
        split=(),
        confidence=claim.confidence,
    )


def _apart(
    persona: Persona, who: Interviewed, lines: Iterable[ReferencedLine]
) -> Iterator[RecordedApart]:
    kept_back = withheld(persona.sections)
    tallies = tallies_of(persona)
    for one in lines:
        if one.among and one.reference is not None:
            for claim in one.line.claims:
                if claim.id not in kept_back:
                    found = _claim(one.reference.label, claim, tallies.get(claim.id), who)
                    yield RecordedApart(one.among, found)


def _answers(who: Interviewed, lines: Iterable[ReferencedLine]) -> Iterator[RecordedApart]:
    for one in lines:
        if one.line.opened is not None:
            yield RecordedApart(one.among, _answered(one.line.opened, who))


def _answered(answers: OpenAnswers, who: Interviewed) -> RecordedClaim:
    split = () if who.told_together(answers) else answers.split
    return RecordedClaim(
        label="",
        id=answers.question,
        words=answers.wording,
        own=False,
        n=answers.answered,
        base=answers.base,
        against=0,
        split=tuple((one.n, one.base) for one in split),
        confidence=None,
    )
