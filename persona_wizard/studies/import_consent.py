"""Columns in which respondents agreed to something: which they are, and what was said in them."""

import re
from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from persona_wizard.model.alike import key
from persona_wizard.model.interview import CONSENT_QUOTE, CONSENT_TAKE_PART
from persona_wizard.studies.import_headers import TICKED, UNTICKED, Column
from persona_wizard.studies.import_text import is_blank

_YES = TICKED | {
    key(text)
    for text in ("y", "agree", "agreed", "I agree", "I consent", "vâng", "đồng ý", "tôi đồng ý")
}
_NO = UNTICKED | {
    key(text)
    for text in ("n", "disagree", "I disagree", "I do not agree", "I don't agree", "không đồng ý")
}
_MAY = (
    r"(?:may|can|could|agree|consent|happy|willing|allow(?:ed)?|permit(?:ted)?|permission"
    r"|okay|ok|fine|mind|want|like|let|object)"
)
_ASKED = (
    (
        CONSENT_QUOTE,
        re.compile(
            rf"\b{_MAY}\b.*?\b(?P<act>quot(?:ed?|ing)\s+(?:from\s+)?(?:me|you|my|your|us|our|what)\b"
            r"|be(?:ing)?\s+quoted\b)"
            r"|^\W*(?:please\s+)?(?:(?:do not|don['’]?t|never)\s+)?(?P<plain>quote\s+me\b)"
            r"|(?:cho phép|đồng ý|có thể|được|muốn|phiền).*?(?P<vi>trích\s+(?:dẫn|lời|nguyên))",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        CONSENT_TAKE_PART,
        re.compile(
            r"\b(?:agree|consent|happy|willing)\s+to\s+"
            r"(?P<act>(?:tak(?:e|ing)\s+part|participat(?:e|ing|ion))\b)"
            r"|đồng ý\s+(?P<vi>tham gia)",
            re.IGNORECASE,
        ),
    ),
)
# What somebody may be asked to take part in beside this.
_SOMETHING_ELSE = re.compile(
    r"follow.?up|\b(?:again|future|further|another|next|beta|draw|raffle|panel|call|interviews?"
    r"|trial|test)\b|lần sau|tiếp theo|bốc thăm|phỏng vấn",
    re.IGNORECASE,
)
# Two of them in a row mean yes: “I don't mind”.
_AGAINST = re.compile(
    r"\bnot\b|n['’]t\b|\bdont\b|\bnever\b|\bmind\b|\bobject\b|\brefuse\b|\bdecline\b"
    r"|không (?:muốn|đồng ý|cho phép|được|phiền)|\bphiền\b",
    re.IGNORECASE,
)
_LIKE_CONSENT = re.compile(
    r"\bconsent|\bpermission|\bquot(?:e|ed|es|ing|able|ation)\b|\banonym|\bgdpr\b|\bprivacy"
    r"|data protection|\bagree to\b|\buse (?:of )?(?:my|your)\b|\bpublish"
    r"|tak(?:e|ing) part|\bparticipat|đồng ý|cho phép|trích|ẩn danh|riêng tư",
    re.IGNORECASE,
)


class ConsentColumn(Struct, frozen=True):
    """A column's place (from 0); `turned` where it asks the other way round: “Don't quote me”."""

    place: int
    turned: bool = False


def consent_asked(column: Column) -> str:
    """The consent item that a column surely asks for; empty for none."""
    for text in _texts(column):
        for item, asked in _ASKED:
            other = item == CONSENT_TAKE_PART and _SOMETHING_ELSE.search(text)
            if asked.search(text) and not other:
                return item
    return ""


def is_turned(column: Column) -> bool:
    """Whether a yes in this column is a no."""
    for text in _texts(column):
        for _, asked in _ASKED:
            if found := asked.search(text):
                act = found.start(found.lastgroup or 0)
                against = _AGAINST.findall(text[:act])
                both = sum(len(one.split()) > 1 and "phiền" in one for one in against)
                return (len(against) + both) % 2 == 1
    return False


def may_be_consent(column: Column, values: Iterable[str]) -> bool:
    """Whether a column could be one of consent, so that a person is to say what it is."""
    said = {key(value) for value in values if not is_blank(value)}
    if not said or not any(map(_LIKE_CONSENT.search, _texts(column))):
        return False
    plain = said & (_YES | _NO)
    return 2 * len(plain) >= len(said) or any(map(_LIKE_CONSENT.search, said))


def agreed(cells: Sequence[tuple[ConsentColumn, str, Collection[str]]]) -> bool | None:
    """What somebody said in the columns of one item; None where they left them blank.

    Beside each cell stand the keys that are a yes in it. A no in one of them is a no, and so is
    whatever is no plain yes.
    """
    said = {_said(text, one.turned, yes) for one, text, yes in cells if not is_blank(text)}
    return None if not said else said == {True}


def is_clear(text: str, yes: Collection[str]) -> bool:
    """Whether a text is a plain yes or no, or blank."""
    return is_blank(text) or key(text) in _YES | _NO or key(text) in yes


def yes_texts(column: Column, item: str) -> frozenset[str]:
    """What a ticked box may say in place of a yes, as keys: what it stands beside."""
    return frozenset(map(key, (*_texts(column), item))) - {""}


def _said(text: str, turned: bool, yes: Collection[str]) -> bool:
    named = key(text)
    if turned:
        return named in _NO
    return named in _YES or named in yes


def _texts(column: Column) -> tuple[str, ...]:
    return tuple(filter(None, (column.part, *reversed(column.names))))
