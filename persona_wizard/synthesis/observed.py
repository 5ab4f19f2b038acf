"""Every observation of a study with its place, its tags and its claims: what composing works on."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from persona_wizard.model.bank import Bank
from persona_wizard.model.composing import ComposedClaim, ObservationKey, marks
from persona_wizard.model.interview import Interview
from persona_wizard.model.observations import Observation
from persona_wizard.model.study import Study
from persona_wizard.synthesis.code_book import recoded
from persona_wizard.synthesis.hearing import topics_of
from persona_wizard.synthesis.people import Person, in_order, quotable_in


class Observed(Struct, frozen=True, kw_only=True):
    """An observation that counts, as the researcher meets it while composing.

    `tags` of the observation are as the code book has them. `supports` and `against` are the ids of
    the composed claims that it is linked to.
    """

    key: ObservationKey
    heading: str
    field: str | None
    question: str
    sensitive: bool
    person: Person
    quotable: bool
    observation: Observation
    supports: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


def observed(
    study: Study, interviews: Sequence[Interview], banks: Mapping[str, Bank]
) -> tuple[Observed, ...]:
    """Every observation that counts, by heading, field and question, whoever was met first first.

    `question` is the question as worded. Takes what `synthesise` takes.
    """
    ordered = in_order(interview for interview in interviews if interview.counts)
    quotable = quotable_in(in_order(interviews))
    topics = recoded(topics_of(ordered, banks, study.fills, quotable, study.apart), study.codes)
    supports = _claims_of(study.claims, lambda claim: claim.supports)
    against = _claims_of(study.claims, lambda claim: claim.against)
    found = []
    for topic in topics:
        for reply in topic.answers:
            for mark, observation in zip(marks(reply.observed), reply.observed, strict=True):
                key = ObservationKey(reply.interview, topic.question.id, mark)
                found.append(
                    Observed(
                        key=key,
                        heading=topic.question.heading,
                        field=topic.question.field,
                        question=topic.question.wording,
                        sensitive=topic.question.sensitive,
                        person=reply.person,
                        quotable=reply.quotable,
                        observation=observation,
                        supports=supports.get(key, ()),
                        against=against.get(key, ()),
                    )
                )
    return tuple(found)


def _claims_of(
    claims: Iterable[ComposedClaim], links: Callable[[ComposedClaim], Iterable[ObservationKey]]
) -> dict[ObservationKey, tuple[str, ...]]:
    """By observation the ids of the claims that these links lead to."""
    found: dict[ObservationKey, tuple[str, ...]] = {}
    for claim in claims:
        for key in dict.fromkeys(links(claim)):
            found[key] = (*found.get(key, ()), claim.id)
    return found
