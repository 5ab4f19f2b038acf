"""What a researcher decided or composed that names a person, and the study without it."""

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from persona_wizard.model.composing import Code, ComposedClaim, Hypothesis, ObservationKey
from persona_wizard.model.departments import Department
from persona_wizard.model.study import AcceptedGap, Advice, Curation, Photo, Rewording, Study
from persona_wizard.store.traces import Traces, tells
from persona_wizard.store.words import Words

# No participant has this id.
_NOBODY = "nobody"


def named_in(study: Study, traces: Traces, participant: str = "") -> tuple[str, ...]:
    """Each decision that holds a person's name, pseudonym or words, or shows them, in words.

    `participant` is their id.
    """
    showing = files_showing(study, participant)
    shown = (one.photo for one in study.personas if one.photo and one.photo.file in showing)
    told = (what for what, text in _decisions(study) if _tells(text, traces))
    return tuple(dict.fromkeys((*told, *("a persona's photo" for _ in shown))))


def texts_in(study: Study) -> tuple[str, ...]:
    """The text of each decision."""
    return tuple(text for _, text in _decisions(study))


def links_to(study: Study, interviews: Collection[str]) -> int:
    """How many links of claims and of the code book lead to these interviews (ids)."""
    keys = (
        *(key for claim in study.claims for key in (*claim.supports, *claim.against)),
        *(key for code in study.codes for key in code.parted),
    )
    return sum(key.interview in interviews for key in keys)


def files_showing(study: Study, participant: str) -> frozenset[str]:
    """The photos that are said to show a participant (id), by their names in `photos/`."""
    return frozenset(p.file for p in study.photos if participant and p.shows == participant)


def without(
    study: Study, traces: Traces, interviews: Collection[str] = (), participant: str = ""
) -> Study:
    """The study without what points to a person: the one place that drops it from study.json.

    `interviews` and `participant` are the ids that nothing leads to any more.
    """
    showing = files_showing(study, participant)
    left = replace(
        study,
        photos=tuple(photo for photo in study.photos if photo.file not in showing),
        personas=tuple(_without(one, traces, participant, showing) for one in study.personas),
        hypotheses=tuple(h for h in study.hypotheses if not _tells(h.sentence, traces)),
        codes=tuple(_code(c, traces) for c in study.codes if not _tells(_tags(c), traces)),
        departments=tuple(_department(one, traces) for one in study.departments),
    )
    return replace(
        left,
        claims=tuple(_claim(claim, traces, interviews) for claim in left.claims),
        codes=tuple(replace(c, parted=_kept(c.parted, interviews)) for c in left.codes),
        read=_kept(left.read, interviews),
    )


def _kept(
    keys: tuple[ObservationKey, ...], interviews: Collection[str]
) -> tuple[ObservationKey, ...]:
    return tuple(key for key in keys if key.interview not in interviews)


def _claim(claim: ComposedClaim, traces: Traces, interviews: Collection[str]) -> ComposedClaim:
    """The claim without links to them; a sentence in their words is to be written anew."""
    return replace(
        claim,
        sentence="" if _tells(claim.sentence, traces) else claim.sentence,
        supports=_kept(claim.supports, interviews),
        against=_kept(claim.against, interviews),
    )


def _code(code: Code, traces: Traces) -> Code:
    return replace(
        code,
        definition="" if _tells(code.definition, traces) else code.definition,
        example="" if _tells(code.example, traces) else code.example,
    )


def _department(department: Department, traces: Traces) -> Department:
    return replace(department, question="") if _tells(department.question, traces) else department


def _tags(code: Code) -> str:
    return "\n".join((code.tag, code.of, *code.aliases))


def _without(
    curation: Curation, traces: Traces, participant: str, showing: Collection[str]
) -> Curation:
    photo = curation.photo
    if photo is not None and (photo.file in showing or _tells(_about(photo), traces)):
        photo = None
    why = curation.grouped_because
    return replace(
        curation,
        name="" if _tells(curation.name, traces) else curation.name,
        tagline="" if _tells(curation.tagline, traces) else curation.tagline,
        photo=photo,
        accepted=tuple(a for a in curation.accepted if not _tells(_gap(a), traces)),
        hidden=_nameless(curation.hidden, traces),
        pinned=_nameless(curation.pinned, traces),
        order=_nameless(curation.order, traces),
        suggestions=_nameless(curation.suggestions, traces),
        reworded=tuple(r for r in curation.reworded if not _tells(_all_of(r), traces)),
        advice=tuple(
            replace(a, cites=_nameless(a.cites, traces))
            for a in curation.advice
            if not _tells(_line(a), traces)
        ),
        members=_members(curation, participant),
        grouped_because="" if _tells(why, traces) else why,
    )


def _members(curation: Curation, participant: str) -> tuple[str, ...]:
    """The members without them; without the last one a persona is nobody's, not everybody's."""
    left = tuple(member for member in curation.members if member != participant)
    return left or ((_NOBODY,) if curation.members else ())


def _nameless(ids: tuple[str, ...], traces: Traces) -> tuple[str, ...]:
    """The ids of claims without those that tell of them, as that of a tag's claim may."""
    return tuple(one for one in ids if not _tells(one, traces))


def _gap(accepted: AcceptedGap) -> str:
    return f"{accepted.gap}\n{accepted.reason}"


def _all_of(rewording: Rewording) -> str:
    return f"{rewording.claim}\n{rewording.wording}\n{rewording.sentence}"


def _about(photo: Photo) -> str:
    return f"{photo.file}\n{photo.alt}\n{photo.source}"


def _line(advice: Advice) -> str:
    return f"{advice.whom}\n{advice.sentence}"


def _decisions(study: Study) -> Iterator[tuple[str, str]]:
    """What each decision is, and its text."""
    for persona in study.personas:
        yield from _texts(persona)
    yield from _composed_texts(study)


def _composed_texts(study: Study) -> Iterator[tuple[str, str]]:
    sentences: tuple[ComposedClaim | Hypothesis, ...] = (*study.claims, *study.hypotheses)
    for one in sentences:
        what = "a claim" if isinstance(one, ComposedClaim) else "a hypothesis"
        yield f"the sentence of {what}, {one.id}", one.sentence
    for code in study.codes:
        told = f"{_tags(code)}\n{code.definition}\n{code.example}"
        yield f"what the code book says of #{code.tag}", told
    for department in study.departments:
        yield f"the question of the department {department.id}", department.question


def _texts(curation: Curation) -> tuple[tuple[str, str], ...]:
    shown = _about(curation.photo) if curation.photo is not None else ""
    return (
        ("a persona's name", curation.name),
        ("a persona's tagline", curation.tagline),
        ("a persona's photo", shown),
        ("why a persona has these members", curation.grouped_because),
        *((f"why the gap {gap.gap} was accepted", _gap(gap)) for gap in curation.accepted),
        *((f"the wording of the claim {one.claim}", _all_of(one)) for one in curation.reworded),
        *(("a line of your reading", _line(one)) for one in curation.advice),
        *((f"a decision about the claim {one}", one) for one in _decided_about(curation)),
    )


def _decided_about(curation: Curation) -> tuple[str, ...]:
    """The claims (ids) that anything was decided about, rewordings aside."""
    cited = (one for line in curation.advice for one in line.cites)
    kept = (*curation.hidden, *curation.pinned, *curation.order, *curation.suggestions)
    return tuple(dict.fromkeys((*kept, *cited)))


def _tells(text: str, traces: Traces) -> bool:
    return tells(Words(text), traces)
