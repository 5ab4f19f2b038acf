"""What the lines of one interview are linked to."""

import pytest
from composing_examples import GYM, ID, LATE, TEXT, TIED, TIME, key, with_interview

from persona_wizard.model.headings import Audience
from persona_wizard.store import StudyFolder
from persona_wizard.studies import composing
from persona_wizard.studies.following import Following
from persona_wizard.studies.interviews import sit_down
from persona_wizard.studies.line_links import LineLinks, Link, links_in
from persona_wizard.studies.taking_back import ChangedSince


@pytest.fixture
def store(study: StudyFolder) -> StudyFolder:
    return with_interview(study)


@pytest.fixture
def links(store: StudyFolder) -> LineLinks:
    return links_of(store)


def links_of(store: StudyFolder) -> LineLinks:
    return LineLinks(store, ID, Following(store, store.study(), store.read_interview(ID)))


def test_a_line_is_linked_and_taken_off_again(store: StudyFolder, links: LineLinks) -> None:
    made = links.make("problems", "Fears being tied in", TIED, "barriers")
    (claim,) = store.study().claims
    assert (claim.heading, claim.field, claim.supports) == ("problems", "barriers", (TIED,))
    links.link(claim.id, GYM, supports=True, field=None)
    links.link(claim.id, TIME, supports=False, field=None)
    assert links.at("worry", TEXT) == {
        0: (Link("Fears being tied in", True),),
        1: (Link("Fears being tied in", True),),
        4: (Link("Fears being tied in", False),),
    }
    assert links.at("other", TEXT) == {}
    assert links.is_linked(claim.id, TIME, supports=False)
    assert not links.is_linked(claim.id, TIME, supports=True)
    links.link(claim.id, TIME, supports=False, field=None)
    assert store.study().claims[0].links == (TIED, GYM)
    with pytest.raises(ChangedSince):
        links.undo(made)


def test_a_field_of_another_heading_is_none_of_the_claim(
    store: StudyFolder, links: LineLinks
) -> None:
    links.make("objectives", "Wants out", TIED, "barriers")
    assert store.study().claims[0].field is None


@pytest.mark.parametrize(
    ("line", "meant"),
    [(0, TIED), (1, GYM), (2, GYM), (3, None), (4, TIME), (5, LATE), (6, None)],
)
def test_every_line_of_a_quote_is_that_quote(links: LineLinks, line: int, meant: object) -> None:
    assert links.key_of("worry", TEXT, line) == meant


def test_a_follow_up_is_no_line_to_link(links: LineLinks) -> None:
    text = "> said\n? why\nbecause"
    assert links.key_of("worry", text, 1) is None
    assert links.key_of("worry", text, 2) == key("because", text)


def test_what_can_be_chosen(store: StudyFolder, links: LineLinks) -> None:
    links.make("objectives", "Wants mornings", TIME, None)
    links.make("problems", "Fears being tied in", TIED, None)
    composing.add_hypothesis(store, "problems", "Hates waste")
    links = links_of(store)

    def sentences(*, supports: bool) -> list[str]:
        return [one.sentence for one in links.offered("problems", supports=supports)]

    assert sentences(supports=True) == ["Fears being tied in", "Hates waste", "Wants mornings"]
    assert sentences(supports=False) == ["Fears being tied in", "Wants mornings"]


def test_a_hypothesis_becomes_a_claim_by_what_supports_it(
    store: StudyFolder, links: LineLinks
) -> None:
    guess = composing.add_hypothesis(store, "problems", "Hates waste").after.hypotheses[0]
    links = links_of(store)
    done = links.link(guess.id, TIED, supports=True, field="barriers")
    (claim,) = store.study().claims
    assert (claim.sentence, claim.supports, claim.field) == ("Hates waste", (TIED,), "barriers")
    links.undo(done)
    assert store.study().hypotheses == (guess,)
    assert store.study().claims == ()


def test_without_a_study_to_read_there_are_no_links(study: StudyFolder) -> None:
    sitting = sit_down(study, Audience.CUSTOMERS, None, None)
    assert links_in(sitting) is not None
    (study.folder / "study.json").write_text("{")
    assert links_in(sitting) is None
    sitting.close()
