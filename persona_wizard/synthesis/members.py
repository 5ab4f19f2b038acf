"""A persona of chosen participants: what everyone else said is left out."""

from collections.abc import Collection, Sequence

from persona_wizard.model.interview import Interview
from persona_wizard.synthesis.links import Index
from persona_wizard.synthesis.topics import Topic


def interviews_with(
    members: Collection[str], interviews: Sequence[Interview]
) -> tuple[Interview, ...]:
    """The interviews with these participants (ids); all of them where no members are named."""
    return tuple(i for i in interviews if not members or i.participant in members)


def of_members(topics: Sequence[Topic], members: Collection[str]) -> tuple[Topic, ...]:
    """The topics with these participants' replies alone.

    Questions keep their names and wordings, so that every persona of a study has the same ids.
    """
    if not members:
        return tuple(topics)
    return tuple(
        Topic.of(topic.asked, (reply for reply in topic.replies if reply.person.id in members))
        for topic in topics
    )


def index_of_members(index: Index, members: Collection[str]) -> Index:
    """What these participants said of what is linked."""
    return {
        k: found for k, found in index.items() if not members or found.reply.person.id in members
    }
