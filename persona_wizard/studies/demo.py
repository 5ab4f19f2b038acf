"""The sample study, made in a folder."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from persona_wizard.banks import bank_digest, shipped_shelf
from persona_wizard.model.bank import Bank
from persona_wizard.model.interview import BankRef, Interview
from persona_wizard.store import StudyExists, StudyFolder
from persona_wizard.studies.curating import reword
from persona_wizard.studies.sample import SampleStudy, sample_study
from persona_wizard.studies.sample_forms import SampleError
from persona_wizard.synthesis import synthesise

DEMO_FOLDER = Path("cedar-coffee")


def make_demo(folder: Path) -> bool:
    """Make the sample study here; False where it stands already, which is left as it is.

    Raises StoreError where another study or other files are in the folder.
    """
    sample = sample_study()
    try:
        StudyFolder.build(folder, sample.study, partial(_fill, sample))
    except StudyExists:
        if StudyFolder(folder).study().title != sample.study.title:
            raise
        return False
    return True


def _fill(sample: SampleStudy, store: StudyFolder) -> None:
    shelf = shipped_shelf()
    banks: dict[str, Bank] = {}
    refs: dict[str, BankRef] = {}
    for bank_id in sample.bank_ids:
        source = shelf.written_out(bank_id, sample.study)
        banks[bank_id] = shelf.read(bank_id, sample.study)
        refs[bank_id] = BankRef(bank_id, bank_digest(source))
        store.keep_bank(bank_id, refs[bank_id].digest, source)
    interviews = [replace(made.interview, bank=refs[made.bank]) for made in sample.build(banks)]
    for interview in interviews:
        store.begin(interview).close()
    _reword(sample, store, interviews, {refs[one].digest: bank for one, bank in banks.items()})


def _reword(
    sample: SampleStudy,
    store: StudyFolder,
    interviews: Sequence[Interview],
    banks: Mapping[str, Bank],
) -> None:
    """Say claims in other words; a rewording remembers the evidence that it was made of."""
    persona = synthesise(sample.study, sample.study.personas[0], interviews, banks)
    claims = {claim.id: claim for claim in persona.claims}
    for claim_id, wording in sample.reworded.items():
        if claim_id not in claims:
            raise SampleError(f"persona: there is no claim “{claim_id}”")
        reword(store, claims[claim_id], wording)
