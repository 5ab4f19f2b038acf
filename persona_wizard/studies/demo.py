"""The sample study, made in a folder."""

from pathlib import Path

from msgspec.structs import replace

from persona_wizard.banks import bank_digest, read_bank, shipped_shelf, write_out
from persona_wizard.model.bank import Bank
from persona_wizard.model.interview import BankRef
from persona_wizard.store import StudyExists, StudyFolder
from persona_wizard.studies.sample import sample_study

DEMO_FOLDER = Path("cedar-coffee")


def make_demo(folder: Path) -> bool:
    """Make the sample study here; False where it stands already, which is left as it is.

    Raises StoreError where another study or other files are in the folder.
    """
    sample = sample_study()
    try:
        store = StudyFolder.create(folder, sample.study)
    except StudyExists:
        if StudyFolder.open(folder).study().title != sample.study.title:
            raise
        return False
    shelf = shipped_shelf()
    words = tuple(sample.study.words)
    banks: dict[str, Bank] = {}
    refs: dict[str, BankRef] = {}
    for bank_id in sample.bank_ids:
        file = f"{bank_id}.md"
        source = write_out(shelf.source(bank_id) or "", file, shelf.source)
        banks[bank_id] = read_bank(source, file, shelf.source, words)
        refs[bank_id] = BankRef(bank_id, bank_digest(source))
        store.keep_bank(bank_id, refs[bank_id].digest, source)
    for made in sample.build(banks):
        store.begin(replace(made.interview, bank=refs[made.bank])).close()
    return True
