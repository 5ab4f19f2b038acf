"""A believable persona, built by hand: nine people, sparse tags, two things missing."""

from msgspec.structs import replace

from persona_wizard.model.bank import Kind
from persona_wizard.model.headings import HEADINGS, Audience, heading_of_field
from persona_wizard.model.persona import (
    AudienceCount,
    AudienceStatus,
    Claim,
    ClaimKind,
    Confidence,
    Evidence,
    Gap,
    GapReason,
    OpenAnswers,
    Outside,
    Persona,
    Section,
    Status,
    Tally,
)
from persona_wizard.model.study import Photo

C, N, P = Audience
AUDIENCE = {
    **dict.fromkeys(("P01", "P02", "P03", "P04", "P05"), C),
    **dict.fromkeys(("P06", "P07"), N),
    **dict.fromkeys(("P08", "P09"), P),
}
EVERYONE = tuple(AUDIENCE)
CUSTOMERS = EVERYONE[:5]
# Nobody may quote these two.
SILENT = ("P04", "P08")


def people(text: str) -> tuple[str, ...]:
    """`people("1 2 9")` is P01, P02 and P09."""
    return tuple(f"P{int(number):02}" for number in text.split())


def said(
    pseudonym: str,
    question: str = "q",
    *,
    quotes: tuple[str, ...] = (),
    lines: tuple[str, ...] = (),
) -> Evidence:
    return Evidence(
        interview=f"i-{pseudonym}",
        pseudonym=pseudonym,
        audience=AUDIENCE[pseudonym],
        question=question,
        revision="2026-11-18T19:02:11+00:00",
        quotable=pseudonym not in SILENT,
        lines=lines,
        quotes=quotes,
    )


def claim(
    claim_id: str,
    label: str,
    supporting: tuple[str, ...],
    asked: tuple[str, ...] = EVERYONE,
    *,
    kind: ClaimKind = ClaimKind.CHOICE,
    against: tuple[str, ...] = (),
    confidence: Confidence | None = Confidence.EMERGING,
    field: str | None = None,
    heading: str = "",
    sensitive: bool = False,
    quotes: dict[str, str] | None = None,
) -> Claim:
    quotes = quotes or {}

    def part(pseudonym: str) -> Evidence:
        own = (quotes[pseudonym],) if pseudonym in quotes else ()
        question = claim_id.split("/", maxsplit=1)[0]
        return said(pseudonym, question, quotes=own, lines=("noted so",))

    return Claim(
        id=claim_id,
        kind=kind,
        heading=heading or (heading_of_field(field).id if field else "personality"),
        field=field,
        label=label,
        n=len(supporting),
        base=len(asked),
        against=len(against),
        confidence=confidence,
        sensitive=sensitive,
        split=tuple(
            AudienceCount(
                audience,
                sum(AUDIENCE[p] is audience for p in supporting),
                sum(AUDIENCE[p] is audience for p in asked),
            )
            for audience in Audience
        ),
        evidence=tuple(part(p) for p in supporting),
        opposing=tuple(part(p) for p in against),
    )


def tag(
    field: str, name: str, who: str, asked: tuple[str, ...] = EVERYONE, **more: object
) -> Claim:
    return claim(
        f"{field}/{name}", name, people(who), asked, kind=ClaimKind.TAG, field=field, **more
    )


def tally(
    question: str,
    kind: Kind,
    choices: dict[str, str],
    asked: tuple[str, ...] = EVERYONE,
    *,
    wording: str = "Which of these?",
    field: str | None = None,
    heading: str = "",
    sensitive: bool = False,
    declined: int = 0,
    dont_know: int = 0,
    **more: object,
) -> Tally:
    """A tally; `choices` gives the people who took each label."""
    where = heading or (heading_of_field(field).id if field else "personality")
    claims = tuple(
        claim(
            f"{question}/{label.lower().replace(' ', '-')}",
            label,
            people(who),
            asked,
            field=field,
            heading=where,
            sensitive=sensitive,
        )
        for label, who in choices.items()
    )
    return Tally(
        question=question,
        wording=wording,
        kind=kind,
        heading=where,
        field=field,
        sensitive=sensitive,
        base=len(asked),
        answered=len(asked) - declined - dont_know,
        declined=declined,
        dont_know=dont_know,
        choices=claims,
        **{"outside": Outside(), **more},
    )


