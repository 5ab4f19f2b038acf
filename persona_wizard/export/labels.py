"""How a choice, a tag or a field sounds inside a sentence."""

import re

from msgspec import Struct

from persona_wizard.export.counts import capital, listed
from persona_wizard.model.bank import Kind
from persona_wizard.model.headings import FIELDS
from persona_wizard.model.numbers import in_digits
from persona_wizard.model.persona import Claim, ClaimKind, Tally
from persona_wizard.model.text import clean_line
from persona_wizard.model.withheld import tells_values

# How a line about a field opens where the field's own lead does not.
_OPENERS = {
    "location": "Where they live",
    "family": "Whom they live with",
    "short-term-goals": "Now",
    "long-term-goals": "Long term",
    "needs": "Needs",
    "wants": "Wants",
    "product-problems": "With the product",
    "life-problems": "In life",
    "barriers": "Kept back by",
    "workarounds": "Makes do with",
    "product-improvements": "For the product",
    "wished-solutions": "For life in general",
}
# Fields whose answers are names, which keep their capital.
_OF_NAMES = ("location",)
# Names that people look things up with; written small they would look like a slip.
_NAMES = frozenset(
    [
        *("Amazon", "Discord", "Facebook", "Google", "Instagram", "Pinterest", "Quora", "Reddit"),
        *("Slack", "Telegram", "Threads", "Twitter", "Wikipedia", "Zalo"),
    ]
)
# Choices that say little behind other words, as they say it there.
_BEHIND_WORDS = {"Other": "something else", "None of these": "none of those listed"}
_OTHERWISE = {"family": "in another way", "location": "elsewhere"}
# A word of several letters, or the one letter that is a word: "A shop", not "I did", not "Dr. No".
_FIRST_WORD = re.compile(r"(?:A(?= )|[^\W\d_]-?[^\W\d_]+(?![\w.]))")
_OWN_CAPITAL = re.compile(r"\bI\b")
# Kinds whose choices say little without the question: "yes", "7", "3 cups".
_NEEDS_ITS_QUESTION = (Kind.YES_NO, Kind.SCALE, Kind.NUMBER)
_ANSWER = "…"
# Below this many answers the values themselves say more than their middle.
_FEW = 5


class Form(Struct, frozen=True):
    """What stands before and after an answer in a sentence about it."""

    before: str = ""
    after: str = ""

    @property
    def about(self) -> str:
        """What opens a list of answers, without its colon."""
        return "" if self.after else self.before.removesuffix(":")

    def said(self, answer: str) -> str:
        """The whole sentence: "Looks things up with reviews"."""
        behind = self.after if self.after[:1] in ",.;:" else f" {self.after}"
        return capital(f"{self.before} {answer}{behind}".strip())


def in_sentence(label: str, field: str | None) -> str:
    """A label as it stands after other words: "Friends and family" loses its capital."""
    if label.endswith(("…", "...")):
        # A label of dots alone has nothing else to say.
        label = label.rstrip("….") or label
    if label in _BEHIND_WORDS:
        otherwise = _OTHERWISE.get(field or "") if label == "Other" else None
        return otherwise or _BEHIND_WORDS[label]
    if field in _OF_NAMES or not _in_sentence_case(label):
        return label
    if label.split()[0].rstrip(",;:") in _NAMES:
        return label
    return label[0].lower() + label[1:]


def _in_sentence_case(label: str) -> bool:
    """Whether a capital opens it and none but "I" stands behind, in any script that has them."""
    first = _FIRST_WORD.match(label)
    behind = _OWN_CAPITAL.sub("", label[1:])
    return first is not None and label[0].isupper() and not any(c.isupper() for c in behind)


def tag_in_words(tag: str) -> str:
    """A tag as a reader says it: "delivery-day" is "delivery day"."""
    return clean_line(tag.replace("-", " ")) or tag


def opener(field: str | None) -> str:
    """How a line about a field opens, without its colon; empty for no field."""
    if field is None or field not in FIELDS:
        return ""
    known = FIELDS[field]
    return _OPENERS.get(field) or known.lead.removesuffix(":") or known.title


