"""What is chosen on the export screen: for whom, as what, into which folder."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.export.formats import Format
from persona_wizard.export.layout import Layout
from persona_wizard.model.departments import Department
from persona_wizard.store import StudyFolder
from persona_wizard.studies.exporting import Wanted, content_of, folder_of
from persona_wizard.studies.reading import Reading

EVERYONE, ALL = "", "all"
_FORMATS = {
    Format.MARKDOWN: "Markdown",
    Format.HTML: "HTML, to pin up or print",
    Format.JSON: "JSON",
    Format.ANSWERS_CSV: "a table of answers (CSV)",
    Format.QUOTES_CSV: "a table of quotes (CSV)",
}
# As much of a file as somebody reads before it is written.
_LINES, _LETTERS = 500, 40_000


class ExportChoice(Struct, frozen=True, kw_only=True):
    """`for_whom` is a department (id), every one of them, or everyone, who read the whole page.

    `folder` is one that was named for what is for everyone.
    """

    persona: str = ""
    for_whom: str = EVERYONE
    format: Format = Format.MARKDOWN
    folder: Path | None = None

    def for_next(self, departments: Sequence[Department]) -> "ExportChoice":
        """The same for the next reader; data is for everyone, so it becomes a page."""
        readers = [EVERYONE, *(one.id for one in departments), *([ALL] if departments else ())]
        here = readers.index(self.for_whom) if self.for_whom in readers else 0
        chosen = replace(self, for_whom=readers[(here + 1) % len(readers)])
        if chosen.for_whom and not chosen.format.is_page:
            return replace(chosen, format=Format.MARKDOWN)
        return chosen

    def as_next(self) -> "ExportChoice":
        """The same in the next format; departments read pages."""
        forms = [form for form in Format if form.is_page or not self.for_whom]
        return replace(self, format=forms[(forms.index(self.format) + 1) % len(forms)])

    def wanted(self, departments: Sequence[Department], layout: Layout) -> tuple[Wanted, ...]:
        """What is written; the layout of everything is for everyone alone."""
        whole = Wanted(format=self.format, layout=layout, persona=self.persona)
        if layout is Layout.FULL or not self.for_whom:
            return (whole,)
        ids = [one.id for one in departments] if self.for_whom == ALL else [self.for_whom]
        return tuple(replace(whole, department=one) for one in ids)


def in_words(choice: ExportChoice, departments: Sequence[Department]) -> tuple[str, str]:
    """For whom it is, and as what: "Sales", "Markdown"."""
    titles = {one.id: one.title or one.id for one in departments}
    everyone = "everyone, the whole page" if choice.format.is_page else "everyone"
    whom = {EVERYONE: everyone, ALL: "every department, a page each"}
    return whom.get(choice.for_whom) or titles[choice.for_whom], _FORMATS[choice.format]


def folders(store: StudyFolder, reading: Reading, choice: ExportChoice) -> tuple[Path, ...]:
    """Where the files go, each folder once."""
    if choice.folder is not None and not choice.for_whom:
        return (choice.folder,)
    wanted = choice.wanted(reading.study.departments, Layout.PAGE)
    return tuple(dict.fromkeys(folder_of(store, reading, one) for one in wanted))


def preview(store: StudyFolder, reading: Reading, choice: ExportChoice) -> str:
    """What would be written, gaps or not; of HTML the text it is made of. Raises WizardError."""
    texts = []
    for one in choice.wanted(reading.study.departments, Layout.PAGE):
        form = Format.MARKDOWN if one.format is Format.HTML else one.format
        shown = replace(one, format=form, allow_gaps=True)
        texts.append(content_of(store, reading, shown).decode("utf-8-sig"))
    return _beginning("\n\n".join(texts).replace("\r\n", "\n"))


def _beginning(text: str) -> str:
    lines = text[:_LETTERS].split("\n")
    shown = "\n".join(lines[:_LINES])
    return shown if len(shown) == len(text) else f"{shown}\n\n… and more, which the file holds."
