"""What a department can choose of a persona: each part with its title and the lines it tells."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.export.counts import Interviewed, by_audience
from persona_wizard.export.footnotes import naming_of_claims
from persona_wizard.export.labels import row_label
from persona_wizard.export.layout import Layout, Naming
from persona_wizard.export.lines import Line, plain, strong
from persona_wizard.export.marks import tallies_of
from persona_wizard.export.quotes import best_quotes, example_line, naming_of, speaker
from persona_wizard.export.references import ReferencedLine, every_reference
from persona_wizard.export.sections import first_waiting, still_waiting, waiting_lines
from persona_wizard.model.bank import Stage
from persona_wizard.model.headings import HEADINGS, Audience
from persona_wizard.model.persona import (
    AudienceCount,
    Claim,
    ClaimKind,
    JourneyStage,
    Persona,
    Section,
)

# Lines of one part, and quotes of one line, that a reader takes in at a glance.
_LINES = 6
_QUOTES = 2
_EXAMPLES = 3
_DOUBTING = (Stage.CONSIDERATION, Stage.DECISION, Stage.PURCHASE)
_IN_THEIR_WAY = ("problems", "wishes")


class Whole(Struct, frozen=True):
    """A persona with all its lines, for the parts to choose from."""

    persona: Persona
    who: Interviewed
    lines: tuple[ReferencedLine, ...]

    def stage(self, stage: Stage) -> JourneyStage:
        """What is known of a stage of the journey."""
        nothing = JourneyStage(stage=stage, asked=0)
        return next((one for one in self.persona.journey if one.stage is stage), nothing)

    def of_fields(self, fields: Sequence[str]) -> list[ReferencedLine]:
        return [line for line in self.lines if _first(line).field in fields]

    def of_claims(self, ids: Iterable[str]) -> list[ReferencedLine]:
        wanted = set(ids)
        return [line for line in self.lines if any(c.id in wanted for c in line.line.claims)]

    def waiting(self, fields: Sequence[str]) -> tuple[ReferencedLine, ...]:
        """The open answers about these fields that nobody has summed up, in one line."""
        found = [
            line
            for section in self.persona.sections
            for line in waiting_lines(self._waiting_in(section, fields), self.who, Layout.PAGE)
        ]
        return tuple(ReferencedLine(line, None) for line in first_waiting(tuple(found), 0))

    def _waiting_in(self, section: Section, fields: Sequence[str]) -> Section:
        return _only(still_waiting(self.persona, section), fields)


class Part(Struct, frozen=True):
    """One part of a persona. `fields` are what it is about: their gaps belong to it.

    `tells` gives its lines; of those, what an earlier part of the page told comes as `told`.
    """

    title: str
    fields: tuple[str, ...]
    tells: Callable[[Whole, frozenset[str]], Sequence[ReferencedLine]]


def whole(persona: Persona, who: Interviewed) -> Whole:
    return Whole(persona, who, every_reference(persona, who))


def told_by(part: Part, found: Whole, told: frozenset[str]) -> tuple[ReferencedLine, ...]:
    """A part's lines; `told` are the labels that stand on the page already."""
    return (*part.tells(found, told)[:_LINES], *found.waiting(part.fields))


def _first(line: ReferencedLine) -> Claim:
    return line.line.claims[0]


def _only(section: Section, fields: Sequence[str]) -> Section:
    kept = tuple(one for one in section.open_answers if one.field in fields)
    return Section(section.heading, open_answers=kept)


def _fresh(lines: Iterable[ReferencedLine], told: frozenset[str]) -> list[ReferencedLine]:
    """Lines that no earlier part told."""
    return [line for line in lines if _label(line) not in told]


def _label(line: ReferencedLine) -> str:
    return line.reference.label if line.reference is not None else ""


def _about(*fields: str) -> Callable[[Whole, frozenset[str]], list[ReferencedLine]]:
    return lambda found, told: _fresh(found.of_fields(fields), told)


def _problems(found: Whole, told: frozenset[str]) -> list[ReferencedLine]:
    """What is hard for them; what keeps them from buying, and how they make do, are parts apart."""
    apart = ("barriers", "workarounds")
    here = [line for line in found.lines if _first(line).heading == "problems"]
    return _fresh((line for line in here if _first(line).field not in apart), told)


def _roles_and_types(found: Whole, told: frozenset[str]) -> list[ReferencedLine]:
    """Roles by the answers that tell them, where there are any, else as claims; then types."""
    roles = found.of_fields(("buying-role",))
    answers = [line for line in roles if _first(line).kind is not ClaimKind.INDICATED]
    return _fresh((*(answers or roles), *found.of_fields(("buyer-type",))), told)


def _one_line(found: Whole, _: frozenset[str]) -> list[ReferencedLine]:
    tagline = found.persona.tagline
    return [ReferencedLine(Line((plain(tagline),)), None)] if tagline else []


def _triggers(found: Whole, told: frozenset[str]) -> list[ReferencedLine]:
    """What was said of the time before they looked; while nothing is summed up, a few voices."""
    stage = found.stage(Stage.AWARENESS)
    lines = _fresh(found.of_claims((*stage.claims, *stage.doubts)), told)
    if lines:
        return lines
    voices = (
        example_line(part, naming_of(found.persona, part, Layout.PAGE))
        for part in stage.voices[:_EXAMPLES]
    )
    return [ReferencedLine(line, None) for line in voices if line is not None]


