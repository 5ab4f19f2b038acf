"""What set people looking, and what got buyers past their doubts: each from its own questions.

Whatever is counted is counted among those asked these questions, and by what they said there.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from persona_wizard.model.bank import Question, Stage
from persona_wizard.model.headings import Audience, heading
from persona_wizard.model.persona import Section
from persona_wizard.model.study import Study
from persona_wizard.synthesis.composed import composed_claims
from persona_wizard.synthesis.links import Index
from persona_wizard.synthesis.open_answers import answers_heard
from persona_wizard.synthesis.tags import tag_claims
from persona_wizard.synthesis.tallies import tally
from persona_wizard.synthesis.topics import Topic

_CHANNELS = ("channels", "information-sources")
# What they hoped for is no answer to what set them off.
_GOALS = tuple(field.id for field in heading("objectives").fields)
_ROLES = ("buying-role", "buyer-type")
_DOUBTS = ("barriers", "product-problems")
_DECIDING = (Stage.CONSIDERATION, Stage.DECISION)


def set_off(topics: Sequence[Topic], study: Study, index: Index) -> Section:
    """What people say set them looking: the questions about that time, but for their goals."""
    about = [topic for topic in topics if _is_about_the_start(topic.question)]
    return _drawn(about, about, study, index)


def got_past(topics: Sequence[Topic], study: Study, index: Index) -> Section:
    """How customers decided; what nearly kept them stands in their own words alone.

    What they doubted is no claim here: that they bought says that it did not keep them.
    """
    heard = list(_of_customers(topics))
    decided = [topic for topic in heard if topic.question.field not in _DOUBTS]
    drawn = _drawn(decided, heard, study, index)
    return replace(drawn, composed=tuple(c for c in drawn.composed if c.field not in _DOUBTS))


def _is_about_the_start(question: Question) -> bool:
    return question.stage is Stage.AWARENESS and question.field not in (*_GOALS, *_CHANNELS)


def _of_customers(topics: Sequence[Topic]) -> Iterator[Topic]:
    """The questions about deciding, with the replies of customers alone."""
    for topic in topics:
        question = topic.question
        if question.stage in _DECIDING and question.field not in (*_CHANNELS, *_ROLES):
            theirs = [r for r in topic.replies if r.person.audience is Audience.CUSTOMERS]
            if any(reply.asked for reply in theirs):
                yield Topic.of(topic.asked, theirs)


def _drawn(claimed: Sequence[Topic], heard: Sequence[Topic], study: Study, index: Index) -> Section:
    """Claims from some questions, and the open answers to some that no composed claim sums up."""
    here = _within(claimed, index)
    composed = composed_claims(study.claims, claimed, here)
    told = {claim.id for claim in composed}
    summed_up = {
        here[key].topic.asked.name
        for one in study.claims
        if one.id in told
        for key in one.supports
        if key in here
    }
    return Section(
        "",
        tallies=tuple(tally(topic) for topic in claimed if topic.question.closed),
        tagged=tag_claims(claimed, study.codes),
        open_answers=tuple(
            answers_heard(topic)
            for topic in heard
            if topic.answers and not topic.question.closed and topic.asked.name not in summed_up
        ),
        composed=composed,
    )


def _within(topics: Sequence[Topic], index: Index) -> Index:
    """The observations that stand in answers to these questions."""
    replies = {(topic.asked.name, reply.interview) for topic in topics for reply in topic.answers}
    return {
        key: found
        for key, found in index.items()
        if (found.topic.asked.name, found.reply.interview) in replies
    }
