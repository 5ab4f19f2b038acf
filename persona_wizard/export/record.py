"""A page's own record of what it was made from, at its end, where no reader meets it.

It stands in definitions of links that nothing leads to: every reader of Markdown leaves them out.
"""

import hashlib
import re
import textwrap
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from msgspec import Struct

from persona_wizard.export.counts import Interviewed
from persona_wizard.export.page_numbers import numbered_lines
from persona_wizard.model.headings import Audience
from persona_wizard.model.persona import AudienceCount, Claim, ClaimKind, Confidence, Persona
from persona_wizard.model.withheld import withheld

_TITLE = "For persona-wizard verify, leave as it is:"
_FORM = "1"
_WIDTH = 100
_LINE = re.compile(r'^\[//\]: # "([^"]*)"\s*$', re.MULTILINE)
_SCHEMA = re.compile(r"\A---\n(?:.*\n)?schema: persona/\d")
_OUTSIDE = re.compile(r"[^\w./-]")
_COUNT = re.compile(r"(\d+)/(\d+)(?:-(\d+))?")
_CARRIES = {"a": Confidence.ANECDOTE, "e": Confidence.EMERGING, "p": Confidence.PATTERN}
_CARRIES["c"] = Confidence.CONTESTED
_LETTERS = {confidence: letter for letter, confidence in _CARRIES.items()}
_NOBODY = "-"
_PRINT = 8


class RecordedClaim(Struct, frozen=True, kw_only=True):
    """A claim as it stood on a page. `label` is its footnote's, empty where it has none.

    `print` is of its own sentence or value; empty for a claim that is worded by its bank. `split`
    is empty where so few people must not be told by audience.
    """

    label: str
    id: str
    n: int
    base: int
    against: int
    split: tuple[AudienceCount, ...]
    confidence: Confidence | None
    print: str


class Record(Struct, frozen=True, kw_only=True):
    """What a page was made from.

    `persona` is an id, `interviews` are prints of theirs. `numbers` are the lines' numbers as they
    were written.
    """

    persona: str
    faceless: bool
    interviews: tuple[str, ...]
    claims: tuple[RecordedClaim, ...]
    numbers: tuple[str, ...]


class NoRecord(Exception):
    """A text without a record that can be read: the argument says why, in words.

    `foreign` where it is no page of a persona at all.
    """

    def __init__(self, why: str, *, foreign: bool = False) -> None:
        super().__init__(why)
        self.foreign = foreign


def with_record(
    page: str, persona: Persona, who: Interviewed, labelled: Iterable[tuple[str, Claim]]
) -> str:
    """The page, which ends in a newline, with its record behind it.

    The record tells no more of anybody than the page may.
    """
    words = " ".join(_words(page, persona, who, labelled))
    head = f"{_TITLE} {_FORM} {_print(words)}"
    lines = textwrap.wrap(words, _WIDTH, break_long_words=False, break_on_hyphens=False)
    rows = "\n".join(f'[//]: # "{line}"' for line in (head, *lines))
    return f"{page}\n{rows}\n"


def read_record(page: str) -> Record:
    """The record of a page. Raises NoRecord."""
    head, *rest = _LINE.findall(page) or [""]
    if not head.startswith(_TITLE):
        foreign = _SCHEMA.search(page) is None
        raise NoRecord("it carries no record of its claims", foreign=foreign)
    form, _, printed = head.removeprefix(_TITLE).strip().partition(" ")
    if form != _FORM:
        raise NoRecord("a newer version wrote it")
    words = " ".join(" ".join(rest).split())
    if _print(words) != printed.strip():
        raise NoRecord("the record at its end was changed")
    return _record(words.split(" "))


def without_record(page: str) -> str:
    """What of a page people read, ending in a newline."""
    return _LINE.sub("", page).rstrip() + "\n"


def interview_print(interview: str) -> str:
    """An interview (id) as pages name it, which tells nobody who was interviewed."""
    return _print(f"interview {interview}")


def claim_print(claim: Claim) -> str:
    """A fingerprint of what a claim says, where no bank words it; else empty."""
    own = claim.wording or (
        claim.label if claim.kind in (ClaimKind.COMPOSED, ClaimKind.MEDIAN) else ""
    )
    return _print(own) if own else ""


def _print(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_PRINT]


def _words(
    page: str, persona: Persona, who: Interviewed, labelled: Iterable[tuple[str, Claim]]
) -> Iterator[str]:
    kept_back = withheld(persona.sections)
    yield f"persona={_safe(persona.id)}"
    if persona.faceless:
        yield "faceless"
    yield "from"
    yield from sorted(interview_print(codes.interview) for codes in persona.saturation)
    yield "claims"
    yield from dict.fromkeys(
        _claim(label, claim, who) for label, claim in labelled if claim.id not in kept_back
    )
    yield "numbers"
    yield from (line.token for line in numbered_lines(page))


def _claim(label: str, claim: Claim, who: Interviewed) -> str:
    against = f"-{claim.against}" if claim.against else ""
    told = () if who.told_together(claim) else claim.split
    counts = {count.audience: count for count in told}
    split = "+".join(
        f"{counts[audience].n}/{counts[audience].base}" if audience in counts else _NOBODY
        for audience in Audience
    )
    carries = _LETTERS[claim.confidence] if claim.confidence is not None else _NOBODY
    count = f"{claim.n}/{claim.base}{against}"
    return "=".join((label, _safe(claim.id), count, split, carries, claim_print(claim)))


def _safe(text: str) -> str:
    """Text without white space, quotes or `=`; `unquote` gives it back."""
    return _OUTSIDE.sub(lambda f: "".join(f"%{byte:02X}" for byte in f[0].encode()), text)


def _record(words: list[str]) -> Record:
    try:
        after = [words.index(part) for part in ("from", "claims", "numbers")]
    except ValueError:
        raise NoRecord("the record at its end was changed") from None
    at_from, at_claims, at_numbers = after
    persona, *marks = words[:at_from]
    return Record(
        persona=unquote(persona.partition("=")[2]),
        faceless="faceless" in marks,
        interviews=tuple(words[at_from + 1 : at_claims]),
        claims=tuple(map(_read_claim, words[at_claims + 1 : at_numbers])),
        numbers=tuple(words[at_numbers + 1 :]),
    )


def _read_claim(word: str) -> RecordedClaim:
    label, claim_id, count, split, carries, printed = word.split("=")
    n, base, against = _counted(count)
    counts = zip(Audience, split.split("+"), strict=True)
    return RecordedClaim(
        label=label,
        id=unquote(claim_id),
        n=n,
        base=base,
        against=against,
        split=tuple(
            AudienceCount(audience, *_counted(told)[:2])
            for audience, told in counts
            if told != _NOBODY
        ),
        confidence=_CARRIES.get(carries),
        print=printed,
    )


def _counted(text: str) -> tuple[int, int, int]:
    found = _COUNT.fullmatch(text)
    if found is None:
        raise NoRecord("the record at its end was changed")
    return int(found[1]), int(found[2]), int(found[3] or 0)