def _objections(found: Whole, told: frozenset[str]) -> list[ReferencedLine]:
    doubts = [claim for stage in _DOUBTING for claim in found.stage(stage).doubts]
    barriers = [_first(line).id for line in found.of_fields(("barriers",))]
    return _fresh(found.of_claims((*doubts, *barriers)), told)


def _chosen_instead(found: Whole, told: frozenset[str]) -> list[ReferencedLine]:
    """What they do today in place of buying: the stage tells it from workarounds of customers."""
    bought = found.stage(Stage.PURCHASE)
    instead = found.of_claims((*bought.claims, *bought.doubts))
    return _fresh((line for line in instead if _first(line).field == "workarounds"), told)


def _got_past_it(found: Whole, told: frozenset[str]) -> list[ReferencedLine]:
    """What is true of those who bought and not of the others; then how it was decided."""
    marks = {c.id: line.reference for line in found.lines for c in line.line.claims}
    tallies = tallies_of(found.persona)
    apart = []
    for claim in found.persona.contrasts:
        if claim.heading not in _IN_THEIR_WAY and _leads_with_buyers(claim.split):
            counts = by_audience(claim.split, found.who)
            words = row_label(claim, tallies.get(claim.id))
            line = Line((strong(words), plain(f" ({counts})")), (claim,))
            apart.append(ReferencedLine(line, marks.get(claim.id)))
    shown = told | {_label(line) for line in apart}
    decided = found.of_claims(found.stage(Stage.DECISION).claims)
    # Of what must not be split by audience, nothing says that buyers told it.
    told_apart = (c for c in decided if not any(map(found.who.told_together, c.line.claims)))
    buyers = [line for line in told_apart if any(_has_buyers(c) for c in line.line.claims)]
    return [*apart, *_fresh(buyers, shown)]


def _leads_with_buyers(split: Sequence[AudienceCount]) -> bool:
    bought = [count for count in split if count.audience is Audience.CUSTOMERS]
    others = [count for count in split if count.audience is not Audience.CUSTOMERS]
    n, base = sum(c.n for c in bought), sum(c.base for c in bought)
    n_others, base_others = sum(c.n for c in others), sum(c.base for c in others)
    return n * base_others > n_others * base


def _has_buyers(claim: Claim) -> bool:
    return any(c.n for c in claim.split if c.audience is Audience.CUSTOMERS)


def _words(*headings: str) -> Callable[[Whole, frozenset[str]], list[ReferencedLine]]:
    """What people said, verbatim, below the claims that it stands behind.

    Of a claim that the page tells already only the quotes.
    """

    def tells(found: Whole, told: frozenset[str]) -> list[ReferencedLine]:
        lines = [line for line in found.lines if _first(line).heading in headings]
        lines.sort(key=lambda line: (not _first(line).pinned, -_first(line).n))
        spoken: list[ReferencedLine] = []
        heard: set[str] = set()
        for line in lines:
            quotes = _quotes(line, found.who, heard)
            if quotes and _label(line) in told:
                spoken += [ReferencedLine(quote, line.reference) for quote in quotes]
            elif quotes:
                spoken.append(ReferencedLine(replace(line.line, under=quotes), line.reference))
        return spoken

    return tells


def _quotes(line: ReferencedLine, who: Interviewed, heard: set[str]) -> tuple[Line, ...]:
    """Up to two quotes, none that was `heard` before; those given are added to it."""
    name = naming_of_claims(line.line.claims, who)
    if name is Naming.COUNTS:
        return ()
    parts = [part for c in line.line.claims for part in c.evidence if part.supports]
    found = best_quotes(parts, len(parts))
    fresh = [(quote, part) for quote, part in found if quote not in heard][:_QUOTES]
    heard.update(quote for quote, _ in fresh)
    return tuple(_quote(quote, speaker(part, name)) for quote, part in fresh)


def _quote(quote: str, speaker: str) -> Line:
    return Line((plain(f'"{quote}"{f" ({speaker})" if speaker else ""}'),))


def _heading(heading_id: str, title: str, fields: tuple[str, ...]) -> Part:
    def tells(found: Whole, told: frozenset[str]) -> list[ReferencedLine]:
        return _fresh((one for one in found.lines if _first(one).heading == heading_id), told)

    return Part(title, fields, tells)


_PROBLEMS = ("product-problems", "life-problems")
_HEARD_IN = ("objectives", "problems", "wishes", "personality")

PARTS: Mapping[str, Part] = {
    "one-line": Part("In one line", (), _one_line),
    "their-words": Part("Their words", (), _words(*_HEARD_IN)),
    "triggers": Part("Triggers", (), _triggers),
    "channels": Part(
        "Channels",
        ("channels", "information-sources"),
        _about("channels", "information-sources"),
    ),
    "roles-and-types": Part(
        "Roles and types",
        ("buying-role", "buyer-type"),
        _roles_and_types,
    ),
    "objections": Part("Objections", ("barriers",), _objections),
    "chosen-instead": Part("What they chose instead", (), _chosen_instead),
    "got-past-it": Part("What got buyers past it", ("decision-process",), _got_past_it),
    "problems": Part("Problems", _PROBLEMS, _problems),
    "workarounds": Part("Workarounds", ("workarounds",), _about("workarounds")),
    "their-language": Part("Their language", (), _words("problems")),
    **{
        one.id: _heading(one.id, one.title, tuple(field.id for field in one.fields))
        for one in HEADINGS
        if one.id != "problems"
    },
}
