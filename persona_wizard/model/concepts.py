"""The glossary: the words of the field, explained in plain ones."""

from msgspec import Struct


class Concept(Struct, frozen=True):
    """A word of the field: what it means, an example, and how a bank captures it."""

    id: str
    name: str
    meaning: str
    example: str
    captured: str


BUYING_ROLES = ("decision-maker", "influencer", "end-user")
BUYER_TYPES = (
    "budget-conscious",
    "relationship-focused",
    "innovator",
    "risk-averse",
    "industry-specific",
    "segment-specific",
    "competitor-focused",
)
_IDS = (
    "customer-persona",
    "market-segmentation",
    "target-market",
    "demographic-information",
    "psychographic-information",
    "behavioural-information",
    "pain-points",
    "needs-and-wants",
    "decision-making-process",
    "channels",
    "customer-journey",
    *BUYING_ROLES,
    *BUYER_TYPES,
)

CONCEPTS: tuple[Concept, ...] = tuple(Concept(i, i, "", "", "") for i in _IDS)

CONCEPT_BY_ID = {concept.id: concept for concept in CONCEPTS}
