"""What a department can choose of a persona: each part with its title and the lines it tells."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.export.counts import Interviewed
from persona_wizard.export.evidence import opposing_of
from persona_wizard.export.footnotes import naming_of_claims
from persona_wizard.export.layout import Layout, Naming, naming
from persona_wizard.export.lines import Line, plain
from persona_wizard.export.missing import declined_gaps, declined_line
from persona_wizard.export.open_wording import in_their_words
from persona_wizard.export.quotes import best_quotes, speaker
from persona_wizard.export.references import (
    Among,
    ReferencedLine,
    every_reference,
    referenced_in,
)
from persona_wizard.export.sections import (
    first_waiting,
    known_lines,
    still_waiting,
    waiting_lines,
)
from persona_wizard.export.withheld import without_few_incomes
from persona_wizard.export.wording import tally_line
from persona_wizard.model.bank import Stage
from persona_wizard.model.headings import HEADINGS, PRIVATE_HEADINGS
from persona_wizard.model.persona import (
    Claim,
    ClaimKind,
    Confidence,
    Evidence,
    JourneyStage,
    OpenAnswers,
    Persona,
    Section,
    Tally,
)

# Lines of one part, and quotes of one line, that a reader takes in at a glance.
_LINES = 6
_QUOTES = 2
_APART = ("barriers", "workarounds")
# What keeps somebody from buying, though a stage of the journey is about deciding.
_DOUBTS = ("barriers", "product-problems")
_DOUBTING = (Stage.CONSIDERATION, Stage.DECISION, Stage.PURCHASE)
# A question, by what came of it.
Asked = Tally | OpenAnswers


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

    def waiting(
        self, wanted: Callable[[Asked], bool], heard: Sequence[OpenAnswers] = ()
    ) -> tuple[ReferencedLine, ...]:
        """The open answers wanted here that nobody has summed up, in one line; none of which all
        were `heard`.
        """
        whole = {(one.question, one.wording, one.answered) for one in heard}
        found = [
            line
            for section in self.persona.sections
            for line in waiting_lines(
                _only(still_waiting(self.persona, section), wanted), self.who, Layout.PAGE
            )
            if (one := line.opened) is None
            or (one.question, one.wording, one.answered) not in whole
        ]
        return tuple(ReferencedLine(line, None) for line in first_waiting(tuple(found), 0))

    def asked_in_vain(
        self, wanted: Callable[[Asked], bool], fields: Sequence[str]
    ) -> tuple[ReferencedLine, ...]:
        """What people were asked and nobody answered: these fields, then other questions wanted."""
        gaps = declined_gaps(self.persona, fields)
        every = (tally for section in self.persona.sections for tally in section.tallies)
        tallies = (tally for tally in every if not tally.answered and wanted(tally))
        told = {gap.field for gap in gaps}
        others = (tally_line(tally, self.who) for tally in tallies if tally.field not in told)
        lines = (*map(declined_line, gaps), *others)
        return tuple(ReferencedLine(line, None) for line in lines if line is not None)

    def counted_apart(self, about: Section, among: Among) -> tuple[ReferencedLine, ...]:
        """Claims as they are counted among some people, or in some answers, alone.

        Nothing is told of a few that must not be told by audience.
        """
        told = without_few_incomes(as_curated(about, self.persona))
        lines = known_lines(self.persona, told, self.who)
        found = referenced_in(self.persona, self.who, lines, among)
        return tuple(one for one in found if not any(map(self.who.told_together, _behind(one))))

    def in_their_words(self, about: Section, among: Among) -> tuple[ReferencedLine, ...]:
        """Open answers, a line a question, with a few of them below."""
        lines = (self._answered(answers) for answers in about.open_answers)
        return tuple(ReferencedLine(line, None, among) for line in lines if line is not None)

    def _answered(self, answers: OpenAnswers) -> Line | None:
        name = naming(answers.heading, answers.sensitive, Layout.PAGE, self.who.group)
        return None if name is Naming.COUNTS else in_their_words(answers, name, self.who)


class Part(Struct, frozen=True):
    """One part of a persona. `fields` are what it is about: their gaps belong to it. So do the
    open answers to questions of its `heading` that are about no field.

    `tells` gives its lines; of those, what an earlier part of the page told comes as `told`. Open
    answers about its fields that wait stand below, unless it tells of its `own`. Where none waits
    either, it says which questions were asked in vain. One that tells what is `heard` in answers to
    some questions says which of these wait where it has nothing else.
    """

    title: str
    fields: tuple[str, ...]
    tells: Callable[[Whole, frozenset[str]], Sequence[ReferencedLine]]
    own: bool = False
    heading: str = ""
    heard: Callable[[Asked], bool] | None = None

    def concerns(self, asked: Asked) -> bool:
        """Whether a question is about its fields, or about none under its heading."""
        return asked.field in self.fields or (asked.field is None and asked.heading == self.heading)


def whole(persona: Persona, who: Interviewed) -> Whole:
    return Whole(persona, who, every_reference(persona, who))


def told_by(part: Part, found: Whole, told: frozenset[str]) -> tuple[ReferencedLine, ...]:
    """A part's lines; `told` are the labels that stand on the page already."""
    lines = part.tells(found, told)
    several = [line for line in lines if not _of_one_person(line, found.who)] or lines
    claims = [line for line in several if line.line.opened is None][:_LINES]
    spoken = [line for line in several if line.line.opened is not None][:_LINES]
    heard = [line.line.opened for line in spoken if line.line.opened is not None]
    lines = (*claims, *spoken)
    if part.heard is not None:
        return lines or found.waiting(part.heard)
    if part.own:
        return lines
    lines = (*lines, *found.waiting(part.concerns, heard))
    return lines or found.asked_in_vain(part.concerns, part.fields)[:_LINES]


