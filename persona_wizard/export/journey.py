"""The customer journey in lines: stage by stage what was said, where, and with which doubts."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from persona_wizard.export.counts import against, capital, counted, people
from persona_wizard.export.labels import in_sentence, row_label
from persona_wizard.export.layout import Layout
from persona_wizard.export.lines import Line, plain, strong
from persona_wizard.export.marks import Marks, in_short
from persona_wizard.export.quotes import example_line, naming_of
from persona_wizard.model.bank import Kind
from persona_wizard.model.persona import Claim, ClaimKind, JourneyStage, Persona, Tally

TITLE = "The journey"
_NOT_SUMMED_UP = "; nothing summed up yet"


class _Room(Struct, frozen=True):
    """How much a stage tells: matters of each kind, and claims of one matter."""

    matters: int
    claims: int


_IN_SHORT = _Room(matters=2, claims=1)
_IN_FULL = _Room(matters=6, claims=3)


def journey_lines(persona: Persona, marks: Marks, layout: Layout) -> tuple[Line, ...]:
    """A line a stage, with what belongs to it below; none where no question is about a stage.

    On a page every stage is one line, and those of which nothing is known are left out.
    """
    teller = _Teller(persona, marks, layout)
    if not any(stage.asked for stage in persona.journey):
        return ()
    if layout is Layout.PAGE:
        lines = (teller.short(stage) for stage in persona.journey if stage.asked)
        return tuple(line for line in lines if line is not None)
    return tuple(map(teller.full, persona.journey))


class _Teller(Struct, frozen=True):
    persona: Persona
    marks: Marks
    layout: Layout

    def short(self, stage: JourneyStage) -> Line | None:
        told = "; ".join(self._told(stage, _IN_SHORT))
        claims = self._claims(stage, _IN_SHORT)
        return Line((strong(_title(stage)), plain(f": {told}")), claims) if told else None

    def full(self, stage: JourneyStage) -> Line:
        if not stage.asked:
            return Line((strong(_title(stage)), plain(": nobody was asked about it")))
        claims = (Line((plain(capital(told)),)) for told in self._told(stage, _IN_FULL))
        voices = (
            example_line(part, naming_of(self.persona, part, self.layout)) for part in stage.voices
        )
        below = (*claims, *(line for line in voices if line is not None))
        head = plain(f" ({people(stage.asked)} asked{'' if below else _NOT_SUMMED_UP})")
        return Line((strong(_title(stage)), head), self._claims(stage, _IN_FULL), under=below)

    def _claims(self, stage: JourneyStage, room: _Room) -> tuple[Claim, ...]:
        """The claims that are told of a stage."""
        kinds = (self._matters(ids) for ids in (stage.claims, stage.channels, stage.doubts))
        shown = (claims[: room.claims] for found in kinds for claims in found[: room.matters])
        return tuple(claim for claims in shown for claim in claims)

    def _told(self, stage: JourneyStage, room: _Room) -> Iterator[str]:
        """What was said, through which channels, with which doubts: each where it is known."""
        kinds = (("", stage.claims), ("", stage.channels), ("doubts: ", stage.doubts))
        for opening, ids in kinds:
            matters = self._matters(ids)
            if matters:
                told = "; ".join(self._matter(claims, room) for claims in matters[: room.matters])
                yield f"{opening}{told}"

    def _matters(self, ids: Sequence[str]) -> list[list[Claim]]:
        """Claims of one question or one field together; those most raised first."""
        by_id = {claim.id: claim for claim in self.persona.claims}
        found: dict[str, dict[str, Claim]] = {}
        for one in ids:
            tally = self.marks.tallies.get(one)
            claim = by_id.get(one)
            # Of a scale its middle tells more than every number on it.
            if tally is not None and tally.kind is Kind.SCALE:
                claim = tally.median
            kept_back = claim is None or claim.id in self.marks.withheld
            if claim is not None and not kept_back and not _told_by_its_yes(claim, tally):
                alone = claim.wording or claim.kind is ClaimKind.COMPOSED
                matter = claim.id if alone else claim.scope
                found.setdefault(matter, {})[claim.id] = claim
        matters = [sorted(some.values(), key=lambda c: -c.n) for some in found.values()]
        return sorted(matters, key=lambda claims: -claims[0].n)

    def _matter(self, claims: Sequence[Claim], room: _Room) -> str:
        """ "looks things up with reviews (B3, 6 of 12), social media (4 of 12), and 2 others"."""
        first, *others = claims
        mark = self.marks.labels.get(first.id)
        told = [f"{self._words(first)} ({f'{mark}, ' if mark else ''}{_count(first)})"]
        told += [f"{in_short(c)} ({_count(c)})" for c in others[: room.claims - 1]]
        left = len(claims) - room.claims if room.claims > 1 else 0
        more = f", and {counted(left, 'other', 'others')}" if left > 0 else ""
        return f"{', '.join(told)}{more}"

    def _words(self, claim: Claim) -> str:
        tally = self.marks.tallies.get(claim.id)
        label = row_label(claim, tally)
        own = claim.wording or claim.kind is ClaimKind.COMPOSED
        return label if own else in_sentence(label, None)


def _count(claim: Claim) -> str:
    return ", ".join((f"{claim.n} of {claim.base}", *against(claim)))


def _told_by_its_yes(claim: Claim, tally: Tally | None) -> bool:
    """Whether it is a no, beside a yes that says how many are against it."""
    if tally is None or tally.kind is not Kind.YES_NO:
        return False
    name, _, side = claim.id.partition("/")
    return side == "no" and any(other.id == f"{name}/yes" for other in tally.choices)


def _title(stage: JourneyStage) -> str:
    return capital(stage.stage.value.replace("-", " "))
