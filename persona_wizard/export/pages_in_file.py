"""Where the pages in a file begin and end: what stands around them is no part of them."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from persona_wizard.export.as_written import EDGE, is_title, title_as_written
from persona_wizard.model.built_on import record_ends, without_ending

# Lines are read of Markdown; HTML is made of the same, and breaks them elsewhere.
_HTML = ("<!doctype", "<html")
# What no front matter but a page's has.
_OURS = ("schema", "interviews", "digest")


def is_html(page: str) -> bool:
    """Whether a page is HTML."""
    return page.lstrip()[: len(_HTML[0])].lower().startswith(_HTML)


def pages_in(text: str) -> tuple[str, ...]:
    """Each page of a file with its record; the file itself where it holds no more than one.

    Lines keep their numbers: in place of what stands before a page there are empty lines.
    """
    rows = text.split("\n")
    begins, ends = set(_front_matters(rows)), set(_rows_behind_records(text))
    if max(len(begins), len(ends)) < 2:
        return (text,)
    cuts = sorted({0, *begins, *ends, len(rows)})
    parts = ((first, last) for first, last in pairwise(cuts) if first in begins or last in ends)
    found = ("\n" * first + "\n".join(rows[first:last]) for first, last in parts)
    return tuple(page for page in found if without_ending(page).strip())


def own_text(page: str, written: Collection[bytes]) -> str:
    """What is the page's own in a file that holds one page; its lines keep their numbers.

    That is all from its front matter, or from its title, to its record. Where neither stands
    before the record it is everything.
    """
    rows = page.split("\n")
    end = max(_rows_behind_records(page), default=len(rows))
    first = _first(rows[:end], written)
    if first is None:
        return without_ending(page)
    return "\n" * first + without_ending("\n".join(rows[first:end]))


def title_of(page: str) -> str:
    """The first title on a page, as it stands there; empty where there is none."""
    return next((row.strip("# ") for row in page.split("\n") if is_title(row)), "")


def _first(rows: Sequence[str], written: Collection[bytes]) -> int | None:
    front = next(_front_matters(rows), None)
    if front is not None:
        return front
    titled = (at for at, row in enumerate(rows) if _is_uppermost(row, written))
    opened = (at for at, row in enumerate(rows) if is_html(row))
    return next(titled, next(opened, None))


def _is_uppermost(row: str, written: Collection[bytes]) -> bool:
    return row.startswith("# ") and title_as_written(row, written)


def _front_matters(rows: Sequence[str]) -> Iterator[int]:
    """Rows at which the front matter of a page begins."""
    opened = None
    for at, row in enumerate(rows):
        if row.rstrip() == EDGE:
            opened = at
        elif not row.strip():
            opened = None
        elif opened is not None and row.partition(":")[0] in _OURS:
            yield opened
            opened = None


def _rows_behind_records(text: str) -> Iterator[int]:
    row = before = 0
    for end in record_ends(text):
        row += text.count("\n", before, end)
        before = end
        yield row + 1
