"""From everything a study holds to its persona."""

from collections.abc import Mapping, Sequence

from persona_wizard.model.bank import Bank
from persona_wizard.model.headings import HEADINGS
from persona_wizard.model.interview import Interview
from persona_wizard.model.persona import Claim, Persona, Section
from persona_wizard.model.study import Curation, Study
from persona_wizard.synthesis.digest import digest
from persona_wizard.synthesis.gaps import gaps
from persona_wizard.synthesis.highlights import contrasts, lead_quote
from persona_wizard.synthesis.open_answers import open_answers
from persona_wizard.synthesis.people import in_order, people_in, quotable_in
from persona_wizard.synthesis.replies import Topic, topics_of
from persona_wizard.synthesis.status import audience_statuses, lowest
from persona_wizard.synthesis.tags import tag_claims
from persona_wizard.synthesis.tallies import tally


def synthesise(
    study: Study, curation: Curation, interviews: Sequence[Interview], banks: Mapping[str, Bank]
) -> Persona:
    """The persona that follows from these interviews; the same input gives the same persona.

    `banks` are by digest, each as it was asked. An interview whose bank is not among them counts
    as an interview, but none of its answers does. Without any answer, or where taking part was
    refused, it does not count at all.
    """
    ordered = in_order(interview for interview in interviews if interview.counts)
    quotable = quotable_in(in_order(interviews))
    topics = topics_of(ordered, banks, study.fills, quotable, study.apart)
    tags = tag_claims(topics)
    sections = tuple(_section(heading.id, topics, tags) for heading in HEADINGS)
    claims = tuple(claim for section in sections for claim in section.claims)
    statuses = audience_statuses(ordered, people_in(ordered), topics)
    return Persona(
        id=curation.id,
        name=curation.name,
        tagline=curation.tagline,
        photo=curation.photo,
        study=study.title,
        product=study.product,
        status=lowest(statuses),
        audiences=statuses,
        sections=sections,
        lead_quote=lead_quote(topics),
        contrasts=contrasts(claims, topics),
        gaps=gaps(curation, len({bank.id for bank in banks.values()}), statuses, topics),
        newest=_newest(topics),
        digest=digest(claims),
    )


def _section(heading: str, topics: Sequence[Topic], tags: Sequence[Claim]) -> Section:
    """A question that nobody was reached with has no place here; its gap speaks for it."""
    reached = [
        topic
        for topic in topics
        if topic.question.heading == heading and any(reply.asked for reply in topic.replies)
    ]
    opened = (open_answers(topic) for topic in reached if not topic.question.closed)
    return Section(
        heading=heading,
        tallies=tuple(tally(topic) for topic in reached if topic.question.closed),
        tagged=tuple(claim for claim in tags if claim.heading == heading),
        open_answers=tuple(answers for answers in opened if answers is not None),
    )


def _newest(topics: Sequence[Topic]) -> str | None:
    """The date of the newest counted answer, ISO 8601; None where there is none."""
    times = (reply.revision for topic in topics for reply in topic.replies if reply.in_base)
    latest = max(times, default=None)
    return None if latest is None else latest[:10]
