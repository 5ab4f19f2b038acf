"""How a choice, a tag or a field sounds inside a sentence."""

import re

from persona_wizard.model.bank import Kind
from persona_wizard.model.headings import FIELDS
from persona_wizard.model.persona import Claim, ClaimKind, Tally

# How a line about a field opens where the field's own lead does not.
_OPENERS = {
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
# A word, capital first and small after, and no capital behind it but "I": "A shop", not "I did".
_SENTENCE_CASE = re.compile(r"(?:A(?= )|[A-Z]-?[a-z]+(?![\w.]))(?:[^A-Z]|\bI\b)*")
# Kinds whose choices say little without the question: "yes", "7", "3 cups".
_NEEDS_ITS_QUESTION = (Kind.YES_NO, Kind.SCALE, Kind.NUMBER)


def in_sentence(label: str, field: str | None) -> str:
    """A label as it stands after other words: "Friends and family" loses its capital."""
    if label.endswith(("…", "...")):
        # A label of dots alone has nothing else to say.
        label = label.rstrip("….") or label
    if field in _OF_NAMES or not _SENTENCE_CASE.fullmatch(label):
        return label
    if label.split()[0].rstrip(",;:") in _NAMES:
        return label
    return label[0].lower() + label[1:]


def tag_in_words(tag: str) -> str:
    """A tag as a reader says it: "delivery-day" is "delivery day"."""
    return tag.replace("-", " ").strip() or tag


def opener(field: str | None) -> str:
    """How a line about a field opens, without its colon; empty for no field."""
    if field is None or field not in FIELDS:
        return ""
    known = FIELDS[field]
    return _OPENERS.get(field) or known.lead.removesuffix(":") or known.title


def title(field: str | None) -> str:
    """What a field is called; empty for no field."""
    return FIELDS[field].title if field in FIELDS else ""


def lead(tally: Tally) -> str:
    """The words of the field that run into the choices; empty where the question must be told."""
    if tally.field not in FIELDS or tally.kind in _NEEDS_ITS_QUESTION:
        return ""
    known = FIELDS[tally.field]
    return known.lead if tally.question == known.id else ""


def claim_in_words(claim: Claim) -> str:
    """A claim that has a sentence of its own: the researcher's, or "Buyer type: innovator"."""
    if claim.wording:
        return claim.wording
    if claim.kind is ClaimKind.INDICATED:
        return f"{title(claim.field)}: {tag_in_words(claim.label)}"
    return claim.label


def row_label(claim: Claim, tally: Tally | None) -> str:
    """What a claim says, where it stands alone in a table or a list."""
    if claim.wording or claim.kind in (ClaimKind.COMPOSED, ClaimKind.INDICATED):
        return claim_in_words(claim)
    if claim.kind is ClaimKind.TAG:
        about = title(claim.field)
        words = tag_in_words(claim.label)
        return f"{about}: {words}" if about else words
    if tally is None:
        return claim.label
    if claim.kind is ClaimKind.MEDIAN:
        return f"{title(claim.field) or tally.wording}, median: {claim.label}"
    run_in = lead(tally)
    if run_in:
        return f"{run_in} {in_sentence(claim.label, claim.field)}"
    return f"{tally.wording} {claim.label}"