def title(field: str | None) -> str:
    """What a field is called; empty for no field."""
    return FIELDS[field].title if field in FIELDS else ""


def choice_in_words(claim: Claim) -> str:
    """A choice as it stands behind other words: as its bank puts it, else as it is worded."""
    label = in_sentence(claim.label, claim.field)
    return claim.says.replace(_ANSWER, label) if claim.says else label


def form(tally: Tally) -> Form | None:
    """How its answers are said: as the bank puts it, else by its field.

    None where the question itself must be told.
    """
    if tally.says:
        before, _, after = tally.says.partition(_ANSWER)
        return Form(before.strip(), after.strip())
    known = FIELDS.get(tally.field or "")
    ours = (
        known is not None and tally.question == known.id and tally.kind not in _NEEDS_ITS_QUESTION
    )
    if known is not None and known.lead and ours:
        return Form(known.lead)
    return Form() if any(claim.says for claim in tally.choices) else None


def claim_in_words(claim: Claim) -> str:
    """A claim that has a sentence of its own: the researcher's, or "Buyer type: innovator"."""
    if claim.wording:
        return claim.wording
    if claim.kind is ClaimKind.INDICATED:
        return f"{title(claim.field)}: {claim.label}"
    return claim.label


def few_values(tally: Tally) -> str:
    """Numbers so few that they say more than their middle: "5 and 8"; else empty."""
    if not tells_values(tally):
        return ""
    # The values that were left out were given all the same.
    given = len(tally.values) if tally.median is None else tally.median.n
    few = tally.values and given < _FEW
    return listed([in_digits(value) for value in tally.values]) if few else ""


def said_as_by_one(tally: Tally) -> bool:
    """Whether its sentence would tell the numbers of several people as those of one person:
    "Drinks 2 and 4 cups".
    """
    sentence = form(tally) if tally.says else None
    if sentence is None or len(tally.values) < 2 or not few_values(tally):
        return False
    return bool(sentence.after) or not sentence.before.endswith(":")


def extremes(tally: Tally) -> tuple[float, ...]:
    """The lowest and the highest number; nothing where some were left out, or none given."""
    whole = tally.median is not None and len(tally.values) == tally.median.n
    return (tally.values[0], tally.values[-1]) if whole and tally.values else ()


def spread(lowest: float, highest: float) -> str:
    """What numbers reach from and to: "answers from 5 to 9"."""
    if lowest == highest:
        return f"all said {in_digits(lowest)}"
    return f"answers from {in_digits(lowest)} to {in_digits(highest)}"


def _middle(claim: Claim, tally: Tally, found: Form | None) -> str:
    few = few_values(tally)
    unit = f" {tally.unit}" if tally.unit else ""
    middle = f"{few or in_sentence(claim.label, claim.field)}{unit}"
    if tally.says and found is not None:
        return f"{found.said(middle)}{'' if few else ' in the middle'}"
    return f"{title(claim.field) or tally.wording}, {'given' if few else 'median'}: {middle}"


def row_label(claim: Claim, tally: Tally | None) -> str:
    """What a claim says, where it stands alone in a table or a list."""
    median = claim.kind is ClaimKind.MEDIAN and not claim.wording
    if tally is None or not median or not said_as_by_one(tally):
        return kept_words(claim, tally)
    unit = f" {tally.unit}" if tally.unit else ""
    return f"{tally.wording} {few_values(tally)}{unit}"


def kept_words(claim: Claim, tally: Tally | None) -> str:
    """The same as records keep it: pages remember a claim by these words, whatever tells it now."""
    if claim.wording or claim.kind in (ClaimKind.COMPOSED, ClaimKind.INDICATED):
        return claim_in_words(claim)
    if claim.kind is ClaimKind.TAG:
        about = title(claim.field)
        words = tag_in_words(claim.label)
        return f"{about}: {words}" if about else words
    if tally is None:
        return claim.label
    found = form(tally)
    if claim.kind is ClaimKind.MEDIAN:
        return _middle(claim, tally, found)
    return found.said(choice_in_words(claim)) if found else f"{tally.wording} {claim.label}"
