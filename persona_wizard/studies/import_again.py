"""Rows that are in the study already: what they say otherwise now, and what is made of that."""

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.model.bank import Bank
from persona_wizard.model.interview import CONSENT_QUOTE, BankRef, Interview
from persona_wizard.model.study import Study
from persona_wizard.store import StudyFolder
from persona_wizard.store.errors import not_readable
from persona_wizard.store.layout import Layout
from persona_wizard.studies.import_interviews import is_as_imported, read_anew
from persona_wizard.studies.import_people import Newcomers
from persona_wizard.studies.import_rows import Respondent

_ID = re.compile(rb"(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])")


class Anew(Struct, frozen=True):
    """An interview as its row is read now, and as it was `before`.

    `contact` is kept of somebody of whom none was.
    """

    before: Interview
    interview: Interview
    contact: str = ""

    @property
    def takes_back(self) -> bool:
        """Whether a yes to consent becomes a no."""
        now = self.interview.consent
        return any(yes and now.get(item) is False for item, yes in self.before.consent.items())


class Known(Struct, frozen=True):
    """What becomes of a row that is here, which is the interview of `pseudonym`.

    It is read `anew`, or stays but for a no to consent that is `withdrawn`, or stays; then it reads
    `otherwise` now, or was `touched` where it was to be read once more.
    """

    pseudonym: str
    anew: Anew | None = None
    withdrawn: Anew | None = None
    otherwise: bool = False
    touched: bool = False

    @property
    def stays(self) -> bool:
        """Whether it is as it was because nobody asked for anything else."""
        return not (self.anew or self.touched) and (self.otherwise or not self.withdrawn)


class KnownRows:
    """Looks at rows that are here; with `again` those that nobody worked on are read once more."""

    def __init__(
        self,
        store: StudyFolder,
        newcomers: Newcomers,
        study: Study,
        bank: Bank,
        ref: BankRef,
        quotable: bool,
        again: bool,
    ) -> None:
        """Looks once at what the study's claims, themes and links name. Raises StoreError."""
        self._untouched = Untouched(store)
        self._newcomers = newcomers
        self._study = study
        self._bank = bank
        self._ref = ref
        self._quotable = quotable
        self._again = again

    def look(self, respondent: Respondent) -> Known:
        before = self._newcomers.here(respondent.ids)
        if before is None:
            # What can't be read stays.
            called = self._newcomers.called_here(respondent.ids)
            return Known(called, touched=self._again)
        after = read_anew(self._study, self._bank, self._ref, respondent, before)
        noes = _with_new_noes(before, respondent)
        withdrawn = Anew(before, noes) if noes != before else None
        if not self._again:
            asked = self._quotable or not respondent.may_be_quoted
            otherwise = _said(noes, asked) != _said(after, asked)
            otherwise = otherwise and self._untouched.is_untouched(before)
            return Known(before.pseudonym, withdrawn=withdrawn, otherwise=otherwise)
        contact = self._newcomers.contact_to_keep(before, respondent.known_by)
        # A no that stays is none that the row came with.
        same = replace(after, imported=noes.imported) == noes
        if same and not contact:
            return Known(before.pseudonym, withdrawn=withdrawn)
        if not self._untouched.is_untouched(before):
            return Known(before.pseudonym, withdrawn=withdrawn, touched=True)
        if contact:
            self._newcomers.keep_contact(before, contact)
        return Known(before.pseudonym, Anew(before, after, contact))


class Untouched:
    """Looks once at what the study's claims, themes and links name. Raises StoreError."""

    def __init__(self, store: StudyFolder) -> None:
        self._store = store
        path = Layout(store.folder).study
        try:
            self._named = set(_ID.findall(path.read_bytes()))
        except OSError as error:
            raise not_readable(path, error) from error
        self._in_conflict = {conflict.interview.id for conflict in store.conflicts()}

    def is_untouched(self, interview: Interview) -> bool:
        """Whether it is as it came: not edited, tagged, linked, open, or in a conflict."""
        return (
            is_as_imported(interview)
            and interview.id.encode() not in self._named
            and interview.id not in self._in_conflict
            and not self._store.writer(interview.id)
        )


def _with_new_noes(before: Interview, respondent: Respondent) -> Interview:
    """An interview with the noes to consent that its row says since; itself where there are none.

    A no that it came with is older than a yes that somebody gave by hand.
    """
    came = before.imported or {}
    noes = {
        item: False
        for item, yes in respondent.consent.items()
        if not yes and before.consent.get(item) and came.get(item) is not False
    }
    if not noes:
        return before
    return replace(before, consent={**before.consent, **noes}, imported={**came, **noes})


def _said(interview: Interview, quote: bool) -> tuple[object, ...]:
    """What tells one reading of a row from another; being quoted only where it is asked.

    A file may tell when somebody answered with its seconds, and the next one without.
    """
    answers = {name: (one.state, one.value, one.text) for name, one in interview.answers.items()}
    return interview.audience, interview.started[:16], answers, _consent(interview.consent, quote)


def _consent(consent: Mapping[str, bool], quote: bool) -> dict[str, bool]:
    return {item: yes for item, yes in consent.items() if quote or item != CONSENT_QUOTE}
