"""A persona's page as one HTML file that needs nothing beside it: a card for the wall."""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from persona_wizard.export.html_blocks import (
    Dresser,
    Page,
    Part,
    is_picture,
    opening_words,
    read_page,
    words,
)
from persona_wizard.export.html_charts import charts
from persona_wizard.export.html_picture import picture_address
from persona_wizard.export.html_sheet import Card, Sheet, beside, items, sheet_of
from persona_wizard.export.journey import TITLE as JOURNEY
from persona_wizard.export.markdown import CONTRASTS, EVIDENCE, UNKNOWN
from persona_wizard.export.missing import standing
from persona_wizard.export.placeholder import palette, placeholder_svg
from persona_wizard.export.record import with_charts
from persona_wizard.export.side_by_side import TITLE as SIDE_BY_SIDE
from persona_wizard.model.languages import base_language
from persona_wizard.model.persona import Persona, Status
from persona_wizard.model.text import clean_line

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

AT_A_GLANCE = "At a glance"
WHO_SAID_IT = "Who said it"
LEFT_OVER = "What the card has no room for"
# The page's own words, whatever language people were interviewed in.
_OURS = "en"
# Any of these opens what follows the headings, or a department's parts.
_MORE = (CONTRASTS, SIDE_BY_SIDE, JOURNEY, UNKNOWN)
# The letters of everything, which is read sheet by sheet, in points.
_DENSE = 7.0
# Lines of a heading from which on it may dwarf the others.
_LONG = 8
# Without angle brackets no line of it can end the comment that it stands in.
_RECORD = re.compile(r'^\[//\]: # "[^"<>]*"$', re.MULTILINE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def html(persona: Persona, page: str, *, language: str = _OURS, photo: bytes = b"") -> str:
    """The `page`, which is Markdown made of this persona, as an HTML document.

    `language` is the study's (BCP 47); `photo` is the persona's, as the file holds it. Nothing is
    fetched and nothing runs: no address, no script, and a policy that would let none.
    """
    return _Card(persona, read_page(page), page, language, photo).document()


class _Card:
    def __init__(
        self, persona: Persona, page: Page, source: str, language: str, photo: bytes
    ) -> None:
        self._persona = persona
        self._page = page
        self._source = source
        self._photo = photo
        titles = [part.title for part in page.parts]
        self._pictures = charts(persona, titles)
        after = titles.index(EVIDENCE) if EVIDENCE in titles else len(titles)
        more = next((at for at, title in enumerate(titles) if title in _MORE), after)
        self._headings, self._more = page.parts[:more], page.parts[more:after]
        self._evidence = page.parts[after:]
        self._sheet = Sheet(_DENSE) if self._evidence else sheet_of(self._card())
        marked = {block: "cut" for block in self._sheet.cut}
        marked |= {block: "later" for block in self._sheet.later if not isinstance(block, str)}
        self._dress = Dresser(page.footnotes, set(_told_line_by_line(page)), marked)
        self._language = language if _LANGUAGE.fullmatch(language) else _OURS
        # Words of ours among words of theirs are read aloud in ours.
        foreign = base_language(self._language) != _OURS
        self._ours = f' lang="{_OURS}"' if foreign else ""

    def document(self) -> str:
        style = _style(self._persona.name, self._sheet)
        digest = b64encode(sha256(style.encode()).digest()).decode()
        policy = (
            f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        )
        name = words(self._page.head[0])
        rows = (
            "<!DOCTYPE html>",
            f'<html lang="{self._language}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">',
            f"<title>{escape(f'{name} · {clean_line(self._persona.study)}')}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            *self._header(),
            *self._main(),
            *self._footer(),
            *self._annex(),
            "</body>",
            "</html>",
            *self._record(),
        )
        return "\n".join(rows) + "\n"

    def _card(self) -> Card:
        photo = self._persona.photo
        source = bool(photo and clean_line(photo.source))
        name, *rest = self._page.head
        at = next((at for at, block in enumerate(rest) if is_picture(block)), None)
        told = [b for n, b in enumerate(rest) if at is None or n not in (at, at + source)]
        more = self._more
        return Card((name, *told), at is not None, self._pictures, self._headings, more)

    def _is_long(self, parts: Sequence[Part]) -> bool:
        lists = (block for part in parts for block in part.blocks)
        return any(len(found.children) > _LONG for found in lists)

    # What stands above the headings

    def _header(self) -> Iterator[str]:
        name, rest = self._page.head[0], self._page.head[1:]
        picture = next((block for block in rest if is_picture(block)), None)
        at = rest.index(picture) if picture is not None else 0
        source = clean_line(self._persona.photo.source) if self._persona.photo else ""
        below = rest[at + 1] if picture is not None and source else None
        yield "<header>"
        if picture is not None:
            yield self._figure(words_of_picture(picture), below)
        yield '<div class="who">'
        kind = "Archetype" if self._persona.faceless else "Persona"
        about = escape(clean_line(self._persona.study))
        status = "" if self._persona.status is Status.PROTO else self._persona.status.value
        far = f' · <span{self._ours} class="status">{status}</span>' if status else ""
        yield f'<p class="kind"><span{self._ours}>{kind}</span> · {about}{far}</p>'
        cut = ' class="cut"' if name in self._sheet.cut else ""
        yield f"<h1{cut}>{self._dress.all(name.children)}</h1>"
        yield from self._opening([block for block in rest if block not in (picture, below)])
        yield "</div>"
        yield "</header>"

    def _opening(self, blocks: "Sequence[SyntaxTreeNode]") -> Iterator[str]:
        """What a draft lacks, the quote, the one line; then, smaller, how far the page carries."""
        beside = False
        for number, block in enumerate(blocks):
            beside = beside or words(block) == standing(self._persona)
            cut = " cut" if block in self._sheet.cut else ""
            if self._persona.blocking and number == 0:
                yield f'<p class="draft{cut}"{self._ours}>{self._dress.all(block.children)}</p>'
            elif beside:
                yield f'<p class="beside{cut}">{self._dress.all(block.children)}</p>'
            else:
                yield self._dress.one(block)

    def _figure(self, alt: str, below: "SyntaxTreeNode | None") -> str:
        photo = self._persona.photo
        caption = f"<figcaption>{self._dress.all(below.children)}</figcaption>" if below else ""
        if photo is not None and photo.placeholder:
            drawing = placeholder_svg(self._persona.name).strip()
            return f'<figure class="photo">{drawing}{caption}</figure>'
        address = picture_address(self._photo)
        shown = f'<img src="{address}" alt="{escape(alt)}">' if address else f"<p>{escape(alt)}</p>"
        return f'<figure class="photo">{shown}{caption}</figure>'

    # The headings, and what follows them

    def _main(self) -> Iterator[str]:
        yield "<main>"
        if self._pictures:
            later = "" if self._sheet.pictures else " later"
            yield f'<section class="glance{later}" aria-labelledby="at-a-glance">'
            yield f'<h2 id="at-a-glance"{self._ours}>{AT_A_GLANCE}</h2>'
            pictures = "\n".join(picture.html for picture in self._pictures)
            yield f'<div class="charts">{pictures}</div></section>'
        for kind, parts in (("headings", self._headings), ("more", self._more)):
            flow = " flow" if self._evidence and self._is_long(parts) else ""
            across = beside([p for p in parts if p.title not in self._sheet.later])
            yield from self._grid(f"{kind}{flow} across-{across}", parts)
        yield from self._grid("evidence", self._evidence)
        yield "</main>"

    def _grid(self, kind: str, parts: Sequence[Part]) -> Iterator[str]:
        if not parts:
            return
        yield f'<div class="grid {kind}">'
        for part in parts:
            number = self._page.parts.index(part) + 1
            later = ' class="later"' if part.title in self._sheet.later else ""
            yield f'<section{later} aria-labelledby="part-{number}">'
            yield f'<h2 id="part-{number}"{self._ours}>{escape(part.title)}</h2>'
            folded = part.title == EVIDENCE
            dress = self._dress
            yield dress.folded(part.blocks) if folded else dress.all(part.blocks, part.title)
            yield from self._told_later(part)
            yield "</section>"
        yield "</div>"

    def _footer(self) -> Iterator[str]:
        newest = (self._persona.newest or "")[:10]
        told = f"Newest evidence {escape(newest)}" if newest else ""
        yield f"<footer{self._ours}>{f'<p>{told}</p>' if told else ''}</footer>"

    # For paper alone, on which nothing unfolds

    def _told_later(self, part: Part) -> Iterator[str]:
        later = sum(item in self._sheet.later for item in items(part))
        if later:
            yield f'<p class="paper"{self._ours}>{later} more in the annex</p>'

    def _annex(self) -> Iterator[str]:
        """What the sheet has no room for; then every footnote once more."""
        yield from self._left_over()
        if not self._page.footnotes:
            return
        yield '<aside class="annex" aria-labelledby="who-said-it">'
        yield f'<h2 id="who-said-it"{self._ours}>{WHO_SAID_IT}</h2>'
        rows = (
            f"<dt>{escape(label)}</dt><dd>{self._dress.note(label)}</dd>"
            for label in self._page.footnotes
        )
        yield f"<dl>{''.join(f'<div>{row}</div>' for row in rows)}</dl>"
        yield "</aside>"

    def _left_over(self) -> Iterator[str]:
        rows = [f"<li>{self._dress.plainly(b)}</li>" for b in self._page.head if self._goes(b)]
        for part in (*self._headings, *self._more):
            whole = part.title in self._sheet.later
            blocks = [*items(part), *(b for b in part.blocks if b.type != "bullet_list")]
            told = [
                self._dress.all([block], part.title)
                if block.type == "table"
                else self._dress.plainly(block)
                for block in blocks
                if whole or self._goes(block)
            ]
            if told:
                lines = "".join(f"<li>{line}</li>" for line in told)
                rows.append(f"<li><strong>{escape(part.title)}</strong><ul>{lines}</ul></li>")
        pictures = () if self._sheet.pictures else self._pictures
        if rows or pictures:
            yield '<aside class="annex" aria-labelledby="left-over">'
            yield f'<h2 id="left-over"{self._ours}>{LEFT_OVER}</h2>'
            if pictures:
                shown = "\n".join(picture.html for picture in pictures)
                yield f'<div class="charts">{shown}</div>'
            yield f"<ul>{''.join(rows)}</ul>" if rows else ""
            yield "</aside>"

    def _goes(self, block: "SyntaxTreeNode") -> bool:
        return block in self._sheet.cut or block in self._sheet.later

    def _record(self) -> Iterator[str]:
        """The page's record of its claims, as the Markdown carries it."""
        drawn = [(one.tally, one.claims) for one in self._pictures if one.tally is not None]
        found = _RECORD.findall(with_charts(self._source, self._persona, drawn))
        if found:
            yield "\n".join(("<!--", *found, "-->"))


def words_of_picture(block: "SyntaxTreeNode") -> str:
    """The words that stand for a picture."""
    return "".join(words(part) for part in block.children[0].children[0].children)


def _style(name: str, sheet: Sheet) -> str:
    colours = palette(name)
    paper = f"--letters:{sheet.size:g}pt;--most:{sheet.lines};--most-above:{sheet.lines_above}"
    own = f":root{{--deep:{colours.cup};--pale:{colours.ground};{paper}}}"
    return f"{own}\n{_sheet()}"


def _told_line_by_line(page: Page) -> Iterator[str]:
    """The labels behind whose titles the evidence is listed."""
    for part in page.parts:
        if part.title == EVIDENCE:
            for title, below in pairwise(part.blocks):
                label = opening_words(title) if title.type == "paragraph" else ""
                if label in page.footnotes and below.type == "bullet_list":
                    yield label


@cache
def _sheet() -> str:
    return Path(__file__).with_name("html_style.css").read_text(encoding="utf-8")
