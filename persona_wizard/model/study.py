"""A research project's own settings, and what the researcher decided about its personas."""

from msgspec import Struct, field

from persona_wizard.model.composing import Code, ComposedClaim, Hypothesis, ObservationKey
from persona_wizard.model.departments import DEPARTMENTS, Department


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


class Portrait(Struct, frozen=True):
    """A picture in `photos/` (file name), and the participant (id) whom it shows."""

    file: str
    shows: str


class Rewording(Struct, frozen=True):
    """A claim (id) in the researcher's words.

    `digest` is of its evidence when it was reworded, `sentence` what it said then.
    """

    claim: str
    wording: str
    digest: str
    sentence: str


class Advice(Struct, frozen=True):
    """One line of the researcher's own reading. `whom` is whom it is for ("Sales").

    `cites` are the ids of the claims that it rests on.
    """

    whom: str
    sentence: str
    cites: tuple[str, ...] = ()


class Curation(Struct, frozen=True, kw_only=True):
    """A researcher's decisions about one persona, kept apart from the evidence.

    `hidden`, `pinned` and `order` are ids of claims, `suggestions` those of suggested buyer types
    that were accepted. `members` are the participants (ids) that it is drawn from, all where it is
    empty; `grouped_because` is why.
    """

    id: str = "persona"
    name: str = ""
    tagline: str = ""
    photo: Photo | None = None
    accepted: tuple[AcceptedGap, ...] = ()
    hidden: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    reworded: tuple[Rewording, ...] = ()
    suggestions: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    grouped_because: str = ""
    advice: tuple[Advice, ...] = ()


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
    """A study's settings, and what the researcher made of what people said.

    `words` fill the banks: `{"product": "Cedar Coffee"}`. `lists` do, too, and are choices where
    one stands alone in a list: `{"competitors": ("Harbour Beans", "Daily Drop")}`. Answers to a
    wording that is `apart` are not counted together with those to other wordings. `settled` are
    the changes of banks that were decided about. `photos` are the pictures that show somebody.
    `read` are observations with nothing to claim. `departments` are who reads its personas.
    """

    title: str
    language: str = "en"
    target_market: str = ""
    segment: str = ""
    words: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    apart: tuple[Wording, ...] = ()
    settled: tuple[SettledChange, ...] = ()
    photos: tuple[Portrait, ...] = ()
    personas: tuple[Curation, ...] = (Curation(),)
    claims: tuple[ComposedClaim, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    codes: tuple[Code, ...] = ()
    read: tuple[ObservationKey, ...] = ()
    departments: tuple[Department, ...] = DEPARTMENTS

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
