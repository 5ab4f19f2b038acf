"""Columns in which respondents agreed to something: which they are, and what was said in them."""

import re
from collections.abc import Collection, Iterable, Sequence
from enum import Enum, auto

from msgspec import Struct

from persona_wizard.model.alike import key
from persona_wizard.model.interview import CONSENT_QUOTE, CONSENT_TAKE_PART
from persona_wizard.studies.import_headers import TICKED, UNTICKED, Column, part_in
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
# The time that looking takes grows with the square of the length.
_LONGEST = 5000
_ASKED = (
    (
        CONSENT_QUOTE,
        re.compile(
            rf"\b{_MAY}\b[^.?!]*?\b(?P<act>quot(?:ed?|ing)\s+(?:from\s+)?"
            r"(?:me|you|my|your|us|our|what)\b|be(?:ing)?\s+quoted\b)"
            r"|^\W*(?:please\s+)?(?:(?:do not|don['’]?t|never)\s+)?(?P<plain>quote\s+me\b)"
            r"|(?:cho phép|đồng ý|có thể|được|muốn|phiền|không|đừng)[^.?!]*?"
            r"(?P<vi>trích\s+(?:dẫn|lời|nguyên))",
            re.IGNORECASE,
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
    r"|trial|test|(?<!this )sessions?|usability|workshops?|focus groups?|webinars?|events?"
    r"|competition|contest)\b|lần sau|tiếp theo|bốc thăm|phỏng vấn|hội thảo",
    re.IGNORECASE,
)
# What is quoted to a customer, and not from one.
_PRICE = re.compile(
    r"\b(?:pric(?:es?|ing)|offers?|plans?|fees?|rates?|costs?|premiums?|estimates?|tariffs?"
    r"|discounts?|figures?|amounts?|insurance)\b",
    re.IGNORECASE,
)
_PRICED = re.compile(r"\s*(?:an?|for|some|the|projects?|orders?|repairs?)\b", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"[.?!:;,()\[\]…–—\n]|\s-\s")
# Vietnamese ends a question with “không”, which is no negation there.
_AGAINST = re.compile(
    r"\bnot\b|n['’]t\b|\b(?:dont|cannot|never|no|none|nobody|neither|nor|unless|mind"
    r"|object(?:ions?)?|refuse|decline|disagree|forbid|rather|against|opt(?:ing)?.out|untick"
    r"|uncheck)\b"
    r"|\bkhông\b(?!\s*(?:ạ|nhỉ|vậy|nhé)?\s*(?:[?.!;:)\]/]|$))"
    r"|\b(?:đừng|chẳng|chưa|chớ|phiền|ngại|từ chối)\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(r"\b(?:yes|có)\s*(?:/|\||,|or|hoặc|hay)\s*(?:no|không)\b", re.IGNORECASE)
# Before the act these leave it open whether a yes allows it.
_INSTEAD = re.compile(
    r"\b(?:without|before|instead of|except|stop|avoid|exclude[ds]?|excluding|left out|leave"
    r"|withdraw|revoke|prevent|refrain|hardly|from being"
    r"|trước khi|rút lại|thay vì|tránh)\b",
    re.IGNORECASE,
)
_NOT = r"(?:\b(?:not|dont|never|không|đừng)\b|n['’]t\b)"
_BETWEEN = (
    r"(?:\s+(?:to|be|ever|want|wish|like|agree|consent|allow|permit|happy|willing|okay|ok|fine"
    r"|with|for|that|if|you|us|we|our|it|give|permission|muốn|đồng ý|cho phép|cho|được|bị|ai|nếu"
    r"|khi|bạn|chúng tôi|tôi))*\s*$"
)
_MINDING = r"(?:\b(?:mind|object|refuse|decline|phiền)\b)"
_TURNED = re.compile(rf"(?:{_NOT}|{_MINDING}){_BETWEEN}", re.IGNORECASE)
_NOT_MINDING = re.compile(rf"{_NOT}\s+(?:mind|object|phiền)\b{_BETWEEN}", re.IGNORECASE)
_LIKE_CONSENT = re.compile(
    r"\bconsent|\bpermission|\bquot(?:e|ed|es|ing|able|ation)\b|\banonym|\bgdpr\b|\bprivacy"
    r"|data protection|\bagree to\b|\buse (?:of )?(?:my|your)\b|\bpublish"
    r"|tak(?:e|ing) part|\bparticipat|đồng ý|cho phép|trích|ẩn danh|riêng tư",
    re.IGNORECASE,
)


class Way(Enum):
    """How a header asks: for a yes, for a no (“Don't quote me”), or so that nobody surely knows."""

    STRAIGHT = auto()
    TURNED = auto()
    DOUBTFUL = auto()


class ConsentColumn(Struct, frozen=True):
    """A column's place (from 0); `turned` where it asks the other way round: “Don't quote me”.

    A no in a turned column is a yes only where `told`: somebody named the column as consent.
    """

    place: int
    turned: bool = False
    told: bool = False


def consent_asked(column: Column) -> str:
    """The consent item that a column surely asks for; empty for none."""
    item, way = _asked(column)
    return "" if way is Way.DOUBTFUL else item


def consent_column(column: Column, place: int, named: bool) -> ConsentColumn:
    """A column of consent; `named` where the file of columns says that it is one."""
    if key(column.part or part_in(column.title).part) in _NO:
        # Who left out the choice “No” may have left out all of them.
        return ConsentColumn(place, turned=True)
    return ConsentColumn(place, turned=_asked(column)[1] is Way.TURNED, told=named)


def may_be_consent(column: Column, values: Iterable[str]) -> bool:
    """Whether a column could be one of consent, so that a person is to say what it is."""
    if _asked(column)[1] is Way.DOUBTFUL:
        return True
    said = {key(value) for value in values if not is_blank(value)}
    if not said or not any(map(_LIKE_CONSENT.search, _texts(column))):
        return False
    plain = said & (_YES | _NO)
    return 2 * len(plain) >= len(said) or any(map(_LIKE_CONSENT.search, said))


def agreed(cells: Sequence[tuple[ConsentColumn, str, Collection[str]]]) -> bool | None:
    """What somebody said in the columns of one item; None where they left it open.

    Beside each cell stand the keys that are a yes in it. A no in one of them is a no, and so is
    whatever is no plain yes.
    """
    said = {_said(text, one, yes) for one, text, yes in cells if not is_blank(text)} - {None}
    return None if not said else said == {True}


def is_clear(text: str, yes: Collection[str]) -> bool:
    """Whether a text is a plain yes or no, or blank."""
    return is_blank(text) or key(text) in _YES | _NO or key(text) in yes


def yes_texts(column: Column, item: str) -> frozenset[str]:
    """What a ticked box may say in place of a yes, as keys: what it stands beside."""
    return frozenset(map(key, (*_texts(column), item))) - {""}


def _said(text: str, column: ConsentColumn, yes: Collection[str]) -> bool | None:
    named = key(text)
    agrees = named in _YES or named in yes
    if not column.turned:
        return agrees
    if agrees or named not in _NO:
        return False
    return True if column.told else None


def _asked(column: Column) -> tuple[str, Way]:
    """The consent item that a column asks for, and how; an empty one for none."""
    texts = _texts(column)
    for text in texts:
        if len(text) > _LONGEST:
            continue
        for item, asked in _ASKED:
            found = asked.search(text)
            if not found or (item == CONSENT_TAKE_PART and _SOMETHING_ELSE.search(text)):
                continue
            others = [other for other in texts if other != text]
            if any(key(other) in _NO for other in (*others, part_in(text).part)):
                return item, Way.DOUBTFUL
            if item == CONSENT_QUOTE and _is_doubtful(text, found, others):
                return item, Way.DOUBTFUL
            return item, _way(text, found)
    return "", Way.STRAIGHT


def _is_doubtful(text: str, found: re.Match[str], others: Iterable[str]) -> bool:
    """Whether something beside the clause that asks may say no, or quotes them a price."""
    start, end = found.span(found.lastgroup or 0)
    beside = (text[: _clause(text, start)], text[end:], *others)
    return (
        any(_AGAINST.search(_YES_OR_NO.sub("", one)) for one in beside)
        or _PRICE.search(text) is not None
        or _PRICED.match(text, end) is not None
    )


def _way(text: str, found: re.Match[str]) -> Way:
    """How the clause before the act asks."""
    start, end = found.span(found.lastgroup or 0)
    begin = _clause(text, start)
    clause = text[begin:start]
    if _INSTEAD.search(clause):
        return Way.DOUBTFUL
    # What follows tells whether “không” is a negation, so the whole text is looked at.
    against = _AGAINST.search(text, begin)
    if against is None or against.start() >= start:
        return Way.STRAIGHT
    place = against.start() - begin
    rest = text[end:]
    stop = re.search(r"[.?!]", rest)
    asks = stop is not None and stop[0] == "?"
    minds = re.match(_MINDING, clause[place:], re.IGNORECASE)
    # “Don't you want to be quoted?” means the same as without the “not”.
    if asks and not minds:
        return Way.DOUBTFUL
    if _NOT_MINDING.match(clause, place):
        return Way.STRAIGHT
    return Way.TURNED if _TURNED.match(clause, place) else Way.DOUBTFUL


def _clause(text: str, act: int) -> int:
    """Where the clause begins that an act stands in."""
    return max((end.end() for end in _CLAUSE_ENDS.finditer(text, 0, act)), default=0)


def _texts(column: Column) -> tuple[str, ...]:
    return tuple(filter(None, (column.part, *reversed(column.names))))
