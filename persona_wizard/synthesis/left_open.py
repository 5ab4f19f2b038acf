"""What the researcher lets stand, and so asks nobody about."""

from collections.abc import Iterable

from msgspec import Struct

from persona_wizard.model.bank import Question
from persona_wizard.model.headings import Audience
from persona_wizard.model.persona import Gap

_OF_FIELDS = ("field/", "few/")
_OF_QUESTIONS = "open/"


class LeftOpen(Struct, frozen=True):
    """What stands open on purpose of one audience: fields, headings, questions (ids), or all."""

    fields: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    everything: bool = False

    def holds(self, question: Question) -> bool:
        """Whether a question need not be asked of the audience."""
        return (
            question.id in self.questions
            or question.field in self.fields
            or question.heading in self.headings
        )


def left_open(gaps: Iterable[Gap], audience: Audience) -> LeftOpen:
    """What the accepted ones among these gaps say of an audience."""
    accepted = [gap for gap in gaps if gap.accepted is not None]
    theirs = [gap for gap in accepted if gap.audience is audience]
    return LeftOpen(
        fields=frozenset(g.field for g in accepted if g.field and g.id.startswith(_OF_FIELDS)),
        headings=frozenset(gap.heading for gap in theirs if gap.heading),
        # What tells a question from others of its id stands behind a colon.
        questions=frozenset(
            gap.id.removeprefix(_OF_QUESTIONS).partition(":")[0]
            for gap in accepted
            if gap.id.startswith(_OF_QUESTIONS)
        ),
        everything=any(gap.heading is None for gap in theirs),
    )
