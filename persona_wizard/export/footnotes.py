"""The footnotes of a page: who stands behind each line."""

from collections.abc import Iterator, Sequence

from persona_wizard.export.counts import Interviewed
from persona_wizard.export.escape import escape
from persona_wizard.export.evidence import (
    COUNTS_ONLY,
    NONE_IN_SECTION,
    NONE_ON_PAGE,
    footnote,
)
from persona_wizard.export.layout import Group, Layout, Naming
from persona_wizard.export.marks import Marks
from persona_wizard.export.open_wording import beside_the_count
from persona_wizard.export.references import Among, Chapter, ReferencedLine
from persona_wizard.export.wording import moved_words
from persona_wizard.model.persona import Claim

OF_EVERYONE = "This counts everyone who was asked."
# Whom a footnote names where its line counts some people, or some answers, alone.
_OF_SOME = {
    Among.SET_OFF: "What was said to these questions alone; other pages count everyone asked.",
    Among.GOT_PAST: "Customers alone; other pages count everyone asked.",
}


def footnotes(found: Sequence[Chapter], who: Interviewed, marks: Marks) -> list[str]:
    """The footnotes of all chapters, each label once, as one block; none where there is none."""
    rows: dict[str, str] = {}
    every = [line for chapter in found for line in chapter.lines if line.reference is not None]
    whole = {_label(line) for line in every if not line.among}
    apart = {_label(line): line for line in reversed(every) if line.among}
    nobody = who.layout is Layout.PAGE and who.group is Group.TINY
    for chapter in found:
        private = _private(chapter, who)
        for place, reference in enumerate(chapter.references):
            tally = marks.tallies.get(reference.claims[0].id)
            name = naming_of_claims(reference.claims, who)
            line = apart.get(reference.label)
            if line is None:
                text = footnote(reference.claims, tally, name, who)
            elif reference.label in whole:
                text = f"{footnote(reference.claims, tally, name, who)} {OF_EVERYONE}"
            else:
                text = f"{footnote(line.line.claims, tally, name, who)} {_OF_SOME[line.among]}"
            if nobody:
                text = text if rows else f"{text} {NONE_ON_PAGE}"
            elif name is not Naming.PSEUDONYMS and not (private and place):
                text = f"{text} {NONE_IN_SECTION if private else COUNTS_ONLY}"
            if who.layout is Layout.PAGE:
                moved = (c for c in reference.claims if c.moved_from)
                told = (moved_words(c, marks.tallies.get(c.id), who) for c in moved)
                text = " ".join((text, *told))
            else:
                beside = beside_the_count(tally) if tally is not None else ""
                text = f"{text} {beside}".rstrip()
            rows.setdefault(reference.label, f"[^{reference.label}]: {escape(text)}")
    return ["\n".join(rows.values())] if rows else []


def _label(line: ReferencedLine) -> str:
    return line.reference.label if line.reference is not None else ""


def _private(chapter: Chapter, who: Interviewed) -> bool:
    """Whether several footnotes, and all of the chapter, name nobody; then the first says so."""
    names = [naming_of_claims(reference.claims, who) for reference in chapter.references]
    return len(names) > 1 and Naming.PSEUDONYMS not in names


def naming_of_claims(claims: tuple[Claim, ...], who: Interviewed) -> Naming:
    """How the people behind these claims may be told of: as the most private of them allows."""
    return max((who.naming(claim) for claim in claims), key=list(Naming).index)


def labelled(chapter: Chapter) -> Iterator[tuple[str, Claim]]:
    """Every claim of a chapter with the label of the footnote that it stands under."""
    for reference in chapter.references:
        for claim in reference.claims:
            yield reference.label, claim
