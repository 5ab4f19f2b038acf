"""Composing: each step is one write, and can be taken back."""

import pytest
from composing_examples import GYM, LATE, TIED, TIME

from persona_wizard.store import StudyFolder
from persona_wizard.studies import composing
from persona_wizard.studies.composing import NotComposed
from persona_wizard.studies.taking_back import ChangedSince, take_back


def made(study: StudyFolder, sentence: str = "Fears being tied in", *keys) -> str:
    done = composing.make_claim(study, "problems", sentence, keys or (TIED,), field="barriers")
    return done.after.claims[-1].id


def the_claim(study: StudyFolder):
    (claim,) = study.study().claims
    return claim


def test_a_claim_is_one_clean_sentence_and_what_it_rests_on(study: StudyFolder) -> None:
    done = composing.make_claim(
        study, "problems", " Fears\nbeing \x1b[31mtied in ", (TIED, GYM, TIED), against=(LATE, GYM)
    )
    claim = the_claim(study)
    assert claim == done.after.claims[0]
    assert claim.id.startswith("composed/")
    assert len(claim.id) == len("composed/") + 8
    assert (claim.sentence, claim.heading, claim.field) == ("Fears being tied in", "problems", None)
    assert (claim.supports, claim.against) == ((TIED, GYM), (LATE,))
    assert done.before.claims == ()


@pytest.mark.parametrize(
    ("heading", "sentence", "keys", "field"),
    [
        ("problems", " ", (TIED,), None),
        ("problems", "\x1b[31m", (TIED,), None),
        ("problems", "No evidence", (), None),
        ("hobbies", "No such heading", (TIED,), None),
        ("problems", "No such field", (TIED,), "hats"),
    ],
)
def test_no_claim_without_a_sentence_an_observation_and_a_heading(
    study: StudyFolder, heading, sentence, keys, field
) -> None:
    before = (study.folder / "study.json").read_bytes()
    with pytest.raises(NotComposed, match=r"Nothing was (made|changed)\."):
        composing.make_claim(study, heading, sentence, keys, field=field)
    assert (study.folder / "study.json").read_bytes() == before


def test_links_stand_on_one_side(study: StudyFolder) -> None:
    claim = made(study)
    composing.link(study, claim, (GYM, TIME), supports=True)
    composing.link(study, claim, (GYM, LATE), supports=False)
    assert (the_claim(study).supports, the_claim(study).against) == ((TIED, TIME), (GYM, LATE))
    composing.link(study, claim, (LATE,), supports=True)
    assert (the_claim(study).supports, the_claim(study).against) == ((TIED, TIME, LATE), (GYM,))
    composing.unlink(study, claim, (GYM, TIED))
    assert (the_claim(study).supports, the_claim(study).against) == ((TIME, LATE), ())


def test_a_claim_is_reworded_moved_and_dropped(study: StudyFolder) -> None:
    claim = made(study)
    composing.reword_claim(study, claim, "Fears  being bound")
    composing.move_claim(study, claim, "objectives", None)
    kept = the_claim(study)
    assert (kept.id, kept.sentence) == (claim, "Fears being bound")
    assert (kept.heading, kept.field, kept.supports) == ("objectives", None, (TIED,))
    composing.drop_claim(study, claim)
    assert study.study().claims == ()
    with pytest.raises(NotComposed, match="not there any more"):
        composing.link(study, claim, (TIME,), supports=True)


def test_merged_claims_go_on_under_one_id(study: StudyFolder) -> None:
    one = made(study, "One", TIED, TIME)
    two = made(study, "Two", GYM)
    composing.link(study, two, (TIED, LATE), supports=False)
    composing.merge_claims(study, (one, two), into=one)
    kept = the_claim(study)
    assert (kept.id, kept.sentence, kept.aliases) == (one, "One", (two,))
    assert (kept.supports, kept.against) == ((TIED, TIME, GYM), (LATE,))


def test_reading_is_marked_and_unmarked(study: StudyFolder) -> None:
    composing.mark_read(study, (TIME, TIED, TIME))
    assert study.study().read == tuple(sorted((TIED, TIME)))
    composing.mark_unread(study, (TIED, GYM))
    assert study.study().read == (TIME,)