def _of_one_person(line: ReferencedLine, who: Interviewed) -> bool:
    """Whether one of several people alone raised what it tells, which the full layout keeps.

    What the researcher composed, worded or pinned is told all the same, and so are quotes.
    """
    claims = line.line.claims
    if not who.several or not claims or line.line.under or any(c.n > 1 for c in claims):
        return False
    own = (ClaimKind.COMPOSED, ClaimKind.INDICATED)
    if any(claim.pinned or claim.wording or claim.kind in own for claim in claims):
        return False
    heard = {part.pseudonym for c in claims for part in c.evidence}
    return len(heard) == 1 or claims[0].kind is ClaimKind.TAG


def _first(line: ReferencedLine) -> Claim:
    return line.line.claims[0]


def _behind(line: ReferencedLine) -> tuple[Claim, ...]:
    return line.reference.claims if line.reference is not None else ()


def as_curated(about: Section, persona: Persona) -> Section:
    """Claims counted apart, in the researcher's words and without those that they left out."""
    claims = {claim.id: claim for claim in persona.claims}

    def told(found: Iterable[Claim]) -> tuple[Claim, ...]:
        return tuple(
            replace(c, wording=claims[c.id].wording, pinned=claims[c.id].pinned)
            for c in found
            if c.id in claims
        )

    tallies = (replace(tally, choices=told(tally.choices)) for tally in about.tallies)
    return replace(
        about,
        tallies=tuple(t for t in tallies if t.choices and not t.told_by_its_median),
        tagged=told(about.tagged),
        composed=told(about.composed),
    )


def _only(section: Section, wanted: Callable[[Asked], bool]) -> Section:
    kept = tuple(filter(wanted, section.open_answers))
    return Section(section.heading, open_answers=kept)


def _fresh(lines: Iterable[ReferencedLine], told: frozenset[str]) -> list[ReferencedLine]:
    """Lines that no earlier part told."""
    return [line for line in lines if _label(line) not in told]


def _label(line: ReferencedLine) -> str:
    return line.reference.label if line.reference is not None else ""


def _about(*fields: str) -> Callable[[Whole, frozenset[str]], list[ReferencedLine]]:
    return lambda found, told: _fresh(found.of_fields(fields), told)


def _problems(found: Whole, told: frozenset[str]) -> list[ReferencedLine]:
    return _fresh((line for line in found.lines if _is_problem(_first(line))), told)


def _is_problem(about: Claim | Asked) -> bool:
    """What is hard for them; what keeps them from buying, and how they make do, are parts apart."""
    return about.heading == "problems" and about.field not in _APART


def _roles_and_types(found: Whole, told: frozenset[str]) -> list[ReferencedLine]:
    """Roles by the answers that tell them, where there are any, else as claims; then types."""
    roles = found.of_fields(("buying-role",))
    answers = [line for line in roles if _first(line).kind is not ClaimKind.INDICATED]
    return _fresh((*(answers or roles), *found.of_fields(("buyer-type",))), told)


def _one_line(found: Whole, _: frozenset[str]) -> list[ReferencedLine]:
    tagline = found.persona.tagline
    return [ReferencedLine(Line((plain(tagline),)), None)] if tagline else []


def _triggers(found: Whole, told: frozenset[str]) -> list[ReferencedLine]:
    """What people say set them looking: claims, then answers that none of these sums up."""
    about = found.persona.set_off
    among = Among.SET_OFF
    return [*_fresh(found.counted_apart(about, among), told), *found.in_their_words(about, among)]


def _objections(found: Whole, told: frozenset[str]) -> list[ReferencedLine]:
    """What holds them back, and in their own words what nearly kept those who bought.

    Buyers tell a doubt and what came of it in one breath: it stands where the doubt belongs.
    """
    doubts = [claim for stage in _DOUBTING for claim in found.stage(stage).doubts]
    barriers = [_first(line).id for line in found.of_fields(("barriers",))]
    claims = _fresh(found.of_claims((*doubts, *barriers)), told)
    return [*claims, *found.in_their_words(_spoken_of(found, doubts=True), Among.GOT_PAST)]