def field_tally(field: str, kind: Kind, choices: dict[str, str], **more: object) -> Tally:
    return tally(field, kind, choices, field=field, **more)


def open_answers(
    question: str, wording: str, examples: tuple[Evidence, ...], answered: int, **more: object
) -> OpenAnswers:
    return OpenAnswers(
        **{
            "question": question,
            "wording": wording,
            "heading": heading_of_field(question).id,
            "field": question,
            "sensitive": False,
            "base": answered,
            "answered": answered,
            "examples": examples,
            "evidence": examples,
            **more,
        }
    )


INCOME = replace(
    field_tally(
        "income",
        Kind.BANDS,
        {"20,000 to 39,999": "6"},
        asked=people("2 4 6 8"),
        sensitive=True,
        declined=3,
    ),
    median=claim(
        "income/median",
        "20,000 to 39,999",
        people("6"),
        people("2 4 6 8"),
        kind=ClaimKind.MEDIAN,
        confidence=None,
        field="income",
        sensitive=True,
    ),
)

FRIEND = tally(
    "knows-a-user",
    Kind.YES_NO,
    {"Yes": "1 2 3 5", "No": "4 6 7 8 9"},
    wording="Did a friend already use it?",
)

SECTIONS = {
    "general": Section(
        "general",
        tallies=(
            field_tally(
                "family",
                Kind.ONE,
                {"With a partner and children": "1 2 3 4 8", "Alone": "5 6 7", "With friends": "9"},
            ),
        ),
        open_answers=(
            open_answers(
                "occupation",
                "What work do you do?",
                (
                    said("P01", "occupation", lines=("nurse, on shifts",)),
                    said("P06", "occupation", quotes=("I drive the early bus.",)),
                ),
                9,
            ),
        ),
    ),
    "demographics": Section(
        "demographics",
        tallies=(
            INCOME,
            field_tally(
                "gender",
                Kind.ONE,
                {"Woman": "1 2 3 6 8", "Man": "4 5 7"},
                sensitive=True,
                declined=1,
            ),
            field_tally(
                "age-group",
                Kind.BANDS,
                {"Under 30": "7", "30 to 44": "1 2 3 4 6 8", "45 to 59": "5"},
                sensitive=True,
                declined=1,
            ),
            field_tally(
                "area",
                Kind.ONE,
                {"Urban": "1 2 3 5 6 7", "Rural": "4 8"},
                asked=EVERYONE[:8],
                sensitive=True,
            ),
        ),
    ),
    "personality": Section(
        "personality",
        tallies=(
            field_tally(
                "information-sources",
                Kind.MANY,
                {"Friends and family": "1 2 3 4 6 8", "Reviews": "1 5 6 9"},
            ),
            FRIEND,
            tally(
                "satisfaction",
                Kind.SCALE,
                {},
                CUSTOMERS,
                wording="How satisfied are you today?",
                values=(3.0, 7.0, 7.0, 8.0, 10.0),
                ends=("not at all", "completely"),
                median=claim(
                    "satisfaction/median",
                    "7",
                    CUSTOMERS,
                    CUSTOMERS,
                    kind=ClaimKind.MEDIAN,
                    confidence=None,
                ),
            ),
        ),
        tagged=(
            tag("decision-process", "talks-at-home", "1 3 6", EVERYONE[:7]),
            tag(
                "character",
                "plans-ahead",
                "1 2 4 9",
                quotes={"P01": "Cups out at ten, or it's chaos."},
            ),
        ),
    ),
    "objectives": Section(
        "objectives",
        tagged=(
            tag(
                "short-term-goals",
                "time",
                "1 2 3 4",
                quotes={
                    "P02": "I just want my mornings back.",
                    "P03": "Ready at six. That's the whole point.",
                    "P04": "Nobody may print this.",
                },
            ),
            tag(
                "short-term-goals",
                "price",
                "5 6 9",
                against=people("2 3"),
                confidence=Confidence.CONTESTED,
                quotes={"P03": "It costs more. Fine.", "P06": "I count every cup."},
            ),
        ),
        open_answers=(
            open_answers(
                "long-term-goals",
                "What would you like to be different in a year or two?",
                (
                    said("P02", "long-term-goals", quotes=("A breakfast that takes an hour.",)),
                    said("P07", "long-term-goals", lines=("fewer subscriptions",)),
                ),
                5,
            ),
        ),
    ),
    "problems": Section(
        "problems",
        tagged=(
            tag(
                "product-problems",
                "delivery-day",
                "1 2 4 5",
                CUSTOMERS,
                quotes={"P05": "Tuesday or nothing."},
            ),
            tag(
                "barriers",
                "being-tied-in",
                "3 6 7 8",
                quotes={"P07": "It's a gym contract."},
            ),
            tag("life-problems", "no-spare-minute", "1 2 3 6 9"),
        ),
    ),
    "wishes": Section(
        "wishes",
        tagged=(
            tag("product-improvements", "skip-a-box", "1 4 5", CUSTOMERS),
            tag("product-improvements", "small-first-box", "6 7 8", people("6 7 8")),
        ),
    ),
}

