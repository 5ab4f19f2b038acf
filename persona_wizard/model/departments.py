"""Who reads personas: departments, each with its own choice of the page."""

from msgspec import Struct


class Department(Struct, frozen=True, kw_only=True):
    """A reader of personas. `sections` are ids, in order; `question` is what it asks of a persona.

    `folder` is where its pages go; empty for a folder of its own in the study's `exports/`.
    """

    id: str
    title: str = ""
    question: str = ""
    sections: tuple[str, ...] = ()
    folder: str = ""


DEPARTMENTS = (
    Department(
        id="marketing",
        title="Marketing",
        question="What would make them look up, and where would they see it?",
        sections=("one-line", "their-words", "triggers", "channels"),
    ),
    Department(
        id="sales",
        title="Sales",
        question="Who decides, what holds them back, and what got others past that?",
        sections=("roles-and-types", "objections", "chosen-instead", "got-past-it"),
    ),
    Department(
        id="product",
        title="Product",
        question="What gets in their way, how do they get around it, and what would they change?",
        sections=("problems", "workarounds", "wishes"),
    ),
    Department(
        id="support",
        title="Support",
        question="What goes wrong for them, and how do they say it?",
        sections=("problems", "their-language"),
    ),
)
