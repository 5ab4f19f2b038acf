"""From everything a study holds to its persona."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from persona_wizard.model.bank import Bank
from persona_wizard.model.composing import Hypothesis
from persona_wizard.model.headings import HEADINGS
from persona_wizard.model.interview import Interview
from persona_wizard.model.persona import AudienceStatus, Claim, Persona, Section
from persona_wizard.model.study import Curation, Study
from persona_wizard.model.withheld import withheld
from persona_wizard.synthesis.code_book import recoded
from persona_wizard.synthesis.coding import Coding, coding_of
from persona_wizard.synthesis.composed import composed_claims, unfounded
from persona_wizard.synthesis.conjunction import conjunction
from persona_wizard.synthesis.contrasts import compared, contrasts
from persona_wizard.synthesis.coverage import coverage
from persona_wizard.synthesis.curated import advice, curated, decisions, hidden_in
from persona_wizard.synthesis.digest import digest
from persona_wizard.synthesis.gaps import gaps
from persona_wizard.synthesis.hearing import topics_of
from persona_wizard.synthesis.journey import journey
from persona_wizard.synthesis.lead_quote import lead_quote
from persona_wizard.synthesis.links import index_of, loose_links
from persona_wizard.synthesis.members import index_of_members, interviews_with, of_members
from persona_wizard.synthesis.open_answers import open_answers
from persona_wizard.synthesis.people import in_order, people_in, quotable_in
from persona_wizard.synthesis.roles import no_longer_shown, role_claims, suggestions, type_claims
from persona_wizard.synthesis.saturation import codes_by_interview, no_codes, saturation
from persona_wizard.synthesis.status import audience_statuses, lowest, verdict
from persona_wizard.synthesis.tags import tag_claims
from persona_wizard.synthesis.tallies import tally
from persona_wizard.synthesis.topics import Topic
from persona_wizard.synthesis.turns import got_past, set_off
from persona_wizard.synthesis.whom_next import whom_next


def synthesise(
    study: Study, curation: Curation, interviews: Sequence[Interview], banks: Mapping[str, Bank]
) -> Persona:
    """The persona that follows from these interviews; the same input gives the same persona.

    `banks` are by digest, each as it was asked. An interview whose bank is not among them counts
    as an interview, but none of its answers does. Without any answer, or where taking part was
    refused, it does not count at all.
    """
    held = in_order(interviews)
    everyone = tuple(interview for interview in held if interview.counts)
    asked = topics_of(everyone, banks, study.fills, quotable_in(held), study.apart)
    of_everyone = recoded(asked, study.codes)
    topics = of_members(of_everyone, curation.members)
    ordered = interviews_with(curation.members, everyone)
    people = people_in(ordered)
    linked = index_of(of_everyone, (key for claim in study.claims for key in claim.links))
    index = index_of_members(linked, curation.members)
    coding = coding_of(study, topics)
    found = _Claims(
        tagged=tag_claims(topics, study.codes),
        composed=composed_claims(study.claims, topics, index),
        indicated=(*role_claims(topics), *type_claims(topics, curation.suggestions)),
    )
    drawn = tuple(_section(h.id, topics, found, study.hypotheses, coding) for h in HEADINGS)
    decided = decisions(curation, (claim for section in drawn for claim in section.claims))
    sections = tuple(curated(section, decided) for section in drawn)
    claims = tuple(claim for section in sections for claim in section.claims)
    codes = codes_by_interview(topics, study.claims, index)
    every_status = audience_statuses(ordered, people, topics, coding, codes)
    statuses = _spoken_for(every_status, curation)
    kept_back = withheld(sections)
    differing = compared([claim for claim in claims if claim.id not in kept_back], topics)
    missing = gaps(curation, len({bank.id for bank in banks.values()}), statuses, topics, coding)
    known = coverage(topics)
    reading = coding.progress(topics)
    return Persona(
        id=curation.id,
        name=curation.name,
        tagline=curation.tagline,
        photo=curation.photo,
        study=study.title,
        product=study.product,
        status=lowest(statuses),
        audiences=every_status,
        sections=sections,
        lead_quote=lead_quote(topics),
        contrasts=contrasts(differing),
        compared=differing,
        gaps=missing,
        newest=_newest(topics),
        digest=digest(claims),
        suggestions=suggestions(topics, curation.suggestions),
        journey=journey(topics, claims, study.claims, index),
        set_off=set_off(topics, study, index),
        got_past=got_past(topics, study, index),
        conjunction=conjunction(claims, ordered, topics, study.claims, index, kept_back),
        saturation=saturation(ordered, people, codes),
        saturated=verdict(len(people), [codes.get(one.id, no_codes()) for one in ordered], reading),
        coverage=known,
        whom_next=whom_next(statuses, topics, known, missing, claims),
        reading=reading,
        hidden=hidden_in(drawn, decided),
        loose=loose_links(study.claims, index, interviews, curation.members),
        unfounded=(
            *unfounded(study.claims, linked),
            *no_longer_shown(topics, curation.suggestions),
        ),
        advice=advice(curation, claims),
        grouped_because=curation.grouped_because,
        target_market=study.target_market,
        segment=study.segment,
        in_study=len({interview.participant for interview in everyone}),
    )


class _Claims(Struct, frozen=True):
    """Claims that are drawn for all headings at once."""

    tagged: Sequence[Claim]
    composed: Sequence[Claim]
    indicated: Sequence[Claim]


def _section(
    heading: str,
    topics: Sequence[Topic],
    found: _Claims,
    hypotheses: Sequence[Hypothesis],
    coding: Coding,
) -> Section:
    """A question that nobody was reached with has no place here; its gap speaks for it."""
    reached = [topic for topic in topics if topic.question.heading == heading and topic.reached]
    opened = (open_answers(topic, coding) for topic in reached if not topic.question.closed)
    return Section(
        heading=heading,
        tallies=tuple(tally(topic) for topic in reached if topic.question.closed),
        tagged=tuple(claim for claim in found.tagged if claim.heading == heading),
        open_answers=tuple(answers for answers in opened if answers is not None),
        composed=tuple(claim for claim in found.composed if claim.heading == heading),
        indicated=tuple(claim for claim in found.indicated if claim.heading == heading),
        hypotheses=tuple(one for one in hypotheses if one.heading == heading),
    )


def _spoken_for(
    statuses: tuple[AudienceStatus, ...], curation: Curation
) -> tuple[AudienceStatus, ...]:
    """A group of chosen people speaks for their own audiences, and lacks none of the others."""
    theirs = tuple(status for status in statuses if status.participants)
    return theirs if curation.members and theirs else statuses


def _newest(topics: Sequence[Topic]) -> str | None:
    """The date of the newest counted answer, ISO 8601; None where there is none."""
    return max([topic.newest for topic in topics], default="")[:10] or None
