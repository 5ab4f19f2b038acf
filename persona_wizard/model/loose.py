"""What was composed and counts no longer: loose links, and sentences without evidence."""

from enum import StrEnum

from msgspec import Struct

from persona_wizard.model.composing import ObservationKey


class Looseness(StrEnum):
    """Why a link counts no longer."""

    GONE = "gone"
    EDITED = "edited"
    NOT_COUNTED = "not-counted"


class LooseLink(Struct, frozen=True):
    """A link of a composed claim (id) to an observation that is not there, or does not count."""

    claim: str
    key: ObservationKey
    supports: bool
    why: Looseness


class Unfounded(Struct, frozen=True):
    """A composed claim or an accepted type that nobody supports: kept, and no claim."""

    id: str
    heading: str
    sentence: str
