"""A research project's own settings, and what the researcher decided about its personas."""

from msgspec import Struct, field


class AcceptedGap(Struct, frozen=True):
    """A gap that the researcher lets stand, with the reason."""

    gap: str
    reason: str


class Photo(Struct, frozen=True):
    """A persona's photo: a file name in the study's `photos/`, or a placeholder that was chosen."""

    file: str = ""
    alt: str = ""
    source: str = ""
    placeholder: bool = False


class Curation(Struct, frozen=True, kw_only=True):
    """A researcher's decisions about one persona, kept apart from the evidence."""

    id: str = "persona"
    name: str = ""
    tagline: str = ""
    photo: Photo | None = None
    accepted: tuple[AcceptedGap, ...] = ()


class Study(Struct, frozen=True, kw_only=True):
    """A study's settings. `words` fill the banks: `{"product": "Cedar Coffee"}`."""

    title: str
    language: str = "en"
    target_market: str = ""
    segment: str = ""
    words: dict[str, str] = field(default_factory=dict)
    personas: tuple[Curation, ...] = (Curation(),)

    @property
    def product(self) -> str:
        return self.words.get("product", "")
