"""An interview that is erased leaves nothing behind, and nothing brings it back."""

import pytest
from store_examples import INTERVIEW, STUDY

from persona_wizard.model.interview import Participant
from persona_wizard.store import StoreError, StudyFolder


def test_what_is_erased_is_gone_and_is_not_saved_again(tmp_path):
    store = StudyFolder.create(tmp_path / "s", STUDY)
    kept = INTERVIEW
    file = store.begin(kept)
    half_written = store.folder / "interviews" / f".{kept.id}.json.0123abcd.tmp"
    half_written.write_text("{")
    file.erase()
    with pytest.raises(StoreError, match="closed here"):
        file.save(kept)
    file.close()
    assert [p.name for p in store.folder.rglob("*") if kept.id in p.name] == []
    with pytest.raises(StoreError, match="no interview"):
        store.reopen(kept.id)


def test_a_name_is_forgotten_and_one_that_was_never_kept_is_no_fault(tmp_path):
    store = StudyFolder.create(tmp_path / "s", STUDY)
    store.save_participant(Participant("p1", "P01", "Minh"))
    store.save_participant(Participant("p2", "P02", "Lan"))
    store.forget_participant("p1")
    store.forget_participant("p3")
    assert [p.name for p in store.participants()] == ["Lan"]