def _chosen_instead(found: Whole, told: frozenset[str]) -> list[ReferencedLine]:
    """What they do today in place of buying: the stage tells it from workarounds of customers."""
    bought = found.stage(Stage.PURCHASE)
    instead = found.of_claims((*bought.claims, *bought.doubts))
    return _fresh((line for line in instead if _first(line).field == "workarounds"), told)


def _got_past_it(found: Whole, told: frozenset[str]) -> list[ReferencedLine]:
    """How customers decided, counted among them: what they are split over got nobody past it.

    A tag names what was spoken of, and not which way it went.
    """
    about = found.persona.got_past
    worded = {claim.id for claim in found.persona.claims if claim.wording}
    tagged = tuple(claim for claim in about.tagged if claim.id in worded)
    lines = found.counted_apart(replace(about, tagged=tagged), Among.GOT_PAST)
    agreed = (one for one in lines if not any(map(_is_contested, one.line.claims)))
    spoken = found.in_their_words(_spoken_of(found, doubts=False), Among.GOT_PAST)
    return [*_fresh(agreed, told), *spoken]


def _is_contested(claim: Claim) -> bool:
    return claim.confidence is Confidence.CONTESTED


def _spoken_of(found: Whole, *, doubts: bool) -> Section:
    """What buyers said of deciding in their own words: their doubts, or all else."""
    every = found.persona.got_past.open_answers
    return Section("", open_answers=tuple(a for a in every if (a.field in _DOUBTS) is doubts))


def _words(
    about: Callable[[Claim | Asked], bool],
) -> Callable[[Whole, frozenset[str]], list[ReferencedLine]]:
    """What people said, verbatim, below the claims that it stands behind.

    Of a claim that the page tells already only the quotes.
    """

    def tells(found: Whole, told: frozenset[str]) -> list[ReferencedLine]:
        lines = sorted(
            (line for line in found.lines if about(_first(line))),
            key=lambda one: (not _first(one).pinned, -_first(one).n),
        )
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


def _is_heard_of(about: Claim | Asked) -> bool:
    return about.heading not in PRIVATE_HEADINGS


def _quotes(line: ReferencedLine, who: Interviewed, heard: set[str]) -> tuple[Line, ...]:
    """Up to two quotes, where people disagree one of each side; none that was `heard` before.

    Those given are added to `heard`.
    """
    name = naming_of_claims(line.line.claims, who)
    if name is Naming.COUNTS:
        return ()
    opposing = _unheard((part for c in line.line.claims for part in opposing_of(c)), heard)[:1]
    behind = _unheard((part for c in line.line.claims for part in c.evidence), heard)
    behind = behind[: _QUOTES - len(opposing)]
    heard.update(quote for quote, _ in (*behind, *opposing))
    told = [_quote(quote, speaker(part, name)) for quote, part in behind]
    told += [_quote(quote, speaker(part, name), "against") for quote, part in opposing]
    return tuple(told)


def _unheard(evidence: Iterable[Evidence], heard: Collection[str]) -> list[tuple[str, Evidence]]:
    """A quote of each of these people, but for those that were `heard`."""
    parts = list(evidence)
    return [found for found in best_quotes(parts, len(parts)) if found[0] not in heard]


def _quote(quote: str, speaker: str, side: str = "") -> Line:
    told = ", ".join(filter(None, (speaker, side)))
    return Line((plain(f'"{quote}"{f" ({told})" if told else ""}'),))


def _heading(heading_id: str, title: str, fields: tuple[str, ...]) -> Part:
    def tells(found: Whole, told: frozenset[str]) -> list[ReferencedLine]:
        return _fresh((one for one in found.lines if _first(one).heading == heading_id), told)

    return Part(title, fields, tells, heading=heading_id)


_PROBLEMS = ("product-problems", "life-problems")
PARTS: Mapping[str, Part] = {
    "one-line": Part("In one line", (), _one_line),
    "their-words": Part("Their words", (), _words(_is_heard_of), heard=_is_heard_of),
    "triggers": Part(Among.SET_OFF.part, (), _triggers, own=True),
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
    "got-past-it": Part(Among.GOT_PAST.part, ("decision-process",), _got_past_it, own=True),
    "problems": Part("Problems", _PROBLEMS, _problems, heading="problems"),
    "workarounds": Part("Workarounds", ("workarounds",), _about("workarounds")),
    "their-language": Part("Their language", (), _words(_is_problem), heard=_is_problem),
    **{
        one.id: _heading(one.id, one.title, tuple(field.id for field in one.fields))
        for one in HEADINGS
        if one.id != "problems"
    },
}
