"""The six headings of a persona, the fields they are made of, and the three audiences."""

from enum import StrEnum

from msgspec import Struct


class Audience(StrEnum):
    """Whom a study talks to."""

    CUSTOMERS = "customers"
    NON_PURCHASERS = "non-purchasers"
    PROSPECTS = "prospects"

    @property
    def one(self) -> str:
        """The word for one of them: "customer"."""
        return self.value.removesuffix("s")


class Field(Struct, frozen=True):
    """One thing a heading is made of. `lead` opens a sentence about it on the page."""

    id: str
    title: str
    expected: bool = True
    only: tuple[Audience, ...] = tuple(Audience)
    lead: str = ""

    def expected_of(self, audience: Audience) -> bool:
        return self.expected and audience in self.only


class Heading(Struct, frozen=True):
    """One of the six parts of a persona."""

    id: str
    title: str
    fields: tuple[Field, ...]
    short: str
    aliases: tuple[str, ...] = ()
    letter: str = ""


HEADINGS: tuple[Heading, ...] = (
    Heading(
        id="general",
        title="General information",
        short="General",
        letter="G",
        fields=(
            Field("occupation", "Occupation", lead="Occupation:"),
            Field("location", "Location", lead="Location:"),
            Field("family", "Family", lead="Lives"),
            Field("industry", "Industry", expected=False, lead="Works in"),
            Field("company-size", "Company size", expected=False, lead="Company size:"),
        ),
    ),
    Heading(
        id="demographics",
        title="Demographic information",
        short="Demographics",
        letter="D",
        aliases=("Anthropological information",),
        fields=(
            Field("gender", "Gender", lead="Gender:"),
            Field("age-group", "Age group", lead="Age:"),
            Field("income", "Income", lead="Income:"),
            Field("area", "Area", lead="Area:"),
            Field("education", "Education", expected=False, lead="Education:"),
        ),
    ),
    Heading(
        id="personality",
        title="Personality and behaviour",
        short="Personality",
        letter="B",
        fields=(
            Field("character", "Character"),
            Field("interests", "Interests"),
            Field("information-sources", "Information sources", lead="Looks things up with"),
            Field("channels", "Channels", lead="Buys or asks through:"),
            Field("decision-process", "Decision process", lead="Decides:"),
            Field(
                "purchase-frequency",
                "Purchase frequency",
                only=(Audience.CUSTOMERS,),
                lead="Buys",
            ),
            Field("values", "Values", expected=False),
            Field("lifestyle", "Lifestyle", expected=False),
            Field("brand-loyalty", "Brand loyalty", expected=False),
            Field("buying-role", "Buying role", expected=False),
            Field("buyer-type", "Buyer type", expected=False),
        ),
    ),
    Heading(
        id="objectives",
        title="Objectives",
        short="Objectives",
        letter="O",
        fields=(
            Field("short-term-goals", "Short-term goals"),
            Field("long-term-goals", "Long-term goals"),
            Field("needs", "Needs", expected=False),
            Field("wants", "Wants", expected=False),
        ),
    ),
    Heading(
        id="problems",
        title="Problems",
        short="Problems",
        letter="P",
        fields=(
            Field("product-problems", "Problems with what they use"),
            Field("life-problems", "Problems in life"),
            Field("barriers", "Barriers", expected=False, lead="Kept back by"),
            Field("workarounds", "Workarounds", expected=False, lead="Makes do with"),
        ),
    ),
    Heading(
        id="wishes",
        title="Suggestions and wishes",
        short="Suggestions",
        letter="W",
        fields=(
            Field("product-improvements", "Improvements to the product"),
            Field("wished-solutions", "Wished-for solutions"),
        ),
    ),
)

# Headings made of facts by which a participant could be recognised.
PRIVATE_HEADINGS = ("general", "demographics")

FIELDS: dict[str, Field] = {field.id: field for heading in HEADINGS for field in heading.fields}

_HEADING_OF_FIELD = {field.id: heading for heading in HEADINGS for field in heading.fields}
_BY_ID = {heading.id: heading for heading in HEADINGS}


def heading(heading_id: str) -> Heading:
    """The heading with this id. Raises KeyError for any other text."""
    return _BY_ID[heading_id]


def heading_of_field(field_id: str) -> Heading:
    """The heading that a field belongs to. Raises KeyError for an unknown field."""
    return _HEADING_OF_FIELD[field_id]


def expected_fields(audience: Audience) -> tuple[Field, ...]:
    """The fields without which this audience's persona has a gap, in the headings' order."""
    return tuple(f for h in HEADINGS for f in h.fields if f.expected_of(audience))
