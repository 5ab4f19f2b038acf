"""A persona as JSON, and the schema of that."""

from collections.abc import Iterable, Iterator, Mapping
from inspect import cleandoc
from typing import Any

import msgspec
from msgspec.structs import replace

from persona_wizard.export.counts import told_outside
from persona_wizard.export.labels import row_label
from persona_wizard.export.layout import Layout, Naming, naming
from persona_wizard.export.marks import tallies_of
from persona_wizard.export.missing import in_order
from persona_wizard.export.persona_form import (
    ClaimForm,
    HeadingForm,
    OpenAnswersForm,
    PersonaForm,
    PhotoForm,
    SaidForm,
    StageForm,
    TallyForm,
)
from persona_wizard.export.quotes import noted, spoken
from persona_wizard.export.withheld import without_withheld
from persona_wizard.model.built_on import interview_print
from persona_wizard.model.headings import FIELDS, heading, heading_of_field
from persona_wizard.model.persona import (
    Claim,
    Evidence,
    JourneyStage,
    OpenAnswers,
    Persona,
    Section,
    Tally,
)
from persona_wizard.model.text import clean

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NAME = "urn:persona-wizard:persona:1"


def persona_json(persona: Persona, layout: Layout, *, hypotheses: bool = False) -> str:
    """The persona as JSON, ending in a newline; every claim, whatever the layout.

    The layout decides of whom is told by pseudonym, as on a page. Nobody's words are in it without
    their yes, nothing that the researcher hid, and no sensitive answer that would be known as
    somebody's own.
    """
    teller = _Teller(without_withheld(persona), layout)
    told = _cleaned(msgspec.to_builtins(teller.persona(hypotheses=hypotheses)))
    return f"{msgspec.json.format(msgspec.json.encode(told), indent=2).decode()}\n"


def json_schema() -> str:
    """The JSON Schema of what `persona_json` gives, ending in a newline."""
    made = {"$schema": _DIALECT, "$id": _NAME, **_described(msgspec.json.schema(PersonaForm))}
    return f"{msgspec.json.format(msgspec.json.encode(made), indent=2).decode()}\n"


class _Teller:
    def __init__(self, persona: Persona, layout: Layout) -> None:
        self._persona = persona
        self._layout = layout
        self._who = told_outside(persona, layout)
        self._tallies: Mapping[str, Tally] = tallies_of(persona)
        tallies = [one for section in persona.sections for one in section.tallies]
        waiting = [one for section in persona.sections for one in section.open_answers]
        asked = [(one.question, one.heading, one.sensitive) for one in tallies]
        asked += [(one.question, one.heading, one.sensitive) for one in waiting]
        self._heading_of = {question: about for question, about, _ in asked}
        self._sensitive = frozenset(question for question, _, private in asked if private)

    def persona(self, *, hypotheses: bool) -> PersonaForm:
        persona = self._persona
        photo = persona.photo
        lead = persona.lead_quote
        return PersonaForm(
            schema="persona/1",
            id=persona.id,
            layout=self._layout,
            name=persona.name,
            archetype=persona.faceless,
            tagline=persona.tagline,
            photo=PhotoForm(photo.alt, photo.source, photo.placeholder) if photo else None,
            study=persona.study,
            product=persona.product,
            target_market=persona.target_market,
            segment=persona.segment,
            status=persona.status,
            audiences=persona.audiences,
            participants=persona.participants,
            participants_in_study=persona.in_study,
            drawn_because=persona.grouped_because,
            newest=persona.newest,
            digest=persona.digest,
            saturation=persona.saturated,
            reading=persona.reading,
            lead_quote=next(iter(self._voices([lead] if lead is not None else [])), None),
            headings=tuple(self._heading(one, hypotheses) for one in persona.sections),
            contrasts=tuple(claim.id for claim in persona.contrasts),
            journey=tuple(map(self._stage, persona.journey)),
            conjunction=persona.conjunction,
            blocking=len(persona.blocking),
            gaps=in_order(persona.gaps),
            advice=persona.advice,
            built_on=tuple(sorted({interview_print(one.interview) for one in persona.saturation})),
        )

    def _heading(self, section: Section, hypotheses: bool) -> HeadingForm:
        return HeadingForm(
            id=section.heading,
            title=heading(section.heading).title,
            claims=tuple(map(self._claim, section.claims)),
            tallies=tuple(map(_tally, section.tallies)),
            open_answers=tuple(map(self._open_answers, section.open_answers)),
            hypotheses=section.hypotheses if hypotheses else (),
        )

    def _claim(self, claim: Claim) -> ClaimForm:
        name = self._who.naming(claim)
        named = name is Naming.PSEUDONYMS
        return ClaimForm(
            id=claim.id,
            kind=claim.kind,
            field=claim.field,
            text=row_label(claim, self._tallies.get(claim.id)),
            label=claim.label,
            n=claim.n,
            base=claim.base,
            against=claim.against,
            confidence=claim.confidence,
            sensitive=claim.sensitive,
            reworded=bool(claim.wording),
            moved_from=claim.moved_from,
            pinned=claim.pinned,
            split=() if self._who.told_together(claim) else claim.split,
            naming=name,
            evidence=_both_sides(claim) if named else (),
            aliases=claim.aliases,
        )

    def _open_answers(self, answers: OpenAnswers) -> OpenAnswersForm:
        name = self._who.naming(answers)
        return OpenAnswersForm(
            question=answers.question,
            wording=answers.wording,
            field=answers.field,
            sensitive=answers.sensitive,
            base=answers.base,
            answered=answers.answered,
            declined=answers.declined,
            dont_know=answers.dont_know,
            outside=answers.outside,
            split=() if self._who.told_together(answers) else answers.split,
            naming=name,
            answers=_told(answers.evidence, name),
        )

    def _stage(self, stage: JourneyStage) -> StageForm:
        return StageForm(
            stage=stage.stage,
            asked=stage.asked,
            claims=stage.claims,
            channels=stage.channels,
            doubts=stage.doubts,
            voices=tuple(self._voices(stage.voices)),
        )

    def _voices(self, voices: Iterable[Evidence]) -> Iterator[SaidForm]:
        """What was said, each under the name that its question allows."""
        for part in voices:
            yield from _worded(_told([part], self._naming(part)))

    def _naming(self, evidence: Evidence) -> Naming:
        question = evidence.question
        about = self._heading_of.get(question)
        if about is None and question in FIELDS:
            about = heading_of_field(question).id
        if about is not None:
            return naming(about, question in self._sensitive, self._layout, self._who.group)
        # Of a question that has no tally, and waits for nobody, no heading is known here.
        return naming("", False, self._layout, self._who.group, private=True)


