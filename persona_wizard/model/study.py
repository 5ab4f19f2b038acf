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


# What any study may fill into its banks, beside words of its own.
STUDY_WORDS = ("product", "competitor")
# The lists that any study has, with what they hold until it says otherwise.
USUAL_LISTS: dict[str, tuple[str, ...]] = {
    "competitors": (),
    "income-bands": (
        "Under 20,000",
        "20,000 to 39,999",
        "40,000 to 59,999",
        "60,000 to 99,999",
        "100,000 or over",
    ),
}


class Wording(Struct, frozen=True):
    """A question as it was worded at one time; fills are still in it."""

    question: str
    wording: str


class SettledChange(Struct, frozen=True):
    """A bank's change that the researcher has been told of; its forms go by their digests."""

    bank: str
    before: str
    after: str


class Study(Struct, frozen=True, kw_only=True):
    """A study's settings.

    `words` fill the banks: `{"product": "Cedar Coffee"}`. `lists` do, too, and are choices where
    one stands alone in a list: `{"competitors": ("Harbour Beans", "Daily Drop")}`. Answers to a
    wording that is `apart` are not counted together with those to other wordings. `settled` are
    the changes of banks that were decided about.
    """

    title: str
    language: str = "en"
    target_market: str = ""
    segment: str = ""
    words: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    apart: tuple[Wording, ...] = ()
    settled: tuple[SettledChange, ...] = ()
    personas: tuple[Curation, ...] = (Curation(),)

    @property
    def product(self) -> str:
        return self.words.get("product", "")

    @property
    def choice_lists(self) -> dict[str, tuple[str, ...]]:
        """Every list by name, the usual ones included."""
        return {**USUAL_LISTS, **self.lists}

    @property
    def fills(self) -> dict[str, str]:
        """What stands for each `{word}` in a text; a list is written out with commas."""
        lists = {name: ", ".join(items) for name, items in self.choice_lists.items() if items}
        return {**lists, **self.words}
