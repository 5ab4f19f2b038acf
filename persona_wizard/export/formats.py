"""The kinds of files that a persona leaves the house in."""

from enum import StrEnum


class Format(StrEnum):
    """A page to read, or data."""

    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    ANSWERS_CSV = "answers-csv"
    QUOTES_CSV = "quotes-csv"

    @property
    def is_page(self) -> bool:
        """Whether people read it, so that nothing may be missing from it unseen."""
        return self in (Format.MARKDOWN, Format.HTML)

    @property
    def is_table(self) -> bool:
        """Whether it has a row for each answer or quote, of everyone or of a persona's people."""
        return self in (Format.ANSWERS_CSV, Format.QUOTES_CSV)

    @property
    def suffix(self) -> str:
        """What a file's name ends with: ".md", "-answers.csv"."""
        return _SUFFIXES[self]


_SUFFIXES = {
    Format.MARKDOWN: ".md",
    Format.HTML: ".html",
    Format.JSON: ".json",
    Format.ANSWERS_CSV: "-answers.csv",
    Format.QUOTES_CSV: "-quotes.csv",
}