def _told(evidence: Iterable[Evidence], name: Naming) -> tuple[SaidForm, ...]:
    """What may be told of these people; without pseudonyms, in an order that tells nothing."""
    if name is Naming.PSEUDONYMS:
        return tuple(map(_said, evidence))
    if name is Naming.COUNTS:
        return ()
    nameless = _worded(_nameless(part, name) for part in evidence)
    return tuple(sorted(nameless, key=lambda one: (one.audience or "", one.quotes, one.notes)))


def _worded(said: Iterable[SaidForm]) -> Iterator[SaidForm]:
    return (one for one in said if one.quotes or one.notes)


def _both_sides(claim: Claim) -> tuple[SaidForm, ...]:
    against = (_said(part, supports=False) for part in claim.opposing)
    return (*map(_said, claim.evidence), *against)


def _said(part: Evidence, *, supports: bool = True) -> SaidForm:
    return SaidForm(
        pseudonym=part.pseudonym,
        audience=part.audience,
        question=part.question,
        date=part.revision[:10] or None,
        supports=supports,
        quotable=part.quotable,
        quotes=spoken(part),
        notes=noted(part),
    )


def _nameless(part: Evidence, name: Naming) -> SaidForm:
    audience = None if name is Naming.TOGETHER else part.audience
    return replace(_said(part), pseudonym=None, audience=audience, question=None, date=None)


def _tally(tally: Tally) -> TallyForm:
    return TallyForm(
        question=tally.question,
        wording=tally.wording,
        kind=tally.kind,
        field=tally.field,
        sensitive=tally.sensitive,
        base=tally.base,
        answered=tally.answered,
        declined=tally.declined,
        dont_know=tally.dont_know,
        outside=tally.outside,
        choices=tuple(claim.id for claim in tally.choices),
        median=tally.median.id if tally.median is not None else None,
        values=tally.values,
        unit=tally.unit,
        bounds=tally.bounds,
        ends=tally.ends,
    )


def _cleaned(told: Any) -> Any:
    """The same with every text cleaned: a reader's terminal obeys none of it."""
    if isinstance(told, str):
        return clean(told)
    if isinstance(told, dict):
        return {key: _cleaned(value) for key, value in told.items()}
    return [_cleaned(one) for one in told] if isinstance(told, list | tuple) else told


def _described(schema: Any) -> Any:
    """The same with descriptions as paragraphs, without the indentation of their source."""
    if isinstance(schema, dict):
        return {
            key: _paragraphs(value)
            if key == "description" and isinstance(value, str)
            else _described(value)
            for key, value in schema.items()
        }
    return [_described(one) for one in schema] if isinstance(schema, list) else schema


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in cleandoc(text).split("\n\n"))