def test_a_hypothesis_becomes_a_claim_once_somebody_said_it(study: StudyFolder) -> None:
    done = composing.add_hypothesis(study, "wishes", "Would pay more")
    (guess,) = done.after.hypotheses
    assert guess.id.startswith("hypothesis/")
    with pytest.raises(NotComposed, match="once somebody said it"):
        composing.promote(study, guess.id, ())
    composing.promote(study, guess.id, (TIED,), field="wished-solutions")
    claim = the_claim(study)
    assert (claim.heading, claim.sentence, claim.supports) == ("wishes", "Would pay more", (TIED,))
    assert study.study().hypotheses == ()
    other = composing.add_hypothesis(study, "wishes", "Other").after.hypotheses[0]
    composing.drop_hypothesis(study, other.id)
    assert study.study().hypotheses == ()


def steps(study: StudyFolder):
    claim = made(study)
    yield lambda: composing.link(study, claim, (GYM,), supports=True)
    yield lambda: composing.unlink(study, claim, (GYM,))
    yield lambda: composing.reword_claim(study, claim, "Other words")
    yield lambda: composing.mark_read(study, (TIME,))
    yield lambda: composing.add_hypothesis(study, "wishes", "Would pay more")
    yield lambda: composing.make_claim(study, "problems", "Second", (LATE,))
    yield lambda: composing.drop_claim(study, claim)


def test_each_step_is_taken_back_to_the_byte_and_done_again(study: StudyFolder) -> None:
    path = study.folder / "study.json"
    for step in list(steps(study)):
        before = path.read_bytes()
        done = step()
        after = path.read_bytes()
        back = take_back(study, done)
        assert path.read_bytes() == before
        take_back(study, back)
        assert path.read_bytes() == after


def test_taking_back_leaves_what_others_did_since(study: StudyFolder) -> None:
    claim = made(study)
    done = composing.link(study, claim, (GYM,), supports=True)
    composing.link(study, claim, (TIME,), supports=True)
    composing.reword_claim(study, claim, "Their words")
    composing.mark_read(study, (LATE,))
    other = made(study, "Theirs", LATE)
    take_back(study, done)
    first, second = study.study().claims
    assert (first.supports, first.sentence) == ((TIED, TIME), "Their words")
    assert (second.id, study.study().read) == (other, (LATE,))


def test_what_somebody_changed_again_is_not_taken_back(study: StudyFolder) -> None:
    claim = made(study)
    done = composing.reword_claim(study, claim, "My words")
    composing.reword_claim(study, claim, "Their words")
    before = (study.folder / "study.json").read_bytes()
    with pytest.raises(ChangedSince, match="Nothing was changed"):
        take_back(study, done)
    assert (study.folder / "study.json").read_bytes() == before


def test_a_claim_that_somebody_worked_on_since_does_not_vanish(study: StudyFolder) -> None:
    done = composing.make_claim(study, "problems", "Mine", (TIED,))
    composing.link(study, done.after.claims[0].id, (TIME,), supports=True)
    with pytest.raises(ChangedSince):
        take_back(study, done)
    assert the_claim(study).supports == (TIED, TIME)


def test_a_dropped_claim_comes_back_to_its_place(study: StudyFolder) -> None:
    ids = [made(study, str(n), TIED) for n in range(3)]
    done = composing.drop_claim(study, ids[1])
    late = made(study, "Late", TIME)
    take_back(study, done)
    assert [claim.id for claim in study.study().claims] == [*ids, late]


def test_a_hypothesis_is_worded_anew(study: StudyFolder) -> None:
    added = composing.add_hypothesis(study, "problems", "Hates waste")
    guess = added.after.hypotheses[-1].id
    done = composing.reword_hypothesis(study, guess, " Hates\nplastic ")
    (now,) = study.study().hypotheses
    assert (now.id, now.heading, now.sentence) == (guess, "problems", "Hates plastic")
    take_back(study, done)
    assert study.study().hypotheses == added.after.hypotheses
    with pytest.raises(NotComposed):
        composing.reword_hypothesis(study, guess, " ")
    with pytest.raises(NotComposed):
        composing.reword_hypothesis(study, "hypothesis/none", "So")
