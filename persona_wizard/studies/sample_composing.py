"""What the sample's researcher made of what people said: from the file to the study."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from msgspec import Struct

from persona_wizard.model.composing import (
    Code,
    ComposedClaim,
    Hypothesis,
    ObservationKey,
    marks,
)
from persona_wizard.model.observations import Observation, observations
from persona_wizard.model.study import AcceptedGap, Advice, Curation, Study
from persona_wizard.studies.sample_forms import (
    ClaimForm,
    Links,
    PersonaForm,
    SampleError,
    StudyForm,
)

_Line = tuple[ObservationKey, Observation]


class Said(Struct, frozen=True):
    """One answer of the sample: whose, to which question, and its text."""

    pseudonym: str
    interview: str
    question: str
    text: str

    @property
    def place(self) -> str:
        """How the file names it: "P01 barriers"."""
        return f"{self.pseudonym} {self.question}"


def composed_study(form: StudyForm, said: Iterable[Said]) -> Study:
    """The study, with every link to a line found among the answers.

    Rewordings are not in it: they rest on evidence that is still to be counted. Raises SampleError
    with every line and every claim that is not there.
    """
    lines = {one.place: _lines(one) for one in said}
    faults: list[str] = []
    claims = tuple(_claim(name, one, lines, faults) for name, one in form.claims.items())
    read = _read(form.read, lines, claims, faults)
    curation = _curation(form.persona, form.claims, faults)
    if faults:
        raise SampleError("\n".join(faults))
    return Study(
        title=form.title,
        language=form.language,
        target_market=form.target_market,
        segment=form.segment,
        words=form.words,
        lists=form.lists,
        personas=(curation,),
        claims=claims,
        hypotheses=tuple(
            Hypothesis(id=_id("hypothesis", name), heading=one.heading, sentence=one.sentence)
            for name, one in form.hypotheses.items()
        ),
        codes=tuple(
            Code(tag=tag, definition=one.definition, example=one.example, aliases=one.aliases)
            for tag, one in form.code_book.items()
        ),
        read=read,
    )


def claim_id(name: str) -> str:
    """The id of a claim that the file names: any but a composed one has its own already."""
    return name if "/" in name else _id("composed", name)


def _id(kind: str, name: str) -> str:
    return f"{kind}/{sha256(f'cedar-coffee/{kind}/{name}'.encode()).hexdigest()[:8]}"


def _lines(said: Said) -> tuple[_Line, ...]:
    found = observations(said.text)
    return tuple(
        (ObservationKey(said.interview, said.question, mark), observation)
        for mark, observation in zip(marks(found), found, strict=True)
    )


def _claim(
    name: str, form: ClaimForm, lines: Mapping[str, tuple[_Line, ...]], faults: list[str]
) -> ComposedClaim:
    return ComposedClaim(
        id=claim_id(name),
        heading=form.heading,
        field=form.field,
        sentence=form.sentence,
        supports=tuple(_linked(name, form.supports, lines, faults)),
        against=tuple(_linked(name, form.against, lines, faults)),
    )


def _linked(
    name: str, links: Links, lines: Mapping[str, tuple[_Line, ...]], faults: list[str]
) -> Iterator[ObservationKey]:
    for place, begins in links.items():
        for beginning in (begins,) if isinstance(begins, str) else begins:
            here = [key for key, line in lines.get(place, ()) if line.text.startswith(beginning)]
            if len(here) == 1:
                yield here[0]
                continue
            lack = "no line begins" if not here else "several lines begin"
            faults.append(f"{name}, {place}: {lack} with “{beginning}”")


def _read(
    places: Iterable[str],
    lines: Mapping[str, tuple[_Line, ...]],
    claims: Iterable[ComposedClaim],
    faults: list[str],
) -> tuple[ObservationKey, ...]:
    """The lines of these answers that carry no tag and support or oppose nothing."""
    linked = {key for claim in claims for key in claim.links}
    read: list[ObservationKey] = []
    for place in places:
        left = [k for k, line in lines.get(place, ()) if not line.tags and k not in linked]
        if not left:
            faults.append(f"read, {place}: no line is left to read there")
        read += left
    return tuple(sorted(read))


def _curation(form: PersonaForm, claims: Mapping[str, ClaimForm], faults: list[str]) -> Curation:
    cited = (name for line in form.advice for name in line.cites)
    for name in (*form.hidden, *form.pinned, *form.reworded, *cited):
        if "/" not in name and name not in claims:
            faults.append(f"persona: there is no claim “{name}”")
    return Curation(
        name=form.name,
        tagline=form.tagline,
        accepted=tuple(AcceptedGap(gap, reason) for gap, reason in form.accepted.items()),
        hidden=tuple(map(claim_id, form.hidden)),
        pinned=tuple(map(claim_id, form.pinned)),
        advice=tuple(
            Advice(line.whom, line.sentence, tuple(map(claim_id, line.cites)))
            for line in form.advice
        ),
    )
