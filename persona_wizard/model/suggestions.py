"""Buyer types that answers suggest, for the researcher to accept or not."""

from msgspec import Struct


class Indicator(Struct, frozen=True):
    """A choice that hints at a buyer type, and how many took it: `n` of `base`."""

    claim: str
    question: str
    label: str
    n: int
    base: int


class Suggestion(Struct, frozen=True, kw_only=True):
    """A buyer type that answers suggest. `id` is `indicated/` and the type.

    `n` participants took choices that hint at it in two or more questions, of the `base` who were
    asked as many such questions.
    """

    id: str
    type: str
    n: int
    base: int
    indicators: tuple[Indicator, ...]
    accepted: bool = False
