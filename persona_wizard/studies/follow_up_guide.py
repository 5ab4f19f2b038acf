"""A follow-up guide: a question bank of what an audience has not told enough about yet.

Not to be taken for a follow-up, which asks one person again.
"""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from persona_wizard.banks import (
    BankError,
    GuidePart,
    Shelf,
    follow_up_guide,
    guide_id,
    is_guide,
    read_written_out,
    shelf_for,
    source_of,
)
from persona_wizard.model.bank import Bank
from persona_wizard.model.coverage import WhomNext
from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience, expected_fields, heading_of_field
from persona_wizard.model.languages import base_language, words_in
from persona_wizard.model.persona import Gap, Persona
from persona_wizard.model.text import clean_line
from persona_wizard.store import StudyFolder
from persona_wizard.studies.follow_ups import is_follow_up
from persona_wizard.studies.reading import Reading, banks_for
from persona_wizard.studies.shelf_keeping import folder_of_banks
from persona_wizard.synthesis.left_open import LeftOpen, left_open


class FollowUpGuide(Struct, frozen=True):
    """A follow-up guide before it is saved; `instead` where it would replace another one."""

    bank: Bank
    source: str
    path: Path
    instead: bool


class NothingToAsk(WizardError):
    """An audience has told enough, or what it has not may stay open."""

    def __init__(self, audience: Audience) -> None:
        super().__init__(
            f"No guide was written: {audience} have told enough, or what is missing may stay open."
        )


class NoBankToAskFrom(WizardError):
    """No question bank for the audience is in reach."""

    def __init__(self, audience: Audience) -> None:
        super().__init__(
            f"No guide was written: there is no question bank for {audience} to take it from."
        )


class GuideStands(WizardError):
    """A guide that nobody followed yet stands where one was to be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{clean_line(str(path))} is there already. Nothing was written; --force replaces it."
        )


def guide_for(
    store: StudyFolder, reading: Reading, persona: Persona, audience: Audience
) -> FollowUpGuide:
    """What a persona's gaps leave to ask of an audience, as a bank of the questions there are.

    They are those of the bank that was asked last, but for what was told by three people or may
    stay open; where it has no question for a missing field, those of other banks in its language.
    A guide that an interview followed keeps its name to itself. Raises NothingToAsk,
    NoBankToAskFrom, OnlyRead, StoreError, BankError.
    """
    folder = folder_of_banks(store)
    wanted = next((one for one in persona.whom_next if one.audience is audience), None)
    if wanted is None:
        raise NothingToAsk(audience)
    shelf = shelf_for(store.folder)
    written_out, bank_id = _whole_bank(store, shelf, reading, audience)
    whole = read_written_out(written_out, bank_id)
    left = left_open(persona.gaps, audience)
    parts = [GuidePart(written_out, bank_id, _still_asked(whole, wanted, left))]
    parts += _borrowed(store, shelf, whole, _lacking(whole, persona.gaps, left, audience))
    if not any(part.wanted for part in parts):
        raise NothingToAsk(audience)
    name, number = _free_id(reading, audience)
    title = f"{whole.title}: {words_in(whole.language).missing}"
    # Whoever is the first of their audience is asked everything as the bank has it.
    blocking = persona.blocking if wanted.ask else ()
    missing = frozenset(gap.field for gap in blocking if gap.field)
    source = follow_up_guide(name, f"{title} ({number})" if number > 1 else title, parts, missing)
    path = folder / f"{name}.md"
    instead = path.exists() and _source(path) != source
    return FollowUpGuide(read_written_out(source, name), source, path, instead)


def write_guide(store: StudyFolder, guide: FollowUpGuide, replace: bool = False) -> Path:
    """Save a guide into its study, and return its file. Raises GuideStands, StoreError.

    Another one that stands there is only replaced where `replace` says so.
    """
    if guide.instead and not replace:
        raise GuideStands(guide.path)
    store.save_own_bank(guide.path.name, guide.source)
    return guide.path


def guide_in_words(guide: FollowUpGuide) -> str:
    """How long a guide is: "9 questions, about 20 minutes."."""
    count = len(guide.bank.questions)
    questions = "1 question" if count == 1 else f"{count} questions"
    return f"{questions}, about {guide.bank.minutes:g} minutes."


def _whole_bank(
    store: StudyFolder, shelf: Shelf, reading: Reading, audience: Audience
) -> tuple[str, str]:
    """The bank to ask from, written out, and its id: that asked last, else the best in reach."""
    for interview in reversed(reading.interviews):
        ref = interview.bank
        if interview.audience is audience and not (is_guide(ref.id) or is_follow_up(ref.id)):
            try:
                return shelf.written_out(ref.id), ref.id
            except BankError:
                return store.used_bank(ref), ref.id
    for bank in banks_for(store, audience):
        if not is_guide(bank.id):
            return shelf.written_out(bank.id), bank.id
    raise NoBankToAskFrom(audience)


def _still_asked(whole: Bank, wanted: WhomNext, left: LeftOpen) -> tuple[str, ...]:
    return tuple(
        question.id
        for question in whole.questions
        if question.id not in wanted.known and not left.holds(question)
    )


def _lacking(
    whole: Bank, gaps: tuple[Gap, ...], left: LeftOpen, audience: Audience
) -> frozenset[str]:
    """The expected fields with a gap of which a bank has no question."""
    there = {question.field for question in whole.questions}
    open_gaps = [gap for gap in gaps if gap.accepted is None]
    fields = {gap.field for gap in open_gaps}
    headings = {gap.heading for gap in open_gaps if gap.audience is audience}
    return frozenset(
        field.id
        for field in expected_fields(audience)
        if (field.id in fields or heading_of_field(field.id).id in headings)
        and field.id not in left.fields | there
        and heading_of_field(field.id).id not in left.headings
    )


def _borrowed(
    store: StudyFolder, shelf: Shelf, whole: Bank, lacking: frozenset[str]
) -> Iterator[GuidePart]:
    """Questions of other banks of the same audience and language for these fields."""
    left = set(lacking)
    for bank in banks_for(store, whole.audience) if left and whole.audience else ():
        if is_guide(bank.id) or base_language(bank.language) != base_language(whole.language):
            continue
        wanted = tuple(question.id for question in bank.questions if question.field in left)
        if wanted:
            left -= {question.field for question in bank.questions if question.field}
            yield GuidePart(shelf.written_out(bank.id), bank.id, wanted)


def _free_id(reading: Reading, audience: Audience) -> tuple[str, int]:
    """The first id of a guide that no interview followed, and its number."""
    followed = {interview.bank.id for interview in reading.interviews}
    number = 1
    while guide_id(audience, number) in followed:
        number += 1
    return guide_id(audience, number), number


def _source(path: Path) -> str | None:
    try:
        return source_of(path)
    except BankError:
        return None