WISHES_GAP = Gap(
    id="field/wished-solutions",
    blocking=True,
    reason=GapReason.NEVER_ASKED,
    what="Wished-for solutions",
    why="nobody was asked yet; 9 interviews",
    ask="What would you gladly hand to somebody else tomorrow?",
    heading="wishes",
    field="wished-solutions",
)
INCOME_GAP = Gap(
    id="few/income",
    blocking=False,
    reason=GapReason.TOO_FEW,
    what="Income",
    why="only 1 person answered, of 4 asked",
    ask="Which band holds your household's income?",
    heading="demographics",
    field="income",
    accepted="not needed for this launch",
)
GOALS_GAP = Gap(
    id="open/long-term-goals",
    blocking=False,
    reason=GapReason.NOT_SUMMED_UP,
    what="Open answers to “What would you like to be different in a year or two?”",
    why="5 answers, not tagged yet",
    ask="Read these answers side by side and tag what recurs.",
    heading="objectives",
    field="long-term-goals",
)

MINH = Persona(
    id="persona",
    name="Mornings-back Minh",
    tagline="wants coffee ready before the children wake; annoyed by a fixed delivery day.",
    photo=Photo(placeholder=True),
    study="Cedar Coffee",
    product="Cedar Coffee",
    status=Status.PROVISIONAL,
    audiences=(
        AudienceStatus(C, 5, 5, Status.PROVISIONAL),
        AudienceStatus(N, 2, 2, Status.PROVISIONAL),
        AudienceStatus(P, 2, 2, Status.PROVISIONAL),
    ),
    sections=tuple(SECTIONS[heading.id] for heading in HEADINGS),
    lead_quote=said("P02", "short-term-goals", quotes=("I just want my mornings back.",)),
    contrasts=(FRIEND.choices[0], SECTIONS["problems"].tagged[1]),
    gaps=(INCOME_GAP, GOALS_GAP, WISHES_GAP),
    newest="2026-11-18T19:02:11+00:00",
    digest="ab" * 32,
)

# Before the first interview, without a name yet.
NOBODY = Persona(
    id="persona",
    name="",
    tagline="",
    photo=None,
    study="S",
    product="",
    status=Status.PROVISIONAL,
    audiences=(),
    sections=tuple(Section(heading.id) for heading in HEADINGS),
)


def with_section(section: Section) -> Persona:
    """Minh with one heading put in another's place."""
    return replace(
        MINH,
        sections=tuple(section if s.heading == section.heading else s for s in MINH.sections),
    )
